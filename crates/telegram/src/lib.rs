//! Reads diplomatic telegrams ("cables"): text in; elements, facts and diagnostics out.
//!
//! ```
//! let text = "P 020415Z APR 05\nFM AMEMBASSY SUVA\nTO RUEHC/SECSTATE WASHDC PRIORITY 2044\nBT\n\
//!             C O N F I D E N T I A L SUVA 000617\n\nSIPDIS\n\nE.O. 12958: DECL: 04/02/2015\nTAGS: EWWT, FJ\n\
//!             SUBJECT: FERRY SERVICE RESUMES\n\nREF: A. APIA 42 (NOTAL)\n\n\
//!             Classified By: DCM Jane Q. Roe for reasons 1.4 (b) and (d).\n\n\
//!             1. (C) Summary: The ferry sails again. End summary.\n\nDOE\n";
//! let parsed = telegram::parse(text);
//! let telegram = &parsed.telegram;
//! assert_eq!(telegram.id.as_deref(), Some("05SUVA617"));
//! assert_eq!(telegram.date.unwrap().to_string(), "2005-04-02T04:15:00Z");
//! assert_eq!(telegram.references[0].id.as_deref(), Some("05APIA42"));
//! assert_eq!(telegram.classified_by[0].reasons, ["1.4(b)", "1.4(d)"]);
//! assert_eq!(telegram.paragraphs[0].portion.as_deref(), Some("C"));
//! assert_eq!(telegram.signature, ["DOE"]);
//! ```
//!
//! # What holds for any input
//!
//! * [`parse`] cannot fail and does not panic. What is odd is a [`Diagnostic`] with a code ([`catalogue`]), a severity
//!   and a place.
//! * The [elements](Element) tile the text: joining them gives it back byte for byte.
//! * Every [`Span`] is a range of UTF-8 bytes of the text.
//! * It needs no input or output, no clock and no network, and its time is linear in the length of the text.
//! * A part of a telegram, such as a list of references alone, is read as far as it goes.
//!
//! # Overview
//!
//! | for | see |
//! |---|---|
//! | text to facts | [`parse`], [`parse_with`] and its [`Context`], [`Telegram`] |
//! | what each line is, and which rule read it | [`Element`], [`ElementKind`] |
//! | what a line says by itself, to find telegrams among other texts | [`sign`](sign()) |
//! | whether a telegram agrees with itself | [`check`](check()), [`continuity`] |
//! | reference ids in any form | [`id`] |
//! | header fields that an edition prints in paragraphs | [`header_fields`] |
//! | the role and the portion mark of a paragraph that an edition prints | [`role_by_name`], [`portion_mark`] |
//! | telegrams that another document cites | [`cited_in_list`], [`cited_in_text`] |
//! | posts, with names over time | [`posts`] |
//! | what a code means at a date | [`tables`] |
//! | facts to text in the form of an era, for tests and fixtures | [`write`](mod@write) |
//!
//! # Features
//!
//! `serde` serialises a [`Telegram`] as the JSON of the contract. Without it the crate depends on `jiff` and `memchr`
//! only.
//!
//! # Where the rules are from
//!
//! ACP 127 (relay envelope), the handbooks of the Department of State (5 FAH), the executive orders on classified
//! information, and public-domain telegrams of 1966 to 2012. Each module names the rule it implements.

mod check;
mod diagnostic;
mod element;
mod envelope;
mod facts;
mod header;
pub mod id;
mod layout;
pub mod lexicon;
pub mod model;
mod oddity;
mod paragraph;
mod parse;
mod people;
pub mod posts;
mod retyped;
mod sign;
mod span;
mod spelling;
pub mod tables;
mod text;
pub mod write;

pub use check::{Check, Evidence, RULES, Report, Rule, Verdict, check, continuity};
pub use diagnostic::{Diagnostic, Severity, catalogue};
pub use element::{Element, ElementKind};
pub use facts::role_by_name;
pub use header::fields::{HeaderField, header_fields, is_listed, order_in_field, tags_in_field};
pub use header::references::{CitedBy, cited_in_list, cited_in_text};
pub use lexicon::MONTHS;
pub use model::*;
pub use paragraph::portion_mark;
pub use parse::{Context, Parsed, parse, parse_with};
pub use sign::{Sign, sign};
pub use span::Span;
pub use text::Passage;
pub use write::write;
