//! Everything a telegram's page shows.

use serde::Serialize;
use telegram::{Classification, Element, Fact, MessageDate, Reference, Telegram};

use crate::numbers::WitnessNumber;
use crate::witnesses::{Decision, Evidence};

/// Whether the archive holds a telegram or only knows of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PageState {
    /// At least one witness is here (its text may still be lost or withdrawn:
    /// see the telegram's `text_state`).
    Held,
    /// Other telegrams refer to it; no witness is here. Missing never means
    /// hidden: it says only that this archive has no copy.
    Missing,
}

/// A telegram with everything the archive knows of it.
#[derive(Debug, Clone, Serialize)]
pub struct TelegramPage {
    /// The path of this page, for example `/09ASTANA478`.
    pub address: String,
    /// Held or missing.
    pub state: PageState,
    /// The facts, as read from the shown witness. For a missing telegram
    /// everything but the id is empty.
    pub telegram: Telegram,
    /// The decoded text of the shown witness; all spans point into it.
    pub text: String,
    /// What each stretch of the text is.
    pub elements: Vec<Element>,
    /// All copies, the shown one first, superseded versions last.
    pub witnesses: Vec<WitnessInfo>,
    /// Facts that the shown copy does not state and another does: the key of
    /// the fact in the JSON of a telegram, and the number of that witness.
    pub filled: Vec<(Fact, WitnessNumber)>,
    /// Telegrams that it may be the same as: a person has to decide.
    pub may_be: Vec<TargetInfo>,
    /// What it refers to: the entries of its REF line, then what its text
    /// names, in the order of the telegram's `references` and `mentions`.
    pub references: Vec<ResolvedReference>,
    /// The telegrams that refer to it, by date.
    pub referred_by: Vec<CitingTelegram>,
    /// The key of the post that numbered it, for example `ASTANA`.
    pub post: Option<String>,
    /// The year of its series.
    pub year: Option<i16>,
    /// The telegram before it in the post's year that is held here.
    pub previous: Option<TargetInfo>,
    /// The telegram after it in the post's year that is held here.
    pub next: Option<TargetInfo>,
}

/// One copy of a telegram.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WitnessInfo {
    /// The number by which [`Archive::raw`](crate::Archive::raw) gives its bytes.
    pub number: WitnessNumber,
    /// Its number among the copies of the telegram, as in `/v/2`: never given to another, whatever is split off or joined.
    pub copy: u32,
    /// The path of the witness: `/collections/{collection}/{key}`.
    pub address: String,
    /// The name of the collection it came with.
    pub collection: String,
    /// Where the collection comes from, in words.
    pub collection_label: Option<String>,
    /// The licence of the collection.
    pub licence: Option<String>,
    /// Its name within the collection.
    pub key: String,
    /// The form it came in: `text`, `page`, `aad`, `frus` …
    pub carrier: String,
    /// The file it was read from, as named at import.
    pub file: String,
    /// The SHA-256 of the file it was read from, in hex.
    pub blob: String,
    /// The number of its own bytes within that file.
    pub bytes: u64,
    /// 1 for the first copy under this key, counted up when a re-import
    /// brings other bytes.
    pub version: u32,
    /// Whether a later version has taken its place.
    pub superseded: bool,
    /// Whether the page shows the facts and text of this one.
    pub shown: bool,
    /// When it was imported.
    pub imported: jiff::Timestamp,
    /// When the source published it, as far as it says.
    pub released: Option<MessageDate>,
    /// Why it is held to be a copy of this telegram.
    pub evidence: Evidence,
    /// What a person decided about it.
    pub decision: Option<Decision>,
}

/// A reference with the telegram it points to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResolvedReference {
    /// The entry as read.
    pub reference: Reference,
    /// The telegram it points to, when it is held here.
    pub target: Option<TargetInfo>,
}

/// As much of another telegram as a link needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TargetInfo {
    /// Its reference id.
    pub id: Option<String>,
    /// The path of its page.
    pub address: String,
    /// Its subject.
    pub subject: Option<String>,
    /// When it was sent.
    pub date: Option<MessageDate>,
    /// How secret it was.
    pub classification: Option<Classification>,
}

/// A telegram that refers to the one shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitingTelegram {
    /// Its reference id; a FRUS document may have none.
    pub id: Option<String>,
    /// The path of its page.
    pub address: String,
    /// Its subject.
    pub subject: Option<String>,
    /// When it was sent.
    pub date: Option<MessageDate>,
    /// Under which letter it refers.
    pub letter: Option<String>,
    /// Whether it refers in its text and not in its REF line.
    pub in_text: bool,
}
