//! `/search`: what a query finds, and how to narrow it down.

use std::sync::Arc;

use archive::{
    FacetValue, Facets, Hit, Library, Query as ArchiveQuery, QueryError, SearchPage as Found, SearchWatch, Sort,
};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::app::App;
use crate::extract::Query;
use crate::page::{self, Cache, Frame, Page};
use crate::show::date::Date;
use crate::show::marks::Marks;
use crate::show::number::{count, grouped};
use crate::show::{sentence, summary};
use crate::{PageError, address};

/// How many hits a page shows.
pub(crate) const PER_PAGE: u64 = 20;
/// How many values of a facet stand open.
const OPEN_VALUES: usize = 8;
/// How many values of a facet are listed at all.
const MOST_VALUES: usize = 60;

/// What a search form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Parameters {
    pub(crate) q: String,
    page: Option<String>,
    sort: Option<String>,
}

impl Parameters {
    /// The page asked for, counted from 1.
    pub(crate) fn number(&self) -> u64 {
        page_number(self.page.as_deref())
    }

    /// The order asked for.
    pub(crate) fn sort(&self) -> Sort {
        self.sort.as_deref().and_then(Sort::from_key).unwrap_or_default()
    }

    /// The part of the results asked for.
    pub(crate) fn part(&self) -> archive::Page {
        let offset = (self.number() - 1).saturating_mul(PER_PAGE);
        archive::Page { offset, limit: PER_PAGE, sort: self.sort() }
    }
}

/// A page number from an address; what is none is the first page.
pub(crate) fn page_number(parameter: Option<&str>) -> u64 {
    parameter.and_then(|number| number.parse().ok()).filter(|number| *number > 0).unwrap_or(1)
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    sort: &'static str,
    orders: Vec<Order>,
    json_address: String,
    error: Option<QueryProblem>,
    found: Option<Results>,
}

impl Page for SearchPage {
    // The address and the page repeat what somebody searched for.
    const CACHE: Cache = Cache::Never;

    fn status(&self) -> StatusCode {
        if self.error.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK }
    }
}

struct Order {
    key: &'static str,
    title: &'static str,
    chosen: bool,
}

/// A query that cannot be read, cut at the place of the fault.
struct QueryProblem {
    before: String,
    at: String,
    after: String,
    message: String,
    hint: Option<String>,
}

struct Results {
    total: String,
    page: u64,
    pages: u64,
    start: u64,
    /// The page number is higher than there are pages.
    beyond: bool,
    first: String,
    /// The go-to box with the query in it, if that looks like a number.
    go_address: Option<String>,
    hits: Vec<HitRow>,
    previous: Option<String>,
    next: Option<String>,
    links: Vec<PageLink>,
    filters: Vec<FilterLink>,
    facets: Vec<Facet>,
    has_facets: bool,
}

struct HitRow {
    address: String,
    subject: String,
    label: String,
    date: Option<Date>,
    from: Option<String>,
    class: Option<&'static str>,
    paragraph: Option<String>,
    parts: Vec<archive::SnippetPart>,
}

struct PageLink {
    number: u64,
    address: String,
    current: bool,
    /// Numbers are left out before this one.
    gap: bool,
}

struct FilterLink {
    label: String,
    address: String,
}

struct Facet {
    key: &'static str,
    title: &'static str,
    values: Vec<Value>,
    more: Vec<Value>,
}

struct Value {
    label: String,
    count: String,
    address: String,
    chosen: bool,
}

