//! What a viewer gets to see of a case: a reduced copy and the words they may read. Pages are made from nothing else.

use super::{Action, Relation, Viewer, Words, actions, of_step, relations};
use crate::case::{Case, ProposalOutcome};
use crate::event::{About, ContentRef, Entrusted, Purpose};
use crate::ids::{ContentId, PersonId};
use crate::moment::Moment;
use crate::promise::{Owed, Subject};
use crate::vocabulary::FactKind;
use std::collections::BTreeSet;

/// A case as one viewer may see it. Only this module can make one.
#[derive(Clone, Debug)]
pub struct CaseView {
    case: Case,
    words: Words,
    relations: BTreeSet<Relation>,
    actions: BTreeSet<Action>,
    identity_hidden: bool,
}

impl CaseView {
    /// The reduced case: what may not be seen isn't in it.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The words behind a pointer; `None` when erased or not for this viewer.
    pub fn text(&self, content: &ContentRef) -> Option<&str> {
        self.words.get(&content.id).map(String::as_str)
    }

    /// The words behind an optional pointer.
    pub fn text_of(&self, content: Option<&ContentRef>) -> Option<&str> {
        content.and_then(|one| self.text(one))
    }

    /// The words behind an id (file names).
    pub fn text_by_id(&self, id: &ContentId) -> Option<&str> {
        self.words.get(id).map(String::as_str)
    }

    /// What the viewer is to the case.
    pub fn relations(&self) -> &BTreeSet<Relation> {
        &self.relations
    }

    /// Whether the viewer may do this.
    pub fn may(&self, action: Action) -> bool {
        self.actions.contains(&action)
    }

    /// Name and contact exist but are behind "toon".
    pub fn identity_hidden(&self) -> bool {
        self.identity_hidden
    }
}

/// The view of a case; `None` when the viewer may not know that it exists, or has nothing to see in it.
///
/// `revealed`: the viewer asked for the name, with a reason that was logged.
pub fn view(case: &Case, viewer: &Viewer, words: Words, revealed: bool) -> Option<CaseView> {
    let relations = relations(viewer, case);
    let actions = actions(viewer, case);
    if relations.is_empty() || relations.contains(&Relation::Excluded) {
        return None;
    }
    let shown: BTreeSet<ContentId> = readable(case, viewer, revealed).into_iter().collect();
    let has_identity = has_identity(&case.entrusted);
    let sees_identity = sees_identity(&actions, revealed);
    let words = words.into_iter().filter(|(id, _)| shown.contains(id)).collect();
    let reduced = reduce(case, viewer, &actions, sees_identity);
    Some(CaseView {
        case: reduced,
        words,
        relations,
        actions,
        identity_hidden: has_identity && !sees_identity,
    })
}

fn has_identity(entrusted: &Entrusted) -> bool {
    entrusted.name.is_some()
        || entrusted.email.is_some()
        || entrusted.phone.is_some()
        || entrusted.address.is_some()
}

pub(super) fn sees_identity(actions: &BTreeSet<Action>, revealed: bool) -> bool {
    actions.contains(&Action::SeeIdentity) || (revealed && actions.contains(&Action::Reveal))
}

/// The contents a viewer may read, to be opened before [`view`].
pub fn readable(case: &Case, viewer: &Viewer, revealed: bool) -> Vec<ContentId> {
    let actions = actions(viewer, case);
    let reduced = reduce(case, viewer, &actions, sees_identity(&actions, revealed));
    contents(&reduced)
}

/// The contents that a line in a list is made of, as far as a viewer may read them: the title, and what was offered.
pub fn headline(case: &Case, viewer: &Viewer) -> Vec<ContentId> {
    let seen = reduce(case, viewer, &actions(viewer, case), false);
    let offered = seen.undertakings.iter().map(|one| &one.what);
    let words = seen
        .title
        .iter()
        .chain(offered)
        .chain(seen.measures.iter().map(|one| &one.what));
    words.map(|one| one.id.clone()).collect()
}

