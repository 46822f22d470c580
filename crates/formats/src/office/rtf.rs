//! Rich Text Format to text: control words, groups, escapes.

use core::ops::Range;

use crate::charset::Decoded;
use crate::source_map::MapBuilder;

/// Groups whose content is no text of the document.
const NO_TEXT: [&str; 18] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "listtable",
    "listoverridetable",
    "generator",
    "themedata",
];

/// What holds within a group.
#[derive(Clone, Copy)]
struct Group {
    /// Whether its content is left out.
    silent: bool,
    /// So many letters stand after `\u…` for readers without Unicode.
    fallback: usize,
}

/// The documents of a file: several may stand after each other. Each begins with `{\rtf` and ends with its last brace.
pub(super) fn documents(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(bytes.get(from..).unwrap_or_default(), MARK) {
        let start = from + at;
        from = end_of(bytes, start);
        found.push(start..from);
    }
    found
}

/// With what a document begins.
pub(super) const MARK: &[u8] = b"{\\rtf";

/// Where the group that begins at `start` ends; the end of the file where its brace is lost.
fn end_of(bytes: &[u8], start: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(found) = memchr::memchr3(b'{', b'}', b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found + 1;
        match bytes.get(at - 1) {
            Some(b'{') => depth += 1,
            Some(b'}') => depth = depth.saturating_sub(1),
            // What is escaped is no brace, and what is binary neither.
            _ if bytes.get(at..at + 3) == Some(b"bin") => at = binary_end(bytes, at + 3),
            _ => at += 1,
        }
        if depth == 0 {
            return at.min(bytes.len());
        }
    }
    bytes.len()
}

/// Where the bytes end that a `\bin` announces by their number, which stands at `at`. The brace of their group follows; a
/// number after which none does is wrong, and the bytes end at the next brace.
fn binary_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let digits = rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let stated = rest.get(..digits).and_then(|digits| core::str::from_utf8(digits).ok()?.parse::<usize>().ok());
    let from = at + digits + usize::from(rest.get(digits) == Some(&b' '));
    let end = from.saturating_add(stated.unwrap_or(0));
    let after = bytes.get(end..).unwrap_or_default().trim_ascii_start();
    if matches!(after.first(), Some(b'}')) {
        return end;
    }
    from + memchr::memchr(b'}', bytes.get(from..).unwrap_or_default()).unwrap_or(0)
}

