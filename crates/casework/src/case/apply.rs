//! Folding events into a case: the one place where its state changes, in the program and when replaying.

use super::{
    BoardItem, BoardQuestion, Case, CaseMeasure, Evaluation, EvaluationDecided, Note, Question, Recorded,
    SecondLook, Told, Undertaking, Verdict,
};
use crate::event::{Event, WayOut};
use crate::ids::{CaseId, PersonId};
use crate::moment::Moment;
use crate::promise::Owed;
use crate::retention::Retention;
use crate::vocabulary::{Effect, Solved};
use std::collections::{BTreeMap, BTreeSet};

impl Case {
    /// A case from its first event; `None` when that isn't `Received`.
    pub(crate) fn begin(id: &CaseId, recorded: &Recorded) -> Option<Case> {
        let Event::Received {
            number,
            kinds,
            channel,
            reply_by,
            language,
            heard_at,
            project,
            theme,
            entrusted,
            policy_version,
            calendar_version,
            name_may_be_told,
            practice,
            excluded,
        } = recorded.event.clone()
        else {
            return None;
        };
        Some(Case {
            id: id.clone(),
            sequence: 1,
            number,
            kinds,
            channel,
            reply_by,
            language,
            received_at: recorded.at,
            heard_at,
            project,
            theme,
            title: entrusted.title.clone(),
            entrusted,
            policy_version,
            calendar_version,
            name_may_be_told,
            practice,
            ticked: excluded.iter().cloned().collect(),
            excluded: excluded.into_iter().collect(),
            exclusions: BTreeMap::new(),
            stand_ins: Vec::new(),
            contact: None,
            registered_at: None,
            confirmed_at: None,
            handler: None,
            former_handlers: Vec::new(),
            supervisor: None,
            board_member: None,
            pool: Vec::new(),
            told: Vec::new(),
            points: Vec::new(),
            outcomes: Vec::new(),
            messages: Vec::new(),
            notes: Vec::new(),
            interims: Vec::new(),
            undertakings: Vec::new(),
            evaluations: Vec::new(),
            questions: Vec::new(),
            measures: Vec::new(),
            asked: Vec::new(),
            verdicts: Vec::new(),
            silent: None,
            reviews: Vec::new(),
            retaliation: Vec::new(),
            board_items: Vec::new(),
            board_questions: Vec::new(),
            board_notes: Vec::new(),
            proposals: Vec::new(),
            heard_corrected: Vec::new(),
            way_out: None,
            reopened_at: None,
            round_from: 1,
            links: BTreeSet::new(),
            owed: Vec::new(),
            quiet_since: None,
            retention: Retention::default(),
        })
    }

