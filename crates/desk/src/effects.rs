//! What follows from events, in the same transaction: mails to be sent, things to do on a later day, inboxes.

mod late;

pub(crate) use late::ask_concern_at;

use crate::Version;
use crate::jobs::{Notice, StaffNotice, Work};
use crate::outside::is_outside;
use casework::case::{Case, Recorded};
use casework::event::{About, Author, Event, Purpose, WayOut};
use casework::ids::{MeasureId, PersonId};
use casework::moment::Moment;
use casework::organisation::Organisation;
use casework::policy::OnLastDay;
use casework::promise::{Owed, Subject};
use casework::retention::Kept;
use casework::vocabulary::{Effect, ReplyBy, SecondPerson, Step};
use storage::{AggregateKey, Commit, NewInboxItem, NewJob};

/// Adds to a commit what follows from its new events; `before` is the sequence they come after.
pub(crate) fn follow(
    commit: &mut Commit,
    case: &Case,
    before: u64,
    events: &[Recorded],
    (version, organisation): (&Version, &Organisation),
    now: Moment,
) {
    let registering = events.iter().any(|recorded| recorded.event == Event::Registered);
    let mut effects = Effects {
        commit,
        case,
        version,
        organisation,
        now,
        registering,
        sequence: before,
    };
    for recorded in events {
        effects.sequence += 1;
        effects.of(&recorded.event, recorded.actor.as_ref());
        effects.inform_second(&recorded.event, recorded.actor.as_ref());
    }
}

struct Effects<'a> {
    commit: &'a mut Commit,
    case: &'a Case,
    version: &'a Version,
    organisation: &'a Organisation,
    now: Moment,
    /// It becomes a complaint with these events.
    registering: bool,
    sequence: u64,
}

