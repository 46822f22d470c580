//! Where the archive is.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use archive::Archive;
use etcetera::BaseStrategy as _;

/// The directory of the archive: what was named (by `--archive`, else by
/// `CHANCERY_ARCHIVE`; clap reads both), else `chancery` among the user's data.
pub(crate) fn locate(named: Option<PathBuf>) -> Result<PathBuf> {
    if let Some(directory) = named {
        return Ok(directory);
    }
    let user = etcetera::choose_base_strategy()
        .context("no home directory is known to keep an archive in: name one with --archive DIR")?;
    Ok(user.data_dir().join("chancery"))
}

/// Opens an archive that must be there.
pub(crate) fn open(named: Option<PathBuf>) -> Result<Archive> {
    Ok(Archive::open(&locate(named)?)?)
}

/// Opens an archive that must be there, to change nothing in it.
pub(crate) fn open_to_read(named: Option<PathBuf>) -> Result<Archive> {
    Ok(Archive::open_to_read(&locate(named)?)?)
}

/// Opens an archive and makes it where there is none.
pub(crate) fn open_or_create(named: Option<PathBuf>) -> Result<Archive> {
    Ok(Archive::create_or_open(&locate(named)?)?)
}
