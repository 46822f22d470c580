//! Whether words are the same words, printed otherwise: misread, divided, shortened, written out.

use telegram::MONTHS;
use telegram::lexicon::dates::is_weekday;
use telegram::lexicon::english::is_word;

/// A changed passage of more words on both sides is one that says other things, whatever its words.
const LONGEST: usize = 12;

/// Whether two runs of words are the same words, misread, divided otherwise, shortened, or written out.
pub(super) fn is_misprint(mine: &[String], theirs: &[String]) -> bool {
    if mine.len() > LONGEST && theirs.len() > LONGEST {
        return false;
    }
    if mine.len() == theirs.len() {
        return mine.iter().zip(theirs).all(|(mine, theirs)| is_same_word(mine, theirs));
    }
    let (left, right) = (mine.concat(), theirs.concat());
    // `12,500` is `12500`, but `5.1` is not `51`.
    if mine.iter().chain(theirs).any(|word| !figures(word).is_empty()) {
        return left == right && (is_in_thousands(mine) || is_in_thousands(theirs));
    }
    left == right || is_acronym(mine, theirs) || is_acronym(theirs, mine) || is_misread(&left, &right)
}

/// Whether the words are one number cut into thousands.
fn is_in_thousands(words: &[String]) -> bool {
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    words.len() > 1 && words.iter().all(is_number) && words.iter().skip(1).all(|word| word.len() == 3)
}

/// Whether two words are one, misread or shortened. Of two that are words, or two numbers, neither is a misprint.
fn is_same_word(mine: &str, theirs: &str) -> bool {
    if mine.chars().map(folded).eq(theirs.chars().map(folded)) {
        return true;
    }
    let (left, right) = (figures(mine), figures(theirs));
    if !left.is_empty() || !right.is_empty() {
        return left == right && is_misread(mine, theirs);
    }
    let (short, long) = if mine.len() < theirs.len() { (mine, theirs) } else { (theirs, mine) };
    if is_word(short) && is_word(long) {
        return is_form_of(short, long)
            || in_one_spelling(short) == in_one_spelling(long)
            || is_look_alike(short, long)
            || (ABBREVIATIONS.contains(&short) || !short.contains(VOWELS)) && is_short_for(short, long);
    }
    is_short_for(short, long) || is_misread(mine, theirs)
}

/// A word without these is an abbreviation.
const VOWELS: [char; 6] = ['A', 'E', 'I', 'O', 'U', 'Y'];

/// Abbreviations with vowels that the list of English words has.
const ABBREVIATIONS: [&str; 24] = [
    "AMB", "ASST", "COMM", "CONF", "DEL", "DEPT", "EMB", "FIN", "FON", "GEN", "GOV", "GOVT", "INFO", "INTL", "MEMO",
    "MIN", "NATL", "PRES", "REF", "REP", "SEC", "SECY", "TEL", "UNIV",
];

/// Whether a word is another with an ending, or the start of the name of a day or month.
fn is_form_of(short: &str, long: &str) -> bool {
    const ENDINGS: [&str; 6] = ["S", "ES", "D", "ED", "LY", "ING"];
    let Some(ending) = long.strip_prefix(short) else { return false };
    let is_month = MONTHS.iter().any(|month| month.eq_ignore_ascii_case(long));
    ENDINGS.contains(&ending) || short.len() >= 3 && (is_month || is_weekday(long))
}

/// British and American spellings in one.
fn in_one_spelling(word: &str) -> String {
    const SPELLINGS: [(&str, &str); 5] = [("OUR", "OR"), ("IS", "IZ"), ("LL", "L"), ("ENCE", "ENSE"), ("OGUE", "OG")];
    let word = SPELLINGS.iter().fold(word.to_owned(), |word, (british, american)| word.replace(british, american));
    word.strip_suffix("RE").map(|stem| format!("{stem}ER")).unwrap_or(word)
}

/// Whether a word of some length is another with one letter taken for one that looks like it.
fn is_look_alike(mine: &str, theirs: &str) -> bool {
    const LOOK_ALIKE: [&str; 16] =
        ["FT", "CE", "CG", "CO", "DO", "BH", "HN", "NU", "UV", "VY", "IL", "MN", "EF", "FP", "OQ", "GO"];
    if mine.len() < 4 || mine.len() != theirs.len() {
        return false;
    }
    let mut differing = mine.chars().zip(theirs.chars()).filter(|(a, b)| a != b);
    let first = differing.next().map(|(a, b)| [a.min(b), a.max(b)].iter().collect::<String>());
    differing.next().is_none() && first.is_some_and(|pair| LOOK_ALIKE.contains(&pair.as_str()))
}

fn is_misread(mine: &str, theirs: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) =
        (mine.chars().map(folded).collect(), theirs.chars().map(folded).collect());
    left == right || distance(&left, &right) * 3 <= left.len().max(right.len())
}

/// What is left of a word when letters are taken for the figures that they look like, if it has a figure.
pub(super) fn figures(word: &str) -> String {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    // A figure within letters is one of them misread.
    if digits * 2 < word.len() && !word.starts_with(|c: char| c.is_ascii_digit()) {
        return String::new();
    }
    word.chars().map(folded).filter(char::is_ascii_digit).collect()
}

/// The figure that a letter is misread as.
const fn folded(c: char) -> char {
    match c {
        'O' | 'Q' => '0',
        'I' | 'L' => '1',
        'S' => '5',
        'B' => '8',
        'Z' => '2',
        c => c,
    }
}

/// How many letters have to be changed, added or left out (Levenshtein).
pub(super) fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, mine) in left.iter().enumerate() {
        let mut corner = at;
        let mut last = at + 1;
        for (place, theirs) in right.iter().enumerate() {
            let above = row.get(place + 1).copied().unwrap_or_default();
            let best = (corner + usize::from(mine != theirs)).min(above + 1).min(last + 1);
            corner = above;
            if let Some(slot) = row.get_mut(place) {
                *slot = last;
            }
            last = best;
        }
        if let Some(slot) = row.last_mut() {
            *slot = last;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// `GOVT` for `GOVERNMENT`: the same first letter, and the others of the shorter in the order of the longer.
fn is_short_for(short: &str, long: &str) -> bool {
    if short.len() < 2 || short.get(..1) != long.get(..1) {
        return false;
    }
    let mut letters = long.chars();
    short.chars().all(|letter| letters.any(|other| other == letter))
}

/// `USG` for `UNITED STATES GOVERNMENT`.
fn is_acronym(short: &[String], long: &[String]) -> bool {
    let [acronym] = short else { return false };
    long.len() > 1 && long.iter().filter_map(|word| word.chars().next()).eq(acronym.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_apart_are_counted() {
        let of =
            |left: &str, right: &str| distance(&left.chars().collect::<Vec<_>>(), &right.chars().collect::<Vec<_>>());
        assert_eq!((of("KITTEN", "SITTING"), of("", "ABC"), of("ABC", "ABC"), of("AB", "BA")), (3, 3, 0, 2));
    }
}
