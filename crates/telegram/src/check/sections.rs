//! C3 and C9: the sections the telegram was sent in.

use super::case::Case;
use super::lines::{Lines, Row};
use super::report::Check;
use crate::ElementKind;
use crate::envelope::page_line::page_line;
use crate::envelope::section_mark::section_mark;
use crate::header::classification_line;
use crate::model::Telegram;

/// C3: the section of the DE line is that of the classification line below it.
pub(super) fn of_station(lines: &Lines<'_>, telegram: &Telegram) -> Check {
    let mut case = Case::new("C3");
    let envelope = &telegram.envelope;
    let mut stations = envelope.message_id.iter().chain(&envelope.further_message_ids).peekable();
    let mut open = None;
    for row in lines.all() {
        if !matches!(row.kind, ElementKind::ClassificationLine | ElementKind::RepeatedHeader) {
            continue;
        }
        while let Some(station) = stations.next_if(|station| station.span.start < row.span.start) {
            open = Some(station);
        }
        let Some((section, station)) = open.and_then(|station| Some((station.section?, station))) else { continue };
        let Some(line) = classification_line::parse(row.text).filter(|line| line.number.is_some()) else { continue };
        open = None;
        case.saw("section of the DE line", format!("{section:02}"), station.span);
        match line.section {
            Some(stated) => {
                case.saw("section of the classification line", stated.number.to_string(), row.span);
                if stated.number == section {
                    case.agrees(format!("both name section {section}"));
                } else {
                    let stated = stated.number;
                    case.contradicts(format!(
                        "the DE line is of section {section}, the classification line of section {stated}"
                    ));
                }
            }
            // A telegram in one piece is numbered /01 too.
            None if section == 1 => case.agrees("section 1 of a telegram in one piece"),
            None => case.doubts(format!("the DE line is of section {section}, the classification line names none")),
        }
    }
    case.close("no section on the DE line")
}

/// C9: sections 1 to m are here, in order, with one total.
pub(super) fn complete(lines: &Lines<'_>) -> Check {
    let mut case = Case::new("C9");
    let stated: Vec<(u32, u32, Row<'_>)> = lines.all().iter().filter_map(stated).collect();
    let Some(&(_, total, _)) = stated
        .iter()
        .max_by_key(|(_, total, _)| stated.iter().take(200).filter(|(_, other, _)| other == total).count())
    else {
        return case.close("the telegram is in one piece");
    };
    let mut present = Vec::new();
    let mut last = 0;
    for &(section, of, row) in &stated {
        if section != last || of != total {
            case.saw("section", format!("{section} of {of}"), row.span);
        }
        if of != total {
            case.contradicts(format!("section {section} of {of}, elsewhere the total is {total}"));
            continue;
        }
        if section > total || section == 0 {
            case.contradicts(format!("section {section} of {total} cannot be"));
            continue;
        }
        if section < last {
            case.contradicts(format!("section {section} stands after section {last}"));
        }
        last = last.max(section);
        if !present.contains(&section) && present.len() < 100 {
            present.push(section);
        }
    }
    let first = present.iter().copied().min().unwrap_or(1);
    let missing: Vec<String> = (first..=last)
        .filter(|section| !present.contains(section))
        .take(20)
        .map(|section| section.to_string())
        .collect();
    if !missing.is_empty() {
        case.contradicts(format!(
            "sections {first} and {last} are here, between them is missing {}",
            missing.join(", ")
        ));
    }
    if first == 1 && last == total {
        case.agrees(format!("all {total} sections are here, in order"));
    } else {
        // Archives keep the sections of a long telegram as records of their own (rule COLLISION).
        case.doubts(format!("sections {first} to {last} of {total}: a part, or one record of several"));
    }
    case.close("the telegram is in one piece")
}

fn stated<'a>(row: &Row<'a>) -> Option<(u32, u32, Row<'a>)> {
    let (section, total) = match row.kind {
        ElementKind::SectionMark => section_mark(row.text).map(|mark| (mark.section, mark.total))?,
        ElementKind::PageLine => page_line(row.text)?.section?,
        ElementKind::ClassificationLine | ElementKind::RepeatedHeader => {
            let section = classification_line::parse(row.text)?.section?;
            (section.number, section.of?)
        }
        _ => return None,
    };
    (total < 100).then_some((section, total, *row))
}