/// Shows what a query finds.
pub(crate) async fn search(
    State(app): State<App>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, PageError> {
    let frame = app.frame().with_query(parameters.q.trim());
    app.search(move |archive, watch| page::render(&read(archive, watch, frame, &parameters)?)).await
}

fn read(
    archive: &dyn Library,
    watch: Arc<dyn SearchWatch>,
    frame: Frame,
    parameters: &Parameters,
) -> Result<SearchPage, PageError> {
    let text = parameters.q.trim();
    let sort = parameters.sort();
    let outcome = find(archive, watch, text, &parameters.part())?;
    let (found, error) = match outcome {
        Ok((query, found)) => (Some(results(&query, sort, parameters.number(), found)), None),
        Err(error) => (None, Some(problem(text, error))),
    };
    let title = |sort| match sort {
        Sort::Relevance => "Best match",
        Sort::Newest => "Newest",
        Sort::Oldest => "Oldest",
    };
    let order = |order: Sort| Order { key: order.key(), title: title(order), chosen: order == sort };
    Ok(SearchPage {
        json_address: format!("/search.json{}", tail(text, sort, 1)),
        orders: [Sort::Relevance, Sort::Newest, Sort::Oldest].map(order).into(),
        sort: sort.key(),
        frame,
        error,
        found,
    })
}

/// Searches; a fault in the query is the inner error.
pub(crate) fn find(
    archive: &dyn Library,
    watch: Arc<dyn SearchWatch>,
    text: &str,
    part: &archive::Page,
) -> Result<Result<(ArchiveQuery, Found), QueryError>, PageError> {
    let query = match ArchiveQuery::parse(text) {
        Ok(query) => query,
        Err(error) => return Ok(Err(error)),
    };
    match archive.search_watched(&query, part, watch) {
        Ok(found) => Ok(Ok((query, found))),
        // Some faults show only when the engine builds the query.
        Err(error) => match error.query_error() {
            Some(fault) => Ok(Err(fault.clone())),
            None => Err(error.into()),
        },
    }
}

/// The part of a search address after its path.
fn tail(query: &str, sort: Sort, page: u64) -> String {
    let mut tail = format!("?q={}", address::encode(query));
    if sort != Sort::default() {
        tail.push_str("&sort=");
        tail.push_str(sort.key());
    }
    if page > 1 {
        tail.push_str(&format!("&page={page}"));
    }
    tail
}

/// So much of a query is shown before a fault and after it, in bytes.
const NEAR: usize = 200;

fn problem(text: &str, error: QueryError) -> QueryProblem {
    // A span that does not fit the text marks its end.
    let range = error.span.range();
    let cut = text.get(..range.start).zip(text.get(range.clone())).zip(text.get(range.end..));
    let ((before, at), after) = cut.unwrap_or(((text, ""), ""));
    // There must be something to mark, also at the end of the query.
    let at = if at.is_empty() { "\u{2038}" } else { at };
    // Of a very long query what stands near.
    let begin = before.ceil_char_boundary(before.len().saturating_sub(NEAR));
    let end = after.floor_char_boundary(NEAR.min(after.len()));
    let cut = |is_cut: bool| if is_cut { "\u{2026}" } else { "" };
    QueryProblem {
        before: format!("{}{}", cut(begin > 0), &before[begin..]),
        at: at[..at.floor_char_boundary(NEAR.min(at.len()))].to_owned(),
        after: format!("{}{}", &after[..end], cut(end < after.len())),
        message: sentence(&error.message),
        hint: error.hint.as_deref().map(sentence),
    }
}

fn results(query: &ArchiveQuery, sort: Sort, number: u64, found: Found) -> Results {
    let text = query.text();
    let pages = found.total.div_ceil(PER_PAGE).max(1);
    let address_of = |query: &str, page: u64| format!("/search{}", tail(query, sort, page));
    let filters = query.conditions().map(|condition| FilterLink {
        label: condition.text().to_owned(),
        address: address_of(&query.without(&condition), 1),
    });
    let filters = filters.collect();
    let facets = facets(query, found.facets, &|query| address_of(query, 1));
    Results {
        total: count(found.total, "telegram or document", "telegrams and documents"),
        page: number,
        pages,
        start: (number - 1).saturating_mul(PER_PAGE).saturating_add(1),
        beyond: number > pages,
        first: address_of(text, 1),
        go_address: looks_like_number(text).then(|| format!("/go?to={}", address::encode(text))),
        hits: found.hits.into_iter().map(hit_row).collect(),
        previous: (number > 1 && number <= pages).then(|| address_of(text, number - 1)),
        next: (number < pages).then(|| address_of(text, number + 1)),
        links: page_links(number, pages, &|page| address_of(text, page)),
        filters,
        has_facets: facets.iter().any(|facet| !facet.values.is_empty()),
        facets,
    }
}

/// Whether a query may be a spelling of a reference id: words and figures,
/// nothing of the query language.
fn looks_like_number(text: &str) -> bool {
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.'));
    plain && text.contains(|c: char| c.is_ascii_digit()) && text.contains(char::is_alphabetic)
}

fn hit_row(hit: Hit) -> HitRow {
    // The words found are marked on the telegram's page too, which opens at
    // the paragraph they stand in.
    let words = Marks::parameter(hit.snippet.parts.iter().filter(|part| part.hit).map(|part| part.text.as_str()));
    let mut address = hit.address.clone();
    if !words.is_empty() {
        address.push_str(&format!("?mark={}", address::encode(&words)));
    }
    if let Some(anchor) = &hit.snippet.anchor {
        address.push_str(&format!("#{}", address::encode(anchor)));
    }
    HitRow {
        label: summary::label(hit.id.as_deref(), &hit.address),
        address,
        subject: summary::subject(hit.subject.as_deref(), hit.kind),
        date: hit.date.as_ref().map(Date::new),
        from: hit.from,
        class: hit.classification.map(telegram::Classification::title),
        paragraph: hit.snippet.paragraph,
        parts: hit.snippet.parts,
    }
}

/// Links to the first and last page and those around the current one.
fn page_links(current: u64, pages: u64, address: &dyn Fn(u64) -> String) -> Vec<PageLink> {
    let near = current.saturating_sub(2)..=current.saturating_add(2);
    let mut numbers: Vec<u64> = near.chain([1, pages]).filter(|number| (1..=pages).contains(number)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut last = 0;
    let mut links = Vec::new();
    for number in numbers {
        let gap = number > last + 1;
        links.push(PageLink { number, address: address(number), current: number == current, gap });
        last = number;
    }
    links
}

fn facets(query: &ArchiveQuery, facets: Facets, address: &dyn Fn(&str) -> String) -> Vec<Facet> {
    let value = |value: FacetValue| {
        let chosen = query.condition(&value.filter);
        let toggled = chosen.map_or_else(|| query.narrowed(&value.filter), |condition| query.without(&condition));
        Value { label: value.label, count: grouped(value.count), address: address(&toggled), chosen: chosen.is_some() }
    };
    let facet = |key, title, values: Vec<FacetValue>, open: usize| {
        let mut values: Vec<_> = values.into_iter().take(MOST_VALUES).map(value).collect();
        let more = values.split_off(values.len().min(open));
        Facet { key, title, values, more }
    };
    vec![
        facet("class", "Classification", facets.classification, OPEN_VALUES),
        facet("year", "Year", facets.year, OPEN_VALUES),
        facet("post", "Post", facets.post, OPEN_VALUES),
        facet("tag", "TAGS", facets.tag, OPEN_VALUES),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use telegram::Span;

    #[test]
    fn every_page_can_be_reached() {
        let numbers = |current, pages| {
            let links = page_links(current, pages, &|page| page.to_string());
            links.iter().map(|l| format!("{}{}", if l.gap { "…" } else { "" }, l.number)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(numbers(1, 1), "1");
        assert_eq!(numbers(1, 3), "1 2 3");
        assert_eq!(numbers(10, 90), "1 …8 9 10 11 12 …90");
        assert_eq!(numbers(u64::MAX, 2), "1 2");
        assert_eq!(page_number(Some("0")), 1);
        assert_eq!(page_number(Some("x")), 1);
        assert_eq!(page_number(Some("7")), 7);
    }

    #[test]
    fn a_fault_is_marked_where_it_is() {
        let error =
            |start, end| QueryError { message: "no such field".into(), span: Span::new(start, end), hint: None };
        let shown = |error| {
            let problem = problem("é clas:x b", error);
            (problem.before, problem.at, problem.after)
        };
        assert_eq!(shown(error(3, 8)), ("é ".into(), "clas:".into(), "x b".into()));
        assert_eq!(shown(error(11, 11)), ("é clas:x b".into(), "\u{2038}".into(), String::new()));
        assert_eq!(shown(error(1, 900)), ("é clas:x b".into(), "\u{2038}".into(), String::new()));
        let long = "é".repeat(1_000);
        let shown = problem(&long, error(1_000, 1_002));
        let near = "é".repeat(100);
        assert_eq!((shown.before, shown.at, shown.after), (format!("\u{2026}{near}"), "é".into(), near + "\u{2026}"));
    }
}
