//! The reading view of a telegram or document.

use std::collections::HashSet;

use archive::{TelegramPage, WitnessNumber};
use askama::Template;
use formats::OnPages;
use telegram::{Fact, Kind, Span, Telegram, TextState};

use super::facts::FactsTable;
use super::images;
use super::links::{self, CopyRow, ReferenceRow, SeriesLinks};
use super::original::{self, Remark};
use crate::page::{Frame, Page};
use crate::pages::pairs;
use crate::show::marks::Marks;
use crate::show::reading::{ParagraphView, Piece, Placed, Target};
use crate::show::summary::{Citing, is_capitals, label, subject};

#[derive(Template)]
#[template(path = "telegram.html")]
pub(super) struct ReadingPage<'a> {
    frame: Frame,
    label: String,
    title: String,
    canonical: &'a str,
    /// The address of this view; the others hang on it.
    base: &'a str,
    raw: Option<String>,
    /// Where the pages of the document are shown beside the text.
    images: Option<String>,
    notices: Vec<Notice>,
    facts: FactsTable,
    first_to: Option<String>,
    /// The body is printed in capitals throughout.
    capitals: bool,
    telegram: &'a Telegram,
    /// The decoded text.
    text: &'a str,
    targets: Vec<(Target, Vec<Span>)>,
    marks: Marks,
    references: Vec<ReferenceRow>,
    referred_by: Vec<Citing>,
    copies: Vec<CopyRow>,
    /// Where the copies stand side by side, when there are several.
    versions: Option<String>,
    /// FactsTable that another copy than the shown one states.
    filled: Vec<Filled>,
    attributes: Vec<&'a (String, String)>,
    diagnostics_title: String,
    diagnostics: Vec<Remark>,
    series: Option<SeriesLinks>,
}

impl Page for ReadingPage<'_> {}

/// A fact that is taken from another copy than the one that is shown.
struct Filled {
    fact: Fact,
    copy: String,
    address: String,
}

/// Something a reader must know before reading on.
struct Notice {
    words: String,
    link: Option<NoticeLink>,
}

struct NoticeLink {
    address: String,
    title: String,
}

impl<'a> ReadingPage<'a> {
    pub(super) fn new(frame: Frame, page: &'a TelegramPage, base: &'a str, marks: Marks) -> Self {
        let telegram = &page.telegram;
        let diagnostics = original::remarks(&telegram.diagnostics, &page.text);
        let copies: Vec<_> = page.witnesses.iter().map(CopyRow::new).collect();
        Self {
            frame,
            label: label(telegram.id.as_deref(), &page.address),
            title: subject(telegram.subject.as_deref(), telegram.kind),
            canonical: &page.address,
            base,
            raw: copies.iter().find(|copy| copy.shown).map(|copy| copy.raw.clone()),
            images: images::address(page, base),
            notices: notices(page, base),
            first_to: addressed_to(telegram),
            facts: FactsTable::new(page),
            capitals: telegram.paragraphs.iter().all(|paragraph| is_capitals(&paragraph.text)),
            telegram,
            text: &page.text,
            targets: links::targets(&page.references),
            marks,
            references: links::references(&page.references),
            referred_by: page.referred_by.iter().map(Citing::new).collect(),
            versions: (copies.len() > 1).then(|| format!("{}/versions", page.address)),
            filled: filled(page),
            copies,
            attributes: telegram.source.attributes.iter().filter(|(name, _)| name != OnPages::LINE_PLACES).collect(),
            diagnostics_title: original::title(&diagnostics),
            diagnostics,
            series: links::series(page),
        }
    }

