//! From bytes of a text to its lines.

/// Where the lines of a text begin.
pub(crate) struct Places {
    begins: Vec<usize>,
}

impl Places {
    pub(crate) fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { begins: std::iter::once(0).chain(ends).collect() }
    }

    /// The number of the line that holds the byte, from 1.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.begins.partition_point(|begin| *begin <= byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_from_one() {
        let places = Places::new("a\nbc\n\nd");
        assert_eq!([0, 1, 2, 4, 5, 6, 99].map(|at| places.line(at)), [1, 1, 2, 2, 3, 4, 4]);
    }
}
