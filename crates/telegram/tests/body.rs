//! Address blocks, bodies and closes, read whole, with what archives put between their lines (rules N1 to N206).
//!
//! A case begins with `=== N-numbers, what it shows [file name]`; then the text, a line `---`, and what must be read from
//! it, one fact a line. Only the kinds of facts that a case names are compared, each as a whole:
//!
//! | line | what |
//! |---|---|
//! | `FROM`, `DATE`, `PREC`, `ID`, `CLASS`, `SUBJ` | sender, date, precedence of action and info, id, classification, subject |
//! | `CAPT`, `TAGS`, `PASS`, `REF` | lists, one entry a line |
//! | `TO`, `INFO`, `XMT` | name, `[routing indicator]`, precedence, `#continuity number`; all three together |
//! | `SECT` | sections present, `of`, how many |
//! | `P` | number, `(mark)`, role, `{heading}`, bar, text with ` / ` for a line break |
//! | `B` | block: kind, number of its paragraph, `nested`, `open` |
//! | `S` | names of the signature joined with `+`, `[title]` |
//! | `BY` | `D`rafted, `C`leared, `A`pproved, `R`eleased: office and name |
//! | `!` | a diagnostic that must be there |
//!
//! `P none` and the like: there must be none.
#![allow(clippy::unwrap_used, reason = "it is a test")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use telegram::{Addressee, Context, Person, Telegram, parse_with};

const FILES: [(&str, &str); 6] = [
    ("address_blocks.txt", include_str!("cases/address_blocks.txt")),
    ("carrier.txt", include_str!("cases/carrier.txt")),
    ("paragraphs.txt", include_str!("cases/paragraphs.txt")),
    ("summary.txt", include_str!("cases/summary.txt")),
    ("close.txt", include_str!("cases/close.txt")),
    ("whole.txt", include_str!("cases/whole.txt")),
];

/// The kinds of facts; those of one group are compared together.
const KINDS: [&[&str]; 16] = [
    &["FROM"],
    &["DATE"],
    &["PREC"],
    &["ID"],
    &["CLASS"],
    &["SUBJ"],
    &["CAPT"],
    &["TAGS"],
    &["PASS"],
    &["REF"],
    &["TO", "INFO", "XMT"],
    &["SECT"],
    &["P"],
    &["B"],
    &["S"],
    &["BY"],
];

fn kind(line: &str) -> usize {
    let word = line.split(' ').next().unwrap_or_default();
    KINDS.iter().position(|words| words.contains(&word)).unwrap_or_else(|| panic!("no such fact: {line}"))
}

fn addressee(one: &Addressee) -> String {
    let mut line = one.name.clone();
    if let Some(indicator) = &one.routing_indicator {
        write!(line, " [{indicator}]").unwrap();
    }
    if let Some(precedence) = one.precedence {
        write!(line, " {}", precedence.key()).unwrap();
    }
    if let Some(number) = one.continuity_number {
        write!(line, " #{number}").unwrap();
    }
    line
}

fn paragraphs(telegram: &Telegram) -> Vec<String> {
    let snake = |role: telegram::Role| match role {
        telegram::Role::Summary => " summary",
        telegram::Role::Comment => " comment",
        telegram::Role::ActionRequest => " action_request",
        telegram::Role::Introduction => " introduction",
        _ => " other",
    };
    let show = |one: &telegram::Paragraph| {
        let mut line = one.number.clone().unwrap_or_else(|| "-".to_owned());
        if let Some(mark) = &one.portion {
            write!(line, " ({mark})").unwrap();
        }
        line += one.role.map_or("", snake);
        if let Some(heading) = &one.heading {
            write!(line, " {{{heading}}}").unwrap();
        }
        format!("{line} | {}", one.text.replace("\n\n", " / ").replace('\n', " / ")).trim_end().to_owned()
    };
    telegram.paragraphs.iter().map(show).collect()
}

fn people(telegram: &Telegram) -> Vec<String> {
    let show = |letter: char| {
        move |one: &Person| {
            format!("{letter} {} {}", one.office.as_deref().unwrap_or("-"), one.name.as_deref().unwrap_or("-"))
        }
    };
    let lists = [
        ('D', &telegram.drafted_by),
        ('C', &telegram.cleared_by),
        ('A', &telegram.approved_by),
        ('R', &telegram.released_by),
    ];
    lists.iter().flat_map(|(letter, list)| list.iter().map(show(*letter))).collect()
}

