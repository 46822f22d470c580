//! The tags of pages and what each does to the lines of the text.

use core::ops::Range;
use std::sync::LazyLock;

/// What a tag does to the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing: it stands within a line.
    Inline,
    /// What stands in it is no text of the page: the tokenizer leaves it out.
    Drop,
    /// What stands in it has entities and no tags, and is shown above the page.
    Title,
    /// It ends the line.
    Break,
    Cell,
    Line,
    Paragraph,
}

/// A tag that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag(u8);

use Effect::{Break, Cell, Drop, Inline, Line, Paragraph, Title};

/// The names in their order. What is not listed stands within a line.
const TAGS: [(&str, Effect); COUNT] = [
    ("a", Inline),
    ("address", Line),
    ("article", Line),
    ("aside", Line),
    ("blockquote", Paragraph),
    ("body", Line),
    ("br", Break),
    ("button", Inline),
    ("caption", Line),
    ("center", Line),
    ("dd", Line),
    ("div", Line),
    ("dl", Paragraph),
    ("dt", Line),
    ("fieldset", Line),
    ("figcaption", Line),
    ("figure", Paragraph),
    ("footer", Line),
    ("form", Line),
    ("h1", Paragraph),
    ("h2", Paragraph),
    ("h3", Paragraph),
    ("h4", Paragraph),
    ("h5", Paragraph),
    ("h6", Paragraph),
    ("header", Line),
    ("hr", Paragraph),
    ("iframe", Drop),
    ("li", Line),
    ("listing", Paragraph),
    ("main", Line),
    ("nav", Line),
    ("noscript", Drop),
    ("object", Drop),
    ("ol", Paragraph),
    ("option", Line),
    ("p", Paragraph),
    ("pre", Paragraph),
    ("script", Drop),
    ("section", Line),
    ("select", Drop),
    ("style", Drop),
    ("svg", Drop),
    ("table", Paragraph),
    ("td", Cell),
    ("template", Drop),
    ("textarea", Paragraph),
    ("th", Cell),
    ("title", Title),
    ("tr", Line),
    ("ul", Paragraph),
    ("xmp", Paragraph),
];

/// How many tags are known.
pub(super) const COUNT: usize = 52;

/// What is asked of tags again and again, a bit each, so that no name is compared.
const VOID: u8 = 1;
const PREFORMATTED: u8 = 2;
const APART: u8 = 4;
const LINK: u8 = 8;
const ENDS_ITS_KIND: u8 = 16;
const HEADING: u8 = 32;

/// The names that have each of the traits.
const TRAITS: [(u8, &[&str]); 6] = [
    (VOID, &["br", "hr"]),
    (PREFORMATTED, &["pre", "textarea", "listing", "xmp"]),
    (APART, &["nav", "footer", "aside", "form"]),
    (LINK, &["a", "button"]),
    (ENDS_ITS_KIND, &["a", "button", "p", "li", "td", "th", "tr"]),
    (HEADING, &["h1", "h2", "h3", "h4", "h5", "h6"]),
];

/// The traits of each tag, in the order of the names.
static TRAITS_OF: LazyLock<[u8; COUNT]> = LazyLock::new(|| {
    TAGS.map(|(name, _)| TRAITS.iter().filter(|(_, names)| names.contains(&name)).fold(0, |bits, (bit, _)| bits | bit))
});

/// Where the names with each first letter stand.
static STARTS: LazyLock<[Range<usize>; 26]> = LazyLock::new(|| {
    core::array::from_fn(|letter| {
        let first = |name: &str| name.bytes().next().map_or(0, |byte| usize::from(byte - b'a'));
        TAGS.partition_point(|(name, _)| first(name) < letter)..TAGS.partition_point(|(name, _)| first(name) <= letter)
    })
});

impl Tag {
    /// The tag with this name, in whatever letters; `None` for those that do nothing to the lines.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        let letter = name.first()?.to_ascii_lowercase().checked_sub(b'a')?;
        let range = STARTS.get(usize::from(letter))?.clone();
        let found =
            range.clone().zip(TAGS.get(range)?).find(|(_, (known, _))| known.as_bytes().eq_ignore_ascii_case(name));
        u8::try_from(found?.0).ok().map(Self)
    }

    /// Its place in the list of tags.
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }

    pub(super) fn name(self) -> &'static str {
        TAGS.get(self.index()).map_or("", |(name, _)| name)
    }

    pub(super) fn effect(self) -> Effect {
        TAGS.get(self.index()).map_or(Inline, |(_, effect)| *effect)
    }

    fn has(self, bit: u8) -> bool {
        TRAITS_OF.get(self.index()).is_some_and(|bits| bits & bit != 0)
    }

    /// Whether it has no end.
    pub(super) fn is_void(self) -> bool {
        self.has(VOID)
    }

    /// Whether it makes a block, which may hold the telegram.
    pub(super) fn is_block(self) -> bool {
        matches!(self.effect(), Cell | Line | Paragraph) && !self.is_void()
    }

    /// Whether blanks and line ends in it are kept.
    pub(super) fn is_preformatted(self) -> bool {
        self.has(PREFORMATTED)
    }

    /// Whether it says of a page's part that it is none of the page's own text.
    pub(super) fn is_apart(self) -> bool {
        self.has(APART)
    }

    /// Whether it leads elsewhere.
    pub(super) fn is_link(self) -> bool {
        self.has(LINK)
    }

    /// Whether it cannot lie in another of its own kind, which ends where the next begins.
    pub(super) fn ends_its_kind(self) -> bool {
        self.has(ENDS_ITS_KIND)
    }

    pub(super) fn is_heading(self) -> bool {
        self.has(HEADING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert!(TAGS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (_, names) in TRAITS {
            assert!(names.iter().all(|name| Tag::of(name.as_bytes()).map(Tag::name) == Some(name)), "{names:?}");
        }
        assert!(Tag::of(b"PRE").is_some_and(Tag::is_preformatted) && !Tag::of(b"p").is_some_and(Tag::is_preformatted));
        assert_eq!(Tag::of(b"BlockQuote").map(Tag::name), Some("blockquote"));
        for unknown in [&b""[..], b"b", b"font", b"blockquotes", b"x-menu"] {
            assert_eq!(Tag::of(unknown), None);
        }
    }
}
