//! What the complainant does on the follow page: write, say solved or not, deny, stop, ask for a second look, report harm.

use crate::act::{Act, Actor};
use crate::people::Directory;
use crate::{Desk, DeskError};
use casework::access::Action;
use casework::case::receive::Assignment;
use casework::case::{Case, follow_up, message, receive, retaliation, review, undertaking, ways_out};
use casework::event::FileRef;
use casework::ids::{CaseId, PersonId};
use casework::refusal::Refusal;
use casework::submission::clean;
use casework::vocabulary::{ComplainantKind, Solved};
use storage::IdempotencyKey;

impl Desk {
    /// Writes a message, with files uploaded for this case.
    ///
    /// # Errors
    /// Nothing written and nothing added.
    pub async fn write(
        &self,
        case: &CaseId,
        text: &str,
        files: Vec<FileRef>,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_theirs(case, Action::Write, self.request("write", key))
            .await?;
        if clean(text).is_empty() && files.is_empty() {
            return Err(Refusal::NothingWritten.into());
        }
        let words = act.words(&clean(text)).await?;
        act.attach(&files);
        act.decide(|work| {
            message::from_complainant(work, words, files);
            Ok(())
        })?;
        act.commit(None).await?;
        Ok(())
    }

    /// Says whether it is solved. Anything but "yes" opens it again.
    ///
    /// # Errors
    /// It is only a concern.
    pub async fn verdict(
        &self,
        case: &CaseId,
        solved: Solved,
        again: Option<bool>,
        text: Option<&str>,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_theirs(case, Action::Verdict, self.request("verdict", key))
            .await?;
        let said = act.said(text).await?;
        act.decide(|work| follow_up::verdict(work, solved, again, said))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Says that what was offered didn't happen.
    ///
    /// # Errors
    /// There is no such undertaking.
    pub async fn deny(&self, case: &CaseId, no: u32, text: Option<&str>, key: &str) -> Result<(), DeskError> {
        let mut act = self
            .act_theirs(case, Action::Deny, self.request("deny", key))
            .await?;
        let said = act.said(text).await?;
        act.decide(|work| undertaking::denied(work, no, said))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Says that the note of a talk, a letter or a mail isn't true, in these words.
    ///
    /// # Errors
    /// There is no such note, or they said so before.
    pub async fn dispute(&self, case: &CaseId, no: u32, text: &str, key: &str) -> Result<(), DeskError> {
        let mut act = self
            .act_theirs(case, Action::Deny, self.request("dispute", key))
            .await?;
        let words = act
            .words_if(Some(&clean(text)))
            .await?
            .ok_or(Refusal::NothingWritten)?;
        act.decide(|work| message::disputed(work, no, words))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Stops the complaint.
    ///
    /// # Errors
    /// It stopped already.
    pub async fn withdraw(&self, case: &CaseId, text: Option<&str>, key: &str) -> Result<(), DeskError> {
        let mut act = self
            .act_theirs(case, Action::Withdraw, self.request("withdraw", key))
            .await?;
        let said = act.said(text).await?;
        act.decide(|work| ways_out::withdraw(work, said))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Asks that somebody else looks again.
    ///
    /// # Errors
    /// There is no answer yet, a look is under way, or nobody is left to look.
    pub async fn ask_second_look(
        &self,
        case: &CaseId,
        text: Option<&str>,
        key: &str,
    ) -> Result<(), DeskError> {
        let mut act = self
            .act_theirs(case, Action::AskReview, self.request("ask_second_look", key))
            .await?;
        let reviewer = act
            .organisation
            .second_look(act.case()?)
            .ok_or(Refusal::NobodyLeft)?;
        let said = act.said(text).await?;
        act.decide(|work| review::ask(work, reviewer, said))?;
        act.commit(None).await?;
        Ok(())
    }

    /// Reports harm for having complained; only the board member reads it.
    ///
    /// # Errors
    /// Nothing written.
    pub async fn report_retaliation(&self, case: &CaseId, text: &str, key: &str) -> Result<(), DeskError> {
        let mut act = self
            .act_theirs(
                case,
                Action::ReportRetaliation,
                self.request("retaliation_report", key),
            )
            .await?;
        if !act.case()?.is_complaint() {
            return Err(Refusal::NotYetAComplaint.into());
        }
        let words = act
            .words_if(Some(&clean(text)))
            .await?
            .ok_or(Refusal::NothingWritten)?;
        act.decide(|work| {
            retaliation::report(work, words);
            Ok(())
        })?;
        act.commit(None).await?;
        Ok(())
    }

    /// "Toch een klacht": a concern becomes a complaint; what was reclassified, withdrawn or let go is opened again.
    /// `ticked`: who may not come to read it, beside who may not already.
    ///
    /// # Errors
    /// It is a complaint that goes on already, or was refused or let go for a reason that isn't theirs to turn back.
    pub async fn insist(&self, case: &CaseId, ticked: &[PersonId], key: &str) -> Result<(), DeskError> {
        let mut act = self
            .act_theirs(case, Action::Insist, self.request("insist", key))
            .await?;
        let current = act.case()?.clone();
        if current.is_complaint() {
            act.decide(ways_out::take_back)?;
        } else {
            let ticked = known(&act, ticked);
            let assignment = would_take(&act, &current, &ticked);
            act.decide(|work| receive::insist(work, ticked, &assignment))?;
        }
        act.commit(None).await?;
        Ok(())
    }

    /// Who takes which part in a concern once it is a complaint, without who is ticked, and who else may be ticked.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn would_read(&self, case: &CaseId, ticked: &[PersonId]) -> Result<WouldRead, DeskError> {
        let act = self.act_theirs(case, Action::Insist, None).await?;
        let current = act.case()?;
        let ticked = known(&act, ticked);
        let mut others = act.organisation.may_be_excluded();
        // Who was ticked before isn't offered again: that stands.
        others.retain(|person| !current.excludes(person));
        Ok(WouldRead {
            assignment: would_take(&act, current, &ticked),
            kinds: current.kinds.clone(),
            others,
            directory: self.directory(&act.organisation).await?,
        })
    }

    async fn act_theirs(
        &self,
        case: &CaseId,
        action: Action,
        request: Option<IdempotencyKey>,
    ) -> Result<Act<'_>, DeskError> {
        self.act(Actor::Complainant(case.clone()), case, Some(action), request)
            .await
    }
}

/// Who reads a concern once it is a complaint.
#[derive(Clone, Debug)]
pub struct WouldRead {
    /// Who takes which part.
    pub assignment: Assignment,
    /// Who complains.
    pub kinds: Vec<ComplainantKind>,
    /// Everybody who can be ticked.
    pub others: Vec<PersonId>,
    /// Their names.
    pub directory: Directory,
}

/// An unknown id excludes nobody.
fn known(act: &Act<'_>, ticked: &[PersonId]) -> Vec<PersonId> {
    let known = ticked
        .iter()
        .filter(|id| act.organisation.people.contains_key(*id));
    known.cloned().collect()
}

fn would_take(act: &Act<'_>, case: &Case, ticked: &[PersonId]) -> Assignment {
    // Who was excluded isn't in the complainant's view, and yet decides who is left.
    let excluded: Vec<PersonId> = case.excluded.iter().chain(ticked).cloned().collect();
    let (theme, project) = (case.theme.as_deref(), case.project.as_deref());
    act.organisation.assign(&case.kinds, theme, project, &excluded)
}

impl Act<'_> {
    /// Their own words along with what they do, if they wrote any.
    async fn said(&mut self, text: Option<&str>) -> Result<Option<u32>, DeskError> {
        let Some(words) = self.words_if(text.map(clean).as_deref()).await? else {
            return Ok(None);
        };
        Ok(Some(self.decide(|work| Ok(message::with_reaction(work, words)))?))
    }
}
