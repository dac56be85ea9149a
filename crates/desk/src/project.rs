//! From state to rows: what lists, sweeps and figures read. `verify` compares the same projection with what is kept.

use casework::access;
use casework::case::Case;
use casework::engine::way_out_fact;
use casework::event::{Author, Purpose};
use casework::ids::PersonId;
use casework::measure::Measure;
use casework::moment::Moment;
use casework::organisation::Organisation;
use casework::policy::Policy;
use casework::promise::{Owed, Standing, Subject};
use casework::vocabulary::FactKind;
use std::collections::BTreeSet;
use storage::{
    AggregateKey, CaseLinkRow, CasePersonRow, CaseRow, CaseRows, GroupRow, MeasureRow, MeasureRows,
    OrganisationRows, OwedRow, PersonRow, Rows,
};

/// The rows of a case, under the policy version that rules it.
pub(crate) fn case_rows(case: &Case, policy: &Policy) -> Rows {
    let key = AggregateKey::case(&case.id);
    let rows = CaseRows {
        case: case_row(case, policy),
        owed: case
            .owed
            .iter()
            .map(|owed| owed_row(&key, owed, Some(case)))
            .collect(),
        people: access::people(case)
            .into_iter()
            .map(|(person, relation)| CasePersonRow {
                case_id: case.id.clone(),
                person: PersonId(person),
                relation: relation.code().to_owned(),
            })
            .collect(),
        links: case
            .links
            .iter()
            .map(|other| CaseLinkRow {
                case_id: case.id.clone(),
                other: other.clone(),
            })
            .collect(),
    };
    Rows::Case(Box::new(rows)).sorted()
}

/// A case without a report of harm and what came of it. That is for the board member only, and lists are everybody's:
/// a file that is open again, or has a new message, would tell handler and supervisor that there is one.
struct Shown<'a> {
    case: &'a Case,
    /// The numbers of what is owed because of a report.
    hidden: BTreeSet<u32>,
}

impl<'a> Shown<'a> {
    fn of(case: &'a Case) -> Shown<'a> {
        let mut hidden = BTreeSet::new();
        // In the order of their numbers: what a missed one opens (an explanation) comes after it.
        for owed in &case.owed {
            let about = match &owed.subject {
                Some(Subject::Message(no)) => is_of_report(case, *no),
                Some(Subject::Owed(no)) => hidden.contains(no),
                _ => false,
            };
            if about || owed.opened_by == FactKind::RetaliationReported {
                hidden.insert(owed.no);
            }
        }
        Shown { case, hidden }
    }

    fn owed(&self) -> impl Iterator<Item = &'a Owed> {
        let hidden = self.hidden.clone();
        self.case
            .owed
            .iter()
            .filter(move |owed| !hidden.contains(&owed.no))
    }

    fn last_message_at(&self) -> Option<Moment> {
        self.case
            .messages
            .iter()
            .rev()
            .find(|one| !is_of_report(self.case, one.no))
            .map(|one| one.at)
    }

    /// What people still have to do.
    fn tasks(&self) -> impl Iterator<Item = &'a Owed> {
        let case = self.case;
        self.owed()
            .filter(move |owed| owed.is_open() && case.owes(owed).is_some())
    }

    /// Since when something that was written after all was done waits to reach the complainant.
    fn to_bring_since(&self) -> Option<Moment> {
        self.closed_at()?;
        let ours = self
            .case
            .messages
            .iter()
            .filter(|one| one.author == Author::Staff);
        ours.filter(|one| {
            one.delivered.is_none() && one.disputed.is_none() && !is_of_report(self.case, one.no)
        })
        .map(|one| one.at)
        .min()
    }

    fn said_at(&self) -> Option<Moment> {
        let ours = self.case.messages.iter();
        ours.filter(|one| one.author != Author::Complainant && !is_of_report(self.case, one.no))
            .map(|one| one.at)
            .min()
    }

    fn next_due_at(&self) -> Option<Moment> {
        self.owed()
            .filter(|owed| owed.is_open())
            .map(|owed| owed.due_at)
            .min()
    }

    /// Since when nothing of it is owed. With a report, that is when the last of the rest ended.
    fn closed_at(&self) -> Option<Moment> {
        if self.hidden.is_empty() {
            return self.case.quiet_since;
        }
        if self.owed().any(Owed::is_open) {
            return None;
        }
        let ended = |owed: &Owed| owed.kept_at.max(owed.released.map(|(at, _)| at));
        Some(
            self.owed()
                .filter_map(ended)
                .max()
                .unwrap_or(self.case.received_at),
        )
    }
}

