//! C12 and C18: what is cited.

use super::case::Case;
use super::lines::Lines;
use super::report::Check;
use crate::ElementKind;
use crate::envelope::date_time_group;
use crate::id::{CanonicalId, Series};
use crate::model::Telegram;

/// C12: every letter that the text cites stands in the list.
pub(super) fn letters(lines: &Lines<'_>, telegram: &Telegram) -> Check {
    let mut case = Case::new("C12");
    let cited = telegram.mentions.iter().filter_map(|mention| Some((mention.letter.as_deref()?, mention.span)));
    let list = lines.place(ElementKind::References);
    let has_header = lines.all().iter().any(|row| matches!(row.kind, ElementKind::Subject | ElementKind::Tags));
    let mut listed: Vec<&str> = telegram.references.iter().filter_map(|entry| entry.letter.as_deref()).collect();
    listed.sort_unstable();
    listed.dedup();
    case.saw("letters of the list", listed.join(" "), list);
    for (letter, span) in cited.take(200) {
        if listed.binary_search(&letter).is_ok() {
            case.agrees("every letter that the text cites is listed");
            continue;
        }
        case.saw("cited in the text", format!("ref {letter}"), span);
        if list.is_some() && !listed.is_empty() {
            case.contradicts(format!("the text cites ref {letter}, the list has {}", listed.join(", ")));
        } else if list.is_some() && telegram.references.len() == 1 {
            case.doubts(format!("the text cites ref {letter}, the list has one entry without a letter"));
        } else if has_header && list.is_none() {
            case.contradicts(format!("the text cites ref {letter}, there is no list of references"));
        } else {
            case.doubts(format!("the text cites ref {letter}, the list has no letters"));
        }
    }
    case.close("the text cites no letters")
}

/// C18: what is cited was there when it was cited.
pub(super) fn dates(telegram: &Telegram) -> Check {
    let mut case = Case::new("C18");
    let own = telegram.id.as_ref().and_then(CanonicalId::reference_id);
    let Some(sent) = telegram.date.and_then(|date| date.day()) else { return case.close("no date") };
    case.saw("date", sent.to_string(), None);
    for entry in telegram.references.iter().take(200) {
        if let Some(cited) = entry.id.as_ref().and_then(CanonicalId::reference_id) {
            let year = i16::try_from(cited.year).unwrap_or(i16::MAX);
            let later = own.as_ref().is_some_and(|own| {
                own.post == cited.post
                    && own.year == cited.year
                    && own.series == cited.series
                    && cited.number > own.number
            });
            if year > sent.year() {
                case.saw("reference", entry.text.as_str(), entry.span);
                case.contradicts(format!("{cited} is of {year}, the telegram of {}", sent.year()));
            } else if own.as_ref() == Some(&cited) {
                case.saw("reference", entry.text.as_str(), entry.span);
                case.slips("it refers to itself");
            } else if later && cited.series == Series::Telegram {
                case.saw("reference", entry.text.as_str(), entry.span);
                case.slips(format!("{cited} has a higher number than the telegram itself"));
            } else {
                case.agrees("every telegram that is cited can be older");
            }
            continue;
        }
        // `CDRUSPACOM 020415Z APR 05`
        let group = entry
            .text
            .match_indices(|c: char| c.is_ascii_digit())
            .filter(|(at, _)| *at == 0 || !entry.text.as_bytes()[at - 1].is_ascii_alphanumeric())
            .take(20)
            .find_map(|(at, _)| date_time_group::bare(entry.text.get(at..)?, Some(sent.year()))?.0?.day());
        if let Some(day) = group {
            case.saw("reference", entry.text.as_str(), entry.span);
            let tomorrow = sent.tomorrow().unwrap_or(sent);
            if day <= tomorrow {
                case.agrees("every message that is cited is older");
            } else {
                case.contradicts(format!("it cites a message of {day}, the telegram is of {sent}"));
            }
        }
    }
    case.close("no telegram is cited")
}
