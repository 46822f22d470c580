//! The classification line: `C O N F I D E N T I A L SECTION 01 OF 02 ASTANA 000478`
//! (rules CLASS, N41 to N47, N51, N52, N55).
//!
//! The shape is what tells such a line from prose: a class, then only
//! controls, a section, a post of a few words and its number, or nothing.

mod class;
mod notice;
mod post;
mod section;

use super::captions;
use crate::model::SeriesNumber;
use crate::text::single_spaced;
use crate::{Classification, Diagnostic, Span, posts};

pub(crate) use notice::notice_length;
use notice::{efto, glued_caption, rel_to};
use post::{glued_serial, is_post_word, next_word, serial_number};
pub(crate) use section::Section;

/// What a classification line says. Spans are offsets in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClassificationLine {
    /// The class; UNCLAS with SENSITIVE or SBU on the line is sensitive but unclassified.
    pub(crate) classification: Classification,
    /// Where the class stands.
    pub(crate) class: Span,
    /// Captions and controls on the line, canonical, each once.
    pub(crate) captions: Vec<String>,
    /// The section, where one is stated.
    pub(crate) section: Option<Section>,
    /// The post as printed.
    pub(crate) post: Option<String>,
    /// Where the post stands.
    pub(crate) post_span: Option<Span>,
    /// The number of the telegram.
    pub(crate) number: Option<u32>,
    /// Where the number stands.
    pub(crate) number_span: Option<Span>,
    /// A notice such as `CORRECTED COPY (ADDED PARA 4)` or `POSS DUPE`, as printed.
    pub(crate) notice: Option<String>,
    /// Whether it says the class (and controls) alone, as at the top and
    /// bottom of a page.
    pub(crate) banner: bool,
    /// The number in a series of a journey or a delegation (`TOSEC 140021`).
    pub(crate) series: Option<SeriesNumber>,
    /// What is odd, with offsets in the line.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads a line as classification line; `None` where it is none.
///
/// `line` is without the blanks at its ends. Whether a banner is the top of a
/// page or a line of its own is for the caller to decide.
pub(crate) fn parse(line: &str) -> Option<ClassificationLine> {
    parse_prefix(line).and_then(|(found, end)| (end == line.len()).then_some(found))
}

/// Reads a classification line at the start of `text` and gives the offset
/// after it; more may follow where the line breaks of a header were lost
/// (N149, N151).
pub(crate) fn parse_prefix(text: &str) -> Option<(ClassificationLine, usize)> {
    if !may_begin(text) {
        return None;
    }
    let class = class::at_start(text)?;
    let mut reader = Reader::new(text, class);
    reader.run();
    reader.finish()
}

