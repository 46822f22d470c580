//! C2 and C5: serials against the number, the sender against the post.

use super::case::Case;
use super::lines::Lines;
use super::report::Check;
use crate::envelope::page_line::page_line;
use crate::envelope::section_mark::section_mark;
use crate::header::classification_line;
use crate::id::CanonicalId;
use crate::layout::envelope;
use crate::model::Telegram;
use crate::{ElementKind, Span, posts, spelling};

/// C2: every place that numbers the telegram gives one number; a station's
/// serial has four figures, so it is the number modulo 10 000 (rule FL3).
pub(super) fn serial(lines: &Lines<'_>, telegram: &Telegram) -> Check {
    let mut case = Case::new("C2");
    let first = lines.all().iter().find_map(|row| match row.kind {
        ElementKind::ClassificationLine => {
            classification_line::parse(row.text)?.number.map(|number| (number, "classification line", *row))
        }
        _ => None,
    });
    let page =
        || lines.of(ElementKind::PageLine).find_map(|row| Some((page_line(row.text)?.number?, "page line", row)));
    let Some((number, place, row)) = first.or_else(page) else {
        return case.close("no classification line with a number");
    };
    case.saw(place, number.to_string(), row.span);
    let envelope = &telegram.envelope;
    for line in envelope.message_id.iter().chain(&envelope.further_message_ids).take(100) {
        let Some(serial) = line.serial else { continue };
        case.saw("serial of the station", format!("{serial:04}"), line.span);
        if serial == number % 10_000 || serial == number {
            case.agrees(format!("the station's serial {serial:04} is that of telegram {number}"));
        } else {
            case.contradicts(format!("the station's serial is {serial:04}, the telegram's number {number}"));
        }
    }
    let mut sections = false;
    for row in lines.all() {
        match row.kind {
            ElementKind::End | ElementKind::RepeatedHeader => {
                let Some(serial) = validation(row.text) else { continue };
                case.saw("serial at the end", format!("{serial:04}"), row.span);
                if serial == number % 10_000 || serial == number {
                    case.agrees(format!("the serial at the end, #{serial:04}, is that of telegram {number}"));
                } else {
                    case.contradicts(format!("the serial at the end is #{serial:04}, the telegram's number {number}"));
                }
            }
            ElementKind::SectionMark => {
                let Some(mark) = section_mark(row.text) else { continue };
                case.saw("section mark", mark.number.to_string(), row.span);
                if mark.number == number {
                    sections = true;
                } else {
                    case.contradicts(format!(
                        "a section mark is of number {}, the telegram's is {number}",
                        mark.number
                    ));
                }
            }
            ElementKind::PageLine => {
                let Some(other) = page_line(row.text).and_then(|page| page.number) else { continue };
                case.saw("page line", other.to_string(), row.span);
                if other == number {
                    sections = true;
                } else if spelling::distance(&other.to_string(), &number.to_string(), 1).is_some() {
                    // One figure garbled on one page.
                    case.slips(format!("a page line is of number {other}, the telegram's is {number}"));
                } else {
                    case.contradicts(format!("a page line is of number {other}, the telegram's is {number}"));
                }
            }
            _ => {}
        }
    }
    if sections {
        case.agrees(format!("page lines and section marks are of number {number}"));
    }
    let stated = telegram.source.reference_id.as_deref().and_then(trailing_number);
    if let Some(stated) = stated {
        case.saw("number of the source", stated.to_string(), None);
        if stated == number {
            case.agrees(format!("the source numbers it {number} too"));
        } else if spelling::distance(&stated.to_string(), &number.to_string(), 1).is_some() {
            case.slips(format!("the source numbers it {stated}, its text {number}"));
        } else {
            case.contradicts(format!("the source numbers it {stated}, its text {number}"));
        }
    }
    case.close("the number stands in one place only")
}

/// `#0478`.
fn validation(line: &str) -> Option<u32> {
    let digits = line.strip_prefix('#')?.trim();
    (digits.len() == 4).then(|| digits.parse().ok()).flatten()
}

