//! The REF line: entries, their letters, what each refers to (rule REF; irregularities N100-N124, N177-N194,
//! N202-N205).
//!
//! The lines are cut into tokens, the tokens into entries ([`segment`]) by letters, separators and the citations
//! themselves, and each entry is read ([`entry`]) with the one grammar of citations that reference ids have too
//! ([`crate::id::citation`]). Nothing is forced into an id: what is no telegram keeps its text and gets a kind.

mod end;
mod entry;
mod kind;
mod label;
mod letters;
mod mentions;
mod outside;
mod own_header;
mod segment;
mod settle;
mod whole_list;
mod words;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::id::citation::{Found, PostRead, month};
use crate::id::token::{Token, push_tokens};
use crate::id::year::{When, WrittenYear};
use crate::id::{CanonicalId, ReferenceId};
use crate::posts;
use crate::text::Line;
use crate::{Addressee, Diagnostic, Reference, ReferenceKind};

pub(crate) use letters::ref_letters;
pub(crate) use mentions::mentions;
pub use outside::{CitedBy, cited_in_list, cited_in_text};
pub(crate) use whole_list::{is_long_list, is_whole_list};

/// What is known of the telegram whose references are read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Citing<'a> {
    /// Its id, if the header gave one.
    pub(crate) id: Option<&'a ReferenceId>,
    /// Its date.
    pub(crate) date: Option<Date>,
    /// The key of the sending post.
    pub(crate) post: Option<&'a str>,
    /// Whom it is sent to.
    pub(crate) addressees: [&'a [Addressee]; 2],
    /// The keys of posts among them that no table has, once that was asked.
    pub(crate) named: OnceCell<HashSet<String>>,
}

impl<'a> Citing<'a> {
    fn when(&self) -> When<'a> {
        When::new(self.id, self.date)
    }

    /// Whether the addresses of the telegram name a post of this key that no table has.
    fn names(&self, key: &str) -> bool {
        let named = || {
            let addressees = self.addressees.iter().copied().flatten();
            addressees.filter_map(|addressee| posts::unlisted_of_plad(&addressee.name)).collect()
        };
        self.own_post() == Some(key) || self.named.get_or_init(named).contains(key)
    }

    /// The post whose number is meant where none is named.
    fn own_post(&self) -> Option<&'a str> {
        self.post.or(self.id.map(|id| id.post.as_str()))
    }

    /// The post that alone is to act on the telegram.
    fn addressee(&self) -> Option<&'static str> {
        let [[only], _] = self.addressees else { return None };
        posts::post_of_plad(&only.name)
    }

    /// The key of the post whose number a citation gives; `None` where that is not known.
    fn meant(&self, post: &PostRead) -> Option<&'a str> {
        match post.found {
            Found::Post(_) | Found::OtherAgency => Some(post.key),
            Found::Own => self.own_post(),
            Found::Addressee => self.addressee(),
            Found::Mission => match self.own_post() {
                Some("STATE") => self.addressee().filter(|post| *post != "STATE"),
                own => own,
            },
        }
    }
}

