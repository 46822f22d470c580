//! Where the lines that OCR read stand on their page.

/// A box on a page, in thousandths of the page's width and height, from its
/// upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From the left edge of the page.
    pub left: u16,
    /// From the upper edge of the page.
    pub top: u16,
    /// Of the page's width.
    pub width: u16,
    /// Of the page's height.
    pub height: u16,
}

impl Place {
    /// The box between two corners on a page of some width and height, in any
    /// one unit. What lies outside the page is cut off.
    pub(super) fn new((left, top): (f64, f64), (right, bottom): (f64, f64), page: (f64, f64)) -> Self {
        // Between 0 and 1000; what is no number becomes 0.
        let of = |at: f64, whole: f64| (at / whole * 1000.0).round().clamp(0.0, 1000.0) as u16;
        let (left, top) = (of(left, page.0), of(top, page.1));
        let (right, bottom) = (of(right, page.0), of(bottom, page.1));
        Self { left, top, width: right.saturating_sub(left), height: bottom.saturating_sub(top) }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split(' ').map(|number| number.parse::<u16>().ok().filter(|number| *number <= 1000));
        let mut next = || numbers.next().flatten();
        let place = Self { left: next()?, top: next()?, width: next()?, height: next()? };
        numbers.next().is_none().then_some(place)
    }
}

/// The statement of the places of the lines of some pages: `page 3: 118 91 600
/// 9, 118 103 240 9; page 4: …`; `None` where there are none.
pub(super) fn statement<'a>(pages: impl Iterator<Item = (usize, &'a [Place])>) -> Option<String> {
    let place = |place: &Place| format!("{} {} {} {}", place.left, place.top, place.width, place.height);
    let pages = pages.filter(|(_, places)| !places.is_empty()).map(|(number, places)| {
        let places: Vec<_> = places.iter().map(place).collect();
        format!("page {number}: {}", places.join(", "))
    });
    let pages: Vec<_> = pages.collect();
    (!pages.is_empty()).then(|| pages.join("; "))
}

/// Reads a [`statement`]. A page of which anything is not understood has no
/// places: the others would be those of other lines.
pub(super) fn stated(statement: &str) -> Vec<(usize, Vec<Place>)> {
    let page = |one: &str| {
        let (number, places) = one.strip_prefix("page ")?.split_once(": ")?;
        Some((number.parse().ok()?, places.split(", ").map(Place::parse).collect::<Option<_>>()?))
    };
    statement.split("; ").filter_map(page).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousandths_of_the_page() {
        let place = Place::new((255.0, 330.0), (1275.0, 363.0), (2550.0, 3300.0));
        assert_eq!(place, Place { left: 100, top: 100, width: 400, height: 10 });
        let outside = Place::new((-5.0, 3000.0), (9000.0, 9000.0), (2550.0, 3300.0));
        assert_eq!(outside, Place { left: 0, top: 909, width: 1000, height: 91 });
        let none = Place::new((1.0, f64::NAN), (2.0, 3.0), (0.0, 0.0));
        assert_eq!((none.top, none.width), (0, 0));
    }

    #[test]
    fn reads_back_what_it_wrote() {
        let at = |top| Place { left: 118, top, width: 600, height: 9 };
        let pages = [(3, vec![at(91), at(103)]), (4, Vec::new()), (5, vec![at(1000)])];
        let written = statement(pages.iter().map(|(number, places)| (*number, &places[..]))).unwrap();
        assert_eq!(written, "page 3: 118 91 600 9, 118 103 600 9; page 5: 118 1000 600 9");
        assert_eq!(stated(&written), [pages[0].clone(), pages[2].clone()]);
        assert_eq!(statement([(1, &[][..])].into_iter()), None);
        for odd in [
            "",
            "page",
            "page 1",
            "page 1: ",
            "page x: 1 2 3 4",
            "page 1: 1 2 3",
            "page 1: 1 2 3 4 5",
            "page 1: 1 2 3 1001",
        ] {
            assert_eq!(stated(odd), [], "{odd}");
        }
    }
}
