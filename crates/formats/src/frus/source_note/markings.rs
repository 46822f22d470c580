//! Class, urgency and captions in a source note or above the text.

use telegram::{Classification, Precedence, PrecedencePair};

use super::facts::SourceNote;

/// The markings as notes and volumes spell them, lower case.
const CLASSIFICATIONS: [(&str, Classification); 8] = [
    ("top secret", Classification::TopSecret),
    ("secret", Classification::Secret),
    ("confidential", Classification::Confidential),
    ("limited official use", Classification::LimitedOfficialUse),
    ("official use only", Classification::LimitedOfficialUse),
    ("restricted", Classification::Confidential),
    ("unclassified", Classification::Unclassified),
    ("sensitive but unclassified", Classification::SensitiveButUnclassified),
];

/// Longer ones first: a shorter one may be part of them.
const PRECEDENCES: [(&str, Precedence); 19] = [
    ("niact immediate", Precedence::NiactImmediate),
    ("immediate niact", Precedence::NiactImmediate),
    ("niact priority", Precedence::NiactImmediate),
    ("priority niact", Precedence::NiactImmediate),
    ("emergency niact", Precedence::NiactImmediate),
    ("operational immediate", Precedence::Immediate),
    ("operationally immediate", Precedence::Immediate),
    ("immediate operational", Precedence::Immediate),
    ("operational priority", Precedence::Priority),
    ("most immediate", Precedence::Immediate),
    ("immediate", Precedence::Immediate),
    ("us priority", Precedence::Priority),
    ("priority", Precedence::Priority),
    ("us urgent", Precedence::Immediate),
    ("urgent", Precedence::Immediate),
    ("routine", Precedence::Routine),
    ("flash", Precedence::Flash),
    ("niact", Precedence::NiactImmediate),
    ("emergency", Precedence::Emergency),
];

/// The precedence that a word or two name, in any case.
pub(super) fn precedence_of(words: &str) -> Option<Precedence> {
    let lower = words.to_lowercase().replace('.', "");
    PRECEDENCES.iter().find(|(name, _)| *name == lower).map(|(_, precedence)| *precedence)
}

/// The class that words name, in any case.
fn class_of(words: &str) -> Option<Classification> {
    let lower = words.to_lowercase();
    CLASSIFICATIONS.iter().find(|(name, _)| *name == lower).map(|(_, class)| *class)
}

/// Takes a sentence of markings: a class first, then urgency and captions, each after `;` or `,`; a slash can part the
/// class from captions. A sentence that begins otherwise has none.
pub(in crate::frus) fn markings(sentence: &str, result: &mut SourceNote) {
    let mut parts = sentence.trim().trim_end_matches('.').split([';', ',']).map(str::trim);
    let Some(first) = parts.next() else { return };
    let (first, caption) = first.split_once('/').map_or((first, None), |(class, caption)| (class, Some(caption)));
    let class = class_of(first);
    let urgency = precedence_of(first);
    if class.is_none() && urgency.is_none() && !first.eq_ignore_ascii_case("no classification marking") {
        return;
    }
    result.classification = class;
    let urgency = urgency.map(|_| first);
    for part in urgency.into_iter().chain(caption).chain(parts) {
        let part = part.trim_start_matches("and ");
        match precedence_of(part) {
            Some(precedence) => urge(precedence, result),
            None if !part.is_empty() && part.split_whitespace().count() <= 3 => {
                result.captions.push(part.to_uppercase());
            }
            None => return,
        }
    }
}

/// Keeps the higher of two urgencies.
fn urge(precedence: Precedence, result: &mut SourceNote) {
    let higher = result.precedence.action.max(Some(precedence));
    result.precedence = PrecedencePair { action: higher, info: higher };
}

/// The marking block of the volumes of 1949-54: `top secret priority`,
/// `confidential`, `us urgent`, each word group by itself.
pub(in crate::frus) fn block(text: &str, result: &mut SourceNote) {
    let mut rest = text.to_lowercase().replace('\n', " ");
    for (name, class) in CLASSIFICATIONS {
        if result.classification.is_none() && rest.contains(name) {
            result.classification = Some(class);
            rest = rest.replacen(name, " ", 1);
        }
    }
    for (name, precedence) in PRECEDENCES {
        if rest.contains(name) {
            urge(precedence, result);
            rest = rest.replacen(name, " ", 1);
        }
    }
}

/// Whether a line holds nothing but a class, an urgency or a number.
pub(in crate::frus) fn is_marking_line(line: &str) -> bool {
    let line = line.trim_end_matches('.');
    let lower = line.to_lowercase();
    class_of(line).is_some()
        || precedence_of(line).is_some()
        || lower.strip_prefix("no. ").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}
