//! Cuts the tokens of a REF block into entries.

use std::collections::HashSet;

use crate::id::citation::{self, Citation, Cited, Found};
use crate::id::token::{Token, TokenKind};
use crate::id::year::When;
use crate::lexicon::small_words;
use crate::{Diagnostic, ReferenceKind, Span};

pub(super) use crate::id::citation::Scope;

mod separate;

use super::end::ends_list;
use super::label::{self, Label, LabelName};
use super::words::{is_reference_word, is_remark, skip_field_label};
use super::{Citing, kind};

/// What an entry consists of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// A post with numbers.
    Cited(Citation),
    /// Numbers alone: the post is that of the entry before, or the citing one.
    Numbers(Vec<Cited>),
    /// Anything else.
    Free,
}

/// An entry of the list: tokens `begin..end`, its label not included.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) label: Option<LabelName>,
    pub(super) content: Content,
    pub(super) begin: usize,
    pub(super) end: usize,
    /// Whether it stands in one entry with the one before: no letter of its own in a lettered list.
    pub(super) continues: bool,
}

impl Entry {
    pub(super) fn span(&self, tokens: &[Token<'_>]) -> Span {
        span_of(tokens, self.begin, self.end)
    }
}

/// The place of the tokens `begin..end`.
pub(super) fn span_of(tokens: &[Token<'_>], begin: usize, end: usize) -> Span {
    match (tokens.get(begin), end.checked_sub(1).and_then(|last| tokens.get(last))) {
        (Some(first), Some(last)) if begin < end => Span::new(first.at, last.end()),
        _ => Span::default(),
    }
}

/// The scope for looking ahead: only names that are spelt right.
pub(super) fn strict(when: When<'_>) -> Scope<'_> {
    Scope { when, open_in: when.year, guess: false, codes: false }
}

/// How many times per list misspelt names are looked up; the look-up walks over the whole table.
const GUESSES: usize = 200;

struct Segmenter<'a, 't> {
    tokens: &'a [Token<'t>],
    scope: Scope<'a>,
    last: Option<LabelName>,
    entries: Vec<Entry>,
    guesses: usize,
    /// The letters that start lines.
    line_labels: HashSet<LabelName>,
    /// Whether the citing text is a telegram of a known post.
    of_post: bool,
    /// For each token the first one from it on that parts no entries: asked of every token, so found once for all.
    after_separators: Vec<usize>,
}

/// Cuts `tokens` into entries.
pub(super) fn segment(tokens: &[Token<'_>], citing: &Citing<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let begins = (0..tokens.len()).filter(|&at| tokens[at].line_start);
    let line_labels = begins.filter_map(|at| label::form(tokens, at)).filter(|label| label.marked);
    let line_labels = line_labels.map(|label| label.letter).collect();
    let mut segmenter = Segmenter {
        tokens,
        scope: Scope { codes: true, ..strict(citing.when()) },
        last: None,
        entries: Vec::new(),
        guesses: GUESSES,
        line_labels,
        of_post: citing.own_post().is_some(),
        after_separators: separate::after_separators(tokens),
    };
    segmenter.run(diagnostics);
    segmenter.entries
}

impl Segmenter<'_, '_> {
    fn run(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let mut at = skip_field_label(self.tokens);
        while at < self.tokens.len() {
            let begin = at;
            at = self.skip_separators(at);
            if at >= self.tokens.len() {
                break;
            }
            let is_line = self.tokens[at].line_start;
            let prose = is_line && at > 0 && !self.entries.is_empty() && self.is_running_text(at);
            if prose || (is_line && ends_list(self.tokens, at) && !self.is_numbered(at)) {
                let span = span_of(self.tokens, at, at + 1);
                diagnostics.push(Diagnostic::note(
                    "references-not-closed",
                    span,
                    "the list of references ends here without a blank line",
                ));
                break;
            }
            let (label, content) = self.labels(at, diagnostics);
            if content >= self.tokens.len() {
                if label.is_some() {
                    let span = span_of(self.tokens, at, content);
                    diagnostics.push(Diagnostic::note("reference-letter-alone", span, "a letter without an entry"));
                }
                break;
            }
            let end = self.entry(label, content);
            // Every turn takes at least one token.
            at = end.max(begin + 1);
        }
    }

    /// A numbered list goes on where a paragraph would begin.
    fn is_numbered(&self, at: usize) -> bool {
        matches!(self.last, Some(LabelName::Figure(_)))
            && label::fitting(self.tokens, at, self.last, false, self.scope).is_some()
    }

    /// Skips marks, `AND`, and words that only say "reference" between entries.
    fn skip_separators(&self, at: usize) -> usize {
        self.after_separators.get(at).copied().unwrap_or(at)
    }

    /// Reads the labels at `at`: usually one, several where drafting software doubled them (N177).
    fn labels(&mut self, at: usize, diagnostics: &mut Vec<Diagnostic>) -> (Option<LabelName>, usize) {
        let mut label: Option<Label> = None;
        let mut begin = at;
        for turn in 0..4 {
            let first = self.entries.is_empty() && turn == 0;
            let found = match label {
                None => label::fitting(self.tokens, begin, self.last, first, self.scope),
                Some(before) if self.is_open_letter(before, at, begin) => {
                    let span = span_of(self.tokens, at, begin);
                    diagnostics.push(Diagnostic::note("reference-letter-alone", span, "a letter without an entry"));
                    self.last = Some(before.letter);
                    label = None;
                    label::form(self.tokens, begin)
                }
                // The same letter again, or after `REF`.
                Some(before) => label::form(self.tokens, begin).filter(|found| {
                    found.letter == before.letter
                        && (found.marked || begin > before.end || self.reads_citation(found.end))
                }),
            };
            let Some(found) = found else { break };
            if label.is_some() {
                let span = span_of(self.tokens, at, found.end);
                diagnostics.push(Diagnostic::note(
                    "reference-letter-doubled",
                    span,
                    "the letter of the entry is written twice",
                ));
            }
            label = Some(found);
            begin = found.end;
            while self.tokens.get(begin).is_some_and(is_reference_word) && begin < found.end + 2 {
                begin += 1 + usize::from(self.tokens.get(begin + 1).is_some_and(|token| token.is_any(":.")));
            }
        }
        if let Some(found) = label {
            // A second column runs ahead; the next line goes on with the first.
            self.last = Some(found.letter);
        }
        (label.map(|label| label.letter), begin)
    }

    /// Whether the next letter of the list stands at `at`, right after the letter `before` that begins at `begin`
    /// (`B) C) APIA 42`).
    fn is_open_letter(&self, before: Label, begin: usize, at: usize) -> bool {
        // `B. (C) SUVA 617`: the classification, where the letters of the list have no brackets.
        let is = |at: usize, marks: &str| self.tokens.get(at).is_some_and(|token| token.is_any(marks));
        let class = is(at, "(") && !is(begin, "([{");
        before.marked
            && !class
            && label::form(self.tokens, at).is_some_and(|found| {
                found.marked
                    && found.letter == before.letter.next()
                    && self.tokens.get(found.end).is_some()
                    && self.reads_citation(found.end)
            })
    }

    /// Reads the entry whose content begins at `begin`; one past its last token.
    fn entry(&mut self, label: Option<LabelName>, begin: usize) -> usize {
        let begin = begin + usize::from(self.is_bracketed(begin));
        let content = self.content(label, begin);
        let known_end = match &content {
            Content::Cited(citation) => citation.tokens.1,
            Content::Numbers(numbers) => numbers.last().map_or(begin + 1, |cited| cited.tokens.1),
            Content::Free => begin + 1,
        };
        let end = self.tail(&content, known_end);
        let continues =
            label.is_none() && self.entries.last().is_some_and(|entry| entry.label.is_some() || entry.continues);
        self.entries.push(Entry { label, content, begin, end, continues });
        end
    }

    fn content(&mut self, label: Option<LabelName>, begin: usize) -> Content {
        let guess = self.guesses > 0;
        if let Some(citation) = citation::read(self.tokens, begin, self.scope) {
            return Content::Cited(citation);
        }
        // `IIR 0 000 0000 05`, `3 FAM 2200`: never near to a post.
        let line_kind = kind::of_line(kind::before_title(&self.tokens[begin..self.next_label(begin)]));
        if guess && line_kind.is_none() {
            self.guesses -= 1;
            let scope = Scope { guess: true, ..self.scope };
            if let Some(citation) =
                citation::read(self.tokens, begin, scope).filter(|citation| self.is_believable(citation))
            {
                return Content::Cited(citation);
            }
        }
        self.numbers(label, begin, line_kind.is_some()).map_or(Content::Free, Content::Numbers)
    }

    /// Where the next label of the list stands after `begin`, on its line and near.
    fn next_label(&self, begin: usize) -> usize {
        const FAR: usize = 60;
        let end = self.tokens.len().min(begin + FAR);
        let Some(next) = self.last.map(LabelName::next) else { return self.tokens.len() };
        let is_next = |at: &usize| {
            label::form(self.tokens, *at).is_some_and(|label| label.marked && label.letter == next)
                || self.tokens[*at].line_start
        };
        (begin + 1..end).find(is_next).unwrap_or(self.tokens.len())
    }

    /// `A. [SUVA 617]`: a whole entry in brackets.
    fn is_bracketed(&self, begin: usize) -> bool {
        self.tokens.get(begin).is_some_and(|token| token.is_any("(["))
            && citation::read(self.tokens, begin, self.scope).is_none()
            && citation::read(self.tokens, begin + 1, self.scope)
                .is_some_and(|found| self.tokens.get(found.tokens.1).is_some_and(|token| token.is_any(")]")))
    }

    /// A guessed post needs a number that telegrams have.
    fn is_believable(&self, citation: &Citation) -> bool {
        let digits = citation.numbers.first().map_or(0, |cited| cited.number.digits);
        match citation.post.found {
            Found::Post(citation::Spelling::Shortened(_) | citation::Spelling::Country) => digits >= 2,
            _ => digits >= 1,
        }
    }

    /// `622`, `A-50`, `617 AND 618`: numbers without a post.
    fn numbers(&self, label: Option<LabelName>, begin: usize, other_kind: bool) -> Option<Vec<Cited>> {
        let first = citation::read_cited(self.tokens, begin, 5, self.scope, true)?;
        if first.airgram && !self.is_airgram(begin) {
            return None;
        }
        let after = self.tokens.get(first.tokens.1);
        // Another word after means something else: `3 FAM 2200`, `12 JUNE MEETING`.
        let begins_label = label::fitting(self.tokens, first.tokens.1, self.last, false, self.scope).is_some();
        let goes_on = !begins_label
            && after.is_some_and(|token| {
                token.is_word()
                    && !token.line_start
                    && !token.says_any(&["AND", "NOTAL", "OF", "DATED", "ON", "TO", "FROM", "ET"])
            });
        // `22` / `CFR 41`
        if after.is_some_and(|token| token.says_any(&["CFR", "FAM", "FAH", "USC"])) {
            return None;
        }
        let dated = after.is_some_and(|token| token.is_any("/") && token.glued);
        // `B. 04`: the year of an entry that is lost.
        let year = first.number.digits == 2 && self.tokens[first.number.tokens.0].text.starts_with('0');
        let plausible = first.airgram
            || (!goes_on
                && !dated
                && !year
                && first.number.digits >= 2
                && (label.is_some() || self.cites_before() || begin_of_list(&self.entries)));
        if !plausible || (other_kind && !first.airgram) || first.number.value.is_none() {
            return None;
        }
        let mut holder = Citation {
            post: citation::PostRead {
                key: "",
                found: Found::Own,
                end: begin,
                number_at: None,
                airgram: false,
                wrapped: false,
            },
            year: None,
            numbers: vec![first],
            tokens: (begin, first.tokens.1),
            core: begin,
            number_first: false,
            range: false,
            words_dropped: false,
        };
        citation::continue_numbers(self.tokens, &mut holder, 5, self.scope);
        Some(holder.numbers)
    }

    /// `A-50` without a post is an airgram of the citing telegram's post, or of the one named before; `A9001` is a shelf
    /// mark, and so is either in a text that is no telegram of a post.
    fn is_airgram(&self, begin: usize) -> bool {
        let glued = self.tokens.get(begin).is_some_and(|token| token.says("A"))
            && self.tokens.get(begin + 1).is_some_and(|next| next.is_number() && next.glued);
        self.cites_before() || !glued && self.of_post
    }

    fn cites_before(&self) -> bool {
        self.entries.last().is_some_and(|entry| !matches!(entry.content, Content::Free))
    }

    /// Where the entry ends whose known part ends at `at`: titles, captions and remarks belong to it.
    fn tail(&self, content: &Content, at: usize) -> usize {
        let cited = !matches!(content, Content::Free);
        let mut title = !cited;
        // A title after a colon or a dash.
        let mut named = false;
        let mut end = at;
        let begin_of_entry = at;
        let mut depth = 0i32;
        while let Some(token) = self.tokens.get(end) {
            let inside = depth > 0 && self.closes_soon(end) || end > begin_of_entry && self.waits(end - 1);
            if token.line_start && !inside && self.line_begins_entry(end, cited, title) {
                break;
            }
            if depth <= 0 && token.is(";") {
                break;
            }
            // `(REF A)` after an entry names its letter.
            let names_letter = depth > 0 && is_reference_word(&self.tokens[end - 1]);
            if !names_letter
                && !token.line_start
                && label::fitting(self.tokens, end, self.last, false, self.scope).is_some_and(|label| {
                    self.label_may_begin(&label, end, named) && (depth <= 0 || self.reads_citation(label.end))
                })
            {
                break;
            }
            // `USCINCPAC 020415Z APR 05 AND CDRUSARPAC 031200Z APR 05`
            let begin = at - at.min(1);
            let messages = || {
                !cited
                    && (token.says("AND") || token.is(","))
                    && (self.is_other_series(begin)
                        || kind::of(&self.tokens[begin..end]) == Some(ReferenceKind::Telegram))
                    && self.separated_kind(end, false)
            };
            if depth <= 0
                && (self.separated_citation(end, title) || cited && self.separated_kind(end, title) || messages())
            {
                break;
            }
            if token.is_any("([") {
                depth += 1;
            } else if token.is_any(")]") {
                depth -= 1;
            } else if depth <= 0 && !is_remark(token) {
                title = true;
            }
            named |= cited && depth <= 0 && token.is_any(":-–—");
            end += 1;
        }
        end
    }

    /// Whether the open bracket is closed within a few tokens from `at`.
    fn closes_soon(&self, at: usize) -> bool {
        self.tokens[at..].iter().take(12).any(|token| token.is_any(")]"))
    }

    /// Whether more must follow the token at `at`: a date or a part is not complete.
    fn waits(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.says_any(&["SECTION", "SECTIONS", "PARA", "PARAS"])
                || token.is_word() && token.text.len() >= 3 && citation::month(token.text).is_some()
        })
    }

    /// A bare letter in the middle of an entry begins another one only in a lettered list.
    fn label_may_begin(&self, label: &Label, at: usize, titled: bool) -> bool {
        // `617B. APIA 42`: a blank was lost before the letter.
        let after_number = at > 0
            && self.tokens[at - 1].is_number()
            && label.marked
            && self.last.map(LabelName::next) == Some(label.letter)
            && self.reads_citation(label.end);
        // `SUVA 617,B.APIA 42`
        let after_comma = at > 0
            && self.tokens[at - 1].is_any(",;")
            && label.marked
            && self.last.map(LabelName::next) == Some(label.letter)
            && self.reads_citation(label.end);
        let glued_mark = self.tokens[at].glued && !self.tokens[at].is_any("([") && !after_number && !after_comma;
        // `PLAN B. NOW` in a title, where the letters begin lines
        let in_title = label.marked
            && (self.line_labels.contains(&label.letter) || titled && self.line_labels.len() >= 2)
            && !self.tokens[at - at.min(1)].is_any(",;")
            && !self.reads_citation(label.end)
            && kind::of(&self.tokens[label.end..self.tokens.len().min(label.end + 8)]).is_none();
        // `SUVA 617 (A), APIA 42 (B)`: the letter after its entry.
        let after_entry = self.last.is_none()
            && self.tokens[at].is("(")
            && self
                .tokens
                .get(label.end)
                .is_none_or(|next| next.is_any(",;") || next.line_start && at > 0 && self.tokens[at - 1].is_number());
        !glued_mark && !in_title && !after_entry && (self.last.is_some() || label.marked)
    }

    /// Whether the line at `at` begins another entry.
    fn line_begins_entry(&self, at: usize, cited: bool, title: bool) -> bool {
        if ends_list(self.tokens, at) || label::fitting(self.tokens, at, self.last, false, self.scope).is_some() {
            return true;
        }
        // `(EXDIS) 03 PORT MORESBY 296`: the caption of the entry before is folded.
        let caption = self.tokens[at].is("(")
            && self.tokens.get(at + 1).is_some_and(|next| next.text.len() > 2 && is_remark(next))
            && self.tokens.get(at + 2).is_some_and(|next| next.is_any(")/-"));
        if caption && cited {
            return false;
        }
        let before = &self.tokens[at - 1];
        let open = before.is_any("-(,/") && !before.is(",")
            || small_words::is_preposition(before.text)
            || small_words::is_conjunction(before.text)
            || before.says_any(&["THE", "DATED"]);
        if !open && self.is_running_text(at) {
            return true;
        }
        if self.reads_citation(at) && !(title && cited && self.last.is_some()) {
            return !before.says_any(&["TO", "FROM", "OF"]);
        }
        // Another kind of thing on a line of its own: `SUVA 617` / `ROE-DOE TELCON JUNE 12`.
        cited && !title && !open && self.last.is_none() && kind::of_line(&self.tokens[at..]).is_some()
    }

    /// Whether the line at `at` is prose that no longer belongs to a list without letters (N123): the line before ended
    /// although there was room for the next word, so nothing is folded here, and what follows is a sentence.
    fn is_running_text(&self, at: usize) -> bool {
        const ROOM: u32 = 45;
        const SENTENCE: usize = 7;
        if self.last.is_some() || self.tokens[at].kind != TokenKind::Word || is_remark(&self.tokens[at]) {
            return false;
        }
        let begin = self.tokens[..at].iter().rev().find(|token| token.line_start).map_or(0, |token| token.at);
        let length = self.tokens[at - 1].end().saturating_sub(begin);
        if length + self.tokens[at].text.len() as u32 >= ROOM {
            return false;
        }
        let line = self.tokens[at..].iter().enumerate().take_while(|(offset, token)| *offset == 0 || !token.line_start);
        let words = line.filter(|(_, token)| token.is_word()).count();
        words >= SENTENCE && !self.reads_citation(at) && kind::of_line(&self.tokens[at..]).is_none()
    }

    /// Whether a citation with an exact post begins at `at`.
    fn reads_citation(&self, at: usize) -> bool {
        citation::read(self.tokens, at, self.scope).is_some()
            || self.tokens.get(at).is_some_and(|token| token.line_start) && citation::airgram(self.tokens, at).is_some()
    }
}

/// Nothing was read before: the first number alone is the citing post's own (N205).
fn begin_of_list(entries: &[Entry]) -> bool {
    entries.is_empty()
}
