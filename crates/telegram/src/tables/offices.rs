//! The symbols of offices, for words that can be one.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether the word, in capitals, is the symbol of a bureau, office or agency without a slash: `WHA`, `INR`.
pub(crate) fn is_symbol(word: &str) -> bool {
    static SYMBOLS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        let rows = super::rows(include_str!("../../data/offices.tsv"));
        rows.filter_map(|mut cells| cells.next()).filter(|symbol| !symbol.contains('/')).collect()
    });
    SYMBOLS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_symbols() {
        assert!(is_symbol("WHA") && is_symbol("INR") && !is_symbol("ROE") && !is_symbol("code"));
    }
}
