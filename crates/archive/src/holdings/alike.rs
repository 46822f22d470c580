//! Telegrams that a copy without id may be of: the same day, the same words.

use jiff::civil::Date;
use telegram::{Kind, MessageDate, TextState};

use super::ReadWitness;
use crate::Error;
use crate::numbers::TelegramNumber;
use crate::store::{Rows, Sent};
use crate::witnesses::{ALIKE, Sketch};

/// How many telegrams of a day are compared at most; on a fuller day a copy
/// without id stays alone.
const OF_A_DAY: usize = 2_000;

/// The telegrams whose text is the one of this witness, sent on the day it
/// states or the day beside it. For a witness with an id: those without one.
pub(super) fn telegrams(rows: &dyn Rows, witness: &ReadWitness) -> Result<Vec<TelegramNumber>, Error> {
    let facts = &witness.telegram;
    // A document may enclose a telegram; it is not its copy.
    if !matches!(facts.kind, Kind::Telegram | Kind::Airgram) || facts.text_state != TextState::Present {
        return Ok(Vec::new());
    }
    let Some(day) = facts.date.and_then(|date| date.day()) else { return Ok(Vec::new()) };
    let sketch = Sketch::from_bytes(&witness.sketch);
    let moment = |day: Date| crate::moment::first(&MessageDate::Day(day));
    let (from, to) = (day.saturating_sub(jiff::Span::new().days(1)), day.saturating_add(jiff::Span::new().days(2)));
    let sent = Sent { moments: (moment(from), moment(to)), without_id: facts.id.is_some() };
    let others = rows.sketches(sent, OF_A_DAY + 1)?;
    if others.len() > OF_A_DAY {
        return Ok(Vec::new());
    }
    let is_alike = |other: &[u8]| sketch.containment(&Sketch::from_bytes(other)).is_some_and(|share| share >= ALIKE);
    Ok(others.into_iter().filter(|(_, other)| is_alike(other)).map(|(telegram, _)| telegram).collect())
}
