//! The relay envelope and the addresses (format lines 3 to 8).

pub(crate) mod address;
pub(crate) mod date_time_group;
pub(crate) mod message_id;
pub(crate) mod security;
pub(crate) mod smart_address;
