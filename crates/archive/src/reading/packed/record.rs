//! The sections of a record, with a checksum.

use flate2::Crc;

use super::Unpackable;

/// Begins a record of this form; see `earlier.rs` for the others.
const FORM: u8 = b'5';

/// Each section is read by itself, so that who needs little unpacks little.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::reading) struct Record<T> {
    /// What the telegram says, without places in the text.
    pub(in crate::reading) facts: T,
    /// What the text is joined of, and the paragraphs.
    pub(in crate::reading) body: T,
    /// All other places in the text.
    pub(in crate::reading) places: T,
}

/// Whether a record is of the form that [`Record::to_bytes`] gives.
pub(in crate::reading) fn is_of_this_form(bytes: &[u8]) -> bool {
    bytes.first() == Some(&FORM)
}

impl Record<Vec<u8>> {
    pub(in crate::reading) fn to_bytes(&self) -> Vec<u8> {
        let Self { facts, body, places } = self;
        let mut bytes = vec![FORM, 0, 0, 0, 0];
        for section in [facts, body] {
            let mut length = section.len();
            while length > 0x7f {
                bytes.push(0x80 | (length & 0x7f) as u8);
                length >>= 7;
            }
            bytes.push(length as u8);
        }
        for section in [facts, body, places] {
            bytes.extend(section);
        }
        let sum = checksum(&bytes[5..]).to_le_bytes();
        bytes[1..5].copy_from_slice(&sum);
        bytes
    }
}

impl<'a> Record<&'a [u8]> {
    /// Tells bytes that are not those that were kept.
    pub(in crate::reading) fn from_bytes(bytes: &'a [u8]) -> Result<Self, Unpackable> {
        let altered = || Unpackable("it was changed on the disk".to_owned());
        let (sum, mut rest) = bytes.get(1..).and_then(<[u8]>::split_first_chunk::<4>).ok_or_else(altered)?;
        if u32::from_le_bytes(*sum) != checksum(rest) {
            return Err(altered());
        }
        let mut length = || {
            let mut length = 0;
            for place in (0..).step_by(7).take(5) {
                let (first, others) = rest.split_first()?;
                rest = others;
                length |= usize::from(first & 0x7f) << place;
                if first & 0x80 == 0 {
                    return Some(length);
                }
            }
            None
        };
        let (facts, body) = (length().ok_or_else(altered)?, length().ok_or_else(altered)?);
        let (facts, rest) = rest.split_at_checked(facts).ok_or_else(altered)?;
        let (body, places) = rest.split_at_checked(body).ok_or_else(altered)?;
        Ok(Self { facts, body, places })
    }
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_changed_bit_is_noticed() {
        let record = Record { facts: vec![1; 300], body: Vec::new(), places: vec![2, 0, 3] };
        let bytes = record.to_bytes();
        let read = Record::from_bytes(&bytes).unwrap();
        assert_eq!((read.facts, read.body, read.places), (&*record.facts, &*record.body, &*record.places));
        for bit in 8..8 * bytes.len() {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            Record::from_bytes(&changed).unwrap_err();
        }
        for length in 0..bytes.len() {
            Record::from_bytes(&bytes[..length]).unwrap_err();
        }
    }
}
