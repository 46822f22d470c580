//! The reading view: paragraphs with numbers and marks in the margin, and
//! references inside the text as links.

use jiff::civil::Date;
use telegram::{Paragraph, Role};

use super::coded;

/// Where a reference in the text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// The words by which the text names it: its entry of the REF line.
    pub(crate) text: String,
    /// Its letter in the REF line.
    pub(crate) letter: Option<String>,
    /// The page it leads to.
    pub(crate) address: String,
    /// What a reader finds there, or that it is not held.
    pub(crate) title: String,
    /// Whether it is an entry of the REF line, and not only named in the text.
    pub(crate) listed: bool,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    pub(crate) text: &'a str,
    pub(crate) link: Option<&'a Target>,
}

/// A block of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Block<'a> {
    /// Running text.
    Text(Vec<Piece<'a>>),
    /// Lines whose blanks line up: a table or a form.
    Aligned(&'a str),
}

/// A paragraph of the reading view.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// Its anchor: `p5`, or what an unnumbered or repeated one gets.
    pub(crate) anchor: &'a str,
    pub(crate) number: Option<&'a str>,
    pub(crate) portion: Option<&'a str>,
    pub(crate) portion_meaning: Option<String>,
    pub(crate) heading: Option<&'a str>,
    pub(crate) role: Option<&'static str>,
    pub(crate) blocks: Vec<Block<'a>>,
}

/// Lays out the paragraphs for reading; marks are explained as on the day of the telegram.
pub(crate) fn reading<'a>(paragraphs: &'a [Paragraph], targets: &'a [Target], day: Option<Date>) -> Vec<Reading<'a>> {
    let laid_out = paragraphs.iter().map(|paragraph| Reading {
        anchor: &paragraph.anchor,
        number: paragraph.number.as_deref(),
        portion: paragraph.portion.as_deref(),
        portion_meaning: paragraph.portion.as_deref().and_then(|mark| coded::portion_meaning(mark, day)),
        heading: paragraph.heading.as_deref(),
        role: paragraph.role.and_then(role_name),
        blocks: blocks(&paragraph.text, targets),
    });
    laid_out.collect()
}

fn role_name(role: Role) -> Option<&'static str> {
    match role {
        Role::Summary => Some("summary"),
        Role::Comment => Some("comment"),
        Role::ActionRequest => Some("action request"),
        Role::Introduction => Some("introduction"),
        _ => None,
    }
}

/// Splits a paragraph at blank lines; groups of lines with columns stay as
/// they are.
fn blocks<'a>(text: &'a str, targets: &'a [Target]) -> Vec<Block<'a>> {
    let block = |part: &'a str| {
        let lines = part.lines().count();
        let aligned = part.lines().filter(|line| line.trim().contains("   ")).count();
        if lines > 1 && aligned * 2 >= lines { Block::Aligned(part) } else { Block::Text(pieces(part.trim(), targets)) }
    };
    text.split("\n\n").map(|part| part.trim_matches('\n')).filter(|part| !part.trim().is_empty()).map(block).collect()
}

/// Cuts running text at the references it names.
fn pieces<'a>(text: &'a str, targets: &'a [Target]) -> Vec<Piece<'a>> {
    let mut mentions = named(text, targets);
    mentions.extend(lettered(text, targets));
    mentions.sort_by_key(|mention| (mention.start, std::cmp::Reverse(mention.end)));
    let mut pieces = Vec::new();
    let mut done = 0;
    for mention in mentions.into_iter().filter(|mention| mention.start < mention.end) {
        if mention.start < done {
            continue;
        }
        let (Some(before), Some(inside)) = (text.get(done..mention.start), text.get(mention.start..mention.end)) else {
            continue;
        };
        if !before.is_empty() {
            pieces.push(Piece { text: before, link: None });
        }
        pieces.push(Piece { text: inside, link: Some(mention.target) });
        done = mention.end;
    }
    if let Some(rest) = text.get(done..).filter(|rest| !rest.is_empty()) {
        pieces.push(Piece { text: rest, link: None });
    }
    pieces
}

struct Mention<'a> {
    start: usize,
    end: usize,
    target: &'a Target,
}

