//! Costly searches go one after the other, so that ordinary ones need not wait for them.
//!
//! Nobody can tell before a search how costly it is. Each begins at once; one that turns out to be costly waits until it may
//! go on in the lane, and ends when its reader has gone.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use archive::SearchWatch;

/// After so many steps a search is costly: some 20 ms.
const COSTLY: u64 = 2_000_000;

/// How often one that waits looks whether its reader has gone.
const LOOK: Duration = Duration::from_millis(50);

/// The way that costly searches take.
#[derive(Debug)]
pub(crate) struct Lane {
    abreast: usize,
    most_waiting: usize,
    traffic: Mutex<Traffic>,
    left: Condvar,
}

#[derive(Debug, Default)]
struct Traffic {
    going: usize,
    waiting: usize,
}

impl Lane {
    /// A lane for so many searches abreast and so many that wait.
    pub(crate) fn new(abreast: usize, most_waiting: usize) -> Self {
        Self { abreast: abreast.max(1), most_waiting, traffic: Mutex::default(), left: Condvar::new() }
    }

    fn traffic(&self) -> MutexGuard<'_, Traffic> {
        self.traffic.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a place; `false` when too many wait already, or the reader has gone.
    fn enter(&self, has_gone: &AtomicBool) -> bool {
        let mut traffic = self.traffic();
        if traffic.going >= self.abreast && traffic.waiting >= self.most_waiting {
            return false;
        }
        traffic.waiting += 1;
        while traffic.going >= self.abreast && !has_gone.load(Ordering::Relaxed) {
            let waited = self.left.wait_timeout(traffic, LOOK);
            traffic = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        traffic.waiting -= 1;
        let enters = !has_gone.load(Ordering::Relaxed);
        traffic.going += usize::from(enters);
        enters
    }

    fn leave(&self) {
        self.traffic().going -= 1;
        self.left.notify_one();
    }
}

/// One search for one reader.
#[derive(Debug)]
pub(crate) struct Trip {
    lane: Arc<Lane>,
    steps: AtomicU64,
    is_in_lane: AtomicBool,
    has_gone: Arc<AtomicBool>,
}

/// A reader who waits for an answer; has gone when this is dropped.
#[derive(Debug)]
pub(crate) struct Reader(Arc<AtomicBool>);

impl Drop for Reader {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Trip {
    pub(crate) fn new(lane: &Arc<Lane>) -> (Arc<Self>, Reader) {
        let has_gone = Arc::new(AtomicBool::new(false));
        let reader = Reader(Arc::clone(&has_gone));
        let (steps, is_in_lane) = (AtomicU64::new(0), AtomicBool::new(false));
        (Arc::new(Self { lane: Arc::clone(lane), steps, is_in_lane, has_gone }), reader)
    }
}

impl SearchWatch for Trip {
    fn steps(&self, more: u64) -> bool {
        let steps = self.steps.fetch_add(more, Ordering::Relaxed) + more;
        if steps > COSTLY && !self.is_in_lane.load(Ordering::Relaxed) {
            // One search tells of its steps from one thread.
            self.is_in_lane.store(self.lane.enter(&self.has_gone), Ordering::Relaxed);
            return self.is_in_lane.load(Ordering::Relaxed);
        }
        !self.has_gone.load(Ordering::Relaxed)
    }
}

impl Drop for Trip {
    fn drop(&mut self) {
        if *self.is_in_lane.get_mut() {
            self.lane.leave();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn costly_ones_go_one_after_the_other_and_cheap_ones_past_them() {
        let lane = Arc::new(Lane::new(1, 1));
        let (first, _reader) = Trip::new(&lane);
        assert!(first.steps(COSTLY + 1));
        let (cheap, _reader) = Trip::new(&lane);
        assert!(cheap.steps(COSTLY));
        let (second, _second_reader) = Trip::new(&lane);
        let waits = thread::spawn(move || second.steps(COSTLY + 1));
        while lane.traffic().waiting == 0 {
            thread::yield_now();
        }
        // A third would wait too long.
        assert!(!cheap.steps(1));
        drop(first);
        assert!(waits.join().unwrap());
        // Both have left.
        let traffic = lane.traffic();
        assert_eq!((traffic.going, traffic.waiting), (0, 0));
    }

    #[test]
    fn nothing_goes_on_for_readers_who_have_gone() {
        let lane = Arc::new(Lane::new(1, 8));
        let (first, first_reader) = Trip::new(&lane);
        assert!(first.steps(COSTLY + 1));
        let (second, second_reader) = Trip::new(&lane);
        let waits = thread::spawn(move || second.steps(COSTLY + 1));
        drop(second_reader);
        assert!(!waits.join().unwrap());
        drop(first_reader);
        assert!(!first.steps(1));
    }
}
