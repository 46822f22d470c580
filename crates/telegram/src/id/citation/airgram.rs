//! Numbers of airgrams: `A-50` (rules N121, N188).

use crate::id::token::Token;
use crate::posts;

/// Where the number of an airgram begins: after `A-`, `A`, `CA-`.
pub(crate) fn airgram(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut begin = at;
    // `EMBASSY AIRGRAM A-17`
    if tokens.get(begin)?.says_any(&["EMBASSY", "OUR"])
        && tokens.get(begin + 1).is_some_and(|next| next.says_any(&["AIRGRAM", "AIRGRAMS"]))
    {
        begin += 1;
    }
    if tokens.get(begin)?.says_any(&["AIRGRAM", "AIRGRAMS"]) {
        begin += 1;
        if tokens.get(begin).is_some_and(|token| token.says_any(&["NO", "NUMBER"])) {
            begin += 1;
        }
        begin += usize::from(tokens.get(begin).is_some_and(|token| token.is_any(".-#")));
        if tokens.get(begin)?.is_number() {
            return Some(begin);
        }
    }
    let letter = tokens.get(begin).filter(|token| token.says("A"))?;
    let next = tokens.get(begin + 1)?;
    if next.is_number() && next.glued {
        return Some(begin + 1);
    }
    // `A-50`; `A - 617` with blanks is a letter before an entry.
    let hyphen = next.is_any("-–‐‑") && (next.glued || !letter.line_start);
    let number = tokens.get(begin + 2).filter(|token| token.is_number())?;
    // `A- 05 SUVA 617`: the letter of an entry, and its year.
    if !number.glued && number.text.len() == 2 && tokens.get(begin + 3).is_some_and(|next| posts::may_begin(next.text))
    {
        return None;
    }
    (hyphen && (next.glued || number.glued)).then_some(begin + 2)
}
