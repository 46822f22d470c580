//! A small archive of invented telegrams, imported for real, and a client for
//! its pages.
#![allow(dead_code, reason = "each file of tests uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use archive::{Archive, ImportOptions, Silent};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use tempfile::TempDir;
use tower::ServiceExt;
use web::{Settings, router};

/// How many telegrams tell of barnacles: more than two pages of results.
pub(crate) const BARNACLES: usize = 45;

/// The telegram with everything in it; its subject would be a script if a page
/// forgot to escape it.
pub(crate) const HARBOR: &str = "\
VZCZCXYZ0001
PP RUEHAP
DE RUEHSV #0101 0760804
ZNY CCCCC ZZH
P 170804Z MAR 09
FM AMEMBASSY SUVA
TO RUEHC/SECSTATE WASHDC PRIORITY 4928
INFO RUEHAP/AMEMBASSY APIA PRIORITY 0312
RUEHBY/AMEMBASSY CANBERRA 0001
RUEHWL/AMEMBASSY WELLINGTON 0002
RUEHPB/AMEMBASSY PORT MORESBY 0003
RHEHNSC/NSC WASHDC PRIORITY
BT
C O N F I D E N T I A L SUVA 000101

SIPDIS

E.O. 12958: DECL: 03/17/2019
TAGS: PREL EWWT FJ WS
SUBJECT: HARBOR <script>alert(1)</script> & \"TEA\"

REF: A. APIA 7
     B. SUVA 99

Classified By: Ambassador Jane Q. Sample for reasons 1.4 (b) and (d).

1.  (C) Summary:  The invented harbor master counted the
teapots again (ref A) and found one more than last year.  End
summary.

2.  (SBU/NF) Nobody knows whose teapot it is.  Ref B says that
it was never there.

3.  (U) The teapots are as follows:

POT        COLOR      OWNER
first      green      the harbor
second     blue       the ferry
third      white      nobody

SAMPLE
BT
#0101
NNNN
";

/// A telegram that [`HARBOR`] refers to.
pub(crate) const TEAPOT: &str = "\
R 020210Z JAN 09
FM AMEMBASSY APIA
TO SECSTATE WASHDC
INFO AMEMBASSY SUVA
BT
S E C R E T APIA 000007

E.O. 12958: DECL: X6
TAGS: PREL WS
SUBJECT: A TEAPOT

1. (S) An invented teapot has arrived by ferry.
SAMPLE
BT
";

/// The site over an archive in a directory that goes when the site does.
pub(crate) struct Site {
    router: Router,
    dir: TempDir,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("UTF-8")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a plain header"))
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).expect("JSON")
    }
}

impl Site {
    /// Imports the telegrams and opens the site over them.
    pub(crate) fn new() -> Self {
        let dir = TempDir::new().expect("a directory");
        let papers = dir.path().join("papers");
        fs::create_dir(&papers).expect("a folder");
        write(&papers, "harbor.txt", HARBOR);
        write(&papers, "teapot.txt", TEAPOT);
        for number in 1..=BARNACLES {
            let text = format!(
                "R {:02}0410Z MAY 08\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nBT\nUNCLAS SUVA {number:06}\n\n\
                 E.O. 12958: N/A\nTAGS: EWWT FJ\nSUBJECT: INVENTED BARNACLE NO. {number}\n\n\
                 1. A barnacle was seen on the invented ferry.\nSAMPLE\nBT\n",
                number % 28 + 1,
            );
            write(&papers, &format!("barnacle-{number}.txt"), &text);
        }
        Self::over(dir, Some(&papers))
    }

    /// The site over an archive that holds nothing.
    pub(crate) fn empty() -> Self {
        Self::over(TempDir::new().expect("a directory"), None)
    }

    /// The site over two copies of one telegram that differ in a word.
    pub(crate) fn with_copies() -> Self {
        let dir = TempDir::new().expect("a directory");
        let archive = Archive::create_or_open(&dir.path().join("archive")).expect("an archive");
        for (collection, text) in
            [("papers", HARBOR.to_owned()), ("pages", HARBOR.replace("counted the\nteapots", "counted the\nporcelain"))]
        {
            let folder = dir.path().join(collection);
            fs::create_dir(&folder).expect("a folder");
            write(&folder, "harbor.txt", &text);
            let options = ImportOptions::new(collection, "2026-01-01T00:00:00Z".parse().expect("a time"));
            let report = archive.import(&[folder], &options, &Silent).expect("an import");
            assert_eq!((report.summary.new, report.summary.failed), (1, 0), "{:?}", report.problems);
        }
        Self { router: router(Arc::new(archive), Settings::default()), dir }
    }

    /// The site over files, one collection of each folder that they name.
    pub(crate) fn of_files(files: &[(&str, &[u8])], settings: Settings) -> Self {
        let dir = TempDir::new().expect("a directory");
        let archive = Archive::create_or_open(&dir.path().join("archive")).expect("an archive");
        for (path, bytes) in files {
            let (collection, name) = path.split_once('/').expect("a folder");
            let folder = dir.path().join(path.replace('/', "-"));
            fs::create_dir(&folder).expect("a folder");
            fs::write(folder.join(name), bytes).expect("a file");
            let options = ImportOptions::new(collection, "2026-01-01T00:00:00Z".parse().expect("a time"));
            let report = archive.import(&[folder], &options, &Silent).expect("an import");
            assert_eq!(report.summary.failed, 0, "{:?}", report.problems);
        }
        Self { router: router(Arc::new(archive), settings), dir }
    }

    fn over(dir: TempDir, papers: Option<&Path>) -> Self {
        let archive = Archive::create_or_open(&dir.path().join("archive")).expect("an archive");
        if let Some(papers) = papers {
            let now = "2026-01-01T00:00:00Z".parse().expect("a time");
            let options =
                ImportOptions { label: Some("Invented <papers>".into()), ..ImportOptions::new("papers", now) };
            let report = archive.import(&[papers.to_owned()], &options, &Silent).expect("an import");
            assert_eq!((report.summary.new, report.summary.failed), (BARNACLES as u64 + 2, 0), "{:?}", report.problems);
        }
        Self { router: router(Arc::new(archive), Settings::default()), dir }
    }

    /// Makes a copy a telegram of its own, as somebody at the terminal may while the site is up.
    pub(crate) fn split(&self, collection: &str, key: &str) {
        let archive = Archive::open(&self.dir.path().join("archive")).expect("the archive");
        archive.split_witness(collection, key, None, jiff::Timestamp::UNIX_EPOCH).expect("a split");
    }

    /// Takes all originals away, as a broken disk might.
    pub(crate) fn lose_originals(&self) {
        fs::remove_dir_all(self.dir.path().join("archive/blobs")).expect("the originals are there");
    }

    /// The site when it is started the next time.
    pub(crate) fn reopened(self) -> Self {
        let archive = Archive::open(&self.archive()).expect("the archive");
        Self { router: router(Arc::new(archive), Settings::default()), dir: self.dir }
    }

    /// Where the archive is.
    pub(crate) fn archive(&self) -> PathBuf {
        self.dir.path().join("archive")
    }

    pub(crate) async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[]).await
    }
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("a file");
}

/// The values of an attribute in a page, character references resolved.
pub(crate) fn attributes(page: &str, name: &str) -> Vec<String> {
    let opening = format!(" {name}=\"");
    let values = page.split(&opening).skip(1).filter_map(|rest| rest.split_once('"'));
    values.map(|(value, _)| value.replace("&#38;", "&").replace("&amp;", "&").replace("&#39;", "'")).collect()
}
