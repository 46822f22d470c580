//! The SMART form: labels and values in two columns (rule SMART).

use super::addresses::word;
use super::identity::{Identity, class_words};
use super::wrap::wrap;
use super::{Form, envelope, header, paragraphs};
use crate::lexicon::institutions;
use crate::{Addressee, Person, Telegram};

/// Where the values begin.
const COLUMN: usize = 31;

/// All lines of the telegram.
pub(super) fn telegram(telegram: &Telegram, form: &Form) -> Vec<String> {
    let identity = Identity::of(telegram, form);
    let mut sheet = Sheet { width: form.width, lines: Vec::new() };
    let banner = telegram.classification.map(|class| class_words(class, false));
    sheet.lines.extend(banner.clone());
    sheet.lines.push(String::new());
    if let Some(id) = &telegram.id {
        let year = id.get(..2).unwrap_or_default();
        sheet.field("MRN", &format!("{year} {} {}", identity.post, identity.number()));
    }
    if let (Some(moment), Some(group)) = (identity.moment, date_time_group(telegram, &identity)) {
        sheet.field("Date/DTG", &format!("{} / {group}", moment.strftime("%b %d, %Y")));
    }
    if let Some(from) = &telegram.from {
        sheet.field("From", &from.name);
    }
    sheet.field("Action", &addressees(&telegram.action));
    sheet.field("Info", &addressees(&telegram.info));
    if let Some(order) = &telegram.executive_order {
        let number = order.number.clone().unwrap_or_default();
        let separator = if number.is_empty() || order.text.is_empty() { "" } else { ": " };
        sheet.field("E.O.", &format!("{number}{separator}{}", order.text));
    }
    sheet.field("TAGS", &header::tags(telegram));
    sheet.field("Captions", &header::captions(telegram).join(", "));
    let references = telegram.references.iter().filter(|reference| !reference.in_text).map(|reference| {
        let letter = reference.letter.as_deref().map(|letter| format!("{letter}) ")).unwrap_or_default();
        format!("{letter}{}", reference.text)
    });
    sheet.list("Reference", references);
    sheet.list("Pass Line", telegram.pass.iter().cloned());
    sheet.field("Subject", telegram.subject.as_deref().unwrap_or_default());
    sheet.lines.push(String::new());
    let classified_by = header::classified_by(telegram, form);
    if !classified_by.is_empty() {
        sheet.lines.extend(classified_by);
        sheet.lines.push(String::new());
    }
    // The name of the signer has a label of its own.
    let unsigned = Telegram { signature: Vec::new(), paragraphs: telegram.paragraphs.clone(), ..Telegram::default() };
    sheet.lines.extend(paragraphs::rows(&unsigned, form).into_iter().map(|row| row.text));
    sheet.lines.push(String::new());
    sheet.list("Signature", telegram.signature.iter().cloned());
    sheet.lines.push(String::new());
    for (label, people) in [
        ("Drafted By", &telegram.drafted_by),
        ("Cleared By", &telegram.cleared_by),
        ("Approved By", &telegram.approved_by),
    ] {
        sheet.list(label, people.iter().map(|person: &Person| person.text.clone()));
    }
    sheet.lines.push(String::new());
    sheet.lines.extend(banner);
    sheet.lines
}

/// The group without precedence: here each addressee has its own.
fn date_time_group(telegram: &Telegram, identity: &Identity) -> Option<String> {
    let plain = Telegram { date: telegram.date, ..Telegram::default() };
    envelope::date_time_group(&plain, identity)
}

/// `WASHDC, SECSTATE PRIORITY; SUVA, AMEMBASSY`.
fn addressees(all: &[Addressee]) -> String {
    let entries = all.iter().map(|addressee| {
        let inverted = addressee
            .name
            .split_once(' ')
            .filter(|(kind, place)| institutions::starts_as_address(kind) && !institutions::starts_as_address(place))
            .map(|(kind, place)| format!("{place}, {kind}"));
        let mut entry = inverted.unwrap_or_else(|| addressee.name.clone());
        if let Some(precedence) = addressee.precedence {
            entry.push(' ');
            entry.push_str(word(precedence));
        }
        entry
    });
    entries.collect::<Vec<_>>().join("; ")
}

struct Sheet {
    width: usize,
    lines: Vec<String>,
}

impl Sheet {
    /// A label with its value, wrapped; nothing where the value is empty.
    fn field(&mut self, label: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let mut wrapped = wrap(value, self.width, COLUMN, COLUMN);
        if let Some(first) = wrapped.first_mut() {
            *first = format!("{:COLUMN$}{first}", format!("{label}:"));
        }
        self.lines.append(&mut wrapped);
    }

    /// A label with one value on a line.
    fn list(&mut self, label: &str, values: impl Iterator<Item = String>) {
        for (index, value) in values.enumerate() {
            if index == 0 {
                self.field(label, &value);
            } else {
                let mut wrapped = wrap(&value, self.width, COLUMN, COLUMN);
                if let Some(first) = wrapped.first_mut() {
                    first.insert_str(0, &" ".repeat(COLUMN));
                }
                self.lines.append(&mut wrapped);
            }
        }
    }
}
