//! Tells a message or mailbox by its header.

/// Fields that only messages have, and fields that other texts may have too.
const OWN: [&str; 9] = [
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "delivered-to",
    "content-type",
    "x-mailer",
    "in-reply-to",
    "content-transfer-encoding",
];
const COMMON: [&str; 6] = ["from", "to", "date", "subject", "cc", "reply-to"];

/// So much of a header is looked at: what filters wrote above it may be thousands of fields.
const HEADER: usize = 4 << 20;

/// Whether the bytes begin as a message does, or as a mailbox: a header of
/// fields up to the first blank line, with one that only messages have or with
/// sender, date and another.
pub(crate) fn is_mail(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEADER)];
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let (mut own, mut common, mut fields) = (0, 0, 0);
    let (mut dated, mut addressed) = (false, false);
    for (index, line) in head.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if index == 0 && super::boundary::is_separator(line) {
            continue;
        }
        if line.is_empty() {
            break;
        }
        if matches!(line.first(), Some(b' ' | b'\t')) && fields > 0 {
            continue;
        }
        let Some(at) = line.iter().take(60).position(|byte| *byte == b':') else { return false };
        let name = line[..at].to_ascii_lowercase();
        if name.is_empty() || !name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
            return false;
        }
        fields += 1;
        let is = |names: &[&str]| names.iter().any(|known| known.as_bytes() == name);
        own += usize::from(is(&OWN));
        common += usize::from(is(&COMMON));
        dated |= name == b"date";
        // Memoranda and telegrams begin with the same fields; only a message has mailboxes in them (RFC 5322, 3.4).
        addressed |= is(&["from", "to", "cc", "sender"]) && memchr::memchr(b'@', line).is_some();
    }
    fields >= 2 && (own >= 1 && own + common >= 2 || dated && addressed && common >= 3)
}

#[cfg(test)]
mod tests {
    use super::is_mail;

    #[test]
    fn tells_messages() {
        for text in [
            "From: roe@example.org\r\nTo: doe@example.org\r\nDate: Sat, 2 Apr 2005 03:15:00 +0000\r\n\r\nx",
            "Return-Path: <roe@example.org>\nFrom: roe@example.org\n\nx",
            "From roe@example.org Sat Apr  2 03:15:00 2005\nFrom: roe@example.org\nMessage-ID: <1@example.org>\n\nx",
            "Received: from a\n by b\nSubject: x\n\n",
        ] {
            assert!(is_mail(text.as_bytes()), "{text}");
        }
        for text in [
            "FROM: AMEMBASSY SUVA\nTO: SECSTATE WASHDC\nDATE: 02 APR 75\nSUBJECT: FERRY\n\n1. THE FERRY SAILS.\n",
            "From: A. Larch\nTo: The Files\nDate: 2 April 1975\nSubject: Ferry\n\nThe ferry sails.\n",
            "",
            "MRN: 11 SUVA 617\nDate/DTG: Apr 02, 2011\nFrom: AMEMBASSY SUVA\nSubject: x\n\n",
            "From: AMEMBASSY SUVA\nSubject: FERRY\n\n1. TEXT",
            "From the harbour: a view.\n\n",
            "TAGS: EFIS, FJ\nSUBJECT: FERRY\n",
            "<html>",
        ] {
            assert!(!is_mail(text.as_bytes()), "{text}");
        }
    }
}
