//! Answering: one page, one send; the answer, what is offered, and whether we must work differently.

use crate::act::Act;
use crate::jobs::Work;
use crate::step::{Composed, Went};
use crate::{Desk, DeskError};
use casework::case::answer::{self, Answer, MeasureAgreed, Offer, WorkDifferently};
use casework::case::message;
use casework::event::FileRef;
use casework::ids::{CaseNumber, GroupId, MeasureId, PersonId};
use casework::measure::MeasureEvent;
use casework::moment::Moment;
use casework::refusal::Refusal;
use casework::vocabulary::{Cause, DeliveredBy, PointOutcome, ReplyBy};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use storage::{NewJob, Owner};

/// What is offered, as composed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferText {
    /// What.
    pub what: String,
    /// Who.
    pub by: PersonId,
    /// The last day.
    pub until: Date,
}

/// A measure as composed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureText {
    /// What is done from now on.
    pub what: String,
    /// How we will see that it works.
    pub criterion: String,
    /// Who puts it to use.
    pub owner: PersonId,
    /// Who looks whether it worked.
    pub reviewer: PersonId,
    /// The working group that carries it.
    pub group: Option<GroupId>,
    /// The day from which it is in use.
    pub from: Date,
    /// The date is told to the complainant, and becomes a promise.
    pub promised: bool,
    /// Its id, when several cases agree on it with one draft: the first begins it, the others join.
    #[serde(default)]
    pub shared: Option<MeasureId>,
}

/// "Moeten we anders werken?", as composed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Differently {
    /// No, because.
    No {
        /// What went wrong, if anything.
        cause: Cause,
        /// Why not.
        reason: String,
    },
    /// Yes, this.
    Yes {
        /// What went wrong.
        cause: Cause,
        /// Why.
        reason: String,
        /// What was agreed.
        measures: Vec<MeasureText>,
    },
    /// Yes, and it was agreed before.
    Same {
        /// What went wrong.
        cause: Cause,
        /// Why.
        reason: String,
        /// What was agreed.
        measure: MeasureId,
        /// The date is told to the complainant, and becomes a promise.
        promised: bool,
    },
    /// Later.
    Later,
}

/// An answer, as composed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerText {
    /// The words.
    pub text: String,
    /// What each point came to.
    pub outcomes: Vec<PointOutcome>,
    /// What is offered.
    pub offers: Vec<OfferText>,
    /// Must we work differently?
    pub differently: Differently,
    /// The words also explain a delay.
    pub explains_delay: bool,
    /// Files that go with it, uploaded for this case.
    #[serde(default)]
    pub files: Vec<FileRef>,
}

impl Desk {
    /// Sends an answer, or leaves it for a second person.
    ///
    /// # Errors
    /// What the rules refuse. [`DeskError::NotFound`] for whoever may not answer this case.
    pub async fn answer(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        composed: AnswerText,
        key: &str,
    ) -> Result<Went, DeskError> {
        let request = self.request("answer", key);
        self.take_step(by, number, Composed::Answer(composed), request)
            .await
    }

    /// The idempotency key of a form.
    pub(crate) fn request(&self, scope: &str, key: &str) -> Option<storage::IdempotencyKey> {
        let given = !key.is_empty();
        given.then(|| storage::IdempotencyKey {
            scope: scope.to_owned(),
            key: key.to_owned(),
        })
    }
}

