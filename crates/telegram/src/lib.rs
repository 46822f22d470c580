//! Reads diplomatic telegrams: text in, elements, facts and diagnostics out.

mod check;
mod diagnostic;
mod element;
mod envelope;
mod facts;
mod header;
pub mod id;
mod layout;
pub mod model;
mod oddity;
mod parse;
mod people;
pub mod posts;
mod span;
mod spelling;
pub mod tables;
mod text;
pub mod write;

pub use check::{Check, Evidence, RULES, Report, Rule, Verdict, check, continuity};
pub use diagnostic::{Diagnostic, Severity, catalogue};
pub use element::{Element, ElementKind};
pub use model::*;
pub use parse::{Context, Parsed, parse, parse_with};
pub use span::Span;
pub use write::write;
