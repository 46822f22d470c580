//! An envelope whose lines a carrier joined to one (rule N149): `DE RUEHSV #0617 0921310 … P 021310Z APR 07 FM AMEMBASSY SUVA
//! TO RUEHC/SECSTATE WASHDC … BT UNCLAS SUVA 000617 …`.

use memchr::memmem;

use super::joined::classification_line_length;
use crate::Span;
use crate::envelope::date_time_group;
use crate::posts;
use crate::text::Line;
use crate::text::shape::is_routing_indicator;

/// So many bytes before and after the sender's keyword the envelope reaches at most.
const REACH: usize = 4000;

/// The date-time group with its precedence and signals stands in so many bytes before the sender's keyword.
const GROUP: usize = 60;

/// Cuts lines that hold the lines of an envelope, so that each becomes a line of its own.
pub(super) fn cut<'a>(source: &'a str, lines: Vec<Line<'a>>) -> Vec<Line<'a>> {
    // Two searches tell for nearly every text that there is none.
    if [" FM ", " DE R"].iter().all(|word| memmem::find(source.as_bytes(), word.as_bytes()).is_none()) {
        return lines;
    }
    let mut cut = Vec::with_capacity(lines.len() + 16);
    for line in lines {
        let starts = starts(line.text);
        if starts.is_empty() {
            cut.push(line);
            continue;
        }
        let mut begin = line.whole.start;
        for at in starts.into_iter().map(|start| line.at + start as u32) {
            if at > begin {
                cut.push(Line::new(source, Span::new(begin, at)));
                begin = at;
            }
        }
        cut.push(Line::new(source, Span::new(begin, line.whole.end)));
    }
    cut
}

/// Where the lines begin that were joined to this one; none where it holds no whole envelope, or all of one up to the
/// sender.
fn starts(text: &str) -> Vec<usize> {
    let near = text.get(..text.floor_char_boundary(REACH)).unwrap_or_default();
    let sender = near.find(" FM ");
    let is_whole = sender.is_some_and(|sender| near[sender..].contains(" TO "));
    if !is_whole && (sender.is_some() || near.len() < text.len() || !near.contains(" DE R")) {
        return Vec::new();
    }
    let Some(group) = group_before(near, sender.unwrap_or(near.len())) else { return Vec::new() };
    let mut starts: Vec<usize> = words(&near[..group]).filter(|&at| opens_relay_line(&near[at..])).collect();
    starts.push(group);
    if let Some(sender) = sender {
        starts.push(sender + 1);
        starts_of_addresses(text, sender + 1, &mut starts);
    }
    starts
}

/// Where the lines after the sender's, at `sender`, begin, up to the text.
fn starts_of_addresses(text: &str, sender: usize, starts: &mut Vec<usize>) {
    let until = text.floor_char_boundary(sender + REACH);
    let mut after_keyword = false;
    for at in words(&text[sender..until]).map(|at| sender + at).skip(1) {
        let rest = &text[at..];
        let word = first_word(rest);
        if word == "BT" || classification_line_length(rest).is_some() {
            starts.push(at);
            if word == "BT" {
                starts.push(at + word.len());
            }
            return;
        }
        let keyword = matches!(word, "TO" | "INFO") && begins_address(rest[word.len()..].trim_start());
        if keyword || !after_keyword && is_address_word(word) && at > sender + "FM ".len() {
            starts.push(at);
        }
        after_keyword = keyword;
    }
}

/// Where the words of the text begin.
fn words(text: &str) -> impl Iterator<Item = usize> {
    text.split_ascii_whitespace().map(|word| word.as_ptr().addr() - text.as_ptr().addr())
}

fn first_word(text: &str) -> &str {
    text.split_ascii_whitespace().next().unwrap_or_default()
}

