//! The names of the months.

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
