//! All documents here are invented.

use crate::{Unit, read};
