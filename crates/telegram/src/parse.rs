//! The way from text to telegram: lines to rows, rows to elements and facts.

#[cfg(doc)]
use crate::ElementKind;
use crate::{Element, Telegram, facts, layout, oddity, retyped};

/// The longest text that is read, in bytes: spans are 32 bits wide.
const LONGEST: usize = u32::MAX as usize;

/// What is known before the text is read.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// A reference id in any form that the carrier or the file name states;
    /// used where the text has none, and to infer years.
    pub id_hint: Option<String>,
    /// The year the telegram is from, where the carrier states it.
    pub year_hint: Option<i16>,
    /// Stretches that the carrier's structure shows to be no text of the telegram, whatever their words, in the order of
    /// the text: the menu of a page ([`ElementKind::Chrome`]), its table of facts ([`ElementKind::SourceFacts`]). No rule
    /// looks at them. A line belongs to the stretch in which it begins.
    pub aside: Vec<Element>,
}

impl Context {
    /// The text from the end of what stands aside at its start to the start of what stands aside at its end.
    fn inner<'a>(&self, text: &'a str) -> &'a str {
        let span = |element: &Element| (element.span.start as usize, element.span.end as usize);
        let (mut from, mut to) = (0, text.len());
        for (start, end) in self.aside.iter().map(span) {
            from = if start <= from { from.max(end) } else { from };
        }
        for (start, end) in self.aside.iter().rev().map(span) {
            to = if end >= to { to.min(start) } else { to };
        }
        text.get(from..to).unwrap_or(text)
    }
}

/// A telegram with the lossless layer below it.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The facts.
    pub telegram: Telegram,
    /// What each stretch of the text is; they tile it.
    pub elements: Vec<Element>,
}

/// Reads the text of one telegram, or of a part of one.
///
/// Never fails: what is odd is a [`Diagnostic`](crate::Diagnostic), what is no
/// telegram comes back as text without facts. Time is linear in the length of
/// the text. Text beyond 4 GiB is not read.
///
/// ```
/// let text = "P 020415Z APR 05\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC PRIORITY\n\
///             BT\nUNCLAS SUVA 000617\n\nE.O. 12958: N/A\nTAGS: EFIS, FJ\n\
///             SUBJECT: FERRY SERVICE RESUMES\n\nREF: APIA 42\n\n1. The ferry sails again.\n\nROE\n";
/// let parsed = telegram::parse(text);
/// assert_eq!(parsed.telegram.id.as_deref(), Some("05SUVA617"));
/// assert_eq!(parsed.telegram.references[0].id.as_deref(), Some("05APIA42"));
///
/// // The elements tile the text.
/// let joined: String = parsed.elements.iter().map(|element| &text[element.span.range()]).collect();
/// assert_eq!(joined, text);
/// ```
#[must_use]
pub fn parse(text: &str) -> Parsed {
    parse_with(text, &Context::default())
}

/// Reads the text of one telegram with what its carrier says of it.
///
/// ```
/// use telegram::{Context, parse_with};
///
/// let context = Context { id_hint: Some("05SUVA617".into()), ..Context::default() };
/// let parsed = parse_with("REF: APIA 42\n", &context);
/// assert_eq!(parsed.telegram.references[0].id.as_deref(), Some("05APIA42"));
/// ```
#[must_use]
pub fn parse_with(text: &str, context: &Context) -> Parsed {
    let text = if text.len() > LONGEST { &text[..text.floor_char_boundary(LONGEST)] } else { text };
    if !retyped::is_small(context.inner(text)) {
        return read(text, context);
    }
    let mut parsed = read(&text.to_ascii_uppercase(), context);
    retyped::restore(&mut parsed.telegram, text);
    parsed
}

fn read(text: &str, context: &Context) -> Parsed {
    let is_message = layout::message::is_message(context.inner(text));
    let layout = layout::lay_out(text, &context.aside, is_message);
    let mut telegram = facts::read(text, &layout, context);
    let mut diagnostics = core::mem::take(&mut telegram.diagnostics);
    oddity::read(text, &layout, &telegram, &mut diagnostics);
    // Every diagnostic points into the text; the reader meets them in its order.
    diagnostics.retain(|diagnostic| diagnostic.span.end as usize <= text.len());
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.severity));
    telegram.diagnostics = diagnostics;
    Parsed { telegram, elements: layout::elements(&layout.rows) }
}
