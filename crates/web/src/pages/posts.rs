//! `/posts` and `/posts/{post}`: who numbered telegrams, and in which years.

use archive::PostInfo;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::extract::Path;
use crate::page::{self, Frame, Page};
use crate::show::number::{count, grouped};
use crate::{PageError, address};

#[derive(Template)]
#[template(path = "posts.html")]
struct PostsPage {
    frame: Frame,
    total: String,
    posts: Vec<PostRow>,
}

impl Page for PostsPage {}

struct PostRow {
    address: String,
    key: String,
    held: String,
    missing: String,
    years: String,
}

#[derive(Template)]
#[template(path = "post.html")]
struct PostPage {
    frame: Frame,
    key: String,
    total: String,
    search_address: String,
    years: Vec<YearRow>,
}

impl Page for PostPage {}

struct YearRow {
    address: String,
    year: i16,
    held: String,
    missing: String,
}

/// Shows all posts.
pub(crate) async fn posts(State(app): State<App>) -> Result<Response, PageError> {
    let frame = app.frame();
    app.page(move |archive| {
        let posts = archive.posts()?;
        let total = count(posts.len() as u64, "post", "posts");
        Ok(PostsPage { frame, total, posts: posts.iter().map(post_row).collect() })
    })
    .await
}

fn post_row(post: &PostInfo) -> PostRow {
    let missing = post.years.iter().map(|year| year.missing).sum();
    let years = match (post.years.first(), post.years.last()) {
        (Some(first), Some(last)) if first.year != last.year => format!("{}–{}", first.year, last.year),
        (Some(only), _) => only.year.to_string(),
        _ => String::new(),
    };
    PostRow {
        address: address::post(&post.key),
        key: post.key.clone(),
        held: grouped(post.telegrams),
        missing: grouped(missing),
        years,
    }
}

/// Shows the years of a post.
pub(crate) async fn post(State(app): State<App>, Path(key): Path<String>) -> Result<Response, PageError> {
    let frame = app.frame();
    app.read(move |archive| {
        if let Some(post) = archive.post(&key)? {
            return page::render(&post_page(frame, &post));
        }
        // Keys are written without blanks and in capitals.
        let canonical = canonical_key(&key);
        if canonical != key && archive.post(&canonical)?.is_some() {
            return Ok(page::redirect(StatusCode::PERMANENT_REDIRECT, &address::post(&canonical))?.into_response());
        }
        Err(PageError::not_found(&key))
    })
    .await
}

/// A post's name as its key: capitals and figures only.
pub(crate) fn canonical_key(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

fn post_page(frame: Frame, post: &PostInfo) -> PostPage {
    let year = |year: &archive::YearCount| YearRow {
        address: address::post_year(&post.key, year.year),
        year: year.year,
        held: grouped(year.held),
        missing: grouped(year.missing),
    };
    PostPage {
        frame,
        key: post.key.clone(),
        total: count(post.telegrams, "telegram", "telegrams"),
        search_address: address::search(&archive::Filter::post(&post.key).to_string()),
        years: post.years.iter().map(year).collect(),
    }
}
