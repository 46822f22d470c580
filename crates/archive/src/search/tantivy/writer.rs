//! Writing telegrams to the tantivy index.

use tantivy::schema::Field;
use tantivy::{IndexReader, TantivyDocument, Term};

use super::schema::Fields;
use crate::Error;
use crate::numbers::{Sequence, TelegramNumber};
use crate::search::{Entry, IndexWriter};

/// Writes to the tantivy index.
pub(super) struct TantivyWriter<'a> {
    pub(super) writer: tantivy::IndexWriter,
    pub(super) fields: Fields,
    pub(super) reader: &'a IndexReader,
}

impl IndexWriter for TantivyWriter<'_> {
    fn put(&mut self, telegram: TelegramNumber, fresh: bool, entry: &Entry) -> Result<(), Error> {
        if !fresh {
            self.remove(telegram)?;
        }
        self.writer.add_document(document(&self.fields, telegram, entry))?;
        Ok(())
    }

    fn remove(&mut self, telegram: TelegramNumber) -> Result<(), Error> {
        self.writer.delete_term(Term::from_field_i64(self.fields.number, telegram.0));
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Error> {
        self.writer.delete_all_documents()?;
        Ok(())
    }

    fn commit(&mut self, sequence: Sequence) -> Result<(), Error> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&sequence.0.to_string());
        commit.commit()?;
        self.reader.reload()?;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        self.writer.wait_merging_threads()?;
        self.reader.reload()?;
        Ok(())
    }
}

/// So much room the shorter fields of a document take, in bytes.
const FIELDS: usize = 2 << 10;

fn document(fields: &Fields, telegram: TelegramNumber, entry: &Entry) -> TantivyDocument {
    let words = entry.body.iter().chain(&entry.margin).map(String::len).sum::<usize>();
    let mut document = TantivyDocument::with_capacity(words + FIELDS);
    let mut add = |field: Field, text: &str| document.add_text(field, text);
    add(fields.order, &entry.order);
    add(fields.subject, &entry.subject);
    let lists = [
        (fields.body, &entry.body),
        (fields.margin, &entry.margin),
        (fields.from, &entry.from),
        (fields.to, &entry.to),
        (fields.info, &entry.info),
        (fields.signed, &entry.signed),
        (fields.classified_by, &entry.classified_by),
        (fields.tag, &entry.tags),
        (fields.caption, &entry.captions),
        (fields.collection, &entry.collections),
        (fields.reference, &entry.references),
    ];
    for (field, texts) in lists {
        texts.iter().for_each(|text| add(field, text));
    }
    for (field, text) in [(fields.id, &entry.id), (fields.post, &entry.post), (fields.class, &entry.class)] {
        text.iter().for_each(|text| add(field, text));
    }
    entry.has.iter().for_each(|value| add(fields.has, value));
    entry.is.iter().for_each(|value| add(fields.is, value));
    document.add_i64(fields.number, telegram.0);
    document.add_i64(fields.revision, entry.revision.0);
    entry.years.iter().for_each(|&year| document.add_i64(fields.year, year.into()));
    for (range, first, end) in
        [(entry.date, fields.date, fields.date_end), (entry.released, fields.released, fields.released_end)]
    {
        if let Some(range) = range {
            document.add_i64(first, range.0);
            document.add_i64(end, range.1);
        }
    }
    document
}
