//! What an event is about, where it is about one of several.

use super::Event;
use crate::promise::Subject;

impl Event {
    /// The subject of what was offered, decided or asked in this event, where it has one.
    pub fn subject(&self) -> Option<Subject> {
        match self {
            Event::MessageWritten { message, .. }
            | Event::Delivered { message, .. }
            | Event::Bounced { message }
            | Event::DeliveryDisputed { message, .. }
            | Event::InterimPromised { message, .. }
            | Event::RetaliationReported { message } => Some(Subject::Message(*message)),
            Event::UndertakingOffered { undertaking, .. }
            | Event::UndertakingDone { undertaking }
            | Event::UndertakingDenied { undertaking, .. } => Some(Subject::Undertaking(*undertaking)),
            Event::QuestionRaised { question, .. }
            | Event::RespondentAsked { question, .. }
            | Event::QuestionDiscussed { question, .. } => Some(Subject::Question(*question)),
            Event::MeasureDecided { measure, .. }
            | Event::MeasureApplied { measure }
            | Event::MeasureReviewed { measure, .. } => Some(Subject::Measure(measure.clone())),
            Event::BroughtToBoard { item, .. }
            | Event::BoardMeetingMoved { item, .. }
            | Event::BoardOutcomeRecorded { item, .. } => Some(Subject::BoardItem(*item)),
            Event::BoardQuestionAsked { question, .. } | Event::BoardQuestionAnswered { question, .. } => {
                Some(Subject::BoardQuestion(*question))
            }
            _ => None,
        }
    }
}
