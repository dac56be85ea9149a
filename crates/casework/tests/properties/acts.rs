//! Random acts on a case: a name, some minutes, and numbers that choose persons, items and days.

use crate::given::{Life, intake, m, p, usual, words};
use casework::case::answer::{Answer, MeasureAgreed, Offer, WorkDifferently, answer};
use casework::case::interim::{Interim, interim};
use casework::case::receive::{Assignment, Intake, complaint, concern, insist};
use casework::case::{
    assign, board, deadline, evaluate, follow_up, forget, hold, link, measures, message, retaliation, review,
    second, undertaking, ways_out,
};
use casework::engine::{Rules, Working};
use casework::event::{Author, FileRef, Purpose};
use casework::ids::{CaseId, ContentId, MeasureId, PersonId};
use casework::moment::Moment;
use casework::refusal::Refusal;
use casework::retention::Kept;
use casework::vocabulary::{
    Cause, ComplainantKind, DeliveredBy, Effect, OtherThan, PointOutcome, RefusalReason, ReleaseReason,
    Solved,
};

/// Everybody there is.
pub const PEOPLE: &[&str] = &[
    "ann", "bart", "chris", "karim", "mia", "dirk", "els", "jan", "lies",
];

/// What can be done; what moves a case on stands here more often.
pub const ACTS: &[&str] = &[
    "insist",
    "write",
    "answer",
    "answer",
    "answer",
    "interim",
    "interim",
    "deliver",
    "deliver",
    "deliver",
    "deliver",
    "deliver earlier",
    "bounce",
    "dispute",
    "understood",
    "offer done",
    "offer denied",
    "raise",
    "hear",
    "discussed",
    "decide",
    "decide",
    "outcome",
    "explain",
    "acknowledge",
    "reply",
    "acknowledge",
    "acknowledge",
    "applied",
    "applied",
    "reviewed",
    "reviewed",
    "ask",
    "ask",
    "ask",
    "ask",
    "ask",
    "verdict",
    "silent",
    "silent",
    "silent",
    "ask review",
    "ask review",
    "review result",
    "review result",
    "review result",
    "report harm",
    "answer harm",
    "bring",
    "board outcome",
    "board question",
    "board reply",
    "withdraw",
    "propose",
    "agree",
    "send back",
    "reclassify",
    "release",
    "reinstate",
    "reopen",
    "exclude",
    "handler",
    "pool",
    "note",
    "link",
    "unlink",
    "move target",
    "hold",
    "mark file",
    "end hold",
    "announce forgetting",
    "forget",
    "sweep",
];

/// How a life begins.
#[derive(Clone, Debug)]
pub struct Start {
    /// As a concern.
    pub concern: bool,
    /// Heard so many minutes before it was written down.
    pub heard_before: u32,
    /// Which kind of complainant.
    pub kind: usize,
    /// Who is ticked.
    pub excluded: Vec<usize>,
}

/// One act after some minutes.
#[derive(Clone, Debug)]
pub struct Step {
    /// Which act.
    pub act: &'static str,
    /// How long after the one before.
    pub minutes: u32,
    /// Chooses.
    pub one: u8,
    /// Chooses something else.
    pub other: u8,
    /// Yes or no.
    pub yes: bool,
}

/// A life as it begins.
pub fn begin(start: &Start, rules: Rules<'static>, now: Moment) -> Life {
    let heard_at = now.plus_minutes(-i64::from(start.heard_before));
    let intake = Intake {
        kinds: vec![ComplainantKind::ALL[start.kind % ComplainantKind::ALL.len()]],
        excluded: start
            .excluded
            .iter()
            .map(|index| person(*index))
            .filter(|one| *one != p("els"))
            .collect(),
        ..intake(heard_at)
    };
    let id = CaseId::from("case");
    let work = if start.concern {
        concern(&id, intake, &p("els"), Some(&p("bart")), rules, now, None)
    } else {
        complaint(&id, intake, &usual(), rules, now, None)
    };
    Life::begun(work.unwrap())
}

/// What is kept for years ends after years only.
pub fn waits(act: &str) -> u32 {
    match act {
        "announce forgetting" => 3 * 366 * 24 * 60,
        "forget" => 40 * 24 * 60,
        _ => 0,
    }
}

