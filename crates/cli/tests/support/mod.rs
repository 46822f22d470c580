//! Runs the real binary in a world of its own: no user's archive, no user's
//! settings, no terminal.

#![allow(dead_code, reason = "each test target uses a part of it")]

pub(crate) mod real;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// What a run left.
pub(crate) struct Ran {
    /// The exit status; `None` when a signal ended it.
    pub(crate) status: Option<i32>,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

impl Ran {
    /// Fails with everything the run said unless the status is as expected.
    #[track_caller]
    pub(crate) fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "\n-- stdout\n{}\n-- stderr\n{}", self.stdout, self.stderr);
        self
    }

    /// Standard output as one JSON value per line.
    #[track_caller]
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        let value = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"));
        self.stdout.lines().map(value).collect()
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        let mut lines = self.json_lines();
        assert_eq!(lines.len(), 1, "{}", self.stdout);
        lines.remove(0)
    }
}

/// A directory with an archive and room for files.
pub(crate) struct World {
    directory: TempDir,
}

impl World {
    pub(crate) fn new() -> Self {
        Self { directory: TempDir::new().unwrap() }
    }

    /// A place in the world.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Writes a file below `files/`.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path("files").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// The binary with the world's archive.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command
            .args(arguments)
            .current_dir(self.directory.path())
            .env_clear()
            .env("HOME", self.directory.path())
            .env("CHANCERY_ARCHIVE", self.path("archive"))
            .stdin(Stdio::null());
        command
    }

    /// Runs the binary to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        ran(&mut self.command(arguments))
    }

    /// Runs the binary with something on standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let path = self.path("standard-input");
        fs::write(&path, input).unwrap();
        ran(self.command(arguments).stdin(fs::File::open(path).unwrap()))
    }
}

/// The home page of a server that was started with its standard output at hand.
pub(crate) fn first_page(server: &mut Child) -> String {
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let mut stream = TcpStream::connect(address).unwrap_or_else(|error| panic!("{error}: {line}"));
    write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    page
}

/// Runs a command to its end.
pub(crate) fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The samples that the project ships.
pub(crate) fn samples() -> PathBuf {
    root().join("samples")
}

/// The project's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// An invented telegram of Suva, 1975, that refers to the one before it.
pub(crate) fn telegram(number: u32) -> String {
    let day = number % 28 + 1;
    format!(
        "R {day:02}0415Z MAR 75\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC {}\nINFO AMEMBASSY WELLINGTON\n\n\
         C O N F I D E N T I A L SUVA {number:04}\n\nE.O. 11652: GDS\nTAGS: ETRN, FJ\n\
         SUBJECT: FERRY SERVICE, REPORT NUMBER {number}\n\nREF: SUVA {:04}\n\n\
         1. SUMMARY: THE INVENTED FERRY SAILED AS PLANNED. END SUMMARY.\n\n\
         2. IT CARRIED {number} BOXES OF TEAPOTS.\nWINTERBOURNE\n",
        2000 + number,
        number - 1,
    )
}
