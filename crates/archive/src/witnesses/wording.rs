//! What two texts that are alike say differently.
//!
//! Copies of one telegram differ in how they are printed: letters misread, words divided or written out, a passage left
//! out. Two telegrams after one pattern differ in what they say: a name, a figure, a day, a `not`.

use std::borrow::Cow;

use similar::{Algorithm, DiffTag, capture_diff_slices};
use telegram::Telegram;
use telegram::lexicon::english::is_word;
use telegram::lexicon::small_words::is_small_word;

use super::misprint::{figures, is_misprint};

/// Texts of more words are not compared word by word.
const LONGEST: usize = 20_000;
/// So many words of a difference are shown.
const SHOWN: usize = 12;
/// A longer run that one text has more is a passage that the other leaves out.
const PUT_IN: usize = 3;
/// How many differences are named.
const NAMED: usize = 3;

/// How two texts differ.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Wording {
    /// The share of the words of the shorter text that the longer has too, in the same order.
    pub(super) common: f64,
    /// How much longer the longer is, as a share of it, but for what stands in both.
    pub(super) further: f64,
    /// How many words or runs of words were misread, shortened or divided otherwise.
    pub(super) misprints: u32,
    /// Whether the shorter says that something was left out.
    pub(super) cut: bool,
    /// Words that one has in place of others, and that are no misprints of them: the first few.
    pub(super) telling: Vec<(String, String)>,
}

/// Compares the paragraphs of two telegrams; `None` where they are too long or one has no words.
pub(super) fn compare(left: &Telegram, right: &Telegram) -> Option<Wording> {
    let (left_words, right_words) = (words(left), words(right));
    let (shorter, longer) = (left_words.len().min(right_words.len()), left_words.len().max(right_words.len()));
    if shorter == 0 || longer > LONGEST {
        return None;
    }
    let mut found = Wording::default();
    let mut common = 0;
    let mut only = [0, 0];
    for operation in capture_diff_slices(Algorithm::Myers, &left_words, &right_words) {
        let (tag, old, new) = operation.as_tag_tuple();
        let is_within = old.start.min(new.start) > 0 && old.end < left_words.len() && new.end < right_words.len();
        let (mine, theirs) = (&left_words[old], &right_words[new]);
        match tag {
            DiffTag::Equal => common += mine.len(),
            DiffTag::Replace => {
                if is_misprint(mine, theirs) {
                    common += mine.len().min(theirs.len());
                    found.misprints += 1;
                } else if !is_gap(mine) && !is_gap(theirs) {
                    found.tell(mine, theirs);
                }
                only[0] += mine.len();
                only[1] += theirs.len();
            }
            DiffTag::Delete | DiffTag::Insert => {
                only[0] += mine.len();
                only[1] += theirs.len();
                let run = if mine.is_empty() { theirs } else { mine };
                // At either end it may be a heading or a name that was read with the text.
                if run.len() <= PUT_IN && is_within && run.iter().any(|word| tells(word)) {
                    found.tell(mine, theirs);
                }
            }
        }
    }
    let further = if left_words.len() > right_words.len() { only[0] } else { only[1] };
    found.common = common as f64 / shorter as f64;
    found.further = further as f64 / longer as f64;
    found.cut = says_cut(if left_words.len() < right_words.len() { left } else { right });
    Some(found)
}

impl Wording {
    fn tell(&mut self, mine: &[String], theirs: &[String]) {
        if self.telling.len() < NAMED {
            let shown = |words: &[String]| words.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(" ");
            self.telling.push((shown(mine), shown(theirs)));
        }
    }
}

/// How many words a text has.
pub(super) fn count(telegram: &Telegram) -> usize {
    words(telegram).len()
}

/// The words in upper case, letters and figures alone, without what an edition says of the text in brackets.
fn words(telegram: &Telegram) -> Vec<String> {
    let texts = telegram.paragraphs.iter().flat_map(|paragraph| [paragraph.heading.as_deref(), Some(&paragraph.text)]);
    let texts = texts.flatten().map(|text| without_remarks(text));
    let words = texts.flat_map(|text| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(|word| in_figures(word.to_uppercase())).collect::<Vec<_>>()
    });
    words.collect()
}

/// Remarks of an edition longer than this are none.
const REMARK: usize = 400;

/// What a remark of an edition has that says that something was left out.
const LEFT_OUT: [&str; 8] =
    ["omitted", "here follow", "not declassified", "extract", "excerpt", "not printed", "deleted", "omission"];

