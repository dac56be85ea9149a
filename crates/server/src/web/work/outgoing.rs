//! A message that was checked and can be sent: its text, the step that it is, what sending it does.

use super::compose::Desk;
use desk::answer::{AnswerText, Differently, MeasureText};
use desk::interim::InterimText;
use desk::step::Composed;
use jiff::civil::Date;
use render::pages::work::parts::SendEffect;

/// A message that can be sent.
pub enum Message {
    /// An answer, with the days that it promises.
    Answer {
        /// The answer.
        answer: Box<AnswerText>,
        /// The days.
        promises: Vec<Date>,
    },
    /// An interim.
    Interim(InterimText),
    /// Why it is late.
    Delay(String),
    /// What we understood, before the answer.
    Acknowledgement(String),
    /// A reply to a concern.
    ConcernReply(String),
    /// The result of a second look.
    SecondLook(String),
    /// The result of the evaluation.
    Outcome(String),
    /// Something short that promises nothing.
    Reply(String),
}

impl Message {
    /// The whole text, as its reader will see it.
    pub fn text(&self) -> &str {
        match self {
            Message::Answer { answer, .. } => &answer.text,
            Message::Interim(interim) => &interim.text,
            Message::Delay(text)
            | Message::Acknowledgement(text)
            | Message::ConcernReply(text)
            | Message::SecondLook(text)
            | Message::Outcome(text)
            | Message::Reply(text) => text,
        }
    }

    /// The step that sending it is, if that may take a second person.
    pub fn composed(&self) -> Option<Composed> {
        match self {
            Message::Answer { answer, .. } => Some(Composed::Answer((**answer).clone())),
            Message::Interim(interim) => Some(Composed::Interim(interim.clone())),
            _ => None,
        }
    }

    /// What sending it does.
    pub fn effects(&self, desk: &Desk<'_>) -> Vec<SendEffect> {
        // As `desk` mails it: only these go whole, everything else is number and link.
        let whole = matches!(
            self,
            Message::Answer { .. } | Message::Interim(_) | Message::Outcome(_)
        );
        let mut effects = desk.always(whole);
        match self {
            Message::Answer { answer, promises } => {
                match &answer.differently {
                    Differently::Later => {
                        if desk.may_decide() {
                            effects.extend(desk.evaluate_by().map(SendEffect::EvaluationLater));
                        }
                    }
                    Differently::No { .. } => effects.push(SendEffect::Management),
                    Differently::Yes { measures, .. } => {
                        effects.push(SendEffect::Management);
                        let name = |one: &MeasureText| desk.reading.directory.name(&one.owner).to_owned();
                        effects.extend(measures.iter().map(|one| SendEffect::Measure(name(one))));
                    }
                    Differently::Same { .. } => effects.push(SendEffect::Management),
                }
                effects.push(SendEffect::Promises(promises.clone()));
            }
            Message::Interim(interim) => effects.push(SendEffect::Promises(vec![interim.until])),
            Message::Reply(_) => effects.push(SendEffect::NoAnswer),
            _ => {}
        }
        effects
    }
}
