//! From any written form to the canonical id (rule ID).

use core::fmt;

use jiff::civil::Date;

use super::citation::{self, Citation, Found, Scope, Spelling};
use super::form::{self, Cleaned};
use super::token::{Token, tokens};
use super::year::{When, YearNote};
use super::{ReferenceId, Series, repair};
use crate::posts;

/// What is known of the place where a form was found.
#[derive(Debug, Clone, Default)]
pub struct IdContext {
    /// The telegram that cites it; gives the year where none is written.
    pub citing: Option<ReferenceId>,
    /// The date of the citing telegram.
    pub date: Option<Date>,
}

/// What was done to a form besides writing it canonically.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// The id was taken out of an address or a longer text.
    TakenFromText,
    /// Words that are no part of an id were dropped: `EFTO`, `SECTION 01 OF 03`, `AMEMBASSY`.
    WordsDropped,
    /// Letters were read as figures, or a blank inside the number was closed.
    NumberRepaired,
    /// The number has more digits than any telegram's of its time; kept.
    NumberLong,
    /// The year was written twice or with a figure too many.
    YearRepaired,
    /// Two digits without a citing telegram: the century is the usual one.
    CenturyAssumed,
    /// No year is written: inferred from the citing telegram.
    YearInferred,
    /// The year is after the citing telegram's.
    YearLater,
    /// Another name of the post: from, to.
    PostAlias(String, &'static str),
    /// The post was misspelt: from, to.
    PostSpelling(String, &'static str),
    /// The name of the post was shortened, or its country stands for it: from, to.
    PostShortened(String, &'static str),
    /// The post is not in the table; kept as written.
    PostUnknown,
}

impl Change {
    /// A stable name in kebab case.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TakenFromText => "id-taken-from-text",
            Self::WordsDropped => "id-words-dropped",
            Self::NumberRepaired => "id-number-repaired",
            Self::NumberLong => "id-number-long",
            Self::YearRepaired => "id-year-repaired",
            Self::CenturyAssumed => "id-century-assumed",
            Self::YearInferred => "id-year-inferred",
            Self::YearLater => "id-year-later",
            Self::PostAlias(..) => "id-post-alias",
            Self::PostSpelling(..) => "id-post-misspelt",
            Self::PostShortened(..) => "id-post-shortened",
            Self::PostUnknown => "id-post-unknown",
        }
    }

    fn confidence(&self) -> Confidence {
        match self {
            Self::TakenFromText | Self::WordsDropped | Self::CenturyAssumed | Self::PostAlias(..) => {
                Confidence::Certain
            }
            Self::NumberRepaired | Self::YearRepaired | Self::YearInferred | Self::PostSpelling(..) => {
                Confidence::Likely
            }
            Self::NumberLong | Self::YearLater | Self::PostShortened(..) | Self::PostUnknown => Confidence::Doubtful,
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TakenFromText => f.write_str("the id was taken out of a longer text"),
            Self::WordsDropped => f.write_str("words that are no part of an id were dropped"),
            Self::NumberRepaired => f.write_str("the number was damaged and is read as figures"),
            Self::NumberLong => f.write_str("the number is longer than any telegram's"),
            Self::YearRepaired => f.write_str("the year was damaged or written twice"),
            Self::CenturyAssumed => f.write_str("the century is assumed"),
            Self::YearInferred => f.write_str("the year is inferred"),
            Self::YearLater => f.write_str("the year is after that of the citing telegram"),
            Self::PostAlias(from, to) => write!(f, "{from} is another name of {to}"),
            Self::PostSpelling(from, to) => write!(f, "{from} is read as {to}"),
            Self::PostShortened(from, to) => write!(f, "{from} is short for {to}"),
            Self::PostUnknown => f.write_str("the post is not in the table of posts"),
        }
    }
}

/// How sure a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Confidence {
    /// The form says so.
    Certain,
    /// Repaired by a rule that leaves one reading.
    Likely,
    /// To be checked against what is held.
    Doubtful,
}

/// A form as read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Canonical {
    /// The id.
    pub id: ReferenceId,
    /// What was changed to get there; empty for a plain form.
    pub changes: Vec<Change>,
    /// The least sure of the changes decides.
    pub confidence: Confidence,
}

/// Why a form gives no id.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdError {
    /// It is not written like one.
    NotAnId,
    /// Post and number are known, the year is not and nothing tells it.
    NoYear {
        /// The key of the post.
        post: String,
        /// The number.
        number: u32,
    },
    /// It may be any of these.
    Ambiguous(Vec<ReferenceId>),
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnId => f.write_str("this is not a reference id"),
            Self::NoYear { post, number } => write!(f, "{post} {number} lacks a year"),
            Self::Ambiguous(ids) => {
                f.write_str("this may be")?;
                for (at, id) in ids.iter().enumerate() {
                    write!(f, "{}{id}", if at == 0 { " " } else { " or " })?;
                }
                Ok(())
            }
        }
    }
}