fn facts(telegram: &Telegram, kind: usize) -> Vec<String> {
    let found: Vec<String> = match KINDS[kind][0] {
        "FROM" => telegram.from.iter().map(|from| from.name.clone()).collect(),
        "DATE" => telegram.date.iter().map(ToString::to_string).collect(),
        "PREC" => {
            let key = |precedence: Option<telegram::Precedence>| precedence.map_or("-", telegram::Precedence::key);
            vec![format!("{} {}", key(telegram.precedence.action), key(telegram.precedence.info))]
        }
        "ID" => telegram.id.iter().map(ToString::to_string).collect(),
        "CLASS" => telegram.classification.iter().map(|class| class.key().to_owned()).collect(),
        "SUBJ" => telegram.subject.iter().cloned().collect(),
        "CAPT" => telegram.captions.clone(),
        "TAGS" => telegram.tags.clone(),
        "PASS" => telegram.pass.clone(),
        "REF" => telegram
            .references
            .iter()
            .map(|one| {
                format!("{} {}", one.letter.as_deref().unwrap_or("-"), one.id.as_deref().unwrap_or(one.text.as_str()))
            })
            .collect(),
        "TO" => {
            let show = |word: &'static str| move |one: &Addressee| format!("{word} {}", addressee(one));
            let mut lines: Vec<String> = telegram.action.iter().map(show("TO")).collect();
            lines.extend(telegram.info.iter().map(show("INFO")));
            lines.extend(telegram.excluded.iter().map(show("XMT")));
            return if lines.is_empty() { vec!["TO none".to_owned()] } else { lines };
        }
        "SECT" => {
            let present: Vec<String> = telegram.sections.present.iter().map(ToString::to_string).collect();
            vec![format!("{} of {}", present.join(" "), telegram.sections.count)]
        }
        "P" => paragraphs(telegram),
        "B" => telegram
            .blocks
            .iter()
            .map(|block| {
                let kind = format!("{:?}", block.kind).to_lowercase();
                let nested = if block.nested { " nested" } else { "" };
                let open = if block.closed { "" } else { " open" };
                format!("{kind} {}{nested}{open}", block.paragraph.as_deref().unwrap_or("-"))
            })
            .collect(),
        "S" => {
            let title = telegram.signature_title.as_ref().map_or_else(String::new, |title| format!(" [{title}]"));
            let names = telegram.signature.join("+");
            if names.is_empty() && title.is_empty() { Vec::new() } else { vec![format!("{names}{title}")] }
        }
        _ => people(telegram),
    };
    let word = KINDS[kind][0];
    if found.is_empty() {
        return vec![format!("{word} none")];
    }
    found.into_iter().map(|fact| format!("{word} {fact}")).collect()
}

struct Case<'a> {
    head: &'a str,
    text: &'a str,
    hint: &'a str,
    expected: &'a str,
}

fn cases(file: &str) -> impl Iterator<Item = Case<'_>> {
    file.split("\n=== ").skip(1).map(|case| {
        let (head, rest) = case.split_once('\n').unwrap();
        let (text, expected) = rest.split_once("\n---\n").unwrap_or_else(|| panic!("{head}"));
        let hint = head.split_once('[').map_or("05SUVA700", |(_, hint)| hint.trim_end_matches(']'));
        Case { head, text, hint, expected }
    })
}

fn run(file: &str) {
    let mut failures = String::new();
    let (mut count, mut failed) = (0, 0);
    for case in cases(file) {
        let context =
            Context { id_hint: Some(case.hint.to_owned()).filter(|hint| !hint.is_empty()), ..Context::default() };
        let lines = case.expected.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (codes, wanted): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with('!'));
        // The lines of a file end in more than one way.
        for text in [case.text.to_owned(), case.text.replace('\n', "\r\n"), case.text.replace('\n', " \n")] {
            let telegram = parse_with(&text, &context).telegram;
            let kinds: BTreeSet<usize> = wanted.iter().map(|line| kind(line)).collect();
            let mut wrong = String::new();
            for kind_of in kinds {
                let want: Vec<&str> = wanted.iter().copied().filter(|line| kind(line) == kind_of).collect();
                let have = facts(&telegram, kind_of);
                if have != want {
                    want.iter()
                        .filter(|line| !have.iter().any(|have| have == *line))
                        .for_each(|line| writeln!(wrong, "  want {line}").unwrap());
                    have.iter().for_each(|line| writeln!(wrong, "  have {line}").unwrap());
                }
            }
            for code in &codes {
                if !telegram.diagnostics.iter().any(|found| found.code == code[1..]) {
                    writeln!(wrong, "  missing {code}").unwrap();
                }
            }
            if !wrong.is_empty() {
                failed += 1;
                write!(failures, "\n=== {}\n{}\n{wrong}", case.head, case.text).unwrap();
                break;
            }
        }
        count += 1;
    }
    assert!(failures.is_empty(), "{failed} of {count} failed:{failures}");
}

