//! Who may see and do what: one function decides, from relations to the case; exclusion is checked before any role.

use crate::case::Case;
use crate::event::Purpose;
use crate::ids::{CaseId, ContentId, GroupId, PersonId};
use crate::retention::Kept;
use crate::vocabulary::{Step, codes};
use std::collections::{BTreeMap, BTreeSet};

mod hearing;
mod masked;
mod measures;
mod table;
mod view;

pub use hearing::{Hearing, hearings, hearings_readable};
pub use masked::{leave_out_name, reads_without_name};
pub use measures::{MeasureAction, measure_actions};
pub use table::{allowed, matrix_lines, only_reads};
pub use view::{CaseView, headline, readable, searched, view};

codes! {
    /// What somebody is to one case.
    Relation {
        /// Who complained, by code or link.
        Complainant = "complainant",
        /// Answers.
        Handler = "handler",
        /// Follows, as a member of management.
        Supervisor = "supervisor",
        /// Hears, as a member of the board.
        BoardMember = "board_member",
        /// First contact of a concern.
        Contact = "contact",
        /// May take it over because nobody opened it.
        Pool = "pool",
        /// Takes the second look.
        Reviewer = "reviewer",
        /// Is asked by the board member.
        Asked = "asked",
        /// Does what was offered, or puts a measure to use.
        Owner = "owner",
        /// Got a brief (an employee, or a member of the group).
        Briefed = "briefed",
        /// Was complained about and is heard: excluded from everything but what is said of them.
        Respondent = "respondent",
        /// A member of management who was told the result of the evaluation.
        Management = "management",
        /// May never know of it.
        Excluded = "excluded",
    }
}

codes! {
    /// What somebody may do with one case, or read in it.
    Action {
        /// Know that it exists: number, dates, what is owed.
        SeeCase = "see_case",
        /// Read name and contact.
        SeeIdentity = "see_identity",
        /// Read the words of the complaint.
        SeeWords = "see_words",
        /// Read messages to and from the complainant.
        SeeMessages = "see_messages",
        /// Read notes of staff.
        SeeNotes = "see_notes",
        /// Read the result of the evaluation and the measures.
        SeeEvaluation = "see_evaluation",
        /// Read briefs and their replies.
        SeeBriefs = "see_briefs",
        /// Read the board member's questions.
        SeeBoardQuestions = "see_board_questions",
        /// Read the board member's private notes.
        SeeBoardNotes = "see_board_notes",
        /// Who read the case, who saw the name, and who was refused.
        SeeReaders = "see_readers",
        /// Show the name, with a reason that is logged.
        Reveal = "reveal",
        /// Answer.
        Answer = "answer",
        /// Send an interim.
        Interim = "interim",
        /// Write a note.
        Note = "note",
        /// Record how a message was delivered, or that it came back.
        Deliver = "deliver",
        /// Record that an undertaking was done.
        Undertake = "undertake",
        /// Decide the evaluation.
        Evaluate = "evaluate",
        /// Put a question to a group or employee.
        RaiseQuestion = "raise_question",
        /// Reply to a brief.
        ReplyToBrief = "reply_to_brief",
        /// Tell the complainant the outcome; record silence.
        FollowUp = "follow_up",
        /// Name another handler.
        Assign = "assign",
        /// Take it over from the pool.
        TakeOver = "take_over",
        /// Exclude somebody.
        Exclude = "exclude",
        /// Let somebody back in who was excluded by mistake.
        LetBackIn = "let_back_in",
        /// Reclassify.
        Reclassify = "reclassify",
        /// Propose to refuse, or agree to it.
        Refuse = "refuse",
        /// Release what is owed.
        Release = "release",
        /// Move a target of ours before its day.
        MoveTarget = "move_target",
        /// Set right when it was first heard.
        CorrectHeard = "correct_heard",
        /// Open a closed complaint again.
        Reopen = "reopen",
        /// Turn a way out back.
        Reinstate = "reinstate",
        /// Keep it longer than the policy says, and end that.
        Hold = "hold",
        /// Link with another case.
        Link = "link",
        /// Reply to a concern.
        ReplyToConcern = "reply_to_concern",
        /// Give the result of a second look.
        Review = "review",
        /// Bring to the board, record its outcome.
        BringToBoard = "bring_to_board",
        /// Ask a question as board member.
        AskAsBoard = "ask_as_board",
        /// Answer that question.
        ReplyToBoard = "reply_to_board",
        /// Write a private note as board member.
        BoardNote = "board_note",
        /// Answer a report of retaliation.
        AnswerRetaliation = "answer_retaliation",
        /// Write as complainant, add a file.
        Write = "write",
        /// Say whether it is solved.
        Verdict = "verdict",
        /// Say that an undertaking didn't happen.
        Deny = "deny",
        /// Stop the complaint.
        Withdraw = "withdraw",
        /// Ask for a second look.
        AskReview = "ask_review",
        /// Report retaliation.
        ReportRetaliation = "report_retaliation",
        /// Make a concern a complaint, or insist that it is one.
        Insist = "insist",
    }
}

