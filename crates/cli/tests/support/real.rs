//! The public-domain material beside the project (`../shared/data`, see its README), which is not part of it. Where the
//! folder is absent the tests that need it say so and pass; in CI (`CI` is set) they fail.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use formats::{Limits, Reading, Unit};

use super::root;

/// The folder, or `None` after saying that it is absent.
pub(crate) fn data(below: &str) -> Option<PathBuf> {
    let path = root().join("../shared/data").join(below);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is absent, and CI needs it", path.display());
    eprintln!("SKIPPED: {} is absent, nothing was tested", path.display());
    None
}

/// Reads every file of a folder.
pub(crate) fn readings(folder: &Path) -> Vec<(Unit, Reading)> {
    let mut found = Vec::new();
    let _ = formats::walk(&[folder.to_owned()], &Limits::default(), &mut |unit| {
        let unit = unit.expect("every file can be opened");
        let reading = formats::read(&unit);
        found.push((unit, reading));
        ControlFlow::Continue(())
    });
    found
}
