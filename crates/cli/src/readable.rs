//! A telegram as text for a person at a terminal.

use std::io::{self, Write};

use anstyle::Style;
use archive::{ResolvedReference, TelegramPage};
use telegram::{Addressee, Note, Paragraph, Precedence, TextState, catalogue};

const HEAD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// Writes the telegram: facts, paragraphs, who refers to it.
pub(crate) fn telegram(out: &mut impl Write, page: &TelegramPage) -> io::Result<()> {
    let telegram = &page.telegram;
    writeln!(out, "{HEAD}{}{HEAD:#}", name(page))?;
    if let Some(subject) = &telegram.subject {
        writeln!(out, "{HEAD}{}{HEAD:#}", fold(subject, ""))?;
    }
    writeln!(out)?;
    facts(out, page)?;
    match telegram.text_state {
        TextState::Missing => match telegram.diagnostics.iter().find(|found| found.code == catalogue::TEXT_ELSEWHERE) {
            Some(reason) => writeln!(out, "\n{}", fold(&reason.message, ""))?,
            None => writeln!(out, "\nThe text of this telegram was lost; only its record is here.")?,
        },
        TextState::Withdrawn => writeln!(out, "\nThe text of this telegram is withheld; only its record is here.")?,
        TextState::Present => {}
    }
    for one in &telegram.paragraphs {
        writeln!(out)?;
        paragraph(out, one)?;
    }
    if !telegram.signature.is_empty() {
        writeln!(out, "\n{}", telegram.signature.join("\n"))?;
    }
    notes(out, &telegram.notes)?;
    referred_by(out, page)
}

/// Writes footnotes and source notes, each after its mark.
fn notes(out: &mut impl Write, notes: &[Note]) -> io::Result<()> {
    if !notes.is_empty() {
        writeln!(out, "\n{HEAD}Notes{HEAD:#}\n")?;
    }
    for note in notes {
        writeln!(out, "{}", fold(&format!("[{}] {}", note.mark, note.text), "  "))?;
    }
    Ok(())
}

/// Writes what is known of a telegram of which no copy is here.
pub(crate) fn missing(out: &mut impl Write, page: &TelegramPage) -> io::Result<()> {
    writeln!(out, "{HEAD}{}{HEAD:#}", name(page))?;
    writeln!(out, "\nNo copy of this telegram is in the archive; it is known because others refer to it.")?;
    referred_by(out, page)
}

/// Writes one paragraph with its heading, number and portion mark.
pub(crate) fn paragraph(out: &mut impl Write, paragraph: &Paragraph) -> io::Result<()> {
    if let Some(heading) = &paragraph.heading {
        writeln!(out, "{HEAD}{}{HEAD:#}\n", fold(heading, ""))?;
    }
    let mut text = String::new();
    if let Some(number) = &paragraph.number {
        text.push_str(number);
        text.push_str(". ");
    }
    if let Some(portion) = &paragraph.portion {
        text.push_str(&format!("({portion}) "));
    }
    text.push_str(&paragraph.text);
    writeln!(out, "{}", fold(&text, ""))
}

fn name(page: &TelegramPage) -> &str {
    let by_address = || page.address.trim_start_matches("/collections/").trim_start_matches('/');
    page.telegram.id.as_deref().unwrap_or_else(by_address)
}

fn facts(out: &mut impl Write, page: &TelegramPage) -> io::Result<()> {
    let telegram = &page.telegram;
    let doubtful = || telegram.date_edtf.map(|date| date.in_words());
    fact(out, "Date", &telegram.date.map(|date| date.to_string()).or_else(doubtful).unwrap_or_default())?;
    fact(out, "Classification", telegram.classification.map_or("", telegram::Classification::title))?;
    fact(out, "Captions", &telegram.captions.join(", "))?;
    fact(out, "Precedence", telegram.precedence.action.map_or("", Precedence::key))?;
    fact(out, "From", telegram.from.as_ref().map_or("", |from| from.name.as_str()))?;
    fact(out, "To", &addressees(&telegram.action))?;
    fact(out, "Info", &addressees(&telegram.info))?;
    fact(out, "Pass", &telegram.pass.join("; "))?;
    let order = telegram.executive_order.as_ref();
    fact(
        out,
        "E.O.",
        &order.map(|order| format!("{} {}", order.number.as_deref().unwrap_or(""), order.text)).unwrap_or_default(),
    )?;
    fact(out, "TAGS", &telegram.tags.join(", "))?;
    for classifier in &telegram.classified_by {
        let parts = [classifier.name.as_deref(), classifier.title.as_deref()];
        let mut line = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        if !classifier.reasons.is_empty() {
            line.push_str(&format!(" for {}", classifier.reasons.join(", ")));
        }
        fact(out, "Classified by", &line)?;
    }
    let mut told = Vec::new();
    for resolved in &page.references {
        let id = resolved.reference.id.as_deref();
        // What the text names is told once, and not where the REF line told it.
        if resolved.reference.in_text && (id.is_none() || told.contains(&id)) {
            continue;
        }
        told.push(id);
        fact(out, "Refers to", &reference(resolved))?;
    }
    for witness in &page.witnesses {
        let state = if witness.superseded { ", superseded" } else { "" };
        fact(out, "Copy", &format!("{}/{} ({}{state})", witness.collection, witness.key, witness.carrier))?;
    }
    Ok(())
}

/// One line of the facts, folded under its label; nothing where nothing is known.
fn fact(out: &mut impl Write, label: &str, value: &str) -> io::Result<()> {
    if value.trim().is_empty() {
        return Ok(());
    }
    let folded = fold(value.trim(), "                ");
    writeln!(out, "{FAINT}{label:<16}{FAINT:#}{}", folded.trim_start())
}

fn addressees(list: &[Addressee]) -> String {
    list.iter().map(|addressee| addressee.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn reference(resolved: &ResolvedReference) -> String {
    let reference = &resolved.reference;
    let letter = reference.letter.as_ref().map(|letter| format!("{letter}. ")).unwrap_or_default();
    let name = reference.id.as_deref().unwrap_or(&reference.text);
    let what = match (&resolved.target, &reference.id) {
        (Some(target), _) => target.subject.as_ref().map(|subject| format!(": {subject}")).unwrap_or_default(),
        (None, Some(_)) => " (not in this archive)".to_owned(),
        (None, None) => String::new(),
    };
    format!("{letter}{name}{what}")
}

fn referred_by(out: &mut impl Write, page: &TelegramPage) -> io::Result<()> {
    if page.referred_by.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{HEAD}Referred to by{HEAD:#}")?;
    for citing in &page.referred_by {
        let name = citing.id.as_deref().unwrap_or(citing.address.as_str());
        let date = citing.date.map(|date| format!("  {date}")).unwrap_or_default();
        writeln!(out, "  {name}{date}  {}", citing.subject.as_deref().unwrap_or(""))?;
    }
    Ok(())
}

/// Folds text to the terminal, at most 80 columns, which is what one reads well.
fn fold(text: &str, indent: &str) -> String {
    let width = textwrap::termwidth().clamp(40, 80);
    let options = textwrap::Options::new(width).initial_indent(indent).subsequent_indent(indent).break_words(false);
    textwrap::fill(text, options)
}
