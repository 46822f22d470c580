//! Archives of the form 7z, sound, damaged and made to harm.

#![allow(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use std::fs;
use std::io::Cursor;
use std::ops::ControlFlow;

use formats::{Limits, Problem, Unit, unit_from_reader, walk};
use sevenz_rust2::{ArchiveEntry, ArchiveWriter, EncoderConfiguration, EncoderMethod, SourceReader};

/// Two members whose content is encrypted, and the same with the list of
/// members encrypted too.
const CONTENT: &str = "377abcaf271c000410b4992dae00000000000000290000000000000013c74190cdd714e7e03426de4c83ff0124ea42aa6238c865f8a79d7979e0d25e63d29868cdd714e7e03426de4c83ff0124ea42aa6238c865f8a79d7979e0d25e63d298680000813307ae319a5ba2ed8a9540715a7b07f02d826ef81c31de1bdbc04966822cacc6d7debdc5735a47e2c274d781650b1c69778db33ab47d1aa6dd9d83af46e3bd181590e6bf28f4b7f402c8ac8c90f159937fcc1f107d1dc8c91c563aaf3d476372583026210fea15501e86a017064001096e0a017c9c355700070b01000123030101055d000080000c80a700080a01c737afdf0000";
const LIST: &str = "377abcaf271c000491d52accb0000000000000005400000000000000b10645abe8ac4a9b4e27037c1c1e95d2779e87dc3e6592ca940ce6e915a14a873991f70ee8ac4a9b4e27037c1c1e95d2779e87dc3e6592ca940ce6e915a14a873991f70e9702ce12c3864294a32e4c1f6ecebc85bf13a6fc4f8d4a0d1ffdf2da68324474417b4dcbaaf6de34f4fd1186bae152b99def91c0120b36493ad013b8b2b8405fa7300d3b3e8baa1118fffc775cb1dd3878ca31056f3cc2397eca49f4fd570494432cc6aa5b8079be1f59b896610af7761706400109700a01b6fc98ef00070b0100022406f1070122c8ff8ee298c133c908f21973964af3b29031b33ad364a62eb493eef61d2edeb5753923030101055d0000800001000c6f80a700080a01e74b89a40000";

