//! Several telegrams in one text: where the next one begins.
//!
//! A telegram begins anew at its page's table row, at a relay envelope or at a
//! classification line with a number, if that names another telegram and the
//! one before is at its end. Later sections repeat the envelope of the first
//! (rule N38), and a telegram quoted in full stands inside the one that
//! quotes it (N18, N40): both are no new ones. A `BT` after a text ends it: a
//! header below that is none of a later section belongs to another message,
//! also where its envelope was lost.

use core::ops::Range;

use telegram::{ElementKind, Sign, sign};

use crate::facts_row;

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
    // Where the lines above a head begin that belong to it: the id as a title, the sender of an envelope without a time.
    let mut lead: Option<usize> = None;
    let mut aside = aside.iter().peekable();
    for (at, line) in lines.iter().enumerate() {
        let content = line.1;
        while aside.next_if(|place| place.end <= line.0.start).is_some() {}
        let stands_aside = aside.peek().is_some_and(|place| place.start <= line.0.start);
        if content.is_empty() || stands_aside && !facts_row::starts_columns(content) {
            continue;
        }
        let introduces = introduces(before);
        let mut begin_at = |current: &mut Current, at: usize| {
            if current.has_text {
                begins.push(at);
                *current = Current::default();
            }
        };
        let found = sign(content);
        if let Some(closed) = current.breaks.closed.filter(|_| quoted == 0 && !introduces) {
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
        current.sectioned |= matches!(found, Some(Sign::Class { section: Some(_), .. }));
        current.breaks.take(content, found.as_ref(), line.0.end);
        current.breaks.fields |= matches!(found, Some(Sign::Field(ElementKind::Tags | ElementKind::ExecutiveOrder, _)));
        let is_lead = current.has_text && (is_title(content) || matches!(found, Some(Sign::From | Sign::Address)));
        let above = lead;
        lead = if is_lead { lead.or(Some(line.0.start)) } else { None };
        let mut begin = |current: &mut Current| begin_at(current, above.unwrap_or(line.0.start));
        let labelled = message_number(content);
        let stated = || facts_row::id_at(lines[at..].iter().take(20).map(|line| line.1));
        if let Some(id) = labelled.map(str::to_owned).or_else(stated) {
            if current.id.as_ref().is_some_and(|known| *known != id) || (current.has_text && current.id.is_none()) {
                current.ended = true;
                begin(&mut current);
            }
            current.id = Some(id);
            current.labelled |= labelled.is_some();
        } else if at >= judged.max(quoted) && is_envelope(content) && !introduces {
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
        } else if introduces && is_envelope(content) {
            quoted = at + HEAD;
        } else if let Some((number, section)) = class_number(content)
            && !introduces
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
            current.ended |= current.has_text && is_close(content, before);
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

/// The value of the line `MRN: 11 SUVA 617`, by which a record of the SMART
/// form begins (rule SMART).
fn message_number(line: &str) -> Option<&str> {
    let value = line.strip_prefix("MRN")?.trim_start().strip_prefix([':', ';'])?.trim();
    (line.len() <= 120 && value.bytes().any(|byte| byte.is_ascii_digit())).then_some(value)
}

/// Whether the line announces that what follows is quoted.
fn introduces(line: &str) -> bool {
    let upper = line.get(line.len().saturating_sub(60)..).unwrap_or(line).to_ascii_uppercase();
    line.ends_with(':') && !upper.starts_with("TAGS")
        || ["QUOTE", "QTE", "BEGIN TEXT", "FOLLOWING"].iter().any(|word| upper.contains(word))
}

/// A line that opens a relay envelope: format lines 1, 2, 3 and 5.
fn is_envelope(line: &str) -> bool {
    !line.starts_with("ZN") && matches!(sign(line), Some(Sign::Station | Sign::Time))
}

/// A relay envelope.
struct Envelope {
    /// Originator and date-time group.
    key: (String, String),
    /// The number on the classification line below it.
    number: Option<u64>,
    /// How many lines there are up to the originator.
    length: usize,
}

/// The envelope that begins here; `None` for that of a later section.
fn envelope(lines: &[(Range<usize>, &str)]) -> Option<Envelope> {
    let mut time = String::new();
    for (at, (_, line)) in lines.iter().enumerate().take(HEAD) {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("Z" | "O" | "P" | "R") => time = words.collect::<Vec<_>>().join(" "),
            Some("FM") => {
                let from = words.collect::<Vec<_>>().join(" ");
                let class = lines[at..].iter().take(HEAD).find_map(|(_, line)| class_number(line));
                let is_later = class.is_some_and(|(_, section)| section > 1);
                let number = class.map(|(number, _)| number);
                return (!is_later).then_some(Envelope { key: (from, time), number, length: at + 1 });
            }
            _ => {}
        }
    }
    None
}

/// `C O N F I D E N T I A L SECTION 02 OF 03 SUVA 000617`: the number and the section.
fn class_number(line: &str) -> Option<(u64, u32)> {
    match sign(line)? {
        Sign::Class { post: Some(_), number, section } => Some((u64::from(number), section.unwrap_or(1))),
        _ => None,
    }
}

/// Whether header fields follow.
fn has_header(lines: &[(Range<usize>, &str)]) -> bool {
    lines.iter().skip(1).take(HEAD).any(|(_, line)| {
        matches!(
            sign(line),
            Some(Sign::Field(ElementKind::Tags | ElementKind::Subject | ElementKind::ExecutiveOrder, _))
        )
    })
}

/// Whether a telegram ends with this line: an end mark, or a name alone after
/// the end of a sentence.
fn is_close(line: &str, before: &str) -> bool {
    if matches!(line, "BT" | "NNNN" | "NNN") || (line.starts_with('#') && line.len() <= 6) {
        return true;
    }
    // A rule across the page, or the next telegram's id as a title.
    if is_title(line) || (line.len() >= 10 && line.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'*' | b'_'))) {
        return true;
    }
    let is_name = (3..=30).contains(&line.len())
        && !matches!(line, "QUOTE" | "QTE" | "UNQUOTE")
        && line.split(' ').count() <= 3
        && line.chars().all(|letter| letter.is_uppercase() || matches!(letter, ' ' | '-' | '\'' | '.' | '/'));
    is_name && before.ends_with(['.', '"', ')', '?', '!', '\u{201D}'])
}

