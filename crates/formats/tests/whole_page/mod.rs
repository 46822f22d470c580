//! Writes whole pages around a telegram: menus with every TAGS code, every post and every classification as a line of its
//! own, in several layouts. The menus are built from the parser's own tables, so that fixtures stay small.

use telegram::posts;
use telegram::tables::{Kind, list};

/// How the pages are laid out.
pub(crate) const LAYOUTS: [&str; 17] = [
    "menu before, two blocks",
    "menu after",
    "both sides",
    "cells",
    "cells and breaks",
    "breaks",
    "paragraphs",
    "divisions",
    "blog",
    "comment form",
    "plain menus",
    "labelled menus",
    "frames",
    "menu of paragraphs",
    "buttons",
    "list of facts",
    "flattened",
];

/// The lines of the menus: codes, offices, classifications, years.
pub(crate) fn menu() -> Vec<String> {
    let codes = [Kind::Subject, Kind::Country, Kind::Region, Kind::Organization, Kind::Program].into_iter();
    let mut codes: Vec<String> =
        codes.flat_map(|kind| list(kind, None)).map(|meaning| meaning.code.to_string()).collect();
    // Codes that read as keywords or procedure signs of a telegram.
    codes.extend(["TO", "FM", "INFO", "BT", "ZZ", "OO", "PP", "RR", "DE", "REF", "IN"].map(str::to_owned));
    codes.sort();
    codes.dedup();
    let mut lines = vec!["Browse by tag".to_owned()];
    lines.extend(codes);
    lines.push("Browse by origin".to_owned());
    let mut offices: Vec<String> =
        posts::all().iter().map(|post| format!("{} {}", post.office(), posts::plain_name(post))).collect();
    offices.sort();
    offices.dedup();
    lines.extend(offices);
    lines.push("Browse by classification".to_owned());
    lines.extend(
        ["CONFIDENTIAL", "CONFIDENTIAL//NOFORN", "SECRET", "SECRET//NOFORN", "UNCLASSIFIED"].map(str::to_owned),
    );
    lines.push("UNCLASSIFIED//FOR OFFICIAL USE ONLY".to_owned());
    lines.push("Browse by creation date".to_owned());
    lines.extend((1966..=2010).map(|year| year.to_string()));
    lines
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn hard(line: &str) -> String {
    let content = line.trim_start();
    let indent = "&nbsp;".repeat(line.len() - content.len());
    format!("{indent}{}", escape(content).replace("  ", "&nbsp;&nbsp;"))
}

fn links(lines: &[String], open: &str, close: &str) -> String {
    lines.iter().map(|line| format!("{open}<a href='/x'>{}</a>{close}\n", escape(line))).collect()
}

/// The table of facts of the pages of 2010-11.
fn row(id: &str) -> String {
    format!(
        "<table class='cable'><tr><th>Reference ID</th><th>Created</th><th>Released</th><th>Classification</th>\
         <th>Origin</th></tr><tr><td><a href='/x'>{id}</a></td><td>2005-04-02 04:10</td><td>2011-01-02 03:04</td>\
         <td>CONFIDENTIAL</td><td>Embassy Suva</td></tr></table>"
    )
}

/// Header and body in a block each; one block where nothing parts them.
fn blocks(text: &str) -> String {
    let ends = text.lines().scan(0, |at, line| {
        *at += line.len() + 1;
        Some((*at, line))
    });
    // Below the last addressee, where a blank line or `BT` stands.
    let cut = ends.clone().find(|(_, line)| line.trim().is_empty() || *line == "BT").map_or(0, |(at, _)| at);
    let block = |text: &str| format!("<code><pre>{}</pre></code>\n", escape(text).replace('\n', "&#x000A;"));
    match text.split_at_checked(cut) {
        Some((head, body)) if !head.is_empty() && !body.is_empty() => block(head) + &block(body),
        _ => block(text),
    }
}

fn lines(text: &str, open: &str, close: &str) -> String {
    text.lines().map(|line| format!("{open}{}{close}\n", hard(line))).collect()
}

/// The page of the layout.
pub(crate) fn page(layout: &str, id: &str, text: &str, menu: &[String]) -> String {
    let listed = format!("<div class='menu'><h3>Browse</h3><ul>{}</ul></div>", links(menu, "<li>", "</li>"));
    let runs = format!("<div class='menu'>{}</div>", links(menu, "", "<br>"));
    let related = "<div><h4>Related</h4><ul><li><a href='/x'>05SUVA602, FERRY</a></li><li><a href='/x'>05APIA42, ROPE</a></li>\
                   <li><a href='/x'>04SUVA1102, ANCHOR</a></li></ul></div>";
    let tags = text.lines().find_map(|line| line.strip_prefix("TAGS: ")).unwrap_or("PREL");
    let body = match layout {
        "menu before, two blocks" => format!("{listed}<h3>Viewing cable {id}</h3>{}{}", row(id), blocks(text)),
        "menu after" => format!("<h3>Viewing cable {id}</h3>{}{}{runs}", row(id), blocks(text)),
        "both sides" => format!("{listed}<div>{}{}</div>{related}{runs}", row(id), blocks(text)),
        "cells" => format!(
            "<table><tr><td>{listed}</td><td>{}<pre>{}</pre></td><td>{related}</td></tr></table>",
            row(id),
            escape(text)
        ),
        "cells and breaks" => format!(
            "<table><tr><td>{}</td><td><tt>{}</tt></td></tr></table>",
            links(menu, "", "<br>"),
            lines(text, "", "<br>")
        ),
        "breaks" => format!("{runs}<h1>{id}</h1><div class='text'>{}</div>{listed}", lines(text, "", "<br />")),
        "paragraphs" => format!("<nav>{listed}</nav><h1>{id}</h1>{}<footer>{runs}</footer>", {
            // A paragraph for each block of lines.
            let blocks = text.split("\n\n").map(|block| format!("<p>{}</p>\n", lines(block, "", "<br>")));
            blocks.collect::<String>()
        }),
        "divisions" => {
            let lines = text.lines().map(|line| match line.trim() {
                "" => "<div><br></div>\n".to_owned(),
                _ => format!("<div>{}</div>\n", hard(line)),
            });
            format!("<div>{listed}</div><div id='text'>{}</div>{related}", lines.collect::<String>())
        }
        "blog" => format!(
            "<header><a href='/'>Islands blog</a></header>{listed}<article><h2>{id}</h2><p>Posted by admin on April 3, 2011</p>\
             <pre>{}</pre><ul><li><a href='/x'>Share</a></li><li><a href='/x'>Like</a></li></ul></article>\
             <div id='comments'><h3>2 comments</h3><p>Islander says: I was there.</p><p>Tags: ferry, rope</p></div>{related}",
            escape(text)
        ),
        "comment form" => format!(
            "{runs}<div><pre>{}</pre></div><form><label>Name</label><input><label>Subject:</label><input>\
             <textarea></textarea><p>Your email address will not be published.</p></form>",
            escape(text)
        ),
        // No links: the words alone, in blocks of their own.
        "plain menus" => {
            let words: String = menu.iter().map(|line| format!("<div>{}</div>\n", escape(line))).collect();
            format!("<div>{words}</div>{}<div>{}</div><div>{words}</div>", row(id), blocks(text))
        }
        // Each line of the menu reads as a field.
        "labelled menus" => {
            let words: String = menu.iter().map(|line| format!("<div>TAGS: {}</div>\n", escape(line))).collect();
            format!("<div class='main'>{}<tt>{}</tt></div><div>{words}</div>", row(id), lines(text, "", "<br>"))
        }
        "frames" => format!(
            "<frameset><frame src='/x'><noframes><body>{runs}{}<font><tt>{}</tt></font></noframes></frameset>",
            row(id),
            lines(text, "", "<br>")
        ),
        // No block around the menu: a paragraph for each link, none of them closed.
        "menu of paragraphs" => {
            format!("<div>{}</div>{}", lines(text, "<div class='line'>", "</div>"), links(menu, "<p>", ""))
        }
        "buttons" => format!(
            "<div>{}</div><code>{}</code>",
            menu.iter().map(|line| format!("<button>{}</button>\n", escape(line))).collect::<String>(),
            lines(text, "", "<br />")
        ),
        "list of facts" => format!(
            "<ul><li>Tags: {tags}</li><li>Classification: SECRET</li><li>From: Embassy Apia</li><li>To: All posts</li></ul>\
             {listed}<div>{}</div>",
            lines(text, "", "<br>")
        ),
        _ => {
            let menu = menu.join("\n");
            return format!(
                "{menu}\n\nReference ID Created Released Classification Origin\n{id} 2005-04-02 04:10 2011-01-02 03:04 \
                 CONFIDENTIAL Embassy Suva\n\n{text}\n\n{menu}\n"
            );
        }
    };
    format!("<!DOCTYPE html>\n<html><head><title>{id}</title></head>\n<body>{body}</body></html>\n")
}
