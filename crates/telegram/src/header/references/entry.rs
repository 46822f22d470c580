//! From entries to references: ids, years, kinds, texts.

use std::collections::HashSet;

use crate::id::CanonicalId;
use crate::id::citation::{self, Citation, Cited, Found, Spelling, unlisted};
use crate::id::token::{Token, TokenKind};
use crate::id::year::WrittenYear;
use crate::lexicon::citing;
use crate::model::Candidate;
use crate::{Diagnostic, Reference, ReferenceKind, Span, posts, spelling};

mod numbers;

use super::segment::{Content, Entry, span_of};
use super::settle;
use super::words::is_reference_word;
use super::{Citing, kind, segment};

/// What earlier entries of the list leave for later ones.
#[derive(Default)]
struct Carried {
    /// The post of the last cited entry.
    post: Option<&'static str>,
    /// The last year that was written.
    year: Option<u16>,
    /// The year before the post of the last cited entry.
    before_post: Option<WrittenYear>,
    /// The letter of the last entry.
    letter: Option<String>,
    /// The post stood before the letters of its numbers (`STATE (A) 12345 (B) 12346`), so no other is meant.
    certain: bool,
}

/// Reads the entries.
pub(super) fn references(
    entries: &[Entry],
    tokens: &[Token<'_>],
    citing: &Citing<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Reference> {
    let mut reader = Reader {
        tokens,
        citing,
        diagnostics,
        references: Vec::with_capacity(entries.len()),
        carried: Carried::default(),
        by_section: HashSet::new(),
    };
    for (entry, next) in entries.iter().zip(entries.iter().skip(1).map(Some).chain([None])) {
        if !reader.is_head_of_letters(entry, next) {
            reader.read(entry);
        }
    }
    settle::all(&mut reader.references, &reader.by_section);
    reader.references
}

struct Reader<'a, 't> {
    tokens: &'a [Token<'t>],
    citing: &'a Citing<'a>,
    diagnostics: &'a mut Vec<Diagnostic>,
    references: Vec<Reference>,
    carried: Carried,
    /// The ids of `SUVA 617/01` where the figures after the slash are those of a section.
    by_section: HashSet<CanonicalId>,
}

impl Reader<'_, '_> {
    /// Whether the entry is a post alone whose numbers follow with letters of their own.
    fn is_head_of_letters(&mut self, entry: &Entry, next: Option<&Entry>) -> bool {
        let numbers = next.is_some_and(|next| next.label.is_some() && matches!(next.content, Content::Numbers(_)));
        if !numbers || entry.label.is_some() || entry.content != Content::Free {
            return false;
        }
        let end = self.trimmed(entry.begin, entry.end);
        let words: Vec<&str> = self.tokens[entry.begin..end].iter().map(|token| token.text).take(6).collect();
        let post =
            posts::is_post_words(&words).filter(|(taken, post)| *taken == words.len() && post.kind.numbers_telegrams());
        if let Some((_, post)) = post {
            self.carried.post = Some(post.series());
            self.carried.certain = true;
        }
        post.is_some()
    }

    fn read(&mut self, entry: &Entry) {
        let end = self.trimmed(entry.begin, entry.end);
        if entry.begin >= end || self.only_remarks(entry.begin, end) {
            return;
        }
        let same_line = !self.tokens[entry.begin].line_start;
        let letter = match entry.label {
            Some(label) => Some(label.text()),
            None => self
                .letter_after(entry.begin, end)
                .or_else(|| self.carried.letter.clone().filter(|_| entry.continues && same_line)),
        };
        self.carried.letter.clone_from(&letter);
        match &entry.content {
            Content::Cited(citation) => self.cited(citation, entry.begin, end, letter),
            Content::Numbers(numbers) => self.numbers(numbers, entry.begin, end, letter),
            Content::Free => self.free(entry.begin, end, letter),
        }
    }

    /// One past the last token that says something.
    fn trimmed(&self, begin: usize, end: usize) -> usize {
        let mut end = end.min(self.tokens.len());
        // Looked for only where a bracket closes: an entry may hold thousands of numbers, and each asks.
        let mut opened: Option<Option<usize>> = None;
        while end > begin {
            let last = &self.tokens[end - 1];
            let unopened = last.is_any(")]") && {
                let first = || self.tokens[begin..end].iter().position(|token| token.is_any("([")).map(|at| begin + at);
                opened.get_or_insert_with(first).is_none_or(|opened| opened >= end)
            };
            let mark = last.is_any(",;:.-–—/&([#*|\\•·")
                || last.says("AND")
                || unopened
                || is_reference_word(last) && end > begin + 1;
            if !mark {
                break;
            }
            end -= 1;
        }
        end
    }

    fn only_remarks(&self, begin: usize, end: usize) -> bool {
        self.tokens[begin..end].iter().all(|token| {
            token.kind == TokenKind::Mark
                || is_reference_word(token)
                || token.says_any(&["NOTAL", "NONE", "NA", "N"])
                || citing::is_and_others(token.text)
        }) || matches!(&self.tokens[begin..end], [n, slash, a] if n.says("N") && slash.is("/") && a.says("A"))
    }

    /// `SUVA 617 (REF A)`: the letter after the entry.
    fn letter_after(&self, begin: usize, end: usize) -> Option<String> {
        let at = self.tokens[begin..end]
            .windows(3)
            .position(|three| three[0].is("(") && is_reference_word(&three[1]) && three[2].letter().is_some())?;
        self.tokens[begin + at + 2].letter().map(|letter| letter.to_string())
    }

    fn cited(&mut self, citation: &Citation, begin: usize, end: usize, letter: Option<String>) {
        let span = span_of(self.tokens, begin, end);
        let post = match citation.post.found {
            Found::Post(spelling) => {
                self.note_post(citation, spelling, span);
                self.carried.post = Some(citation.post.key);
                self.carried.before_post = citation.year;
                self.carried.certain = false;
                Some(citation.post.key)
            }
            Found::Own | Found::Mission => self.citing.meant(&citation.post),
            // In a list nothing around it says that the addressee's own number is meant.
            Found::Addressee => None,
            Found::OtherAgency => {
                let text = self.text(begin, end);
                self.references.push(Reference {
                    letter,
                    kind: ReferenceKind::Other,
                    text,
                    span,
                    notal: self.notal(begin, end),
                    ..Reference::default()
                });
                return;
            }
        };
        if citation.number_first {
            self.note("reference-number-before-post", span, "the number stands before the post");
        }
        if citation.range {
            self.note("reference-range", span, "a range of numbers is read as a list");
        }
        if citation.words_dropped {
            self.note(
                "reference-words-inside",
                span,
                "words or a classification inside the entry are no part of the id",
            );
        }
        if citation.post.wrapped {
            self.note("reference-post-wrapped", span, "the name of the post is folded over two lines");
        }
        self.list(citation, &citation.numbers, post, begin, end, letter, &[]);
    }

    fn numbers(&mut self, numbers: &[Cited], begin: usize, end: usize, letter: Option<String>) {
        let span = span_of(self.tokens, begin, end);
        let airgram = numbers.first().is_some_and(|cited| cited.airgram);
        let own = self.citing.own_post();
        let inherited = self.carried.post.filter(|_| !airgram);
        if inherited.is_some() {
            self.note("reference-post-inherited", span, "the post is that of the entry before");
        } else if own.is_some() && !airgram {
            self.note("reference-post-own", span, "no post is named: the sending post is meant");
        }
        let holder = Citation {
            post: citation::PostRead {
                key: "",
                found: Found::Own,
                end: begin,
                number_at: None,
                airgram: false,
                wrapped: false,
            },
            // `A. 03 STATE 12345, B. 12346`: the year goes with the post, where no date of the telegram vies with it.
            year: self.carried.before_post.filter(|_| inherited.is_some() && self.citing.when().year.is_none()),
            numbers: Vec::new(),
            tokens: (begin, end),
            core: begin,
            number_first: false,
            range: numbers.windows(2).any(|pair| pair[0].tokens == pair[1].tokens),
            words_dropped: false,
        };
        let rivals: Vec<&str> =
            own.filter(|own| inherited.is_some_and(|post| post != *own) && !self.carried.certain).into_iter().collect();
        self.list(&holder, numbers, inherited.or(own), begin, end, letter, &rivals);
    }

    fn note_post(&mut self, citation: &Citation, spelling: Spelling, span: Span) {
        let key = citation.post.key;
        match spelling {
            Spelling::Exact | Spelling::Alias => {}
            Spelling::Station => self.note("reference-post-station", span, format!("a station code is read as {key}")),
            Spelling::Misspelt => {
                self.diagnostics.push(Diagnostic::warning(
                    "reference-post-misspelt",
                    span,
                    format!("a misspelt post is read as {key}"),
                ));
            }
            Spelling::Code | Spelling::Shortened(_) => {
                self.diagnostics.push(Diagnostic::warning(
                    "reference-post-shortened",
                    span,
                    format!("a shortened name is read as {key}"),
                ));
            }
            Spelling::Country => {
                self.diagnostics.push(Diagnostic::warning(
                    "reference-post-country",
                    span,
                    format!("a country is read as its embassy, {key}"),
                ));
            }
        }
    }

    /// An entry that is not cited by post and number.
    fn free(&mut self, begin: usize, end: usize, letter: Option<String>) {
        let span = span_of(self.tokens, begin, end);
        let words = self.tokens.get(begin..end).unwrap_or_default();
        let head = kind::before_title(words);
        // `LEVUKA 617 (OFFICIAL VISIT)`: what the title tells of holds only where nothing before it is a telegram.
        if head.len() < words.len() && kind::of(head).is_none() && self.unlisted(begin, end, letter.clone()) {
            return;
        }
        let kind = kind::of(words).or_else(|| self.post_alone(begin, end, span));
        if kind.is_none() && self.unlisted(begin, end, letter.clone()) {
            return;
        }
        let kind = kind.unwrap_or_default();
        let text = self.text(begin, end);
        let notal = self.notal(begin, end);
        self.references.push(Reference { letter, kind, text, span, notal, ..Reference::default() });
    }

    /// `LEVUKA 617`: a post that no table has. Where the telegram's own addresses name it the id is sure; else it is
    /// only a candidate.
    fn unlisted(&mut self, begin: usize, end: usize, letter: Option<String>) -> bool {
        let scope = segment::strict(self.citing.when());
        let Some((citation, key)) = unlisted::read(&self.tokens[..end], begin, scope) else { return false };
        let title = self.tokens.get(citation.tokens.1).is_some_and(|token| token.is_any("([") && !token.glued);
        if !title && !self.only_remarks(citation.tokens.1, end) {
            return false;
        }
        let named = self.citing.names(&key);
        let first = self.references.len();
        self.list(&citation, &citation.numbers, Some(&key), begin, end, letter, &[]);
        if !named {
            for reference in self.references.iter_mut().skip(first) {
                if let Some(id) = reference.id.take() {
                    let reason = "no table of posts has the name".to_owned();
                    reference.candidates.insert(0, Candidate { id: id.to_string(), reason });
                }
            }
        }
        self.note("reference-post-unlisted", span_of(self.tokens, begin, end), "no table of posts has the name");
        true
    }

    /// `C: APIA`: the number was forgotten (N185).
    fn post_alone(&mut self, begin: usize, end: usize, span: Span) -> Option<ReferenceKind> {
        let words: Vec<&str> = self.tokens[begin..end]
            .iter()
            .filter(|token| token.is_word() && !token.says("NOTAL"))
            .map(|token| token.text)
            .take(8)
            .collect();
        // `04 APIA`
        let year = self.tokens.get(begin).filter(|token| token.is_number() && token.text.len() == 2);
        let (taken, post) = posts::is_post_words(&words)?;
        let alone = taken == words.len()
            && post.kind.numbers_telegrams()
            && !self.tokens[begin + usize::from(year.is_some())..end].iter().any(Token::is_number);
        if alone {
            self.carried.post = Some(post.series());
            self.diagnostics.push(Diagnostic::warning(
                "reference-without-number",
                span,
                "the entry names a post but no number",
            ));
        }
        alone.then_some(ReferenceKind::Telegram)
    }

    fn notal(&self, begin: usize, end: usize) -> bool {
        let tokens = &self.tokens[begin..end];
        tokens.iter().any(|token| token.says("NOTAL"))
            || tokens.windows(3).any(|three| is_misspelt_notal(three))
            || tokens.windows(2).any(|two| two[0].says("NOT") && two[1].says("ALL"))
            || tokens.windows(5).any(|five| five.iter().map(Token::letter).eq("NOTAL".chars().map(Some)))
    }

    /// The tokens as printed, with one space where there were blanks.
    fn text(&self, begin: usize, end: usize) -> String {
        let mut text = String::with_capacity(32);
        for token in self.tokens.get(begin..end).unwrap_or_default() {
            if !text.is_empty() && !token.glued {
                text.push(' ');
            }
            text.push_str(token.text);
        }
        text
    }

    fn note(&mut self, code: &'static str, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::note(code, span, message));
    }
}

/// `(NOTALS)`, `(NOTLA)`: alone in its brackets, one slip away.
fn is_misspelt_notal(tokens: &[Token<'_>]) -> bool {
    let [open, word, close] = tokens else { return false };
    open.is("(")
        && close.is(")")
        && word.is_word()
        && word.text.starts_with(['N', 'n'])
        && !word.says("NATAL")
        && spelling::distance(word.text, "NOTAL", 1).is_some()
}
