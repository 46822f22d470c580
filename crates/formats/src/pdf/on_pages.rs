//! On which pages of its document a telegram stands, as its source states.

use core::ops::{Range, RangeInclusive};

use telegram::Source;

use super::MAX_PAGES;
use super::places::{self, Place};
use crate::Carrier;

/// The names of the statements.
pub(super) const PAGES: &str = "pages";
pub(super) const PAGES_OF: &str = "pages in document";
pub(super) const TEXT_BY: &str = "text by";
pub(super) const CONFIDENCE: &str = "OCR confidence";
pub(super) const CONFIDENCE_BY_PAGE: &str = "OCR confidence by page";

/// `page 1: 31 % FERRV, 40 % 0ne; page 3: 12 % SVUA`: an OCR program's words have
/// no blanks in them.
pub(super) const IN_DOUBT: &str = "OCR words in doubt";

/// The statement of the words in doubt of some pages; `None` where there are none.
pub(super) fn in_doubt<'a>(pages: impl Iterator<Item = (usize, &'a [(u8, String)])>) -> Option<String> {
    let page = |(number, words): (usize, &[(u8, String)])| {
        let words: Vec<_> = words.iter().map(|(sure, word)| format!("{sure} % {word}")).collect();
        (!words.is_empty()).then(|| format!("page {number}: {}", words.join(", ")))
    };
    let pages: Vec<_> = pages.filter_map(page).collect();
    (!pages.is_empty()).then(|| pages.join("; "))
}

/// On which pages of its document a telegram stands, and what read them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnPages {
    /// The pages, counted from 1 from the start of the document.
    pub pages: RangeInclusive<usize>,
    /// How many pages the document has.
    pub of: Option<usize>,
    /// What gave the text: `text layer`, `pdftotext`, `OCR`.
    pub text_by: Option<String>,
    /// How sure OCR was on the mean of the pages, in percent.
    confidence: Option<u8>,
    /// The same for each page that it read, where there are several.
    by_page: Vec<(usize, u8)>,
    /// The words in doubt of each page, with how sure OCR was.
    in_doubt: Vec<(usize, Vec<(u8, String)>)>,
    /// The places of the lines of each page.
    places: Vec<(usize, Vec<Place>)>,
}

impl OnPages {
    /// What the source calls the statement of [`places`](Self::places), which
    /// is of no use to a reader: `page 3: 118 91 600 9, …`, left, top, width and
    /// height of each line, in thousandths of the page.
    pub const LINE_PLACES: &str = "OCR line places";

