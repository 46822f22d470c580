//! What every handler shares, and the one way from a request into the archive.

use std::sync::Arc;

use archive::{Library, SearchWatch};
use axum::response::Response;
use tokio::sync::Semaphore;

use crate::drawings::Drawings;
use crate::hosts::Hosts;
use crate::lane::{Lane, Trip};
use crate::page::{self, Page};
use crate::{PageError, Settings};

/// The state of the router; cheap to clone.
#[derive(Clone)]
pub(crate) struct App {
    archive: Arc<dyn Library>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) drawings: Arc<Drawings>,
    /// The names under which it answers; any, where it is not told.
    pub(crate) hosts: Option<Arc<Hosts>>,
    gate: Arc<Semaphore>,
    /// What costly searches take.
    lane: Arc<Lane>,
}

impl App {
    pub(crate) fn new(archive: Arc<dyn Library>, settings: Settings, hosts: Option<Hosts>) -> Self {
        let permits = settings.concurrent_reads.clamp(1, Semaphore::MAX_PERMITS);
        let drawings = Arc::new(Drawings::new(&settings));
        Self {
            archive,
            settings: Arc::new(settings),
            drawings,
            hosts: hosts.map(Arc::new),
            gate: Arc::new(Semaphore::new(permits)),
            // Half of the processors and half of the gate stay with ordinary requests.
            lane: Arc::new(Lane::new(processors() / 2, permits / 2)),
        }
    }

    /// Runs `work` on a thread that may block: the archive reads files. Each
    /// request does so once and gets plain data back.
    ///
    /// # Errors
    ///
    /// What `work` returns, and [`PageError::Internal`] if it panicked.
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T, PageError>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Library) -> Result<T, PageError> + Send + 'static,
    {
        // The gate is never closed, so an error here can only mean shutdown.
        let permit = Arc::clone(&self.gate).acquire_owned().await.map_err(|_| PageError::Busy)?;
        let archive = Arc::clone(&self.archive);
        let joined = tokio::task::spawn_blocking(move || {
            // The permit lives as long as the work, even if the reader has gone.
            let _permit = permit;
            let answer = work(&*archive);
            if let Some(problem) = archive.index_mended() {
                tracing::warn!(%problem, "the search index was damaged and has been made anew");
            }
            answer
        });
        joined.await.map_err(|error| PageError::internal(&error))?
    }

    /// Reads the archive and renders a page from it on the same blocking
    /// thread: a long telegram takes milliseconds to render.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub(crate) async fn page<P, F>(&self, work: F) -> Result<Response, PageError>
    where
        P: Page,
        F: FnOnce(&dyn Library) -> Result<P, PageError> + Send + 'static,
    {
        self.read(move |archive| page::render(&work(archive)?)).await
    }

    /// As [`read`](Self::read), for work that searches: it may be held up, and ends when the reader has gone.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub(crate) async fn search<T, F>(&self, work: F) -> Result<T, PageError>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Library, Arc<dyn SearchWatch>) -> Result<T, PageError> + Send + 'static,
    {
        let (trip, reader) = Trip::new(&self.lane);
        let found = self.read(move |archive| work(archive, trip)).await;
        drop(reader);
        found
    }

    /// The parts of a page that do not depend on what it shows.
    pub(crate) fn frame(&self) -> page::Frame {
        page::Frame::new(&self.settings.site_name)
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
