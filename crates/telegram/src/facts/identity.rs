//! Which telegram it is: year, post and number, and where each was read.

use crate::facts::new_year;
use crate::header::labels::Label;
use crate::id::{Change, IdContext, ReferenceId, canonicalise};
use crate::layout::{ClassLines, Row};
use crate::model::{MessageDate, Originator, Telegram};
use crate::text::single_spaced;
use crate::{Context, Diagnostic, ElementKind, catalogue, posts, spelling};

/// The reference id, and what it changes.
#[derive(Default)]
pub(crate) struct Identity {
    pub(crate) id: Option<ReferenceId>,
    /// The date, where the id shows that the year of the date-time group was mistaken.
    pub(crate) date: Option<MessageDate>,
    /// The sending post as the text prints it, also where nothing tells the year.
    pub(crate) post: Option<String>,
}

/// Post and number as one line prints them.
struct Statement {
    post: String,
    number: u32,
    span: crate::Span,
}

/// `dated` is the year of the date-time group, which may hold where its day is impossible.
pub(crate) fn read(
    rows: &[Row<'_>],
    classes: &ClassLines,
    telegram: &Telegram,
    dated: Option<i16>,
    context: &Context,
    diagnostics: &mut Vec<Diagnostic>,
) -> Identity {
    let from_post = telegram.from.as_ref().and_then(|from| from.post.clone());
    let page = page_statement(rows, from_post.as_deref());
    let line = classification_statement(rows, classes, telegram, page.as_ref());
    let station = station_statement(telegram, from_post.as_deref());
    let statement = line.as_ref().or(page.as_ref()).or(station.as_ref());
    let own = |year: u16| {
        let statement = statement?;
        let post = post_key(&statement.post, from_post.as_deref());
        Some(ReferenceId::telegram(year, post, statement.number))
    };
    let dated = telegram.date.map(|date| date.year()).or(dated).and_then(|year| u16::try_from(year).ok());
    let id = dated.and_then(own);
    let facts_id = source_facts_id(rows);
    let stated =
        facts_id.clone().or_else(|| title_id(rows, statement)).or_else(|| hinted(context.id_hint.as_deref()?, &id));
    if let Some(id) = message_number(rows, telegram.from.as_ref()) {
        return Identity { id: Some(id), ..Identity::default() };
    }
    let year_hint = context.year_hint.and_then(|year| u16::try_from(year).ok());
    let id = id.or_else(|| own(stated.as_ref().map(|id| id.year).or(year_hint)?));
    // Around New Year the carrier's id of the same post and number tells a mistaken year (rule N27).
    let settled = match (&id, &stated, telegram.date) {
        (Some(id), Some(stated), Some(date)) if id.post == stated.post && id.number == stated.number => {
            new_year::settle(date, stated)
        }
        _ => None,
    };
    let id = match &settled {
        Some(settled) => id.map(|id| ReferenceId { year: settled.year, ..id }),
        None => id,
    };
    let date = settled.filter(|settled| settled.is_corrected).map(|settled| settled.date);
    if let (Some(date), Some(group)) = (date, rows.iter().find(|row| row.kind == ElementKind::DateTimeGroup)) {
        diagnostics.push(Diagnostic::warning(
            "date-time-group-year-mistaken",
            group.line.span(),
            format!("the id says that the telegram is of {}: its year was taken, not that of the group", date.year()),
        ));
    }
    if let (Some(line), Some(page)) = (&line, &page)
        && line.number != page.number
    {
        diagnostics.push(Diagnostic::warning(
            "number-differs",
            line.span,
            format!(
                "the classification line says number {}, the page line {}; the classification line was believed",
                line.number, page.number
            ),
        ));
    }
    if let (Some(id), Some(stated)) = (&id, &facts_id)
        && id != stated
    {
        diagnostics.push(Diagnostic::warning(
            catalogue::SOURCE_ID_DIFFERS,
            statement.map(|statement| statement.span).unwrap_or_default(),
            format!("the source calls the telegram {stated}, its text says {id}"),
        ));
    }
    let post = statement.map(|statement| post_key(&statement.post, from_post.as_deref()));
    Identity { id: id.or(stated), date, post }
}

/// What the carrier says; most say it as the text does.
fn hinted(hint: &str, own: &Option<ReferenceId>) -> Option<ReferenceId> {
    if let Some(own) = own
        && own.to_string() == hint
    {
        return Some(own.clone());
    }
    canonicalise(hint, &IdContext::default()).ok().map(|found| found.id)
}

/// The key of a printed post. A garbled name is read as the FM line's post
/// where that is only a letter or two away.
fn post_key(printed: &str, from: Option<&str>) -> String {
    let key = posts::key_of(printed);
    if let Some(post) = posts::find_key(&key) {
        return post.series().to_owned();
    }
    match from {
        Some(from) if spelling::distance(&key, from, 2).is_some() => from.to_owned(),
        _ => key,
    }
}

/// Whether a class with a word and a number can be a telegram's where no envelope says that it is one: a post of the table,
/// or a longer name with a padded number. `SECRET EST 838`, `SECRET STATED 10886` are the noise of a scanner or words.
fn may_be_post(printed: &str, number: &str) -> bool {
    let key = posts::key_of(printed);
    key.is_empty() || posts::find_key(&key).is_some() || key.len() >= 4 && number.starts_with('0')
}

/// The post that a line prints; where a publisher blotted it out, the FM line's.
fn printed_post(printed: Option<&str>, from: Option<&str>) -> Option<String> {
    let printed = printed.filter(|post| !post.split(' ').all(posts::is_blot));
    printed.or(from).map(str::to_owned)
}

/// What the first classification line states. Codes above the telegram have its form too (`CONFIDENTIAL PTR4410`): a post
/// that no table has gives way to one that the FM line or the page line names as well.
fn classification_statement(
    rows: &[Row<'_>],
    classes: &ClassLines,
    telegram: &Telegram,
    page: Option<&Statement>,
) -> Option<Statement> {
    let from = telegram.from.as_ref().and_then(|from| from.post.as_deref());
    let is_telegram = telegram.from.is_some() || telegram.envelope.message_id.is_some() || page.is_some();
    let mut lines = rows.iter().filter_map(|row| {
        let line = classes.get(row)?;
        let number = line.number_span.and_then(|span| row.line.text.get(span.range()));
        if !is_telegram && !may_be_post(line.post.as_deref().unwrap_or_default(), number.unwrap_or_default()) {
            return None;
        }
        let post = printed_post(line.post.as_deref(), from)?;
        Some(Statement { post, number: line.number.filter(|&number| number > 0)?, span: row.line.span() })
    });
    let agrees = |line: &Statement| {
        let key = post_key(&line.post, from);
        from == Some(key.as_str())
            || page.is_some_and(|page| page.number == line.number || posts::key_of(&page.post) == key)
    };
    let is_known = |printed: &str| posts::find_key(&posts::key_of(printed)).is_some();
    let first = lines.next()?;
    if is_known(&first.post) || agrees(&first) {
        return Some(first);
    }
    // The page line is asked after this one.
    lines.find(agrees).or_else(|| Some(first).filter(|_| page.is_none_or(|page| !is_known(&page.post))))
}

fn page_statement(rows: &[Row<'_>], from: Option<&str>) -> Option<Statement> {
    rows.iter().find_map(|row| match row.kind {
        ElementKind::PageLine => {
            let page = row.page_line()?;
            Some(Statement {
                post: printed_post(Some(&single_spaced(page.post?)), from)?,
                number: page.number.filter(|&number| number > 0)?,
                span: row.line.span(),
            })
        }
        ElementKind::SectionMark => {
            let mark = row.section_mark()?;
            Some(Statement {
                post: printed_post(Some(&single_spaced(mark.post)), from)?,
                number: mark.number,
                span: row.line.span(),
            })
        }
        _ => None,
    })
}

/// The serial of the `DE` line with the post of the FM line, where no other line states a number (rules FL3, N48).
/// The Department's serial has the last four figures only.
fn station_statement(telegram: &Telegram, from: Option<&str>) -> Option<Statement> {
    let message = telegram.envelope.message_id.as_ref()?;
    let post = from.filter(|&post| post != "STATE")?;
    let number = message.serial.filter(|&number| number > 0)?;
    Some(Statement { post: post.to_owned(), number, span: message.span })
}

/// An id that stands alone above the telegram, or begins the title of its page (rules N2, N17). Another telegram's
/// may stand there too, so it must agree with what the text states.
fn title_id(rows: &[Row<'_>], statement: Option<&Statement>) -> Option<ReferenceId> {
    let statement = statement?;
    rows.iter()
        .take_while(|row| matches!(row.kind, ElementKind::Chrome | ElementKind::Blank | ElementKind::SourceFacts))
        .filter_map(|row| row.line.text.split([' ', ',', ';', '|', ':']).next())
        .filter(|word| (5..=30).contains(&word.len()) && word.starts_with(|c: char| c.is_ascii_digit()))
        .filter_map(|word| canonicalise(word, &IdContext::default()).ok())
        .map(|found| found.id)
        .find(|id| id.number == statement.number && id.post == post_key(&statement.post, None))
}

/// The value row of a page's table begins with the id.
fn source_facts_id(rows: &[Row<'_>]) -> Option<ReferenceId> {
    rows.iter()
        .filter(|row| row.kind == ElementKind::SourceFacts)
        .filter_map(|row| row.line.text.split_whitespace().next())
        .find_map(|word| canonicalise(word, &IdContext::default()).ok())
        .map(|found| found.id)
}

/// `MRN: 12 SUVA 617`, of the SMART form. A name that is no post's is read as
/// the sender's where a scanner can have made it of that.
fn message_number(rows: &[Row<'_>], from: Option<&Originator>) -> Option<ReferenceId> {
    let (row, at) =
        rows.iter().filter(|row| row.kind == ElementKind::Label).find_map(|row| match row.form_label() {
            Some((Label::MessageNumber, at)) => Some((row, at)),
            _ => None,
        })?;
    let found = canonicalise(&row.line.text[at..], &IdContext::default()).ok()?;
    let mut id = found.id;
    let Some(from) = from else { return Some(id) };
    // Printed twice alike it is no misprint, however near to the name of a post that a table has.
    let misspelt = found.changes.iter().find_map(|change| match change {
        Change::PostSpelling(printed, _) => Some(posts::key_of(printed)),
        _ => None,
    });
    if let Some(printed) = misspelt
        && posts::key_of(&from.name).ends_with(&printed)
    {
        id.post = printed;
    } else if posts::find_key(&id.post).is_none()
        && let Some(from) = &from.post
        && spelling::distance(&id.post, from, 3).is_some()
    {
        id.post.clone_from(from);
    }
    Some(id)
}
