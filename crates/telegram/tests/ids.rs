//! Every written form of `cases/ids.tsv` gives its canonical id and no other.

use telegram::id::{Confidence, IdContext, IdError, ReferenceId, canonicalise};

fn read(form: &str) -> String {
    canonicalise(form, &IdContext::default()).map_or("-".to_owned(), |found| found.id.to_string())
}

#[test]
fn forms() {
    let rows: Vec<(&str, &str)> = include_str!("cases/ids.tsv")
        .lines()
        .filter(|line| !line.starts_with("# ") && !line.starts_with("## "))
        .filter_map(|line| line.split_once('\t'))
        .collect();
    assert!(rows.len() >= 300, "{} rows", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .filter(|(form, expected)| read(form) != *expected)
        .map(|(form, expected)| format!("{form:?}: want {expected}, have {}", read(form)))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn canonical_ids_stay_as_they_are() {
    for (_, id) in
        include_str!("cases/ids.tsv").lines().filter_map(|line| line.split_once('\t')).filter(|(_, id)| *id != "-")
    {
        assert_eq!(read(id), id);
    }
}

#[test]
fn the_citing_telegram_gives_the_year() {
    let context = IdContext {
        citing: Some(ReferenceId::telegram(2005, "SUVA", 700)),
        date: Some(jiff::civil::date(2005, 6, 15)),
    };
    for (form, expected) in
        [("SUVA 617", "05SUVA617"), ("SUVA 950", "04SUVA950"), ("98 SUVA 617", "98SUVA617"), ("APIA 42", "05APIA42")]
    {
        assert_eq!(canonicalise(form, &context).unwrap().id.to_string(), expected, "{form}");
    }
    assert_eq!(canonicalise("35 SUVA 617", &context), Err(IdError::NotAnId));
}

#[test]
fn what_was_done_is_said() {
    let codes = |form: &str| {
        let found = canonicalise(form, &IdContext::default()).unwrap();
        (found.changes.iter().map(|change| change.code()).collect::<Vec<_>>(), found.confidence)
    };
    assert_eq!(codes("2009ASTANA478"), (vec![], Confidence::Certain));
    assert_eq!(codes("1976PRETOR04668"), (vec!["id-post-alias"], Confidence::Certain));
    assert_eq!(codes("2006SUVVA12"), (vec!["id-post-misspelt"], Confidence::Likely));
    assert_eq!(codes("2008EFTOSUVA5"), (vec!["id-words-dropped"], Confidence::Certain));
    assert_eq!(codes("2006XANADU12"), (vec!["id-post-unknown"], Confidence::Doubtful));
}

#[test]
fn a_shared_station_code_is_not_guessed() {
    let Err(IdError::Ambiguous(ids)) = canonicalise("1975PORTO00123", &IdContext::default()) else {
        panic!("not ambiguous")
    };
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    assert!(ids.contains(&"75PORTOFSPAIN123".to_owned()) && ids.contains(&"75PORTOALEGRE123".to_owned()), "{ids:?}");
}

#[test]
fn an_unknown_station_is_no_other_post() {
    // As an id it would be read as one of Paris.
    assert_eq!(read("1973NARIS00001"), "-");
    assert_eq!(read("1973QQXXWZ00001"), "73QQXXWZ1");
    // Only the first letter can be lost.
    assert_eq!(read("1973ARIS00001"), "73PARIS1");
}

/// Whatever post, under whatever of its names, in whatever year: what an id is read as stays as it is.
#[test]
fn what_a_form_gives_is_read_as_itself() {
    const YEARS: [u16; 5] = [1912, 1940, 1975, 1989, 2005];
    let mut seen = std::collections::BTreeSet::new();
    let mut wrong = Vec::new();
    for post in telegram::posts::all() {
        let names = [post.key, post.name, post.station].into_iter().chain(post.aliases.iter().copied());
        for (name, year) in names.flat_map(|name| YEARS.map(|year| (name, year))) {
            let short = year % 100;
            for form in [
                format!("{year} {name} 7"),
                format!("{short:02} {name} A-12"),
                format!("{year}{name}00123"),
                format!("{short:02}{name}4567"),
                format!("{name} 12345, {year}"),
            ] {
                let Ok(found) = canonicalise(&form, &IdContext::default()) else { continue };
                let id = found.id.to_string();
                if seen.insert(id.clone()) && read(&id) != id {
                    wrong.push(format!("{form:?}: {id} is read as {}", read(&id)));
                }
            }
        }
    }
    assert!(seen.len() > 10_000, "{}", seen.len());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), seen.len(), wrong.join("\n"));
}
