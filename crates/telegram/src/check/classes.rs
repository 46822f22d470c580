//! C4 and C11: the class, where it is stated and what the portions say.

use super::case::Case;
use super::lines::Lines;
use super::report::Check;
use crate::ElementKind;
use crate::header::classification_line;
use crate::model::{Classification, Telegram};

/// How secret a class is; what is administratively controlled counts with unclassified.
fn level(class: Classification) -> u8 {
    match class {
        Classification::Unclassified
        | Classification::SensitiveButUnclassified
        | Classification::LimitedOfficialUse => 0,
        Classification::Confidential => 1,
        Classification::Secret => 2,
        Classification::TopSecret => 3,
    }
}

/// C4: letters of the relay, classification line, banners, the source.
pub(super) fn stated(lines: &Lines<'_>, telegram: &Telegram) -> Check {
    let mut case = Case::new("C4");
    let line = lines.of(ElementKind::ClassificationLine).find_map(|row| {
        classification_line::parse(row.text).filter(|line| line.number.is_some()).map(|line| (line.classification, row))
    });
    if let Some((class, row)) = line {
        case.saw("classification line", class.title(), row.span);
    }
    let Some(class) = line.map(|(class, _)| class).or(telegram.classification) else { return case.close("no class") };
    if let Some(security) = &telegram.envelope.security
        && let Some(letter) = &security.letter
    {
        case.saw("letters of the relay", letter.repeat(5), security.span);
        // R, restricted, was used for what is controlled, not classified.
        if security.class.map_or(0, level) == level(class) {
            case.agrees(format!("the letters of the relay say {} too", class.title()));
        } else {
            case.contradicts(format!(
                "the letters of the relay are {letter}, the classification line says {}",
                class.title()
            ));
        }
    }
    let printed = |text: &str| classification_line::parse(text).map(|line| line.classification);
    if let Some(source) = telegram.source.classification.as_deref()
        && let Some(stated) = printed(&source.to_uppercase())
    {
        case.saw("class of the source", source, None);
        if level(stated) == level(class) {
            case.agrees(format!("the source says {source} too"));
        } else if line.is_some() {
            case.contradicts(format!("the source says {source}, the classification line {}", class.title()));
        }
    }
    // A copy that was declassified bears the new class at its edges.
    let banner = lines
        .of(ElementKind::Banner)
        .filter_map(|row| printed(row.text).map(|class| (class, row)))
        .max_by_key(|(class, _)| level(*class));
    if let Some((stated, row)) = banner.filter(|_| line.is_some()) {
        case.saw("banner of a page", row.text, row.span);
        if level(stated) == level(class) {
            case.agrees("the banners of the pages say so too");
        } else if level(stated) > 0 {
            case.slips(format!("a banner says {}, the classification line {}", stated.title(), class.title()));
        }
    }
    case.close("the class stands in one place only")
}

/// C11: no portion is higher than the whole, and one is as high.
pub(super) fn portions(telegram: &Telegram) -> Check {
    let mut case = Case::new("C11");
    let Some(class) = telegram.classification else { return case.close("no class") };
    // `(C)` without a number can be the third item of a list.
    let numbered = telegram.paragraphs.iter().any(|paragraph| paragraph.number.is_some());
    let marked = || {
        let own = telegram.paragraphs.iter().filter(move |paragraph| paragraph.number.is_some() || !numbered);
        own.filter_map(|paragraph| Some((paragraph, portion(paragraph.portion.as_deref()?)?)))
    };
    let Some((highest, top)) = marked().max_by_key(|(_, level)| *level) else {
        return case.close("no portion marks");
    };
    let mark = highest.portion.as_deref().unwrap_or_default();
    case.saw("class", class.title(), None);
    case.saw(
        "highest portion mark",
        highest.number.as_ref().map_or_else(|| format!("({mark})"), |number| format!("({mark}) of paragraph {number}")),
        highest.span,
    );
    let all = telegram
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.number.is_some())
        .all(|paragraph| paragraph.portion.is_some());
    if top > level(class) {
        case.contradicts(format!("a paragraph is marked ({mark}), the telegram is {}", class.title()));
    } else if top == level(class) {
        case.agrees(format!("the highest mark is ({mark})"));
    } else if all && telegram.sections.count <= 1 && marked().count() >= 2 {
        case.slips(format!("every paragraph is marked, none higher than ({mark}), the telegram is {}", class.title()));
    } else {
        case.doubts(format!("the highest mark is ({mark}), the telegram is {}", class.title()));
    }
    case.close("no portion marks")
}

/// The level of a portion mark without brackets: `C/NF`.
fn portion(mark: &str) -> Option<u8> {
    let first = mark.split(['/', '-', ' ', ',']).next()?;
    match first {
        "U" | "SBU" | "FOUO" | "LOU" | "OUO" | "EFTO" | "UNCLASSIFIED" | "UNCLAS" => Some(0),
        "C" | "CONFIDENTIAL" => Some(1),
        "S" | "SECRET" => Some(2),
        "TS" => Some(3),
        _ => None,
    }
}
