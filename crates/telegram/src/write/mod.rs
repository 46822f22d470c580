//! Writes a telegram as text in the form of an era: the grammar of
//! rules FL1 to FL16 run backwards.
//!
//! What it is for: properties that hold for the way there and back
//! (`parse(write(x)) = x`), and fixtures, whose authors fill in a
//! [`Telegram`] and get the text with everything that belongs around it
//! (stations, page lines, section marks, end marks). It is no way to make a
//! copy of a telegram that was read: what the source had besides the facts
//! is lost, and what the chosen form has no place for is left out (routing
//! indicators in the archive's copies of the 1970s, for example).
//!
//! What a form needs and a telegram does not hold (circuit, serials of the
//! relay, copies for offices) is derived from the telegram's own number.
//! There is no clock and no chance in it: the same telegram and form give the
//! same text.
//!
//! One file writes one layer: `envelope` format lines 1 to 5, `addresses`
//! 6 to 9, `header` the fields above the text, `paragraphs` the text,
//! `sections` its parts, `pages` the archive's pages, `smart` the
//! labelled form, `wrap` the lines.

mod addresses;
mod envelope;
mod form;
mod header;
mod identity;
mod pages;
mod paragraphs;
mod sections;
mod smart;
mod wrap;

pub use form::{Boundary, Era, Form};

use crate::Telegram;
use identity::Identity;

/// Writes the telegram in the form.
///
/// The facts are written as they stand: the text of a paragraph, of a
/// reference or of the executive order line is not corrected, and letters are
/// not made capitals. A paragraph's `role` is not written; its words are part
/// of its text. `mentions`, `blocks`, `diagnostics` and `source` say what a
/// reader found and are not written either. The telegram is cut into
/// `sections.count` parts of about the same number of lines, wherever that
/// falls, also inside a sentence.
///
/// ```
/// use telegram::write::Form;
/// use telegram::{Classification, Originator, Paragraph, Telegram, parse, write};
///
/// let telegram = Telegram {
///     id: "05SUVA617".parse().ok(),
///     classification: Some(Classification::Unclassified),
///     date: "2005-04-02T04:15:00Z".parse().ok(),
///     from: Some(Originator { name: "AMEMBASSY SUVA".into(), ..Originator::default() }),
///     subject: Some("FERRY SERVICE RESUMES".into()),
///     paragraphs: vec![Paragraph {
///         number: Some("1".into()),
///         portion: Some("U".into()),
///         text: "The ferry sails again.".into(),
///         ..Paragraph::default()
///     }],
///     ..Telegram::default()
/// };
/// let text = write(&telegram, &Form::relay());
/// assert!(text.contains("\nUNCLAS SUVA 000617 \n"));
/// assert!(text.contains("\n1.  (U) The ferry sails again. \n"));
/// assert_eq!(parse(&text).telegram.id, telegram.id);
/// ```
#[must_use]
pub fn write(telegram: &Telegram, form: &Form) -> String {
    let identity = Identity::of(telegram, form);
    let lines = match form.era {
        Era::Smart => smart::telegram(telegram, form),
        _ => sections::telegram(telegram, form, &identity),
    };
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 2).sum());
    let mut inside = false;
    for line in lines {
        text.push_str(&line);
        // The last systems before SMART closed every line of the text, from BT to BT, with a blank.
        inside ^= line == "BT";
        if form.era == Era::Relay && inside && line != "BT" {
            text.push(' ');
        }
        text.push('\n');
    }
    text
}
