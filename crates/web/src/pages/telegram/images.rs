//! `/{id}/original/pages`: the pages of the document that a telegram came in,
//! each as a picture beside the text that was read on it.
//!
//! `…/pages/{n}` is a page of this site, `…/pages/{n}.jpg` the picture alone;
//! `n` counts from the start of the document, as a citation does. A document
//! may hold many telegrams: only the pages of the one asked for are shown.

use std::collections::HashMap;

use archive::{PageState, TelegramPage, WitnessInfo};
use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use formats::{OnPages, Place};
use telegram::Span;

use super::original::{self, Remark};
use super::{View, lead_to, raw};
use crate::app::App;
use crate::drawings::{self, Picture, Sheet, Undrawn};
use crate::page::{self, Cache, Frame, Page};
use crate::show::kinds::Layer;
use crate::show::lines::{self, Line, LineIndex};
use crate::show::number::count;
use crate::show::summary::{label, subject};
use crate::{PageError, address, headers};

/// What comes after the address of the telegram.
const ENDING: &str = "/original/pages";

/// So many pages are all listed; of more, those near the one shown.
const LISTED: usize = 12;

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    First,
    Page(usize),
    Image(usize),
}

impl Asked {
    /// Reads the last part of an address: `3`, `3.jpg`.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let number = name.strip_suffix(".jpg").unwrap_or(name);
        let is_plain = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
        let number = number.parse().ok().filter(|_| is_plain)?;
        Some(if name.ends_with(".jpg") { Self::Image(number) } else { Self::Page(number) })
    }

    /// Cuts `/original/pages/3` off an address.
    pub(super) fn split(rest: &str) -> Option<(&str, Self)> {
        if let Some(key) = rest.strip_suffix(ENDING) {
            return Some((key, Self::First));
        }
        let (before, name) = rest.rsplit_once('/')?;
        Some((before.strip_suffix(ENDING)?, Self::of_name(name)?))
    }

    pub(super) fn ending(self) -> String {
        match self {
            Self::First => ENDING.to_owned(),
            Self::Page(number) => format!("{ENDING}/{number}"),
            Self::Image(number) => format!("{ENDING}/{number}.jpg"),
        }
    }
}

/// Where the pages of a telegram are shown, seen from the view at `base`;
/// `None` where no copy came as a document.
pub(super) fn address(page: &TelegramPage, base: &str) -> Option<String> {
    let shown = page.witnesses.iter().find(|witness| witness.shown);
    if let Some(shown) = shown
        && OnPages::stated(&page.telegram.source).is_some()
    {
        let is_latest = base == page.address || base == shown.address;
        return if is_latest { Some(format!("{base}{ENDING}")) } else { of_copy(shown) };
    }
    page.witnesses.iter().find_map(of_copy)
}

/// Where the pages of a copy are shown. An earlier version has no address of
/// its own for them.
pub(super) fn of_copy(witness: &WitnessInfo) -> Option<String> {
    (witness.carrier == "pdf" && !witness.superseded).then(|| format!("{}{ENDING}", witness.address))
}

/// What to answer with.
pub(super) enum Found {
    Done(Response),
    Page(Box<Shown>),
    Image { sheet: Sheet, name: String },
}

/// A page of a telegram that is there.
pub(super) struct Shown {
    page: TelegramPage,
    base: String,
    on: OnPages,
    sheet: Sheet,
}

/// Finds what was asked for of the telegram whose reading view is at `base`.
/// Who may not see the telegram's original does not get here.
pub(super) fn find(page: TelegramPage, base: String, asked: Asked) -> Result<Found, PageError> {
    let missing = || PageError::not_found(&address::words_of(&page.address));
    if page.state == PageState::Missing {
        return match asked {
            Asked::Image(_) => Err(missing()),
            _ => lead_to(&page.address, View::Reading).map(Found::Done),
        };
    }
    let shown = page.witnesses.iter().find(|witness| witness.shown).ok_or_else(missing)?;
    let Some(on) = OnPages::stated(&page.telegram.source) else {
        // Another copy may have pages.
        let other = address(&page, &base).filter(|_| asked == Asked::First).ok_or_else(missing)?;
        return page::redirect(StatusCode::FOUND, &other).map(Found::Done);
    };
    let number = match asked {
        Asked::First => {
            let first = Asked::Page(*on.pages.start()).ending();
            return page::redirect(StatusCode::FOUND, &format!("{base}{first}")).map(Found::Done);
        }
        Asked::Page(number) | Asked::Image(number) => number,
    };
    if !on.pages.contains(&number) {
        return Err(missing());
    }
    let sheet = Sheet { witness: shown.number, blob: shown.blob.clone(), number };
    if let Asked::Image(_) = asked {
        let name = label(page.telegram.id.as_deref(), &page.address);
        return Ok(Found::Image { name: raw::safe(&format!("{name}-page-{number}")), sheet });
    }
    Ok(Found::Page(Box::new(Shown { page, base, on, sheet })))
}

