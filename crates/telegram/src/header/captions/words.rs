//! Captions in words, and sentences about handling beside them (CAPTION).

use super::{exact, words_at_start};
use crate::spelling;
use crate::tables::captions::Caption;

/// Words that some write for a caption, and the caption meant.
const SPELLED_OUT: [(&str, &str); 18] = [
    ("NO FOREIGN DISSEMINATION", "NOFORN"),
    ("NO FOREIGN DISSEM", "NOFORN"),
    ("NO FOREIGN DISTRIBUTION", "NOFORN"),
    ("NO FOREIGN NATIONALS", "NOFORN"),
    ("NOT RELEASABLE TO FOREIGN NATIONALS", "NOFORN"),
    ("NOT RELEASABLE FOREIGN NATIONALS", "NOFORN"),
    ("SENSITIVE BUT UNCLASSIFIED", "SBU"),
    ("LIMITED DISTRIBUTION", "LIMDIS"),
    ("LIMIT DISTRIBUTION", "LIMDIS"),
    ("EXCLUSIVE DISTRIBUTION", "EXDIS"),
    ("NO DISTRIBUTION", "NODIS"),
    ("STATE DISTRIBUTION ONLY", "STADIS"),
    ("DISSEMINATION AND EXTRACTION OF INFORMATION CONTROLLED BY ORIGINATOR", "ORCON"),
    ("ORIGINATOR CONTROLLED", "ORCON"),
    ("OFFICIAL - INFORMAL", "OFFICIAL-INFORMAL"),
    ("OFFICIAL/INFORMAL", "OFFICIAL-INFORMAL"),
    ("O-I", "OFFICIAL-INFORMAL"),
    ("O/I", "OFFICIAL-INFORMAL"),
];

/// A caption that is written in words at the start of the text, and their length.
pub(super) fn spelled_out(text: &str) -> Option<(&'static Caption, usize)> {
    if !matches!(text.as_bytes().first()?, b'N' | b'S' | b'L' | b'E' | b'D' | b'O') {
        return None;
    }
    SPELLED_OUT.iter().find_map(|&(words, meant)| {
        let length = words_at_start(text, words).filter(|&length| !spelling::goes_on(text, length))?;
        Some((exact(meant)?.0, length))
    })
}

/// Whether what follows the captions is a sentence about handling: `NOT FOR INTERNET DISTRIBUTION`, `PROTECT ACCORDINGLY`.
pub(super) fn is_remark(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "NOT FOR ",
        "NOT TO BE ",
        "DO NOT ",
        "PLEASE PROTECT",
        "PLEASE HANDLE",
        "PROTECT ",
        "HANDLE ",
        "NO INTERNET",
        "FOR INTERNAL ",
        "CONTAINS ",
    ];
    WORDS.iter().any(|words| spelling::strip_prefix(text, words).is_some())
}
