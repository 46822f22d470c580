//! What the relay envelope lacks or has too often (rules N21 to N24, N28, N38 to N40).

use super::{first, has, is_labelled};
use crate::envelope::date_time_group;
use crate::layout::Row;
use crate::model::Telegram;
use crate::{Diagnostic, ElementKind, posts};

/// Signals that stand on format line 4 of State's traffic by custom.
const USUAL: [&str; 3] = ["ZZH", "ZZK", "ZDK"];

pub(super) fn read(rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    lacks(rows, telegram, diagnostics);
    let folded = rows.iter().find(|row| row.kind == ElementKind::Routing && !row.opens);
    if let Some(row) = folded {
        let message = "the routing indicators are folded over several lines; they were read as one list";
        diagnostics.push(Diagnostic::note("routing-folded", row.line.span(), message));
    }
    if let Some(line) = telegram.envelope.transmission.as_ref().filter(|line| line.dummy) {
        let message = "the circuit's number is all zeros: a copy that was recovered, not received";
        diagnostics.push(Diagnostic::note("transmission-id-dummy", line.span, message));
    }
    signals(rows, telegram, diagnostics);
    senders(rows, telegram, diagnostics);
}

fn lacks(rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    if is_labelled(rows) {
        return;
    }
    let dated = has(rows, &[ElementKind::DateTimeGroup]);
    let addressed = has(rows, &[ElementKind::To, ElementKind::Info]);
    let from = first(rows, ElementKind::From);
    if let Some(row) = from.filter(|_| !dated && telegram.date.is_none()) {
        let message = "a sender without a date-time group: the line above is lost, the telegram has no date";
        diagnostics.push(Diagnostic::warning("date-time-group-missing", row.line.span(), message));
    }
    if let Some(row) = first(rows, ElementKind::DateTimeGroup).filter(|_| from.is_none() && addressed) {
        let message = "addressees and a date-time group, but no FM line: the sender is lost";
        diagnostics.push(Diagnostic::warning("originator-missing", row.line.span(), message));
    }
    let station =
        has(rows, &[ElementKind::MessageId, ElementKind::Security, ElementKind::PageLine, ElementKind::DashLine]);
    if let Some(row) =
        first(rows, ElementKind::ClassificationLine).filter(|_| !(station || dated || addressed) && from.is_none())
    {
        let message = "the text begins at the classification line: sender, addressees and date were lost or withheld";
        diagnostics.push(Diagnostic::note("envelope-missing", row.line.span(), message));
    }
}

fn signals(rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(row) = first(rows, ElementKind::DateTimeGroup)
        && let Some(group) = date_time_group::parse(row.line.text, None).filter(|group| !group.signals.is_empty())
    {
        let message = format!("operating signals stand after the date-time group: {}", group.signals.join(" "));
        diagnostics.push(Diagnostic::note("operating-signals", row.line.span(), message));
    }
    if let Some(security) = &telegram.envelope.security {
        let unusual = security.signals.iter().any(|signal| !USUAL.contains(&signal.as_str()));
        if unusual || security.remark.is_some() {
            let message = "operating signals or a remark stand after the class letters; they were kept as printed";
            diagnostics.push(Diagnostic::note("operating-signals", security.span, message));
        }
    }
}

/// N39, N40.
fn senders(rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    let mut lines = rows.iter().filter(|row| row.kind == ElementKind::From && row.opens);
    let Some(own) = lines.next() else { return };
    if let Some(other) = lines.find(|row| row.line.text != own.line.text) {
        let message = "a second FM line: a message was passed on inside this one; the first sender was taken";
        diagnostics.push(Diagnostic::warning("second-originator", other.line.span(), message));
    }
    let name = telegram.from.as_ref().map(|from| from.name.as_str()).filter(|name| !name.is_empty());
    if let Some(name) = name.filter(|name| posts::post_of_plad(name).is_none()) {
        let message = format!("the sender {name} is no post that numbers telegrams");
        diagnostics.push(Diagnostic::note("originator-other", own.line.span(), message));
    }
}
