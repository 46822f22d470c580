//! One irregularity of rules N1 to N206 at a time, done to a telegram that
//! was written in the form of an era: facts that it does not touch stay.

mod invented;

use invented::{Case, cases, cases_in, differences, facts, undivided};
use proptest::prelude::*;
use telegram::write::{Era, Form, write};
use telegram::{Sections, Telegram, parse};

/// Reads the damaged text and says which facts differ from what was written, but those named.
fn check(telegram: &Telegram, damaged: &str, but: &[&str]) -> Result<(), TestCaseError> {
    let found = parse(damaged).telegram;
    let differences = differences(&facts(telegram), &facts(&found), but);
    prop_assert!(differences.is_empty(), "{}\n\n{}", differences.join("\n"), damaged.replace('\r', "\n"));
    Ok(())
}

/// The lines of the text, and where the text of the telegram begins: after
/// the classification line and the fields.
fn body_at(lines: &[String], telegram: &Telegram) -> usize {
    let first = telegram.paragraphs.first().map(|paragraph| paragraph.text.clone()).unwrap_or_default();
    let words: Vec<&str> = first.split_whitespace().take(4).collect();
    let begin = words.join(" ");
    lines.iter().position(|line| line.contains(&begin)).unwrap_or(lines.len())
}

fn plain_forms() -> impl Strategy<Value = Form> {
    prop::sample::select(vec![Form::paper(), Form::plain(), Form::relay()])
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(ToOwned::to_owned).collect()
}

