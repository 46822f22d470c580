//! The paragraphs of the body, unfolded, with role and heading.

use crate::Diagnostic;
use crate::ElementKind;
use crate::layout::{self, Row, apparatus::is_apparatus};
use crate::model::{Paragraph, Role};
use crate::text::is_plain;

/// Reads the paragraphs of the body from its rows.
pub(crate) fn read(rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut heading: Option<String> = None;
    let mut text = Text::default();
    let mut open: Option<Paragraph> = None;
    let mut after_heading = false;
    for row in rows {
        match row.kind {
            ElementKind::Paragraph => {
                if row.opens {
                    close(&mut paragraphs, &mut open, &mut text);
                    open = Some(begin(row, heading.take(), &mut text));
                } else {
                    let paragraph =
                        open.get_or_insert_with(|| Paragraph { span: row.line.span(), ..Paragraph::default() });
                    text.push(row.line.text, row.line.indent());
                    paragraph.span.end = row.line.span().end;
                }
                after_heading = false;
            }
            ElementKind::Heading => {
                close(&mut paragraphs, &mut open, &mut text);
                let line = strip_mark(row.line.text);
                heading = Some(match heading.take() {
                    Some(before) if after_heading && !row.opens => format!("{before} {line}"),
                    _ => unfold(line),
                });
                after_heading = true;
            }
            ElementKind::Blank => text.blank(),
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
    close_summaries(&mut paragraphs);
    number_diagnostics(&paragraphs, diagnostics);
    paragraphs
}

fn begin(row: &Row<'_>, heading: Option<String>, text: &mut Text) -> Paragraph {
    let line = row.line.text;
    let mut paragraph = Paragraph { heading, span: row.line.span(), ..Paragraph::default() };
    let mut at = 0;
    if let Some(start) = layout::paragraph_start(line) {
        paragraph.number = Some(start.number.to_string());
        paragraph.portion = start.mark.map(normal_mark);
        at = start.text_at;
    } else if line.starts_with('(')
        && let Some((mark, length)) = layout::portion_mark(line)
    {
        paragraph.portion = Some(normal_mark(mark));
        at = line.len() - line[length..].trim_start().len();
    }
    let rest = &line[at..];
    // `1.  Summary: (SBU) ...`: the mark stands behind the word (N199).
    if paragraph.portion.is_none()
        && let Some(colon) = rest.find(':').filter(|&colon| colon < 30)
        && let Some((mark, length)) = layout::portion_mark(rest[colon + 1..].trim_start())
        && rest[colon + 1..].trim_start().starts_with('(')
    {
        let behind = rest[colon + 1..].trim_start();
        paragraph.portion = Some(normal_mark(mark));
        text.push(&format!("{} {}", &rest[..=colon], behind[length..].trim_start()), 0);
        return paragraph;
    }
    text.push(rest, 0);
    paragraph
}

fn close(paragraphs: &mut Vec<Paragraph>, open: &mut Option<Paragraph>, text: &mut Text) {
    let joined = core::mem::take(text).finish();
    if let Some(mut paragraph) = open.take() {
        paragraph.text = joined;
        paragraph.role = role(&paragraph.text).or_else(|| paragraph.heading.as_deref().and_then(heading_role));
        if !paragraph.text.is_empty() || paragraph.number.is_some() {
            paragraphs.push(paragraph);
        }
    }
}

/// The mark in upper case, without blanks.
fn normal_mark(mark: &str) -> String {
    let upper = mark.to_uppercase();
    if let Some(base) = upper.strip_suffix("ENTIRE TEXT") {
        return base.trim_end_matches([' ', '-', ',']).to_owned();
    }
    upper.split_whitespace().collect::<Vec<_>>().join(if upper.contains("REL") { " " } else { "" }).replace("//", "/")
}

fn strip_mark(line: &str) -> &str {
    match layout::portion_mark(line).filter(|_| line.starts_with('(')) {
        Some((_, length)) => line[length..].trim(),
        None => line,
    }
}

fn unfold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the first words say the paragraph is for.
fn role(text: &str) -> Option<Role> {
    const OPENERS: [(&str, Role); 20] = [
        ("BEGIN SUMMARY", Role::Summary),
        ("SUMMARY", Role::Summary),
        ("SUMMARY/ACTION", Role::Summary),
        ("EXECUTIVE SUMMARY", Role::Summary),
        ("KEY POINTS", Role::Summary),
        ("KEY POINT", Role::Summary),
        ("BEGIN COMMENT", Role::Comment),
        ("COMMENT", Role::Comment),
        ("EMBASSY COMMENT", Role::Comment),
        ("POST COMMENT", Role::Comment),
        ("MISSION COMMENT", Role::Comment),
        ("AMBASSADOR'S COMMENT", Role::Comment),
        ("COMMENTS", Role::Comment),
        ("ACTION REQUESTED", Role::ActionRequest),
        ("ACTION REQUEST", Role::ActionRequest),
        ("THIS IS AN ACTION REQUEST", Role::ActionRequest),
        ("THIS IS AN ACTION CABLE", Role::ActionRequest),
        ("THIS IS AN ACTION MESSAGE", Role::ActionRequest),
        ("INTRODUCTION", Role::Introduction),
        ("BEGIN INTRODUCTION", Role::Introduction),
    ];
    let start = text.trim_start_matches(['(', '[', '"', '-', ' ', '*']);
    OPENERS.iter().filter(|(word, _)| opens_with(start, word)).max_by_key(|(word, _)| word.len()).map(|&(_, role)| role)
}

/// Whether the text begins with the word and what an opener has behind it:
/// a colon, stop, dash, slash, another word of the opener, or its end.
fn opens_with(text: &str, word: &str) -> bool {
    let Some(head) = text.get(..word.len()) else { return false };
    if !head.eq_ignore_ascii_case(word) {
        return false;
    }
    let rest = &text[word.len()..];
    let trimmed = rest.trim_start();
    if trimmed.is_empty() || trimmed.starts_with([':', '.', '-', '\u{2013}', '\u{2014}', '/', ';', ')', '\n', '(']) {
        return true;
    }
    if word.starts_with("THIS IS") {
        return true;
    }
    // `SUMMARY AND COMMENT:`, `COMMENT AND ACTION REQUEST:`, `COMMENT (CONTINUED):`
    let until = trimmed.find([':', '.', '\n']).unwrap_or(trimmed.len());
    rest.starts_with(' ')
        && until < 40
        && until < trimmed.len()
        && trimmed[..until].split(' ').all(|word| {
            word.chars().all(|c| !c.is_lowercase())
                || word.starts_with(char::is_uppercase)
                || matches!(word, "and" | "of" | "or")
        })
}

fn heading_role(heading: &str) -> Option<Role> {
    let heading = heading.trim_matches(|c: char| !c.is_alphanumeric()).to_uppercase();
    match heading.as_str() {
        "SUMMARY" | "SUMMARY AND COMMENT" | "EXECUTIVE SUMMARY" | "KEY POINTS" | "SUMMARY AND ACTION REQUEST" => {
            Some(Role::Summary)
        }
        "COMMENT" | "COMMENTS" | "EMBASSY COMMENT" | "POST COMMENT" => Some(Role::Comment),
        "ACTION REQUEST" | "ACTION REQUESTED" => Some(Role::ActionRequest),
        "INTRODUCTION" => Some(Role::Introduction),
        _ => None,
    }
}

/// A summary may take several numbered paragraphs, up to its END (N200).
fn close_summaries(paragraphs: &mut [Paragraph]) {
    for role in [Role::Summary, Role::Comment] {
        let word = if role == Role::Summary { "END SUMMARY" } else { "END COMMENT" };
        let ends = |paragraph: &Paragraph| contains_folded(&paragraph.text, word);
        let mut at = 0;
        while at < paragraphs.len() {
            if paragraphs[at].role == Some(role) && !ends(&paragraphs[at]) {
                // Only where an END really follows soon, before another block of the kind.
                let close =
                    paragraphs[at + 1..].iter().take(6).take_while(|paragraph| paragraph.role.is_none()).position(ends);
                if let Some(close) = close {
                    for paragraph in &mut paragraphs[at + 1..=at + 1 + close] {
                        paragraph.role = Some(role);
                    }
                }
            }
            at += 1;
        }
    }
}

fn contains_folded(text: &str, upper: &str) -> bool {
    text.as_bytes().windows(upper.len()).any(|window| window.eq_ignore_ascii_case(upper.as_bytes()))
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

/// Joins the lines of a paragraph.
#[derive(Default)]
struct Text {
    joined: String,
    /// Blank lines since the last text.
    blanks: usize,
    /// A page or section break stood since the last text.
    broken: bool,
    /// The last line was a row of a table.
    after_table_row: bool,
}

impl Text {
    fn is_empty(&self) -> bool {
        self.joined.is_empty()
    }

    fn blank(&mut self) {
        self.blanks += 1;
    }

    fn interrupted(&mut self) {
        self.broken = true;
    }

    /// Whether the text so far stops inside a sentence.
    fn is_mid_sentence(&self) -> bool {
        !self.joined.trim_end_matches(['"', '\'', ')', ']', '\u{201d}']).ends_with(['.', '?', '!', ':'])
    }

    fn push(&mut self, line: &str, indent: u32) {
        // No gaps, no columns.
        let plain = is_plain(line);
        let tabular = !plain && is_tabular(line);
        let apart = tabular || stands_apart(line, indent);
        let paragraph_break = self.blanks > 0 && (!self.broken || (!self.is_mid_sentence() && apart));
        if self.joined.is_empty() {
        } else if paragraph_break {
            self.joined.push_str("\n\n");
        } else if apart || self.after_table_row {
            self.joined.push('\n');
        } else {
            self.joined.push(' ');
        }
        self.after_table_row = tabular;
        if tabular || plain {
            self.joined.push_str(line);
        } else {
            let mut words = line.split_whitespace();
            if let Some(first) = words.next() {
                self.joined.push_str(first);
            }
            for word in words {
                self.joined.push(' ');
                self.joined.push_str(word);
            }
        }
        self.blanks = 0;
        self.broken = false;
    }

    fn finish(self) -> String {
        let mut text = self.joined;
        text.truncate(text.trim_end().len());
        text
    }
}

/// Whether the line is an item, which keeps its own line as a row of a table does.
fn stands_apart(line: &str, indent: u32) -> bool {
    let bytes = line.as_bytes();
    let bullet = line.starts_with("- ")
        || line.starts_with("-- ")
        || line.starts_with("* ")
        || line.starts_with("\u{2022}")
        || line.starts_with("--");
    // `A.`, `(1)`, `(A)`, `B)`: one letter or figure.
    let item = match bytes {
        [letter, b'.' | b')', b' ', ..] => letter.is_ascii_alphanumeric(),
        [b'(', letter, b')', b' ', ..] => letter.is_ascii_alphanumeric(),
        _ => false,
    };
    bullet || item || (indent >= 8 && indent < 60)
}

/// Two columns or more: at least two gaps of three blanks.
fn is_tabular(line: &str) -> bool {
    let (mut gaps, mut blanks) = (0, 0);
    for &byte in line.as_bytes() {
        blanks = if byte == b' ' { blanks + 1 } else { 0 };
        gaps += usize::from(blanks == 3);
    }
    gaps >= 2
}
