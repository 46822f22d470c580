//! Invented telegrams of every era. Names of posts are real, people and events are not.
#![allow(dead_code, reason = "each test uses a part")]

mod compare;

pub(crate) use compare::{differences, facts};

use proptest::prelude::*;
use proptest::sample::select;
use telegram::write::{Boundary, Era, Form};
use telegram::{
    Addressee, Classification, ClassifiedBy, ExecutiveOrder, Originator, Paragraph, Precedence, PrecedencePair,
    Reference, Sections, Telegram,
};

/// Key, printed name, address, routing indicator.
pub(crate) const POSTS: [(&str, &str, &str, &str); 6] = [
    ("SUVA", "SUVA", "AMEMBASSY SUVA", "RUEHSV"),
    ("APIA", "APIA", "AMEMBASSY APIA", "RUEHAP"),
    ("WELLINGTON", "WELLINGTON", "AMEMBASSY WELLINGTON", "RUEHWL"),
    ("PORTMORESBY", "PORT MORESBY", "AMEMBASSY PORT MORESBY", "RUEHPB"),
    ("NEWDELHI", "NEW DELHI", "AMEMBASSY NEW DELHI", "RUEHNE"),
    ("STATE", "STATE", "SECSTATE WASHDC", "RUEHC"),
];

/// A telegram with the form it is to be written in.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) form: Form,
    pub(crate) telegram: Telegram,
}

pub(crate) fn forms() -> impl Strategy<Value = Form> {
    let mut forms = Form::all().to_vec();
    for boundary in [Boundary::Mark, Boundary::ClassificationLine, Boundary::Message] {
        let mut form = Form::relay();
        form.boundary = boundary;
        forms.push(form);
    }
    let width = 55..72_usize;
    let page_lines = 20..60_usize;
    (select(forms), width, page_lines).prop_map(|(mut form, width, page_lines)| {
        if form.era != Era::Smart {
            form.width = width;
        }
        form.page_lines = page_lines;
        form
    })
}

pub(crate) fn cases() -> impl Strategy<Value = Case> {
    cases_in(forms())
}

/// Telegrams of 2003 to 2010 that were sent in one piece.
pub(crate) fn undivided() -> impl Strategy<Value = Case> {
    cases_in(Just(Form::relay())).prop_map(|mut case| {
        case.telegram.sections = Sections { count: 1, present: vec![1] };
        case
    })
}

/// Telegrams in the given forms.
pub(crate) fn cases_in(forms: impl Strategy<Value = Form>) -> impl Strategy<Value = Case> {
    forms.prop_flat_map(|form| {
        let era = form.era;
        (Just(form), head(era), fields(era), body(era))
            .prop_map(|(form, head, fields, body)| Case { form, telegram: assemble(head, fields, body) })
    })
}

/// Who, when, to whom.
#[derive(Debug, Clone)]
struct Head {
    telegram: Telegram,
}

fn years(era: Era) -> core::ops::RangeInclusive<i16> {
    match era {
        Era::Archive1973 => 1973..=1976,
        Era::Archive1977 => 1977..=1979,
        Era::Paper => 1982..=1994,
        Era::Plain => 1996..=2002,
        Era::Relay => 2004..=2009,
        _ => 2010..=2012,
    }
}

fn precedences() -> impl Strategy<Value = Precedence> {
    select(vec![Precedence::Routine, Precedence::Priority, Precedence::Immediate, Precedence::Flash])
}

fn addressees(era: Era, least: usize, most: usize) -> impl Strategy<Value = Vec<Addressee>> {
    let archive = matches!(era, Era::Archive1973 | Era::Archive1977);
    let smart = era == Era::Smart;
    let others = vec![
        ("AMEMBASSY CANBERRA", "RUEHBY"),
        ("AMCONSUL SYDNEY", "RUEHDN"),
        ("USMISSION GENEVA", "RUEHGV"),
        ("SECSTATE WASHDC", "RUEHC"),
        ("SECDEF WASHDC", "RUEKJCS"),
        ("AMEMBASSY RANGOON", "RUEHGO"),
    ];
    let precedence = proptest::option::of(select(vec![
        Precedence::Routine,
        Precedence::Priority,
        Precedence::Immediate,
        Precedence::NiactImmediate,
    ]));
    let one = (select(others), precedence, proptest::option::of(1..9999_u32)).prop_map(
        move |((name, indicator), precedence, number)| Addressee {
            name: name.into(),
            routing_indicator: (!archive && !smart).then(|| indicator.into()),
            precedence,
            continuity_number: number.filter(|_| !smart),
        },
    );
    proptest::collection::vec(one, least..=most)
}

