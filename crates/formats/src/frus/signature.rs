//! Who signed a document, and the title printed with the name: `J. C. Pell` above `Ambassador`, `Edwin Roe, Acting
//! Consul.`

use telegram::Span;

use super::body;
use super::capture::{Capture, Kind, Mark};

/// The names of all who signed, and the titles that stand with them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Signature {
    pub(super) names: Vec<String>,
    pub(super) title: Option<String>,
}

/// Words that only titles have, lower case.
const TITLE_WORDS: [&str; 50] = [
    "acting",
    "adjutant",
    "administrator",
    "admiral",
    "adviser",
    "advisor",
    "agent",
    "ambassador",
    "army",
    "assistant",
    "attaché",
    "attorney",
    "brigadier",
    "captain",
    "chairman",
    "chargé",
    "chief",
    "colonel",
    "commander",
    "commanding",
    "commissioner",
    "consul",
    "consul-general",
    "counselor",
    "counsellor",
    "delegate",
    "deputy",
    "director",
    "envoy",
    "general",
    "governor",
    "lieutenant",
    "major",
    "marine",
    "minister",
    "navy",
    "officer",
    "plenipotentiary",
    "president",
    "representative",
    "secretary",
    "special",
    "states",
    "superintendent",
    "u.s.n",
    "usa",
    "usaf",
    "usn",
    "vice",
    "vice-consul",
];

/// Reads what stands in the blocks of signatures.
pub(super) fn read(text: &str, capture: &Capture, marks: &[Span]) -> Signature {
    let mut titles: Vec<String> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for block in capture.blocks.iter().filter(|block| block.kind == Kind::Signed && !block.attached) {
        let mut at = block.span.start;
        let mut has_name = false;
        for line in text.get(block.span.range()).unwrap_or_default().split_inclusive('\n') {
            let span = Span::new(at, at + super::offset(line.len()));
            at = span.end;
            let is_italic = capture.marks.iter().any(|marked| {
                matches!(marked.mark, Mark::Italic)
                    && marked.span.start <= span.start + 1
                    && marked.span.end + 2 >= span.end
            });
            let line = body::one_line(&body::without_marks(text, span, marks));
            let (name, title) = parted(without_preamble(&line));
            let is_title = name.is_empty() || is_title(name) || (is_italic && has_name);
            if is_title {
                titles.extend([name, title].into_iter().filter(|it| !it.is_empty()).map(str::to_owned));
            } else {
                has_name = true;
                names.push(name.to_owned());
                titles.extend(Some(title).filter(|it| !it.is_empty()).map(str::to_owned));
            }
        }
        // One who signs by the office alone.
        if !has_name && names.is_empty() && titles.len() == 1 {
            names.append(&mut titles);
        }
    }
    Signature { names, title: (!titles.is_empty()).then(|| titles.join(", ")) }
}

/// A line without `[signed]`, `/s/`.
fn without_preamble(line: &str) -> &str {
    let starts = ["[signed]", "(signed)", "signed:", "/s/"];
    let found = starts.iter().find(|start| line.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start)));
    found.and_then(|start| line.get(start.len()..)).unwrap_or(line).trim_start()
}

/// A name and the title after a comma. `Roe, Jr.` has none.
fn parted(line: &str) -> (&str, &str) {
    let whole = (ended(line), "");
    let Some((name, title)) = line.split_once(", ") else { return whole };
    let junior = ["Jr", "Sr", "II"].iter().any(|word| title.starts_with(word));
    if junior {
        let length = name.len() + 2 + title.find(',').unwrap_or(title.len());
        return match line.get(length..).map(|rest| rest.trim_start_matches([',', ' '])) {
            Some(rest) if is_title(rest) => (ended(line.get(..length).unwrap_or(line)), ended(rest)),
            _ => whole,
        };
    }
    if is_title(title) && !is_title(name) { (ended(name), ended(title)) } else { whole }
}

/// Whether a line speaks of an office: one of its words does, or it is signed `For the Ambassador:`.
fn is_title(line: &str) -> bool {
    line.starts_with("For the ")
        || line.split([' ', ',']).any(|word| {
            let word = word.trim_end_matches(['.', ':', ';']).to_lowercase();
            TITLE_WORDS.contains(&word.as_str())
        })
}

/// Without the marks at the end; an initial or `Jr.` keeps its stop.
fn ended(text: &str) -> &str {
    let text = text.trim().trim_end_matches([',', ';', ':']).trim_end();
    let bare = text.trim_end_matches('.');
    let word = bare.rsplit([' ', '.']).next().unwrap_or(bare);
    if word.chars().count() > 2 { bare } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_titles() {
        assert_eq!(parted("Edwin Roe, Acting Vice-Consul."), ("Edwin Roe", "Acting Vice-Consul"));
        assert_eq!(parted("Edwin Roe, Jr., Ambassador"), ("Edwin Roe, Jr.", "Ambassador"));
        assert_eq!(parted("Edwin Roe, Jr."), ("Edwin Roe, Jr.", ""));
        assert_eq!(parted("E. T. Roe."), ("E. T. Roe", ""));
        assert_eq!(parted("MACARTHUR."), ("MACARTHUR", ""));
        assert_eq!(without_preamble("[Signed] Roe"), "Roe");
        assert!(is_title("For the Ambassador:") && is_title("Brigadier General, USA") && !is_title("Dean Roe"));
    }
}
