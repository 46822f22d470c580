//! The letters before entries (N101, N177, N178).

use crate::id::citation;
use crate::id::token::Token;
use crate::{Diagnostic, Span};

use super::segment::{Entry, Scope};

/// A letter (or a figure) before an entry, as read at some token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) letter: LabelName,
    /// One past its last token.
    pub(super) end: usize,
    /// Whether a mark makes it one; without, only the place in the list does.
    pub(super) marked: bool,
}

/// What stands as the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum LabelName {
    Letter(char),
    /// `AA`, after `Z`.
    Double(char),
    Figure(u8),
}

impl LabelName {
    pub(super) fn text(self) -> String {
        match self {
            Self::Letter(letter) => letter.to_string(),
            Self::Double(letter) => [letter, letter].iter().collect(),
            Self::Figure(figure) => figure.to_string(),
        }
    }

    /// The label of the next entry.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Letter('Z') => Self::Double('A'),
            Self::Letter(letter) => Self::Letter(char::from_u32(letter as u32 + 1).unwrap_or(letter)),
            Self::Double(letter) => Self::Double(char::from_u32(letter as u32 + 1).unwrap_or(letter)),
            Self::Figure(figure) => Self::Figure(figure.saturating_add(1)),
        }
    }
}

/// Reads the form of a label at `at`, whatever its letter.
pub(super) fn form(tokens: &[Token<'_>], at: usize) -> Option<Label> {
    let first = tokens.get(at)?;
    if first.is_any("([{") {
        let inside = tokens.get(at + 1)?;
        let close = tokens.get(at + 2)?;
        // `(AL SUVA 617`: the shift to figures was lost, and `)` came over as `L`.
        if let [letter @ b'A'..=b'Z', b'L'] = inside.text.as_bytes()
            && close.is_word()
        {
            return Some(Label { letter: LabelName::Letter(char::from(*letter)), end: at + 2, marked: false });
        }
        let name = name(inside)?;
        if close.is_any(")]}") {
            return Some(Label { letter: name, end: skip_marks(tokens, at + 3), marked: true });
        }
        // `(A. SUVA 617`, `(A SUVA 617)`: the bracket is not closed after the letter.
        let open = matches!(name, LabelName::Letter(_)) && (close.is_any(".:") || (close.is_word() && !close.glued));
        return open.then(|| Label { letter: name, end: skip_marks(tokens, at + 2), marked: close.is_any(".:") });
    }
    // `"A" SUVA 617`: only a citation after it makes it a letter.
    if first.is_any("\"“") {
        let letter = tokens.get(at + 1)?.letter()?;
        let closed = tokens.get(at + 2)?.is_any("\"”");
        return closed.then_some(Label { letter: LabelName::Letter(letter), end: at + 3, marked: false });
    }
    let name = name(first)?;
    let next = tokens.get(at + 1)?;
    // `A, SUVA 617`, `A/ SUVA 617`: as weak as no mark.
    if next.is_any(",/") && matches!(name, LabelName::Letter(_)) && tokens.get(at + 2).is_some_and(|token| !token.glued)
    {
        return Some(Label { letter: name, end: at + 2, marked: false });
    }
    // `1/ SUVA 617`
    if next.is("/") && tokens.get(at + 2).is_some_and(|token| token.is_word() && !token.glued) {
        return Some(Label { letter: name, end: at + 2, marked: true });
    }
    if next.is_any(".):]}=") || (next.is_any("-–—") && citation::airgram(tokens, at).is_none()) {
        let initials = next.is(".")
            && tokens.get(at + 2).is_some_and(|token| token.glued && token.letter().is_some())
            && tokens.get(at + 3).is_some_and(|token| token.is("."));
        // `E-MAIL`, `X-RAY`: a hyphen inside a word; `12:30`, `3.5`: figures.
        let inside = next.is_any("-–—:.")
            && next.glued
            && tokens.get(at + 2).is_some_and(|token| {
                token.glued
                    && (token.is_number() && matches!(name, LabelName::Figure(_))
                        || (token.is_word() && next.is_any("-–—")))
            });
        let figure_by_hyphen = matches!(name, LabelName::Figure(_)) && next.is_any("-–—:");
        // `A-SUVA 617`: a letter only where a citation follows; `E-MAIL` is a word.
        if inside && !initials && !figure_by_hyphen && !first.glued && next.is_any("-–—") {
            return Some(Label { letter: name, end: at + 2, marked: false });
        }
        if initials || inside || figure_by_hyphen {
            return None;
        }
        return Some(Label { letter: name, end: skip_marks(tokens, at + 2), marked: true });
    }
    // `A (99) SUVA 617`
    let year = next.is("(") && tokens.get(at + 2).is_some_and(|token| token.is_number() || token.is_any("'’"));
    let bare = matches!(name, LabelName::Letter(_))
        && !next.glued
        && (next.is_word() || next.is_number() || next.is_any("'’") || year);
    bare.then_some(Label { letter: name, end: at + 1, marked: false })
}

/// Further marks after a label: `A.) `, `(A): `.
fn skip_marks(tokens: &[Token<'_>], at: usize) -> usize {
    let mut end = at;
    while end < at + 3 && tokens.get(end).is_some_and(|token| token.is_any(".):]}-–—") && !token.line_start) {
        end += 1;
    }
    end
}

fn name(token: &Token<'_>) -> Option<LabelName> {
    if let Some(letter) = token.letter() {
        return Some(LabelName::Letter(letter));
    }
    if let (true, [first @ b'A'..=b'Z', second]) = (token.is_word(), token.text.as_bytes())
        && first == second
    {
        return Some(LabelName::Double(char::from(*first)));
    }
    let figure = token.text.parse().ok().filter(|&figure: &u8| (1..=40).contains(&figure))?;
    (token.is_number() && token.text.len() <= 2 && !token.text.starts_with('0')).then_some(LabelName::Figure(figure))
}

/// Where the entry begins after a label at the start of a line, whatever its letter.
pub(super) fn any(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let dashes = tokens.iter().skip(at).take(3).take_while(|token| token.is_any("-–*•")).count();
    let begin = at + dashes;
    let label = form(tokens, begin)?;
    let letter = matches!(label.letter, LabelName::Letter(_));
    (letter && label.marked && label.end < tokens.len()).then_some(label.end)
}

/// Reads a label at `at` where it fits into the list: `last` is the label before, `first` whether no entry was read yet.
pub(super) fn fitting(
    tokens: &[Token<'_>],
    at: usize,
    last: Option<LabelName>,
    first: bool,
    scope: Scope<'_>,
) -> Option<Label> {
    let label = form(tokens, at)?;
    if label.end >= tokens.len() {
        // An open letter at the end (N194): only the one that is expected.
        return (label.marked && last.is_some_and(|last| last.next() == label.letter)).then_some(label);
    }
    let line_start = tokens[at].line_start;
    let content = tokens.get(label.end)?;
    let cites = || citation::read(tokens, label.end, scope).is_some() || citation::airgram(tokens, label.end).is_some();
    let succeeds = match last {
        Some(last) => label.letter == last.next(),
        None => matches!(label.letter, LabelName::Letter('A' | 'B') | LabelName::Figure(1)),
    };
    match label.letter {
        LabelName::Figure(_) => {
            // Figures are labels only in a list that is numbered from the start, and never before more figures.
            let numbered = matches!(last, Some(LabelName::Figure(_))) || first;
            let fits = label.marked && succeeds && numbered;
            let separated = at > 0 && tokens[at - 1].is_any(";,") && last.is_some();
            (fits && (cites() || content.is_word() && (first || line_start || separated))).then_some(label)
        }
        // `(C) B. APIA 42` at the start of a line: the classification of the entry before.
        LabelName::Letter('C' | 'S' | 'U')
            if !succeeds
                && tokens[at].is("(")
                && form(tokens, label.end)
                    .is_some_and(|next| next.marked && Some(next.letter) == last.map(LabelName::next)) =>
        {
            None
        }
        // `B. APIA 42 (C)` / `C NEW DELHI 602`: likewise, before the letter itself.
        LabelName::Letter('C' | 'S' | 'U')
            if !line_start && tokens[at].is("(") && {
                let next = label.end + usize::from(content.is_any(",;") || content.says("AND"));
                form(tokens, next).is_some_and(|found| {
                    found.letter == label.letter && tokens.get(next).is_some_and(|token| !token.glued)
                })
            } =>
        {
            None
        }
        // `SUVA 617 (C)` in a list without letters.
        LabelName::Letter('C' | 'S' | 'U') if last.is_none() && !first && tokens[at].is("(") => None,
        // `(U) SUVA 617`: no list begins with its nineteenth letter.
        LabelName::Letter('S' | 'U') if first && tokens[at].is("(") && cites() => None,
        // Only in a list that went through the alphabet.
        LabelName::Double(_) => (label.marked && succeeds && cites()).then_some(label),
        LabelName::Letter(_) if label.marked => {
            // In the middle of a line another letter than the next one needs a citation after it.
            // `; D. …`: one letter was skipped.
            let skipped = at > 0
                && tokens[at - 1].is(";")
                && last.is_some_and(|last| label.letter == last.next().next())
                && content.is_word() | content.is_number();
            let fits = first || line_start || skipped || (succeeds && !content.is_any(")")) || cites();
            fits.then_some(label)
        }
        LabelName::Letter(_) => ((succeeds || (line_start && last.is_some())) && cites()).then_some(label),
    }
}

/// Puts entries back that were set in columns and read across (N108), and notes letters that are irregular (N101).
pub(super) fn restore_order(entries: &mut [Entry], tokens: &[Token<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let letters: Vec<LabelName> = entries.iter().filter_map(|entry| entry.label).collect();
    let span = entries.first().map_or(Span::default(), |entry| entry.span(tokens));
    let ascending = letters.windows(2).all(|pair| pair[0] < pair[1]);
    let mut sorted = letters.clone();
    sorted.sort_unstable();
    sorted.dedup();
    let complete = sorted.len() == letters.len() && letters.len() == entries.len();
    if ascending {
        let gaps = letters.windows(2).any(|pair| pair[0].next() != pair[1]);
        if gaps
            || (!letters.is_empty()
                && letters.len() < entries.len()
                && entries.iter().skip(1).any(|entry| entry.label.is_none() && !entry.continues))
        {
            diagnostics.push(Diagnostic::note(
                "reference-letters-irregular",
                span,
                "a letter of the list of references is skipped or missing",
            ));
        }
    } else if complete && letters.len() >= 4 {
        entries.sort_by_key(|entry| entry.label);
        diagnostics.push(Diagnostic::note(
            "references-in-columns",
            span,
            "the references stand in columns; they are read down, by their letters",
        ));
    } else {
        diagnostics.push(Diagnostic::note(
            "reference-letters-irregular",
            span,
            "letters of the list of references are repeated or out of order",
        ));
    }
}
