//! Answering complaints with one cause together: which may go along, and what in one draft would give a complainant away.

use crate::case::Case;
use crate::engine::Working;
use crate::event::Purpose;
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::vocabulary::{FactKind, Role, Step};
use std::collections::BTreeSet;

/// So many words in a row that somebody wrote are theirs, and not the way everybody says it.
const WORDS_IN_A_ROW: usize = 7;
/// Shorter parts of a name say nothing by themselves.
const PART_OF_A_NAME: usize = 3;

/// Whether the complainant waits for an answer that nobody wrote yet: none is on its way, and none waits for a second
/// person.
pub fn awaits_answer(case: &Case, policy: &Policy) -> bool {
    let keeps = |key: &str| {
        policy.rule(key).is_some_and(|rule| {
            rule.owed_to == Role::Complainant && rule.kept_by.contains(&FactKind::AnswerDelivered)
        })
    };
    let written_since = |at| {
        let on_its_way = |one: &&crate::case::Message| {
            one.is_for(Purpose::Answer) && one.delivered.is_none() && one.bounced_at.is_none()
        };
        case.messages.iter().filter(on_its_way).any(|one| one.at >= at)
    };
    let waits = case
        .open_owed()
        .filter(|owed| keeps(&owed.key))
        .any(|owed| !written_since(owed.opened_at));
    case.is_complaint() && waits && case.waiting(Step::Answer).is_none()
}

/// Whether a message that was drafted for another case may go to this one too. It may not add a second answer to one that a
/// colleague gave a moment ago.
///
/// # Errors
/// Nobody waits for an answer here any more.
pub fn may_go_along(work: &Working<'_>) -> Result<(), Refusal> {
    if !work.case.is_complaint() {
        return Err(Refusal::NotYetAComplaint);
    }
    if awaits_answer(&work.case, work.rules.policy) {
        Ok(())
    } else {
        Err(Refusal::AlreadyAnswered)
    }
}

/// What is known of one complainant and no other may read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The number of their complaint.
    pub number: String,
    /// What they are called; empty when unknown.
    pub name: String,
    /// Their addresses and telephone numbers.
    pub contacts: Vec<String>,
    /// What they wrote.
    pub wrote: Vec<String>,
}

impl Known {
    /// What in a text would tell another complainant of this one: the number, a way to reach them, their name or part
    /// of it. `ours`: names of people who work here, as the same first name says nothing then.
    pub fn given_away(&self, text: &str, ours: &[String]) -> Option<String> {
        let low = text.to_lowercase();
        let stands = |what: &&String| !what.trim().is_empty() && low.contains(&what.trim().to_lowercase());
        let whole = [&self.number, &self.name];
        if let Some(found) = whole.into_iter().chain(&self.contacts).find(stands) {
            return Some(found.trim().to_owned());
        }
        let colleagues: BTreeSet<&str> = ours.iter().flat_map(|name| parts(name)).collect();
        let said: BTreeSet<&str> = parts(text).collect();
        // "Van" and "De" begin a sentence as well as a name: the first and the last part are what people are called by.
        let all: Vec<&str> = parts(&self.name).collect();
        let called = [all.first(), all.last()];
        called
            .into_iter()
            .flatten()
            .find(|part| {
                part.chars().count() >= PART_OF_A_NAME && said.contains(*part) && !colleagues.contains(*part)
            })
            .map(|part| (*part).to_owned())
    }

    /// Words of this one's own that stand in a text, where `reader` didn't write them too.
    pub fn quoted(&self, text: &str, reader: &Known) -> Option<String> {
        let theirs = runs(&self.wrote);
        let own = runs(&reader.wrote);
        let said: Vec<String> = words(text);
        said.windows(WORDS_IN_A_ROW)
            .find(|run| theirs.contains(*run) && !own.contains(*run))
            .map(|run| run.join(" "))
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
        .filter(|part| !part.is_empty())
}

fn words(text: &str) -> Vec<String> {
    parts(text).map(str::to_lowercase).collect()
}

fn runs(texts: &[String]) -> BTreeSet<Vec<String>> {
    texts
        .iter()
        .flat_map(|text| {
            words(text)
                .windows(WORDS_IN_A_ROW)
                .map(<[String]>::to_vec)
                .collect::<Vec<_>>()
        })
        .collect()
}
