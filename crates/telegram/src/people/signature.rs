//! Who signed: the line with the surname at the end of the text
//! (FORMAT.md 3.12, N143-N146, N195-N197).

use std::borrow::Cow;

use super::words::{TITLES, is_no_name, is_particle, is_suffix, is_word_surname};
use crate::{posts, spelling};

/// A line read as a signature.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Signature {
    /// The names as printed, without title.
    pub(crate) names: Vec<String>,
    /// What stands beside them: `ACTING`, `CHARGE A.I.`.
    pub(crate) title: Option<String>,
    /// How much the line is like nothing but a signature.
    pub(crate) shape: Shape,
}

/// How a line that can be a signature is written, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Shape {
    /// With a title, `SIGNED`, quotation or end marks.
    Marked,
    /// One surname in capitals, also with initials, particles, suffix.
    #[default]
    Surname,
    /// Several words in capitals that can be names.
    Words,
    /// A name that is not in capitals.
    Small,
}

/// The longest line that is read as a signature.
const LONGEST: usize = 60;

/// Reads the line as a signature; `None` where it cannot be one, also where it
/// is the name of a post or country.
pub(crate) fn read(line: &str) -> Option<Signature> {
    parse(line).filter(|read| read.shape == Shape::Marked || !read.names.iter().any(|name| is_place(name)))
}

