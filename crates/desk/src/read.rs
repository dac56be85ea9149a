//! Reading: a case for a viewer, lists, briefs. Who reads is written down before the words leave.

use crate::measures::MeasureView;
use crate::people::Directory;
use crate::{Actor, Desk, DeskError, Version, unnamed};
use casework::access::{self, Action, CaseView, Viewer};
use casework::case::{Case, Proposal, ProposalOutcome};
use casework::ids::{CaseId, CaseNumber, ContentId, PersonId};
use casework::moment::Moment;
use casework::organisation::Organisation;
use std::collections::BTreeMap;
use std::sync::Arc;
use storage::{
    AccessEntry, AggregateKey, CaseFilter, CaseOrder, CaseRow, FileMeta, FileReader, OpenCounts, Owner, Page,
    Scope,
};

/// A name that was shown with a reason stays shown for so long.
const REVEALED_MILLIS: i64 = 60 * 60_000;

/// A case as somebody may see it, with all that a page about it needs.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The case, reduced to what the viewer may see.
    pub view: CaseView,
    /// The names of those who work here.
    pub directory: Directory,
    /// The organisation.
    pub organisation: Organisation,
    /// The policy version that rules the case.
    pub version: Arc<Version>,
    /// What time it is.
    pub now: Moment,
    /// The files the viewer may open.
    pub files: Vec<FileMeta>,
    /// Measures that this case may lead to as well, where a page asked for them.
    pub joinable: Vec<MeasureView>,
    /// For the complainant: who may still take it over because nobody opened it yet.
    pub may_take_over: Vec<PersonId>,
}

/// A line of a list of cases.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The row.
    pub row: CaseRow,
    /// The title, when the viewer may read it.
    pub title: String,
    /// The case, reduced to what the viewer may see.
    pub view: CaseView,
}

/// Which words of a case are opened for a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opened {
    /// None.
    Nothing,
    /// What a line is made of.
    Headline,
    /// What a search looks in.
    Searched,
    /// All that the viewer may read.
    All,
}

impl Desk {
    /// A case for a member of staff; logged before anything is shown.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for whoever may not see it, as for a wrong number.
    pub async fn read(&self, person: &PersonId, number: &CaseNumber) -> Result<Reading, DeskError> {
        let row = self
            .store
            .case_by_number(&Scope::system(), number)
            .await?
            .ok_or(DeskError::NotFound)?;
        let (case, _) = self.load_case(&row.id).await?.ok_or(DeskError::NotFound)?;
        let organisation = self.organisation().await?;
        let actor = Actor::Staff(person.clone());
        let viewer = self.viewer_in(&actor, &organisation);
        let allowed = access::may(&viewer, &case, Action::SeeCase);
        self.log_read(Some(person), &case.id, allowed).await?;
        if !allowed {
            return Err(DeskError::NotFound);
        }
        self.store
            .inbox_mark_seen(person, &AggregateKey::case(&case.id), self.clock.now())
            .await?;
        let revealed = self.revealed(person, &case.id).await?;
        self.reading(&viewer, case, organisation, revealed).await
    }

    /// A linked case, to write in it from the page of another one: written down as read, but it isn't opened by that, so it
    /// stays new to whom it is new.
    ///
    /// # Errors
    /// As [`Desk::read`].
    pub async fn read_beside(&self, person: &PersonId, number: &CaseNumber) -> Result<Reading, DeskError> {
        let row = self
            .store
            .case_by_number(&Scope::system(), number)
            .await?
            .ok_or(DeskError::NotFound)?;
        let (case, _) = self.load_case(&row.id).await?.ok_or(DeskError::NotFound)?;
        let organisation = self.organisation().await?;
        let viewer = self.viewer_in(&Actor::Staff(person.clone()), &organisation);
        let allowed = access::may(&viewer, &case, Action::SeeCase);
        self.log_read(Some(person), &case.id, allowed).await?;
        if !allowed {
            return Err(DeskError::NotFound);
        }
        self.reading(&viewer, case, organisation, false).await
    }

    /// The complainant's own case.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when it isn't there.
    pub async fn read_own(&self, case: &CaseId) -> Result<Reading, DeskError> {
        let (case, _) = self.load_case(case).await?.ok_or(DeskError::NotFound)?;
        let organisation = self.organisation().await?;
        let viewer = Viewer::Complainant {
            case: case.id.clone(),
        };
        let may_take_over = if self.waits_unopened(&case).await? {
            organisation.takes_over(&case)
        } else {
            Vec::new()
        };
        let mut reading = self.reading(&viewer, case, organisation, false).await?;
        reading.may_take_over = may_take_over;
        Ok(reading)
    }

