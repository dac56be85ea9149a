//! What somebody who was complained about reads of it: what is said of them, and what they answered. The complaint itself
//! doesn't exist for them.

use super::Words;
use crate::case::{Case, Question};
use crate::ids::{ContentId, PersonId};
use crate::moment::Moment;
use crate::retention::Kept;

impl Case {
    /// Somebody is heard: they are excluded, and were asked for their view.
    pub fn hears(&self, person: &PersonId) -> bool {
        self.excludes(person) && of(self, person).next().is_some()
    }

    /// Somebody was ticked by the complainant, and nobody who is excluded gave their view or declined to.
    pub fn unheard(&self) -> bool {
        let heard = |one: &Question| one.hearing && one.discussed_at.is_some();
        !self.ticked.is_empty() && !self.questions.iter().any(heard)
    }
}

/// What is said of somebody. Only this module can make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hearing {
    /// The number of the question.
    pub question: u32,
    /// When it was asked.
    pub at: Moment,
    /// What is said of them.
    pub allegation: String,
    /// What they said, by themselves or as it was written down.
    pub view: Option<String>,
}

fn of<'a>(case: &'a Case, person: &'a PersonId) -> impl Iterator<Item = &'a Question> {
    let gone = case.retention.gone(Kept::Respondent).is_some();
    let theirs = move |one: &&Question| one.hearing && !gone && one.person.as_ref() == Some(person);
    case.questions.iter().filter(theirs)
}

/// The contents that somebody who is heard may read, to be opened before [`hearings`].
pub fn hearings_readable(case: &Case, person: &PersonId) -> Vec<ContentId> {
    if !case.hears(person) {
        return Vec::new();
    }
    let words = of(case, person).flat_map(|one| std::iter::once(&one.brief).chain(&one.reply));
    words.map(|one| one.id.clone()).collect()
}

/// What somebody who is heard reads; nothing for whoever isn't.
pub fn hearings(case: &Case, person: &PersonId, words: &Words) -> Vec<Hearing> {
    if !case.hears(person) {
        return Vec::new();
    }
    let text = |id: &ContentId| words.get(id).cloned();
    let one = |one: &Question| Hearing {
        question: one.no,
        at: one.at,
        allegation: text(&one.brief.id).unwrap_or_default(),
        view: one.reply.as_ref().and_then(|reply| text(&reply.id)),
    };
    of(case, person).map(one).collect()
}