/// Where the date-time group begins that ends at the sender's keyword.
fn group_before(text: &str, sender: usize) -> Option<usize> {
    let from = text.floor_char_boundary(sender.saturating_sub(GROUP));
    words(text.get(from..sender)?)
        .map(|at| from + at)
        .find(|&at| date_time_group::parse(&text[at..sender], None).is_some())
}

/// Whether a line of format lines 2 to 4 begins the text.
fn opens_relay_line(text: &str) -> bool {
    let mut words = text.split_ascii_whitespace();
    let next_is_station = |word: Option<&str>| word.is_some_and(is_routing_indicator);
    match words.next() {
        Some("ZZ" | "OO" | "PP" | "RR" | "DE") => next_is_station(words.next()),
        Some("ZNY" | "ZNR") => true,
        _ => false,
    }
}

/// `RUEHC/SECSTATE`, `AMEMBASSY`: an address begins with it.
fn is_address_word(word: &str) -> bool {
    word.split_once('/').is_some_and(|(indicator, _)| is_routing_indicator(indicator))
        || matches!(word, "AMEMBASSY" | "AMCONSUL" | "AMCONGEN" | "SECSTATE")
}

fn begins_address(text: &str) -> bool {
    let word = first_word(text);
    is_address_word(word) || is_routing_indicator(word) || posts::is_prefix(word) || word == "SECDEF" || word == "ALL"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines;

    fn pieces(source: &str) -> Vec<&str> {
        cut(source, lines(source)).iter().map(|line| line.text).collect()
    }

    #[test]
    fn cuts_an_envelope() {
        assert_eq!(
            pieces(
                "VZCZCXYZ0003 RR RUEHC RUEHBY DE RUEHSV #0617 0921310 ZNR UUUUU ZZH R 021310Z APR 07 FM AMEMBASSY SUVA \
                 TO RUEHC/SECSTATE WASHDC 2207 INFO RUEHBY/AMEMBASSY CANBERRA 12 RUEHAP/AMEMBASSY APIA BT UNCLAS SUVA \
                 000617 SIPDIS\nNext"
            ),
            [
                "VZCZCXYZ0003",
                "RR RUEHC RUEHBY",
                "DE RUEHSV #0617 0921310",
                "ZNR UUUUU ZZH",
                "R 021310Z APR 07",
                "FM AMEMBASSY SUVA",
                "TO RUEHC/SECSTATE WASHDC 2207",
                "INFO RUEHBY/AMEMBASSY CANBERRA 12",
                "RUEHAP/AMEMBASSY APIA",
                "BT",
                "UNCLAS SUVA 000617 SIPDIS",
                "Next",
            ]
        );
        assert_eq!(
            pieces("P R 021310Z APR 75 FM AMEMBASSY SUVA TO SECSTATE WASHDC 412 INFO AMEMBASSY APIA UNCLAS SUVA 0617"),
            [
                "P R 021310Z APR 75",
                "FM AMEMBASSY SUVA",
                "TO SECSTATE WASHDC 412",
                "INFO AMEMBASSY APIA",
                "UNCLAS SUVA 0617",
            ]
        );
    }

    #[test]
    fn cuts_what_stands_before_the_sender() {
        assert_eq!(
            pieces("RR RUEHC DE RUEHSV #0617 0921310 ZNR UUUUU ZZH R 021310Z APR 07\nFM AMEMBASSY SUVA"),
            ["RR RUEHC", "DE RUEHSV #0617 0921310", "ZNR UUUUU ZZH", "R 021310Z APR 07", "FM AMEMBASSY SUVA"]
        );
    }

    #[test]
    fn leaves_other_lines_alone() {
        for line in [
            "R 021310Z APR 07 FM AMEMBASSY SUVA",
            "THE FERRY TUNED ITS 94 FM RADIO TO SUVA",
            "SEE 021310Z FM X",
            "EL CABLE DE RUEHSV 021310Z",
        ] {
            assert_eq!(pieces(line), [line]);
        }
    }
}
