//! Where a saved page is from, as it says itself: the remark of the browser that saved it, or the address that its site
//! states in its head.

use crate::page::entity;
use crate::xml::markup::{self, Tag};

/// What the source calls the address.
pub(crate) const ADDRESS: &str = "page address";

/// So much of a page is its head.
const HEAD: usize = 64 << 10;

/// The address of the page: where a browser says that it saved it from, else the canonical one, else that for networks.
pub(super) fn address(page: &str) -> Option<String> {
    let head = page.get(..page.floor_char_boundary(HEAD)).unwrap_or(page);
    let found = saved_from(head).map(str::to_owned).or_else(|| {
        stated(head, "link", ("rel", "canonical"), "href")
            .or_else(|| stated(head, "meta", ("property", "og:url"), "content"))
    });
    found.filter(|address| is_web_address(address))
}

/// Whether words are an address of the web.
pub(crate) fn is_web_address(address: &str) -> bool {
    let is_web = ["http://", "https://", "ftp://"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    is_web && address.len() <= 2_000 && !address.contains(char::is_whitespace)
}

/// `<!-- saved from url=(0042)https://example.org/cable/05SUVA617.html -->`, with the length of the address in brackets.
fn saved_from(head: &str) -> Option<&str> {
    const MARK: &str = "saved from url=";
    let at = memchr::memmem::find(head.as_bytes(), MARK.as_bytes())? + MARK.len();
    let rest = head.get(at..)?;
    let rest = rest.strip_prefix('(').and_then(|rest| Some(rest.split_once(')')?.1)).unwrap_or(rest);
    rest.split("-->").next()?.split_whitespace().next()
}

/// The `value` of the first element of this name whose attribute has the value that is asked for.
fn stated(head: &str, name: &str, (key, wanted): (&str, &str), value: &str) -> Option<String> {
    let mut at = 0;
    while let Some(tag) = markup::next_tag(head, at) {
        at = tag.range.end;
        if tag.is("body") {
            return None;
        }
        if tag.is(name) && attribute(head, &tag, key).is_some_and(|found| found.eq_ignore_ascii_case(wanted)) {
            return attribute(head, &tag, value).filter(|found| !found.is_empty());
        }
    }
    None
}

/// The value of an attribute of a tag, with its entities taken out.
fn attribute(head: &str, tag: &Tag<'_>, name: &str) -> Option<String> {
    let (_, place) = markup::attributes(head, tag).into_iter().find(|(found, _)| found.eq_ignore_ascii_case(name))?;
    let mut value = String::new();
    let mut rest = head.get(place)?;
    while let Some(at) = rest.find('&') {
        value.push_str(rest.get(..at)?);
        rest = rest.get(at..)?;
        let (letter, length) = entity(rest).unwrap_or(('&', 1));
        value.push(letter);
        rest = rest.get(length..)?;
    }
    value.push_str(rest);
    Some(value.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses() {
        const SITE: &str = "https://example.org/cable?a=1&b=2";
        for page in [
            "<!-- saved from url=(0033)https://example.org/cable?a=1&b=2 -->\n<html>",
            "<html><head><link rel=\"stylesheet\" href=\"https://example.org/x\"><link href='https://example.org/cable?a=1&amp;b=2' rel=canonical></head>",
            "<META content=\"https://example.org/cable?a=1&amp;b=2\" property=\"og:url\"><body>",
        ] {
            assert_eq!(address(page).as_deref(), Some(SITE), "{page}");
        }
        for page in [
            "<!-- saved from url=(0014)about:internet -->",
            "<link rel=canonical href=/cable>",
            "<body><link rel=canonical href=https://example.org/x>",
            "",
        ] {
            assert_eq!(address(page), None, "{page}");
        }
    }
}
