//! A telegram line by line, with what each line is and what is odd in it.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use formats::Record;
use telegram::{Diagnostic, ElementKind, Severity};

use crate::places::Places;

const HEAD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const KIND: Style = AnsiColor::Cyan.on_default();

/// The style of a severity.
fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        _ => AnsiColor::Blue.on_default(),
    }
}

/// The name of a severity.
pub(crate) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        _ => "note",
    }
}

/// Writes the text of a record; above each run of lines of one kind stands what
/// they are and the rule that read them, below a line what is odd in it.
pub(crate) fn record(out: &mut impl Write, record: &Record) -> io::Result<()> {
    let telegram = &record.telegram;
    let name = telegram.id.as_deref().unwrap_or(&telegram.source.key);
    writeln!(out, "{HEAD}{}{HEAD:#}", visible(name))?;
    let places = Places::new(&record.text);
    let mut odd: Vec<&Diagnostic> = telegram.diagnostics.iter().collect();
    odd.sort_by_key(|diagnostic| diagnostic.span.start);
    let mut odd = odd.into_iter().peekable();
    let mut last = None;
    for element in &record.elements {
        let range = element.span.range();
        let Some(text) = record.text.get(range.clone()) else { continue };
        if element.kind != ElementKind::Blank && last != Some(element.kind) {
            let (title, rule, source) = (element.kind.title(), element.kind.rule(), element.kind.source());
            let rule = if rule.is_empty() { String::new() } else { format!("rule {rule}, ") };
            writeln!(out, "{KIND}      {title}{KIND:#} {FAINT}· {rule}{source}{FAINT:#}")?;
            last = Some(element.kind);
        }
        let mut at = range.start;
        for line in text.split_inclusive('\n') {
            let printed = line.trim_end_matches(['\n', '\r']);
            let this = places.line(at);
            // A line that holds several elements shows its number on each.
            writeln!(out, "{FAINT}{this:5} │{FAINT:#} {}", visible(printed))?;
            let end = at + line.len();
            while let Some(diagnostic) = odd.next_if(|diagnostic| (diagnostic.span.start as usize) < end) {
                remark(out, diagnostic, printed, at)?;
            }
            at = end;
        }
    }
    for diagnostic in odd {
        remark(out, diagnostic, "", usize::MAX)?;
    }
    summary(out, &telegram.diagnostics)
}

/// A diagnostic below its line, with its place underlined where it is within the line.
fn remark(out: &mut impl Write, diagnostic: &Diagnostic, line: &str, at: usize) -> io::Result<()> {
    let style = style(diagnostic.severity);
    let begin = (diagnostic.span.start as usize).saturating_sub(at).min(line.len());
    let end = (diagnostic.span.end as usize).saturating_sub(at).min(line.len()).max(begin);
    let width = |part: Option<&str>| part.map_or(0, |part| part.chars().count());
    let (before, marked) = (width(line.get(..begin)), width(line.get(begin..end)));
    if marked > 0 && before + marked <= 100 {
        writeln!(out, "{FAINT}      │{FAINT:#} {}{style}{}{style:#}", " ".repeat(before), "^".repeat(marked))?;
    }
    let (severity, code) = (severity_name(diagnostic.severity), &diagnostic.code);
    writeln!(
        out,
        "{FAINT}      │{FAINT:#} {style}{severity}{style:#}: {} {FAINT}[{code}]{FAINT:#}",
        visible(&diagnostic.message)
    )
}

fn summary(out: &mut impl Write, diagnostics: &[Diagnostic]) -> io::Result<()> {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (severity_name(severity), count(severity)))
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{count} {name}{}", if count == 1 { "" } else { "s" }))
        .collect();
    let told = if parts.is_empty() { "nothing odd".to_owned() } else { parts.join(", ") };
    let how = if parts.is_empty() { "" } else { "; `chancery explain CODE` tells what a code means" };
    writeln!(out, "{FAINT}      └ {told}{how}{FAINT:#}\n")
}

/// The text with control characters shown, so that no telegram can steer a terminal.
pub(crate) fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.chars().any(char::is_control) {
        return text.into();
    }
    let show = |c: char| match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(' '),
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(show).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown() {
        assert_eq!(visible("A\u{1b}[31mB\tC\u{9b}"), "A\u{241b}[31mB C\u{fffd}");
    }
}
