//! An import may be killed at any moment and run again: nothing is lost,
//! nothing doubled, and catalogue, files and index agree.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;
use support::{World, telegram};

const TELEGRAMS: u32 = 3000;

/// All ids of the archive, as its search gives them.
fn ids(world: &World) -> Vec<String> {
    let found = world.run(&["search", "tag:ETRN", "--json", "--limit", "100000"]).json();
    let hits = found["hits"].as_array().unwrap();
    assert_eq!(found["total"], hits.len(), "every hit can be reached");
    hits.iter().filter_map(|hit| hit["id"].as_str().map(str::to_owned)).collect()
}

fn start(world: &World) -> Child {
    begin(world, &["import", "files"])
}

fn begin(world: &World, arguments: &[&str]) -> Child {
    world.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn nothing_is_lost_or_doubled_when_imports_are_killed() {
    let world = World::new();
    for number in 1..=TELEGRAMS {
        world.file(&format!("{}/{number}.txt", number % 10), telegram(number));
    }

    // Killed at several moments: before the first write, early, in the middle.
    let mut killed = 0;
    for milliseconds in [5, 60, 150, 300, 600, 900] {
        let mut child = start(&world);
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_millis(milliseconds) && child.try_wait().unwrap().is_none() {
            sleep(Duration::from_millis(2));
        }
        if child.try_wait().unwrap().is_none() {
            // SIGKILL: no handler runs, nothing is flushed.
            child.kill().unwrap();
            killed += 1;
        }
        child.wait().unwrap();
    }
    assert!(killed >= 2, "the imports were too fast to be killed: use more telegrams");

    let report = world.run(&["import", "--json", "files"]).expect(0).json();
    assert_eq!(report["read"], TELEGRAMS);
    assert_eq!(report["changed"], 0);
    assert_eq!(report["failed"], 0);
    assert_eq!(report["new"].as_u64().unwrap() + report["known"].as_u64().unwrap(), u64::from(TELEGRAMS));

    let found = ids(&world);
    let distinct: BTreeSet<&String> = found.iter().collect();
    assert_eq!(found.len(), distinct.len(), "a telegram is in the index twice");
    let expected: BTreeSet<String> = (1..=TELEGRAMS).map(|number| format!("75SUVA{number}")).collect();
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);

    let verified = world.run(&["verify", "--json"]).expect(0).json();
    assert_eq!(verified["witnesses"], TELEGRAMS);
    let states: Vec<Value> = world.run(&["imports", "--json"]).expect(0).json_lines();
    assert_eq!(states[0]["state"], "finished");
}

#[test]
fn a_second_import_at_the_same_time_is_refused_or_waits_but_harms_nothing() {
    let world = World::new();
    for number in 1..=500 {
        world.file(&format!("{number}.txt"), telegram(number));
    }
    let mut first = start(&world);
    let mut second = start(&world);
    first.wait().unwrap();
    second.wait().unwrap();
    let report = world.run(&["import", "--json", "files"]).expect(0).json();
    assert_eq!(report["new"].as_u64().unwrap() + report["known"].as_u64().unwrap(), 500);
    assert_eq!(ids(&world).len(), 500);
    world.run(&["verify"]).expect(0);
}

#[test]
fn an_import_that_is_interrupted_writes_what_it_has_read_and_says_so() {
    let world = World::new();
    for number in 1..=TELEGRAMS {
        world.file(&format!("{number}.txt"), telegram(number));
    }
    let child =
        world.command(&["import", "--json", "files"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    sleep(Duration::from_millis(300));
    // SIGINT, as Ctrl-C sends it.
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["state"], "cancelled");
    let rest = world.run(&["import", "--json", "files"]).expect(0).json();
    assert_eq!(rest["known"], report["new"]);
    assert_eq!(ids(&world).len(), TELEGRAMS as usize);
    world.run(&["verify"]).expect(0);
}

#[test]
fn an_index_whose_making_is_killed_at_any_moment_is_whole_or_made_again() {
    let world = World::new();
    for number in 1..=400 {
        world.file(&format!("{number}.txt"), telegram(number));
    }
    world.run(&["import", "files"]).expect(0);
    let expected = ids(&world);
    let begun = Instant::now();
    begin(&world, &["reindex"]).wait().unwrap();
    let whole = begun.elapsed();
    let mut killed = 0;
    for part in 0..16 {
        let mut child = begin(&world, &["reindex"]);
        sleep(whole * part / 15);
        killed += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        // Every other time somebody looks before anything is tidied up.
        if part % 2 == 0 {
            world.run(&["verify"]).expect(0);
        }
        assert_eq!(ids(&world), expected);
        world.run(&["verify"]).expect(0);
        for left in ["index.new", "index.old"] {
            assert!(!world.path("archive").join(left).exists(), "{left}");
        }
    }
    assert!(killed >= 4, "the index was made too fast to be killed: use more telegrams");
}
