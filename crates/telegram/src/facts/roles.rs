//! What paragraphs are for: summary, comment, action request, introduction
//! (rules BLOCK, N133 to N136, N198 to N200).

use crate::lexicon::{block_names, small_words};
use crate::model::{BlockKind, Paragraph, Role};
use crate::paragraph::without_last_mark;
use crate::spelling;
use crate::text::contains_folded;
use crate::text::shape::starts_with_fold;

/// What a paragraph is for that a block of this kind opens.
fn role_of(kind: BlockKind) -> Option<Role> {
    match kind {
        BlockKind::Summary => Some(Role::Summary),
        BlockKind::Comment => Some(Role::Comment),
        BlockKind::ActionRequest => Some(Role::ActionRequest),
        BlockKind::Introduction => Some(Role::Introduction),
        BlockKind::Note | BlockKind::Text => None,
    }
}

/// Words that may stand with an opener: `SUMMARY AND COMMENT:`, `COMMENT CONTINUED:`.
const COMPANIONS: [&str; 24] = [
    "ACTION",
    "ANALYSIS",
    "AND",
    "ASSESSMENT",
    "BACKGROUND",
    "COMMENT",
    "COMMENTS",
    "CONCLUSION",
    "CONCLUSIONS",
    "CONT",
    "CONT'D",
    "CONTINUED",
    "INTRODUCTION",
    "NOTE",
    "OR",
    "OVERVIEW",
    "PARAGRAPH",
    "RECOMMENDATION",
    "RECOMMENDATIONS",
    "REQUEST",
    "REQUESTED",
    "REQUESTS",
    "SUMMARY",
    "&",
];

/// What the first words say the paragraph is for: `Begin summary`, `Embassy comment:` (rules BLOCK, N133 to N136).
#[must_use]
pub fn of_text(text: &str) -> Option<Role> {
    let start = block_names::without_begin(text.trim_start_matches(['(', '[', '"', '-', ' ', '*']));
    let first = start.as_bytes().first().map(u8::to_ascii_uppercase);
    let opener = block_names::openers()
        .filter(|(word, _)| word.as_bytes().first().copied() == first && opens_with(start, word))
        .max_by_key(|(word, _)| word.len());
    opener
        .and_then(|(word, kind)| if with_summary(&start[word.len()..]) { Some(Role::Summary) } else { role_of(kind) })
        .or_else(|| somebodys_comment(start).then_some(Role::Comment))
        .or_else(|| misspelt(start))
}

/// `INTRODUCTION AND SUMMARY: …`: what stands after the opener says that it is the summary as well.
fn with_summary(rest: &str) -> bool {
    let until =
        rest.bytes().take(40).position(|b| matches!(b, b':' | b'.' | b'\n' | b';' | b'-')).unwrap_or(rest.len());
    let mut words = rest[..until].split([' ', '/']).filter(|word| !word.is_empty());
    rest.starts_with([' ', '/']) && words.clone().count() <= 3 && words.any(|word| word.eq_ignore_ascii_case("SUMMARY"))
}

/// `SUMMMARY: …`, `Comemnt. …`: one word before a colon or stop, an edit off.
fn misspelt(text: &str) -> Option<Role> {
    let end = text.bytes().take(11).position(|b| matches!(b, b':' | b'.'))?;
    let word = text.get(..end).filter(|word| word.len() >= 6 && word.bytes().all(|b| b.is_ascii_alphabetic()))?;
    let upper = word.to_ascii_uppercase();
    // Words of their own.
    if matches!(upper.as_str(), "COMMEND" | "COMMENCE" | "COMMAND") {
        return None;
    }
    [("SUMMARY", Role::Summary), ("COMMENT", Role::Comment)]
        .into_iter()
        .find(|(known, _)| spelling::distance(&upper, known, 1).is_some())
        .map(|(_, role)| role)
}

/// `CONSULATE GENERAL COMMENT:`, `Ambassador's comment:`, `USDAO Comment.`, `COMMENT BY THE AMBASSADOR:`.
fn somebodys_comment(text: &str) -> bool {
    let near = text.as_bytes().get(..50).unwrap_or(text.as_bytes());
    let Some(end) = memchr::memchr2(b':', b'.', near) else { return false };
    let words = &text[..end];
    let colon = text.as_bytes().get(end) == Some(&b':');
    if colon && ["COMMENT BY ", "COMMENT FROM "].iter().any(|begin| starts_with_fold(words, begin)) {
        return true;
    }
    let last = words.rsplit(' ').next().unwrap_or_default();
    if !last.eq_ignore_ascii_case("COMMENT") {
        return false;
    }
    let count = words.split(' ').count();
    // `No comment.`, `His comment.` are sentences.
    let in_sentence = |word: &str| {
        small_words::is_article(word) || small_words::is_pronoun(word) || spelling::is_one_of(word, &["NO", "WITHOUT"])
    };
    let first = words.split(' ').next().unwrap_or_default();
    let is_name = colon || count <= 3 && !in_sentence(first);
    (1..=4).contains(&count) && is_name && end < 40
}

