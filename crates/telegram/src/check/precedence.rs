//! C7 and C8: how fast it had to be handled.

use super::case::Case;
use super::lines::Lines;
use super::report::Check;
use crate::ElementKind;
use crate::model::{Addressee, Precedence, Telegram};

/// The prosign has no letter for NIACT: such a telegram goes as immediate.
fn as_sent(precedence: Precedence) -> Precedence {
    if precedence == Precedence::NiactImmediate { Precedence::Immediate } else { precedence }
}

fn highest<'a>(addressees: impl Iterator<Item = &'a Addressee>) -> Option<Precedence> {
    addressees.filter_map(|addressee| addressee.precedence).map(as_sent).max()
}

/// C7: the routing line has the highest precedence of those it serves.
pub(super) fn routing(lines: &Lines<'_>, telegram: &Telegram) -> Check {
    let mut case = Case::new("C7");
    let Some(line) = &telegram.envelope.routing else { return case.close("no routing line") };
    let Some(prosign) = line.precedence.iter().copied().map(as_sent).max() else {
        return case.close("no prosign on the routing line");
    };
    case.saw("routing prosign", prosign.key(), line.span);
    let of_group = telegram.precedence.action.into_iter().chain(telegram.precedence.info).map(as_sent).max();
    let Some(stated) = of_group.max(highest(telegram.action.iter().chain(&telegram.info))) else {
        return case.close("no other precedence");
    };
    case.saw("highest precedence", stated.key(), lines.place(ElementKind::DateTimeGroup));
    if prosign == stated {
        case.agrees(format!("both are {}", stated.key()));
    } else if prosign < stated {
        // This leg may serve information addressees only.
        case.doubts(format!("the routing line is {}, the telegram {}", prosign.key(), stated.key()));
    } else {
        case.contradicts(format!("the routing line is {}, the telegram only {}", prosign.key(), stated.key()));
    }
    case.close("no other precedence")
}

/// C8: the first prosign is that of the action addressees.
pub(super) fn prosign(telegram: &Telegram) -> Check {
    let mut case = Case::new("C8");
    let Some(prosign) = telegram.precedence.action else { return case.close("no prosign") };
    case.saw("prosign", prosign.key(), None);
    let Some(stated) = highest(telegram.action.iter()) else { return case.close("no precedence among the addressees") };
    case.saw("highest precedence of an action addressee", stated.key(), None);
    if as_sent(prosign) == stated {
        case.agrees(format!("both are {}", stated.key()));
    } else {
        case.contradicts(format!("the prosign is {}, an action addressee has {}", prosign.key(), stated.key()));
    }
    case.close("no precedence among the addressees")
}
