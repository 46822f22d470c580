//! What is attached to a message: files of any form, archives, messages.

use core::ops::{ControlFlow, Range};
use std::io::Cursor;

use mail_parser::{Message, MessagePart, MimeHeaders, PartType};
use telegram::Source;

use super::{Found, whole};
use crate::{Limits, Options, Problem, Unit, container, evidence, text, unit};

/// How deep messages and archives may stand in attachments.
const MAX_DEPTH: usize = 4;

/// The largest attachment that is read, after decompression.
const MAX_ATTACHMENT: u64 = 64 << 20;

impl Found<'_> {
    pub(super) fn attachment(&mut self, part: &MessagePart<'_>, index: usize) {
        let name = part.attachment_name().map_or_else(|| format!("part {index}"), str::to_owned);
        let place = self.place(part);
        let bytes = match &part.body {
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
            PartType::Text(text) | PartType::Html(text) => text.as_bytes().to_vec(),
            PartType::Message(message) => own_bytes(message).to_vec(),
            PartType::Multipart(_) => return,
        };
        let file = format!("{}!{}", self.unit.file, name.escape_debug());
        if self.inner.depth >= MAX_DEPTH {
            self.problems.push(Problem::new(file, format!("attachments stand more than {MAX_DEPTH} deep, not read")));
            return;
        }
        let limits = Limits { max_bytes: MAX_ATTACHMENT, max_members: 10_000, ..Limits::default() };
        let options = Options { limits, ..Options::default() };
        let mut units = Vec::new();
        let mut size = 0;
        let _ = container::read_stream(&file, Cursor::new(bytes), &options, &mut |found| {
            found.in_parts(&mut |found| {
                match found {
                    Ok(unit) => {
                        size += unit.bytes.len() as u64;
                        units.push(unit);
                    }
                    Err(problem) => self.problems.push(problem),
                }
                if size > MAX_ATTACHMENT { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })
        });
        if size > MAX_ATTACHMENT {
            self.problems.push(Problem::new(&file, "an attachment of more than 64 MiB, the rest is not read"));
        }
        for unit in units {
            self.unit_of_attachment(&unit, &name, &place);
        }
    }

    fn unit_of_attachment(&mut self, unit: &Unit, name: &str, place: &Range<usize>) {
        let inner = self.inner.unit(unit);
        // Images and the like are no loss; what held something that could not be read is.
        self.problems.extend(inner.problems.into_iter().filter(|problem| problem.reason != text::NONE_FOUND));
        for mut record in inner.records {
            let is_record = !record.telegram.source.attributes.is_empty();
            if !is_record && !evidence::is_sure(&record.telegram) {
                continue;
            }
            let mut source = self.source(Some(unit::name_of(&unit.file)));
            let own = core::mem::take(&mut record.telegram.source);
            // An attached message says of itself what the one around it says too.
            if own.carrier == source.carrier {
                source.attributes.iter_mut().for_each(|(key, _)| key.insert_str(0, "outer "));
            }
            source.attributes.push(("attachment".to_owned(), name.to_owned()));
            source.attributes.push(("attachment form".to_owned(), own.carrier.as_str().to_owned()));
            source.attributes.extend(own.attributes);
            record.telegram.source = Source {
                reference_id: own.reference_id,
                created: own.created,
                released: own.released,
                classification: own.classification,
                origin: own.origin,
                ..source
            };
            record.map = whole(&record.text, place.clone(), record.map.encoding());
            record.bytes = self.range.clone();
            self.records.push(record);
        }
    }
}

/// The bytes of an attached message: `raw_message` of the library holds those of the message around it too.
fn own_bytes<'a>(message: &'a Message<'_>) -> &'a [u8] {
    let root = message.root_part();
    let range = root.offset_header as usize..root.offset_end as usize;
    message.raw_message.get(range).unwrap_or(&message.raw_message)
}
