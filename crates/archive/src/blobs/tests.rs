use super::*;

fn get(blobs: &dyn Staging, hash: Hash) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    blobs.open(hash).unwrap()?.read_to_end(&mut bytes).unwrap();
    Some(bytes)
}

/// What every store of blobs must do.
fn conformance(blobs: &dyn Staging) {
    let texts: [&[u8]; 4] = [b"", b"a", b"RUEHSV #0617", &[0, 255, 128]];
    for bytes in texts {
        let hash = Hash::of(bytes);
        assert_eq!(get(blobs, hash), None);
        blobs.put(hash, bytes).unwrap();
        blobs.put(hash, bytes).unwrap();
        blobs.settle().unwrap();
        blobs.put(hash, bytes).unwrap();
        assert_eq!(get(blobs, hash).as_deref(), Some(bytes));
        assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
    }
    blobs.settle().unwrap();
    let hash = Hash::of(texts[2]);
    assert_eq!(blobs.range(hash, 2..5).unwrap().as_deref(), Some(&b"EHS"[..]));
    assert_eq!(blobs.range(hash, 12..12).unwrap().as_deref(), Some(&b""[..]));
    assert_eq!(blobs.range(hash, 11..13).unwrap(), None);
    assert_eq!(blobs.range(Hash::of(b"not here"), 0..0).unwrap(), None);
    let kept = blobs
        .keep(&mut |out| {
            out.write_all(b"RUEH")?;
            out.write_all(b"SV #0617")
        })
        .unwrap();
    assert_eq!(kept, hash);
    let long = vec![b'x'; 300_000];
    let kept = blobs.keep(&mut |out| out.write_all(&long)).unwrap();
    assert_eq!(kept, Hash::of(&long));
    let mut stream = blobs.open(kept).unwrap().unwrap();
    stream.seek(SeekFrom::Start(299_990)).unwrap();
    let mut end = Vec::new();
    stream.read_to_end(&mut end).unwrap();
    assert_eq!(end, b"xxxxxxxxxx");
    assert!(blobs.open(Hash::of(b"not here")).unwrap().is_none());
    assert!(blobs.keep(&mut |_| Err(io::Error::other("broken off"))).is_err());
    let mut all = Vec::new();
    blobs
        .each(&mut |hash| {
            all.push(hash);
            Ok(())
        })
        .unwrap();
    let mut expected: Vec<Hash> = texts.into_iter().map(Hash::of).chain([kept]).collect();
    expected.sort();
    assert_eq!(all, expected);
}

#[test]
fn files_conform() {
    let dir = tempfile::tempdir().unwrap();
    conformance(&FileBlobs::open(dir.path()).unwrap());
}

fn hashes(blobs: &dyn Staging) -> Vec<Hash> {
    let mut all = Vec::new();
    blobs
        .each(&mut |hash| {
            all.push(hash);
            Ok(())
        })
        .unwrap();
    all
}

#[test]
fn what_no_row_names_is_taken_away() {
    let dir = tempfile::tempdir().unwrap();
    let [named, unnamed, later] = [&b"named"[..], b"unnamed", b"later"].map(Hash::of);
    let is_named = |hash: Hash| Ok(hash == named);
    let blobs = FileBlobs::open(dir.path()).unwrap();
    blobs.put(named, b"named").unwrap();
    blobs.put(unnamed, b"unnamed").unwrap();
    blobs.settle().unwrap();
    blobs.claim(&[named, unnamed], &mut { is_named }).unwrap();
    blobs.keep(&mut |out| out.write_all(b"later")).unwrap();
    blobs.release(&mut { is_named }).unwrap();
    assert_eq!(hashes(&blobs), [named]);

    // Two that were killed, the second while it wrote.
    let killed = FileBlobs::open(dir.path()).unwrap();
    killed.put(unnamed, b"unnamed").unwrap();
    killed.settle().unwrap();
    drop(killed);
    let killed = FileBlobs::open(dir.path()).unwrap();
    killed.put(later, b"later").unwrap();
    drop(killed);
    for folder in [dir.path().to_owned(), blobs.folder(later)] {
        fs::write(folder.join(".new-abc"), b"lat").unwrap();
    }
    let blobs = FileBlobs::open(dir.path()).unwrap();
    blobs.recover(&mut { is_named }).unwrap();
    assert_eq!(hashes(&blobs), [named]);
    assert!(!dir.path().join(".new-abc").exists() && !blobs.folder(later).join(".new-abc").exists());
    assert!(!dir.path().join(".unclaimed").exists());
}

#[test]
fn a_damaged_file_is_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let blobs = FileBlobs::open(dir.path()).unwrap();
    let hash = Hash::of(b"whole");
    fs::create_dir_all(blobs.folder(hash)).unwrap();
    for damage in [&b"who"[..], b"whale", b"whole and more"] {
        fs::write(blobs.place(hash), damage).unwrap();
        blobs.put(hash, b"whole").unwrap();
        blobs.settle().unwrap();
        assert_eq!(get(&blobs, hash).as_deref(), Some(&b"whole"[..]));
        fs::write(blobs.place(hash), damage).unwrap();
        assert_eq!(blobs.keep(&mut |out| out.write_all(b"whole")).unwrap(), hash);
        assert_eq!(get(&blobs, hash).as_deref(), Some(&b"whole"[..]));
    }
}
