//! Writes a message as it is sent over the internet (RFC 5322, RFC 2046).

use super::properties::{Attachment, Content, Message};

/// The message with its parts.
pub(super) fn write(message: &Message) -> Vec<u8> {
    let mut out = Vec::new();
    let sent = message.sent.map(|sent| sent.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string());
    let id = message.id.as_ref().map(|id| format!("<{}>", id.trim().trim_matches(['<', '>'])));
    for (name, value) in [
        ("Message-ID", id.as_ref()),
        ("From", message.from.as_ref()),
        ("To", message.to.as_ref()),
        ("Subject", message.subject.as_ref()),
        ("Date", sent.as_ref()),
    ] {
        if let Some(value) = value {
            // A line end would begin another field.
            let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
            out.extend(format!("{name}: {line}\r\n").into_bytes());
        }
    }
    out.extend(b"MIME-Version: 1.0\r\n");
    let mut parts = vec![texts(message)];
    parts.extend(message.attachments.iter().map(attachment));
    out.extend(multipart("mixed", &parts));
    out
}

/// What the message says: its text and its page say the same.
fn texts(message: &Message) -> Vec<u8> {
    let mut parts = Vec::new();
    let mut add = |kind: &str, text: &[u8]| {
        parts.push(
            [format!("Content-Type: {kind}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n").as_bytes(), text].concat(),
        );
    };
    if let Some(text) = &message.text {
        add("text/plain; charset=utf-8", text.as_bytes());
    }
    if let Some(html) = &message.html {
        add("text/html; charset=utf-8", html.as_bytes());
    }
    if let (true, Some(rtf)) = (parts.is_empty(), &message.rtf) {
        return file("text.rtf", rtf);
    }
    multipart("alternative", &parts)
}

fn attachment(attachment: &Attachment) -> Vec<u8> {
    match &attachment.content {
        Content::File(bytes) => file(&attachment.name, bytes),
        Content::Message(message) => {
            let head = format!("Content-Type: message/rfc822\r\n{}\r\n", disposition(&attachment.name));
            [head.as_bytes(), &write(message)].concat()
        }
    }
}

fn file(name: &str, bytes: &[u8]) -> Vec<u8> {
    let kind = "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n";
    [format!("{kind}{}\r\n", disposition(name)).as_bytes(), bytes].concat()
}

/// `attachment` with its name (RFC 2231).
fn disposition(name: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("Content-Disposition: attachment; filename*=UTF-8''{encoded}\r\n")
}

/// Parts between lines that none of them holds.
fn multipart(kind: &str, parts: &[Vec<u8>]) -> Vec<u8> {
    let is_free = |mark: &String| parts.iter().all(|part| memchr::memmem::find(part, mark.as_bytes()).is_none());
    let mark = (0_u32..).map(|number| format!("=_part_{number}")).find(is_free).unwrap_or_default();
    let mut out = format!("Content-Type: multipart/{kind}; boundary=\"{mark}\"\r\n\r\n").into_bytes();
    for part in parts {
        out.extend(format!("--{mark}\r\n").into_bytes());
        out.extend(part);
        out.extend(b"\r\n");
    }
    out.extend(format!("--{mark}--\r\n").into_bytes());
    out
}
