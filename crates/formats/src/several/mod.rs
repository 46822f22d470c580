//! Several telegrams in one text: where the next one begins.
//!
//! A telegram begins anew at its page's table row, at a relay envelope or at a
//! classification line with a number, if that names another telegram and the
//! one before is at its end. Later sections repeat the envelope of the first
//! (rule N38), and a telegram quoted in full stands inside the one that
//! quotes it (N18, N40): both are no new ones. A `BT` after a text ends it: a
//! header below that is none of a later section belongs to another message,
//! also where its envelope was lost.

mod marks;

use core::ops::Range;

use telegram::{ElementKind, Sign, sign};

use crate::facts_row;
use marks::{
    Envelope, envelope, has_header, introduces, is_close, is_end_mark, is_order, is_title, message_number,
    numbered_class, opens_envelope, subject_follows,
};

pub(crate) use marks::is_id;

/// So many lines are looked at below the start of an envelope or header.
const HEAD: usize = 40;

/// What names the telegram that is being read.
#[derive(Debug, Default)]
struct Current {
    id: Option<String>,
    envelope: Option<(String, String)>,
    number: Option<u64>,
    /// Its classification line names a section.
    sectioned: bool,
    /// The last line closed it: an end mark, or a name below its text.
    just_ended: bool,
    /// Its text or its end was seen, so that another may begin.
    ended: bool,
    has_text: bool,
    /// It is in the SMART form, which names it by its `MRN`.
    labelled: bool,
    breaks: Breaks,
}

/// The two `BT` of a message: before its text and after it.
#[derive(Debug, Default)]
struct Breaks {
    /// A line of an envelope was seen: else a line `BT` is a code of a menu.
    envelope: bool,
    opened: bool,
    /// A line of the text was seen since the first.
    text: bool,
    /// Where the line after the second begins.
    closed: Option<usize>,
    /// A header with fields was seen.
    fields: bool,
}

impl Breaks {
    /// Takes the next line, which ends at `end`.
    fn take(&mut self, line: &str, found: Option<&Sign>, end: usize) {
        self.envelope |= matches!(found, Some(Sign::Station | Sign::Time | Sign::From | Sign::Address));
        if line != "BT" || !self.envelope {
            self.text |= self.opened;
        } else if self.opened && self.text {
            self.closed = self.closed.or(Some(end));
        } else {
            self.opened = true;
        }
    }
}

