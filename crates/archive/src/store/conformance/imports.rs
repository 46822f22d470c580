//! Collections, imports, and what these read.

use formats::Problem;

use super::{home, import, reading, writing};
use crate::ImportState;
use crate::blobs::Hash;
use crate::store::{CollectionRow, ImportRow, Part, Store, UnitRow};

pub(super) fn collections_keep_what_is_not_stated(store: &dyn Store) {
    writing(store, |tx| {
        let papers = tx.put_collection("papers", Some("Papers"), None)?;
        let maps = tx.put_collection("maps", None, None)?;
        assert_ne!(papers, maps);
        assert_eq!(tx.put_collection("papers", None, Some("public domain"))?, papers);
        let row = |number, name: &str, label: Option<&str>, licence: Option<&str>| CollectionRow {
            number,
            name: name.to_owned(),
            label: label.map(str::to_owned),
            licence: licence.map(str::to_owned),
        };
        let by_name = [row(maps, "maps", None, None), row(papers, "papers", Some("Papers"), Some("public domain"))];
        assert_eq!(tx.collections()?, by_name);
        Ok(())
    });
}

pub(super) fn imports_are_the_newest_first(store: &dyn Store) {
    let (first, second) = writing(store, |tx| {
        let (collection, first) = home(tx)?;
        Ok((first, tx.add_import(&import(collection))?))
    });
    assert!(first < second);
    let changed = writing(store, |tx| {
        let mut row = tx.imports(Some(first))?.remove(0);
        assert_eq!(row, ImportRow { number: first, ..import(row.collection) });
        let started = row.started;
        row = ImportRow {
            // Neither is replaced.
            started: "2026-01-01T00:00:00Z".parse().unwrap(),
            finished: Some("2026-01-02T03:04:05.678Z".parse().unwrap()),
            state: ImportState::Cancelled,
            read: 1,
            new: 2,
            known: 3,
            changed: 4,
            failed: 5,
            units: 6,
            units_total: Some(7),
            bytes: 8,
            bytes_total: Some(u64::MAX >> 1),
            ..row
        };
        tx.put_import(&row)?;
        Ok(ImportRow { started, ..row })
    });
    reading(store, |rows| {
        let all = rows.imports(None)?;
        assert_eq!((all.len(), all[0].number, &all[1]), (2, second, &changed));
        Ok(())
    });
}

pub(super) fn problems_stay_in_order(store: &dyn Store) {
    let of = |name| Problem::new(name, "cannot be read");
    let import = writing(store, |tx| {
        let (_, import) = home(tx)?;
        tx.add_problems(import, &[of("b"), Problem::at_byte("a", 7, "broken")])?;
        tx.add_problems(import, &[Problem::aside("Thumbs.db", "no loss")])?;
        Ok(import)
    });
    let all = [of("b"), Problem::at_byte("a", 7, "broken"), Problem::aside("Thumbs.db", "no loss")];
    assert_eq!(reading(store, |rows| rows.problems(import, Part::ALL)), all);
    assert_eq!(reading(store, |rows| rows.problems(import, Part { offset: 1, limit: 1 })), all[1..2]);
    assert_eq!(reading(store, |rows| rows.problems(import, Part { offset: 2, limit: 5 })), all[2..]);
    assert!(reading(store, |rows| rows.problems(import, Part { offset: 3, limit: 5 })).is_empty());
}

pub(super) fn units_are_known_by_all_they_are(store: &dyn Store) {
    let (blob, empty) = (Hash::of(b"a file"), Hash::of(b"a file without telegrams"));
    let collection = writing(store, |tx| {
        let (collection, _) = home(tx)?;
        let mut row = UnitRow { collection, blob, name: "a", reader: "first", records: 2 };
        tx.put_unit(&row)?;
        row.reader = "second";
        row.records = 3;
        tx.put_unit(&row)?;
        tx.put_unit(&UnitRow { blob: empty, records: 0, ..row })?;
        Ok(collection)
    });
    reading(store, |rows| {
        assert_eq!(rows.unit(collection, blob, "a", "second")?, Some(3));
        for (blob, name, reader) in [(blob, "a", "first"), (blob, "b", "second"), (Hash::of(b""), "a", "second")] {
            assert_eq!(rows.unit(collection, blob, name, reader)?, None);
        }
        // Units name the blobs that held records.
        assert_eq!((rows.names_blob(blob)?, rows.names_blob(empty)?), (true, false));
        assert_eq!(rows.blobs()?.len(), 0, "no witness names it");
        Ok(())
    });
}
