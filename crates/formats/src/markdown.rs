//! Texts that were retyped in Markdown: `**TAGS:** PREL`, `## Comment`, `1\\. (C)`. What the form added is left out, each mark an
//! edit (rules BLOG, N12, N129).

use core::ops::Range;

use telegram::{ElementKind, Sign, sign};

use crate::charset::Decoded;
use crate::source_map::{EditKind, MapBuilder};

/// So many lines must have a mark, a field of the header counts twice: one alone can be the author's.
const LEAST: usize = 2;

/// Tags of HTML that were left in a text.
const TAGS: [&str; 8] = ["<b>", "</b>", "<i>", "</i>", "<em>", "</em>", "<strong>", "</strong>"];

/// The text without the marks of Markdown; the `places`, in the order of the text, stay where they were in it.
pub(crate) fn plain(decoded: Decoded, places: &mut [Range<usize>]) -> Decoded {
    let escapes = escapes(&decoded.text);
    let decoded = leave_out(decoded, &escapes, EditKind::Escape, places);
    let marks = marks(&decoded.text);
    leave_out(decoded, &marks, EditKind::Emphasis, places)
}

/// The backslashes before the stop of a paragraph's number, `1\\.`.
fn escapes(text: &str) -> Vec<Range<usize>> {
    let is_escape = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let number = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
        number.len() < before.len()
            && before.len() - number.len() <= 3
            && (number.is_empty() || number.ends_with(['\n', '(']))
            && text.get(at + 1..).is_some_and(|rest| rest.starts_with(['.', ')']))
    };
    let backslashes = memchr::memchr_iter(b'\\', text.as_bytes());
    backslashes.filter(|&at| is_escape(at)).map(|at| at..at + 1).collect()
}

/// The marks of emphasis, of headings and of lists of fields, each sort where enough lines have it.
fn marks(text: &str) -> Vec<Range<usize>> {
    let has = |needle: &str| memchr::memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
    let (has_bold, has_heading, has_tag) = (has("**"), has("\n#"), has("</"));
    let has_bullet = has("\n- ") || has("\n* ") || has("\n\u{2022} ");
    if !(has_bold || has_heading || has_tag || has_bullet) {
        return Vec::new();
    }
    let mut sorts: [Sort; 4] = Default::default();
    let [bold, heading, tags, fields] = &mut sorts;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if has_bold {
            let marks = bold_marks(line);
            // A field of the header has no mark of its own.
            bold.lines += usize::from(!marks.is_empty() && is_field(&line.replace("**", "")));
            bold.add(marks, at);
        }
        if has_heading {
            heading.add(heading_mark(line), at);
        }
        if has_tag {
            tags.add(tag_marks(line), at);
        }
        if has_bullet {
            fields.add(field_bullet(line), at);
        }
        at += line.len();
    }
    let mut marks: Vec<Range<usize>> =
        sorts.into_iter().filter(|sort| sort.lines >= LEAST).flat_map(|sort| sort.marks).collect();
    marks.sort_by_key(|mark| mark.start);
    marks
}

/// The marks of one sort, and how many lines have them.
#[derive(Default)]
struct Sort {
    lines: usize,
    marks: Vec<Range<usize>>,
}

impl Sort {
    fn add(&mut self, marks: Vec<Range<usize>>, at: usize) {
        self.lines += usize::from(!marks.is_empty());
        self.marks.extend(marks.into_iter().map(|mark| at + mark.start..at + mark.end));
    }
}

/// `**TAGS:** PREL`, `**1. (C)** The ferry`: pairs around words, without blanks inside them.
fn bold_marks(line: &str) -> Vec<Range<usize>> {
    const MARK: &str = "**";
    let is_alone = |at: usize| {
        let (before, after) = (line.get(..at).unwrap_or_default(), line.get(at + MARK.len()..).unwrap_or_default());
        !before.ends_with('*') && !after.starts_with('*')
    };
    let places: Vec<usize> =
        memchr::memmem::find_iter(line.as_bytes(), MARK.as_bytes()).filter(|&at| is_alone(at)).collect();
    let is_pair = |open: usize, close: usize| {
        let inner = line.get(open + MARK.len()..close).unwrap_or_default();
        !inner.is_empty() && inner.trim() == inner
    };
    let pairs = places.chunks_exact(2).filter_map(|pair| match *pair {
        [open, close] if is_pair(open, close) => Some([open, close]),
        _ => None,
    });
    pairs.flatten().map(|at| at..at + MARK.len()).collect()
}

