//! The first line `sep=;`, which spreadsheets write and understand: it names the separator and is no row.

/// So long the line may be, with what a spreadsheet that saved it again put around it.
const LONGEST: usize = 200;

/// A line that names the separator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) separator: u8,
    /// The length of the line with its end and blank lines after it.
    pub(super) length: usize,
}

/// The line at the start of `body`, in any case, in quotation marks or not: `sep=;`, `"SEP=|"`, `sep=\t`, `sep=;;;;`.
pub(super) fn named(body: &[u8]) -> Option<Named> {
    let near = body.get(..LONGEST).unwrap_or(body);
    let end = memchr::memchr2(b'\n', b'\r', near)?;
    let line = near.get(..end)?.trim_ascii_start();
    let line = line.strip_prefix(b"\"").unwrap_or(line);
    let (_, rest) = line.split_at_checked(3).filter(|(label, _)| label.eq_ignore_ascii_case(b"sep"))?;
    let rest = rest.trim_ascii_start().strip_prefix(b"=")?;
    let (separator, rest) = separator(rest)?;
    // Saved again, the line is a row: its mark is closed, and empty fields follow.
    let is_empty = |byte: &u8| *byte == separator || matches!(byte, b'"' | b' ' | b'\t' | b',' | b';');
    let blank = body.get(end..)?.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    rest.iter().all(is_empty).then_some(Named { separator, length: end + blank })
}

/// The separator, as itself, in quotation marks or by its name, and what stands after it.
fn separator(value: &[u8]) -> Option<(u8, &[u8])> {
    for name in [&b"\\t"[..], b"tab", b"TAB"] {
        if let Some(rest) = value.strip_prefix(name) {
            return Some((b'\t', rest));
        }
    }
    let bare = value.trim_ascii_start();
    let value = if bare.is_empty() { value } else { bare };
    let (separator, rest) = value.split_first()?;
    let is_separator =
        *separator == b'\t' || separator.is_ascii_punctuation() && !matches!(separator, b'"' | b'\\' | b'=');
    is_separator.then_some((*separator, rest))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn forms() {
        for (line, separator) in [
            ("sep=;\nx", b';'),
            ("\"sep=;\"\r\nx", b';'),
            ("SEP=,\r\n\r\nx", b','),
            ("sep=|\n", b'|'),
            ("sep=\t\n", b'\t'),
            ("sep=\\t\n", b'\t'),
            ("sep=;;;;\n", b';'),
            ("\"sep=;\";;;\n", b';'),
            ("Sep = ;\n", b';'),
            ("sep=^\r", b'^'),
        ] {
            let found = named(line.as_bytes());
            assert_eq!(found.map(|found| found.separator), Some(separator), "{line:?}");
            assert_eq!(&line[found.unwrap().length..], if line.ends_with('x') { "x" } else { "" }, "{line:?}");
        }
        for line in ["sep=;", "sep=a\n", "separator=;\n", "sep=;x\n", "", "\n", "sep=\n"] {
            assert_eq!(named(line.as_bytes()), None, "{line:?}");
        }
    }
}
