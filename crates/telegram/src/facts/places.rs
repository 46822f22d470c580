//! Where the facts stand: each is looked for in the rows of its kind, in the order in which it was read from them.

use crate::layout::Row;
use crate::model::{Addressee, Person, Spans, Telegram};
use crate::text::Passage;
use crate::{ElementKind, Span};

/// Finds the places of what was read from `rows`; the subject's own reader knows where that stands.
pub(super) fn read(rows: &[Row<'_>], telegram: &Telegram, subject: Option<Span>) -> Spans {
    let names = |list: &[Addressee]| list.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    let people = |list: &[Person]| list.iter().map(|one| one.text.clone()).collect::<Vec<_>>();
    let field = |kinds: &[ElementKind]| Field::of(rows, kinds);
    let (to, drafting) = (field(&[ElementKind::To]), field(&[ElementKind::Drafting]));
    let info = field(&[ElementKind::Info]);
    let excluded = field(&[ElementKind::Exempt, ElementKind::To, ElementKind::Info]);
    let header =
        field(&[ElementKind::ClassificationLine, ElementKind::Caption, ElementKind::Tags, ElementKind::Subject]);
    let classifiers = field(&[ElementKind::ClassifiedBy, ElementKind::ExecutiveOrder]);
    let by = telegram.classified_by.iter().map(|by| by.name.as_ref().or(by.derived_from.as_ref()));
    let by: Vec<String> = by.map(|name| name.cloned().unwrap_or_default()).collect();
    Spans {
        date: telegram.date.and_then(|_| first_row(rows, &[ElementKind::DateTimeGroup])),
        classification: telegram
            .classification
            .and_then(|_| first_row(rows, &[ElementKind::ClassificationLine, ElementKind::Banner])),
        captions: header.places(&telegram.captions),
        from: telegram.from.as_ref().and_then(|from| field(&[ElementKind::From]).place(&from.name)),
        action: to.places(&names(&telegram.action)),
        info: info.places(&names(&telegram.info)),
        excluded: excluded.places(&names(&telegram.excluded)),
        pass: field(&[ElementKind::Pass]).places(&telegram.pass),
        executive_order: telegram
            .executive_order
            .as_ref()
            .and_then(|_| field(&[ElementKind::ExecutiveOrder]).first_entry()),
        tags: field(&[ElementKind::Tags]).places(&telegram.tags),
        subject: subject.filter(|_| telegram.subject.is_some()),
        classified_by: classifiers.places(&by),
        signature: field(&[ElementKind::Signature]).places(&telegram.signature),
        drafted_by: drafting.places(&people(&telegram.drafted_by)),
        cleared_by: drafting.places(&people(&telegram.cleared_by)),
        approved_by: drafting.places(&people(&telegram.approved_by)),
        released_by: drafting.places(&people(&telegram.released_by)),
    }
}

fn first_row(rows: &[Row<'_>], kinds: &[ElementKind]) -> Option<Span> {
    kinds.iter().find_map(|kind| rows.iter().find(|row| row.kind == *kind)).map(|row| row.line.span())
}

/// The rows of some kinds as one text.
struct Field {
    passage: Passage,
    /// The rows of the first entry.
    first: Option<Span>,
}

impl Field {
    fn of(rows: &[Row<'_>], kinds: &[ElementKind]) -> Self {
        let own = || rows.iter().filter(|row| kinds.contains(&row.kind));
        let mut entry = own().enumerate().take_while(|(index, row)| *index == 0 || !row.opens);
        let first = entry.next().map(|(_, row)| row.line.span());
        let first = first.map(|first| entry.fold(first, |span, (_, row)| span.join(row.line.span())));
        Self { passage: Passage::of_lines(own().map(|row| row.line).collect::<Vec<_>>()), first }
    }

    fn first_entry(&self) -> Option<Span> {
        self.first
    }

    fn place(&self, value: &str) -> Option<Span> {
        self.passage.place(value)
    }

    fn places(&self, values: &[String]) -> Vec<Span> {
        self.passage.places(values)
    }
}
