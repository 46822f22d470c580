//! The tags and texts of a page with their places.
//!
//! An own tokenizer, because each text needs its place and a page is read as fast as its bytes are looked at. It follows
//! the tokenizer of HTML where that keeps the page's words; what is never closed (a comment, a quoted value, a `<script>`)
//! takes no words with it, as it would there.

use core::cell::OnceCell;
use core::ops::Range;

use memchr::{memchr, memchr3, memmem, memrchr2};

use super::names::{self, Closed};
use super::tag::{Effect, Tag};

/// Something in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event {
    /// A tag opens here.
    Open(Tag, Range<usize>),
    /// A tag is closed here.
    Close(Tag),
    /// Text, with entities.
    Text(Range<usize>),
    /// The text of the page's `<title>`, with entities.
    Title(Range<usize>),
}

impl Event {
    fn moved(self, by: usize) -> Self {
        let moved = |place: Range<usize>| place.start + by..place.end + by;
        match self {
            Self::Open(tag, place) => Self::Open(tag, moved(place)),
            Self::Close(tag) => Self::Close(tag),
            Self::Text(place) => Self::Text(moved(place)),
            Self::Title(place) => Self::Title(moved(place)),
        }
    }
}

/// All tags and texts of `page` in their order; tags that do nothing to the lines are left out.
pub(super) fn events(page: &str) -> impl Iterator<Item = Event> + '_ {
    tokens(page.as_bytes(), OnceCell::new())
}

/// Those of the next bytes from `at` on, as many as `length`: for a look ahead, which costs no more than that. A name is a
/// tag's there if the lists have it.
pub(super) fn ahead(page: &str, at: usize, length: usize) -> impl Iterator<Item = Event> + '_ {
    let end = page.floor_char_boundary(at.saturating_add(length));
    let part = page.get(at..end).unwrap_or_default();
    tokens(part.as_bytes(), OnceCell::from(Closed::default())).map(move |event| event.moved(at))
}

fn tokens(page: &[u8], closed: OnceCell<Closed>) -> Tokens<'_> {
    Tokens { page, at: 0, next: None, absent: Absent::default(), closed }
}

/// Whether a text that was read from a page has the markup of one: line breaks or ends of blocks, not only the names of tags
/// as below the form of a comment (`You may use <blockquote>`).
pub(super) fn stands_in(text: &str) -> bool {
    const ENOUGH: usize = 2;
    if memchr(b'<', text.as_bytes()).is_none() {
        return false;
    }
    let (mut tags, mut ends) = (0, 0);
    for event in events(text) {
        let is_end = match &event {
            Event::Open(tag, _) if tag.is_block() => false,
            Event::Open(tag, _) if tag.effect() == Effect::Break => true,
            Event::Close(tag) if tag.is_block() => true,
            _ => continue,
        };
        tags += 1;
        ends += usize::from(is_end);
        if tags >= ENOUGH && ends > 0 {
            return true;
        }
    }
    false
}

/// What stands nowhere in the rest of the page, so that it is looked for once.
#[derive(Default)]
struct Absent {
    single_quote: bool,
    double_quote: bool,
    comment_end: bool,
    /// A bit for each tag, by its place in the list.
    end_tags: u64,
}

struct Tokens<'a> {
    page: &'a [u8],
    at: usize,
    /// What follows what was handed out last.
    next: Option<Event>,
    absent: Absent,
    /// The names of the page's end tags; few pages have a name that asks for them.
    closed: OnceCell<Closed>,
}

impl Iterator for Tokens<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        if let Some(event) = self.next.take() {
            return Some(event);
        }
        loop {
            let start = self.at;
            let tag = self.find_tag();
            if start < tag {
                self.at = tag;
                return Some(Event::Text(start..tag));
            }
            if tag >= self.page.len() {
                return None;
            }
            if let Some(event) = self.tag() {
                return Some(event);
            }
        }
    }
}

