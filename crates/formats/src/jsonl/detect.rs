//! Tells a file of objects by its first ones, sound or damaged.

use std::borrow::Cow;

use super::object::Object;
use super::{Form, Layout, cut, keyed, own, rows};
use crate::table::{Columns, DateOrders, Detected, Field, HEAD, assign, is_document_number};

/// So many objects are looked at.
const SAMPLE: usize = 20;
/// A key has so many bytes at the most.
const KEY: usize = 80;

/// Tells whether `head` begins a file of objects that are telegrams, or of one object around an array of such.
pub(super) fn detect(head: &[u8], complete: bool, told: &Columns) -> Detected<Layout> {
    let first = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let body = head[first..].trim_ascii_start();
    let within = |layout: Layout| {
        let first = head.len() - body.len() + layout.first;
        Detected::Yes(Layout { first, ..layout })
    };
    let wrapped = wrapped(body, told).map(within);
    let detected = match (bare(head, body, first, complete, told), wrapped) {
        _ if let Some(layout) = keyed(body, complete, told) => within(layout),
        _ if let Some(layout) = of_rows(body, told) => within(layout),
        (_, Some(wrapped)) if is_catalogue(body, complete, told) => wrapped,
        (Detected::Yes(layout), _) if layout.form != Form::Lines && complete => Detected::Yes(layout),
        (Detected::Yes(layout), _) if begins_with_record(body) => Detected::Yes(layout),
        (other, wrapped) => wrapped.unwrap_or(other),
    };
    match detected {
        Detected::Yes(layout) => Detected::Yes(Layout { dates: order(&layout, head, complete), ..layout }),
        other => other,
    }
}

/// What the dates of the objects at hand tell of the order of day and month.
fn order(layout: &Layout, head: &[u8], complete: bool) -> DateOrders {
    let body = head.get(layout.first..).unwrap_or_default();
    let pieces = match layout.form {
        Form::Lines => body.split(|byte| *byte == b'\n').collect(),
        Form::Values | Form::Wrapped => cut::values(body, complete, usize::MAX),
        Form::Keyed => keyed::records(body, usize::MAX).1,
        Form::Rows => cut::pieces(body, complete, usize::MAX, rows::cut),
    };
    let mut values = Vec::new();
    for text in pieces.into_iter().filter_map(|piece| core::str::from_utf8(piece.trim_ascii()).ok()) {
        let object = match layout.form {
            Form::Rows => rows::object(text, &layout.names),
            _ => Object::read(text),
        };
        let Ok(object) = object else { continue };
        let leaves = object.leaves();
        let names: Vec<String> = leaves.iter().map(|(name, _)| name.clone()).collect();
        let columns = assign(&names, &layout.told, |_| false);
        values.extend(leaves.iter().zip(columns).filter_map(|((_, value), column)| {
            Some((column.field.filter(|field| field.is_date())?, super::object::words(value)?))
        }));
    }
    DateOrders::of(&values)
}

/// Whether the first line is a record of its own, and no start of an object around all records.
fn begins_with_record(body: &[u8]) -> bool {
    let line = body.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
    body.first() != Some(&b'{') || names(line).is_some()
}

/// The first array of objects that are telegrams within the object that the file is, however deep.
fn wrapped(body: &[u8], told: &Columns) -> Option<Layout> {
    let body = Some(body).filter(|body| body.first() == Some(&b'{'))?;
    cut::arrays(body).into_iter().find_map(|at| {
        let found: Vec<_> = cut::values_of_array(&body[at..], SAMPLE).into_iter().filter_map(names).collect();
        let layout = Layout {
            form: Form::Wrapped,
            told: told.clone(),
            dates: DateOrders::default(),
            first: at,
            names: Vec::new(),
        };
        match of_keys(layout, found) {
            Detected::Yes(layout) => Some(layout),
            _ => None,
        }
    })
}

