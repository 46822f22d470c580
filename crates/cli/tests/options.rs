//! Options that stand with every command: where the archive is, what the
//! columns of a table hold.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{World, telegram};

/// `--archive` before and after the command, over the one of the environment.
#[test]
fn the_archive_is_named_before_or_after_the_command() {
    let world = World::new();
    world.file("75SUVA617.txt", telegram(617));
    world.run(&["import", "files", "--archive", "other"]).expect(0);
    let commands: [&[&str]; 8] = [
        &["import", "files"],
        &["imports"],
        &["search", "ferry"],
        &["show", "75SUVA617"],
        &["verify"],
        &["witness", "list", "75SUVA617"],
        &["parse", "files"],
        &["check", "files"],
    ];
    for command in commands {
        let before = [&["--archive", "other"], command].concat();
        let after = [command, &["--archive", "other"]].concat();
        let one = world.run(&before);
        let other = world.run(&after);
        assert_eq!(one.status, Some(0), "{command:?}: {}", one.stderr);
        assert_eq!((one.status, one.stderr.is_empty()), (other.status, other.stderr.is_empty()), "{}", other.stderr);
        if command[0] != "import" && command[0] != "imports" {
            // How long a search took stands after its results.
            assert_eq!(one.stdout.lines().next(), other.stdout.lines().next(), "{command:?}");
        }
    }
    // The archive that the environment names was never made.
    assert!(!world.path("archive").exists());
    world.run(&["--archive", "other", "id", "75 SUVA 617"]).expect(0);
    world.run(&["explain", "RS", "--archive", "other"]).expect(0);
}

/// A table whose columns nobody would guess.
#[test]
fn columns_are_named_to_check_as_to_import() {
    let world = World::new();
    let text = telegram(617).replace('"', "\"\"");
    let table = world.file("table.csv", format!("No,Words\n1,\"{text}\"\n2,\"{text}\"\n"));
    let table = table.to_str().unwrap();
    let map = ["--map", "Words=body", "--map", "No=key"];
    let checked = world.run(&[&["check", "--json", table], &map[..]].concat()).expect(0);
    let keys: Vec<String> =
        checked.json_lines().iter().filter_map(|line| Some(line["key"].as_str()?.to_owned())).collect();
    assert_eq!(keys, ["1", "2"]);
    world.run(&["check", table, "--map", "Wrods=body"]).expect(1);
    world.run(&["check", table, "--map", "Words"]).expect(2);
    world.run(&["serve", "--import", table, "--map", "Words"]).expect(2);
    world.run(&[&["import", table], &map[..]].concat()).expect(0);
    world.run(&["show", "75SUVA617"]).expect(0);
}
