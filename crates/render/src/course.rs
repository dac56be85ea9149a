//! *Het verloop*: what was promised, kept and late, as one line. The same picture for everybody.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::civil::Date;

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
}

impl When {
    /// The words before the date.
    pub fn before(&self) -> Option<Key> {
        match self {
            When::By(_) => Some(Key("course-by")),
            When::Promised(_) => Some(Key("course-promised")),
            When::Around(_) => Some(Key("course-around")),
            When::On(_) | When::Then | When::After(_) => None,
        }
    }

    /// The date, when there is one.
    pub fn date(&self) -> Option<&Date> {
        match self {
            When::On(date) | When::By(date) | When::Promised(date) | When::Around(date) => Some(date),
            When::Then | When::After(_) => None,
        }
    }

    /// The words, when there is no date: "daarna", "na 6 weken".
    pub fn words(&self, t: &Texts) -> String {
        match self {
            When::Then => t.m("course-then"),
            When::After(span) => t.a("course-after").with("span", span.words(t)).to_string(),
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

/// A button under a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// Where it posts to.
    pub action: String,
    /// The idempotency key.
    pub key: String,
    /// The field that says what it is about.
    pub name: String,
    /// The field's value.
    pub value: String,
    /// The words on it.
    pub label: String,
}

impl Button {
    /// "Dit is niet gebeurd": posts `toezegging` to `/volgen/klacht/niet-gebeurd`.
    pub fn not_done(t: Texts, key: impl Into<String>, undertaking: impl Into<String>) -> Button {
        Button {
            action: "/volgen/klacht/niet-gebeurd".into(),
            key: key.into(),
            name: "toezegging".into(),
            value: undertaking.into(),
            label: t.m("course-not-done"),
        }
    }

    /// "Dit klopt niet", under the note of a talk: posts `klopt_niet` to `/volgen/klacht/bericht`.
    pub fn not_right(t: Texts, key: impl Into<String>, message: impl Into<String>) -> Button {
        Button {
            action: "/volgen/klacht/bericht".into(),
            key: key.into(),
            name: "klopt_niet".into(),
            value: message.into(),
            label: t.m("course-not-right"),
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

/// The whole line. `{{ course }}` in a template prints it.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "partials/course.html")]
pub struct Course {
    /// The language.
    pub t: Texts,
    /// Dates in the margin (public pages) or above (beside a text).
    pub wide: bool,
    /// A forecast for somebody who hasn't complained yet: nothing to judge, so the states aren't said.
    pub forecast: bool,
    /// The id of the heading that names the list.
    pub labelled_by: String,
    /// The nodes, in the order of the promised dates.
    pub nodes: Vec<Node>,
}

impl HtmlSafe for Course {}

impl Course {
    /// The line with dates in the margin.
    pub fn wide(t: Texts, labelled_by: impl Into<String>, nodes: Vec<Node>) -> Course {
        Course {
            t,
            wide: true,
            forecast: false,
            labelled_by: labelled_by.into(),
            nodes,
        }
    }

    /// The line with dates above, for a narrow column.
    pub fn narrow(t: Texts, labelled_by: impl Into<String>, nodes: Vec<Node>) -> Course {
        Course {
            wide: false,
            ..Course::wide(t, labelled_by, nodes)
        }
    }

    /// Sorts by date (what has none stays behind its neighbour, and behind today when it is to come) and puts the line of today between past and future.
    #[must_use]
    pub fn with_today(mut self, today: Date) -> Course {
        let to_come = |node: &Node| matches!(node.state, State::Open | State::Later);
        let mut last = Date::MIN;
        let mut dated: Vec<(Date, Node)> = Vec::with_capacity(self.nodes.len() + 1);
        for node in self.nodes {
            last = last.max(node.when.date().copied().unwrap_or(last));
            let undated = if to_come(&node) { last.max(today) } else { last };
            dated.push((node.when.date().copied().unwrap_or(undated), node));
        }
        dated.sort_by_key(|(date, _)| *date);
        let at = dated
            .iter()
            .position(|(date, node)| *date >= today && to_come(node) || *date > today)
            .unwrap_or(dated.len());
        dated.insert(at, (today, Node::today(today)));
        self.nodes = dated.into_iter().map(|(_, node)| node).collect();
        self
    }

    /// The same line, small, for lists: at most eight nodes, of which the oldest kept ones go first.
    pub fn small(&self, label: impl Into<String>) -> SmallCourse {
        let mut nodes: Vec<(State, String)> = self
            .nodes
            .iter()
            .filter(|node| node.state != State::Today)
            .map(|node| (node.state, node.title.clone()))
            .collect();
        while nodes.len() > SmallCourse::MOST {
            let at = nodes
                .iter()
                .position(|(state, _)| matches!(state, State::Fact | State::Kept))
                .unwrap_or(0);
            nodes.remove(at);
        }
        SmallCourse {
            t: self.t,
            label: label.into(),
            nodes,
        }
    }
}

/// The line in a list. Always beside words that say what is due.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "partials/small_course.html")]
pub struct SmallCourse {
    /// The language.
    pub t: Texts,
    /// Whose line it is: the number of the complaint.
    pub label: String,
    /// State and title of each node.
    pub nodes: Vec<(State, String)>,
}

impl HtmlSafe for SmallCourse {}

impl SmallCourse {
    /// More nodes can't be told apart in a list.
    pub const MOST: usize = 8;
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    const T: Texts = Texts::Dutch;

    /// Without tags: what somebody hears, or sees without the sheet.
    fn plain(html: &str) -> String {
        let mut out = String::new();
        let mut inside = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                other if !inside => out.push(other),
                _ => {}
            }
        }
        out
    }

    #[test]
    fn the_line_reads_as_a_list_without_the_sheet() {
        let words = plain(&crate::samples::full_course(T).to_string());
        for part in [
            "zo 15 nov Je klacht is binnen",
            "Gehouden. Meteen geregistreerd",
            "beloofd vr 20 nov Het antwoord",
            "Te laat. Ann beloofde",
            "kwam ma 23 nov 1 werkdag te laat.",
            "Niet gebeurd. Dat zei jij",
            "Vandaag, donderdag 26 november",
            "ten laatste ma 30 nov",
            "Open. Met een nieuwe datum",
        ] {
            assert!(words.contains(part), "{part:?} is missing in\n{words}");
        }
    }

    #[test]
    fn a_late_promise_keeps_its_promised_date_and_what_came_stands_last() {
        let html = crate::samples::full_course(T).to_string();
        let late = html
            .split("<li class=\"gemist\">")
            .nth(1)
            .unwrap()
            .split("</li>")
            .next()
            .unwrap();
        assert!(late.contains("2026-11-20") && late.contains("2026-11-23"));
        assert!(late.rfind("class=\"kwam\"").unwrap() > late.find("<p>").unwrap());
        assert!(late.trim_end().ends_with("</p>"));
    }

    #[test]
    fn today_stands_once_between_what_was_and_what_is_to_come() {
        let node = |state, when| Node::new(state, when, "x");
        let course = Course::wide(
            T,
            "v",
            vec![
                node(State::Kept, When::On(date(2026, 11, 26))),
                node(State::Missed, When::Promised(date(2026, 11, 20))),
                node(State::Open, When::By(date(2026, 11, 30))),
                node(State::Later, When::Then),
            ],
        )
        .with_today(date(2026, 11, 26));
        let states: Vec<State> = course.nodes.iter().map(|node| node.state).collect();
        assert_eq!(
            states,
            [
                State::Missed,
                State::Kept,
                State::Today,
                State::Open,
                State::Later
            ]
        );
    }

    #[test]
    fn what_has_no_date_yet_never_stands_before_today() {
        let course = Course::wide(
            T,
            "v",
            vec![
                Node::new(State::Kept, When::On(date(2026, 11, 15)), "x"),
                Node::new(State::Later, When::Then, "x"),
            ],
        )
        .with_today(date(2026, 11, 26));
        let states: Vec<State> = course.nodes.iter().map(|node| node.state).collect();
        assert_eq!(states, [State::Kept, State::Today, State::Later]);
    }

    #[test]
    fn what_is_open_today_stands_after_the_line_of_today() {
        let today = date(2026, 11, 26);
        let course =
            Course::wide(T, "v", vec![Node::new(State::Open, When::By(today), "x")]).with_today(today);
        assert_eq!(
            course.nodes.iter().map(|n| n.state).collect::<Vec<_>>(),
            [State::Today, State::Open]
        );
    }

    #[test]
    fn a_forecast_judges_nothing() {
        let words = plain(&crate::samples::forecast(T).to_string());
        assert!(
            !words.contains("Open.") && !words.contains("Gehouden."),
            "{words}"
        );
    }

    #[test]
    fn a_small_line_keeps_what_matters_and_has_at_most_eight_nodes() {
        let mut nodes: Vec<Node> = (1..10)
            .map(|day| Node::new(State::Kept, When::On(date(2026, 11, day)), "gehouden"))
            .collect();
        nodes.insert(
            0,
            Node::new(State::Missed, When::Promised(date(2026, 11, 1)), "gemist"),
        );
        nodes.push(Node::new(State::Open, When::By(date(2026, 11, 30)), "open"));
        let small = Course::wide(T, "v", nodes)
            .with_today(date(2026, 11, 26))
            .small("26-7KQ4M");
        assert_eq!(small.nodes.len(), SmallCourse::MOST);
        assert!(small.nodes.iter().any(|(state, _)| *state == State::Missed));
        let html = small.to_string();
        assert!(
            html.contains("aria-label=\"Verloop van 26-7KQ4M\"") && html.contains("open: Open."),
            "{html}"
        );
    }
}
