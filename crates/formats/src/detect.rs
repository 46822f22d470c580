//! Tells by content, never by name, what a unit is.

use crate::carrier::Carrier;
use crate::charset;
use crate::table::{Columns, Detected, HEAD, Layout};

/// So many NULs are a hole.
const HOLE: usize = 1 << 10;

/// Tells what the bytes are.
#[must_use]
pub fn detect(bytes: &[u8]) -> Carrier {
    let head = &bytes[..bytes.len().min(HEAD)];
    match table(head, head.len() == bytes.len(), &Columns::default()) {
        Detected::Yes(layout) => layout.carrier(),
        _ => Carrier::of(bytes),
    }
}

/// Whether the start of a file is one of a table. Asked first: a row may hold
/// anything, also the marks of other forms.
pub(crate) fn table(head: &[u8], complete: bool, columns: &Columns) -> Detected<Layout> {
    // After the start there may be a hole of NULs, in a sparse file; the rows
    // before it tell.
    let end = head.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    let (head, complete) = if head.len() - end > HOLE { (&head[..end], true) } else { (head, complete) };
    // And rows may be lost in one; then the others tell.
    if charset::binary(head).is_some() {
        let rest: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
        if rest.len() * 8 < head.len() || charset::binary(&rest).is_some() {
            return Detected::No;
        }
    }
    Layout::detect(head, complete, columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_content() {
        for (bytes, carrier) in [
            (&b""[..], Carrier::Empty),
            (b" \r\n\n", Carrier::Empty),
            (b"SUBJECT: FERRIES<br>REF: SUVA 617<br>", Carrier::Page),
            (b"<p>TAGS: PGOV, FJ</p>", Carrier::Page),
            (b"TAGS: <a href=\"/tag/FJ\">FJ</a>", Carrier::Page),
            (b"REF: SUVA <NO NUMBER>; P <b SUVA 617", Carrier::Text),
            (b"%PDF-1.7", Carrier::Pdf),
            (b"FM AMEMBASSY SUVA\nTO SECSTATE WASHDC\n", Carrier::Text),
            (b"1. (U) THE FILE ENDS IN <BR> OR <PRE>. NO MORE.", Carrier::Text),
            (b"-----BEGIN-----\nabc\n<!DOCTYPE html><p>x", Carrier::Page),
            (b"<table class='cable'><tr><td>Reference ID</td></tr></table>", Carrier::Page),
            (b"Title\nReference ID Created Released Classification Origin\n05SUVA617 2005-04-02 04:10 2011-01-01 01:01 SECRET X\n", Carrier::Page),
            (b"  Message Text\nFM X\n\n   Message Attributes\nCopy: SINGLE\n", Carrier::Aad),
            (b"THE MESSAGE TEXT\nAND THE MESSAGE ATTRIBUTES\n", Carrier::Text),
            (b"<?xml version='1.0'?>\n<TEI xmlns='http://www.tei-c.org/ns/1.0'>", Carrier::Frus),
            (b"MRN:   11 SUVA 617\nDate/DTG:  Jan 02, 2011\n", Carrier::Smart),
        ] {
            assert_eq!(detect(bytes), carrier, "{:?}", String::from_utf8_lossy(bytes));
        }
        let wide: Vec<u8> = "<html><p>x</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(&wide), Carrier::Page);
    }
}