    /// The case behind a receipt code's session, by its number (for the page after submitting).
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when there is no such case.
    pub async fn case_id(&self, number: &CaseNumber) -> Result<CaseId, DeskError> {
        let row = self.store.case_by_number(&Scope::system(), number).await?;
        row.map(|row| row.id).ok_or(DeskError::NotFound)
    }

    async fn reading(
        &self,
        viewer: &Viewer,
        case: Case,
        organisation: Organisation,
        revealed: bool,
    ) -> Result<Reading, DeskError> {
        let version = self.shelf.version(case.policy_version)?;
        let view = self
            .view(viewer, &case, revealed)
            .await?
            .ok_or(DeskError::NotFound)?;
        let seen = view.case();
        let mut shown: Vec<ContentId> = seen
            .entrusted
            .files
            .iter()
            .chain(seen.messages.iter().flat_map(|message| &message.files))
            .map(|file| file.id.clone())
            .collect();
        // Whoever is asked to agree to a step must be able to read what would go along.
        let open = |one: &&Proposal| {
            matches!(
                one.outcome,
                ProposalOutcome::Waits | ProposalOutcome::SentBack { .. }
            )
        };
        for proposal in seen.proposals.iter().filter(open) {
            match self.composed(proposal).await {
                Ok(composed) => shown.extend(composed.files().iter().map(|file| file.id.clone())),
                // Its words were erased, and its files with them.
                Err(DeskError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        let mut files = self.store.files_of(&Owner::case(&case.id)).await?;
        files.retain(|file| shown.contains(&file.id));
        let directory = self.directory(&organisation).await?;
        Ok(Reading {
            view,
            directory,
            organisation,
            version,
            now: self.clock.now(),
            files,
            joinable: Vec::new(),
            may_take_over: Vec::new(),
        })
    }

    pub(crate) async fn view(
        &self,
        viewer: &Viewer,
        case: &Case,
        revealed: bool,
    ) -> Result<Option<CaseView>, DeskError> {
        let readable = access::readable(case, viewer, revealed);
        let mut words: BTreeMap<_, _> = self.store.open_contents(&readable).await?.into_iter().collect();
        self.say_forgotten(case, &readable, &mut words)?;
        let telling = unnamed::telling(case, viewer, revealed);
        let telling = self.store.open_contents(&telling).await?;
        unnamed::leave_out(case, telling.values(), &mut words);
        Ok(access::view(case, viewer, words, revealed))
    }

    async fn revealed(&self, person: &PersonId, case: &CaseId) -> Result<bool, DeskError> {
        let since = self.clock.now().plus_millis(-REVEALED_MILLIS);
        let object = AggregateKey::case(case).to_string();
        let asked = self
            .store
            .did_since(&object, person, Action::Reveal.code(), since);
        Ok(asked.await?)
    }

    async fn log_read(
        &self,
        person: Option<&PersonId>,
        case: &CaseId,
        allowed: bool,
    ) -> Result<(), DeskError> {
        let entry = AccessEntry {
            at: self.clock.now(),
            actor: person.cloned(),
            action: Action::SeeCase.code().to_owned(),
            object: AggregateKey::case(case).to_string(),
            outcome: if allowed { "allowed" } else { "refused" }.to_owned(),
            reason: None,
        };
        Ok(self.store.log_access(&entry).await?)
    }

    /// The scope of a member of staff for lists.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn scope_of(&self, person: &PersonId) -> Result<Scope, DeskError> {
        let organisation = self.organisation().await?;
        Ok(Scope::staff(
            &access::Scope::of(person, &organisation.groups_of(person)),
            false,
        ))
    }

    /// Everything that isn't hidden from a person, to count only: no case may be shown by it.
    pub fn countable_by(person: &PersonId) -> Scope {
        Scope {
            person: Some(person.clone()),
            relations: Vec::new(),
            every_case: true,
            other_owners: false,
        }
    }

    /// The cases of a list, each as this person may see it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list(
        &self,
        person: &PersonId,
        filter: &CaseFilter,
        order: CaseOrder,
        page: Page,
    ) -> Result<Vec<Listed>, DeskError> {
        let rows = self.rows_of_list(person, filter, order, page).await?;
        self.opened(person, rows, Opened::All).await
    }

    /// The cases of a list without a word of them: to count, to order, to choose from.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn outlines(
        &self,
        person: &PersonId,
        filter: &CaseFilter,
        order: CaseOrder,
        page: Page,
    ) -> Result<Vec<Listed>, DeskError> {
        let rows = self.rows_of_list(person, filter, order, page).await?;
        self.opened(person, rows, Opened::Nothing).await
    }