/// Rows below the names of their columns, which are those of telegrams.
fn of_rows(body: &[u8], told: &Columns) -> Option<Layout> {
    let (names, first) = rows::find(body)?;
    let found = vec![names.clone()];
    let layout = Layout { form: Form::Rows, told: told.clone(), dates: DateOrders::default(), first, names };
    match of_keys(layout, found) {
        Detected::Yes(layout) => Some(layout),
        _ => None,
    }
}

/// Two objects or more that are telegrams, or one under a reference id, each under its name, in an object that is none itself.
fn keyed(body: &[u8], complete: bool, told: &Columns) -> Option<Layout> {
    let body = Some(body).filter(|body| body.first() == Some(&b'{'))?;
    let (first, found) = keyed::records(body, SAMPLE);
    let found: Vec<_> = found.into_iter().filter_map(names).collect();
    let around = cut::values(body, complete, 1).first().and_then(|one| names(one));
    let mut around = around.unwrap_or_else(|| keys_of_damaged(body.get(..first).unwrap_or_default()));
    around.retain(|name| !keyed::is_name(name));
    let has_text =
        assign(&around, told, |_| false).iter().any(|column| matches!(column.field, Some(Field::Body | Field::Header)));
    let is_alone =
        found.len() < 2 && !keyed::name(body.get(first..).unwrap_or_default()).is_some_and(is_document_number);
    if found.is_empty() || is_alone || has_text {
        return None;
    }
    let layout =
        Layout { form: Form::Keyed, told: told.clone(), dates: DateOrders::default(), first, names: Vec::new() };
    match of_keys(layout, found) {
        Detected::Yes(layout) => Some(layout),
        _ => None,
    }
}

/// Whether the file is one object that is no telegram itself: it has no text, and is not of our own contract.
fn is_catalogue(body: &[u8], complete: bool, told: &Columns) -> bool {
    let first = cut::values(body, complete, 2);
    let [one] = first.as_slice() else { return false };
    let Some(names) = names(one).filter(|names| !own::is_ours(names)) else { return false };
    let columns = assign(&names, told, |_| false);
    !columns.iter().any(|column| matches!(column.field, Some(Field::Body | Field::Header)))
}

/// Tells whether the file is objects after each other, on lines, or in an array.
fn bare(head: &[u8], body: &[u8], first: usize, complete: bool, told: &Columns) -> Detected<Layout> {
    let begins = matches!(body.first(), Some(b'{' | b'['));
    if !begins && memchr::memchr2(b'{', b'}', body).is_none() {
        return Detected::No;
    }
    let Some((form, found)) = objects(body, begins, complete) else {
        // The first object is longer than what is at hand.
        if !begins || complete || head.len() < HEAD {
            return Detected::No;
        }
        let has = |name: &str| memchr::memmem::find(body, format!("\"{name}\"").as_bytes()).is_some();
        if !["text", "body", "paragraphs", "content"].into_iter().any(has) {
            return Detected::No;
        }
        let lines = memchr::memchr(b'\n', body).is_none() && body.starts_with(b"{");
        let form = if lines { Form::Lines } else { Form::Values };
        return Detected::Yes(Layout {
            form,
            told: told.clone(),
            dates: DateOrders::default(),
            first,
            names: Vec::new(),
        });
    };
    of_keys(Layout { form, told: told.clone(), dates: DateOrders::default(), first, names: Vec::new() }, found)
}