impl Act<'_> {
    /// Sends an answer; the number of its message.
    pub(crate) async fn give_answer(&mut self, composed: AnswerText) -> Result<u32, DeskError> {
        if composed.text.trim().is_empty() {
            return Err(Refusal::NothingWritten.into());
        }
        let words = self.words(composed.text.trim()).await?;
        let mut offers = Vec::new();
        for offer in composed.offers {
            let until = self.version.calendar.end_of_day(offer.until);
            offers.push(Offer {
                what: self.words(&offer.what).await?,
                by: offer.by,
                until,
            });
        }
        let differently = self.differently(composed.differently).await?;
        let management = self.management()?;
        let by = self.by()?;
        self.attach(&composed.files);
        let sent = self.decide(|work| {
            let answer = Answer {
                words,
                files: composed.files,
                outcomes: composed.outcomes,
                offers,
                differently,
                explains_delay: composed.explains_delay,
                management,
            };
            answer::answer(work, &by, answer)
        })?;
        self.publish(sent)?;
        Ok(sent)
    }

    /// Who of management is told the result of an evaluation.
    pub(crate) fn management(&self) -> Result<Vec<PersonId>, DeskError> {
        Ok(self.organisation.management(&self.case()?.excluded))
    }

    /// A message counts at once for whoever follows with the code: it stands on the follow page.
    pub(crate) fn publish(&mut self, sent: u32) -> Result<(), DeskError> {
        if self.case()?.reply_by == ReplyBy::Code {
            let now = self.now;
            self.decide(|work| message::delivered(work, sent, DeliveredBy::Published, now))?;
        }
        Ok(())
    }

    /// Seals the answer to "Moeten we anders werken?", and begins the measures' own journals.
    pub(crate) async fn differently(&mut self, composed: Differently) -> Result<WorkDifferently, DeskError> {
        Ok(match composed {
            Differently::Later => WorkDifferently::Later,
            Differently::No { cause, reason } => {
                let reason = self
                    .words_if(Some(&reason))
                    .await?
                    .ok_or(Refusal::NothingWritten)?;
                WorkDifferently::No { cause, reason }
            }
            Differently::Yes {
                cause,
                reason,
                measures,
            } => {
                let mut agreed = Vec::new();
                let said: Vec<&str> = measures.iter().map(|one| one.what.as_str()).collect();
                // Without a reason of its own, what is agreed is what the complainant and management read.
                let reason = if reason.trim().is_empty() {
                    said.join("\n")
                } else {
                    reason
                };
                let reason = self
                    .words_if(Some(&reason))
                    .await?
                    .ok_or(Refusal::NothingWritten)?;
                for measure in measures {
                    agreed.push(self.begin_measure(cause, measure).await?);
                }
                WorkDifferently::Yes {
                    cause,
                    reason,
                    measures: agreed,
                }
            }
            Differently::Same {
                cause,
                reason,
                measure,
                promised,
            } => {
                let agreed = self.join_measure(measure, promised).await?;
                let reason = match self.words_if(Some(&reason)).await? {
                    Some(reason) => reason,
                    None => agreed.what.clone(),
                };
                WorkDifferently::Yes {
                    cause,
                    reason,
                    measures: vec![agreed],
                }
            }
        })
    }

    /// Joins what was agreed before, as far as whoever decides may know of it.
    async fn join_measure(&mut self, id: MeasureId, promised: bool) -> Result<MeasureAgreed, DeskError> {
        let by = self.by()?;
        let known = self.desk().measure(&by, &id).await?;
        let one = known.ok_or(Refusal::NoSuchItem)?;
        let zone = &self.version.calendar.zone;
        let today = self.version.calendar.end_of_day(self.now.date(zone));
        let until = casework::measure::counts_from(&one.measure, today)?;
        let what = self.words(one.what.trim()).await?;
        let work = Work::JoinMeasure {
            measure: id.clone(),
            case: self.id().clone(),
            by,
        };
        self.commit.jobs.extend(work.payload().map(|payload| NewJob {
            kind: work.code().to_owned(),
            payload,
            run_at: self.now,
            unique_key: Some(format!("measure:{id}:{}", self.id())),
        }));
        Ok(MeasureAgreed {
            measure: id,
            what,
            owner: one.measure.owner,
            reviewer: one.measure.reviewer,
            until,
            promised,
        })
    }

    async fn begin_measure(
        &mut self,
        cause: Cause,
        measure: MeasureText,
    ) -> Result<MeasureAgreed, DeskError> {
        if measure.criterion.trim().is_empty() {
            return Err(Refusal::CriterionMissing.into());
        }
        if measure.what.trim().is_empty() {
            return Err(Refusal::NothingWritten.into());
        }
        let id = match measure.shared {
            Some(id) => id,
            None => MeasureId::from_random(self.random()?),
        };
        let owner = Owner::measure(&id);
        let until: Moment = self.version.calendar.end_of_day(measure.from);
        let proposed = MeasureEvent::Proposed {
            what: self.words_of(&owner, measure.what.trim()).await?,
            criterion: self.words_of(&owner, measure.criterion.trim()).await?,
            cause,
            owner: measure.owner.clone(),
            reviewer: measure.reviewer.clone(),
            group: measure.group,
            until,
            case: Some(self.id().clone()),
        };
        // Checked now; its own journal begins with a job, so that no transaction needs two aggregates.
        casework::measure::propose(proposed.clone(), true, self.now)?;
        let what = self.words(measure.what.trim()).await?;
        let work = Work::BeginMeasure {
            measure: id.clone(),
            by: self.by()?,
            proposed: Box::new(proposed),
        };
        self.commit.jobs.extend(work.payload().map(|payload| NewJob {
            kind: work.code().to_owned(),
            payload,
            run_at: self.now,
            unique_key: Some(format!("measure:{id}:{}", self.id())),
        }));
        Ok(MeasureAgreed {
            measure: id,
            what,
            owner: measure.owner,
            reviewer: measure.reviewer,
            until,
            promised: measure.promised,
        })
    }
}
