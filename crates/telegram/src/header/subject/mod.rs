//! The SUBJECT line (rule SUBJECT; N90-N99, N171-N176).

mod notice;
#[cfg(test)]
mod tests;

use crate::header::captions;
use crate::header::labels::{Label, strip_label};
use crate::model::Fold;
use crate::paragraph::portion_mark;
use crate::text::{Folding, Hyphen, Line, Vocabulary};
use crate::{Diagnostic, Span};

/// What a subject line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Subject {
    /// The subject, unfolded, as printed, portion marks included.
    pub(crate) text: String,
    /// The portion mark that stands before or after it.
    pub(crate) portion: Option<String>,
    /// The marks as printed, while the text between them is read.
    before: Option<String>,
    after: Option<String>,
    /// Captions that stood in it (N54, N94).
    pub(crate) captions: Vec<String>,
    /// The text was cut by the carrier (N176).
    pub(crate) cut: bool,
    /// Where it stands; its lines where something inside was left out.
    pub(crate) span: Span,
    /// Where its bytes stand; empty where something inside was left out.
    pub(crate) map: Fold,
}

/// Reads the lines of a subject, the label left out. `None` where nothing is left.
pub(crate) fn parse(
    lines: &[Line<'_>],
    vocabulary: &Vocabulary<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Subject> {
    let span = match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => Span::new(first.at, last.span().end),
        _ => return None,
    };
    let (whole, map) = unfold(lines, vocabulary);
    let mut subject = Subject { text: whole.clone(), ..Subject::default() };
    // What stands around the subject can stand in any order: again until nothing changes. Each turn takes something
    // away, and more than six such things were never seen.
    for _ in 0..6 {
        let before = subject.text.len();
        strip_label_again(&mut subject.text);
        mark(&mut subject);
        if notice::strip_corrected_copy(&mut subject.text) {
            subject.captions.push("CORRECTED COPY".to_owned());
            let message = "A notice of correction inside the subject was left out.";
            diagnostics.push(Diagnostic::note("corrected-copy", span, message));
        }
        let sentence = notice::strip_handling(&mut subject.text);
        if let Some(sentence) = sentence.or_else(|| notice::strip_cut_handling(&mut subject.text)) {
            let message = format!("A handling sentence after the subject was left out: {sentence}");
            diagnostics.push(Diagnostic::note("handling-in-subject", span, message));
        }
        for caption in strip_captions(&mut subject.text) {
            let message = format!("The caption {caption} inside the subject was left out.");
            diagnostics.push(Diagnostic::note("caption-in-subject", span, message));
            if !subject.captions.contains(&caption) {
                subject.captions.push(caption);
            }
        }
        if subject.text.len() == before {
            break;
        }
    }
    // The bracket before a next header that was cut off: `… (REF: …`.
    if let Some(rest) =
        subject.text.strip_suffix([' ', '(', '[']).map(str::trim_end).filter(|_| subject.text.ends_with(" ("))
    {
        subject.text.truncate(rest.len());
    }
    // `FERRIES; REF: …`: the mark before it, too.
    let end = subject.text.trim_end_matches([';', ' ']).len();
    subject.text.truncate(end);
    subject.cut = subject.text.ends_with("...") || subject.text.ends_with('\u{2026}');
    if subject.text.is_empty() {
        return None;
    }
    // The marks are part of what is printed, as catalogues of the time have it.
    if let Some(before) = subject.before.take() {
        subject.text.insert_str(0, &(before + " "));
    }
    if let Some(after) = subject.after.take() {
        subject.text.push(' ');
        subject.text.push_str(&after);
    }
    subject.span = span;
    // What was left out stood around it, as a rule.
    if let Some(at) = whole.find(&subject.text) {
        let range = at..at + subject.text.len();
        let decoded = vocabulary.source();
        subject.span = map.runs(&whole, decoded).span(range.clone()).unwrap_or(span);
        subject.map = map.part(&whole, decoded, range);
    }
    Some(subject)
}

/// The lines joined by one space, and the way back. A word that is divided at a line end is whole; a hyphen within a
/// compound takes no space: `INTER-` / `ISLAND` (N92).
fn unfold(lines: &[Line<'_>], vocabulary: &Vocabulary<'_>) -> (String, Fold) {
    let mut folding = Folding::new(vocabulary);
    for line in lines {
        let mut begins = true;
        for word in line.text.split_whitespace() {
            // A backslash at a line end is an export's fold mark (N150).
            if word == "\\" {
                continue;
            }
            let at = line.at as usize + (word.as_ptr().addr() - line.text.as_ptr().addr());
            let old = || folding.old_fold(word).map(|length| (Hyphen::Division, length));
            match if begins { folding.hyphen(word) } else { old() } {
                Some((Hyphen::Division, length)) => folding.divide(length, at),
                Some((Hyphen::Compound, _)) => {}
                _ if folding.text().is_empty() => {}
                _ => folding.separate(" "),
            }
            folding.copy(word, at);
            begins = false;
        }
    }
    folding.finish()
}

/// `SUBJECT: SUBJECT: …` and stray marks before the text (N96).
fn strip_label_again(text: &mut String) {
    if !text.starts_with(['(', '['])
        && let (Some(Label::Subject), length) = strip_label(text)
        && text.get(..length).is_some_and(|label| label.contains(':'))
    {
        text.drain(..length);
    }
    let rest = text.trim_start_matches([':', ';', '=', ' ']);
    let rest = rest.strip_prefix("- ").unwrap_or(rest);
    let length = text.len() - rest.trim_start().len();
    text.drain(..length);
    text.truncate(text.trim_end().len());
}

/// The portion mark at the start or end, in brackets (N94).
fn mark(subject: &mut Subject) {
    let normal = |mark: &str| mark.to_uppercase().replace([' ', '.'], "").replace("//", "/");
    let text = &mut subject.text;
    if text.starts_with(['(', '['])
        && let Some((mark, length)) = portion_mark(text)
        && text.get(..length).is_some_and(|printed| printed.ends_with([')', ']']))
    {
        subject.portion = subject.portion.take().or_else(|| Some(normal(mark)));
        subject.before.get_or_insert_with(|| text.get(..length).unwrap_or_default().to_owned());
        text.drain(..length);
        let blanks = text.len() - text.trim_start_matches([' ', '-', ':']).len();
        text.drain(..blanks);
    }
    if text.ends_with([')', ']'])
        && let Some(open) = text.rfind(['(', '[']).filter(|&open| open > 0)
        && let Some((mark, length)) = text.get(open..).and_then(portion_mark)
        && open + length == text.len()
    {
        subject.portion = subject.portion.take().or_else(|| Some(normal(mark)));
        subject.after.get_or_insert_with(|| text.get(open..).unwrap_or_default().to_owned());
        text.truncate(open);
        text.truncate(text.trim_end().len());
    }
}

/// Captions at the start and end that are no words of the subject: in
/// brackets, or of the kind that is nothing but a caption.
fn strip_captions(text: &mut String) -> Vec<String> {
    let mut found = Vec::new();
    let is_handling = |caption: &crate::tables::captions::Caption| {
        matches!(caption.kind, "distribution" | "control" | "channel" | "notice")
    };
    // `(NOFORN) …`, `NOFORN: …`
    let bracket = usize::from(text.starts_with(['(', '[']));
    if let Some((caption, length)) = text.get(bracket..).and_then(captions::at_start)
        && is_handling(caption)
    {
        let rest = text.get(bracket + length..).unwrap_or_default();
        let ends = if bracket == 1 { rest.starts_with([')', ']']) } else { rest.trim_start().starts_with([':', '-']) };
        let always = bracket == 0 && rest.starts_with(' ') && caption.text == "SIPDIS";
        if ends || always {
            found.push(caption.text.to_owned());
            let rest = rest.trim_start_matches([')', ']', ':', '-', ' ']);
            let length = text.len() - rest.len();
            text.drain(..length);
        }
    }
    // `… (NOFORN)`, `… SIPDIS`
    let inside = text.strip_suffix([')', ']']).map(|rest| rest.rfind(['(', '[']).map_or(0, |open| open + 1));
    if let Some(from) = inside.filter(|&from| from > 1) {
        let last = text.get(from..text.len() - 1).unwrap_or_default();
        if let Some((caption, length)) = captions::at_start(last)
            && is_handling(caption)
            && length == last.len()
        {
            found.push(caption.text.to_owned());
            text.truncate(from - 1);
        }
    } else if let Some(rest) = ["SIPDIS", "EXDIS", "NODIS", "STADIS", "LIMDIS"]
        .iter()
        .find_map(|word| text.strip_suffix(word).filter(|rest| rest.ends_with(' ')).map(|rest| (rest.len(), *word)))
    {
        found.push(rest.1.to_owned());
        text.truncate(rest.0);
        // `… SENSITIVE SIPDIS`: before another caption it is one.
        if let Some(head) = text.trim_end().strip_suffix(" SENSITIVE").map(str::len) {
            found.push("SENSITIVE".to_owned());
            text.truncate(head);
        }
    }
    text.truncate(
        text.trim_end_matches([' ', '-']).len().max(usize::from(!text.is_empty() && found.is_empty()) * text.len()),
    );
    found
}
