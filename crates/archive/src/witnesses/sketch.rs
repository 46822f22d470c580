//! How alike two texts are, from a few hundred bytes of each.

use telegram::Telegram;

/// How many hashes are kept. The error of the estimate is about one over the
/// square root of it.
const KEPT: usize = 64;
/// Words in a row that count as one feature. Four make a chance agreement of
/// two telegrams about the same matter rare.
const SHINGLE: usize = 4;
/// A text of fewer runs tells nothing.
const SHORTEST: u32 = 8;
/// How many hashes are traces.
const TRACES: usize = 8;

/// The smallest hashes of all runs of four words of a text (a bottom-k sketch,
/// Broder 1997), and how many different runs there are.
///
/// Case, punctuation, folds and page breaks do not matter: an edited volume
/// sets in mixed case what a teletype printed in capitals.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sketch {
    runs: u32,
    /// Ascending, each once.
    smallest: Vec<u64>,
}

impl Sketch {
    /// The sketch of the paragraphs of a telegram; header and page furniture,
    /// which editions leave out, do not count.
    pub(crate) fn of(telegram: &Telegram) -> Self {
        let length: usize = telegram.paragraphs.iter().map(|paragraph| paragraph.text.len()).sum();
        let mut last = [0_u64; SHINGLE];
        let mut count = 0;
        let mut hashes = Vec::with_capacity(length / 6);
        for paragraph in &telegram.paragraphs {
            each_word(&paragraph.text, |word| {
                last.rotate_left(1);
                last[SHINGLE - 1] = word;
                count += 1;
                if count >= SHINGLE {
                    hashes.push(last.iter().fold(0, |hash: u64, word| mix(hash.rotate_left(17) ^ word)));
                }
            });
        }
        hashes.sort_unstable();
        hashes.dedup();
        let runs = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
        hashes.truncate(KEPT);
        Self { runs, smallest: hashes }
    }

    /// How much of the shorter text stands in the longer one, from 0 to 1;
    /// `None` where a text is too short to tell.
    pub(crate) fn containment(&self, other: &Self) -> Option<f64> {
        let shorter = self.runs.min(other.runs);
        if shorter < SHORTEST {
            return None;
        }
        // Of the smallest hashes of both texts together, those in both.
        let (mut union, mut both) = (0_u32, 0_u32);
        let (mut mine, mut theirs) = (self.smallest.iter().peekable(), other.smallest.iter().peekable());
        while union < KEPT as u32 {
            match (mine.peek(), theirs.peek()) {
                (Some(a), Some(b)) if a == b => {
                    both += 1;
                    mine.next();
                    theirs.next();
                }
                (Some(a), Some(b)) if a < b => {
                    mine.next();
                }
                (Some(_), None) => {
                    mine.next();
                }
                (_, Some(_)) => {
                    theirs.next();
                }
                (None, None) => break,
            }
            union += 1;
        }
        let resemblance = f64::from(both) / f64::from(union.max(1));
        // |A ∩ B| = J (|A| + |B|) / (1 + J)
        let common = resemblance * (f64::from(self.runs) + f64::from(other.runs)) / (1.0 + resemblance);
        Some((common / f64::from(shorter)).min(1.0))
    }

    /// How many different runs of words the text has.
    pub(crate) const fn runs(&self) -> u32 {
        self.runs
    }

    /// What texts that are alike have at least one of in common, but for a chance of one in some hundred: four bytes of
    /// the smallest hashes. None where the text is too short to be compared. They are kept on disk.
    pub(crate) fn traces(&self) -> impl Iterator<Item = [u8; 4]> {
        let kept = if self.runs < SHORTEST { 0 } else { TRACES };
        self.smallest.iter().take(kept).filter_map(|hash| hash.to_le_bytes().first_chunk().copied())
    }

    /// The form in which the catalogue keeps it.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.runs.to_le_bytes().to_vec();
        self.smallest.iter().for_each(|hash| bytes.extend(hash.to_le_bytes()));
        bytes
    }

    /// Reads [`to_bytes`](Self::to_bytes) back; what is no sketch is an empty one.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        let Some((runs, hashes)) = bytes.split_first_chunk::<4>() else { return Self::default() };
        let (chunks, _) = hashes.as_chunks::<8>();
        Self {
            runs: u32::from_le_bytes(*runs),
            smallest: chunks.iter().map(|hash| u64::from_le_bytes(*hash)).collect(),
        }
    }
}

