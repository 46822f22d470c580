//! Reads a scanned page: `pdftoppm` draws it, `tesseract` reads the drawing
//! and says how sure it is of each word.

use super::Page;
use super::grid::{self, Glyph};
use super::places::Place;
use super::program::{self, Bounds};
use crate::{Ocr, Tools};

/// Dots to the inch; tesseract's own advice.
const RESOLUTION: &str = "300";

/// The largest drawing of one page, in bytes.
const MAX_DRAWING: u64 = 256 << 20;

pub(super) fn page(ocr: &Ocr, document: &[u8], number: usize, tools: &Tools) -> Result<Page, String> {
    let number = number.to_string();
    // A page may claim to be a mile wide: the bounds on memory and output end that.
    let draw = ["-png", "-gray", "-r", RESOLUTION, "-f", &number, "-l", &number, "-singlefile", "-"];
    let bounds = Bounds::of(tools);
    let drawing = program::run(&ocr.pdftoppm, draw, document, Bounds { output: MAX_DRAWING, ..bounds })?;
    let read = ["-", "-", "-l", &ocr.language, "--psm", "6", "tsv"];
    let table = program::run(&ocr.tesseract, read, &drawing, bounds)?;
    Ok(of_table(&String::from_utf8_lossy(&table)))
}

/// A word of which tesseract is less sure is in doubt.
const DOUBT: f32 = 60.0;

/// So many words in doubt are told of a page: those of which it is least sure.
const MOST_IN_DOUBT: usize = 40;

/// The page of tesseract's table: one word on a line with its box and confidence, the page's own box before them.
fn of_table(table: &str) -> Page {
    let mut glyphs = Vec::new();
    let (mut sum, mut words) = (0.0_f32, 0_u16);
    let mut doubtful = Vec::new();
    let mut size = (0.0, 0.0);
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [level, _, block, paragraph, row, _, left, top, width, height, confidence, text] = cells.as_slice() else {
            continue;
        };
        let number = |cell: &str| cell.parse::<f64>().unwrap_or_default();
        if *level == "1" {
            size = (number(width), number(height));
        }
        if *level != "5" || text.trim().is_empty() {
            continue;
        }
        if let Ok(confidence) = confidence.parse::<f32>()
            && (0.0..=100.0).contains(&confidence)
        {
            sum += confidence;
            words = words.saturating_add(1);
            if confidence < DOUBT && text.contains(char::is_alphanumeric) {
                doubtful.push((confidence, doubtful.len(), text.trim()));
            }
        }
        let _ = (block, paragraph, row);
        let text = text.trim();
        let letters = text.chars().count().max(1) as f64;
        let step = number(width) / letters;
        for (at, letter) in text.chars().enumerate() {
            glyphs.push(Glyph {
                x: number(left) + at as f64 * step,
                y: number(top) + number(height),
                width: step,
                size: number(height).max(20.0),
                text: letter.to_string(),
            });
        }
    }
    doubtful.sort_by(|(one, ..), (other, ..)| one.total_cmp(other));
    doubtful.truncate(MOST_IN_DOUBT);
    doubtful.sort_by_key(|(_, at, _)| *at);
    let lines = grid::lines(glyphs);
    Page {
        text: lines.text,
        confidence: (words > 0).then(|| sum / f32::from(words)),
        // Between 0 and 60.
        doubtful: doubtful.into_iter().map(|(sure, _, word)| (sure.round() as u8, word.to_owned())).collect(),
        places: lines.corners.into_iter().map(|(upper, lower)| Place::new(upper, lower, size)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::of_table;

    #[test]
    fn words_keep_their_columns_and_confidence() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                     1\t1\t0\t0\t0\t0\t0\t0\t2550\t3300\t-1\t\n\
                     5\t1\t1\t1\t1\t1\t300\t300\t100\t30\t90.5\tTAGS:\n\
                     5\t1\t1\t1\t1\t2\t600\t300\t80\t30\t70.5\tEFIS\n\
                     5\t1\t1\t1\t2\t1\t300\t350\t160\t30\t91\tSUBJECT:\n";
        let page = of_table(table);
        assert_eq!(page.text, "TAGS:          EFIS\nSUBJECT:\n");
        assert_eq!(page.confidence, Some(84.0));
        assert_eq!(page.doubtful, []);
        let places = page.places.iter().map(|place| (place.left, place.top, place.width, place.height));
        assert_eq!(places.collect::<Vec<_>>(), [(118, 91, 149, 9), (118, 106, 62, 9)]);
        assert_eq!(of_table("").text, "");
    }

    #[test]
    fn the_least_sure_words_are_told() {
        let word =
            |confidence: usize, text: &str| format!("5\t1\t1\t1\t1\t1\t300\t300\t100\t30\t{confidence}\t{text}\n");
        let doubtful = |words: &str| of_table(&format!("level\n{words}")).doubtful;
        let few = word(31, "FERRV") + &word(60, "SAILS") + &word(0, "--") + &word(9, "0ne,");
        assert_eq!(doubtful(&few), [(31, "FERRV".to_owned()), (9, "0ne,".to_owned())]);
        let many: String = (0..60).map(|sure| word(59 - sure.min(59), &format!("w{sure}"))).collect();
        let told = doubtful(&many);
        assert_eq!((told.len(), &told[0], &told[39]), (40, &(39, "w20".to_owned()), &(0, "w59".to_owned())));
    }
}
