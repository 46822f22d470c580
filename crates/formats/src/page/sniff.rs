//! Whether bytes are a web page, or one that was copied as text.

use memchr::memmem;

/// The doctype or root element, or a table or preformatted block with enough
/// other markup that it is no telegram about markup.
pub(super) fn has_markup(sample: &[u8]) -> bool {
    let has = |mark: &str| memmem::find(sample, mark.as_bytes()).is_some();
    if has("<!doctype html") || has("<html") || (has("<body") && has("</")) {
        return true;
    }
    let tags = ["<p>", "<p ", "<br", "<div", "<table", "<tr", "<td", "<pre", "<code", "<span", "<a href", "<h1", "<ul"];
    let closed = ["</p>", "</div>", "</table>", "</td>", "</pre>", "</code>", "</span>", "</a>", "</h1>", "</ul>"];
    tags.iter().filter(|tag| has(tag)).count() >= 2 && closed.iter().any(|tag| has(tag))
        || is_cut_from_page(sample)
        || is_escaped(sample)
}

/// A page whose markup had been escaped before it was kept: blocks that are opened and closed, or ends of lines (rule N4).
fn is_escaped(sample: &[u8]) -> bool {
    let count = |mark: &str, enough: usize| memmem::find_iter(sample, mark.as_bytes()).take(enough).count() == enough;
    let blocks = ["p", "pre", "div", "td", "body"];
    count("&lt;br", 2)
        || count("&lt;/", 1)
            && blocks.iter().any(|name| count(&format!("&lt;{name}"), 1) && count(&format!("&lt;/{name}&gt;"), 1))
}

/// A few lines cut out of a page: a tag at the start, closed later, or line ends, links and blanks written as only pages
/// have them.
fn is_cut_from_page(sample: &[u8]) -> bool {
    const NAMES: [&str; 12] = ["p", "pre", "div", "b", "strong", "span", "td", "tr", "table", "code", "a", "tt"];
    let begins = sample.trim_ascii_start().strip_prefix(b"<").is_some_and(|rest| {
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let (name, after) = rest.split_at(length);
        let end = [b"</", name, b">"].concat();
        NAMES.iter().any(|known| known.as_bytes() == name)
            && matches!(after.first(), Some(b'>' | b' '))
            && memmem::find(after, &end).is_some()
    });
    let has = |mark: &str| memmem::find(sample, mark.as_bytes()).is_some();
    begins
        || memmem::find_iter(sample, b"<br").any(|at| {
            let before = at.checked_sub(1).and_then(|before| sample.get(before));
            let ends = [&b"<br>"[..], b"<br/>", b"<br />"].iter().any(|tag| sample[at..].starts_with(tag));
            // `ENDS IN <BR> OR`: a text about such tags.
            ends && before.is_some_and(|byte| !byte.is_ascii_whitespace())
        })
        || has("<a href=") && has("</a>")
        || memmem::find_iter(sample, b"&nbsp;").nth(1).is_some()
}

/// The table row of the pages of 2010-11 in a copy without markup: its header
/// and its values, in this order (rule PAGE).
pub(super) fn is_flattened(sample: &[u8]) -> bool {
    let has = |mark: &str| memmem::find(sample, mark.as_bytes()).is_some();
    // Cells of keys and values (rule DUMP).
    if has("canonical id") && (has("original classification") || has("current classification")) && has("from") {
        return true;
    }
    memmem::find_iter(sample, b"reference id").any(|at| {
        let before = sample[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
        let rest = &sample[at..sample.len().min(at + 400)];
        let mut words = rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).skip(2);
        matches!(before, None | Some(b'\n' | b'\r' | 0xBF))
            && ["created", "released", "classification", "origin"]
                .iter()
                .all(|column| words.next() == Some(column.as_bytes()))
            && words.next().is_some_and(|id| id.iter().any(u8::is_ascii_digit))
            && words.next().is_some_and(|date| date.len() == 10 && date.get(4) == Some(&b'-'))
    })
}