    /// Takes one more event into the state.
    pub fn apply(&mut self, recorded: &Recorded) {
        self.sequence += 1;
        let at = recorded.at;
        let by = recorded.actor.clone();
        match recorded.event.clone() {
            Event::Received { .. } | Event::CodeReplaced => {}
            Event::HeardCorrected { heard_at, reason } => {
                self.heard_at = heard_at;
                self.heard_corrected.push(Note {
                    by,
                    at,
                    words: reason,
                });
            }
            Event::ConcernRaised { contact } => self.contact = Some(contact),
            Event::Registered => {
                self.registered_at = Some(at);
                self.way_out = None;
            }
            Event::Confirmed => self.confirmed_at = Some(at),
            Event::SupervisorTold { person } => self.supervisor = Some(person),
            Event::BoardMemberTold { person, about } => {
                self.board_member = Some(person.clone());
                self.told.push(Told { person, about, at });
            }
            Event::HandlerNamed { person } => {
                self.former_handlers.extend(self.handler.replace(person));
                self.pool.clear();
            }
            Event::PoolTold { people } => self.pool = people,
            // What earlier points came to says nothing of others.
            Event::Understood { points } => {
                self.points = points;
                self.outcomes.clear();
            }
            Event::Excluded { .. }
            | Event::LetBackIn { .. }
            | Event::PartLaidDown { .. }
            | Event::TakenOver { .. }
            | Event::ContactNamed { .. }
            | Event::StandInNamed { .. }
            | Event::StandInEnded { .. } => self.apply_part(recorded.event.clone(), by.as_ref()),
            Event::Titled { title } => self.title = Some(title),
            Event::NoteWritten { words } => self.notes.push(Note { by, at, words }),
            Event::PointsAnswered { outcomes } => self.outcomes = outcomes,
            Event::MessageWritten { .. }
            | Event::InterimPromised { .. }
            | Event::Delivered { .. }
            | Event::Bounced { .. }
            | Event::DeliveryDisputed { .. } => self.apply_message(recorded.event.clone(), by, at),
            Event::UndertakingOffered { .. }
            | Event::UndertakingDone { .. }
            | Event::UndertakingDenied { .. } => {
                self.apply_undertaking(recorded.event.clone(), at);
            }
            Event::EvaluationOpened
            | Event::QuestionRaised { .. }
            | Event::RespondentAsked { .. }
            | Event::QuestionDiscussed { .. }
            | Event::Evaluated { .. }
            | Event::ManagementTold { .. }
            | Event::MeasureDecided { .. }
            | Event::MeasureApplied { .. }
            | Event::MeasureReviewed { .. } => self.apply_learning(recorded.event.clone(), by, at),
            Event::VerdictGiven {
                solved,
                again,
                message,
            } => {
                self.verdicts.push(Verdict {
                    solved,
                    again,
                    at,
                    message,
                });
                if solved != Solved::Yes {
                    self.new_round(at);
                }
            }
            Event::FollowUpSilent { checked } => self.silent = Some((at, checked)),
            Event::ReviewAsked { reviewer, .. } => {
                self.reviews.push(SecondLook {
                    reviewer,
                    at,
                    delivered_at: None,
                });
            }
            Event::RetaliationReported { message } => self.retaliation.push(message),
            Event::BroughtToBoard { .. }
            | Event::BoardMeetingMoved { .. }
            | Event::BoardOutcomeRecorded { .. }
            | Event::BoardQuestionAsked { .. }
            | Event::BoardQuestionAnswered { .. }
            | Event::BoardNote { .. } => self.apply_board(recorded.event.clone(), by, at),
            Event::Withdrawn { .. } => {
                self.overtake(|_| true);
                self.way_out = Some((at, WayOut::Withdrawn, None));
            }
            Event::Proposed { .. } | Event::Agreed { .. } | Event::SentBack { .. } => {
                self.apply_proposal(recorded.event.clone(), by, at);
            }
            Event::WentOut { way, words } => {
                self.overtake(|_| true);
                self.way_out = Some((at, way, words));
            }
            // Turned back or opened again: what was decided before stands, and is asked anew.
            Event::Reinstated | Event::Reopened => {
                self.way_out = None;
                self.new_round(at);
            }
            Event::Linked { other } => {
                self.links.insert(other);
            }
            Event::Unlinked { other } => {
                self.links.remove(&other);
            }
            Event::Promised { owed } => self.owed.push(*owed),
            Event::Kept { owed, at, message } => self.change_owed(owed, |one| {
                one.kept_at = Some(at);
                one.kept_by_message = message;
            }),
            Event::Missed { owed } => self.change_owed(owed, |one| one.missed_at = Some(one.due_at)),
            Event::Moved { owed, due_at, .. } => self.change_owed(owed, |one| {
                one.due_at = due_at;
                one.moved += 1;
            }),
            Event::Replaced { owed, by } => self.change_owed(owed, |one| one.replaced_by = Some(by)),
            Event::ForgettingAnnounced { .. }
            | Event::Forgotten { .. }
            | Event::FileMarked { .. }
            | Event::Held { .. }
            | Event::HoldEnded => self.apply_retention(recorded.event.clone(), by, at),
            Event::Released { owed, fact } => self.change_owed(owed, |one| one.released = Some((at, fact))),
        }
        self.quiet_since = if self.is_closed() {
            self.quiet_since.or(Some(at))
        } else {
            // It counts anew from when nothing is owed again, and is announced anew.
            self.retention.announced.clear();
            None
        };
    }

    fn apply_undertaking(&mut self, event: Event, at: Moment) {
        match event {
            Event::UndertakingOffered {
                undertaking,
                message,
                what,
                by,
                until,
            } => {
                self.undertakings.push(Undertaking {
                    no: undertaking,
                    message,
                    what,
                    by,
                    until,
                    done_at: None,
                    denied_at: None,
                });
            }
            Event::UndertakingDone { undertaking } => {
                if let Some(one) = self.undertakings.iter_mut().find(|one| one.no == undertaking) {
                    one.done_at = Some(at);
                }
            }
            Event::UndertakingDenied { undertaking, .. } => {
                if let Some(one) = self.undertakings.iter_mut().find(|one| one.no == undertaking) {
                    one.denied_at = Some(at);
                    one.done_at = None;
                }
            }
            _ => {}
        }
    }

