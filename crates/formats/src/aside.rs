//! Files that no archive of telegrams wants, told by their names: they are noted and left aside.

use crate::{Problem, Reading, Unit};

/// Why a file or member of this name is left aside unread; `None` where it is to be read.
pub(crate) fn by_name(file: &str) -> Option<Problem> {
    let mut parts = file.rsplit(['/', '\\', '!']);
    let name = parts.next().unwrap_or_default();
    let reason = match name {
        ".DS_Store" | "._.DS_Store" => "an index file of macOS",
        "Thumbs.db" | "thumbs.db" | "ehthumbs.db" | "desktop.ini" | "Desktop.ini" => "an index file of Windows",
        _ if parts.any(|folder| folder == "__MACOSX") => "a resource file of macOS",
        _ if name.starts_with("._") => "a resource file of macOS",
        _ => return None,
    };
    Some(Problem::aside(file, format!("no telegram, left aside: {reason}")))
}

/// What folders say of themselves, without their extension.
const OF_FOLDERS: [&str; 9] =
    ["readme", "license", "licence", "copying", "changelog", "manifest", "index", "notice", "contents"];

/// Leaves a folder's own description aside where no telegram was found in it.
pub(crate) fn description(unit: &Unit, reading: &mut Reading) {
    let name = unit.file.rsplit(['/', '\\', '!']).next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let stem = stem.split(['-', '_']).next().unwrap_or_default();
    let is_found = reading.records.iter().any(|record| record.telegram.kind != telegram::Kind::Document);
    if OF_FOLDERS.contains(&stem) && !is_found && unit.part.is_none() {
        reading.records.clear();
        reading.problems =
            vec![Problem::aside(&unit.file, "no telegram, left aside: the description of a folder".to_owned())];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for name in ["a/.DS_Store", "a.zip!__MACOSX/b/._c.txt", "Thumbs.db", "b/._x"] {
            assert!(by_name(name).is_some_and(|problem| problem.aside), "{name}");
        }
        for name in ["a/b.txt", "MACOSX/c.txt", "a.zip!DS_Store.txt"] {
            assert!(by_name(name).is_none(), "{name}");
        }
    }

    #[test]
    fn descriptions_of_folders() {
        let read = |name: &str, text: &str| crate::read(&Unit::new(name, text.as_bytes().to_vec()));
        let aside = read("x/README.md", "# Papers\n\nFrom the ferry office.\n");
        assert!(aside.records.is_empty() && aside.problems[0].aside);
        let telegram = "R 020415Z APR 05\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nBT\nUNCLAS SUVA 000617\n\n\
                        TAGS: EWWT, FJ\nSUBJECT: FERRY\n\n1. The ferry sails.\nROE\n";
        assert_eq!(read("x/readme.txt", telegram).records.len(), 1);
        let other = read("x/picnic.bin", "\u{0}\u{1}\u{2}");
        assert!(!other.problems[0].aside, "what should have been readable is a failure");
    }
}