    /// These cases again, with the words that a line in a list needs.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn headlines(&self, person: &PersonId, rows: Vec<CaseRow>) -> Result<Vec<Listed>, DeskError> {
        self.opened(person, rows, Opened::Headline).await
    }

    async fn rows_of_list(
        &self,
        person: &PersonId,
        filter: &CaseFilter,
        order: CaseOrder,
        page: Page,
    ) -> Result<Vec<CaseRow>, DeskError> {
        let scope = self.scope_of(person).await?;
        Ok(self.store.list_cases(&scope, filter, order, page).await?)
    }

    /// The cases of these rows that a person may see, in their order, with some of their words.
    pub(crate) async fn opened(
        &self,
        person: &PersonId,
        rows: Vec<CaseRow>,
        opened: Opened,
    ) -> Result<Vec<Listed>, DeskError> {
        let organisation = self.organisation().await?;
        let viewer = self.viewer_in(&Actor::Staff(person.clone()), &organisation);
        let mut cases = Vec::with_capacity(rows.len());
        let mut wanted = Vec::new();
        for row in rows {
            let Some(case) = self.case_at(&row.id, row.sequence).await? else {
                continue;
            };
            if !access::may(&viewer, &case, Action::SeeCase) {
                continue;
            }
            let own = match opened {
                Opened::Nothing => Vec::new(),
                Opened::Headline => access::headline(&case, &viewer),
                Opened::Searched => access::searched(&case, &viewer),
                Opened::All => access::readable(&case, &viewer, false),
            };
            wanted.extend(own.iter().cloned());
            let telling = unnamed::telling(&case, &viewer, false);
            wanted.extend(telling.iter().cloned());
            cases.push((row, case, own, telling));
        }
        let words = self.store.open_contents(&wanted).await?;
        let mut listed = Vec::with_capacity(cases.len());
        for (row, case, own, telling) in cases {
            let ids = own.clone();
            let text = |id: ContentId| words.get(&id).map(|text| (id, text.clone()));
            let mut own = own.into_iter().filter_map(text).collect();
            // Nobody finds a complaint by the word that stands in the place of others.
            if opened != Opened::Searched {
                self.say_forgotten(&case, &ids, &mut own)?;
            }
            unnamed::leave_out(&case, telling.iter().filter_map(|id| words.get(id)), &mut own);
            let Some(view) = access::view(&case, &viewer, own, false) else {
                continue;
            };
            let title = view.text_of(view.case().title.as_ref()).map(str::to_owned);
            let title = title
                .or(self.forgotten(&case)?.filter(|_| view.case().title.is_some()))
                .unwrap_or_default();
            listed.push(Listed { row, title, view });
        }
        Ok(listed)
    }

    /// How many cases a list holds for a person; when there are more than `most`, `most`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn count(&self, person: &PersonId, filter: &CaseFilter, most: u32) -> Result<u64, DeskError> {
        let scope = self.scope_of(person).await?;
        Ok(self.store.count_cases_up_to(&scope, filter, most).await?)
    }

    /// How many open cases of a theme, or of all, stand in a person's lists; at most `most` are looked at.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn open_counts(
        &self,
        person: &PersonId,
        theme: Option<&str>,
        most: u32,
    ) -> Result<OpenCounts, DeskError> {
        let scope = self.scope_of(person).await?;
        Ok(self.store.open_counts(&scope, theme, most).await?)
    }

    /// A file that somebody is about to take away; written down when it is a member of staff.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when it isn't one of theirs.
    pub async fn take_file(
        &self,
        who: Option<&PersonId>,
        reading: &Reading,
        id: &ContentId,
    ) -> Result<FileMeta, DeskError> {
        let file = reading.files.iter().find(|file| file.id == *id);
        if who.is_some() {
            let entry = AccessEntry {
                at: self.clock.now(),
                actor: who.cloned(),
                action: "open_file".to_owned(),
                object: AggregateKey::case(&reading.view.case().id).to_string(),
                outcome: if file.is_some() { "allowed" } else { "refused" }.to_owned(),
                reason: None,
            };
            self.store.log_access(&entry).await?;
        }
        file.cloned().ok_or(DeskError::NotFound)
    }

    /// A file that somebody may open.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when it isn't one of theirs.
    pub async fn file<'d>(&'d self, reading: &Reading, id: &ContentId) -> Result<FileReader<'d>, DeskError> {
        if !reading.files.iter().any(|file| file.id == *id) {
            return Err(DeskError::NotFound);
        }
        let owner = Owner::case(&reading.view.case().id);
        self.store.file_open(&owner, id).await?.ok_or(DeskError::NotFound)
    }
}
