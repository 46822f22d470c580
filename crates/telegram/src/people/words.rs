//! Words that stand alone at the end of a text and are no names, and words that
//! stand beside a name.

/// Words that a signature does not hold: headings, formulas of the close,
/// classifications, captions, offices, units, months, ordinary last words of a
/// sentence. Sorted, for a binary search.
const NO_NAMES: &[&str] = &[
    "ABOVE", "ABROAD", "ACCORDINGLY", "ACTION", "ADDENDUM", "ADDRESSEES", "ADVICE", "ADVISE", "ADVISED", "AFTERNOON",
    "AGAIN", "AGENDA", "AGREED", "AGREEMENT", "AID", "AIDAC", "AIRGRAM", "ALL", "ALSO", "ALTERNATIVE", "AMCONGEN",
    "AMCONSUL", "AMEMBASSY", "AND", "ANNEX", "ANNEXES", "APPENDIX", "APPRECIATED", "APPROPRIATE", "APPROVAL",
    "APPROVED", "APRIL", "AREA", "ARTICLE", "ASSESSMENT", "ASSISTANCE", "ATTACHMENT", "ATTACHMENTS", "ATTENTION",
    "AUGUST", "AVAILABLE", "BACKGROUND", "BASIS", "BEGIN", "BELOW", "BEST", "BIO", "BIOGRAPHIC", "BIOGRAPHY", "BT",
    "BUDGET", "CABLE", "CASE", "CC", "CHANGE", "CHANNEL", "CIA", "CIVILIAN", "CLASSIFIED", "CLEARANCE", "CLEARED",
    "COLLECTIVE", "COMMENT", "COMMENTS", "COMMITTEE", "COMMUNIQUE", "CONCLUSION", "CONCLUSIONS", "CONCUR",
    "CONCURRENCE", "CONCURS", "CONFERENCE", "CONFIDENTIAL", "CONGRATULATIONS", "CONSIDERATION", "CONSIDERED",
    "CONSULATE", "CONTENTS", "CONTEXT", "CONTINUED", "COOPERATION", "COPIES", "COPY", "CORDIALLY", "CORRECTED",
    "CORRECTION", "COUNTRY", "DATE", "DATES", "DAY", "DAYS", "DEA", "DECAPTIONED", "DECEMBER", "DECISION",
    "DECLASSIFIED", "DECLASSIFY", "DECONTROL", "DELEGATION", "DELETED", "DEPARTMENT", "DEPT", "DESIRED", "DETAILS",
    "DEVELOPMENT", "DEVELOPMENTS", "DISCUSSION", "DISTRIBUTION", "DOD", "DOLLARS", "DONE", "DRAFT", "DRAFTED", "EARLY",
    "EAST", "ECONOMIC", "ECONOMICS", "ECONOMY", "EFTO", "ELSEWHERE", "EMBASSY", "EMBOFF", "EMBOFFS", "ENCLOSURE",
    "ENCLOSURES", "END", "ENERGY", "ENTIRE", "ERROR", "EST", "ETC", "EU", "EVALUATION", "EVENING", "EXDIS", "EXEMPT",
    "EYES", "FBI", "FEBRUARY", "FINAL", "FINANCE", "FIVE", "FLASH", "FOLLOWING", "FOLLOWS", "FOOTNOTE", "FOR",
    "FORTHCOMING", "FOUO", "FOUR", "FRIDAY", "FROM", "FULL", "FURTHER", "FYI", "GDS", "GENERAL", "GMT", "GOING",
    "GOVERNMENT", "GREETINGS", "GROUP", "GUIDANCE", "HEALTH", "HERE", "HERETO", "HEREWITH", "HIGHLIGHTS", "HISTORY",
    "IMF", "IMMEDIATE", "IMMEDIATELY", "IMPLICATIONS", "IN", "INCLUDED", "INDEX", "INFO", "INFORM", "INFORMATION",
    "INSTRUCTIONS", "INTRODUCTION", "INTSUM", "IS", "ITEM", "ITEMS", "ITINERARY", "JANUARY", "JULY", "JUNE", "LABOR",
    "LATER", "LEGAL", "LIMDIS", "LIMITED", "LIST", "LOU", "MARKET", "MEASURES", "MEDIA", "MEETING", "MEETINGS",
    "MEMBERS", "MESSAGE", "MILITARY", "MINIMIZE", "MINIMIZED", "MINISTRY", "MISCELLANEOUS", "MISSION", "MONDAY",
    "MONTH", "MONTHS", "MORNING", "NA", "NAME", "NAMES", "NATO", "NECESSARY", "NEGATIVE", "NEGOTIATIONS", "NEXT",
    "NIACT", "NIL", "NN", "NNN", "NNNN", "NO", "NODIS", "NOFORN", "NONE", "NORTH", "NOT", "NOTAL", "NOTE", "NOTED",
    "NOTES", "NOTHING", "NOTICE", "NOVEMBER", "NOW", "NUMBER", "OAU", "OBJECTIVES", "OBSERVATIONS", "OCTOBER", "OF",
    "OFFICIAL", "OFFICIALS", "ONCE", "ONE", "ONLY", "OPERATIONS", "OPTIONS", "ORCON", "ORGANIZATION", "OTHER",
    "OTHERS", "OTHERWISE", "OUT", "OUTLOOK", "OVER", "OVERVIEW", "PAGE", "PARA", "PARAGRAPH", "PARAS", "PARTICIPANTS",
    "PARTIES", "PARTY", "PASS", "PASSED", "PEACE", "PEOPLE", "PERCENT", "PERIOD", "PERSONNEL", "PLANS", "PLEASE",
    "POINTS", "POLICY", "POLITICAL", "POLITICS", "POPULATION", "POSITION", "POSSIBLE", "POST", "POSTS", "PRESENT",
    "PRESS", "PRIORITY", "PROBLEM", "PROBLEMS", "PROCEDURES", "PROGRAM", "PROGRAMS", "PROGRESS", "PROJECT", "PROJECTS",
    "PROPOSAL", "PROSPECTS", "PROTECT", "PUBLIC", "QTE", "QUESTION", "QUESTIONS", "QUOTE", "REASON", "REASONS",
    "RECEIVED", "RECOMMENDATION", "RECOMMENDATIONS", "REF", "REFERENCE", "REFERENCES", "REFTEL", "REFTELS", "REGARDS",
    "RELATIONS", "REMARKS", "REPEAT", "REPLY", "REPORT", "REPORTS", "REQUEST", "REQUESTED", "REQUESTS", "REQUIRED",
    "RESOLUTION", "RESPECTFULLY", "RESPONSE", "RESULT", "RESULTS", "REVIEW", "RIGHTS", "ROUTINE", "SATURDAY", "SBU",
    "SCHEDULE", "SECRET", "SECRETARIAT", "SECSTATE", "SECTION", "SECTIONS", "SECURITY", "SEE", "SENSITIVE", "SENTENCE",
    "SEPTEL", "SEPTELS", "SEPTEMBER", "SESSION", "SHORTLY", "SINCERELY", "SIPDIS", "SITUATION", "SIX", "SOON",
    "SOONEST", "SOUTH", "SPECAT", "STADIS", "STAFF", "STATE", "STATEMENT", "STATES", "STATISTICS", "STATUS",
    "STRATEGY", "SUBJECT", "SUBSTITUTE", "SUGGESTIONS", "SUM", "SUMMARY", "SUNDAY", "SUPPORT", "TABLE", "TABLES",
    "TALKS", "TELEGRAM", "TEN", "TERREP", "TERRORISM", "TEXT", "THANK", "THANKS", "THAT", "THE", "THEM", "THERE",
    "THEREAFTER", "THEREOF", "THEREON", "THERETO", "THIS", "THOSE", "THREE", "THURSDAY", "TIME", "TIMES", "TITLE",
    "TO", "TODAY", "TOGETHER", "TOMORROW", "TONIGHT", "TONS", "TOO", "TOP", "TOPEC", "TOTAL", "TOTALS", "TRADE",
    "TRANSLATION", "TRANSMITTED", "TRAVEL", "TREATY", "TUESDAY", "TWO", "UN", "UNAVAILABLE", "UNCLAS", "UNCLASSIFIED",
    "UNDER", "UNDERWAY", "UNGA", "UNION", "UNITED", "UNKNOWN", "UNQTE", "UNQUOTE", "UNTIL", "URGENT", "US", "USG",
    "USIA", "USINT", "USMISSION", "USUN", "VIEWS", "VISAS", "VISIT", "VISITORS", "VISITS", "VOTE", "VOTES", "WAS",
    "WASHDC", "WASHINGTON", "WEDNESDAY", "WEEK", "WEEKS", "WELCOME", "WELL", "WEST", "WISHES", "WITH", "XGDS", "YEAR",
    "YEARS", "YES", "YESTERDAY", "YET",
];

