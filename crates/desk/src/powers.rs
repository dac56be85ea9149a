//! Who may do what, and who came to: each change is put before the members of the board, who can't be passed over.

use crate::{Desk, DeskError, codec};
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::organisation::{Organisation, OrganisationEvent, StaffRole};
use std::collections::BTreeSet;
use storage::{AggregateKey, AggregateKind, Commit, NewInboxItem};

/// At most so many lines.
const LINES: u32 = 500;

/// A change that a member of the board hasn't seen yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PowerChange {
    /// When.
    pub at: Moment,
    /// Who did it; `None`: the first start, or somebody at the machine itself.
    pub by: Option<PersonId>,
    /// What.
    pub event: OrganisationEvent,
}

/// What it is called in an inbox; nothing for what gives nobody more or less to say.
fn code(event: &OrganisationEvent, by: Option<&PersonId>, before: &Organisation) -> Option<&'static str> {
    match event {
        OrganisationEvent::PersonJoined { .. } => Some("person_joined"),
        OrganisationEvent::RolesChanged { person, roles } => {
            let same = before.people.get(person).is_some_and(|one| one.roles == *roles);
            (!same).then_some("roles_changed")
        }
        OrganisationEvent::LinkRenewed { .. } => Some("link_renewed"),
        OrganisationEvent::PersonLeft { .. } => Some("person_left"),
        OrganisationEvent::BoardOrderSet { people } => {
            (before.board_order != *people).then_some("board_order_set")
        }
        OrganisationEvent::SupervisorOrderSet { people } => {
            (before.supervisor_order != *people).then_some("supervisor_order_set")
        }
        // Who is away hears nothing first: a colleague does. That is told to the board when somebody else said so.
        OrganisationEvent::AbsenceSet { person, .. } => {
            let on_the_board = before
                .with_role(StaffRole::BoardMember)
                .any(|one| one.id == *person);
            (on_the_board && by != Some(person)).then_some("absence_set")
        }
        OrganisationEvent::AbsenceDropped { .. }
        | OrganisationEvent::ProjectSet { .. }
        | OrganisationEvent::ProjectDropped { .. }
        | OrganisationEvent::ReplacementPublished { .. }
        | OrganisationEvent::ReplacementTakenBack { .. }
        | OrganisationEvent::GroupSet { .. }
        | OrganisationEvent::StandingHandlerSet { .. }
        | OrganisationEvent::ContactSet { .. }
        | OrganisationEvent::ValuesApproved { .. }
        | OrganisationEvent::OldFormClosed => None,
    }
}

/// A line in the inbox of every member of the board, also of one whom this very change makes or unmakes, except of who
/// did it.
pub(crate) fn tell_board(
    commit: &mut Commit,
    by: Option<&PersonId>,
    before: &Organisation,
    after: &Organisation,
    events: &[OrganisationEvent],
) {
    let board: BTreeSet<PersonId> = [before, after]
        .into_iter()
        .flat_map(|organisation| organisation.with_role(StaffRole::BoardMember))
        .map(|person| person.id.clone())
        .filter(|person| Some(person) != by)
        .collect();
    for (event, sequence) in events.iter().zip(before.sequence + 1..) {
        let Some(what) = code(event, by, before) else {
            continue;
        };
        commit.inbox.extend(board.iter().map(|person| NewInboxItem {
            person: person.clone(),
            about: AggregateKey::organisation(),
            sequence,
            what: what.to_owned(),
            at: commit.at,
        }));
    }
}

impl Desk {
    /// The changes that a member of the board hasn't seen yet, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn power_changes(&self, person: &PersonId) -> Result<Vec<PowerChange>, DeskError> {
        let unread: BTreeSet<u64> = self
            .store
            .inbox_newest_unread(person, LINES)
            .await?
            .into_iter()
            .filter(|one| one.item.about.kind == AggregateKind::Organisation)
            .map(|one| one.item.sequence)
            .collect();
        if unread.is_empty() {
            return Ok(Vec::new());
        }
        let journal = self.store.load(&AggregateKey::organisation()).await?;
        let mut changes = Vec::new();
        for entry in journal.iter().rev().filter(|one| unread.contains(&one.sequence)) {
            changes.push(PowerChange {
                at: entry.event.at,
                by: entry.event.actor.clone(),
                event: codec::decode(entry)?,
            });
        }
        Ok(changes)
    }

    /// They saw them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn power_changes_seen(&self, person: &PersonId) -> Result<(), DeskError> {
        self.store
            .inbox_mark_seen(person, &AggregateKey::organisation(), self.clock.now())
            .await?;
        Ok(())
    }
}
