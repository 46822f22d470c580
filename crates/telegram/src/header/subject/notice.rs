//! Notices inside a subject that are not part of it: corrected copies (N55,
//! N94) and handling sentences (N173).

use crate::spelling;

/// Takes a notice of correction out of the subject, with its reason; `true` if
/// there was one.
pub(super) fn strip_corrected_copy(text: &mut String) -> bool {
    let Some((from, to)) = corrected_copy(text) else { return false };
    let mut begin = from;
    let end;
    let before = text.get(..from).unwrap_or_default().trim_end_matches([' ', '*', '-', '#']);
    let after = text.get(to..).unwrap_or_default();
    if before.ends_with(['(', '[']) {
        // In brackets: all that stands in them belongs to the notice.
        begin = before.len() - 1;
        end = after.find([')', ']']).map_or(text.len(), |close| to + close + 1);
    } else {
        begin = begin.min(before.len());
        let rest = after.trim_start_matches([' ', '*', '#', '-', ':', ',', '.']);
        // The reason: in brackets after it, or all that follows the subject.
        let inner = rest.strip_prefix(['(', '[']);
        end = match inner {
            Some(inner) if is_reason(inner) => {
                inner.find([')', ']']).map_or(text.len(), |close| text.len() - inner.len() + close + 1)
            }
            None if is_reason(rest) && !before.is_empty() => text.len(),
            _ => text.len() - rest.len(),
        };
    }
    let head = text.get(..begin).unwrap_or_default().trim_end_matches([' ', '-', '*', '#', ':', ';', ',']).to_owned();
    let tail =
        text.get(end..).unwrap_or_default().trim_start_matches([' ', '-', '*', '#', ':', ';', ',', '.']).to_owned();
    *text = match (head.is_empty(), tail.is_empty()) {
        (false, false) => format!("{head} {tail}"),
        _ => head + &tail,
    };
    true
}

/// Where the words stand, also letter by letter.
fn corrected_copy(text: &str) -> Option<(usize, usize)> {
    text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'C' | b'c')).find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let begins = text.get(..at)?.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let length = spelling::match_spaced(rest, "CORRECTEDCOPY").or_else(|| {
            let length = spelling::match_spaced(rest, "CORRECTED")?;
            let hyphen = rest.get(length..)?.trim_start().strip_prefix('-')?.trim_start();
            Some(rest.len() - hyphen.len() + spelling::match_spaced(hyphen, "COPY")?)
        })?;
        (begins && !spelling::goes_on(rest, length)).then_some((at, at + length))
    })
}

/// Whether the words say what was corrected.
fn is_reason(text: &str) -> bool {
    let first = text.split([' ', ':', '-', ')']).next().unwrap_or_default().to_uppercase();
    matches!(
        first.as_str(),
        "ADDED"
            | "ADDING"
            | "ADDS"
            | "ADD"
            | "CHANGED"
            | "CHANGE"
            | "CHANGES"
            | "CORRECTED"
            | "CORRECTS"
            | "CORRECTION"
            | "DELETED"
            | "PARA"
            | "PARAS"
            | "PARAGRAPH"
            | "TEXT"
            | "TAGS"
            | "TAG"
            | "CAPTION"
            | "CAPTIONS"
            | "ADDRESSEE"
            | "ADDRESSEES"
            | "ADDEE"
            | "CLASSIFICATION"
            | "SUBJECT"
            | "SUBJ"
            | "REF"
            | "REFS"
            | "SECTION"
            | "FORMAT"
            | "PLEASE"
            | "TYPO"
            | "MISSING"
            | "NOTE"
            | "FOR"
            | "REASON"
            | "DTG"
            | "E.O"
            | "EO"
            | "SLUGLINE"
            | "MARKING"
    )
}

/// Sentences about handling, by the words they begin with.
const HANDLING: [&str; 25] = [
    "THIS MESSAGE IS ",
    "THIS CABLE IS ",
    "THIS TELEGRAM IS ",
    "THIS DOCUMENT IS ",
    "THIS REPORT IS SENSITIVE",
    "THIS IS A SENSITIVE",
    "THIS IS AN ACTION",
    "THIS IS AN ACTION REQUEST",
    "THIS MESSAGE CONTAINS",
    "THIS CABLE CONTAINS",
    "THIS TELEGRAM CONTAINS",
    "THIS MESSAGE SHOULD",
    "THIS CABLE SHOULD",
    "THIS MESSAGE HAS BEEN",
    "THIS CABLE HAS BEEN",
    "SENSITIVE BUT UNCLASSIFIED",
    "NOT FOR INTERNET",
    "NOT FOR PUBLIC",
    "NOT FOR DISTRIBUTION",
    "PLEASE PROTECT",
    "PLEASE HANDLE",
    "PROTECT ACCORDINGLY",
    "HANDLE ACCORDINGLY",
    "CONTAINS SENSITIVE",
    "FOR OFFICIAL USE ONLY",
];

/// Takes the start of a handling sentence off the end of the subject, where a carrier cut the field within the sentence:
/// `FERRY SERVICE RESUMES Sensitive but`; gives it.
///
/// In small letters after a subject in capitals its first word is enough, else two words are needed.
pub(super) fn strip_cut_handling(text: &mut String) -> Option<String> {
    const WORDS: usize = 4;
    let mut at = text.len();
    for count in 1..=WORDS {
        at = text.get(..at)?.trim_end().rfind(' ')? + 1;
        let (head, tail) = text.split_at_checked(at)?;
        let is_apart = tail.contains(|c: char| c.is_lowercase()) && !head.contains(|c: char| c.is_lowercase());
        let begins = |words: &&str| {
            let rest = spelling::strip_prefix(words, tail.trim_end_matches('.'));
            rest.is_some_and(|rest| rest.starts_with(' '))
        };
        let sure = if is_apart { tail.starts_with(char::is_uppercase) } else { count > 1 && !tail.starts_with("FOR ") };
        if sure && HANDLING.iter().any(begins) {
            let sentence = text.split_off(at);
            let kept = text.trim_end_matches([' ', '-', '(', '[', '*']).len();
            text.truncate(kept);
            return Some(sentence);
        }
    }
    None
}

/// Takes a handling sentence and what follows it off the end of the subject;
/// gives it.
pub(super) fn strip_handling(text: &mut String) -> Option<String> {
    let at = text.bytes().enumerate().find_map(|(at, byte)| {
        if !matches!(byte.to_ascii_uppercase(), b'T' | b'S' | b'N' | b'P' | b'H' | b'F' | b'C') {
            return None;
        }
        let before = text.get(..at)?;
        if !before.ends_with([' ', '(', '-', '*', '"', '[']) || before.trim().len() < 3 {
            return None;
        }
        let rest = text.get(at..)?;
        HANDLING
            .iter()
            .any(|words| {
                // A name of the marking must end there: `SENSITIVE BUT UNCLASSIFIED RECORDS` is a subject.
                spelling::strip_prefix(rest, words).is_some_and(|after| {
                    !matches!(*words, "SENSITIVE BUT UNCLASSIFIED" | "FOR OFFICIAL USE ONLY")
                        || !after.trim_start().starts_with(char::is_alphanumeric)
                })
            })
            .then_some(at)
    })?;
    let sentence = text.split_off(at);
    let kept = text.trim_end_matches([' ', '-', '\u{2013}', '\u{2014}', '(', '[', '*', '"']).len();
    text.truncate(kept);
    Some(sentence)
}
