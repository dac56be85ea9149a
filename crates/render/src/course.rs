//! *Het verloop*: what was promised, kept and late, as one line. The same picture for everybody.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::civil::{Date, Time};

pub use crate::node::{Button, Came, Node, Part, Quote, State, When};
use crate::pages::recent::Whole;
use crate::texts::{Key, Texts};

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
    /// The year it is: dates of another one are shown with theirs. `None`: no date has its year.
    pub year: Option<i16>,
    /// What came before and doesn't stand here.
    pub earlier: Option<Earlier>,
    /// The nodes, in the order of the promised dates.
    pub nodes: Vec<Node>,
}

/// Nodes that don't stand in this line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// How many.
    pub n: usize,
    /// How many of them are late, or came late.
    pub late: usize,
    /// Where they stand.
    pub href: String,
}

impl Earlier {
    fn words(&self, t: &Texts) -> String {
        let words = match self.late {
            0 => Key("course-earlier"),
            _ => Key("course-earlier-late"),
        };
        t.a(words).with("n", self.n).with("late", self.late).to_string()
    }
}

impl HtmlSafe for Course {}

impl Course {
    /// More nodes than that don't stand on the page of a complaint.
    pub const MOST: usize = 20;
    /// Nodes in a part of the whole line.
    const PART: usize = 30;

