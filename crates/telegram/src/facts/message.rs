//! Facts of a military record message: the sets above its remarks.

use crate::envelope::{address, date_time_group};
use crate::facts::group::{cut, entries, value};
use crate::layout::{Row, message};
use crate::model::{Addressee, Kind, MessageSet, Originator, Precedence, Reference, ReferenceKind, Telegram};
use crate::text::Unfolded;
use crate::{Context, Diagnostic, ElementKind};

/// Replaces what a telegram says otherwise than a record message does.
pub(crate) fn fill(telegram: &mut Telegram, rows: &[Row<'_>], context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    telegram.kind = Kind::RecordMessage;
    // `NAVADMIN 102/12` is a series of its own: only a post's number is a reference id.
    let is_post = |id: &str| {
        crate::id::canonicalise(id, &crate::id::IdContext::default())
            .is_ok_and(|found| crate::posts::find_key(&found.id.post).is_some())
    };
    telegram.id = telegram.id.take().filter(|id| is_post(id));
    date(telegram, rows, context);
    telegram.sets = sets(rows);
    let from = entries(rows, ElementKind::From)
        .first()
        .and_then(|entry| addressees(entry, "FM", diagnostics).into_iter().next())
        .or_else(|| originator(&telegram.sets));
    telegram.from = from.map(|from| Originator {
        post: crate::posts::post_of_plad(&from.name).map(str::to_owned),
        name: from.name,
        routing_indicator: from.routing_indicator,
    });
    let mut block = |kind, word| -> Vec<Addressee> {
        entries(rows, kind).iter().flat_map(|entry| addressees(entry, word, diagnostics)).collect()
    };
    telegram.action = block(ElementKind::To, "TO");
    telegram.info = block(ElementKind::Info, "INFO");
    let class = rows
        .iter()
        .filter(|row| matches!(row.kind, ElementKind::ClassificationLine | ElementKind::Banner | ElementKind::PageLine))
        .find_map(|row| message::classification(row.line.text));
    telegram.classification = class.or(telegram.classification);
    telegram.subject = subject(rows).or(telegram.subject.take());
    telegram.references = references(rows);
}

fn date(telegram: &mut Telegram, rows: &[Row<'_>], context: &Context) {
    for row in rows.iter().filter(|row| row.kind == ElementKind::DateTimeGroup) {
        let text = row.line.text;
        let Some(at) = message::date_at(text) else { continue };
        let year = context.year_hint.or_else(|| series_year(rows));
        if let Some((date, _)) = date_time_group::bare(&text[at..], year) {
            telegram.date = date;
        }
        let mut prosigns = text[..at].split(' ').filter_map(|word| match word.as_bytes() {
            [letter] => Precedence::from_prosign(*letter),
            [letter, second] if letter == second => Precedence::from_prosign(*letter),
            _ => None,
        });
        telegram.precedence.action = prosigns.next();
        telegram.precedence.info = prosigns.next().or(telegram.precedence.action);
        return;
    }
}

/// The year in `NAVADMIN 102/12`, for a group that states none.
fn series_year(rows: &[Row<'_>]) -> Option<i16> {
    rows.iter().filter(|row| row.kind == ElementKind::Label).find_map(|row| {
        let (_, year) = row.line.text.rsplit_once('/')?;
        let year: i16 = year.parse().ok().filter(|_| matches!(year.len(), 2 | 4))?;
        Some(if year >= 100 { year } else { year + if year < 50 { 2000 } else { 1900 } })
    })
}

/// The addressees of an entry; several may stand on a line, each with its offices.
fn addressees(entry: &[&Row<'_>], word: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Addressee> {
    let mut found = Vec::new();
    for (index, row) in entry.iter().enumerate() {
        let skip = if index == 0 { word.len() } else { 0 };
        let line = cut(row.line, skip);
        let text = line.text.strip_suffix(" BT").unwrap_or(line.text);
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find("// ").map_or(rest.len(), |at| at + 2);
            let (part, after) = rest.split_at(end);
            let address = part.trim_start_matches([':', ' ']);
            let at = text.len() - rest.len() + (part.len() - address.len());
            if let Some(parsed) = address::parse_addressee(address.trim_end(), line.at + at as u32, diagnostics)
                && !parsed.addressee.name.is_empty()
                && !found.contains(&parsed.addressee)
            {
                found.push(parsed.addressee);
            }
            rest = after.trim_start();
        }
    }
    found
}

/// `MSGID/GENADMIN/CNO WASHINGTON DC/N1/MAR//` names the originator second.
fn originator(sets: &[MessageSet]) -> Option<Addressee> {
    let fields = &sets.iter().find(|set| set.name == "MSGID")?.fields;
    let name = fields.get(1).filter(|name| !name.is_empty())?;
    Some(Addressee { name: name.clone(), ..Addressee::default() })
}

/// The sets above the remarks, in their order.
fn sets(rows: &[Row<'_>]) -> Vec<MessageSet> {
    let kinds = [ElementKind::Label, ElementKind::Subject, ElementKind::References, ElementKind::Note];
    let mut sets = Vec::new();
    let mut open: Option<(String, Unfolded, ElementKind)> = None;
    let mut close = |open: &mut Option<(String, Unfolded, ElementKind)>| {
        if let Some((name, text, _)) = open.take() {
            let span = text.whole();
            let value = text.text.trim_end_matches(['/', ' ']);
            let fields = value.split('/').map(|field| field.trim().to_owned()).collect();
            sets.push(MessageSet { name, fields, span });
        }
    };
    for row in rows.iter().filter(|row| kinds.contains(&row.kind)) {
        if let Some((name, length)) = message::set(row.line.text).filter(|_| row.opens) {
            close(&mut open);
            if matches!(name, "RMKS" | "REMARKS" | "GENTEXT") {
                break;
            }
            let line = cut(row.line, length);
            open = Some((name.to_owned(), Unfolded::new([line]), row.kind));
        } else if let Some((_, text, kind)) = &mut open
            && *kind == row.kind
            && !row.opens
        {
            text.push_line(&row.line);
        } else {
            close(&mut open);
        }
    }
    close(&mut open);
    sets
}

/// The subject of the set; the line `SUBJ:` of a cover only where there is none.
fn subject(rows: &[Row<'_>]) -> Option<String> {
    let fields = entries(rows, ElementKind::Subject);
    let set = fields.iter().find(|field| message::set(field[0].line.text).is_some());
    let field = set.or(fields.first())?;
    let text = field[0].line.text;
    let length = message::set(text).map_or_else(|| text.find(':').map_or(0, |at| at + 1), |(_, length)| length);
    let text = value(field, length).text;
    let text = text.trim_end_matches(['/', ' ']);
    (!text.is_empty()).then(|| text.to_owned())
}

/// `REF/A/MSG/CNO WASHINGTON DC/021200ZAPR05//`: letter, kind, rest.
fn references(rows: &[Row<'_>]) -> Vec<Reference> {
    entries(rows, ElementKind::References)
        .iter()
        .filter_map(|entry| {
            let (_, length) = message::set(entry[0].line.text)?;
            let field = value(entry, length);
            let text = field.text.trim_end_matches(['/', ' ']);
            let (letter, rest) = match text.split_once('/') {
                Some((letter, rest)) if letter.trim().len() <= 2 && !letter.trim().is_empty() => {
                    (Some(letter.trim().to_uppercase()), rest)
                }
                _ => (None, text),
            };
            let kind = match rest.split('/').next().unwrap_or_default().trim() {
                "MSG" | "RMG" => ReferenceKind::Telegram,
                "EMAIL" | "EML" | "E-MAIL" => ReferenceKind::Email,
                "TEL" | "TELCON" | "TC" => ReferenceKind::Phone,
                "MEMO" | "MFR" => ReferenceKind::Memo,
                "LTR" => ReferenceKind::Letter,
                "RPT" | "REPORT" => ReferenceKind::Report,
                "CON" | "CONF" | "MTG" => ReferenceKind::Meeting,
                "FAX" => ReferenceKind::Fax,
                "WEB" | "URL" => ReferenceKind::Web,
                "DOC" | "PUB" | "INST" => ReferenceKind::Book,
                _ => ReferenceKind::Other,
            };
            Some(Reference { letter, kind, text: rest.to_owned(), span: field.whole(), ..Reference::default() })
        })
        .collect()
}
