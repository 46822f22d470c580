//! What a reader may ask.

use std::sync::Arc;

use crate::{
    Archive, CollectionInfo, Copies, DoubtfulPairs, Error, ImportChanges, ImportNumber, ImportReport, ImportSummary,
    Lookup, Overview, Page, PostInfo, PostYear, Query, SearchPage, SearchWatch, Silent, TelegramPage, WitnessNumber,
};

/// What a reader may ask, whoever answers: an archive, or something that was made of one.
///
/// Pages take this, so that whatever answers can be shown. Each method answers as the one of [`Archive`] of the same name does, and fails
/// where what it asks cannot be read.
#[expect(clippy::missing_errors_doc, reason = "said once, above")]
pub trait Library: Send + Sync {
    /// The telegrams that match, one page of them; who watches hears of the work and may end it.
    fn search_watched(&self, query: &Query, page: &Page, watch: Arc<dyn SearchWatch>) -> Result<SearchPage, Error>;
    /// The same, watched by nobody.
    fn search(&self, query: &Query, page: &Page) -> Result<SearchPage, Error> {
        self.search_watched(query, page, Arc::new(Silent))
    }
    /// The page of a telegram by its canonical reference id, also of one that is only referred to.
    fn telegram(&self, id: &str) -> Result<Option<TelegramPage>, Error>;
    /// The page of a telegram or document by one of its witnesses, which is the one shown.
    fn telegram_by_key(&self, collection: &str, key: &str) -> Result<Option<TelegramPage>, Error>;
    /// The page that shows one version of one witness.
    fn telegram_by_witness(&self, witness: WitnessNumber) -> Result<Option<TelegramPage>, Error>;
    /// The witness that has, or had, this number among the copies of the telegram at a path.
    fn numbered_copy(&self, address: &str, copy: u32) -> Result<Option<WitnessNumber>, Error>;
    /// The copies of the telegram at a path side by side; `pair` names the two whose texts are compared.
    fn copies(&self, address: &str, pair: Option<(WitnessNumber, WitnessNumber)>) -> Result<Option<Copies>, Error>;
    /// A part of the pairs of copies that may be of one telegram or of two.
    fn doubtful_pairs(&self, offset: u64, limit: u64) -> Result<DoubtfulPairs, Error>;
    /// What a person means who types `any_form` into a "go to" box.
    fn lookup(&self, any_form: &str) -> Result<Lookup, Error>;
    /// What is held.
    fn overview(&self) -> Result<Overview, Error>;
    /// All posts, by name.
    fn posts(&self) -> Result<Vec<PostInfo>, Error>;
    /// One post, `None` when nothing of it is held or referred to.
    fn post(&self, key: &str) -> Result<Option<PostInfo>, Error>;
    /// A part of a post's year.
    fn post_year(&self, key: &str, year: i16, offset: u64, limit: u64) -> Result<Option<PostYear>, Error>;
    /// All collections, by name.
    fn collections(&self) -> Result<Vec<CollectionInfo>, Error>;
    /// The original bytes of a witness.
    fn raw(&self, witness: WitnessNumber) -> Result<Option<Vec<u8>>, Error>;
    /// All imports, newest first.
    fn imports(&self) -> Result<Vec<ImportSummary>, Error>;
    /// The report of one import.
    fn import_report(&self, number: ImportNumber) -> Result<Option<ImportReport>, Error>;
    /// A part of what an import brought.
    fn import_changes(&self, number: ImportNumber, offset: u64, limit: u64) -> Result<Option<ImportChanges>, Error>;

    /// What was wrong with an index that was made anew since this was asked last; nothing where there is none to mend.
    fn index_mended(&self) -> Option<String> {
        None
    }
}

/// Answers with the methods of the same names.
macro_rules! answers {
    ($($name:ident($($given:ident: $kind:ty),*) -> $answer:ty;)+) => {
        impl Library for Archive {
            $(fn $name(&self, $($given: $kind),*) -> Result<$answer, Error> {
                Self::$name(self, $($given),*)
            })+

            fn index_mended(&self) -> Option<String> {
                Self::index_mended(self)
            }
        }
    };
}

answers! {
    search_watched(query: &Query, page: &Page, watch: Arc<dyn SearchWatch>) -> SearchPage;
    telegram(id: &str) -> Option<TelegramPage>;
    telegram_by_key(collection: &str, key: &str) -> Option<TelegramPage>;
    telegram_by_witness(witness: WitnessNumber) -> Option<TelegramPage>;
    numbered_copy(address: &str, copy: u32) -> Option<WitnessNumber>;
    copies(address: &str, pair: Option<(WitnessNumber, WitnessNumber)>) -> Option<Copies>;
    doubtful_pairs(offset: u64, limit: u64) -> DoubtfulPairs;
    lookup(any_form: &str) -> Lookup;
    overview() -> Overview;
    posts() -> Vec<PostInfo>;
    post(key: &str) -> Option<PostInfo>;
    post_year(key: &str, year: i16, offset: u64, limit: u64) -> Option<PostYear>;
    collections() -> Vec<CollectionInfo>;
    raw(witness: WitnessNumber) -> Option<Vec<u8>>;
    imports() -> Vec<ImportSummary>;
    import_report(number: ImportNumber) -> Option<ImportReport>;
    import_changes(number: ImportNumber, offset: u64, limit: u64) -> Option<ImportChanges>;
}
