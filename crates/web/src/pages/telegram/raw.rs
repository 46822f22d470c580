//! The original bytes of a copy, to take away.

use archive::{Library, TelegramPage, WitnessInfo};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::PageError;
use crate::page::{self, Cache};

/// Reads `{key}/raw` or `{key}/raw/{version}`.
pub(super) fn split(rest: &str) -> Option<(&str, Option<u32>)> {
    if let Some(key) = rest.strip_suffix("/raw") {
        return Some((key, None));
    }
    let (key, version) = rest.rsplit_once("/raw/")?;
    Some((key, Some(version.parse().ok()?)))
}

/// Sends the bytes as a file of no particular kind: a browser must not show
/// what somebody else wrote as if it were a page of this site.
pub(super) fn download(
    archive: &dyn Library,
    page: &TelegramPage,
    collection: &str,
    key: &str,
    version: Option<u32>,
) -> Result<Response, PageError> {
    let mut of_key = page.witnesses.iter().filter(|witness| witness.collection == collection && witness.key == key);
    let witness = match version {
        Some(version) => of_key.rfind(|witness| witness.version == version),
        None => of_key.max_by_key(|witness| witness.version),
    };
    let missing = || PageError::not_found(key);
    let witness = witness.ok_or_else(missing)?;
    let bytes = archive.raw(witness.number)?.ok_or_else(missing)?;
    let mut response = page::content(StatusCode::OK, "application/octet-stream", Cache::Revalidate, bytes);
    let disposition = format!("attachment; filename=\"{}\"", file_name(key, &witness.carrier));
    let disposition = HeaderValue::from_str(&disposition).map_err(|error| PageError::internal(&error))?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

/// Where the bytes of a copy are.
pub(super) fn address(witness: &WitnessInfo) -> String {
    format!("{}/raw/{}", witness.address, witness.version)
}

/// A file name for the bytes.
fn file_name(key: &str, carrier: &str) -> String {
    let ending = formats::Carrier::of_key(carrier).map_or("txt", formats::Carrier::ending);
    format!("{}.{ending}", safe(key))
}

/// A name that is safe on every system: letters, figures, hyphens.
pub(super) fn safe(name: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    name.chars().take(100).map(safe).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_raw_copies_are_read() {
        assert_eq!(split("frus1/d2/raw"), Some(("frus1/d2", None)));
        assert_eq!(split("frus1/d2/raw/3"), Some(("frus1/d2", Some(3))));
        assert_eq!(split("frus1/d2/raw/x"), None);
        assert_eq!(split("frus1/d2"), None);
    }

    #[test]
    fn file_names_hold_no_path() {
        assert_eq!(file_name("../frus1/d2\"\r\n", "frus"), "___frus1_d2___.xml");
        assert_eq!(file_name("09SUVA12", "text"), "09SUVA12.txt");
        assert_eq!(file_name("box 3/copy", "pdf"), "box_3_copy.pdf");
    }
}
