//! Pages of a library that is no archive: an edition of one telegram, without its original.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod site;

use std::sync::Arc;
use std::time::Duration;

use archive::{
    Archive, CollectionInfo, Copies, DoubtfulPairs, Error, Facets, Hit, ImportChanges, ImportNumber, ImportOptions,
    ImportReport, ImportSummary, Library, Lookup, Overview, Page, PostInfo, PostYear, Query, SearchPage, SearchWatch,
    Silent, Snippet, TelegramPage, WitnessNumber,
};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use tower::ServiceExt;
use web::{Settings, router};

/// One telegram, which every search finds.
struct Edition(TelegramPage);

impl Library for Edition {
    fn search_watched(&self, _: &Query, _: &Page, _: Arc<dyn SearchWatch>) -> Result<SearchPage, Error> {
        let Self(TelegramPage { address, telegram, .. }) = self;
        let hit = Hit {
            id: telegram.id.as_ref().map(ToString::to_string),
            address: address.clone(),
            kind: telegram.kind,
            subject: telegram.subject.clone(),
            date: telegram.date,
            from: None,
            post: None,
            classification: telegram.classification,
            snippet: Snippet::default(),
        };
        Ok(SearchPage { total: 1, hits: vec![hit], facets: Facets::default(), took: Duration::ZERO })
    }

    fn telegram(&self, id: &str) -> Result<Option<TelegramPage>, Error> {
        Ok(Some(self.0.clone()).filter(|page| page.telegram.id.as_deref() == Some(id)))
    }

    fn telegram_by_key(&self, _: &str, _: &str) -> Result<Option<TelegramPage>, Error> {
        Ok(None)
    }

    fn telegram_by_witness(&self, _: WitnessNumber) -> Result<Option<TelegramPage>, Error> {
        Ok(None)
    }

    fn numbered_copy(&self, _: &str, _: u32) -> Result<Option<WitnessNumber>, Error> {
        Ok(None)
    }

    fn copies(&self, _: &str, _: Option<(WitnessNumber, WitnessNumber)>) -> Result<Option<Copies>, Error> {
        Ok(None)
    }

    fn doubtful_pairs(&self, _: u64, _: u64) -> Result<DoubtfulPairs, Error> {
        Ok(DoubtfulPairs { total: 0, pairs: Vec::new() })
    }

    fn lookup(&self, _: &str) -> Result<Lookup, Error> {
        Ok(Lookup::Nothing { id: None })
    }

    fn overview(&self) -> Result<Overview, Error> {
        Ok(Overview { telegrams: 1, ..Overview::default() })
    }

    fn posts(&self) -> Result<Vec<PostInfo>, Error> {
        Ok(Vec::new())
    }

    fn post(&self, _: &str) -> Result<Option<PostInfo>, Error> {
        Ok(None)
    }

    fn post_year(&self, _: &str, _: i16, _: u64, _: u64) -> Result<Option<PostYear>, Error> {
        Ok(None)
    }

    fn collections(&self) -> Result<Vec<CollectionInfo>, Error> {
        Ok(Vec::new())
    }

    fn raw(&self, _: WitnessNumber) -> Result<Option<Vec<u8>>, Error> {
        Ok(None)
    }

    fn imports(&self) -> Result<Vec<ImportSummary>, Error> {
        Ok(Vec::new())
    }

    fn import_report(&self, _: ImportNumber) -> Result<Option<ImportReport>, Error> {
        Ok(None)
    }

    fn import_changes(&self, _: ImportNumber, _: u64, _: u64) -> Result<Option<ImportChanges>, Error> {
        Ok(None)
    }
}

/// The edition of a telegram, made of an archive that is then gone.
fn edition() -> Edition {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(&dir.path().join("archive")).unwrap();
    let file = dir.path().join("harbor.txt");
    std::fs::write(&file, site::HARBOR).unwrap();
    let options = ImportOptions::new("papers", "2026-01-01T00:00:00Z".parse().unwrap());
    archive.import(&[file], &options, &Silent).unwrap();
    Edition(archive.telegram("09SUVA101").unwrap().unwrap())
}

async fn get(router: &Router, path: &str) -> (StatusCode, String) {
    let request = Request::builder().uri(path).body(Body::empty()).unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test]
async fn an_edition_has_pages_as_an_archive_has() {
    let router = router(Arc::new(edition()), Settings::default());
    let (status, page) = get(&router, "/09SUVA101").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Nobody knows whose teapot it is."), "{page}");
    let (status, found) = get(&router, "/search?q=teapot").await;
    assert_eq!(status, StatusCode::OK);
    assert!(found.contains("href=\"/09SUVA101"), "{found}");
    assert_eq!(get(&router, "/").await.0, StatusCode::OK);
    assert_eq!(get(&router, "/09SUVA102").await.0, StatusCode::NOT_FOUND);
    assert_eq!(get(&router, "/09SUVA101/raw").await.0, StatusCode::NOT_FOUND);
}
