//! Format lines 1 to 5 (rules FL1 to FL5), and the archive's dash line.

use super::identity::Identity;
use super::wrap::wrap;
use super::{Era, Form};
use crate::lexicon::months;
use crate::{Addressee, Classification, Precedence, Telegram};

/// The lines of the relay: channel, routing, station, security. Only where the
/// sender's routing indicator is known.
pub(super) fn relay(telegram: &Telegram, form: &Form, identity: &Identity, section: Option<u32>) -> Vec<String> {
    let Some(station) = telegram.from.as_ref().and_then(|from| from.routing_indicator.as_ref()) else {
        return Vec::new();
    };
    let serial = identity.number() % 10_000;
    let mut lines = vec![format!("VZCZCXYZ{serial:04}")];
    let mut indicators: Vec<&str> = Vec::new();
    let receivers = telegram.action.iter().chain(&telegram.info);
    for indicator in receivers.filter_map(|to: &Addressee| to.routing_indicator.as_deref()) {
        if !indicators.contains(&indicator) {
            indicators.push(indicator);
        }
    }
    if let (Some(precedence), false) = (telegram.precedence.action, indicators.is_empty()) {
        let sign = prosign(precedence);
        lines.extend(wrap(&format!("{sign}{sign} {}", indicators.join(" ")), form.width, 0, 0));
    }
    if let Some(moment) = identity.moment {
        let section = section.map(|section| format!("/{section:02}")).unwrap_or_default();
        lines.push(format!(
            "DE {station} #{serial:04}{section} {:03}{:02}{:02}",
            moment.date().day_of_year(),
            moment.hour(),
            moment.minute()
        ));
    }
    if let Some(class) = telegram.classification {
        let (signal, letter) = match class {
            Classification::Unclassified | Classification::SensitiveButUnclassified => ("ZNR", 'U'),
            Classification::LimitedOfficialUse => ("ZNY", 'R'),
            Classification::Confidential => ("ZNY", 'C'),
            Classification::Secret => ("ZNY", 'S'),
            Classification::TopSecret => ("ZNY", 'T'),
        };
        lines.push(format!("{signal} {} ZZH", letter.to_string().repeat(5)));
    }
    lines
}

/// Format line 5, `P 020415Z APR 05`; none where the moment is not known.
pub(super) fn date_time_group(telegram: &Telegram, identity: &Identity) -> Option<String> {
    let moment = identity.moment?;
    let mut line = String::new();
    let pair = telegram.precedence;
    for precedence in pair.action.into_iter().chain(pair.info.filter(|info| pair.action != Some(*info))) {
        line.push(prosign(precedence));
        line.push(' ');
    }
    line.push_str(&identity.group()?);
    let month = months::capitals(moment.month())?;
    Some(format!("{line} {month} {:02}", moment.year().rem_euclid(100)))
}

/// `--------------------- 003317`; from December 1976 with the filing time.
pub(super) fn dash_line(form: &Form, identity: &Identity) -> String {
    // The relay's own running count; any number that depends on nothing else will do.
    let count = (identity.number() * 7919) % 130_000;
    let filing = identity.group().filter(|_| form.era == Era::Archive1977);
    match filing {
        Some(filing) => format!("                  ------------------{filing} {count:06} /11"),
        None => format!("                  --------------------- {count:06}"),
    }
}

fn prosign(precedence: Precedence) -> char {
    match precedence {
        Precedence::Routine => 'R',
        Precedence::Priority => 'P',
        Precedence::Immediate | Precedence::NiactImmediate => 'O',
        Precedence::Flash => 'Z',
        Precedence::Emergency => 'Y',
    }
}