/// Whether a message reports harm, or answers such a report.
fn is_of_report(case: &Case, no: u32) -> bool {
    case.retaliation.contains(&no)
        || case
            .message(no)
            .is_some_and(|one| one.is_for(Purpose::RetaliationAnswer))
}

/// How its answers stand.
struct Answers {
    late: bool,
    due_at: Option<Moment>,
    since: Option<Moment>,
}

impl Answers {
    fn of(case: &Case, policy: &Policy) -> Answers {
        let is_answer = |owed: &&Owed| {
            let rule = policy.rule(&owed.key);
            rule.is_some_and(|rule| rule.kept_by.contains(&FactKind::AnswerDelivered))
        };
        let answers: Vec<&Owed> = case.owed.iter().filter(is_answer).collect();
        let answered_at = case.answered_at();
        // The first answer: what was owed before it reached the complainant.
        let first = |owed: &&&Owed| answered_at.is_none_or(|at| owed.opened_at <= at);
        let first: Vec<&&Owed> = answers.iter().filter(first).collect();
        let late = |owed: &&&Owed| match owed.standing() {
            Standing::Kept => owed.kept_at.is_some_and(|at| at >= owed.due_at),
            Standing::Open => false,
            Standing::Replaced | Standing::Released => owed.missed_at.is_some(),
        };
        let open = |owed: &&&Owed| owed.is_open();
        Answers {
            late: first.iter().any(late),
            due_at: first
                .iter()
                .filter(|owed| open(owed))
                .map(|owed| owed.due_at)
                .min(),
            since: answers.iter().filter(open).map(|owed| owed.opened_at).min(),
        }
    }
}

fn case_row(case: &Case, policy: &Policy) -> CaseRow {
    let shown = Shown::of(case);
    let answers = Answers::of(case, policy);
    CaseRow {
        id: case.id.clone(),
        number: case.number.clone(),
        opened_as: if case.contact.is_some() {
            "concern"
        } else {
            "complaint"
        }
        .to_owned(),
        kinds: case
            .kinds
            .iter()
            .map(|kind| kind.code())
            .collect::<Vec<_>>()
            .join(","),
        channel: case.channel.code().to_owned(),
        reply_by: case.reply_by.code().to_owned(),
        theme: case.theme.clone(),
        project: case.project.clone(),
        language: case.language.clone(),
        received_at: case.heard_at,
        registered_at: case.registered_at,
        handler: case.handler.clone(),
        supervisor: case.supervisor.clone(),
        board_member: case.board_member.clone(),
        answered_at: case.answered_at(),
        last_message_at: shown.last_message_at(),
        closed_at: shown.closed_at(),
        next_due_at: shown.next_due_at(),
        way_out: case
            .way_out
            .as_ref()
            .map(|(_, way, _)| way_out_fact(*way).code().to_owned()),
        sequence: case.sequence,
        title_content: case.title.as_ref().map(|title| title.id.clone()),
        policy_version: case.policy_version,
        practice: case.practice,
        verdict: case.verdicts.last().map(|one| one.solved.code().to_owned()),
        silent_at: case.silent.as_ref().map(|(at, _)| *at),
        causes: case
            .evaluations
            .iter()
            .filter_map(|one| one.decided.as_ref())
            .map(|decided| decided.cause.code())
            .collect::<Vec<_>>()
            .join(","),
        answer_late: answers.late,
        answer_due_at: answers.due_at,
        answer_since: answers.since,
        evaluated_at: case
            .evaluations
            .iter()
            .filter_map(|one| one.decided.as_ref())
            .map(|decided| decided.at)
            .max(),
        task_due_at: shown
            .tasks()
            .map(|owed| owed.due_at)
            .min()
            .or_else(|| shown.to_bring_since())
            .unwrap_or(Moment(i64::MAX)),
        asks_only: shown.tasks().all(|owed| {
            let rule = policy.rule(&owed.key);
            rule.is_some_and(|rule| rule.kept_by.contains(&FactKind::VerdictGiven))
        }),
        said_at: shown.said_at(),
        forgotten: case
            .retention
            .forgotten
            .keys()
            .map(|class| class.code())
            .collect::<Vec<_>>()
            .join(","),
    }
}

