//! Format lines 6 to 9: sender and addressees (rules FL6 to FL9).

use super::Form;
use crate::{Addressee, Precedence, Telegram};

/// FM, TO, INFO and XMT, one addressee on a line. The archive's copies have no
/// routing indicators.
pub(super) fn lines(telegram: &Telegram, form: &Form) -> Vec<String> {
    let indicators = !form.is_archive();
    let mut lines = Vec::new();
    if let Some(from) = &telegram.from {
        lines.push(format!("FM {}", from.name));
    }
    for (keyword, addressees) in [("TO", &telegram.action), ("INFO", &telegram.info), ("XMT", &telegram.excluded)] {
        for (index, addressee) in addressees.iter().enumerate() {
            let line = addressee_line(addressee, indicators);
            lines.push(if index == 0 { format!("{keyword} {line}") } else { line });
        }
    }
    lines
}

/// `RUEHC/SECSTATE WASHDC PRIORITY 4928`.
fn addressee_line(addressee: &Addressee, indicators: bool) -> String {
    let mut line = String::new();
    if let Some(indicator) = addressee.routing_indicator.as_ref().filter(|_| indicators) {
        line.push_str(indicator);
        line.push('/');
    }
    line.push_str(&addressee.name);
    if let Some(precedence) = addressee.precedence {
        line.push(' ');
        line.push_str(word(precedence));
    }
    if let Some(number) = addressee.continuity_number {
        line.push_str(&format!(" {number:04}"));
    }
    line
}

/// The precedence as addresses print it.
pub(super) const fn word(precedence: Precedence) -> &'static str {
    match precedence {
        Precedence::Routine => "ROUTINE",
        Precedence::Priority => "PRIORITY",
        Precedence::Immediate => "IMMEDIATE",
        Precedence::NiactImmediate => "NIACT IMMEDIATE",
        Precedence::Flash => "FLASH",
        Precedence::Emergency => "EMERGENCY",
    }
}
