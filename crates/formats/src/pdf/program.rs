//! Runs a program with bounds on time, memory and output; few at once.

use core::time::Duration;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Instant;

use crate::Tools;

/// The text layer as `pdftotext -layout` prints it, pages ended by form feeds.
pub(super) fn pdftotext(path: &Path, document: &[u8], tools: &Tools) -> Result<String, String> {
    let output = run(path, ["-layout", "-enc", "UTF-8", "-", "-"], document, Bounds::of(tools))?;
    Ok(String::from_utf8_lossy(&output).into_owned())
}

/// How much a program may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) time: Duration,
    /// Of what it prints, in bytes.
    pub(super) output: u64,
    /// Of memory, in bytes; set where the system can (Linux).
    pub(super) memory: u64,
}

impl Bounds {
    pub(super) fn of(tools: &Tools) -> Self {
        Self { time: tools.timeout, output: tools.max_output, memory: tools.max_memory }
    }
}

/// Why a program gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stopped {
    pub(super) why: Why,
    /// For a person.
    pub(super) reason: String,
}

/// How a program came to give nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    NotStarted,
    /// It took too long.
    Late,
    /// It printed too much.
    TooMuch,
    /// It ended with a failure.
    Failed,
}

/// So many programs run at once, whatever the number of threads that want one:
/// each may take as much memory as [`Bounds`] allow it. The others wait; their
/// time begins when they are started.
const MOST_AT_ONCE: usize = 8;

static PLACES: Places = Places { free: Mutex::new(MOST_AT_ONCE), freed: Condvar::new() };

/// Places for programs.
struct Places {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A place for one program, given back when it is dropped.
struct Place<'a>(&'a Places);

impl Places {
    fn take(&self) -> Place<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.freed.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Place(self)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

impl From<Stopped> for String {
    fn from(stopped: Stopped) -> Self {
        stopped.reason
    }
}

/// Runs `path` with `input` as its standard input and gives what it printed.
///
/// It is started without a shell, in a process group of its own, and gets the
/// first byte of `input` only when its memory is bounded. Where it goes beyond
/// a bound the whole group is ended: it may have started others.
///
/// # Errors
///
/// Where it cannot be started, goes beyond a bound or ends with a failure; the
/// words are for a person.
pub(super) fn run<A: AsRef<OsStr>>(
    path: &Path,
    arguments: impl IntoIterator<Item = A>,
    input: &[u8],
    bounds: Bounds,
) -> Result<Vec<u8>, Stopped> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let stopped = |why, what: &str| Stopped { why, reason: format!("{name} {what}") };
    let _place = PLACES.take();
    let mut command = Command::new(path);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    group::own(&mut command);
    let mut child =
        command.spawn().map_err(|error| stopped(Why::NotStarted, &format!("cannot be started: {error}")))?;
    let begun = Instant::now();
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(stopped(Why::NotStarted, "cannot be started"));
    };
    group::bound(&child, bounds);
    thread::scope(|scope| {
        // It may stop reading early: that is no fault of ours.
        scope.spawn(move || to.write_all(input).is_ok());
        let (sender, receiver) = mpsc::channel();
        scope.spawn(move || {
            let mut output = Vec::new();
            let result = from.take(bounds.output.saturating_add(1)).read_to_end(&mut output);
            // Nobody listens any more where the time was up.
            let _ = sender.send(result.map(|_| output));
        });
        let received = receiver.recv_timeout(bounds.time);
        let is_whole = matches!(&received, Ok(Ok(output)) if output.len() as u64 <= bounds.output);
        while is_whole && !group::has_ended(&mut child) && begun.elapsed() < bounds.time {
            thread::sleep(Duration::from_millis(2));
        }
        let in_time = is_whole && group::has_ended(&mut child);
        // Then both threads end, too: nobody holds the other ends of their pipes.
        let status = group::end(&mut child);
        let failed = |what: String| stopped(Why::Failed, &format!("failed: {what}"));
        Err(match (received, status) {
            (Ok(Ok(_)), _) if !is_whole => {
                stopped(Why::TooMuch, &format!("printed more than {} bytes, stopped", bounds.output))
            }
            (Ok(Ok(output)), Ok(status)) if in_time && status.success() => return Ok(output),
            (Ok(Ok(_)), Ok(status)) if in_time => failed(status.to_string()),
            (Ok(Err(error)), _) | (Ok(Ok(_)), Err(error)) => failed(error.to_string()),
            (Ok(Ok(_)) | Err(_), _) => {
                stopped(Why::Late, &format!("took longer than {} seconds, stopped", bounds.time.as_secs()))
            }
        })
    })
}

