//! Telegrams and what they refer to.

use telegram::{Classification, Kind, TextState};

use super::{home, id, reading, telegram, witness, writing};
use crate::Error;
use crate::key::TelegramKey;
use crate::numbers::{Sequence, TelegramNumber};
use crate::series::{self, Series};
use crate::store::{
    CountRow, Counts, Part, ReferenceRow, References, Rows, Store, TelegramRow, Telegrams, Transaction,
};

fn found(rows: &dyn Rows, which: Telegrams<'_>) -> Vec<String> {
    let found = rows.telegrams(which, Part::ALL).unwrap();
    found.into_iter().map(|row| row.key.address()).collect()
}

pub(super) fn keep_their_key_and_are_found_by_it(store: &dyn Store) {
    let keys = [id("75SUVA1"), TelegramKey::witness("papers", "a b#é/2"), id("75SUVA-A1")];
    let numbers: Vec<_> = writing(store, |tx| {
        keys.iter().map(|key| Ok::<_, Error>(telegram(tx, key.clone())?.number)).collect::<Result<_, _>>()
    });
    let full = writing(store, |tx| {
        let row = tx.telegrams(Telegrams::Keyed(&keys[0]), Part::ALL)?.remove(0);
        let full = TelegramRow {
            kind: Kind::Airgram,
            text_state: TextState::Withdrawn,
            date: "1975-04-02T03:15Z".parse().ok(),
            moment: Some(-5),
            classification: Some(Classification::Secret),
            subject: Some("FERRY \u{2014} SERVICE".to_owned()),
            sender: Some("AMEMBASSY SUVA".to_owned()),
            post: Some("SUVA".to_owned()),
            year: Some(1975),
            airgram: Some(false),
            serial: Some(1),
            revision: Sequence(7),
            copies: 3,
            ..row
        };
        // The key is not replaced.
        tx.put_telegram(&TelegramRow { key: id("99SUVA9"), ..full.clone() })?;
        Ok(full)
    });
    reading(store, |rows| {
        for (key, number) in keys.iter().zip(&numbers) {
            let rows = rows.telegrams(Telegrams::Keyed(key), Part::ALL)?;
            assert_eq!((rows.len(), &rows[0].key, rows[0].number), (1, key, *number));
        }
        assert_eq!(rows.telegrams(Telegrams::Keyed(&keys[0]), Part::ALL)?, [full]);
        assert_eq!(found(rows, Telegrams::Keyed(&id("75SUVA2"))), [""; 0]);
        // In the order asked for; one that is not here is left out.
        let asked = [numbers[2], TelegramNumber(99), numbers[0]];
        assert_eq!(found(rows, Telegrams::Numbered(&asked)), ["/75SUVA-A1", "/75SUVA1"]);
        assert_eq!(rows.telegrams(Telegrams::Numbered(&asked), Part { offset: 2, limit: 5 })?.len(), 1);
        let after = rows.telegrams(Telegrams::After(numbers[0]), Part::first(1))?;
        assert_eq!(after[0].number, numbers[1]);
        Ok(())
    });
}

pub(super) fn numbers_are_never_given_twice(store: &dyn Store) {
    let add = |tx: &dyn Transaction| tx.add_telegram(&TelegramRow::new(id("75SUVA1")));
    let first = writing(store, |tx| {
        let first = add(tx)?;
        tx.put_references(first, &[reference("75APIA1")])?;
        tx.remove_telegram(first)?;
        Ok(first)
    });
    let second = writing(store, |tx| {
        assert_eq!(tx.references(References::From(first))?, []);
        add(tx)
    });
    assert!(first < second);
}

/// A telegram of a series.
fn numbered(tx: &dyn Transaction, id: &str) -> Result<TelegramRow, Error> {
    let mut row = telegram(tx, TelegramKey::Id(id.to_owned()))?;
    let Series { post, year, airgram, serial } = series::of(id).unwrap();
    (row.post, row.year, row.airgram, row.serial) = (Some(post), Some(year), Some(airgram), Some(serial));
    tx.put_telegram(&row)?;
    Ok(row)
}

pub(super) fn series_have_an_order(store: &dyn Store) {
    writing(store, |tx| {
        for id in ["75SUVA10", "75SUVA-A1", "75SUVA9", "74SUVA9", "75APIA9"] {
            numbered(tx, id)?;
        }
        // One without number is of no series.
        let mut row = telegram(tx, TelegramKey::witness("papers", "note"))?;
        (row.post, row.year) = (Some("SUVA".to_owned()), Some(1975));
        tx.put_telegram(&row)
    });
    reading(store, |rows| {
        assert_eq!(found(rows, Telegrams::Series("SUVA", 1975)), ["/75SUVA9", "/75SUVA10", "/75SUVA-A1"]);
        assert_eq!(found(rows, Telegrams::Serial("SUVA", 9)), ["/74SUVA9", "/75SUVA9"]);
        let at = |id: &str| series::of(id).unwrap();
        assert_eq!(found(rows, Telegrams::Before(&at("75SUVA11"))), ["/75SUVA10", "/75SUVA9"]);
        assert_eq!(found(rows, Telegrams::Before(&at("75SUVA10"))), ["/75SUVA9"]);
        assert_eq!(found(rows, Telegrams::Next(&at("75SUVA8"))), ["/75SUVA9", "/75SUVA10"]);
        assert_eq!(found(rows, Telegrams::Next(&at("75SUVA-A1"))), [""; 0]);
        assert_eq!(counted(rows, Counts::Held(Some("SUVA"))), ["SUVA 1974 1", "SUVA 1975 3"]);
        assert_eq!(counted(rows, Counts::Held(None)), ["APIA 1975 1", "SUVA 1974 1", "SUVA 1975 3"]);
        Ok(())
    });
}

