//! What codes mean, in a few words, to stand beside them.
//!
//! Sources: E.O. 12958 sections 1.4 and 1.5, E.O. 13526, 5 FAH-2, ACP 127. The
//! tables here are only those that the pages need.

use telegram::{Classification, Precedence};

/// A code as printed, with its meaning where it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Coded {
    /// As printed.
    pub(crate) code: String,
    /// What it means, in a few words.
    pub(crate) meaning: Option<&'static str>,
}

impl Coded {
    fn new(code: &str, meaning: Option<&'static str>) -> Self {
        Self { code: code.to_owned(), meaning }
    }

    /// A caption such as `NODIS`.
    pub(crate) fn caption(caption: &str) -> Self {
        Self::new(caption, caption_meaning(caption))
    }

    /// A reason such as `1.4(b)`.
    pub(crate) fn reason(reason: &str) -> Self {
        Self::new(reason, reason_meaning(reason))
    }
}

/// What a classification said about the harm of disclosure.
pub(crate) const fn classification_meaning(class: Classification) -> &'static str {
    match class {
        Classification::Unclassified => "not classified; no limit on access by law",
        Classification::SensitiveButUnclassified => "not classified, but not for the public",
        Classification::LimitedOfficialUse => "not classified, for official use only; in use until 1995",
        Classification::Confidential => "disclosure was expected to damage national security",
        Classification::Secret => "disclosure was expected to damage national security seriously",
        Classification::TopSecret => "disclosure was expected to damage national security exceptionally gravely",
    }
}

/// The word for a precedence.
pub(crate) const fn precedence_word(precedence: Precedence) -> &'static str {
    match precedence {
        Precedence::Routine => "Routine",
        Precedence::Priority => "Priority",
        Precedence::Immediate => "Immediate",
        Precedence::NiactImmediate => "Niact immediate",
        Precedence::Flash => "Flash",
        Precedence::Emergency => "Emergency",
    }
}

/// What a precedence asked of those who received the telegram.
pub(crate) const fn precedence_meaning(precedence: Precedence) -> &'static str {
    match precedence {
        Precedence::Routine => "handled in the order of arrival",
        Precedence::Priority => "handled before routine traffic",
        Precedence::Immediate => "handled before all but flash traffic",
        Precedence::NiactImmediate => "immediate, and to be acted on at night too",
        Precedence::Flash => "handled before everything else, within minutes",
        Precedence::Emergency => "emergency command traffic",
    }
}

/// The words after a portion mark such as `SBU/NF`; `None` if a part of it is
/// not known.
pub(crate) fn portion_meaning(mark: &str) -> Option<String> {
    let word = |part: &str| match part {
        "U" => Some("Unclassified"),
        "C" => Some("Confidential"),
        "S" => Some("Secret"),
        "TS" => Some("Top Secret"),
        "LOU" => Some("Limited Official Use"),
        "OUO" => Some("Official Use Only"),
        "SBU" => Some("Sensitive But Unclassified"),
        "FOUO" => Some("For Official Use Only"),
        "EFTO" => Some("encrypted for transmission only"),
        "NF" | "NOFORN" | "N" => Some("not for foreign nationals"),
        "XD" => Some("exclusive distribution"),
        "ND" => Some("no distribution"),
        "OC" => Some("originator controls its release"),
        _ => None,
    };
    let parts = mark.split(['/', '-', ' ']).filter(|part| !part.is_empty());
    let words: Option<Vec<_>> = parts.map(word).collect();
    words.filter(|words| !words.is_empty()).map(|words| words.join(", "))
}

