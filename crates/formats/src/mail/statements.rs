//! What a message says of itself.

use mail_parser::{Address, Message, MimeHeaders};

use crate::page::provenance;

/// What the message says of itself.
pub(super) fn statements(message: &Message<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value.map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "))
            && !value.is_empty()
        {
            found.push((key.to_owned(), value));
        }
    };
    add("Message-ID", message.message_id().map(str::to_owned));
    add("Date", message.date().map(|date| date.to_rfc3339()));
    add("From", message.from().map(addresses));
    add("To", message.to().map(addresses));
    add("Subject", message.subject().map(str::to_owned));
    add(provenance::ADDRESS, page_address(message));
    found
}

fn addresses(address: &Address<'_>) -> String {
    let mut all = Vec::new();
    for one in address.iter() {
        all.push(match (one.name(), one.address()) {
            (Some(name), Some(address)) => format!("{name} <{address}>"),
            (Some(text), None) | (None, Some(text)) => text.to_owned(),
            (None, None) => continue,
        });
    }
    all.join(", ")
}

/// Where a page is from that a browser saved as a message (MHTML, RFC 2557).
fn page_address(message: &Message<'_>) -> Option<String> {
    let saved = message.header_raw("Snapshot-Content-Location").map(str::trim);
    let address = saved.or_else(|| message.html_bodies().find_map(|part| part.content_location()))?;
    provenance::is_web_address(address).then(|| address.to_owned())
}