/// Reads the text of the document that stands at `place`. Every letter keeps its place in the file; what is broken ends with
/// the document.
pub(super) fn decode(bytes: &[u8], place: Range<usize>) -> Decoded {
    let mut reader = Reader {
        bytes: bytes.get(..place.end).unwrap_or(bytes),
        at: place.start,
        builder: MapBuilder::new("RTF"),
        page: encoding_rs::WINDOWS_1252,
        group: Group { silent: false, fallback: 1 },
        outer: Vec::new(),
        skip: 0,
        half: None,
    };
    reader.run();
    let (text, map) = reader.builder.finish();
    Decoded { text, map }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    builder: MapBuilder,
    page: &'static encoding_rs::Encoding,
    group: Group,
    /// The groups around this one.
    outer: Vec<Group>,
    /// So many letters are still to be left out, after `\u…`.
    skip: usize,
    /// The first half of a letter, and where it stands.
    half: Option<(u32, usize)>,
}

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            let start = self.at;
            self.at += 1;
            match byte {
                b'{' => {
                    self.outer.push(self.group);
                    self.skip = 0;
                }
                b'}' => {
                    self.group = self.outer.pop().unwrap_or(self.group);
                    self.skip = 0;
                }
                b'\\' => self.control(start),
                b'\r' | b'\n' | 0 => {}
                _ => self.letter(&[byte], start),
            }
        }
    }

    /// What a backslash begins, at `start`.
    fn control(&mut self, start: usize) {
        let Some(&byte) = self.bytes.get(self.at) else { return };
        self.at += 1;
        match byte {
            b'\\' | b'{' | b'}' => self.letter(&[byte], start),
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at + 2).and_then(|two| core::str::from_utf8(two).ok());
                if let Some(letter) = digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
                    self.at += 2;
                    self.letter(&[letter], start);
                }
            }
            b'~' => self.say(" ", start),
            b'_' => self.say("-", start),
            b'*' => self.group.silent = true,
            b'\r' | b'\n' => self.say("\n", start),
            b'a'..=b'z' | b'A'..=b'Z' => self.word(start),
            // `\-`, an optional hyphen, and signs that nobody uses.
            _ => {}
        }
    }

    /// A control word with its number and the blank that ends it.
    fn word(&mut self, start: usize) {
        let rest = self.bytes.get(start + 1..).unwrap_or_default();
        let letters = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let sign = usize::from(rest.get(letters) == Some(&b'-'));
        let digits = rest.iter().skip(letters + sign).take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let sign = if digits == 0 { 0 } else { sign };
        let end = letters + sign + digits;
        let word = core::str::from_utf8(&rest[..letters]).unwrap_or_default();
        let number = core::str::from_utf8(&rest[letters..end]).ok().and_then(|number| number.parse::<i64>().ok());
        self.at = start + 1 + end + usize::from(rest.get(end) == Some(&b' '));
        match word {
            "par" | "line" | "row" | "sect" | "page" => self.say("\n", start),
            "tab" | "cell" => self.say("\t", start),
            "emdash" => self.say("\u{2014}", start),
            "endash" => self.say("\u{2013}", start),
            "lquote" => self.say("\u{2018}", start),
            "rquote" => self.say("\u{2019}", start),
            "ldblquote" => self.say("\u{201c}", start),
            "rdblquote" => self.say("\u{201d}", start),
            "bullet" => self.say("\u{2022}", start),
            "uc" => self.group.fallback = number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1).min(16),
            "u" => {
                // Numbers above 32,767 are written as negative ones.
                let code = number.map(|code| if code < 0 { code + 0x1_0000 } else { code });
                self.unicode(code.and_then(|code| u32::try_from(code).ok()).unwrap_or(0xFFFD), start);
                self.skip = self.group.fallback;
            }
            "ansicpg" => {
                let label = format!("windows-{}", number.unwrap_or(1252));
                self.page = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap_or(self.page);
            }
            "mac" => self.page = encoding_rs::MACINTOSH,
            "bin" => self.at = binary_end(self.bytes, start + 1 + letters),
            _ if NO_TEXT.contains(&word) => self.group.silent = true,
            _ => {}
        }
    }

    /// A letter by its number in Unicode; one above 65,535 is written as two halves, each with its `\\u`.
    fn unicode(&mut self, code: u32, start: usize) {
        let first = self.half.take();
        if (0xD800..0xDC00).contains(&code) {
            self.half = Some((code, start));
            return;
        }
        let (code, start) = match first {
            Some((high, first)) if (0xDC00..0xE000).contains(&code) => {
                (0x1_0000 + ((high - 0xD800) << 10) + (code - 0xDC00), first)
            }
            _ => (code, start),
        };
        self.say(char::from_u32(code).unwrap_or('\u{FFFD}').encode_utf8(&mut [0; 4]), start);
    }

    /// A letter of the document's character set.
    fn letter(&mut self, letter: &[u8], start: usize) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if self.group.silent {
            return;
        }
        match core::str::from_utf8(letter) {
            Ok(text) if self.at == start + 1 => self.builder.copy(text, start),
            Ok(text) => self.builder.whole(text, start..self.at),
            Err(_) => {
                let (text, _) = self.page.decode_without_bom_handling(letter);
                self.builder.whole(&text, start..self.at);
            }
        }
    }

    /// What a control word stands for.
    fn say(&mut self, text: &str, start: usize) {
        if !self.group.silent {
            self.builder.whole(text, start..self.at.min(self.bytes.len()));
        }
    }
}
