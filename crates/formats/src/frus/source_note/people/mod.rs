//! Who drafted, cleared and approved a document, as its source note says: `Drafted by Roe (EUR); cleared by Doe in NEA and
//! with Coe; approved by Sample.`

mod entry;
mod list;

use telegram::Person;

use super::facts::SourceNote;
use super::markings::markings as read_markings;
use entry::{Entry, entry};
pub(super) use list::list;

/// The verbs; who signed for another is in no list.
const VERBS: [&str; 5] = ["drafted", "cleared", "approved", "signed", "initialed"];

/// What a sentence about the document itself can begin with.
const OWN: [&str; 14] = [
    "telegram",
    "message",
    "cable",
    "airgram",
    "memorandum",
    "memorandum of conversation",
    "letter",
    "paper",
    "instruction",
    "document",
    "despatch",
    "note",
    "text",
    "report",
];

/// Takes the people of a sentence of the note. Only a sentence about the document itself counts: `Another letter, drafted
/// by Finch, is ibid.` speaks of another paper.
pub(super) fn read(sentence: &str, note: &mut SourceNote) {
    let lower = sentence.to_ascii_lowercase();
    let verbs = verbs(&lower);
    if !verbs.first().is_some_and(|(at, _)| is_own(lower.get(..*at).unwrap_or_default())) {
        return;
    }
    let mut waiting = Vec::new();
    for (position, (at, verb)) in verbs.iter().enumerate() {
        let end = verbs.get(position + 1).map_or(sentence.len(), |(next, _)| *next);
        let clause = sentence.get(at + VERBS[*verb].len()..end).unwrap_or_default();
        // `approved and signed by Roe`: Roe approved it. One who only signed is left out.
        waiting.push(*verb);
        // `Drafted and approved by Roe`: the next verb has the names.
        if clause.trim_matches(|c: char| c == ',' || c.is_whitespace()).trim_start_matches("and").trim().is_empty() {
            continue;
        }
        let found = people(clause);
        for verb in waiting.drain(..) {
            let list = match verb {
                0 => &mut note.drafted_by,
                1 => &mut note.cleared_by,
                2 => &mut note.approved_by,
                _ => continue,
            };
            list.extend(found.iter().cloned());
        }
    }
}

/// Where the verbs stand, and which they are.
fn verbs(lower: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (index, verb) in VERBS.iter().enumerate() {
        let mut from = 0;
        while let Some(at) = crate::frus::head::find_word(lower, verb, from) {
            found.push((at, index));
            from = at + verb.len();
        }
    }
    found.sort_unstable();
    found
}

/// Whether what stands before the first verb (lower case) leaves it to the document itself: nothing, its markings, or
/// `The telegram was`.
fn is_own(before: &str) -> bool {
    let before = before.trim_start_matches('(').trim();
    // `Presumably drafted by Roe`
    let before = match before.rsplit(' ').next() {
        Some(word) if word.ends_with("ly") || word == "also" => before.get(..before.len() - word.len()).unwrap_or(""),
        _ => before,
    };
    let before = before.trim_end();
    if before.is_empty() || before.starts_with("text received ") {
        return true;
    }
    if let Some(markings) = before.strip_suffix([';', ',']) {
        let mut found = SourceNote::default();
        read_markings(markings, &mut found);
        return found.classification.is_some();
    }
    let subject = ["the ", "this "].iter().find_map(|article| before.strip_prefix(article));
    let subject = subject.and_then(|rest| [" was", " is"].iter().find_map(|verb| rest.strip_suffix(verb)));
    subject.is_some_and(|subject| OWN.contains(&subject))
}

/// The people of `by Roe (EUR), Doe of NEA, in ARA, and Coe` after the verb.
fn people(clause: &str) -> Vec<Person> {
    let mut found: Vec<Person> = Vec::new();
    let Some(clause) = entry::list_begins(clause) else { return found };
    for part in list(clause) {
        match entry(&part) {
            Entry::Person(person) => found.push(person),
            Entry::Last(person) => {
                found.push(person);
                break;
            }
            // `Roe, Political Officer of the Embassy`; `Roe of the Office of Fijian and Samoan Affairs`
            Entry::Title(title) => match found.last_mut() {
                Some(last) if title.ends_with("Affairs") && last.office.is_some() => {
                    let office = last.office.get_or_insert_default();
                    office.push_str(" and ");
                    office.push_str(&title);
                }
                Some(last) => last.notes.push(title),
                None => {}
            },
            Entry::End => break,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sentence: &str) -> [Vec<String>; 3] {
        let mut note = SourceNote::default();
        read(sentence, &mut note);
        [note.drafted_by, note.cleared_by, note.approved_by].map(|list| {
            let of =
                |person: Person| format!("{}/{}", person.name.unwrap_or_default(), person.office.unwrap_or_default());
            list.into_iter().map(of).collect()
        })
    }

    #[test]
    fn sentences_of_the_document_itself() {
        let check = |sentence: &str, drafted: &[&str], cleared: &[&str], approved: &[&str]| {
            assert_eq!(found(sentence), [drafted, cleared, approved].map(|it| it.to_vec()), "{sentence}");
        };
        check("Drafted by Larch; cleared by Finch of ECD and in ARA.", &["Larch/"], &["Finch/ECD", "/ARA"], &[]);
        check("Drafted and approved by Roe.", &["Roe/"], &[], &["Roe/"]);
        check(
            "Drafted by Roe (EUR/SE), cleared in S/S and with Doe, and approved by Coe, who signed for Wren.",
            &["Roe/EUR/SE"],
            &["/S/S", "Doe/"],
            &["Coe/"],
        );
        check(
            "The telegram was drafted by Jane Q. Roe, Jr., Political Officer at the Embassy.",
            &["Jane Q. Roe, Jr./"],
            &[],
            &[],
        );
        check("Drafted in FE by Roe and forwarded to Wren.", &["Roe/FE"], &[], &[]);
        check(
            "Drafted by Roe on March 3, approved in substance by the Secretary.",
            &["Roe/"],
            &[],
            &["the Secretary/"],
        );
        check(
            "Drafted by Roe of the Office of Fijian and Samoan Affairs and Doe; cleared by Coe in draft.",
            &["Roe/Office of Fijian and Samoan Affairs", "Doe/"],
            &["Coe/"],
            &[],
        );
        check(
            "Cleared with the Department of Defense, IO/UNP, and U. Elm Roe (AID).",
            &[],
            &["/Department of Defense", "/IO/UNP", "U. Elm Roe/AID"],
            &[],
        );
        check("Drafted on March 3 by Roe and approved as accurate on May 4 by Doe.", &["Roe/"], &[], &["Doe/"]);
        check("Drafted by Roe and approved and signed by Doe.", &["Roe/"], &[], &["Doe/"]);
        check("Presumably drafted by Roe; approved in J on May 4.", &["Roe/"], &[], &["/J"]);
        check("Another letter on fuel, drafted by Finch, is ibid., Larch Papers.", &[], &[], &[]);
        check("A covering memorandum drafted by Finch and approved by Wren is attached.", &[], &[], &[]);
        check("Wren approved the paper, drafted by Finch.", &[], &[], &[]);
    }
}