/// The program and all that it started.
#[cfg(unix)]
mod group {
    use std::io;
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command, ExitStatus};

    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

    use super::Bounds;

    fn number(child: &Child) -> Option<Pid> {
        i32::try_from(child.id()).ok().and_then(Pid::from_raw)
    }

    /// Starts the program in a group that bears its number.
    pub(super) fn own(command: &mut Command) {
        command.process_group(0);
    }

    /// Whether the program has ended. It is not waited for yet, so that its
    /// number stays its own.
    pub(super) fn has_ended(child: &mut Child) -> bool {
        let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        number(child).is_none_or(|child| !matches!(waitid(WaitId::Pid(child), look), Ok(None)))
    }

    /// Ends what of the group is still there; how the program itself ended.
    pub(super) fn end(child: &mut Child) -> io::Result<ExitStatus> {
        if let Some(group) = number(child) {
            let _ = kill_process_group(group, Signal::KILL);
        }
        child.wait()
    }

    /// Sets what the system itself watches: memory, and the processor's time, which also
    /// ends a program whose watcher was killed.
    #[cfg(target_os = "linux")]
    pub(super) fn bound(child: &Child, bounds: Bounds) {
        use rustix::process::{Resource, Rlimit, prlimit};

        let Some(child) = number(child) else { return };
        let seconds = bounds.time.as_secs().saturating_mul(PROCESSORS).saturating_add(1);
        for (resource, most) in [(Resource::As, bounds.memory), (Resource::Cpu, seconds), (Resource::Core, 0)] {
            // One that has ended already needs no bound.
            let _ = prlimit(Some(child), resource, Rlimit { current: Some(most), maximum: Some(most) });
        }
    }

    /// A program may use several at once, as tesseract does; their times add up.
    #[cfg(target_os = "linux")]
    const PROCESSORS: u64 = 4;

    #[cfg(not(target_os = "linux"))]
    pub(super) fn bound(_: &Child, _: Bounds) {}
}

#[cfg(not(unix))]
mod group {
    use std::io;
    use std::process::{Child, Command, ExitStatus};

    use super::Bounds;

    pub(super) fn own(_: &mut Command) {}

    pub(super) fn bound(_: &Child, _: Bounds) {}

    pub(super) fn has_ended(child: &mut Child) -> bool {
        !matches!(child.try_wait(), Ok(None))
    }

    pub(super) fn end(child: &mut Child) -> io::Result<ExitStatus> {
        let _ = child.kill();
        child.wait()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { time: Duration::from_millis(1500), output: 10, memory: 1 << 30 };

    fn sh(script: &str, input: &[u8]) -> Result<Vec<u8>, String> {
        run(Path::new("/bin/sh"), ["-c", script], input, BOUNDS).map_err(String::from)
    }

    #[test]
    fn time_and_output_are_bounded() {
        assert_eq!(sh("cat", b"ferry").as_deref(), Ok(b"ferry".as_slice()));
        assert_eq!(sh("exec sleep 30", b""), Err("sh took longer than 1 seconds, stopped".to_owned()));
        assert_eq!(sh("echo 01234567890", b""), Err("sh printed more than 10 bytes, stopped".to_owned()));
        assert!(sh("exit 3", b"").is_err());
        assert!(run(Path::new("/no/such/program"), ["x"], b"", BOUNDS).is_err());
        // It does not read what it is given.
        assert_eq!(sh("exec true", &vec![0; 1 << 20]).as_deref(), Ok(b"".as_slice()));
    }

    #[test]
    fn what_a_program_started_ends_with_it() {
        let begun = Instant::now();
        // The other holds the pipe open.
        let outcome = run(Path::new("/bin/sh"), ["-c", "sleep 30 & wait"], b"", BOUNDS);
        assert!(outcome.is_err_and(|stopped| stopped.why == Why::Late));
        assert!(sh("sleep 30 & exit 0", b"").is_err());
        // The other holds the pipe that brings the document.
        assert!(sh("sleep 30 <&0 >/dev/null & exit 0", &vec![0; 1 << 20]).is_ok());
        assert!(begun.elapsed() < Duration::from_secs(15));
    }

    #[test]
    fn few_run_at_once() {
        let places = Places { free: Mutex::new(2), freed: Condvar::new() };
        let (running, most) = (Mutex::new(0), Mutex::new(0));
        thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    let _place = places.take();
                    let now = {
                        let mut running = running.lock().unwrap();
                        *running += 1;
                        *running
                    };
                    let mut most = most.lock().unwrap();
                    *most = now.max(*most);
                    drop(most);
                    thread::yield_now();
                    *running.lock().unwrap() -= 1;
                });
            }
        });
        assert!((1..=2).contains(&*most.lock().unwrap()));
        assert_eq!(*places.free.lock().unwrap(), 2);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn memory_is_bounded() {
        let all = "read -r line; held=$(head -c 40000000 /dev/zero | tr '\\0' x); echo \"$line\"";
        let time = Duration::from_secs(60);
        let run = |memory| run(Path::new("/bin/sh"), ["-c", all], b"ferry\n", Bounds { time, memory, ..BOUNDS });
        assert_eq!(run(1 << 30).as_deref(), Ok(b"ferry\n".as_slice()));
        assert!(run(24 << 20).is_err_and(|stopped| stopped.why == Why::Failed));
    }
}