/// Sends it. `version` is the one that the address names.
pub(super) async fn answer(app: &App, found: Found, version: &str, headers: &HeaderMap) -> Result<Response, PageError> {
    match found {
        Found::Done(response) => Ok(response),
        Found::Image { sheet, name } => image(app, sheet, &name, version, headers).await,
        Found::Page(shown) => {
            let tag = app.drawings.tag(&shown.sheet);
            let picture = drawings::picture(app, shown.sheet.clone()).await?;
            let frame = app.frame();
            app.read(move |_| page::render(&ImagesPage::new(frame, &shown, picture, &tag))).await
        }
    }
}

/// The picture alone. Its tag says what determines it, so that a reader who
/// has it is answered without drawing it again.
async fn image(app: &App, sheet: Sheet, name: &str, version: &str, headers: &HeaderMap) -> Result<Response, PageError> {
    let value = |text: String| HeaderValue::from_str(&text).map_err(|error| PageError::internal(&error));
    let tag = app.drawings.tag(&sheet);
    let cache = if version == tag { Cache::Kept } else { Cache::Revalidate };
    let quoted = format!("\"{tag}\"");
    let tag = value(quoted.clone())?;
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| headers::names_tag(known, &quoted)) {
        let headers = [(header::ETAG, tag), (header::CACHE_CONTROL, cache.header())];
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let picture = drawings::picture(app, sheet).await?.map_err(PageError::Undrawn)?;
    let mut response = page::content(StatusCode::OK, "image/jpeg", cache, picture.jpeg);
    let disposition = value(format!("inline; filename=\"{name}.jpg\""))?;
    response.headers_mut().insert(header::ETAG, tag);
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

#[derive(Template)]
#[template(path = "page_images.html")]
struct ImagesPage<'a> {
    frame: Frame,
    label: String,
    title: String,
    base: &'a str,
    raw: String,
    number: usize,
    of: Option<usize>,
    links: Vec<PageLink>,
    previous: Option<String>,
    next: Option<String>,
    image: Result<Image, &'static str>,
    text_by: String,
    /// The words of which OCR was least sure.
    in_doubt: &'a [(u8, String)],
    in_doubt_title: String,
    layers: Vec<Layer>,
    lines: Vec<Line<'a>>,
    /// Where on the image the lines stand; of all that are not blank, or none.
    places: Vec<LinePlace>,
    remarks_title: String,
    remarks: Vec<Remark>,
}

impl Page for ImagesPage<'_> {}

struct Image {
    address: String,
    width: u32,
    height: u32,
}

struct LinePlace {
    line: usize,
    place: Place,
}

struct PageLink {
    number: usize,
    address: String,
    /// Pages between it and the one before are not listed.
    gap: bool,
}

impl<'a> ImagesPage<'a> {
    fn new(frame: Frame, shown: &'a Shown, picture: Result<Picture, Undrawn>, tag: &str) -> Self {
        let Shown { page, base, on, sheet } = shown;
        let number = sheet.number;
        let at = |number: usize| format!("{base}{}", Asked::Page(number).ending());
        let image = |picture: Picture| Image {
            address: format!("{base}{}?v={tag}", Asked::Image(number).ending()),
            width: picture.width,
            height: picture.height,
        };
        let (lines, remarks) = text_on(page, on, number);
        let in_doubt = on.in_doubt(number);
        let witness = page.witnesses.iter().find(|witness| witness.shown);
        Self {
            frame,
            label: label(page.telegram.id.as_deref(), &page.address),
            title: subject(page.telegram.subject.as_deref(), page.telegram.kind),
            base,
            raw: witness.map(raw::address).unwrap_or_default(),
            number,
            of: on.of,
            links: links(on, number, &at),
            previous: Some(number - 1).filter(|number| on.pages.contains(number)).map(&at),
            next: Some(number + 1).filter(|number| on.pages.contains(number)).map(&at),
            image: picture.map(image).map_err(Undrawn::message),
            text_by: text_by(on, number),
            in_doubt,
            in_doubt_title: count(in_doubt.len() as u64, "word in doubt", "words in doubt"),
            remarks_title: original::title(&remarks),
            layers: layers(&lines),
            places: places(on.places(number), &lines),
            lines,
            remarks,
        }
    }

