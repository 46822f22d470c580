//! The lines between the addresses and the body: classification line,
//! captions, order, tags, subject, references, classification authority.

pub(crate) mod captions;
pub(crate) mod classification_line;
pub(crate) mod classified_by;
pub(crate) mod executive_order;
pub(crate) mod fields;
pub(crate) mod labels;
pub(crate) mod pass_line;
pub(crate) mod references;
pub(crate) mod subject;
pub(crate) mod tags;
