//! `/`: what the archive holds.

use archive::{Count, Library, Overview, PostInfo};
use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::pairs;
use crate::app::App;
use crate::page::{Frame, Page};
use crate::show::date::Date;
use crate::show::number::{count, grouped};
use crate::{PageError, address};

/// How many posts the home page names.
const POSTS: usize = 12;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    total: u64,
    total_words: String,
    span: Option<String>,
    kinds: Vec<Row>,
    classes: Vec<Row>,
    witnesses: String,
    missing: String,
    /// How many pairs of copies wait for a decision, and where they are.
    doubtful: Option<Row>,
    posts: Vec<Row>,
    all_posts: String,
    collections: Vec<Collection>,
}

impl Page for HomePage {}

struct Row {
    label: String,
    number: String,
    address: Option<String>,
}

struct Collection {
    address: String,
    name: String,
    copies: String,
    label: Option<String>,
}

/// Shows the home page.
pub(crate) async fn home(State(app): State<App>) -> Result<Response, PageError> {
    let frame = app.frame();
    app.page(move |archive| read(archive, frame)).await
}

fn read(archive: &dyn Library, frame: Frame) -> Result<HomePage, PageError> {
    let overview = archive.overview()?;
    let mut posts = archive.posts()?;
    posts.retain(|post| post.telegrams > 0);
    posts.sort_by(|a, b| b.telegrams.cmp(&a.telegrams).then_with(|| a.key.cmp(&b.key)));
    posts.truncate(POSTS);
    Ok(page(frame, overview, posts, archive.doubtful_pairs(0, 0)?.total))
}

fn page(frame: Frame, overview: Overview, posts: Vec<PostInfo>, doubtful: u64) -> HomePage {
    let documents = overview.by_kind.iter().any(|kind| kind.value == "document" && kind.count > 0);
    let total_words = match (overview.telegrams, documents) {
        (total, true) => format!("{} telegrams and documents", grouped(total)),
        (total, false) => count(total, "telegram", "telegrams"),
    };
    let span = overview.first_date.zip(overview.last_date).map(|(first, last)| {
        let (first, last) = (Date::short(&first), Date::short(&last));
        let words = if first == last { first } else { format!("from {first} to {last}") };
        // A date is not broken over two lines.
        words.replace(' ', "\u{a0}").replace("\u{a0}to\u{a0}", " to\u{a0}")
    });
    let class = |class: &Count| Row {
        label: class.label.clone(),
        number: grouped(class.count),
        address: (class.value != "none").then(|| address::search(&format!("class:{}", class.value))),
    };
    let kind = |kind: &Count| Row { label: kind.label.clone(), number: grouped(kind.count), address: None };
    HomePage {
        frame,
        total: overview.telegrams,
        total_words,
        span,
        kinds: overview.by_kind.iter().map(kind).collect(),
        classes: overview.by_classification.iter().filter(|count| count.count > 0).map(class).collect(),
        witnesses: grouped(overview.witnesses),
        missing: grouped(overview.missing),
        doubtful: (doubtful > 0).then(|| Row {
            label: "Doubtful pairs of copies".to_owned(),
            number: grouped(doubtful),
            address: Some(pairs::ADDRESS.to_owned()),
        }),
        posts: posts.iter().map(post_row).collect(),
        all_posts: count(overview.posts, "post", "posts"),
        collections: overview
            .collections
            .into_iter()
            .map(|collection| Collection {
                address: address::collection(&collection.name),
                copies: count(collection.witnesses, "copy", "copies"),
                name: collection.name,
                label: collection.label,
            })
            .collect(),
    }
}

fn post_row(post: &PostInfo) -> Row {
    Row { label: post.key.clone(), number: grouped(post.telegrams), address: Some(address::post(&post.key)) }
}