    /// Where the number of a line leads: to its place on the image, else to the
    /// line in the original view.
    fn line_address(&self, line: &Line<'_>) -> String {
        match self.places.binary_search_by_key(&line.number, |place| place.line) {
            Ok(_) => format!("#P{}", line.number),
            Err(_) => format!("{}/original#L{}", self.base, line.number),
        }
    }
}

/// The pages to choose from: the first, the last, those near this one.
fn links(on: &OnPages, number: usize, at: &impl Fn(usize) -> String) -> Vec<PageLink> {
    let (first, last) = (*on.pages.start(), *on.pages.end());
    let is_listed =
        |page: &usize| last - first < LISTED || [first, last].contains(page) || page.abs_diff(number) <= LISTED / 4;
    let mut before = first;
    let link = |page| {
        let gap = page > before + 1;
        before = page;
        PageLink { number: page, address: at(page), gap }
    };
    on.pages.clone().filter(is_listed).map(link).collect()
}

/// The lines of the page, without blank ones around them, and the remarks on
/// them. Their numbers are those of the original view.
fn text_on<'a>(page: &'a TelegramPage, on: &OnPages, number: usize) -> (Vec<Line<'a>>, Vec<Remark>) {
    let text = page.text.as_str();
    let range = on.text_on(number, text).unwrap_or_default();
    let own = text.get(range.clone()).unwrap_or_default();
    if own.trim().is_empty() {
        return (Vec::new(), Vec::new());
    }
    let index = LineIndex::new(text);
    let first = index.line(narrow(range.start + (own.len() - own.trim_start().len())));
    let last = index.line(narrow(range.start + own.trim_end().len() - 1));
    let is_here = |line: usize| (first..=last).contains(&line);
    let diagnostics = &page.telegram.diagnostics;
    let mut odd: Vec<_> = diagnostics.iter().map(|one| (one.span, one.message.as_str())).collect();
    odd.extend(doubts(on.in_doubt(number), own, range.start).map(|span| (span, "OCR was not sure of this word")));
    let mut lines = lines::lines(text, &page.elements, &odd);
    lines.retain(|line| is_here(line.number));
    if let Some(stretch) = lines.first_mut().and_then(|line| line.stretches.first_mut()) {
        stretch.text = stretch.text.trim_start_matches('\u{c}');
    }
    let mut remarks = original::remarks(diagnostics, text);
    remarks.retain(|remark| is_here(remark.line));
    (lines, remarks)
}

