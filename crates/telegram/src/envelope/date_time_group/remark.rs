//! What stations write after the date-time group (FL5, N28).

/// No remark after the group is longer.
const REMARK: usize = 60;

/// Operating signals and remarks of a communications centre after the group; `None` where prose follows.
///
/// `ZDK CTG #2201`, `(CCY AB120844 MSG0031)`: a remark begins with a signal, a bracket, or a word that has figures in it or
/// that stations write. Its words are given as signals are.
pub(super) fn signals(rest: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    // `AUG 74R`: the prosign of another line, or a letter of noise, glued to the year.
    let rest = match rest.as_bytes() {
        [letter] if letter.is_ascii_uppercase() => "",
        _ => rest.trim(),
    };
    let bracket = rest.starts_with(['(', '[']);
    // An FM line glued after is for the caller.
    let sender = if rest.starts_with("FM ") { Some(0) } else { rest.find(" FM ") };
    let own = sender.map_or(rest, |at| &rest[..at]);
    if own.len() > REMARK {
        return None;
    }
    let ends = |c: char| !c.is_ascii_alphanumeric() && c != '#';
    for word in own.split([' ', '\t', ',', '/', ';']) {
        let word = word.trim_matches(ends).trim_end_matches('#');
        if word.is_empty() {
            continue;
        }
        let is_capital = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"-#:.'".contains(&byte);
        if !word.bytes().all(is_capital) || word.len() > 24 || found.len() == 8 {
            return None;
        }
        if found.is_empty() && !bracket && !opens_remark(word) {
            return None;
        }
        found.push(word.to_owned());
    }
    Some(found)
}

/// Whether a remark of a communications centre can begin with the word: a signal, a number, or a word of stations.
fn opens_remark(word: &str) -> bool {
    const WORDS: [&str; 22] = [
        "ACK",
        "CCY",
        "CITE",
        "COR",
        "CORRECTED",
        "CTG",
        "DUPE",
        "MINIMIZE",
        "MSG",
        "POSS",
        "PSN",
        "RERUN",
        "RESEND",
        "RESENT",
        "RETRANS",
        "RETRANSMITTED",
        "SER",
        "SSN",
        "SVC",
        "TOR",
        "TSN",
        "Z",
    ];
    let signal = matches!(word.as_bytes(), [b'Z', second, third, rest @ ..]
        if second.is_ascii_uppercase() && third.is_ascii_uppercase() && rest.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-'));
    signal || WORDS.contains(&word) || word.bytes().any(|byte| byte.is_ascii_digit())
}
