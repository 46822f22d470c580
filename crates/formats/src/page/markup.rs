//! The tags and texts of a page with their places.

use core::ops::Range;
use std::cell::RefCell;
use std::rc::Rc;

use lol_html::html_content::{Element, EndTag, TextChunk, TextType};
use lol_html::{AsciiCompatibleEncoding, HtmlRewriter, MemorySettings, Settings, doc_text, element};

/// Something in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event {
    /// A tag opens here.
    Open(String, Range<usize>),
    /// A tag is closed here.
    Close(String),
    /// Text, with entities.
    Text(Range<usize>),
}

/// What the tokenizer may keep in memory: a tag or comment that never ends.
const MEMORY: usize = 512 << 20;

/// Texts that are program or style.
fn is_text(kind: TextType) -> bool {
    !matches!(kind, TextType::ScriptData | TextType::RawText)
}

/// All tags and texts in their order, and where and why reading stopped early.
pub(super) fn events(page: &str) -> (Vec<Event>, Option<(u32, String)>) {
    let events: Rc<RefCell<Vec<Event>>> = Rc::default();
    let (opened, written) = (Rc::clone(&events), Rc::clone(&events));
    let settings = Settings::new()
        .with_encoding(AsciiCompatibleEncoding::utf_8())
        .with_memory_settings(MemorySettings::new().with_max_allowed_memory_usage(MEMORY))
        .with_strict(false)
        .append_element_content_handler(element!("*", move |element: &mut Element<'_, '_>| {
            let name = element.tag_name();
            opened.borrow_mut().push(Event::Open(name.clone(), element.source_location().bytes()));
            if let Some(handlers) = element.end_tag_handlers() {
                let closed = Rc::clone(&opened);
                handlers.push(Box::new(move |_: &mut EndTag<'_>| {
                    closed.borrow_mut().push(Event::Close(name.clone()));
                    Ok(())
                }));
            }
            Ok(())
        }))
        .append_document_content_handler(doc_text!(move |chunk: &mut TextChunk<'_>| {
            let range = chunk.source_location().bytes();
            if is_text(chunk.text_type()) && !range.is_empty() {
                let mut events = written.borrow_mut();
                // One text may come in pieces.
                match events.last_mut() {
                    Some(Event::Text(last)) if last.end == range.start => last.end = range.end,
                    _ => events.push(Event::Text(range)),
                }
            }
            Ok(())
        }));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    // In pieces, because a text is handed on when a piece ends: the tokenizer
    // then never has to hold the whole page.
    let mut stopped = None;
    let mut from = 0;
    while from < page.len() {
        // A text is handed on up to the end of a piece, which must not part a letter.
        let to = page.floor_char_boundary(from + PIECE);
        if let Err(error) = rewriter.write(&page.as_bytes()[from..to]) {
            let at = u32::try_from(from).unwrap_or(u32::MAX);
            stopped = Some((at, format!("the markup cannot be read: {error}")));
            break;
        }
        from = to;
    }
    if stopped.is_none()
        && let Err(error) = rewriter.end()
    {
        stopped = Some((u32::try_from(page.len()).unwrap_or(u32::MAX), format!("the markup cannot be read: {error}")));
    }
    let events = core::mem::take(&mut *events.borrow_mut());
    (events, stopped)
}

const PIECE: usize = 64 << 10;