/// Whether the text begins with the word and what an opener has after it:
/// a colon, stop, dash, slash, another word of the opener, or its end.
fn opens_with(text: &str, word: &str) -> bool {
    let Some(head) = text.get(..word.len()) else { return false };
    if !head.eq_ignore_ascii_case(word) {
        return false;
    }
    let rest = &text[word.len()..];
    let trimmed = rest.trim_start();
    if trimmed.is_empty() || trimmed.starts_with([':', '.', '-', '\u{2013}', '\u{2014}', '/', ';', ')', '\n', '(']) {
        // `Summary-type documents` is a word of its own.
        return !(rest.starts_with('-') && rest[1..].starts_with(char::is_alphanumeric) && rest.len() == trimmed.len());
    }
    if (word.starts_with("THIS IS") || word.starts_with("ACTION REQUEST")) && rest.starts_with(' ') {
        return true;
    }
    // `SUMMARY The ferry …`: set off by its capitals.
    let mut follow = trimmed.chars();
    if head.bytes().all(|b| !b.is_ascii_lowercase())
        && follow.next().is_some_and(char::is_uppercase)
        && follow.next().is_some_and(char::is_lowercase)
        && COMPANIONS
            .iter()
            .all(|known| !trimmed.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case(known)))
    {
        return true;
    }
    // `SUMMARY AND COMMENT - THE FERRY`
    let near = &trimmed[..trimmed.floor_char_boundary(50)];
    let dash = [" - ", " -- ", " \u{2013} "].into_iter().filter_map(|dash| near.find(dash)).min();
    let until = trimmed.find([':', '.', '\n', ';']).unwrap_or(trimmed.len());
    let dash = dash.filter(|&dash| dash < until);
    let until = dash.unwrap_or(until);
    let is_companion = |word: &str| COMPANIONS.iter().any(|known| known.eq_ignore_ascii_case(word));
    let mut words = trimmed[..until].split(' ').filter(|word| !word.is_empty()).peekable();
    let joined = words.peek().is_some_and(|word| word.eq_ignore_ascii_case("AND") || *word == "&");
    rest.starts_with(' ')
        && until < 50
        && until < trimmed.len()
        // After AND a companion may be misspelt.
        && (words.clone().all(is_companion) || (joined && dash.is_none() && words.count() <= 5))
}

/// What a heading says the paragraph below it is for.
pub(super) fn of_heading(heading: &str) -> Option<Role> {
    let heading = without_last_mark(heading).trim_matches(|c: char| !c.is_alphanumeric()).to_uppercase();
    if heading.len() > 60 {
        return None;
    }
    // `S U M M A R Y`
    let heading = match spelling::spaced_word(&heading) {
        Some((word, end)) if end == heading.len() => word,
        _ => heading,
    };
    let heading = block_names::without_begin(after_enumerator(&heading));
    let is_companion = |word: &str| word.is_empty() || COMPANIONS.contains(&word);
    let opener = block_names::openers()
        .filter(|(word, _)| {
            heading.strip_prefix(word).is_some_and(|rest| {
                // `COMMENT: NOT SO FAST`, `COMMENT - WHO PAYS`
                [": ", " - ", " -- ", " \u{2013} ", " \u{2014} "].iter().any(|sign| rest.starts_with(sign))
                    || !rest.starts_with(char::is_alphanumeric) && rest.split([' ', '/', '-', ',']).all(is_companion)
            })
        })
        .max_by_key(|(word, _)| word.len());
    // `CONSULATE COMMENT`, `ANALYSIS AND COMMENT`, `AMBASSADOR'S COMMENT`
    let comment = || {
        let mut words = heading.split(' ');
        let last = words.next_back().unwrap_or_default();
        matches!(last, "COMMENT" | "COMMENTS") && words.count() <= 3
    };
    opener
        .and_then(|(word, kind)| if with_summary(&heading[word.len()..]) { Some(Role::Summary) } else { role_of(kind) })
        .or_else(|| comment().then_some(Role::Comment))
}

/// `II. SUMMARY`, `A) SUMMARY`: the heading without its number or letter.
fn after_enumerator(heading: &str) -> &str {
    match heading.split_once(['.', ')']) {
        Some((sign, rest)) if rest.starts_with(' ') && (1..=4).contains(&sign.len()) => {
            let roman = sign.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
            if roman || sign.len() == 1 { rest.trim_start() } else { heading }
        }
        _ => heading,
    }
}

