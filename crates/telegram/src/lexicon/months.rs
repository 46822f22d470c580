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

#[cfg(test)]
mod tests {
    use super::of_word;

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
