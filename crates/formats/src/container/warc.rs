//! `.warc`, the archives of web crawlers: of each response the body is a
//! member, called by its address. Requests, metadata and the rest of the
//! records hold no telegram and are passed over.

use core::ops::ControlFlow;
use std::io::{self, BufRead, BufReader, Read};

use super::{Walk, too_large};

/// A header has so many bytes at the most.
const HEADER: u64 = 64 << 10;

pub(super) fn is_warc(head: &[u8]) -> bool {
    head.starts_with(b"WARC/")
}

/// What the header of a record says.
#[derive(Debug, Default)]
struct Header {
    kind: String,
    target: String,
    content_type: String,
    length: Option<u64>,
}

pub(super) fn read(walk: &mut Walk<'_, '_>, file: &str, reader: &mut dyn Read, depth: usize) -> ControlFlow<()> {
    let mut reader = BufReader::with_capacity(64 << 10, reader);
    let mut count: u64 = 0;
    loop {
        count += 1;
        let position = format!("record {count}");
        let header = match header(&mut reader) {
            Ok(Some(header)) => header,
            Ok(None) => return ControlFlow::Continue(()),
            Err(error) => {
                let reason = walk.budget.reason(&error);
                return walk.problem(file, Some(position), reason);
            }
        };
        // Without the length the start of the next record is unknown.
        let Some(length) = header.length else {
            return walk.problem(file, Some(position), "a record without its length, the rest is not read");
        };
        if count > walk.options.limits.max_members {
            let reason = format!("more than {} records, the rest is not read", walk.options.limits.max_members);
            return walk.problem(file, Some(position), reason);
        }
        let mut record = (&mut reader).take(length);
        let is_http = header.content_type.starts_with("application/http");
        let wanted = header.kind == "response" && is_http || header.kind == "resource" || header.kind == "conversion";
        if wanted {
            let shown = format!("{file}!{}", header.target.escape_debug());
            if length > walk.options.limits.unit_bytes() {
                walk.problem(&shown, Some(position.clone()), too_large(walk.options.limits.unit_bytes()))?;
            } else {
                body(walk, (&shown, &position), &mut record, is_http, depth)?;
            }
        }
        let left = record.limit();
        let passed = io::copy(&mut record, &mut io::sink());
        let error = match passed {
            Ok(passed) if passed == left => None,
            Ok(_) => Some(io::ErrorKind::UnexpectedEof.into()),
            Err(error) => Some(error),
        };
        if let Some(error) = error {
            let reason = walk.budget.reason(&error);
            return walk.problem(file, Some(position), reason);
        }
        if walk.budget.used_up() {
            return ControlFlow::Continue(());
        }
    }
}

/// Hands over the body of a response that was answered with text.
fn body(
    walk: &mut Walk<'_, '_>,
    (shown, position): (&str, &str),
    record: &mut dyn Read,
    is_http: bool,
    depth: usize,
) -> ControlFlow<()> {
    let mut record = BufReader::new(record);
    if !is_http {
        return walk.stream(shown, &mut record, depth);
    }
    let mut status = String::new();
    let (mut chunked, mut encoding, mut kind) = (false, String::new(), String::new());
    let fields = fields(&mut record, &mut |name, value| match name {
        "transfer-encoding" => chunked = value.to_ascii_lowercase().contains("chunked"),
        "content-encoding" => encoding = value.to_ascii_lowercase(),
        "content-type" => kind = value.to_ascii_lowercase(),
        "" => status = value.to_owned(),
        _ => {}
    });
    if let Err(error) = fields {
        let reason = walk.budget.reason(&error);
        return walk.problem(shown, Some(position.to_owned()), reason);
    }
    let is_good = status.split(' ').nth(1).is_some_and(|code| code.starts_with('2'));
    let media = ["image/", "audio/", "video/", "font/", "text/css", "javascript"];
    if !is_good || media.iter().any(|other| kind.contains(other)) {
        return ControlFlow::Continue(());
    }
    if !matches!(encoding.as_str(), "" | "identity" | "gzip" | "x-gzip") {
        let reason = format!("its content is encoded as {encoding}, not read");
        return walk.problem(shown, Some(position.to_owned()), reason);
    }
    // A body of no bytes is no page.
    if record.fill_buf().is_ok_and(<[u8]>::is_empty) {
        return ControlFlow::Continue(());
    }
    if chunked {
        walk.stream(shown, &mut Chunks { inner: record, left: 0, ended: false }, depth)
    } else {
        walk.stream(shown, &mut record, depth)
    }
}

/// The header of the next record, `None` at the end.
fn header(reader: &mut dyn BufRead) -> io::Result<Option<Header>> {
    // Records are followed by two empty lines.
    loop {
        let bytes = reader.fill_buf()?;
        let blank = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        match (bytes.len(), blank) {
            (0, _) => return Ok(None),
            (_, 0) => break,
            _ => reader.consume(blank),
        }
    }
    let mut header = Header::default();
    let mut version = String::new();
    fields(reader, &mut |name, value| match name {
        "" => version = value.to_owned(),
        "warc-type" => header.kind = value.to_ascii_lowercase(),
        "warc-target-uri" => header.target = value.trim_matches(['<', '>']).to_owned(),
        "content-type" => header.content_type = value.to_ascii_lowercase(),
        "content-length" => header.length = value.parse().ok(),
        _ => {}
    })?;
    if !version.starts_with("WARC/") {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "no record begins where one should"));
    }
    Ok(Some(header))
}

/// The first line (under no name) and the fields up to the empty line.
fn fields(reader: &mut dyn BufRead, field: &mut dyn FnMut(&str, &str)) -> io::Result<()> {
    let mut reader = reader.take(HEADER);
    let mut first = true;
    loop {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() {
            return Ok(());
        }
        match line.split_once(':') {
            _ if first => field("", line),
            Some((name, value)) => field(&name.trim().to_ascii_lowercase(), value.trim()),
            None => {}
        }
        first = false;
    }
}

/// A body that was sent in chunks, each after its length.
struct Chunks<R> {
    inner: R,
    left: u64,
    ended: bool,
}

impl<R: BufRead> Read for Chunks<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.left == 0 && !self.ended {
            let mut line = Vec::new();
            (&mut self.inner).take(128).read_until(b'\n', &mut line)?;
            let line = String::from_utf8_lossy(&line);
            let digits = line.trim().split(';').next().unwrap_or_default().trim().to_owned();
            if digits.is_empty() && !line.is_empty() {
                continue;
            }
            // Some crawlers keep the header and take the chunks out; then
            // this is an error that is told.
            self.left = u64::from_str_radix(&digits, 16)
                .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "a chunk without its length"))?;
            self.ended = self.left == 0;
        }
        if self.ended {
            return Ok(0);
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.inner.read(&mut buffer[..most])?;
        if count == 0 && most > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= count as u64;
        Ok(count)
    }
}
