//! The TAGS line (rule TAGS; N74-N89, N164-N170).
//!
//! The value is cut into words, groups in brackets and separators ([`token`]).
//! A word is a code, several codes, a misprint of a known code ([`code`]), or
//! unknown; runs of unknown words become names and phrases ([`run`]). Nothing
//! printed is dropped but captions, page banners and `N/A`, and that is said.

mod banner;
mod code;
mod continued;
mod gloss;
mod group;
mod run;
mod table;
#[cfg(test)]
mod tests;
mod token;

use core::ops::Range;
use std::collections::HashSet;

pub(crate) use continued::{Around, begins_with_misspelt_code, continues, is_first_code, is_list};

use crate::header::captions;
use crate::text::Unfolded;
use crate::{Diagnostic, Span, catalogue};
use code::Reading;
use continued::LONGEST_CUT;
use token::Token;

/// What a TAGS line says.
#[derive(Debug, Default)]
pub(crate) struct Tags {
    /// Codes, names and phrases, upper case, in the order printed, each once.
    pub(crate) tags: Vec<String>,
    /// Captions that stand among them (N169).
    pub(crate) captions: Vec<String>,
}

/// What an item of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A known code.
    Code,
    /// A person in brackets, or known by the given name.
    Name,
    /// Neither.
    Unknown,
}

/// An item of the list.
#[derive(Debug)]
struct Item {
    text: String,
    range: Range<usize>,
    sort: Sort,
    /// Whether a comma or another mark stands before it.
    after_mark: bool,
}

/// Country codes that are words or parts of names: between unknown words they belong to those.
fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "AL" | "AM"
            | "AN"
            | "AS"
            | "AT"
            | "BE"
            | "BY"
            | "DA"
            | "DE"
            | "DO"
            | "ES"
            | "IN"
            | "IS"
            | "IT"
            | "LA"
            | "LE"
            | "ME"
            | "MY"
            | "NO"
            | "ST"
            | "SO"
            | "TO"
            | "US"
    )
}

/// Reads the value of a TAGS line, its label left out.
pub(crate) fn parse(value: &Unfolded, diagnostics: &mut Vec<Diagnostic>) -> Tags {
    let mut reader = Reader { value, text: &value.text, items: Vec::new(), run: Vec::new(), marked: false };
    let mut captions = Vec::new();
    let mut not_applicable: Option<Range<usize>> = None;
    if let Some(codes) = gloss::codes(&value.text) {
        for range in codes {
            reader.push(reader.printed(&range).to_owned(), range, Sort::Code);
        }
        return reader.finish(None, captions, diagnostics);
    }
    let tokens = token::tokens(&value.text);
    let marks = tokens.iter().filter(|token| **token == Token::Separator).count();
    let mut skip_to = 0;
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        index += 1;
        match token {
            Token::Separator => reader.mark(diagnostics),
            Token::Banner(range) => {
                reader.mark(diagnostics);
                let message = "A page banner inside the TAGS was left out.";
                diagnostics.push(Diagnostic::note("banner-in-tags", value.span(range.clone()), message));
            }
            Token::Close => reader.close(diagnostics),
            Token::Group(range) => {
                reader.flush(diagnostics);
                group::read(&mut reader, range.clone(), &mut captions, diagnostics);
            }
            Token::Word(range) if range.start < skip_to => {}
            Token::Word(range) => {
                let word = reader.printed(range);
                let upper = word.to_ascii_uppercase();
                if is_not_applicable(&upper) {
                    reader.mark(diagnostics);
                    not_applicable = Some(range.clone());
                    continue;
                }
                // `1. PGOV 2. PREL`: numbers of a list.
                if word.len() <= 2
                    && word.bytes().all(|byte| byte.is_ascii_digit())
                    && value.text.get(range.end..).is_some_and(|rest| rest.starts_with(['.', ')']))
                {
                    reader.mark(diagnostics);
                    let message = "A number before a tag was left out.";
                    diagnostics.push(Diagnostic::note("tags-numbered", value.span(range.clone()), message));
                    continue;
                }
                // The label once more, where lists were merged.
                if matches!(upper.as_str(), "TAGS" | "TAG")
                    && value.text.get(range.end..).is_some_and(|r| r.starts_with(':'))
                {
                    reader.mark(diagnostics);
                    continue;
                }
                if let Some((codes, taken)) = joined(&value.text, &tokens, index - 1, marks) {
                    reader.flush(diagnostics);
                    let end = taken.end;
                    let message = format!("Read as {}: blanks between the letters.", codes.join(", "));
                    diagnostics.push(Diagnostic::note("spaced-tag", value.span(taken.clone()), message));
                    codes.into_iter().for_each(|code| reader.push(code, taken.clone(), Sort::Code));
                    skip_to = end;
                    continue;
                }
                if let Some(reading @ (Reading::Known(_) | Reading::Several(_))) = code::read(word) {
                    let next = next_word(&tokens, index).map(|next| reader.printed(&next));
                    // A word that is a code by its form alone belongs to the words around it: `HONG KONG`.
                    let by_form = !table::is_known(&upper) && table::is_program(&upper);
                    let is_last = next.is_none_or(code::is_exact);
                    // `DOE JANE`: an organization before a given name is a surname (N166).
                    let surname = table::kind(&upper) == Some(table::Kind::Organization)
                        && next.is_some_and(|next| table::is_given_name(&next.to_ascii_uppercase()));
                    let inside = !reader.run.is_empty() && (by_form || is_small_word(&upper) && !is_last);
                    if inside || surname || by_form && !is_last {
                        reader.run.push(range.clone());
                        continue;
                    }
                    reader.flush(diagnostics);
                    reader.codes(reading, range, diagnostics);
                    continue;
                }
                if let Some((caption, length)) = caption_at(&value.text, range.start) {
                    reader.flush(diagnostics);
                    skip_to = range.start + length;
                    let span = value.span(range.start..skip_to.min(value.text.len()));
                    diagnostics.push(Diagnostic::note("caption-in-tags", span, "A caption among the TAGS is no tag."));
                    captions.push(caption);
                    continue;
                }
                if matches!(upper.as_str(), "AND" | "PLUS") && reader.run.is_empty() {
                    reader.mark(diagnostics);
                    continue;
                }
                reader.run.push(range.clone());
            }
        }
    }
    reader.flush(diagnostics);
    reader.finish(not_applicable, captions, diagnostics)
}

