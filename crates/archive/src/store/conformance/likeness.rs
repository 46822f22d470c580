//! Traces of texts that may be alike, and pairs of witnesses that may be of one telegram.

use jiff::Timestamp;

use super::{id, reading, telegram, writing};
use crate::numbers::WitnessNumber;
use crate::store::{Counts, PairRow, Pairs, Part, Rows, Store};

pub(super) fn traces_are_found_by_day_the_latest_first(store: &dyn Store) {
    let (one, two) = writing(store, |tx| {
        let (one, two) = (telegram(tx, id("75SUVA1"))?.shown, telegram(tx, id("75SUVA2"))?.shown);
        for witness in [one, two, two] {
            tx.add_trace(-3, *b"abcd", false, witness)?;
        }
        tx.add_trace(-3, *b"abcd", true, one)?;
        tx.add_trace(-2, *b"abcd", false, one)?;
        tx.add_trace(-3, *b"abce", false, one)?;
        Ok((one, two))
    });
    reading(store, |rows| {
        assert_eq!(rows.traced(-3, *b"abcd", false, 9)?, [two, one]);
        assert_eq!(rows.traced(-3, *b"abcd", false, 1)?, [two]);
        assert_eq!(rows.traced(-3, *b"abcd", true, 9)?, [one]);
        assert_eq!(rows.traced(-4, *b"abcd", false, 9)?, []);
        Ok(())
    });
}

pub(super) fn pairs_wait_until_they_are_decided(store: &dyn Store) {
    let pair = |one: WitnessNumber, other| PairRow { pair: (one, other), decided: None, reason: None };
    let ([one, two, three], decided) = writing(store, |tx| {
        let shown = |key| Ok::<_, crate::Error>(telegram(tx, id(key))?.shown);
        let witnesses = [shown("75SUVA1")?, shown("75SUVA2")?, shown("75SUVA3")?];
        let [one, two, three] = witnesses;
        tx.put_pair(&pair(one, two))?;
        tx.put_pair(&pair(two, three))?;
        let decided =
            PairRow { decided: Some(Timestamp::UNIX_EPOCH), reason: Some("read".to_owned()), ..pair(one, two) };
        Ok((witnesses, decided))
    });
    let open = |rows: &dyn Rows| -> Result<_, crate::Error> {
        Ok((rows.pairs(Pairs::Open, Part::ALL)?, rows.counts(Counts::OpenPairs)?[0].count))
    };
    reading(store, |rows| {
        assert_eq!(open(rows)?, (vec![pair(one, two), pair(two, three)], 2));
        assert_eq!(rows.pairs(Pairs::Open, Part { offset: 1, limit: 9 })?, [pair(two, three)]);
        assert_eq!(rows.pairs(Pairs::With(three), Part::ALL)?, [pair(two, three)]);
        Ok(())
    });
    writing(store, |tx| tx.put_pair(&decided));
    reading(store, |rows| {
        assert_eq!(open(rows)?, (vec![pair(two, three)], 1));
        assert_eq!(rows.pairs(Pairs::With(one), Part::ALL)?, [decided]);
        Ok(())
    });
}
