//! The best paragraph of a hit, cut around the matched words.

use std::sync::Arc;

use levenshtein_automata::{DFA, Distance};
use telegram::Telegram;

use super::analysis::{Analyzer, Stem, Word, spelt_like};
use super::effort::Meter;
use super::pattern::Pattern;
use super::query::{Form, Query, TextField, Tree};
use crate::Error;
use crate::view::{Snippet, SnippetPart};

/// How long a snippet is, in bytes, about.
const LENGTH: usize = 260;

/// Where a marked word begins and ends.
type Mark = (usize, usize);

/// Marks in paragraphs what a query looks for.
///
/// Only what the query wants counts, not what it excludes. A phrase is marked
/// where its words stand one after the other, not its words elsewhere.
pub(crate) struct Marker {
    wanted: Vec<Wanted>,
    analyzer: Analyzer,
    meter: Arc<Meter>,
}

/// Something a query looks for.
enum Wanted {
    /// Words in any form, one after the other with at most so many between.
    Stems(Vec<Stem>, usize),
    Exact(String),
    Prefix(String),
    Regex(Pattern),
    Fuzzy(Box<DFA>),
}

impl Marker {
    pub(crate) fn new(query: &Query, meter: Arc<Meter>) -> Self {
        let mut marker = Self { wanted: Vec::new(), analyzer: Analyzer::default(), meter };
        marker.gather(query.tree());
        marker
    }

    fn gather(&mut self, tree: &Tree) {
        match tree {
            Tree::And(trees) | Tree::Or(trees) => trees.iter().for_each(|tree| self.gather(tree)),
            Tree::Text(TextField::Any, form) => {
                let wanted = self.wanted(form);
                self.wanted.extend(wanted);
            }
            _ => {}
        }
    }

    fn wanted(&mut self, form: &Form) -> Option<Wanted> {
        let mut texts = |text: &str| self.analyzer.words(text).into_iter().map(|word| word.text);
        let mut stems = |text: &str| texts(text).map(|word| Stem::of(&word)).collect();
        Some(match form {
            Form::Words(text) => Wanted::Stems(stems(text), 0),
            Form::Phrase(text, slop) => Wanted::Stems(stems(text), usize::try_from(*slop).unwrap_or(usize::MAX)),
            Form::Exact(word) => Wanted::Exact(texts(word).collect()),
            Form::Prefix(word) => Wanted::Prefix(texts(word).collect()),
            Form::Fuzzy(word, distance) => {
                Wanted::Fuzzy(Box::new(spelt_like(&texts(word).collect::<String>(), *distance)))
            }
            Form::Regex(pattern) => Wanted::Regex(pattern.clone()),
        })
    }

    /// The best paragraph: the one in which the most different things are
    /// found, then the most matches, then the first. Without a match the
    /// first one that is text.
    ///
    /// # Errors
    /// When the search has ended.
    pub(crate) fn snippet(&mut self, telegram: &Telegram, text: &str) -> Result<Snippet, Error> {
        let mut best: Option<((usize, usize), usize, Vec<Mark>)> = None;
        for (index, paragraph) in telegram.paragraphs.iter().enumerate() {
            let (kinds, marks) = self.marks(&paragraph.text)?;
            let score = (kinds, marks.len());
            if kinds > 0 && best.as_ref().is_none_or(|(best, ..)| score > *best) {
                best = Some((score, index, marks));
            }
        }
        let index = best.as_ref().map_or(0, |(_, index, _)| *index);
        Ok(match telegram.paragraphs.get(index) {
            Some(paragraph) => Snippet {
                paragraph: paragraph.number.clone(),
                anchor: Some(paragraph.anchor.clone()),
                parts: cut(&paragraph.text, &best.map(|(_, _, marks)| marks).unwrap_or_default()),
            },
            None => {
                let (_, marks) = self.marks(text)?;
                Snippet { paragraph: None, anchor: None, parts: cut(text, &marks) }
            }
        })
    }

