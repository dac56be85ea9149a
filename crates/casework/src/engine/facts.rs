//! Which facts of the policy's vocabulary an event is, and what the board member hears of it.

use super::{Working, way_out_fact};
use crate::case::follow_up::asks;
use crate::event::{About, Author, Event, Purpose};
use crate::moment::Moment;
use crate::promise::{Fact, Subject};
use crate::vocabulary::{Effect, FactKind, Nature, Role, Solved};

impl Working<'_> {
    pub(super) fn facts(&self, event: &Event) -> Vec<Fact> {
        let case = &self.case;
        let now = self.now;
        let fact = |kind: FactKind| Fact {
            kind,
            subject: event.subject(),
            at: now,
            date: None,
            named: None,
        };
        let plain = |kind: FactKind| Fact {
            kind,
            subject: None,
            at: now,
            date: None,
            named: None,
        };
        match event {
            Event::ConcernRaised { .. } => vec![plain(FactKind::ConcernRaised)],
            Event::Registered => {
                // Told on Tuesday and written down on Thursday: the clock runs from Tuesday.
                let at = if case.contact.is_some() {
                    now
                } else {
                    case.heard_at
                };
                vec![
                    Fact {
                        at,
                        ..plain(FactKind::FirstHeard)
                    },
                    Fact {
                        at,
                        ..plain(FactKind::Registered)
                    },
                ]
            }
            Event::Confirmed => vec![plain(FactKind::Confirmed)],
            Event::SupervisorTold { .. } => vec![plain(FactKind::SupervisorTold)],
            Event::HandlerNamed { .. } => vec![plain(FactKind::HandlerNamed)],
            Event::BoardMemberTold { about, .. } => {
                let subject = match about {
                    About::Message(no) | About::Reaction(no) => Some(Subject::Message(*no)),
                    About::Undertaking(no) => Some(Subject::Undertaking(*no)),
                    About::Complaint
                    | About::Verdict
                    | About::SecondLook
                    | About::WayOut
                    | About::Readers
                    | About::Measure => None,
                };
                vec![Fact {
                    subject,
                    ..plain(FactKind::BoardTold)
                }]
            }
            Event::MessageWritten { author, purposes, .. } => message_facts(*author, purposes)
                .into_iter()
                .filter(|_| case.is_complaint())
                .map(fact)
                .collect(),
            Event::Delivered { message, at, .. } => self.delivery_facts(*message, *at),
            Event::UndertakingOffered { by, until, .. } => vec![Fact {
                date: Some(*until),
                named: Some(by.clone()),
                ..fact(FactKind::UndertakingOffered)
            }],
            Event::UndertakingDone { .. } => vec![fact(FactKind::UndertakingDone)],
            Event::UndertakingDenied { .. } => vec![fact(FactKind::UndertakingDenied)],
            Event::EvaluationOpened => vec![plain(FactKind::EvaluationOpened)],
            Event::QuestionRaised { .. } | Event::RespondentAsked { .. } => {
                vec![fact(FactKind::QuestionRaised)]
            }
            Event::QuestionDiscussed { .. } => vec![fact(FactKind::QuestionDiscussed)],
            Event::Evaluated { .. } => vec![plain(FactKind::Evaluated)],
            Event::ManagementTold { .. } => vec![plain(FactKind::ManagementTold)],
            // A date that is said to the complainant is a promise to them, not a target of ours.
            Event::MeasureDecided {
                owner,
                until,
                promised,
                ..
            } => vec![Fact {
                date: Some(*until),
                named: Some(owner.clone()),
                ..fact(if *promised {
                    FactKind::MeasurePromised
                } else {
                    FactKind::MeasureDecided
                })
            }],
            // Whoever looks whether it works was named before it began.
            Event::MeasureApplied { measure } => {
                let one = case.measures.iter().find(|one| one.measure == *measure);
                vec![Fact {
                    named: one.map(|one| one.reviewer.clone()),
                    ..fact(FactKind::MeasureApplied)
                }]
            }
            Event::MeasureReviewed { effect, .. } => {
                let mut facts = vec![fact(FactKind::MeasureReviewed)];
                if *effect == Effect::Not {
                    facts.push(plain(FactKind::MeasureFailed));
                }
                facts
            }
            Event::VerdictGiven { solved, .. } => {
                if !case.is_complaint() {
                    return vec![plain(FactKind::ConcernSolved)];
                }
                let mut facts = vec![plain(FactKind::VerdictGiven)];
                if *solved != Solved::Yes {
                    facts.push(plain(FactKind::SaidNotSolved));
                }
                facts
            }
            Event::FollowUpSilent { .. } => vec![plain(FactKind::FollowUpSilent)],
            Event::ReviewAsked { reviewer, .. } => {
                vec![Fact {
                    named: Some(reviewer.clone()),
                    ..plain(FactKind::ReviewAsked)
                }]
            }
            Event::RetaliationReported { .. } => vec![plain(FactKind::RetaliationReported)],
            Event::BroughtToBoard { meeting, .. } => {
                vec![Fact {
                    date: Some(*meeting),
                    ..fact(FactKind::BroughtToBoard)
                }]
            }
            Event::BoardOutcomeRecorded { .. } => vec![fact(FactKind::BoardOutcomeRecorded)],
            Event::BoardQuestionAsked { to, until, .. } => vec![Fact {
                date: Some(*until),
                named: Some(to.clone()),
                ..fact(FactKind::BoardQuestionAsked)
            }],
            Event::BoardQuestionAnswered { .. } => vec![fact(FactKind::BoardQuestionAnswered)],
            Event::Withdrawn { .. } => vec![plain(FactKind::Withdrawn)],
            Event::WentOut { way, .. } => vec![plain(way_out_fact(*way))],
            // A concern that goes on is owed its reply again, not the answer that only a complaint gets.
            Event::Reinstated if case.is_complaint() => vec![plain(FactKind::Reinstated)],
            Event::Reopened => vec![plain(FactKind::Reopened)],
            Event::Missed { owed } => self.missed_facts(*owed),
            _ => Vec::new(),
        }
    }

    fn delivery_facts(&self, message: u32, at: Moment) -> Vec<Fact> {
        let Some(message) = self.case.message(message) else {
            return Vec::new();
        };
        let date = self.case.interims.iter().find(|one| one.message == message.no);
        let mut facts = Vec::new();
        for purpose in &message.purposes {
            let Some(kind) = delivery_fact(*purpose) else {
                continue;
            };
            let interim = date.filter(|_| kind == FactKind::InterimDelivered);
            facts.push(Fact {
                kind,
                subject: None,
                at,
                date: interim.map(|one| one.until),
                named: interim.map(|one| one.by.clone()),
            });
        }
        facts
    }

    /// A missed promise to the complainant must be explained; a missed explanation isn't explained again.
    fn missed_facts(&self, no: u32) -> Vec<Fact> {
        let Some(owed) = self.case.owed.iter().find(|one| one.no == no) else {
            return Vec::new();
        };
        let to_them = owed.owed_to == Role::Complainant && owed.nature == Nature::Promise;
        // Nor is a late answer to a report of harm: who explains delays may not know that there is one.
        let unexplained = matches!(
            owed.opened_by,
            FactKind::PromiseMissed | FactKind::RetaliationReported
        );
        if !to_them || unexplained {
            return Vec::new();
        }
        // Counted from the last day itself, not from the midnight after it.
        let at = owed.due_at.plus_millis(-1);
        vec![Fact {
            kind: FactKind::PromiseMissed,
            subject: Some(Subject::Owed(no)),
            at,
            date: None,
            named: None,
        }]
    }
}

