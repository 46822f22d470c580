//! Decisions, numbers of copies that have left, the queue.

use jiff::Timestamp;

use super::{home, id, reading, telegram, writing};
use crate::key::TelegramKey;
use crate::numbers::{Sequence, TelegramNumber};
use crate::store::{DecisionRow, FormerCopies, FormerCopyRow, Store};

pub(super) fn decisions_copies_and_the_queue(store: &dyn Store) {
    decisions(store);
    former_copies(store);
    queue(store);
}

fn decisions(store: &dyn Store) {
    let split = DecisionRow { joined_to: None, reason: None, decided: Timestamp::UNIX_EPOCH };
    let joined = DecisionRow {
        joined_to: Some(TelegramKey::witness("papers", "a b")),
        reason: Some("the same text".to_owned()),
        decided: "2026-01-02T03:04:05.678Z".parse().unwrap(),
    };
    let collection = writing(store, |tx| {
        let (collection, _) = home(tx)?;
        for decision in [&split, &joined] {
            tx.put_decision(collection, "a", Some(decision))?;
            assert_eq!(tx.decision(collection, "a")?.as_ref(), Some(decision));
        }
        tx.put_decision(collection, "b", Some(&split))?;
        tx.put_decision(collection, "a", None)?;
        tx.put_decision(collection, "never", None)?;
        Ok(collection)
    });
    reading(store, |rows| {
        assert_eq!((rows.decision(collection, "a")?, rows.decision(collection, "b")?), (None, Some(split)));
        Ok(())
    });
}

fn former_copies(store: &dyn Store) {
    let key = id("75SUVA617");
    let (one, two) = writing(store, |tx| {
        let (one, two) = (telegram(tx, id("75SUVA1"))?.shown, telegram(tx, id("75SUVA2"))?.shown);
        let row = |copy, witness| FormerCopyRow { telegram: key.clone(), copy, witness };
        // A number that is given stays what it was.
        for (copy, witness) in [(1, one), (12, one), (3, two), (1, two)] {
            tx.add_former_copy(&row(copy, witness))?;
        }
        tx.add_former_copy(&FormerCopyRow { telegram: id("75SUVA1"), copy: 9, witness: one })?;
        Ok((one, two))
    });
    reading(store, |rows| {
        let found = |which| -> Result<Vec<_>, crate::Error> {
            Ok(rows.former_copies(which)?.into_iter().map(|row| (row.copy, row.witness)).collect())
        };
        assert_eq!(found(FormerCopies::Of(&key))?, [(12, one), (3, two), (1, one)]);
        assert_eq!(found(FormerCopies::Numbered(&key, 3))?, [(3, two)]);
        assert_eq!(found(FormerCopies::Numbered(&key, 2))?, []);
        assert_eq!(found(FormerCopies::Had(&key, one))?, [(1, one), (12, one)]);
        Ok(())
    });
}

fn queue(store: &dyn Store) {
    let (one, two) = (TelegramNumber(1), TelegramNumber(2));
    let first = writing(store, |tx| {
        let first = tx.enqueue(two)?;
        tx.enqueue(one)?;
        tx.enqueue(two)?;
        Ok(first)
    });
    let at = |on: i64| Sequence(first.0 + on);
    reading(store, |rows| {
        assert_eq!(rows.queue(Sequence(0), 9)?, [(at(0), two), (at(1), one), (at(2), two)]);
        assert_eq!(rows.queue(first, 1)?, [(at(1), one)]);
        Ok(())
    });
    writing(store, |tx| tx.trim_queue(at(2)));
    reading(store, |rows| {
        assert_eq!((rows.queue(Sequence(0), 9)?, rows.last_sequence()?), (Vec::new(), at(2)));
        Ok(())
    });
    assert_eq!(writing(store, |tx| tx.enqueue(one)), at(3), "no place is given twice");
}