/// `## Comment`
fn heading_mark(line: &str) -> Vec<Range<usize>> {
    const DEEPEST: usize = 6;
    let depth = line.bytes().take_while(|&byte| byte == b'#').count();
    let rest = line.get(depth..).and_then(|rest| rest.strip_prefix(' ')).unwrap_or_default();
    let is_heading = (1..=DEEPEST).contains(&depth)
        && rest.starts_with(|first: char| first.is_alphanumeric() || matches!(first, '(' | '*'));
    if is_heading { core::iter::once(0..depth + 1).collect() } else { Vec::new() }
}

/// Tags of HTML that only set a letter.
fn tag_marks(line: &str) -> Vec<Range<usize>> {
    let opened = memchr::memchr_iter(b'<', line.as_bytes());
    let tag_at = |at: usize| {
        let rest = line.get(at..)?;
        let tag = TAGS.iter().find(|tag| rest.get(..tag.len()).is_some_and(|own| own.eq_ignore_ascii_case(tag)))?;
        Some(at..at + tag.len())
    };
    opened.filter_map(tag_at).collect()
}

/// `- TAGS: PREL`: the bullet of a list of which a field of the header is an entry.
fn field_bullet(line: &str) -> Vec<Range<usize>> {
    let Some(rest) = ["- ", "* ", "\u{2022} "].iter().find_map(|bullet| line.strip_prefix(bullet)) else {
        return Vec::new();
    };
    let bullet = 0..line.len() - rest.len();
    let bare = rest.replace("**", "");
    if is_field(&bare) { core::iter::once(bullet).collect() } else { Vec::new() }
}

/// Whether the line begins with the label of a field of the header.
fn is_field(line: &str) -> bool {
    matches!(
        sign(line.trim()),
        Some(Sign::Field(
            ElementKind::Tags | ElementKind::Subject | ElementKind::ExecutiveOrder | ElementKind::References,
            _
        ))
    )
}

/// The text without the stretches, in its order; each is an edit.
fn leave_out(decoded: Decoded, stretches: &[Range<usize>], kind: EditKind, places: &mut [Range<usize>]) -> Decoded {
    if stretches.is_empty() {
        return decoded;
    }
    let text = decoded.text.as_str();
    let mut builder = MapBuilder::over(&decoded.map);
    let mut from = 0;
    // How much was left out before the end of each stretch.
    let mut gone = Vec::with_capacity(stretches.len());
    let mut sum = 0;
    for stretch in stretches {
        builder.copy(text.get(from..stretch.start).unwrap_or_default(), from);
        let here = builder.len();
        builder.edit(kind, here, stretch.clone());
        from = stretch.end;
        sum += stretch.len();
        gone.push(sum);
    }
    builder.copy(text.get(from..).unwrap_or_default(), from);
    let moved = |at: usize| {
        let before = stretches.partition_point(|stretch| stretch.end <= at);
        at - before.checked_sub(1).and_then(|last| gone.get(last)).copied().unwrap_or(0)
    };
    for place in places {
        *place = moved(place.start)..moved(place.end);
    }
    let (text, map) = builder.finish_over(&decoded.map);
    Decoded { text, map }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, usize) {
        let found = plain(crate::decode(text.as_bytes()), &mut []);
        (found.text, found.map.edits().len())
    }

    #[test]
    fn escaped_numbers() {
        assert_eq!(read("1\\. One.\n12\\) Two C:\\. three.\n"), ("1. One.\n12) Two C:\\. three.\n".to_owned(), 2));
    }

    #[test]
    fn marks_are_left_out() {
        let text = "**TAGS:** PREL\n**1. (C)** The ferry, ** a star **\n***SIPDIS***\n";
        assert_eq!(read(text).0, "TAGS: PREL\n1. (C) The ferry, ** a star **\n***SIPDIS***\n");
        assert_eq!(read("x\n## Comment\n## (C) The Yard\n#0617\n").0, "x\nComment\n(C) The Yard\n#0617\n");
        assert_eq!(read("<b>1.</b> One\n<B>2.</B> a < b\n").0, "1. One\n2. a < b\n");
        assert_eq!(
            read("x\n- **TAGS:** PREL\n- **SUBJECT:** A ROPE\n- a rope\n").0,
            "x\nTAGS: PREL\nSUBJECT: A ROPE\n- a rope\n"
        );
    }

    #[test]
    fn one_mark_is_the_authors() {
        for text in ["**The Yard**\n1. One.\n", "x\n# 1\n", "a </b> c\n", "x\n- TAGS: PREL\n- a rope\n"] {
            assert_eq!(read(text), (text.to_owned(), 0));
        }
    }

    #[test]
    fn places_stay() {
        let mut places = [0..15, 15..30];
        let text = "**TAGS:** PREL\n**SUBJECT:** X\n";
        let found = plain(crate::decode(text.as_bytes()), &mut places);
        assert_eq!(places.map(|place| found.text[place].to_owned()), ["TAGS: PREL\n", "SUBJECT: X\n"]);
    }
}
