//! Writing results to standard output.

use std::io::{self, BufWriter, IsTerminal as _, Stderr, StdoutLock, Write};

use anstream::AutoStream;
use anyhow::Result;
use serde::Serialize;

use crate::harmless::Harmless;

/// Standard output for data: buffered, never coloured, as it is but on a terminal.
pub(crate) fn plain() -> BufWriter<Box<dyn Write>> {
    let out = io::stdout().lock();
    BufWriter::new(if out.is_terminal() { Box::new(Harmless::new(out)) } else { Box::new(out) })
}

/// Standard output for people: nothing that a terminal would obey but styles, and these only on one that shows them (`NO_COLOR` and
/// `CLICOLOR` are honoured).
pub(crate) fn styled() -> Harmless<AutoStream<StdoutLock<'static>>> {
    Harmless::new(AutoStream::auto(io::stdout().lock()))
}

/// Standard output for data when it is JSON, else for people.
pub(crate) fn json_or_styled(json: bool) -> Box<dyn Write> {
    if json { Box::new(plain()) } else { Box::new(styled()) }
}

/// Standard error for people, in the same way as [`styled`].
pub(crate) fn errors() -> Harmless<AutoStream<Stderr>> {
    Harmless::new(AutoStream::auto(io::stderr()))
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
