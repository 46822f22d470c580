//! Cablegrams of other services: `Cablegram 77, LISBOA NOVA, 4 March 1946, 8.20 p.m.`, `No. 204 (Telegraphic)`,
//! `Télégramme n° 12`, with place and date there or below, and a class. They have numbers of their own and no reference id. The
//! Department's own form of the time is read here too.
mod form;
mod heading;

use core::ops::Range;

use telegram::{Addressee, Classification, Originator, Precedence, Sign, Telegram, sign};

use heading::Heading;

/// So many lines of a page may stand above the line.
const ABOVE: usize = 40;

/// So many lines below it may hold the class.
const BELOW: usize = 6;

/// What the line and those below it say.
pub(crate) struct Cablegram<'a> {
    heading: Heading<'a>,
    /// To whom the form is addressed.
    to: Option<&'a str>,
    /// It is the Department's form: an id that its file states is its own.
    is_form: bool,
    classification: Option<Classification>,
    precedence: Option<Precedence>,
    /// The line, that of place and date, and that of the class.
    pub(crate) lines: Vec<Range<usize>>,
}

/// The heading of a cablegram near the start of the text.
pub(crate) fn find(text: &str) -> Option<Cablegram<'_>> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        let place = at..at + line.len();
        at = place.end;
        (place, line.trim().trim_matches(['*', '#', ' ']))
    });
    let mut lines = lines.filter(|(_, line)| !line.is_empty());
    if let Some(form) = form::find(lines.clone()) {
        return Some(form);
    }
    let (place, heading) = lines.by_ref().take(ABOVE).find_map(|(place, line)| Some((place, heading::read(line)?)))?;
    let mut found =
        Cablegram { heading, to: None, is_form: false, classification: None, precedence: None, lines: vec![place] };
    for (place, line) in lines.take(BELOW) {
        // A line of the Department's own forms: its numbers are of another kind.
        if matches!(sign(line), Some(Sign::Station | Sign::Time | Sign::From | Sign::Address | Sign::Class { .. })) {
            return None;
        }
        if found.heading.takes_date(line) {
            found.lines.push(place);
        } else if let Some((class, precedence)) = marking(line) {
            found.classification = class;
            found.precedence = precedence;
            found.lines.push(place);
            break;
        }
    }
    found.heading.is_whole().then_some(found)
}

/// A line of nothing but a class and a precedence: `SECRET IMMEDIATE`.
fn marking(line: &str) -> Option<(Option<Classification>, Option<Precedence>)> {
    let (mut class, mut precedence) = (None, None);
    if line.is_empty() || line.len() > 60 {
        return None;
    }
    // `MOST IMMEDIATE` is a precedence, `MOST SECRET` a class.
    let line = line.to_ascii_uppercase().replace("MOST IMMEDIATE", "EMERGENCY");
    for word in line.split([' ', ',', '.', '(', ')', '[', ']']).filter(|word| !word.is_empty()) {
        match word {
            "SECRET" => class = Some(if class.is_some() { Classification::TopSecret } else { Classification::Secret }),
            "TOP" | "MOST" => class = Some(Classification::TopSecret),
            "CONFIDENTIAL" => class = Some(Classification::Confidential),
            "UNCLASSIFIED" => class = Some(Classification::Unclassified),
            "RESTRICTED" => {}
            "IMMEDIATE" | "IMPORTANT" => precedence = Some(Precedence::Immediate),
            "PRIORITY" => precedence = Some(Precedence::Priority),
            "ROUTINE" => precedence = Some(Precedence::Routine),
            "EMERGENCY" => precedence = Some(Precedence::Flash),
            "GUARD" | "PERSONAL" | "AUSTEO" => {}
            _ => return None,
        }
    }
    // A class that is none of ours is said by the source alone.
    Some((class, precedence))
}

impl Cablegram<'_> {
    /// Gives the telegram what its heading says.
    pub(crate) fn fill(self, telegram: &mut Telegram) {
        let Heading { word, number, place, .. } = self.heading;
        let numbering = format!("{} of the sender", word.to_lowercase());
        if !self.is_form {
            telegram.id = None;
        }
        telegram.date = telegram.date.or(self.heading.date());
        telegram.classification = self.classification.or(telegram.classification);
        telegram.precedence.action = telegram.precedence.action.or(self.precedence);
        if let Some(place) = place {
            telegram.from.get_or_insert_with(|| Originator { name: place.to_owned(), ..Originator::default() });
            telegram.source.origin.get_or_insert_with(|| place.to_owned());
        }
        if let Some(to) = self.to.filter(|_| telegram.action.is_empty()) {
            telegram.action.push(Addressee { name: to.to_owned(), ..Addressee::default() });
        }
        telegram.source.attributes.push(("numbering".to_owned(), numbering));
        telegram.source.attributes.extend(number.map(|number| ("number".to_owned(), number.to_owned())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        for (text, number, place, date) in [
            (
                "Cablegram 77, LISBOA NOVA, 4 March 1946, 8.20 p.m.\n\nSECRET",
                Some("77"),
                Some("LISBOA NOVA"),
                Some("1946-03-04T20:20:00"),
            ),
            ("CABLEGRAM 1103, PORT MERIDIAN, 12 May 1948\n", Some("1103"), Some("PORT MERIDIAN"), Some("1948-05-12")),
            (
                "Cablegram unnumbered, LISBOA NOVA, 4 March 1946, 12.05 a.m.\n",
                None,
                Some("LISBOA NOVA"),
                Some("1946-03-04T00:05:00"),
            ),
            ("**Telegram D42, LISBOA NOVA, 4 March 1946**\n", Some("D42"), Some("LISBOA NOVA"), Some("1946-03-04")),
            ("Cablegram 204 LISBOA NOVA, 4 March 1946\n", Some("204"), Some("LISBOA NOVA"), Some("1946-03-04")),
            ("Cablegram 204, LISBOA NOVA, 3/4/1946\n\nSECRET\n", Some("204"), Some("LISBOA NOVA"), None),
            (
                "TELEGRAM No. 12\n\nPort Meridian, March 4, 1946\n\nSECRET\n",
                Some("12"),
                Some("Port Meridian"),
                Some("1946-03-04"),
            ),
            (
                "No. 204 (Telegraphic)\n\nLisboa Nova, 4 March 1946\n",
                Some("204"),
                Some("Lisboa Nova"),
                Some("1946-03-04"),
            ),
            ("No. 12. Telegraphic. Secret.\n\nText.\n", Some("12"), None, None),
            (
                "T\u{e9}l\u{e9}gramme n\u{b0} 12\nLisboa Nova, le 4 mars 1946\n",
                Some("12"),
                Some("Lisboa Nova"),
                Some("1946-03-04"),
            ),
            ("Telegramm Nr. 12 vom 4. M\u{e4}rz 1946\n", Some("12"), None, Some("1946-03-04")),
            ("Nr. 12 vom 4.3.1946\n", Some("12"), None, Some("1946-03-04")),
        ] {
            let found = find(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.heading.number, found.heading.place), (number, place), "{text}");
            assert_eq!(found.heading.date().map(|date| date.to_string()).as_deref(), date, "{text}");
        }
        for text in [
            "Cablegram 77 was late.\n",
            "Cablegrams, a history, 4 March 1946\n",
            "Telegram for you\n",
            "Telegram 617\n\nFM AMEMBASSY SUVA\n",
            "No. 204\n\nThe ferry.\n",
            "",
        ] {
            assert!(find(text).is_none(), "{text}");
        }
    }
}