impl Tokens<'_> {
    fn rest(&self, from: usize) -> &[u8] {
        self.page.get(from..).unwrap_or_default()
    }

    /// Where the next tag or comment begins; the end of the page where none does.
    fn find_tag(&self) -> usize {
        let is_tag = |rest: &[u8]| match rest {
            [b'/', letter, ..] => letter.is_ascii_alphabetic(),
            [letter, ..] if letter.is_ascii_alphabetic() => self.is_markup(rest),
            [first, ..] => matches!(first, b'!' | b'?'),
            [] => false,
        };
        let mut at = self.at;
        while let Some(found) = memchr(b'<', self.rest(at)) {
            if is_tag(self.rest(at + found + 1)) {
                return at + found;
            }
            at += found + 1;
        }
        self.page.len()
    }

    /// Whether what follows `<` is the name of a tag and no word of the text.
    fn is_markup(&self, rest: &[u8]) -> bool {
        let (name, after) = rest.split_at(name_length(rest));
        let closed = || self.closed.get_or_init(|| Closed::of(self.page));
        Tag::of(name).is_some() || names::is_markup(name, after, closed)
    }

    /// Reads the tag or comment that begins here.
    fn tag(&mut self) -> Option<Event> {
        let start = self.at;
        if matches!(self.page.get(start + 1), Some(b'!' | b'?')) {
            self.at = self.comment_end(start);
            return None;
        }
        let is_end = self.page.get(start + 1) == Some(&b'/');
        let name_at = start + 1 + usize::from(is_end);
        let length = name_length(self.rest(name_at));
        let tag = Tag::of(self.page.get(name_at..name_at + length).unwrap_or_default());
        let Some(end) = self.tag_end(name_at + length) else {
            self.at = self.page.len();
            return Some(Event::Text(start..self.at));
        };
        self.at = end;
        let tag = tag?;
        let place = start..self.at;
        match tag.effect() {
            // `</br>` breaks the line too.
            Effect::Break => Some(Event::Open(tag, place)),
            Effect::Drop if is_end => None,
            Effect::Drop => {
                self.at = self.past_end_tag(tag).map_or(self.at, |(_, after)| after);
                None
            }
            _ if is_end => Some(Event::Close(tag)),
            Effect::Title => {
                let (end, after) = self.past_end_tag(tag)?;
                let text = core::mem::replace(&mut self.at, after)..end;
                Some(Event::Title(text))
            }
            _ => {
                self.next = self.closes_itself(&place).then_some(Event::Close(tag));
                Some(Event::Open(tag, place))
            }
        }
    }

    /// Where the tag ends whose name ends at `from`: after the first `>` that stands in no quoted value.
    fn tag_end(&mut self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            let rest = self.rest(at);
            let found = memchr3(b'>', b'"', b'\'', rest)?;
            let (sign, here) = (rest.get(found).copied(), at + found);
            at = here + 1;
            let absent = match sign {
                Some(b'"') => &mut self.absent.double_quote,
                Some(b'\'') => &mut self.absent.single_quote,
                _ => return Some(at),
            };
            // A quote that does not follow the sign of a value opens none.
            let before = self.page.get(from..here).unwrap_or_default().trim_ascii_end();
            if *absent || before.last() != Some(&b'=') {
                continue;
            }
            match memchr(sign.unwrap_or_default(), self.page.get(at..).unwrap_or_default()) {
                Some(closed) => at += closed + 1,
                None => *absent = true,
            }
        }
    }

    /// Where the comment or declaration ends; one that is never closed ends with its first `>`.
    fn comment_end(&mut self, start: usize) -> usize {
        let body = self.rest(start + 2);
        if body.starts_with(b"--") && !body.starts_with(b"-->") && !self.absent.comment_end {
            match memmem::find(self.rest(start + 4), b"-->") {
                Some(found) => return start + 4 + found + 3,
                None => self.absent.comment_end = true,
            }
        }
        memchr(b'>', self.rest(start)).map_or(self.page.len(), |found| start + found + 1)
    }

    /// Where the next end tag of this name begins and ends; `None` where it is never closed.
    fn past_end_tag(&mut self, tag: Tag) -> Option<(usize, usize)> {
        let bit = 1 << tag.index();
        if self.absent.end_tags & bit != 0 {
            return None;
        }
        let name = tag.name().as_bytes();
        let is_end = |at: &usize| {
            let after = self.rest(at + 2);
            after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
                && after.get(name.len()).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
        };
        let found = memmem::find_iter(self.rest(self.at), b"</").map(|found| self.at + found).find(is_end);
        match found {
            Some(at) => Some((at, self.tag_end(at + 2 + name.len()).unwrap_or(self.page.len()))),
            None => {
                self.absent.end_tags |= bit;
                None
            }
        }
    }

    /// `<a name="par1"/>`, as XHTML writes what is empty; the stroke of `<a href=/x/>` is its value's.
    fn closes_itself(&self, place: &Range<usize>) -> bool {
        let tag = self.page.get(place.clone()).unwrap_or_default();
        let Some(before) = tag.strip_suffix(b"/>") else { return false };
        let is_value = memrchr2(b'=', b' ', before).is_some_and(|at| before.get(at) == Some(&b'='));
        !is_value || before.ends_with(b"\"") || before.ends_with(b"'")
    }
}

