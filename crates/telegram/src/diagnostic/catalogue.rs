//! The catalogue of diagnostics: every code with what it means.
//!
//! The rows stand in `data/diagnostics.tsv`. Tests see to it that every code
//! the source can emit is in it, and that the example of every row makes the
//! parser emit its code. A code on which a decision hangs is a constant here.

use std::sync::LazyLock;

use crate::Severity;

/// A tag that no list has; too many of them show that a text is no telegram.
pub const TAG_UNKNOWN: &str = "tag-unknown";
/// The source calls the telegram otherwise than its text; said once, where the text itself tells.
pub const SOURCE_ID_DIFFERS: &str = "source-id-differs";
/// The text was published in another place, which the message names.
pub const TEXT_ELSEWHERE: &str = "text-elsewhere";

/// Who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// [`parse`](crate::parse()): it stands among the diagnostics of a telegram.
    Parse,
    /// [`check`](crate::check()) or [`continuity`](crate::continuity): statements contradict each other.
    Check,
    /// [`id::canonicalise`](crate::id::canonicalise): what was done to a reference id.
    Id,
    /// The reader of FRUS volumes.
    Frus,
    /// The readers of carriers: what the source states, against the text.
    Source,
}

impl Origin {
    fn read(word: &str) -> Self {
        match word {
            "check" => Self::Check,
            "id" => Self::Id,
            "frus" => Self::Frus,
            "source" => Self::Source,
            _ => Self::Parse,
        }
    }

    /// The name for people, for example `parser`.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Parse => "parser",
            Self::Check => "check of the whole",
            Self::Id => "reference ids",
            Self::Frus => "reader of FRUS volumes",
            Self::Source => "readers of carriers",
        }
    }
}

/// A diagnostic that can be emitted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The code, kebab case; it never changes its meaning.
    pub code: &'static str,
    /// How much it matters. A cross-check can come out one step lower.
    pub severity: Severity,
    /// The numbers of the irregularities (`N41`) or cross-checks (`C2`) it stands for.
    pub numbers: Vec<&'static str>,
    /// Who says it.
    pub origin: Origin,
    /// What it is, in a few words.
    pub title: &'static str,
    /// What the irregularity means.
    pub meaning: &'static str,
    /// What is done about it; of a cross-check, what it tells.
    pub done: &'static str,
    /// An invented telegram, or a part of one, that makes the code appear.
    /// Telegrams of one example are parted by a line `----`.
    pub example: String,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    crate::tables::rows(include_str!("../../data/diagnostics.tsv"))
        .filter_map(|mut cells| {
            Some(Entry {
                code: cells.next()?,
                severity: match cells.next()? {
                    "error" => Severity::Error,
                    "warning" => Severity::Warning,
                    _ => Severity::Note,
                },
                numbers: cells.next()?.split(' ').filter(|number| !number.is_empty()).collect(),
                origin: Origin::read(cells.next()?),
                title: cells.next()?,
                meaning: cells.next()?,
                done: cells.next()?,
                example: unescape(cells.next()?),
            })
        })
        .collect()
});

/// Every diagnostic, ordered by its code.
///
/// ```
/// let entry = telegram::catalogue::all().iter().find(|entry| entry.numbers.contains(&"N26")).unwrap();
/// assert_eq!(entry.code, "date-time-group-impossible");
/// ```
#[must_use]
pub fn all() -> &'static [Entry] {
    &ENTRIES
}

/// The diagnostic with this code.
///
/// ```
/// assert_eq!(telegram::catalogue::find("section-missing").unwrap().numbers, ["N19", "N148"]);
/// assert!(telegram::catalogue::find("no-such-code").is_none());
/// ```
#[must_use]
pub fn find(code: &str) -> Option<&'static Entry> {
    let entries = all();
    entries.binary_search_by(|entry| entry.code.cmp(code)).ok().and_then(|at| entries.get(at))
}

/// `\n` and `\t` of the data file.
fn unescape(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    text
}
