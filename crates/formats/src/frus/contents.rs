//! A volume as a whole: its documents in their order, its lists of persons and of terms.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::capture::attribute;
use super::volume::Volume;
use crate::page::entity;
use crate::{Unit, charset};

/// What a volume of *Foreign Relations of the United States* lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VolumeContents {
    /// The volume's own name, `frus1977-80v21`.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its list of persons.
    pub persons: Vec<Listed>,
    /// Its list of terms and abbreviations.
    pub terms: Vec<Listed>,
    /// Its documents in their order.
    pub documents: Vec<ListedDocument>,
}

/// An entry of a list of persons or terms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    /// The name by which the volume's links lead here, `p_RJ1`.
    pub id: Option<String>,
    /// The person or term.
    pub name: String,
    /// What the list says of it.
    pub text: String,
}

/// A document in the table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedDocument {
    /// The key of its record, `frus1977-80v21/d12`.
    pub key: String,
    /// Its number in the volume.
    pub number: Option<String>,
    /// Its heading without notes.
    pub title: String,
}

impl VolumeContents {
    /// The documents before and after the one with this key; an attached telegram is at its document.
    #[must_use]
    pub fn around(&self, key: &str) -> (Option<&ListedDocument>, Option<&ListedDocument>) {
        let here = |document: &ListedDocument| {
            let attached = key.strip_prefix(document.key.as_str()).and_then(|rest| rest.strip_prefix('a'));
            document.key == key || attached.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let Some(at) = self.documents.iter().position(here) else { return (None, None) };
        (at.checked_sub(1).and_then(|before| self.documents.get(before)), self.documents.get(at + 1))
    }
}

/// Reads what a volume lists; of broken markup, what stands before the fault. Without any document it is empty.
#[must_use]
pub fn volume_contents(unit: &Unit) -> VolumeContents {
    let decoded = charset::decode_declared(&unit.bytes, crate::page::declared(&unit.bytes));
    let text = decoded.text.as_str();
    let mut volume = Volume::new(unit, &decoded.map);
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    let mut scan = Scan::default();
    let mut before = 0;
    while let Ok(event) = reader.read_event() {
        let here = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let range = before..here;
        before = here;
        if matches!(event, Event::Eof) {
            break;
        }
        if scan.contents.documents.is_empty() {
            volume.event(text, &event, range.clone());
        }
        scan.event(&event, text.get(range).unwrap_or_default());
    }
    let mut contents = scan.contents;
    for document in &mut contents.documents {
        document.key = format!("{}/{}", volume.key, document.key);
        document.title = one_line(&document.title);
    }
    for listed in contents.persons.iter_mut().chain(&mut contents.terms) {
        listed.name = one_line(&listed.name).trim_end_matches(',').to_owned();
        listed.text = one_line(&listed.text).trim_start_matches([',', ' ']).to_owned();
    }
    VolumeContents { key: volume.key.clone(), title: volume.title.clone(), ..contents }
}

/// Where the words go that are read next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Into {
    Person,
    Term,
    Title,
}

#[derive(Default)]
struct Scan {
    contents: VolumeContents,
    /// The elements that are open: how many `div`, and at which depth a list's section began.
    depth: usize,
    section: Option<(usize, Into)>,
    into: Option<Into>,
    in_name: bool,
    notes: usize,
    /// Whether the document that has begun has no heading yet.
    wants_head: bool,
}