fn head(era: Era) -> impl Strategy<Value = Head> {
    let moment = (years(era), 1..=12_i8, 1..=28_i8, 0..24_i8, 0..60_i8);
    let who = (0..POSTS.len(), 1..99_999_u32);
    let classes: Vec<Classification> = match era {
        Era::Archive1973 | Era::Archive1977 | Era::Paper => vec![
            Classification::Unclassified,
            Classification::LimitedOfficialUse,
            Classification::Confidential,
            Classification::Secret,
        ],
        Era::Smart => vec![Classification::Unclassified, Classification::SensitiveButUnclassified],
        _ => vec![
            Classification::Unclassified,
            Classification::SensitiveButUnclassified,
            Classification::Confidential,
            Classification::Secret,
            Classification::TopSecret,
        ],
    };
    let excluded = if era == Era::Smart { 0 } else { 1 };
    let to = (addressees(era, 1, 3), addressees(era, 0, 6), addressees(era, 0, excluded));
    (moment, who, select(classes), (precedences(), precedences()), to).prop_map(
        move |((year, month, day, hour, minute), (post, number), class, (action, info), (to, copies, excluded))| {
            let (key, _, address, indicator) = POSTS[post];
            let relay = era == Era::Relay;
            let date = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z");
            let excluded = excluded
                .into_iter()
                .map(|addressee| Addressee { precedence: None, continuity_number: None, ..addressee })
                .collect();
            // The labelled form has no prosigns, only the precedence of each addressee.
            let highest = |list: &[Addressee]| list.iter().filter_map(|addressee| addressee.precedence).max();
            let precedence = match era {
                Era::Smart => PrecedencePair { action: highest(&to), info: highest(&copies) },
                _ => PrecedencePair { action: Some(action), info: Some(info) },
            };
            Head {
                telegram: Telegram {
                    id: format!("{:02}{key}{number}", year.rem_euclid(100)).parse().ok(),
                    date: date.parse().ok(),
                    classification: Some(class),
                    precedence,
                    from: Some(Originator {
                        name: address.into(),
                        routing_indicator: relay.then(|| indicator.into()),
                        post: Some(key.into()),
                    }),
                    action: to,
                    info: copies,
                    excluded,
                    ..Telegram::default()
                },
            }
        },
    )
}

/// The fields below the classification line.
#[derive(Debug, Clone)]
struct Fields {
    captions: Vec<String>,
    pass: Vec<String>,
    order: ExecutiveOrder,
    tags: Vec<String>,
    subject: String,
    references: Vec<Reference>,
    classified_by: Vec<ClassifiedBy>,
}

fn order(era: Era) -> BoxedStrategy<ExecutiveOrder> {
    let make = |number: &str, text: String, day: Option<String>| ExecutiveOrder {
        number: Some(number.to_owned()),
        declassify_on: day,
        text,
    };
    match era {
        Era::Archive1973 | Era::Archive1977 => select(vec!["GDS", "N/A", "XGDS-1", "XGDS-3"])
            .prop_map(move |text| make("11652", text.into(), None))
            .boxed(),
        Era::Paper => select(vec!["DECL: OADR", "N/A"]).prop_map(move |text| make("12356", text.into(), None)).boxed(),
        _ => {
            let number = if era == Era::Smart { "13526" } else { "12958" };
            (1..=12_i8, 1..=28_i8, 2013..=2020_i16)
                .prop_map(move |(month, day, year)| {
                    let text = format!("DECL: {month:02}/{day:02}/{year}");
                    make(number, text, Some(format!("{year}-{month:02}-{day:02}")))
                })
                .boxed()
        }
    }
}

