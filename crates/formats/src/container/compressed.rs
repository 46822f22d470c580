//! Compressed files of anything: `.gz`, `.zst`, `.bz2`, `.xz`, each one or
//! several streams after each other.

use core::ops::ControlFlow;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use super::{Form, HEAD, Walk, peek};

/// The endings that are taken off the name of what is inside.
const ENDINGS: [&str; 4] = [".gz", ".zst", ".bz2", ".xz"];
/// How much memory a decoder may take, in bytes: streams that ask for more are
/// made to harm.
const MEMORY: u32 = 256 << 20;

/// Reads a compressed stream. A compressed tar counts as one archive; what is
/// plain inside is shown without the ending.
pub(super) fn read(
    walk: &mut Walk<'_, '_>,
    file: &str,
    reader: &mut dyn Read,
    depth: usize,
    form: Form,
) -> ControlFlow<()> {
    let reader = BufReader::with_capacity(64 << 10, reader);
    let decoder: Box<dyn Read + '_> = match form {
        Form::Zstd => Box::new(Frames { reader: Some(reader), frame: None }),
        Form::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(reader)),
        Form::Xz => Box::new(lzma_rust2::XzReader::new_mem_limit(reader, true, MEMORY >> 10)),
        _ => Box::new(flate2::bufread::MultiGzDecoder::new(reader)),
    };
    let mut inner = walk.budget.count_output(decoder);
    let (head, broken) = peek(&mut inner, HEAD);
    if head.is_empty()
        && let Some(error) = &broken.0
    {
        let reason = walk.budget.reason(error);
        return walk.problem(file, Some("byte 0".to_owned()), reason);
    }
    let form = Form::of(&head);
    let mut inner = Cursor::new(head).chain(broken).chain(inner);
    if form == Form::Tar {
        return walk.stream(file, &mut inner, depth);
    }
    let plain = ENDINGS.into_iter().find_map(|ending| file.strip_suffix(ending)).unwrap_or(file);
    walk.stream(plain, &mut inner, depth + 1)
}

type Frame<R> = StreamingDecoder<R, FrameDecoder>;

/// The frames of a zstd stream one after another.
struct Frames<R: BufRead> {
    /// The input between two frames.
    reader: Option<R>,
    frame: Option<Box<Frame<R>>>,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(mut frame) = self.frame.take() {
                let count = frame.read(buffer)?;
                if count > 0 || buffer.is_empty() {
                    self.frame = Some(frame);
                    return Ok(count);
                }
                self.reader = Some(frame.into_inner());
            }
            let Some(mut reader) = self.reader.take() else { return Ok(0) };
            if reader.fill_buf()?.is_empty() {
                return Ok(0);
            }
            let frame = StreamingDecoder::new_with_max_window_size(reader, u64::from(MEMORY))
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
            self.frame = Some(Box::new(frame));
        }
    }
}
