//! What must hold for any bytes: no panic, exact maps, spans within the text.

use formats::{Carrier, Unit, decode, detect, read};
use proptest::prelude::*;
use telegram::Span;

/// Bytes as they are, and bytes made of the pieces that the carriers know,
/// which reach deeper.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::sample::select(vec![
        "<TEI xmlns='x'>",
        "<div type=\"document\" xml:id=\"d1\">",
        "</div>",
        "<head>",
        "</head>",
        "<p>",
        "</p>",
        "<note n=\"1\">",
        "</note>",
        "<note rend=\"inline\">",
        "<list type=\"subject\">",
        "</list>",
        "<item>",
        "</item>",
        "<persName type=\"from\">",
        "</persName>",
        "<gloss type=\"to\">",
        "</gloss>",
        "<dateline>",
        "</dateline>",
        "<date when=\"1979-04-02T03:15:00\">",
        "</date>",
        "<lb/>",
        "<pb n='2'/>",
        "<ref target='#d2'>",
        "</ref>",
        "<signed>",
        "<frus:attachment>",
        "</frus:attachment>",
        "<!DOCTYPE html>",
        "<html>",
        "<pre>",
        "</pre>",
        "<td>",
        "</td>",
        "<br>",
        "<script>",
        "</script>",
        "<title>",
        "</title>",
        "<a>",
        "</a>",
        "&amp;",
        "&amp;amp;",
        "&#x000A;",
        "&#",
        "&nbsp;",
        "<",
        ">",
        "Message Text\n",
        "Message Attributes\n",
        "Document Number: 1975SUVA00617\n",
        "Draft Date: 01 JAN 1960\n",
        "Reference ID Created Released Classification Origin\n",
        "05SUVA617 2005-04-02 03:15 2011-08-30 01:44 SECRET X\n",
        "12. Telegram From the Embassy in Fiji to the Department of State",
        "Telegram to",
        " from ",
        " to ",
        "1. ",
        "617. Subj: x",
        "Source: x. Secret; Exdis. Drafted by Roe; cleared by A, B. Repeated to C.",
        "telegrams 1 and 2 from Suva, May 3, 1979",
        "Ref: A. Suva 617",
        "é",
        "â€œ",
        "Ã©",
        "\u{1F600}",
        "\0",
        "\r\n",
        "\n",
        " ",
        "\u{FEFF}",
        "MRN: 11 SUVA 617\nFrom: X\n",
        "MRN: 11 SUVA 618\n",
        "lnfo:      APIA, AMEMBASSY ROUTINE; ",
        "Drafted By:      POL:Roe\n",
        "                 ",
        "UNCLASSIFIED U.S. Department of State Case No. F-2011-00617 Doc No. C05700617\n",
        "      1.4(B) B1\n",
        "R 020315Z APR 12 PSN 1\nFM X\nTO Y\nUNCLAS //N1//\n",
        "MSGID/GENADMIN/X/N1//\n",
        "SUBJ/FERRY",
        "REF/A/MSG/X/020315ZAPR12//\n",
        "RMKS/1.  ",
        "//\n",
        "From roe@example.org Sun Apr  3 10:00:00 2005\n",
        "From: roe@example.org\nMessage-ID: <1@example.org>\n",
        "MIME-Version: 1.0\n",
        "Content-Type: multipart/mixed; boundary=x\n",
        "Content-Type: message/rfc822\n",
        "Content-Disposition: attachment; filename=a.txt\n",
        "Content-Transfer-Encoding: quoted-printable\n",
        "\n\n--x\n",
        "--x--\n",
        "> ",
        "=0A",
        "VZCZCXYZ0001\nDE RUEHSV #0617/01 0920315\n",
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n",
        "stream\n",
        "endstream\nendobj\n",
        "trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n",
        "(C) ",
        "(",
        ")",
        ",",
        ".",
        "[1]",
        "Secret. ",
        "No. ",
        "\"1\",\"4/2/2005 3:15\",\"05SUVA617\",\"Embassy Suva\",\"SECRET\",\"05APIA42\",\"DE X\",\"1. (S) Text.\"\n",
        "\"2\",\"4/3/2005 3:15\",\"05SUVA618\",\"Embassy Suva\",\"SECRET\",\"\",\"\",\"",
        "id,date,subject,body\n",
        "05SUVA617,2005-04-02,Ferry,\"1. Text\"\n",
        "{\"id\":\"05SUVA617\",\"body\":\"1. (C) Text\\n\"}\n",
        "{\"id\":\"05SUVA618\",\"date\":\"2005\",\"text\":\"",
        "[{",
        "\"}",
        "\",\"",
        "\\\"",
        "\"",
        "\"\"",
    ]);
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        prop::collection::vec(pieces.clone(), 0..60).prop_map(|pieces| pieces.concat().into_bytes()),
        (prop::collection::vec(pieces, 0..40), any::<prop::sample::Index>(), any::<u8>()).prop_map(
            |(pieces, at, byte)| {
                let mut bytes = pieces.concat().into_bytes();
                if !bytes.is_empty() {
                    let at = at.index(bytes.len());
                    bytes[at] = byte;
                }
                bytes
            }
        ),
    ]
}