fn fields(era: Era) -> impl Strategy<Value = Fields> {
    let captions: Vec<&str> = match era {
        Era::Relay | Era::Smart => vec!["SIPDIS", "NOFORN", "EXDIS"],
        _ => vec!["EXDIS", "LIMDIS", "STADIS", "NOFORN"],
    };
    let captions = proptest::sample::subsequence(captions, 0..=2);
    let pass = proptest::sample::subsequence(vec!["STATE FOR EAP/ANP", "DEPT PASS USDOC"], 0..=2);
    let subject_tags = proptest::sample::subsequence(vec!["PREL", "PGOV", "ETEL", "EFIS", "EWWT", "OVIP"], 1..=4);
    let country_tags = proptest::sample::subsequence(vec!["FJ", "WS", "AS", "XV"], 0..=2);
    let person = proptest::option::of(select(vec!["ROE, JANE", "DOE, JOHN Q"]));
    let subject = proptest::collection::vec(select(CAPITALS.to_vec()), 3..18).prop_map(|words| words.join(" "));
    let reference = (0..POSTS.len(), 1..9999_u32, any::<bool>(), any::<bool>());
    let references = proptest::collection::vec(reference, 0..5);
    let by = proptest::option::of((
        select(vec!["Richard Roe", "Jane Q. Sample", "John Doe"]),
        select(vec!["DCM", "Ambassador", "Political Counselor"]),
        proptest::sample::subsequence(vec!["b", "c", "d"], 1..=3),
    ));
    (captions, pass, order(era), (subject_tags, country_tags, person), subject, references, by).prop_map(
        move |(captions, mut pass, order, (subjects, countries, person), subject, references, by)| {
            if era == Era::Smart {
                // There the lines of one field are one value.
                pass.truncate(1);
            }
            let lettered = references.len() > 1;
            let entry = |index: usize, (post, number, year, notal): (usize, u32, bool, bool)| {
                let (_, name, _, _) = POSTS[post];
                let year = if year { format!("{:02} ", years(era).start() % 100) } else { String::new() };
                Reference {
                    letter: lettered.then(|| char::from(b'A' + u8::try_from(index).unwrap_or(0)).to_string()),
                    text: format!("{year}{name} {number}{}", if notal { " (NOTAL)" } else { "" }),
                    notal,
                    ..Reference::default()
                }
            };
            let section = if era == Era::Plain { "1.5" } else { "1.4" };
            let by = by.filter(|_| matches!(era, Era::Plain | Era::Relay)).map(|(name, title, letters)| ClassifiedBy {
                name: Some(name.into()),
                title: Some(title.into()),
                reasons: letters.iter().map(|letter| format!("{section}({letter})")).collect(),
                ..ClassifiedBy::default()
            });
            Fields {
                captions: captions.iter().map(ToString::to_string).collect(),
                pass: pass.iter().map(ToString::to_string).collect(),
                order,
                tags: subjects.iter().chain(&countries).copied().chain(person).map(ToOwned::to_owned).collect(),
                subject,
                references: references
                    .into_iter()
                    .enumerate()
                    .map(|(index, entry_of)| entry(index, entry_of))
                    .collect(),
                classified_by: by.into_iter().collect(),
            }
        },
    )
}

const CAPITALS: [&str; 22] = [
    "FERRY",
    "SERVICE",
    "RESUMES",
    "AFTER",
    "WINTER",
    "ANCHOR",
    "FOUND",
    "WITH",
    "TEA",
    "TRAY",
    "HARBOR",
    "MASTER",
    "CALLS",
    "MEETING",
    "INTER-ISLAND",
    "SHIPPING",
    "TALKS",
    "ON",
    "CABLE",
    "REPAIR",
    "IN",
    "LAGOON",
];

/// Words of sentences; among them what a reader could take for something else.
const WORDS: [&str; 44] = [
    "the",
    "ferry",
    "captain",
    "anchor",
    "harbor",
    "master",
    "said",
    "that",
    "would",
    "resume",
    "in",
    "April",
    "a",
    "length",
    "of",
    "cable",
    "tea",
    "tray",
    "Minister",
    "Sample",
    "told",
    "us",
    "company",
    "had",
    "not",
    "yet",
    "repaired",
    "island",
    "(the",
    "second)",
    "Mrs.",
    "Roe",
    "1,200",
    "passengers",
    "7",
    "percent",
    "Section",
    "12.",
    "and",
    "2005.",
    "C.",
    "\"never",
    "again\"",
    "north-west",
];

fn sentence(era: Era) -> impl Strategy<Value = String> {
    let upper = !matches!(era, Era::Relay | Era::Smart);
    proptest::collection::vec(select(WORDS.to_vec()), 4..24).prop_map(move |words| {
        let sentence = format!("The {} ship.", words.join(" "));
        if upper { sentence.to_uppercase() } else { sentence }
    })
}

