use super::split;

const HEAD: &str = "P 020410Z APR 05\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nBT\n";

fn parts(text: &str) -> usize {
    let parts = split(text, &[]);
    assert_eq!(parts.iter().map(|part| &text[part.clone()]).collect::<String>(), text);
    parts.len()
}

fn telegram(number: u32) -> String {
    format!("UNCLAS SUVA 000{number}\n\nTAGS: FJ\nSUBJECT: FERRY\n\n1. The ferry sails.\n")
}

#[test]
fn one_quoted_with_its_envelope() {
    let quoted = format!("QUOTE\n{}{}ROE\nUNQUOTE DOE\n", HEAD.replace("SUVA", "APIA"), telegram(622));
    let outer = "UNCLAS SUVA 000617\n\nFOLLOWING REPEAT APIA 622 SENT SECSTATE 2 APRIL.\n\n";
    assert_eq!(parts(&format!("{HEAD}{outer}{quoted}")), 1);
    assert_eq!(parts(&format!("{HEAD}{outer}{quoted}NNNN\n\n{}{}", HEAD.replace("0410", "0510"), telegram(630))), 2);
}

#[test]
fn two_in_a_row() {
    let first = telegram(617);
    let second = telegram(622);
    assert_eq!(parts(&first), 1);
    assert_eq!(parts(&format!("{first}ROE\n\n{second}DOE\n")), 2);
    assert_eq!(parts(&format!("{HEAD}{first}ROE\nNNNN\n\n{}{second}", HEAD.replace("0410", "0510"))), 2);
    let row = |id: &str| {
        format!(
            "Reference ID Created Released Classification Origin\n{id} 2005-04-02 04:10 2011-01-01 01:01 SECRET X\n"
        )
    };
    assert_eq!(parts(&format!("{}{first}{}{second}", row("05SUVA617"), row("05SUVA622"))), 2);
}

#[test]
fn the_second_break_ends_a_message() {
    let first = "R 052317Z JAN 78\nFM HARBOUR OFFICE (62-7385)\nTO DIRECTOR\nBT\nUNCLAS\n\nNO FERRY WAS FOUND.\n\nBT\n";
    let second = "- 1 -\n7 PM SECSTATE WASHDC\n-TO AMEMBASSY SUVA 0780\nBT\nLIMITED OFFICIAL USE STATE 010886\n\nTAGS: EWWT, FJ\n\
                  SUBJECT: THE FERRY\n\n1. REPORT BY FRIDAY.\nROE\nBT\n";
    let text = format!("{first}{second}");
    let found = split(&text, &[]);
    assert_eq!(found.iter().map(|part| &text[part.clone()]).collect::<Vec<_>>(), [first, second]);
    // The class cannot be read, the fields can.
    assert_eq!(parts(&text.replace("LIMITED OFFICIAL USE STATE 010886", "L1M1TEN 0FF STATE O1O88G")), 2);
    // Two of the same sender, the second without its envelope.
    let again =
        format!("{HEAD}{}BT\n\nUNCLAS SUVA 000622\n\nTAGS: FJ\nSUBJECT: ROPE\n\n1. The rope.\nBT\n", telegram(617));
    assert_eq!(parts(&again), 2);
    // The fields repeated in a later section are those of the same message.
    let section = again.replace("UNCLAS SUVA 000622", "UNCLAS SECTION 02 OF 02 SUVA 000617");
    assert_eq!(parts(&section), 1);
}

#[test]
fn fields_below_a_signature() {
    let first = format!("{HEAD}{}DOE\n", telegram(617));
    let fields = "TAGS: WS\nSUBJECT: TUNA\n\n1. The boats.\nROE\n";
    assert_eq!(parts(&format!("{first}\n{fields}")), 2);
    assert_eq!(parts(&format!("{first}NNNN\n\nE.O. 12958: N/A\n{fields}")), 2);
    assert_eq!(parts(&format!("{first}\nTags: ferry, Fiji\n")), 1);
}

#[test]
fn records_of_the_smart_form() {
    assert_eq!(parts("MRN: 11 SUVA 617\nSubject: x\nMRN: 11 SUVA 618\nSubject: y\n"), 2);
    assert_eq!(parts("MRN: 11 SUVA 617\nSubject: x\nMRN: 11 SUVA 617\nSubject: y\n"), 1);
    assert_eq!(parts("MRN: 11 SUVA 617\nVZCZCXRO0001\nDE RUEHSV #0617 0920315\n"), 1);
    assert_eq!(parts(""), 1);
}

#[test]
fn sections_and_quotations_are_none() {
    let section = |n: u32| format!("{HEAD}UNCLAS SECTION 0{n} OF 02 SUVA 000617\n\nTAGS: FJ\n\n{n}. The ferry.\nBT\n");
    assert_eq!(parts(&format!("{}{}", section(1), section(2))), 1);
    let later = "UNCLAS FINAL SECTION OF 2 SUVA 617/2";
    let first = format!("{HEAD}UNCLAS SECTION 1 OF 2 SUVA 617\n\nTAGS: FJ\n\n1. The ferry.\nNNN\n");
    assert_eq!(parts(&format!("{first}{HEAD}{later}\n\nTAGS: FJ\n\n2. The ferry.\nNNN\n")), 1);
    let quoted = telegram(622);
    let first = telegram(617);
    assert_eq!(parts(&format!("{first}\n2. They sent this. BEGIN TEXT OF SUVA 622:\n{quoted}\nEND TEXT.\nROE\n")), 1);
}
