//! Two texts side by side, word by word.

use std::borrow::Cow;

use serde::Serialize;
use similar::{Algorithm, ChangeTag, DiffTag, capture_diff_slices};
use telegram::Telegram;

/// Beyond so many words on one side, a changed passage is told as a whole: the
/// words in it would agree by chance only, and finding out takes the square of
/// their number.
const CHANGED_WORDS: usize = 4_000;

/// Two copies side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The paragraphs of both, those that belong together in one row.
    pub rows: Vec<ComparisonRow>,
    /// Words that only the first copy has.
    pub only_left: usize,
    /// Words that only the second copy has.
    pub only_right: usize,
    /// Words in both.
    pub common: usize,
}

/// A paragraph of each copy; a side is empty where it has none to match.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ComparisonRow {
    /// The paragraph of the first copy.
    pub left: Vec<Stretch>,
    /// The paragraph of the second copy.
    pub right: Vec<Stretch>,
}

/// A run of words that are alike in being common or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// The words, with the blanks between them.
    pub text: String,
    /// Whether the other copy lacks them here.
    pub differs: bool,
}

/// Compares the paragraphs of two copies.
///
/// Paragraphs are matched by their words, those that do not match stand alone;
/// in matched paragraphs the words are compared. Case and punctuation count:
/// an editor's changes are what a reader wants to see.
pub(crate) fn compare(left: &Telegram, right: &Telegram) -> Comparison {
    let (left, right) = (paragraphs(left), paragraphs(right));
    let keys = |side: &[Vec<Cow<'_, str>>]| side.iter().map(|words| key(words)).collect::<Vec<_>>();
    let mut comparison = Comparison { rows: Vec::new(), only_left: 0, only_right: 0, common: 0 };
    for operation in capture_diff_slices(Algorithm::Patience, &keys(&left), &keys(&right)) {
        let (tag, old, new) = operation.as_tag_tuple();
        let pairs = old.len().max(new.len());
        for at in 0..pairs {
            let mine = left.get(old.clone()).and_then(|part| part.get(at)).map_or(&[][..], Vec::as_slice);
            let theirs = right.get(new.clone()).and_then(|part| part.get(at)).map_or(&[][..], Vec::as_slice);
            debug_assert!(tag != DiffTag::Equal || !mine.is_empty());
            comparison.row(mine, theirs);
        }
    }
    comparison
}

/// The words of each paragraph, its number and mark in front.
fn paragraphs(telegram: &Telegram) -> Vec<Vec<Cow<'_, str>>> {
    let words = telegram.paragraphs.iter().map(|paragraph| {
        let heading = paragraph.heading.iter().flat_map(|heading| heading.split_whitespace());
        let number = paragraph.number.iter().map(|number| Cow::Owned(format!("{number}.")));
        let head = number.chain(paragraph.portion.iter().map(|mark| Cow::Owned(format!("({mark})"))));
        let text = paragraph.text.split_whitespace().map(Cow::Borrowed);
        heading.map(Cow::Borrowed).chain(head).chain(text).collect::<Vec<_>>()
    });
    words.filter(|words| !words.is_empty()).collect()
}

/// What paragraphs are matched by: their first words, in upper case, without
/// punctuation. Numbers and marks differ where an edition dropped them.
fn key(words: &[Cow<'_, str>]) -> String {
    let letters = |word: &Cow<'_, str>| {
        word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect::<String>()
    };
    let long = words.iter().map(letters).filter(|word| word.len() > 3);
    long.take(6).collect::<Vec<_>>().join(" ")
}

impl Comparison {
    fn row(&mut self, left: &[Cow<'_, str>], right: &[Cow<'_, str>]) {
        let mut row = ComparisonRow::default();
        if left.len().max(right.len()) > CHANGED_WORDS && left != right {
            self.only_left += left.len();
            self.only_right += right.len();
            push(&mut row.left, left, true);
            push(&mut row.right, right, true);
            self.rows.push(row);
            return;
        }
        for operation in capture_diff_slices(Algorithm::Myers, left, right) {
            for change in operation.iter_changes(left, right) {
                let word = [change.value().clone()];
                match change.tag() {
                    ChangeTag::Equal => {
                        self.common += 1;
                        push(&mut row.left, &word, false);
                        push(&mut row.right, &word, false);
                    }
                    ChangeTag::Delete => {
                        self.only_left += 1;
                        push(&mut row.left, &word, true);
                    }
                    ChangeTag::Insert => {
                        self.only_right += 1;
                        push(&mut row.right, &word, true);
                    }
                }
            }
        }
        self.rows.push(row);
    }
}

