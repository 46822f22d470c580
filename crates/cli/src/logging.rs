//! What the libraries trace goes to standard error.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// Subscribes to the events of all crates, warnings and worse by default.
///
/// `-v` shows information, `-vv` details, `-vvv` everything; the variable
/// `CHANCERY_LOG` takes a filter such as `archive=debug` and wins over both.
pub(crate) fn start(verbosity: u8) {
    let level = match verbosity {
        0 => LevelFilter::WARN,
        1 => LevelFilter::INFO,
        2 => LevelFilter::DEBUG,
        _ => LevelFilter::TRACE,
    };
    let filter =
        EnvFilter::builder().with_env_var("CHANCERY_LOG").with_default_directive(level.into()).from_env_lossy();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
}
