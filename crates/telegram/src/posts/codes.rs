//! Short names of posts: `BKK 31`, `04 VAT 71` (rules N111, N186).

use std::sync::OnceLock;

use super::find_key;
use super::table::Post;
use crate::tables::TableMap;

/// The posts by their code, read once.
fn codes() -> &'static TableMap<&'static str, &'static str> {
    static CODES: OnceLock<TableMap<&'static str, &'static str>> = OnceLock::new();
    CODES.get_or_init(|| {
        let rows = include_str!("../../data/post_codes.tsv").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| {
            let mut fields = row.split('\t');
            Some((fields.next()?, fields.next()?))
        })
        .collect()
    })
}

/// The post that lists of references call by `code`, three capitals.
///
/// In running text such letters mean something else more often (`VAT`), so only a list or an id is read with it.
pub(crate) fn by_code(code: &str) -> Option<&'static Post> {
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    find_key(codes().get(code)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_leads_to_a_post_and_is_no_name() {
        assert!(codes().len() > 80);
        for (code, post) in codes() {
            assert_eq!(by_code(code).map(|found| found.key), Some(*post), "{code}");
            assert!(find_key(code).is_none(), "{code}");
        }
        assert!(by_code("vat").is_none());
    }
}
