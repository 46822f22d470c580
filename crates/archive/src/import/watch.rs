//! How the caller sees an import going on, and stops it.

/// How far an import is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Progress {
    /// Files and archive members that are done.
    pub units: u64,
    /// Their bytes.
    pub bytes: u64,
    /// How many units there are in all, once they are counted.
    pub units_total: Option<u64>,
    /// Their bytes in all, once they are counted.
    pub bytes_total: Option<u64>,
    /// Telegrams and documents read.
    pub read: u64,
    /// Files or rows that could not be read.
    pub failed: u64,
}

/// Told how an import goes. Called from the writing thread, many times a
/// second at most.
pub trait ImportWatch: Sync {
    /// The import got further.
    fn progress(&self, progress: &Progress) {
        let _ = progress;
    }

    /// Something could not be read.
    fn problem(&self, problem: &formats::Problem) {
        let _ = problem;
    }

    /// Whether to stop. What is read so far is written; running the import
    /// again goes on from there.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Watches nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl ImportWatch for Silent {}
