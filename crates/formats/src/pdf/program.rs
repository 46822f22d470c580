//! Runs a program with bounds on time and output.

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
    let output = run(path, ["-layout", "-enc", "UTF-8", "-", "-"], document, tools.timeout, tools.max_output)?;
    Ok(String::from_utf8_lossy(&output).into_owned())
}

/// Runs `path` with `input` as its standard input and gives what it printed.
///
/// # Errors
///
/// Where it cannot be started, takes longer than `timeout`, prints more than
/// `most` bytes or ends with a failure; the words are for a person.
pub(super) fn run<A: AsRef<OsStr>>(
    path: &Path,
    arguments: impl IntoIterator<Item = A>,
    input: &[u8],
    timeout: Duration,
    most: u64,
) -> Result<Vec<u8>, String> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let mut child = Command::new(path)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{name} cannot be started: {error}"))?;
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(format!("{name} cannot be started"));
    };
    let input = input.to_vec();
    // It may stop reading early: that is no fault of ours.
    let writer = thread::spawn(move || to.write_all(&input).is_ok());
    let (sender, receiver) = mpsc::channel();
    let reader = thread::spawn(move || {
        let mut output = Vec::new();
        let result = from.take(most.saturating_add(1)).read_to_end(&mut output);
        // Nobody listens any more where the time was up.
        let _ = sender.send(result.map(|_| output));
    });
    let begun = Instant::now();
    let received = receiver.recv_timeout(timeout);
    let outcome = match received {
        Ok(Ok(output)) if output.len() as u64 > most => Err(format!("{name} printed more than {most} bytes, stopped")),
        Ok(Ok(output)) => loop {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => break Ok(output),
                Ok(Some(status)) => break Err(format!("{name} failed: {status}")),
                Ok(None) if begun.elapsed() < timeout => thread::sleep(Duration::from_millis(5)),
                Ok(None) => break Err(format!("{name} took longer than {} seconds, stopped", timeout.as_secs())),
                Err(error) => break Err(format!("{name} failed: {error}")),
            }
        },
        Ok(Err(error)) => Err(format!("{name} failed: {error}")),
        Err(_) => Err(format!("{name} took longer than {} seconds, stopped", timeout.as_secs())),
    };
    if outcome.is_err() {
        let _ = child.kill();
        let _ = child.wait();
    }
    // Both end with the process: their pipes are closed.
    let _ = writer.join();
    let _ = reader.join();
    outcome
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn sh(script: &str, input: &[u8], most: u64) -> Result<Vec<u8>, String> {
        run(Path::new("/bin/sh"), ["-c", script], input, Duration::from_millis(1500), most)
    }

    #[test]
    fn time_and_output_are_bounded() {
        assert_eq!(sh("cat", b"ferry", 10).as_deref(), Ok(b"ferry".as_slice()));
        assert_eq!(sh("exec sleep 30", b"", 10), Err("sh took longer than 1 seconds, stopped".to_owned()));
        assert_eq!(sh("echo 01234567890", b"", 10), Err("sh printed more than 10 bytes, stopped".to_owned()));
        assert!(sh("exit 3", b"", 10).is_err());
        assert!(run(Path::new("/no/such/program"), ["x"], b"", Duration::from_secs(1), 10).is_err());
        // It does not read what it is given.
        assert_eq!(sh("exec true", &vec![0; 1 << 20], 10).as_deref(), Ok(b"".as_slice()));
    }
}