    /// The line with dates in the margin.
    pub fn wide(t: Texts, labelled_by: impl Into<String>, nodes: Vec<Node>) -> Course {
        Course {
            t,
            wide: true,
            forecast: false,
            labelled_by: labelled_by.into(),
            year: None,
            earlier: None,
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

    /// With the year of every date that isn't of this day's year.
    #[must_use]
    pub fn in_year_of(mut self, today: Date) -> Course {
        self.year = Some(today.year());
        self
    }

    /// `ma 30 nov`, and with its year when that is another one.
    fn day(&self, date: &Date) -> String {
        match self.year {
            Some(year) if year != date.year() => self.t.date_short_year(date),
            _ => self.t.date_short(date),
        }
    }

    /// Sorts by date and hour (what has none stays behind its neighbour, and behind today when it is to come) and puts the line of today between past and future.
    #[must_use]
    pub fn with_today(mut self, today: Date) -> Course {
        let to_come = |node: &Node| matches!(node.state, State::Open | State::Later);
        let mut last = Date::MIN;
        let mut dated: Vec<((Date, Time), Node)> = Vec::with_capacity(self.nodes.len() + 1);
        for node in self.nodes {
            last = last.max(node.when.date().copied().unwrap_or(last));
            let undated = if to_come(&node) { last.max(today) } else { last };
            // What is due that day, or has no hour, comes after what happened on it.
            let hour = node.at.unwrap_or(Time::MAX);
            dated.push(((node.when.date().copied().unwrap_or(undated), hour), node));
        }
        dated.sort_by_key(|(when, _)| *when);
        let at = dated
            .iter()
            .position(|((date, _), node)| *date >= today && to_come(node) || *date > today)
            .unwrap_or(dated.len());
        dated.insert(at, ((today, Time::MAX), Node::today(today)));
        self.nodes = dated.into_iter().map(|(_, node)| node).collect();
        self.in_year_of(today)
    }

    /// The same line with at most [`Course::MOST`] nodes: what is done goes first, the oldest before the others.
    /// Of what is owed the first always stays.
    #[must_use]
    pub fn newest(mut self, whole: &Whole) -> Course {
        let settled = |node: &Node| match node.state {
            State::Fact | State::Kept => true,
            State::Missed => node.came.is_some(),
            State::Denied | State::Open | State::Later | State::Today => false,
        };
        let (mut n, mut late) = (0, 0);
        while self.nodes.len() > Course::MOST {
            let oldest = self.nodes.iter().position(settled);
            let second = |node: &&Node| matches!(node.state, State::Missed | State::Denied | State::Open);
            let owed = self.nodes.iter().enumerate().filter(|(_, node)| second(node));
            let Some(at) = oldest.or_else(|| owed.map(|(at, _)| at).nth(1)) else {
                break;
            };
            let gone = self.nodes.remove(at);
            n += 1;
            late += usize::from(gone.state == State::Missed);
        }
        let href = format!("{}#{}", whole.part(1), self.labelled_by);
        self.earlier = (n > 0).then_some(Earlier { n, late, href });
        self
    }

    /// In how many parts the whole line is shown; at least one.
    pub fn parts(&self) -> usize {
        self.nodes.len().div_ceil(Course::PART).max(1)
    }

    /// A part of the whole line, counted from 1.
    #[must_use]
    pub fn part(mut self, part: usize) -> Course {
        let from = part.saturating_sub(1) * Course::PART;
        self.nodes = self.nodes.into_iter().skip(from).take(Course::PART).collect();
        self
    }

    /// Its links to messages that don't stand on this page lead to where they do.
    #[must_use]
    pub fn with_messages(mut self, here: &[String], whole: &Whole) -> Course {
        for node in &mut self.nodes {
            let came = node.came.iter_mut().flat_map(|came| &mut came.parts);
            for part in node.parts.iter_mut().chain(came) {
                let Part::Link { href, .. } = part else { continue };
                if let Some(id) = href
                    .strip_prefix('#')
                    .filter(|id| !here.iter().any(|one| one == id))
                {
                    *href = whole.at(id);
                }
            }
        }
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
        let words = plain(&crate::sample_data::full_course(T).to_string());
        for part in [
            "zo 15 nov Je klacht is binnen",
            "Gehouden. Meteen geregistreerd",
            "beloofd vr 20 nov Het antwoord",
            "Te laat. Ann beloofde",
            "kwam ma 23 nov 1 werkdag te laat.",
            "Niet gebeurd. Jij zei op",
            "Vandaag, donderdag 26 november",
            "ten laatste ma 30 nov",
            "Open. Met een nieuwe datum",
        ] {
            assert!(words.contains(part), "{part:?} is missing in\n{words}");
        }
    }

    #[test]
    fn a_late_promise_keeps_its_promised_date_and_what_came_stands_last() {
        let html = crate::sample_data::full_course(T).to_string();
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
    fn what_happened_on_one_day_stands_in_the_order_of_its_hours() {
        let today = date(2026, 11, 26);
        let node = |title: &str, minute| {
            Node::new(State::Fact, When::On(today), title).at(jiff::civil::time(9, minute, 0, 0))
        };
        let due = Node::new(State::Missed, When::Promised(today), "beloofd");
        let course = Course::wide(T, "v", vec![due, node("nee", 5), node("binnen", 2)]).with_today(today);
        let titles: Vec<&str> = course.nodes.iter().map(|n| n.title.as_str()).collect();
        assert_eq!(titles, ["binnen", "nee", "beloofd", ""]);
    }

    #[test]
    fn a_date_of_another_year_says_which() {
        let node = |year| Node::new(State::Fact, When::On(date(year, 11, 26)), "x");
        let course = Course::wide(T, "v", vec![node(2025), node(2026)]).with_today(date(2026, 12, 1));
        let words = plain(&course.to_string());
        assert!(
            words.contains("wo 26 nov 2025 x") && words.contains("do 26 nov x"),
            "{words}"
        );
    }

    #[test]
    fn a_forecast_judges_nothing() {
        let words = plain(&crate::sample_data::forecast(T).to_string());
        assert!(
            !words.contains("Open.") && !words.contains("Gehouden."),
            "{words}"
        );
    }

    fn long(owed: usize) -> Course {
        let kept = (1..=30).map(|no| {
            let node = Node::new(State::Kept, When::On(date(2026, 10, no)), format!("stap {no}"));
            node.read(T, format!("#bericht-{no}"), crate::saying::Reading::Answer)
        });
        let open =
            (0..owed).map(|no| Node::new(State::Open, When::By(date(2026, 11, 30)), format!("open {no}")));
        Course::wide(T, "verloop", kept.chain(open).collect()).with_today(date(2026, 11, 26))
    }

    fn whole() -> Whole {
        Whole {
            address: "/alles".to_owned(),
        }
    }

    #[test]
    fn a_long_line_leaves_the_oldest_that_is_done_to_a_page_of_its_own() {
        let course = long(2).newest(&whole());
        assert_eq!(course.nodes.len(), Course::MOST);
        let words = plain(&course.to_string());
        assert!(
            words.contains("Nog 13 eerdere stappen") && words.contains("open 1"),
            "{words}"
        );
        assert!(
            !words.contains("stap 13 ") && words.contains("stap 14"),
            "{words}"
        );
        assert_eq!(long(0).nodes.len() - 1, 30, "and today");
    }

    #[test]
    fn whatever_is_owed_the_first_of_it_stays_in_the_line() {
        let course = long(60).newest(&whole());
        assert_eq!(course.nodes.len(), Course::MOST);
        let words = plain(&course.to_string());
        assert!(words.contains("open 0") && words.contains("open 59"), "{words}");
    }

    #[test]
    fn what_was_late_is_said_of_what_does_not_stand_here() {
        let mut course = long(0);
        for node in course.nodes.iter_mut().take(2) {
            node.state = State::Missed;
            node.came = Some(Came {
                date: date(2026, 10, 9),
                days_late: 1,
                parts: Vec::new(),
            });
        }
        let words = plain(&course.newest(&whole()).to_string());
        assert!(
            words.contains("Nog 11 eerdere stappen, waarvan 2 te laat"),
            "{words}"
        );
    }

    #[test]
    fn the_parts_of_a_line_are_all_of_it() {
        let course = long(40);
        assert_eq!(course.parts(), 3);
        let parts = (1..=3).flat_map(|no| course.clone().part(no).nodes);
        assert_eq!(parts.collect::<Vec<_>>(), course.nodes);
    }

    #[test]
    fn a_link_leads_to_where_its_message_stands() {
        let here = ["bericht-30".to_owned()];
        let html = long(0)
            .newest(&whole())
            .with_messages(&here, &whole())
            .to_string();
        assert!(html.contains("href=\"#bericht-30\""));
        assert!(html.contains("href=\"/alles?bij=bericht-29#bericht-29\""));
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