/// Forgets a class; what is owed, held or unannounced is never forgotten.
fn forget(work: &mut Working<'_>, class: Kept) -> Result<(), Refusal> {
    let before = work.case.clone();
    forget::forget(work, class)?;
    let held = before.retention.held.filter(|hold| hold.until > work.now);
    assert!(before.owed.iter().all(|owed| !owed.is_open()) && held.is_none());
    assert!(before.retention.announced[&class] <= work.now);
    Ok(())
}

/// Somebody tries the act; refused, nothing happened.
pub fn perform(life: &mut Life, now: Moment, step: &Step) -> Result<(), Refusal> {
    life.try_at(now, Some(person(usize::from(step.one))), |work| act(work, step))
}

fn person(index: usize) -> PersonId {
    p(PEOPLE[index % PEOPLE.len()])
}

/// A file goes sooner than the rest; one that does already goes with them after all.
fn mark(work: &mut Working<'_>, one: u8) -> Result<(), Refusal> {
    let files: Vec<ContentId> = work.case.files().map(|file| file.id.clone()).collect();
    let file = pick(&files, one).unwrap_or_else(|| words("no file").id);
    if work.case.retention.special.contains_key(&file) {
        return hold::unmark(work, file);
    }
    hold::mark(work, file, words("what it holds"))
}

fn pick<T: Clone>(of: &[T], by: u8) -> Option<T> {
    (!of.is_empty()).then(|| of[usize::from(by) % of.len()].clone())
}

/// A number that mostly exists.
fn number(count: usize, by: u8) -> u32 {
    u32::try_from(usize::from(by) % (count + 1)).unwrap()
        + u32::from(count > 0 && usize::from(by) % (count + 1) == 0)
}

