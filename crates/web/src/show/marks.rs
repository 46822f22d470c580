//! Words a reader searched for, marked in the text they stand in.

/// The words to mark, in small letters.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    words: Vec<String>,
}

/// A run of text, to be marked or not.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct MarkedRun<'a> {
    pub(crate) text: &'a str,
    pub(crate) hit: bool,
}

/// More words than this are not marked: a search does not need them and a
/// made-up address could ask for any number.
const MOST_WORDS: usize = 32;

impl Marks {
    /// Reads the words of a `mark` parameter.
    pub(crate) fn new(parameter: &str) -> Self {
        let words =
            parameter.split_whitespace().map(str::to_lowercase).filter(|word| word.chars().any(char::is_alphanumeric));
        let mut words: Vec<_> = words.take(MOST_WORDS).collect();
        words.sort();
        words.dedup();
        Self { words }
    }

    /// The `mark` parameter that marks these words, empty where there are none.
    pub(crate) fn parameter<'a>(hits: impl Iterator<Item = &'a str>) -> String {
        let mut words: Vec<_> = hits.flat_map(words_of).map(|(start, text)| text[start..].to_lowercase()).collect();
        words.sort();
        words.dedup();
        words.truncate(MOST_WORDS);
        words.join(" ")
    }

    /// The text in runs; joined they are the text.
    pub(crate) fn runs<'a>(&self, text: &'a str) -> Vec<MarkedRun<'a>> {
        let mut runs = Vec::new();
        let mut done = 0;
        if !self.words.is_empty() {
            for (start, upto) in words_of(text) {
                let word = &upto[start..];
                if self.words.binary_search(&word.to_lowercase()).is_ok() {
                    if done < start {
                        runs.push(MarkedRun { text: &text[done..start], hit: false });
                    }
                    runs.push(MarkedRun { text: word, hit: true });
                    done = upto.len();
                }
            }
        }
        if done < text.len() {
            runs.push(MarkedRun { text: &text[done..], hit: false });
        }
        runs
    }
}

/// The words of a text: where each begins, and the text up to its end.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
        rest = end;
        Some((start, &text[..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_marked_in_any_case() {
        let marks = Marks::new("wheat <script> MÜLLER");
        let runs = marks.runs("Wheat, wheats; müller");
        let shown: String =
            runs.iter().map(|r| if r.hit { format!("[{}]", r.text) } else { r.text.to_owned() }).collect();
        assert_eq!(shown, "[Wheat], wheats; [müller]");
        assert_eq!(Marks::new("").runs("a b"), [MarkedRun { text: "a b", hit: false }]);
        assert_eq!(Marks::new("a").runs(""), []);
    }

    #[test]
    fn the_parameter_holds_each_word_once() {
        assert_eq!(Marks::parameter(["Grain", "grain sales", ", "].into_iter()), "grain sales");
    }
}