/// Ends of words that are hardly ever surnames.
const NO_NAME_ENDS: [&str; 12] =
    ["TION", "TIONS", "SSION", "ISM", "ITIES", "MENTS", "ENCES", "ANCES", "OLOGY", "ICAL", "MATIC", "NMENT"];

/// Whether the word, in capitals, is none that a name consists of.
pub(super) fn is_no_name(word: &str) -> bool {
    NO_NAMES.binary_search(&word).is_ok()
        || word.len() > 7 && NO_NAME_ENDS.iter().any(|end| word.ends_with(end))
}

/// Titles and what else is said of who signs, in capitals without stops; longer
/// ones before those they begin with.
pub(super) const TITLES: [&str; 46] = [
    "CHARGE D'AFFAIRES AD INTERIM",
    "CHARGE D'AFFAIRES A I",
    "CHARGE D'AFFAIRES AI",
    "CHARGE D'AFFAIRES",
    "CHARGE D AFFAIRES",
    "CHARGE DAFFAIRES",
    "CHARGE A I",
    "CHARGE AI",
    "CHARGE",
    "ACTING SECRETARY OF STATE",
    "ACTING SECRETARY",
    "ACTING CHIEF OF MISSION",
    "ACTING PRINCIPAL OFFICER",
    "ACTING CONSUL GENERAL",
    "ACTING AMBASSADOR",
    "ACTING DCM",
    "ACTING",
    "ACTG",
    "ACT",
    "AD INTERIM",
    "A I",
    "AMBASSADOR",
    "AMB",
    "CONSUL GENERAL",
    "CONGEN",
    "VICE CONSUL",
    "CONSUL",
    "CHIEF OF MISSION",
    "DEPUTY CHIEF OF MISSION",
    "DEPUTY PRINCIPAL OFFICER",
    "PRINCIPAL OFFICER",
    "DEPUTY SECRETARY",
    "UNDER SECRETARY",
    "ASSISTANT SECRETARY",
    "SECRETARY OF STATE",
    "SECRETARY",
    "COUNSELOR",
    "MINISTER",
    "DCM",
    "CDA",
    "A/DCM",
    "CG",
    "COM",
    "PO",
    "DIRECTOR",
    "CHAIRMAN",
];

/// Small words before a surname.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "VON" | "VAN" | "DE" | "DI" | "DA" | "DEL" | "DELLA" | "DU" | "LA" | "LE" | "ST" | "ST." | "SAINT" | "DER"
            | "DEN" | "DOS" | "MC" | "MAC" | "O" | "O'" | "D'" | "TER" | "AL" | "EL" | "BIN" | "ZU" | "AF" | "SAN"
    )
}

/// Words behind a surname that belong to it.
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(word, "JR" | "JR." | "SR" | "SR." | "II" | "III" | "IV")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(NO_NAMES.is_sorted());
        assert!(is_no_name("UNQUOTE") && is_no_name("CONSIDERATION") && !is_no_name("SAMPLE"));
    }
}
