//! What a document refers to: other documents of the volume by link, telegrams
//! by phrases such as `telegram 297216 to Suva, November 16, 1979`, and the
//! telegram's own list of references.

use telegram::id::ReferenceId;
use telegram::{Candidate, Context, Reference, ReferenceKind, Span};

use super::capture::{Capture, Mark};
use super::{head, offset};

/// From this year on the Department and its posts numbered their telegrams by
/// calendar year in one series, so that post, year and number make an id.
/// Before, numbers ran by fiscal year, and the Department had a series for each
/// post.
pub(super) const NUMBERED_BY_YEAR: i16 = 1969;

/// No telegram has more lists of references than this.
const LISTS: usize = 32;

/// All references, in the order of the text.
pub(super) fn read(text: &str, capture: &Capture, key: &str, year: Option<i16>, lists: &[Span]) -> Vec<Reference> {
    let mut references = Vec::new();
    let lists = &lists[..lists.len().min(LISTS)];
    for list in lists {
        references.extend(own_list(text, *list, year, &capture.marks));
    }
    let own = lists.to_vec();
    references.extend(
        phrases(text, year)
            .filter(|found| !own.iter().any(|list| list.start <= found.span.start && found.span.end <= list.end)),
    );
    for marked in &capture.marks {
        if let Mark::Link(target) = &marked.mark
            && let Some(target) = document_key(target, key)
            && target != format!("{key}/{}", capture.id)
        {
            references.push(Reference {
                kind: ReferenceKind::Book,
                text: one_line(text.get(marked.span.range()).unwrap_or_default()),
                candidates: vec![Candidate { id: target, reason: "the volume's own link".to_owned() }],
                span: marked.span,
                in_text: true,
                ..Reference::default()
            });
        }
    }
    references.sort_by_key(|reference| reference.span.start);
    references
}

/// The witness key that a link leads to: `#d92` and `#d92fn3` in this volume,
/// `frus1969-76v30#d12` in another. Pages and chapters are no documents.
fn document_key(target: &str, volume: &str) -> Option<String> {
    let (volume, place) = match target.split_once('#')? {
        ("", place) => (volume, place),
        (other, place) => (other, place),
    };
    let digits = place.strip_prefix('d')?.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &place[1 + digits..];
    (digits > 0 && (rest.is_empty() || rest.starts_with("fn"))).then(|| format!("{volume}/{}", &place[..=digits]))
}

/// The telegram's own list, `Ref: A. State 156149, B. Suva 11910`, as the
/// parser of telegrams reads it.
fn own_list(text: &str, span: Span, year: Option<i16>, marks: &[super::capture::Marked]) -> Vec<Reference> {
    let Some(list) = text.get(span.range()) else { return Vec::new() };
    // Marks of footnotes become blanks, so that places stay the same.
    let mut bytes = list.as_bytes().to_vec();
    for marked in marks.iter().filter(|marked| matches!(marked.mark, Mark::Footnote)) {
        let inside = marked.span.start >= span.start && marked.span.end <= span.end;
        let range = marked.span.range();
        if let Some(mark) =
            inside.then(|| bytes.get_mut(range.start - span.range().start..range.end - span.range().start)).flatten()
        {
            mark.fill(b' ');
        }
    }
    let list = String::from_utf8(bytes).unwrap_or_else(|_| list.to_owned());
    let context = Context { id_hint: None, year_hint: year };
    let mut parsed = telegram::parse_with(&list, &context).telegram;
    parsed.shift(span.start);
    parsed.references
}

/// Telegrams named with number, direction and place.
fn phrases(text: &str, year: Option<i16>) -> impl Iterator<Item = Reference> {
    let mut found = Vec::new();
    let mut done = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), b"elegram").filter_map(|at| at.checked_sub(1)) {
        let is_word = matches!(text.as_bytes()[at], b't' | b'T')
            && at.checked_sub(1).is_none_or(|before| !text.as_bytes()[before].is_ascii_alphanumeric());
        if at < done || !is_word {
            continue;
        }
        let Some(phrase) = phrase(text, at) else { continue };
        let stated = phrase.year.or(year);
        for (number, span) in &phrase.numbers {
            let id = stated
                .filter(|year| *year >= NUMBERED_BY_YEAR)
                .zip(phrase.post.as_ref())
                .and_then(|(year, post)| canonical(year, post, number));
            found.push(Reference {
                kind: ReferenceKind::Telegram,
                id,
                text: one_line(&text[span.range().start..phrase.end]),
                span: Span::new(span.start, offset(phrase.end)),
                in_text: true,
                ..Reference::default()
            });
        }
        done = phrase.end;
    }
    found.into_iter()
}

struct Phrase {
    numbers: Vec<(String, Span)>,
    post: Option<String>,
    year: Option<i16>,
    end: usize,
}

