//! What a person does who doubts a telegram: `check`, `parse --explain`, `parse --strict`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::json;
use support::World;

/// An invented telegram; the filing day and the number in the `DE` line can be set.
fn filed(serial: &str, day: &str) -> String {
    format!(
        "DE RUEHSV #{serial}/01 {day}0415\nZNR UUUUU ZZH\nP 020415Z APR 05\nFM AMEMBASSY SUVA\n\
         TO RUEHC/SECSTATE WASHDC PRIORITY 4928\nBT\nUNCLAS SUVA 000617\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: EWWT, FJ\n\
         SUBJECT: INVENTED FERRY SERVICE RESUMES\n\n1. The invented ferry sails again.\n\n2. It carries teapots.\n\nROE\n"
    )
}

#[test]
fn a_telegram_that_agrees_with_itself() {
    let world = World::new();
    let file = world.file("sound.txt", filed("0617", "092")).display().to_string();
    let ran = world.run(&["check", &file]).expect(0);
    assert!(ran.stdout.starts_with("05SUVA617  agrees  ("), "{}", ran.stdout);
    assert!(ran.stdout.contains("C1  agrees      the filing time is that of the date-time group"), "{}", ran.stdout);
    assert!(!ran.stdout.contains('\u{1b}'), "no colour when it is no terminal");
    let line = world.run(&["check", "--json", &file]).expect(0).json();
    assert_eq!((&line["id"], &line["verdict"]), (&json!("05SUVA617"), &json!("agrees")));
    assert_eq!(line["checks"].as_array().unwrap().len(), 19);
    assert_eq!(world.run(&["check", "--contradictions", &file]).expect(0).stdout, "");
}

#[test]
fn a_telegram_that_contradicts_itself() {
    let world = World::new();
    let file = world.file("odd.txt", filed("0671", "122")).display().to_string();
    let ran = world.run(&["check", &file]).expect(1);
    assert!(ran.stdout.starts_with("05SUVA617  contradicts"), "{}", ran.stdout);
    // The evidence: what, which value, where.
    assert!(ran.stdout.contains("filing time: day 122 of the year, 04:15, line 1"), "{}", ran.stdout);
    assert!(ran.stdout.contains("serial of the station: 0671, line 1"), "{}", ran.stdout);
    let line = world.run(&["check", "--json", &file]).expect(1).json();
    let bad: Vec<_> =
        line["checks"].as_array().unwrap().iter().filter(|check| check["verdict"] == "contradicts").collect();
    assert_eq!(bad.iter().map(|check| check["number"].as_str().unwrap()).collect::<Vec<_>>(), ["C1", "C2"]);
    assert_eq!(bad[1]["code"], "serial-contradicts");
    assert_eq!(bad[1]["evidence"][0]["value"], "617");
}

#[test]
fn continuity_numbers_of_several_telegrams() {
    let world = World::new();
    let text = |day: u32, number: u32, count: u32| {
        format!(
            "P {day:02}0415Z APR 05\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC PRIORITY {count}\nBT\nUNCLAS SUVA {number:06}\n\nSUBJECT: FERRY\n"
        )
    };
    world.file("1.txt", text(2, 617, 4928));
    world.file("2.txt", text(5, 630, 4950));
    let ran = world.run(&["check", "files"]).expect(0);
    assert!(ran.stdout.contains("continuity numbers  agrees"), "{}", ran.stdout);
    world.file("3.txt", text(9, 655, 2950));
    let lines = world.run(&["check", "--json", "files"]).expect(1).json_lines();
    let between = lines.last().unwrap();
    assert_eq!(between["verdict"], "contradicts");
    assert!(between["continuity"][0]["message"].as_str().unwrap().contains("2950"), "{between:#}");
}

#[test]
fn check_tells_what_it_cannot_read_and_goes_on() {
    let world = World::new();
    let good = world.file("good.txt", filed("0617", "092")).display().to_string();
    let empty = world.file("empty.txt", "").display().to_string();
    let ran = world.run(&["check", &empty, "absent.txt", &good]).expect(1);
    assert!(
        ran.stdout.contains("empty.txt  not read: empty") && ran.stdout.contains("absent.txt  not read:"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("05SUVA617  agrees"), "{}", ran.stdout);
    let lines = world.run(&["check", "--json", &empty, &good]).expect(1).json_lines();
    assert_eq!((&lines[0]["error"], &lines[1]["verdict"]), (&json!("empty"), &json!("agrees")));
    let ran = world.run_with_input(&["check", "-"], filed("0617", "092").as_bytes()).expect(0);
    assert!(ran.stdout.contains("agrees"));
    world.run(&["check"]).expect(2);
}

#[test]
fn explain_says_of_each_line_what_it_is_and_what_is_odd() {
    let world = World::new();
    let text = filed("0617", "092").replace("P 020415Z", "P 0204 15Z");
    let ran = world.run_with_input(&["parse", "--explain", "-"], text.as_bytes()).expect(0);
    let out = &ran.stdout;
    assert!(
        out.contains(
            "      FL5 · precedence and date-time group · rule FL5, ACP 127 format line 5\n    3 │ P 0204 15Z APR 05\n"
        ),
        "{out}"
    );
    assert!(out.contains("      │   ^^^^^^^^^^^^^^^\n      │ note: the date-time group is printed"), "{out}");
    assert!(out.contains("[date-time-group-misprinted]") && out.contains("└ 1 note; `chancery explain CODE`"), "{out}");
    assert!(
        out.contains("      subject · rule SUBJECT, 5 FAH-1 H-200\n   13 │ SUBJECT: INVENTED FERRY SERVICE RESUMES\n"),
        "{out}"
    );
    assert!(!out.contains('\u{1b}'), "no colour when it is no terminal");
    // Every line of the text is there, once.
    let shown =
        out.lines().filter(|line| line.get(..5).is_some_and(|number| number.trim().parse::<u32>().is_ok())).count();
    assert_eq!(shown, text.lines().count());
    world.run(&["parse", "--explain", "--pretty", "-"]).expect(2);
}

#[test]
fn strict_objects_from_a_severity_on() {
    let world = World::new();
    let noted = world.file("noted.txt", filed("0617", "092").replace("P 020415Z", "P 0204 15Z")).display().to_string();
    let warned = world.file("warned.txt", filed("0617", "092").replace("12958", "12598")).display().to_string();
    let wrong = world.file("wrong.txt", filed("0617", "092").replace("020415Z", "310415Z")).display().to_string();
    for (file, note, warning, error) in [(&noted, 1, 0, 0), (&warned, 1, 1, 0), (&wrong, 1, 1, 1)] {
        world.run(&["parse", file]).expect(0);
        world.run(&["parse", "--strict=note", file]).expect(note);
        world.run(&["parse", "--strict", file]).expect(warning);
        world.run(&["parse", "--strict=warning", file]).expect(warning);
        world.run(&["parse", "--strict=error", file]).expect(error);
    }
    let ran = world.run(&["parse", "--strict", &warned]).expect(1);
    assert!(ran.stderr.contains("warned.txt:11: warning: there is no order 12598"), "{}", ran.stderr);
    assert_eq!(ran.json()["id"], "05SUVA617", "what was read is printed all the same");
    world.run(&["parse", "--strict=grave", &noted]).expect(2);
}