/// Reads the entries of a REF block.
///
/// `lines` are the lines of the field without its label, page banners and section marks. What follows the list by mistake
/// (a classified-by line, the first paragraph; N123) ends it. Spans point into the source that the lines are of.
pub(crate) fn parse(lines: &[Line<'_>], citing: &Citing<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Reference> {
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(lines.len() * 12);
    for line in lines {
        push_tokens(&mut tokens, line.text, line.at);
    }
    drop_paragraph_signs(&mut tokens);
    let dropped = own_header::drop(&mut tokens, citing, diagnostics);
    let mut entries = segment::segment(&tokens, citing, diagnostics);
    label::restore_order(&mut entries, &tokens, diagnostics);
    let mut references = entry::references(&entries, &tokens, citing, diagnostics);
    if dropped == own_header::Dropped::Header {
        drop_repeated(&mut references);
    }
    references
}

/// Drops entries that are the same as earlier ones: with the header the list was repeated.
fn drop_repeated(references: &mut Vec<Reference>) {
    let mut seen: HashMap<CanonicalId, Option<String>> = HashMap::new();
    references.retain(|reference| {
        let Some(id) = reference.id.clone() else { return true };
        match seen.get(&id) {
            Some(letter) => reference.letter.is_some() && reference.letter != *letter,
            None => seen.insert(id, reference.letter.clone()).is_none(),
        }
    });
}

/// `¶B. APIA 42`: copies from web pages have the sign of a paragraph before a letter too (rule PAGE).
fn drop_paragraph_signs(tokens: &mut Vec<Token<'_>>) {
    let signs: Vec<usize> = (0..tokens.len())
        .filter(|&at| {
            tokens[at].is("¶") && tokens.get(at + 1).is_some_and(|next| next.letter().is_some() && next.glued)
        })
        .collect();
    for &at in &signs {
        let (line_start, glued) = (tokens[at].line_start, tokens[at].glued);
        tokens[at + 1].line_start = line_start;
        tokens[at + 1].glued = glued;
    }
    if !signs.is_empty() {
        let mut at = 0;
        tokens.retain(|token| {
            at += 1;
            !(token.is("¶") && signs.binary_search(&(at - 1)).is_ok())
        });
    }
}

/// Whether a line looks like an entry of a REF list: a letter before something, or a post with a number.
///
/// For the question whether a line after a blank one still belongs to the block (N192).
pub(crate) fn looks_like_entry(line: &str) -> bool {
    let line = line.strip_prefix('¶').filter(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase())).unwrap_or(line);
    let mut tokens = Vec::new();
    let end = line.char_indices().map(|(at, _)| at).find(|&at| at >= 200).unwrap_or(line.len());
    push_tokens(&mut tokens, &line[..end], 0);
    if end::ends_list(&tokens, 0) {
        return false;
    }
    let scope = segment::strict(When::default());
    let mut begin = label::any(&tokens, 0).unwrap_or(0);
    // `B) B. SUVA 617`: the letter doubled (N177).
    if begin > 0
        && let (Some(first), Some(second)) = (label::form(&tokens, 0), label::form(&tokens, begin))
        && first.letter == second.letter
        && second.marked
    {
        begin = second.end;
    }
    // `1. See Suva 617.`: a paragraph.
    if tokens.first().is_some_and(Token::is_number)
        && tokens.iter().skip(1).find(|token| token.is_word()).is_some_and(|word| word.says("SEE"))
    {
        return false;
    }
    // `B. [SUVA 617]`
    if begin > 0 && tokens.get(begin).is_some_and(|token| token.is("[")) {
        begin += 1;
    }
    // `1) SUVA 617`: a list numbered instead of lettered; a paragraph is longer.
    if let Some(figure) = label::form(&tokens, 0).filter(|label| begin == 0 && label.marked && label.end < 5)
        && tokens.len() <= figure.end + 14
        && tokens[0].line_start
    {
        return crate::id::citation::read(&tokens, figure.end, scope).is_some()
            || kind::of(tokens.get(figure.end..).unwrap_or_default()).is_some();
    }
    let cited = crate::id::citation::read(&tokens, begin, scope).is_some_and(|citation| {
        // `Paris 12 officials`: in running text a short number proves nothing, a letter or `04` before it does.
        let year = matches!(citation.year, Some(WrittenYear::Short(_)));
        begin > 0 || year || citation.numbers.iter().any(|cited| cited.number.digits >= 3)
    });
    let letter_alone = begin > 0 && tokens.len() <= begin + 12;
    // What no paragraph begins with, however long the line goes on.
    let near = tokens.get(begin..tokens.len().min(begin + 8)).unwrap_or_default();
    let sure = begin > 0
        && matches!(
            kind::of(near),
            Some(ReferenceKind::Web | ReferenceKind::Email | ReferenceKind::Phone | ReferenceKind::Fax)
        );
    cited || sure || (letter_alone && (kind::of(&tokens[begin..]).is_some() || names_post(&tokens[begin..])))
}

/// Whether the text, after a label of the field that lacks its colon, is an entry: a citation, also after a letter that
/// nothing marks (`A SUVA 617`).
pub(crate) fn is_entry(text: &str) -> bool {
    let mut tokens = Vec::with_capacity(24);
    push_tokens(&mut tokens, &text[..text.floor_char_boundary(100)], 0);
    let scope = segment::strict(When::default());
    let label = label::form(&tokens, 0);
    let begin = label.map_or(0, |label| label.end);
    // `A) PORT MORESBY TEL`: the number stands in the next line.
    if label.is_some_and(|label| label.marked) && tokens.get(begin..).is_some_and(names_post) {
        return true;
    }
    let cites = |at: usize| {
        crate::id::citation::read(&tokens, at, scope)
            .is_some_and(|citation| citation.numbers.iter().any(|cited| cited.number.digits >= 2))
    };
    cites(begin) || begin > 0 && cites(0)
}

