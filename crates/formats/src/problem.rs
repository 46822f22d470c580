//! What could not be read, said so that a person can find it.

use core::fmt;

/// Something that could not be read: which file, where in it, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// The file as shown to the user; a member of an archive stands after
    /// `!`, for example `dir/a.tar.gz!b/c.txt`.
    pub file: String,
    /// Where in the file, for example `byte 90210`; `None` for the whole file.
    pub position: Option<String>,
    /// Why, in a few words.
    pub reason: String,
    /// Whether it is no loss: what no archive of telegrams wants, such as the index files of a desktop or a folder's own
    /// description, is told and left aside.
    #[serde(skip)]
    pub aside: bool,
}

impl Problem {
    /// A problem with the whole file.
    #[must_use]
    pub fn new(file: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { file: file.into(), position: None, reason: reason.into(), aside: false }
    }

    /// A file that is left aside.
    #[must_use]
    pub fn aside(file: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { aside: true, ..Self::new(file, reason) }
    }

    /// A problem at a byte of the file, counted from 0.
    #[must_use]
    pub fn at_byte(file: impl Into<String>, byte: usize, reason: impl Into<String>) -> Self {
        Self { file: file.into(), position: Some(format!("byte {byte}")), reason: reason.into(), aside: false }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.position {
            Some(position) => write!(f, "{}: {position}: {}", self.file, self.reason),
            None => write!(f, "{}: {}", self.file, self.reason),
        }
    }
}
