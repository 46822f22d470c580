//! The fields of the tantivy index.

use tantivy::SegmentReader;
use tantivy::columnar::Column;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::RAW_TOKENIZER_NAME;

use crate::search::analysis::WORDS;

/// The version of the fields below; counted up when they change.
pub(super) const VERSION: u32 = 3;

/// The fields of the tantivy index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) number: Field,
    pub(super) revision: Field,
    pub(super) order: Field,
    pub(super) id: Field,
    /// Texts: as written, with positions. Stems are found among the words
    /// when they are looked for.
    pub(super) subject: Field,
    pub(super) body: Field,
    pub(super) margin: Field,
    pub(super) from: Field,
    pub(super) to: Field,
    pub(super) info: Field,
    pub(super) signed: Field,
    pub(super) classified_by: Field,
    /// Values: compared as a whole.
    pub(super) post: Field,
    pub(super) tag: Field,
    pub(super) class: Field,
    pub(super) caption: Field,
    pub(super) collection: Field,
    pub(super) reference: Field,
    pub(super) has: Field,
    pub(super) is: Field,
    pub(super) year: Field,
    pub(super) date: Field,
    pub(super) date_end: Field,
    pub(super) released: Field,
    pub(super) released_end: Field,
}

/// Names of the fields that are read by name: fast fields.
pub(super) mod name {
    pub(in crate::search::tantivy) const NUMBER: &str = "number";
    pub(in crate::search::tantivy) const REVISION: &str = "revision";
    pub(in crate::search::tantivy) const ORDER: &str = "order";
    pub(in crate::search::tantivy) const POST: &str = "post";
    pub(in crate::search::tantivy) const TAG: &str = "tag";
    pub(in crate::search::tantivy) const CLASS: &str = "class";
    pub(in crate::search::tantivy) const YEAR: &str = "year";
    pub(in crate::search::tantivy) const DATE: &str = "date";
    pub(in crate::search::tantivy) const DATE_END: &str = "date_end";
    pub(in crate::search::tantivy) const RELEASED: &str = "released";
    pub(in crate::search::tantivy) const RELEASED_END: &str = "released_end";
}

/// The schema with its fields.
pub(super) fn build() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let text = |tokenizer: &str, record: IndexRecordOption, norms: bool| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record).set_fieldnorms(norms);
        TextOptions::default().set_indexing_options(indexing)
    };
    let words = text(WORDS, IndexRecordOption::WithFreqsAndPositions, true);
    let value = text(RAW_TOKENIZER_NAME, IndexRecordOption::Basic, false);
    let facet = value.clone().set_fast(RAW_TOKENIZER_NAME);
    let fields = Fields {
        number: schema.add_i64_field(name::NUMBER, FAST | INDEXED),
        revision: schema.add_i64_field(name::REVISION, FAST),
        order: schema.add_text_field(name::ORDER, TextOptions::default().set_fast(RAW_TOKENIZER_NAME)),
        id: schema.add_text_field("id", value.clone()),
        subject: schema.add_text_field("subject", words.clone()),
        body: schema.add_text_field("body", words.clone()),
        margin: schema.add_text_field("margin", words.clone()),
        from: schema.add_text_field("from", words.clone()),
        to: schema.add_text_field("to", words.clone()),
        info: schema.add_text_field("info", words.clone()),
        signed: schema.add_text_field("signed", words.clone()),
        classified_by: schema.add_text_field("classified_by", words),
        post: schema.add_text_field(name::POST, facet.clone()),
        tag: schema.add_text_field(name::TAG, facet.clone()),
        class: schema.add_text_field(name::CLASS, facet),
        caption: schema.add_text_field("caption", value.clone()),
        collection: schema.add_text_field("collection", value.clone()),
        reference: schema.add_text_field("reference", value.clone()),
        has: schema.add_text_field("has", value.clone()),
        is: schema.add_text_field("is", value),
        year: schema.add_i64_field(name::YEAR, FAST),
        date: schema.add_i64_field(name::DATE, FAST),
        date_end: schema.add_i64_field(name::DATE_END, FAST),
        released: schema.add_i64_field(name::RELEASED, FAST),
        released_end: schema.add_i64_field(name::RELEASED_END, FAST),
    };
    (schema.build(), fields)
}

/// A column of numbers; empty where no telegram of the segment has one.
pub(super) fn column(segment: &SegmentReader, name: &str) -> tantivy::Result<Column<i64>> {
    let found = segment.fast_fields().column_opt(name)?;
    Ok(found.unwrap_or_else(|| Column::build_empty_column(segment.max_doc())))
}
