//! A long complaint on small pages: the newest on its own page, and all of it from the beginning, part by part.

use crate::web::support::fields::Fields;
use render::Course;
use render::pages::all::Place;
use render::pages::recent::{Older, Said, Whole, asked, newest, parts};

/// What stands on the page of a complaint: the newest messages, how many don't, and the line.
pub struct Recent<S> {
    /// The messages that stand there, oldest first.
    pub messages: Vec<S>,
    /// Those that don't.
    pub older: Option<Older>,
    /// The line.
    pub course: Course,
}

/// The newest of all messages (oldest first) and of the line; `address`: where all of it stands.
pub fn recent<S: Said>(messages: Vec<S>, course: Course, address: String) -> Recent<S> {
    let whole = Whole { address };
    let (messages, older) = newest(messages, &whole);
    let here = ids(&messages);
    Recent {
        course: course.newest(&whole).with_messages(&here, &whole),
        messages,
        older,
    }
}

/// One part of all of it.
pub struct Part<S> {
    /// Which.
    pub place: Place,
    /// Its messages.
    pub messages: Vec<S>,
    /// Its piece of the line.
    pub course: Course,
}

/// The part that is asked for: `deel`, its number, or `bij`, something that stands in it. The last when there are fewer.
pub fn part<S: Said>(messages: Vec<S>, course: Course, address: String, query: &str) -> Part<S> {
    let fields = Fields::parse(query.as_bytes());
    let mut parts = parts(messages);
    let of = course.parts().max(parts.len());
    let part = asked(&parts, fields.get("deel").parse().ok(), fields.given("bij")).min(of);
    let messages = match part.checked_sub(1).filter(|at| *at < parts.len()) {
        Some(at) => parts.swap_remove(at),
        None => Vec::new(),
    };
    let whole = Whole { address };
    Part {
        course: course.part(part).with_messages(&ids(&messages), &whole),
        messages,
        place: Place { part, of, whole },
    }
}

fn ids<S: Said>(messages: &[S]) -> Vec<String> {
    messages.iter().map(|one| one.id().to_owned()).collect()
}
