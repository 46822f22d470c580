//! What an entry refers to that is not cited by post and number (N114, N115, N187).

use crate::ReferenceKind;
use crate::id::citation::month;
use crate::id::token::Token;

/// Words that tell the kind; the first in an entry decides, but a thing goes before the occasion (`memo of meeting`).
const WORDS: [(ReferenceKind, &[&str]); 10] = [
    (ReferenceKind::Email, &["EMAIL", "EMAILS", "E-MAIL", "E-MAILS"]),
    (
        ReferenceKind::Phone,
        &[
            "TELECOM",
            "TELCON",
            "TELCONS",
            "TELECON",
            "TELECONS",
            "TELEPHONE",
            "PHONE",
            "PHONECON",
            "FONCON",
            "TELEPHONIC",
            "PHONCON",
            "FONECON",
        ],
    ),
    (ReferenceKind::Fax, &["FAX", "TELEFAX", "FACSIMILE", "FAXES", "TELECOPY"]),
    (ReferenceKind::Memo, &["MEMO", "MEMOS", "MEMORANDUM", "MEMORANDA", "MEMCON", "MEMCONS"]),
    (ReferenceKind::Letter, &["LETTER", "LETTERS", "LTR", "NOTE", "DIPNOTE"]),
    (ReferenceKind::Airgram, &["AIRGRAM", "AIRGRAMS"]),
    (ReferenceKind::Web, &["HTTP", "HTTPS", "WWW", "WEBSITE", "INTERNET", "CLASSNET", "INTRANET", "WEB", "OPENNET"]),
    (
        ReferenceKind::Report,
        &[
            "REPORT", "REPORTS", "IIR", "TD", "TDX", "TDFIR", "FBIS", "OSC", "SITREP", "INTSUM", "NIE", "STUDY",
            "SURVEY", "CIR", "FIR",
        ],
    ),
    (
        ReferenceKind::Book,
        &["FAM", "FAH", "CFR", "BOOK", "HANDBOOK", "MANUAL", "REGULATION", "REGULATIONS", "CERP", "USC", "FAR"],
    ),
    (
        ReferenceKind::Meeting,
        &[
            "MEETING",
            "MEETINGS",
            "MTG",
            "MTGS",
            "DVC",
            "SVTC",
            "VTC",
            "CONVERSATION",
            "CONVERSATIONS",
            "DISCUSSION",
            "DISCUSSIONS",
            "CONSULTATION",
            "CONSULTATIONS",
            "BRIEFING",
            "VISIT",
        ],
    ),
];

/// Spoken "call" counts only without another kind.
const CALLS: [&str; 3] = ["CALL", "CALLS", "CONVERSED"];

/// The kind that the words of an entry tell; `None` where they tell none.
pub(super) fn of(tokens: &[Token<'_>]) -> Option<ReferenceKind> {
    let tokens = near(tokens);
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_word()) {
        // `E MAIL`
        if token.says("E") && tokens.get(at + 1).is_some_and(|next| next.says_any(&["MAIL", "MAILS"])) {
            return Some(ReferenceKind::Email);
        }
        // `E-MAIL` is three tokens.
        if token.says("E")
            && tokens.get(at + 1).is_some_and(|next| next.is_any("-‐‑ "))
            && tokens.get(at + 2).is_some_and(|next| next.says_any(&["MAIL", "MAILS", "MAILED"]))
        {
            return Some(ReferenceKind::Email);
        }
        // A circular airgram: `CA-1234`.
        if token.says("CA")
            && tokens.get(at + 1).is_some_and(|next| next.is_any("-–"))
            && tokens.get(at + 2).is_some_and(Token::is_number)
        {
            return Some(ReferenceKind::Airgram);
        }
        // `CA 1234`, where the entry begins with it.
        if at == 0 && token.says("CA") && tokens.get(1).is_some_and(|next| next.is_number() && next.text.len() >= 3) {
            return Some(ReferenceKind::Airgram);
        }
        let occasion = matches!(of_word(token.text), Some(ReferenceKind::Meeting));
        if let Some(kind) = of_word(token.text)
            && !(occasion
                && tokens[at..]
                    .iter()
                    .filter(|later| later.is_word())
                    .any(|later| of_word(later.text).is_some_and(|kind| kind != ReferenceKind::Meeting)))
        {
            return Some(kind);
        }
    }
    if tokens.iter().any(|token| token.says_any(&CALLS)) {
        return Some(ReferenceKind::Phone);
    }
    date_time_group(tokens).then_some(ReferenceKind::Telegram)
}

/// As [`of`], of the words before the title that follows in brackets, where these begin with a post or a name and its
/// number: `SUVA 617 (OFFICIAL VISIT)` is no meeting.
pub(super) fn before_title<'a, 't>(tokens: &'a [Token<'t>]) -> &'a [Token<'t>] {
    let title = near(tokens).iter().position(|token| token.is_any("([") && !token.glued);
    let head = tokens.get(..title.unwrap_or(tokens.len())).unwrap_or_default();
    let numbered = head.first().is_some_and(Token::is_word) && head.last().is_some_and(Token::is_number);
    if numbered { head } else { tokens }
}

/// As [`of`], up to the end of the line.
pub(super) fn of_line(tokens: &[Token<'_>]) -> Option<ReferenceKind> {
    let tokens = near(tokens);
    let end = tokens.iter().skip(1).position(|token| token.line_start).map_or(tokens.len(), |at| at + 1);
    of(tokens.get(..end).unwrap_or_default())
}

/// The tokens that are looked at: a longer entry says what it is at its start.
fn near<'a, 't>(tokens: &'a [Token<'t>]) -> &'a [Token<'t>] {
    const FAR: usize = 60;
    tokens.get(..FAR).unwrap_or(tokens)
}

fn of_word(word: &str) -> Option<ReferenceKind> {
    WORDS.iter().find(|(_, words)| words.iter().any(|other| other.eq_ignore_ascii_case(word))).map(|&(kind, _)| kind)
}

/// `020415Z APR 05`, `282246 Z`: the message is named by its date-time group.
fn date_time_group(tokens: &[Token<'_>]) -> bool {
    tokens.windows(2).any(|pair| {
        let [number, zulu] = pair else { return false };
        let group = number.is_number() && matches!(number.text.len(), 4 | 6);
        // `031200ZMAY05`: the month without a blank.
        let month = || zulu.text.get(1..).is_some_and(|word| zulu.glued && month(word).is_some());
        group && zulu.is_word() && (zulu.says("Z") || zulu.text.starts_with(['Z', 'z']) && month())
    })
}
