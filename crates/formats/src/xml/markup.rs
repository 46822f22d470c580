//! The tags of an XML file, found without a tree: a broken record must not cost
//! those after it.

use core::ops::Range;

pub(crate) const CDATA: &str = "<![CDATA[";
pub(crate) const CDATA_END: &str = "]]>";

/// The longest tag that is taken for one; a `<` before more is a letter of the text.
const LONGEST: usize = 512;

/// A start or end tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    pub(crate) name: &'a str,
    pub(crate) range: Range<usize>,
    pub(crate) is_end: bool,
    /// `<subject/>`
    pub(crate) is_empty: bool,
}

impl Tag<'_> {
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The next tag at or after `from`; comments, CDATA and declarations are passed over.
pub(crate) fn next_tag(text: &str, from: usize) -> Option<Tag<'_>> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        at += memchr::memchr(b'<', rest.as_bytes())?;
        let rest = text.get(at..)?;
        let passed = [(CDATA, CDATA_END), ("<!--", "-->")].into_iter().find(|(begin, _)| rest.starts_with(begin));
        if let Some((begin, end)) = passed {
            // What is not closed goes on to the end of the file.
            let inside = rest.get(begin.len()..)?;
            at += begin.len() + memchr::memmem::find(inside.as_bytes(), end.as_bytes())? + end.len();
            continue;
        }
        if let Some(tag) = tag_at(text, at) {
            return Some(tag);
        }
        at += 1;
    }
}

/// The tag at `at`, `None` where the `<` begins none.
pub(crate) fn tag_at(text: &str, at: usize) -> Option<Tag<'_>> {
    let inside = text.get(at + 1..)?;
    let bytes = inside.as_bytes();
    let length = memchr::memchr2(b'>', b'<', bytes.get(..bytes.len().min(LONGEST))?)?;
    if bytes.get(length) != Some(&b'>') {
        return None;
    }
    let content = inside.get(..length)?;
    let is_end = content.starts_with('/');
    let named = content.trim_start_matches('/');
    let end = named.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))).unwrap_or(named.len());
    let name = named.get(..end)?;
    let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    is_name.then(|| Tag { name, range: at..at + length + 2, is_end, is_empty: content.ends_with('/') })
}

/// The attributes of a tag, with the places of their values, in quotation marks or bare.
pub(crate) fn attributes<'a>(text: &'a str, tag: &Tag<'a>) -> Vec<(&'a str, Range<usize>)> {
    let end = tag.range.end.saturating_sub(1);
    let mut at = tag.range.start + 1 + usize::from(tag.is_end) + tag.name.len();
    let mut found = Vec::new();
    let skip = |at: usize, is_in: &dyn Fn(char) -> bool| {
        let rest = text.get(at..end).unwrap_or_default();
        at + rest.find(|letter: char| !is_in(letter)).unwrap_or(rest.len())
    };
    let blank = |letter: char| letter.is_whitespace();
    while at < end {
        let start = skip(at, &|letter| blank(letter) || letter == '/');
        at = skip(start, &|letter| !blank(letter) && !matches!(letter, '=' | '/'));
        let Some(name) = text.get(start..at).filter(|name| !name.is_empty()) else {
            // A sign that begins no name, or the end.
            at = skip(at, &|letter| letter == '=').max(start);
            continue;
        };
        let equals = skip(at, &blank);
        if !text.get(equals..end).unwrap_or_default().starts_with('=') {
            continue;
        }
        let from = skip(equals + 1, &blank);
        let mark = text.get(from..end).unwrap_or_default().chars().next().filter(|mark| matches!(mark, '"' | '\''));
        let value = match mark {
            Some(mark) => from + 1..skip(from + 1, &|letter| letter != mark),
            None => from..skip(from, &|letter| !blank(letter)),
        };
        at = value.end + usize::from(mark.is_some());
        found.push((name, value));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_of_a_tag() {
        let text = "x<a id = \"7\" b='c d' bare=e/f lone é=\"\" = \"=>\" / >";
        let tag = next_tag(text, 0).unwrap();
        let found: Vec<_> = attributes(text, &tag).into_iter().map(|(name, value)| (name, &text[value])).collect();
        assert_eq!(found.get(..4), Some(&[("id", "7"), ("b", "c d"), ("bare", "e/f"), ("é", "")][..]), "{found:?}");
        for end in 0..text.len() {
            let cut = format!("{}>", text.get(..end).unwrap_or_default());
            let _ = next_tag(&cut, 0).map(|tag| attributes(&cut, &tag));
        }
    }

    #[test]
    fn finds_tags_only() {
        let text = "<?xml?><!-- <no> --><a b='c'>1 < 2 <![CDATA[<d>]]></a><e/>";
        let mut at = 0;
        let mut names = Vec::new();
        while let Some(tag) = next_tag(text, at) {
            at = tag.range.end;
            names.push((tag.name, tag.is_end, tag.is_empty));
        }
        assert_eq!(names, [("a", false, false), ("a", true, false), ("e", false, true)]);
    }
}