/// Whether a classification line can begin the text, by its first letters: one of them may be misprinted.
pub(crate) fn may_begin(text: &str) -> bool {
    let [first, second, rest @ ..] = text.as_bytes() else { return false };
    match first.to_ascii_uppercase() {
        b'U' | b'L' | b'C' | b'S' | b'T' => true,
        // `EONFIDENTIAL SUVA 2610`, `E O N F I D E N T I A L`
        b'A'..=b'Z' | b'0'..=b'9' => {
            const SPACED: [&str; 3] = ["O N F", "N C L", "E C R"];
            const WHOLE: [&str; 4] = ["ONFIDEN", "NCLAS", "IMITED OFFICIAL", "OP SECRET"];
            let begins = |text: &[u8], words: &[&str]| words.iter().any(|word| text.starts_with(word.as_bytes()));
            match second {
                b' ' => begins(rest, &SPACED),
                b'O' | b'N' | b'I' => text.get(1..).is_some_and(|text| begins(text.as_bytes(), &WHOLE)),
                _ => false,
            }
        }
        _ => false,
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// The end of what was understood so far.
    end: usize,
    class: class::Class,
    found: ClassificationLine,
    /// Further numbers on the line.
    more_numbers: Vec<(u32, Span)>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, class: class::Class) -> Self {
        let mut diagnostics = Vec::new();
        let span = Span::new(0, class.end as u32);
        if class.misprinted {
            let message = format!("{:?} was read as {}", &text[..class.end], class.classification.title());
            diagnostics.push(Diagnostic::warning("classification-misspelt", span, message));
        }
        if class.broken_spacing {
            let message = "the letters of the classification are spaced unevenly";
            diagnostics.push(Diagnostic::note("classification-spacing", span, message));
        }
        let found = ClassificationLine {
            classification: class.classification,
            class: span,
            captions: Vec::new(),
            section: None,
            post: None,
            post_span: None,
            number: None,
            number_span: None,
            notice: None,
            banner: false,
            series: None,
            diagnostics,
        };
        Self { text, at: class.end, end: class.end, class, found, more_numbers: Vec::new() }
    }

    fn run(&mut self) {
        loop {
            self.skip_separators();
            if self.at >= self.text.len() {
                self.end = self.at;
                break;
            }
            let step = self.section()
                || self.notice()
                || self.second_series()
                || self.caption()
                || self.post_and_number()
                || self.further_number();
            if !step {
                break;
            }
            self.end = self.at;
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_separators(&mut self) {
        let rest = self.rest();
        let kept = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | ',' | ';' | ':'));
        self.at += rest.len() - kept.len();
    }

    fn section(&mut self) -> bool {
        if self.found.section.is_some() {
            // Said twice, or `LA PAZ 3507/1` after `SECTION 1 OF 2`.
            return match section::suffix(self.rest()).filter(|_| self.slash_before()) {
                Some((_, length)) => {
                    self.at += length;
                    true
                }
                None => match section::at_start(self.rest()) {
                    Some(section) => {
                        self.at += section.length;
                        true
                    }
                    None => false,
                },
            };
        }
        let Some(section) = section::at_start(self.rest()).or_else(|| self.bare_section()) else { return false };
        let start = self.at;
        self.at += section.length;
        if section.odd {
            let span = Span::new(start as u32, self.at as u32);
            let message = format!("the section is printed {:?}", &self.text[start..self.at]);
            self.found.diagnostics.push(Diagnostic::note("section-misprinted", span, message));
        }
        let span = Span::new(start as u32, self.at as u32);
        if self.found.number.is_some() {
            let message = "the section stands after the number";
            self.found.diagnostics.push(Diagnostic::note("section-after-number", span, message));
        }
        if section.section.of.is_none() {
            let message = format!("section {}: how many there are is not said", section.section.number);
            self.found.diagnostics.push(Diagnostic::warning("section-total-missing", span, message));
        }
        self.found.section = Some(section.section);
        true
    }

    /// `01 OF 02` without the word, after the number.
    fn bare_section(&self) -> Option<section::Found> {
        self.found.number?;
        section::bare(self.rest())
    }

    fn slash_before(&self) -> bool {
        self.found.number.is_some() && self.text[..self.at].ends_with('/')
    }

    fn notice(&mut self) -> bool {
        let Some(length) = notice_length(self.rest()) else { return false };
        let printed = self.rest()[..length].trim_end();
        match &mut self.found.notice {
            Some(notice) => {
                notice.push(' ');
                notice.push_str(printed);
            }
            None => self.found.notice = Some(printed.to_owned()),
        }
        self.at += length;
        true
    }

    fn caption(&mut self) -> bool {
        let rest = self.rest();
        let known = rel_to(rest)
            .map(|length| (rest[..length].to_ascii_uppercase(), length))
            .or_else(|| efto(rest).map(|length| ("EFTO".to_owned(), length)))
            .or_else(|| captions::at_start(rest).map(|(caption, length)| (caption.text.to_owned(), length)))
            .or_else(|| glued_caption(rest));
        let Some((caption, length)) = known else { return false };
        let low = matches!(caption.as_str(), "SENSITIVE" | "SBU" | "SENSITIVE BUT UNCLASSIFIED");
        if low && self.found.classification == Classification::Unclassified {
            self.found.classification = Classification::SensitiveButUnclassified;
        }
        if !self.found.captions.contains(&caption) {
            // In order before the post (rule CLASS), but a caption has a line of its own by rule.
            if self.found.captions.is_empty() {
                let span = Span::new(self.at as u32, (self.at + length) as u32);
                let message = "captions stand on the classification line";
                self.found.diagnostics.push(Diagnostic::note("caption-on-classification-line", span, message));
            }
            self.found.captions.push(caption);
        }
        self.at += length;
        true
    }

    /// `STATE 201144 TOSEC 140021`: the number in the series of messages to or from a traveller or delegation. It stands
    /// beside that of the post and is neither a caption nor a second number of the telegram (CAPTION).
    fn second_series(&mut self) -> bool {
        let rest = self.rest();
        let bracket = usize::from(rest.starts_with('('));
        let Some((name, length)) =
            captions::at_start(rest.get(bracket..).unwrap_or_default()).filter(|(caption, _)| caption.kind == "series")
        else {
            return false;
        };
        let after = rest.get(bracket + length..).unwrap_or_default();
        let number = next_word(after.trim_start()).trim_end_matches([')', '.', ',', ';']);
        let end = rest.len() - after.trim_start().len() + number.len();
        let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let follows = || rest.get(end..).unwrap_or_default().split(' ').any(|word| word.len() > 2 && digits(word));
        if !(1..=6).contains(&number.len()) || !digits(number) {
            return false;
        }
        let series = number.parse().ok().map(|number| SeriesNumber { name: name.text.to_owned(), number });
        self.found.series = self.found.series.take().or(series);
        // `SECTO 4012` alone is the number of the delegation's own telegram.
        if self.found.number.is_none() && !follows() {
            return false;
        }
        self.at += end + usize::from(bracket == 1 && rest.get(end..).is_some_and(|rest| rest.starts_with(')')));
        true
    }

    /// Post words up to a number of three to eight figures.
    fn post_and_number(&mut self) -> bool {
        if self.found.number.is_some() || self.found.post.is_some() {
            return false;
        }
        let start = self.at;
        let mut at = start;
        let mut post_end = start;
        let mut words = 0;
        loop {
            let word = next_word(&self.text[at..]);
            if word.is_empty() {
                break;
            }
            let serial = word.trim_end_matches(['.', ',', ';', ':']);
            let (signed, _) = serial.split_once('/').unwrap_or((serial, ""));
            let serial = signed.trim_start_matches('#');
            if let Some(number) = serial_number(serial, words > 0) {
                let offset = at + (signed.len() - serial.len());
                self.found.number = Some(number);
                self.found.number_span = Some(Span::new(offset as u32, (offset + serial.len()) as u32));
                self.set_post(start, post_end);
                self.at = offset + serial.len();
                self.skip_stop();
                return true;
            }
            // `SUVA000617`: the number is glued to the post.
            if let Some(cut) = glued_serial(word) {
                self.found.number = word[cut..].trim_end_matches(['.', ',']).parse().ok();
                self.found.number_span = Some(Span::new((at + cut) as u32, (at + word.len()) as u32));
                self.set_post(start, at + cut);
                self.at = at + word.len();
                return true;
            }
            if words == 5
                || !(is_post_word(word) || posts::is_blot(word))
                || section::at_start(&self.text[at..]).is_some() && words > 0
            {
                break;
            }
            words += 1;
            post_end = at + word.len();
            at = post_end;
            at += self.text[at..].len() - self.text[at..].trim_start_matches(' ').len();
        }
        self.post_alone(start, post_end, words)
    }

    /// A post without a number (N51): only where the class cannot be an
    /// English word, or a section was stated.
    fn post_alone(&mut self, start: usize, end: usize, words: usize) -> bool {
        let certain = self.found.section.is_some() || self.class.spaced || self.class.never_prose;
        let clean = &self.text[start..end];
        let at_end = notice_length(self.text[end..].trim_start()).is_some()
            || section::at_start(self.text[end..].trim_start()).is_some()
            || self.text[end..].trim().is_empty();
        let blotted = clean.split(' ').all(posts::is_blot);
        if !(1..=3).contains(&words)
            || blotted
            || !certain
            || !at_end
            || clean.bytes().any(|byte| byte.is_ascii_lowercase())
        {
            return false;
        }
        self.set_post(start, end);
        let span = Span::new(start as u32, end as u32);
        let message = "the classification line states no telegram number";
        self.found.diagnostics.push(Diagnostic::warning("telegram-number-missing", span, message));
        self.at = end;
        true
    }

    fn set_post(&mut self, start: usize, end: usize) {
        let printed = self.text[start..end].trim_end_matches([' ', ',', '/', '-', '.', ':']);
        // A publisher's blot is no post; the number after it holds.
        if !printed.is_empty() && !printed.split(' ').all(posts::is_blot) {
            self.found.post = Some(single_spaced(printed));
            self.found.post_span = Some(Span::new(start as u32, (start + printed.len()) as u32));
        }
    }

    fn skip_stop(&mut self) {
        if matches!(self.rest().as_bytes(), [b'.' | b','] | [b'.' | b',', b' ', ..]) {
            self.at += 1;
        }
    }

    /// A second serial, as corrected copies have (N52), or the section as `/1`.
    fn further_number(&mut self) -> bool {
        if self.found.number.is_none() {
            return false;
        }
        let word = next_word(self.rest());
        if self.slash_before()
            && self.found.section.is_none()
            && let Some((number, length)) = section::suffix(self.rest())
        {
            self.found.section = Some(Section { number, of: None });
            self.at += length;
            return true;
        }
        let Some(number) = serial_number(word, true) else { return false };
        let span = Span::new(self.at as u32, (self.at + word.len()) as u32);
        self.more_numbers.push((number, span));
        self.at += word.len();
        true
    }

    fn finish(mut self) -> Option<(ClassificationLine, usize)> {
        let rest_is_blank = self.text[self.end..].trim().is_empty();
        let placed = self.found.number.is_some() || self.found.post.is_some() || self.found.section.is_some();
        if !placed {
            // The class alone: only the whole line, in capitals.
            let capitals = !self.text[..self.end].bytes().any(|byte| byte.is_ascii_lowercase());
            if !rest_is_blank || !capitals {
                return None;
            }
            self.found.banner = true;
        }
        if self.found.number.is_none() && !rest_is_blank {
            return None;
        }
        if self.class.glued && self.found.number.is_none() && self.found.section.is_none() {
            return None;
        }
        if self.found.post.as_deref().is_some_and(post::is_prose) {
            return None;
        }
        for &(number, span) in &self.more_numbers {
            let message = format!("a further number, {number}, stands on the classification line; the first was taken");
            self.found.diagnostics.push(Diagnostic::warning("telegram-number-repeated", span, message));
        }
        if self.class.glued {
            let message = "the classification and the next word are run together";
            self.found.diagnostics.push(Diagnostic::note("classification-glued", self.found.class, message));
        }
        let end = if rest_is_blank { self.text.len() } else { self.end };
        Some((self.found, end))
    }
}

#[cfg(test)]
mod tests;