/// The text without the remarks of an edition.
fn without_remarks(text: &str) -> Cow<'_, str> {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once('[') {
        let remark = after.split_once(']').filter(|(remark, _)| remark.len() <= REMARK && is_remark(remark));
        kept.push_str(before);
        match remark {
            Some((_, next)) => rest = next,
            None => {
                kept.push(' ');
                rest = after;
            }
        }
    }
    if kept.is_empty() && rest.len() == text.len() {
        return Cow::Borrowed(text);
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

fn is_remark(remark: &str) -> bool {
    let lower = remark.to_lowercase();
    LEFT_OUT.iter().any(|mark| lower.contains(mark))
}

/// A number that is written out, in figures.
fn in_figures(word: String) -> String {
    const NUMBERS: [&str; 21] = [
        "ZERO",
        "ONE",
        "TWO",
        "THREE",
        "FOUR",
        "FIVE",
        "SIX",
        "SEVEN",
        "EIGHT",
        "NINE",
        "TEN",
        "ELEVEN",
        "TWELVE",
        "THIRTEEN",
        "FOURTEEN",
        "FIFTEEN",
        "SIXTEEN",
        "SEVENTEEN",
        "EIGHTEEN",
        "NINETEEN",
        "TWENTY",
    ];
    const TENS: [&str; 7] = ["THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY"];
    let place = |list: &[&str]| list.iter().position(|number| *number == word);
    let number = place(&NUMBERS).or_else(|| place(&TENS).map(|ten| 30 + 10 * ten));
    number.map_or(word, |number| number.to_string())
}

/// Whether a run stands for words that cannot be read or were taken out.
fn is_gap(run: &[String]) -> bool {
    const GAPS: [&str; 6] = ["GARBLE", "GARBLED", "ILLEGIBLE", "OMISSION", "DELETED", "DECLASSIFIED"];
    run.iter().any(|word| GAPS.contains(&word.as_str()) || (word.len() > 3 && word.bytes().all(|byte| byte == b'X')))
}

/// Whether a word that only one text has is none of what editors put in or leave out.
fn tells(word: &str) -> bool {
    const FURNITURE: [&str; 19] = [
        "STOP",
        "COMMA",
        "PERIOD",
        "UNCLASSIFIED",
        "UNCLAS",
        "CONFIDENTIAL",
        "SECRET",
        "RESTRICTED",
        "SUMMARY",
        "COMMENT",
        "BEGIN",
        "END",
        "TEXT",
        "PAGE",
        "SECTION",
        "PARA",
        "SIC",
        "QUOTE",
        "UNQUOTE",
    ];
    matches!(word, "NOT" | "NO")
        || !figures(word).is_empty()
        || word.len() > 3 && is_word(word) && !is_small_word(word) && !FURNITURE.contains(&word)
}

/// Whether an edition says in a text that it left something out of it: in brackets, or by dots.
fn says_cut(telegram: &Telegram) -> bool {
    telegram.paragraphs.iter().any(|paragraph| {
        let text = paragraph.text.trim();
        let dots = [". . .", "…", "...", "* * *"];
        dots.iter().any(|dots| text.starts_with(dots) || text.ends_with(dots))
            || text.contains(". . . .")
            || without_remarks(text) != text
    })
}

#[cfg(test)]
mod tests {
    use telegram::Paragraph;

    use super::*;

    fn text(text: &str) -> Telegram {
        Telegram {
            paragraphs: vec![Paragraph { text: text.to_owned(), ..Paragraph::default() }],
            ..Telegram::default()
        }
    }

    fn telling(left: &str, right: &str) -> Vec<(String, String)> {
        compare(&text(left), &text(right)).unwrap().telling
    }

    #[test]
    fn misprints_tell_nothing() {
        for (left, right) in [
            ("The ferry sails on the 10th of May.", "THE FERRV SAI1S ON THE 1OTH OF MAY"),
            ("the harbour-master was asked", "the harbour master was asked"),
            ("GOVT OF FIJI ASKED USG FOR TWO BUOYS", "Government of Fiji asked United States Government for 2 buoys"),
            ("under water for fourteen days", "under wafer for 14 days"),
            ("the neighbours' theatre is cancelled", "the neighbors' theater is canceled"),
            ("he left [1 line not declassified] at noon", "he left at noon"),
            ("he told XXXXXXXXXXXX of it", "he told Mr. Rokotavu of it"),
            ("the commis sion met", "the commission met"),
            ("it sails today STOP the crew is well", "it sails today. The crew is well"),
            ("it rose by 5 pct to 12,500 in all", "it rose by 5 percent to 12500 in all"),
        ] {
            assert_eq!(telling(left, right), [], "{left}");
        }
    }

    #[test]
    fn names_figures_and_negations_tell() {
        for (left, right) in [
            ("inform the French Government of this", "inform the British Government of this"),
            ("the fee is 14 dollars", "the fee is 15 dollars"),
            ("the ferry will sail", "the ferry will not sail"),
            ("it met on Monday at noon", "it met on Thursday at noon"),
            ("it rose to 51 percent", "it rose to 5.1 percent"),
            ("he needs launches for it", "he needs 3 launches for it"),
            ("he needs 100 tons of it", "he needs 1000 tons of it"),
            ("they did say so in public", "they didn't say so in public"),
            ("ships of Peru may call", "ships of Chad may call"),
            ("the border with Iran is closed", "the border with Iraq is closed"),
            ("ports of Austria are meant", "ports of Australia are meant"),
            ("he was able to attend", "he was unable to attend"),
            ("until Tuesday at least", "until Thursday at least"),
            ("until 4 June at least", "until 4 July at least"),
        ] {
            assert_eq!(telling(left, right).len(), 1, "{left}");
        }
    }

    #[test]
    fn what_is_left_out_is_measured() {
        let whole = "the ferry sails again and the anchor was found below the pier of the old harbour";
        let part = "the ferry sails again and the anchor was found . . .";
        let found = compare(&text(whole), &text(part)).unwrap();
        assert!(found.cut && found.telling.is_empty(), "{found:?}");
        assert!((found.common - 1.0).abs() < 1e-9 && found.further > 0.3, "{found:?}");
    }
}