    fn open_evaluation(&mut self, at: Moment) {
        self.evaluations.push(Evaluation {
            opened_at: at,
            decided: None,
        });
    }

    fn apply_learning(&mut self, event: Event, by: Option<PersonId>, at: Moment) {
        match event {
            Event::EvaluationOpened => self.open_evaluation(at),
            Event::QuestionRaised {
                question,
                group,
                person,
                brief,
            } => self.questions.push(Question {
                no: question,
                group,
                person,
                brief,
                at,
                discussed_at: None,
                reply: None,
                hearing: false,
            }),
            Event::RespondentAsked {
                question,
                person,
                allegation,
            } => self.questions.push(Question {
                no: question,
                group: None,
                person: Some(person),
                brief: allegation,
                at,
                discussed_at: None,
                reply: None,
                hearing: true,
            }),
            Event::QuestionDiscussed {
                question,
                reply,
                meeting,
            } => {
                if let Some(one) = self.questions.iter_mut().find(|one| one.no == question) {
                    one.discussed_at = Some(meeting.unwrap_or(at));
                    one.reply = reply.or(one.reply.take());
                }
            }
            Event::Evaluated {
                change,
                cause,
                reason,
            } => {
                if self.evaluations.last().is_none_or(|one| one.decided.is_some()) {
                    self.open_evaluation(at);
                }
                let decided = EvaluationDecided {
                    change,
                    cause,
                    reason,
                    at,
                    by,
                    told: Vec::new(),
                };
                if let Some(one) = self.evaluations.last_mut() {
                    one.decided = Some(decided);
                }
            }
            Event::ManagementTold { people } => {
                if let Some(decided) = self.evaluations.last_mut().and_then(|one| one.decided.as_mut()) {
                    decided.told = people;
                }
            }
            Event::MeasureDecided {
                measure,
                what,
                owner,
                reviewer,
                until,
                promised,
            } => self.measures.push(CaseMeasure {
                measure,
                what,
                owner,
                reviewer,
                until,
                promised,
                decided_at: at,
                applied_at: None,
                reviewed: None,
            }),
            Event::MeasureApplied { measure } => {
                if let Some(one) = self.measures.iter_mut().find(|one| one.measure == measure) {
                    one.applied_at = Some(at);
                }
            }
            Event::MeasureReviewed { measure, effect } => {
                if let Some(one) = self.measures.iter_mut().find(|one| one.measure == measure) {
                    one.reviewed = Some((at, effect));
                }
                if effect == Effect::Not {
                    // The cause was another one: the question is open again.
                    self.open_evaluation(at);
                }
            }
            _ => {}
        }
    }

    fn apply_board(&mut self, event: Event, by: Option<PersonId>, at: Moment) {
        match event {
            Event::BroughtToBoard {
                item,
                meeting,
                reason,
                title,
            } => {
                self.board_items.push(BoardItem {
                    no: item,
                    meeting,
                    reason,
                    title,
                    at,
                    outcome: None,
                });
            }
            Event::BoardMeetingMoved { item, meeting } => {
                if let Some(one) = self.board_items.iter_mut().find(|one| one.no == item) {
                    one.meeting = meeting;
                }
            }
            Event::BoardOutcomeRecorded { item, outcome } => {
                if let Some(one) = self.board_items.iter_mut().find(|one| one.no == item) {
                    one.outcome = Some((at, outcome));
                }
            }
            Event::BoardQuestionAsked {
                question,
                to,
                words,
                until,
            } => {
                self.board_questions.push(BoardQuestion {
                    no: question,
                    to,
                    words,
                    at,
                    until,
                    answer: None,
                });
            }
            Event::BoardQuestionAnswered { question, words } => {
                if let Some(one) = self.board_questions.iter_mut().find(|one| one.no == question) {
                    one.answer = Some((at, words));
                }
            }
            Event::BoardNote { words } => self.board_notes.push(Note { by, at, words }),
            _ => {}
        }
    }

    fn new_round(&mut self, at: Moment) {
        self.reopened_at = Some(at);
        self.round_from = self.next_owed();
    }

    /// The number that the next owed thing gets.
    pub(crate) fn next_owed(&self) -> u32 {
        u32::try_from(self.owed.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1)
    }

    pub(super) fn change_owed(&mut self, no: u32, change: impl FnOnce(&mut Owed)) {
        if let Some(one) = self.owed.iter_mut().find(|one| one.no == no) {
            change(one);
        }
    }
}
