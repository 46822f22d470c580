use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Instant;

use tokio::sync::oneshot;
use tokio::task::{JoinHandle, spawn_blocking};

use super::*;

/// A server over an empty archive.
struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<io::Result<()>>,
    _dir: tempfile::TempDir,
}

impl Server {
    async fn start(settings: Settings) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let archive = Arc::new(archive::Archive::create_or_open(&dir.path().join("archive")).unwrap());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let shutdown = async { stopped.await.unwrap_or_default() };
        let task = tokio::spawn(serve(listener, archive, settings, shutdown));
        Self { address, stop, task, _dir: dir }
    }

    /// Sends bytes on a connection of their own; the connection, with a limit on reading.
    fn send(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(bytes).unwrap();
        stream
    }

    /// The answer to a request, to its end.
    async fn ask(&self, request: &str) -> String {
        read(self.send(request.as_bytes())).await
    }

    /// Stops it; how long that took.
    async fn stop(self) -> Duration {
        let begun = Instant::now();
        self.stop.send(()).unwrap();
        self.task.await.unwrap().unwrap();
        assert!(TcpStream::connect(self.address).is_err(), "nobody listens any more");
        begun.elapsed()
    }
}

/// All that comes until the other side closes.
async fn read(mut stream: TcpStream) -> String {
    let all = move || {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    };
    spawn_blocking(all).await.unwrap()
}

const WHOLE: &str = "GET /about HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn serves_until_it_is_told_to_stop() {
    let server = Server::start(Settings::default()).await;
    let answer = server.ask(WHOLE).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(server.stop().await < Duration::from_secs(2));
}

/// Slow heads, idle connections and bodies that never come.
#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_finish_a_request_is_let_go() {
    let header_timeout = Duration::from_millis(400);
    let server = Server::start(Settings { header_timeout, ..Settings::default() }).await;
    let kept = WHOLE.replace("Connection: close\r\n", "");
    let body = "POST /search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nx";
    let chunk = "POST /search HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nx";
    let waits = "GET / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n";
    for (sent, answers) in [
        ("", ""),
        ("GET / HTTP/1.1\r\nHost: loc", ""),
        ("\r\n\r\n", ""),
        (&kept, "HTTP/1.1 200"),
        (body, "HTTP/1.1 405"),
        (chunk, "HTTP/1.1 405"),
        (waits, "HTTP/1.1 200"),
    ] {
        let begun = Instant::now();
        let answer = server.ask(sent).await;
        assert!(answer.starts_with(answers) && answer.is_empty() == answers.is_empty(), "{sent:?}: {answer}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{sent:?}");
    }
    // A head that comes a byte at a time is not whole either.
    let mut slow = server.send(b"GET /");
    let begun = Instant::now();
    let cut = spawn_blocking(move || {
        (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(50));
            slow.write_all(b"x").is_err()
        })
    });
    assert!(cut.await.unwrap() && begun.elapsed() < Duration::from_secs(4));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn half_requests_do_not_take_the_place_of_whole_ones() {
    let server = Server::start(Settings { connections: 8, ..Settings::default() }).await;
    let held: Vec<TcpStream> = (0..40).map(|_| server.send(b"GET / HTTP/1.1\r\nHost: loc")).collect();
    let begun = Instant::now();
    for _ in 0..5 {
        assert!(server.ask(WHOLE).await.starts_with("HTTP/1.1 200 OK\r\n"));
    }
    assert!(begun.elapsed() < Duration::from_secs(5));
    drop(held);
    server.stop().await;
}

/// Half a request, an idle connection, and an answer that nobody takes.
#[tokio::test(flavor = "multi_thread")]
async fn stops_whatever_clients_do() {
    let grace = Duration::from_millis(500);
    let server = Server::start(Settings { grace, ..Settings::default() }).await;
    let half = server.send(b"GET / HTTP/1.1\r\nHost: loc");
    let idle = server.send(b"");
    let unread = server.send("GET /diagnostics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(1_000).as_bytes());
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(server.stop().await < Duration::from_secs(3));
    drop((half, idle, unread));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_has_the_strict_headers() {
    let server = Server::start(Settings::default()).await;
    let long = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "x".repeat(140 << 10));
    let longer = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "x".repeat(66_000));
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(200));
    for (request, status) in [
        (WHOLE, 200),
        ("GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404),
        ("no request\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400),
        ("GET / HTTP/9.9\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 421),
        (&long, 431),
        (&longer, 414),
        (&many, 431),
    ] {
        let answer = server.ask(request).await;
        let start = &request[..request.len().min(60)];
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{start:?}: {answer}");
        for header in ["content-security-policy: default-src 'none'", "x-content-type-options: nosniff"] {
            assert_eq!(answer.matches(header).count(), 1, "{start:?}: {answer}");
        }
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_names_are_refused_in_the_form_that_was_asked_for() {
    let server = Server::start(Settings { hosts: vec!["archive.example.org".to_owned()], ..Settings::default() }).await;
    let ask = |path: &str, host: &str| format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    assert!(server.ask(&ask("/about", "archive.example.org")).await.starts_with("HTTP/1.1 200"));
    let page = server.ask(&ask("/search?q=ferry", "evil.example")).await;
    assert!(page.starts_with("HTTP/1.1 421") && page.contains("--host"), "{page}");
    let json = server.ask(&ask("/search.json?q=ferry", "evil.example")).await;
    assert!(json.contains("\"error\"") && json.contains("421"), "{json}");
    server.stop().await;
}
