//! The head: relay envelope, addresses and header fields, in any order and with any of them missing.
//!
//! [`read`] asks each line of [`RULES`] in their order. The first rule that knows the line takes it, with the lines that
//! belong to it, or says that the text begins there; then the next line is asked. The order is by how much a rule needs:
//!
//! 1. what ends the head whatever its words are: running text below the fields;
//! 2. what only its place tells: the Department's block below the line of a page, the labels of a form;
//! 3. lines that nothing else looks like: those of the relay stations, addresses;
//! 4. lines that begin with a label, or have one inside, or go on with a field that was interrupted;
//! 5. lines of known words: class, captions, notices. A label comes first, for its value may hold the same words;
//! 6. the text, by its number or its mark. All above may have a number too: `1. (U) CLASSIFIED BY …`;
//! 7. what is told by what is missing: a subject without a label, pass lines, whose words begin sentences as well;
//! 8. the rest: a note if fields follow, else the text.
//!
//! A rule looks at most [`HORIZON`](super::cursor) lines ahead, and what it asks of a line is remembered by the cursor.

mod addresses;
mod ahead;
mod continued;
mod field;
mod first_paragraph;
mod known_words;
mod offices;
mod pass;
mod place;
mod references;
mod rest;
mod subject;
mod text_begins;

pub(super) use continued::tags_continue;

use super::cursor::Cursor;
use crate::text::Line;

/// What a rule made of the next line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It is none of the rule's lines.
    Declined,
    /// The rule took it, and all that belongs to it.
    Took,
    /// The text begins with it.
    TextBegins,
}

impl Step {
    /// The text begins if `begins`.
    fn text_if(begins: bool) -> Self {
        if begins { Self::TextBegins } else { Self::Declined }
    }
}

/// Looks at the next line, which is not blank.
type Rule = for<'a> fn(&mut Cursor<'a>, Line<'a>) -> Step;

/// The rules, in the order in which a line is asked; the module says why.
const RULES: [Rule; 24] = [
    text_begins::below_fields,
    offices::below_page_line,
    place::form_field,
    place::format_line,
    pass::with_both_ends,
    addresses::block,
    offices::without_page_line,
    field::labelled,
    references::label_inside,
    field::folded_authority,
    references::resumed,
    references::without_label,
    field::tags_without_label,
    known_words::classification,
    known_words::caption,
    known_words::notice,
    pass::below_fields,
    text_begins::first_paragraph,
    text_begins::below_form,
    subject::without_label,
    known_words::source_facts,
    pass::line,
    rest::note,
    rest::text,
];

/// Reads lines until the text begins.
pub(crate) fn read(cursor: &mut Cursor<'_>) {
    while let Some(line) = cursor.peek_content() {
        let step = RULES.iter().map(|rule| rule(cursor, line)).find(|step| *step != Step::Declined);
        if step != Some(Step::Took) {
            return;
        }
    }
}
