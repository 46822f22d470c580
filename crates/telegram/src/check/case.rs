//! Gathers what a check compares and comes to its verdict.

use super::report::{Check, Evidence, Verdict};
use crate::Span;

/// A check that is being made.
pub(super) struct Case {
    check: Check,
    agreements: Vec<String>,
    doubts: Vec<String>,
    /// Contradictions that tell against the telegram, and such that do not.
    weighty: Vec<String>,
    light: Vec<String>,
}

impl Case {
    /// Opens the check with this number.
    pub(super) fn new(number: &'static str) -> Self {
        let check = Check::of(number);
        Self { check, agreements: Vec::new(), doubts: Vec::new(), weighty: Vec::new(), light: Vec::new() }
    }

    /// Notes a statement that is compared.
    pub(super) fn saw(&mut self, what: &str, value: impl Into<String>, span: impl Into<Option<Span>>) {
        let evidence = Evidence { what: what.to_owned(), value: value.into(), span: span.into() };
        if self.check.evidence.len() < 40 && !self.check.evidence.contains(&evidence) {
            self.check.evidence.push(evidence);
        }
    }

    /// Two statements agree.
    pub(super) fn agrees(&mut self, message: impl Into<String>) {
        self.agreements.push(message.into());
    }

    /// Two statements cannot both be right.
    pub(super) fn contradicts(&mut self, message: impl Into<String>) {
        if self.check.weighty {
            self.weighty.push(message.into());
        } else {
            self.light.push(message.into());
        }
    }

    /// They cannot both be right, but authors make this slip.
    pub(super) fn slips(&mut self, message: impl Into<String>) {
        self.light.push(message.into());
    }

    /// They differ, or nothing is there to compare.
    pub(super) fn doubts(&mut self, message: impl Into<String>) {
        self.doubts.push(message.into());
    }

    /// The verdict; `otherwise` says what was missing where nothing was compared.
    pub(super) fn close(self, otherwise: &str) -> Check {
        let Self { mut check, agreements, doubts, weighty, light } = self;
        let (verdict, mut messages) = if !weighty.is_empty() || !light.is_empty() {
            check.weighty = !weighty.is_empty();
            (Verdict::Contradicts, if weighty.is_empty() { light } else { weighty })
        } else if !agreements.is_empty() {
            (Verdict::Agrees, agreements)
        } else {
            (Verdict::CannotBeTold, if doubts.is_empty() { vec![otherwise.to_owned()] } else { doubts })
        };
        messages.dedup();
        let more = messages.len().saturating_sub(3);
        messages.truncate(3);
        check.verdict = verdict;
        check.message = messages.join("; ");
        if more > 0 {
            check.message.push_str(&format!("; and {more} more"));
        }
        check
    }
}
