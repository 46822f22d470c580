//! Texts that were quoted with a mark at each line: `> UNCLAS SUVA 000617`
//! (rule BLOG).

use core::ops::Range;

use crate::charset::Decoded;
use crate::source_map::{EditKind, MapBuilder};

/// So many lines in a row have the mark.
const LEAST: usize = 5;

/// The text without the marks of quotation; each one left out is an edit. The `places`, in the order of the text, stay
/// where they were in it.
pub(crate) fn unquote(decoded: Decoded, places: &mut [Range<usize>]) -> Decoded {
    let text = decoded.text.as_str();
    if memchr::memmem::find(text.as_bytes(), b"\n>").is_none() {
        return decoded;
    }
    let mut builder = MapBuilder::over(&decoded.map);
    let mut run: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start_matches([' ', '\t']).starts_with('>') {
            run.push((at, line));
        } else {
            write(&mut builder, &run);
            run.clear();
            builder.copy(line, at);
        }
        at += line.len();
    }
    write(&mut builder, &run);
    move_places(&builder, places);
    let (text, map) = builder.finish_over(&decoded.map);
    Decoded { text, map }
}

/// Gives the places what they are without the marks.
fn move_places(builder: &MapBuilder, places: &mut [Range<usize>]) {
    let mut left_out = 0;
    let mut edits = builder.edits().iter().map(|edit| edit.bytes.clone()).peekable();
    let mut moved = |at: usize| {
        while let Some(marks) = edits.next_if(|marks| marks.end <= at) {
            left_out += marks.len();
        }
        at.saturating_sub(left_out)
    };
    for place in places {
        *place = moved(place.start)..moved(place.end);
    }
}

fn write(builder: &mut MapBuilder, run: &[(usize, &str)]) {
    for (at, line) in run {
        let mut marks = if run.len() < LEAST { 0 } else { marks(line) };
        // The blank after the mark belongs to it.
        marks += usize::from(marks > 0 && line[marks..].starts_with(' '));
        if marks > 0 {
            let here = builder.len();
            builder.edit(EditKind::QuotationMark, here, *at..at + marks);
        }
        builder.copy(&line[marks..], at + marks);
    }
}

/// The length of `>`, `>>`, `> >` at the start of a line.
fn marks(line: &str) -> usize {
    let length = line.bytes().take_while(|byte| matches!(byte, b'>' | b' ' | b'\t')).count();
    line[..length].rfind('>').map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use telegram::Span;

    #[test]
    fn marks_are_left_out() {
        let text = "He wrote:\n> A\n>\n> > B\n>  C\n>D\nend > of\n> one\n";
        let unquoted = unquote(crate::decode(text.as_bytes()), &mut []);
        assert_eq!(unquoted.text, "He wrote:\nA\n\nB\n C\nD\nend > of\n> one\n");
        assert_eq!(unquoted.map.edits().len(), 5);
        let at = unquoted.text.find('B').unwrap() as u32;
        assert_eq!(&text[unquoted.map.bytes(Span::new(at, at + 1))], "B");
    }
}
