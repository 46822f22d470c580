//! `chancery`: an archive for diplomatic telegrams, in one binary.
//!
//! This crate only translates: arguments into calls of the libraries, their
//! results into lines on standard output, and outcomes into exit statuses.
//! What the libraries must not touch (environment, clock, home directory,
//! terminal) is read here and handed to them.

mod annotated;
mod archive_dir;
mod args;
mod columns;
mod commands;
#[cfg(test)]
mod diagnostics_page;
mod harmless;
mod importing;
mod in_order;
mod inputs;
mod logging;
mod outcome;
mod output;
mod places;
mod progress;
mod query_error;
mod readable;
#[cfg(test)]
mod reference;
mod tools;

use std::process::ExitCode;

use clap::Parser as _;

use crate::args::Arguments;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    logging::start(arguments.verbose);
    match commands::run(arguments) {
        Ok(outcome) => outcome.into(),
        Err(error) => outcome::report(&error),
    }
}
