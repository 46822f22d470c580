//! The paragraphs of the body, unfolded, with role and heading.

use super::body::Body;
use super::joined::{Text, offset_in};
use super::{roles, table};
use crate::layout::{Row, apparatus::is_apparatus, heading_words};
use crate::model::Paragraph;
use crate::paragraph;
use crate::text::{Vocabulary, single_spaced};
use crate::{Diagnostic, ElementKind, Span};

/// Reads the paragraphs of the body from its rows and what they are unfolded to.
pub(crate) fn read(
    rows: &[Row<'_>],
    body: &Body,
    vocabulary: &Vocabulary<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut heading: Option<String> = None;
    let mut text = Text::new(vocabulary);
    let mut open: Option<Paragraph> = None;
    let mut after_heading = false;
    let mut last = 0;
    // In double-spaced text one blank line means nothing (N15).
    let ignored = usize::from(is_double_spaced(rows));
    let mut blanks = 0;
    // Rows of paragraphs so far.
    let mut lines = 0;
    // The number of a paragraph that begins with the authority: `1. (C) CLASSIFIED BY … . THE FERRY …` (N158).
    let mut numbered: Option<&Row<'_>> = None;
    for (index, row) in rows.iter().enumerate() {
        if row.kind == ElementKind::ClassifiedBy {
            numbered = if row.start().is_some() { Some(row) } else { numbered.filter(|_| !row.opens) };
        }
        let before = numbered.take_if(|_| row.kind != ElementKind::ClassifiedBy);
        blanks = if row.kind == ElementKind::Blank { blanks + 1 } else { 0 };
        match row.kind {
            ElementKind::Paragraph => {
                if row.opens {
                    close(&mut paragraphs, &mut open, &mut text);
                    text.reserve(body.paragraph(lines).len());
                    let mut paragraph = begin(row, heading.take(), &mut last, &mut text);
                    if let Some(start) = before.and_then(Row::start)
                        && paragraph.number.is_none()
                    {
                        last = start.number;
                        paragraph.number = Some(start.number.to_string());
                        paragraph.portion = paragraph.portion.or_else(|| start.mark.map(normal_mark));
                    }
                    open = Some(paragraph);
                } else {
                    let paragraph =
                        open.get_or_insert_with(|| Paragraph { span: row.line.span(), ..Paragraph::default() });
                    let line = row.line.text;
                    match mark_end(paragraph, &text, line).or_else(|| mark_below(paragraph, &text, line)) {
                        Some(after) => text.begin(after, row.line.at as usize + offset_in(line, after), &row.line),
                        None => text.push(&row.line, table::is_row(rows, index)),
                    }
                    paragraph.span.end = row.line.span().end;
                }
                after_heading = false;
                lines += 1;
            }
            ElementKind::Heading => {
                close(&mut paragraphs, &mut open, &mut text);
                let line = heading_words(row.line.text);
                heading = Some(match heading.take() {
                    Some(before) if after_heading && !row.opens => format!("{before} {line}"),
                    _ => single_spaced(line),
                });
                after_heading = true;
            }
            ElementKind::Blank if blanks > ignored => text.blank(),
            ElementKind::SectionMark | ElementKind::PageLine | ElementKind::RepeatedHeader if !text.is_empty() => {
                if row.kind == ElementKind::SectionMark && open.is_some() && text.is_mid_sentence() {
                    diagnostics.push(Diagnostic::note(
                        "section-break-in-paragraph",
                        row.line.span(),
                        "the mark of a new section stands inside a paragraph; it was taken out and the sentence joined",
                    ));
                }
                text.interrupted();
            }
            kind if is_apparatus(kind) => text.interrupted(),
            _ => {}
        }
    }
    close(&mut paragraphs, &mut open, &mut text);
    division_diagnostic(text.divided(), diagnostics);
    roles::spread(&mut paragraphs);
    roles::unopened(&mut paragraphs);
    number_diagnostics(&paragraphs, diagnostics);
    Paragraph::name_all(&mut paragraphs);
    paragraphs
}

fn begin(row: &Row<'_>, heading: Option<String>, last: &mut u32, text: &mut Text<'_, '_>) -> Paragraph {
    let line = row.line.text;
    let place = |part: &str| row.line.at as usize + offset_in(line, part);
    let mut paragraph = Paragraph { heading, span: row.line.span(), ..Paragraph::default() };
    let mut rest = line;
    let bare = || {
        paragraph::bare_number(line).filter(|start| (*last > 0 || start.stop.is_some()) && start.number == *last + 1)
    };
    let long = || paragraph::long_number(line, *last);
    if let Some(start) = row.start().or_else(bare).or_else(long) {
        *last = start.number;
        paragraph.number = Some(start.number.to_string());
        paragraph.portion = start.mark.map(normal_mark);
        rest = &line[start.text_at..];
    } else if let Some((mark, length)) = paragraph::portion_mark(line).filter(|_| line.starts_with('(')) {
        paragraph.portion = Some(normal_mark(mark));
        rest = paragraph::after_mark(&line[length..]);
    }
    if paragraph.portion.is_none()
        && let Some((words, mark, after)) = mark_after_word(rest)
    {
        paragraph.portion = Some(normal_mark(mark));
        text.begin_parts([(words, place(words)), (after, place(after))], &row.line);
        return paragraph;
    }
    if paragraph.portion.is_none() {
        paragraph.portion = mark_of_word(rest).map(normal_mark);
    }
    // `1. (SBU) SUMMARY` on a line of its own.
    paragraph.role = Some(rest).filter(|rest| rest.len() <= 40).and_then(roles::of_heading);
    text.begin(rest, place(rest), &row.line);
    paragraph
}

/// `(S//REL TO USA, AUS,` / `CAN) The ferry`: adds the end of the mark that the first line left open; gives the text after
/// it.
fn mark_end<'a>(paragraph: &mut Paragraph, text: &Text<'_, '_>, line: &'a str) -> Option<&'a str> {
    let mark = paragraph.portion.as_mut().filter(|mark| mark.ends_with(',') && text.is_empty())?;
    let (countries, length) = paragraph::open_mark_end(line)?;
    *mark = normal_mark(&format!("{mark} {countries}"));
    Some(paragraph::after_mark(line.get(length..)?))
}