fn counted(rows: &dyn Rows, of: Counts<'_>) -> Vec<String> {
    let mut counts = rows.counts(of).unwrap();
    counts.sort();
    let line = |CountRow { value, year, count }: CountRow| {
        let year = year.map(|year| format!("{year} ")).unwrap_or_default();
        format!("{} {year}{count}", value.as_deref().unwrap_or("-"))
    };
    counts.into_iter().map(line).collect()
}

pub(super) fn are_sorted_by_date_and_counted(store: &dyn Store) {
    let sent = [("75SUVA2", "1975-03-05"), ("75SUVA1", "1975-03-04"), ("60SUVA1", "1960-01-01")];
    writing(store, |tx| {
        telegram(tx, id("75SUVA3"))?;
        for (key, date) in sent {
            let mut row = telegram(tx, id(key))?;
            row.date = date.parse().ok();
            row.moment = row.date.as_ref().map(crate::moment::first);
            row.kind = Kind::Document;
            row.classification = (key != "60SUVA1").then_some(Classification::Secret);
            tx.put_telegram(&row)?;
        }
        Ok(())
    });
    reading(store, |rows| {
        assert_eq!(found(rows, Telegrams::Earliest), ["/60SUVA1", "/75SUVA1", "/75SUVA2"]);
        assert_eq!(found(rows, Telegrams::Latest), ["/75SUVA2", "/75SUVA1", "/60SUVA1"]);
        assert_eq!(counted(rows, Counts::Kinds), ["document 3", "telegram 1"]);
        assert_eq!(counted(rows, Counts::Classifications), ["- 2", "secret 2"]);
        Ok(())
    });
}

pub(super) fn with_copies_are_found_by_address(store: &dyn Store) {
    writing(store, |tx| {
        let (collection, import) = home(tx)?;
        for (key, others) in [("75SUVA2", 1), ("75SUVA1", 2), ("75SUVA3", 0), ("75SUVA4", 1)] {
            let row = telegram(tx, id(key))?;
            for other in 0..others {
                let mut copy = witness(row.number, collection, import, &format!("{key} {other}"));
                copy.superseded = key == "75SUVA4";
                copy.copy = 2 + other;
                tx.add_witness(&copy, b"", b"")?;
            }
            tx.put_telegram(&TelegramRow { copies: 1 + others, ..row })?;
        }
        Ok(())
    });
    reading(store, |rows| {
        assert_eq!(found(rows, Telegrams::WithCopies("")), ["/75SUVA1", "/75SUVA2"]);
        assert_eq!(found(rows, Telegrams::WithCopies("/75SUVA1")), ["/75SUVA2"]);
        Ok(())
    });
}

/// The first reference of a telegram, to an id.
fn reference(target: &str) -> ReferenceRow {
    ReferenceRow {
        telegram: TelegramNumber::default(),
        ordinal: 0,
        target: target.to_owned(),
        series: series::of(target),
        letter: Some("A".to_owned()),
        in_text: false,
    }
}

pub(super) fn references_lead_both_ways(store: &dyn Store) {
    let (one, two) = writing(store, |tx| {
        let (one, two) = (numbered(tx, "75SUVA1")?.number, numbered(tx, "75SUVA2")?.number);
        let row = |telegram, ordinal, target| ReferenceRow { telegram, ordinal, ..reference(target) };
        tx.put_references(one, &[row(one, 0, "75APIA9"), row(one, 1, "75SUVA2")])?;
        let unsure = ReferenceRow { series: None, letter: None, in_text: true, ..row(two, 4, "75APIA8") };
        tx.put_references(two, &[row(two, 0, "75APIA10"), row(two, 2, "75APIA9"), row(two, 3, "75APIA9"), unsure])?;
        Ok((one, two))
    });
    reading(store, |rows| {
        let to = |id| rows.references(References::To(id));
        let places =
            |found: Vec<ReferenceRow>| -> Vec<_> { found.into_iter().map(|row| (row.telegram, row.ordinal)).collect() };
        assert_eq!(places(to("75APIA9")?), [(one, 0), (two, 2), (two, 3)]);
        let unsure = &rows.references(References::From(two))?[3];
        assert_eq!((unsure, &to("75APIA8")?[0]), (&to("75APIA8")?[0], unsure));
        assert_eq!((&unsure.series, &unsure.letter, unsure.in_text), (&None, &None, true));
        // What is held is not missing, nor is what nobody is sure of.
        let missing = rows.references(References::Missing("APIA", 1975))?;
        assert_eq!(places(missing), [(one, 0), (two, 2), (two, 3), (two, 0)], "by number, not by letters");
        assert_eq!(places(rows.references(References::Missing("SUVA", 1975))?), []);
        assert_eq!(counted(rows, Counts::Missing(None)), ["APIA 1975 2"], "each id once");
        assert_eq!(counted(rows, Counts::Missing(Some("SUVA"))), [""; 0]);
        Ok(())
    });
    writing(store, |tx| tx.put_references(two, &[]));
    assert_eq!(reading(store, |rows| rows.references(References::To("75APIA9"))).len(), 1);
}
