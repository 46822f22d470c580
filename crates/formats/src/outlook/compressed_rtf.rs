//! Rich text as Outlook packs it (MS-OXRTFCP): literals, and references into a ring of 4,096 bytes.

/// With what the ring is filled at the start.
const START: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \
\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\
\\tab\\tx";

const RING: usize = 4096;

/// The text, `None` where it is not of this form. What is cut off gives what stands before the cut.
pub(super) fn decompress(bytes: &[u8]) -> Option<Vec<u8>> {
    let (kind, rest) = (bytes.get(8..12)?, bytes.get(16..)?);
    match kind {
        b"MELA" => Some(rest.to_vec()),
        b"LZFu" => Some(unpack(rest)),
        _ => None,
    }
}

fn unpack(bytes: &[u8]) -> Vec<u8> {
    let mut ring = [b' '; RING];
    for (place, byte) in ring.iter_mut().zip(START) {
        *place = *byte;
    }
    let mut at = START.len();
    let mut out = Vec::new();
    let mut put = |ring: &mut [u8; RING], at: &mut usize, byte: u8| {
        out.push(byte);
        if let Some(place) = ring.get_mut(*at) {
            *place = byte;
        }
        *at = (*at + 1) % RING;
    };
    let mut input = bytes.iter().copied();
    'all: while let Some(control) = input.next() {
        for bit in 0..8 {
            let Some(byte) = input.next() else { break 'all };
            if control >> bit & 1 == 0 {
                put(&mut ring, &mut at, byte);
                continue;
            }
            let Some(low) = input.next() else { break 'all };
            let reference = u16::from_be_bytes([byte, low]);
            let (from, length) = (usize::from(reference >> 4), usize::from(reference & 0xF) + 2);
            // A reference to the place that is written next ends the text.
            if from == at {
                break 'all;
            }
            for step in 0..length {
                let byte = ring.get((from + step) % RING).copied().unwrap_or_default();
                put(&mut ring, &mut at, byte);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{START, decompress};

    #[test]
    fn the_example_of_the_specification() {
        let packed = b"\x2d\x00\x00\x00\x2b\x00\x00\x00\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7\x03\x00\x0a\x00\x72\x63\x70\x67\
                       \x31\x32\x35\x42\x32\x0a\xf3\x20\x68\x65\x6c\x09\x00\x20\x62\x77\x05\xb0\x6c\x64\x7d\x0a\x80\x0f\xa0";
        assert_eq!(START.len(), 207);
        let text = decompress(packed);
        assert_eq!(text.as_deref(), Some(&b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"[..]));
        for end in 0..packed.len() {
            let _ = decompress(&packed[..end]);
        }
    }
}
