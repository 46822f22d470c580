//! `chancery serve`: the archive in a browser.

use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use archive::{Archive, Silent};
use clap::Args;
use tokio::net::TcpListener;
use web::Settings;

use super::reindex;
use crate::columns::Map;
use crate::importing::{self, Collection};
use crate::outcome::Outcome;
use crate::progress::ProgressForm;
use crate::tools::{self, ToolOptions};
use crate::{archive_dir, output};

/// Serve the archive to a browser
///
/// Prints the address and serves until it is stopped (Ctrl-C). Only this
/// machine can reach it unless --addr names another address.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery serve
  chancery serve --import ~/telegrams      Take a folder in first, then serve
  chancery serve --import table.csv --map 'Cable text=body'
  chancery serve --addr 127.0.0.1:9000
  chancery serve --host telegrams.example.org     Behind a proxy of that name")]
pub(crate) struct Serve {
    /// Where to listen; port 0 takes any free one [default: 127.0.0.1:8080, or
    /// a free port when that one is taken]
    #[arg(long, value_name = "ADDRESS")]
    addr: Option<SocketAddr>,

    /// Answer under this name, too, as behind a proxy that hands the name on;
    /// may be repeated. Loopback names and the address above always count;
    /// requests under other names are refused (421)
    #[arg(long, value_name = "NAME", value_parser = host)]
    host: Vec<String>,

    /// Import this first, as `chancery import` does; what is there already is
    /// not taken twice
    #[arg(long, value_name = "PATH")]
    import: Vec<PathBuf>,

    #[command(flatten)]
    collection: Collection,

    #[command(flatten)]
    map: Map,

    #[command(flatten)]
    tools: ToolOptions,

    /// The name that the pages show
    #[arg(long, value_name = "NAME")]
    site_name: Option<String>,
}

const DEFAULT_PORT: u16 = 8080;

/// Runs the command.
pub(crate) fn run(command: Serve, named: Option<PathBuf>) -> Result<Outcome> {
    let (columns, tools) = (command.map.columns()?, command.tools.find()?);
    let archive = if command.import.is_empty() {
        archive_dir::open(named)?
    } else {
        let archive = archive_dir::open_or_create(named)?;
        let report =
            importing::take_in(&archive, &command.import, &command.collection, columns, tools, ProgressForm::Bar)?;
        // What failed is told; what did not is served.
        importing::print(&mut output::errors(), &report)?;
        archive
    };
    let mut settings = Settings { drawer: tools::drawer(), hosts: command.host, ..Settings::default() };
    if let Some(name) = command.site_name {
        settings.site_name = name;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(async {
        let listener = listen(command.addr).await?;
        announce(listener.local_addr()?)?;
        let archive = Arc::new(archive);
        mend(&archive)?;
        web::serve(listener, archive, settings, stop_asked()).await?;
        Ok(Outcome::Done)
    });
    // Reading that nobody waits for any more need not be waited for.
    runtime.shutdown_background();
    outcome
}

/// Makes an index that cannot be used anew while everything else is served.
fn mend(archive: &Arc<Archive>) -> Result<()> {
    let Some(problem) = archive.index_problem() else { return reindex::tell_what_lags(archive) };
    eprintln!("chancery: {problem}");
    if archive.read_only().is_some() {
        return Ok(());
    }
    let archive = Arc::clone(archive);
    std::thread::spawn(move || match archive.mend_index(&Silent) {
        Ok(()) => eprintln!("chancery: the search index was made anew"),
        Err(error) => eprintln!("chancery: {error}"),
    });
    Ok(())
}

/// A name or an IP address, as it stands between `//` and the port of an address.
fn host(name: &str) -> Result<String, String> {
    let is_name = !name.is_empty()
        && name.split('.').all(|label| {
            let is_of_a_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            !label.is_empty() && label.bytes().all(is_of_a_name)
        });
    let address = name.trim_start_matches('[').trim_end_matches(']');
    if is_name || address.parse::<IpAddr>().is_ok() {
        return Ok(address.to_owned());
    }
    Err("a name or an IP address, without `http://`, port and path; names beyond ASCII as `xn--...`".to_owned())
}

/// Opens the port that was named, or the usual one, or any.
async fn listen(named: Option<SocketAddr>) -> Result<TcpListener> {
    if let Some(address) = named {
        return TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"));
    }
    match TcpListener::bind((Ipv4Addr::LOCALHOST, DEFAULT_PORT)).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.context("cannot listen on any port of 127.0.0.1")
        }
        Err(error) => Err(error).context(format!("cannot listen on 127.0.0.1:{DEFAULT_PORT}")),
    }
}

/// Tells the address. Whoever started the server in a script reads this line.
fn announce(address: SocketAddr) -> Result<()> {
    let mut out = output::plain();
    writeln!(out, "serving on http://{address}/ (Ctrl-C stops it)")?;
    out.flush()?;
    Ok(())
}

/// Ends when the user or the system asks the server to stop.
async fn stop_asked() {
    let interrupt = async {
        // Without a handler only the system's own way of stopping is left.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return interrupt.await };
        tokio::select! {
            () = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn hosts_are_names_and_addresses() {
        for (given, read) in
            [("archive.example.org", "archive.example.org"), ("[fd00::5]", "fd00::5"), ("10.1.2.3", "10.1.2.3")]
        {
            assert_eq!(host(given).as_deref(), Ok(read));
        }
        for wrong in ["", "http://archive.example.org", "archive.example.org:80", "a/b", "*", "a..b", "é.example"] {
            assert!(host(wrong).is_err(), "{wrong}");
        }
    }
}