impl Scan {
    fn event(&mut self, event: &Event<'_>, raw: &str) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag.local_name().as_ref()),
            Event::Text(_) | Event::CData(_) => self.text(raw),
            Event::Empty(tag) if tag.local_name().as_ref() == "lb" => self.text(" "),
            Event::GeneralRef(_) => match entity(raw) {
                Some((letter, _)) => self.text(letter.encode_utf8(&mut [0; 4])),
                None => self.text(raw),
            },
            _ => {}
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        let local = tag.local_name();
        let name: &str = local.as_ref();
        let id = || attribute(tag, "xml:id");
        match name {
            "div" => {
                self.depth += 1;
                if attribute(tag, "type").as_deref() == Some("document") {
                    let (key, number) = (id().unwrap_or_default(), attribute(tag, "n"));
                    self.contents.documents.push(ListedDocument { key, number, title: String::new() });
                    self.wants_head = true;
                }
                let list = match id().as_deref() {
                    Some("persons") => Some(Into::Person),
                    Some("terms") => Some(Into::Term),
                    _ => None,
                };
                self.section = self.section.or(list.map(|into| (self.depth, into)));
            }
            "head" if self.wants_head => {
                self.wants_head = false;
                self.into = Some(Into::Title);
            }
            "note" => self.notes += 1,
            "item" => {
                if let Some((_, into)) = self.section {
                    self.into = Some(into);
                    self.list(into).push(Listed::default());
                }
            }
            "persName" | "term" => {
                if let Some((_, into)) = self.section
                    && let Some(last) = self.list(into).last_mut().filter(|last| last.name.is_empty())
                {
                    last.id = id();
                    self.in_name = true;
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "div" => {
                if self.section.is_some_and(|(depth, _)| depth == self.depth) {
                    self.section = None;
                    self.into = None;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            "head" if self.into == Some(Into::Title) => self.into = None,
            "note" => self.notes = self.notes.saturating_sub(1),
            "persName" | "term" => self.in_name = false,
            "item" => {
                if let Some((_, into)) = self.section {
                    // Remarks of the editor are items too, which name nobody.
                    self.list(into).pop_if(|last| last.name.trim().is_empty());
                    self.into = None;
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.notes > 0 {
            return;
        }
        let in_name = self.in_name;
        match self.into {
            Some(Into::Title) => {
                if let Some(last) = self.contents.documents.last_mut() {
                    last.title.push_str(text);
                }
            }
            Some(into) => {
                if let Some(last) = self.list(into).last_mut() {
                    if in_name { &mut last.name } else { &mut last.text }.push_str(text);
                }
            }
            None => {}
        }
    }

    fn list(&mut self, into: Into) -> &mut Vec<Listed> {
        if into == Into::Term { &mut self.contents.terms } else { &mut self.contents.persons }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOLUME: &str = r##"<TEI xmlns="x" xml:id="frus1975-79v99"><teiHeader><fileDesc><titleStmt>
<title type="complete">Papers on the Ferry Question</title></titleStmt></fileDesc></teiHeader><text><front>
<div type="section" xml:id="terms"><head>Terms</head><list><item><hi>Editor’s Note:</hi> This list is short.</item>
<item><hi><term xml:id="t_FB1">FB</term>,</hi> Ferry Board</item></list></div>
<div type="section" xml:id="persons"><head>Persons</head><list><item><hi><persName xml:id="p_RJ1">Roe,
 Jane Q.</persName>,</hi> Consul at Suva R&amp;D</item></list></div></front><body>
<div type="chapter"><head>Ferries</head>
<div type="document" n="1" xml:id="d1"><head>1. Telegram From <gloss>Suva</gloss><note n="1">Source: Box 1.</note></head><p>A.</p></div>
<div type="document" n="2" xml:id="d2"><head>2. Editorial Note</head><list><head>B</head></list></div>
<div type="document" n="3" xml:id="d3"><p>No heading.</p></div></div></body></text></TEI>"##;

    #[test]
    fn lists_and_documents() {
        let contents = volume_contents(&Unit::new("x.xml", VOLUME.as_bytes().to_vec()));
        assert_eq!(
            (contents.key.as_str(), contents.title.as_str()),
            ("frus1975-79v99", "Papers on the Ferry Question")
        );
        let listed = |id: &str, name: &str, text: &str| Listed {
            id: Some(id.to_owned()),
            name: name.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(contents.terms, [listed("t_FB1", "FB", "Ferry Board")]);
        assert_eq!(contents.persons, [listed("p_RJ1", "Roe, Jane Q.", "Consul at Suva R&D")]);
        let titles: Vec<_> = contents.documents.iter().map(|document| document.title.as_str()).collect();
        assert_eq!(titles, ["1. Telegram From Suva", "2. Editorial Note", ""]);
        let (before, after) = contents.around("frus1975-79v99/d2");
        assert_eq!(before.map(|it| it.key.as_str()), Some("frus1975-79v99/d1"));
        assert_eq!(after.map(|it| it.key.as_str()), Some("frus1975-79v99/d3"));
        assert_eq!(contents.around("frus1975-79v99/d1a1").1.map(|it| it.key.as_str()), Some("frus1975-79v99/d2"));
        assert_eq!(contents.around("frus1975-79v99/d9"), (None, None));
    }

    #[test]
    fn broken_or_other_markup() {
        for text in ["", "<TEI", "<TEI><text></p></text>", "<div xml:id='persons'><item><persName>"] {
            assert_eq!(volume_contents(&Unit::new("x.xml", text.as_bytes().to_vec())).documents, []);
        }
    }
}
