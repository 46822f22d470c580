//! What can go wrong, said so that a person knows what to do.

use std::io;
use std::path::{Path, PathBuf};

/// An archive could not do what was asked: what, where, and what to do.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Reason);

/// The catalogue holds something that cannot be read back.
#[derive(Debug, thiserror::Error)]
#[error("the catalogue holds {what} that this Chancery cannot read: {problem}; run `chancery verify`")]
pub(crate) struct Stored {
    pub(crate) what: &'static str,
    pub(crate) problem: String,
}

impl Stored {
    /// Names what could not be read.
    pub(crate) fn new(what: &'static str) -> impl FnOnce(String) -> Self {
        move |problem| Self { what, problem }
    }
}

/// The reasons after an [`Error`].
#[derive(Debug, thiserror::Error)]
pub(crate) enum Reason {
    #[error("there is no archive in {}; create one with `chancery import`, or name another with --archive", .0.display())]
    NotFound(PathBuf),
    #[error("{} holds files but no archive; choose an empty or new directory", .0.display())]
    NotAnArchive(PathBuf),
    #[error("another import is writing to {}; wait until it ends", .0.display())]
    Locked(PathBuf),
    #[error("{} cannot be written, so nothing was changed: {why}", .path.display())]
    ReadOnly { path: PathBuf, why: String },
    #[error(
        "{} was made by an earlier Chancery and has to be brought up to date before it can be read, but it cannot be \
         written: {why}; open it once where it can be", .path.display()
    )]
    Earlier { path: PathBuf, why: String },
    #[error("{} was changed by another process while it was read; try again", .0.display())]
    ChangedMeanwhile(PathBuf),
    #[error("{} was written by a newer Chancery (schema {found}, this one knows {known}); use that version", .path.display())]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("{}: schema step {version} ({name}) is not the one this Chancery has; the catalogue was made by a changed build", .path.display())]
    EditedMigration { path: PathBuf, version: i64, name: String },
    #[error("the collection name {0:?} cannot be used: {1}")]
    CollectionName(String, &'static str),
    #[error("there is no witness {0} in the archive; the page of its telegram names its witnesses as COLLECTION/KEY")]
    NoWitness(String),
    #[error("there is no telegram at {0} in the archive")]
    NoTelegram(String),
    #[error("nobody has decided anything about the witness {0}, so there is nothing to take back")]
    NoDecision(String),
    #[error("{0} and {1} are copies of one telegram; `chancery witness split` makes one of them a telegram of its own")]
    OneTelegram(String, String),
    #[error("{what} {}: {source}", .path.display())]
    Io { what: &'static str, path: PathBuf, source: std::io::Error },
    #[error("the catalogue could not be read or written: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("the search index could not be read or written: {0}; if it stays so, `chancery reindex` makes it anew")]
    Index(#[from] tantivy::TantivyError),
    #[error("the search index cannot be used: {0}")]
    NoIndex(String),
    #[error("{problem} ({})", .path.display())]
    IndexFormat { path: PathBuf, problem: String },
    #[error(transparent)]
    Stored(#[from] Stored),
    #[error("the blob {hash} should be in {} but {problem}; `chancery verify` tells what it held, importing that file again brings it back", .path.display())]
    Blob { hash: String, path: PathBuf, problem: String },
    #[error("the import stopped because one of its threads ended early; run it again, nothing is lost")]
    Worker,
    #[error(
        "the search was ended before it was done: it takes too much work; ask for rarer words or a narrower pattern, or add a date, post or class"
    )]
    GivenUp,
    #[error("{0}")]
    Query(#[from] crate::QueryError),
}

impl Error {
    /// Whether there is no archive at the place.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self.0, Reason::NotFound(_))
    }

    /// Whether the witness, telegram or decision that was named is not there.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self.0, Reason::NoWitness(_) | Reason::NoTelegram(_) | Reason::NoDecision(_) | Reason::OneTelegram(..))
    }

    /// Whether another import is at work.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        matches!(self.0, Reason::Locked(_))
    }

    /// Whether an original is missing or damaged, and with it the text that was read from it.
    #[must_use]
    pub fn is_original_lost(&self) -> bool {
        matches!(self.0, Reason::Blob { .. })
    }

    /// Whether an import or a decision was refused because nothing can be written there.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        matches!(self.0, Reason::ReadOnly { .. })
    }

    /// Whether the file system, or a disk that is full, lets nothing be written.
    pub(crate) fn forbids_writing(&self) -> bool {
        use rusqlite::ErrorCode::{CannotOpen, DiskFull, PermissionDenied, ReadOnly};
        use rusqlite::ffi;
        match &self.0 {
            Reason::Io { source, .. } => forbids(source),
            Reason::Sqlite(error) => error.sqlite_error().is_some_and(|error| {
                matches!(error.code, CannotOpen | DiskFull | PermissionDenied | ReadOnly)
                    // A full disk, where SQLite wants the memory that processes share.
                    || matches!(
                        error.extended_code,
                        ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_SHMOPEN | ffi::SQLITE_IOERR_WRITE
                    )
            }),
            _ => false,
        }
    }

    /// Whether the search index is missing, damaged or being made anew, and cannot be made anew now.
    #[must_use]
    pub fn is_index_unusable(&self) -> bool {
        matches!(self.0, Reason::NoIndex(_))
    }

    /// Whether the engine of the index could not do something.
    pub(crate) fn is_of_the_index(&self) -> bool {
        matches!(&self.0, Reason::Index(error) if !matches!(error, tantivy::TantivyError::InvalidArgument(_)))
    }

    pub(crate) fn into_reason(self) -> Reason {
        self.0
    }

    /// Whether a search was ended by its [`SearchWatch`](crate::SearchWatch).
    #[must_use]
    pub fn is_given_up(&self) -> bool {
        matches!(self.0, Reason::GivenUp)
    }

    /// The fault in the query, when that is the reason.
    #[must_use]
    pub fn query_error(&self) -> Option<&crate::QueryError> {
        match &self.0 {
            Reason::Query(error) => Some(error),
            _ => None,
        }
    }

    /// Names the file and the deed after an error of the file system.
    pub(crate) fn io(what: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self(Reason::Io { what, path, source })
    }
}

impl From<Stored> for Error {
    fn from(error: Stored) -> Self {
        Self(Reason::Stored(error))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::FromSqlConversionFailure(_, _, problem) => {
                Stored::new("a value")(problem.to_string()).into()
            }
            error => Self(error.into()),
        }
    }
}

/// Whether the system will not have anything written there.
fn forbids(error: &io::Error) -> bool {
    use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(error.kind(), PermissionDenied | QuotaExceeded | ReadOnlyFilesystem | StorageFull)
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        use tantivy::TantivyError::{IoError, LockFailure, OpenWriteError};
        use tantivy::directory::error;
        // What is wrong with the disk is not the index's fault.
        let (source, path) = match &error {
            IoError(source) | LockFailure(error::LockError::IoError(source), _) => (source, None),
            OpenWriteError(error::OpenWriteError::IoError { io_error, filepath }) => (io_error, Some(filepath)),
            _ => return Self(error.into()),
        };
        if !forbids(source) {
            return Self(error.into());
        }
        let path = Path::new("index").join(path.map(PathBuf::as_path).unwrap_or(Path::new("")));
        Error::io("writing the search index,", &path)(io::Error::new(source.kind(), source.to_string()))
    }
}

impl From<crate::QueryError> for Error {
    fn from(error: crate::QueryError) -> Self {
        Self(error.into())
    }
}
