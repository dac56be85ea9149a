//! A diligent organisation: for whatever is owed it does what keeps it, with people who may know of the case.

use super::acts::PEOPLE;
use crate::given::{Life, p, plain_answer, words};
use casework::case::answer::{Answer, answer};
use casework::case::{board, evaluate, follow_up, measures, message, retaliation, review, undertaking};
use casework::engine::Working;
use casework::event::Purpose;
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::promise::{Owed, Subject};
use casework::refusal::Refusal;
use casework::vocabulary::{Cause, DeliveredBy, Effect, FactKind};

/// Works day by day until nothing is owed, or gives up after a year of days.
pub fn finish(life: &mut Life, mut now: Moment) -> Moment {
    for _ in 0..365 {
        let Some(owed) = life
            .case
            .open_owed()
            .min_by_key(|owed| (owed.due_at, owed.no))
            .cloned()
        else {
            break;
        };
        now = now.plus_minutes(1_440);
        let open: Vec<Owed> = std::iter::once(owed)
            .chain(life.case.open_owed().cloned())
            .collect();
        // What can't be done yet waits for something else that is owed.
        for owed in open {
            if life.try_at(now, Some(p("ann")), |work| keep(work, &owed)).is_ok() {
                break;
            }
        }
    }
    now
}

fn keep(work: &mut Working<'_>, owed: &Owed) -> Result<(), Refusal> {
    let rule = work.rules.policy.rule(&owed.key).unwrap();
    let fact = *rule.kept_by.first().unwrap();
    let subject = owed.subject.clone();
    match (fact, subject) {
        (FactKind::AnswerDelivered, _) => {
            let by = work.case.handler.clone().unwrap();
            let outcomes = work
                .case
                .points
                .iter()
                .map(|_| casework::vocabulary::PointOutcome::NotOurs)
                .collect();
            let message = answer(
                work,
                &by,
                Answer {
                    explains_delay: true,
                    outcomes,
                    ..plain_answer()
                },
            )?;
            deliver(work, message)
        }
        (FactKind::DelayExplained, _) => send(work, Purpose::DelayExplanation),
        (FactKind::OutcomeDelivered, _) => send(work, Purpose::Outcome),
        (FactKind::Acknowledged, _) => send(work, Purpose::Acknowledgement),
        (FactKind::ConcernAnswered, _) => send(work, Purpose::ConcernReply),
        (FactKind::UndertakingDone, Some(Subject::Undertaking(no))) => undertaking::done(work, no),
        (FactKind::QuestionDiscussed, Some(Subject::Question(no))) => discuss(work, no),
        (FactKind::Evaluated, _) => {
            let asked = work
                .case
                .questions
                .iter()
                .filter(|question| question.discussed_at.is_none());
            let asked: Vec<u32> = asked.map(|question| question.no).collect();
            for question in asked {
                discuss(work, question)?;
            }
            evaluate::decide(
                work,
                false,
                Cause::Nothing,
                words("why"),
                Vec::new(),
                vec![p("mia")],
            )
        }
        (FactKind::MeasureApplied, Some(Subject::Measure(id))) => measures::applied(work, &id),
        (FactKind::MeasureReviewed, Some(Subject::Measure(id))) => {
            measures::reviewed(work, &id, Effect::Worked)
        }
        (FactKind::FollowUpAsked, _) => ask(work),
        (FactKind::VerdictGiven, _) => ask(work).or_else(|_| follow_up::silent(work, words("checked"))),
        (FactKind::ReviewDelivered, _) => second_look(work),
        (FactKind::RetaliationAnswered, _) => {
            let message = retaliation::answer(work, words("protected"))?;
            deliver(work, message)
        }
        (FactKind::BoardOutcomeRecorded, Some(Subject::BoardItem(no))) => {
            board::outcome(work, no, words("outcome"))
        }
        (FactKind::BoardQuestionAnswered, Some(Subject::BoardQuestion(no))) => {
            let question = work
                .case
                .board_questions
                .iter()
                .find(|one| one.no == no)
                .ok_or(Refusal::NoSuchItem)?;
            let supervisor = work.case.supervisor.clone().unwrap();
            let by = Some(question.to.clone())
                .filter(|to| !work.case.excludes(to))
                .unwrap_or(supervisor);
            board::reply(work, no, &by, words("reply"))
        }
        (fact, subject) => panic!("nobody knows how to keep {} by {fact} of {subject:?}", owed.key),
    }
}

/// Brings the question that waits for somebody's voice, or asks it.
fn ask(work: &mut Working<'_>) -> Result<(), Refusal> {
    let waits = work.case.unasked().map(|one| one.no);
    let message = match waits {
        Some(message) => message,
        None => follow_up::ask(work, words("is-it-solved"))?,
    };
    deliver(work, message)
}

fn deliver(work: &mut Working<'_>, message: u32) -> Result<(), Refusal> {
    message::delivered(work, message, DeliveredBy::Spoken, work.now)
}

fn send(work: &mut Working<'_>, purpose: Purpose) -> Result<(), Refusal> {
    let message = message::to_complainant(work, vec![purpose], words("message"))?;
    deliver(work, message)
}

/// By the one who was asked; when that person was excluded, somebody else is asked.
fn second_look(work: &mut Working<'_>) -> Result<(), Refusal> {
    let pending = work
        .case
        .reviews
        .iter()
        .rfind(|review| review.delivered_at.is_none());
    let asked = pending
        .map(|review| review.reviewer.clone())
        .filter(|one| !work.case.excludes(one));
    let reviewer = match asked {
        Some(reviewer) => reviewer,
        None => {
            let free: Vec<PersonId> = PEOPLE
                .iter()
                .map(|name| p(name))
                .filter(|one| !work.case.excludes(one))
                .collect();
            let asked = free
                .into_iter()
                .find(|one| review::ask(work, one.clone(), None).is_ok());
            asked.ok_or(Refusal::NobodyLeft)?
        }
    };
    let message = review::result(work, &reviewer, words("review"))?;
    deliver(work, message)
}

/// Their silence may be shown, except of somebody who was complained about.
fn discuss(work: &mut Working<'_>, no: u32) -> Result<(), Refusal> {
    let heard = work.case.questions.iter().any(|one| one.no == no && one.hearing);
    evaluate::discussed(work, no, heard.then(|| words("view")), None)
}
