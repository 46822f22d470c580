//! The typed view of a telegram: what `chancery parse` prints.
//!
//! Absent facts are `None` or empty; nothing is guessed silently. With the
//! `serde` feature the types serialise as the JSON of the contract.

mod address;
mod anchor;
mod date;
mod edtf;
mod envelope;
mod fact;
mod fold;
mod marking;
mod people;
mod reference;
mod shift;
mod spans;
mod telegram;

pub use address::{Addressee, Originator, PrecedencePair};
pub use anchor::typed_anchor;
pub use date::MessageDate;
pub use edtf::{Certainty, Edtf, InvalidEdtf};
pub use envelope::{Envelope, Filed, Handling, MessageId, Routing, Security, Transmission};
pub use fact::Fact;
pub use fold::{Fold, Run, Runs};
pub use marking::{Classification, ExecutiveOrder, Precedence};
pub use people::{ClassifiedBy, Person};
pub use reference::{Candidate, Reference, ReferenceKind};
pub use spans::Spans;
pub use telegram::{
    Block, BlockKind, CarrierName, Kind, MessageSet, Note, Paragraph, Role, Sections, SeriesNumber, Source, Telegram,
    TextState,
};
