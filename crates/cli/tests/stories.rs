//! What a person does with the binary, from the first file to the last check.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use serde_json::json;
use support::{World, samples, telegram};

#[test]
fn parse_prints_one_line_for_each_telegram_in_the_order_of_the_input() {
    let world = World::new();
    let mut arguments = vec!["parse".to_owned()];
    for number in 10..60 {
        arguments.push(world.file(&format!("{number}.txt"), telegram(number)).display().to_string());
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ran = world.run(&arguments).expect(0);
    let ids: Vec<_> = ran.json_lines().iter().map(|line| line["id"].clone()).collect();
    let expected: Vec<_> = (10..60).map(|number| json!(format!("75SUVA{number}"))).collect();
    assert_eq!(ids, expected);
}

#[test]
fn parse_reads_standard_input_and_adds_the_layer_below_on_request() {
    let world = World::new();
    let text = telegram(617);
    let line = world.run_with_input(&["parse", "--elements", "-"], text.as_bytes()).expect(0).json();
    assert_eq!(line["id"], "75SUVA617");
    assert_eq!(line["text"], text.as_str());
    let elements = line["elements"].as_array().unwrap();
    assert_eq!(elements.first().unwrap()["span"][0], 0);
    assert_eq!(elements.last().unwrap()["span"][1], text.len());
    let plain = world.run_with_input(&["parse", "-"], text.as_bytes()).expect(0).json();
    assert!(plain.get("elements").is_none() && plain.get("text").is_none());
}

#[test]
fn parse_prints_an_error_for_what_it_cannot_read_and_goes_on() {
    let world = World::new();
    let good = world.file("good.txt", telegram(1)).display().to_string();
    let empty = world.file("empty.txt", "").display().to_string();
    let ran = world.run(&["parse", &empty, "absent.txt", &good]).expect(1);
    let lines = ran.json_lines();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["file"], empty.as_str());
    assert!(lines[0]["error"].is_string());
    assert_eq!(lines[1]["file"], "absent.txt");
    assert_eq!(lines[2]["id"], "75SUVA1");
}

#[test]
fn explain_tells_what_a_code_meant_on_the_day() {
    let world = World::new();
    let ran = world.run(&["explain", "RS", "--date", "2009-03-17"]).expect(0);
    let lines: Vec<_> = ran.stdout.lines().collect();
    assert_eq!(lines[..2], ["RS", "  Russia"]);
    assert!(lines[2].starts_with("    country tag, 1991-12-26 to 2015-12-31, then RU; "), "{}", lines[2]);
    assert_eq!(lines[3], "  not then: Serbia");

    let json = world.run(&["explain", "sca/cen", "QQQQ", "--json", "--date", "2009-03"]).expect(1).json_lines();
    assert_eq!((json.len(), &json[0]["token"], &json[0]["date"]), (2, &json!("sca/cen"), &json!("2009-03")));
    let meaning = &json[0]["meanings"][0];
    assert_eq!(meaning["title"], "Office of Central Asian Affairs");
    assert_eq!(meaning["kind"], "office");
    assert_eq!(meaning["from"], "2006-02");
    assert_eq!((&meaning["to"], &meaning["in_force"]), (&json!(null), &json!(true)));
    assert_eq!(json[1]["meanings"], json!([]));

    world.run(&["explain", "RS", "--date", "tomorrow"]).expect(2);
}

#[test]
fn id_gives_the_canonical_form_or_a_dash() {
    let world = World::new();
    let ran = world.run(&["id", "75 SUVA 0617", "1975SUVA00617", "75SUVA617"]).expect(0);
    assert_eq!(ran.stdout, "75 SUVA 0617\t75SUVA617\n1975SUVA00617\t75SUVA617\n75SUVA617\t75SUVA617\n");
    let ran = world.run_with_input(&["id"], b"09ASTANA478\r\n\nnot an id\n").expect(1);
    assert_eq!(ran.stdout, "09ASTANA478\t09ASTANA478\nnot an id\t-\n");
}

