//! Where the facts of the typed view stand.

use crate::Span;

/// The places of facts that carry none themselves, keyed like the facts.
///
/// A list has one span for each of its facts, in their order; it is empty, as
/// a single span is `None`, where the facts are not from the text but stated by
/// its source. What stands in the text in another form (a misprinted code that
/// was corrected) has the place of its whole field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default))]
pub struct Spans {
    /// The date-time group.
    pub date: Option<Span>,
    /// The classification line, or the banner that states the class.
    pub classification: Option<Span>,
    /// Handling captions.
    pub captions: Vec<Span>,
    /// The sender.
    pub from: Option<Span>,
    /// Those who were to act.
    pub action: Vec<Span>,
    /// Those who were to know.
    pub info: Vec<Span>,
    /// Those who were not to receive it.
    pub excluded: Vec<Span>,
    /// Pass and attention lines.
    pub pass: Vec<Span>,
    /// The executive order line.
    pub executive_order: Option<Span>,
    /// TAGS.
    pub tags: Vec<Span>,
    /// The subject.
    pub subject: Option<Span>,
    /// Who classified it.
    pub classified_by: Vec<Span>,
    /// Who signed.
    pub signature: Vec<Span>,
    /// Who drafted it.
    pub drafted_by: Vec<Span>,
    /// Who cleared it.
    pub cleared_by: Vec<Span>,
    /// Who approved it.
    pub approved_by: Vec<Span>,
    /// Who released it for sending.
    pub released_by: Vec<Span>,
}

impl Spans {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Span> + '_ {
        let single = [self.date, self.classification, self.from, self.executive_order, self.subject];
        let lists = [
            &self.captions,
            &self.action,
            &self.info,
            &self.excluded,
            &self.pass,
            &self.tags,
            &self.classified_by,
            &self.signature,
            &self.drafted_by,
            &self.cleared_by,
            &self.approved_by,
            &self.released_by,
        ];
        single.into_iter().flatten().chain(lists.into_iter().flatten().copied())
    }

    /// All of them, to move them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let single =
            [&mut self.date, &mut self.classification, &mut self.from, &mut self.executive_order, &mut self.subject];
        let lists = [
            &mut self.captions,
            &mut self.action,
            &mut self.info,
            &mut self.excluded,
            &mut self.pass,
            &mut self.tags,
            &mut self.classified_by,
            &mut self.signature,
            &mut self.drafted_by,
            &mut self.cleared_by,
            &mut self.approved_by,
            &mut self.released_by,
        ];
        single.into_iter().flatten().chain(lists.into_iter().flatten())
    }
}