impl core::error::Error for IdError {}

/// Forms are short; the id is in the start of longer texts, or they are none.
const LONGEST: usize = 2_000;

/// Reads any written form of a reference id.
///
/// # Errors
///
/// Fails where the text is no id, lacks a year that nothing tells, or has several readings of the same right. A form is
/// never repaired to an id when the repair has a rival, and what it gives is read as itself.
///
/// ```
/// use telegram::id::{IdContext, IdError, canonicalise};
///
/// let read = |form: &str| canonicalise(form, &IdContext::default()).map(|found| found.id.to_string());
/// assert_eq!(read("1976PRETOR04668").unwrap(), "76PRETORIA4668");
/// assert_eq!(read("https://example.org/2009/03/09ASTANA478.html#par7").unwrap(), "09ASTANA478");
/// assert_eq!(read("08EFTOSUVA5").unwrap(), "08SUVA5");
/// assert!(matches!(read("SUVA 617"), Err(IdError::NoYear { .. })));
/// assert_eq!(read("June 12, 2009"), Err(IdError::NotAnId));
/// ```
pub fn canonicalise(form: &str, context: &IdContext) -> Result<Canonical, IdError> {
    let found = read_form(form, context)?;
    let written = found.id.to_string();
    // A station that no post has may be near to the name of one: `1973LONDEN00123` would lead to a telegram of London.
    let stays = || read_form(&written, &IdContext::default()).is_ok_and(|again| again.id == found.id);
    if written == form || stays() { Ok(found) } else { Err(IdError::NotAnId) }
}

fn read_form(form: &str, context: &IdContext) -> Result<Canonical, IdError> {
    let end = form.char_indices().map(|(at, _)| at).find(|&at| at >= LONGEST).unwrap_or(form.len());
    let when = When::new(context.citing.as_ref(), context.date);
    let mut first_error = None;
    for cleaned in form::clean(&form[..end]) {
        match read_cleaned(&cleaned, when) {
            Ok(found) => return Ok(found),
            Err(error) => first_error = first_error.filter(|before| *before != IdError::NotAnId).or(Some(error)),
        }
    }
    Err(first_error.unwrap_or(IdError::NotAnId))
}

fn read_cleaned(cleaned: &Cleaned<'_>, when: When<'_>) -> Result<Canonical, IdError> {
    let tokens = tokens(cleaned.text.as_ref());
    let mut changes = Vec::new();
    if cleaned.from_text {
        changes.push(Change::TakenFromText);
    }
    let archive = form::archive_number(&tokens);
    if let Some((year, station, number)) = archive {
        return from_station(year, &station, number, changes);
    }
    if tokens.len() > 60 {
        return Err(IdError::NotAnId);
    }
    if let Some(repaired) = repair::year(&tokens) {
        changes.push(Change::YearRepaired);
        return read_tokens(&repaired, when, changes);
    }
    read_tokens(&tokens, when, changes)
}

