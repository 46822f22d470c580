//! The forms in which copies come.

use super::Copy;
use super::printed::{body, class_line, day_in_words, group, in_words, plad};

/// A file of its own: the kind of its collection, its name, its bytes.
pub(super) fn file(copy: &Copy) -> (&'static str, String, Vec<u8>) {
    let name = &copy.base.name;
    match copy.form.as_str() {
        "text" => ("text", format!("{name}.txt"), capitals(copy).into_bytes()),
        "nara" => ("nara", format!("{name}.txt"), record(copy).into_bytes()),
        "page" => ("page", format!("{name}.html"), page(copy).into_bytes()),
        "mail" => ("mail", format!("{name}.eml"), mail(copy).into_bytes()),
        "smart" => ("smart", format!("{name}.txt"), smart(copy).into_bytes()),
        form => panic!("no form {form}"),
    }
}

/// A message as a teletype prints it.
fn message(copy: &Copy) -> String {
    let base = &copy.base;
    let mut text = format!("R {}\nFM {}\n", group(copy), plad(&base.from));
    let mut list = |label: &str, posts: &[String]| {
        for (at, post) in posts.iter().enumerate() {
            text.push_str(&format!("{}{}\n", if at == 0 { format!("{label} ") } else { String::new() }, plad(post)));
        }
    };
    list("TO", &base.to);
    list("INFO", &base.info);
    text.push_str(&format!("BT\n{}\n\n", class_line(copy)));
    if let Some(subject) = &base.subject {
        text.push_str(&format!("SUBJECT: {subject}\n\n"));
    }
    text.push_str(&body(copy));
    if let Some(sign) = &base.sign {
        text.push_str(&format!("{sign}\n"));
    }
    text.push_str("BT\n");
    text
}

/// A bad scan keeps its letters as they were read.
fn capitals(copy: &Copy) -> String {
    message(copy).to_uppercase()
}

/// A record of the archive: its text and what the archive says of it.
fn record(copy: &Copy) -> String {
    let base = &copy.base;
    let mut text = "                                                       Message Text\n\n".to_owned();
    text.push_str(&message(copy).to_uppercase());
    text.push_str("\n\n\n\nMessage Attributes\n\nAutomatic Decaptioning: X\nCapture Date: 01 JAN 1994\n");
    text.push_str("Channel Indicators: n/a\nCurrent Classification: UNCLASSIFIED\n");
    if let Some(number) = base.number {
        text.push_str(&format!("Document Number: {}{:.6}{number:05}\n", &base.date[..4], base.from));
    }
    text.push_str(&format!("Document Source: CORE\nFrom: {}\nTo: {}\nType: TE\n", base.from, base.to.join(", ")));
    text
}

/// A page of around 2010.
fn page(copy: &Copy) -> String {
    let base = &copy.base;
    let id = base.number.map(|number| format!("{}{}{number}", &base.date[2..4], base.from)).unwrap_or_default();
    let class = base.class.as_deref().unwrap_or_default().to_uppercase();
    let title = base.subject.clone().unwrap_or_default();
    format!(
        "<html><head><title>Viewing cable {id}, {title}</title></head><body>\n<h3>Viewing cable {id}, {title}</h3>\n\
         <table class=\"cable\"><tr><th>Reference ID</th><th>Created</th><th>Classification</th><th>Origin</th></tr>\n\
         <tr><td>{id}</td><td>{}</td><td>{class}</td><td>Embassy {}</td></tr></table>\n<pre>{}</pre>\n</body></html>\n",
        base.date.replace('T', " "),
        base.from,
        message(copy),
    )
}

/// A message that quotes the telegram.
fn mail(copy: &Copy) -> String {
    let quoted: String = message(copy).lines().map(|line| format!("> {line}\n")).collect();
    format!(
        "From: Jane Roe <roe@example.org>\nTo: John Doe <doe@example.org>\nSubject: FW: {}\n\
         Date: Sun, 3 Oct 2010 10:00:00 +0000\nMessage-ID: <{}@example.org>\nMIME-Version: 1.0\n\
         Content-Type: text/plain; charset=utf-8\n\nJohn, you asked for this one.\n\n{quoted}",
        copy.base.name, copy.base.name,
    )
}

/// The labels of the last system.
fn smart(copy: &Copy) -> String {
    let base = &copy.base;
    let mut text = String::new();
    let mut field = |label: &str, value: String| text.push_str(&format!("{:<32}{value}\n", format!("{label}:")));
    if let Some(number) = base.number {
        field("MRN", format!("{} {} {number}", &base.date[2..4], base.from));
    }
    field("Date/DTG", format!("{} / {}", day_in_words(&base.date), group(copy)));
    field("From", plad(&base.from));
    if !base.to.is_empty() {
        field("Action", base.to.iter().map(|post| plad(post)).collect::<Vec<_>>().join(", ") + " ROUTINE");
    }
    field("TAGS", "PREL".to_owned());
    if let Some(subject) = &base.subject {
        field("Subject", subject.clone());
    }
    let class = base.class.as_deref().unwrap_or_default().to_uppercase();
    format!("{class}\n\n{text}\n\n{}Signature: {}\n", body(copy), base.sign.as_deref().unwrap_or_default())
}

