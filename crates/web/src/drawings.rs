//! Pictures of pages of documents: drawn when somebody looks, few at a time,
//! the last ones kept in memory.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use archive::WitnessNumber;
use axum::body::Bytes;
use formats::Drawer;
use tokio::sync::Semaphore;

use crate::app::App;
use crate::{PageError, Settings};

/// How many pictures are kept at most, however small.
const MOST: usize = 500;

/// So long a page that took too long is not tried again.
const LATE_KEPT: Duration = Duration::from_secs(600);

/// A page of a copy that came as a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// By which the archive gives the document.
    pub(crate) witness: WitnessNumber,
    /// The SHA-256 of the document.
    pub(crate) blob: String,
    /// The page, counted from 1.
    pub(crate) number: usize,
}

/// A picture of a page, as JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) jpeg: Bytes,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Why there is no picture of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Undrawn {
    /// The program that draws is not there.
    NoProgram,
    /// It took too long.
    Late,
    /// It could not; the log says why.
    Failed,
}

impl Undrawn {
    /// For a reader.
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::NoProgram => {
                "Pages of documents are drawn by the program pdftoppm, which this server did not find. Whoever runs it \
                 can install poppler (on Debian and Ubuntu the package poppler-utils) and start the server again."
            }
            Self::Late => "Drawing this page took too long and was stopped. The document itself can be taken away.",
            Self::Failed => {
                "This page could not be drawn; the document may be damaged there. It can be taken away as it is."
            }
        }
    }
}

/// What draws and what was drawn.
#[derive(Debug)]
pub(crate) struct Drawings {
    drawer: Option<Drawer>,
    gate: Arc<Semaphore>,
    kept: Mutex<Kept>,
}

impl Drawings {
    pub(crate) fn new(settings: &Settings) -> Self {
        let permits = settings.concurrent_drawings.clamp(1, Semaphore::MAX_PERMITS);
        Self {
            drawer: settings.drawer.clone(),
            gate: Arc::new(Semaphore::new(permits)),
            kept: Mutex::new(Kept { pictures: VecDeque::new(), bytes: 0, most: settings.kept_drawings }),
        }
    }

    /// What names a picture: the document, the page and how it is drawn
    /// determine it.
    pub(crate) fn tag(&self, sheet: &Sheet) -> String {
        let side = self.drawer.as_ref().map_or(0, |drawer| drawer.side);
        format!("{}-{}-{side}", sheet.blob.get(..32).unwrap_or(&sheet.blob), sheet.number)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Gives the picture of a page: one that is kept, or a new one. The document
/// is read only when it is this request's turn to draw.
///
/// # Errors
///
/// Where the document cannot be read. That a page cannot be drawn is an answer.
pub(crate) async fn picture(app: &App, sheet: Sheet) -> Result<Result<Picture, Undrawn>, PageError> {
    let drawings = &app.drawings;
    let Some(drawer) = drawings.drawer.clone() else { return Ok(Err(Undrawn::NoProgram)) };
    if let Some(known) = drawings.kept().get(&sheet) {
        return Ok(known);
    }
    let permit = Arc::clone(&drawings.gate).acquire_owned().await.map_err(|_| PageError::Busy)?;
    // Another may have drawn it meanwhile.
    if let Some(known) = drawings.kept().get(&sheet) {
        return Ok(known);
    }
    let witness = sheet.witness;
    let document = app.read(move |archive| Ok(archive.raw(witness)?)).await?;
    let document = document.ok_or_else(|| PageError::not_found(""))?;
    let drawings = Arc::clone(drawings);
    let work = move || {
        // The permit lives as long as the work, even if the reader has gone.
        let _permit = permit;
        let drawn = drawer.page(&document, sheet.number);
        let picture = drawn
            .map(|drawing| Picture { jpeg: drawing.jpeg.into(), width: drawing.width, height: drawing.height })
            .map_err(|reason| {
                // The reason names the program, never a telegram.
                tracing::warn!(%reason, "a page image was not drawn");
                if reason.is_late() { Undrawn::Late } else { Undrawn::Failed }
            });
        drawings.kept().put(sheet, picture.clone(), Instant::now());
        picture
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| PageError::internal(&error))
}

/// The pictures that are kept, the one looked at last after all others.
#[derive(Debug)]
struct Kept {
    pictures: VecDeque<(Sheet, Result<Picture, Undrawn>, Instant)>,
    bytes: usize,
    most: usize,
}

impl Kept {
    fn get(&mut self, sheet: &Sheet) -> Option<Result<Picture, Undrawn>> {
        // Copies of the same bytes have the same pictures.
        let is_same = |known: &Sheet| known.blob == sheet.blob && known.number == sheet.number;
        let at = self.pictures.iter().position(|(known, ..)| is_same(known))?;
        let found = self.pictures.remove(at)?;
        // Nobody else waits long for a page that is late each time; another hour it may go better.
        if found.1 == Err(Undrawn::Late) && found.2.elapsed() > LATE_KEPT {
            return None;
        }
        let picture = found.1.clone();
        self.pictures.push_back(found);
        Some(picture)
    }

    fn put(&mut self, sheet: Sheet, picture: Result<Picture, Undrawn>, now: Instant) {
        self.bytes += size(&picture);
        self.pictures.push_back((sheet, picture, now));
        while self.bytes > self.most || self.pictures.len() > MOST {
            let Some((_, oldest, _)) = self.pictures.pop_front() else { return };
            self.bytes -= size(&oldest);
        }
    }
}

fn size(picture: &Result<Picture, Undrawn>) -> usize {
    picture.as_ref().map_or(0, |picture| picture.jpeg.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ones_are_kept_within_bounds() {
        let sheet = |number| Sheet { witness: "1".parse().unwrap(), blob: "ab".to_owned(), number };
        let picture = |len| Ok(Picture { jpeg: vec![0; len].into(), width: 1, height: 1 });
        let now = Instant::now();
        let mut kept = Kept { pictures: VecDeque::new(), bytes: 0, most: 100 };
        for number in 1..=3 {
            kept.put(sheet(number), picture(30), now);
        }
        assert!(
            kept.get(&Sheet { witness: "2".parse().unwrap(), ..sheet(1) }).is_some(),
            "another copy of the same bytes"
        );
        kept.put(sheet(4), picture(30), now);
        let held: Vec<_> = (1..=4).filter(|number| kept.get(&sheet(*number)).is_some()).collect();
        assert_eq!((held, kept.bytes), (vec![1, 3, 4], 90), "what was looked at last stays");
        kept.put(sheet(5), picture(101), now);
        assert_eq!((kept.pictures.len(), kept.bytes), (0, 0), "one too large is not kept");
        for number in 1..=600 {
            kept.put(sheet(number), Err(Undrawn::Failed), now);
        }
        assert_eq!(kept.pictures.len(), MOST);
        assert_eq!(kept.get(&sheet(600)), Some(Err(Undrawn::Failed)));
        assert_eq!(kept.get(&Sheet { blob: "cd".to_owned(), ..sheet(600) }), None);
        if let Some(before) = now.checked_sub(LATE_KEPT * 2) {
            kept.put(sheet(601), Err(Undrawn::Late), now);
            kept.put(sheet(602), Err(Undrawn::Late), before);
            assert_eq!((kept.get(&sheet(601)), kept.get(&sheet(602))), (Some(Err(Undrawn::Late)), None));
        }
    }
}