fn body(era: Era) -> impl Strategy<Value = (Vec<Paragraph>, u32, Vec<String>)> {
    let upper = !matches!(era, Era::Relay | Era::Smart);
    let mark = match era {
        Era::Archive1973 => Just(None).boxed(),
        Era::Archive1977 | Era::Paper => proptest::option::of(select(vec!["C", "U", "LOU", "S"])).boxed(),
        _ => proptest::option::of(select(vec!["C", "U", "SBU", "S", "C/NF", "SBU/NF", "S/REL USA, AUS"])).boxed(),
    };
    let heading = proptest::option::weighted(
        0.2,
        select(vec!["THE ANCHOR", "A WINTER WITHOUT TEA", "COMMENT ON SHIPPING", "BACKGROUND"]),
    );
    let shape = select(vec!["plain", "plain", "plain", "bullets", "items", "apart", "table"]);
    let sentences = proptest::collection::vec(sentence(era), 1..5);
    let bullets = proptest::collection::vec(sentence(era), 2..4);
    let paragraph =
        (mark, heading, shape, sentences, bullets).prop_map(move |(mark, heading, shape, text, bullets)| {
            let mut text = text.join(" ");
            match shape {
                "bullets" => bullets.iter().for_each(|bullet| text.push_str(&format!("\n-- {bullet}"))),
                "items" => {
                    for (letter, item) in ('A'..).zip(&bullets) {
                        text.push_str(&format!("\n{letter}. {item}"));
                    }
                }
                "apart" => bullets.iter().for_each(|block| text.push_str(&format!("\n\n{block}"))),
                "table" => text.push_str(
                    "\n\nDAY         LEAVES    COMES\nMONDAY      0600      1640\nFRIDAY      0700      1740",
                ),
                _ => {}
            }
            Paragraph { portion: mark.map(Into::into), heading: heading.map(Into::into), text, ..Paragraph::default() }
        });
    let roles = (0..4_usize, any::<bool>());
    let signature = select(vec!["ROE", "DOE", "SAMPLE"]);
    let most = if era == Era::Smart { 1_u32 } else { 4 };
    (proptest::collection::vec(paragraph, 1..8), roles, 1..=most, signature, 0..8_u8).prop_map(
        move |(mut paragraphs, (opener, closed), sections, signature, plain)| {
            if plain == 0 {
                // A telegram of one paragraph has no number.
                paragraphs.truncate(1);
                paragraphs.iter_mut().for_each(|only| {
                    only.heading = None;
                    only.portion = None;
                    only.text = only.text.split("\n\n").next().unwrap_or_default().to_owned();
                });
            } else {
                for (number, paragraph) in (1..).zip(&mut paragraphs) {
                    paragraph.number = Some(format!("{number}"));
                }
                let last = paragraphs.len() - 1;
                let words = ["Summary", "Introduction", "Action requested", "Summary and comment"][opener];
                frame(&mut paragraphs[0], words, closed, upper);
                if last > 0 {
                    frame(&mut paragraphs[last], "Comment", true, upper);
                }
            }
            if sections > 1 || matches!(era, Era::Archive1973 | Era::Archive1977) {
                // After a page's edge nothing tells a block of its own from the next sentence.
                for paragraph in &mut paragraphs {
                    if let Some((text, _)) = paragraph.text.split_once("\n\n") {
                        paragraph.text = text.to_owned();
                    }
                }
            }
            (paragraphs, sections, vec![signature.to_owned()])
        },
    )
}

/// `Summary: … End summary.`
fn frame(paragraph: &mut Paragraph, word: &str, closed: bool, upper: bool) {
    let end = format!(" End {}.", word.to_lowercase());
    let mut open = format!("{word}: ");
    let mut end = if closed { end } else { String::new() };
    if upper {
        open = open.to_uppercase();
        end = end.to_uppercase();
    }
    let first = paragraph.text.split('\n').next().unwrap_or_default().to_owned();
    paragraph.heading = None;
    paragraph.text = format!("{open}{first}{end}");
    paragraph.role = match word {
        "Comment" => Some(telegram::Role::Comment),
        "Introduction" => Some(telegram::Role::Introduction),
        "Action requested" => Some(telegram::Role::ActionRequest),
        _ => Some(telegram::Role::Summary),
    };
}

fn class_of_mark(mark: &str) -> Option<Classification> {
    Some(match mark.split(['/', '-']).next()? {
        "U" => Classification::Unclassified,
        "LOU" => Classification::LimitedOfficialUse,
        "SBU" => Classification::SensitiveButUnclassified,
        "C" => Classification::Confidential,
        "S" => Classification::Secret,
        "TS" => Classification::TopSecret,
        _ => return None,
    })
}

fn assemble(
    head: Head,
    fields: Fields,
    (paragraphs, sections, signature): (Vec<Paragraph>, u32, Vec<String>),
) -> Telegram {
    let mut telegram = head.telegram;
    // No telegram is classified lower than a part of it.
    let highest = paragraphs.iter().filter_map(|paragraph| class_of_mark(paragraph.portion.as_deref()?)).max();
    telegram.classification = telegram.classification.max(highest);
    telegram.captions = fields.captions;
    if telegram.classification == Some(Classification::SensitiveButUnclassified) {
        telegram.captions.insert(0, "SENSITIVE".into());
    }
    telegram.pass = fields.pass;
    telegram.executive_order = Some(fields.order);
    telegram.tags = fields.tags;
    telegram.subject = Some(fields.subject);
    telegram.references = fields.references;
    telegram.classified_by = fields.classified_by;
    telegram.sections = Sections { count: sections, present: (1..=sections).collect() };
    telegram.paragraphs = paragraphs;
    telegram.signature = signature;
    telegram
}