/// The contents in which a search looks, as far as a viewer may read them: title, story, remedy, the sender's name.
pub fn searched(case: &Case, viewer: &Viewer) -> Vec<ContentId> {
    let actions = actions(viewer, case);
    let seen = reduce(case, viewer, &actions, sees_identity(&actions, false));
    let entrusted = &seen.entrusted;
    let words = [&seen.title, &entrusted.story, &entrusted.remedy, &entrusted.name];
    words.into_iter().flatten().map(|one| one.id.clone()).collect()
}

/// A copy without what these actions don't allow to see.
fn reduce(case: &Case, viewer: &Viewer, actions: &BTreeSet<Action>, identity: bool) -> Case {
    let may = |action| actions.contains(&action);
    let mut seen = case.clone();
    if !identity {
        seen.entrusted.name = None;
        seen.entrusted.email = None;
        seen.entrusted.phone = None;
        seen.entrusted.address = None;
    }
    if !may(Action::SeeWords) {
        seen.entrusted.title = None;
        seen.entrusted.story = None;
        seen.entrusted.remedy = None;
        seen.entrusted.steps_taken = None;
        seen.entrusted.files.clear();
        seen.title = None;
        seen.points.clear();
        seen.outcomes.clear();
        seen.way_out = seen.way_out.map(|(at, way, _)| (at, way, None));
    }
    // What waits for a second person is nobody's but theirs who may take that step.
    seen.proposals.retain(|one| may(of_step(one.step)));
    if !may(Action::SeeMessages) {
        seen.messages.clear();
        seen.interims.clear();
        seen.verdicts.clear();
        seen.silent = None;
        seen.retaliation.clear();
    }
    if !may(Action::SeeNotes)
        && let Some(hold) = &mut seen.retention.held
    {
        hold.reason = None;
        hold.by = None;
    }
    if !may(Action::SeeNotes) {
        seen.retention
            .special
            .values_mut()
            .for_each(|holds| *holds = None);
        seen.notes.clear();
        seen.heard_corrected.clear();
    }
    if !may(Action::SeeEvaluation) {
        seen.evaluations.clear();
    }
    if !may(Action::SeeBoardNotes) {
        seen.board_notes.clear();
    }
    if !may(Action::Exclude) {
        seen.exclusions.clear();
        seen.ticked.clear();
    }
    let me = match viewer {
        Viewer::Staff { person, .. } => Some(person.clone()),
        Viewer::Complainant { .. } | Viewer::Desk => None,
    };
    let is_me = |person: &PersonId| me.as_ref() == Some(person);
    if !may(Action::SeeMessages) {
        seen.undertakings.retain(|one| is_me(&one.by));
    }
    if !may(Action::SeeEvaluation) {
        seen.measures.retain(|one| is_me(&one.owner));
    }
    if !may(Action::SeeBriefs) {
        let groups = match viewer {
            Viewer::Staff { groups, .. } => groups.clone(),
            Viewer::Complainant { .. } | Viewer::Desk => BTreeSet::new(),
        };
        seen.questions.retain(|one| {
            one.person.as_ref().is_some_and(is_me)
                || one.group.as_ref().is_some_and(|group| groups.contains(group))
        });
    }
    if matches!(viewer, Viewer::Complainant { .. }) {
        seen.board_questions.clear();
        seen.board_items.clear();
        seen.excluded.clear();
        seen.links.clear();
        seen.way_out = seen.way_out.map(|(at, way, _)| (at, way, None));
        seen.measures.retain(|one| one.promised);
        // The course is the same for everybody, but what the board member asks and brings up is theirs.
        seen.owed.retain(|one| {
            !matches!(
                one.subject,
                Some(Subject::BoardItem(_) | Subject::BoardQuestion(_))
            )
        });
    } else if may(Action::BringToBoard) {
        // The board member sees everything owed; nothing to take away.
    } else if !may(Action::SeeBoardQuestions) {
        seen.board_questions.clear();
        seen.board_items.clear();
    } else {
        let follows = may(Action::SeeCase);
        seen.board_questions.retain(|one| follows || is_me(&one.to));
        if !follows {
            seen.board_items.clear();
        }
    }
    if !may(Action::SeeCase) {
        seen.excluded.clear();
        seen.links.clear();
        seen.owed.clear();
        seen.told.clear();
    }
    // A report of harm goes past handler and supervisor, straight to the board member.
    if !(may(Action::AnswerRetaliation) || may(Action::ReportRetaliation)) {
        let hidden = |no: u32| {
            let answers = case
                .message(no)
                .is_some_and(|one| one.is_for(Purpose::RetaliationAnswer));
            case.retaliation.contains(&no) || answers
        };
        seen.messages.retain(|one| !hidden(one.no));
        seen.told
            .retain(|one| !matches!(one.about, About::Message(no) | About::Reaction(no) if hidden(no)));
        seen.owed.retain(|one| {
            let about = matches!(one.subject, Some(Subject::Message(no)) if hidden(no));
            one.opened_by != FactKind::RetaliationReported && !about
        });
        seen.retaliation.clear();
    }
    if seen.owed.len() != case.owed.len() {
        seen.quiet_since = quiet_since(&seen);
    }
    seen
}