/// As [`read`], by the shape of the words alone: cheap enough for many lines.
pub(crate) fn parse(line: &str) -> Option<Signature> {
    // `SENOR EMBAJADOR:` opens a letter, `## ESTIMATED` a note to a table.
    if line.len() > LONGEST || line.len() < 2 || line.ends_with(':') || line.starts_with('#') {
        return None;
    }
    // `R O E`, sent letter by letter.
    if let Some((word, end)) = spelling::spaced_word(line).filter(|(word, _)| word.len() < 15)
        && line[end..].trim_end_matches(['.', '#']).is_empty()
        && !is_no_name(&word)
        && name_shape(&word) == Some(Shape::Surname)
    {
        return Some(Signature { names: vec![word], title: None, shape: Shape::Surname });
    }
    let (mut text, mut marked) = strip_marks(line);
    // `ROE UNQUOTE DOE`: Roe signed what Doe passes on.
    let words = [" UNQUOTE ", " UNQTE ", " END TEXT ", " UNQUOTE:", " UNQTE:", " UNQUOTE. "];
    // Each has a letter that hardly any name has.
    let may_hold = memchr::memchr2(b'Q', b'X', text.as_bytes()).is_some();
    for word in words.into_iter().filter(|_| may_hold) {
        if let Some(at) = text.rfind(word) {
            text = text[at + word.len()..].trim();
            marked = true;
        }
    }
    let mut titles: Vec<String> = Vec::new();
    let rest = take_titles(text, &mut titles);
    let rest = rest.trim_matches(|c: char| matches!(c, ' ' | ',' | '-' | '\u{2013}' | ';' | ':'));
    if rest.is_empty() {
        return None;
    }
    let mut names = Vec::new();
    // `JONES PARRY##`
    let end_mark = line.trim_end().ends_with('#');
    let mut shape = if marked || !titles.is_empty() { Shape::Marked } else { Shape::Surname };
    for part in split_names(undoubled(rest)) {
        let part = part.trim_matches(|c: char| matches!(c, ' ' | ','));
        let found = name_shape(part)?;
        let kept = found == Shape::Surname || end_mark && found == Shape::Words;
        shape = if shape == Shape::Marked && kept { shape } else { shape.max(found) };
        names.push(part.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    (!names.is_empty() && names.len() <= 3).then(|| Signature {
        names,
        title: (!titles.is_empty()).then(|| titles.join(" ")),
        shape,
    })
}

/// Whether the line is nothing but a surname in capitals that is a common word or a place too: `WEST`, `JORDAN##`.
pub(crate) fn is_word(line: &str) -> bool {
    line.len() < 25 && is_word_surname(strip_marks(line).0)
}

/// The names of a field that is said to be a signature, whatever their shape.
pub(crate) fn field(text: &str) -> Signature {
    let (marked, _) = strip_marks(text);
    let mut titles = Vec::new();
    let rest = take_titles(marked, &mut titles);
    let rest = rest.trim_matches(|c: char| matches!(c, ' ' | ',' | '-' | ';' | ':'));
    let names = split_names(rest).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    Signature { names, title: (!titles.is_empty()).then(|| titles.join(" ")), shape: Shape::Marked }
}

/// Whether the line consists of titles only: what stands below a name.
pub(crate) fn is_title(line: &str) -> bool {
    let mut titles = Vec::new();
    line.len() < LONGEST && take_titles(line, &mut titles).is_empty() && !titles.is_empty()
}

/// Whether the title says that somebody signs in the place of another:
/// `ACTING`, `CHARGE`, `A.I.`; `AMBASSADOR` stands before names in sentences too.
pub(crate) fn is_of_office(title: &str) -> bool {
    let title = title.to_uppercase();
    ["ACT", "CHARGE", "A/", "A.I", "INTERIM", "CDA", "FOR "].iter().any(|word| title.contains(word))
}

/// The line without what marks a signature as one: `SIGNED`, quotation marks,
/// `##`, a stop, dashes before it; and whether there was such a mark.
fn strip_marks(line: &str) -> (&str, bool) {
    let mut text = without_stray_stops(line.trim());
    let mut marked = false;
    // `DOE BT`, `DOE NNNN`, `DOE #0617`: end marks that lost their line break.
    for _ in 0..3 {
        let Some((head, last)) = text.rsplit_once(' ') else { break };
        let number = last.strip_prefix('#').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        if !(last == "BT" || number || (last.starts_with("NNN") && last.len() <= 14)) {
            break;
        }
        text = head.trim_end();
        marked = true;
    }
    let shorter = text.trim_end_matches(['#', '*', '=', '+', '<', '>']).trim_end();
    marked |= shorter.len() < text.len();
    text = shorter.trim_start_matches(['-', '*', '\u{2013}', '\u{2014}', ' ', '#']);
    let shorter = text.trim_end_matches(['-', '\u{2013}', ' ', '/']);
    // `ROE A/` keeps its slash.
    text = if shorter.ends_with(['A', 'a']) && shorter.len() < text.len() { text } else { shorter };
    for word in
        ["(SIGNED)", "/SIGNED/", "SIGNED:", "SIGNED BY", "SIGNED -", "SIGNED", "SIGNATURE:", "SGD.", "SGD", "/S/", "S/"]
    {
        if let Some(head) = text.get(..word.len())
            && head.eq_ignore_ascii_case(word)
            && !text[word.len()..].starts_with(|c: char| c.is_alphanumeric() && word.ends_with(char::is_alphabetic))
        {
            text = text[word.len()..].trim_start_matches([' ', ':', '-', ',']);
            marked = true;
            break;
        }
    }
    let quotes = ['"', '\'', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}'];
    let shorter = text.trim_end_matches('.').trim_matches(quotes);
    // A quotation mark at one side only is the end of a quotation.
    if shorter.len() + 1 < text.trim_end_matches('.').len() && !shorter.contains(' ') {
        marked = true;
        text = shorter;
    }
    if let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'))
        && !inner.contains([' ', '('])
        && inner.len() > 2
    {
        text = inner;
    }
    // `J.` and `JR.` and `A.I.` keep their stop.
    let before = text.trim_end_matches('.');
    let last = before.rsplit([' ', '.']).next().unwrap_or_default();
    if last.len() > 1 && !is_suffix(&upper(last)) {
        text = before;
    }
    (text.trim(), marked)
}

/// `ROE .`, `ROE ...`: stops that a typist or relay set after the name.
fn without_stray_stops(text: &str) -> &str {
    let bare = text.trim_end_matches(['.', ' ', '\u{2026}']);
    let stops = &text[bare.len()..];
    if stops.len() > 1 && !stops.trim().is_empty() { bare } else { text }
}

/// `ROE ROE`: the name that is printed twice.
fn undoubled(text: &str) -> &str {
    let Some((first, second)) = text.split_at_checked(text.len() / 2) else { return text };
    let twice = second.strip_prefix(' ').is_some_and(|second| second == first);
    if twice { first } else { text }
}

/// Takes titles from both ends of the text and gives what is left.
fn take_titles<'a>(text: &'a str, titles: &mut Vec<String>) -> &'a str {
    let mut rest = text.trim();
    let mut after: Vec<String> = Vec::new();
    for _ in 0..4 {
        let begin = rest.len();
        if let Some(tail) = rest.strip_prefix("A/").filter(|tail| tail.len() > 2 && !tail.contains('/')) {
            titles.push("A/".to_owned());
            rest = tail.trim_start();
        }
        if let Some(head) = rest.strip_suffix("A/").filter(|head| head.ends_with([' ', ','])) {
            after.push("A/".to_owned());
            rest = head.trim_end_matches([' ', ',']);
        }
        if let Some((head, inner)) = rest.strip_suffix(')').and_then(|head| head.rsplit_once('('))
            && (is_one_title(inner) || inner.starts_with("FOR "))
        {
            after.push(inner.trim().to_owned());
            rest = head.trim_end();
        }
        if let Some((inner, tail)) = rest.strip_prefix('(').and_then(|tail| tail.split_once(')'))
            && is_one_title(inner)
        {
            titles.push(inner.trim().to_owned());
            rest = tail.trim_start();
        }
        if let Some(length) = leading_title(rest) {
            titles.push(rest[..length].trim_end().to_owned());
            rest = rest[length..].trim_start_matches([' ', ',', ':', '-']);
        }
        if let Some(at) = trailing_title(rest) {
            after.push(rest[at..].trim().to_owned());
            rest = rest[..at].trim_end_matches([' ', ',', '-', '/', ';', '\u{2013}']);
        }
        if rest.len() == begin {
            break;
        }
    }
    titles.extend(after.into_iter().rev());
    rest
}