/// `1.` / `(C) The ferry`: takes the mark where the number stands alone above it; gives the text after it.
fn mark_below<'a>(paragraph: &mut Paragraph, text: &Text<'_, '_>, line: &'a str) -> Option<&'a str> {
    if !text.is_empty() || paragraph.portion.is_some() || !line.starts_with('(') {
        return None;
    }
    let (mark, length) = paragraph::portion_mark(line)?;
    paragraph.portion = Some(normal_mark(mark));
    Some(paragraph::after_mark(line.get(length..)?))
}

/// `SUMMARY (C): The ferry …`: the mark between the word that opens a block and its sign; the words stay.
fn mark_of_word(text: &str) -> Option<&str> {
    let open = text.bytes().take(30).position(|byte| byte == b'(')?;
    let (words, rest) = text.split_at(open);
    let (mark, length) = paragraph::portion_mark(rest)?;
    let is_opener = rest.get(length..)?.starts_with([':', '.']) && !words.is_empty();
    (is_opener && roles::of_heading(words.trim_end()).is_some()).then_some(mark)
}

/// `Summary: (SBU) The ferry …`, `COMMENT. (C) …`: the words, the mark, the text after it (N199).
fn mark_after_word(text: &str) -> Option<(&str, &str, &str)> {
    let sign = text.bytes().take(30).position(|b| matches!(b, b':' | b'.'))?;
    let (words, rest) = text.split_at(sign + 1);
    let rest = rest.trim_start();
    let (mark, length) = paragraph::portion_mark(rest).filter(|_| rest.starts_with('('))?;
    // `The Yard. (C) It is closed.`: a heading on the paragraph's own line (N128).
    let is_heading = || words.len() > 4 && words.split(' ').all(|word| word.starts_with(char::is_uppercase));
    (words.ends_with(':') || roles::of_text(words).is_some() || is_heading())
        .then(|| (words, mark, paragraph::after_mark(&rest[length..])))
}

/// Whether nearly every line of the body is followed by a blank one.
fn is_double_spaced(rows: &[Row<'_>]) -> bool {
    let (mut lines, mut spaced) = (0_usize, 0_usize);
    for pair in rows.windows(2) {
        if let [line, next] = pair
            && line.kind == ElementKind::Paragraph
        {
            lines += 1;
            spaced += usize::from(next.kind == ElementKind::Blank);
        }
    }
    // Where each paragraph is one long line, the blank lines stand between paragraphs.
    let starts = rows.iter().filter(|row| row.kind == ElementKind::Paragraph && row.opens).count();
    lines >= 12 && spaced * 10 >= lines * 9 && starts * 3 <= lines
}

fn close(paragraphs: &mut Vec<Paragraph>, open: &mut Option<Paragraph>, text: &mut Text<'_, '_>) {
    let (joined, map) = text.finish();
    if let Some(mut paragraph) = open.take() {
        paragraph.text = joined;
        paragraph.map = map;
        paragraph.role = roles::of_text(&paragraph.text)
            .or(paragraph.role)
            .or_else(|| paragraph.heading.as_deref().and_then(roles::of_heading));
        if !paragraph.text.is_empty() || paragraph.number.is_some() {
            paragraphs.push(paragraph);
        }
    }
}

/// The mark in upper case, without blanks.
fn normal_mark(mark: &str) -> String {
    if mark.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return mark.to_ascii_uppercase();
    }
    // Hyphens of other kinds mean the same (N201).
    let upper = mark.to_uppercase().replace(['\u{2010}', '\u{2011}', '\u{2013}'], "-");
    if let Some(base) = upper.trim_end_matches('.').strip_suffix("ENTIRE TEXT") {
        return base.trim_end_matches([' ', '-', ',']).to_owned();
    }
    upper.split_whitespace().collect::<Vec<_>>().join(if upper.contains("REL") { " " } else { "" }).replace("//", "/")
}

/// Says once how many divided words were joined.
fn division_diagnostic(folds: &[Span], diagnostics: &mut Vec<Diagnostic>) {
    let Some(&first) = folds.first() else { return };
    let words = match folds.len() {
        1 => "a word that was divided at the end of a line was joined".to_owned(),
        count => format!("{count} words that were divided at ends of lines were joined; this is the first"),
    };
    diagnostics.push(Diagnostic::note("words-joined-at-fold", first, words));
}

/// C10: numbers that do not follow one another.
fn number_diagnostics(paragraphs: &[Paragraph], diagnostics: &mut Vec<Diagnostic>) {
    let mut last: Option<u32> = None;
    for paragraph in paragraphs {
        let Some(number) = paragraph.number.as_ref().and_then(|number| number.parse::<u32>().ok()) else { continue };
        if let Some(last) = last
            && number != last + 1
        {
            let (code, what) = if number > last {
                ("paragraph-number-skipped", "a number is missing before")
            } else {
                ("paragraph-number-repeated", "the numbers start anew or repeat at")
            };
            diagnostics.push(Diagnostic::warning(
                code,
                paragraph.span,
                format!("paragraph {number} follows paragraph {last}: {what} {number}; the author's numbers were kept"),
            ));
        }
        last = Some(number);
    }
}
