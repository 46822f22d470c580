//! The address block of the head: format lines 6 to 9 (rules FL6 to FL9, N29 to N31).

use super::Step;
use crate::ElementKind;
use crate::envelope::page_line::page_line;
use crate::envelope::{address, address_lines};
use crate::header::pass_line;
use crate::layout::cursor::Cursor;
use crate::layout::envelope;
use crate::text::Line;
use crate::text::shape::{is_digits, is_routing_indicator, is_upper};

/// An address block that opens with its keyword.
pub(super) fn block<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    let text = line.text;
    let Some(kind) = address_keyword(text).or_else(|| keyword_in_place(cursor, text)) else { return Step::Declined };
    addresses(cursor, kind);
    Step::Took
}

/// What address block the line opens with its keyword.
pub(super) fn address_keyword(text: &str) -> Option<ElementKind> {
    if envelope::is_from(text) {
        Some(ElementKind::From)
    } else if envelope::is_to(text) {
        Some(ElementKind::To)
    } else if envelope::is_info_address(text) {
        Some(ElementKind::Info)
    } else if envelope::is_exempt(text) {
        Some(ElementKind::Exempt)
    } else {
        None
    }
}

/// No address line is longer.
const LONGEST: usize = 80;

/// The rest of an address after a page's edge is not longer: `FL`, `AFB FL PRIORITY`.
const SHORT: usize = 24;

/// What address block the line opens where it stands: directly below the sender or the addressees the keyword needs no
/// address that is known.
fn keyword_in_place(cursor: &Cursor<'_>, text: &str) -> Option<ElementKind> {
    let word = text.split_once([' ', ':'])?.0;
    if !matches!(word, "TO" | "INFO") {
        return None;
    }
    let above = cursor.last_kind().filter(|_| !cursor.smart && text.len() <= LONGEST && is_upper(text))?;
    match word {
        "TO" if above == ElementKind::From => Some(ElementKind::To),
        "INFO" if matches!(above, ElementKind::From | ElementKind::To) => Some(ElementKind::Info),
        _ => None,
    }
}

/// An address block: the keyword's line and the addressees below it.
fn addresses(cursor: &mut Cursor<'_>, kind: ElementKind) {
    let first = cursor.peek().map_or("", |line| line.text);
    // `TO PAGE 02        STATE   012345  151200Z`: a page line after the keyword (rule N152).
    let paged = first.split_once([' ', ':']).is_some_and(|(_, rest)| page_line(rest.trim_start()).is_some());
    let keyword_alone = first.len() <= 5 || paged;
    if paged {
        cursor.take_part(kind, true, first.find([' ', ':']).unwrap_or(0));
        cursor.take(ElementKind::PageLine, true);
    } else {
        take_addresses(cursor, kind, true);
    }
    if kind == ElementKind::From && !keyword_alone {
        return;
    }
    let mut count = usize::from(!keyword_alone);
    let mut indicators = has_indicator_in(first);
    let mut last = if keyword_alone { "" } else { first };
    let mut kind = kind;
    while let Some(line) = cursor.peek() {
        let text = line.text;
        if line.is_blank() {
            let paged = cursor.apparatus_between() || cursor.after_page();
            let close = paged || cursor.double_spaced || is_spaced_out(cursor);
            let goes_on = cursor.next_content().is_some_and(|next| {
                let tail = indicators && next.text.len() <= SHORT && address::continues(next.text, true);
                let wrapped =
                    paged && (tail || address_lines::is_folded(last, next.text)) && !ends_addresses(cursor, next.text);
                let sure = has_indicator(next.text) || envelope::is_small_address(next.text);
                wrapped || is_addressee(cursor, next.text) && (count == 0 || close || sure)
            });
            if !goes_on {
                return;
            }
            // After a blank line of its own the block of those who were to know begins: its keyword was lost (N30).
            if count > 0 && !close && kind == ElementKind::To {
                kind = ElementKind::Info;
            }
            cursor.take(ElementKind::Blank, false);
            continue;
        }
        // `INFO EUROPEAN UNION POLITICAL`: the word of no known address, but below those who were to act.
        if kind == ElementKind::To && count > 0 && is_unknown_info(text) {
            kind = ElementKind::Info;
            cursor.take(kind, true);
            last = text;
            continue;
        }
        if ends_addresses(cursor, text) {
            return;
        }
        let folded = !last.is_empty() && address_lines::is_folded(last, text);
        let collective = text.ends_with(" COLLECTIVE") && address_lines::is_complete(last);
        let another = !indicators && (collective || address_lines::is_closed(last) && !address_lines::is_tail(text));
        let continues = !another && address::continues(text, indicators) && !envelope::opens_address(text);
        let wrapped = count > 0 && (folded || continues);
        // Inside the block any line of its shape is an address; the first must be known to be one.
        if !(wrapped || is_addressee(cursor, text) || count > 0 && envelope::is_like_address(text)) {
            return;
        }
        indicators |= has_indicator(text);
        if kind == ElementKind::From {
            return take_addresses(cursor, kind, false);
        }
        take_addresses(cursor, kind, !wrapped);
        last = text;
        count += 1;
    }
}

