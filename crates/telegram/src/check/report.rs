//! What a check found.

use crate::check::rules::RULES;
use crate::{Diagnostic, Span};

/// Whether statements agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Verdict {
    /// They agree.
    Agrees,
    /// They cannot both be right.
    Contradicts,
    /// There is nothing to compare, or the difference can be harmless.
    CannotBeTold,
}

impl Verdict {
    /// The name in JSON, for example `cannot_be_told`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Contradicts => "contradicts",
            Self::CannotBeTold => "cannot_be_told",
        }
    }

    /// The name for people, for example `cannot be told`.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Contradicts => "contradicts",
            Self::CannotBeTold => "cannot be told",
        }
    }
}

/// A statement that was compared.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Evidence {
    /// What it is, for example `date-time group`.
    pub what: String,
    /// What it says.
    pub value: String,
    /// Where it stands; `None` where the carrier says it.
    pub span: Option<Span>,
}

/// What one check of one telegram found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Check {
    /// The number in rules C1 to C20, for example `C1`.
    pub number: &'static str,
    /// The code of the diagnostic, for example `filing-time-contradicts`.
    pub code: &'static str,
    /// What is compared.
    pub title: &'static str,
    /// What came out.
    pub verdict: Verdict,
    /// Whether a contradiction tells against the telegram as a whole. Authors
    /// make slips that do not: a paragraph number left out, an old template.
    pub weighty: bool,
    /// A sentence that says why.
    pub message: String,
    /// What was compared.
    pub evidence: Vec<Evidence>,
}

/// What the checks of one telegram found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Report {
    /// [`Verdict::Contradicts`] where a weighty check contradicts, else
    /// [`Verdict::Agrees`] where a weighty check agrees.
    pub verdict: Verdict,
    /// Every check, in the order of their numbers.
    pub checks: Vec<Check>,
}

impl Report {
    pub(crate) fn new(checks: Vec<Check>) -> Self {
        let has = |verdict| checks.iter().any(|check| check.weighty && check.verdict == verdict);
        let verdict = if has(Verdict::Contradicts) {
            Verdict::Contradicts
        } else if has(Verdict::Agrees) {
            Verdict::Agrees
        } else {
            Verdict::CannotBeTold
        };
        Self { verdict, checks }
    }

    /// The checks that found a contradiction, weighty or not.
    pub fn contradictions(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| check.verdict == Verdict::Contradicts)
    }

    /// The contradictions as diagnostics: an error where it is weighty, else a warning.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.contradictions().map(Check::diagnostic).collect()
    }
}

impl Check {
    /// The check as a diagnostic, at the first place it compared.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let span = self.evidence.iter().find_map(|evidence| evidence.span).unwrap_or_default();
        if self.weighty {
            Diagnostic::error(self.code, span, self.message.clone())
        } else {
            Diagnostic::warning(self.code, span, self.message.clone())
        }
    }

    /// The rule with this number.
    pub(crate) fn of(number: &'static str) -> Self {
        let rule = RULES.iter().find(|rule| rule.number == number);
        Self {
            number,
            code: rule.map_or("", |rule| rule.code),
            title: rule.map_or("", |rule| rule.title),
            verdict: Verdict::CannotBeTold,
            weighty: rule.is_some_and(|rule| rule.weighty),
            message: String::new(),
            evidence: Vec::new(),
        }
    }
}
