//! Progress on standard error, only where a person sees it.

use std::io::{self, IsTerminal as _, stderr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use archive::{ImportWatch, Progress, VerifyWatch};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tokio::runtime::Runtime;

/// How progress is told on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ProgressForm {
    /// A bar where standard error is a terminal
    Bar,
    /// A JSON object a second and line: units, bytes, their totals once known, read, failed
    Json,
    /// Nothing
    None,
}

/// How often a JSON line is told.
const LINE_EVERY: Duration = Duration::from_secs(1);

/// Shows how an import goes: a bar with rate and time left on a terminal, or
/// JSON lines.
pub(crate) struct ImportBar {
    bar: ProgressBar,
    /// When the last JSON line was told; `None` where none are asked for.
    told: Option<Mutex<Option<Instant>>>,
    sized: AtomicBool,
    stop: Arc<AtomicBool>,
    signals: Runtime,
}

/// What shells give as the exit status of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

const COUNTING: &str = "{spinner} {msg}  {bytes} read, {bytes_per_sec}";
const SIZED: &str = "{bar:30} {percent:>3}%  {msg}  {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";

impl ImportBar {
    /// A bar that has not begun. Until [`finish`](Self::finish) the first Ctrl-C lets the
    /// import write what it has read and end; the second ends the program at
    /// once, which does no harm either.
    pub(crate) fn new(form: ProgressForm) -> io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        let signals = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_io().build()?;
        signals.spawn(async move {
            while tokio::signal::ctrl_c().await.is_ok() {
                if asked.swap(true, Ordering::Relaxed) {
                    std::process::exit(INTERRUPTED);
                }
            }
        });
        let bar = if form == ProgressForm::Bar { on_terminal(COUNTING) } else { ProgressBar::hidden() };
        let told = (form == ProgressForm::Json).then(Mutex::default);
        Ok(Self { bar, told, sized: AtomicBool::new(false), stop, signals })
    }

    /// Tells a JSON line when one is due.
    fn line(&self, progress: &Progress) {
        let Some(told) = &self.told else { return };
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        let done = progress.bytes_total.is_some_and(|total| progress.bytes >= total);
        if (done || told.is_none_or(|told| told.elapsed() >= LINE_EVERY))
            && let Ok(line) = serde_json::to_string(progress)
        {
            eprintln!("{line}");
            *told = Some(Instant::now());
        }
    }

    /// Takes the bar away, and listens to Ctrl-C no more.
    pub(crate) fn finish(self) {
        self.bar.finish_and_clear();
        self.signals.shutdown_background();
    }
}

impl ImportWatch for ImportBar {
    fn progress(&self, progress: &Progress) {
        self.line(progress);
        if let Some(total) = progress.bytes_total {
            if !self.sized.swap(true, Ordering::Relaxed) {
                self.bar.set_style(style(SIZED));
            }
            // A container counts by its own size while its members are larger.
            self.bar.set_length(total.max(progress.bytes));
        }
        self.bar.set_position(progress.bytes);
        self.bar.set_message(match progress.failed {
            0 => format!("{} telegrams", progress.read),
            failed => format!("{} telegrams, {failed} failed", progress.read),
        });
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Shows how a verification goes.
pub(crate) struct VerifyBar(ProgressBar);

impl VerifyBar {
    /// A bar that has not begun.
    pub(crate) fn new() -> Self {
        Self(on_terminal("{bar:30} {percent:>3}%  {pos} of {len} checked, {eta} left"))
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl VerifyWatch for VerifyBar {
    fn progress(&self, done: u64, total: u64) {
        self.0.set_length(total);
        self.0.set_position(done);
    }
}

fn on_terminal(template: &str) -> ProgressBar {
    if !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style(template));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn style(template: &str) -> ProgressStyle {
    // The templates are constants that a test checks; a wrong one only looks plain.
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_right() {
        assert!(ProgressStyle::with_template(COUNTING).is_ok());
        assert!(ProgressStyle::with_template(SIZED).is_ok());
    }
}
