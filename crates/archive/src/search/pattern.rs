//! Regular expressions that match whole words.

use std::fmt;
use std::sync::Arc;

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::{primitives::StateID, start, syntax};
use regex_automata::{Anchored, MatchKind};

/// The most memory that a pattern may take, and each of the two steps to it, in bytes; this bounds the time too.
const LARGEST: usize = 2 << 20;

/// A regular expression that a word of the index matches as a whole, whatever its case.
#[derive(Clone)]
pub(crate) struct Pattern {
    text: String,
    automaton: Arc<dense::DFA<Vec<u32>>>,
    start: StateID,
}

impl Pattern {
    /// # Errors
    /// What is wrong with the expression, or that it is too large.
    pub(crate) fn new(text: &str) -> Result<Self, String> {
        let automaton = dense::Builder::new()
            .syntax(syntax::Config::new().case_insensitive(true))
            .thompson(thompson::Config::new().nfa_size_limit(Some(LARGEST)))
            .configure(
                dense::Config::new()
                    .start_kind(StartKind::Anchored)
                    .match_kind(MatchKind::All)
                    .determinize_size_limit(Some(LARGEST))
                    .dfa_size_limit(Some(LARGEST)),
            )
            .build(text)
            .map_err(|error| said(&error))?;
        let start = automaton.start_state(&start::Config::new().anchored(Anchored::Yes));
        let start = start.map_err(|error| error.to_string())?;
        Ok(Self { text: text.to_owned(), automaton: Arc::new(automaton), start })
    }

    /// Whether a word matches.
    pub(crate) fn accepts(&self, word: &str) -> bool {
        let end = word.bytes().fold(self.start, |state, byte| self.automaton.next_state(state, byte));
        self.matches_at(end)
    }

    fn matches_at(&self, state: StateID) -> bool {
        self.automaton.is_match_state(self.automaton.next_eoi_state(state))
    }
}

/// What is wrong, without the drawing of the place, which stands over several lines.
fn said(error: &dense::BuildError) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    let is_large = innermost.downcast_ref::<thompson::BuildError>().is_some_and(|error| error.size_limit().is_some());
    if is_large || error.is_size_limit_exceeded() {
        return "it is too large".to_owned();
    }
    let text = innermost.to_string();
    let last = text.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}

impl tantivy_fst::Automaton for Pattern {
    type State = StateID;

    fn start(&self) -> StateID {
        self.start
    }

    fn is_match(&self, state: &StateID) -> bool {
        self.matches_at(*state)
    }

    fn can_match(&self, state: &StateID) -> bool {
        !self.automaton.is_dead_state(*state)
    }

    fn accept(&self, state: &StateID, byte: u8) -> StateID {
        self.automaton.next_state(*state, byte)
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/", self.text)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_match_whatever_their_case() {
        for (pattern, yes, no) in [
            ("colou?r", "color", "colors"),
            ("Ferr(y|ies)", "ferries", "ferr"),
            (r"\w+ing", "negotiating", "ingot"),
            (r"\W+", "…", "a"),
            (r"[^\d]+", "suva", "75"),
            (r"^port$", "port", "ports"),
            (r"\p{Greek}+", "αθηνα", "athina"),
            ("a|ab", "ab", "abc"),
            (".*", "", "\n"),
        ] {
            let pattern = Pattern::new(pattern).unwrap();
            assert!(pattern.accepts(yes), "{pattern:?} {yes}");
            assert!(!pattern.accepts(no), "{pattern:?} {no}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_said_in_a_line() {
        for (pattern, problem) in [
            ("a(", "unclosed group"),
            (r"(\w{50}){50}", "it is too large"),
            (r"(.*\p{L}){60}", "it is too large"),
            (r"(a)\1", "backreferences are not supported"),
            ("*", "repetition operator missing expression"),
        ] {
            assert_eq!(Pattern::new(pattern).unwrap_err(), problem, "{pattern}");
        }
    }
}
