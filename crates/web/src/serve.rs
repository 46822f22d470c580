//! The server loop.

use std::io;
use std::sync::Arc;

use archive::Archive;
use tokio::net::TcpListener;

use crate::{Settings, router};

/// Serves the pages of `archive` on `listener` until `shutdown` ends, then
/// lets the requests under way finish.
///
/// # Errors
///
/// When the listener fails for good; errors of single connections do not end
/// the server.
pub async fn serve<F>(listener: TcpListener, archive: Arc<Archive>, settings: Settings, shutdown: F) -> io::Result<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    axum::serve(listener, router(archive, settings)).with_graceful_shutdown(shutdown).await
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn serves_until_it_is_told_to_stop() {
        let dir = tempfile::tempdir().unwrap();
        let archive = Arc::new(Archive::create_or_open(&dir.path().join("archive")).unwrap());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let shutdown = async { stopped.await.unwrap_or_default() };
        let server = tokio::spawn(serve(listener, archive, Settings::default(), shutdown));
        let ask = move || {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(b"GET /about HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        let answer = tokio::task::spawn_blocking(ask).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        stop.send(()).unwrap();
        server.await.unwrap().unwrap();
        assert!(TcpStream::connect(address).is_err(), "nobody listens any more");
    }
}
