//! The command reference of the documents, made from the commands themselves.
//!
//! `SNAPSHOTS=overwrite cargo test -p cli reference` writes it anew.

use clap::{CommandFactory as _, Parser as _};

use crate::args::Arguments;

const INTRODUCTION: &str = "\
# Command reference

What `--help` says, for every command. This page is written by a test
(`SNAPSHOTS=overwrite cargo test -p cli reference`); do not edit it.
";

/// The help of every command, as Markdown.
fn reference() -> String {
    let mut root = Arguments::command().term_width(100);
    root.build();
    let mut page = INTRODUCTION.to_owned();
    section(&mut page, "chancery", &mut root.clone());
    for command in root.get_subcommands_mut() {
        if command.get_name() != "help" && !command.is_hide_set() {
            let name = format!("chancery {}", command.get_name());
            let mut command = command.clone().term_width(100);
            section(&mut page, &name, &mut command);
        }
    }
    page
}

fn section(page: &mut String, name: &str, command: &mut clap::Command) {
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    page.push_str(&format!("\n## {name}\n\n```text\n{}\n```\n", lines.join("\n").trim_end()));
}

/// Compares a page of the book with what it should be; `SNAPSHOTS=overwrite` writes it anew.
pub(crate) fn assert_in_the_book(name: &str, page: String) {
    // From the crate's own folder: `snapbox::file!` asks for the outermost `Cargo.toml` above it, which may be another project's.
    let path = root().join("docs/book").join(name);
    snapbox::Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .eq(page, snapbox::Data::read_from(&path, None).raw());
}

#[test]
fn the_reference_in_the_documents_is_up_to_date() {
    assert_in_the_book("commands.md", reference());
}

#[test]
fn arguments_are_declared_without_contradiction() {
    Arguments::command().debug_assert();
}

fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The documents that show commands.
fn documents() -> Vec<(std::path::PathBuf, String)> {
    let root = root();
    let mut paths = vec![root.join("README.md"), root.join("CONTRIBUTING.md")];
    let book = std::fs::read_dir(root.join("docs/book")).expect("the book is there");
    paths.extend(book.map(|entry| entry.expect("the book can be listed").path()));
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).expect("a document is text"))).collect()
}

#[test]
fn every_command_that_the_documents_show_can_be_typed() {
    let mut count = 0;
    for (path, text) in documents() {
        let joined = text.split("\\\n").map(str::trim_start).collect::<Vec<_>>().join("");
        // Shown with a prompt, or as an example of the help.
        let lines = joined.lines().map(|line| line.trim().trim_start_matches("$ "));
        for line in lines.map(|line| line.replace("cargo run --release --", "chancery")) {
            if !line.starts_with("chancery ") || line.ends_with(':') {
                continue;
            }
            // What follows two blanks in the help explains the example.
            let example = line.split("   ").next().unwrap_or_default();
            let words = shlex::split(example).unwrap_or_else(|| panic!("{}: {line}", path.display()));
            let words: Vec<&String> =
                words.iter().take_while(|word| !["|", ">", "<"].contains(&word.as_str())).collect();
            if let Err(error) = Arguments::try_parse_from(&words) {
                panic!("{}: {line}\n{error}", path.display());
            }
            count += 1;
        }
    }
    assert!(count > 30, "the documents show {count} commands");
}

#[test]
fn links_between_documents_lead_somewhere() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let more = ["ARCHITECTURE.md", "CHANGELOG.md", "docs/benchmarks.md", "docs/decisions/README.md"];
    let more = more.map(|name| root.join(name)).map(|path| {
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (path, text)
    });
    for (path, text) in documents().into_iter().chain(more) {
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            let target = path.parent().expect("a file has a folder").join(target);
            assert!(target.exists(), "{}: {link}", path.display());
        }
    }
}
