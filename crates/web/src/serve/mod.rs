//! The server loop: nobody can hold it. Each connection has its time for the
//! head of a request and for taking the answer; there are so many connections
//! and no more; and when it is told to stop, it stops within the stated time
//! whatever the clients do.

mod connections;
mod stream;

use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use archive::Library;
use axum::Router;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use crate::hosts::Hosts;
use crate::{Settings, router};
use connections::{Connections, Place};
use stream::Stream;

/// The longest head of a request, in bytes; longer ones get 431 or 414.
const LONGEST_HEAD: usize = 64 << 10;

/// How long the server waits where no connection can be taken, as when there
/// are too many open files.
const PAUSE: Duration = Duration::from_millis(500);

/// Serves the pages of `archive` on `listener` until `shutdown` ends; then
/// answers under way may be finished, for [`Settings::grace`]. Work on threads
/// that block may go on a little longer: end the runtime without waiting.
///
/// # Errors
///
/// When the listener has no address; errors of single connections do not end
/// the server.
pub async fn serve<F>(
    listener: TcpListener,
    archive: Arc<dyn Library>,
    settings: Settings,
    shutdown: F,
) -> io::Result<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    let hosts = Hosts::new(listener.local_addr()?.ip(), &settings.hosts);
    let connections = Connections::new(settings.connections);
    let (grace, header_timeout) = (settings.grace, settings.header_timeout);
    let pages = router::for_hosts(archive, settings, Some(hosts));
    let mut open = JoinSet::new();
    let (stop, stopped) = watch::channel(false);
    let mut shutdown = pin!(shutdown);
    loop {
        let next = async { (connections.place().await, accept(&listener).await) };
        let (place, stream) = tokio::select! {
            biased;
            () = &mut shutdown => break,
            next = next => next,
        };
        while open.try_join_next().is_some() {}
        open.spawn(connection(stream, pages.clone(), place, header_timeout, stopped.clone()));
    }
    drop(listener);
    stop.send_replace(true);
    let ended = async { while open.join_next().await.is_some() {} };
    if tokio::time::timeout(grace, ended).await.is_err() {
        tracing::warn!(connections = open.len(), "stopped before all answers were taken");
    }
    open.shutdown().await;
    Ok(())
}

/// The next client.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            // It went away before it was taken.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(error) => {
                tracing::warn!(%error, "no connection can be taken");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Answers one client until it goes, is too slow, or the server stops.
async fn connection(
    stream: TcpStream,
    pages: Router,
    place: Place,
    header_timeout: Duration,
    mut stopped: watch::Receiver<bool>,
) {
    // Answers are sent whole; without it the last piece of one may wait.
    let _ = stream.set_nodelay(true);
    let watch = &place.watch;
    let service = service_fn(|request| {
        watch.at_work(true);
        let answer = pages.clone().oneshot(request);
        async move {
            let answer = answer.await;
            watch.at_work(false);
            answer
        }
    });
    let stream = TokioIo::new(Stream::new(stream, Arc::clone(watch)));
    let mut http = http1::Builder::new();
    // Also the time between two requests: the wait for the next begins with the end of an answer.
    http.timer(TokioTimer::new()).header_read_timeout(header_timeout).max_buf_size(LONGEST_HEAD);
    let mut connection = pin!(http.serve_connection(stream, service));
    tokio::select! {
        // What is wrong with a connection is no fault of ours, and it is over.
        _ = connection.as_mut() => return,
        () = watch.told_to_leave() => return,
        _ = stopped.wait_for(|is_stopped| *is_stopped) => {}
    }
    if watch.is_waiting() {
        return;
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}

#[cfg(test)]
mod tests;
