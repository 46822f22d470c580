//! The header of a document as the edition prints it: the telegram's own number, its order, TAGS, subject and references, in
//! the paragraphs and lists at the start of the text.

mod fields;

use telegram::{
    ElementKind, ExecutiveOrder, SeriesNumber, Span, header_fields, is_listed, order_in_field, tags_in_field,
};

use super::body::{number_of, one_line, without_marks};
use super::capture::{Block, Kind, List};
use super::offset;
use super::own_number::{Sender, own_number};
use fields::{first_field, is_codes, is_nothing_else, is_running, is_sentence, label_kind};

pub(super) use fields::blanked;

/// In so many paragraphs from the start the header stands.
const OPENING: usize = 8;

/// The value of a header field is shorter, in bytes.
const LONGEST_VALUE: usize = 400;

/// What the header of a document says.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    /// The number of the telegram that opens the text: `12345. Subj: …`.
    pub(super) number: Option<String>,
    /// Where that number stands.
    pub(super) number_span: Option<Span>,
    /// The class before that number, as printed.
    pub(super) class: Option<String>,
    /// Its number in a series apart from the posts', `Tosec 44`.
    pub(super) series: Option<SeriesNumber>,
    pub(super) subject: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) order: Option<ExecutiveOrder>,
    /// Where the order stands.
    pub(super) order_span: Option<Span>,
    /// Where lists of references stand.
    pub(super) lists: Vec<Span>,
    /// The blocks that hold the header and nothing else, in their order, by their places in the list of blocks.
    pub(super) blocks: Vec<(usize, ElementKind)>,
}

impl Header {
    /// A block without the number that opens it.
    pub(super) fn without_number(&self, block: Span) -> Span {
        match self.number_span {
            Some(number) if number.start == block.start => Span::new(number.end.min(block.end), block.end),
            _ => block,
        }
    }
}

/// What is known of a document before its header is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    /// The marks of footnotes.
    pub(super) marks: &'a [Span],
    pub(super) is_telegram: bool,
    /// The key of the post that sent it.
    pub(super) post: Option<&'a str>,
    pub(super) day: Option<jiff::civil::Date>,
}

/// Reads the header.
pub(super) fn read(text: &str, blocks: &[Block], known: Known<'_>) -> Header {
    let mut reader = Reader { text, known, header: Header::default(), label: None, in_list: false };
    let mut seen = Seen::default();
    // The kind of the field whose label stands in a paragraph of its own, above its value.
    let mut above: Option<String> = None;
    for (index, block) in blocks.iter().enumerate() {
        let taken = match above.take() {
            Some(label) => reader.item(Some(&label), block),
            None => reader.block(blocks, index, &seen, &mut above),
        };
        match taken {
            Some(kind) => reader.header.blocks.push((index, kind)),
            None => seen.add(text, block),
        }
    }
    reader.header
}

/// What of the text has been seen.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    paragraphs: usize,
    has_numbers: bool,
}

impl Seen {
    fn add(&mut self, text: &str, block: &Block) {
        let printed = text.get(block.span.range()).unwrap_or_default();
        let is_numbered = number_of(printed).is_some();
        let is_paragraph = match block.kind {
            Kind::Paragraph => true,
            // Without a number it goes on what stands above.
            Kind::Item | Kind::Row => is_numbered || self.paragraphs == 0,
            _ => false,
        };
        self.paragraphs += usize::from(is_paragraph);
        self.has_numbers |= is_paragraph && is_numbered;
    }
}

struct Reader<'a> {
    text: &'a str,
    known: Known<'a>,
    header: Header,
    /// The head of the list that is read.
    label: Option<String>,
    /// Whether the block before ends in a list of references.
    in_list: bool,
}