    /// How many of the wanted things are in a text, and where.
    fn marks(&mut self, text: &str) -> Result<(usize, Vec<Mark>), Error> {
        if self.wanted.is_empty() {
            return Ok((0, Vec::new()));
        }
        // Each word is looked at for each thing; a word has some eight letters.
        self.meter.spend((text.len() / 8 * self.wanted.len()) as u64)?;
        let words = self.analyzer.words(text);
        let mut marks = Vec::new();
        let mut kinds = 0;
        for wanted in &self.wanted {
            let before = marks.len();
            match wanted {
                Wanted::Stems(phrase, between) => mark_phrase(&words, phrase, *between, &mut marks),
                Wanted::Exact(word) => mark_words(&words, |found| found == word, &mut marks),
                Wanted::Prefix(prefix) => mark_words(&words, |found| found.starts_with(prefix.as_str()), &mut marks),
                Wanted::Regex(pattern) => mark_words(&words, |found| pattern.accepts(found), &mut marks),
                Wanted::Fuzzy(automaton) => {
                    mark_words(&words, |found| matches!(automaton.eval(found), Distance::Exact(_)), &mut marks);
                }
            }
            kinds += usize::from(marks.len() > before);
        }
        marks.sort_unstable();
        marks.dedup();
        Ok((kinds, marks))
    }
}

fn mark_words(words: &[Word], wanted: impl Fn(&str) -> bool, marks: &mut Vec<Mark>) {
    marks.extend(words.iter().filter(|word| wanted(&word.text)).map(|word| (word.start, word.end)));
}

/// Marks the words of a phrase wherever it stands.
fn mark_phrase(words: &[Word], phrase: &[Stem], between: usize, marks: &mut Vec<Mark>) {
    let Some((first, rest)) = phrase.split_first() else { return };
    for (index, word) in words.iter().enumerate().filter(|(_, word)| first.is_of(&word.text)) {
        let mut found = vec![(word.start, word.end)];
        let mut at = index;
        let mut spare = between;
        for wanted in rest {
            let reach = words.iter().enumerate().skip(at + 1).take(spare.saturating_add(1));
            let Some((next, word)) = reach.into_iter().find(|(_, word)| wanted.is_of(&word.text)) else { break };
            spare -= next - at - 1;
            at = next;
            found.push((word.start, word.end));
        }
        if found.len() == phrase.len() {
            marks.append(&mut found);
        }
    }
}

/// Cuts a text to the window with the most marks and splits it at them.
fn cut(text: &str, marks: &[Mark]) -> Vec<SnippetPart> {
    let (start, end) = window(text, marks);
    let mut parts = Vec::new();
    let mut push = |from: usize, to: usize, hit: bool| {
        if let Some(piece) = text.get(from..to).filter(|piece| !piece.is_empty()) {
            parts.push(SnippetPart { text: piece.to_owned(), hit });
        }
    };
    let mut at = start;
    for &(from, to) in marks.iter().filter(|(from, to)| *from >= start && *to <= end) {
        if from >= at {
            push(at, from, false);
            push(from, to, true);
            at = to;
        }
    }
    push(at, end, false);
    if start > 0
        && let Some(first) = parts.first_mut()
    {
        first.text = if first.hit { first.text.clone() } else { format!("… {}", first.text.trim_start()) };
        if first.hit {
            parts.insert(0, SnippetPart { text: "… ".to_owned(), hit: false });
        }
    }
    if end < text.len() {
        match parts.last_mut() {
            Some(last) if !last.hit => last.text = format!("{} …", last.text.trim_end()),
            _ => parts.push(SnippetPart { text: " …".to_owned(), hit: false }),
        }
    }
    parts
}

/// The window of about [`LENGTH`] bytes with the most marks, the first of
/// equals, widened to whole words and with some text before its first mark.
fn window(text: &str, marks: &[Mark]) -> (usize, usize) {
    if text.len() <= LENGTH + LENGTH / 4 {
        return (0, text.len());
    }
    let reach =
        |from: usize| marks.iter().filter(|(start, end)| *start >= from && *end <= from + LENGTH * 3 / 4).count();
    let mut best = (0, 0);
    for &(start, _) in marks {
        let count = reach(start);
        if count > best.0 {
            best = (count, start);
        }
    }
    let mut start = best.1.saturating_sub(LENGTH / 4);
    if best.0 == 0 {
        start = 0;
    }
    let start = if start == 0 { 0 } else { border(text, start) };
    let mark_end = marks.iter().find(|(from, _)| *from == best.1).map_or(0, |(_, end)| *end);
    let end = (start + LENGTH).max(mark_end);
    (start, if end >= text.len() { text.len() } else { border(text, end) })
}

/// The first place at or after `at` after a blank; within 40 bytes, else any
/// border between letters.
fn border(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let rest = text.get(at..).unwrap_or_default();
    match rest.char_indices().take_while(|(index, _)| *index < 40).find(|(_, c)| c.is_whitespace()) {
        Some((index, blank)) => at + index + blank.len_utf8(),
        None => at,
    }
}
