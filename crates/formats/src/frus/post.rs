//! The post that a sender names.

use telegram::MessageDate;

use super::references;

/// The post of a sender: the Department is STATE; a mission sits where the
/// dateline says.
///
/// Without a place, the telegram's own `FM` line says it, or the country where
/// it had one embassy in that year.
pub(super) fn post_of(
    from: &str,
    place: Option<&str>,
    stated: Option<&str>,
    date: Option<MessageDate>,
) -> Option<String> {
    let lower = from.to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let is_mission = is(&[
        "embassy",
        "legation",
        "consulate",
        "consul",
        "ambassador in",
        "minister in",
        "chargé in",
        "mission",
        "interests section",
        "liaison office",
    ]);
    if is(&["department of state"]) || (lower.ends_with("secretary of state") && !is_mission) {
        return Some("STATE".to_owned());
    }
    if lower.contains("mission to the united nations") {
        return Some("USUNNEWYORK".to_owned());
    }
    if lower.contains("mission to the north atlantic treaty") || lower.contains("mission to nato") {
        return Some("NATOBRUSSELS".to_owned());
    }
    // Other missions to organisations number under names of their own.
    if !is_mission || lower.contains("mission to") || lower.contains("mission at") {
        return None;
    }
    if let Some(place) = place {
        return references::post_of_place(place).filter(|post| post != "STATE");
    }
    let by_address = stated.and_then(telegram::posts::post_of_plad).map(str::to_owned);
    by_address.or_else(|| {
        let year = u16::try_from(date?.year()).ok()?;
        let country = from.get("Embassy in ".len()..).filter(|_| lower.starts_with("embassy in "))?;
        let post = telegram::posts::by_territory(country, year).or_else(|| telegram::posts::find(country))?;
        Some(post.key.to_owned())
    })
}
