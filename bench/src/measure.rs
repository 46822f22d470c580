//! Times, middles and memory.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

/// Runs `work` `times` times, and gives how long each took, sorted.
pub(crate) fn repeat(times: usize, mut work: impl FnMut()) -> Vec<Duration> {
    let mut taken: Vec<Duration> = (0..times)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    taken.sort();
    taken
}

/// The value below which `percent` of the sorted values lie.
pub(crate) fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).copied().unwrap_or_default()
}

/// MB/s (10^6 bytes) as `median (slowest-fastest)`.
pub(crate) fn rate(bytes: usize, sorted: &[Duration]) -> String {
    let of = |taken: Duration| bytes as f64 / taken.as_secs_f64() / 1e6;
    let shown = |rate: f64| if rate < 100.0 { format!("{rate:.1}") } else { format!("{rate:.0}") };
    let (Some(fastest), Some(slowest)) = (sorted.first(), sorted.last()) else { return "-".to_owned() };
    format!("{} ({}-{})", shown(of(percentile(sorted, 50))), shown(of(*slowest)), shown(of(*fastest)))
}

/// Milliseconds with two digits.
pub(crate) fn milliseconds(taken: Duration) -> String {
    format!("{:.2}", taken.as_secs_f64() * 1000.0)
}

/// The most memory this process has had resident, in MiB (Linux).
pub(crate) fn peak_memory_mib() -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status").context("reading the peak memory")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM in the status")?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib / 1024.0)
}
