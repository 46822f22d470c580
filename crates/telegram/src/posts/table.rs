//! The table itself: read once from the compiled-in data file.

use std::sync::OnceLock;

use crate::spelling;
use crate::tables::TableMap;

/// What kind of office a post is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PostKind {
    /// An embassy or legation.
    Embassy,
    /// A consulate general.
    ConsulateGeneral,
    /// A consulate.
    Consulate,
    /// A consular agency; it sent no numbered telegrams in the electronic age.
    ConsularAgency,
    /// A branch of an embassy.
    BranchOffice,
    /// A mission to an organisation, an interests section, a delegation.
    Mission,
    /// A regional or provincial office.
    Office,
    /// The Department of State or a series of its own within it.
    Department,
    /// Another agency whose telegrams are numbered in the same system.
    Agency,
    /// Another agency whose numbers are no reference ids (rule COLLISION).
    OtherAgency,
}

impl PostKind {
    fn read(word: &str) -> Self {
        match word {
            "embassy" => Self::Embassy,
            "consulate_general" => Self::ConsulateGeneral,
            "consulate" => Self::Consulate,
            "branch_office" => Self::BranchOffice,
            "mission" => Self::Mission,
            "office" => Self::Office,
            "department" => Self::Department,
            "agency" => Self::Agency,
            "other_agency" => Self::OtherAgency,
            _ => Self::ConsularAgency,
        }
    }

    /// Whether such a post numbers telegrams that reference ids name.
    #[must_use]
    pub const fn numbers_telegrams(self) -> bool {
        !matches!(self, Self::ConsularAgency | Self::OtherAgency)
    }

    /// The name in data files and addresses, for example `consulate_general`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Embassy => "embassy",
            Self::ConsulateGeneral => "consulate_general",
            Self::Consulate => "consulate",
            Self::ConsularAgency => "consular_agency",
            Self::BranchOffice => "branch_office",
            Self::Mission => "mission",
            Self::Office => "office",
            Self::Department => "department",
            Self::Agency => "agency",
            Self::OtherAgency => "other_agency",
        }
    }

    /// What people call it, for example `consulate general`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Embassy => "embassy",
            Self::ConsulateGeneral => "consulate general",
            Self::Consulate => "consulate",
            Self::ConsularAgency => "consular agency",
            Self::BranchOffice => "branch office",
            Self::Mission => "mission",
            Self::Office => "office",
            Self::Department => "department",
            Self::Agency => "agency",
            Self::OtherAgency => "other agency",
        }
    }
}

/// A post under one of its names.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Post {
    /// The letters of the name, as in reference ids: `PORTMORESBY`.
    pub key: &'static str,
    /// The name as telegrams print it: `PORT MORESBY`.
    pub name: &'static str,
    /// What kind of office it is, or last was.
    pub kind: PostKind,
    /// The country or territory it is in.
    pub territory: &'static str,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// The first year in which the post was open under this name.
    pub from: u16,
    /// The last one; 9999 where it is open still.
    pub to: u16,
    /// The key of the name that the office has today, where that is another.
    pub entity: Option<&'static str>,
    /// The code in NARA's document numbers.
    pub station: &'static str,
    /// The keys of other ways to write the name.
    pub aliases: Vec<&'static str>,
    /// Where the row is from; `tools/make-posts/own.tsv` explains the abbreviations.
    pub source: &'static str,
}

impl Post {
    /// Whether the post was open under this name in `year`.
    #[must_use]
    pub const fn is_open(&self, year: u16) -> bool {
        self.from <= year && year <= self.to
    }

    /// The key of the office: that of the name it has today.
    #[must_use]
    pub fn office(&self) -> &'static str {
        self.entity.unwrap_or(self.key)
    }

    /// The key under which its telegrams are numbered: an interests section or liaison office numbers them under the
    /// city's name, as an embassy does (rule FL6); `USLO PEKING 221` is `PEKING 221`.
    #[must_use]
    pub fn series(&self) -> &'static str {
        let of_city = self.name.starts_with("USINT ") || self.name.starts_with("USLO ");
        self.entity.filter(|_| of_city).unwrap_or(self.key)
    }

    fn read(line: &'static str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let key = next().filter(|key| !key.is_empty() && !key.starts_with('#'))?;
        let filled = |text: &'static str| Some(text).filter(|text| !text.is_empty());
        Some(Self {
            key,
            name: next()?,
            kind: PostKind::read(next()?),
            territory: next()?,
            latitude: next()?.parse().ok(),
            longitude: next()?.parse().ok(),
            from: next()?.parse().unwrap_or(1789),
            to: next()?.parse().unwrap_or(9999),
            entity: filled(next()?),
            station: next()?,
            aliases: next()?.split('|').filter(|alias| !alias.is_empty()).collect(),
            source: next()?,
        })
    }
}

const SLOTS: usize = 1 << 14;

/// A number below [`SLOTS`] that depends on the first four letters.
fn slot(name: &str) -> usize {
    let letters = name.bytes().take(4).fold(0, |sum, byte| sum << 5 | usize::from(byte & 0x1f));
    (letters ^ letters >> 9) % SLOTS
}