fn is_one_title(text: &str) -> bool {
    leading_title(text.trim()).is_some_and(|length| length == text.trim().len())
}

/// The length of the title that begins the text and ends at a word's end.
fn leading_title(text: &str) -> Option<usize> {
    titles_at(text).max()
}

/// The lengths of all titles at the start of the text.
fn titles_at(text: &str) -> impl Iterator<Item = usize> {
    let first = text.as_bytes().first().map(u8::to_ascii_uppercase);
    let may_be = move |title: &&&str| title.as_bytes().first().copied() == first;
    TITLES.iter().filter(may_be).filter_map(move |title| match_title(text, title))
}

/// Where the title that ends the text begins.
fn trailing_title(text: &str) -> Option<usize> {
    let starts = text.char_indices().filter(|&(at, c)| at > 0 && !c.is_whitespace()).map(|(at, _)| at);
    starts
        .filter(|&at| text[..at].ends_with([' ', ',', '-', '/']))
        .find(|&at| titles_at(&text[at..]).any(|length| length == text.len() - at))
}

/// Matches a title at the start of the text; stops and blanks of the text are
/// passed over: `A.I.` is `A I`.
fn match_title(text: &str, title: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for letter in title.bytes() {
        if letter == b' ' {
            let from = at;
            while matches!(bytes.get(at), Some(b' ' | b'.')) {
                at += 1;
            }
            if at == from {
                return None;
            }
            continue;
        }
        if !bytes.get(at)?.eq_ignore_ascii_case(&letter) {
            return None;
        }
        at += 1;
    }
    at += usize::from(bytes.get(at) == Some(&b'.'));
    let goes_on = text.get(at..)?.starts_with(|c: char| c.is_alphanumeric() || c == '\'');
    (!goes_on).then_some(at)
}

/// `DOE/ROE`, `DOE AND ROE`, `DOE & ROE`.
fn split_names(text: &str) -> impl Iterator<Item = &str> {
    text.split(['/', '&', ';']).flat_map(|part| parted(part, " AND ")).flat_map(|part| parted(part, " and "))
}

/// The text split at `joint`. Most are names too short to hold one.
fn parted<'a>(text: &'a str, joint: &'static str) -> impl Iterator<Item = &'a str> {
    let mut rest = Some(text);
    core::iter::from_fn(move || {
        let text = rest?;
        match memchr::memmem::find(text.as_bytes(), joint.as_bytes()) {
            Some(at) => {
                rest = Some(&text[at + joint.len()..]);
                Some(&text[..at])
            }
            None => rest.take(),
        }
    })
}

/// The text in capitals; most is.
fn upper(text: &str) -> Cow<'_, str> {
    let is_upper = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_lowercase());
    if is_upper { Cow::Borrowed(text) } else { Cow::Owned(text.to_uppercase()) }
}

/// What kind of name the words make; `None` for none.
fn name_shape(text: &str) -> Option<Shape> {
    if text.len() < 2 || !text.starts_with(char::is_alphabetic) {
        return None;
    }
    let is_caps = upper(text) == text;
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > 5 {
        return None;
    }
    let (mut plain, mut helpers) = (0_usize, 0_usize);
    for word in &words {
        let capital = upper(word);
        let bare = capital.trim_end_matches('.');
        if is_suffix(&capital) || is_particle(&capital) && words.len() > 1 || is_initials(word) {
            helpers += 1;
            continue;
        }
        // `LOU ROE`: some words are given names too.
        let given = bare == "LOU" && words.len() > 1;
        if is_no_name(bare) && !given || !is_name_word(word) {
            return None;
        }
        // In small letters every name begins with a capital, or all is small and one word.
        let elided = ["d'", "l'", "o'", "d\u{2019}"].iter().any(|elision| word.starts_with(elision));
        if !is_caps && !word.starts_with(char::is_uppercase) && words.len() > 1 && !elided {
            return None;
        }
        plain += 1;
    }
    match (plain, is_caps) {
        // `J.Q.D.`: initials alone, as some posts sign.
        (0, true) if words.len() == 1 && text.len() <= 7 && text.contains('.') => Some(Shape::Words),
        (0, _) => None,
        (_, false) if plain <= 3 && is_small_name(&words) => Some(Shape::Small),
        (_, false) => None,
        (1, true) => Some(Shape::Surname),
        (2, true) if helpers > 0 => Some(Shape::Surname),
        (2 | 3, true) => Some(Shape::Words),
        _ => None,
    }
}

