//! One node of *het verloop*: how things stand, when, in which words, with whose proof.

use jiff::civil::{Date, Time};

use crate::saying::{Reading, Saying, Span};
use crate::texts::{Key, Texts};

/// How things stand with one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Something happened that nobody owed.
    Fact,
    /// A promise was kept.
    Kept,
    /// A promise is open.
    Open,
    /// A promise was missed: late, whether or not it came since.
    Missed,
    /// The complainant says that it didn't happen.
    Denied,
    /// The line between what was and what is to come.
    Today,
    /// Something still to come.
    Later,
}

impl State {
    /// The class of the sheet.
    pub fn class(self) -> &'static str {
        match self {
            State::Fact => "feit",
            State::Kept => "gehouden",
            State::Open => "open",
            State::Missed | State::Denied => "gemist",
            State::Today => "vandaag",
            State::Later => "later",
        }
    }

    /// The state as a word, so that the list reads without the sheet.
    pub fn word(self) -> Option<Key> {
        match self {
            State::Kept => Some(Key("course-kept")),
            State::Open => Some(Key("course-open")),
            State::Missed => Some(Key("course-late")),
            State::Denied => Some(Key("course-denied")),
            State::Fact | State::Today | State::Later => None,
        }
    }
}

/// The date in the margin and how it is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// It happened that day.
    On(Date),
    /// It is due that day at the latest.
    By(Date),
    /// It was promised for that day.
    Promised(Date),
    /// It will be about that day.
    Around(Date),
    /// No date yet: after what stands before it.
    Then,
    /// No date yet: so long after what stands before it.
    After(Span),
    /// No date yet: at most so long after the answer.
    Within(Span),
}

impl When {
    /// The words before the date.
    pub fn before(&self) -> Option<Key> {
        match self {
            When::By(_) => Some(Key("course-by")),
            When::Promised(_) => Some(Key("course-promised")),
            When::Around(_) => Some(Key("course-around")),
            When::On(_) | When::Then | When::After(_) | When::Within(_) => None,
        }
    }

    /// The date, when there is one.
    pub fn date(&self) -> Option<&Date> {
        match self {
            When::On(date) | When::By(date) | When::Promised(date) | When::Around(date) => Some(date),
            When::Then | When::After(_) | When::Within(_) => None,
        }
    }

    /// The words, when there is no date: "daarna", "na 6 weken", "binnen 20 werkdagen na ons antwoord".
    pub fn words(&self, t: &Texts) -> String {
        match self {
            When::Then => t.m("course-then"),
            When::After(span) => t.a("course-after").with("span", span.words(t)).to_string(),
            When::Within(span) => t.a("course-within").with("span", span.words(t)).to_string(),
            When::On(_) | When::By(_) | When::Promised(_) | When::Around(_) => String::new(),
        }
    }
}

/// A piece of the sentence under a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Text(String),
    /// Bold words.
    Strong(String),
    /// A link.
    Link {
        /// Where it leads.
        href: String,
        /// Its words.
        text: String,
    },
}

/// The policy's own words for this promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Literal words.
    pub text: String,
    /// The clause they stand in; `/beleid#z-…` shows it.
    pub clause: String,
}

/// When something late came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// The day it came.
    pub date: Date,
    /// How many working days late; 0 when it came on a later hour of a day off.
    pub days_late: u32,
    /// Why, and a link to what came.
    pub parts: Vec<Part>,
}

/// A button under a node: it leads to a page that asks to be sure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// Where it leads to.
    pub href: String,
    /// The words on it.
    pub label: String,
}

impl Button {
    /// "Dit is niet gebeurd", of what was offered by its number.
    pub fn not_done(t: Texts, undertaking: u32) -> Button {
        Button {
            href: format!("/volgen/klacht/niet-gebeurd?toezegging={undertaking}"),
            label: t.m("course-not-done"),
        }
    }
}

/// One node of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// How things stand.
    pub state: State,
    /// The date in the margin.
    pub when: When,
    /// At which hour of that day, when it happened already: it decides the order within a day.
    pub at: Option<Time>,
    /// What it is about. Empty on the node of today.
    pub title: String,
    /// The sentence under it; the state's word is put before it.
    pub parts: Vec<Part>,
    /// The policy's words.
    pub quote: Option<Quote>,
    /// When it came after all.
    pub came: Option<Came>,
    /// A button.
    pub button: Option<Button>,
}

impl Node {
    /// A node with a title and nothing else.
    pub fn new(state: State, when: When, title: impl Into<String>) -> Node {
        Node {
            state,
            when,
            at: None,
            title: title.into(),
            parts: Vec::new(),
            quote: None,
            came: None,
            button: None,
        }
    }

    /// The line of today.
    pub fn today(date: Date) -> Node {
        Node::new(State::Today, When::On(date), "")
    }

    /// With the hour at which it happened.
    #[must_use]
    pub fn at(mut self, time: Time) -> Node {
        self.at = Some(time);
        self
    }

    /// With a sentence.
    #[must_use]
    pub fn text(mut self, words: impl Into<String>) -> Node {
        self.parts.push(Part::Text(words.into()));
        self
    }

    /// With a sentence of ours.
    #[must_use]
    pub fn say(self, t: &Texts, saying: &Saying) -> Node {
        self.text(saying.text(t))
    }

    /// With a link to something to read.
    #[must_use]
    pub fn read(self, t: Texts, href: impl Into<String>, what: Reading) -> Node {
        self.link(href, what.words(t))
    }

    /// With a link after the sentence.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>, text: impl Into<String>) -> Node {
        self.parts.push(Part::Link {
            href: href.into(),
            text: text.into(),
        });
        self
    }

    /// With the policy's words.
    #[must_use]
    pub fn quote(mut self, clause: impl Into<String>, text: impl Into<String>) -> Node {
        self.quote = Some(Quote {
            clause: clause.into(),
            text: text.into(),
        });
        self
    }

    /// With the day it came after all.
    #[must_use]
    pub fn came(mut self, came: Came) -> Node {
        self.came = Some(came);
        self
    }

    /// With a button.
    #[must_use]
    pub fn button(mut self, button: Button) -> Node {
        self.button = Some(button);
        self
    }
}