/// A volume with a document for each copy.
pub(super) fn volume(copies: &[&Copy]) -> (String, Vec<u8>) {
    let first = copies[0];
    let id = format!("frus-{}-{}", first.base.name, first.volume);
    let documents: String = (1..).zip(copies).map(|(number, copy)| document(number, copy)).collect();
    let text = format!(
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt>\n\
         <title type=\"complete\">Foreign Relations of the United States (Invented)</title></titleStmt><publicationStmt>\n\
         <idno type=\"frus\">{id}</idno></publicationStmt></fileDesc></teiHeader><text><body>\n\
         <div type=\"compilation\" xml:id=\"comp1\"><head>Invented</head>{documents}</div></body></text></TEI>\n"
    );
    (format!("{id}.xml"), text.into_bytes())
}

fn document(number: usize, copy: &Copy) -> String {
    let base = &copy.base;
    let to = base.to.iter().map(|post| in_words(post)).collect::<Vec<_>>().join(" and the ");
    let to = if to.is_empty() { String::new() } else { format!(" to the {to}") };
    let class = base.class.as_deref().map(|class| {
        let words = class.replace('_', " ");
        words[..1].to_uppercase() + &words[1..] + "."
    });
    let when = match base.date.split_once('T') {
        Some((day, time)) => {
            format!("<date when=\"{}:00\">{}, {}Z</date>", base.date, day_in_words(day), time.replace(':', ""))
        }
        None => format!("<date when=\"{}\">{}</date>", base.date, day_in_words(&base.date)),
    };
    let own = base.number.map(|number| format!("{number}. ")).unwrap_or_default();
    // Editions of telegrams of before print no subject.
    let subject = base.subject.as_ref().filter(|_| &base.date[..4] >= "1960");
    let subject = subject.map(|subject| format!("Subject: {subject}. ")).unwrap_or_default();
    let mut text = String::new();
    let head = format!("{own}{subject}");
    if !head.is_empty() {
        text.push_str(&format!("<p>{}</p>\n", head.trim()));
    }
    for (at, paragraph) in (1..).zip(&base.paragraphs) {
        text.push_str(&format!("<p>{at}. {paragraph}</p>\n"));
    }
    if let Some(mark) = copy.left_out {
        text.push_str(&format!("<p>{mark}</p>\n"));
    }
    let sign = base.sign.as_deref().map(|sign| {
        format!("<closer><signed><hi rend=\"strong\">{}{}</hi></signed></closer>", &sign[..1], sign[1..].to_lowercase())
    });
    format!(
        "<div type=\"document\" n=\"{number}\" xml:id=\"d{number}\"><head>{number}. Telegram From the {}{to}\
         <note n=\"1\" xml:id=\"d{number}fn1\">Source: Invented Archive, Telegrams. {} (Invented.)</note></head>\n\
         <dateline><placeName>{}</placeName>, {when}</dateline>\n{text}{}</div>\n",
        in_words(&base.from),
        class.unwrap_or_default(),
        base.from,
        sign.unwrap_or_default(),
    )
}

/// A table with a row for each copy.
pub(super) fn table(copies: &[&Copy]) -> (String, Vec<u8>) {
    let mut text = "key,reference_id,date,from,to,classification,subject,text\n".to_owned();
    let mut used: Vec<&str> = Vec::new();
    for copy in copies {
        let base = &copy.base;
        let times = used.iter().filter(|name| **name == base.name).count();
        used.push(&base.name);
        let key = if times == 0 { base.name.clone() } else { format!("{}-{}", base.name, times + 1) };
        let id = base.number.map(|number| format!("{}{}{number}", &base.date[2..4], base.from)).unwrap_or_default();
        let to = base.to.iter().map(|post| plad(post)).collect::<Vec<_>>().join("; ");
        let sign = base.sign.as_deref().unwrap_or_default();
        let fields = [
            key,
            id,
            base.date.replace('T', " "),
            plad(&base.from),
            to,
            base.class.as_deref().unwrap_or_default().replace('_', " ").to_uppercase(),
            base.subject.clone().unwrap_or_default(),
            format!("{}{sign}\n", body(copy)),
        ];
        let quoted = fields.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect::<Vec<_>>();
        text.push_str(&quoted.join(","));
        text.push('\n');
    }
    ("rows.csv".to_owned(), text.into_bytes())
}
