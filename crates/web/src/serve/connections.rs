//! How many clients are connected at once, and who leaves when there is no room.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// How often a full server looks again for a connection that waits.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// All connections. One place is always kept free for the next client: where
/// there is none, the connection leaves that has waited longest for a request,
/// or for the rest of one. Who is being answered stays.
#[derive(Debug)]
pub(super) struct Connections {
    places: Arc<Semaphore>,
    all: Mutex<Vec<Arc<Watch>>>,
    /// Counts how often a connection began to wait: the lowest waits longest.
    turns: Arc<AtomicU64>,
}

/// What a connection is doing.
#[derive(Debug)]
pub(super) struct Watch {
    at_work: AtomicBool,
    sending: AtomicBool,
    waits_since: AtomicU64,
    turns: Arc<AtomicU64>,
    leave: Notify,
}

/// A connection's place; given back when it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) watch: Arc<Watch>,
    connections: Arc<Connections>,
    _permit: OwnedSemaphorePermit,
}

impl Connections {
    pub(super) fn new(most: usize) -> Arc<Self> {
        let places = Arc::new(Semaphore::new(most.clamp(2, Semaphore::MAX_PERMITS)));
        Arc::new(Self { places, all: Mutex::default(), turns: Arc::default() })
    }

    /// A place for one more connection, once there is one.
    pub(super) async fn place(self: &Arc<Self>) -> Place {
        loop {
            let permit = Arc::clone(&self.places).acquire_owned();
            if self.places.available_permits() == 0 {
                self.make_room();
            }
            // The semaphore is never closed.
            if let Ok(Ok(permit)) = tokio::time::timeout(LOOK_AGAIN, permit).await {
                let watch = Arc::new(Watch::new(&self.turns));
                self.list(|all| all.push(Arc::clone(&watch)));
                return Place { watch, connections: Arc::clone(self), _permit: permit };
            }
        }
    }

    /// Tells a connection to leave.
    fn make_room(&self) {
        let waiting = |all: &mut Vec<Arc<Watch>>| {
            let waiting = all.iter().filter(|watch| watch.is_waiting());
            waiting.min_by_key(|watch| watch.waits_since.load(Ordering::Relaxed)).cloned()
        };
        if let Some(watch) = self.list(waiting) {
            watch.leave.notify_one();
        }
    }

    fn list<T>(&self, work: impl FnOnce(&mut Vec<Arc<Watch>>) -> T) -> T {
        work(&mut self.all.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.list(|all| all.retain(|watch| !Arc::ptr_eq(watch, &self.watch)));
    }
}

impl Watch {
    fn new(turns: &Arc<AtomicU64>) -> Self {
        let watch = Self {
            at_work: AtomicBool::new(false),
            sending: AtomicBool::new(false),
            waits_since: AtomicU64::new(0),
            turns: Arc::clone(turns),
            leave: Notify::new(),
        };
        watch.waits();
        watch
    }

    /// Notes that it waits from now on.
    fn waits(&self) {
        self.waits_since.store(self.turns.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
    }

    /// Notes whether a request is being answered.
    pub(super) fn at_work(&self, is_at_work: bool) {
        self.waits();
        self.at_work.store(is_at_work, Ordering::Release);
    }

    /// Notes whether the client has yet to take what was sent.
    pub(super) fn sending(&self, is_sending: bool) {
        if self.sending.swap(is_sending, Ordering::AcqRel) != is_sending {
            self.waits();
        }
    }

    /// Whether there is nothing to answer and nothing to send.
    pub(super) fn is_waiting(&self) -> bool {
        !self.at_work.load(Ordering::Acquire) && !self.sending.load(Ordering::Acquire)
    }

    /// Ends when others need the place.
    pub(super) async fn told_to_leave(&self) {
        self.leave.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_one_that_waits_longest_leaves_and_who_is_answered_stays() {
        let connections = Connections::new(3);
        let (answered, first, second) =
            (connections.place().await, connections.place().await, connections.place().await);
        answered.watch.at_work(true);
        first.watch.at_work(true);
        first.watch.at_work(false);
        let next = tokio::time::timeout(Duration::from_secs(1), connections.place());
        tokio::select! {
            _ = next => panic!("there is no room"),
            () = answered.watch.told_to_leave() => panic!("it is being answered"),
            () = first.watch.told_to_leave() => panic!("it has waited shorter"),
            () = second.watch.told_to_leave() => {}
        }
        drop(second);
        connections.place().await;
    }
}
