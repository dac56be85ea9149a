//! What the follow page shows of a case: now, the course, messages, readers and choices, made from the complainant's view.

use crate::web::support::course::{self, Audience};
use crate::web::support::download;
use casework::access::Action;
use casework::case::{Case, Message, StandIn};
use casework::event::{Author, FileRef, Purpose, WayOut};
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::promise::Owed;
use casework::vocabulary::{DeliveredBy, FactKind, Role};
use desk::read::Reading;
use jiff::civil::Date;
use render::Texts;
use render::course::Course;
use render::pages::follow::{self, Choices, MessageKind, Notice, Now, Sooner, What};
use render::pages::parts::{Away, FileItem, Reader, ReaderRole};
use render::pages::recent::{CUT_BESIDE, Words};

/// The line of what was promised and kept.
pub fn course(reading: &Reading, t: Texts) -> Course {
    let nodes = course::of(reading, t, Audience::Complainant);
    Course::wide(t, "verloop", nodes).with_today(reading.now.date(&reading.version.calendar.zone))
}

/// What is going on, in one sentence.
pub fn now(reading: &Reading) -> Now {
    let case = reading.view.case();
    match case.way_out.as_ref().map(|(_, way, _)| way) {
        Some(WayOut::Withdrawn) => return Now::Withdrawn,
        Some(WayOut::Reclassified(_)) => return Now::NotAComplaint,
        Some(WayOut::Refused(_) | WayOut::Released(_)) | None => {}
    }
    let zone = &reading.version.calendar.zone;
    // What is owed to them comes first; else what we owe ourselves because of them.
    let theirs = earliest(case, |owed| owed.owed_to == Role::Complainant);
    let Some(owed) = theirs.or_else(|| earliest(case, |_| true)) else {
        return if case.way_out.is_some() {
            Now::Stopped
        } else {
            Now::Done
        };
    };
    let what = what(reading, owed);
    let day = owed.due_at.last_day(zone);
    if owed.is_late(reading.now) {
        let newer = match what {
            What::Answer(_) | What::Offered(_) => {
                by(reading, FactKind::AnswerDelivered, FactKind::UndertakingDenied)
            }
            What::Said(_) => None,
        };
        Now::Late {
            what,
            promised: day,
            newer: newer.and_then(By::in_time),
        }
    } else {
        Now::Owed { what, by: day }
    }
}

fn earliest(case: &Case, wanted: impl Fn(&Owed) -> bool) -> Option<&Owed> {
    case.open_owed()
        .filter(|owed| wanted(owed))
        .min_by_key(|owed| owed.due_at)
}

/// In the words of the policy, or of what was offered; without a full stop, as a date follows.
fn what(reading: &Reading, owed: &Owed) -> What {
    let Some(rule) = reading.version.policy.rule(&owed.key) else {
        return What::Said(String::new());
    };
    let bare = |words: &str| words.trim().trim_end_matches('.').to_owned();
    if let Some(words) = course::offered(&reading.view, owed, rule) {
        What::Offered(bare(words))
    } else if rule.kept_by.contains(&FactKind::AnswerDelivered) {
        What::Answer(bare(&rule.title))
    } else {
        What::Said(bare(&rule.title))
    }
}

/// By when something is answered.
#[derive(Clone, Copy)]
enum By {
    Day(Date),
    /// That day is over.
    Late,
}

impl By {
    fn in_time(self) -> Option<Date> {
        match self {
            By::Day(day) => Some(day),
            By::Late => None,
        }
    }
}

/// By when something of theirs is answered that one fact keeps: what this act opened; where it opened nothing, what
/// is due last of all that is open.
fn by(reading: &Reading, kept_by: FactKind, opened_by: FactKind) -> Option<By> {
    let keeps = |owed: &&Owed| {
        let rule = reading.version.policy.rule(&owed.key);
        owed.owed_to == Role::Complainant && rule.is_some_and(|rule| rule.kept_by.contains(&kept_by))
    };
    let open: Vec<&Owed> = reading.view.case().open_owed().filter(keeps).collect();
    let opened = open.iter().filter(|owed| owed.opened_by == opened_by);
    let in_time = opened.filter(|owed| !owed.is_late(reading.now));
    let owed = in_time
        .max_by_key(|owed| owed.no)
        .or_else(|| open.iter().max_by_key(|owed| owed.due_at))?;
    Some(if owed.is_late(reading.now) {
        By::Late
    } else {
        By::Day(owed.due_at.last_day(&reading.version.calendar.zone))
    })
}

/// Whom to call when it can't wait: who owes what is due first, or whoever does that in their place.
pub fn sooner(reading: &Reading) -> Sooner {
    let case = reading.view.case();
    let first = earliest(case, |owed| owed.owed_to == Role::Complainant);
    let boards = first.filter(|owed| owed.owed_by == Role::BoardMember);
    let contact = case.contact.as_ref().filter(|_| !case.is_complaint());
    let (held, board) = match boards {
        Some(_) => (case.board_member.as_ref(), true),
        None => (case.handler.as_ref().or(contact), false),
    };
    let Some(held) = held else {
        return Sooner::Anybody;
    };
    let person = stand_in(reading, held).map_or(held, |one| &one.person);
    let name = reading.directory.name(person).to_owned();
    if board {
        Sooner::AskFor(name)
    } else {
        Sooner::Name(name)
    }
}

