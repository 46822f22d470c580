//! What may stand between any two lines of a telegram: page lines, banners,
//! stamps of reviewers, section marks (rules BREAK, RECORD-TEXT, SCAN).

use std::cell::LazyCell;

use super::end::is_end;
use super::release;
use crate::ElementKind;
use crate::envelope::page_line::{is_further_page, page_line};
use crate::envelope::section_mark::section_mark;
use crate::header::captions;
use crate::spelling;
use crate::text::Line;
use crate::text::shape::{is_upper, starts_with_fold};
use memchr::memmem;

/// Whether elements of this kind can interrupt any other.
pub(crate) fn is_apparatus(kind: ElementKind) -> bool {
    matches!(kind, ElementKind::Stamp | ElementKind::Banner | ElementKind::PageLine | ElementKind::SectionMark)
}

/// Marks the lines that are apparatus; `released` says that [`is_released_copy`].
pub(crate) fn mark(source: &str, lines: &[Line<'_>], released: bool) -> Vec<Option<ElementKind>> {
    let has = |needle: &str| memmem::find(source.as_bytes(), needle.as_bytes()).is_some();
    let has_small = lines.iter().any(|line| line.look.has_small());
    // Stamps are rare outside archives' copies: one search tells whether to look inside the lines at all.
    let inside = has_small && STAMPED_INSIDE.iter().any(|words| has(words));
    // What looks like one is one only in such a copy.
    let stamped = LazyCell::new(|| {
        const WORDS: [&str; 5] =
            ["epartment of State", "eclassified", "EO Systematic", "Message Text", "Handling Restrictions"];
        released || has("RELEASE") || has_small && WORDS.iter().any(|words| has(words))
    });
    let declassified = has("NND");
    let mut marks: Vec<Option<ElementKind>> = lines
        .iter()
        .map(|line| {
            if line.is_blank() {
                return None;
            }
            of_line(line)
                .or_else(|| (is_stamp(line, inside) && *stamped || is_filler(line)).then_some(ElementKind::Stamp))
                .or_else(|| (released && release::is_mark(line.text)).then_some(ElementKind::Stamp))
                .or_else(|| (declassified && release::is_declassification(line.text)).then_some(ElementKind::Stamp))
        })
        .collect();
    keep_lone_banners(lines, &mut marks);
    marks
}

/// The lines, those of a `released` copy cut where a stamp or a code in the
/// margin stands on the line of a text (rule N14).
pub(crate) fn split<'a>(source: &'a str, lines: Vec<Line<'a>>, released: bool) -> Vec<Line<'a>> {
    if released { release::split(source, lines) } else { lines }
}

/// Whether the text has stamps of a release under FOIA.
pub(crate) fn is_released_copy(source: &str) -> bool {
    ["Case No", "Doc No", "DOC NO", "RELEASE IN "]
        .iter()
        .any(|needle| memmem::find(source.as_bytes(), needle.as_bytes()).is_some())
}

/// A page line, banner or section mark.
fn of_line(line: &Line<'_>) -> Option<ElementKind> {
    let (text, look) = (line.text, line.look);
    let first = *text.as_bytes().first()?;
    if matches!(first, b'P' | b'p' | b'C' | b'c') && (page_line(text).is_some() || is_page_footer(text))
        || first == b'-' && is_further_page(text)
    {
        return Some(ElementKind::PageLine);
    }
    if matches!(first, b'U' | b'L' | b'C' | b'S' | b'T' | b'N') && !look.has_small() && is_banner(text) {
        return Some(ElementKind::Banner);
    }
    if text.len() < 60 && look.has_figure() && section_mark(text).is_some() {
        return Some(ElementKind::SectionMark);
    }
    None
}

/// A line of nothing but the marks that stand for lost characters.
fn is_filler(line: &Line<'_>) -> bool {
    !line.look.is_printed() && line.text.bytes().all(|b| matches!(b, 0xc2 | 0xbf | b' '))
}

/// A banner stands at the edge of a page. One in the middle of the text, with
/// no page line, banner, stamp or end of text near, is a line of its own right:
/// the classification of a header that lost its number, or a word of the text.
fn keep_lone_banners(lines: &[Line<'_>], marks: &mut [Option<ElementKind>]) {
    let near = |at: usize, step: isize, marks: &[Option<ElementKind>]| {
        let mut at = at as isize + step;
        while let (Ok(index), true) = (usize::try_from(at), at < lines.len() as isize) {
            // The captions of the page stand below its classification (rule N197).
            let text = lines[index].text;
            let passed = lines[index].is_blank() || (step > 0 && captions::captions(text).is_some());
            if !passed {
                return marks[index].is_some()
                    || is_end(text)
                    || text.starts_with("<<")
                    || text.starts_with("NOTE BY OC")
                    || crate::header::labels::form::smart_label(text).is_some();
            }
            at += step;
        }
        true
    };
    let mut at = 0;
    while at < marks.len() {
        if marks[at] == Some(ElementKind::Banner) && !near(at, -1, marks) && !near(at, 1, marks) {
            marks[at] = None;
        }
        at += 1;
    }
}

fn is_page_footer(text: &str) -> bool {
    starts_with_fold(text, "CLASSIFICATION:") && text.len() < 50 && is_upper(text)
}

/// A classification alone on its line, with controls at most.
fn is_banner(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    const CLASSES: [&str; 8] = [
        "UNCLASSIFIED",
        "LIMITED OFFICIAL USE",
        "CONFIDENTIAL",
        "SECRET",
        "TOP SECRET",
        "UNCLAS",
        "NOT CLASSIFIED",
        "LIMITED OFF USE",
    ];
    const CONTROLS: [&str; 14] = [
        "",
        "SENSITIVE",
        "SBU",
        "NOFORN",
        "EXDIS",
        "NODIS",
        "LIMDIS",
        "STADIS",
        "FOUO",
        "FOR OFFICIAL USE ONLY",
        "//NOFORN",
        "//SBU",
        "/SBU",
        "/NOFORN",
    ];
    // `LIMITED  OFFICIAL USE`
    let spaced = || ["LIMITED ", "TOP ", "NOT "].iter().any(|first| text.starts_with(first)) && text.contains("  ");
    // `S E C R E T NOFORN`
    if let Some((word, end)) = spelling::spaced_word(text) {
        return is_banner(&[&word, text.get(end..).unwrap_or_default()].concat());
    }
    CLASSES.iter().any(|class| text.strip_prefix(class).is_some_and(|rest| CONTROLS.contains(&rest.trim())))
        || spaced() && is_banner(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Words that make a line with small letters a stamp wherever they stand in it.
const STAMPED_INSIDE: [&str; 3] = ["Systematic Review", "Declassified/Released", "U.S. Department of State"];

/// Stamps of reviewing and releasing offices, and the marker lines of records. `inside` says that some line of the text
/// holds one of [`STAMPED_INSIDE`].
fn is_stamp(line: &Line<'_>, inside: bool) -> bool {
    let text = line.text;
    // Nearly all stamps have small letters, nearly no line of an archive's telegram has.
    let has_small = || line.look.has_small() && text.bytes().any(|b| b.is_ascii_lowercase());
    let has = |needle: &str| memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
    let [review, declassified, department] = STAMPED_INSIDE;
    if inside
        && has_small()
        && (has(review) || has(declassified) || has(department) && (has("Case No") || has("Doc No")))
    {
        return true;
    }
    match text.as_bytes().first() {
        Some(b'M' | b'D' | b'U') => matches!(text, "Message Text" | "Declassified/Released" | "US Department of State"),
        Some(b'*') => text.starts_with(if has_small() { "*** Current" } else { "*** " }),
        Some(b'R' | b'r') if has_small() => {
            text.starts_with("RELEASE IN PART")
                || text.starts_with("RELEASE IN FULL")
                || starts_with_fold(text, "RELEASED IN ")
                || starts_with_fold(text, "REVIEW AUTHORITY:")
        }
        Some(b'R') => {
            // `RELEASED BY THE WHITE HOUSE.` and `RELEASE OF PRISONERS` are text.
            let release =
                ["RELEASE IN PART", "RELEASE IN FULL", "RELEASED IN PART", "RELEASED IN FULL", "RELEASE AS SANITIZED"];
            matches!(text, "RELEASE" | "RELEASED")
                || release.iter().any(|words| text.starts_with(words))
                || text.starts_with("REVIEW AUTHORITY:")
        }
        _ => false,
    }
}
