//! Cases of format line 5, and lines that are none.

use super::*;

#[test]
fn reads_the_cases() {
    let mut wrong = String::new();
    for (line, hint, want) in [
        ("P 170804Z MAR 09", None, "priority priority 2009-03-17T08:04:00Z"),
        ("O R 022125Z JAN 74", None, "immediate routine 1974-01-02T21:25:00Z"),
        ("R 282246 Z MAR 73", None, "routine routine 1973-03-28T22:46:00Z"),
        ("P 0215 30Z SEPT 04", None, "priority priority 2004-09-02T15:30:00Z"),
        ("O 051836Z DEC 79 ZFF4", None, "immediate immediate 1979-12-05T18:36:00Z ZFF4"),
        ("R 151200Z JUL 1998", None, "routine routine 1998-07-15T12:00:00Z"),
        ("R 151200Z JULY 98 ZEX", None, "routine routine 1998-07-15T12:00:00Z ZEX"),
        ("R 151200ZJUL98", None, "routine routine 1998-07-15T12:00:00Z"),
        ("R 151200Z JUL", Some(1998), "routine routine 1998-07-15T12:00:00Z"),
        ("R 151200Z JUL", None, "routine routine -"),
        ("R 15120OZ JUL 98", None, "routine routine 1998-07-15T12:00:00Z"),
        ("R 311515Z JUN 05", None, "routine routine -"),
        ("P 252460Z MAY 06", None, "priority priority 2006-05-25"),
        ("P 252400Z MAY 06", None, "priority priority 2006-05-26T00:00:00Z"),
        ("R 151200A JUL 98", None, "routine routine 1998-07-15T11:00:00Z"),
        ("R 152300R JUL 98", None, "routine routine 1998-07-16T04:00:00Z"),
        ("PRIORITY 151200Z JUL 98", None, "priority priority 1998-07-15T12:00:00Z"),
        ("IMMEDIATE ROUTINE 151200Z JUL 98", None, "immediate routine 1998-07-15T12:00:00Z"),
        ("OO RR 151200Z JUL 98", None, "immediate routine 1998-07-15T12:00:00Z"),
        ("151200Z JUL 98", None, "- - 1998-07-15T12:00:00Z"),
        ("O 151200Z JUL 98R", None, "immediate immediate 1998-07-15T12:00:00Z"),
        ("R 151200Z AGU 98", None, "routine routine 1998-08-15T12:00:00Z"),
        ("R 151200Z 0CT 98", None, "routine routine 1998-10-15T12:00:00Z"),
        ("Z 151200Z DECMBER 73", None, "flash flash 1973-12-15T12:00:00Z"),
        ("R 151200Z, JUL 98,", None, "routine routine 1998-07-15T12:00:00Z"),
        ("R 151200Z JUL 30", Some(1930), "routine routine 1930-07-15T12:00:00Z"),
        ("R O30412Z SEP 76", None, "routine routine 1976-09-03T04:12:00Z"),
        ("O O30412Z SEP 76", None, "immediate immediate 1976-09-03T04:12:00Z"),
        ("O030412Z SEP 76", None, "immediate immediate 1976-09-03T04:12:00Z"),
        ("R 0304l2Z SEP 76", None, "routine routine 1976-09-03T04:12:00Z"),
        ("R 03041ZZ SEP 76", None, "routine routine 1976-09-03T04:12:00Z"),
        ("R 0304122 SEP 76", None, "routine routine 1976-09-03T04:12:00Z"),
        ("R 151200Z JUL 98 ZDK CTG #2201", None, "routine routine 1998-07-15T12:00:00Z ZDK CTG #2201"),
        ("R 151200Z JUL 98  (CCY AB120844 MSG0031)", None, "routine routine 1998-07-15T12:00:00Z CCY AB120844 MSG0031"),
        ("R 151200Z JUL 98 RERUN OF MSG 12", None, "routine routine 1998-07-15T12:00:00Z RERUN OF MSG 12"),
        ("R 151200Z JUL 98 FM AMEMBASSY SUVA", None, "routine routine 1998-07-15T12:00:00Z"),
    ] {
        let found = parse(line, hint).map_or_else(|| "none".to_owned(), |found| show(&found));
        if found != want {
            wrong += &format!("{line}\n  want {want}\n  have {found}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn show(found: &DateTimeGroup) -> String {
    let key = |precedence: Option<Precedence>| precedence.map_or("-", Precedence::key);
    let mut text = format!("{} {} ", key(found.precedence.action), key(found.precedence.info));
    text += &found.date.map_or_else(|| "-".to_owned(), |date| date.to_string());
    for signal in &found.signals {
        text += " ";
        text += signal;
    }
    text
}

#[test]
fn leaves_other_lines_alone() {
    for line in [
        "",
        "R",
        "R 1234567Z JAN 74",
        "ON 151200Z JUL 98 HE ARRIVED",
        "151200 MARCHING MEN",
        "P 12 MAY 1998",
        "1512 JULY 15",
        "REF: 151200Z JUL 98",
        "É 151200Z JUL 98",
        "R 151200Z JUL 98 WE MET THE MINISTER",
    ] {
        assert_eq!(parse(line, None), None, "{line}");
    }
}

#[test]
fn says_what_is_odd() {
    let codes = |line: &str| -> Vec<String> {
        parse(line, None).unwrap().diagnostics.iter().map(|found| found.code.to_string()).collect()
    };
    assert_eq!(codes("P 170804Z MAR 09"), Vec::<String>::new());
    assert_eq!(codes("R 311515Z JUN 05"), ["date-time-group-impossible"]);
    assert_eq!(codes("P 0215 30Z SEPT 04"), ["date-time-group-misprinted"]);
    assert_eq!(codes("R 151200 JUL 98"), ["date-time-group-without-zone"]);
    assert_eq!(codes("R 151200B JUL 98"), ["date-time-group-other-zone"]);
}