/// Places where the text names a telegram by the same words as its entry.
fn named<'a>(text: &str, targets: &'a [Target]) -> Vec<Mention<'a>> {
    let mut mentions = Vec::new();
    for target in targets.iter().filter(|target| target.text.len() > 4) {
        let found = text.match_indices(target.text.as_str());
        let whole = found.filter(|(at, words)| is_whole_word(text, *at, at + words.len()));
        mentions.extend(whole.map(|(at, words)| Mention { start: at, end: at + words.len(), target }));
    }
    mentions
}

fn is_whole_word(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// Places such as `ref A`, `refs A and B`, `reftel C`, `(REF A, B)`, and a
/// plain `reftel` where there is only one reference.
fn lettered<'a>(text: &str, targets: &'a [Target]) -> Vec<Mention<'a>> {
    let mut mentions = Vec::new();
    let mut words = words(text).peekable();
    while let Some((start, end)) = words.next() {
        let word = &text[start..end];
        if !["ref", "refs", "reftel", "reftels"].iter().any(|name| word.eq_ignore_ascii_case(name)) {
            continue;
        }
        let before = mentions.len();
        let mut last = end;
        let mut first = start;
        while let Some(&(from, to)) = words.peek() {
            let word = &text[from..to];
            // A letter belongs to the list as long as only separators stand between.
            let between = text[last..from].trim();
            let joined = matches!(between, "" | "(" | "," | ")," | ") (" | "/" | "&" | "-" | ")" | "), (");
            if !joined {
                break;
            }
            if word.eq_ignore_ascii_case("and") && mentions.len() > before {
                words.next();
                last = to;
                continue;
            }
            let target = targets.iter().find(|target| target.letter.as_deref() == Some(word));
            let Some(target) = target else { break };
            words.next();
            // The first link holds the word `ref` too.
            mentions.push(Mention { start: first.min(from), end: to, target });
            last = to;
            first = usize::MAX;
        }
        let alone = mentions.len() == before && word.eq_ignore_ascii_case("reftel");
        let mut listed = targets.iter().filter(|target| target.listed);
        if let (Some(only), None, true) = (listed.next(), listed.next(), alone) {
            mentions.push(Mention { start, end, target: only });
        }
    }
    mentions
}

/// The ranges of the words of a text.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
        rest = end;
        Some((start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(letter: Option<&str>, text: &str, id: &str) -> Target {
        Target {
            text: text.into(),
            letter: letter.map(Into::into),
            address: format!("/{id}"),
            title: String::new(),
            listed: true,
        }
    }

    /// The text with links in square brackets.
    fn linked(text: &str, targets: &[Target]) -> String {
        let show = |piece: Piece<'_>| match piece.link {
            Some(target) => format!("[{}]({})", piece.text, target.address),
            None => piece.text.to_owned(),
        };
        pieces(text, targets).into_iter().map(show).collect()
    }

    #[test]
    fn references_in_the_text_become_links() {
        let targets = [target(Some("A"), "SUVA 12", "09SUVA12"), target(Some("B"), "STATE 400", "09STATE400")];
        assert_eq!(linked("As seen (ref A).", &targets), "As seen ([ref A](/09SUVA12)).");
        assert_eq!(linked("REFS A AND B say", &targets), "[REFS A](/09SUVA12) AND [B](/09STATE400) say");
        assert_eq!(linked("refs (A), (B)", &targets), "[refs (A](/09SUVA12)), ([B](/09STATE400))");
        assert_eq!(linked("see SUVA 12, not SUVA 123", &targets), "see [SUVA 12](/09SUVA12), not SUVA 123");
        assert_eq!(linked("ref C and a reference", &targets), "ref C and a reference");
        assert_eq!(linked("Refs. A man came", &targets), "Refs. A man came");
        assert_eq!(linked("reftel", &targets), "reftel", "which of the two is not known");
        assert_eq!(linked("per reftel, we", &targets[..1]), "per [reftel](/09SUVA12), we");
        assert_eq!(linked("é ref A", &targets), "é [ref A](/09SUVA12)");
    }

    #[test]
    fn columns_keep_their_blanks() {
        let text = "Prices follow.\n\nRICE      12\nSUGAR     30\n\nEnd.";
        let blocks = blocks(text, &[]);
        assert!(matches!(blocks[..], [Block::Text(_), Block::Aligned("RICE      12\nSUGAR     30"), Block::Text(_)]));
    }
}
