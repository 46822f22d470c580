//! Whether what stands in angle brackets is markup: `<NAME REDACTED>` and `<smith@state.gov>` are words of the text.

use std::collections::HashSet;

/// The names of tags that do nothing to the lines, in their order: those of HTML and of its older forms.
#[rustfmt::skip]
const INLINE: &[&str] = &[
    "abbr", "acronym", "applet", "area", "audio", "b", "base", "basefont", "bdi", "bdo", "bgsound", "big", "blink",
    "canvas", "cite", "code", "col", "colgroup", "data", "datalist", "del", "details", "dfn", "dialog", "dir", "em",
    "embed", "font", "frame", "frameset", "head", "hgroup", "html", "i", "image", "img", "input", "ins", "isindex",
    "kbd", "keygen", "label", "layer", "legend", "link", "map", "mark", "marquee", "math", "menu", "menuitem",
    "meta", "meter", "nobr", "noembed", "noframes", "optgroup", "output", "param", "picture", "plaintext",
    "progress", "q", "rb", "rp", "rt", "ruby", "s", "samp", "slot", "small", "source", "spacer", "span", "strike",
    "strong", "sub", "summary", "sup", "tbody", "tfoot", "thead", "time", "track", "tt", "u", "var", "video", "wbr",
];

/// Names of tags that are marks of a class too, where the page never closes one.
const CLASSES: [&str; 2] = ["s", "u"];

/// Whether a tag with this name, whose brackets go on with `after`, is markup though the list of tags does not have it: a
/// known name, one with a prefix, one that has attributes, closes itself or is closed somewhere on the page.
pub(super) fn is_markup<'a>(name: &[u8], after: &[u8], closed: impl FnOnce() -> &'a Closed) -> bool {
    let Some(name) = Name::of(name) else { return false };
    let name = name.as_str();
    if CLASSES.contains(&name) {
        return has_attribute(after) || closed().has(name);
    }
    INLINE.binary_search(&name).is_ok() || after.starts_with(b"/>") || has_attribute(after) || closed().has(name)
}

/// The longest name of a tag.
const LONGEST: usize = 40;

/// A name in small letters.
struct Name {
    letters: [u8; LONGEST],
    length: usize,
}

impl Name {
    /// `None` for what can be no name of a tag: `smith@state.gov`, `http:`.
    fn of(name: &[u8]) -> Option<Self> {
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
        let mut letters = [0; LONGEST];
        letters.get_mut(..name.len())?.copy_from_slice(name);
        letters.make_ascii_lowercase();
        (name.iter().all(is_name) && !name.ends_with(b":")).then_some(Self { letters, length: name.len() })
    }

    fn as_str(&self) -> &str {
        self.letters.get(..self.length).and_then(|letters| core::str::from_utf8(letters).ok()).unwrap_or_default()
    }
}

/// `<x-menu open class=a>`: a name with a value follows.
fn has_attribute(after: &[u8]) -> bool {
    let end = memchr::memchr2(b'>', b'<', after).unwrap_or(after.len());
    let Some(at) = memchr::memchr(b'=', after.get(..end).unwrap_or_default()) else { return false };
    let before = after.get(..at).unwrap_or_default().trim_ascii_end();
    after.first().is_some_and(u8::is_ascii_whitespace) && before.last().is_some_and(u8::is_ascii_alphanumeric)
}

/// The names of all end tags of a page, in small letters.
#[derive(Default)]
pub(super) struct Closed(HashSet<String>);

impl Closed {
    pub(super) fn of(page: &[u8]) -> Self {
        let ends = memchr::memmem::find_iter(page, b"</").filter_map(|at| {
            let rest = page.get(at + 2..).unwrap_or_default();
            let length = rest.iter().take(LONGEST + 1).take_while(|byte| !matches!(byte, b'>' | b' ' | b'\n' | b'\r'));
            Name::of(rest.get(..length.count()).unwrap_or_default())
        });
        let mut names = HashSet::new();
        for name in ends {
            if !names.contains(name.as_str()) {
                names.insert(name.as_str().to_owned());
            }
        }
        Self(names)
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_sorted() {
        assert!(INLINE.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn words_in_angle_brackets() {
        let closed = Closed::of(b"<x-menu></x-menu><o:p></O:P >");
        for (name, after, expected) in [
            ("b", ">", true),
            ("FONT", " color=red>", true),
            ("o:p", ">", true),
            ("x-menu", ">", true),
            ("x-list", ">", false),
            ("x-list", " class=a>", true),
            ("st1:place", " w:st=\"on\">", true),
            ("foo", "/>", true),
            ("SUVA", ">", false),
            ("NAME", " REDACTED>", false),
            ("NAME", " = UNKNOWN", false),
            ("smith@state.gov", ">", false),
            ("http:", "//example.org/?a=b>", false),
            ("C", ">", false),
            ("U", ">", false),
        ] {
            assert_eq!(is_markup(name.as_bytes(), after.as_bytes(), || &closed), expected, "<{name}{after}");
        }
        let closed = Closed::of(b"<u>A</u>");
        assert!(is_markup(b"U", b">", || &closed));
    }
}
