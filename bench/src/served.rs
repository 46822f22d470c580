//! The archive served on loopback, and a reader who asks it for pages.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use archive::Archive;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A server, until it is dropped.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    _runtime: Runtime,
}

impl Served {
    pub(crate) fn start(archive: Archive) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        runtime.spawn(web::serve(listener, Arc::new(archive), web::Settings::default(), std::future::pending()));
        Ok(Self { address, _runtime: runtime })
    }

    pub(crate) fn reader(&self) -> Result<Reader> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_nodelay(true)?;
        Ok(Reader { stream: BufReader::new(stream), host: self.address })
    }
}

/// One connection that is used again and again.
pub(crate) struct Reader {
    stream: BufReader<TcpStream>,
    host: SocketAddr,
}

impl Reader {
    /// Asks for what a query finds; gives the status and how long the page is.
    pub(crate) fn search(&mut self, query: &str) -> Result<(u16, usize)> {
        let path: String = query.bytes().map(|byte| format!("%{byte:02X}")).collect();
        write!(self.stream.get_mut(), "GET /search?q={path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host)?;
        let (mut status, mut length) = (None, None);
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line)? == 0 {
                bail!("the server closed the connection");
            }
            match line.trim_end().split_once(' ') {
                None if line.trim_end().is_empty() => break,
                Some((name, value)) if name.eq_ignore_ascii_case("content-length:") => length = Some(value.parse()?),
                Some((name, value)) if name.starts_with("HTTP/") => {
                    status = value.split(' ').next().map(str::parse).transpose()?;
                }
                _ => {}
            }
        }
        let mut page = vec![0; length.context("an answer without its length")?];
        self.stream.read_exact(&mut page)?;
        Ok((status.context("an answer without a status")?, page.len()))
    }
}