/// Names in small letters are short; a sentence's last words are not taken for one.
fn is_small_name(words: &[&str]) -> bool {
    let letters: usize = words.iter().map(|word| word.len()).sum();
    letters <= 30 && words.iter().all(|word| word.chars().skip(1).any(char::is_lowercase) || word.len() <= 3)
}

/// `J.`, `J`, `J.Q.`.
fn is_initials(word: &str) -> bool {
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let stops = word.bytes().filter(|&byte| byte == b'.').count();
    letters + stops == word.len() && (letters == 1 || (letters <= 3 && stops == letters))
}

/// Letters, with hyphen, apostrophe and at most a stop inside; with a vowel, so
/// that abbreviations are none.
fn is_name_word(word: &str) -> bool {
    let mut vowel = false;
    let (mut letters, mut marks) = (0_usize, 0_usize);
    for c in word.chars() {
        match c {
            '\'' | '\u{2019}' | '-' | '\u{2010}' => marks += 1,
            _ if c.is_alphabetic() => {
                letters += 1;
                vowel |= !c.is_ascii() || matches!(c.to_ascii_uppercase(), 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
            }
            _ => return false,
        }
    }
    (2..=20).contains(&letters) && marks <= 2 && (vowel || word == "NG") && !word.ends_with(['-', '\''])
}

/// Whether the name is that of a post or country: last words of lists and sentences.
fn is_place(name: &str) -> bool {
    posts::find(name).is_some_and(|post| post.kind.numbers_telegrams())
        || [1990, 2005].into_iter().any(|year| posts::by_territory(name, year).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_and_titles() {
        for (line, names, title) in [
            ("ROE", "ROE", ""),
            ("DOE##", "DOE", ""),
            ("DOE.", "DOE", ""),
            ("\"DOE\"", "DOE", ""),
            ("SIGNED DOE", "DOE", ""),
            ("DOE, ACTING", "DOE", "ACTING"),
            ("DOE (ACTING)", "DOE", "ACTING"),
            ("ACTING DOE", "DOE", "ACTING"),
            ("A/DOE", "DOE", "A/"),
            ("DOE, CHARGE D'AFFAIRES A.I.", "DOE", "CHARGE D'AFFAIRES A.I."),
            ("DOE/ROE", "DOE|ROE", ""),
            ("DOE AND ROE", "DOE|ROE", ""),
            ("VON DOE", "VON DOE", ""),
            ("MC DOE", "MC DOE", ""),
            ("J. Q. DOE JR.", "J. Q. DOE JR.", ""),
            ("ROE UNQUOTE DOE", "DOE", ""),
            ("DOE BT", "DOE", ""),
            ("O'SAMPLE", "O'SAMPLE", ""),
            ("Sample", "Sample", ""),
            ("DOE .", "DOE", ""),
            ("DOE ...", "DOE", ""),
            ("DOE DOE", "DOE", ""),
            ("VAN DOE VAN DOE", "VAN DOE", ""),
        ] {
            let have = read(line).unwrap_or_default();
            assert_eq!((have.names.join("|").as_str(), have.title.as_deref().unwrap_or("")), (names, title), "{line}");
        }
    }

    #[test]
    fn leaves_other_lines() {
        for line in [
            "UNQUOTE",
            "END COMMENT",
            "MINIMIZE CONSIDERED",
            "REGARDS",
            "BEST REGARDS",
            "END TEXT",
            "SECRET",
            "LIMITED OFFICIAL USE",
            "SUVA",
            "PORT MORESBY",
            "BT",
            "NNNN",
            "COMMENT",
            "12 TONS",
            "TOTAL 14",
            "FIJI",
            "1973",
            "ROE: YES",
            "NODIS",
            "AMBASSADOR",
            "USG",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
        assert!(is_title("CHARGE D'AFFAIRES A.I.") && !is_title("ROE, ACTING"));
    }
}
