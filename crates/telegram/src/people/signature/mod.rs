//! Who signed: the line with the surname at the end of the text
//! (rules CLOSE, N143 to N146, N195 to N197).

mod marks;
mod shape;
mod titles;

use super::words::{is_no_name, is_word_surname};
use crate::{posts, spelling};
use marks::{strip_marks, undoubled};
use shape::name_shape;
use titles::take_titles;

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
    let (rest, whom) = for_whom(rest);
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
    titles.extend(whom.map(str::to_owned));
    (!names.is_empty() && names.len() <= 3).then(|| Signature {
        names,
        title: (!titles.is_empty()).then(|| titles.join(" ")),
        shape,
    })
}

/// `ROE FOR DOE`: the name of who signed, and in whose place.
fn for_whom(text: &str) -> (&str, Option<&str>) {
    let Some((name, whom)) = text.split_once(" FOR ").or_else(|| text.split_once(" F0R ")) else { return (text, None) };
    let name = name.strip_suffix(" ACTING").unwrap_or(name);
    let is_surname = |name: &str| name_shape(name.trim()) == Some(Shape::Surname) && !is_place(name);
    // `FOR AMBASSADOR DOE`, `FOR DOE AND SAMPLE`
    let mut names = split_names(take_titles(whom, &mut Vec::new()));
    // `BUSINESS FOR SALE` says what for, not for whom.
    let is_purpose = PURPOSES.contains(&whom.trim_end_matches(['.', '!']));
    if !is_purpose && is_surname(name) && names.all(is_surname) {
        (name, text.get(name.len() + 1..))
    } else {
        (text, None)
    }
}

/// What something is for, on signs and in slogans.
const PURPOSES: [&str; 12] =
    ["CHANGE", "CHILDREN", "FREE", "FREEDOM", "HIRE", "JUSTICE", "LEASE", "LIFE", "RENT", "SALE", "WOMEN", "WORK"];

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
            ("ROE FOR DOE", "ROE", "FOR DOE"),
            ("ROE ACTING FOR DOE", "ROE", "ACTING FOR DOE"),
            ("ROE FOR AMBASSADOR DOE", "ROE", "FOR AMBASSADOR DOE"),
            ("ROE UNQUOTE", "ROE", ""),
            ("ROE UNQTE.", "ROE", ""),
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
            "BUSINESS FOR SALE",
            "FOOD FOR WORK",
            "BOATS FOR HIRE",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
        assert!(is_title("CHARGE D'AFFAIRES A.I.") && !is_title("ROE, ACTING"));
    }
}
