//! What the volume states of a document: its name in the volume, pages, head and notes.

use telegram::Source;

use super::body::note_text;
use super::capture::Capture;
use super::source_note::{self, SourceNote};
use super::volume::Volume;
use crate::Carrier;

pub(super) fn source(
    capture: &Capture,
    volume: &Volume<'_>,
    head: &str,
    inline: &[String],
    note: Option<&str>,
    text: &str,
    number: Option<&str>,
) -> Source {
    let mut attributes = Vec::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            attributes.push((name.to_owned(), value));
        }
    };
    add("volume", volume.title.clone());
    add("attached to", capture.parent.clone().unwrap_or_default());
    add("document", capture.number.clone().unwrap_or_default());
    add("pages", pages(&capture.pages));
    add("head", head.to_owned());
    for note in inline {
        add("note", note.clone());
    }
    add("telegram number", number.unwrap_or_default().to_owned());
    add("source note", note.unwrap_or_default().to_owned());
    for summary in capture.notes.iter().filter(|note| note.kind.as_deref() == Some("summary")) {
        add("summary", note_text(text, summary));
    }
    let id = if capture.id.is_empty() { capture.number.clone().unwrap_or_default() } else { capture.id.clone() };
    Source {
        carrier: Carrier::Frus.name(),
        key: format!("{}/{id}", volume.key),
        classification: note
            .and_then(|note| source_note::sentences(note).find(|s| is_marking(s)))
            .map(|sentence| sentence.trim_end_matches('.').to_owned()),
        attributes,
        ..Source::default()
    }
}

fn is_marking(sentence: &str) -> bool {
    let mut found = SourceNote::default();
    source_note::markings(sentence, &mut found);
    found.classification.is_some() || sentence.to_lowercase().starts_with("no classification marking")
}

/// `12`, `12–14`.
fn pages(pages: &[String]) -> String {
    match pages {
        [] => String::new(),
        [first, .., last] if first != last => format!("{first}–{last}"),
        [first, ..] => first.clone(),
    }
}
