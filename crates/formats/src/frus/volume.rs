//! What is known of the volume as a whole.

use core::ops::Range;

use quick_xml::events::Event;

use super::capture::attribute;
use crate::{SourceMap, Unit};

/// The volume around its documents.
pub(super) struct Volume<'a> {
    /// From the decoded volume to its bytes.
    pub(super) map: &'a SourceMap,
    /// The volume's own name, `frus1977-80v21`; else the file's name.
    pub(super) key: String,
    /// The title, as the volume's header gives it.
    pub(super) title: String,
    /// The page that the volume is on.
    pub(super) page: Option<String>,
    collecting: Option<Field>,
    has_key: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Key,
    Title,
}

impl<'a> Volume<'a> {
    pub(super) fn new(unit: &Unit, map: &'a SourceMap) -> Self {
        Self { map, key: unit.name.clone(), title: String::new(), page: None, collecting: None, has_key: false }
    }

    /// An event outside of documents.
    pub(super) fn event(&mut self, text: &str, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                let kind = || attribute(tag, "type");
                match tag.local_name().as_ref() {
                    "TEI" => {
                        if let Some(id) = attribute(tag, "xml:id") {
                            self.key = id;
                        }
                    }
                    "idno" if kind().as_deref() == Some("frus") => self.collecting = Some(Field::Key),
                    "title" if kind().as_deref() == Some("complete") && self.title.is_empty() => {
                        self.collecting = Some(Field::Title);
                    }
                    _ => {}
                }
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "pb" => self.page = attribute(tag, "n"),
            Event::Text(_) | Event::GeneralRef(_) => {
                let found = text.get(range).unwrap_or_default();
                match self.collecting {
                    Some(Field::Key) if !self.has_key && !found.trim().is_empty() => {
                        self.key = found.trim().to_owned();
                        self.has_key = true;
                    }
                    Some(Field::Title) => {
                        let decoded = super::super::page::entity(found).filter(|(_, length)| *length == found.len());
                        match decoded {
                            Some((letter, _)) => self.title.push(letter),
                            None => self.title.push_str(found),
                        }
                    }
                    _ => {}
                }
            }
            Event::End(tag) if matches!(tag.local_name().as_ref(), "idno" | "title") && self.collecting.is_some() => {
                self.collecting = None;
                self.title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            _ => {}
        }
    }
}
