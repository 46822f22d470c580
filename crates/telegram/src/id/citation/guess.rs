//! A post whose name is misprinted, before a number (rules N111, N112, N186; 8.5).

use super::Scope;
use super::post::{PostRead, Spelling, Words, is_no_post, kind, over_marks};
use crate::id::number;
use crate::id::token::Token;
use crate::posts::{self, Post};
use crate::spelling;

/// So many tokens are looked at for a name with figures in it.
const NAME_TOKENS: usize = 12;

/// `B0GOTA 96`, `P0RT AU PR1NCE 12`: figures typed or scanned for letters. Only where the name is right with the letters
/// that they look like, and a number follows; where nothing is to be guessed, only in the first word.
pub(super) fn with_figures(tokens: &[Token<'_>], at: usize, scope: Scope<'_>) -> Option<PostRead> {
    let (first, second) = (tokens.get(at)?, tokens.get(at + 1)?);
    let spoiled = if first.is_number() { is_look_alike(first) && second.is_word() } else { is_look_alike(second) };
    let may_be = spoiled && second.glued || scope.guess && first.is_word();
    if !may_be {
        return None;
    }
    let mut name = String::new();
    let mut figures = false;
    let mut wrapped = false;
    let mut found = None;
    let mut end = at;
    while let Some(token) = tokens.get(end).filter(|_| end - at < NAME_TOKENS) {
        let goes_on = |token: &Token<'_>| token.glued && (token.is_word() || is_look_alike(token));
        if let Some(word) = over_marks(tokens, end).filter(|_| end > at) {
            end = word;
            continue;
        }
        let inside = is_look_alike(token) && (token.glued && end > at || tokens.get(end + 1).is_some_and(goes_on));
        if !token.is_word() && !inside {
            break;
        }
        figures |= inside;
        wrapped |= token.line_start && end > at;
        name.push_str(token.text);
        end += 1;
        if figures
            && !tokens.get(end).is_some_and(goes_on)
            && let Some(post) = read_as_letters(&name)
            && number::read(tokens, super::skip_between(tokens, end, &mut false), 5).is_some()
        {
            found = Some(PostRead {
                key: post.series(),
                found: kind(post, Spelling::Misspelt),
                end,
                number_at: None,
                airgram: false,
                wrapped,
            });
        }
    }
    found
}

/// Whether the token is a figure or two that look like letters.
fn is_look_alike(token: &Token<'_>) -> bool {
    token.is_number() && token.text.len() <= 2 && token.text.bytes().all(|byte| matches!(byte, b'0' | b'1' | b'5'))
}

/// The post that a name with figures in it means: zero is O, one I or L, five S.
fn read_as_letters(name: &str) -> Option<&'static Post> {
    let name = name.replace('0', "O").replace('5', "S");
    let read = |one: &str| posts::find(&name.replace('1', one)).filter(|post| post.kind.numbers_telegrams());
    read("I").or_else(|| read("L"))
}

/// `SATE 301115`: no other post's numbers have six figures, so a word near to `STATE` is it.
fn department(key: &str, number: &Token<'_>) -> Option<&'static Post> {
    let six = number.is_number() && number.text.len() == 6 && !number.text.starts_with('0');
    (six && key.len() >= 3 && spelling::distance(key, "STATE", 1).is_some()).then(|| posts::find_key("STATE"))?
}

/// A misspelt or shortened name before a number.
pub(super) fn guess(tokens: &[Token<'_>], words: &Words<'_>, from: usize, scope: Scope<'_>) -> Option<PostRead> {
    let mut run = words.read_words().get(from..)?;
    // `BOGTA TELEGRAM 96`
    while let [name @ .., (word, ..)] = run
        && !name.is_empty()
        && super::adds_nothing_between(word)
    {
        run = name;
    }
    let &(last, end, _) = run.last()?;
    // `P-AU-P`: initials with marks between are one word; `AU` stands for no month there.
    let parted = run.len() > 1 && run.windows(2).all(|pair| matches!(pair, [first, next] if next.1 > first.1 + 1));
    let mut key = String::new();
    run.iter().for_each(|(word, ..)| word.chars().take(40).for_each(|c| posts::push_letter(&mut key, c)));
    let is_short = |word: &str| word.len() == 1 || posts::is_small_word(word);
    let is_initials = parted && run.iter().all(|(word, ..)| is_short(word)) && key.len() > 2;
    if run.len() > 4 || !is_initials && run.iter().any(|&(word, _, _)| is_no_post(word)) {
        return None;
    }
    let mut dropped = false;
    let number = super::skip_between(tokens, end, &mut dropped);
    let number_token = tokens.get(number)?;
    let brackets = number_token.is_any("([") && tokens.get(number + 1).is_some_and(Token::is_number);
    if !number_token.is_number() && !number_token.says("O") && !brackets {
        return None;
    }
    let read = |post: &'static Post, spelling, number_at| PostRead {
        key: post.series(),
        found: kind(post, spelling),
        end,
        number_at,
        airgram: false,
        wrapped: run.iter().skip(1).any(|&(_, _, new_line)| new_line),
    };
    // `SUVAO617`: the letters at the end are figures.
    if number_token.glued && last.ends_with(['O', 'I', 'o', 'l']) {
        let name = key.trim_end_matches(['O', 'I', 'L']);
        if let Some(post) = posts::find_key(name).filter(|_| key.len() - name.len() <= 2) {
            return Some(read(post, Spelling::Exact, Some(end)));
        }
    }
    let year = scope.open_in;
    // `BANGKOKA50`: the letter of the airgrams, which ended in 1991; a slip of the pen later.
    if number_token.glued
        && year.is_none_or(|year| year <= 1991)
        && let Some(post) = key.strip_suffix('A').and_then(posts::find_key)
    {
        return Some(PostRead { airgram: true, ..read(post, Spelling::Exact, None) });
    }
    if run.len() == 1 && (5..=6).contains(&key.len()) {
        let stations = posts::find_station(&key, year.unwrap_or(1976));
        if let [post] = stations.as_slice() {
            return Some(read(post, Spelling::Station, None));
        }
    }
    if let Some(post) = posts::similar(&key, year).or_else(|| department(&key, number_token)) {
        return Some(read(post, Spelling::Misspelt, None));
    }
    let year = year?;
    let plain: Vec<&str> = if is_initials { vec![&key] } else { run.iter().map(|&(word, ..)| word).collect() };
    if let Some((how, post)) = posts::abbreviated(&plain, year) {
        return Some(read(post, Spelling::Shortened(how), None));
    }
    posts::by_territory(&plain.join(" "), year).map(|post| read(post, Spelling::Country, None))
}