fn trailing_number(id: &str) -> Option<u32> {
    let id = id.strip_suffix(['a', 'b', 'c', 'd', 'e']).and_then(|id| id.strip_suffix('_')).unwrap_or(id);
    let head = id.trim_end_matches(|c: char| c.is_ascii_digit());
    // An airgram or an id without letters says nothing here.
    (head.ends_with(|c: char| c.is_ascii_alphabetic())).then(|| id[head.len()..].parse().ok()).flatten()
}

/// C5: who sends is whose number it is.
pub(super) fn sender(lines: &Lines<'_>, telegram: &Telegram) -> Check {
    let mut case = Case::new("C5");
    let Some(from) = telegram.from.as_ref() else { return case.close("no sender") };
    let Some(sender) = posts::post_of_plad(&from.name) else {
        if let Some((post, span)) = numbering_post(lines).filter(|_| !envelope::is_address(&from.name)) {
            case.saw("sender", from.name.clone(), lines.place(ElementKind::From));
            case.saw("classification line", post.clone(), span);
            case.contradicts(format!("{:?} is no post, the classification line names {post}", from.name));
            return case.close("no sender");
        }
        case.doubts(format!("{:?} is no post that numbers telegrams", from.name));
        case.saw("sender", from.name.clone(), lines.place(ElementKind::From));
        return case.close("no sender");
    };
    case.saw("sender", from.name.clone(), lines.place(ElementKind::From));
    let named = lines.all().iter().find_map(|row| match row.kind {
        ElementKind::ClassificationLine => {
            let line = classification_line::parse(row.text)?;
            line.number?;
            Some(("classification line", line.post?, row.span))
        }
        _ => None,
    });
    if let Some((what, post, span)) = named {
        case.saw(what, post.clone(), span);
        compare(&mut case, sender, &posts::key_of(&post), what);
    }
    if let Some(row) = lines.of(ElementKind::Label).find(|row| row.text.starts_with("MRN"))
        && let Some(id) = telegram.id.as_ref().and_then(CanonicalId::reference_id)
    {
        case.saw("message number", id.to_string(), row.span);
        compare(&mut case, sender, &id.post, "message number");
    }
    case.close("the post stands in one place only")
}

/// The known post whose number the classification line has.
fn numbering_post(lines: &Lines<'_>) -> Option<(String, Span)> {
    let row = lines.of(ElementKind::ClassificationLine).next()?;
    let line = classification_line::parse(row.text)?;
    let post = line.number.and(line.post).filter(|post| posts::find(post).is_some())?;
    Some((post, row.span))
}

fn compare(case: &mut Case, sender: &str, named: &str, what: &str) {
    let entity = |key: &str| posts::find_key(key).map(posts::Post::office);
    let known = posts::find_key(named).map(posts::Post::series);
    if known.unwrap_or(named) == sender || entity(named).is_some_and(|one| Some(one) == entity(sender)) {
        case.agrees(format!("sender and {what} name {sender}"));
    } else if known.is_none() {
        if spelling::distance(named, sender, 2).is_some() || sender.starts_with(named) || named.starts_with(sender) {
            case.agrees(format!("sender and {what} name {sender}, misspelt once"));
        } else {
            case.doubts(format!("the {what} names {named}, which is no known post; the sender is {sender}"));
        }
    } else if same_city(sender, named) {
        case.doubts(format!("the {what} names {named}, the sender is {sender}, in the same city"));
    } else {
        case.contradicts(format!("the {what} names {named}, the sender is {sender}"));
    }
}

/// Several posts can stand in one city, and their names are mixed up (rule COLLISION).
fn same_city(a: &str, b: &str) -> bool {
    a.contains(b) || b.contains(a) || {
        let territory = |key: &str| posts::find_key(key).map(|post| post.territory);
        territory(a) == territory(b) && a.get(..3) == b.get(..3)
    }
}
