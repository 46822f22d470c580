//! From the numbers of an entry to ids: which year is meant, and what else may be (rule YEAR; N102 to N104).

use crate::id::citation::{self, Citation, Cited};
use crate::id::year::{WrittenYear, YearNote, resolve};
use crate::id::{CanonicalId, ReferenceId, Series};
use crate::model::Candidate;
use crate::{Diagnostic, Reference, ReferenceKind, Span};

use super::super::segment::span_of;
use super::Reader;

/// Every telegram of a range has the words of the whole entry, which no author makes longer.
const LONGEST_RANGE_ENTRY: usize = 60;

impl Reader<'_, '_> {
    /// Pushes one reference for each number.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn list(
        &mut self,
        citation: &Citation,
        numbers: &[Cited],
        post: Option<&str>,
        begin: usize,
        end: usize,
        letter: Option<String>,
        rivals: &[&str],
    ) {
        let notal = self.notal(begin, end);
        let year_at_end = self.year_at_end(numbers);
        let mut written = None;
        for (at, cited) in numbers.iter().enumerate() {
            let of_group = year_at_end.filter(|&(from, _)| at >= from).map(|(_, year)| year);
            let dated = Cited { year: cited.year.or(written).or(of_group), ..*cited };
            written = dated.year;
            let (first, last) = (at == 0, at + 1 == numbers.len());
            let (from, to) = if citation.range && end - begin <= LONGEST_RANGE_ENTRY {
                (begin, end)
            } else {
                (
                    if first { begin } else { cited.tokens.0 },
                    if last { end } else { self.trimmed(begin, cited.tokens.1) },
                )
            };
            let span = span_of(self.tokens, from, to);
            let (id, candidates) = self.id(citation, &dated, post, rivals, span);
            let kind = if cited.airgram { ReferenceKind::Airgram } else { ReferenceKind::Telegram };
            let text = self.text(from, to);
            self.references.push(Reference {
                letter: letter.clone(),
                kind,
                id,
                candidates,
                text,
                span,
                notal,
                ..Reference::default()
            });
        }
    }

    /// The year after the last number of a group, and the first number that it holds for. `SUVA CABLES 617 AND 620 (2004)`
    /// were sent together; of `SUVA 410 AND 2260 (04)` only the last is of that year. In January the year before is meant
    /// for all.
    fn year_at_end(&self, numbers: &[Cited]) -> Option<(usize, WrittenYear)> {
        const TOGETHER: u32 = 200;
        let (last, before) = numbers.split_last()?;
        let year = last.year?;
        if before.iter().any(|cited| cited.date.is_some() || cited.year.is_some_and(|other| other != year)) {
            return None;
        }
        let value = last.number.value?;
        let near = |cited: &&Cited| cited.number.value.is_some_and(|other| other.abs_diff(value) <= TOGETHER);
        let january = self.citing.date.is_some_and(|date| date.month() == 1);
        let from = if january { 0 } else { before.len() - before.iter().rev().take_while(near).count() };
        Some((from, year))
    }

    /// The id of one number and the other readings.
    fn id(
        &mut self,
        citation: &Citation,
        cited: &Cited,
        post: Option<&str>,
        rivals: &[&str],
        span: Span,
    ) -> (Option<CanonicalId>, Vec<Candidate>) {
        let when = self.citing.when();
        let Some(number) = cited.number.value else {
            self.diagnostics.push(Diagnostic::warning(
                "reference-number-long",
                span,
                "the number has more digits than any telegram's",
            ));
            return (None, Vec::new());
        };
        if cited.number.repaired || cited.number.joined {
            self.note("reference-number-repaired", span, "letters or a blank in the number are read as figures");
        }
        if number > 999_999 {
            self.diagnostics.push(Diagnostic::warning(
                "reference-number-long",
                span,
                "the number has more digits than any telegram's",
            ));
        }
        let Some(post) = post else { return (None, Vec::new()) };
        let Some((year, note)) = citation::year_of(citation, cited, post, when) else {
            let written = cited.year.or(citation.year).is_some();
            let message = if written {
                "the year cannot be that of a telegram cited here"
            } else {
                "the year is not written and nothing tells it"
            };
            self.diagnostics.push(Diagnostic::warning("reference-year-unknown", span, message));
            let carried = self.carried.year.filter(|_| !written);
            return (None, carried.map(|year| self.carried_candidate(year, post, cited, number)).into_iter().collect());
        };
        let series = if cited.airgram { Series::Airgram } else { Series::Telegram };
        let named = |year, post: &str| ReferenceId { year, post: post.to_owned(), series, number };
        let id = named(year, post);
        let mut candidates: Vec<Candidate> = Vec::new();
        match note {
            YearNote::Later => {
                self.diagnostics.push(Diagnostic::warning(
                    "reference-to-later",
                    span,
                    "the year is after that of the telegram",
                ));
            }
            YearNote::Before => {
                self.note("reference-year-before", span, "no year is written; the number belongs to the year before");
            }
            YearNote::Citing => {
                if let Some(carried) = self.carried.year.filter(|&carried| carried != year) {
                    candidates.push(self.carried_candidate(carried, post, cited, number));
                    self.note(
                        "reference-year-ambiguous",
                        span,
                        "no year is written after an entry with one: read as the telegram's own year",
                    );
                }
            }
            YearNote::Plain | YearNote::CenturyAssumed => {}
        }
        // `617/01`: the year, or section 1 of a telegram of this year. One a year old is the year.
        if let Some(own) = when.year.filter(|own| cited.like_section && own.abs_diff(year) > 1) {
            let by_section = CanonicalId::from(&named(own, post));
            candidates.push(Candidate {
                id: by_section.to_string(),
                reason: "the figures after the slash may be a section of the telegram".to_owned(),
            });
            self.by_section.insert(by_section);
            self.note("reference-year-ambiguous", span, "the figures after the slash are a year or a section");
        }
        for rival in rivals {
            candidates.push(Candidate {
                id: named(year, rival).to_string(),
                reason: "the sending post may be meant".to_owned(),
            });
        }
        if let Some(written) = cited.year.or(citation.year).or(cited.date.and_then(|date| date.year)) {
            self.carried.year = resolve(written, when).map(|(year, _)| year);
        }
        if self.citing.id == Some(&id) {
            self.diagnostics.push(Diagnostic::warning("reference-to-itself", span, "the telegram refers to itself"));
        } else if self.citing.id.is_some_and(|own| {
            own.post == id.post && own.series == id.series && id.year == own.year && id.number > own.number
        }) {
            self.diagnostics.push(Diagnostic::warning(
                "reference-to-later",
                span,
                "the telegram refers to a later one of its own series",
            ));
        }
        (Some(CanonicalId::from(&id)), candidates)
    }

    /// The reading with the year that an earlier entry states (N104).
    fn carried_candidate(&self, year: u16, post: &str, cited: &Cited, number: u32) -> Candidate {
        let series = if cited.airgram { Series::Airgram } else { Series::Telegram };
        Candidate {
            id: ReferenceId { year, post: post.to_owned(), series, number }.to_string(),
            reason: "the year of an earlier entry may hold for this one too".to_owned(),
        }
    }
}
