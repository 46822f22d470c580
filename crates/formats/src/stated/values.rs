//! How sources write facts, read once for all of them.

use telegram::id::{CanonicalId, IdContext, canonicalise};
use telegram::{Classification, Context, Reference, ReferenceKind, Span, posts};

/// How exports write that there is nothing.
pub(crate) fn is_null(value: &str) -> bool {
    const WORDS: [&str; 5] = ["\\N", "null", "n/a", "<n/a>", "none"];
    value.is_empty() || WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// The reference id that a form of it names.
pub(crate) fn canonical(id: &str) -> Option<CanonicalId> {
    canonicalise(id, &IdContext::default()).ok().map(|found| CanonicalId::from(&found.id))
}

/// The classification that is stated: its longest known beginning.
pub(super) fn classification(value: &str) -> Option<Classification> {
    let words = value.split(['/', ' ', '\t', '-']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let words = words.to_ascii_uppercase();
    if words.starts_with("UNCLAS") {
        let sensitive = words.contains("OFFICIAL USE ONLY") || words.contains("SENSITIVE") || words.contains("SBU");
        return Some(match sensitive {
            true => Classification::SensitiveButUnclassified,
            false => Classification::Unclassified,
        });
    }
    if words == "SBU" {
        return Some(Classification::SensitiveButUnclassified);
    }
    if words == "LOU" {
        return Some(Classification::LimitedOfficialUse);
    }
    Classification::ALL
        .into_iter()
        .filter(|class| words.starts_with(&class.title().to_ascii_uppercase()))
        .max_by_key(|class| class.title().len())
}

/// The key of the post that words such as `Embassy Astana` or an address such as `AMEMBASSY ASTANA` name.
pub(super) fn post_of(name: &str) -> Option<String> {
    const OFFICES: [&str; 14] = [
        "embassy",
        "consulate",
        "general",
        "mission",
        "us",
        "american",
        "amembassy",
        "amconsul",
        "usmission",
        "office",
        "branch",
        "interests",
        "section",
        "of",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let begin = words.iter().position(|word| !OFFICES.contains(&word.to_ascii_lowercase().as_str()))?;
    let place = words.get(begin..)?.join(" ");
    if let Some(post) = posts::find(&place).or_else(|| posts::find(name)) {
        return Some(post.key.to_owned());
    }
    let key = posts::key_of(&place);
    let state = ["SECRETARYOFSTATE", "DEPARTMENTOFSTATE", "STATE"].contains(&key.as_str());
    if state {
        return Some("STATE".to_owned());
    }
    Some(key).filter(|key| !key.is_empty() && begin > 0)
}

/// `PREL, FJ`, `PREL FJ`, `EAID, BL, (ROE, JANE)`, `OVIP (ROE, JANE)`, `PREL - External relations | FJ - Fiji` (rules DUMP,
/// RECORD): a comma within brackets does not separate, and a person in them is a tag of its own.
pub(super) fn tags(value: &str) -> Vec<String> {
    let separators: &[char] = match value {
        _ if value.contains('|') => &['|'],
        _ if value.contains(';') => &[';'],
        _ if value.contains(',') => &[','],
        _ => &[' ', '\n', '\t'],
    };
    // What a tag means may have brackets too.
    let has_meanings = value.contains(" - ");
    let mut depth = 0_usize;
    let is_between = |letter: char| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match letter {
            '(' | ')' => !has_meanings,
            letter => (depth == 0 || has_meanings) && separators.contains(&letter),
        }
    };
    let tags = value.split(is_between).map(|tag| tag.split(" - ").next().unwrap_or(tag).trim().to_uppercase());
    tags.filter(|tag| !tag.is_empty()).collect()
}

/// The items of a list of references: `|`, `;`, `,` or line breaks stand between them.
pub(super) fn reference_items(value: &str) -> impl Iterator<Item = &str> {
    value.split(['|', ';', ',', '\n']).map(str::trim).filter(|item| !item.is_empty())
}

/// What a list of references names: ids, else entries as a REF line has them. All stand at `span`.
pub(super) fn references(value: &str, year: Option<i16>, span: Span) -> Vec<Reference> {
    let ids: Vec<Reference> = reference_items(value)
        .map(|text| {
            let id = canonical(text);
            let kind = if id.is_some() { ReferenceKind::Telegram } else { ReferenceKind::Other };
            Reference { kind, id, text: text.to_owned(), span, ..Reference::default() }
        })
        .collect();
    if ids.iter().all(|reference| reference.id.is_some()) {
        return ids;
    }
    let context = Context { year_hint: year, ..Context::default() };
    let mut read = telegram::parse_with(&format!("REF: {value}\n"), &context).telegram.references;
    for reference in &mut read {
        reference.span = span;
    }
    if read.is_empty() { ids } else { read }
}

/// The ids that a list of references names.
pub(super) fn reference_ids(value: &str, year: Option<i16>) -> Vec<CanonicalId> {
    references(value, year, Span::default()).into_iter().filter_map(|reference| reference.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classifications() {
        for (value, class) in [
            ("UNCLASSIFIED", Classification::Unclassified),
            ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", Classification::SensitiveButUnclassified),
            ("Confidential//Noforn", Classification::Confidential),
            ("TOP SECRET", Classification::TopSecret),
            ("limited official use", Classification::LimitedOfficialUse),
        ] {
            assert_eq!(classification(value), Some(class), "{value}");
        }
        assert_eq!(classification("eyes only"), None);
    }

    #[test]
    fn posts_of_origins() {
        for (origin, post) in [
            ("Embassy Astana", Some("ASTANA")),
            ("AMEMBASSY SUVA", Some("SUVA")),
            ("Consulate Seinsuez", Some("SEINSUEZ")),
            ("Secretary of State", Some("STATE")),
            ("Somebody Else", None),
        ] {
            assert_eq!(post_of(origin).as_deref(), post, "{origin}");
        }
    }

    #[test]
    fn lists() {
        assert_eq!(tags("ETRN, FJ, (ROE, JANE)"), ["ETRN", "FJ", "ROE, JANE"]);
        assert_eq!(tags("OVIP (ROE, JANE), FJ"), ["OVIP", "ROE, JANE", "FJ"]);
        assert_eq!(tags("PREL - External relations | FJ - Fiji"), ["PREL", "FJ"]);
        assert_eq!(tags("PREL - Relations (general) | FJ - Fiji"), ["PREL", "FJ"]);
        assert_eq!(tags("PREL FJ"), ["PREL", "FJ"]);
        assert_eq!(reference_ids("05SUVA12|05APIA0042", None), ["05SUVA12", "05APIA42"]);
        assert!(reference_ids("memo of today", None).is_empty());
    }
}