fn bytes(hex: &str) -> Vec<u8> {
    hex.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

fn writer(method: EncoderMethod) -> ArchiveWriter<Cursor<Vec<u8>>> {
    let mut writer = ArchiveWriter::new(Cursor::new(Vec::new())).unwrap();
    writer.set_content_methods(vec![EncoderConfiguration::new(method)]);
    writer
}

/// Each member packed for itself.
fn apart(method: EncoderMethod, members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = writer(method);
    for (name, content) in members {
        writer.push_archive_entry(ArchiveEntry::new_file(name), Some(*content)).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// All members packed together.
fn together(method: EncoderMethod, members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = writer(method);
    let entries = members.iter().map(|(name, _)| ArchiveEntry::new_file(name)).collect();
    let readers: Vec<SourceReader<&[u8]>> = members.iter().map(|(_, content)| SourceReader::new(*content)).collect();
    writer.push_archive_entries(entries, readers).unwrap();
    writer.finish().unwrap().into_inner()
}

fn read_with(archive: &[u8], limits: &Limits) -> (Vec<Unit>, Vec<Problem>) {
    let (mut units, mut problems) = (Vec::new(), Vec::new());
    let _ = unit_from_reader("a", archive, limits, &mut |found| {
        match found {
            Ok(unit) => units.push(unit),
            Err(problem) => problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    (units, problems)
}

fn files(units: &[Unit]) -> Vec<&str> {
    units.iter().map(|unit| unit.file.as_str()).collect()
}

fn said(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

fn small() -> Limits {
    Limits { max_bytes: 1 << 20, ratio_floor: 1 << 16, ..Limits::default() }
}

#[test]
fn members_of_all_methods() {
    let members: &[(&str, &[u8])] = &[("b/2.txt", b"two"), ("b/1.txt", b"one"), ("c.txt", b"three")];
    for method in [EncoderMethod::LZMA2, EncoderMethod::LZMA, EncoderMethod::COPY] {
        for archive in [apart(method, members), together(method, members)] {
            let (units, problems) = read_with(&archive, &Limits::default());
            assert_eq!(problems, [], "{method:?}");
            assert_eq!(files(&units), ["a!b/2.txt", "a!b/1.txt", "a!c.txt"]);
            assert_eq!(units.iter().map(|unit| &unit.bytes[..]).collect::<Vec<_>>(), [&b"two"[..], b"one", b"three"]);
        }
    }
}

/// From a folder, and an archive in an archive.
#[test]
fn from_disk_and_within_others() {
    let inner = together(EncoderMethod::LZMA2, &[("x.txt", b"inner")]);
    let outer = apart(EncoderMethod::LZMA2, &[("in.7z", &inner), ("y.txt", b"outer")]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a"), &outer).unwrap();
    let mut names = Vec::new();
    let _ = walk(&[folder.path().to_owned()], &Limits::default(), &mut |found| {
        names.push(found.unwrap().file.rsplit('/').next().unwrap().to_owned());
        ControlFlow::Continue(())
    });
    assert_eq!(names, ["a!in.7z!x.txt", "a!y.txt"]);
    let (units, problems) = read_with(&outer, &Limits { max_depth: 1, ..Limits::default() });
    assert_eq!(files(&units), ["a!y.txt"]);
    assert_eq!(said(&problems), ["a!in.7z: archives stand more than 1 deep in each other, not read"]);
}

#[test]
fn encrypted() {
    let (units, problems) = read_with(&bytes(CONTENT), &Limits::default());
    assert_eq!(units, []);
    assert_eq!(said(&problems), ["a!a.txt: member 1: encrypted, not read", "a!b.txt: member 2: encrypted, not read"]);
    let (units, problems) = read_with(&bytes(LIST), &Limits::default());
    assert_eq!(units, []);
    assert_eq!(said(&problems), ["a: its list of members cannot be read: it is encrypted"]);
}

#[test]
fn names_and_links() {
    let mut writer = writer(EncoderMethod::LZMA2);
    for name in ["../evil.txt", "/etc/evil.txt", "C:\\evil.txt"] {
        writer.push_archive_entry(ArchiveEntry::new_file(name), Some(&b"x"[..])).unwrap();
    }
    let mode = |name: &str, attributes: u32| {
        let mut entry = ArchiveEntry::new_file(name);
        entry.has_windows_attributes = true;
        entry.windows_attributes = attributes;
        entry
    };
    writer.push_archive_entry(mode("link", 0o120_777 << 16 | 0x8000), Some(&b"/etc/passwd"[..])).unwrap();
    writer.push_archive_entry(mode("pipe", 0o010_644 << 16 | 0x8000), Some(&b"x"[..])).unwrap();
    writer.push_archive_entry(mode("ok.txt", 0o100_644 << 16 | 0x8000), Some(&b"fine"[..])).unwrap();
    writer.push_archive_entry::<&[u8]>(ArchiveEntry::new_directory("folder"), None).unwrap();
    writer.push_archive_entry::<&[u8]>(ArchiveEntry::new_file("empty.txt"), None).unwrap();
    let (units, problems) = read_with(&writer.finish().unwrap().into_inner(), &Limits::default());
    assert_eq!(files(&units), ["a!ok.txt", "a!empty.txt"]);
    let reasons: Vec<&str> = problems.iter().map(|problem| problem.reason.as_str()).collect();
    let outside = "its name leads outside the archive, not read";
    assert_eq!(reasons, [outside, outside, outside, "a link, not followed", "not a regular file, not read"]);
    assert_eq!(problems[3].position.as_deref(), Some("member 4"));
}

#[test]
fn bombs_end_at_the_limits() {
    let zeros = vec![0_u8; 16 << 20];
    // Alone, before others, and many that are small.
    let big = apart(EncoderMethod::LZMA2, &[("zeros", &zeros)]);
    let before = together(EncoderMethod::LZMA2, &[("zeros", &zeros), ("after.txt", b"after")]);
    let many: Vec<(String, &[u8])> = (0..16).map(|number| (format!("{number}"), &zeros[..1 << 20])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    let many = together(EncoderMethod::LZMA2, &many);
    for archive in [&big, &before, &many] {
        let (units, problems) = read_with(archive, &small());
        assert!(units.iter().map(|unit| unit.bytes.len()).sum::<usize>() < 8 << 20, "{}", units.len());
        assert!(said(&problems).iter().any(|said| said.contains("expands to more than 200 times")), "{problems:?}");
        assert!(problems.len() <= 3, "{problems:?}");
    }
    // What is larger than a file may be is passed over, and what follows is read.
    let archive = together(EncoderMethod::COPY, &[("big", &zeros[..2 << 20]), ("small.txt", b"small")]);
    let (units, problems) = read_with(&archive, &Limits { max_bytes: 1 << 20, ..Limits::default() });
    assert_eq!((files(&units), said(&problems)), (vec![], vec!["a: larger than 1 MiB, not read".to_owned()]));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    fs::write(&path, archive).unwrap();
    let mut found = Vec::new();
    let _ = walk(&[path], &Limits { max_bytes: 1 << 20, ..Limits::default() }, &mut |unit| {
        found.push(unit.map_or_else(|problem| problem.reason, |unit| unit.name));
        ControlFlow::Continue(())
    });
    assert_eq!(found, ["larger than 1 MiB, not read", "small"]);
    let (units, problems) = read_with(
        &apart(EncoderMethod::COPY, &[("1", b"1"), ("2", b"2"), ("3", b"3")]),
        &Limits { max_members: 2, ..Limits::default() },
    );
    assert_eq!(files(&units), ["a!1", "a!2"]);
    assert_eq!(said(&problems), ["a: member 3: more than 2 members, the rest is not read"]);
}

/// Cut off anywhere, or with any byte changed: told, and no panic.
#[test]
fn damaged() {
    let words: Vec<u8> = (0..400).flat_map(|number| format!("{number}. The ferry sails.\n").into_bytes()).collect();
    let members: &[(&str, &[u8])] = &[("1.txt", &words), ("2.txt", &words), ("3.txt", &words)];
    for archive in [apart(EncoderMethod::LZMA2, members), together(EncoderMethod::LZMA, members)] {
        for length in (0..archive.len()).step_by(11) {
            let (units, problems) = read_with(&archive[..length], &Limits::default());
            assert!(!problems.is_empty() || units.len() < 3, "{length}");
        }
        for at in (6..archive.len()).step_by(5) {
            let mut changed = archive.clone();
            changed[at] ^= 0x55;
            let (units, problems) = read_with(&changed, &Limits::default());
            let sound = units.iter().filter(|unit| unit.bytes == words).count();
            assert!(sound == 3 || !problems.is_empty() || units.iter().all(|unit| unit.bytes == words), "{at}");
        }
        // Each problem has file and reason.
        let mut changed = archive.clone();
        changed[200] ^= 0x55;
        let (_, problems) = read_with(&changed, &Limits::default());
        assert!(
            problems.iter().all(|problem| problem.file.starts_with("a!") && problem.position.is_some()),
            "{problems:?}"
        );
        assert!(!problems.is_empty());
    }
}
