use super::*;

/// Cases: line, class, section, post, number, captions, banner.
const CASES: &str = include_str!("../../../tests/cases/classification_line.txt");

#[test]
fn reads_the_cases() {
    let mut wrong = String::new();
    for case in CASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (line, want) = case.split_once(" => ").unwrap_or((case, ""));
        let found = parse(line.trim_end()).map_or_else(|| "none".to_owned(), |found| show(&found));
        if found != want {
            wrong += &format!("{line}\n  want {want}\n  have {found}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn show(found: &ClassificationLine) -> String {
    let mut parts = vec![found.classification.key().to_owned()];
    if found.banner {
        parts.push("banner".into());
    }
    if let Some(section) = found.section {
        parts.push(match section.of {
            Some(of) => format!("{}/{of}", section.number),
            None => format!("{}/?", section.number),
        });
    }
    parts.extend(found.captions.iter().map(|caption| format!("<{caption}>")));
    parts.extend(found.post.clone());
    parts.extend(found.number.map(|number| number.to_string()));
    parts.extend(found.notice.as_ref().map(|notice| format!("!{notice}")));
    parts.join(" ")
}

#[test]
fn spans_point_at_what_they_name() {
    let line = "C O N F I D E N T I A L SECTION 01 OF 02 PORT MORESBY 000199";
    let found = parse(line).unwrap();
    assert_eq!(&line[found.class.range()], "C O N F I D E N T I A L");
    assert_eq!(&line[found.post_span.unwrap().range()], "PORT MORESBY");
    assert_eq!(&line[found.number_span.unwrap().range()], "000199");
}

#[test]
fn says_where_a_flattened_header_goes_on() {
    let text = "UNCLAS SUVA 000617 SIPDIS E.O. 12958: N/A";
    let (found, end) = parse_prefix(text).unwrap();
    assert_eq!((found.number, &text[end..]), (Some(617), " E.O. 12958: N/A"));
}
