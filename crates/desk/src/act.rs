//! One act on one case: load it for whoever acts, seal words, decide, and commit it all with what follows from it.

use crate::error::{DeskError, internal};
use crate::{Desk, codec, effects, project};
use casework::access::{self, Action, Viewer};
use casework::case::{Case, Recorded};
use casework::engine::Working;
use casework::event::{ContentRef, FileRef};
use casework::ids::{CaseId, CaseNumber, PersonId};
use casework::moment::Moment;
use casework::organisation::Organisation;
use casework::refusal::Refusal;
use casework::retention::Kept;
use std::sync::Arc;
use storage::{
    AccessEntry, AggregateKey, Append, Class, Commit, Committed, IdempotencyKey, JobId, NewReceipt, Owner,
    Sealer,
};

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A member of staff.
    Staff(PersonId),
    /// The complainant of a case.
    Complainant(CaseId),
    /// The clock, a job.
    Desk,
}

impl Actor {
    /// The person that events name.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Actor::Staff(person) => Some(person),
            Actor::Complainant(_) | Actor::Desk => None,
        }
    }
}

/// One act on one case, until it is committed. Nothing is written before that.
pub struct Act<'d> {
    desk: &'d Desk,
    actor: Actor,
    /// When it happens.
    pub now: Moment,
    /// The version that rules the case.
    pub version: Arc<crate::Version>,
    /// The people and their roles.
    pub organisation: Organisation,
    case: Option<Case>,
    id: CaseId,
    expected: u64,
    new: Vec<Recorded>,
    sealer: Sealer<'d>,
    /// The request that it carries out.
    request: Option<IdempotencyKey>,
    /// Whose act it is from here on, and the second person who agreed to it.
    agreed: Option<(PersonId, PersonId)>,
    /// Further things for the same commit.
    pub commit: Commit,
}

impl Desk {
    /// Begins an act on a case that this actor may do; otherwise the case doesn't exist.
    ///
    /// `request`: its idempotency key. Carried out before, it is answered as then, whatever the rules say by now; looked
    /// up after the case was read, so that a twin which is a moment faster is found here or stopped at the commit.
    pub(crate) async fn act(
        &self,
        actor: Actor,
        id: &CaseId,
        action: Option<Action>,
        request: Option<IdempotencyKey>,
    ) -> Result<Act<'_>, DeskError> {
        let (case, _) = self.load_case(id).await?.ok_or(DeskError::NotFound)?;
        if let Some(request) = &request
            && let Some(reply) = self.store.reply_to(request).await?
        {
            return Err(DeskError::Repeated(reply));
        }
        let organisation = self.organisation().await?;
        let viewer = self.viewer_in(&actor, &organisation);
        if let Some(action) = action
            && !access::may(&viewer, &case, action)
        {
            self.log_refused(&actor, id, action).await?;
            return Err(DeskError::NotFound);
        }
        let now = self.clock.now();
        let version = self.shelf.version(case.policy_version)?;
        Ok(Act {
            desk: self,
            actor,
            now,
            version,
            organisation,
            expected: case.sequence,
            id: id.clone(),
            case: Some(case),
            new: Vec::new(),
            sealer: self.store.sealer(),
            request,
            agreed: None,
            commit: Commit::at(now),
        })
    }

    /// Begins an act on a case by its number.
    pub(crate) async fn act_on(
        &self,
        actor: Actor,
        number: &CaseNumber,
        action: Action,
        request: Option<IdempotencyKey>,
    ) -> Result<Act<'_>, DeskError> {
        let row = self
            .store
            .case_by_number(&storage::Scope::system(), number)
            .await?
            .ok_or(DeskError::NotFound)?;
        self.act(actor, &row.id, Some(action), request).await
    }

    /// Begins a new case, under the policy version that was in force when it was heard.
    pub(crate) async fn act_new(
        &self,
        actor: Actor,
        heard_at: Option<Moment>,
        request: Option<IdempotencyKey>,
    ) -> Result<Act<'_>, DeskError> {
        self.catch_up().await?;
        let now = self.clock.now();
        let id = CaseId::from_random(self.store.random()?);
        Ok(Act {
            desk: self,
            actor,
            now,
            version: self.shelf.in_force(heard_at.unwrap_or(now))?,
            organisation: self.organisation().await?,
            case: None,
            id,
            expected: 0,
            new: Vec::new(),
            sealer: self.store.sealer(),
            request,
            agreed: None,
            commit: Commit::at(now),
        })
    }

    /// A case from its journal, with its last sequence.
    pub(crate) async fn load_case(&self, id: &CaseId) -> Result<Option<(Case, u64)>, DeskError> {
        let sequence = self.store.sequence_of(&AggregateKey::case(id)).await?;
        let case = self.case_at(id, sequence).await?;
        Ok(case.map(|case| (Case::clone(&case), case.sequence)))
    }

    /// A case of which the journal was at this sequence a moment ago: as it is known, or read anew.
    pub(crate) async fn case_at(&self, id: &CaseId, sequence: u64) -> Result<Option<Arc<Case>>, DeskError> {
        if let Some(case) = self.known.at(id, sequence) {
            return Ok(Some(case));
        }
        let journal = self.store.load(&AggregateKey::case(id)).await?;
        if journal.is_empty() {
            return Ok(None);
        }
        let recorded = codec::decode_case(&journal)?;
        let case = Arc::new(Case::replay(id, &recorded).map_err(internal)?);
        self.known.keep(case.clone());
        Ok(Some(case))
    }

    /// The viewer that an actor is.
    pub(crate) fn viewer_in(&self, actor: &Actor, organisation: &Organisation) -> Viewer {
        match actor {
            Actor::Staff(person) => {
                let there = organisation
                    .people
                    .get(person)
                    .is_some_and(|one| one.left_at.is_none());
                let groups = if there {
                    organisation.groups_of(person)
                } else {
                    Default::default()
                };
                let person = if there { person.clone() } else { PersonId::from("") };
                Viewer::Staff { person, groups }
            }
            Actor::Complainant(case) => Viewer::Complainant { case: case.clone() },
            Actor::Desk => Viewer::Desk,
        }
    }

    async fn log_refused(&self, actor: &Actor, id: &CaseId, action: Action) -> Result<(), DeskError> {
        let entry = AccessEntry {
            at: self.clock.now(),
            actor: actor.person().cloned(),
            action: action.code().to_owned(),
            object: AggregateKey::case(id).to_string(),
            outcome: "refused".to_owned(),
            reason: None,
        };
        Ok(self.store.log_access(&entry).await?)
    }
}

