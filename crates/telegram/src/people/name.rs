//! Names put into one order: surname, comma, given names.

use super::words::{is_particle, is_suffix};

/// `Doe, Jane Q.` of `DOE, JANE Q.`, `Jane Q. Doe`, `J.Q. DOE`; `None` where
/// surname and given name are not told apart (`JQDOE`, `DOE`).
pub(super) fn normal(printed: &str) -> Option<String> {
    let name = without_title(printed.trim());
    if name.to_uppercase().starts_with("THE ")
        || name.chars().any(|c| c.is_ascii_digit() || matches!(c, ':' | '/' | '(' | ')'))
    {
        return None;
    }
    if let Some((surname, given)) = name.split_once(',') {
        let (surname, given) = (surname.trim(), given.trim());
        if !is_suffix(&given.to_uppercase()) {
            let known = !surname.is_empty() && given.starts_with(char::is_alphabetic);
            return known.then(|| format!("{}, {}", cased(surname), cased(given)));
        }
    }
    // `J.Q. DOE`: a blank behind each stop makes the initials words.
    let spaced = name.replace('.', ". ").replace(',', " ");
    let mut words: Vec<&str> = spaced.split_whitespace().collect();
    let suffix = words.pop_if(|last| is_suffix(&last.to_uppercase()));
    if words.len() < 2 || words.len() > 6 {
        return None;
    }
    let mut from = words.len() - 1;
    while from > 1 && words.get(from - 1).is_some_and(|word| is_particle(&word.to_uppercase())) {
        from -= 1;
    }
    // `USAID BG Jane Doe`: an office or rank in capitals is none of the names.
    let small = name.chars().any(char::is_lowercase);
    let is_acronym = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_uppercase());
    if small && words.iter().any(is_acronym) {
        return None;
    }
    let (given, surname) = words.split_at_checked(from)?;
    if surname.last().is_some_and(|last| last.trim_end_matches('.').chars().count() < 2) {
        return None;
    }
    let mut normal = format!("{}, {}", cased(&surname.join(" ")), cased(&given.join(" ")));
    if let Some(suffix) = suffix {
        normal.push_str(", ");
        normal.push_str(&cased(suffix));
    }
    Some(normal)
}

fn without_title(name: &str) -> &str {
    const TITLES: [&str; 14] = [
        "AMBASSADOR ",
        "AMB. ",
        "AMB ",
        "MR. ",
        "MR ",
        "MRS. ",
        "MRS ",
        "MS. ",
        "MS ",
        "MISS ",
        "DR. ",
        "THE HONORABLE ",
        "COL. ",
        "GEN. ",
    ];
    TITLES
        .iter()
        .find(|title| name.get(..title.len()).is_some_and(|head| head.eq_ignore_ascii_case(title)))
        .map_or(name, |title| name[title.len()..].trim_start())
}

/// The words in title case, where they are all in capitals.
fn cased(text: &str) -> String {
    if text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if matches!(word, "II" | "III" | "IV") {
            out.push_str(word);
            continue;
        }
        let mut begins = true;
        for (index, c) in word.chars().enumerate() {
            if begins {
                out.push(c);
            } else {
                out.extend(c.to_lowercase());
            }
            begins =
                matches!(c, '-' | '\'' | '\u{2019}' | '.') || (index == 1 && word.starts_with("MC") && word.len() > 4);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_the_surname_first() {
        for (printed, want) in [
            ("DOE, JANE Q.", Some("Doe, Jane Q.")),
            ("Doe, Jane", Some("Doe, Jane")),
            ("Jane Q. Doe", Some("Doe, Jane Q.")),
            ("J.Q. DOE", Some("Doe, J. Q.")),
            ("MR. R. MCROE", Some("McRoe, R.")),
            ("Jan van der Doe", Some("van der Doe, Jan")),
            ("Jane Doe, Jr.", Some("Doe, Jane, Jr.")),
            ("O'DOE, ANN-MARY", Some("O'Doe, Ann-Mary")),
            ("JQDOE", None),
            ("DOE", None),
        ] {
            assert_eq!(normal(printed).as_deref(), want, "{printed}");
        }
    }
}
