//! Runs a program with bounds on time, memory and output.

use core::time::Duration;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
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
    /// It took too long.
    pub(super) late: bool,
    /// For a person.
    pub(super) reason: String,
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
    let failed = |what: &str| Stopped { late: false, reason: format!("{name} {what}") };
    let late = || Stopped {
        late: true,
        reason: format!("{name} took longer than {} seconds, stopped", bounds.time.as_secs()),
    };
    let mut command = Command::new(path);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    group::own(&mut command);
    let mut child = command.spawn().map_err(|error| failed(&format!("cannot be started: {error}")))?;
    let begun = Instant::now();
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(failed("cannot be started"));
    };
    group::bound_memory(&child, bounds.memory);
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
        match (received, status) {
            (Ok(Ok(_)), _) if !is_whole => Err(failed(&format!("printed more than {} bytes, stopped", bounds.output))),
            (Ok(Ok(output)), Ok(status)) if in_time && status.success() => Ok(output),
            (Ok(Ok(_)), Ok(status)) if in_time => Err(failed(&format!("failed: {status}"))),
            (Ok(Err(error)), _) | (Ok(Ok(_)), Err(error)) => Err(failed(&format!("failed: {error}"))),
            (Ok(Ok(_)) | Err(_), _) => Err(late()),
        }
    })
}

/// The program and all that it started.
#[cfg(unix)]
mod group {
    use std::io;
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command, ExitStatus};

    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

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

    #[cfg(target_os = "linux")]
    pub(super) fn bound_memory(child: &Child, most: u64) {
        use rustix::process::{Resource, Rlimit, prlimit};

        if let Some(child) = number(child) {
            let limit = Rlimit { current: Some(most), maximum: Some(most) };
            // One that has ended already needs no bound.
            let _ = prlimit(Some(child), Resource::As, limit);
            let none = Rlimit { current: Some(0), maximum: Some(0) };
            let _ = prlimit(Some(child), Resource::Core, none);
        }
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn bound_memory(_: &Child, _: u64) {}
}

#[cfg(not(unix))]
mod group {
    use std::io;
    use std::process::{Child, Command, ExitStatus};

    pub(super) fn own(_: &mut Command) {}

    pub(super) fn bound_memory(_: &Child, _: u64) {}

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
        assert!(outcome.is_err_and(|stopped| stopped.late));
        assert!(sh("sleep 30 & exit 0", b"").is_err());
        // The other holds the pipe that brings the document.
        assert!(sh("sleep 30 <&0 >/dev/null & exit 0", &vec![0; 1 << 20]).is_ok());
        assert!(begun.elapsed() < Duration::from_secs(15));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn memory_is_bounded() {
        let all = "read -r line; held=$(head -c 40000000 /dev/zero | tr '\\0' x); echo \"$line\"";
        let time = Duration::from_secs(60);
        let run = |memory| run(Path::new("/bin/sh"), ["-c", all], b"ferry\n", Bounds { time, memory, ..BOUNDS });
        assert_eq!(run(1 << 30).as_deref(), Ok(b"ferry\n".as_slice()));
        assert!(run(24 << 20).is_err_and(|stopped| !stopped.late));
    }
}