/// How long the name of a tag is that begins here.
fn name_length(rest: &[u8]) -> usize {
    let is_name = |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'<');
    rest.iter().take_while(|byte| is_name(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tags as `<name>`, texts as they are.
    fn shown(page: &str) -> String {
        let show = |event| match event {
            Event::Open(tag, place) => format!("<{}:{}>", tag.name(), place.len()),
            Event::Close(tag) => format!("</{}>", tag.name()),
            Event::Text(place) => page[place].to_owned(),
            Event::Title(place) => format!("[{}]", &page[place]),
        };
        events(page).map(show).collect()
    }

    #[test]
    fn tags_and_texts() {
        for (page, expected) in [
            ("<P CLASS=x>A <b>B</b></P>C", "<p:11>A B</p>C"),
            ("A < B <3 C> D <", "A < B <3 C> D <"),
            ("<a title='x>y' href=\"z>\">A</a>", "<a:25>A</a>"),
            ("<a title=x'y>A</a>", "<a:13>A</a>"),
            ("<td nowrap\">A", "<td:12>A"),
            ("<a name=\"par1\"/>A<a href=/x/>B", "<a:16></a>A<a:12>B"),
            ("A<br/>B<br>C</br>D", "A<br:5>B<br:4>C<br:5>D"),
            ("<script>if (a<b) '</p>'</SCRIPT >A<style>p{}</style>", "A"),
            ("<title>A<b> &amp; B</title>C", "[A<b> &amp; B]C"),
            ("A<!-- <p> > -->B<!doctype html>C<!-->D<?xml a?>E", "ABCDE"),
            ("<select><option>A</select>B", "B"),
            ("<SUVA> <NAME REDACTED> <roe@example.org> <C>", "<SUVA> <NAME REDACTED> <roe@example.org> <C>"),
            ("<x-menu>A</x-menu><o:p>B</o:p>", "AB"),
        ] {
            assert_eq!(shown(page), expected, "{page}");
        }
    }

    #[test]
    fn escaped_markup() {
        for text in ["<p>A</p>", "A<br>\nB<br />C", "<pre>A\n</pre>", "A</td><td>B"] {
            assert!(stands_in(text), "{text}");
        }
        for text in ["A", "<NAME> <C> A", "You may use <b> <blockquote> <p>", "ENDS WITH <BR> OR NOT", "<b>A</b>"] {
            assert!(!stands_in(text), "{text}");
        }
    }

    #[test]
    fn what_is_never_closed_takes_no_words() {
        for (page, expected) in [
            ("<!-- A> B <p>C", " B <p:3>C"),
            ("<a href=\"x>A</a>B", "<a:11>A</a>B"),
            ("<iframe src=x>A<p>B", "A<p:3>B"),
            ("<title>A<p>B", "A<p:3>B"),
            ("<noframes><p>A</noframes>", "<p:3>A"),
            ("A<td", "A<td"),
        ] {
            assert_eq!(shown(page), expected, "{page}");
        }
    }
}
