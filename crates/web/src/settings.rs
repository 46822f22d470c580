//! What an operator can set.

use std::time::Duration;

use formats::Drawer;

/// How the pages present themselves and how much they take on at once.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The name in the page head, for example `Chancery`.
    pub site_name: String,
    /// Further names under which the server answers, as behind a proxy.
    /// Loopback names and the address where it listens need not be named;
    /// under all others a request is refused.
    pub hosts: Vec<String>,
    /// How many clients may be connected at the same time. Where more come,
    /// those leave that have waited longest without a whole request.
    pub connections: usize,
    /// How long a client may take for the head of a request, and between two.
    pub header_timeout: Duration,
    /// How long answers under way may take when the server is told to stop.
    pub grace: Duration,
    /// After this time a reader gets a page that says the server is busy.
    pub request_timeout: Duration,
    /// How many requests may read the archive at the same time; more wait.
    pub concurrent_reads: usize,
    /// What draws pages of documents, for readers who compare the text with
    /// them; `None` where the program for it is not there.
    pub drawer: Option<Drawer>,
    /// How many pages may be drawn at the same time; more wait. Each takes the
    /// document into memory.
    pub concurrent_drawings: usize,
    /// How many bytes of drawn pages are kept in memory.
    pub kept_drawings: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            site_name: "Chancery".to_owned(),
            hosts: Vec::new(),
            connections: 512,
            header_timeout: Duration::from_secs(10),
            grace: Duration::from_secs(5),
            request_timeout: Duration::from_secs(30),
            concurrent_reads: 16,
            drawer: None,
            concurrent_drawings: 2,
            kept_drawings: 64 << 20,
        }
    }
}
