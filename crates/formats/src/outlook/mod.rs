//! Messages that Outlook saved (`.msg`): properties in a compound file (MS-OXMSG), and those that it sends (`winmail.dat`,
//! MS-OXTNEF). They are written as the message that was
//! sent, which [`mail`](crate::mail) reads: text, page, attachments, messages in it.

mod compressed_rtf;
mod mime;
mod properties;
mod tnef;

use crate::carrier::{Form, Inner, Sample};
use crate::source_map::MapBuilder;
use crate::{Carrier, Problem, Reading, Unit};
use properties::Message;

/// Messages of Outlook.
pub(crate) struct Outlook;

impl Form for Outlook {
    fn key(&self) -> &'static str {
        "msg"
    }

    fn word(&self) -> &'static str {
        "Outlook message"
    }

    fn ending(&self) -> &'static str {
        "msg"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        properties::is_message(sample.bytes)
    }

    fn read(&self, unit: &Unit, inner: &Inner<'_>, reading: &mut Reading) {
        read(unit, properties::read(&unit.bytes), Carrier::Outlook, inner, reading);
    }

    fn has_scans(&self) -> bool {
        true
    }
}

/// Messages of Outlook as they are sent.
pub(crate) struct Tnef;

impl Form for Tnef {
    fn key(&self) -> &'static str {
        "tnef"
    }

    fn word(&self) -> &'static str {
        "Outlook message as sent"
    }

    fn ending(&self) -> &'static str {
        "dat"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        tnef::is_tnef(sample.bytes)
    }

    fn read(&self, unit: &Unit, inner: &Inner<'_>, reading: &mut Reading) {
        read(unit, tnef::read(&unit.bytes), Carrier::Tnef, inner, reading);
    }

    fn has_scans(&self) -> bool {
        true
    }
}

/// Reads what a message says as the message that was sent.
fn read(
    unit: &Unit,
    found: Result<(Message, Vec<String>), String>,
    carrier: Carrier,
    inner: &Inner<'_>,
    reading: &mut Reading,
) {
    let (message, faults) = match found {
        Ok(found) => found,
        Err(reason) => return reading.problems.push(Problem::new(&unit.file, reason)),
    };
    reading.problems.extend(faults.into_iter().map(|reason| Problem::new(&unit.file, reason)));
    let sent = Unit { bytes: mime::write(&message), ..Unit::new(&*unit.file, Vec::new()) };
    let found = inner.unit(&Unit { name: unit.name.clone(), ..sent });
    // Places in what was written here lead nowhere.
    reading.problems.extend(found.problems.into_iter().map(|problem| Problem { position: None, ..problem }));
    for mut record in found.records {
        let whole = 0..unit.bytes.len();
        let mut builder = MapBuilder::new("Outlook");
        builder.whole(&record.text, whole.clone());
        record.map = builder.finish().1;
        record.bytes = whole;
        record.telegram.source.carrier = carrier.name();
        reading.records.push(record);
    }
}

#[cfg(test)]
mod tests;
