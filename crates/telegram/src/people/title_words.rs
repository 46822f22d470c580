//! The lists of words of titles, `data/title_words.txt`, by kind.

use std::sync::LazyLock;

use crate::spelling;

/// The words of one kind, with what tells quickly that a word is no misprint of one.
#[derive(Debug, Default)]
pub(super) struct Words(Vec<(&'static str, (usize, u32))>);

impl Words {
    fn add(&mut self, words: &'static str) {
        let sized = |word: &'static str| (word, (word.len(), spelling::letters(word.as_bytes())));
        self.0.extend(words.split_whitespace().map(sized));
    }

    /// Whether the word is one of them, whatever its case.
    pub(super) fn holds(&self, word: &str) -> bool {
        self.0.iter().any(|(known, _)| known.len() == word.len() && known.eq_ignore_ascii_case(word))
    }

    /// Whether the word is a misprint of a long one: of at least seven letters, and with two slips from nine on.
    pub(super) fn is_near(&self, word: &str) -> bool {
        const SHORTEST: usize = 7;
        let limit = |length: usize| 1 + usize::from(length >= 9);
        let own = (word.len(), spelling::letters(word.as_bytes()));
        word.len() >= SHORTEST
            && self.0.iter().any(|&(known, set)| {
                known.len() >= SHORTEST
                    && spelling::may_be_near(own, set, limit(known.len()))
                    && spelling::distance(word, known, limit(known.len())).is_some()
            })
    }

    /// The lengths of the words that `text` begins with.
    pub(super) fn at_start(&self, text: &str) -> impl Iterator<Item = usize> {
        self.0.iter().map(|(word, _)| *word).filter(move |word| spelling::starts_with(text, word)).map(str::len)
    }
}

/// The lists; the head of the file says what each holds.
#[derive(Debug, Default)]
pub(super) struct TitleWords {
    pub(super) rank: Words,
    pub(super) field: Words,
    pub(super) doubtful: Words,
    pub(super) surname: Words,
    pub(super) given: Words,
    pub(super) piece: Words,
    pub(super) honorific: Words,
}

/// The lists, read at the first look-up.
pub(super) fn words() -> &'static TitleWords {
    static WORDS: LazyLock<TitleWords> = LazyLock::new(|| read(include_str!("../../data/title_words.txt")));
    &WORDS
}

fn read(file: &'static str) -> TitleWords {
    let mut words = TitleWords::default();
    for (kind, list) in file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':')) {
        match kind {
            "rank" => words.rank.add(list),
            "field" => words.field.add(list),
            "doubtful" => words.doubtful.add(list),
            "surname" => words.surname.add(list),
            "given" => words.given.add(list),
            "piece" => words.piece.add(list),
            "honorific" => words.honorific.add(list),
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        let words = words();
        assert!(words.rank.holds("ambassador") && words.field.holds("POL") && words.doubtful.holds("DEAN"));
        assert!(words.surname.holds("LAW") && words.given.holds("DEAN") && words.honorific.holds("MR"));
        assert_eq!(words.piece.at_start("POLCHIEF").max(), Some(3));
        let kinds = include_str!("../../data/title_words.txt").lines().filter(|line| !line.starts_with('#'));
        assert!(kinds.clone().all(|line| line.split_once(": ").is_some()));
    }
}
