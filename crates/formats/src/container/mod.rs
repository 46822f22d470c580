//! Files that may be archives (`.tar`, `.zip`, `.7z`, `.warc`) or compressed (`.gz`,
//! `.zst`, `.bz2`, `.xz`), also in each other, told by content.
//!
//! Nothing is ever written to disk, so a member's name can do no harm; a name
//! that would lead outside (`../`, an absolute path, a NUL) is still reported
//! and the member is not read, because whoever made it wanted to deceive.

mod budget;
mod compressed;
mod sevenz;
mod tarball;
mod warc;
mod zipped;

use core::ops::ControlFlow;
use std::io::{self, Cursor, Read, Seek, SeekFrom};

use crate::table::{Detected, HEAD as TABLE_HEAD, Table};
use crate::unit::name_of;
use crate::{Find, Options, Problem, Unit, aside, detect};
use budget::Budget;

/// What the walk hands its findings to; it says whether to go on.
pub(crate) type Sink<'a> = dyn FnMut(Find<'_>) -> ControlFlow<()> + 'a;

/// The head of a file that tells what it is: a tar has its mark at byte 257.
const HEAD: usize = 512;

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    Gzip,
    Zstd,
    Bzip2,
    Xz,
    Tar,
    Zip,
    SevenZ,
    Warc,
}

impl Form {
    fn of(head: &[u8]) -> Self {
        if head.starts_with(b"\x1F\x8B\x08") {
            Self::Gzip
        } else if head.starts_with(b"\x28\xB5\x2F\xFD") {
            Self::Zstd
        } else if head.starts_with(b"BZh") && head.get(4..10) == Some(b"\x31\x41\x59\x26\x53\x59") {
            Self::Bzip2
        } else if head.starts_with(b"\xFD7zXZ\0") {
            Self::Xz
        } else if warc::is_warc(head) {
            Self::Warc
        } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            Self::Zip
        } else if sevenz::is_sevenz(head) {
            Self::SevenZ
        } else if head.get(257..262) == Some(b"ustar") || tarball::has_checksum(head) {
            Self::Tar
        } else {
            Self::Plain
        }
    }
}

/// What is the same for everything inside one outermost file.
struct Walk<'a, 'b> {
    options: &'a Options,
    budget: Budget,
    sink: &'a mut Sink<'b>,
}

impl Walk<'_, '_> {
    fn problem(&mut self, file: &str, position: Option<String>, reason: impl Into<String>) -> ControlFlow<()> {
        (self.sink)(Find::Problem(Problem { file: file.to_owned(), position, reason: reason.into(), aside: false }))
    }

    /// Reads a stream that may be anything, `depth` archives deep.
    fn stream(&mut self, file: &str, reader: &mut dyn Read, depth: usize) -> ControlFlow<()> {
        self.member(file, reader, depth, None)
    }

    /// As [`stream`](Self::stream), of a member whose size and place in its
    /// archive are stated.
    fn member(
        &mut self,
        file: &str,
        reader: &mut dyn Read,
        depth: usize,
        stated: Option<(u64, &str)>,
    ) -> ControlFlow<()> {
        let (head, broken) = peek(reader, HEAD);
        if head.is_empty()
            && let Some(error) = &broken.0
        {
            return self.problem(file, None, self.budget.reason(error));
        }
        let form = Form::of(&head);
        let mut whole = Cursor::new(head).chain(broken).chain(reader);
        if form != Form::Plain && depth >= self.options.limits.max_depth {
            let reason =
                format!("archives stand more than {} deep in each other, not read", self.options.limits.max_depth);
            return self.problem(file, None, reason);
        }
        match form {
            Form::Plain => self.plain(file, &mut whole, stated),
            Form::Gzip | Form::Zstd | Form::Bzip2 | Form::Xz => compressed::read(self, file, &mut whole, depth, form),
            Form::Warc => warc::read(self, file, &mut whole, depth + 1),
            Form::Tar => tarball::read(self, file, &mut whole, depth + 1),
            // The list of their members stands at the end.
            Form::Zip | Form::SevenZ => match self.bytes(file, &mut whole)? {
                Some(bytes) if form == Form::Zip => zipped::read(self, file, Cursor::new(bytes), depth + 1),
                Some(bytes) => sevenz::read(self, file, Cursor::new(bytes), depth + 1),
                None => ControlFlow::Continue(()),
            },
        }
    }

    /// Hands over what is no archive: a table unread, anything else whole.
    fn plain(&mut self, file: &str, reader: &mut dyn Read, stated: Option<(u64, &str)>) -> ControlFlow<()> {
        if let Some(problem) = aside::by_name(file) {
            return (self.sink)(Find::Problem(problem));
        }
        let (head, broken) = peek(reader, TABLE_HEAD);
        let complete = head.len() < TABLE_HEAD;
        match detect::table(&head, complete, &self.options.columns) {
            Detected::No => {}
            Detected::Refused(reason) => return self.problem(file, None, reason),
            Detected::Yes(layout) => {
                let budget = &self.budget;
                return (self.sink)(Find::Table(Table {
                    file: file.to_owned(),
                    name: name_of(file).to_owned(),
                    size: stated.map(|(size, _)| size),
                    layout: layout.into(),
                    reader: Box::new(Cursor::new(head).chain(broken).chain(reader)),
                    cut_off: false,
                    reason: Box::new(|error| budget.reason(error)),
                }));
            }
        }
        if let Some((_, place)) = stated.filter(|(size, _)| *size > self.options.limits.unit_bytes()) {
            let place = Some(place.to_owned()).filter(|place| !place.is_empty());
            return self.problem(file, place, too_large(self.options.limits.unit_bytes()));
        }
        let Some(bytes) = self.bytes(file, &mut Cursor::new(head).chain(broken).chain(reader))? else {
            return ControlFlow::Continue(());
        };
        let most = self.options.limits.max_lines;
        if bytes.len() as u64 > most && memchr::memchr_iter(b'\n', &bytes).count() as u64 > most {
            return self.problem(file, None, format!("more than {most} lines, not read; cut the file into several"));
        }
        (self.sink)(Find::Unit(Unit::new(file, bytes)))
    }

