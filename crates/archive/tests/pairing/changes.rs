//! A copy: the form it is in, and what is other in it than in its base.

use super::Base;

/// A copy of a base.
#[derive(Debug, Clone)]
pub(crate) struct Copy {
    pub(crate) form: String,
    /// The telegram as this copy has it.
    pub(crate) base: Base,
    pub(crate) is_beside: bool,
    pub(crate) volume: u32,
    pub(crate) width: usize,
    /// One letter of so many is misread.
    pub(crate) misread: Option<usize>,
    /// Whether an edition says that the rest was left out, and how.
    pub(crate) left_out: Option<&'static str>,
}

impl Copy {
    /// Reads `frus, no number, say "a" as "b"`.
    pub(super) fn read(base: &Base, text: &str, line: &str) -> Self {
        let mut copy = Self {
            form: String::new(),
            base: base.clone(),
            is_beside: false,
            volume: 1,
            width: 65,
            misread: None,
            left_out: None,
        };
        for change in parts(text) {
            copy.change(change, line);
        }
        assert!(!copy.form.is_empty(), "{line}: no form");
        copy
    }

    fn change(&mut self, change: &str, line: &str) {
        let (word, rest) = change.split_once(' ').unwrap_or((change, ""));
        match (word, rest) {
            ("text" | "nara" | "page" | "frus" | "csv" | "mail" | "smart", "") => word.clone_into(&mut self.form),
            ("beside", "") => self.is_beside = true,
            ("plain", "number") => {}
            ("no", "number") => self.base.number = None,
            ("no", "to") => self.base.to.clear(),
            ("no", "info") => self.base.info.clear(),
            ("no", "class") => self.base.class = None,
            ("no", "subject") => self.base.subject = None,
            ("no", "sign") => self.base.sign = None,
            ("day", "only") => self.base.date.truncate(10),
            ("volume", number) => self.volume = number.parse().unwrap(),
            ("width", number) => self.width = number.parse().unwrap(),
            ("misread", number) => self.misread = Some(number.parse().unwrap()),
            ("part", number) => self.keep(number, "[Omitted here is a passage on another matter.]"),
            ("dots", number) => self.keep(number, ". . . . . . ."),
            ("say", _) => self.say(change, line),
            ("redact", what) => {
                let what = what.trim_matches('"');
                self.replace(what, "XXXXXXXXXXXX", line);
            }
            ("reply", _) => self.reply(change),
            (field, value) => self.base.set(field, value),
        }
    }

    fn keep(&mut self, number: &str, mark: &'static str) {
        self.base.paragraphs.truncate(number.parse().unwrap());
        self.left_out = Some(mark);
    }

    /// `say "a" as "b"`
    fn say(&mut self, change: &str, line: &str) {
        let [_, old, _, new, _] = change.split('"').collect::<Vec<_>>()[..] else { panic!("{line}: {change}") };
        self.replace(old, new, line);
    }

    fn replace(&mut self, old: &str, new: &str, line: &str) {
        assert!(self.base.paragraphs.iter().any(|text| text.contains(old)), "{line}: it does not say {old:?}");
        for text in &mut self.base.paragraphs {
            *text = text.replace(old, new);
        }
    }

    /// `reply "words" from A to B at DATE`: words, then the base quoted.
    fn reply(&mut self, change: &str) {
        let [_, words, rest] = change.split('"').collect::<Vec<_>>()[..] else { panic!("{change}") };
        let ["from", from, "to", to, "at", date] = rest.split_whitespace().collect::<Vec<_>>()[..] else {
            panic!("{change}")
        };
        self.base.set("from", from);
        self.base.set("to", to);
        self.base.set("date", date);
        self.base.paragraphs.insert(0, words.to_owned());
    }
}

/// The parts between commas that stand in no quotation marks; a list of posts goes on.
fn parts(text: &str) -> Vec<&str> {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let (mut begin, mut quoted) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                parts.push((begin, at));
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push((begin, text.len()));
    parts.into_iter().map(|(begin, end)| text[begin..end].trim()).collect()
}