/// What the lines were read as, in the order of a telegram.
fn layers(lines: &[Line<'_>]) -> Vec<Layer> {
    Layer::ALL.into_iter().filter(|layer| lines.iter().any(|line| line.layer == layer.class())).collect()
}

/// Where on the image each line stands. None where there are not as many places
/// as lines: each would be that of another.
fn places(places: &[Place], lines: &[Line<'_>]) -> Vec<LinePlace> {
    let is_printed = |line: &&Line<'_>| line.stretches.iter().any(|stretch| !stretch.text.trim().is_empty());
    let printed: Vec<_> = lines.iter().filter(is_printed).collect();
    if printed.len() != places.len() {
        return Vec::new();
    }
    printed.iter().zip(places).map(|(line, place)| LinePlace { line: line.number, place: *place }).collect()
}

/// The words in doubt as they stand in the text of their page, which begins at
/// `start`. Those that also stand elsewhere on it, without doubt, are left out:
/// which of them is meant is not known.
fn doubts(words: &[(u8, String)], text: &str, start: usize) -> impl Iterator<Item = Span> {
    let mut told: HashMap<&str, usize> = HashMap::new();
    for (_, word) in words {
        *told.entry(word).or_default() += 1;
    }
    let mut places: HashMap<&str, Vec<Span>> = told.keys().map(|word| (*word, Vec::new())).collect();
    let mut at = start;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if let Some(found) = places.get_mut(word) {
            found.push(Span::new(narrow(at), narrow(at + word.len())));
        }
        at += piece.len();
    }
    places.into_iter().filter(move |(word, found)| told.get(word) == Some(&found.len())).flat_map(|(_, found)| found)
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Where the text of the page is from, in words.
fn text_by(on: &OnPages, number: usize) -> String {
    match (on.confidence(number), on.text_by.as_deref()) {
        (Some(percent), _) => {
            format!("Read from the scan by OCR, which was {percent} % sure of the words of this page on average.")
        }
        (None, Some("OCR")) => "From the document; where it is a scan, read by OCR.".to_owned(),
        (None, _) => "From the text layer of the document.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_pages_are_read() {
        assert_eq!(Asked::split("box/copy/original/pages"), Some(("box/copy", Asked::First)));
        assert_eq!(Asked::split("copy/original/pages/12"), Some(("copy", Asked::Page(12))));
        assert_eq!(Asked::split("copy/original/pages/12.jpg"), Some(("copy", Asked::Image(12))));
        for asked in [Asked::First, Asked::Page(3), Asked::Image(3)] {
            assert_eq!(Asked::split(&format!("a/b{}", asked.ending())), Some(("a/b", asked)));
        }
        for other in ["copy", "copy/original", "copy/pages/1", "copy/original/pages/", "copy/original/pages/x.jpg"] {
            assert_eq!(Asked::split(other), None, "{other}");
        }
        for name in ["0", "01", "+1", "-1", "", ".jpg", "1.png", "1.jpg.jpg", "99999999999999999999999"] {
            assert_eq!(Asked::of_name(name), None, "{name}");
        }
    }

    #[test]
    fn words_in_doubt_are_marked_where_they_can_be_told() {
        let words = |list: &[&str]| list.iter().map(|word| (30, (*word).to_owned())).collect::<Vec<_>>();
        let marked = |list: &[&str], text: &str| {
            let mut spans: Vec<_> = doubts(&words(list), text, 10).map(|span| (span.start, span.end)).collect();
            spans.sort_unstable();
            spans
        };
        let text = "THE FERRV  SAILS\nTHE é FERRV";
        assert_eq!(marked(&["FERRV", "FERRV"], text), [(14, 19), (34, 39)]);
        assert_eq!(
            marked(&["FERRV", "THE", "SAILS", "APIA"], text),
            [(21, 26)],
            "the others stand there twice, or not"
        );
        assert_eq!(marked(&["é"], text), [(31, 33)]);
        assert_eq!(marked(&[], text), []);
    }

    #[test]
    fn lines_have_their_places_or_none() {
        let at = |top| Place { left: 100, top, width: 500, height: 9 };
        let lines = lines::lines("FM SUVA\n\n  TO APIA\n", &[], &[]);
        let found = |tops: &[u16]| {
            let all: Vec<Place> = tops.iter().copied().map(at).collect();
            places(&all, &lines).iter().map(|it| (it.line, it.place.top)).collect::<Vec<_>>()
        };
        assert_eq!(found(&[90, 120]), [(1, 90), (3, 120)]);
        assert_eq!(found(&[90]), []);
        assert_eq!(found(&[90, 120, 130]), []);
    }

    #[test]
    fn many_pages_are_listed_in_part() {
        let source = |pages: &str| telegram::Source {
            carrier: formats::Carrier::Pdf.name(),
            attributes: vec![("pages".to_owned(), pages.to_owned())],
            ..telegram::Source::default()
        };
        let listed = |pages: &str, number| -> Vec<String> {
            let on = OnPages::stated(&source(pages)).expect("pages");
            let links = links(&on, number, &|number| number.to_string());
            links.iter().map(|link| format!("{}{}", if link.gap { "…" } else { "" }, link.address)).collect()
        };
        assert_eq!(listed("4-6", 4), ["4", "5", "6"]);
        assert_eq!(listed("1-40", 20), ["1", "…17", "18", "19", "20", "21", "22", "23", "…40"]);
        assert_eq!(listed("1-40", 2), ["1", "2", "3", "4", "5", "…40"]);
    }
}