fn read_tokens(tokens: &[Token<'_>], when: When<'_>, mut changes: Vec<Change>) -> Result<Canonical, IdError> {
    let scope = Scope { when, open_in: when.year, guess: false, codes: true };
    if let Some(citation) = citation::read(tokens, 0, scope).filter(|citation| is_whole(tokens, citation)) {
        return finish(tokens, &citation, when, changes);
    }
    if let Some((year, letters, number)) = repair::swallowed_words(tokens) {
        let id = ReferenceId { year, post: letters.to_owned(), series: Series::Telegram, number };
        changes.push(Change::WordsDropped);
        return Ok(done(id, changes));
    }
    let guessing = Scope { guess: true, ..scope };
    if let Some(citation) = citation::read(tokens, 0, guessing).filter(|citation| is_whole(tokens, citation)) {
        return finish(tokens, &citation, when, changes);
    }
    // `Ref: (A) 05 SUVA 617`
    let lead = form::lead(tokens);
    if lead > 0
        && let Some(citation) = citation::read(tokens, lead, scope).filter(|citation| is_whole(tokens, citation))
    {
        changes.push(Change::TakenFromText);
        return finish(tokens, &citation, when, changes);
    }
    let Some((year, letters, number)) = form::compact(tokens) else { return Err(IdError::NotAnId) };
    repair::post_not_in_table(letters).then_some(()).ok_or(IdError::NotAnId)?;
    let (year, _) = super::year::resolve(year, when).ok_or(IdError::NotAnId)?;
    changes.push(Change::PostUnknown);
    Ok(done(ReferenceId::telegram(year, letters, number), changes))
}

/// Whether the citation is all there is, but for marks and a section or caption at the end.
fn is_whole(tokens: &[Token<'_>], citation: &Citation) -> bool {
    let [_] = citation.numbers.as_slice() else { return false };
    form::is_tail(&tokens[citation.tokens.1..])
}

fn finish(
    tokens: &[Token<'_>],
    citation: &Citation,
    when: When<'_>,
    mut changes: Vec<Change>,
) -> Result<Canonical, IdError> {
    let (Some(cited), Found::Post(spelling)) = (citation.numbers.first(), citation.post.found) else {
        return Err(IdError::NotAnId);
    };
    let number = cited.number.value.ok_or(IdError::NotAnId)?;
    let post = citation.post.key;
    let Some((year, note)) = citation::year_of(citation, cited, post, when) else {
        return Err(if cited.year.or(citation.year).is_some() {
            IdError::NotAnId
        } else {
            IdError::NoYear { post: post.to_owned(), number }
        });
    };
    // A name was guessed before the year was known: another may be as near to it in that year.
    if spelling == Spelling::Misspelt && !posts::find_key(post).is_some_and(|post| post.is_open(year)) {
        return Err(IdError::NotAnId);
    }
    match note {
        YearNote::Plain => {}
        YearNote::CenturyAssumed => changes.push(Change::CenturyAssumed),
        YearNote::Later => changes.push(Change::YearLater),
        YearNote::Citing | YearNote::Before => changes.push(Change::YearInferred),
    }
    if citation.words_dropped {
        changes.push(Change::WordsDropped);
    }
    let written = || written_post(tokens, citation);
    match spelling {
        Spelling::Exact => {}
        Spelling::Alias | Spelling::Station | Spelling::Code => changes.push(Change::PostAlias(written(), post)),
        Spelling::Misspelt => changes.push(Change::PostSpelling(written(), post)),
        Spelling::Shortened(_) | Spelling::Country => changes.push(Change::PostShortened(written(), post)),
    }
    if cited.number.repaired || cited.number.joined {
        changes.push(Change::NumberRepaired);
    }
    if number > 999_999 {
        changes.push(Change::NumberLong);
    }
    let series = if cited.airgram { Series::Airgram } else { Series::Telegram };
    Ok(done(ReferenceId { year, post: post.to_owned(), series, number }, changes))
}

fn written_post(tokens: &[Token<'_>], citation: &Citation) -> String {
    let words = tokens[citation.tokens.0..citation.post.end].iter().filter(|token| token.is_word());
    words.map(|token| token.text).collect::<Vec<_>>().join(" ")
}

/// A document number of NARA's central file: the post by its station code.
fn from_station(year: u16, station: &str, number: u32, mut changes: Vec<Change>) -> Result<Canonical, IdError> {
    let mut offices: Vec<&posts::Post> = Vec::new();
    for post in posts::find_station(station, year) {
        if offices.iter().all(|other| other.office() != post.office()) {
            offices.push(post);
        }
    }
    let id = |post: &posts::Post| ReferenceId::telegram(year, post.series(), number);
    let post = match offices.as_slice() {
        // The first letter can be lost; any other change of a letter might be another post, whose telegrams are not to be
        // taken for this one's.
        [] => posts::find_key(station).or_else(|| {
            let lost = |post: &&posts::Post| post.key.strip_suffix(station).is_some_and(|letter| letter.len() == 1);
            posts::similar(station, Some(year)).filter(lost)
        }),
        [post] => Some(*post),
        // `GENEVA` is a name in full: its own post comes first.
        several => match several.iter().find(|post| post.key == station) {
            Some(post) if station.len() < 6 || post.name.len() == 6 => Some(*post),
            _ => return Err(IdError::Ambiguous(several.iter().map(|post| id(post)).collect())),
        },
    };
    match post {
        Some(post) if post.kind == posts::PostKind::OtherAgency => Err(IdError::NotAnId),
        Some(post) => {
            if post.series() != station {
                let change = if post.station == station { Change::PostAlias } else { Change::PostSpelling };
                changes.push(change(station.to_owned(), post.series()));
            }
            Ok(done(id(post), changes))
        }
        None if repair::post_not_in_table(station) => {
            changes.push(Change::PostUnknown);
            Ok(done(ReferenceId::telegram(year, station, number), changes))
        }
        None => Err(IdError::NotAnId),
    }
}

fn done(id: ReferenceId, changes: Vec<Change>) -> Canonical {
    let confidence = changes.iter().map(Change::confidence).max().unwrap_or(Confidence::Certain);
    Canonical { id, changes, confidence }
}