impl Reader<'_> {
    /// Reads a block; gives what it is where it holds the header and nothing else.
    fn block(
        &mut self,
        blocks: &[Block],
        index: usize,
        seen: &Seen,
        above: &mut Option<String>,
    ) -> Option<ElementKind> {
        let block = blocks.get(index)?;
        let was_in_list = core::mem::take(&mut self.in_list);
        match (block.kind, block.list) {
            (Kind::ListHead, _) => {
                self.label = Some(self.words(block.span).trim().to_owned());
                return None;
            }
            (Kind::Item, List::Subject) if !block.attached => {
                let label = self.label.take();
                let kind = self.item(label.as_deref(), block);
                self.label = label;
                return kind;
            }
            (Kind::Item, List::References) if !block.attached => {
                self.header.lists.push(block.span);
                return Some(ElementKind::References);
            }
            (Kind::Item, List::From | List::To) => return None,
            (Kind::Paragraph | Kind::Item | Kind::Row, _) => {}
            _ => {
                self.in_list = was_in_list;
                return None;
            }
        }
        if block.attached || seen.paragraphs >= OPENING {
            return None;
        }
        if self.known.is_telegram && seen.paragraphs == 0 && self.header.number.is_none() {
            self.number(blocks, index);
        }
        let rest = self.header.without_number(block.span);
        let words = self.words(rest);
        if words.trim().is_empty() {
            return Some(ElementKind::ClassificationLine);
        }
        if was_in_list && is_listed(&words) {
            let list = self.header.lists.last_mut()?;
            list.end = block.span.end;
            self.in_list = true;
            return Some(ElementKind::References);
        }
        let is_alone = block.kind == Kind::Paragraph && !seen.has_numbers;
        if let Some(kind) = label_kind(&words).filter(|_| is_alone)
            && blocks.get(index + 1).is_some_and(|next| is_value(next, kind, self.text))
        {
            *above = Some(words);
            return Some(kind);
        }
        self.fields(rest)
    }

    /// The words of a span without the marks of notes.
    fn words(&self, span: Span) -> String {
        without_marks(self.text, span, self.known.marks)
    }

    /// Takes the number that opens a block.
    fn number(&mut self, blocks: &[Block], index: usize) {
        let Some(block) = blocks.get(index) else { return };
        let sender = Sender { post: self.known.post, has_header: !self.header.blocks.is_empty() };
        let printed = |block: &Block| self.text.get(block.span.range()).unwrap_or_default();
        let next = blocks.get(index + 1..).unwrap_or_default().iter().filter(|next| !next.attached).map(printed);
        let Some(own) = own_number(printed(block), sender, next) else { return };
        self.header.number_span = Some(own.span(block.span.start));
        self.header.number = Some(own.printed);
        self.header.series = own.series;
        self.header.class = own.class;
    }

    /// The value of a label that stands in a block of its own or at the head of a list, which some volumes use for all
    /// lines of the header: the label says which.
    fn item(&mut self, label: Option<&str>, block: &Block) -> Option<ElementKind> {
        let kind = match label {
            Some(label) => label_kind(label).or_else(|| first_field(label)),
            None => Some(ElementKind::Subject),
        };
        match kind {
            Some(ElementKind::References) => {
                // With the label, so that the parser knows what it reads.
                let before = self.text.get(..block.span.range().start).unwrap_or_default();
                let from = offset(before.trim_end().rfind('\n').map_or(0, |at| at + 1));
                let from = self.header.number_span.map_or(from, |number| from.max(number.end));
                self.header.lists.push(Span::new(from, block.span.end));
                self.in_list = true;
            }
            Some(ElementKind::Subject) => {
                let line = one_line(&self.words(block.span));
                match &mut self.header.subject {
                    _ if line.is_empty() => {}
                    Some(subject) => {
                        subject.push_str("; ");
                        subject.push_str(&line);
                    }
                    None => self.header.subject = Some(line),
                }
            }
            Some(kind) => self.field(kind, block.span, block.span),
            None => {}
        }
        kind.or(Some(ElementKind::Subject))
    }

    /// Reads the fields within a paragraph; gives what it is where it holds nothing else.
    fn fields(&mut self, paragraph: Span) -> Option<ElementKind> {
        let printed = blanked(self.text, paragraph, self.known.marks);
        let fields = header_fields(super::begin(&printed, LONGEST_VALUE * 10));
        for field in &fields {
            let mut at = *field;
            at.span.shift(paragraph.start);
            at.value.shift(paragraph.start);
            self.field(at.kind, at.span, at.value);
        }
        let last = fields.last()?;
        let is_header = self.known.is_telegram && is_nothing_else(&printed, &fields);
        self.in_list = is_header && last.kind == ElementKind::References;
        is_header.then_some(last.kind)
    }

    /// Takes a field with its place and that of its value.
    fn field(&mut self, kind: ElementKind, span: Span, value: Span) {
        let words = one_line(&self.words(value));
        let words = words.trim_end_matches([' ', '.', ';']);
        let header = &mut self.header;
        match kind {
            ElementKind::Subject if !words.is_empty() && words.len() < LONGEST_VALUE => {
                header.subject.get_or_insert_with(|| words.to_owned());
            }
            ElementKind::Subject => {}
            _ if !self.known.is_telegram || words.is_empty() && kind != ElementKind::References => {}
            ElementKind::References => header.lists.push(span),
            ElementKind::Tags if header.tags.is_empty() && is_codes(words) => header.tags = tags_in_field(words),
            ElementKind::ExecutiveOrder if header.order.is_none() => {
                header.order = Some(order_in_field(words, self.known.day));
                header.order_span = Some(value);
            }
            _ => {}
        }
    }
}

/// Whether a block can be the value of the label above it: a short paragraph without a number that is no label itself and
/// no sentence, which begins the text. References stand in lists too.
fn is_value(block: &Block, label: ElementKind, text: &str) -> bool {
    let printed = text.get(block.span.range()).unwrap_or_default().trim();
    let is_list = block.kind == Kind::Item && block.list == List::Plain && is_listed(printed);
    let is_short = (block.kind == Kind::Paragraph || is_list)
        && !block.attached
        && printed.len() < LONGEST_VALUE
        && header_fields(printed).is_empty()
        && number_of(printed).is_none();
    let can_be = match label {
        ElementKind::Subject => !is_running(printed),
        ElementKind::References => !is_sentence(printed) && printed.bytes().any(|byte| byte.is_ascii_digit()),
        _ => !is_sentence(printed),
    };
    is_short && can_be
}