/// Who looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// Somebody of the organisation.
    Staff {
        /// Who.
        person: PersonId,
        /// The groups they are in.
        groups: BTreeSet<GroupId>,
    },
    /// The complainant of one case, by code or link.
    Complainant {
        /// Which case.
        case: CaseId,
    },
    /// The program itself, for what it sends on behalf of the organisation.
    Desk,
}

/// Which cases a list may hold for a person; every list query carries one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Who.
    pub person: PersonId,
    /// Their groups.
    pub groups: BTreeSet<GroupId>,
    /// Relations that make a case visible in lists.
    pub relations: Vec<Relation>,
}

impl Scope {
    /// The scope of a member of staff: every relation that may see a case.
    pub fn of(person: &PersonId, groups: &BTreeSet<GroupId>) -> Scope {
        let relations = Relation::ALL
            .iter()
            .copied()
            .filter(|one| allowed(*one, Action::SeeCase))
            .collect();
        Scope {
            person: person.clone(),
            groups: groups.clone(),
            relations,
        }
    }
}

/// Everybody with a relation to a case, as rows for the scope of lists. A group stands under its id.
pub fn people(case: &Case) -> BTreeSet<(String, Relation)> {
    let mut rows = BTreeSet::new();
    let mut add = |id: &str, relation| {
        rows.insert((id.to_owned(), relation));
    };
    // A concern is seen by its sender, its contact and a supervisor only; a complaint no more by that contact.
    if let Some(contact) = case.contact.as_ref().filter(|_| !case.is_complaint()) {
        add(contact.as_str(), Relation::Contact);
    }
    for (person, relation) in [
        (&case.handler, Relation::Handler),
        (&case.supervisor, Relation::Supervisor),
        (&case.board_member, Relation::BoardMember),
    ] {
        if let Some(person) = person {
            add(person.as_str(), relation);
        }
    }
    // Whoever stands in for somebody has their part while they are away.
    let held = [
        (case.handler.as_ref(), Relation::Handler),
        (case.supervisor.as_ref(), Relation::Supervisor),
        (case.board_member.as_ref(), Relation::BoardMember),
        (
            case.contact.as_ref().filter(|_| !case.is_complaint()),
            Relation::Contact,
        ),
    ];
    for one in &case.stand_ins {
        for (_, relation) in held.iter().filter(|(person, _)| *person == Some(&one.absent)) {
            add(one.person.as_str(), *relation);
        }
    }
    for person in &case.pool {
        add(person.as_str(), Relation::Pool);
    }
    for review in case.reviews.iter().filter(|one| one.delivered_at.is_none()) {
        add(review.reviewer.as_str(), Relation::Reviewer);
    }
    for question in case.board_questions.iter().filter(|one| one.answer.is_none()) {
        if let Some(person) = case.answers_board(question) {
            add(person.as_str(), Relation::Asked);
        }
    }
    for undertaking in &case.undertakings {
        add(undertaking.by.as_str(), Relation::Owner);
    }
    for measure in &case.measures {
        add(measure.owner.as_str(), Relation::Owner);
    }
    for question in &case.questions {
        if let Some(group) = &question.group {
            add(group.as_str(), Relation::Briefed);
        }
        if let Some(person) = &question.person {
            add(person.as_str(), Relation::Briefed);
        }
    }
    let decided = case.evaluations.iter().filter_map(|one| one.decided.as_ref());
    for person in decided.flat_map(|one| &one.told) {
        add(person.as_str(), Relation::Management);
    }
    // Exclusion takes away whatever part somebody had.
    rows.retain(|(id, _)| !case.excluded.iter().any(|person| person.as_str() == id));
    rows.extend(
        case.excluded
            .iter()
            .map(|person| (person.as_str().to_owned(), Relation::Excluded)),
    );
    let heard = case.excluded.iter().filter(|person| case.hears(person));
    rows.extend(heard.map(|person| (person.as_str().to_owned(), Relation::Respondent)));
    rows
}