/// Tries an act.
pub fn act(work: &mut Working<'_>, step: &Step) -> Result<(), Refusal> {
    let Step { one, other, yes, .. } = *step;
    let who = person(usize::from(one));
    let day = |n: u8| work.rules.calendar.add_days(work.now, u32::from(n % 25));
    let until = day(other);
    match step.act {
        "insist" => {
            let to = assignment(work);
            insist(work, Vec::new(), &to)
        }
        "answer" => answer(work, &who, composed(work, step)).map(drop),
        "interim" => {
            let by = if yes {
                work.case.supervisor.clone().unwrap_or(who)
            } else {
                who
            };
            let given = Interim {
                words: words("interim"),
                files: Vec::new(),
                reason: words("reason"),
                by: by.clone(),
                until,
                explains_delay: yes || one % 2 == 0,
            };
            interim(work, &by, given).map(drop)
        }
        "decide" => decide(work, step, until),
        "write" | "understood" | "outcome" | "explain" | "acknowledge" | "reply" | "note" => {
            write(work, step.act)
        }
        "deliver" | "deliver earlier" | "bounce" | "dispute" => deliver(work, step),
        "offer done" => undertaking::done(work, number(work.case.undertakings.len(), one)),
        "offer denied" => undertaking::denied(work, number(work.case.undertakings.len(), one), None),
        "raise" => {
            let (group, asked) = if yes {
                (Some("gebouwen".into()), None)
            } else {
                (None, Some(who))
            };
            evaluate::raise_question(work, group, asked, words("brief")).map(drop)
        }
        "hear" => {
            let heard = work.case.excluded.iter().nth(usize::from(one) % 3).cloned();
            evaluate::hear(work, heard.unwrap_or(who), words("said")).map(drop)
        }
        "discussed" => evaluate::discussed(
            work,
            number(work.case.questions.len(), one),
            yes.then(|| words("reply")),
            None,
        ),
        "applied" => measures::applied(work, &measure(work, one)),
        "reviewed" => measures::reviewed(work, &measure(work, one), pick(Effect::ALL, other).unwrap()),
        "ask" => ask(work, one % 8 > 0),
        "verdict" => follow_up::verdict(work, pick(Solved::ALL, one).unwrap(), Some(yes), None),
        "silent" => follow_up::silent(work, words("checked")),
        "ask review" => review::ask(work, who, None),
        "review result" => {
            let by = work
                .case
                .reviews
                .last()
                .map_or(who, |review| review.reviewer.clone());
            review::result(work, &by, words("review")).map(drop)
        }
        "report harm" => {
            retaliation::report(work, words("harm"));
            Ok(())
        }
        "answer harm" => retaliation::answer(work, words("protected")).map(drop),
        "bring" => board::bring(work, until, None, None).map(drop),
        "board outcome" => board::outcome(work, number(work.case.board_items.len(), one), words("outcome")),
        "board question" => board::ask(work, who, words("question"), until).map(drop),
        "board reply" => {
            let no = number(work.case.board_questions.len(), one);
            let by = work
                .case
                .board_questions
                .iter()
                .find(|q| q.no == no)
                .map_or(who, |q| q.to.clone());
            board::reply(work, no, &by, words("reply"))
        }
        "withdraw" => ways_out::withdraw(work, None),
        "propose" => {
            let step = pick(casework::vocabulary::Step::ALL, other).unwrap();
            second::propose(work, &who, step, words("composed")).map(drop)
        }
        // Agreeing and doing it are one commit: refused, neither happened.
        "agree" => {
            let mut both = work.clone();
            agree(&mut both, step)?;
            *work = both;
            Ok(())
        }
        "send back" => second::send_back(
            work,
            &who,
            number(work.case.proposals.len(), one),
            words("why-not"),
        ),
        "reclassify" => ways_out::reclassify(work, pick(OtherThan::ALL, other).unwrap(), None),
        "release" => ways_out::release(work, pick(ReleaseReason::ALL, other).unwrap(), None),
        "reinstate" if yes => ways_out::take_back(work),
        "reinstate" => ways_out::reinstate(work),
        "reopen" => ways_out::reopen(work, yes.then(|| words("again"))),
        "exclude" => {
            let free = |taken: &[Option<PersonId>]| {
                let mut all = PEOPLE.iter().map(|name| p(name));
                all.find(|one| *one != who && !work.case.excludes(one) && !taken.contains(&Some(one.clone())))
            };
            let taken = [
                work.case.handler.clone(),
                work.case.supervisor.clone(),
                work.case.board_member.clone(),
            ];
            let other = free(&taken);
            let instead = assign::Replacements {
                handler: other.clone(),
                supervisor: other.clone(),
                board_member: other.clone(),
                contact: other.clone(),
                reviewer: other.clone(),
                doer: other.clone(),
                asked: other,
            };
            crate::given::exclude(work, &who, instead)
        }
        "handler" => assign::handler(work, who),
        "pool" => assign::tell_pool(work, PEOPLE.iter().map(|name| p(name)).collect()),
        "link" => link::link(work, &CaseId::from(if yes { "other" } else { "case" })),
        "unlink" => link::unlink(work, &CaseId::from("other")),
        "move target" => {
            let open: Vec<u32> = work.case.open_owed().map(|owed| owed.no).collect();
            deadline::move_target(work, pick(&open, one).unwrap_or(0), until, words("reason"))
        }
        "hold" => hold::hold(work, words("why-kept"), until),
        "mark file" => mark(work, one),
        "end hold" => hold::end(work),
        "announce forgetting" => pick(Kept::ALL, one).map_or(Ok(()), |class| forget::announce(work, class)),
        "forget" => {
            let announced: Vec<Kept> = work.case.retention.announced.keys().copied().collect();
            let class = pick(&announced, one).or_else(|| pick(Kept::ALL, one));
            class.map_or(Ok(()), |class| forget(work, class))
        }
        "sweep" => Ok(()),
        unknown => panic!("no act {unknown}"),
    }
}

/// Three who may take part.
fn assignment(work: &Working<'_>) -> Assignment {
    let mut free = PEOPLE
        .iter()
        .map(|name| p(name))
        .filter(|one| !work.case.excludes(one));
    let mut next = || free.next();
    Assignment {
        handler: next(),
        supervisor: next(),
        board_member: next(),
    }
}

fn measure(work: &Working<'_>, by: u8) -> MeasureId {
    pick(&work.case.measures, by).map_or(m("unknown"), |one| one.measure)
}

/// `promised`: whether the complainant is told of its date, which makes it a promise instead of a target.
fn agreed(work: &Working<'_>, owner: PersonId, until: Moment, promised: bool) -> Vec<MeasureAgreed> {
    let measure = m(&format!("measure-{}", work.case.measures.len()));
    vec![MeasureAgreed {
        measure,
        what: words("measure"),
        owner,
        reviewer: work.case.supervisor.clone().unwrap(),
        until,
        promised,
    }]
}

