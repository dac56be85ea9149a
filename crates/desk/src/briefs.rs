//! Briefs: what a group or an employee is asked, and what is said of an employee who is heard. Nothing else of the case.

use crate::{Actor, Desk, DeskError};
use casework::access::{self, Relation};
use casework::ids::{CaseId, PersonId};
use casework::moment::Moment;

/// A brief for a group or employee: nothing of the case but what was written for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The case, as an opaque id.
    pub case: CaseId,
    /// The number of the question in it.
    pub question: u32,
    /// The brief.
    pub text: String,
    /// What they replied.
    pub reply: Option<String>,
    /// When it was raised.
    pub at: Moment,
    /// It says what is said of them: they are heard.
    pub hearing: bool,
    /// The name of the group, if it is for one.
    pub group: Option<String>,
}

impl Desk {
    /// The briefs for a person and their groups.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn briefs(&self, person: &PersonId) -> Result<Vec<Brief>, DeskError> {
        let organisation = self.organisation().await?;
        let directory = self.directory(&organisation).await?;
        let viewer = self.viewer_in(&Actor::Staff(person.clone()), &organisation);
        let groups = organisation.groups_of(person);
        let mut cases = std::collections::BTreeSet::new();
        let mine = [person.as_str()]
            .into_iter()
            .chain(groups.iter().map(|group| group.as_str()));
        for id in mine {
            cases.extend(
                self.store
                    .cases_related(person, id, Relation::Briefed.code())
                    .await?,
            );
        }
        let mut briefs = Vec::new();
        for id in cases {
            let Some((case, _)) = self.load_case(&id).await? else {
                continue;
            };
            let Some(view) = self.view(&viewer, &case, false).await? else {
                continue;
            };
            for question in &view.case().questions {
                let mine = question.person.as_ref() == Some(person)
                    || question
                        .group
                        .as_ref()
                        .is_some_and(|group| groups.contains(group));
                if !mine {
                    continue;
                }
                briefs.push(Brief {
                    case: id.clone(),
                    question: question.no,
                    text: view.text(&question.brief).unwrap_or_default().to_owned(),
                    reply: view.text_of(question.reply.as_ref()).map(str::to_owned),
                    at: question.at,
                    hearing: false,
                    group: question
                        .group
                        .as_ref()
                        .map(|group| directory.group(group).to_owned()),
                });
            }
        }
        briefs.extend(self.hearings(person).await?);
        briefs.sort_by_key(|brief| (brief.reply.is_some(), brief.at));
        Ok(briefs)
    }

    /// What is said of somebody: the complaint itself doesn't exist for them.
    async fn hearings(&self, person: &PersonId) -> Result<Vec<Brief>, DeskError> {
        let mut briefs = Vec::new();
        for id in self.store.cases_that_hear(person).await? {
            let Some((case, _)) = self.load_case(&id).await? else {
                continue;
            };
            let readable = access::hearings_readable(&case, person);
            let words = self.store.open_contents(&readable).await?.into_iter().collect();
            let heard = access::hearings(&case, person, &words).into_iter();
            briefs.extend(heard.map(|one| Brief {
                case: id.clone(),
                question: one.question,
                text: one.allegation,
                reply: one.view,
                at: one.at,
                hearing: true,
                group: None,
            }));
        }
        Ok(briefs)
    }
}
