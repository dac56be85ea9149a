//! Messages in the state of a case: written, brought, come back, or denied by the complainant.

use super::{Case, Disputed, InterimGiven, Message};
use crate::event::{Author, Event, Purpose};
use crate::ids::PersonId;
use crate::moment::Moment;
use crate::vocabulary::DeliveredBy;

impl Case {
    pub(super) fn apply_message(&mut self, event: Event, by: Option<PersonId>, at: Moment) {
        match event {
            Event::MessageWritten {
                message,
                author,
                purposes,
                words,
                files,
            } => {
                // Somebody took it up: the pool has nothing to take over any more.
                let taken_up = purposes.contains(&Purpose::Answer) || purposes.contains(&Purpose::Interim);
                if author == Author::Staff && taken_up {
                    self.pool.clear();
                }
                // What was to be refused or called something else was answered instead.
                if author == Author::Staff && purposes.contains(&Purpose::Answer) {
                    self.overtake(|_| true);
                }
                self.messages.push(Message {
                    no: message,
                    author,
                    by,
                    purposes,
                    words,
                    files,
                    at,
                    delivered: None,
                    vouched: false,
                    bounced_at: None,
                    disputed: None,
                });
            }
            Event::InterimPromised {
                message,
                reason,
                by,
                until,
            } => {
                self.interims.push(InterimGiven {
                    message,
                    reason,
                    by,
                    until,
                });
            }
            Event::Delivered { message, how, at } => {
                let Some(message) = self.messages.iter_mut().find(|one| one.no == message) else {
                    return;
                };
                message.delivered = Some((at, how));
                message.vouched = by.is_some() && how != DeliveredBy::Published;
                if message.asks() {
                    self.asked.push(at);
                }
                if message.is_for(Purpose::Review)
                    && let Some(review) = self.reviews.last_mut()
                {
                    review.delivered_at = Some(at);
                }
            }
            Event::Bounced { message } => {
                if let Some(message) = self.came_back(message) {
                    message.bounced_at = Some(at);
                }
            }
            Event::DeliveryDisputed { message, .. } => {
                let how = self.message(message).and_then(|one| one.delivered);
                if let Some(message) = self.came_back(message) {
                    message.disputed = how.map(|noted| Disputed { at, noted });
                }
            }
            _ => {}
        }
    }

    /// A message that was taken for delivered wasn't.
    fn came_back(&mut self, message: u32) -> Option<&mut Message> {
        let message = self.messages.iter_mut().find(|one| one.no == message)?;
        if let Some((asked, _)) = message.delivered.filter(|_| message.asks()) {
            self.asked.retain(|one| *one != asked);
        }
        message.delivered = None;
        if message.is_for(Purpose::Review)
            && let Some(review) = self.reviews.last_mut()
        {
            review.delivered_at = None;
        }
        Some(message)
    }
}