/// Who does the part of somebody who is away now.
fn stand_in<'a>(reading: &'a Reading, person: &PersonId) -> Option<&'a StandIn> {
    let mut all = reading.view.case().stand_ins.iter();
    all.find(|one| one.absent == *person && reading.now < one.until)
}

/// What was just done, as far as it is true.
pub fn notice(reading: &Reading, done: &str) -> Option<Notice> {
    let case = reading.view.case();
    let answer = |opened_by| by(reading, FactKind::AnswerDelivered, opened_by);
    match done {
        "bericht" => {
            let by = if case.is_complaint() {
                answer(FactKind::MessageReceived)
            } else {
                by(reading, FactKind::ConcernAnswered, FactKind::MessageReceived)
            };
            Some(match by {
                Some(By::Late) => Notice::SentLate,
                Some(By::Day(day)) => Notice::Sent(Some(day)),
                None => Notice::Sent(None),
            })
        }
        "opgelost" => Some(Notice::Solved).filter(|_| !case.verdicts.is_empty()),
        "niet-opgelost" => answer(FactKind::SaidNotSolved)
            .and_then(By::in_time)
            .map(Notice::NotSolved),
        "niet-gebeurd" => answer(FactKind::UndertakingDenied).map(|by| match by {
            By::Day(day) => Notice::NotDone(day),
            By::Late => Notice::NotDoneLate,
        }),
        "tweede-blik" => by(reading, FactKind::ReviewDelivered, FactKind::ReviewAsked)
            .and_then(By::in_time)
            .map(Notice::SecondLook),
        "last" => Some(Notice::Retaliation).filter(|_| !case.retaliation.is_empty()),
        "gestopt" => Some(Notice::Withdrawn).filter(|_| case.way_out.is_some()),
        "klacht" => answer(FactKind::Registered)
            .and_then(By::in_time)
            .filter(|_| case.is_complaint())
            .map(Notice::NowAComplaint),
        "klopt-niet" => Some(Notice::NoteDisputed(
            answer(FactKind::MessageReceived).and_then(By::in_time),
        ))
        .filter(|_| case.messages.iter().any(|one| one.disputed.is_some())),
        _ => None,
    }
}

/// How we understand it, point by point, with what each came to once it was answered.
pub fn points(reading: &Reading) -> Vec<follow::Point> {
    let case = reading.view.case();
    let words = case.points.iter().enumerate();
    words
        .filter_map(|(at, point)| {
            Some(follow::Point {
                words: reading.view.text(point)?.to_owned(),
                outcome: case
                    .outcomes
                    .get(at)
                    .map_or("", |outcome| outcome.code())
                    .to_owned(),
            })
        })
        .collect()
}

/// What may be done.
pub fn choices(reading: &Reading) -> Choices {
    let case = reading.view.case();
    let may = |action| reading.view.may(action);
    let goes_on = case.way_out.is_none();
    let answered = case.answered_at().is_some();
    let complaint = case.is_complaint();
    let looking = case.reviews.iter().any(|review| review.delivered_at.is_none());
    let turned_away = matches!(
        case.way_out,
        Some((_, WayOut::Withdrawn | WayOut::Reclassified(_), _))
    );
    Choices {
        write: may(Action::Write),
        solved: may(Action::Verdict) && goes_on && (answered || !complaint),
        second_look: may(Action::AskReview) && goes_on && answered && complaint && !looking,
        withdraw: may(Action::Withdraw) && goes_on && !case.is_closed(),
        complain: may(Action::Insist) && (!complaint || turned_away),
    }
}

/// Who reads it.
pub fn readers(reading: &Reading) -> Vec<Reader> {
    let case = reading.view.case();
    let mut people = Vec::new();
    if case.is_complaint() {
        people.push((ReaderRole::Handler, case.handler.as_ref()));
    } else {
        people.push((ReaderRole::Contact, case.contact.as_ref()));
    }
    people.push((ReaderRole::Supervisor, case.supervisor.as_ref()));
    people.push((ReaderRole::Board, case.board_member.as_ref()));
    people.extend(
        case.reviews
            .iter()
            .filter(|review| review.delivered_at.is_none())
            .map(|review| (ReaderRole::SecondLook, Some(&review.reviewer))),
    );
    people.extend(case.pool.iter().map(|person| (ReaderRole::Pool, Some(person))));
    let mut readers: Vec<Reader> = Vec::new();
    for (role, person) in people {
        let Some(person) = person else { continue };
        if readers.iter().any(|one| one.id == person.as_str()) {
            continue;
        }
        readers.push(Reader {
            id: person.as_str().to_owned(),
            name: reading.directory.name(person).to_owned(),
            role,
            replacement: String::new(),
            excluded: false,
            away: stand_in(reading, person).map(|one| Away {
                until: one.until.last_day(&reading.version.calendar.zone),
                by: reading.directory.name(&one.person).to_owned(),
            }),
        });
    }
    readers
}