    /// Reads what the source of a telegram states; `None` where it did not
    /// come in a document with pages.
    #[must_use]
    pub fn stated(source: &Source) -> Option<Self> {
        if source.carrier != Carrier::Pdf.name() {
            return None;
        }
        // What was found in the document may state something of the same name before.
        let get = |name| source.attributes.iter().rfind(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let stated = get(PAGES)?;
        let (first, last) = stated.split_once('-').unwrap_or((stated, stated));
        let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
        if first == 0 || last < first || last > MAX_PAGES {
            return None;
        }
        let by_page = get(CONFIDENCE_BY_PAGE).unwrap_or_default().split(", ").filter_map(|one| {
            let (page, confidence) = one.strip_prefix("page ")?.split_once(": ")?;
            Some((page.parse().ok()?, percent(confidence)?))
        });
        let in_doubt = get(IN_DOUBT).unwrap_or_default().split("; page ").filter_map(|one| {
            let (page, words) = one.trim_start_matches("page ").split_once(": ")?;
            let words = words.split(", ").filter_map(|one| {
                let (sure, word) = one.split_once(" % ")?;
                Some((sure.parse().ok()?, word.to_owned()))
            });
            Some((page.parse().ok()?, words.collect()))
        });
        Some(Self {
            pages: first..=last,
            of: get(PAGES_OF).and_then(|count| count.parse().ok()),
            text_by: get(TEXT_BY).map(str::to_owned),
            confidence: get(CONFIDENCE).and_then(percent),
            by_page: by_page.collect(),
            in_doubt: in_doubt.collect(),
            places: places::stated(get(Self::LINE_PLACES).unwrap_or_default()),
        })
    }

    /// How sure OCR was of the words of a page, in percent; `None` where it did
    /// not read it or did not say.
    #[must_use]
    pub fn confidence(&self, page: usize) -> Option<u8> {
        if self.by_page.is_empty() && self.pages.start() == self.pages.end() {
            return self.confidence.filter(|_| self.pages.contains(&page));
        }
        self.by_page.iter().find(|(number, _)| *number == page).map(|(_, confidence)| *confidence)
    }

    /// The words of a page of which OCR was least sure, in the order of the page,
    /// each with how sure it was, in percent.
    #[must_use]
    pub fn in_doubt(&self, page: usize) -> &[(u8, String)] {
        self.in_doubt.iter().find(|(number, _)| *number == page).map_or(&[], |(_, words)| words)
    }

    /// Where on a page the lines of the telegram stand that are not blank, in
    /// their order; none where OCR did not read the page.
    #[must_use]
    pub fn places(&self, page: usize) -> &[Place] {
        self.places.iter().find(|(number, _)| *number == page).map_or(&[], |(_, places)| places)
    }

    /// The part of the telegram's decoded text that stands on a page, without
    /// the form feed before it; `None` for a page it does not stand on.
    #[must_use]
    pub fn text_on(&self, page: usize, text: &str) -> Option<Range<usize>> {
        if !self.pages.contains(&page) {
            return None;
        }
        // A telegram may begin with the end of the page before.
        let lead = text.bytes().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
        let mut breaks = memchr::memchr_iter(0x0c, text.as_bytes()).filter(|at| *at >= lead);
        let before = page - self.pages.start();
        let start = match before.checked_sub(1) {
            None => memchr::memrchr(0x0c, &text.as_bytes()[..lead]).map_or(0, |at| at + 1),
            Some(earlier) => breaks.nth(earlier).map_or(text.len(), |at| at + 1),
        };
        // Nothing but blanks stands after the last page.
        Some(start..breaks.next().unwrap_or(text.len()))
    }
}

/// `76 %`.
fn percent(stated: &str) -> Option<u8> {
    stated.strip_suffix(" %")?.parse().ok().filter(|percent| *percent <= 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(attributes: &[(&str, &str)]) -> Source {
        let attributes = attributes.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        Source { carrier: Carrier::Pdf.name(), attributes, ..Source::default() }
    }

    #[test]
    fn what_the_source_states() {
        let stated = [("pages", "many"), ("pages", "3-4"), ("pages in document", "9"), ("text by", "OCR")];
        let by_page = [("OCR confidence", "70 %"), ("OCR confidence by page", "page 3: 91 %, page 4: 49 %")];
        let on = OnPages::stated(&source(&[stated.as_slice(), &by_page].concat())).unwrap();
        assert_eq!((on.pages.clone(), on.of, on.text_by.as_deref()), (3..=4, Some(9), Some("OCR")));
        assert_eq!([2, 3, 4, 5].map(|page| on.confidence(page)), [None, Some(91), Some(49), None]);
        let one = OnPages::stated(&source(&[("pages", "2"), ("OCR confidence", "70 %")])).unwrap();
        assert_eq!((one.pages.clone(), one.confidence(2), one.confidence(1)), (2..=2, Some(70), None));
        for odd in ["", "0", "4-3", "-", "x-2", "1-5001", "1-99999999999999999999999"] {
            assert_eq!(OnPages::stated(&source(&[("pages", odd)])), None, "{odd}");
        }
        assert_eq!(OnPages::stated(&Source { carrier: Carrier::Aad.name(), ..source(&[("pages", "1")]) }), None);
    }

    #[test]
    fn words_in_doubt_are_read_as_they_were_written() {
        let words =
            |list: &[(u8, &str)]| list.iter().map(|(sure, word)| (*sure, (*word).to_owned())).collect::<Vec<_>>();
        let pages = [(2, words(&[(31, "FERRV,"), (9, "%;"), (0, "page")])), (3, words(&[])), (4, words(&[(59, "1:")]))];
        let written = in_doubt(pages.iter().map(|(page, words)| (*page, &words[..]))).unwrap();
        assert_eq!(written, "page 2: 31 % FERRV,, 9 % %;, 0 % page; page 4: 59 % 1:");
        let on = OnPages::stated(&source(&[("pages", "2-4"), (IN_DOUBT, &written)])).unwrap();
        for (page, words) in &pages {
            assert_eq!(on.in_doubt(*page), words, "page {page}");
        }
        assert_eq!(in_doubt([(1, &[][..])].into_iter()), None);
    }

    #[test]
    fn the_text_of_a_page() {
        let on = |first, last| OnPages {
            pages: first..=last,
            of: None,
            text_by: None,
            confidence: None,
            by_page: Vec::new(),
            in_doubt: Vec::new(),
            places: Vec::new(),
        };
        let parts = |on: &OnPages, text: &'static str| -> Vec<&str> {
            on.pages.clone().map(|page| on.text_on(page, text).map_or("", |range| &text[range])).collect()
        };
        assert_eq!(parts(&on(1, 3), "one\n\u{c}two\n\u{c}three\n"), ["one\n", "two\n", "three\n"]);
        assert_eq!(parts(&on(4, 5), "\n\u{c}\n four\n\u{c}five\n\u{c}"), ["\n four\n", "five\n"]);
        // A page in the middle without text, and fewer breaks than pages.
        assert_eq!(parts(&on(1, 3), "one\n\u{c}\n\u{c}three"), ["one\n", "\n", "three"]);
        assert_eq!(parts(&on(1, 2), "one"), ["one", ""]);
        assert_eq!(parts(&on(1, 1), " \n"), [" \n"]);
        assert_eq!(on(2, 3).text_on(1, "x"), None);
        assert_eq!(on(2, 3).text_on(4, "x"), None);
    }
}
