//! The page of the book that lists every diagnostic, made from the catalogue.
//!
//! `SNAPSHOTS=overwrite cargo test -p cli diagnostics_page` writes it anew.

use telegram::catalogue::{self, Entry, Origin};

use crate::annotated::severity_name;

const INTRODUCTION: &str = "\
# Diagnostics

What is odd in a telegram, `chancery parse` says under `diagnostics`, and `chancery parse --explain` below the line:
a code, a severity, the place, and what was done. A *note* is usual in its kind of source and was read without doubt; of a
*warning* a reader should look at the place; an *error* could not be read or contradicts itself. Codes keep their
meaning. The examples are invented.

`N` numbers are irregularities of the [format reference](../format/README.md), `C` numbers its [cross-checks](../format/checks.md).
`chancery explain CODE` shows the same on the command line, `/diagnostics/CODE` in the pages.

This page is written by a test (`SNAPSHOTS=overwrite cargo test -p cli diagnostics_page`) from
`crates/telegram/data/diagnostics.tsv`; do not edit it. That every code is in it, and that every example makes its code
appear, is tested too.
";

const PARTS: [(Origin, &str, &str); 5] = [
    (Origin::Parse, "What the parser says", "In `diagnostics` of a telegram, from every carrier."),
    (
        Origin::Check,
        "What the cross-checks say",
        "`chancery check` compares what a telegram says in two places. A contradiction that is an *error* tells against the \
         telegram as a whole: it is damaged, mixed up or invented.",
    ),
    (Origin::Id, "What is done to reference ids", "Of a reference id in any form, as `telegram::id` reads it."),
    (Origin::Frus, "What the reader of FRUS volumes says", "Of a document in a volume."),
    (
        Origin::Source,
        "What the readers of carriers say",
        "Where the source states something that the text does not, or something else.",
    ),
];

fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (origin, title, what) in PARTS {
        page.push_str(&format!("\n## {title}\n\n{what}\n"));
        for entry in catalogue::all().iter().filter(|entry| entry.origin == origin) {
            section(&mut page, entry);
        }
    }
    page
}

fn section(page: &mut String, entry: &Entry) {
    let numbers = entry.numbers.join(", ");
    page.push_str(&format!("\n### {}\n\n", entry.code));
    page.push_str(&format!(
        "*{}* · {} · {numbers}\n\n{} {}\n",
        severity_name(entry.severity),
        entry.title,
        entry.meaning,
        entry.done
    ));
    let lines: Vec<String> = entry
        .example
        .trim_end()
        .lines()
        // A page of the book is no place for a line of 500 characters.
        .map(|line| {
            if line.chars().count() > 90 {
                format!("{} …", line.chars().take(80).collect::<String>().trim_end())
            } else {
                line.trim_end().to_owned()
            }
        })
        .collect();
    page.push_str(&format!("\n```text\n{}\n```\n", lines.join("\n")));
}

#[test]
fn the_page_in_the_book_is_up_to_date() {
    crate::reference::assert_in_the_book("diagnostics.md", page());
}
