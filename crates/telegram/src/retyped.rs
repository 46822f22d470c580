//! Texts that somebody typed anew in small letters alone (rule N16).
//!
//! They are read as if they stood in capitals, which the rules of every field
//! expect; the offsets are the same. What a telegram's author wrote is given
//! as printed: in small letters.

use crate::{Diagnostic, Span, Telegram};

/// Whether the text has letters, and no capital among them.
pub(crate) fn is_small(text: &str) -> bool {
    !text.bytes().any(|byte| byte.is_ascii_uppercase())
        && text.bytes().any(|byte| byte.is_ascii_lowercase())
        // The names of entities are in small letters.
        && !["&#", "&amp;", "&quot;", "&lt;", "&gt;", "&apos;", "&nbsp;"].iter().any(|entity| text.contains(entity))
}

/// Gives what was read from `text` in capitals as the text has it.
pub(crate) fn restore(telegram: &mut Telegram, text: &str) {
    let small = |value: &mut String| value.make_ascii_lowercase();
    let small_if = |value: &mut Option<String>| {
        if let Some(value) = value {
            value.make_ascii_lowercase();
        }
    };
    telegram.from.iter_mut().for_each(|from| small(&mut from.name));
    let addressees = telegram.action.iter_mut().chain(&mut telegram.info).chain(&mut telegram.excluded);
    addressees.for_each(|addressee| small(&mut addressee.name));
    telegram.pass.iter_mut().for_each(small);
    telegram.executive_order.iter_mut().for_each(|order| small(&mut order.text));
    small_if(&mut telegram.subject);
    telegram.references.iter_mut().chain(&mut telegram.mentions).for_each(|reference| small(&mut reference.text));
    for by in &mut telegram.classified_by {
        small_if(&mut by.name);
        small_if(&mut by.title);
        small_if(&mut by.derived_from);
    }
    for paragraph in &mut telegram.paragraphs {
        small(&mut paragraph.text);
        small_if(&mut paragraph.heading);
    }
    telegram.signature.iter_mut().for_each(small);
    small_if(&mut telegram.signature_title);
    let people = telegram.drafted_by.iter_mut().chain(&mut telegram.cleared_by);
    for person in people.chain(&mut telegram.approved_by).chain(&mut telegram.released_by) {
        small(&mut person.text);
        small_if(&mut person.name);
        small_if(&mut person.office);
        person.notes.iter_mut().for_each(small);
    }
    for set in &mut telegram.sets {
        set.fields.iter_mut().for_each(small);
    }
    if let Some(security) = &mut telegram.envelope.security {
        small_if(&mut security.remark);
    }
    let has_header = telegram.from.is_some()
        || telegram.subject.is_some()
        || !(telegram.action.is_empty()
            && telegram.info.is_empty()
            && telegram.tags.is_empty()
            && telegram.references.is_empty());
    if has_header {
        let begin = text.len() - text.trim_start().len();
        let length = text[begin..].find('\n').unwrap_or(text.len() - begin);
        let span = Span::new(begin as u32, (begin + length) as u32);
        let message = "the header was typed anew in small letters";
        telegram.diagnostics.push(Diagnostic::note("header-in-lower-case", span, message));
    }
}
