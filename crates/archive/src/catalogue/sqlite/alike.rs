//! Telegrams that a copy without id may be of: the same day, the same words.

use jiff::civil::Date;
use rusqlite::{Transaction, params};
use telegram::{Kind, TextState};

use super::*;
use crate::witnesses::{ALIKE, Sketch};

/// How many telegrams of a day are compared at most; on a fuller day a copy
/// without id stays alone.
const OF_A_DAY: i64 = 2_000;

const ALL: &str = "SELECT t.number, w.sketch FROM telegram t JOIN witness w ON w.number = t.shown
     WHERE t.moment >= ?1 AND t.moment < ?2 AND t.kind IN ('telegram', 'airgram') AND w.sketch IS NOT NULL LIMIT ?3";
const WITHOUT_ID: &str = "SELECT t.number, w.sketch FROM telegram t JOIN witness w ON w.number = t.shown
     WHERE t.id IS NULL AND t.moment >= ?1 AND t.moment < ?2 AND t.kind IN ('telegram', 'airgram')
       AND w.sketch IS NOT NULL LIMIT ?3";

/// The telegrams whose text is the one of this witness, sent on the day it
/// states or the day beside it. For a witness with an id: those without one.
pub(super) fn telegrams(tx: &Transaction<'_>, row: &WitnessRow) -> Result<Vec<TelegramNumber>, Error> {
    let facts = &row.telegram;
    // A document may enclose a telegram; it is not its copy.
    if !matches!(facts.kind, Kind::Telegram | Kind::Airgram) || facts.text_state != TextState::Present {
        return Ok(Vec::new());
    }
    let Some(day) = facts.date.and_then(|date| date.day()) else { return Ok(Vec::new()) };
    let sketch = Sketch::from_bytes(&row.sketch);
    let moment = |day: Date| crate::moment::first(&MessageDate::Day(day));
    let (from, to) = (day.saturating_sub(jiff::Span::new().days(1)), day.saturating_add(jiff::Span::new().days(2)));
    // Telegrams without id have an index of their own: they are few, and every new telegram asks for them.
    let mut statement = tx.prepare_cached(if facts.id.is_some() { WITHOUT_ID } else { ALL })?;
    let rows = statement.query_map(params![moment(from), moment(to), OF_A_DAY + 1], |row| {
        Ok((row.get::<_, TelegramNumber>(0)?, Sketch::from_bytes(row.get_ref(1)?.as_blob()?)))
    })?;
    let mut compared = 0;
    let mut found = Vec::new();
    for row in rows {
        let (telegram, other) = row?;
        compared += 1;
        if sketch.containment(&other).is_some_and(|share| share >= ALIKE) {
            found.push(telegram);
        }
    }
    if compared > OF_A_DAY {
        found.clear();
    }
    Ok(found)
}
