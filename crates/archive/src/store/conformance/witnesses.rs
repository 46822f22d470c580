//! Witnesses and what was read from them.

use telegram::TextState;

use super::{home, id, reading, telegram, witness, writing};
use crate::blobs::Hash;
use crate::holdings::Rank;
use crate::numbers::{TelegramNumber, WitnessNumber};
use crate::store::{Counts, Part, Rows, Store, TelegramRow, WitnessRow, Witnesses};

fn found(rows: &dyn Rows, which: Witnesses<'_>) -> Vec<(String, u32)> {
    let found = rows.witnesses(which, Part::ALL).unwrap();
    found.into_iter().map(|row| (row.key, row.version)).collect()
}

pub(super) fn are_found_by_key_version_and_content(store: &dyn Store) {
    let key = |key: &str, version| (key.to_owned(), version);
    let (collection, import, later) = writing(store, |tx| {
        let (collection, import) = home(tx)?;
        let later = tx.add_import(&super::import(collection))?;
        let telegram = tx.add_telegram(&TelegramRow::new(id("75SUVA1")))?;
        let row = |ordinal: u32, version, superseded, seen, rank| WitnessRow {
            base_key: "a".to_owned(),
            key: if ordinal == 1 { "a".to_owned() } else { format!("a~{ordinal}") },
            ordinal,
            version,
            superseded,
            copy: 10 * ordinal + version,
            seen,
            rank: Rank(rank),
            ..witness(telegram, collection, import, "a")
        };
        let other = row(2, 1, false, import, 1);
        for row in [
            row(1, 1, true, import, 9),
            row(1, 2, false, later, 5),
            WitnessRow { content: Hash::of(b"other").to_string(), ..other.clone() },
            row(3, 1, false, import, 2),
        ] {
            tx.add_witness(&row, b"", b"")?;
        }
        // The key of a source may look like that of a second witness.
        let elsewhere = tx.put_collection("elsewhere", None, None)?;
        let alike = WitnessRow { collection: elsewhere, import: None, ..witness(telegram, elsewhere, import, "a~2") };
        tx.add_witness(&alike, b"", b"")?;
        Ok((collection, import, later))
    });
    reading(store, |rows| {
        let content = Hash::of(b"a").to_string();
        let telegram = TelegramNumber(1);
        assert_eq!(found(rows, Witnesses::Keyed(collection, "a")), [key("a", 2), key("a", 1)]);
        assert_eq!(found(rows, Witnesses::Keyed(collection, "a~2")), [key("a~2", 1)]);
        assert_eq!(found(rows, Witnesses::Keyed(collection, "b")), []);
        assert_eq!(found(rows, Witnesses::WithKey("a~2")), [key("a~2", 1), key("a~2", 1)]);
        assert_eq!(found(rows, Witnesses::Under(collection, "a"))[..2], [key("a~3", 1), key("a~2", 1)]);
        assert_eq!(found(rows, Witnesses::Same(collection, "a", &content)), [key("a", 2), key("a~3", 1)]);
        assert_eq!(found(rows, Witnesses::NotMet(collection, "a", later)), [key("a~2", 1), key("a~3", 1)]);
        let ranked = [key("a~2", 1), key("a~2", 1), key("a~3", 1), key("a", 2), key("a", 1)];
        let of = found(rows, Witnesses::Of(telegram));
        assert_eq!((of.len(), &of[2..]), (5, &ranked[2..]));
        assert_eq!(found(rows, Witnesses::Copy(telegram, 21)), [key("a~2", 1)]);
        assert_eq!(found(rows, Witnesses::Brought(import)).len(), 4);
        assert_eq!(found(rows, Witnesses::After(WitnessNumber(4))), [key("a~2", 1)]);
        assert_eq!(rows.witnesses(Witnesses::Of(telegram), Part { offset: 1, limit: 2 })?.len(), 2);
        let count = |of| Ok::<_, crate::Error>(rows.counts(of)?.iter().map(|row| row.count).sum::<u64>());
        assert_eq!(count(Counts::Brought(import))?, 4);
        assert_eq!(count(Counts::NotMet(collection, later))?, 2);
        assert_eq!(count(Counts::Witnesses)?, 4);
        Ok(())
    });
    writing(store, |tx| tx.meet(collection, Hash::of(b"blob"), &(10..15), later));
    reading(store, |rows| {
        assert_eq!(found(rows, Witnesses::NotMet(collection, "a", later)), []);
        // One that was replaced was not met.
        assert_eq!(rows.witnesses(Witnesses::Numbered(WitnessNumber(1)), Part::ALL)?[0].seen, import);
        Ok(())
    });
}

pub(super) fn what_is_put_is_replaced_and_no_more(store: &dyn Store) {
    let (before, after) = writing(store, |tx| {
        let shown = telegram(tx, id("75SUVA1"))?.shown;
        let other = telegram(tx, id("75SUVA2"))?;
        let before = tx.witnesses(Witnesses::Numbered(shown), Part::ALL)?.remove(0);
        let (_, import) = home(tx)?;
        assert_eq!(
            before,
            WitnessRow { number: shown, ..witness(before.telegram, before.collection, import, "/75SUVA1") }
        );
        let after = WitnessRow {
            telegram: other.number,
            superseded: true,
            copy: 7,
            rank: Rank(-3),
            carrier: "page".to_owned(),
            text_state: TextState::Missing,
            length: 1 << 40,
            released: "2005-06-30".parse().ok(),
            reader: "another".to_owned(),
            seen: tx.add_import(&super::import(before.collection))?,
            ..before.clone()
        };
        // What a witness is by does not change.
        let wrong =
            WitnessRow { base_key: "b".to_owned(), key: "b".to_owned(), bytes: 0..1, version: 9, ..after.clone() };
        tx.put_witness(&wrong)?;
        Ok((before, after))
    });
    assert_ne!(before, after);
    reading(store, |rows| {
        assert_eq!(rows.witnesses(Witnesses::Numbered(before.number), Part::ALL)?, [after]);
        Ok(())
    });
    // The first telegram shows what it does not have any more.
    assert_eq!(store.integrity().unwrap().len(), 1);
}

pub(super) fn readings_and_sketches_come_with_them(store: &dyn Store) {
    let (first, second) = writing(store, |tx| {
        let mut rows = Vec::new();
        for key in ["75SUVA1", "75SUVA2"] {
            rows.push(telegram(tx, id(key))?);
        }
        let (first, second) = (rows[0].shown, rows[1].shown);
        tx.put_reading(second, b"read anew", b"other sketch")?;
        Ok((first, second))
    });
    reading(store, |rows| {
        let kept = rows.readings(&[second, WitnessNumber(99), first])?;
        let texts: Vec<_> = kept.iter().map(|kept| (kept.witness, &*kept.reading, &*kept.sketch)).collect();
        assert_eq!(texts, [(second, &b"read anew"[..], &b"other sketch"[..]), (first, b"kept", b"sketch")]);
        assert_eq!(kept[0].blob, Hash::of(b"blob").to_string());
        assert_eq!(rows.blobs()?, [Hash::of(b"blob").to_string()]);
        assert!(rows.names_blob(Hash::of(b"blob"))? && !rows.names_blob(Hash::of(b"other"))?);
        Ok(())
    });
}
