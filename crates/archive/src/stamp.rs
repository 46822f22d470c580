//! When a file was changed last.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use crate::Error;

/// Length and time of a file, so far as the file system says: if they are the same the file is.
pub(crate) type Stamp = (u64, Duration);

/// The stamp of a file, `None` when it is not there.
pub(crate) fn stamp(path: &Path) -> Result<Option<Stamp>, Error> {
    let failed = |error| Error::io("reading", path)(error);
    match fs::metadata(path) {
        Ok(found) => {
            let changed = found.modified().map_err(failed)?;
            #[expect(clippy::disallowed_types, reason = "the moment that a file states, not the clock")]
            let since = changed.duration_since(std::time::SystemTime::UNIX_EPOCH).unwrap_or_default();
            Ok(Some((found.len(), since)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(error)),
    }
}