fn push(side: &mut Vec<Stretch>, words: &[Cow<'_, str>], differs: bool) {
    for word in words {
        match side.last_mut() {
            Some(last) if last.differs == differs => {
                last.text.push(' ');
                last.text.push_str(word);
            }
            _ => side.push(Stretch { text: word.to_string(), differs }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use telegram::Paragraph;

    use super::*;

    fn copy(paragraphs: &[&str]) -> Telegram {
        let paragraphs =
            paragraphs.iter().map(|text| Paragraph { text: (*text).to_owned(), ..Paragraph::default() }).collect();
        Telegram { paragraphs, ..Telegram::default() }
    }

    fn side(stretches: &[Stretch]) -> String {
        let shown = |one: &Stretch| if one.differs { format!("[{}]", one.text) } else { one.text.clone() };
        stretches.iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_that_differ_are_marked_on_their_side() {
        let found = compare(
            &copy(&["The harbour master was told by ROE", "The ferry sails on Monday."]),
            &copy(&["The harbour master was told by XXXXXXXXXXXX", "The ferry sails on Tuesday morning."]),
        );
        let rows: Vec<_> = found.rows.iter().map(|row| (side(&row.left), side(&row.right))).collect();
        assert_eq!(
            rows,
            [
                (
                    "The harbour master was told by [ROE]".to_owned(),
                    "The harbour master was told by [XXXXXXXXXXXX]".to_owned()
                ),
                ("The ferry sails on [Monday.]".to_owned(), "The ferry sails on [Tuesday morning.]".to_owned()),
            ]
        );
        assert_eq!((found.common, found.only_left, found.only_right), (10, 2, 3));
    }

    #[test]
    fn numbers_and_marks_are_shown_as_they_are_printed() {
        let numbered = |number: &str, portion: Option<&str>| {
            let mut copy = copy(&["The ferry sails on Monday."]);
            copy.paragraphs[0].number = Some(number.to_owned());
            copy.paragraphs[0].portion = portion.map(str::to_owned);
            copy
        };
        let found = compare(&numbered("1", Some("SBU")), &numbered("1", None));
        let row = &found.rows[0];
        assert_eq!(side(&row.left), "1. [(SBU)] The ferry sails on Monday.");
        assert_eq!(side(&row.right), "1. The ferry sails on Monday.");
    }

    #[test]
    fn a_paragraph_that_one_copy_lacks_stands_alone() {
        let (first, added, last) =
            ("Alpha beacon lighted again", "Beta harbour closed today", "Gamma lighthouse keeper retired");
        let found = compare(&copy(&[first, last]), &copy(&[first, added, last]));
        assert_eq!(found.rows.len(), 3);
        assert_eq!((side(&found.rows[1].left), side(&found.rows[1].right)), (String::new(), format!("[{added}]")));
    }

    proptest! {
        #[test]
        fn no_word_is_lost(a in prop::collection::vec("([a-c]{1,5} ){0,12}", 0..6),
                           b in prop::collection::vec("([a-c]{1,5} ){0,12}", 0..6)) {
            let texts = |side: &[String]| copy(&side.iter().map(String::as_str).collect::<Vec<_>>());
            let found = compare(&texts(&a), &texts(&b));
            let words = |text: &[String]| text.iter().flat_map(|one| one.split_whitespace()).map(str::to_owned).collect::<Vec<_>>();
            let shown = |pick: fn(&ComparisonRow) -> &Vec<Stretch>| {
                found.rows.iter().flat_map(pick).flat_map(|one| one.text.split_whitespace()).map(str::to_owned).collect::<Vec<_>>()
            };
            prop_assert_eq!(words(&a), shown(|row| &row.left));
            prop_assert_eq!(words(&b), shown(|row| &row.right));
        }
    }
}