/// The row of something owed; the person who owes it is worked out from the case.
pub(crate) fn owed_row(key: &AggregateKey, owed: &Owed, case: Option<&Case>) -> OwedRow {
    let state = match owed.standing() {
        Standing::Open => "open",
        Standing::Kept => "kept",
        Standing::Replaced => "replaced",
        Standing::Released => "released",
    };
    OwedRow {
        owner_kind: key.kind.code().to_owned(),
        owner_id: key.id.clone(),
        owed_no: owed.no,
        promise_key: owed.key.clone(),
        nature: owed.nature.code().to_owned(),
        subject: owed.subject.as_ref().map(ToString::to_string),
        opened_at: owed.opened_at,
        due_at: owed.due_at,
        missed_at: owed.missed_at,
        kept_at: owed.kept_at,
        replaced_by: owed.replaced_by,
        released_at: owed.released.map(|(at, _)| at),
        released_for: owed.released.map(|(_, fact)| fact.code().to_owned()),
        owed_by_role: owed.owed_by.code().to_owned(),
        owed_by_person: case.and_then(|case| case.owes(owed)).cloned(),
        owed_to_role: owed.owed_to.code().to_owned(),
        clause: owed.clause.clone(),
        policy_version: owed.policy_version,
        moved: owed.moved,
        state: state.to_owned(),
    }
}

/// The rows of a measure.
pub(crate) fn measure_rows(measure: &Measure) -> Rows {
    let row = MeasureRow {
        id: measure.id.clone(),
        what_content: Some(measure.what.id.clone()),
        criterion_content: Some(measure.criterion.id.clone()),
        cause: measure.cause.code().to_owned(),
        owner: measure.owner.clone(),
        reviewer: Some(measure.reviewer.clone()),
        working_group: measure.group.clone(),
        cases: measure
            .cases
            .iter()
            .map(|case| case.as_str())
            .collect::<Vec<_>>()
            .join(","),
        until_at: measure.until,
        proposed_at: measure.proposed_at,
        agreed_at: measure.agreed_at,
        applied_at: measure.applied.as_ref().map(|(at, _)| *at),
        review_by: measure.review_by,
        reviewed_at: measure.reviewed.as_ref().map(|(at, _, _)| *at),
        effect: measure
            .reviewed
            .as_ref()
            .map(|(_, effect, _)| effect.code().to_owned()),
        sequence: measure.sequence,
    };
    Rows::Measure(Box::new(MeasureRows {
        measure: row,
        owed: Vec::new(),
    }))
    .sorted()
}

/// The rows of the organisation.
pub(crate) fn organisation_rows(organisation: &Organisation) -> Rows {
    let people = organisation
        .people
        .values()
        .map(|person| PersonRow {
            id: person.id.clone(),
            name_content: Some(person.name.id.clone()),
            email_content: Some(person.email.id.clone()),
            roles: person
                .roles
                .iter()
                .map(|role| role.code())
                .collect::<Vec<_>>()
                .join(","),
            left_at: person.left_at,
        })
        .collect();
    let groups = organisation
        .groups
        .values()
        .map(|group| GroupRow {
            id: group.id.clone(),
            name_content: Some(group.name.id.clone()),
            members: group
                .members
                .iter()
                .map(|one| one.as_str())
                .collect::<Vec<_>>()
                .join(","),
        })
        .collect();
    Rows::Organisation(OrganisationRows {
        people,
        groups,
        owed: Vec::new(),
    })
    .sorted()
}
