//! The stream of one connection: who does not take an answer is let go, and
//! what the HTTP library answers by itself gets the strict headers, too.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

use super::connections::Watch;
use crate::headers;

/// How long a client may let a connection wait altogether before it takes what was sent.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many bytes earn it one more second.
const SLOWEST: u64 = 4 << 10;

/// The stream of a connection.
pub(super) struct Stream<S> {
    inner: S,
    watch: Arc<Watch>,
    pace: Pace,
    /// Whether all that was given to send was taken, so that what comes next begins something.
    is_clear: bool,
    /// An answer of the library with our headers, and how much of it is sent.
    replaced: Option<(Vec<u8>, usize)>,
}

impl<S: AsyncWrite + Unpin> Stream<S> {
    pub(super) fn new(inner: S, watch: Arc<Watch>) -> Self {
        Self { inner, watch, pace: Pace::new(), is_clear: true, replaced: None }
    }

    /// Sends some of `bytes`, in time.
    fn send(&mut self, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.inner).poll_write(cx, bytes);
        self.watch.sending(sent.is_pending());
        match sent {
            Poll::Ready(Ok(count)) => self.pace.took(count),
            Poll::Pending if self.pace.is_too_slow(cx) => {
                let reason = "the client does not take what it asked for";
                return Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, reason)));
            }
            _ => {}
        }
        sent
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Stream<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let stream = self.get_mut();
        if stream.is_clear && stream.replaced.is_none() {
            stream.replaced = with_headers(bytes).map(|answer| (answer, 0));
        }
        let Some((answer, mut from)) = stream.replaced.take() else {
            let sent = stream.send(cx, bytes);
            stream.is_clear = matches!(sent, Poll::Ready(Ok(count)) if count == bytes.len());
            return sent;
        };
        while let Some(rest) = answer.get(from..).filter(|rest| !rest.is_empty()) {
            match stream.send(cx, rest) {
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(Ok(count)) => from += count,
                other => {
                    stream.replaced = Some((answer, from));
                    return other;
                }
            }
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_shutdown(cx)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Stream<S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_read(cx, buffer)
    }
}

/// How fast a client takes what is sent.
struct Pace {
    taken: u64,
    waited: Duration,
    since: Option<Instant>,
    alarm: Pin<Box<Sleep>>,
}

impl Pace {
    fn new() -> Self {
        Self { taken: 0, waited: Duration::ZERO, since: None, alarm: Box::pin(tokio::time::sleep(PATIENCE)) }
    }

    /// It took some.
    fn took(&mut self, count: usize) {
        self.waited += self.since.take().map_or(Duration::ZERO, |since| since.elapsed());
        self.taken = self.taken.saturating_add(count as u64);
    }

    /// It takes nothing just now: whether it has had its time. Wakes the task when it has.
    fn is_too_slow(&mut self, cx: &mut Context<'_>) -> bool {
        if self.since.is_none() {
            let now = Instant::now();
            self.since = Some(now);
            let left = (PATIENCE + Duration::from_secs(self.taken / SLOWEST)).saturating_sub(self.waited);
            self.alarm.as_mut().reset(now + left);
        }
        self.alarm.as_mut().poll(cx).is_ready()
    }
}

/// An answer that the HTTP library gives by itself to what is no request (RFC
/// 9112, 3), with our headers. `None` for all others: an answer of ours has
/// them, and its head never comes alone with these few fields.
fn with_headers(bytes: &[u8]) -> Option<Vec<u8>> {
    const FIELDS: [&str; 3] = ["connection", "content-length", "date"];
    if bytes.len() > 256 || !bytes.starts_with(b"HTTP/1.1 4") {
        return None;
    }
    let head = core::str::from_utf8(bytes).ok()?.strip_suffix("\r\n\r\n")?;
    let mut fields = head.split("\r\n").skip(1).map(|line| line.split(':').next().unwrap_or_default());
    if !fields.all(|name| FIELDS.contains(&name)) {
        return None;
    }
    Some(format!("{head}\r\n{}\r\n", headers::strict_lines()).into_bytes())
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::super::connections::Connections;
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_takes_nothing_is_let_go_and_who_is_slow_is_not() {
        let place = Connections::new(8).place().await;
        for (most, is_served) in [(0, false), (1, false), (8 << 10, true)] {
            let (ours, mut theirs) = tokio::io::duplex(1 << 10);
            let mut stream = Stream::new(ours, Arc::clone(&place.watch));
            let sent = tokio::spawn(async move { stream.write_all(&vec![b'x'; 1 << 20]).await });
            let taken = tokio::spawn(async move {
                let mut buffer = vec![0; most];
                while most > 0 && theirs.read(&mut buffer).await.is_ok_and(|count| count > 0) {
                    tokio::time::sleep(Duration::from_millis(125)).await;
                }
                std::future::pending::<()>().await;
            });
            assert_eq!(sent.await.unwrap().is_ok(), is_served, "{most}");
            taken.abort();
        }
    }

    #[tokio::test]
    async fn the_answers_of_the_library_get_our_headers() {
        let place = Connections::new(8).place().await;
        let (ours, mut theirs) = tokio::io::duplex(16);
        let mut stream = Stream::new(ours, Arc::clone(&place.watch));
        let own = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        tokio::spawn(async move { stream.write_all(own.as_bytes()).await });
        let mut answer = String::new();
        theirs.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n"));
        assert!(answer.contains("\r\nx-frame-options: DENY\r\n") && answer.ends_with("\r\n\r\n"), "{answer}");
        for other in ["HTTP/1.1 404 Not Found\r\ncontent-type: text/html\r\n\r\n", "HTTP/1.1 4", "no answer"] {
            assert_eq!(with_headers(other.as_bytes()), None);
        }
    }
}