/// Whether the list goes on from the line `last` to the line `next` over a blank one: an entry is folded between them
/// (`PORT` / blank / `MORESBY 42`), or a letter waits for its entry.
pub(crate) fn goes_on(last: &str, next: &str) -> bool {
    const REACH: usize = 60;
    let from = last.floor_char_boundary(last.len().saturating_sub(REACH));
    let to = next.floor_char_boundary(REACH);
    let mut tokens = Vec::with_capacity(24);
    push_tokens(&mut tokens, &last[from..], 0);
    let fold = tokens.len();
    push_tokens(&mut tokens, &next[..to], REACH as u32 * 2);
    if end::ends_list(&tokens, fold) {
        return false;
    }
    let scope = segment::strict(When::default());
    // The post here, its number there: after a whole entry a date would be that of the text.
    let folded = (fold.saturating_sub(5)..fold).any(|at| {
        (tokens[at].is_word() || tokens[at].is_number())
            && crate::id::citation::read(&tokens, at, scope).is_some_and(|read| {
                let first = read.numbers.first();
                !read.number_first && first.is_some_and(|cited| cited.number.tokens.0 >= fold)
            })
    });
    // `ROE-DOE E-MAIL OF` / blank / `JUNE 3`
    let dated = open_end(last) == Open::Surely && tokens.get(fold).is_some_and(|token| month(token.text).is_some());
    folded
        || dated
        || (tokens.get(fold - fold.min(1)).is_some_and(|token| token.is_any(",(&") || token.says("AND"))
            && looks_like_entry(next))
}

/// How far an entry is from its end where a line of the list ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Open {
    /// It may be complete.
    No,
    /// More is expected: a comma, a letter without its entry.
    Perhaps,
    /// It cannot be complete: inside brackets or a date.
    Surely,
}

/// Whether the entry at the end of the line `last` goes on in the next.
pub(crate) fn open_end(last: &str) -> Open {
    let from = last.floor_char_boundary(last.len().saturating_sub(60));
    let mut tokens = Vec::with_capacity(24);
    push_tokens(&mut tokens, &last[from..], 0);
    let Some(token) = tokens.last() else { return Open::No };
    let opened = tokens.iter().rposition(|token| token.is_any("(["));
    let closed = tokens.iter().rposition(|token| token.is_any(")]"));
    let inside = opened.is_some_and(|opened| closed.is_none_or(|closed| closed < opened) && opened + 1 < tokens.len());
    let waits = token.says_any(&["OF", "SECTION", "SECTIONS", "PARA", "PARAS", "DATED", "DTD"])
        || token.is_word() && token.text.len() >= 3 && month(token.text).is_some();
    if inside || waits {
        return Open::Surely;
    }
    let marks = tokens.iter().rev().take(3).take_while(|token| token.is_any(".):]-")).count();
    let letter = marks > 0
        && tokens
            .len()
            .checked_sub(marks + 1)
            .and_then(|at| tokens.get(at))
            .is_some_and(|token| token.letter().is_some());
    if letter || token.is_any(",;&(") || token.says("AND") { Open::Perhaps } else { Open::No }
}

/// Whether the line begins with a remark on the entry before, as `(SBU), (C) APIA 42` does.
pub(crate) fn begins_with_remark(line: &str) -> bool {
    let mut rest = line;
    // `(SBU) (NOTAL), B) APIA 42`
    for _ in 0..4 {
        let Some(end) = rest.bytes().take(24).position(|byte| byte == b')').filter(|_| rest.starts_with('(')) else {
            break;
        };
        rest = rest[end + 1..].trim_start();
        // `(SBU) (B)AMEMBASSY APIA`
        let mut tokens = Vec::with_capacity(8);
        push_tokens(&mut tokens, &rest[..rest.floor_char_boundary(24)], 0);
        if label::form(&tokens, 0).is_some_and(|label| label.marked) {
            return true;
        }
    }
    if rest.len() == line.len() {
        return false;
    }
    let rest = rest.strip_prefix("AND ").or_else(|| rest.strip_prefix("& ")).unwrap_or(rest);
    let mut tokens = Vec::with_capacity(8);
    push_tokens(&mut tokens, &rest[..rest.floor_char_boundary(24)], 0);
    rest.is_empty()
        || rest.starts_with([',', ';', '.'])
        || is_entry(rest)
        || label::form(&tokens, 0).is_some_and(|label| label.marked)
}

/// Whether the lines are a list of references without its label.
pub(crate) fn is_list<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut count = 0_usize;
    let mut lettered = false;
    for line in lines.filter(|line| !line.is_empty()) {
        if count >= 60 || line.len() > 80 || !looks_like_entry(line) {
            return false;
        }
        lettered |=
            line.starts_with(['(', '[']) || line.as_bytes().get(1).is_some_and(|b| matches!(b, b'.' | b')' | b':'));
        count += 1;
    }
    count > 1 || count == 1 && lettered
}

fn names_post(tokens: &[Token<'_>]) -> bool {
    let name = tokens.iter().take(12).take_while(|token| token.is_word() || token.glued && token.is_any("-'’."));
    let words: Vec<&str> = name.filter(|token| token.is_word()).map(|token| token.text).take(6).collect();
    posts::is_post_words(&words).is_some()
}

#[cfg(test)]
mod tests;
