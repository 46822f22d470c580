//! Format line 1: the transmission identification, `VZCZCXRO1454`
//! (rules FL1, N24).

use crate::{Span, Transmission};

/// Reads `VZCZCXRO1454`, `ZCZC ABC123`, `VV ABC123A`; `None` for any other line.
pub(crate) fn parse(line: &str) -> Option<Transmission> {
    let bytes = line.as_bytes();
    if !matches!(bytes.first()?, b'V' | b'v' | b'Z' | b'z') || line.len() > 40 {
        return None;
    }
    let rest = ["VZCZC", "ZCZC", "VV "].iter().find_map(|start| {
        let head = line.get(..start.len())?;
        head.eq_ignore_ascii_case(start).then(|| line[start.len()..].trim_start())
    })?;
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (channel, serial) = rest.split_at(letters);
    let serial = serial.trim_start();
    let figures = serial.bytes().take_while(u8::is_ascii_digit).count();
    // A letter may follow the number; anything else makes it another line.
    let tail = serial[figures..].trim();
    // Two letters and a word are too little without the capitals and the number of a relay.
    let manual = line.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("VV "));
    let is_line = (2..=4).contains(&letters)
        && (!manual || (line.starts_with("VV") && figures > 0))
        && figures <= 6
        && tail.len() <= 2
        && tail.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_line.then(|| Transmission {
        channel: channel.to_ascii_uppercase(),
        serial: (figures > 0).then(|| serial[..figures].to_owned()),
        dummy: figures > 0 && serial[..figures].bytes().all(|byte| byte == b'0'),
        span: Span::new(0, line.len() as u32),
    })
}
