//! Writing results to standard output.

use std::io::{self, BufWriter, Write};

use anstream::AutoStream;
use anyhow::Result;
use serde::Serialize;

/// Standard output for data: buffered, never coloured.
pub(crate) fn plain() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Standard output for people: styles are dropped unless it is a terminal
/// that shows them (`NO_COLOR` and `CLICOLOR` are honoured).
pub(crate) fn styled() -> AutoStream<io::StdoutLock<'static>> {
    AutoStream::auto(io::stdout().lock())
}

/// Writes a value as one line of JSON, or over several lines when `pretty`.
pub(crate) fn json_line(out: &mut impl Write, value: &impl Serialize, pretty: bool) -> Result<()> {
    if pretty {
        serde_json::to_writer_pretty(&mut *out, value)?;
    } else {
        serde_json::to_writer(&mut *out, value)?;
    }
    out.write_all(b"\n")?;
    Ok(())
}
