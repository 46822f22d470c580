//! C10: paragraph numbers increase by one.

use super::case::Case;
use super::report::Check;
use crate::model::Telegram;

/// C10. Authors skip and repeat numbers, so this alone tells against no telegram.
pub(super) fn numbers(telegram: &Telegram) -> Check {
    let mut case = Case::new("C10");
    let mut numbers = telegram
        .paragraphs
        .iter()
        .filter_map(|paragraph| Some((paragraph.number.as_deref()?.parse::<u32>().ok()?, paragraph.span)));
    let Some((first, span)) = numbers.next() else { return case.close("no numbered paragraphs") };
    case.saw("first paragraph", first.to_string(), span);
    let mut last = first;
    for (number, span) in numbers {
        if number != last + 1 {
            case.saw("paragraph", number.to_string(), span);
            if number == 1 {
                // A document that is quoted has paragraphs of its own.
                case.doubts("the numbers start anew: a quoted text, or a further telegram");
            } else if number > last {
                case.contradicts(format!("paragraph {number} follows paragraph {last}"));
            } else {
                case.contradicts(format!("paragraph {number} stands after paragraph {last}"));
            }
        }
        last = number;
    }
    if last > first {
        case.saw("last paragraph", last.to_string(), None);
        case.agrees(format!("paragraphs {first} to {last}"));
    }
    case.close("one numbered paragraph only")
}
