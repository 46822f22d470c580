//! The opening line of AUTODIN traffic, which puts format lines 2 to 4 in one:
//! `RTTUZYUW RUEHSUV0123 0451530-UUUU--RUEHC.` (JANAP 128; rule FL2).

use super::{filing, security};
use crate::{Diagnostic, Handling, MessageId, Precedence, Routing, Security, Span};

/// What the line says; spans are offsets in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JoinedLine {
    /// Precedence and destinations.
    pub(crate) routing: Routing,
    /// Station, number and filing time.
    pub(crate) id: MessageId,
    /// The letters of the classification.
    pub(crate) security: Security,
    /// What is odd.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads the line, with the lines of further destinations joined to it.
pub(crate) fn parse(line: &str) -> Option<JoinedLine> {
    let bytes = line.as_bytes();
    let precedence = Precedence::from_prosign(*bytes.first()?)?;
    if bytes.len() < 30 || bytes.get(8) != Some(&b' ') || !bytes[..8].iter().all(u8::is_ascii_uppercase) {
        return None;
    }
    // Two letters for the kinds of tape, then the classification.
    let letter = char::from(*bytes.get(3)?);
    if !"UERCST".contains(letter) {
        return None;
    }
    let station_at = 8 + bytes[8..].iter().take_while(|&&byte| byte == b' ').count();
    let station = line[station_at..].split(' ').next()?;
    // Seven letters and the four figures of the number; the indicator may be filled up or shorter.
    let split = station.len().checked_sub(4)?;
    let (indicator, serial) = station.split_at_checked(split)?;
    let is_station = (4..=8).contains(&indicator.len())
        && indicator.starts_with('R')
        && indicator.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_station {
        return None;
    }
    let serial = filing::figures(serial)?;
    let filed_at = station_at + station.len();
    let filed_at = filed_at + line[filed_at..].len() - line[filed_at..].trim_start().len();
    let printed = line[filed_at..].split('-').next().unwrap_or_default();
    let (filed, length) = filing::parse(printed.trim_end())?;
    let mut diagnostics = Vec::new();
    if filed.impossible {
        diagnostics.push(Diagnostic::warning(
            "filing-time-impossible",
            Span::new(filed_at as u32, (filed_at + length) as u32),
            "no day of a year and no time of a day is like the filing time",
        ));
    }
    let tail = &line[filed_at + printed.len()..];
    let mut parts = tail.split('-').map(str::trim).filter(|part| !part.is_empty());
    let class = parts.next()?;
    let classes = class.bytes().filter(|&byte| char::from(byte) == letter).count();
    if class.len() != 4 || !class.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    if classes != 4 {
        diagnostics.push(Diagnostic::warning(
            "security-contradicts-itself",
            Span::new((filed_at + printed.len()) as u32, line.len() as u32),
            "the letter of the classification in front is not the one after the filing time; the first was taken",
        ));
    }
    let whole = Span::new(0, line.len() as u32);
    let indicators = parts
        .flat_map(str::split_whitespace)
        .map(|word| word.trim_end_matches('.').to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let handled = if matches!(letter, 'U' | 'E') { Handling::Clear } else { Handling::Classified };
    Some(JoinedLine {
        routing: Routing { precedence: vec![precedence], indicators, span: whole },
        id: MessageId {
            routing_indicator: indicator.to_owned(),
            serial: Some(serial),
            filed: Some(filed.fact(filed_at as u32)),
            span: whole,
            ..MessageId::default()
        },
        security: Security {
            letter: Some(letter.to_string()),
            class: security::classification(letter),
            handled: Some(handled),
            signals: Vec::new(),
            remark: None,
            span: whole,
        },
        diagnostics,
    })
}
