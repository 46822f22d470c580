//! The names of the months, and the ways in which they are written.

/// The months of the year, in the spelling of English prose; a telegram prints them in capitals, often the first three
/// letters alone.
///
/// ```
/// assert_eq!(telegram::MONTHS[3], "April");
/// ```
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The three capitals by which a date-time group names a month, 1 to 12.
pub(crate) fn capitals(month: i8) -> Option<String> {
    let name = MONTHS.get(usize::try_from(month.checked_sub(1)?).ok()?)?;
    Some(name[..3].to_ascii_uppercase())
}

/// The month that a word of three letters, in any case, stands for.
pub(crate) fn of_three(letters: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|name| name[..3].eq_ignore_ascii_case(letters))?;
    i8::try_from(at + 1).ok()
}

/// The month that `word` names, in full or with its first three or four letters (`SEPT`), in any case.
pub(crate) fn of_word(word: &str) -> Option<i8> {
    if word.len() < 3 || word.len() > 9 || !word.is_ascii() {
        return None;
    }
    let at = MONTHS.iter().position(|month| {
        let begin = month.get(..word.len()).unwrap_or(month);
        begin.eq_ignore_ascii_case(word) && (word.len() <= 4 || word.len() == month.len())
    })?;
    i8::try_from(at + 1).ok()
}

/// The names of the months, 1 to 12, as French and German telegrams print them, small and without their marks.
const FOREIGN: [[&str; 3]; 12] = [
    ["janvier", "januar", "janner"],
    ["fevrier", "februar", "feber"],
    ["mars", "marz", "maerz"],
    ["avril", "april", "april"],
    ["mai", "mai", "mai"],
    ["juin", "juni", "juni"],
    ["juillet", "juli", "juli"],
    ["aout", "august", "august"],
    ["septembre", "september", "september"],
    ["octobre", "oktober", "oktober"],
    ["novembre", "november", "november"],
    ["decembre", "dezember", "dezember"],
];

/// The month that `word` names in full in French or German, with its marks or without.
pub(crate) fn of_foreign_word(word: &str) -> Option<i8> {
    if word.len() < 3 || word.len() > 12 {
        return None;
    }
    let plain = |letter: char| match letter {
        '\u{e9}' | '\u{c9}' => 'e',
        '\u{fb}' | '\u{db}' => 'u',
        '\u{e4}' | '\u{c4}' => 'a',
        letter => letter.to_ascii_lowercase(),
    };
    let word: String = word.chars().map(plain).collect();
    let at = FOREIGN.iter().position(|names| names.contains(&word.as_str()))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::{of_foreign_word, of_word};

    #[test]
    fn foreign_words() {
        for (word, month) in [
            ("f\u{e9}vrier", Some(2)),
            ("MARS", Some(3)),
            ("M\u{e4}rz", Some(3)),
            ("ao\u{fb}t", Some(8)),
            ("marsh", None),
        ] {
            assert_eq!(of_foreign_word(word), month, "{word}");
        }
    }

    #[test]
    fn words() {
        for (word, month) in [
            ("January", Some(1)),
            ("SEPT", Some(9)),
            ("sep", Some(9)),
            ("MAY", Some(5)),
            ("MARC", Some(3)),
            ("Decem", None),
            ("MA", None),
            ("MAYOR", None),
            ("", None),
        ] {
            assert_eq!(of_word(word), month, "{word}");
        }
    }
}