/// A second person agrees to what waits, and it is done.
fn agree(work: &mut Working<'_>, step: &Step) -> Result<(), Refusal> {
    use casework::vocabulary::Step as Wants;
    let who = person(usize::from(step.one));
    let no = number(work.case.proposals.len(), step.other);
    let until = work.rules.calendar.add_days(work.now, u32::from(step.other % 25));
    match second::agree(work, &who, no)?.step {
        Wants::Answer => answer(work, &who, composed(work, step)).map(drop),
        Wants::SecondInterim => {
            let given = Interim {
                words: words("interim"),
                files: Vec::new(),
                reason: words("reason"),
                by: who.clone(),
                until,
                explains_delay: true,
            };
            interim(work, &who, given).map(drop)
        }
        Wants::Refusal => {
            let reason = pick(RefusalReason::ALL, step.other).unwrap();
            ways_out::refuse(work, reason, words("letter")).map(drop)
        }
        Wants::Evaluation => decide(work, step, until),
        Wants::Reclassification => {
            ways_out::reclassify(work, pick(OtherThan::ALL, step.other).unwrap(), None)
        }
    }
}

fn decide(work: &mut Working<'_>, step: &Step, until: Moment) -> Result<(), Refusal> {
    let measures = if step.yes {
        agreed(
            work,
            person(usize::from(step.other)),
            until,
            step.one.is_multiple_of(2),
        )
    } else {
        Vec::new()
    };
    evaluate::decide(
        work,
        step.yes,
        Cause::Procedure,
        words("why"),
        measures,
        vec![p("bart"), p("mia")],
    )
}

pub fn composed(work: &Working<'_>, step: &Step) -> Answer {
    let until = work.rules.calendar.add_days(work.now, u32::from(step.other % 60));
    let by = person(usize::from(step.other));
    let offers = (0..step.one % 3)
        .map(|_| Offer {
            what: words("offer"),
            by: by.clone(),
            until,
        })
        .collect();
    let differently = match step.other % 3 {
        0 => WorkDifferently::Later,
        1 => WorkDifferently::No {
            cause: Cause::Nothing,
            reason: words("why"),
        },
        _ => WorkDifferently::Yes {
            cause: Cause::Procedure,
            reason: words("why"),
            measures: agreed(work, by, until, step.one.is_multiple_of(2)),
        },
    };
    Answer {
        words: words("answer"),
        files: Vec::new(),
        outcomes: work.case.points.iter().map(|_| PointOutcome::Upheld).collect(),
        offers,
        differently,
        explains_delay: step.yes || work.case.owes_explanation(work.now),
        management: vec![p("bart"), p("mia")],
    }
}

fn write(work: &mut Working<'_>, what: &str) -> Result<(), Refusal> {
    match what {
        "write" => {
            let id = words(&format!("photo {}", work.case.messages.len())).id;
            let photo = vec![FileRef { id, size: 9 }];
            message::from_complainant(work, words("more"), photo);
        }
        "understood" => message::understood(work, vec![words("point")]),
        "note" => message::note(work, words("note")),
        purpose => {
            let purpose = match purpose {
                "outcome" => Purpose::Outcome,
                "explain" => Purpose::DelayExplanation,
                "reply" => Purpose::Message,
                _ if work.case.is_complaint() => Purpose::Acknowledgement,
                _ => Purpose::ConcernReply,
            };
            message::to_complainant(work, vec![purpose], words("message"))?;
        }
    }
    Ok(())
}

/// Mostly the newest message; earlier than now when that is asked for.
/// The question goes out, and mostly reaches them at once.
fn ask(work: &mut Working<'_>, reaches_them: bool) -> Result<(), Refusal> {
    let message = follow_up::ask(work, words("is-it-solved"))?;
    match reaches_them {
        true => message::delivered(work, message, DeliveredBy::Mail, work.now),
        false => Ok(()),
    }
}

fn deliver(work: &mut Working<'_>, step: &Step) -> Result<(), Refusal> {
    let bounce = matches!(step.act, "bounce" | "dispute");
    let staff = work
        .case
        .messages
        .iter()
        .filter(|one| one.author == Author::Staff);
    let fit: Vec<u32> = staff
        .filter(|one| one.delivered.is_some() == bounce)
        .map(|one| one.no)
        .collect();
    let no = if step.yes {
        fit.last().copied()
    } else {
        pick(&fit, step.one)
    }
    .unwrap_or(99);
    match step.act {
        "bounce" => return message::bounced(work, no),
        "dispute" => return message::disputed(work, no, words("not-so")).map(drop),
        _ => {}
    }
    let earlier = if step.act == "deliver" {
        0
    } else {
        i64::from(step.other) * 10
    };
    message::delivered(work, no, DeliveredBy::Mail, work.now.plus_minutes(-earlier))
}