/// Gives the role of a summary to the paragraphs before an END SUMMARY that
/// nothing opened (N133): the text begins with it.
pub(super) fn unopened(paragraphs: &mut [Paragraph]) {
    const CLOSES: [&str; 2] = ["END SUMMARY", "END OF SUMMARY"];
    let open = paragraphs.iter().take(LONGEST).take_while(|paragraph| paragraph.role.is_none());
    let end = open.enumerate().find(|(_, paragraph)| CLOSES.iter().any(|word| contains_folded(&paragraph.text, word)));
    if let Some((end, _)) = end {
        paragraphs.iter_mut().take(end + 1).for_each(|paragraph| paragraph.role = Some(Role::Summary));
    }
}

/// How many paragraphs a block may take.
const LONGEST: usize = 8;

/// Words that close a block, after which the text goes on without its role.
const CLOSERS: [(Role, &[&str]); 4] = [
    (Role::Summary, &["END SUM", "END OF SUM", "END EXECUTIVE SUM", "SUMMARY ENDS", "END BEGIN SUM"]),
    (Role::Comment, &["END COMMENT", "END OF COMMENT", "END EMBASSY COMMENT", "END POST COMMENT", "COMMENT ENDS"]),
    (Role::ActionRequest, &["END ACTION", "END OF ACTION"]),
    (Role::Introduction, &["END INTRO", "END OF INTRO"]),
];

/// Gives the role to the further paragraphs of a block: up to its END (N200),
/// or, where a heading opened it, up to the next heading (N133, N198).
pub(super) fn spread(paragraphs: &mut [Paragraph]) {
    for (role, closers) in CLOSERS {
        let ends = |paragraph: &Paragraph| closers.iter().any(|word| contains_folded(&paragraph.text, word));
        let mut at = 0;
        while at < paragraphs.len() {
            let Some(first) = paragraphs.get(at).filter(|paragraph| paragraph.role == Some(role)) else {
                at += 1;
                continue;
            };
            let mut more = 0;
            if !ends(first) {
                let by_heading = first.heading.as_deref().and_then(of_heading) == Some(role);
                let rest = &paragraphs[at + 1..];
                // `8. SUVA MINIMIZE CONSIDERED.` is of no block.
                let minimize = |text: &str| text.len() < 50 && contains_folded(text, "MINIMIZE CONSIDERED");
                let open = rest
                    .iter()
                    .take(LONGEST)
                    .take_while(|paragraph| paragraph.role.is_none() && !minimize(&paragraph.text));
                // Only where an END really follows soon, before another block.
                if let Some(close) = open.clone().position(ends) {
                    more = close + 1;
                } else if by_heading {
                    let under = open.take_while(|paragraph| paragraph.heading.is_none()).count();
                    let next_is_headed =
                        rest.get(under).is_some_and(|next| next.heading.is_some() || next.role.is_some());
                    let to_the_end = under == rest.len() && role == Role::Comment;
                    more = if next_is_headed || to_the_end { under } else { 0 };
                }
            }
            for paragraph in paragraphs.iter_mut().skip(at + 1).take(more) {
                paragraph.role = Some(role);
            }
            at += more + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_first_words() {
        for (text, want) in [
            ("SUMMARY: Text", Some(Role::Summary)),
            ("Summary. Text", Some(Role::Summary)),
            ("Summary and comment: Text", Some(Role::Summary)),
            ("SUMMARY The ferry", Some(Role::Summary)),
            ("Begin summary - Text", Some(Role::Summary)),
            ("(Comment: Text)", Some(Role::Comment)),
            ("Consulate comment: Text", Some(Role::Comment)),
            ("COMMENT AND CTION REQUESTED: TEXT", Some(Role::Comment)),
            ("Action request for EAP: Text", Some(Role::ActionRequest)),
            ("THIS IS AN ACTION REQUEST. TEXT", Some(Role::ActionRequest)),
            ("INTRO AND SUMMARY. TEXT", Some(Role::Summary)),
            ("Comment and summary: Text", Some(Role::Summary)),
            ("Comment and summary - Text: it goes on", Some(Role::Summary)),
            ("COMMENT AND RECOMMENDATION - TEXT", Some(Role::Comment)),
            ("Comment and the ferry - text", None),
            ("Introduction: The summary. Text", Some(Role::Introduction)),
            ("Summary of losses: none", None),
            ("Comment on the weather was refused. Text", None),
            ("Summary-type papers came", None),
            ("The summary: Text", None),
        ] {
            assert_eq!(of_text(text), want, "{text}");
        }
    }
}
