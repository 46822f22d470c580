//! How much is read at most.

/// How much is read at most. What goes beyond a limit is reported and not
/// read; everything else is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The largest file or archive member that is read, in bytes after
    /// decompression. Default 256 MiB; spans are 32 bit, so values above
    /// 1 GiB are treated as 1 GiB.
    pub max_bytes: u64,
    /// How many times larger than the archive itself its contents may be, all
    /// members together. Default 200; text compresses by 10 at the most.
    pub max_ratio: u64,
    /// Contents of an archive up to this size are read whatever the ratio.
    /// Default 64 MiB.
    pub ratio_floor: u64,
    /// How deep archives may stand in archives; 1 is an archive on disk.
    /// Default 3, a `.tar.gz` counts once.
    pub max_depth: usize,
    /// How many members one archive may have. Default 5,000,000.
    pub max_members: u64,
    /// How many lines a file or member that is no table may have: each takes
    /// some 150 bytes of memory while it is read, also when it is blank.
    /// Default 6,000,000.
    pub max_lines: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 256 << 20,
            max_ratio: 200,
            ratio_floor: 64 << 20,
            max_depth: 3,
            max_members: 5_000_000,
            max_lines: 6_000_000,
        }
    }
}

impl Limits {
    /// The largest unit in force.
    pub(crate) fn unit_bytes(&self) -> u64 {
        self.max_bytes.min(1 << 30)
    }
}
