//! How a copy prints names, dates and lines.

use telegram::posts::{self, Post};

use super::Copy;

fn post(key: &str) -> &'static Post {
    posts::find(key).unwrap_or_else(|| panic!("no post {key}"))
}

/// `AMEMBASSY SUVA`
pub(super) fn plad(key: &str) -> String {
    if key == "STATE" { "SECSTATE WASHDC".to_owned() } else { format!("AMEMBASSY {}", post(key).name.to_uppercase()) }
}

/// `Embassy in Fiji`
pub(super) fn in_words(key: &str) -> String {
    if key == "STATE" { "Department of State".to_owned() } else { format!("Embassy in {}", post(key).territory) }
}

/// `020315Z APR 75`
pub(super) fn group(copy: &Copy) -> String {
    let (day, time) = copy.base.date.split_once('T').expect("a text form states the time");
    let month = usize::from(day[5..7].parse::<u8>().unwrap());
    let name = telegram::MONTHS[month - 1][..3].to_uppercase();
    format!("{}{}Z {name} {}", &day[8..10], time.replace(':', ""), &day[2..4])
}

/// `April 2, 1975`
pub(super) fn day_in_words(date: &str) -> String {
    let month = usize::from(date[5..7].parse::<u8>().unwrap());
    let name = telegram::MONTHS[month - 1].to_lowercase();
    let name = name[..1].to_uppercase() + &name[1..];
    format!("{name} {}, {}", date[8..10].trim_start_matches('0'), &date[..4])
}

/// The class as the line above the text prints it.
pub(super) fn class_line(copy: &Copy) -> String {
    let class = match copy.base.class.as_deref() {
        Some("confidential") => "C O N F I D E N T I A L",
        Some("secret") => "S E C R E T",
        Some("limited_official_use") => "LIMITED OFFICIAL USE",
        Some("official_use_only") => "OFFICIAL USE ONLY",
        Some("restricted") => "R E S T R I C T E D",
        Some("unclassified") => "UNCLAS",
        _ => "",
    };
    match copy.base.number {
        Some(number) => format!("{class} {} {number:05}", copy.base.from).trim().to_owned(),
        None => class.to_owned(),
    }
}

/// The text in lines of the copy's width, paragraphs numbered.
pub(super) fn body(copy: &Copy) -> String {
    let mut text = String::new();
    for (at, paragraph) in copy.base.paragraphs.iter().enumerate() {
        let words = paragraph.split_whitespace().map(|word| misread(copy, word));
        let mut line = format!("{}.", at + 1);
        for word in words {
            if line.len() + 1 + word.len() > copy.width {
                text.push_str(&line);
                text.push('\n');
                line = word;
            } else {
                line.push(' ');
                line.push_str(&word);
            }
        }
        text.push_str(&line);
        text.push_str("\n\n");
    }
    text
}

/// The word as a bad scan of it is read: letters are taken for others that look like them, always the same.
fn misread(copy: &Copy, word: &str) -> String {
    const ALIKE: [(char, char); 10] = [
        ('e', 'c'),
        ('l', '1'),
        ('o', '0'),
        ('h', 'b'),
        ('n', 'u'),
        ('t', 'f'),
        ('i', 'l'),
        ('a', 'o'),
        ('s', '5'),
        ('r', 'v'),
    ];
    let Some(every) = copy.misread else { return word.to_owned() };
    // A chance that is the same in each run: of the letters and the place of the word in the alphabet.
    let seed =
        word.bytes().fold(copy.base.name.len(), |seed, byte| seed.wrapping_mul(31).wrapping_add(usize::from(byte)));
    if word.len() < 5 || seed % every >= word.len() {
        return word.to_owned();
    }
    let at = seed % word.len();
    let change = |(place, c): (usize, char)| {
        let other = ALIKE.iter().find(|(from, _)| *from == c.to_ascii_lowercase());
        if place >= at && place < at + 1 { other.map_or(c, |(_, to)| *to) } else { c }
    };
    word.chars().enumerate().map(change).collect()
}
