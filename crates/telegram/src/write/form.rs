//! The form of a telegram's text.

/// When, and so by which system, a telegram was sent (rule ERA).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Era {
    /// 1973 to November 1976, as the archive keeps it: page lines, copies for
    /// offices, a dash line with a serial, no routing indicators.
    Archive1973,
    /// December 1976 to 1979: the dash line has the filing time too.
    Archive1977,
    /// 1980 to 1995: a plain message, numbers of five figures.
    Paper,
    /// 1995 to 2003: a plain message, numbers of six figures.
    Plain,
    /// 2003 to 2010: format lines 1 to 9 of the relay, blanks at the line ends.
    Relay,
    /// SMART, from 2008 on: labels and values in two columns.
    Smart,
}

/// What stands between two sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Boundary {
    /// `SUVA 00000617  002 OF 003` between blank lines.
    Mark,
    /// The classification line and the captions again.
    ClassificationLine,
    /// The end marks, the whole envelope and the header fields again.
    Message,
}

/// The form of the text: the era with what may differ within it.
///
/// Made by one of the constructors; the fields can be changed.
///
/// ```
/// use telegram::write::{Boundary, Form};
///
/// let mut form = Form::relay();
/// form.boundary = Boundary::Message;
/// assert_eq!(form.width, 65);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Form {
    /// The era.
    pub era: Era,
    /// The longest line, in characters; a word that is longer is not cut.
    pub width: usize,
    /// How many lines a page has, page line included; only the archive's copies have pages.
    pub page_lines: usize,
    /// What stands between sections; the archive's copies always begin a new message.
    pub boundary: Boundary,
}

impl Form {
    /// 1973 to November 1976, the copy of the National Archives (rule RECORD-TEXT).
    #[must_use]
    pub const fn archive_1973() -> Self {
        Self { era: Era::Archive1973, width: 65, page_lines: 54, boundary: Boundary::Message }
    }

    /// December 1976 to 1979, the copy of the National Archives.
    #[must_use]
    pub const fn archive_1977() -> Self {
        Self { era: Era::Archive1977, ..Self::archive_1973() }
    }

    /// 1980 to 1995.
    #[must_use]
    pub const fn paper() -> Self {
        Self { era: Era::Paper, width: 65, page_lines: 0, boundary: Boundary::ClassificationLine }
    }

    /// 1995 to 2003.
    #[must_use]
    pub const fn plain() -> Self {
        Self { era: Era::Plain, width: 65, page_lines: 0, boundary: Boundary::ClassificationLine }
    }

    /// 2003 to 2010, with the relay's lines.
    #[must_use]
    pub const fn relay() -> Self {
        Self { era: Era::Relay, width: 65, page_lines: 0, boundary: Boundary::Mark }
    }

    /// SMART, 2008 on: labelled fields (rule SMART), no sections.
    #[must_use]
    pub const fn smart() -> Self {
        Self { era: Era::Smart, width: 110, page_lines: 0, boundary: Boundary::Mark }
    }

    /// One form of each era, oldest first.
    #[must_use]
    pub const fn all() -> [Self; 6] {
        [Self::archive_1973(), Self::archive_1977(), Self::paper(), Self::plain(), Self::relay(), Self::smart()]
    }

    /// Whether it is a copy of the archive, with pages.
    pub(super) const fn is_archive(&self) -> bool {
        matches!(self.era, Era::Archive1973 | Era::Archive1977)
    }

    /// Whether labels are in mixed case and marks have two blanks before them.
    pub(super) const fn is_modern(&self) -> bool {
        matches!(self.era, Era::Relay | Era::Smart)
    }
}