    /// The whole content; `None` when it was too much or broken, which is
    /// reported.
    fn bytes(&mut self, file: &str, reader: &mut dyn Read) -> ControlFlow<(), Option<Vec<u8>>> {
        let limit = self.options.limits.unit_bytes();
        let mut bytes = Vec::new();
        match reader.take(limit + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() as u64 > limit => {
                self.problem(file, None, too_large(limit))?;
                ControlFlow::Continue(None)
            }
            Ok(_) => ControlFlow::Continue(Some(bytes)),
            Err(error) => {
                let reason = self.budget.reason(&error);
                self.problem(file, Some(format!("byte {}", bytes.len())), reason)?;
                ControlFlow::Continue(None)
            }
        }
    }
}

/// Reads a file that may be an archive.
pub(crate) fn read_file(
    file: &str,
    mut opened: std::fs::File,
    size: u64,
    options: &Options,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let form = match head(&mut opened).and_then(|head| opened.seek(SeekFrom::Start(0)).map(|_| Form::of(&head))) {
        Ok(form) => form,
        Err(error) => return sink(Find::Problem(Problem::new(file, format!("cannot be read: {error}")))),
    };
    let mut walk = Walk { options, budget: Budget::new(&options.limits), sink };
    match form {
        Form::Plain => walk.plain(file, &mut opened, Some((size, ""))),
        Form::Zip => {
            walk.budget.consume(size);
            zipped::read(&mut walk, file, io::BufReader::new(opened), 1)
        }
        Form::SevenZ => {
            walk.budget.consume(size);
            sevenz::read(&mut walk, file, io::BufReader::new(opened), 1)
        }
        _ => {
            let mut counted = walk.budget.count_input(io::BufReader::with_capacity(64 << 10, opened));
            walk.stream(file, &mut counted, 0)
        }
    }
}

/// Reads a stream that may be an archive.
pub(crate) fn read_stream(file: &str, reader: impl Read, options: &Options, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let mut walk = Walk { options, budget: Budget::new(&options.limits), sink };
    let mut counted = walk.budget.count_input(reader);
    walk.stream(file, &mut counted, 0)
}

/// The name of a member as shown; or as shown, with why the member is not read.
fn member(file: &str, name: &[u8]) -> Result<String, (String, String)> {
    let shown =
        |name: &str| format!("{file}!{}", name.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\""));
    if name.len() > LONGEST_NAME {
        let begin = String::from_utf8_lossy(&name[..60]);
        return Err((shown(&format!("{begin}\u{2026}")), too_long()));
    }
    let name = String::from_utf8_lossy(name);
    let leads_outside = name.starts_with(['/', '\\'])
        || name.get(1..3).is_some_and(|drive| drive == ":\\" || drive == ":/")
        || name.split(['/', '\\']).any(|part| part == "..")
        || name.contains('\0');
    if leads_outside { Err((shown(&name), LEADS_OUTSIDE.to_owned())) } else { Ok(shown(&name)) }
}

const LEADS_OUTSIDE: &str = "its name leads outside the archive, not read";

/// The longest name of a member, in bytes: no system has longer paths.
const LONGEST_NAME: usize = 4_096;

fn too_long() -> String {
    format!("its name is longer than {LONGEST_NAME} bytes, not read")
}

fn too_large(limit: u64) -> String {
    if limit >= 1 << 20 && limit.is_multiple_of(1 << 20) {
        format!("larger than {} MiB, not read", limit >> 20)
    } else {
        format!("larger than {limit} bytes, not read")
    }
}

/// The first bytes of a stream, and the error that ended it before so many.
fn peek(reader: &mut dyn Read, most: usize) -> (Vec<u8>, Broken) {
    let mut head = Vec::new();
    let error = reader.take(most as u64).read_to_end(&mut head).err();
    (head, Broken(error))
}

/// Gives the error again at its place, if there was one.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        match &self.0 {
            Some(error) => Err(io::Error::new(error.kind(), error.to_string())),
            None => Ok(0),
        }
    }
}

fn head(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    reader.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

#[cfg(test)]
mod tests {
    use super::member;

    #[test]
    fn names_of_members() {
        assert_eq!(member("a.zip", b"b/75SUVA617.txt").unwrap(), "a.zip!b/75SUVA617.txt");
        let (shown, reason) = member("a.zip", "é".repeat(2_049).as_bytes()).unwrap_err();
        assert!(shown.len() < 100 && reason.contains("4096"), "{shown} {reason}");
        assert!(member("a.zip", "é".repeat(2_048).as_bytes()).is_ok());
        for bad in ["../x", "b/../../x", "/etc/x", "C:\\x", "b\\..\\x", "x\0.txt"] {
            assert!(member("a.zip", bad.as_bytes()).is_err(), "{bad:?}");
        }
        assert!(member("a.zip", b"b/..x").is_ok());
    }
}
