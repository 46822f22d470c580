//! Header lines that a carrier joined to one: where the first ends (N65, N79, N95, N149, N151, N172).

use crate::header::labels;
use crate::header::labels::next_label;
use crate::header::{captions, classification_line, pass_line};

/// How far the label of the next field is looked for.
const NEAR: usize = 600;

/// The line up to the label of the next field in it, and where that label begins.
pub(super) fn own_part(text: &str) -> (&str, Option<usize>) {
    let near = text.get(..text.floor_char_boundary(NEAR)).unwrap_or_default();
    match next_label(near, 1) {
        Some(at) => (text.get(..at).unwrap_or_default().trim_end(), Some(at)),
        None => (text, None),
    }
}

/// How long the classification line is that others were joined to: `UNCLAS SUVA 617 SIPDIS DEPT FOR EAP/ANP E.O. …`.
pub(super) fn classification_line_length(text: &str) -> Option<usize> {
    let near = text.get(..text.floor_char_boundary(NEAR)).unwrap_or_default();
    let (line, end) = classification_line::parse_prefix(near)?;
    line.number?;
    let rest = text.get(end..)?;
    (rest.trim().is_empty() || rest.starts_with(' ') && begins_other(rest.trim_start())).then_some(end)
}

/// How long the captions are that another header line was joined to: `SIPDIS E.O. 12958: …`, `NODIS DEPT FOR S/S`.
pub(super) fn captions_length(text: &str) -> Option<usize> {
    let length = captions::handling_length(text)?;
    let rest = text.get(length..)?;
    (text.get(..length)?.ends_with(' ') && begins_other(rest)).then_some(length)
}

/// Whether another line of the header begins here.
fn begins_other(text: &str) -> bool {
    labels::label(text).is_some_and(|(_, length)| text.get(..length).is_some_and(|label| label.contains([':', '.'])))
        || pass_line::is_pass(own_part(text).0)
}

/// Where in a subject the header begins anew that a carrier repeated in the same line (N151): at a classification line that
/// no subject can hold, for its letters are sent singly or its class is no English word.
pub(super) fn header_inside(text: &str, from: usize) -> Option<usize> {
    const CLASSES: [&str; 4] = ["C O N F I D", "S E C R E T", "T O P  S E C", "UNCLAS "];
    let near = text.get(..text.floor_char_boundary(NEAR))?;
    CLASSES.iter().find_map(|class| {
        let at = near.get(from..)?.find(class)? + from;
        let apart = near.get(..at)?.ends_with(' ');
        (apart && classification_line_length(near.get(at..)?).is_some()).then_some(at)
    })
}