/// Who else may come to read it because nobody opened it yet, by name.
pub fn pool(reading: &Reading) -> Vec<String> {
    let readers = readers(reading);
    let known = |person: &PersonId| readers.iter().any(|one| one.id == person.as_str());
    let others = reading.may_take_over.iter().filter(|person| !known(person));
    others
        .map(|person| reading.directory.name(person).to_owned())
        .collect()
}

/// What they want, as they said it; of something long the beginning, for all of it stands among the messages.
pub fn remedy(reading: &Reading) -> String {
    let words = reading
        .view
        .text_of(reading.view.case().entrusted.remedy.as_ref());
    let words = Words::new(words.unwrap_or_default());
    words.cut(CUT_BESIDE, "").text().to_owned()
}

/// Everything that was written, oldest first: first what they sent in.
pub fn messages(reading: &Reading, t: Texts) -> Vec<follow::Message> {
    let case = reading.view.case();
    let text = |content| reading.view.text_of(content).map(str::to_owned);
    let entrusted = &case.entrusted;
    let words = [
        text(entrusted.story.as_ref()),
        text(entrusted.remedy.as_ref())
            .map(|words| t.a("follow-own-remedy").with("words", words).to_string()),
        text(entrusted.steps_taken.as_ref())
            .map(|words| t.a("follow-own-steps").with("words", words).to_string()),
    ];
    let first = follow::Message {
        id: "bericht-0".to_owned(),
        from: String::new(),
        kind: MessageKind::Yours,
        at: local(reading, case.received_at),
        words: Words::new(words.into_iter().flatten().collect::<Vec<_>>().join("\n\n")),
        files: files(reading, &entrusted.files),
        wrong: String::new(),
        disputed: false,
        only: String::new(),
    };
    let later = case.messages.iter().map(|message| one(reading, message));
    std::iter::once(first).chain(later).collect()
}

fn local(reading: &Reading, at: Moment) -> jiff::civil::DateTime {
    at.local(&reading.version.calendar.zone)
}

fn one(reading: &Reading, message: &Message) -> follow::Message {
    let yours = message.author == Author::Complainant;
    let spoken = !yours && matches!(message.came(), Some((_, DeliveredBy::Spoken)));
    let wrong = if message.is_noted() && reading.view.may(Action::Deny) {
        format!("/volgen/klacht/klopt-niet?bericht={}", message.no)
    } else {
        String::new()
    };
    let case = reading.view.case();
    let reports = case.retaliation.contains(&message.no);
    let only = if reports || message.is_for(Purpose::RetaliationAnswer) {
        reading.directory.name_of(case.board_member.as_ref()).to_owned()
    } else {
        String::new()
    };
    // What was said before it was written down stands at its real time.
    let at = message
        .came()
        .filter(|_| message.vouched)
        .map_or(message.at, |(at, _)| at);
    follow::Message {
        id: format!("bericht-{}", message.no),
        from: if yours {
            String::new()
        } else {
            match &message.by {
                Some(person) => reading.directory.name(person).to_owned(),
                // What the program asks, the organisation asks.
                None => reading.version.policy.organisation.short_name.clone(),
            }
        },
        kind: if reports {
            MessageKind::Harm
        } else if yours {
            MessageKind::Yours
        } else {
            kind(message, spoken)
        },
        at: local(reading, at),
        words: Words::new(reading.view.text(&message.words).unwrap_or_default()),
        files: files(reading, &message.files),
        only,
        wrong,
        disputed: message.disputed.is_some(),
    }
}

fn kind(message: &Message, spoken: bool) -> MessageKind {
    if message.is_for(Purpose::Answer) {
        MessageKind::Answer
    } else if message.is_for(Purpose::Interim) {
        MessageKind::Interim
    } else if message.is_for(Purpose::Review) {
        MessageKind::SecondLook
    } else if message.is_for(Purpose::Outcome) {
        MessageKind::Outcome
    } else if message.is_for(Purpose::DelayExplanation) {
        MessageKind::Sorry
    } else if message.asks() {
        MessageKind::FollowUp
    } else if spoken && !message.is_for(Purpose::Message) {
        MessageKind::Talk
    } else {
        MessageKind::Message
    }
}

fn files(reading: &Reading, refs: &[FileRef]) -> Vec<FileItem> {
    let known = |file: &FileRef| reading.files.iter().find(|one| one.id == file.id);
    let item = |file: &storage::FileMeta| download::item(file, format!("/volgen/klacht/bestand/{}", file.id));
    refs.iter().filter_map(known).map(item).collect()
}
