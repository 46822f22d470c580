//! Names of people: their words, and a normal form (rules N159, N161).

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::spelling;

static GIVEN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/given_names.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Words that belong to the surname after them.
const PARTICLES: [&str; 29] = [
    "VAN", "VON", "DER", "DEN", "DE", "DEL", "DELLA", "DI", "DA", "DOS", "DAS", "DU", "LA", "LE", "TER", "TEN", "BIN",
    "IBN", "AL", "EL", "ST", "STE", "SAINT", "SAN", "ZU", "DAL", "AF", "MC", "MAC",
];

/// What can stand after a surname.
const SUFFIXES: [&str; 9] = ["JR", "SR", "II", "III", "IV", "ESQ", "PHD", "PH.D", "MD"];

/// Whether the word is a common given name.
pub(crate) fn is_given(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_listed = |word: &str| GIVEN.contains(word.to_ascii_uppercase().as_str());
    if word.len() >= 16 {
        return false;
    }
    // `J0HN`, `PAU1`
    is_listed(word.trim_matches(|c: char| !c.is_alphabetic()))
        || spelling::is_misprinted_with_figures(word)
            && (is_listed(&spelling::letters_for_figures(word)) || is_listed(&word.replace('0', "O").replace('1', "L")))
}

/// `Q.`, `Q`, and `0.` where an O was meant.
pub(crate) fn is_initial(word: &str) -> bool {
    let letters = word.trim_end_matches([',', ';']);
    match letters.as_bytes() {
        [letter] => letter.is_ascii_uppercase(),
        [letter, b'.'] => letter.is_ascii_alphabetic() || *letter == b'0',
        // `J.Q.`
        [first, b'.', second, b'.'] => first.is_ascii_uppercase() && second.is_ascii_uppercase(),
        [first, b'.', second] => first.is_ascii_uppercase() && second.is_ascii_uppercase(),
        _ => false,
    }
}

/// `van`, `de la`: part of the surname after it.
pub(crate) fn is_particle(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    PARTICLES.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// `Jr.`, `III`.
pub(crate) fn is_suffix(word: &str) -> bool {
    let word = word.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ' '));
    SUFFIXES.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The name as `Surname, Given Q.`: the order turned where the surname stands
/// last, capitals folded, a zero in place of an initial repaired.
///
/// `Richard E. Hoagland` gives `Hoagland, Richard E.`
pub(crate) fn normal(printed: &str) -> Option<String> {
    let printed = printed.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | ' '));
    let (before, after) = match printed.split_once(',') {
        Some((before, after)) if !after.trim().is_empty() => (before, Some(after)),
        _ => (printed, None),
    };
    let mut suffix = None;
    let mut given_after: Vec<&str> = Vec::new();
    for word in after.unwrap_or_default().split([' ', ',']).filter(|word| !word.is_empty()) {
        if is_suffix(word) { suffix = Some(word) } else { given_after.push(word) }
    }
    let mut words: Vec<&str> = before.split_whitespace().collect();
    while words.len() > 1
        && let Some(last) = words.last().copied().filter(|last| is_suffix(last))
    {
        suffix = Some(last);
        words.pop();
    }
    let (surname, given) = if !given_after.is_empty() {
        (words, given_after)
    } else {
        let first_given = words.first().is_some_and(|first| is_given(first) || is_initial(first));
        let last_given = words.last().is_some_and(|last| is_given(last) || is_initial(last));
        if words.len() >= 2 && last_given && !first_given {
            // `Doe Richard`, `DOE R.`
            let begin = words.iter().position(|word| is_given(word) || is_initial(word)).unwrap_or(1).max(1);
            let given = words.split_off(begin);
            (words, given)
        } else {
            let mut begin = words.len().saturating_sub(1);
            while begin > 1 && words.get(begin - 1).is_some_and(|word| is_particle(word)) {
                begin -= 1;
            }
            let surname = words.split_off(begin);
            (surname, words)
        }
    };
    if surname.is_empty() {
        return None;
    }
    let join = |words: &[&str]| words.iter().map(|word| fold(word)).collect::<Vec<_>>().join(" ");
    let mut name = join(&surname);
    name.truncate(name.trim_end_matches('.').len());
    if !given.is_empty() {
        name.push_str(", ");
        name.push_str(&join(&given));
    }
    if let Some(suffix) = suffix {
        name.push_str(", ");
        let plain = suffix.trim_matches('.');
        let numeral = plain.bytes().all(|byte| matches!(byte.to_ascii_uppercase(), b'I' | b'V'));
        name.push_str(&if numeral { plain.to_uppercase() } else { fold(suffix) });
    }
    Some(name)
}

/// The word with capitals folded: `O'BRIEN-ROE` gives `O'Brien-Roe`.
fn fold(word: &str) -> String {
    if is_initial(word) {
        return word.replace('0', "O").to_uppercase();
    }
    let mixed = word.chars().any(char::is_lowercase) && word.chars().any(char::is_uppercase);
    if mixed {
        return word.to_owned();
    }
    if word.chars().all(|c| !c.is_uppercase()) && is_particle(word) {
        return word.to_owned();
    }
    let mut folded = String::with_capacity(word.len());
    let mut begins = true;
    for c in word.chars() {
        if begins {
            folded.extend(c.to_uppercase());
        } else {
            folded.extend(c.to_lowercase());
        }
        begins = matches!(c, '-' | '\'' | '\u{2019}' | '.' | '"' | '(') && (c != '\'' || folded.chars().count() <= 2);
        // `MCROE`
        begins |= folded == "Mc" && word.len() > 4;
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_and_folds_names() {
        for (printed, want) in [
            ("Richard E. Sample", "Sample, Richard E."),
            ("JANE Q. SAMPLE", "Sample, Jane Q."),
            ("ROE, JANE S.", "Roe, Jane S."),
            ("ROE", "Roe"),
            ("Doe Richard", "Doe, Richard"),
            ("R. 0. DOE", "Doe, R. O."),
            ("Richard Doe, Jr.", "Doe, Richard, Jr."),
            ("RICHARD DOE III", "Doe, Richard, III"),
            ("Jane van der Roe", "van der Roe, Jane"),
            ("JANE VAN DER ROE", "Van Der Roe, Jane"),
            ("JANE O'ROE-DOE", "O'Roe-Doe, Jane"),
            ("RICHARD MCROE", "McRoe, Richard"),
            ("Jane ROE", "Roe, Jane"),
            ("J.Q. SAMPLE", "Sample, J.Q."),
            ("jane roe", "Roe, Jane"),
            ("DOE R. O.", "Doe, R. O."),
        ] {
            assert_eq!(normal(printed).as_deref(), Some(want), "{printed}");
        }
        assert_eq!(normal(" ,"), None);
    }
}
