//! The page of a telegram that is known only from references.

use archive::TelegramPage;
use askama::Template;
use axum::http::StatusCode;

use super::links::{self, SeriesLinks};
use crate::address;
use crate::page::{Frame, Page};
use crate::show::number::count;
use crate::show::summary::{self, Citing};

#[derive(Template)]
#[template(path = "missing.html")]
pub(super) struct MissingPage {
    frame: Frame,
    id: String,
    canonical: String,
    count: String,
    referred_by: Vec<Citing>,
    series: Option<SeriesLinks>,
    search_address: String,
}

impl Page for MissingPage {
    // The page is there, the telegram is not: its address is good and stays.
    fn status(&self) -> StatusCode {
        StatusCode::OK
    }
}

impl MissingPage {
    pub(super) fn new(frame: Frame, page: &TelegramPage) -> Self {
        let id = summary::label(page.telegram.id.as_deref(), &page.address);
        Self {
            frame,
            canonical: page.address.clone(),
            count: count(page.referred_by.len() as u64, "telegram in this archive", "telegrams in this archive"),
            referred_by: page.referred_by.iter().map(Citing::new).collect(),
            series: links::series(page),
            search_address: address::search(&archive::quoted(&id)),
            id,
        }
    }
}