#[test]
fn address_blocks() {
    run(FILES[0].1);
}

#[test]
fn carriers() {
    run(FILES[1].1);
}

#[test]
fn paragraphs_of_bodies() {
    run(FILES[2].1);
}

#[test]
fn summaries_and_comments() {
    run(FILES[3].1);
}

#[test]
fn closes() {
    run(FILES[4].1);
}

#[test]
fn whole_telegrams() {
    run(FILES[5].1);
}

/// A part of a case is read too, and its elements tile it.
#[test]
fn any_begin_of_a_case() {
    for case in FILES.iter().flat_map(|(_, file)| cases(file)) {
        let context = Context { id_hint: Some(case.hint.to_owned()), ..Context::default() };
        for (end, _) in case.text.char_indices().skip(3).step_by(11) {
            let parsed = parse_with(&case.text[..end], &context);
            assert_eq!(parsed.elements.last().map_or(0, |last| last.span.end as usize), end, "{}", case.head);
        }
    }
}

/// A telegram that lacks what stands above one of its paragraphs is read as before from there on, and so is the paragraph
/// alone.
#[test]
fn parts_of_whole_telegrams() {
    let mut failures = String::new();
    for case in cases(FILES[5].1) {
        let context = Context { id_hint: Some(case.hint.to_owned()), ..Context::default() };
        let whole = parse_with(case.text, &context).telegram;
        let facts = |one: &telegram::Paragraph| (one.number.clone(), one.portion.clone(), one.text.clone());
        for (index, paragraph) in whole.paragraphs.iter().enumerate() {
            let (from, to) = (paragraph.span.start as usize, paragraph.span.end as usize);
            let begin = case.text[..from].rfind('\n').map_or(0, |at| at + 1);
            let rest = parse_with(&case.text[begin..], &context).telegram;
            let same = rest.paragraphs.iter().map(facts).eq(whole.paragraphs[index..].iter().map(facts));
            if !same || rest.signature != whole.signature {
                writeln!(failures, "from paragraph {index} on: {}\n{:?}\n", case.head, paragraphs(&rest)).unwrap();
            }
            let alone = parse_with(&case.text[begin..to], &context).telegram;
            if !alone.paragraphs.iter().map(facts).eq([facts(paragraph)]) || !alone.signature.is_empty() {
                writeln!(failures, "paragraph {index} alone: {}\n{:?}\n", case.head, paragraphs(&alone)).unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// The irregularities that the files here hold, and how many cases each has at least.
const COVERED: [std::ops::RangeInclusive<u32>; 7] =
    [21..=40, 125..=132, 133..=136, 137..=148, 152..=155, 195..=201, 206..=206];

/// Files of other runners whose cases count too: by the numbers in their heads, or one a line below a comment that names them.
const OTHERS: [&str; 4] = [
    include_str!("cases/fragments_addresses.txt"),
    include_str!("cases/signature.txt"),
    include_str!("cases/drafting.txt"),
    include_str!("cases/envelope.txt"),
];

/// The irregularities that a head names: `N125, N138 …`, `N30a …`.
fn numbers(head: &str) -> impl Iterator<Item = u32> {
    head.split(|c: char| !c.is_ascii_alphanumeric()).filter_map(|word| {
        let digits = word.strip_prefix('N')?;
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        (digits.len() - end <= 1).then(|| digits[..end].parse().ok()).flatten()
    })
}

#[test]
fn each_irregularity_has_three_cases() {
    let mut counts = std::collections::BTreeMap::<u32, usize>::new();
    let mut add = |number| *counts.entry(number).or_default() += 1;
    for case in FILES.iter().flat_map(|(_, file)| cases(file)) {
        numbers(case.head).for_each(&mut add);
    }
    for file in OTHERS {
        let mut named: Vec<u32> = Vec::new();
        for line in file.lines() {
            if let Some(head) = line.strip_prefix("=== ") {
                numbers(head).for_each(&mut add);
            } else if line.starts_with('#') {
                named = numbers(line).collect();
            } else if line.contains(" => ") {
                named.iter().copied().for_each(&mut add);
            }
        }
    }
    let few: Vec<String> = COVERED
        .into_iter()
        .flatten()
        .map(|number| (number, counts.get(&number).copied().unwrap_or(0)))
        .filter(|&(_, count)| count < 3)
        .map(|(number, count)| format!("N{number}: {count}"))
        .collect();
    assert!(few.is_empty(), "less than three cases: {few:?}");
}
