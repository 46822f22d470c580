//! What every store of rows must do, whatever keeps them.
//!
//! A store passes when [`check`] returns. It gets a new and empty store for each part.

mod imports;
mod likeness;
mod placing;
mod telegrams;
mod witnesses;

use std::sync::mpsc;
use std::thread;

use jiff::Timestamp;

use super::{ImportRow, Part, Rows, Store, TelegramRow, Telegrams, Transaction, WitnessRow};
use crate::blobs::Hash;
use crate::error::Reason;
use crate::holdings::Rank;
use crate::key::TelegramKey;
use crate::numbers::{CollectionNumber, ImportNumber, Sequence, TelegramNumber, WitnessNumber};
use crate::{Error, ImportState};

/// Checks the stores that `open` gives, each of them empty.
pub(crate) fn check(open: &mut dyn FnMut() -> Box<dyn Store>) {
    let parts: [fn(&dyn Store); 20] = [
        is_empty_at_first,
        a_failed_write_never_was,
        what_is_written_is_read_within,
        a_reading_is_of_one_state,
        imports::collections_keep_what_is_not_stated,
        imports::imports_are_the_newest_first,
        imports::problems_stay_in_order,
        imports::units_are_known_by_all_they_are,
        telegrams::keep_their_key_and_are_found_by_it,
        telegrams::numbers_are_never_given_twice,
        telegrams::series_have_an_order,
        telegrams::are_sorted_by_date_and_counted,
        telegrams::with_copies_are_found_by_address,
        telegrams::references_lead_both_ways,
        witnesses::are_found_by_key_version_and_content,
        witnesses::what_is_put_is_replaced_and_no_more,
        witnesses::readings_and_sketches_come_with_them,
        placing::decisions_copies_and_the_queue,
        likeness::traces_are_found_by_day_the_latest_first,
        likeness::pairs_wait_until_they_are_decided,
    ];
    for part in parts {
        part(&*open());
    }
}

/// A reading that cannot fail in a test.
fn reading<T>(store: &dyn Store, read: impl FnOnce(&dyn Rows) -> Result<T, Error>) -> T {
    store.reading(read).unwrap()
}

fn writing<T>(store: &dyn Store, write: impl FnOnce(&dyn Transaction) -> Result<T, Error>) -> T {
    store.writing(write).unwrap()
}

/// A new telegram of the first collection, with its only witness; the number of both.
fn telegram(tx: &dyn Transaction, key: TelegramKey) -> Result<TelegramRow, Error> {
    let mut row = TelegramRow::new(key);
    row.number = tx.add_telegram(&row)?;
    let (collection, import) = home(tx)?;
    row.shown = tx.add_witness(&witness(row.number, collection, import, &row.key.address()), b"kept", b"sketch")?;
    tx.put_telegram(&row)?;
    Ok(row)
}

fn id(id: &str) -> TelegramKey {
    TelegramKey::Id(id.to_owned())
}

/// A collection and an import into it.
fn home(tx: &dyn Transaction) -> Result<(CollectionNumber, ImportNumber), Error> {
    let collection = tx.put_collection("papers", None, None)?;
    let import = match tx.imports(None)?.first() {
        Some(row) => row.number,
        None => tx.add_import(&import(collection))?,
    };
    Ok((collection, import))
}

fn import(collection: CollectionNumber) -> ImportRow {
    ImportRow {
        number: ImportNumber::default(),
        collection,
        started: Timestamp::UNIX_EPOCH,
        finished: None,
        state: ImportState::Running,
        read: 0,
        new: 0,
        known: 0,
        changed: 0,
        failed: 0,
        units: 0,
        units_total: None,
        bytes: 0,
        bytes_total: None,
    }
}

/// The first version of an invented witness.
fn witness(telegram: TelegramNumber, collection: CollectionNumber, import: ImportNumber, key: &str) -> WitnessRow {
    WitnessRow {
        number: WitnessNumber::default(),
        telegram,
        collection,
        base_key: key.to_owned(),
        key: key.to_owned(),
        ordinal: 1,
        version: 1,
        superseded: false,
        copy: 1,
        rank: Rank::default(),
        blob: Hash::of(b"blob").to_string(),
        bytes: 10..20,
        content: Hash::of(key.as_bytes()).to_string(),
        carrier: "text".to_owned(),
        file: "invented.txt".to_owned(),
        text_state: telegram::TextState::Present,
        length: 10,
        released: None,
        reader: "a reader".to_owned(),
        imported: Timestamp::UNIX_EPOCH,
        import: Some(import),
        seen: import,
    }
}

fn is_empty_at_first(store: &dyn Store) {
    reading(store, |rows| {
        assert_eq!((rows.collections()?.len(), rows.imports(None)?.len()), (0, 0));
        assert_eq!(rows.telegrams(Telegrams::After(TelegramNumber(0)), Part::ALL)?, []);
        assert_eq!(rows.last_sequence()?, Sequence(0));
        assert_eq!(rows.blobs()?.len(), 0);
        Ok(())
    });
    assert_eq!(store.integrity().unwrap().len(), 0);
    store.settle().unwrap();
}

fn a_failed_write_never_was(store: &dyn Store) {
    let failed = store.writing(|tx| {
        telegram(tx, id("75SUVA1"))?;
        tx.enqueue(TelegramNumber(1))?;
        Err::<(), _>(Reason::Worker.into())
    });
    assert!(failed.is_err());
    is_empty_at_first(store);
}

fn what_is_written_is_read_within(store: &dyn Store) {
    writing(store, |tx| {
        let row = telegram(tx, id("75SUVA1"))?;
        assert_eq!(tx.telegrams(Telegrams::Keyed(&row.key), Part::ALL)?, [row]);
        Ok(())
    });
}

fn a_reading_is_of_one_state(store: &dyn Store) {
    writing(store, |tx| telegram(tx, id("75SUVA1")).map(|_| ()));
    let (begun, goes_on) = (mpsc::channel(), mpsc::channel());
    thread::scope(|scope| {
        scope.spawn(move || {
            begun.1.recv().unwrap();
            writing(store, |tx| telegram(tx, id("75SUVA2")).map(|_| ()));
            goes_on.0.send(()).unwrap();
        });
        let count = |rows: &dyn Rows| Ok(rows.telegrams(Telegrams::After(TelegramNumber(0)), Part::ALL)?.len());
        reading(store, |rows| {
            assert_eq!(count(rows)?, 1);
            begun.0.send(()).unwrap();
            goes_on.1.recv().unwrap();
            assert_eq!(count(rows)?, 1, "what another writes meanwhile is not seen");
            Ok(())
        });
        assert_eq!(reading(store, count), 2);
    });
}
