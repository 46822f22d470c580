//! Files that get their name when they are complete.

use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// Makes a file in a folder whose name begins so. It may be read by whom the user's umask lets read the other files of the
/// archive, where a temporary file is its maker's alone.
pub(crate) fn new_file(folder: &Path, prefix: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
