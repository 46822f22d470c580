//! The DE line: station, serial, section and filing time (FORMAT.md 3.3).

/// When a message was handed to the relay, without year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filing {
    /// The day of the year, hour and minute: `0760804`.
    Julian(i16, i8, i8),
    /// The day of the month, hour and minute: `17/0804Z`.
    Day(i8, i8, i8),
}

/// What a DE line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Station {
    pub(super) serial: Option<u32>,
    pub(super) section: Option<u32>,
    pub(super) filing: Option<Filing>,
}

/// Reads `DE RUEHTA #0478/01 0760804`; blanks may stand within the serial.
pub(super) fn read(line: &str) -> Option<Station> {
    let rest = line.strip_prefix("DE ")?.trim_start();
    let mut words = rest.split_whitespace();
    words.next()?;
    let mut station = Station::default();
    for word in words.by_ref() {
        if station.serial.is_none() {
            let word = word.trim_start_matches('#');
            if word.is_empty() {
                continue;
            }
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            station.serial = word[..digits].parse().ok().filter(|_| (3..=6).contains(&digits));
            let tail = &word[digits..];
            let after = tail.trim_start_matches(|c: char| c.is_ascii_uppercase());
            station.section = after
                .strip_prefix('/')
                .map(|section| section.trim_end_matches(|c: char| c.is_ascii_uppercase()))
                .and_then(|section| section.parse().ok().filter(|_| section.len() <= 2));
            station.serial?;
        } else {
            station.filing = filing(word);
            break;
        }
    }
    Some(station).filter(|station| station.serial.is_some())
}

fn filing(word: &str) -> Option<Filing> {
    let word = word.strip_suffix(['Z', 'z']).unwrap_or(word);
    let number = |digits: &str| digits.parse::<i16>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()));
    let time = |digits: &str| {
        let hour = i8::try_from(number(digits.get(..2)?)?).ok().filter(|&hour| hour < 24)?;
        let minute = i8::try_from(number(digits.get(2..4)?)?).ok().filter(|&minute| minute < 60)?;
        Some((hour, minute)).filter(|_| digits.len() == 4)
    };
    if let Some((day, rest)) = word.split_once('/') {
        let day = i8::try_from(number(day)?).ok().filter(|day| (1..=31).contains(day))?;
        let (hour, minute) = time(rest)?;
        return Some(Filing::Day(day, hour, minute));
    }
    // A day that no year has is kept, to be told of.
    let day = number(word.get(..3)?)?;
    let (hour, minute) = time(word.get(3..)?)?;
    Some(Filing::Julian(day, hour, minute))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_cases() {
        for (line, serial, section, filing) in [
            ("DE RUEHTA #0478/01 0760804", 478, Some(1), Some(Filing::Julian(76, 8, 4))),
            ("DE RUEHC #2345 3012359Z", 2345, None, Some(Filing::Julian(301, 23, 59))),
            ("DE RUEHSV 0617A 02/0415Z", 617, None, Some(Filing::Day(2, 4, 15))),
            ("DE RUEHSV #0617/02 0922515", 617, Some(2), None),
            ("DE RUEHSV #0617", 617, None, None),
            ("DE RUEHSV # 0617 0920415", 617, None, Some(Filing::Julian(92, 4, 15))),
        ] {
            assert_eq!(read(line), Some(Station { serial: Some(serial), section, filing }), "{line}");
        }
        for line in ["DE RUEHSV", "DE JURE 1/2", "DE RUEHSV #ABCD 0920415", "DENIED"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
