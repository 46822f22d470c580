//! What an operator can set.

use std::time::Duration;

/// How the pages present themselves and how much they take on at once.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The name in the page head, for example `Chancery`.
    pub site_name: String,
    /// After this time a reader gets a page that says the server is busy.
    pub request_timeout: Duration,
    /// How many requests may read the archive at the same time; more wait.
    pub concurrent_reads: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { site_name: "Chancery".to_owned(), request_timeout: Duration::from_secs(30), concurrent_reads: 16 }
    }
}