/// A distribution caption, control or channel at `at`; its canonical text and printed length.
fn caption_at(text: &str, at: usize) -> Option<(String, usize)> {
    let rest = text.get(at..)?;
    // Bounded: no caption is longer, and a list of single letters must not be read to its end each time.
    let end = rest.char_indices().nth(64).map_or(rest.len(), |(end, _)| end);
    let (caption, length) = captions::at_start(rest.get(..end)?)?;
    matches!(caption.kind, "distribution" | "control" | "channel" | "notice").then(|| (caption.text.to_owned(), length))
}

fn is_not_applicable(word: &str) -> bool {
    matches!(word, "N/A" | "N.A" | "N-A" | "N:A" | "N\\A" | "NONE" | "NIL")
}

/// The word that follows directly, without a mark between.
fn next_word(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    match tokens.get(at) {
        Some(Token::Word(range)) => Some(range.clone()),
        _ => None,
    }
}

/// A subject code sent with blanks between its letters (`E CON`, `P G O V`),
/// or broken at the end of a line. `marks` stand between the words of the list; where none do, two letters beside a
/// known code are a code too.
fn joined(text: &str, tokens: &[Token], at: usize, marks: usize) -> Option<(Vec<String>, Range<usize>)> {
    let first = next_word(tokens, at)?;
    let word = text.get(first.clone())?.to_ascii_uppercase();
    if word.len() > 3 {
        return None;
    }
    if word.len() == 1 {
        let mut letters = String::new();
        let mut end = first.end;
        for index in at.. {
            let Some(range) = next_word(tokens, index).filter(|range| range.len() == 1 && letters.len() < 64) else {
                break;
            };
            letters += text.get(range.clone())?;
            end = range.end;
        }
        if letters.len() >= 4
            && let Some(reading @ (Reading::Known(_) | Reading::Several(_))) = code::read(&letters)
        {
            return Some((reading.into_codes(), first.start..end));
        }
    }
    let second = next_word(tokens, at + 1)?;
    let rest = text.get(second.clone())?.to_ascii_uppercase();
    let whole = format!("{word}{rest}");
    let (first_known, second_known) = (table::is_known(&word), table::is_known(&rest));
    let apart = first_known && second_known || marks == 0 && word.len() == 2 && (first_known || second_known);
    // `PREL, PT` / `ER, AF`: two codes that are one, where commas stand between all others.
    let edge = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).is_none_or(|token| matches!(token, Token::Separator | Token::Close))
    };
    let alone = || (marks >= 2 || word.len() + rest.len() == 2) && edge(at.checked_sub(1)) && edge(Some(at + 2));
    // `PREL, OEC` / `D, AF`: no half is a code.
    let is_cut = || {
        whole.len() <= LONGEST_CUT
            && !first_known
            && !second_known
            && table::is_known(&whole)
            && edge(at.checked_sub(1))
            && edge(Some(at + 2))
    };
    let code = match whole.len() {
        4 => table::kind(&whole) == Some(table::Kind::Subject) && (!apart || alone()),
        2 => table::kind(&whole) == Some(table::Kind::Country) && alone(),
        _ => false,
    };
    (code || is_cut()).then(|| (vec![whole], first.start..second.end))
}

