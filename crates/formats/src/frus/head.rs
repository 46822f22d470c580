//! What the head of a document says: `12. Telegram 416 From the Embassy in
//! Fiji to the Department of State`, `The Minister in Fiji (Roe) to the
//! Secretary of State`.

use telegram::{Kind, MONTHS, MessageDate};

/// The facts of a head.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Head {
    /// The head without the document's number.
    pub(super) title: String,
    /// What it says the document is.
    pub(super) kind: Option<Kind>,
    /// The telegram's number, as printed.
    pub(super) number: Option<String>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

/// Reads a head without footnote marks. `is_letter` says that the document has
/// marked a sender or an addressee, so that `The X to the Y` names both.
/// `to_begins` is where the first marked addressee stands in the head.
/// `place` is where the document was written: some heads end in it.
pub(super) fn read(head: &str, is_letter: bool, to_begins: Option<usize>, place: Option<&str>) -> Head {
    let title = without_number(super::begin(head, 4000));
    let skipped = head.find(title).unwrap_or(0);
    let mut result = Head { title: title.to_owned(), ..Head::default() };
    let first: Vec<&str> = title.split_whitespace().take(3).collect();
    let names = |word: &str| first.iter().any(|found| found.trim_end_matches(',').eq_ignore_ascii_case(word));
    if names("Telegram") || names("Cablegram") {
        result.kind = Some(Kind::Telegram);
    } else if names("Airgram") {
        result.kind = Some(Kind::Airgram);
    }
    let from_word = find_word(title, "from", 0).filter(|at| title[..*at].split_whitespace().count() <= 6);
    let by = from_word.map_or_else(|| by(title), |_| None);
    let from_word = from_word.map(|at| (at, at + "from".len())).or(by);
    let (from_at, search) = match from_word {
        Some((_, after)) => (Some(after), after),
        None if is_letter || title.starts_with("The ") => (Some(0), 0),
        None => (None, 0),
    };
    if result.kind.is_some() {
        let until = from_word.map(|(at, _)| at).or_else(|| find_word(title, "to", 0)).unwrap_or(0);
        result.number = title[..until]
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()))
            .find(|word| word.bytes().any(|byte| byte.is_ascii_digit()))
            .map(str::to_owned);
    }
    let to_at =
        split(title, search, to_begins.and_then(|at| at.checked_sub(skipped)), from_word.is_some(), by.is_some());
    let to_allowed = from_at.is_some() || result.kind.is_some();
    if let Some(from_at) = from_at
        && (from_word.is_some() || to_at.is_some())
    {
        let end = to_at.unwrap_or(title.len());
        result.from = party(&title[from_at.min(end)..end], to_at.is_none(), place)
            .filter(|name| name.starts_with(|c: char| c.is_uppercase()));
    }
    if let Some(to_at) = to_at.filter(|_| to_allowed) {
        result.to = party(&title[to_at + "to".len()..], true, place);
    }
    result
}

/// The `by` before an author, `Memorandum of Conversation, by the Director`, and what comes after it. Only kinds of documents
/// and `prepared` stand before it.
fn by(title: &str) -> Option<(usize, usize)> {
    const KINDS: [&str; 15] = [
        "memorandum",
        "memoranda",
        "paper",
        "report",
        "statement",
        "note",
        "notes",
        "minutes",
        "draft",
        "telegram",
        "letter",
        "message",
        "record",
        "aide-mémoire",
        "study",
    ];
    let at = find_word(title, "by", 0)?;
    let before = title[..at].to_lowercase();
    let mut words = before.split_whitespace();
    let is_kind = |word: &str| KINDS.contains(&word.trim_end_matches(','));
    let fits = words.clone().count() <= 6 && words.any(is_kind);
    // `Paper Approved by the Board` names no author.
    let other = before.split_whitespace().next_back().is_some_and(|verb| verb.ends_with("ed") && verb != "prepared");
    (fits && !other).then_some((at, at + "by".len()))
}

