//! Numbers as people write them.

/// The number with a thin space between groups of three digits, which neither
/// English nor German readers mistake for a decimal mark.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 telegram`, `2 telegrams`.
pub(crate) fn count(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(4928), "4928");
        assert_eq!(grouped(15_432), "15\u{202f}432");
        assert_eq!(grouped(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(count(1, "telegram", "telegrams"), "1 telegram");
        assert_eq!(count(0, "telegram", "telegrams"), "0 telegrams");
    }
}
