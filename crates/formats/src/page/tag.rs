//! The tags of pages and what each does to the lines of the text.

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

/// The longest of the names.
const LONGEST: usize = 10;

impl Tag {
    /// The tag with this name, in whatever letters; `None` for those that do nothing to the lines.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        let mut lower = [0; LONGEST];
        let lower = lower.get_mut(..name.len())?;
        lower.copy_from_slice(name);
        lower.make_ascii_lowercase();
        let found = TAGS.binary_search_by(|(known, _)| known.as_bytes().cmp(lower)).ok()?;
        u8::try_from(found).ok().map(Self)
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

    /// Whether it has no end.
    pub(super) fn is_void(self) -> bool {
        matches!(self.name(), "br" | "hr")
    }

    /// Whether it makes a block, which may hold the telegram.
    pub(super) fn is_block(self) -> bool {
        matches!(self.effect(), Cell | Line | Paragraph) && !self.is_void()
    }

    /// Whether blanks and line ends in it are kept.
    pub(super) fn is_preformatted(self) -> bool {
        matches!(self.name(), "pre" | "textarea" | "listing" | "xmp")
    }

    /// Whether it says of a page's part that it is none of the page's own text.
    pub(super) fn is_apart(self) -> bool {
        matches!(self.name(), "nav" | "footer" | "aside" | "form")
    }

    /// Whether it leads elsewhere.
    pub(super) fn is_link(self) -> bool {
        matches!(self.name(), "a" | "button")
    }

    /// Whether it cannot lie in another of its own kind, which ends where the next begins.
    pub(super) fn ends_its_kind(self) -> bool {
        matches!(self.name(), "a" | "button" | "p" | "li" | "td" | "th" | "tr")
    }

    pub(super) fn is_heading(self) -> bool {
        matches!(self.name().as_bytes(), [b'h', b'1'..=b'6'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert!(TAGS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(TAGS.iter().map(|(name, _)| name.len()).max(), Some(LONGEST));
        assert_eq!(Tag::of(b"BlockQuote").map(Tag::name), Some("blockquote"));
        for unknown in [&b""[..], b"b", b"font", b"blockquotes", b"x-menu"] {
            assert_eq!(Tag::of(unknown), None);
        }
    }
}