/// Hands on the hash of each word of a text: FNV-1a over the word in upper
/// case. It is kept on disk, so it must never change; the standard library's
/// hashers may.
fn each_word(text: &str, mut word: impl FnMut(u64)) {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    if !text.is_ascii() {
        for letters in text.split(|c: char| !c.is_alphanumeric()).filter(|letters| !letters.is_empty()) {
            let bytes = letters.chars().flat_map(char::to_uppercase).map(|letter| (letter, [0; 4]));
            word(mix(
                bytes.fold(START, |hash, (letter, mut buffer)| letter.encode_utf8(&mut buffer).bytes().fold(hash, add))
            ));
        }
        return;
    }
    // A word's hash is not the one it starts with, but by a chance of one in 2^64.
    let mut hash = START;
    for byte in text.bytes() {
        let letter = CAPITALS[usize::from(byte)];
        if letter != 0 {
            hash = add(hash, letter);
        } else if hash != START {
            word(mix(hash));
            hash = START;
        }
    }
    if hash != START {
        word(mix(hash));
    }
}

/// Letters of ASCII in upper case, and figures; nothing else is of a word.
static CAPITALS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_uppercase();
        }
        byte += 1;
    }
    table
};

/// The finaliser of `SplitMix64`: spreads what FNV leaves in the low bits.
const fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use telegram::Paragraph;

    use super::*;

    fn sketch(text: &str) -> Sketch {
        let paragraphs = vec![Paragraph { text: text.to_owned(), ..Paragraph::default() }];
        Sketch::of(&Telegram { paragraphs, ..Telegram::default() })
    }

    fn numbered(range: std::ops::Range<u32>) -> String {
        range.map(|number| format!("word{number} ")).collect()
    }

    #[test]
    fn the_same_words_in_other_dress_are_alike() {
        let teletype =
            sketch("1. THE FERRY-BOAT SAILS AGAIN ON MONDAY, WEATHER PERMITTING;  THE ANCHOR IS STILL LOST.");
        let edition = sketch("1. The ferry-boat sails again on Monday, weather permitting; the anchor is still lost.");
        assert_eq!(teletype.containment(&edition), Some(1.0));
    }

    #[test]
    fn an_extract_is_contained_and_another_text_is_not() {
        let whole = sketch(&numbered(0..2_000));
        let extract = sketch(&numbered(500..1_500));
        assert!(whole.containment(&extract).unwrap() > 0.75, "{:?}", whole.containment(&extract));
        assert_eq!(whole.containment(&sketch(&numbered(5_000..6_000))), Some(0.0));
    }

    #[test]
    fn a_few_words_tell_nothing() {
        assert_eq!(sketch("the ferry sails").containment(&sketch("the ferry sails")), None);
        assert_eq!(Sketch::from_bytes(b"x"), Sketch::default());
    }

    /// The hash of a word as it was first written down.
    fn hash_of(word: &str) -> u64 {
        let bytes: Vec<u8> = word.to_uppercase().into_bytes();
        mix(bytes
            .iter()
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)))
    }

    #[test]
    fn the_hashes_on_disk_stay_the_same() {
        assert_eq!(hash_of("ferry"), 0xd47b_7816_d55b_c2ed);
    }

    proptest! {
        #[test]
        fn words_are_runs_of_letters_and_figures(text in "([ a-zA-Z0-9.,é—ß]|\\PC){0,60}") {
            let mut found = Vec::new();
            each_word(&text, |word| found.push(word));
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            prop_assert_eq!(found, words.map(hash_of).collect::<Vec<_>>());
        }

        #[test]
        fn is_kept_as_bytes(text in ".{0,400}") {
            let sketch = sketch(&text);
            prop_assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), sketch);
        }

        #[test]
        fn is_symmetric_and_within_bounds(a in "([a-d]{1,2} ){0,90}", b in "([a-d]{1,2} ){0,90}") {
            let (a, b) = (sketch(&a), sketch(&b));
            let found = a.containment(&b);
            prop_assert_eq!(found, b.containment(&a));
            prop_assert!(found.is_none_or(|found| (0.0..=1.0).contains(&found)));
        }
    }
}
