//! Where one entry ends and another begins without a letter: after commas, `AND`, blanks (N109, N114, N115, N191).

use crate::ReferenceKind;
use crate::id::citation::{self, unlisted};
use crate::id::token::TokenKind;

use super::super::words::{is_reference_word, is_remark};
use super::super::{kind, label};
use super::{Segmenter, Token};

/// For each token the first one from it on that is no separator.
pub(super) fn after_separators(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut after: Vec<usize> = (0..tokens.len()).collect();
    let mut next = tokens.len();
    for (at, place) in after.iter_mut().enumerate().rev() {
        if !is_separator(tokens, at) {
            next = at;
        }
        *place = next;
    }
    after
}

/// Whether the token is a mark, `AND`, or a word that only says "reference" between entries.
fn is_separator(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let next = tokens.get(at + 1);
    if token.kind == TokenKind::Mark {
        let begins_label = token.is_any("([{") && label::form(tokens, at).is_some();
        let before_number = token.is_any("'’‘([") && next.is_some_and(Token::is_number);
        return !begins_label && !before_number && !token.is_any("\"“");
    }
    let as_well = token.says_any(&["AS", "WELL"]) && next.is_some_and(|next| next.says_any(&["WELL", "AS"]))
        || token.says("AS")
            && at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|word| word.says("WELL"));
    as_well
        || token.says_any(&["AND", "ALSO", "INCLUDING", "PLUS", "VS", "VERSUS"])
        || is_reference_word(token) && next.is_some()
}

impl Segmenter<'_, '_> {
    /// Whether a citation follows at `at` after a separator, or after a blank where no title has begun (N191).
    pub(super) fn separated_citation(&self, at: usize, title: bool) -> bool {
        let token = &self.tokens[at];
        let as_well = token.says("AS") && self.tokens.get(at + 1).is_some_and(|next| next.says("WELL"));
        let previous = self.tokens.get(at + 1).is_some_and(|next| next.says_any(&["PREVIOUS", "PREV", "PREVS"]));
        let separator = as_well
            || token.is_any(",:&")
            || token.says_any(&["INCLUDING", "PLUS", "VS", "VERSUS"])
            || token.says("AND") && !previous
            || (token.is_any("./") && !title);
        if separator {
            let next = self.skip_separators(at);
            return next < self.tokens.len()
                && (self.reads_citation(next) || citation::airgram(self.tokens, next).is_some())
                && !(title && self.last.is_some() && token.is(":"));
        }
        // `SUVA 617 NOTAL APIA 42`, `622 (NOTAL) AND APIA 42`: a caption belongs to what stands before it.
        let caption = token.says_any(&["NOTAL", "EXDIS", "NODIS", "LIMDIS", "STADIS"])
            || token.is_any("([") && !self.tokens.get(at + 1).is_some_and(|next| next.is_number() || next.is_any("'’"));
        !title && !caption && !token.glued && self.reads_citation(at)
    }

    /// Whether, after a separator, something of another kind begins: `SUVA 617 AND ROE-DOE E-MAIL OF JUNE 3`.
    pub(super) fn separated_kind(&self, at: usize, title: bool) -> bool {
        if title || !(self.tokens[at].says("AND") || self.tokens[at].is(",") && self.last.is_none()) {
            return false;
        }
        let next = self.skip_separators(at);
        let Some(word) = self.tokens.get(next).filter(|token| token.is_word() && !is_remark(token)) else {
            return false;
        };
        let rest = &self.tokens[next..self.tokens.len().min(next + 12)];
        let end = rest.iter().position(|token| token.is_any(",;(")).unwrap_or(rest.len());
        let kind = kind::of_line(&rest[..end]);
        // `SUVA 617, USCINCPAC 020415Z APR 05`: a sender before its date-time group, not the time of the entry itself.
        let message = kind == Some(ReferenceKind::Telegram)
            && word.text.len() >= 3
            && !word.says_any(&["DTG", "DTD", "DATED", "ZULU"])
            && citation::month(word.text).is_none();
        !word.says_any(&["ALL", "OTHERS"])
            && (message
                || self.is_other_series(next)
                || matches!(
                    kind,
                    Some(ReferenceKind::Email | ReferenceKind::Phone | ReferenceKind::Fax | ReferenceKind::Memo)
                ))
    }

    /// `POLTO 441`, `DEPCIRTEL 12`, `73 LEVUKA 46`, `LEVUKA 46 OF 1973`: words in capitals that are no known post and a
    /// number, and nothing else before the next separator.
    pub(super) fn is_other_series(&self, at: usize) -> bool {
        let Some((citation, name)) = unlisted::read(self.tokens, at, self.scope) else { return false };
        let first = &self.tokens[citation.core];
        let ends = |next: &Token<'_>| next.is_any(",;(.") || next.says("AND") || next.line_start || is_remark(next);
        name.len() >= 4
            && citation.numbers.first().is_some_and(|cited| cited.number.digits >= 2)
            && !is_remark(first)
            && !is_reference_word(first)
            && self.tokens.get(citation.tokens.1).is_none_or(ends)
    }
}