/// Whether blank lines part every two lines of the block: one stands above the last line, or below the next address.
fn is_spaced_out(cursor: &Cursor<'_>) -> bool {
    let above = cursor.rows().iter().rev().nth(1).is_some_and(|row| row.kind == ElementKind::Blank);
    let mut ahead = cursor.ahead().skip_while(|line| line.is_blank()).skip(1);
    above
        || ahead.next().is_some_and(|line| line.is_blank())
            && ahead
                .find(|line| !line.is_blank())
                .is_some_and(|line| is_addressee(cursor, line.text) || address_keyword(line.text).is_some())
}

/// Takes a line of the block; `TO SECSTATE WASHDC INFO AMEMBASSY APIA` ends at its second keyword (N149).
fn take_addresses(cursor: &mut Cursor<'_>, kind: ElementKind, opens: bool) {
    let text = cursor.peek().map_or("", |line| line.text);
    match joined_keyword(text, kind) {
        Some(at) => cursor.take_part(kind, opens, at),
        None => cursor.take(kind, opens),
    }
}

/// A keyword with the blank before it, and whether an address block opens at it.
type Keyword = (&'static str, fn(&str) -> bool);

/// Where in the line of an address block of this kind the next block begins.
fn joined_keyword(text: &str, kind: ElementKind) -> Option<usize> {
    let keywords: &[Keyword] = match kind {
        ElementKind::From => &[(" TO", envelope::is_to), (" INFO", envelope::is_info_address)],
        ElementKind::To | ElementKind::Info => &[(" INFO", envelope::is_info_address)],
        _ => return None,
    };
    // `TO SECSTATE WASHDC INFO` / `AMEMBASSY APIA`
    let first = keywords.first().map_or("", |(word, _)| word);
    if let Some(head) = text.strip_suffix(first).filter(|head| head.len() > 8) {
        return Some(head.len());
    }
    let begins = |(word, opens): &Keyword| {
        let places = text.match_indices(word).map(|(at, _)| at + 1);
        let whole = places.filter(|&at| text[at - 1 + word.len()..].starts_with([' ', ':']));
        whole.take(4).find(|&at| opens(&text[at..]))
    };
    keywords.iter().filter_map(begins).min()
}

/// Whether `INFO` opens the line, before what no table knows as an address.
fn is_unknown_info(text: &str) -> bool {
    text.len() <= LONGEST
        && !envelope::is_info_address(text)
        && text.strip_prefix("INFO ").is_some_and(|rest| is_upper(rest) && !pass_line::is_pass(text))
}

fn is_addressee(cursor: &Cursor<'_>, text: &str) -> bool {
    !ends_addresses(cursor, text) && envelope::is_address(text)
}

fn has_indicator(text: &str) -> bool {
    text.split_once('/').is_some_and(|(indicator, _)| is_routing_indicator(indicator))
}

/// Whether a line with its keyword names a routing indicator.
fn has_indicator_in(line: &str) -> bool {
    line.split_once(' ').is_some_and(|(_, rest)| has_indicator(rest))
}

/// A continuity number that was folded to a line of its own.
fn is_number_alone(text: &str) -> bool {
    is_digits(text) && (3..=6).contains(&text.len())
}

/// `CINCPAC FOR POLAD`: above the classification line a command with its adviser is an addressee.
fn is_command(text: &str) -> bool {
    text.ends_with(" FOR POLAD") && ["CINC", "USCINC", "COM", "USNMR"].iter().any(|word| text.starts_with(word))
}

fn ends_addresses(cursor: &Cursor<'_>, text: &str) -> bool {
    // `RUEHC/SECSTATE WASHDC` is an addressee, whatever else its letters could be.
    let is_addressee = text.starts_with('R')
        && text.as_bytes().get(1).is_some_and(|second| matches!(second, b'U' | b'H'))
        && text.split_once('/').is_some_and(|(indicator, _)| is_routing_indicator(indicator))
        && is_upper(text);
    if is_addressee {
        return false;
    }
    envelope::is_address_keyword(text)
        || cursor.label(text).is_some()
        || cursor.class_line(text).is_some()
        || cursor.is_caption(text)
        || cursor.format_line(text).is_some_and(|kind| kind != ElementKind::Routing)
        || !(is_upper(text) || is_number_alone(text) || envelope::is_small_address(text))
        || (pass_line::is_pass(text) && !has_indicator(text) && !is_command(text))
}