impl Act<'_> {
    /// The case's id.
    pub fn id(&self) -> &CaseId {
        &self.id
    }

    /// The desk that it happens at.
    pub(crate) fn desk(&self) -> &Desk {
        self.desk
    }

    /// The case as it stands, decisions included.
    ///
    /// # Errors
    /// When nothing was decided in a new case yet.
    pub fn case(&self) -> Result<&Case, DeskError> {
        self.case
            .as_ref()
            .ok_or_else(|| internal("the case has no events yet"))
    }

    /// Who acts, as a person: whoever proposed it, once a second person agreed.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when it isn't a member of staff.
    pub fn by(&self) -> Result<PersonId, DeskError> {
        let proposer = self.agreed.as_ref().map(|(proposer, _)| proposer);
        proposer
            .or(self.actor.person())
            .cloned()
            .ok_or(DeskError::NotFound)
    }

    /// What is decided from here on was proposed by one person and agreed to by a second.
    pub(crate) fn agreed(&mut self, proposer: PersonId, second: PersonId) {
        self.agreed = Some((proposer, second));
    }

    /// The new events.
    pub fn new_events(&self) -> &[Recorded] {
        &self.new
    }

    /// Fresh randomness for an id.
    pub(crate) fn random<const N: usize>(&self) -> Result<[u8; N], DeskError> {
        Ok(self.desk.store.random()?)
    }

    /// Seals words of the case.
    pub(crate) async fn words(&mut self, text: &str) -> Result<ContentRef, DeskError> {
        Ok(self
            .sealer
            .seal(&Owner::case(&self.id), Class::Words, text)
            .await?)
    }

    /// Seals what is said of an employee, or what they say of it, when there is any.
    pub(crate) async fn of_respondent(&mut self, text: &str) -> Result<Option<ContentRef>, DeskError> {
        self.apart(Kept::Respondent, Class::Respondent, text).await
    }

    /// Seals what a file holds that goes sooner than the rest, when anything was written.
    pub(crate) async fn of_special_file(&mut self, text: &str) -> Result<Option<ContentRef>, DeskError> {
        self.apart(Kept::Special, Class::Special, text).await
    }

    /// Seals words under a key that goes sooner than that of the words. Once it is gone, there is never another.
    async fn apart(&mut self, kept: Kept, class: Class, text: &str) -> Result<Option<ContentRef>, DeskError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if self.case()?.retention.gone(kept).is_some() {
            return Err(Refusal::Forgotten.into());
        }
        let owner = Owner::case(&self.id);
        Ok(Some(self.sealer.seal(&owner, class, text).await?))
    }

    /// Seals words that may be missing.
    pub(crate) async fn words_if(&mut self, text: Option<&str>) -> Result<Option<ContentRef>, DeskError> {
        match text.map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => Ok(Some(self.words(text).await?)),
            None => Ok(None),
        }
    }

    /// Seals a name or contact detail that may be missing.
    pub(crate) async fn identity_if(&mut self, text: Option<&str>) -> Result<Option<ContentRef>, DeskError> {
        match text.map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => Ok(Some(
                self.sealer
                    .seal(&Owner::case(&self.id), Class::Identity, text)
                    .await?,
            )),
            None => Ok(None),
        }
    }

    /// Seals words for another owner in the same commit (a measure).
    pub(crate) async fn words_of(&mut self, owner: &Owner, text: &str) -> Result<ContentRef, DeskError> {
        Ok(self.sealer.seal(owner, Class::Words, text).await?)
    }

    /// Takes files that were uploaded for this case.
    pub(crate) fn attach(&mut self, files: &[FileRef]) {
        self.commit
            .attach_files
            .extend(files.iter().map(|file| file.id.clone()));
    }

    /// Decides: runs a decision of the rules on the case as it stands.
    pub(crate) fn decide<T>(
        &mut self,
        decision: impl FnOnce(&mut Working<'_>) -> Result<T, Refusal>,
    ) -> Result<T, DeskError> {
        let case = self.case()?.clone();
        if self.actor != Actor::Desk && case.retention.gone(Kept::Words).is_some() {
            return Err(Refusal::Forgotten.into());
        }
        let mut work = Working::on(case, self.version.rules(), self.now, self.actor.person().cloned());
        if let Some((proposer, second)) = self.agreed.clone() {
            work.agreed(proposer, second);
        }
        let outcome = decision(&mut work)?;
        let (case, new) = work.finish();
        self.case = Some(case);
        self.new.extend(new);
        Ok(outcome)
    }

    /// Takes a case that just began.
    pub(crate) fn begin(&mut self, case: Case, new: Vec<Recorded>) {
        self.case = Some(case);
        self.new.extend(new);
    }

    /// Gives out a receipt code for the case.
    pub(crate) fn receipt(&mut self, receipt: NewReceipt) {
        self.commit.receipts.push(receipt);
    }

    /// This act carries out a job.
    pub(crate) fn finishes(&mut self, job: &JobId) {
        self.commit.jobs_done.push(job.clone());
    }

    /// Commits everything: events, rows, words, and the jobs and inbox items that follow from the events.
    ///
    /// `reply`: what a repeat of the request is answered.
    ///
    /// # Errors
    /// [`DeskError::Repeated`] when the request was carried out before; [`DeskError::Conflict`] when somebody was faster.
    pub(crate) async fn commit(mut self, reply: Option<String>) -> Result<(Case, Committed), DeskError> {
        let case = self.case()?.clone();
        let mut commit = std::mem::replace(&mut self.commit, Commit::at(self.now));
        commit.take(self.sealer.finish());
        commit.key = self.request.take();
        commit.reply = reply;
        if !self.new.is_empty() {
            commit.appends.push(Append {
                aggregate: AggregateKey::case(&self.id),
                expected_sequence: self.expected,
                events: codec::encode_all(&self.new)?,
                rows: project::case_rows(&case, &self.version.policy),
            });
            effects::follow(
                &mut commit,
                &case,
                self.expected,
                &self.new,
                (&self.version, &self.organisation),
                self.now,
            );
        }
        let committed = self.desk.store.commit(commit).await?;
        Ok((case, committed))
    }
}
