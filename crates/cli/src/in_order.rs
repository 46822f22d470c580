//! Work on many threads, results in the order of the input.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// One piece of work with the way back for its result.
type Job<T, R> = (T, SyncSender<R>);

/// How many threads to work with: one for each processor the process may use.
pub(crate) fn available_threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Runs `work` on everything that `produce` hands out, on `threads` threads,
/// and gives the results to `consume` in the order in which they were handed
/// out. When `consume` says stop, `produce` is told so at its next item.
///
/// At most a few items per thread are in flight, so memory stays bounded
/// however long the input is.
pub(crate) fn map_in_order<T: Send, R: Send>(
    threads: usize,
    produce: impl FnOnce(&mut dyn FnMut(T) -> ControlFlow<()>) + Send,
    work: impl Fn(T) -> R + Sync,
    mut consume: impl FnMut(R) -> ControlFlow<()>,
) {
    let threads = threads.max(1);
    let (job_sender, job_receiver) = sync_channel::<Job<T, R>>(threads);
    // A result waits in a channel of its own; these channels, in order, are the queue.
    let (result_sender, result_receiver) = sync_channel::<Receiver<R>>(threads * 2);
    let job_receiver = Mutex::new(job_receiver);

    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let next = job_receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((item, back)) = next else { return };
                    // Nobody waits any more when `consume` said stop.
                    let _ = back.send(work(item));
                }
            });
        }
        scope.spawn(move || {
            produce(&mut |item| {
                let (back, result) = sync_channel(1);
                if result_sender.send(result).is_err() || job_sender.send((item, back)).is_err() {
                    return ControlFlow::Break(());
                }
                ControlFlow::Continue(())
            });
        });
        for waiting in result_receiver {
            let Ok(result) = waiting.recv() else { continue };
            if consume(result).is_break() {
                return;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order_however_long_single_items_take() {
        let mut seen = Vec::new();
        map_in_order(
            4,
            |give| {
                for number in 0..200_u64 {
                    if give(number).is_break() {
                        return;
                    }
                }
            },
            |number| {
                thread::sleep(std::time::Duration::from_micros((number * 7919) % 500));
                number * 2
            },
            |doubled| {
                seen.push(doubled);
                ControlFlow::Continue(())
            },
        );
        assert_eq!(seen, (0..200).map(|number| number * 2).collect::<Vec<_>>());
    }

    #[test]
    fn stops_an_endless_input_when_the_consumer_has_enough() {
        let mut seen = 0;
        map_in_order(
            2,
            |give| while give(()).is_continue() {},
            |()| (),
            |()| {
                seen += 1;
                if seen == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(seen, 10);
    }
}
