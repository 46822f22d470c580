//! One file, one member of an archive, or one part of a table.

use crate::Part;

/// One file, one member of an archive, or one part of a table, with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The file as shown in reports, for example `dir/a.tar.gz!b/c.txt`.
    pub file: String,
    /// The file's name without directories and extension.
    pub name: String,
    /// What the file holds, or the part of it.
    pub bytes: Vec<u8>,
    /// Where the bytes stand in the table they were cut from; `None` for a
    /// whole file.
    pub part: Option<Part>,
}

impl Unit {
    /// A unit whose name is taken from the file's path.
    #[must_use]
    pub fn new(file: impl Into<String>, bytes: Vec<u8>) -> Self {
        let file = file.into();
        let name = name_of(&file).to_owned();
        Self { file, name, bytes, part: None }
    }
}

/// The last part of a path without its extension. An extension is what stands
/// after the last dot when that is one to four letters or figures, so that
/// `09 SUVA 12. draft` keeps its name.
pub(crate) fn name_of(file: &str) -> &str {
    let last = file.rsplit(['/', '\\', '!']).find(|part| !part.is_empty()).unwrap_or(file);
    match last.rsplit_once('.') {
        Some((stem, extension))
            if !stem.is_empty()
                && (1..=4).contains(&extension.len())
                && extension.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            stem
        }
        _ => last,
    }
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn names() {
        assert_eq!(name_of("dir/75SUVA617.txt"), "75SUVA617");
        assert_eq!(name_of("a.tar!b/09ASTANA478-blog.html"), "09ASTANA478-blog");
        assert_eq!(name_of("09 SUVA 12. draft"), "09 SUVA 12. draft");
        assert_eq!(name_of(".txt"), ".txt");
        assert_eq!(name_of(""), "");
    }
}