/// The ` to ` between sender and addressee: the last one before the marked
/// addressee; else the first that does not belong to the sender's own name
/// (`Mission to the United Nations`).
///
/// After `by`, a ` to ` of the author's own title is none: `by the Special Assistant to the Secretary`.
fn split(title: &str, from: usize, marked: Option<usize>, has_from: bool, is_by: bool) -> Option<usize> {
    let mut all = Vec::new();
    let mut at = from;
    while let Some(found) = find_word(title, "to", at) {
        let depth = title[..found].matches('(').count().saturating_sub(title[..found].matches(')').count());
        if depth == 0 {
            all.push(found);
        }
        at = found + 2;
    }
    if let Some(marked) = marked
        && let Some(found) = all.iter().rev().find(|found| **found < marked)
    {
        return Some(*found);
    }
    let belongs = |at: usize| {
        let before = title[..at].trim_end();
        ["Mission", "Delegation", "Representative", "Observer", "Adviser", "Advisor", "Assistant", "Ambassador"]
            .iter()
            .any(|word| before.ends_with(word))
    };
    let own = all.iter().find(|at| !belongs(**at)).or(all.last().filter(|_| !is_by)).copied();
    own.filter(|_| has_from || all.len() == 1 || marked.is_none())
}

/// A party's name without article, and without place and date after it.
fn party(text: &str, is_last: bool, place: Option<&str>) -> Option<String> {
    let mut name = text.trim();
    if is_last {
        // Calendars go on with a summary.
        name = super::source_note::sentences(name).next().unwrap_or(name);
        // `…, Washington, September 19, 1969, 2048Z`
        let date = name.match_indices(", ").find(|(at, _)| {
            month(&name[at + 2..]).is_some_and(|(_, length)| {
                name[at + 2 + length..].trim_start().starts_with(|c: char| c.is_ascii_digit())
            })
        });
        if let Some((at, _)) = date {
            name = &name[..at];
        }
        if let Some(rest) = place.and_then(|place| name.strip_suffix(place)) {
            name = rest.strip_suffix(", ").unwrap_or(name);
        }
    }
    let name = name.trim_end_matches(['.', ',', ' ']);
    let name = ["the ", "The "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    (!name.is_empty()).then(|| name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A head without `12. `, `No. 12`, `[12] `.
fn without_number(head: &str) -> &str {
    let head = head.trim();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let bare = head.strip_prefix('[').unwrap_or(head);
    let rest = match head.strip_prefix("No. ") {
        Some(rest) => &rest[digits(rest)..],
        None => match digits(bare) {
            0 => return head,
            count if bare[count..].starts_with(['.', ']']) => &bare[count..],
            _ => return head,
        },
    };
    rest.trim_start_matches(['.', ']', ' '])
}

/// Where a word stands by itself, from a place on, any case.
pub(super) fn find_word(text: &str, word: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let fits = |at: usize| {
        bytes.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
            && at.checked_sub(1).is_none_or(|before| !bytes[before].is_ascii_alphanumeric() && bytes[before] < 0x80)
            && bytes.get(at + word.len()).is_none_or(|after| !after.is_ascii_alphanumeric() && *after < 0x80)
    };
    (from..bytes.len()).find(|at| fits(*at))
}

/// The first date in words, `September 19, 1969` or `October 1963`, and where
/// it begins.
pub(super) fn date(text: &str) -> Option<(usize, MessageDate)> {
    for (start, _) in text.match_indices(|c: char| c.is_ascii_uppercase()) {
        let Some(month) = MONTHS.iter().position(|name| text[start..].starts_with(name)) else { continue };
        let rest = text[start + MONTHS[month].len()..].trim_start();
        let month = i8::try_from(month + 1).ok()?;
        let number = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let first = number(rest);
        let value: i16 = match rest[..first].parse() {
            Ok(value) => value,
            Err(_) => continue,
        };
        if first == 4 {
            return jiff::civil::Date::new(value, month, 1).ok().map(|_| (start, MessageDate::Month(value, month)));
        }
        let rest = rest[first..].trim_start_matches([',', ' ']);
        if number(rest) >= 4
            && let (Ok(year), Ok(day)) = (rest[..4].parse(), i8::try_from(value))
            && let Ok(date) = jiff::civil::Date::new(year, month, day)
        {
            return Some((start, MessageDate::Day(date)));
        }
    }
    None
}

/// A month's number by its name at the start of a text, and the name's length.
pub(super) fn month(text: &str) -> Option<(i8, usize)> {
    let at = MONTHS.iter().position(|name| text.starts_with(name))?;
    Some((i8::try_from(at + 1).ok()?, MONTHS[at].len()))
}

/// The length of a month's name at the start of a text, whole or shortened, with or without its stop.
pub(super) fn any_month(text: &str) -> Option<usize> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word =
        text.get(..letters).filter(|word| word.len() >= 3 && word.starts_with(|c: char| c.is_ascii_uppercase()))?;
    let fits = |name: &&&str| {
        name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            || (word == "Sept" && **name == "September")
    };
    MONTHS.iter().find(fits)?;
    Some(letters + usize::from(text.as_bytes().get(letters) == Some(&b'.') && letters < 9 && !MONTHS.contains(&word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        let head = read("12. Telegram From the Embassy in Fiji to the Department of State", true, None, None);
        assert_eq!(head.kind, Some(Kind::Telegram));
        assert_eq!(head.from.as_deref(), Some("Embassy in Fiji"));
        assert_eq!(head.to.as_deref(), Some("Department of State"));
        assert_eq!(head.number, None);

        let head = read(
            "21. Telegram 159738 From the Department of State to the Embassy in Fiji, September 19, 1969, 2048Z",
            true,
            None,
            None,
        );
        assert_eq!(head.number.as_deref(), Some("159738"));
        assert_eq!(head.to.as_deref(), Some("Embassy in Fiji"));

        let head = read("The Minister in Fiji (Roe) to the Secretary of State", true, None, None);
        assert_eq!(head.from.as_deref(), Some("Minister in Fiji (Roe)"));
        assert_eq!(head.to.as_deref(), Some("Secretary of State"));

        let text = "Telegram From the Mission to the United Nations to the Department of State";
        let head = read(text, true, None, None);
        assert_eq!(head.from.as_deref(), Some("Mission to the United Nations"));
        assert_eq!(read(text, true, text.find("Department"), None).from, head.from);

        let head = read("3. Memorandum of Conversation", false, None, None);
        assert_eq!((head.from, head.to, head.kind), (None, None, None));
        assert_eq!(head.title, "Memorandum of Conversation");

        let head =
            read("Memorandum by the Assistant Secretary of State (Roe) to the Secretary of State", true, None, None);
        assert_eq!(head.to.as_deref(), Some("Secretary of State"));

        let head = read("4. Memorandum by the Director of Rivers (Wren) to the Secretary of State", false, None, None);
        assert_eq!(head.from.as_deref(), Some("Director of Rivers (Wren)"));
        assert_eq!(head.to.as_deref(), Some("Secretary of State"));
        let head =
            read("Memorandum of Conversation, by the Special Assistant to the Secretary (Wren)", false, None, None);
        assert_eq!(head.from.as_deref(), Some("Special Assistant to the Secretary (Wren)"));
        assert_eq!(head.to, None);
        assert_eq!(read("Paper Approved by the River Board", false, None, None).from, None);

        let head = read("7. Telegram 1234 to Suva, October 23, 1963. Ferry service. Secret. 2 pp.", false, None, None);
        assert_eq!(head.to.as_deref(), Some("Suva"));
    }

    #[test]
    fn dates_in_words() {
        assert_eq!(date("Suva, October 23, 1963.").unwrap().1.to_string(), "1963-10-23");
        assert_eq!(date("in October 1963").unwrap().1.to_string(), "1963-10");
        assert_eq!(date("May I"), None);
        assert_eq!(date("March 41, 1963"), None);
    }
}
