//! The texts of readings: joined of what is kept with them and what the originals have.
//!
//! A store of rows knows nothing of originals, and a store of originals nothing of texts. Whoever wants the texts of many readings
//! asks once: the stretches of all are fetched together, by one request where the originals are far away.

use std::sync::Arc;

use crate::Error;
use crate::blobs::{self, Blobs, Hash};
use crate::error::Stored;
use crate::reading::{Parts, Reading};
use crate::store::KeptReading;

/// Gives texts, and readings with them.
#[derive(Debug)]
pub(crate) struct Texts {
    blobs: Arc<dyn Blobs>,
}

impl Texts {
    pub(crate) fn new(blobs: Arc<dyn Blobs>) -> Self {
        Self { blobs }
    }

    /// The texts of these readings, in their order. Of each is told what is wrong with it.
    pub(crate) fn of(&self, kept: &[KeptReading]) -> Result<Vec<Result<String, Error>>, Error> {
        let parts: Vec<Result<(Hash, Parts), Error>> = kept.iter().map(parts).collect();
        let places = parts.iter().flatten().filter_map(|(blob, parts)| Some((*blob, parts.place()?)));
        let mut found = self.blobs.ranges(&places.collect::<Vec<_>>())?.into_iter();
        let mut joined = |(blob, parts): (Hash, Parts)| {
            let bytes = match parts.place() {
                Some(_) => blobs::expected(&*self.blobs, blob, found.next().flatten())?,
                None => Vec::new(),
            };
            parts.join(&bytes).map_err(|_| blobs::changed(&*self.blobs, blob))
        };
        Ok(parts.into_iter().map(|parts| joined(parts?)).collect())
    }

    /// The whole reading.
    pub(crate) fn whole(&self, kept: &KeptReading) -> Result<Reading, Error> {
        let text = self.of(std::slice::from_ref(kept))?.remove(0)?;
        Ok(Reading::decode(&kept.reading, text)?)
    }

    /// The whole reading, and `true`; or the facts alone where the original no longer has the text.
    pub(crate) fn what_is_there(&self, kept: &KeptReading) -> Result<(Reading, bool), Error> {
        match self.whole(kept) {
            Ok(whole) => Ok((whole, true)),
            Err(error) if error.is_original_lost() => {
                let mut telegram = Reading::facts(&kept.reading)?;
                // Some may be kept whole; what is shown of a text without the others would pass for all of it.
                telegram.paragraphs.iter_mut().for_each(|paragraph| paragraph.text.clear());
                Ok((Reading { telegram, ..Reading::default() }, false))
            }
            Err(error) => Err(error),
        }
    }

    /// The texts and paragraphs of these readings, without other facts; nothing of one whose original is lost, or of which
    /// what was kept is.
    pub(crate) fn bodies(&self, kept: &[KeptReading]) -> Result<Vec<Reading>, Error> {
        let texts = self.of(kept)?;
        let body = |(kept, text): (&KeptReading, Result<String, Error>)| match text {
            Ok(text) => Ok(Reading::body(&kept.reading, text)?),
            Err(error) if error.is_original_lost() || Reading::check(&kept.reading).is_err() => Ok(Reading::default()),
            Err(error) => Err(error),
        };
        kept.iter().zip(texts).map(body).collect()
    }
}

fn parts(kept: &KeptReading) -> Result<(Hash, Parts), Error> {
    let unreadable = || Stored::new("a telegram")(format!("its blob {} is no SHA-256", kept.blob));
    let blob = Hash::parse(&kept.blob).ok_or_else(unreadable)?;
    Ok((blob, Reading::parts(&kept.reading)?))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::io::Cursor;
    use std::ops::Range;
    use std::path::PathBuf;
    use std::sync::Mutex;

    use super::*;
    use crate::WitnessNumber;
    use crate::blobs::Stream;
    use crate::reading::Origin;

    /// Originals that are far away: how many requests were made, and of how much.
    #[derive(Debug, Default)]
    struct FarAway {
        files: Vec<Vec<u8>>,
        requests: Mutex<Vec<usize>>,
    }

    impl Blobs for FarAway {
        fn ranges(&self, wanted: &[(Hash, Range<u64>)]) -> Result<Vec<Option<Vec<u8>>>, Error> {
            self.requests.lock().unwrap().push(wanted.len());
            wanted.iter().map(|(hash, range)| self.range(*hash, range.clone())).collect()
        }

        fn range(&self, hash: Hash, range: Range<u64>) -> Result<Option<Vec<u8>>, Error> {
            let file = self.files.iter().find(|file| Hash::of(file) == hash);
            Ok(file.and_then(|file| Some(file.get(range.start as usize..range.end as usize)?.to_vec())))
        }

        fn open(&self, hash: Hash) -> Result<Option<Box<dyn Stream>>, Error> {
            let file = self.files.iter().find(|file| Hash::of(file) == hash);
            Ok(file.map(|file| Box::new(Cursor::new(file.clone())) as Box<dyn Stream>))
        }

        fn each(&self, found: &mut dyn FnMut(Hash) -> Result<(), Error>) -> Result<(), Error> {
            self.files.iter().try_for_each(|file| found(Hash::of(file)))
        }

        fn unclaimed(&self) -> Result<BTreeSet<Hash>, Error> {
            Ok(BTreeSet::new())
        }

        fn place(&self, hash: Hash) -> PathBuf {
            hash.to_string().into()
        }
    }

    #[test]
    fn a_page_of_texts_is_one_request() {
        let files: Vec<Vec<u8>> = (1..=10)
            .map(|number| {
                format!("UNCLAS SUVA {number:06}\n\nSUBJECT: FERRY\n\n1. {}\n", "The ferry sails. ".repeat(number + 4))
            })
            .map(String::into_bytes)
            .collect();
        let mut kept: Vec<_> = files
            .iter()
            .map(|file| {
                let record = formats::read(&formats::Unit::new("ferry.txt", file.clone())).records.remove(0);
                let origin = Origin { bytes: file, first: 0, map: &record.map };
                let mut reading = Reading { telegram: record.telegram, elements: record.elements, text: record.text };
                KeptReading {
                    witness: WitnessNumber::default(),
                    blob: Hash::of(file).to_string(),
                    reading: reading.encode(Some(&origin)).unwrap(),
                    sketch: Vec::new(),
                }
            })
            .collect();
        let far = Arc::new(FarAway { files, ..FarAway::default() });
        let texts = Texts::new(far.clone());
        kept[3].blob = Hash::of(b"lost").to_string();
        kept[5].reading.pop();
        let found = texts.of(&kept).unwrap();
        assert_eq!(*far.requests.lock().unwrap(), [9], "one reading is damaged and leads nowhere");
        for (number, (text, file)) in found.into_iter().zip(&far.files).enumerate() {
            match number {
                3 => assert!(text.unwrap_err().is_original_lost()),
                5 => assert!(text.unwrap_err().to_string().contains("changed on the disk")),
                _ => assert_eq!(text.unwrap().as_bytes(), file),
            }
        }
        let bodies = texts.bodies(&kept).unwrap();
        let counts: Vec<_> = bodies.iter().map(|body| body.telegram.paragraphs.len()).collect();
        assert_eq!(counts, [1, 1, 1, 0, 1, 0, 1, 1, 1, 1]);
    }
}
