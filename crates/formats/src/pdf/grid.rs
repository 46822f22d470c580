//! From letters with places on a page to lines whose columns are as on paper.

/// A letter, or what stands for one, and where its foot begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) x: f64,
    /// Downwards from the top.
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) size: f64,
    pub(super) text: String,
}

/// How many blank lines may stand between two lines.
const MOST_BLANK: usize = 6;

/// The widest line, in columns.
const WIDEST: usize = 400;

/// The lines of a page.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Lines {
    pub(super) text: String,
    /// Of each line that is not blank, its upper left and lower right corner.
    pub(super) corners: Vec<Corners>,
}

/// The upper left and the lower right corner of a box.
pub(super) type Corners = ((f64, f64), (f64, f64));

/// Puts letters on lines.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> Lines {
    glyphs.retain(|glyph| glyph.x.is_finite() && glyph.y.is_finite() && glyph.size.is_finite() && glyph.size > 0.0);
    let Some(unit) = column(&glyphs) else { return Lines::default() };
    let rows = rows(glyphs);
    let left = rows.iter().filter_map(|row| row.first()).map(|glyph| glyph.x).fold(f64::INFINITY, f64::min);
    let pitch = pitch(&rows);
    let mut text = String::new();
    let mut all = Vec::with_capacity(rows.len());
    let mut above: Option<f64> = None;
    for row in &rows {
        let Some(first) = row.first() else { continue };
        if let Some(above) = above {
            let steps = ((first.y - above) / pitch).round();
            let blank = if steps.is_finite() && steps >= 2.0 { (steps as usize - 1).min(MOST_BLANK) } else { 0 };
            text.extend(core::iter::repeat_n('\n', blank));
        }
        above = Some(first.y);
        let begin = text.len();
        line(row, left, unit, &mut text);
        if text.len() > begin {
            all.push(corners(row));
        }
        text.push('\n');
    }
    Lines { text, corners: all }
}

/// The box around the letters of a row.
fn corners(row: &[Glyph]) -> Corners {
    let start = ((f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY));
    row.iter().filter(|glyph| !glyph.text.trim().is_empty()).fold(start, |(upper, lower), glyph| {
        let (left, top) = (upper.0.min(glyph.x), upper.1.min(glyph.y - glyph.size));
        ((left, top), (lower.0.max(glyph.x + glyph.width), lower.1.max(glyph.y)))
    })
}

/// The width of a column: that of the letters which occur most.
fn column(glyphs: &[Glyph]) -> Option<f64> {
    let mut widths: Vec<f64> = glyphs
        .iter()
        .filter(|glyph| glyph.width > 0.0 && glyph.text.chars().all(char::is_alphanumeric))
        .map(|glyph| glyph.width)
        .collect();
    if widths.is_empty() {
        return glyphs.first().map(|glyph| glyph.size * 0.5);
    }
    widths.sort_by(f64::total_cmp);
    widths.get(widths.len() / 2).copied()
}

/// Letters on one line, from the left; lines from the top.
fn rows(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    let mut foot = f64::NEG_INFINITY;
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if glyph.y - foot <= glyph.size * 0.4 => row.push(glyph),
            _ => {
                foot = glyph.y;
                rows.push(vec![glyph]);
            }
        }
    }
    for row in &mut rows {
        row.sort_by(|one, other| one.x.total_cmp(&other.x));
    }
    rows
}

/// The step from line to line that occurs most.
fn pitch(rows: &[Vec<Glyph>]) -> f64 {
    let feet: Vec<f64> = rows.iter().filter_map(|row| row.first()).map(|glyph| glyph.y).collect();
    let mut steps: Vec<f64> = feet.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > 0.5).collect();
    steps.sort_by(f64::total_cmp);
    // Blank lines make wider steps: the narrower ones are those from line to line.
    steps.get(steps.len() / 4).copied().unwrap_or(12.0)
}

fn line(row: &[Glyph], left: f64, unit: f64, text: &mut String) {
    let begin = text.len();
    let mut columns = 0;
    let mut end: Option<f64> = None;
    let mut printed = 0;
    for glyph in row {
        if glyph.text.trim().is_empty() {
            printed += 1;
            continue;
        }
        let wanted = (((glyph.x - left) / unit).round().max(0.0) as usize).min(WIDEST);
        let gap = end.map_or(f64::INFINITY, |end| glyph.x - end);
        // The same letter printed twice for bold type.
        if gap < -0.7 * glyph.width && text[begin..].ends_with(glyph.text.as_str()) {
            continue;
        }
        let blanks = match end {
            None => wanted,
            // Blanks that the document itself has, as in a table set in a narrow type.
            Some(_) if printed > 2 && gap > 0.0 => {
                printed.max(if gap > unit * 1.8 { wanted.saturating_sub(columns) } else { 1 })
            }
            // A blank as narrow as in set type is one; a wide gap leads to its column.
            Some(_) if gap > unit * 1.8 => wanted.saturating_sub(columns).max(1),
            Some(_) if gap > (unit * 0.35).min(glyph.size * 0.18) => 1,
            Some(_) => 0,
        };
        text.extend(core::iter::repeat_n(' ', blanks));
        text.push_str(&glyph.text);
        printed = 0;
        columns += blanks + glyph.text.chars().count();
        end = Some(glyph.x + glyph.width);
    }
    let trimmed = text.trim_end_matches(' ').len();
    text.truncate(trimmed.max(begin));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(glyphs: &mut Vec<Glyph>, x: f64, y: f64, text: &str) {
        for (at, letter) in text.chars().enumerate() {
            if letter != ' ' {
                glyphs.push(Glyph { x: x + at as f64 * 6.0, y, width: 6.0, size: 10.0, text: letter.to_string() });
            }
        }
    }

    #[test]
    fn columns_and_blank_lines_are_kept() {
        let mut glyphs = Vec::new();
        put(&mut glyphs, 72.0, 100.0, "TAGS:      EFIS, FJ");
        put(&mut glyphs, 72.0, 112.0, "SUBJECT:  FERRY");
        put(&mut glyphs, 72.0, 124.0, "REF:  SUVA 1");
        put(&mut glyphs, 84.0, 148.0, "1.  The ferry");
        put(&mut glyphs, 72.0, 160.0, "sails.");
        put(&mut glyphs, 72.0, 172.0, "ROE");
        let mixed: Vec<Glyph> = glyphs.into_iter().rev().collect();
        assert_eq!(
            lines(mixed).text,
            "TAGS:      EFIS, FJ\nSUBJECT:  FERRY\nREF:  SUVA 1\n\n  1.  The ferry\nsails.\nROE\n"
        );
        assert_eq!(lines(Vec::new()), Lines::default());
        let odd = Glyph { x: f64::NAN, y: 0.0, width: 0.0, size: 0.0, text: "x".into() };
        assert_eq!(lines(vec![odd]), Lines::default());
    }

    #[test]
    fn each_line_has_its_box() {
        let mut glyphs = Vec::new();
        put(&mut glyphs, 72.0, 100.0, "TAGS: FJ");
        put(&mut glyphs, 84.0, 148.0, "ROE");
        let lines = lines(glyphs);
        assert_eq!(lines.text.lines().filter(|line| !line.is_empty()).count(), 2);
        assert_eq!(lines.corners, [((72.0, 90.0), (120.0, 100.0)), ((84.0, 138.0), (102.0, 148.0))]);
    }
}
