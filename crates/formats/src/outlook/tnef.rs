//! Messages as Outlook sends them to others of its kind (MS-OXTNEF): attributes after each other, in one file that other
//! programs of mail show as an attachment `winmail.dat`.

use jiff::civil::DateTime;

use super::compressed_rtf;
use super::properties::{Attachment, Content, DEPTH, Message, of_ticks};
use crate::charset;

/// With what such a file begins.
const MARK: &[u8] = b"\x78\x9F\x3E\x22";

/// Attributes, by the lower half of their numbers.
const SUBJECT: u16 = 0x8004;
const SENT: u16 = 0x8005;
const BODY: u16 = 0x800C;
const DATA: u16 = 0x800F;
const TITLE: u16 = 0x8010;
const ATTACHMENT: u16 = 0x9002;
const PROPERTIES: u16 = 0x9003;
const PROPERTIES_OF_ATTACHMENT: u16 = 0x9005;

pub(super) fn is_tnef(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

/// Reads a message, and says what of it could not be read.
///
/// # Errors
/// Why nothing can be read.
pub(super) fn read(bytes: &[u8]) -> Result<(Message, Vec<String>), String> {
    let mut faults = Vec::new();
    let message = message(bytes, 0, &mut faults);
    message
        .map(|message| (message, faults))
        .ok_or_else(|| "a winmail.dat that cannot be read: it is cut off".to_owned())
}

fn message(bytes: &[u8], depth: usize, faults: &mut Vec<String>) -> Option<Message> {
    let mut input = Input(bytes.strip_prefix(MARK)?);
    input.take(2)?;
    let mut message = Message::default();
    while !input.0.is_empty() {
        let Some((number, data)) = attribute(&mut input) else {
            faults.push("the message is cut off".to_owned());
            break;
        };
        let text = || plain(data);
        match number {
            SUBJECT => message.subject = message.subject.take().or_else(text),
            SENT => message.sent = message.sent.or_else(|| sent(data)),
            BODY => message.text = message.text.take().or_else(text),
            ATTACHMENT => {
                message.attachments.push(Attachment { name: String::new(), content: Content::File(Vec::new()) });
            }
            PROPERTIES => own(&mut message, Input(data), faults),
            TITLE | DATA | PROPERTIES_OF_ATTACHMENT => {
                if let Some(attachment) = message.attachments.last_mut() {
                    attached(attachment, number, data, depth, faults);
                }
            }
            _ => {}
        }
    }
    for (number, attachment) in (1..).zip(&mut message.attachments) {
        if attachment.name.is_empty() {
            attachment.name = format!("part {number}");
        }
    }
    Some(message)
}

/// The next attribute: its level, number, length, content and check sum.
fn attribute<'a>(input: &mut Input<'a>) -> Option<(u16, &'a [u8])> {
    input.take(1)?;
    let number = input.number()?;
    let length = usize::try_from(input.number()?).ok()?;
    let data = input.take(length)?;
    input.take(2)?;
    u16::try_from(number & 0xFFFF).ok().map(|number| (number, data))
}

/// What the properties say of the message.
fn own(message: &mut Message, properties: Input<'_>, faults: &mut Vec<String>) {
    let (mut name, mut address) = (None, None);
    for (number, value) in properties.list(faults) {
        match number {
            0x0037 => message.subject = value.text().or(message.subject.take()),
            0x0039 | 0x0E06 => message.sent = value.time().or(message.sent),
            0x0C1A => name = value.text(),
            0x0C1F | 0x5D01 => address = value.text().filter(|text| text.contains('@')).or(address),
            0x0E04 => message.to = value.text(),
            0x1000 => message.text = value.text().filter(|text| !text.trim().is_empty()).or(message.text.take()),
            0x1009 => {
                message.rtf = compressed_rtf::decompress(value.data);
                if message.rtf.is_none() {
                    faults.push("the text of the message in rich text form is damaged".to_owned());
                }
            }
            0x1013 => message.html = value.html(),
            0x1035 => message.id = value.text(),
            _ => {}
        }
    }
    message.from = match (name, address) {
        (Some(name), Some(address)) if name != address => Some(format!("{name} <{address}>")),
        (name, address) => address.or(name),
    };
}