fn caption_meaning(caption: &str) -> Option<&'static str> {
    Some(match caption {
        "SIPDIS" => "for distribution on the classified network of the Departments of Defense and State",
        "NODIS" => "no distribution beyond the addressee without leave of the Executive Secretariat",
        "EXDIS" => "exclusive distribution to officers with an essential need to know",
        "STADIS" => "distribution within the Department of State only",
        "LIMDIS" => "distribution strictly limited",
        "NOFORN" => "not releasable to foreign nationals",
        "SENSITIVE" | "SBU" => "administratively sensitive",
        "SPECAT" | "SPECAT EXCLUSIVE" => "military special category",
        "ROGER CHANNEL" => "intelligence matters, for the Bureau of Intelligence and Research",
        "DISSENT CHANNEL" => "a dissenting view, for the Policy Planning Staff",
        "DIRGEN CHANNEL" | "DG CHANNEL" => "personnel matters, for the Director General",
        "AGREMENT CHANNEL" => "the acceptance of ambassadors",
        "DS CHANNEL" => "security matters",
        "MED CHANNEL" => "medical matters",
        "TM CHANNEL" => "transport and travel matters",
        "TERREP" => "a report on terrorism",
        "AIDAC" => "for the Agency for International Development",
        "EYES ONLY" => "only for the person named",
        "EFTO" => "encrypted for transmission only",
        "FOUO" => "for official use only",
        "ORCON" => "the originator controls further distribution",
        _ => return None,
    })
}

/// The meaning of a reason by its letter, under section 1.5 (1995 to 2003) or
/// 1.4 (since) of the executive order.
fn reason_meaning(reason: &str) -> Option<&'static str> {
    let (section, letter) = reason.split_once('(')?;
    let letter = letter.strip_suffix(')')?;
    Some(match (section.trim(), letter) {
        ("1.4" | "1.5", "a") => "military plans, weapons systems or operations",
        ("1.4" | "1.5", "b") => "foreign government information",
        ("1.4" | "1.5", "c") => "intelligence activities, sources or methods, or cryptology",
        ("1.4" | "1.5", "d") => "foreign relations or activities of the United States, with confidential sources",
        ("1.4", "e") => {
            "scientific, technological or economic matters of national security, with defence against terrorism"
        }
        ("1.5", "e") => "scientific, technological or economic matters of national security",
        ("1.4" | "1.5", "f") => "safeguarding of nuclear materials or facilities",
        ("1.4", "g") => {
            "weak points or abilities of systems, installations, infrastructures, plans or protection services"
        }
        ("1.5", "g") => "weak points or abilities of systems, installations, projects or plans",
        ("1.4", "h") => "weapons of mass destruction",
        _ => return None,
    })
}

/// What an executive order line asked for, where its words have a fixed meaning.
pub(crate) fn declassification_meaning(text: &str) -> Option<&'static str> {
    let text = text.trim().trim_start_matches("DECL:").trim();
    Some(match text {
        "GDS" => "general schedule: downgraded by steps and declassified after six to ten years",
        "XGDS-1" | "XGDS1" => "exempt from the general schedule: furnished by a foreign government in confidence",
        "XGDS-2" | "XGDS2" => "exempt from the general schedule: statute, cryptology, intelligence sources and methods",
        "XGDS-3" | "XGDS3" => "exempt from the general schedule: a system, plan, project or foreign relations matter",
        "XGDS-4" | "XGDS4" => "exempt from the general schedule: would put a person in immediate danger",
        "OADR" => "the originating agency has to decide",
        "N/A" | "NA" => "does not apply: the telegram is not classified",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_those_of_the_section_named() {
        assert!(Coded::reason("1.4(h)").meaning.is_some());
        assert_eq!(Coded::reason("1.5(h)").meaning, None, "weapons of mass destruction are a reason only since 2003");
        assert_eq!(Coded::reason("1.4(i)").meaning, None);
        assert_eq!(Coded::reason("").meaning, None);
        assert_ne!(Coded::reason("1.4(e)").meaning, Coded::reason("1.5(e)").meaning);
    }

    #[test]
    fn marks_are_spelt_out_or_left_alone() {
        assert_eq!(portion_meaning("SBU/NF").as_deref(), Some("Sensitive But Unclassified, not for foreign nationals"));
        assert_eq!(portion_meaning("C//NF").as_deref(), Some("Confidential, not for foreign nationals"));
        assert_eq!(portion_meaning("QQ"), None);
        assert_eq!(portion_meaning(""), None);
    }
}