/// `PROPTEST_CASES` may ask for more.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig { cases: default.cases.max(2000), failure_persistence: None, ..default }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn reading_never_fails(bytes in bytes()) {
        let unit = Unit::new("some/file.x", bytes);
        let reading = read(&unit);
        prop_assert_eq!(reading.carrier, detect(&unit.bytes));
        prop_assert!(!reading.records.is_empty() || !reading.problems.is_empty(), "never nothing");
        for record in &reading.records {
            prop_assert!(record.bytes.end <= unit.bytes.len() && record.bytes.start <= record.bytes.end);
            let joined: String = record.elements.iter().map(|element| &record.text[element.span.range()]).collect();
            prop_assert_eq!(&joined, &record.text, "the elements tile the text");
            let spans = record.telegram.paragraphs.iter().map(|paragraph| paragraph.span)
                .chain(record.telegram.references.iter().flat_map(telegram::Reference::places))
                .chain(record.telegram.diagnostics.iter().map(|diagnostic| diagnostic.span));
            for span in spans {
                prop_assert!(record.text.get(span.range()).is_some(), "{:?} in {:?}", span, record.text);
                prop_assert!(record.map.bytes(span).end <= unit.bytes.len());
            }
        }
    }

    #[test]
    fn the_map_is_monotonous_and_covers(bytes in bytes()) {
        let decoded = decode(&bytes);
        let mut end = 0;
        for (at, letter) in decoded.text.char_indices() {
            let span = Span::new(at as u32, (at + letter.len_utf8()) as u32);
            let place = decoded.map.bytes(span);
            prop_assert!(place.start >= end && place.end > place.start, "{:?} after {}", place, end);
            end = place.end;
        }
        prop_assert!(end <= bytes.len());
    }

    #[test]
    fn text_without_edits_decodes_again_to_itself(text in "[ -~\n]{0,200}") {
        let decoded = decode(text.as_bytes());
        prop_assert_eq!(decoded.map.edits().len(), 0);
        prop_assert_eq!(&decoded.text, &text);
        if !text.is_empty() {
            let middle = text.len() / 2;
            prop_assert_eq!(decoded.map.bytes(Span::new(0, middle as u32)), 0..middle);
        }
    }

    #[test]
    fn any_character_set_maps_each_letter(text in "[A-Za-z éüßÉ“”–]{1,80}") {
        let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(&text);
        prop_assume!(!lost);
        let decoded = decode(&bytes);
        if decoded.map.encoding() == "windows-1252" && decoded.map.edits().is_empty() {
            prop_assert_eq!(&decoded.text, &text);
            for (number, (at, letter)) in text.char_indices().enumerate() {
                let span = Span::new(at as u32, (at + letter.len_utf8()) as u32);
                prop_assert_eq!(decoded.map.bytes(span), number..number + 1);
            }
        }
    }
}

#[test]
fn carriers_have_distinct_names() {
    let all = [
        Carrier::Text,
        Carrier::Page,
        Carrier::Aad,
        Carrier::Frus,
        Carrier::Smart,
        Carrier::Mail,
        Carrier::Pdf,
        Carrier::Csv,
        Carrier::Jsonl,
        Carrier::Binary,
        Carrier::Empty,
    ];
    let names: std::collections::BTreeSet<_> = all.iter().map(|carrier| carrier.key()).collect();
    assert_eq!(names.len(), all.len());
}
