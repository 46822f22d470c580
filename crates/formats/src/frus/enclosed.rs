//! Telegrams that are attached to a document: records of their own, which know what they are attached to.
//!
//! Other attachments (letters, tables) are only parts of their document.

use quick_xml::Reader;
use quick_xml::events::Event;
use telegram::Kind;

use super::capture::{Capture, Enclosed};
use super::document;
use super::volume::Volume;
use crate::Reading;

/// Reads the telegrams among the attachments of the document `parent`. An attachment is read once more as a document;
/// what is attached to it stays a part of it, so that no byte is read more than twice.
pub(super) fn read(text: &str, attachments: &[Enclosed], parent: &str, volume: &mut Volume<'_>, reading: &mut Reading) {
    let page = volume.page.clone();
    for (index, attachment) in attachments.iter().enumerate() {
        let Some((mut capture, end)) = captured(text, attachment.start) else { continue };
        capture.id = attachment.id.clone().unwrap_or_else(|| format!("{parent}a{}", index + 1));
        capture.parent = Some(format!("{}/{parent}", volume.key));
        let record = document::record(capture, end, volume);
        if matches!(record.telegram.kind, Kind::Telegram | Kind::Airgram) {
            reading.records.push(record);
        }
    }
    volume.page = page;
}

/// The attachment whose tag begins at `start`, and where it ends; `None` where it has no end.
fn captured(text: &str, start: usize) -> Option<(Capture, usize)> {
    let mut reader = Reader::from_str(text.get(start..)?);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    let mut capture: Option<Capture> = None;
    let mut before = start;
    loop {
        let event = reader.read_event().ok()?;
        let here = start.checked_add(usize::try_from(reader.buffer_position()).ok()?)?;
        let range = before..here;
        before = here;
        match (&mut capture, event) {
            (_, Event::Eof) => return None,
            (Some(open), event) => {
                if open.event(text, &event, range) {
                    return capture.map(|capture| (capture, here));
                }
            }
            (None, Event::Start(tag)) => capture = Some(Capture::new(&tag, start, None)),
            (None, _) => {}
        }
    }
}
