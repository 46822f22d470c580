//! Malformed ids that were published (rule MALFORMED).

use super::citation::is_no_post;
use super::token::{Token, tokens};
use super::year::WrittenYear;
use crate::posts;

/// Words that were swallowed into the name of the post, in upper case without blanks; longer ones first.
const SWALLOWED: [&str; 38] = [
    "SUSPECTEDDUPLICATE",
    "LIMITEDOFFICIALUSE",
    "FOROFFICIALUSEONLY",
    "CORRECTEDCOPY",
    "UNCLASSIFIED",
    "CONFIDENTIAL",
    "USMISSION",
    "AMEMBASSY",
    "AMCONSUL",
    "AMCONGEN",
    "SENSITIVE",
    "DUPLICATE",
    "NOFORN",
    "UNCLAS",
    "SECRET",
    "SIPDIS",
    "SECTION",
    "LIMDIS",
    "STADIS",
    "EXDIS",
    "NODIS",
    "NOTAL",
    "FINAL",
    "EFTO",
    "FOUO",
    "SBU",
    "LOU",
    "ZDK",
    "ZDS",
    "ZFG",
    "ZFF",
    "ZUI",
    "COPY",
    "TOP",
    "RPT",
    "SEC",
    "VZCZC",
    "REF",
];

/// A year written twice (`7676SUVA5`, `20092009SUVA5`): the tokens with the year once.
pub(super) fn year<'a>(tokens: &[Token<'a>]) -> Option<Vec<Token<'a>>> {
    let first = tokens.first().filter(|token| token.is_number())?;
    tokens.get(1).filter(|token| token.is_word() && token.glued)?;
    let digits = first.text;
    let half = match digits.len() {
        4 | 8 => digits.len() / 2,
        _ => return None,
    };
    let (left, right) = digits.split_at(half);
    if left != right || (digits.len() == 4 && matches!(WrittenYear::read(digits), Some(WrittenYear::Full(1900..=2049))))
    {
        return None;
    }
    WrittenYear::read(left)?;
    let mut repaired = tokens.to_vec();
    repaired[0] = Token { text: left, ..*first };
    Some(repaired)
}

/// Words of a header swallowed into a compact id: `08EFTOSUVA5`, `07SECTION01OF03APIA42`, `02AMEMBASSYSUVA5`,
/// `02STATE5TOSEC`; year, key of the post, number.
pub(super) fn swallowed_words(form: &[Token<'_>]) -> Option<(u16, &'static str, u32)> {
    let first = form.first().filter(|token| token.is_number() && matches!(token.text.len(), 2 | 4))?;
    if form.len() < 3 || form.len() > 12 || form.iter().skip(1).any(|token| !token.glued || token.text.len() > 40) {
        return None;
    }
    let (year, _) = super::year::resolve(WrittenYear::read(first.text)?, super::year::When::default())?;
    let rest: String = form.iter().skip(1).map(|token| token.text).collect::<String>().to_ascii_uppercase();
    let rest = without_section(&rest);
    let mut letters = rest.as_str();
    let mut dropped = letters.len() + first.text.len() < form.iter().map(|token| token.text.len()).sum();
    let without_word = |letters: &'_ str| {
        let word = SWALLOWED.iter().find_map(|word| letters.strip_prefix(word)).map(str::len);
        word.or_else(|| posts::without_prefix(letters).map(str::len)).map(|rest| letters.len() - rest)
    };
    while let Some(word) = without_word(letters) {
        let shorter = letters.get(word..).unwrap_or_default();
        if posts_and_number(letters).is_some() {
            break;
        }
        letters = shorter;
        dropped = true;
    }
    for series in ["TOSEC", "SECTO", "TOAID", "AIDTO"] {
        if let Some(shorter) = letters.strip_suffix(series) {
            letters = shorter;
            dropped = true;
        }
    }
    let (post, number) = posts_and_number(letters)?;
    dropped.then_some((year, post, number))
}

fn posts_and_number(text: &str) -> Option<(&'static str, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (name, number) = text.split_at(digits);
    if number.len() > 7 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let post = posts::find_key(name).filter(|post| post.kind.numbers_telegrams())?;
    number.parse().ok().filter(|&number| number > 0).map(|number| (post.series(), number))
}

/// Takes out `SECTION01OF03`, also with the letter O for a zero and lost letters (`SECTIONO1F02`).
fn without_section(text: &str) -> String {
    let Some(at) = text.find("SECTION") else { return text.to_owned() };
    let (before, after) = text.split_at(at);
    let after = &after["SECTION".len()..];
    // The count: at most two figures, `OF` or what is left of it, at most two figures.
    let figure = |b: &u8| b.is_ascii_digit() || *b == b'O' || *b == b'I';
    let bytes = after.as_bytes();
    let first = bytes.iter().take(2).take_while(|b| figure(b)).count();
    let word = bytes.iter().skip(first).take(2).take_while(|b| matches!(b, b'O' | b'F')).count();
    let second = bytes.iter().skip(first + word).take(2).take_while(|b| b.is_ascii_digit()).count();
    if first == 0 || second == 0 {
        return format!("{before}{after}");
    }
    format!("{before}{}", &after[first + word + second..])
}

/// Whether a run of letters may be the name of a post that the table lacks: it is kept as written. Names have four letters
/// or more (rule MALFORMED); three between figures are shelf marks and the noise of scanners (`12ADL1`).
pub(super) fn post_not_in_table(letters: &str) -> bool {
    let word = letters.len() >= 4 && letters.len() <= 20 && letters.bytes().all(|b| b.is_ascii_uppercase());
    // Words of headers are no posts, alone or with something after them.
    let header = SWALLOWED.iter().any(|other| letters.starts_with(other));
    let agency = posts::find_key(letters).is_some_and(|post| post.kind == posts::PostKind::OtherAgency);
    word && !header
        && !agency
        && !posts::is_blot(letters)
        && !posts::is_prefix(letters)
        && !is_no_post(letters)
        && tokens(letters).len() == 1
}