/// `telegram(s) 1, 2, and 3 from|to Place[, Month 1[, 1979]]`.
fn phrase(text: &str, start: usize) -> Option<Phrase> {
    let mut at = start + "telegram".len();
    at += usize::from(text[at..].starts_with(['s', 'S']));
    let mut numbers = Vec::new();
    loop {
        let skipped = text[at..].trim_start_matches([' ', ',', '\n']);
        let skipped = skipped.strip_prefix("and ").unwrap_or(skipped);
        let begin = text.len() - skipped.len();
        let digits = skipped.bytes().take_while(u8::is_ascii_digit).count();
        let is_number = (1..=6).contains(&digits) && !skipped[digits..].starts_with(|c: char| c.is_alphanumeric());
        if !is_number || (begin - at) > 6 {
            break;
        }
        numbers.push((skipped[..digits].to_owned(), Span::new(offset(begin), offset(begin + digits))));
        at = begin + digits;
    }
    // The phrase begins with the word where there is one number.
    if let [(_, span)] = &mut numbers[..] {
        span.start = offset(start);
    }
    if numbers.is_empty() {
        return None;
    }
    let rest = text[at..].strip_prefix([' ', '\n'])?;
    let (from, rest) = match rest.strip_prefix("from ") {
        Some(rest) => (true, rest),
        None => (false, rest.strip_prefix("to ")?),
    };
    let place_at = text.len() - rest.len();
    let place = place(rest);
    if place.is_empty() {
        return None;
    }
    let mut end = place_at + place.len();
    let mut year = None;
    if let Some(date) = text[end..].strip_prefix(", ")
        && let Some((_, name)) = head::month(date)
        && let Some(day) = date[name..].strip_prefix(' ')
    {
        let digits = day.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=2).contains(&digits) {
            end += 2 + name + 1 + digits;
            if let Some(stated) = text[end..].strip_prefix(", ").and_then(|rest| rest.get(..4))
                && let Ok(stated) = stated.parse::<i16>()
                && stated > 1900
            {
                year = Some(stated);
                end += 6;
            }
        }
    }
    let post = if from { post_of_place(place) } else { Some("STATE".to_owned()) };
    Some(Phrase { numbers, post, year, end })
}

/// The name of a place at the start of a text: words with capital letters, at
/// most four, up to the first mark after a word.
fn place(text: &str) -> &str {
    let mut end = 0;
    let mut at = 0;
    for (count, word) in text.split([' ', '\n']).take(4).enumerate() {
        let name = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let is_name = word.starts_with(char::is_uppercase) || (count > 0 && word == "de");
        if !is_name || name.is_empty() || head::month(word).is_some() {
            break;
        }
        end = at + name.len();
        if name.len() < word.len() {
            break;
        }
        at += word.len() + 1;
    }
    &text[..end]
}

/// The key of the post that a place names: the table of posts has to know it,
/// else no id would be certain. A word after the name is not part of it.
pub(super) fn post_of_place(place: &str) -> Option<String> {
    let mut name = place.trim();
    loop {
        if let Some(post) = telegram::posts::find(name) {
            return Some(post.key.to_owned());
        }
        name = name.rsplit_once(' ')?.0.trim_end();
    }
}

/// The canonical id.
pub(super) fn canonical(year: i16, post: &str, number: &str) -> Option<String> {
    let number: u32 = number.parse().ok().filter(|number| *number > 0)?;
    let year = u16::try_from(year).ok()?;
    Some(ReferenceId::telegram(year, post, number).to_string())
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Option<String>, String)> {
        phrases(text, Some(1979)).map(|found| (found.id, found.text)).collect()
    }

    #[test]
    fn phrases_name_telegrams() {
        assert_eq!(
            found("In telegram 297216 to Suva, November 16, the Department agreed."),
            [(Some("79STATE297216".to_owned()), "telegram 297216 to Suva, November 16".to_owned())]
        );
        assert_eq!(
            found("See telegrams 12 and 345 from Port Moresby, May 3, 1978. Telegram 7 from the Embassy"),
            [
                (Some("78PORTMORESBY12".to_owned()), "12 and 345 from Port Moresby, May 3, 1978".to_owned()),
                (Some("78PORTMORESBY345".to_owned()), "345 from Port Moresby, May 3, 1978".to_owned()),
            ]
        );
        assert_eq!(found("telegram 9 from Suva, May 3, 1955")[0].0, None);
        assert_eq!(found("by telegram. 12 from Suva, a telegraph"), []);
    }

    #[test]
    fn links() {
        assert_eq!(document_key("#d92", "frus1").as_deref(), Some("frus1/d92"));
        assert_eq!(document_key("#d92fn3", "frus1").as_deref(), Some("frus1/d92"));
        assert_eq!(document_key("frus2#d9", "frus1").as_deref(), Some("frus2/d9"));
        assert_eq!(document_key("#pg_12", "frus1"), None);
        assert_eq!(document_key("#dx", "frus1"), None);
    }
}
