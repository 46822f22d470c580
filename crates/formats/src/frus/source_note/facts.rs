//! What a source note states.

use telegram::{Addressee, Classification, Person, PrecedencePair};

/// The facts of a source note.
#[derive(Debug, Clone, Default)]
pub(in crate::frus) struct SourceNote {
    pub(in crate::frus) classification: Option<Classification>,
    pub(in crate::frus) precedence: PrecedencePair,
    pub(in crate::frus) captions: Vec<String>,
    pub(in crate::frus) drafted_by: Vec<Person>,
    pub(in crate::frus) cleared_by: Vec<Person>,
    pub(in crate::frus) approved_by: Vec<Person>,
    /// Those who got it besides the addressees of the head.
    pub(in crate::frus) action: Vec<Addressee>,
    pub(in crate::frus) info: Vec<Addressee>,
    /// Those who are said not to have got it.
    pub(in crate::frus) excluded: Vec<Addressee>,
}

impl SourceNote {
    /// Whether it says anything that only a source note says.
    pub(in crate::frus) fn is_empty(&self) -> bool {
        self.classification.is_none()
            && self.precedence.action.is_none()
            && [&self.drafted_by, &self.cleared_by, &self.approved_by].into_iter().all(Vec::is_empty)
            && [&self.action, &self.info, &self.excluded].into_iter().all(Vec::is_empty)
    }
}
