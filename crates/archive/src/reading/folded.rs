//! Unfolded texts that are kept as the way to make them of the decoded text.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use telegram::{Fold, Span};

use super::paragraphs::{begin_of, in_one_line};

/// A step of a fold, from the one before: how much text stands between, and how much more of the decoded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Step {
    on: i64,
    out: i64,
}

/// The steps of a fold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Steps(pub(super) Vec<Step>);

impl Steps {
    /// The steps from a place on.
    fn from(start: u32, fold: &Fold) -> Self {
        let mut last = (0, i64::from(start));
        let step = |&(at, source): &(u32, u32)| {
            let (at, source) = (i64::from(at), i64::from(source));
            let on = at - last.0;
            let step = Step { on, out: source - last.1 - on };
            last = (at, source);
            step
        };
        Self(fold.steps().iter().map(step).collect())
    }

    pub(super) fn of(fold: &Fold) -> Self {
        Self::from(0, fold)
    }

    pub(super) fn to_fold(&self) -> Fold {
        self.to_fold_from(0)
    }

    /// Numbers that no fold has become the nearest that one may have: what is made of them is then not the text.
    fn to_fold_from(&self, start: u32) -> Fold {
        let mut last = (0_i64, i64::from(start));
        let narrow = |number: i64| u32::try_from(number.max(0)).unwrap_or(u32::MAX);
        let step = |&Step { on, out }: &Step| {
            last = (last.0.saturating_add(on), last.1.saturating_add(on).saturating_add(out));
            (narrow(last.0), narrow(last.1))
        };
        self.0.iter().map(step).collect::<Vec<_>>().into()
    }
}

/// An unfolded text.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptText<'a> {
    steps: Vec<Step>,
    how: How,
    /// The blanks that are not a single one, where lines stand apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    blanks: Vec<Blank<'a>>,
    own: Cow<'a, str>,
}

/// How the text is made of the decoded one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum How {
    /// It is the rest of its stretch in one line, from where its map begins.
    Line,
    /// The same, and does not begin there.
    LineAt(u32),
    /// Its map makes it.
    Map,
    /// It is kept as it is.
    Own,
}

/// Blanks or line ends between two words.
#[derive(Debug, Serialize, Deserialize)]
struct Blank<'a> {
    /// How much text stands between the one before and it.
    after: u32,
    blank: Cow<'a, str>,
}

impl<'a> KeptText<'a> {
    /// What has to be kept of a text that was unfolded from `span` of the decoded text.
    pub(super) fn of(own: &'a str, map: &Fold, span: Span, decoded: &str) -> Self {
        let begin = begin_of(decoded, span, own).and_then(|begin| u32::try_from(begin).ok());
        let first = map.steps().first().map(|(_, source)| *source);
        let mut blanks = Vec::new();
        let mut by_its_map = || {
            let made = map.unfold(decoded, span.end)?;
            if made == own {
                return Some(How::Map);
            }
            let flat = flattened(own, &mut blanks);
            (made == flat).then_some(How::Map)
        };
        let how = match begin {
            Some(begin) if first == Some(begin) => How::Line,
            Some(begin) => How::LineAt(begin),
            None => by_its_map().unwrap_or(How::Own),
        };
        if how == How::Own {
            blanks.clear();
        }
        let own = if how == How::Own { own } else { "" };
        Self { steps: Steps::from(span.start, map).0, how, blanks, own: own.into() }
    }

    /// The text and its map; `None` where the decoded text cannot be the one it was unfolded from.
    pub(super) fn unfolded(self, span: Span, decoded: &str) -> Option<(String, Fold)> {
        let map = Steps(self.steps).to_fold_from(span.start);
        let line = |begin: u32| Some(in_one_line(decoded.get(begin as usize..span.end as usize)?));
        let own = match self.how {
            How::Line => line(map.steps().first()?.1)?,
            How::LineAt(begin) => line(begin)?,
            How::Map => with_blanks(map.unfold(decoded, span.end)?, &self.blanks)?,
            How::Own => self.own.into_owned(),
        };
        Some((own, map))
    }
}

/// A text with one blank wherever it has any; those that were others are noted.
fn flattened<'a>(text: &'a str, blanks: &mut Vec<Blank<'a>>) -> String {
    let is_blank = |letter: char| letter.is_whitespace();
    let (mut flat, mut rest, mut last) = (String::with_capacity(text.len()), text, 0);
    while let Some(at) = rest.find(is_blank) {
        let (word, others) = rest.split_at(at);
        rest = others.trim_start_matches(is_blank);
        let blank = &others[..others.len() - rest.len()];
        flat.push_str(word);
        if blank != " " {
            blanks.push(Blank { after: (flat.len() - last) as u32, blank: blank.into() });
            last = flat.len() + 1;
        }
        flat.push(' ');
    }
    flat.push_str(rest);
    flat
}

/// Undoes [`flattened`].
fn with_blanks(flat: String, blanks: &[Blank<'_>]) -> Option<String> {
    if blanks.is_empty() {
        return Some(flat);
    }
    let mut text = String::with_capacity(flat.len() + blanks.len());
    let mut rest = &*flat;
    for Blank { after, blank } in blanks {
        text.push_str(rest.get(..*after as usize)?);
        text.push_str(blank);
        rest = rest.get(*after as usize + 1..)?;
    }
    text.push_str(rest);
    Some(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn blanks_come_back(text in "([A-Z]{1,3}| |  |\n|\n\n|\u{a0}|\u{2003}|\\PC){0,30}") {
            let mut blanks = Vec::new();
            let flat = flattened(&text, &mut blanks);
            prop_assert!(!flat.contains("  "));
            prop_assert_eq!(with_blanks(flat, &blanks), Some(text.clone()));
        }
    }
}
