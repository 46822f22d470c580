//! How a command ended, and the exit status that says so.

use std::io::{self, Write as _};
use std::process::ExitCode;

use crate::output;

/// How a command that ran to its end ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything asked for was done: exit status 0.
    Done,
    /// Nothing was found, or some input could not be read: exit status 1.
    Incomplete,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Incomplete => Self::from(1),
        }
    }
}

/// A mistake in what the user typed that only shows after the arguments were
/// split, such as a query that does not close its bracket: exit status 2.
///
/// The message is complete, it may have several lines.
#[derive(Debug)]
pub(crate) struct WrongUsage(pub(crate) String);

impl std::fmt::Display for WrongUsage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongUsage {}

/// Tells an error on standard error and gives the exit status for it.
///
/// A reader that went away (`chancery search … | head`) has what it wanted:
/// that is success, and silent.
pub(crate) fn report(error: &anyhow::Error) -> ExitCode {
    if error.chain().any(is_broken_pipe) {
        return ExitCode::SUCCESS;
    }
    if let Some(WrongUsage(message)) = error.downcast_ref() {
        // Nobody can be told that standard error is gone.
        let _ = writeln!(output::errors(), "{message}");
        return ExitCode::from(2);
    }
    let _ = writeln!(output::errors(), "chancery: {}", message(error));
    ExitCode::from(1)
}

/// The error with its causes; a cause that is told already is not repeated.
fn message(error: &anyhow::Error) -> String {
    let mut message = String::new();
    for cause in error.chain() {
        let told = cause.to_string();
        if message.is_empty() {
            message = told;
        } else if !message.contains(&told) {
            message.push_str(": ");
            message.push_str(&told);
        }
    }
    message
}

fn is_broken_pipe(cause: &(dyn std::error::Error + 'static)) -> bool {
    let kind = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    cause.downcast_ref::<io::Error>().is_some_and(kind)
        || cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind)
            == Some(io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use anyhow::Context as _;

    use super::*;

    #[test]
    fn a_cause_is_told_once() {
        let cause = || io::Error::other("the disk is full");
        let error = Err::<(), _>(cause()).context("cannot write").unwrap_err();
        assert_eq!(message(&error), "cannot write: the disk is full");
        let error = Err::<(), _>(cause()).context("cannot write: the disk is full").unwrap_err();
        assert_eq!(message(&error), "cannot write: the disk is full");
    }

    #[test]
    fn a_reader_that_went_away_is_seen_through_layers() {
        let pipe = io::Error::from(io::ErrorKind::BrokenPipe);
        let error = anyhow::Error::from(pipe).context("cannot write");
        assert!(error.chain().any(is_broken_pipe));
        assert!(!anyhow::Error::msg("other").chain().any(is_broken_pipe));
    }
}