    /// What stands in the text where.
    fn placed(&self) -> Placed<'_> {
        let links = self.targets.iter().flat_map(|(target, spans)| spans.iter().map(move |span| (*span, target)));
        Placed::new(self.text, &self.telegram.notes, links.collect())
    }

    /// The paragraphs, laid out.
    fn paragraphs(&self) -> Vec<ParagraphView<'_>> {
        self.placed().reading(&self.telegram.paragraphs, self.telegram.date.and_then(|date| date.day()))
    }

    /// The footnotes: number, mark, words.
    fn notes(&self) -> Vec<(usize, &str, Vec<Piece<'_>>)> {
        let placed = self.placed();
        (1..).zip(&self.telegram.notes).map(|(number, note)| (number, note.mark.as_str(), placed.note(note))).collect()
    }

    /// The footnotes whose marks stand outside the paragraphs: with the title, the dateline, the signature.
    fn notes_of_title(&self) -> Vec<(usize, &str)> {
        let paragraphs = self.paragraphs();
        let bodies = paragraphs.iter().flat_map(|paragraph| &paragraph.blocks).map(|block| block.pieces.as_slice());
        let notes = self.notes();
        let pieces = bodies.chain(notes.iter().map(|(.., pieces)| pieces.as_slice())).flatten();
        let placed: HashSet<usize> =
            pieces.filter_map(|piece| if let Piece::Note(number, _) = piece { Some(*number) } else { None }).collect();
        let other = notes.iter().filter(|(number, ..)| !placed.contains(number));
        other.map(|(number, mark, _)| (*number, *mark)).collect()
    }
}

fn filled(page: &TelegramPage) -> Vec<Filled> {
    let of = |number| page.witnesses.iter().find(|witness| witness.number == number);
    let row = |&(fact, number): &(Fact, WitnessNumber)| {
        let witness = of(number)?;
        Some(Filled { fact, copy: witness.key.clone(), address: witness.address.clone() })
    };
    page.filled.iter().filter_map(row).collect()
}

fn notices(page: &TelegramPage, base: &str) -> Vec<Notice> {
    let plain = |words: &str| Notice { words: words.to_owned(), link: None };
    let mut notices = Vec::new();
    let telegram = &page.telegram;
    match telegram.text_state {
        TextState::Present if telegram.paragraphs.is_empty() => notices.push(Notice {
            words: "No paragraphs could be made out in the text.".to_owned(),
            link: Some(NoticeLink { address: format!("{base}/original"), title: "Read the original".to_owned() }),
        }),
        TextState::Present => {}
        TextState::Missing => notices.push(plain("The source has a record of this telegram; its text is lost.")),
        TextState::Withdrawn => {
            notices.push(plain("The source has a record of this telegram; it states that the text was withdrawn."));
        }
    }
    if base != page.address {
        notices.push(Notice {
            words: "This is one copy.".to_owned(),
            link: Some(NoticeLink {
                address: page.address.clone(),
                title: format!("All that is known of {}", label(telegram.id.as_deref(), &page.address)),
            }),
        });
    }
    notices.extend(page.may_be.iter().map(|other| Notice {
        words: "This may be a copy of another telegram:".to_owned(),
        link: Some(NoticeLink { address: other.address.clone(), title: label(other.id.as_deref(), &other.address) }),
    }));
    if !page.may_be.is_empty() {
        notices.push(Notice {
            words: "A person has to decide.".to_owned(),
            link: Some(NoticeLink { address: pairs::ADDRESS.to_owned(), title: "All doubtful pairs".to_owned() }),
        });
    }
    notices
}

/// The first addressee and how many more there are.
fn addressed_to(telegram: &Telegram) -> Option<String> {
    let first = telegram.action.first()?;
    let more = telegram.action.len() - 1;
    let plus = if more == 0 { String::new() } else { format!(" and {more} more") };
    (telegram.kind != Kind::Document || !first.name.is_empty()).then(|| format!("{}{plus}", first.name))
}

#[cfg(test)]
mod tests {
    use archive::{CitingTelegram, PageState, ResolvedReference, TargetInfo};
    use telegram::{Fold, Paragraph, Reference, ReferenceKind};

    use super::*;

    fn reference(letter: &str, id: &str, text: &str, held: Option<&str>) -> ResolvedReference {
        let reference = Reference {
            letter: Some(letter.into()),
            kind: ReferenceKind::Telegram,
            id: id.parse().ok(),
            text: text.into(),
            notal: held.is_none(),
            ..Reference::default()
        };
        let target = held.map(|subject| TargetInfo {
            id: Some(id.into()),
            address: format!("/{id}"),
            subject: Some(subject.into()),
            date: "2009-01-02".parse().ok(),
            classification: None,
        });
        ResolvedReference { reference, target }
    }

    fn in_text(id: &str) -> ResolvedReference {
        let reference = Reference { id: id.parse().ok(), text: id.into(), in_text: true, ..Reference::default() };
        ResolvedReference { reference, target: None }
    }