fn joined(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

/// Lines that a page around a telegram has (N1).
const BEFORE: &str = "Viewing a page of the archive\nHome | About | Contact\n\nShare this on the network\n\n";
const AFTER: &str =
    "\nPosted in: Archive\n\nLeave a Reply\nYou are commenting using your account. Log Out\nConnecting to %s\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    /// Carriage returns of teletypes and other systems (rule LEXICON).
    #[test]
    fn line_ends((Case { form, telegram }, end) in (cases(), prop::sample::select(vec!["\r\n", "\r\r\n", "\r"]))) {
        check(&telegram, &write(&telegram, &form).replace('\n', end), &[])?;
    }

    /// N1: page noise around the telegram.
    #[test]
    fn noise_around(Case { form, telegram } in cases()) {
        check(&telegram, &format!("{BEFORE}{}{AFTER}", write(&telegram, &form)), &[])?;
    }

    /// N8, 5.7: non-breaking blanks for blanks.
    #[test]
    fn non_breaking_blanks(Case { form, telegram } in cases()) {
        let text = write(&telegram, &form).replace("  ", "\u{a0} ");
        check(&telegram, &text, &[])?;
    }

    /// N147: a blank more or fewer at the line ends, form feeds at page breaks.
    #[test]
    fn blanks_at_line_ends(Case { form, telegram } in cases()) {
        let text = write(&telegram, &form).replace(" \n", "\n").replace("\n\n\n", "  \n\u{c}\n\n");
        check(&telegram, &text, &[])?;
    }

    /// N41: the spaced classification word broken.
    #[test]
    fn spaced_word_broken(Case { form, telegram } in cases()) {
        let text = write(&telegram, &form)
            .replace("C O N F I D E N T I A L", "C O N F I DE N T I A L")
            .replace("S E C R E T", "S E C R ET");
        check(&telegram, &text, &[])?;
    }

    /// 5.7: blank lines doubled.
    #[test]
    fn blank_lines_doubled(Case { form, telegram } in cases()) {
        let text = write(&telegram, &form).replace("\n\n", "\n\n\n").replace("\n \n", "\n \n \n");
        check(&telegram, &text, &[])?;
    }

    /// N13: the stamps of a release inside sentences.
    #[test]
    fn stamps_inside_sentences((Case { form, telegram }, every) in (cases(), 4..9_usize)) {
        const STAMP: &str = "      Declassified/Released US Department of State EO Systematic Review 30 JUN 2005";
        let all = lines(&write(&telegram, &form));
        let body = body_at(&all, &telegram);
        let mut damaged = Vec::new();
        for (index, line) in all.into_iter().enumerate() {
            let inside = index > body && index % every == 0 && line.len() > 40;
            if inside {
                damaged.extend([String::new(), STAMP.to_owned(), STAMP.to_owned(), String::new()]);
            }
            damaged.push(line);
        }
        check(&telegram, &joined(&damaged), &["texts"])?;
    }

    /// N125, N126: the mark of a section inside a sentence.
    #[test]
    fn section_mark_inside_a_sentence((Case { form, telegram }, at) in (undivided(), 0..1000_usize)) {
        let all = lines(&write(&telegram, &form));
        let body = body_at(&all, &telegram);
        let places: Vec<usize> = (body + 1..all.len()).filter(|&at| {
            let (before, line) = (all[at - 1].trim(), all[at].trim());
            before.len() > 45 && !before.ends_with(['.', ')', '"']) && line.len() > 45
        }).collect();
        let Some(&place) = places.get(at % places.len().max(1)) else { return Ok(()) };
        let id = telegram.id.as_deref().and_then(|id| telegram::id::parse_canonical(id).ok());
        let number = id.map_or(0, |id| id.number);
        let mut damaged = all[..place].to_vec();
        damaged.extend([String::from(" "), format!("SUVA {number:08}  002.3 OF 002 "), " ".into(), " ".into()]);
        damaged.extend_from_slice(&all[place..]);
        check(&telegram, &joined(&damaged), &["sections"])?;
    }

    /// N151: the whole header again in mid-text, as one line.
    #[test]
    fn header_on_one_line_in_the_text((Case { form, telegram }, at) in (undivided(), 0..1000_usize)) {
        let text = write(&telegram, &form);
        let all = lines(&text);
        let class = all.iter().position(|line| line == "BT").unwrap_or(0) + 1;
        let body = body_at(&all, &telegram);
        let places: Vec<usize> = (body + 1..all.len()).filter(|&at| all[at - 1].len() > 45 && all[at].len() > 45).collect();
        let Some(&place) = places.get(at % places.len().max(1)) else { return Ok(()) };
        let mut damaged = all[..place].to_vec();
        damaged.extend([" ".into(), format!("{} SIPDIS SIPDIS ", all[class].trim()), " ".into()]);
        damaged.extend_from_slice(&all[place..]);
        check(&telegram, &joined(&damaged), &["captions", "texts"])?;
    }

    /// N21: the header of the relay is withheld; N48 is its neighbour.
    #[test]
    fn envelope_withheld(Case { form, telegram } in cases_in(Just(Form::relay()))) {
        let text = write(&telegram, &form);
        let from = text.find("\nBT\n").map_or(0, |at| at + 4);
        check(&telegram, &text[from..], &["id", "date", "precedence", "from", "action", "info", "excluded"])?;
    }

    /// N24, N38: the first lines only of the relay are lost.
    #[test]
    fn relay_lines_lost(Case { form, telegram } in cases_in(Just(Form::relay()))) {
        let kept: Vec<String> = lines(&write(&telegram, &form))
            .into_iter()
            .filter(|line| !(line.starts_with("VZCZC") || line.starts_with("DE R") || line.starts_with("ZN")))
            .collect();
        check(&telegram, &joined(&kept), &["from"])?;
    }

    /// N16 in part: the blank line between the fields and above the text is lost.
    #[test]
    fn blank_lines_of_the_header_lost(Case { form, telegram } in cases_in(plain_forms())) {
        prop_assume!(telegram.paragraphs.iter().all(|paragraph| paragraph.number.is_some()));
        let all = lines(&write(&telegram, &form));
        let body = body_at(&all, &telegram);
        let kept: Vec<String> =
            all.into_iter().enumerate().filter(|(at, line)| *at > body || !line.is_empty()).map(|(_, line)| line).collect();
        check(&telegram, &joined(&kept), &["pass"])?;
    }

    /// N15: every line double-spaced.
    #[test]
    fn double_spaced(Case { form, telegram } in cases_in(plain_forms())) {
        prop_assume!(telegram.paragraphs.iter().all(|paragraph| paragraph.number.is_some()));
        let text = write(&telegram, &form).replace('\n', "\n\n");
        check(&telegram, &text, &["texts"])?;
    }

    /// N6: paragraph signs before the numbers.
    #[test]
    fn paragraph_signs((Case { form, telegram }, sign) in (cases(), prop::sample::select(vec!["¶", "Â¶", "¶ "]))) {
        let damaged: Vec<String> = lines(&write(&telegram, &form)).into_iter().map(|line| {
            let figures = line.bytes().take_while(u8::is_ascii_digit).count();
            let numbered = (1..=2).contains(&figures) && line[figures..].starts_with(". ");
            if numbered { format!("{sign}{line}") } else { line }
        }).collect();
        check(&telegram, &joined(&damaged), &[])?;
    }

    /// N15: lines re-flowed, a paragraph on a line.
    #[test]
    fn reflowed(Case { form, mut telegram } in cases()) {
        prop_assume!(form.era != Era::Smart);
        telegram.sections = Sections { count: 1, present: vec![1] };
        let mut wide = form;
        wide.width = 4000;
        wide.page_lines = 4000;
        for paragraph in &mut telegram.paragraphs {
            paragraph.text = paragraph.text.replace("\n\n", "\n");
        }
        check(&telegram, &write(&telegram, &wide), &["texts"])?;
    }

    /// N149: the line ends between the fields are lost.
    #[test]
    fn fields_on_one_line(Case { form, telegram } in cases_in(plain_forms())) {
        prop_assume!(telegram.paragraphs.iter().all(|paragraph| paragraph.number.is_some()));
        let all = lines(&write(&telegram, &form));
        let begin = all.iter().position(|line| line.starts_with("E.O.")).unwrap_or(0);
        let body = body_at(&all, &telegram);
        let end = (begin..body).find(|&at| all[at].starts_with("Classified") || all[at].starts_with("CLASSIFIED")).unwrap_or(body);
        let fields: Vec<&str> = all[begin..end].iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
        let mut damaged = all[..begin].to_vec();
        damaged.extend([fields.join(" "), String::new()]);
        damaged.extend_from_slice(&all[end..]);
        check(&telegram, &joined(&damaged), &["references"])?;
    }

    /// N190: page banner and page line inside the list of references.
    #[test]
    fn page_inside_references(Case { form, telegram } in cases_in(plain_forms())) {
        let all = lines(&write(&telegram, &form));
        let Some(second) = all.iter().position(|line| line.starts_with("     B. ")) else { return Ok(()) };
        let id = telegram.id.as_deref().and_then(|id| telegram::id::parse_canonical(id).ok());
        let number = id.map_or(0, |id| id.number);
        let mut damaged = all[..second].to_vec();
        damaged.extend(["CONFIDENTIAL", "", "CONFIDENTIAL", ""].map(String::from));
        damaged.extend([format!("PAGE 02        SUVA  {number:05}  020415Z"), String::new()]);
        damaged.extend_from_slice(&all[second..]);
        check(&telegram, &joined(&damaged), &[])?;
    }

    /// N125: the mark of a section inside a word.
    #[test]
    fn section_mark_inside_a_word((Case { form, telegram }, at) in (undivided(), 0..1000_usize)) {
        let all = lines(&write(&telegram, &form));
        let body = body_at(&all, &telegram);
        let places: Vec<usize> = (body + 1..all.len()).filter(|&at| {
            all[at].len() > 45 && all[at].starts_with(|c: char| c.is_ascii_lowercase())
        }).collect();
        let Some(&place) = places.get(at % places.len().max(1)) else { return Ok(()) };
        let mut damaged = all[..place].to_vec();
        let letters = all[place].as_bytes();
        let inside = |at: &usize| letters[at - 2..at + 2].iter().all(u8::is_ascii_alphabetic);
        let Some(middle) = (20..letters.len() - 2).find(inside) else { return Ok(()) };
        let (head, tail) = all[place].split_at(middle);
        let number = telegram.id.as_deref().and_then(|id| telegram::id::parse_canonical(id).ok()).map_or(0, |id| id.number);
        damaged.extend([head.to_owned(), " ".into(), format!("SUVA {number:08}  002 OF 002 "), " ".into(), " ".into()]);
        damaged.push(tail.to_owned());
        damaged.extend_from_slice(&all[place + 1..]);
        check(&telegram, &joined(&damaged), &["sections", "texts"])?;
    }
}
