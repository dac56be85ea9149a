//! A complaint or a concern comes in: sealed, decided, committed, and the receipt given, in one transaction.

use crate::act::{Act, Actor};
use crate::{Desk, DeskError};
use casework::case::receive::{self, Intake};
use casework::engine::Working;
use casework::event::{Entrusted, FileRef};
use casework::ids::{CaseNumber, PersonId};
use casework::moment::Moment;
use casework::submission::Submission;
use casework::vocabulary::Channel;
use storage::{DraftKey, IdempotencyKey, Owner, ReceiptCode};

/// What the sender needs afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The number.
    pub number: CaseNumber,
    /// The code of twenty digits.
    pub code: ReceiptCode,
}

/// How something came in.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// By which way.
    pub channel: Channel,
    /// When the organisation first heard it; `None`: now.
    pub heard_at: Option<Moment>,
    /// The member of staff who writes it down, if one does.
    pub by: Option<PersonId>,
    /// A practice complaint, outside the figures.
    pub practice: bool,
    /// The draft whose files go with it.
    pub draft: Option<DraftKey>,
    /// The form's idempotency key.
    pub key: String,
}

/// How often another number is drawn when one is taken.
const TRIES: usize = 12;

impl Desk {
    /// Registers a complaint and gives its receipt. The same key again: the same receipt, nothing new.
    ///
    /// # Errors
    /// What the rules refuse. Nobody being there for a part is no reason: that stays owed, in the open.
    pub async fn submit(&self, submission: Submission, arrival: Arrival) -> Result<Receipt, DeskError> {
        self.receive(submission, arrival, true).await
    }

    /// Passes a concern to its named contact and gives a receipt.
    ///
    /// # Errors
    /// As [`Desk::submit`].
    pub async fn raise_concern(
        &self,
        submission: Submission,
        arrival: Arrival,
    ) -> Result<Receipt, DeskError> {
        self.receive(submission, arrival, false).await
    }

    async fn receive(
        &self,
        submission: Submission,
        arrival: Arrival,
        as_complaint: bool,
    ) -> Result<Receipt, DeskError> {
        for _ in 1..TRIES {
            match self
                .receive_once(submission.clone(), &arrival, as_complaint)
                .await
            {
                // Nobody else writes in a case that isn't there yet: its number was taken. Nothing was written.
                Err(DeskError::Conflict) => {}
                other => return other,
            }
        }
        self.receive_once(submission, &arrival, as_complaint).await
    }

    async fn receive_once(
        &self,
        submission: Submission,
        arrival: &Arrival,
        as_complaint: bool,
    ) -> Result<Receipt, DeskError> {
        let key = IdempotencyKey {
            scope: "submit".to_owned(),
            key: arrival.key.clone(),
        };
        let code = self.store.receipt_code(&key)?;
        let given = |number: &str| CaseNumber::parse(number).ok_or(DeskError::NotFound);
        // A repeat is answered from what is kept: by now its draft is gone, and the rules may say something else.
        if let Some(Some(number)) = self.store.reply_to(&key).await? {
            return Ok(Receipt {
                number: given(&number)?,
                code,
            });
        }
        let actor = arrival.by.clone().map_or(Actor::Desk, Actor::Staff);
        let mut act = self.act_new(actor, arrival.heard_at, Some(key)).await?;
        let intake = self.intake(&mut act, submission, arrival).await?;
        let number = intake.number.clone();
        let (kinds, theme, project) = (intake.kinds.clone(), intake.theme.clone(), intake.project.clone());
        let excluded = intake.excluded.clone();
        let (theme, project) = (theme.as_deref(), project.as_deref());
        let rules = act.version.clone();
        let now = act.now;
        // Nobody to hear it first: then it is a complaint at once, never nothing.
        let contact = act
            .organisation
            .contact_for(&kinds, theme, project, &excluded)
            .or_else(|| act.organisation.outside(&excluded))
            .filter(|_| !as_complaint);
        let Some(contact) = contact else {
            let assignment = act.organisation.assign(&kinds, theme, project, &excluded);
            let (id, by) = (act.id(), arrival.by.clone());
            let work = receive::complaint(id, intake, &assignment, rules.rules(), now, by)?;
            return self.received(act, work, number, code).await;
        };
        // The board hears of complaints only: a concern needs nobody there.
        let supervisor = act.organisation.supervisor_for(&excluded, Some(&contact));
        let (id, by) = (act.id(), arrival.by.clone());
        let supervisor = supervisor.as_ref();
        let work = receive::concern(id, intake, &contact, supervisor, rules.rules(), now, by)?;
        self.received(act, work, number, code).await
    }

    async fn received(
        &self,
        mut act: Act<'_>,
        work: Working<'_>,
        number: CaseNumber,
        code: ReceiptCode,
    ) -> Result<Receipt, DeskError> {
        let given = |number: &str| CaseNumber::parse(number).ok_or(DeskError::NotFound);
        let (case, new) = work.finish();
        act.begin(case, new);
        let receipt = self.store.receipt(&code, act.id())?;
        act.receipt(receipt);
        match act.commit(Some(number.to_string())).await {
            Ok(_) => Ok(Receipt { number, code }),
            Err(DeskError::Repeated(Some(number))) => Ok(Receipt {
                number: given(&number)?,
                code,
            }),
            Err(error) => Err(error),
        }
    }

    async fn intake(
        &self,
        act: &mut Act<'_>,
        submission: Submission,
        arrival: &Arrival,
    ) -> Result<Intake, DeskError> {
        let year = act.now.date(&act.version.calendar.zone).year();
        let number = CaseNumber::from_random(year, u32::from_le_bytes(self.store.random()?));
        let files = match &arrival.draft {
            Some(draft) => {
                let adoption = self.store.draft_adopt(draft, &Owner::case(act.id())).await?;
                // From the adoption itself: the event names exactly the files that go over with it.
                let files = adoption
                    .files()
                    .map(|(id, size)| FileRef { id: id.clone(), size })
                    .collect();
                act.commit.adopt = Some(adoption);
                files
            }
            None => Vec::new(),
        };
        let entrusted = Entrusted {
            title: act.words_if(submission.title.as_deref()).await?,
            story: act.words_if(submission.story.as_deref()).await?,
            remedy: act.words_if(submission.remedy.as_deref()).await?,
            steps_taken: act.words_if(submission.steps.as_deref()).await?,
            name: act.identity_if(submission.name.as_deref()).await?,
            email: act.identity_if(submission.email.as_deref()).await?,
            phone: act.identity_if(submission.phone.as_deref()).await?,
            address: act.identity_if(submission.address.as_deref()).await?,
            files,
        };
        // Whoever was ticked must be somebody: an unknown id excludes nobody.
        let excluded = submission
            .exclude
            .into_iter()
            .filter(|id| act.organisation.people.contains_key(id))
            .collect();
        Ok(Intake {
            number,
            kinds: submission.kinds,
            channel: arrival.channel,
            reply_by: submission.reply_by,
            language: submission.language,
            heard_at: arrival.heard_at.unwrap_or(act.now),
            project: submission.project,
            theme: submission.theme,
            entrusted,
            name_may_be_told: submission.name_may_be_told,
            practice: arrival.practice,
            excluded,
        })
    }
}
