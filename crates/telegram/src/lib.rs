//! Reads diplomatic telegrams: text in, elements, facts and diagnostics out.

mod diagnostic;
mod element;
mod envelope;
mod facts;
mod header;
pub mod id;
mod layout;
pub mod model;
mod parse;
mod people;
pub mod posts;
mod span;
mod spelling;
pub mod tables;
mod text;

pub use diagnostic::{Diagnostic, Severity};
pub use element::{Element, ElementKind};
pub use model::*;
pub use parse::{Context, Parsed, parse, parse_with};
pub use span::Span;
