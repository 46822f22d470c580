//! What the index keeps of a telegram, whatever the engine.

use telegram::{Edtf, Telegram, TextState};

use crate::moment;
use crate::numbers::Sequence;

/// What the index keeps of a telegram.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Entry {
    pub(crate) revision: Sequence,
    /// What ties are broken by in the end: the id, else the address.
    pub(crate) order: String,
    pub(crate) id: Option<String>,
    pub(crate) subject: String,
    /// The paragraphs, headings among them.
    pub(crate) body: Vec<String>,
    /// What stands around them: names, references, pass lines, signature, footnotes.
    pub(crate) margin: Vec<String>,
    pub(crate) from: Vec<String>,
    pub(crate) to: Vec<String>,
    pub(crate) info: Vec<String>,
    pub(crate) signed: Vec<String>,
    pub(crate) classified_by: Vec<String>,
    pub(crate) post: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) captions: Vec<String>,
    pub(crate) class: Option<String>,
    pub(crate) collections: Vec<String>,
    pub(crate) references: Vec<String>,
    /// Values of `has:`.
    pub(crate) has: Vec<&'static str>,
    /// Values of `is:`.
    pub(crate) is: Vec<&'static str>,
    /// The years that the date can mean, else that of the series.
    pub(crate) years: Vec<i16>,
    /// First second that the date can mean, and first second after all that it can.
    pub(crate) date: Option<(i64, i64)>,
    pub(crate) released: Option<(i64, i64)>,
}

/// The values of `has:` and what they ask for.
pub(crate) const HAS: [&str; 8] =
    ["text", "subject", "tags", "references", "paragraphs", "signature", "date", "diagnostics"];

/// The values of `is:`.
pub(crate) const IS: [&str; 7] =
    ["telegram", "airgram", "record_message", "document", "present", "missing", "withdrawn"];

impl Entry {
    /// What a telegram gives to the index. Takes the paragraphs and notes out of
    /// `facts`: they are most of it. `text` is its decoded text, for those in
    /// which no paragraph was found.
    pub(crate) fn take(facts: &mut Telegram, text: &str, post: Option<String>, year: Option<i16>) -> Self {
        let has = has(facts);
        let mut body = Vec::with_capacity(facts.paragraphs.len());
        for paragraph in std::mem::take(&mut facts.paragraphs) {
            body.extend(paragraph.heading);
            body.push(paragraph.text);
        }
        // The whole text has the notes too.
        let mut notes = std::mem::take(&mut facts.notes);
        if body.is_empty() {
            body.push(text.to_owned());
            notes.clear();
        }
        let names = |list: &[telegram::Addressee]| list.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
        let from: Vec<String> = facts.from.iter().map(|from| from.name.clone()).chain(post.clone()).collect();
        let (to, info) = (names(&facts.action), names(&facts.info));
        let classified_by: Vec<String> =
            facts.classified_by.iter().flat_map(|it| it.name.iter().chain(&it.title)).cloned().collect();
        let people = facts.drafted_by.iter().chain(&facts.cleared_by).chain(&facts.approved_by);
        let id = facts.id.as_ref().map(ToString::to_string);
        let margin = [&from, &to, &info, &facts.pass, &facts.captions, &facts.tags, &classified_by, &facts.signature]
            .into_iter()
            .flatten()
            .cloned()
            .chain(
                facts.references.iter().filter(|reference| !reference.in_text).map(|reference| reference.text.clone()),
            )
            .chain(people.map(|person| person.text.clone()))
            .chain(id.clone())
            .chain(notes.into_iter().map(|note| note.text))
            .collect();
        let range = |date: &telegram::MessageDate| (moment::first(date), moment::end(date));
        // Of a date that is not exact: all the days that it can mean.
        let stated = facts.date.map(Edtf::from).or(facts.date_edtf);
        Self {
            revision: Sequence::default(),
            order: id.clone().unwrap_or_else(|| facts.source.key.clone()),
            id,
            subject: facts.subject.clone().unwrap_or_default(),
            body,
            margin,
            from,
            to,
            info,
            signed: facts.signature.clone(),
            classified_by,
            post,
            tags: once(&facts.tags),
            captions: once(&facts.captions),
            class: facts.classification.map(|class| class.key().to_owned()),
            collections: Vec::new(),
            references: facts
                .references
                .iter()
                .filter_map(|reference| Some(reference.id.as_ref()?.to_string()))
                .collect(),
            has,
            is: vec![facts.kind.key(), facts.text_state.key()],
            years: stated
                .map(|date| years(&date))
                .filter(|years| !years.is_empty())
                .unwrap_or_else(|| year.into_iter().collect()),
            date: stated.as_ref().map(moment::range),
            released: facts.source.released.as_ref().map(range),
        }
    }
}

/// A span of more years is found by `year:`, and counted in none.
const MOST_YEARS: usize = 10;

/// The years that a date can mean, none where they are too many.
fn years(date: &Edtf) -> Vec<i16> {
    let (Some(first), Some(last)) = (date.earliest(), date.latest()) else { return Vec::new() };
    let years: Vec<i16> = (first.year()..=last.year()).take(MOST_YEARS + 1).collect();
    if years.len() > MOST_YEARS { Vec::new() } else { years }
}

/// Each value once, so that a facet counts a telegram once.
fn once(values: &[String]) -> Vec<String> {
    let mut values: Vec<String> = values.iter().map(|value| value.to_uppercase()).collect();
    values.sort_unstable();
    values.dedup();
    values
}

fn has(facts: &Telegram) -> Vec<&'static str> {
    let answers = [
        facts.text_state == TextState::Present,
        facts.subject.is_some(),
        !facts.tags.is_empty(),
        !facts.references.is_empty(),
        !facts.paragraphs.is_empty(),
        !facts.signature.is_empty(),
        facts.date.is_some() || facts.date_edtf.is_some(),
        !facts.diagnostics.is_empty(),
    ];
    HAS.into_iter().zip(answers).filter_map(|(name, yes)| yes.then_some(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_of_all_years_that_it_can_mean() {
        let years = |date: &str| years(&date.parse().unwrap());
        assert_eq!(years("1953-12-30/1954-01-02"), [1953, 1954]);
        assert_eq!(years("1953-03~"), [1953]);
        assert_eq!(years("195X"), (1950..=1959).collect::<Vec<i16>>());
        assert!(years("19XX").is_empty() && years("1953/..").is_empty());
    }
}
