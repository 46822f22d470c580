//! Prints each stretch of a file with what it is, then the facts as JSON.
//!
//! `cargo run -p telegram --features serde --example annotate FILE`

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: annotate FILE");
        return ExitCode::from(2);
    };
    let text = match std::fs::read(&path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let parsed = telegram::parse(&text);
    let mut out = String::new();
    for element in &parsed.elements {
        for (index, line) in text[element.span.range()].lines().enumerate() {
            let kind = if index == 0 { format!("{:?}", element.kind) } else { String::new() };
            out.push_str(&format!("{kind:>20} | {line}\n"));
        }
    }
    match serde_json::to_string_pretty(&parsed.telegram) {
        Ok(json) => out.push_str(&json),
        Err(error) => out.push_str(&error.to_string()),
    }
    use std::io::Write;
    match writeln!(std::io::stdout(), "{out}") {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