impl Effects<'_> {
    fn of(&mut self, event: &Event, by: Option<&PersonId>) {
        match event {
            Event::Registered => self.tell_complainant(Notice::Receipt),
            Event::ConcernRaised { contact } => {
                self.tell_complainant(Notice::ConcernReceipt);
                self.tell(contact, StaffNotice::Concern, None);
            }
            // Who is from outside has no inbox and no morning mail: the link is mailed at once.
            Event::SupervisorTold { person }
            | Event::HandlerNamed { person }
            | Event::BoardMemberTold {
                person,
                about: About::Complaint,
            } if is_outside(self.organisation, person) => {
                self.tell(person, StaffNotice::Handler, None);
            }
            Event::SupervisorTold { person } if !self.registering && self.case.is_complaint() => {
                // In somebody's place.
                self.tell(person, StaffNotice::Handler, None);
            }
            Event::SupervisorTold { person } => self.inbox(person, "complaint"),
            Event::BoardMemberTold { person, about } => self.inbox(person, about_code(about)),
            Event::HandlerNamed { person } => {
                // A new complaint is in the next morning's mail; whoever comes in somebody's place hears at once.
                if self.registering || by == Some(person) {
                    self.inbox(person, "complaint");
                } else {
                    self.tell(person, StaffNotice::Handler, None);
                }
                self.check_opened();
            }
            Event::Confirmed if self.registering && !self.case.vacant().is_empty() => self.vacant(),
            Event::PartLaidDown { .. } => self.vacant(),
            Event::ContactNamed { person } => self.tell(person, StaffNotice::Concern, None),
            Event::TakenOver { owed, person } => self.taken_over(*owed, person),
            Event::StandInNamed { person, .. } => self.tell(person, StaffNotice::Handler, None),
            Event::Excluded { person, .. } => {
                for measure in self.case.measures.iter().map(|one| one.measure.clone()) {
                    let person = person.clone();
                    self.job(Work::HandOverMeasure { measure, person }, self.now);
                }
            }
            Event::PoolTold { people } => {
                for person in people {
                    self.tell(person, StaffNotice::Pool, None);
                }
            }
            Event::MessageWritten {
                author: Author::Staff,
                message,
                ..
            } if self.case.reply_by == ReplyBy::Email => {
                let case = self.case.id.clone();
                self.job(
                    Work::Deliver {
                        case,
                        message: *message,
                    },
                    self.now,
                );
            }
            // A report of harm goes past whoever follows the case: it must not show itself by a line either.
            Event::MessageWritten {
                author: Author::Complainant,
                message,
                ..
            } if self.case.retaliation.contains(message) => {}
            Event::MessageWritten {
                author: Author::Complainant,
                ..
            }
            | Event::VerdictGiven { .. } => {
                for person in self.followers(by) {
                    self.inbox(&person, "message");
                }
            }
            // Something is owed in two days again: they hear at once, also when no words came along.
            Event::UndertakingDenied { undertaking, .. } => self.denied(*undertaking, by),
            Event::UndertakingDone { undertaking } => {
                self.tell_complainant(Notice::UndertakingDone(*undertaking))
            }
            // So does what a talk or a letter was said to have kept.
            Event::DeliveryDisputed { .. } => {
                for person in self.followers(by) {
                    self.tell(&person, StaffNotice::Disputed, None);
                }
            }
            Event::Reinstated | Event::Reopened => {
                for person in self.followers(by) {
                    self.tell(&person, StaffNotice::Again, None);
                }
            }
            // Whoever follows it hears that it stopped, whatever the policy says of a second person for that step.
            Event::Withdrawn { .. } | Event::WentOut { .. } => {
                for person in self.followers(by) {
                    self.inbox(&person, "stopped");
                }
            }
            Event::Proposed { .. } => {
                let second = by.and_then(|by| self.case.second_beside(by)).cloned();
                if let Some(second) = second {
                    self.tell(&second, StaffNotice::Proposal, None);
                }
            }
            Event::Agreed { proposal } => {
                if let Some(person) = self.proposer(*proposal) {
                    self.inbox(&person, "agreed");
                }
            }
            Event::SentBack { proposal, .. } => {
                if let Some(person) = self.proposer(*proposal) {
                    self.tell(&person, StaffNotice::SentBack, None);
                }
            }
            Event::UndertakingOffered { by: owner, .. } if self.case.handler.as_ref() != Some(owner) => {
                self.tell(owner, StaffNotice::Undertaking, None);
            }
            Event::QuestionRaised { question, .. } | Event::RespondentAsked { question, .. } => {
                self.job(
                    Work::TellBriefed {
                        case: self.case.id.clone(),
                        question: *question,
                    },
                    self.now,
                );
            }
            Event::ManagementTold { people } => {
                for person in people {
                    self.inbox(person, "evaluation");
                }
            }
            Event::MeasureDecided { owner, .. } if by == Some(owner) => self.inbox(owner, "measure"),
            Event::MeasureDecided { owner, .. } => self.tell(owner, StaffNotice::Measure, None),
            Event::MeasureApplied { measure } if self.was_promised(measure) => {
                self.tell_complainant(Notice::MeasureApplied);
            }
            // The question what must change is open again: whoever follows it hears why, and so does who was promised it.
            Event::MeasureReviewed {
                effect: Effect::Not,
                measure,
            } => {
                if self.was_promised(measure) {
                    self.tell_complainant(Notice::MeasureFailed);
                }
                for person in self.followers(by) {
                    self.inbox(&person, "measure_failed");
                }
            }
            Event::Delivered { message, .. } => self.remind_later(*message),
            Event::ReviewAsked { reviewer, .. } => {
                for person in self.followers(by).into_iter().filter(|one| one != reviewer) {
                    self.inbox(&person, StaffNotice::SecondLook.code());
                }
                self.tell(reviewer, StaffNotice::SecondLook, None);
            }
            Event::RetaliationReported { .. } => {
                if let Some(person) = &self.case.board_member {
                    self.tell(person, StaffNotice::Retaliation, None);
                }
            }
            Event::BoardQuestionAsked { to, .. } => self.tell(to, StaffNotice::BoardQuestion, None),
            Event::BoardQuestionAnswered { .. } => {
                if let Some(person) = &self.case.board_member {
                    self.inbox(person, "board_reply");
                }
            }
            // Files go with the words; what concerns an employee is told to nobody.
            Event::ForgettingAnnounced {
                class: Kept::Identity | Kept::Words | Kept::Special,
                ..
            } => {
                for person in self.followers(by) {
                    self.inbox(&person, "forgetting");
                }
            }
            Event::Promised { owed } => self.promised(owed),
            Event::Missed { owed } => self.missed(*owed),
            _ => {}
        }
    }

    /// The complainant was told from when this changed way of working would be in use.
    fn was_promised(&self, measure: &MeasureId) -> bool {
        let mut measures = self.case.measures.iter();
        measures.any(|one| one.measure == *measure && one.promised)
    }

    fn proposer(&self, proposal: u32) -> Option<PersonId> {
        let mut proposals = self.case.proposals.iter();
        proposals.find(|one| one.no == proposal).map(|one| one.by.clone())
    }

    /// A step that the policy lets one person take while a second hears of it: it is in that person's inbox.
    fn inform_second(&mut self, event: &Event, by: Option<&PersonId>) {
        let (step, what) = match event {
            Event::MessageWritten {
                author: Author::Staff,
                purposes,
                ..
            } if purposes.contains(&Purpose::Refusal) => return,
            Event::MessageWritten {
                author: Author::Staff,
                purposes,
                ..
            } if purposes.contains(&Purpose::Answer) => (Step::Answer, "answer"),
            Event::MessageWritten {
                author: Author::Staff,
                purposes,
                ..
            } if purposes.contains(&Purpose::Interim) => (Step::SecondInterim, "answer"),
            Event::Evaluated { .. } => (Step::Evaluation, "evaluation"),
            Event::WentOut {
                way: WayOut::Reclassified(_),
                ..
            } => (Step::Reclassification, "way_out"),
            Event::WentOut {
                way: WayOut::Refused(_),
                ..
            } => (Step::Refusal, "way_out"),
            _ => return,
        };
        // The first interim is its sender's alone.
        if step == Step::SecondInterim && self.case.interims.len() < 2 {
            return;
        }
        let informed = self.version.policy.second_person(step) == SecondPerson::Informed;
        let second = by.and_then(|by| self.case.second_beside(by)).cloned();
        if let Some(second) = second.filter(|_| informed) {
            self.inbox(&second, what);
        }
    }

    /// Who follows the case: not the one who just acted, and each person once.
    fn followers(&self, by: Option<&PersonId>) -> Vec<PersonId> {
        let case = self.case;
        let contact = case.contact.iter().filter(|_| !case.is_complaint());
        let mut people: Vec<PersonId> = Vec::new();
        for person in case.handler.iter().chain(&case.supervisor).chain(contact) {
            if by != Some(person) && !people.contains(person) {
                people.push(person.clone());
            }
        }
        people
    }

    /// The complainant says that what was offered didn't happen: who follows it hears, and who was to do it.
    fn denied(&mut self, undertaking: u32, by: Option<&PersonId>) {
        let mut people = self.followers(by);
        let one = self.case.undertakings.iter().find(|one| one.no == undertaking);
        people.extend(
            one.map(|one| one.by.clone())
                .filter(|owner| !people.contains(owner)),
        );
        for person in people {
            self.tell(&person, StaffNotice::Denied, None);
        }
    }

    /// The question whether it is solved reached them: one reminder follows when they say nothing.
    fn remind_later(&mut self, message: u32) {
        let asked = self.case.message(message);
        if !asked.is_some_and(|one| one.is_for(Purpose::FollowUp)) {
            return;
        }
        let days = self.version.policy.settings.follow_up_reminder_working_days;
        let last = self.version.calendar.add_working_days(self.now, days);
        let at = self.on_last_day(last, self.version.policy.settings.morning_hour);
        self.job(
            Work::FollowUpReminder {
                case: self.case.id.clone(),
            },
            at,
        );
    }

    /// A part that nobody has: whoever can add people hears of it.
    fn vacant(&mut self) {
        let case = self.case.id.clone();
        self.job(Work::Vacant { case }, self.now);
    }

    fn taken_over(&mut self, no: u32, person: &PersonId) {
        let Some(owed) = self.case.owed.iter().find(|one| one.no == no) else {
            return;
        };
        let notice = match &owed.subject {
            Some(Subject::BoardQuestion(_)) => StaffNotice::BoardQuestion,
            Some(Subject::Measure(_)) => StaffNotice::Measure,
            Some(Subject::Undertaking(_)) => StaffNotice::Undertaking,
            _ => StaffNotice::SecondLook,
        };
        self.tell(person, notice, Some(no));
    }

    /// The handler must open a new complaint by noon of the first working day, else the pool is told.
    fn check_opened(&mut self) {
        let calendar = &self.version.calendar;
        let day = calendar.next_working_day(self.now.date(&calendar.zone));
        let at = calendar.at(day, self.version.policy.settings.opened_by_hour);
        self.job(
            Work::PoolCheck {
                case: self.case.id.clone(),
            },
            at,
        );
    }

    fn promised(&mut self, owed: &Owed) {
        let policy = &self.version.policy;
        let Some(act) = policy.rule(&owed.key).and_then(|rule| rule.on_last_day) else {
            return;
        };
        let hour = match act {
            OnLastDay::RemindInterim => policy.settings.interim_reminder_hour,
            OnLastDay::AskFollowUp => policy.settings.morning_hour,
            // Whoever waits for a reply isn't asked whether it is solved before the term is over.
            OnLastDay::AskConcern => {
                let at = ask_concern_at(self.version, owed.due_at).max(self.now);
                return self.last_day(owed.no, act, at);
            }
            // The morning mail of that day lists it.
            OnLastDay::Remind => return,
        };
        let at = self.on_last_day(owed.due_at, hour);
        self.last_day(owed.no, act, at);
    }

    fn last_day(&mut self, owed: u32, act: OnLastDay, at: Moment) {
        let case = self.case.id.clone();
        self.job(Work::LastDay { case, owed, act }, at);
    }

    /// The last working day that somebody can still do it: a day may be named on which nobody is there.
    fn on_last_day(&self, due_at: Moment, hour: i8) -> Moment {
        let calendar = &self.version.calendar;
        let known_on = self.now.date(&calendar.zone);
        let day = calendar.working_day_until(due_at.last_day(&calendar.zone), known_on);
        calendar.at(day, hour).max(self.now)
    }

    /// By mail; where somebody must call or post it, the message for that is written.
    fn tell_complainant(&mut self, notice: Notice) {
        let by_mail = self.case.reply_by == ReplyBy::Email && self.case.entrusted.email.is_some();
        let by_hand = matches!(self.case.reply_by, ReplyBy::Phone | ReplyBy::Letter);
        if by_mail || (by_hand && notice.is_brought_by_hand()) {
            self.job(
                Work::TellComplainant {
                    case: self.case.id.clone(),
                    notice,
                },
                self.now,
            );
        }
    }

    /// A mail at once and a line in the inbox.
    fn tell(&mut self, person: &PersonId, notice: StaffNotice, owed: Option<u32>) {
        self.inbox(person, notice.code());
        let case = Some(self.case.id.clone());
        self.job(
            Work::TellStaff {
                case,
                person: person.clone(),
                notice,
                owed,
            },
            self.now,
        );
    }

    fn inbox(&mut self, person: &PersonId, what: &str) {
        // A person is never told of a case that they may not know of.
        if self.case.excludes(person) {
            return;
        }
        self.commit.inbox.push(NewInboxItem {
            person: person.clone(),
            about: AggregateKey::case(&self.case.id),
            sequence: self.sequence,
            what: what.to_owned(),
            at: self.now,
        });
    }

    fn job(&mut self, work: Work, run_at: Moment) {
        let unique = format!(
            "{}:{}:{}:{}",
            self.case.id,
            self.sequence,
            work.code(),
            self.commit.jobs.len()
        );
        if let Some(payload) = work.payload() {
            self.commit.jobs.push(NewJob {
                kind: work.code().to_owned(),
                payload,
                run_at,
                unique_key: Some(unique),
            });
        }
    }
}

fn about_code(about: &About) -> &'static str {
    match about {
        About::Complaint => "complaint",
        About::Message(_) => "answer",
        About::Undertaking(_) => "undertaking",
        About::Reaction(_) | About::Verdict => "reaction",
        About::SecondLook => "second_look",
        About::WayOut => "way_out",
        About::Readers => "readers",
        About::Measure => "measure_failed",
    }
}