/// The fact that the delivery of a message for this purpose is.
pub(super) fn delivery_fact(purpose: Purpose) -> Option<FactKind> {
    Some(match purpose {
        Purpose::Answer => FactKind::AnswerDelivered,
        Purpose::Interim => FactKind::InterimDelivered,
        Purpose::Outcome => FactKind::OutcomeDelivered,
        Purpose::DelayExplanation => FactKind::DelayExplained,
        Purpose::ConcernReply => FactKind::ConcernAnswered,
        Purpose::Review => FactKind::ReviewDelivered,
        Purpose::RetaliationAnswer => FactKind::RetaliationAnswered,
        Purpose::Acknowledgement => FactKind::Acknowledged,
        Purpose::FollowUp => FactKind::FollowUpAsked,
        Purpose::Refusal | Purpose::Reaction | Purpose::FollowUpReminder | Purpose::Message => return None,
    })
}

fn message_facts(author: Author, purposes: &[Purpose]) -> Vec<FactKind> {
    match author {
        Author::Complainant if purposes.contains(&Purpose::Reaction) => vec![FactKind::Reacted],
        Author::Complainant => vec![FactKind::MessageReceived, FactKind::Reacted],
        Author::Staff => {
            let mut facts = Vec::new();
            if purposes.contains(&Purpose::Answer) {
                facts.push(FactKind::Answered);
            }
            if purposes.contains(&Purpose::Interim) {
                facts.push(FactKind::InterimSent);
            }
            facts
        }
    }
}

/// What the board member hears of an event.
pub(super) fn told_about(event: &Event) -> Option<About> {
    match event {
        // A question that the program asks of everybody is no news.
        Event::MessageWritten { purposes, .. } if asks(purposes) => None,
        Event::MessageWritten {
            author: Author::Staff,
            message,
            ..
        } => Some(About::Message(*message)),
        Event::MessageWritten {
            author: Author::Complainant,
            message,
            ..
        } => Some(About::Reaction(*message)),
        Event::UndertakingOffered { undertaking, .. } | Event::UndertakingDenied { undertaking, .. } => {
            Some(About::Undertaking(*undertaking))
        }
        Event::HeardCorrected { .. } => Some(About::Complaint),
        Event::VerdictGiven { .. } => Some(About::Verdict),
        Event::ReviewAsked { .. } => Some(About::SecondLook),
        Event::MeasureReviewed {
            effect: Effect::Not, ..
        } => Some(About::Measure),
        Event::Excluded { reason: Some(_), .. } | Event::LetBackIn { .. } => Some(About::Readers),
        Event::Withdrawn { .. } | Event::WentOut { .. } | Event::Reinstated | Event::Reopened => {
            Some(About::WayOut)
        }
        _ => None,
    }
}
