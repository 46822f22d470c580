//! The classification authority: `Classified By: Ambassador Jane Q. Sample for
//! reasons 1.4 (b) and (d).` (rules AUTHORITY, N67 to N73, N156 to N161).
//!
//! The value is read keyword by keyword: after `Classified by` stands the
//! authority, after `for reasons` the sections and letters. Every style of the
//! parts between is left to [`reasons`] and [`crate::people::authority`].

pub(crate) mod extent;
pub(crate) mod flow;
mod guide;
mod keyword;
mod letters;
mod links;
mod reasons;
mod section;
pub(crate) mod wrap;

use jiff::civil::Date;

use self::keyword::Keyword;
use self::links::without_links;
use self::reasons::Cited;
use crate::people::{authority, name};
use crate::text::{Unfolded, unescape};
use crate::{ClassifiedBy, Diagnostic};

/// How much of a value is read; no authority is longer.
const LONGEST: usize = 1200;

/// Reads the authority with its label; `day` is the day of the telegram.
pub(crate) fn parse(value: &Unfolded, day: Option<Date>, diagnostics: &mut Vec<Diagnostic>) -> Vec<ClassifiedBy> {
    let text = &value.text[..value.text.floor_char_boundary(LONGEST)];
    let marks = marks(text);
    let mut found: Vec<ClassifiedBy> = Vec::new();
    let mut open = Open::default();
    let first = marks.first().map_or(text.len(), Mark::begin);
    // A fragment without its keyword: `Ambassador Roe for reasons 1.4 (b)`.
    let lead = text[..first].trim();
    if !lead.is_empty() && !is_preamble(lead) {
        open.people = authority::read_all(without_links(lead));
    }
    for (index, mark) in marks.iter().enumerate() {
        let end = marks.get(index + 1).map_or(text.len(), Mark::begin);
        let after = &text[mark.end().min(end)..end];
        match mark {
            Mark::Keyword(Keyword::ClassifiedBy, ..) => {
                let (guide, after) = guide::split(after).map_or((None, after), |(guide, by)| (Some(guide), by));
                let people = if is_preamble(after) { Vec::new() } else { authority::read_all(without_links(after)) };
                if open.has_authority() && !people.is_empty() {
                    open.close(&mut found);
                }
                if let Some(guide) = guide {
                    open.derived_from = Some(guide.to_owned());
                }
                if !people.is_empty() {
                    open.people = people;
                }
                open.any = true;
            }
            Mark::Keyword(Keyword::DerivedFrom, ..) => {
                open.any = true;
                open.derive(without_links(after));
            }
            Mark::Keyword(Keyword::Reason, ..) => {
                open.any = true;
                open.by(after);
            }
            Mark::Keyword(Keyword::End, ..) => {}
            Mark::Order(..) => open.by(after),
            Mark::Cited(cited) => {
                open.any = true;
                let section = section::of(cited, open.section.as_deref(), text, value, day, diagnostics);
                section::check(cited, &section, value, day, diagnostics);
                if cited.letters.is_empty() {
                    open.add(section.clone());
                }
                for &letter in &cited.letters {
                    open.add(format!("{section}({})", char::from(letter)));
                }
                open.section = Some(section);
                open.by(after);
            }
        }
    }
    open.close(&mut found);
    if found.iter().all(|one| one.name.is_none() && one.title.is_none() && one.derived_from.is_none())
        && !found.is_empty()
    {
        let message = "the classification authority names nobody";
        diagnostics.push(Diagnostic::note("classifier-missing", value.whole(), message));
    }
    found
}

/// What was read of one authority.
#[derive(Default)]
struct Open {
    any: bool,
    people: Vec<authority::Titled>,
    derived_from: Option<String>,
    reasons: Vec<String>,
    section: Option<String>,
}

impl Open {
    fn has_authority(&self) -> bool {
        !self.people.is_empty() || self.derived_from.is_some()
    }

    fn add(&mut self, reason: String) {
        // `1.4` alone says less than `1.4(b)`.
        if !self.reasons.iter().any(|have| *have == reason || have.starts_with(&reason)) {
            self.reasons.push(reason);
        }
    }

    /// `classified for reasons 1.4 (b) by Ambassador Roe`.
    fn by(&mut self, text: &str) {
        if self.has_authority() {
            return;
        }
        let text = text.trim_start_matches([' ', ',', '.', ';', ':', '-', ')', ']']);
        let by = keyword::word(text).eq_ignore_ascii_case("BY");
        let people = authority::read_all(without_links(text));
        let sure = people.iter().any(|one| one.certainty >= 3 || one.certainty >= 1 && one.title.is_some());
        if by && !people.is_empty() || sure && text.len() < 90 {
            self.people = people;
        }
    }

    /// `Derived from: multiple sources`; a person can stand there too.
    fn derive(&mut self, text: &str) {
        if let Some((guide, by)) = guide::split(text) {
            self.derived_from = Some(guide.to_owned());
            self.people = authority::read_all(without_links(by));
            return;
        }
        let titled = authority::read(text);
        if titled.certainty >= 3 && self.people.is_empty() {
            self.people = vec![titled];
        } else if !text.is_empty() {
            self.derived_from = Some(text.trim_end_matches(['.', ' ', ',', ';']).to_owned());
        }
    }

