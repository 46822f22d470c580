//! Sentences in notes.

/// The sentences of a note. A full stop after an initial or an abbreviation
/// ends none.
pub(in crate::frus) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let mut from = 0;
    core::iter::from_fn(move || {
        loop {
            let Some(dot) = text[from..].find('.').map(|at| from + at) else {
                let rest = text[start..].trim();
                start = text.len();
                from = text.len();
                return (!rest.is_empty()).then_some(rest);
            };
            from = dot + 1;
            let after = text[from..].trim_start_matches(['”', '"', ')', ']']);
            let ends = after.is_empty()
                || after.strip_prefix(|c: char| c.is_whitespace()).is_some_and(|rest| {
                    rest.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '[' | '“'))
                });
            let word =
                text[start..dot].rsplit(|c: char| c.is_whitespace() || c == '.' || c == '(').next().unwrap_or("");
            // `Secret. 2 pp.` ends a sentence, `vol. 2` does not.
            let before_figure = after.trim_start().starts_with(|c: char| c.is_ascii_digit());
            let ends = ends || (before_figure && after.starts_with(' ') && word.len() > 3);
            let is_short = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
            let is_title = ["Jr", "Sr", "Mr", "Mrs", "Dr", "Gen", "Col", "Adm", "Amb", "Vol", "No", "St", "Lt", "Capt"]
                .contains(&word);
            if ends && !is_short && !is_title {
                let sentence = text[start..from].trim();
                start = from;
                return Some(sentence);
            }
        }
    })
}
