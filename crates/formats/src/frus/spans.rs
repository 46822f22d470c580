//! Where the facts of a document stand: in its head and dateline, its header, its source note, its signature.

use telegram::{Addressee, Fold, Passage, Person, Span, Spans, Telegram};

use super::capture::{Block, Capture, Kind, List};

/// A subject and a list of tags stand in so many blocks from the start of the text.
const OPENING: usize = 12;

/// What the readers of the document know of places.
pub(super) struct Known<'a> {
    /// The marks of footnotes.
    pub(super) marks: &'a [Span],
    /// Where the source note stands.
    pub(super) note: Option<Span>,
    /// Where the date stands.
    pub(super) date: Option<Span>,
}

/// Finds the place of each fact in the part of the document that it was read from.
pub(super) fn fill(telegram: &mut Telegram, text: &str, capture: &Capture, known: &Known<'_>) {
    let own = || capture.blocks.iter().filter(|block| !block.attached);
    let of =
        |fits: &dyn Fn(&Block) -> bool| own().filter(|block| fits(block)).map(|block| block.span).collect::<Vec<_>>();
    let passage = |spans: &[Span]| Passage::of(text, spans, known.marks);
    let is_party = |block: &Block| block.kind == Kind::Item && matches!(block.list, List::From | List::To);

    let mut parties = of(&|block| matches!(block.kind, Kind::Head | Kind::Dateline) || is_party(block));
    let head = parties.first().copied();
    // A document of which only the source is printed says it in its first paragraph.
    let note = known.note.or_else(|| own().find(|block| block.kind == Kind::Paragraph).map(|block| block.span));
    let mut source = of(&|block| block.kind == Kind::Marking);
    source.extend(note);
    let of_source = passage(&source);
    parties.extend(known.note);
    let parties = passage(&parties);
    let opening: Vec<Span> = own()
        .filter(|block| matches!(block.kind, Kind::Paragraph | Kind::Item | Kind::ListHead))
        .map(|block| block.span)
        .take(OPENING)
        .collect();

    let names = |list: &[Addressee]| list.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    let people = |list: &[Person]| {
        list.iter().map(|one| one.name.clone().unwrap_or_else(|| one.text.clone())).collect::<Vec<_>>()
    };
    let subject = telegram.subject.as_deref();
    let subject =
        subject.and_then(|subject| passage(&opening).find(subject).or_else(|| passage(head.as_slice()).place(subject)));
    telegram.spans = Spans {
        date: known.date.filter(|_| telegram.date_edtf.is_some()),
        classification: telegram.classification.and_then(|class| of_source.place(class.title())),
        captions: of_source.places(&telegram.captions),
        from: telegram.from.as_ref().and_then(|from| parties.place(&from.name)),
        action: parties.places(&names(&telegram.action)),
        info: of_source.places(&names(&telegram.info)),
        excluded: of_source.places(&names(&telegram.excluded)),
        tags: passage(&opening).places(&telegram.tags),
        subject,
        signature: passage(&of(&|block| block.kind == Kind::Signed)).places(&telegram.signature),
        drafted_by: of_source.places(&people(&telegram.drafted_by)),
        cleared_by: of_source.places(&people(&telegram.cleared_by)),
        approved_by: of_source.places(&people(&telegram.approved_by)),
        ..Spans::default()
    };
    if let (Some(subject), Some(span)) = (&telegram.subject, subject) {
        telegram.subject_map = Fold::of_stretch(subject, text, span.start, known.marks);
    }
}
