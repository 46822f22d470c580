//! The names under which this server answers.
//!
//! A page of a stranger can lead a browser to this machine under the
//! stranger's own name (DNS rebinding) and read everything, since the browser
//! takes both for one site. What gives it away is the name that it asks for.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::{Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::PageError;
use crate::app::App;

/// The names under which a server answers.
#[derive(Debug, Clone)]
pub(crate) struct Hosts {
    bound: IpAddr,
    names: Vec<String>,
}

impl Hosts {
    /// Those of a server that listens at `bound`, and the names that its
    /// operator gave.
    pub(crate) fn new(bound: IpAddr, names: &[String]) -> Self {
        Self { bound: bound.to_canonical(), names: names.iter().map(|name| plain(name)).collect() }
    }

    /// Whether an authority, a name or address with or without port, is this
    /// server. The port is not compared: a proxy or a tunnel has another.
    fn include(&self, authority: &str) -> bool {
        let Some(name) = name_of(authority).map(plain) else { return false };
        if self.names.contains(&name) {
            return true;
        }
        match name.parse::<IpAddr>().map(|address| address.to_canonical()) {
            // Under an address no stranger has a page of his own; one that listens everywhere does not know its own.
            Ok(address) => address.is_loopback() || address == self.bound || self.bound.is_unspecified(),
            Err(_) => name == "localhost" || name.ends_with(".localhost"),
        }
    }

    /// Whether a request is for this server.
    fn admit<B>(&self, request: &axum::http::Request<B>) -> Result<(), PageError> {
        let mut stated = request.headers().get_all(header::HOST).iter();
        let host = stated.next();
        // RFC 9112, 3.2: exactly one, but for HTTP/1.0, in which no browser asks.
        if stated.next().is_some() || host.is_none() && request.version() != Version::HTTP_10 {
            return Err(PageError::bad_request("A request must say once for which host it is."));
        }
        let host = host.map(|host| host.to_str().unwrap_or_default());
        let in_address = request.uri().authority().map(|authority| authority.as_str());
        match host.into_iter().chain(in_address).all(|authority| self.include(authority)) {
            true => Ok(()),
            false => Err(PageError::Misdirected),
        }
    }
}

/// The name or address of an authority, without port and brackets.
fn name_of(authority: &str) -> Option<&str> {
    let (name, rest) = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let is_port = rest.is_empty() || rest.strip_prefix(':')?.bytes().all(|byte| byte.is_ascii_digit());
    Some(name).filter(|name| is_port && !name.is_empty())
}

/// A name in small letters, without the dot that may end it.
fn plain(name: &str) -> String {
    name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase()
}

/// Answers only requests that are for this server; all where it is not told its address.
pub(crate) async fn own(State(app): State<App>, request: Request, next: Next) -> Response {
    match app.hosts.as_ref().map_or(Ok(()), |hosts| hosts.admit(&request)) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn hosts(bound: &str) -> Hosts {
        Hosts::new(bound.parse().unwrap(), &["Archive.Example.org".to_owned()])
    }

    #[test]
    fn loopback_the_bound_address_and_names_that_were_given() {
        let hosts = hosts("10.1.2.3");
        for own in [
            "localhost",
            "LOCALHOST:8080",
            "localhost.",
            "chancery.localhost:80",
            "127.0.0.1:8080",
            "127.9.9.9",
            "[::1]:8080",
            "[::ffff:127.0.0.1]",
            "10.1.2.3:9",
            "archive.example.org",
            "archive.example.org.:443",
        ] {
            assert!(hosts.include(own), "{own}");
        }
        for other in [
            "",
            ":8080",
            "evil.example",
            "localhost.evil.example",
            "evil-localhost",
            "127.0.0.1.evil.example",
            "127.0.0.1@evil.example",
            "localhost:80:80",
            "localhost:x",
            "[::1",
            "[::1]x",
            "10.1.2.4",
            "0.0.0.0",
            "example.org",
            "x.archive.example.org",
        ] {
            assert!(!hosts.include(other), "{other}");
        }
    }

    #[test]
    fn who_listens_everywhere_answers_under_each_address() {
        assert!(hosts("0.0.0.0").include("10.9.9.9:80") && hosts("::").include("[fd00::5]"));
        assert!(!hosts("0.0.0.0").include("evil.example") && !hosts("127.0.0.1").include("10.9.9.9"));
    }

    #[test]
    fn a_request_names_one_host() {
        let hosts = hosts("127.0.0.1");
        let admits = |uri: &str, version: Version, names: &[&str]| {
            let mut request = Request::builder().uri(uri).version(version);
            for name in names {
                request = request.header(header::HOST, *name);
            }
            hosts.admit(&request.body(()).unwrap())
        };
        let (old, new) = (Version::HTTP_10, Version::HTTP_11);
        assert_eq!(admits("/", new, &["localhost"]), Ok(()));
        assert_eq!(admits("http://localhost/", new, &["localhost"]), Ok(()));
        assert_eq!(admits("/", old, &[]), Ok(()));
        assert_eq!(admits("/", old, &["evil.example"]), Err(PageError::Misdirected));
        assert_eq!(admits("http://evil.example/", new, &["localhost"]), Err(PageError::Misdirected));
        assert_eq!(admits("http://localhost/", new, &["evil.example"]), Err(PageError::Misdirected));
        for names in [&[][..], &["localhost", "localhost"]] {
            assert!(matches!(admits("/", new, names), Err(PageError::BadRequest(_))), "{names:?}");
        }
    }
}
