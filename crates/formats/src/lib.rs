//! Reads foreign bytes: finds files in folders and archives, tells what they
//! are, decodes them, and gives each telegram or document as a [`Record`].
//!
//! ```
//! use formats::{Unit, read};
//!
//! let unit = Unit::new("notes/75SUVA617.txt", b"TAGS: PREL, FJ\nSUBJECT: FERRY SERVICE\n".to_vec());
//! let reading = read(&unit);
//! assert_eq!(reading.records.len(), 1);
//! assert!(reading.problems.is_empty());
//! ```
//!
//! Nothing here fails as a whole: what cannot be read becomes a [`Problem`]
//! with file and position, and everything else is read.

mod aad;
mod archive_keys;
mod aside;
mod cablegram;
mod carrier;
mod charset;
mod container;
mod csv;
mod dated;
mod detect;
mod document;
mod evidence;
mod facts_row;
mod front_matter;
mod frus;
mod jsonl;
mod limits;
mod mail;
mod markdown;
mod nothing;
mod office;
mod outlook;
mod page;
mod pdf;
mod placeholder;
mod problem;
mod quoted;
mod read;
mod record;
mod several;
mod smart;
mod source_map;
mod stated;
mod table;
mod text;
mod title;
mod tools;
mod unit;
mod walk;
mod xml;

pub use carrier::Carrier;
pub use charset::{Decoded, decode};
pub use detect::detect;
pub use frus::{Listed, ListedDocument, VolumeContents, volume_contents};
pub use limits::Limits;
pub use pdf::{Drawer, Drawing, NotDrawn, OnPages, PdfReader, Place, read_pdf};
pub use problem::Problem;
pub use read::{read, read_with};
pub use record::{Reading, Record};
pub use source_map::{Edit, EditKind, SourceMap};
pub use table::{Columns, ColumnsError, Field, Part, Table};
pub use tools::{Ocr, Tools};
pub use unit::Unit;
pub use walk::{Find, Options, find, find_in_reader, unit_from_reader, walk};