/// The state of the walk over the tokens.
struct Reader<'a> {
    value: &'a Unfolded,
    text: &'a str,
    items: Vec<Item>,
    /// Unknown words since the last code or mark.
    run: Vec<Range<usize>>,
    /// Whether a mark stands before the next item.
    marked: bool,
}

impl<'a> Reader<'a> {
    fn printed(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.value.span(range.clone())
    }

    fn push(&mut self, text: String, range: Range<usize>, sort: Sort) {
        self.items.push(Item { text, range, sort, after_mark: self.marked });
        self.marked = false;
    }

    fn mark(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        self.flush(diagnostics);
        self.marked = true;
    }

    /// What a word was read as.
    fn codes(&mut self, reading: Reading, range: &Range<usize>, diagnostics: &mut Vec<Diagnostic>) {
        let printed = self.printed(range);
        match &reading {
            Reading::Known(_) => {}
            Reading::Several(codes) if codes.len() == 1 => {}
            Reading::Several(codes) => {
                let message = format!("{printed} was read as {}.", codes.join(", "));
                diagnostics.push(Diagnostic::note("tags-run-together", self.span(range), message));
            }
            Reading::Repaired(code) => {
                let message = format!("{printed} is no known tag; it was read as {code}.");
                diagnostics.push(Diagnostic::warning("tag-misspelt", self.span(range), message));
            }
        }
        for code in reading.into_codes() {
            self.push(code, range.clone(), Sort::Code);
        }
    }

    /// A closing bracket that was not opened: what stands before it is a name (N82).
    fn close(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        if self.run.is_empty() {
            return;
        }
        self.flush(diagnostics);
        let Some(last) = self.items.pop() else { return };
        if let Some(before) = self.items.last_mut()
            && before.sort == Sort::Unknown
            && last.after_mark
        {
            before.text = format!("{}, {}", before.text, last.text);
            before.range.end = last.range.end;
            before.sort = Sort::Name;
        } else {
            self.items.push(Item { sort: Sort::Name, ..last });
        }
    }

    fn flush(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        if !self.run.is_empty() {
            let words = core::mem::take(&mut self.run);
            run::read(self, &words, diagnostics);
        }
    }

    fn finish(
        mut self,
        not_applicable: Option<Range<usize>>,
        captions: Vec<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Tags {
        run::pair_names(&mut self.items);
        let mut tags = Tags { captions, ..Tags::default() };
        // `NA` alone is not the Netherlands Antilles.
        if let [only] = self.items.as_slice()
            && only.text == "NA"
        {
            let range = only.range.clone();
            self.items.clear();
            return self.finish(Some(range), tags.captions, diagnostics);
        }
        let mut seen = HashSet::with_capacity(self.items.len());
        for item in &self.items {
            if !seen.insert(item.text.as_str()) {
                continue;
            }
            if item.sort == Sort::Unknown {
                let message = format!("{} is no known tag; it was kept as printed.", item.text);
                diagnostics.push(Diagnostic::note(catalogue::TAG_UNKNOWN, self.span(&item.range), message));
            }
            tags.tags.push(item.text.clone());
        }
        if let (Some(range), true) = (not_applicable, tags.tags.is_empty()) {
            diagnostics.push(Diagnostic::note("tags-not-applicable", self.span(&range), "The telegram has no TAGS."));
        }
        let subject = |tag: &String| matches!(table::kind(tag), Some(table::Kind::Subject | table::Kind::Program));
        if !tags.tags.is_empty() && !tags.tags.iter().any(subject) {
            let message = "None of the TAGS is a subject; the rules demand one.";
            diagnostics.push(Diagnostic::note("tags-without-subject", self.value.whole(), message));
        }
        tags
    }
}
