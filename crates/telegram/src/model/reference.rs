//! References to other telegrams and documents.

use crate::Span;
use crate::id::CanonicalId;

/// What kind of thing is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum ReferenceKind {
    /// A telegram, by number or by date-time group.
    Telegram,
    /// An airgram (`A-50`).
    Airgram,
    /// An e-mail.
    Email,
    /// A telephone call (TELCON).
    Phone,
    /// A memorandum (MEMCON too).
    Memo,
    /// A letter or diplomatic note.
    Letter,
    /// A numbered report of another agency.
    Report,
    /// A meeting or conversation.
    Meeting,
    /// A telefax.
    Fax,
    /// A page on the web.
    Web,
    /// A book, regulation or other printed work.
    Book,
    /// Anything else.
    #[default]
    Other,
}

/// An entry of the REF line, or a place in the text that points at a telegram.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Reference {
    /// The letter before the entry, upper case, `None` where there is none.
    pub letter: Option<String>,
    /// What is referred to.
    pub kind: ReferenceKind,
    /// The canonical reference id, year inferred; `None` where it is none.
    pub id: Option<CanonicalId>,
    /// Further readings where the entry is ambiguous, best first; the only one where no table has the post, so that the
    /// entry has no `id`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub candidates: Vec<Candidate>,
    /// The entry as printed, unfolded, without the letter.
    pub text: String,
    /// Where the entry stands.
    pub span: Span,
    /// Every place of the running text that names it, ascending: for an entry of the REF line those by its post and number
    /// (a place that names it by its letter is a mention of its own), for a mention its own place first.
    #[cfg_attr(feature = "serde", serde(default))]
    pub spans: Vec<Span>,
    /// Whether the entry says `NOTAL`: not every addressee has that telegram.
    #[cfg_attr(feature = "serde", serde(default))]
    pub notal: bool,
    /// Whether it stands in the text and not in the REF line.
    #[cfg_attr(feature = "serde", serde(default))]
    pub in_text: bool,
}

impl Reference {
    /// Everything of it that points into the text.
    pub fn places(&self) -> impl Iterator<Item = Span> + '_ {
        core::iter::once(self.span).chain(self.spans.iter().copied())
    }

    /// The same, to move them.
    pub fn places_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        core::iter::once(&mut self.span).chain(&mut self.spans)
    }
}

/// Another way to read an ambiguous reference.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Candidate {
    /// The canonical reference id; of a document of another kind, the key it is kept by.
    pub id: String,
    /// Why it may be this one.
    pub reason: String,
}