/// The stretches of the text that hold one telegram each; they tile it. One
/// stretch where there is one telegram or none. Of what stands `aside`, in the
/// order of the text, the rows of facts alone say something.
pub(crate) fn split(text: &str, aside: &[Range<usize>]) -> Vec<Range<usize>> {
    let lines = lines(text);
    let mut begins = Vec::new();
    let mut current = Current::default();
    let mut before = "";
    // Inside an envelope or a header that was already judged.
    let mut judged = 0;
    // Inside the head of a telegram that is quoted with its envelope.
    let mut quoted = 0;
    // Where the lines above a head begin that belong to it: the id as a title, the sender of an envelope without a time, the
    // executive order above other fields.
    let mut lead: Option<usize> = None;
    let mut aside = aside.iter().peekable();
    for (at, line) in lines.iter().enumerate() {
        let content = line.1;
        while aside.next_if(|place| place.end <= line.0.start).is_some() {}
        let stands_aside = aside.peek().is_some_and(|place| place.start <= line.0.start);
        if content.is_empty() || stands_aside && !facts_row::starts_columns(content) {
            continue;
        }
        let introduces = || introduces(before);
        let mut begin_at = |current: &mut Current, at: usize| {
            if current.has_text {
                begins.push(at);
                *current = Current::default();
            }
        };
        let found = sign(content);
        if let Some(closed) = current.breaks.closed.filter(|_| quoted == 0 && !introduces()) {
            match &found {
                // The header of a later section, or of the same one sent again, goes on with the message; a message of one
                // section that was sent again is another copy.
                Some(Sign::Class { number, section, .. }) => {
                    let same = current.number.is_some_and(|known| known % 10_000 == u64::from(*number) % 10_000);
                    let is_copy = same && section.is_none() && !current.sectioned;
                    if (!same || is_copy) && section.is_none_or(|section| section <= 1) {
                        begin_at(&mut current, closed);
                    }
                    current.breaks = Breaks { envelope: true, opened: true, ..Breaks::default() };
                }
                Some(Sign::Field(ElementKind::Tags | ElementKind::ExecutiveOrder, _))
                    if current.number.is_none() && !current.breaks.fields =>
                {
                    begin_at(&mut current, closed);
                }
                _ => {}
            }
        }
        // The fields of another message right below the signature, its head lost.
        if matches!(found, Some(Sign::Field(ElementKind::Tags, _)))
            && current.just_ended
            && current.breaks.fields
            && !current.sectioned
            && quoted == 0
            && subject_follows(&lines[at..])
        {
            begin_at(&mut current, lead.unwrap_or(line.0.start));
        }
        current.just_ended &= is_end_mark(content) || is_order(content);
        current.sectioned |= matches!(found, Some(Sign::Class { section: Some(_), .. }));
        current.breaks.take(content, found.as_ref(), line.0.end);
        current.breaks.fields |= matches!(found, Some(Sign::Field(ElementKind::Tags | ElementKind::ExecutiveOrder, _)));
        let is_lead = current.has_text
            && (is_title(content) || is_order(content) || matches!(found, Some(Sign::From | Sign::Address)));
        let above = lead;
        lead = if is_lead { lead.or(Some(line.0.start)) } else { None };
        let mut begin = |current: &mut Current| begin_at(current, above.unwrap_or(line.0.start));
        let labelled = message_number(content);
        let is_envelope = found.as_ref().is_some_and(|found| opens_envelope(content, found));
        let stated = || facts_row::id_at(lines[at..].iter().take(20).map(|line| line.1));
        if let Some(id) = labelled.map(str::to_owned).or_else(stated) {
            if current.id.as_ref().is_some_and(|known| *known != id) || (current.has_text && current.id.is_none()) {
                current.ended = true;
                begin(&mut current);
            }
            current.id = Some(id);
            current.labelled |= labelled.is_some();
        } else if at >= judged.max(quoted) && is_envelope && !introduces() {
            if let Some(Envelope { key, number, length }) = envelope(&lines[at..]) {
                let same_number = match (current.number, number) {
                    (Some(known), Some(number)) => Some(known % 10_000 == number % 10_000),
                    _ => None,
                };
                // A section that was sent again has another time.
                let is_other = match &current.envelope {
                    Some(known) => *known != key && same_number != Some(true),
                    None => same_number == Some(false),
                };
                if is_other && current.ended {
                    begin(&mut current);
                }
                current.envelope.get_or_insert(key);
                judged = at + length;
            }
        } else if is_envelope && introduces() {
            quoted = at + HEAD;
        } else if let Some((number, section)) = found.as_ref().and_then(numbered_class)
            && !introduces()
        {
            if at < core::mem::take(&mut quoted) {
                before = content;
                continue;
            }
            let other = current.number.is_some_and(|known| known % 10_000 != number % 10_000);
            if other && current.ended && section <= 1 && has_header(&lines[at..]) {
                begin(&mut current);
            }
            current.number.get_or_insert(number);
        } else {
            current.has_text |= current.number.is_some() || current.envelope.is_some() || current.labelled;
            current.just_ended |= current.has_text && is_close(content, before);
            current.ended |= current.just_ended;
        }
        before = content;
    }
    let mut from = 0;
    let mut parts = Vec::with_capacity(begins.len() + 1);
    for begin in begins {
        parts.push(from..begin);
        from = begin;
    }
    parts.push(from..text.len());
    parts
}

/// The lines with their places, the content without blanks around.
fn lines(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let place = at..at + line.len();
            at = place.end;
            (place, line.trim())
        })
        .collect()
}

#[cfg(test)]
mod tests;
