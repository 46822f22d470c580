//! Names in lists of drafters and clearances put into one order.

use super::name;
use super::name::is_suffix;

/// `Doe, Jane Q.` of `DOE, JANE Q.`, `Jane Q. Doe`, `J.Q. DOE`; `None` where
/// surname and given name are not told apart (`JQDOE`, `DOE`), or where the
/// entry is an office or rank.
pub(super) fn normal(printed: &str) -> Option<String> {
    let person = without_title(printed.trim());
    // `JQDOE`: nothing parts the names.
    if !person.contains(|c: char| matches!(c, ',' | '.') || c.is_whitespace()) {
        return None;
    }
    if person.to_uppercase().starts_with("THE ")
        || person.chars().any(|c| c.is_ascii_digit() || matches!(c, ':' | '/' | '(' | ')'))
    {
        return None;
    }
    // `J.Q. DOE`: a blank after each stop makes the initials words.
    let spaced = person.replace('.', ". ");
    let spaced = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((surname, given)) = spaced.split_once(',')
        && !is_suffix(&given.trim().to_uppercase())
    {
        let known = !surname.trim().is_empty() && given.trim_start().starts_with(char::is_alphabetic);
        return name::normal(&spaced).filter(|_| known);
    }
    let mut words: Vec<&str> = spaced.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    words.pop_if(|last| is_suffix(&last.to_uppercase()));
    if words.len() < 2 || words.len() > 6 {
        return None;
    }
    // `USAID BG Jane Doe`: an office or rank in capitals is none of the names.
    let small = person.chars().any(char::is_lowercase);
    let is_acronym = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_uppercase());
    if small && words.iter().any(is_acronym) {
        return None;
    }
    if words.last().is_some_and(|last| last.trim_end_matches('.').chars().count() < 2) {
        return None;
    }
    name::normal(&spaced)
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