/// The relations of a viewer to a case. Excluded: none but that one, and being heard.
pub fn relations(viewer: &Viewer, case: &Case) -> BTreeSet<Relation> {
    match viewer {
        Viewer::Complainant { case: own } if *own == case.id => BTreeSet::from([Relation::Complainant]),
        Viewer::Complainant { .. } => BTreeSet::new(),
        Viewer::Desk => Relation::ALL
            .iter()
            .copied()
            .filter(|one| *one != Relation::Excluded)
            .collect(),
        Viewer::Staff { person, .. } if case.hears(person) => {
            BTreeSet::from([Relation::Excluded, Relation::Respondent])
        }
        Viewer::Staff { person, .. } if case.excludes(person) => BTreeSet::from([Relation::Excluded]),
        Viewer::Staff { person, groups } => people(case)
            .into_iter()
            .filter(|(id, _)| id == person.as_str() || groups.iter().any(|group| group.as_str() == id))
            .map(|(_, relation)| relation)
            .collect(),
    }
}

/// Whether a viewer may do this with this case. `false` looks the same as a case that doesn't exist.
pub fn may(viewer: &Viewer, case: &Case, action: Action) -> bool {
    is_possible(case, action)
        && relations(viewer, case)
            .into_iter()
            .any(|relation| allowed(relation, action))
}

/// When the words are forgotten, nothing can be added to a case any more, by nobody: it is only read.
fn is_possible(case: &Case, action: Action) -> bool {
    case.retention.gone(Kept::Words).is_none() || only_reads(action)
}

/// The action that recording how a message reached the complainant, or that it came back, takes: the answer to a
/// report of harm is the board member's alone, everything else is for whoever delivers.
pub fn delivers(case: &Case, message: u32) -> Action {
    let of_harm = case
        .message(message)
        .is_some_and(|one| one.is_for(Purpose::RetaliationAnswer));
    if of_harm {
        Action::AnswerRetaliation
    } else {
        Action::Deliver
    }
}

/// The action that taking a step is, and looking at it as the second person.
pub fn of_step(step: Step) -> Action {
    match step {
        Step::Answer => Action::Answer,
        Step::SecondInterim => Action::Interim,
        Step::Refusal => Action::Refuse,
        Step::Evaluation => Action::Evaluate,
        Step::Reclassification => Action::Reclassify,
    }
}

/// Everything a viewer may do with a case.
pub fn actions(viewer: &Viewer, case: &Case) -> BTreeSet<Action> {
    let relations = relations(viewer, case);
    Action::ALL
        .iter()
        .copied()
        .filter(|action| is_possible(case, *action))
        .filter(|action| relations.iter().any(|one| allowed(*one, *action)))
        .collect()
}

/// Words that were opened for a viewer, by content id.
pub type Words = BTreeMap<ContentId, String>;