/// Since when nothing is owed of what is left to see; what was taken away may not show in it.
fn quiet_since(seen: &Case) -> Option<Moment> {
    let over = |owed: &Owed| {
        owed.released
            .map(|(at, _)| at)
            .or(owed.kept_at)
            .or(owed.replaced_by.map(|_| owed.opened_at))
    };
    if seen.is_closed() {
        seen.owed.iter().filter_map(over).max()
    } else {
        None
    }
}

/// Every content a case points to.
pub fn contents(case: &Case) -> Vec<ContentId> {
    let entrusted = &case.entrusted;
    let singles = [
        &entrusted.title,
        &entrusted.story,
        &entrusted.remedy,
        &entrusted.steps_taken,
        &entrusted.name,
        &entrusted.email,
        &entrusted.phone,
        &entrusted.address,
        &case.title,
    ];
    let mut ids: Vec<ContentId> = singles.into_iter().flatten().map(|one| one.id.clone()).collect();
    let mut add = |content: &ContentRef| ids.push(content.id.clone());
    case.points.iter().for_each(&mut add);
    case.messages.iter().for_each(|one| add(&one.words));
    case.notes
        .iter()
        .chain(&case.board_notes)
        .chain(&case.heard_corrected)
        .for_each(|one| add(&one.words));
    case.interims.iter().for_each(|one| add(&one.reason));
    case.undertakings.iter().for_each(|one| add(&one.what));
    case.measures.iter().for_each(|one| add(&one.what));
    for decided in case.evaluations.iter().filter_map(|one| one.decided.as_ref()) {
        add(&decided.reason);
    }
    for question in &case.questions {
        add(&question.brief);
        question.reply.iter().for_each(&mut add);
    }
    for item in &case.board_items {
        item.reason.iter().for_each(&mut add);
        item.title.iter().for_each(&mut add);
        item.outcome.iter().for_each(|(_, words)| add(words));
    }
    for question in &case.board_questions {
        add(&question.words);
        question.answer.iter().for_each(|(_, words)| add(words));
    }
    case.exclusions.values().for_each(&mut add);
    case.retention.special.values().flatten().for_each(&mut add);
    let held = case.retention.held.as_ref();
    held.and_then(|hold| hold.reason.as_ref())
        .into_iter()
        .for_each(&mut add);
    case.silent.iter().for_each(|(_, words)| add(words));
    for proposal in &case.proposals {
        add(&proposal.words);
        if let ProposalOutcome::SentBack { reason, .. } = &proposal.outcome {
            add(reason);
        }
    }
    if let Some((_, _, Some(words))) = &case.way_out {
        add(words);
    }
    ids.extend(case.files().map(|file| file.id.clone()));
    ids
}