#[test]
fn a_dry_run_tells_what_would_come_in_and_writes_nothing() {
    let world = World::new();
    let good = world.file("good.txt", telegram(7)).display().to_string();
    let empty = world.file("empty.txt", "").display().to_string();
    let told = world.run(&["import", "--dry-run", "--json", &good, &empty]).expect(1).json();
    assert_eq!((&told["read"], &told["failed"], &told["dry_run"]), (&json!(1), &json!(1), &json!(true)), "{told}");
    assert_eq!(told["files"][0]["carriers"], json!(["text"]));
    assert!(told["fields"].as_array().unwrap().contains(&json!(["subject", 1])), "{told}");
    let example = &told["examples"]["id"];
    assert_eq!(*example, json!([{"value": "75SUVA7", "file": good, "key": "good"}]), "{told}");
    assert!(!world.path("archive").exists(), "nothing is written");
    let human = world.run(&["import", "--dry-run", &good]).expect(0);
    assert!(human.stdout.contains("nothing was written"), "{}", human.stdout);
    assert!(human.stdout.contains("100.0 %"), "{}", human.stdout);
    assert!(human.stdout.contains(&format!("75SUVA7  ({good})")), "{}", human.stdout);
    // Of each fact three examples that differ, of a table of many.
    let rows: String = (1..=9).map(|number| format!("75SUVA{number},1975-03-02,1. Ferry {number} sails.\n")).collect();
    let table = world.file("table.csv", format!("reference id,date,body\n{rows}")).display().to_string();
    let told = world.run(&["import", "--dry-run", "--json", &table]).expect(0).json();
    let values = |name: &str| {
        told["examples"][name].as_array().unwrap().iter().map(|one| one["value"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(values("id"), ["75SUVA1", "75SUVA2", "75SUVA3"]);
    assert_eq!(values("date"), ["1975-03-02"]);
}

#[test]
fn progress_is_told_as_json_lines_on_request() {
    let world = World::new();
    let files = world.file("good.txt", telegram(7)).display().to_string();
    let ran = world.run(&["import", "--progress", "json", &files]).expect(0);
    let last: serde_json::Value = serde_json::from_str(ran.stderr.lines().last().unwrap()).unwrap();
    assert_eq!((&last["read"], &last["units"]), (&json!(1), &json!(1)), "{}", ran.stderr);
}

#[test]
fn copies_are_compared_split_off_and_joined_again() {
    let world = World::new();
    let one = world.file("one.txt", telegram(7)).display().to_string();
    let two = world.file("two.txt", telegram(7).replace("TEAPOTS", "KETTLES")).display().to_string();
    world.run(&["import", &one]).expect(0);
    world.run(&["import", "--collection", "more", &two]).expect(0);
    let listed = world.run(&["witness", "list", "75SUVA7"]).expect(0).stdout;
    assert!(listed.contains("main/one") && listed.contains("more/two") && listed.contains("same id"), "{listed}");
    world.run(&["witness", "list", "--doubtful"]).expect(1);
    let compared = world.run(&["witness", "compare", "75SUVA7", "1", "2"]).expect(0).stdout;
    assert!(compared.contains("[-TEAPOTS.-]") && compared.contains("{+KETTLES.+}"), "{compared}");
    let split = world.run(&["witness", "split", "more/two", "--why", "kettles"]).expect(0).stdout;
    assert_eq!(split, "more/two is a copy of more/two\n");
    world.run(&["witness", "compare", "75SUVA7"]).expect(1);
    assert_eq!(world.run(&["search", "kettles", "--json"]).expect(0).json()["total"], 1);
    world.run(&["witness", "join", "more/two", "75SUVA7"]).expect(0);
    world.run(&["witness", "undo", "more/two"]).expect(0);
    assert!(world.run(&["witness", "undo", "more/two"]).expect(1).stderr.contains("nothing to take back"));
    world.run(&["witness", "split", "nothing"]).expect(2);
    let brought = world.run(&["imports", "2", "--changes"]).expect(0).stdout;
    assert!(brought.starts_with("new      75SUVA7  more/two  FERRY SERVICE"), "{brought}");
    assert_eq!(world.run(&["verify", "--json"]).expect(0).json()["findings"], json!([]));
}

#[test]
fn a_doubtful_pair_is_listed_and_decided() {
    let world = World::new();
    let text = |class: &str, to: &str| {
        format!(
            "R 020315Z APR 75\nFM AMEMBASSY SUVA\nTO {to}\nBT\nUNCLAS{class}\n\nSUBJECT: FERRY SERVICE\n\n1. THE FERRY \
             BETWEEN THE MAIN ISLANDS SAILS AGAIN FROM MONDAY,\nAFTER ELEVEN WEEKS IN THE YARD.\nROE\nBT\n"
        )
    };
    let one = world.file("one.txt", text(" SUVA 0617", "SECSTATE WASHDC")).display().to_string();
    let two = world.file("two.txt", text("", "AMEMBASSY LONDON")).display().to_string();
    world.run(&["import", &one]).expect(0);
    world.run(&["witness", "pairs"]).expect(1);
    world.run(&["import", "--collection", "more", &two]).expect(0);
    let listed = world.run(&["witness", "pairs"]).expect(0).stdout;
    assert!(listed.contains("against: addressee: SECSTATE WASHDC; AMEMBASSY LONDON"), "{listed}");
    assert!(listed.contains("chancery witness join more/two 75SUVA617"), "{listed}");
    let told = world.run(&["witness", "apart", "main/one", "more/two", "--why", "two governments"]).expect(0).stdout;
    assert_eq!(told, "main/one and more/two are of two telegrams\n");
    world.run(&["witness", "pairs"]).expect(1);
    world.run(&["witness", "undo", "more/two", "main/one"]).expect(0);
    assert_eq!(world.run(&["witness", "pairs", "--json"]).expect(0).json()["judgement"]["verdict"], "doubtful");
    world.run(&["witness", "join", "more/two", "75SUVA617"]).expect(0);
    world.run(&["witness", "pairs"]).expect(1);
    let error = world.run(&["witness", "apart", "main/one", "more/two"]).expect(1).stderr;
    assert!(error.contains("copies of one telegram"), "{error}");
    assert_eq!(world.run(&["verify", "--json"]).expect(0).json()["findings"], json!([]));
}

#[test]
fn samples_are_imported_found_shown_and_verified() {
    let world = World::new();
    let samples = samples().display().to_string();

    let first = world.run(&["import", "--json", "--collection", "samples", &samples]);
    let report = first.json();
    assert!(report["read"].as_u64().unwrap() >= 30, "{report}");
    assert_eq!(report["new"], report["read"]);
    assert_eq!(report["known"], 0);
    assert_eq!(report["changed"], 0);
    assert_eq!(report["problems"].as_array().unwrap().len(), report["failed"].as_u64().unwrap() as usize);
    first.expect(if report["failed"] == 0 { 0 } else { 1 });

    let again = world.run(&["import", "--json", "--collection", "samples", &samples]).json();
    assert_eq!((&again["new"], &again["changed"]), (&json!(0), &json!(0)), "{again}");
    assert_eq!(again["known"], report["read"]);

    let imports = world.run(&["imports", "--json"]).expect(0).json_lines();
    assert_eq!(imports.len(), 2);
    let told = world.run(&["imports", "1", "--json"]).expect(0).json();
    assert_eq!(told["problems"], report["problems"]);
    assert!(world.run(&["imports", "99"]).expect(1).stderr.contains("99"));

    let found = world.run(&["search", "anchor", "--json"]).expect(0).json();
    assert!(found["total"].as_u64().unwrap() > 3);
    let by_id = world.run(&["search", "id:74SUVA1588", "--json"]).expect(0).json();
    assert_eq!(by_id["total"], 1);
    assert_eq!(by_id["hits"][0]["id"], "74SUVA1588");
    let human = world.run(&["search", "anchor", "--limit", "2"]).expect(0);
    assert!(human.stdout.contains("telegrams found, 1 to 2 shown"), "{}", human.stdout);
    assert!(!human.stdout.contains('\u{1b}'), "no colours where there is no terminal");
    assert!(world.run(&["search", "zymurgy"]).expect(1).stdout.starts_with("0 telegrams found"));

    let shown = world.run(&["show", "74 SUVA 01588"]).expect(0);
    assert!(shown.stdout.starts_with("74SUVA1588\n"), "{}", shown.stdout);
    assert!(shown.stdout.contains("Referred to by"));
    let json = world.run(&["show", "74SUVA1588", "--json"]).expect(0).json();
    assert_eq!(json["id"], "74SUVA1588");
    assert_eq!(json["source"]["carrier"], "aad");
    let paragraph = world.run(&["show", "74SUVA1588#p2", "--json"]).expect(0).json();
    assert_eq!(paragraph["number"], "2");
    assert!(world.run(&["show", "74SUVA1588#p99"]).expect(1).stderr.contains("p99"));
    let original = world.run(&["show", "74SUVA1588", "--original"]).expect(0);
    let file = std::fs::read_to_string(support::samples().join("nara-aad/1974SUVA01588.txt")).unwrap();
    assert_eq!(original.stdout, file);

    // Cited by many, held by nobody: it has a page, and says so.
    let missing = world.run(&["show", "74SUVA1377"]).expect(1);
    assert!(missing.stdout.contains("No copy of this telegram"), "{}", missing.stdout);
    assert!(missing.stdout.contains("74SUVA1391"), "{}", missing.stdout);
    world.run(&["show", "99NOWHERE1"]).expect(1);

    let verified = world.run(&["verify", "--json"]).expect(0).json();
    assert_eq!(verified["findings"], json!([]));
}

#[test]
fn verify_says_what_does_not_agree() {
    let world = World::new();
    let file = world.file("1.txt", telegram(1)).display().to_string();
    world.run(&["import", &file]).expect(0);
    world.run(&["verify"]).expect(0);
    let blob = find_blob(&world.path("archive").join("blobs"));
    std::fs::remove_file(blob).unwrap();
    let ran = world.run(&["verify", "--json"]).expect(1);
    assert!(!ran.json()["findings"].as_array().unwrap().is_empty());
}

#[test]
fn a_damaged_index_is_told_and_made_anew() {
    let world = World::new();
    for number in 1..=20 {
        world.file(&format!("{number}.txt"), telegram(number));
    }
    world.run(&["import", "files"]).expect(0);
    let index = world.path("archive/index");
    for entry in std::fs::read_dir(&index).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "store") {
            let mut bytes = std::fs::read(&path).unwrap();
            bytes[10] ^= 0x55;
            std::fs::write(path, bytes).unwrap();
        }
    }
    let damaged = world.run(&["verify", "--json"]).expect(1).json();
    assert_eq!(damaged["findings"][0]["code"], "index-damaged", "{damaged:#}");
    world.run(&["verify", "--rebuild-index"]).expect(0);
    assert_eq!(world.run(&["search", "teapots", "--json"]).expect(0).json()["total"], 20);

    // Without an index the next command makes one.
    std::fs::remove_dir_all(index).unwrap();
    assert_eq!(world.run(&["search", "teapots", "--json"]).expect(0).json()["total"], 20);
}

fn find_blob(directory: &std::path::Path) -> std::path::PathBuf {
    let entry = std::fs::read_dir(directory).unwrap().next().unwrap().unwrap().path();
    if entry.is_dir() { find_blob(&entry) } else { entry }
}

#[test]
fn a_reference_is_resolved_when_its_target_comes_later() {
    let world = World::new();
    let later = world.file("b/2.txt", telegram(2)).display().to_string();
    let earlier = world.file("a/1.txt", telegram(1)).display().to_string();
    world.run(&["import", &later]).expect(0);
    assert!(world.run(&["show", "75SUVA2"]).expect(0).stdout.contains("75SUVA1 (not in this archive)"));
    world.run(&["import", &earlier]).expect(0);
    assert!(world.run(&["show", "75SUVA2"]).expect(0).stdout.contains("75SUVA1: FERRY SERVICE, REPORT NUMBER 1"));
    assert!(world.run(&["show", "75SUVA1"]).expect(0).stdout.contains("Referred to by\n  75SUVA2"));
}

#[test]
fn a_wrong_query_shows_the_place_and_is_wrong_usage() {
    let world = World::new();
    let file = world.file("1.txt", telegram(1)).display().to_string();
    world.run(&["import", &file]).expect(0);
    let ran = world.run(&["search", "ferry \"not closed"]).expect(2);
    assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("^"), "{}", ran.stderr);
    assert!(ran.stdout.is_empty());
}