    fn page() -> TelegramPage {
        let text = "As seen (refs A and B).".to_owned();
        let (map, span) = (Fold::of_stretch(&text, &text, 0, &[]), Span::new(0, 23));
        let paragraph = Paragraph { text: text.clone(), map, span, ..Paragraph::default() };
        let place = |mut resolved: ResolvedReference, from, to| {
            resolved.reference.spans = vec![Span::new(from, to)];
            resolved
        };
        let telegram = Telegram { id: "09SUVA5".parse().ok(), paragraphs: vec![paragraph], ..Telegram::default() };
        let citing = CitingTelegram {
            id: Some("09APIA9".into()),
            address: "/09APIA9".into(),
            subject: None,
            date: None,
            letter: None,
            in_text: true,
        };
        TelegramPage {
            address: "/09SUVA5".into(),
            state: PageState::Held,
            telegram,
            text,
            elements: Vec::new(),
            witnesses: Vec::new(),
            may_be: Vec::new(),
            filled: Vec::new(),
            references: vec![
                place(reference("A", "09APIA7", "APIA 7", Some("<b>A TEAPOT")), 9, 15),
                place(reference("B", "09SUVA3", "SUVA 3", None), 20, 21),
                in_text("09APIA7"),
                in_text("09APIA8"),
                in_text("09APIA8"),
            ],
            referred_by: vec![citing],
            post: Some("SUVA".into()),
            year: Some(2009),
            previous: None,
            next: None,
        }
    }

    #[test]
    fn references_are_links_in_the_text_and_below_it() {
        let page = page();
        let html = ReadingPage::new(Frame::new("x"), &page, "/09SUVA5", Marks::default()).render().unwrap();
        for words in [
            "(<a href=\"/09APIA7\" title=\"09APIA7: &#60;b&#62;A TEAPOT\">refs A</a> and \
             <a href=\"/09SUVA3\" title=\"09SUVA3: not in this archive\">B</a>).",
            "<a href=\"/09APIA7\">&#60;b&#62;A TEAPOT</a> <span class=\"soft\">APIA 7 · 2 January 2009</span>",
            "<a href=\"/09SUVA3\">09SUVA3</a> <span class=\"soft\">SUVA 3 · not in this archive · <abbr",
            "<a href=\"#referred\">Referred to by 1</a>",
            "<a href=\"/09APIA9\">Telegram without a subject</a> <span class=\"soft\">09APIA9 · in its text</span>",
            "<a class=\"all\" href=\"/posts/SUVA/2009\">All of SUVA 2009</a>",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert_eq!(html.matches("named in the text").count(), 1, "each telegram once: {html}");
        assert!(html.contains(">Refers to 3</a>"));
    }

    #[test]
    fn notes_and_their_places_lead_to_each_other() {
        let mut page = page();
        page.telegram.date_edtf = "1953-03~".parse().ok();
        page.text.push_str("\n[1] No more <b>. [*] Here.");
        let text = &page.text;
        let note = |mark: &str, words: &str, at: u32| {
            let from = text.find(words).map_or(0, |from| from as u32);
            let (map, span) = (Fold::of_stretch(words, text, from, &[]), Span::new(from, from + words.len() as u32));
            telegram::Note { mark: mark.to_owned(), text: words.to_owned(), map, span, at: Span::new(at, at) }
        };
        page.telegram.notes = vec![note("1", "No more <b>.", 7), note("*", "Here.", 40)];
        let html = ReadingPage::new(Frame::new("x"), &page, "/09SUVA5", Marks::default()).render().unwrap();
        for words in [
            "As seen<sup><a id=\"at-note-1\" href=\"#note-1\" aria-label=\"Note 1\">1</a></sup> (<a",
            "<sup><a id=\"at-note-2\" href=\"#note-2\" aria-label=\"Note *\">*</a></sup></h1>",
            "<li id=\"note-1\"><a href=\"#at-note-1\" aria-label=\"Back to the place of note 1\">1</a> No more &#60;b&#62;.</li>",
            "<br>about March 1953</p>",
            "<td>about March 1953</td>",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
    }

    #[test]
    fn a_copy_says_that_it_is_one() {
        let page = page();
        let html = ReadingPage::new(Frame::new("x"), &page, "/collections/a/b", Marks::default()).render().unwrap();
        assert!(html.contains("This is one copy. <a href=\"/09SUVA5\">All that is known of 09SUVA5</a>"), "{html}");
        assert!(html.contains("href=\"/collections/a/b.json\""));
    }
}