/// What an attribute says of an attachment.
fn attached(attachment: &mut Attachment, number: u16, data: &[u8], depth: usize, faults: &mut Vec<String>) {
    const LONG_NAME: u16 = 0x3707;
    const OBJECT: u16 = 0x3701;
    match number {
        TITLE if attachment.name.is_empty() => attachment.name = plain(data).unwrap_or_default(),
        DATA => attachment.content = Content::File(data.to_vec()),
        PROPERTIES_OF_ATTACHMENT => {
            for (number, value) in Input(data).list(faults) {
                // A message stands after the number of its kind.
                let inner = value.data.get(16..).filter(|inner| number == OBJECT && is_tnef(inner));
                match inner {
                    None if number == LONG_NAME => attachment.name = value.text().unwrap_or_default(),
                    None => {}
                    Some(_) if depth + 1 >= DEPTH => {
                        faults.push(format!("messages stand more than {DEPTH} deep, not read"));
                    }
                    Some(inner) => {
                        let found = message(inner, depth + 1, faults);
                        attachment.content = found.map_or_else(|| Content::File(inner.to_vec()), Content::Message);
                    }
                }
            }
        }
        _ => {}
    }
}

/// A text in the character set of its writer.
fn plain(data: &[u8]) -> Option<String> {
    let text = charset::decode(data).text;
    let text = text.trim_end_matches('\0');
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// Year, month, day, hour, minute, second.
fn sent(data: &[u8]) -> Option<DateTime> {
    let number = |at: usize| data.get(at * 2..at * 2 + 2).map(|pair| u16::from(pair[0]) | u16::from(pair[1]) << 8);
    let small = |at: usize| i8::try_from(number(at)?).ok();
    let year = i16::try_from(number(0)?).ok()?;
    DateTime::new(year, small(1)?, small(2)?, small(3)?, small(4)?, small(5)?, 0).ok()
}

/// The value of a property.
struct Property<'a> {
    kind: u16,
    data: &'a [u8],
}

const TIME: u16 = 0x0040;
const WIDE: u16 = 0x001F;

impl Property<'_> {
    fn text(&self) -> Option<String> {
        if self.kind != WIDE {
            return plain(self.data);
        }
        let text = encoding_rs::UTF_16LE.decode_without_bom_handling(self.data).0;
        let text = text.trim_end_matches('\0');
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    fn html(&self) -> Option<String> {
        match self.kind {
            WIDE => self.text(),
            _ => Some(charset::decode_declared(self.data, crate::page::declared(self.data)).text),
        }
    }

    fn time(&self) -> Option<DateTime> {
        of_ticks(u64::from_le_bytes(*self.data.first_chunk::<8>().filter(|_| self.kind == TIME)?))
    }
}

/// What is left to read.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        self.take(4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes)
    }

    /// So many bytes, and those that fill the last four.
    fn padded(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.take(length)?;
        // The last value may lack them.
        self.take((4 - length % 4) % 4);
        Some(taken)
    }

    /// A list of properties: numbers and values.
    fn list(mut self, faults: &mut Vec<String>) -> Vec<(u16, Property<'a>)> {
        let mut list = Vec::new();
        let count = self.number().unwrap_or(0);
        for _ in 0..count {
            let Some(property) = self.property() else {
                faults.push("a list of properties is damaged, what follows in it is not read".to_owned());
                break;
            };
            list.push(property);
        }
        list
    }

    fn property(&mut self) -> Option<(u16, Property<'a>)> {
        const SEVERAL: u16 = 0x1000;
        let head = self.number()?;
        let (kind, number) = (u16::try_from(head & 0xFFFF).ok()?, u16::try_from(head >> 16).ok()?);
        if number >= 0x8000 {
            self.name()?;
        }
        let (is_several, kind) = (kind & SEVERAL != 0, kind & !SEVERAL);
        let size = match kind {
            0x0002 | 0x0003 | 0x0004 | 0x000A | 0x000B => Some(4),
            0x0005 | 0x0006 | 0x0007 | 0x0014 | TIME => Some(8),
            0x0048 => Some(16),
            0x000D | 0x001E | WIDE | 0x0102 => None,
            _ => return None,
        };
        let count = if is_several || size.is_none() { self.number()? } else { 1 };
        let mut first: Option<&[u8]> = None;
        for _ in 0..count {
            let length = match size {
                Some(size) => size,
                None => usize::try_from(self.number()?).ok()?,
            };
            let value = self.padded(length)?;
            first.get_or_insert(value);
        }
        Some((number, Property { kind, data: first.unwrap_or_default() }))
    }

    /// The name of a property that has no number of its own.
    fn name(&mut self) -> Option<()> {
        self.take(16)?;
        if self.number()? == 0 {
            self.number()?;
        } else {
            let length = usize::try_from(self.number()?).ok()?;
            self.padded(length)?;
        }
        Some(())
    }
}
