//! The text of a message without the marks of quoting, and its pieces: what
//! was written, and each message that was forwarded below it.

use core::ops::Range;

use crate::charset::Decoded;
use crate::source_map::MapBuilder;

/// The text without `> ` at the start of its lines.
pub(super) fn unquote(decoded: &Decoded) -> Decoded {
    if !decoded.text.lines().any(|line| line.starts_with('>')) {
        return decoded.clone();
    }
    let mut builder = MapBuilder::over(&decoded.map);
    let mut at = 0;
    for line in decoded.text.split_inclusive('\n') {
        let rest = strip(line);
        builder.copy(rest, at + (line.len() - rest.len()));
        at += line.len();
    }
    let (text, map) = builder.finish_over(&decoded.map);
    Decoded { text, map }
}

/// `> > text`, `>> text`; a mailbox writes `>From` for `From`.
fn strip(line: &str) -> &str {
    let mut rest = line;
    while let Some(after) = rest.strip_prefix('>') {
        rest = after.strip_prefix(' ').filter(|after| after.starts_with('>')).unwrap_or(after);
    }
    if rest.len() < line.len() { rest.strip_prefix(' ').unwrap_or(rest) } else { rest }
}

/// Cuts the text after each header of a forwarded message (`From:`, `Sent:`,
/// `To:`, `Subject:`), whose subject is not that of a telegram. The flag says
/// that the piece is the whole text.
pub(super) fn segments(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut cuts = Vec::new();
    let mut block: Option<(usize, [bool; 3])> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let key = field(line.trim());
        match (&mut block, key) {
            (Some((_, seen)), Some(key)) => seen[key] = true,
            (None, Some(0)) => block = Some((at, [true, false, false])),
            (Some((start, seen)), None) => {
                let blank = line.trim().is_empty();
                let goes_on = !blank && at - *start < 2_000 && !seen.iter().all(|seen| *seen);
                if !goes_on {
                    if seen.iter().all(|seen| *seen) {
                        cuts.push((*start, at));
                    }
                    block = None;
                }
            }
            (None, _) => {}
        }
        at += line.len();
    }
    if cuts.is_empty() {
        return vec![(0..text.len(), true)];
    }
    let mut segments = Vec::new();
    let mut from = 0;
    for (start, end) in cuts {
        segments.push((from..start, false));
        from = end;
    }
    segments.push((from..text.len(), false));
    segments.retain(|(range, _)| text.get(range.clone()).is_some_and(|piece| !piece.trim().is_empty()));
    segments
}

/// Which of the three fields every forwarded header has the line is: sender,
/// time, other. Telegrams of the labelled form have no `Sent:`.
fn field(line: &str) -> Option<usize> {
    let line = line.trim_start_matches('*');
    let (key, _) = line.split_once(':')?;
    match key.trim_end_matches('*').trim() {
        "From" | "FROM" => Some(0),
        "Sent" | "Date" | "SENT" => Some(1),
        "To" | "Subject" | "Cc" | "CC" | "Importance" | "Attachments" | "Reply-To" => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode;

    #[test]
    fn takes_the_marks_away_and_keeps_the_places() {
        let decoded = decode(b"see below\n> FM AMEMBASSY SUVA\n>> TO SECSTATE\n> > BT\n>\nend\n");
        let plain = unquote(&decoded);
        assert_eq!(plain.text, "see below\nFM AMEMBASSY SUVA\nTO SECSTATE\nBT\n\nend\n");
        assert_eq!(plain.map.bytes(telegram::Span::new(10, 12)), 12..14);
    }

    #[test]
    fn cuts_after_forwarded_headers() {
        let text = "hello\n\nFrom: Roe\nSent: Monday\nTo: Doe\nSubject: FW: x\n\nFM AMEMBASSY SUVA\n";
        let pieces: Vec<_> = segments(text).into_iter().map(|(range, _)| text[range].trim()).collect();
        assert_eq!(pieces, ["hello", "FM AMEMBASSY SUVA"]);
        let smart = "MRN: 11 SUVA 1\nFrom: AMEMBASSY SUVA\nAction: x\nSubject: y\n\ntext";
        assert_eq!(segments(smart), [(0..smart.len(), true)]);
    }
}
