//! Web pages with a telegram: the pages of 2010-11 (rule PAGE), blogs,
//! forums, saved copies. The page becomes text whose blocks are lines. The
//! container that holds the telegram is found by the page's structure; what
//! lies outside it is said to be chrome, and the rest is read as any text is.

mod container;
mod entity;
mod grid;
mod layout;
mod lines;
mod markup;
mod menus;
mod names;
mod nesting;
mod numbered;
pub(crate) mod provenance;
mod signs;
mod sniff;
pub(crate) mod statements;
mod tag;

use encoding_rs::Encoding;

use crate::carrier::{Form, Inner, Sample};
use crate::charset::{self, Decoded};
use crate::source_map::MapBuilder;
use crate::{Reading, Unit, text, title};

pub(crate) use entity::entity;
use layout::LaidOut;

/// Web pages.
pub(crate) struct Page;

impl Form for Page {
    fn key(&self) -> &'static str {
        "page"
    }

    fn word(&self) -> &'static str {
        "web page"
    }

    fn ending(&self) -> &'static str {
        "html.txt"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        sniff::has_markup(sample.lower()) || sniff::is_flattened(sample.lower())
    }

    fn read(&self, unit: &Unit, _: &Inner<'_>, reading: &mut Reading) {
        read(unit, reading);
    }
}

/// Reads the telegrams of a page.
fn read(unit: &Unit, reading: &mut Reading) {
    if !sniff::has_markup(Sample::new(&unit.bytes).lower()) {
        // Copied as text, with the page's own words.
        return text::read(unit, reading);
    }
    let decoded = charset::decode_declared(&unit.bytes, declared(&unit.bytes));
    let (Decoded { text, map }, laid_out) = lay_out(&decoded);
    let aside = container::outside(&text, &laid_out.containers);
    let title = laid_out.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let headings = laid_out.headings.iter().map(|place| text.get(place.clone()).unwrap_or_default());
    let titled = title::of_page(&title, headings).map(str::to_owned);
    let title = Some(("page title", title)).filter(|(_, title)| !title.is_empty());
    let address = provenance::address(&decoded.text).map(|address| (provenance::ADDRESS, address));
    let attributes = title.into_iter().chain(address).map(|(name, value)| (name.to_owned(), value)).collect();
    text::one(unit, text::Found { decoded: Decoded { text, map }, aside, attributes, titled }, reading);
}

/// The page as text.
pub(crate) fn text_of(unit: &Unit) -> Decoded {
    lay_out(&charset::decode_declared(&unit.bytes, declared(&unit.bytes))).0
}

/// The page's text, and what its tags tell. Where all of the markup, or that of the telegram, had been escaped (rule N4), the
/// text is a page again.
fn lay_out(page: &Decoded) -> (Decoded, LaidOut) {
    let lay_out = |page: &Decoded| {
        let mut builder = MapBuilder::over(&page.map);
        let laid_out = layout::lay_out(&page.text, &mut builder);
        let (text, map) = builder.finish_over(&page.map);
        (Decoded { text, map }, laid_out)
    };
    let (text, outer) = lay_out(page);
    if !markup::stands_in(&text.text) {
        return (text, outer);
    }
    let (text, inner) = lay_out(&text);
    // The places of the outer page are none of this text.
    let title = if outer.title.is_empty() { inner.title } else { outer.title };
    (text, LaidOut { title, ..inner })
}

/// The character set that the page states in its head.
pub(crate) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=").or_else(|| memchr::memmem::find(&head, b"encoding="))?;
    let value = &head[at..];
    let value = &value[value.iter().position(|byte| *byte == b'=')? + 1..];
    let label: Vec<u8> = value
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.'))
        .collect();
    Encoding::for_label(&label)
}

#[cfg(test)]
mod tests;
