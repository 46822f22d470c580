//! Which lines make up an address, and which addresses a line (N31, N32).

use super::address::{has_routing_indicator, is_routing_indicator, precedence_word, tail};
use crate::lexicon::institutions::{self, starts_as_address};
use crate::posts;

/// Whether the address of the line `last` goes on with the line `next` because it is not complete: the name of a place
/// or of a collective is cut (`AMEMBASSY PORT` / `MORESBY`, `ALL EAST ASIAN` / `POSTS COLLECTIVE`; N31).
pub(crate) fn is_folded(last: &str, next: &str) -> bool {
    let (last, next) = (last.trim(), next.trim());
    let (name, precedence, number) = tail(last);
    // `PACIFIC COLLECTIVE XMT` / `AMEMBASSY APIA`
    if last.ends_with(" XMT") {
        return true;
    }
    // `EUROPEAN UNION POLITICAL` / `COLLECTIVE PRIORITY`
    if precedence.is_none() && number.is_none() && tail(next).0 == "COLLECTIVE" && !name.ends_with(" COLLECTIVE") {
        return true;
    }
    if has_routing_indicator(next) || starts_as_address(next) || next.is_empty() {
        return false;
    }
    if precedence.is_some() || number.is_some() {
        return next.starts_with("//");
    }
    const OPEN: [&str; 9] = [" AND", " OF", " THE", " FOR", " DE", " AT", "/", "-", "&"];
    if OPEN.iter().any(|end| name.ends_with(end)) {
        return true;
    }
    let (upper, next_upper) = (name.to_ascii_uppercase(), tail(next).0.to_ascii_uppercase());
    let name = upper.split_once('/').map_or(upper.as_str(), |(_, name)| name);
    // `AMEMBASSY SUVA, AMEMBASSY` / `APIA`, `AF COLLECTIVE, XMT AMEMBASSY` / `BANJUL`
    let name = match name.rsplit_once([',', ';']) {
        Some((_, last)) if starts_as_address(last.trim()) || last.trim().starts_with("XMT ") => last.trim(),
        _ => name,
    };
    let next_upper = next_upper.split([',', ';']).next().unwrap_or_default().trim();
    let name =
        ["TO ", "INFO ", "FM ", "XMT ", "ZEN "].iter().fold(name, |name, word| name.strip_prefix(word).unwrap_or(name));
    const COLLECTIVES: [&str; 4] = ["COLLECTIVE", "POSTS", "COLL", "GROUP"];
    let collective = |text: &str| text.split([' ', ',']).any(|word| COLLECTIVES.contains(&word));
    let complete = is_complete(name) && !next_upper.split(' ').all(|word| COLLECTIVES.contains(&word));
    if collective(next_upper) && !collective(name) && !complete && posts::post_of_plad(name).is_none() {
        return name.starts_with("ALL ") || next_upper.split(' ').count() <= 3;
    }
    // With the next line it is a post of the table; `AMEMBASSY SUVA` / `FIJI` too.
    posts::post_of_plad(&format!("{name} {next_upper}")).is_some()
}

/// Whether an address needs no further line: an agency's in Washington, a post's. `CSCE COLLECTIVE` below
/// `TREASURY DEPT WASHDC` is the next.
pub(crate) fn is_complete(name: &str) -> bool {
    let name = name.trim();
    starts_as_address(name) && !name.starts_with("ALL") || name.ends_with(" DC") || name.ends_with("WASHDC")
}

/// Whether nothing but a precedence, a number or offices can follow on the next line: the address ends with a
/// precedence, a number, a collective's last word, Washington or a state.
pub(crate) fn is_closed(line: &str) -> bool {
    const LAST: [&str; 12] =
        ["COLLECTIVE", "COLL", "POSTS", "CAPITALS", "WASHDC", "DC", "FL", "HI", "MD", "VA", "GA", "PR"];
    let (name, precedence, number) = tail(line.trim());
    let last = name.rsplit(' ').next().unwrap_or_default();
    precedence.is_some() || number.is_some() || LAST.contains(&last)
}

/// Whether the line is what can only follow an address: a precedence, a number, offices.
pub(crate) fn is_tail(line: &str) -> bool {
    let is_end = |word: &str| precedence_word(word).is_some() || word.bytes().all(|byte| byte.is_ascii_digit());
    line.starts_with("//") || line.split([' ', ',']).all(is_end)
}

/// `RUEHCSECSTATE`: where the address begins after an indicator that is glued to it (N32).
pub(crate) fn split_glued(word: &str) -> Option<usize> {
    (4..=7).find(|&at| {
        word.is_char_boundary(at)
            && word.len() > at + 4
            && is_routing_indicator(&word[..at])
            && institutions::begins_address(&word[at..])
    })
}

/// The addresses of one line: several, where each begins as one does (`AMEMBASSY SUVA, AMEMBASSY APIA`).
pub(crate) fn several(text: &str) -> Vec<&str> {
    let begins = |part: &str| {
        let part = part.trim_start();
        has_routing_indicator(part) || starts_as_address(part)
    };
    if !begins(text) || text.contains("XMT") {
        return vec![text];
    }
    let mut parts = Vec::new();
    let mut begin = 0;
    for (found, _) in text.match_indices(' ') {
        let before = text[begin..found].trim_end();
        if parts_addresses(before, &text[found + 1..]) {
            parts.push(before);
            begin = found + 1;
        }
    }
    if !parts.is_empty() {
        parts.push(&text[begin..]);
        return parts;
    }
    for (at, _) in text.match_indices([',', ';']) {
        if begins(&text[at + 1..]) {
            parts.push(&text[begin..at]);
            begin = at + 1;
        }
    }
    // `SECSTATE WASHDC 2044 RUEHAP/AMEMBASSY APIA`: an indicator tells where the next begins.
    let from = begin;
    for (at, _) in text.match_indices(" R").filter(|&(at, _)| at > from) {
        let word = text[at + 1..].split([' ', '/']).next().unwrap_or_default();
        let indicator = is_routing_indicator(word) && text[at + 1 + word.len()..].starts_with('/');
        if indicator && !matches!(text[begin..at].trim(), "" | "ZEN") {
            parts.push(&text[begin..at]);
            begin = at + 1;
        }
    }
    parts.push(&text[begin..]);
    parts
}

/// Whether one address ends and the next begins, where a carrier joined them: `SECSTATE WASHDC AMEMBASSY APIA CIA WASHDC` (N149).
/// The words of posts begin addresses wherever they stand, others only after one that is at its end.
fn parts_addresses(before: &str, after: &str) -> bool {
    const POSTS: [&str; 4] = ["AMEMBASSY", "AMCONSUL", "SECSTATE", "USMISSION"];
    const OPEN_WORDS: [&str; 6] = ["PASS", "FOR", "TO", "AND", "FROM", "ZEN"];
    // `EC CAPITALS COLLECTIVE` is one name.
    let begins = |word: &str| institutions::begins_address(word) && word != "COLLECTIVE";
    let Some((word, _)) = after.split_once([' ', '/']).filter(|(word, _)| begins(word)) else { return false };
    let last = before.rsplit(' ').next().unwrap_or_default();
    // One slash joins what stands around it (`RUEHC / SECSTATE WASHDC`), two end a list of offices.
    let is_list_end = last.ends_with("//");
    if !before.contains(' ') || OPEN_WORDS.contains(&last) || !is_list_end && last.ends_with([',', ';', '/']) {
        return false;
    }
    let is_closed = || is_list_end || is_closed(before) || posts::post_of_plad(before).is_some();
    POSTS.contains(&word) && !is_list_end || is_closed()
}