/// Whether the line begins with a telegram's id, as its title.
fn is_title(line: &str) -> bool {
    line.len() < 200 && line.split([',', ':', ' ']).next().is_some_and(is_id)
}

/// `05SUVA617`, `1975SUVA00617`.
pub(crate) fn is_id(word: &str) -> bool {
    let year = word.bytes().take_while(u8::is_ascii_digit).count();
    let post = word.get(year..).unwrap_or_default().trim_end_matches(|letter: char| letter.is_ascii_digit());
    matches!(year, 2 | 4)
        && post.len() >= 3
        && post.len() < word.len() - year
        && post.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::split;

    const HEAD: &str = "P 020410Z APR 05\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nBT\n";

    fn parts(text: &str) -> usize {
        let parts = split(text, &[]);
        assert_eq!(parts.iter().map(|part| &text[part.clone()]).collect::<String>(), text);
        parts.len()
    }

    fn telegram(number: u32) -> String {
        format!("UNCLAS SUVA 000{number}\n\nTAGS: FJ\nSUBJECT: FERRY\n\n1. The ferry sails.\n")
    }

    #[test]
    fn one_quoted_with_its_envelope() {
        let quoted = format!("QUOTE\n{}{}ROE\nUNQUOTE DOE\n", HEAD.replace("SUVA", "APIA"), telegram(622));
        let outer = "UNCLAS SUVA 000617\n\nFOLLOWING REPEAT APIA 622 SENT SECSTATE 2 APRIL.\n\n";
        assert_eq!(parts(&format!("{HEAD}{outer}{quoted}")), 1);
        assert_eq!(
            parts(&format!("{HEAD}{outer}{quoted}NNNN\n\n{}{}", HEAD.replace("0410", "0510"), telegram(630))),
            2
        );
    }

    #[test]
    fn two_in_a_row() {
        let first = telegram(617);
        let second = telegram(622);
        assert_eq!(parts(&first), 1);
        assert_eq!(parts(&format!("{first}ROE\n\n{second}DOE\n")), 2);
        assert_eq!(parts(&format!("{HEAD}{first}ROE\nNNNN\n\n{}{second}", HEAD.replace("0410", "0510"))), 2);
        let row = |id: &str| {
            format!(
                "Reference ID Created Released Classification Origin\n{id} 2005-04-02 04:10 2011-01-01 01:01 SECRET X\n"
            )
        };
        assert_eq!(parts(&format!("{}{first}{}{second}", row("05SUVA617"), row("05SUVA622"))), 2);
    }

    #[test]
    fn the_second_break_ends_a_message() {
        let first =
            "R 052317Z JAN 78\nFM HARBOUR OFFICE (62-7385)\nTO DIRECTOR\nBT\nUNCLAS\n\nNO FERRY WAS FOUND.\n\nBT\n";
        let second = "- 1 -\n7 PM SECSTATE WASHDC\n-TO AMEMBASSY SUVA 0780\nBT\nLIMITED OFFICIAL USE STATE 010886\n\nTAGS: EWWT, FJ\n\
                      SUBJECT: THE FERRY\n\n1. REPORT BY FRIDAY.\nROE\nBT\n";
        let text = format!("{first}{second}");
        let found = split(&text, &[]);
        assert_eq!(found.iter().map(|part| &text[part.clone()]).collect::<Vec<_>>(), [first, second]);
        // The class cannot be read, the fields can.
        assert_eq!(parts(&text.replace("LIMITED OFFICIAL USE STATE 010886", "L1M1TEN 0FF STATE O1O88G")), 2);
        // Two of the same sender, the second without its envelope.
        let again =
            format!("{HEAD}{}BT\n\nUNCLAS SUVA 000622\n\nTAGS: FJ\nSUBJECT: ROPE\n\n1. The rope.\nBT\n", telegram(617));
        assert_eq!(parts(&again), 2);
        // The fields repeated in a later section are those of the same message.
        let section = again.replace("UNCLAS SUVA 000622", "UNCLAS SECTION 02 OF 02 SUVA 000617");
        assert_eq!(parts(&section), 1);
    }

    #[test]
    fn records_of_the_smart_form() {
        assert_eq!(parts("MRN: 11 SUVA 617\nSubject: x\nMRN: 11 SUVA 618\nSubject: y\n"), 2);
        assert_eq!(parts("MRN: 11 SUVA 617\nSubject: x\nMRN: 11 SUVA 617\nSubject: y\n"), 1);
        assert_eq!(parts("MRN: 11 SUVA 617\nVZCZCXRO0001\nDE RUEHSV #0617 0920315\n"), 1);
        assert_eq!(parts(""), 1);
    }

    #[test]
    fn sections_and_quotations_are_none() {
        let section =
            |n: u32| format!("{HEAD}UNCLAS SECTION 0{n} OF 02 SUVA 000617\n\nTAGS: FJ\n\n{n}. The ferry.\nBT\n");
        assert_eq!(parts(&format!("{}{}", section(1), section(2))), 1);
        let later = "UNCLAS FINAL SECTION OF 2 SUVA 617/2";
        let first = format!("{HEAD}UNCLAS SECTION 1 OF 2 SUVA 617\n\nTAGS: FJ\n\n1. The ferry.\nNNN\n");
        assert_eq!(parts(&format!("{first}{HEAD}{later}\n\nTAGS: FJ\n\n2. The ferry.\nNNN\n")), 1);
        let quoted = telegram(622);
        let first = telegram(617);
        assert_eq!(
            parts(&format!("{first}\n2. They sent this. BEGIN TEXT OF SUVA 622:\n{quoted}\nEND TEXT.\nROE\n")),
            1
        );
    }
}