/// Whether a word of a name is a small one, in capitals or not: `PORT AU PRINCE`, `Dar es Salaam`.
pub(crate) fn is_small_word(word: &str) -> bool {
    spelling::is_one_of(word, &["AU", "DE", "E", "ES", "OF"])
}

/// The first letters of the words of a name; of small words (`AU`) all, where `small_whole`.
pub(super) fn initials(name: &str, small_whole: bool) -> String {
    let small = |word: &str| small_whole && is_small_word(word);
    name.split(' ').flat_map(|word| word.chars().take(if small(word) { 2 } else { 1 })).collect()
}

/// A number below [`SLOTS`] that depends on the last three letters.
fn end_slot(name: &str) -> usize {
    name.bytes().rev().take(3).fold(0, |sum, byte| sum << 5 | usize::from(byte & 0x1f)) % SLOTS
}

/// The posts with the ways to find one.
pub(super) struct Table {
    pub(super) posts: Vec<Post>,
    names: TableMap<&'static str, usize>,
    /// Whether a name begins with letters of this [`slot`]: most words that are asked for begin like none.
    begins: Vec<bool>,
    /// Whether a name ends with letters of this [`end_slot`].
    ends: Vec<bool>,
    /// Whether a name of several words has initials of this [`slot`].
    initials: Vec<bool>,
    /// The posts, ordered by the [`end_slot`] of their key, and in it as in the table.
    by_end: Vec<(usize, usize)>,
    stations: TableMap<&'static str, Vec<usize>>,
    /// Names of posts that number telegrams, by their length, each with its letters as a set.
    lengths: Vec<Vec<(&'static str, u32, usize)>>,
}

impl Table {
    fn read(text: &'static str) -> Self {
        let posts: Vec<Post> = text.lines().filter_map(Post::read).collect();
        let mut table = Self {
            names: TableMap::with_capacity_and_hasher(posts.len() * 2, Default::default()),
            begins: vec![false; SLOTS],
            ends: vec![false; SLOTS],
            initials: vec![false; SLOTS],
            by_end: posts.iter().map(|post| end_slot(post.key)).zip(0..).collect(),
            stations: TableMap::default(),
            lengths: Vec::new(),
            posts,
        };
        table.by_end.sort_unstable();
        for (at, post) in table.posts.iter().enumerate() {
            table.stations.entry(post.station).or_default().push(at);
            for small_whole in [false, true] {
                table.initials[slot(&initials(post.name, small_whole))] |= post.name.contains(' ');
            }
            for name in core::iter::once(post.key).chain(post.aliases.iter().copied()) {
                table.names.insert(name, at);
                table.begins[slot(name)] = true;
                table.ends[end_slot(name)] = true;
                if table.lengths.len() <= name.len() {
                    table.lengths.resize(name.len() + 1, Vec::new());
                }
                if post.kind.numbers_telegrams() {
                    table.lengths[name.len()].push((name, spelling::letters(name.as_bytes()), at));
                }
            }
        }
        table
    }

    /// Whether a name may begin with these letters, in any case; asks for the first four only.
    pub(super) fn may_begin(&self, letters: &str) -> bool {
        self.begins[slot(letters)]
    }

    /// Whether a name may end with these letters, in any case; asks for the last three only.
    pub(super) fn may_end(&self, letters: &str) -> bool {
        self.ends[end_slot(letters)]
    }

    /// The posts whose key has the same three letters at its end, some others too, in the order of the table.
    pub(super) fn ending_as(&self, letters: &str) -> impl Iterator<Item = &Post> {
        let slot = end_slot(letters);
        let from = self.by_end.partition_point(|&(other, _)| other < slot);
        let alike = self.by_end[from..].iter().take_while(move |&&(other, _)| other == slot);
        alike.filter_map(|&(_, at)| self.posts.get(at))
    }

    /// Whether these letters, four at most, may be the initials of a name of several words.
    pub(super) fn may_be_initials(&self, letters: &str) -> bool {
        self.initials[slot(letters)]
    }

    pub(super) fn by_name(&self, key: &str) -> Option<&Post> {
        if !self.may_begin(key) {
            return None;
        }
        self.names.get(key).and_then(|&at| self.posts.get(at))
    }

    pub(super) fn by_station(&self, code: &str) -> impl Iterator<Item = &Post> {
        self.stations.get(code).into_iter().flatten().filter_map(|&at| self.posts.get(at))
    }

    /// The names of `length` letters, their letters as a set ([`spelling::letters`]), their posts.
    pub(super) fn by_length(&self, length: usize) -> impl Iterator<Item = (&'static str, u32, &Post)> {
        let names = self.lengths.get(length).into_iter().flatten();
        names.filter_map(|&(name, letters, at)| Some((name, letters, self.posts.get(at)?)))
    }
}

/// The table, read at the first use.
pub(super) fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table::read(include_str!("../../data/posts.tsv")))
}

/// All posts, ordered by key.
#[must_use]
pub fn all() -> &'static [Post] {
    &table().posts
}
