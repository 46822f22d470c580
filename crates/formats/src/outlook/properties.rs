//! The properties of a message: streams whose names are their numbers (MS-OXMSG 2.1), and a list of those of fixed size.

use std::io::{Cursor, Read};

use cfb::CompoundFile;
use jiff::civil::DateTime;

use super::compressed_rtf;
use crate::charset;
use crate::office::COMPOUND;

/// So deep messages may stand in each other.
pub(super) const DEPTH: usize = 4;

/// So many attachments of a message are read.
const ATTACHMENTS: usize = 1_000;

/// A message as it was sent.
#[derive(Debug, Default)]
pub(super) struct Message {
    pub(super) id: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    pub(super) sent: Option<DateTime>,
    pub(super) text: Option<String>,
    pub(super) html: Option<String>,
    pub(super) rtf: Option<Vec<u8>>,
    pub(super) attachments: Vec<Attachment>,
}

/// What is attached.
#[derive(Debug)]
pub(super) struct Attachment {
    pub(super) name: String,
    pub(super) content: Content,
}

#[derive(Debug)]
pub(super) enum Content {
    File(Vec<u8>),
    Message(Message),
}

/// Whether bytes are a message: other documents are compound files too. The names in it are UTF-16.
pub(super) fn is_message(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "__substg1.0_".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(COMPOUND) && memchr::memmem::find(bytes, &name).is_some()
}

/// Reads a message, and says what of it could not be read.
///
/// # Errors
/// Why nothing can be read.
pub(super) fn read(bytes: &[u8]) -> Result<(Message, Vec<String>), String> {
    let file = CompoundFile::open(Cursor::new(bytes));
    let file = file.map_err(|error| format!("an Outlook message that cannot be read: {error}"))?;
    let mut reader = Reader { file, left: bytes.len() as u64, faults: Vec::new() };
    let message = reader.message("/", 32, 0);
    Ok((message, reader.faults))
}

struct Reader<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    /// So many bytes may still be read: no honest message is larger than its file.
    left: u64,
    faults: Vec<String>,
}

impl Reader<'_> {
    /// The message in a storage, whose list of properties begins after so many bytes.
    fn message(&mut self, at: &str, head: usize, depth: usize) -> Message {
        let fixed = self.stream(&format!("{at}__properties_version1.0")).unwrap_or_default();
        let fixed = fixed.get(head..).unwrap_or_default();
        let name = self.string(at, "0C1A");
        let address =
            self.string(at, "5D01").or_else(|| self.string(at, "0C1F").filter(|address| address.contains('@')));
        let from = match (name, address) {
            (Some(name), Some(address)) if name != address => Some(format!("{name} <{address}>")),
            (name, address) => address.or(name),
        };
        let html = self.stream(&format!("{at}__substg1.0_10130102"));
        let html = html.map(|html| charset::decode_declared(&html, crate::page::declared(&html)).text);
        let rtf = self.stream(&format!("{at}__substg1.0_10090102"));
        Message {
            id: self.string(at, "1035"),
            subject: self.string(at, "0037"),
            from,
            to: self.string(at, "0E04"),
            sent: date(fixed, 0x0039).or_else(|| date(fixed, 0x0E06)),
            text: self.string(at, "1000").filter(|text| !text.trim().is_empty()),
            html: html.or_else(|| self.string(at, "1013")),
            rtf: rtf.and_then(|rtf| match compressed_rtf::decompress(&rtf) {
                Some(rtf) => Some(rtf),
                None => {
                    self.faults.push("the text of the message in rich text form is damaged".to_owned());
                    None
                }
            }),
            attachments: self.attachments(at, depth),
        }
    }

    fn attachments(&mut self, at: &str, depth: usize) -> Vec<Attachment> {
        let Ok(entries) = self.file.read_storage(at) else { return Vec::new() };
        let is_attachment = |name: &str| name.starts_with("__attach_version1.0_");
        let named = entries.filter(|entry| entry.is_storage() && is_attachment(entry.name()));
        let mut places: Vec<String> = named.map(|entry| format!("{at}{}/", entry.name())).collect();
        // Their names are their numbers.
        places.sort();
        if places.len() > ATTACHMENTS {
            self.faults.push(format!("more than {ATTACHMENTS} attachments, the rest is not read"));
            places.truncate(ATTACHMENTS);
        }
        let mut found = Vec::new();
        for place in places {
            let own = self.string(&place, "3707").or_else(|| self.string(&place, "3704"));
            let name = own.or_else(|| self.string(&place, "3001"));
            let name = name.unwrap_or_else(|| format!("part {}", found.len() + 1));
            let message = format!("{place}__substg1.0_3701000D/");
            let content = if self.file.is_storage(&message) {
                if depth + 1 >= DEPTH {
                    self.faults.push(format!("{name}: messages stand more than {DEPTH} deep, not read"));
                    continue;
                }
                Content::Message(self.message(&message, 24, depth + 1))
            } else if let Some(file) = self.stream(&format!("{place}__substg1.0_37010102")) {
                Content::File(file)
            } else {
                self.faults.push(format!("{name}: an attachment without content"));
                continue;
            };
            found.push(Attachment { name, content });
        }
        found
    }

    /// A property that is text, in Unicode or in the character set of its writer.
    fn string(&mut self, at: &str, number: &str) -> Option<String> {
        let wide = self.stream(&format!("{at}__substg1.0_{number}001F"));
        let text = match wide {
            Some(wide) => encoding_rs::UTF_16LE.decode_without_bom_handling(&wide).0.into_owned(),
            None => charset::decode(&self.stream(&format!("{at}__substg1.0_{number}001E"))?).text,
        };
        let text = text.trim_end_matches('\0');
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    fn stream(&mut self, name: &str) -> Option<Vec<u8>> {
        if !self.file.is_stream(name) {
            return None;
        }
        let mut bytes = Vec::new();
        let read = match self.file.open_stream(name) {
            Ok(stream) => stream.take(self.left + 1).read_to_end(&mut bytes),
            Err(error) => Err(error),
        };
        let length = bytes.len() as u64;
        let fault = match read {
            Err(error) => Some(format!("a part of the message cannot be read: {error}")),
            Ok(_) if length > self.left => Some("parts of the message are larger than its file".to_owned()),
            Ok(_) => None,
        };
        self.left = self.left.saturating_sub(length);
        if let Some(fault) = fault {
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
            return None;
        }
        Some(bytes)
    }
}

/// A time in the list of properties of fixed size: entries of sixteen bytes with type, number, flags and value.
fn date(list: &[u8], number: u16) -> Option<DateTime> {
    const TIME: u16 = 0x0040;
    let entry = list
        .chunks_exact(16)
        .find(|entry| entry.first_chunk::<4>() == Some(&(u32::from(number) << 16 | u32::from(TIME)).to_le_bytes()))?;
    of_ticks(u64::from_le_bytes(*entry.last_chunk::<8>()?))
}

/// The time so many units of 100 ns after the start of 1601.
pub(super) fn of_ticks(ticks: u64) -> Option<DateTime> {
    let seconds = i64::try_from(ticks / 10_000_000).ok()?;
    let start = jiff::civil::date(1601, 1, 1).at(0, 0, 0, 0);
    start.checked_add(jiff::SignedDuration::from_secs(seconds)).ok().filter(|date| date.year() > 1601)
}