    /// Adds what is open to `found` and begins anew.
    fn close(&mut self, found: &mut Vec<ClassifiedBy>) {
        let open = core::mem::take(self);
        if !open.any {
            return;
        }
        let mut people = open.people;
        if people.is_empty() {
            if open.reasons.is_empty() && open.derived_from.is_none() {
                return;
            }
            people.push(authority::Titled::default());
        }
        for one in people {
            // An export's backslash before a mark is no letter of a name (N12).
            let plain = |text: Option<String>| text.map(|text| unescape(&text).into_owned());
            let name = plain(one.name);
            let one = ClassifiedBy {
                normal_name: name.as_deref().and_then(name::normal),
                name,
                title: plain(one.title),
                derived_from: open.derived_from.clone(),
                reasons: open.reasons.clone(),
            };
            // A section that repeats the header, or a page printed twice.
            let again = found.iter().any(|have| {
                have.name == one.name
                    && have.title == one.title
                    && have.derived_from == one.derived_from
                    && (have.reasons == one.reasons || one.reasons.is_empty())
            });
            if !again {
                found.push(one);
            }
        }
    }
}

/// Something that tells what follows.
#[derive(Debug)]
enum Mark {
    Keyword(Keyword, usize, usize),
    Order(usize, usize),
    Cited(Cited),
}

impl Mark {
    fn begin(&self) -> usize {
        match self {
            Self::Keyword(_, begin, _) | Self::Order(begin, _) => *begin,
            Self::Cited(cited) => cited.range.start,
        }
    }

    fn end(&self) -> usize {
        match self {
            Self::Keyword(_, _, end) | Self::Order(_, end) => *end,
            Self::Cited(cited) => cited.range.end,
        }
    }
}

/// All keywords, orders and sections of the text, in order.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let begins = at == 0 || !text.as_bytes()[at - 1].is_ascii_alphanumeric();
        let Some(mark) = Some(at).filter(|_| begins).and_then(|at| mark_at(text, at, &marks)) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        at = mark.end().max(at + 1);
        let ends = matches!(mark, Mark::Keyword(Keyword::End, ..));
        marks.push(mark);
        if ends {
            // Another authority can follow: `Declassify on: … Classified by: …`.
            let Some(next) = next_authority(text, at) else { break };
            at = next;
        }
    }
    marks
}

fn mark_at(text: &str, at: usize, before: &[Mark]) -> Option<Mark> {
    let rest = &text[at..];
    if let Some((keyword, length)) = keyword::read(rest) {
        return Some(Mark::Keyword(keyword, at, at + length));
    }
    if let Some(end) = reasons::order(text, at) {
        return Some(Mark::Order(at, end));
    }
    if let Some(cited) = reasons::cited(text, at) {
        return Some(Mark::Cited(cited));
    }
    // Letters without section count only right after the word.
    let expected = match before.last()? {
        Mark::Keyword(Keyword::Reason, _, end) | Mark::Order(_, end) => *end,
        _ => return None,
    };
    if reasons::skip_links(text, expected) != at || before.iter().all(|mark| matches!(mark, Mark::Order(..))) {
        return None;
    }
    reasons::letters_first(text, at).map(Mark::Cited)
}

/// Where `Classified by` stands next.
fn next_authority(text: &str, from: usize) -> Option<usize> {
    text[from..].match_indices(['C', 'c', 'R', 'r', 'D', 'd']).map(|(offset, _)| from + offset).find(|&at| {
        (at == 0 || !text.as_bytes()[at - 1].is_ascii_alphanumeric())
            && matches!(
                keyword::read(&text[at..]),
                Some((Keyword::ClassifiedBy | Keyword::DerivedFrom | Keyword::Reason, _))
            )
    })
}

/// Whether the words before the keyword are no authority: a number, a mark,
/// `ENTIRE TEXT`, `This message was`.
fn is_preamble(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    const WORDS: [&str; 40] = [
        "ENTIRE",
        "TEXT",
        "THIS",
        "MESSAGE",
        "CABLE",
        "TELEGRAM",
        "REPORT",
        "DOCUMENT",
        "IS",
        "WAS",
        "HAS",
        "BEEN",
        "HEREBY",
        "U",
        "C",
        "S",
        "TS",
        "SBU",
        "NF",
        "NOFORN",
        "CONFIDENTIAL",
        "SECRET",
        "UNCLASSIFIED",
        "UNCLAS",
        "PARA",
        "CONTENTS",
        "INFORMATION",
        "FOR",
        "UNDER",
        "THE",
        "SECTION",
        "SEC",
        "PER",
        "PURSUANT",
        "TO",
        "E",
        "O",
        "ALL",
        "OF",
        "IN",
    ];
    let mut count = 0;
    words.into_iter().all(|word| {
        count += 1;
        count < 16
            && (word.bytes().all(|byte| byte.is_ascii_digit())
                || WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
    })
}

#[cfg(test)]
mod tests;