/// Tells by the keys of the first objects whether they are telegrams.
fn of_keys(layout: Layout, found: Vec<Vec<String>>) -> Detected<Layout> {
    let told = layout.told.clone();
    if found.iter().any(|names| own::is_ours(names)) {
        return Detected::Yes(layout);
    }
    let mut all: Vec<String> = Vec::new();
    for name in found.into_iter().flatten() {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    if let Some(unknown) = told.names().find(|name| !all.iter().any(|known| known.eq_ignore_ascii_case(name.trim()))) {
        return Detected::Refused(format!("there is no key {unknown:?}; the keys are: {}", all.join(", ")));
    }
    let columns = assign(&all, &told, |_| false);
    let has = |field: Field| columns.iter().any(|column| column.field == Some(field));
    let known = columns.iter().filter(|column| column.field.is_some_and(|field| field != Field::Ignore)).count();
    let is_telling = has(Field::Body) || has(Field::Header) || has(Field::Id);
    if told.is_empty() && !(is_telling && known >= 2) {
        return Detected::No;
    }
    Detected::Yes(layout)
}

/// How the objects stand and the keys of each of the first; `None` where none
/// is at hand. `begins` says that the file begins as JSON does; else its first
/// line is damaged, and most of the others tell.
fn objects(body: &[u8], begins: bool, complete: bool) -> Option<(Form, Vec<Vec<String>>)> {
    let lines: Vec<&[u8]> = complete_lines(body, complete).collect();
    let like = lines.iter().filter(|line| is_like_object(line)).count();
    let mostly = like > 0 && like * 2 >= lines.len();
    if !begins && !mostly {
        return None;
    }
    let sound = |pieces: &[&[u8]]| pieces.iter().filter_map(|piece| names(piece)).collect::<Vec<_>>();
    let found = sound(&lines);
    if !found.is_empty() && (!begins || body.starts_with(b"{") || (found.len() > 1 && found.len() * 2 >= lines.len())) {
        return Some((Form::Lines, found));
    }
    if begins {
        let found = sound(&cut::values(body, complete, SAMPLE));
        if !found.is_empty() {
            return Some((Form::Values, found));
        }
    }
    // All that is at hand is damaged: what looks like keys tells.
    let (form, pieces) = if mostly { (Form::Lines, lines) } else { (Form::Values, vec![body]) };
    let found: Vec<Vec<String>> =
        pieces.into_iter().map(keys_of_damaged).filter(|names: &Vec<String>| !names.is_empty()).collect();
    (!found.is_empty() && (complete || mostly)).then_some((form, found))
}

/// The first lines that are whole.
fn complete_lines(body: &[u8], complete: bool) -> impl Iterator<Item = &[u8]> {
    let end = if complete { body.len() } else { memchr::memrchr(b'\n', body).unwrap_or(0) };
    body[..end].split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).take(SAMPLE)
}

fn names(piece: &[u8]) -> Option<Vec<String>> {
    let text = match core::str::from_utf8(piece) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if super::is_windows_1252(piece) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(piece).0,
        Err(_) => return None,
    };
    let object = Object::read(&text).ok()?;
    Some(object.leaves().into_iter().map(|(name, _)| name).collect())
}

/// Whether a line is an object or what is left of one: it begins or ends as an
/// object does.
fn is_like_object(line: &[u8]) -> bool {
    let begins = line.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""));
    begins || (line.ends_with(b"}") && memchr::memmem::find(line, b"\":").is_some())
}

/// What stands in quotation marks before a colon, at the start of a pair.
fn keys_of_damaged(piece: &[u8]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for colon in memchr::memchr_iter(b':', piece) {
        let Some(before) = piece[..colon].trim_ascii_end().strip_suffix(b"\"") else { continue };
        let near = &before[before.len().saturating_sub(KEY)..];
        let Some(mark) = memchr::memrchr(b'"', near) else { continue };
        let key = &near[mark + 1..];
        let begin = before.len() - near.len() + mark;
        let is_pair = matches!(piece[..begin].trim_ascii_end().last(), None | Some(b'{' | b','));
        let Ok(key) = core::str::from_utf8(key) else { continue };
        if is_pair && !key.is_empty() && !key.contains('\\') && !keys.iter().any(|known| known == key) {
            keys.push(key.to_owned());
        }
        if keys.len() > 200 {
            break;
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_what_is_damaged() {
        let keys = keys_of_damaged(br#"{"id": "75SUVA1", "body" :"at 3: \"so\": he said", "tags" [], "x":"#);
        assert_eq!(keys, ["id", "body", "x"]);
        assert!(keys_of_damaged(b"R 020315Z: \"SUVA\" : x").is_empty());
    }
}
