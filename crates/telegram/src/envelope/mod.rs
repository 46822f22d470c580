//! The relay envelope and the addresses (format lines 1 to 8).

pub(crate) mod address;
pub(crate) mod address_lines;
pub(crate) mod date_time_group;
mod filing;
pub(crate) mod joined;
pub(crate) mod message_id;
pub(crate) mod page_line;
pub(crate) mod routing;
pub(crate) mod section_mark;
pub(crate) mod security;
pub(crate) mod smart_address;
#[cfg(test)]
mod tests;
pub(crate) mod transmission;