#[test]
fn wrong_usage_and_an_absent_archive_are_told_apart() {
    let world = World::new();
    world.run(&["nonsense"]).expect(2);
    world.run(&["parse"]).expect(2);
    world.run(&["import", "-", "x"]).expect(2);
    let ran = world.run(&["--version"]).expect(0);
    assert!(ran.stdout.starts_with("chancery "));
    for arguments in [["search", "x"], ["show", "75SUVA1"], ["verify", "--json"], ["imports", "--json"]] {
        let ran = World::new().run(&arguments).expect(1);
        assert!(ran.stderr.contains("import"), "says how to make one: {}", ran.stderr);
    }
}

#[test]
fn standard_input_is_imported() {
    let world = World::new();
    let ran = world.run_with_input(&["import", "--json", "-"], telegram(5).as_bytes()).expect(0);
    assert_eq!(ran.json()["new"], 1);
    world.run(&["show", "75SUVA5"]).expect(0);
}

#[test]
fn a_reader_that_goes_away_is_success() {
    let world = World::new();
    for number in 1..400 {
        world.file(&format!("{number}.txt"), telegram(number));
    }
    let mut child = world.command(&["parse", "files"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    // The reader is dropped at the end of the statement, and the pipe with it.
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with('{'));
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn serve_imports_prints_its_address_answers_and_stops_when_asked() {
    let world = World::new();
    world.file("1.txt", telegram(1));
    let mut child = world
        .command(&["serve", "--import", "files", "--addr", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_else(|| {
        child.kill().unwrap();
        panic!("no address in {line:?}")
    });

    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /75SUVA1 HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();

    let stopped = std::process::Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    let status = child.wait().unwrap();
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("FERRY SERVICE, REPORT NUMBER 1"), "{page}");
    assert!(stopped.success());
    assert_eq!(status.code(), Some(0), "asked to stop, it ends well");
}
