//! The script of the demo: what the sample staff and complainants do, read from a data file and played by use cases.

mod writes;

use crate::demo::corpus::{Filled, Message};
use crate::demo::people::People;
use casework::calendar::Calendar;
use casework::ids::{CaseId, CaseNumber, MeasureId, PersonId};
use casework::moment::Moment;
use casework::vocabulary::{Effect, OtherThan, ReleaseReason, Solved};
use desk::{Desk, DeskError};
use jiff::civil::{Date, Time};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The data file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// What was filled in besides the words, by message.
    pub filled: BTreeMap<String, Filled>,
    /// Messages of the script itself.
    pub messages: Vec<Message>,
    /// What people do.
    pub acts: Vec<Line>,
}

/// One thing that somebody does.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Line {
    /// In which case, by the id of its message; empty: in none.
    pub case: String,
    /// So many working days after it came in; `on` wins.
    after: u32,
    /// On this day.
    on: Option<String>,
    /// At this time of that day.
    at: Option<String>,
    /// Who, by short name; empty: the complainant.
    by: String,
    /// What.
    #[serde(rename = "do")]
    what: String,
    /// The words.
    text: String,
    /// The reason, apart.
    reason: String,
    /// A title without names, for the board.
    title: String,
    /// To whom, or what it turned out to be.
    to: String,
    /// So many working days later.
    until: Option<u32>,
    /// How the words reach the complainant, when a person brings them: `spoken` or `posted`.
    delivered: Option<String>,
    /// What each point came to.
    outcomes: Vec<String>,
    /// The points.
    points: Vec<String>,
    /// What is offered.
    offers: Vec<Offer>,
    /// Must we work differently? `no`, `yes`, `later`.
    differently: String,
    /// What went wrong.
    cause: String,
    /// What changes.
    measures: Vec<Change>,
    /// The words explain a delay too.
    explains: bool,
    /// The number of the undertaking, question, item or measure; 0: the first.
    no: u32,
    /// A verdict, or what a review found.
    found: String,
    /// It came back.
    again: Option<bool>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Offer {
    what: String,
    by: String,
    until: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    what: String,
    criterion: String,
    owner: String,
    reviewer: String,
    #[serde(default)]
    group: Option<String>,
    from: u32,
    #[serde(default)]
    promised: bool,
}

/// The script that is compiled in.
///
/// # Errors
/// A file that isn't a script.
pub fn read() -> Result<Script, DeskError> {
    toml::from_str(include_str!("../../demo/script.toml")).map_err(wrong)
}

fn wrong(error: impl std::fmt::Display) -> DeskError {
    DeskError::Internal(format!("demo: {error}"))
}

/// A local date and time such as `2026-11-02T08:40`.
///
/// # Errors
/// It isn't one.
pub fn local(text: &str, calendar: &Calendar) -> Result<Moment, DeskError> {
    Ok(Moment::of(text.parse().map_err(wrong)?, &calendar.zone))
}

impl std::fmt::Display for Line {
    /// Which line it is, without its words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let by = if self.by.is_empty() {
            "the complainant"
        } else {
            &self.by
        };
        write!(f, "{} {} by {by}", self.case, self.what)
    }
}

impl Line {
    /// When it happens.
    ///
    /// # Errors
    /// A day or a time that isn't one.
    pub fn moment(&self, received: Moment, calendar: &Calendar) -> Result<Moment, DeskError> {
        let day: Date = match &self.on {
            Some(day) => day.parse().map_err(wrong)?,
            None => calendar
                .add_working_days(received, self.after)
                .last_day(&calendar.zone),
        };
        let time: Time = self.at.as_deref().unwrap_or("10:00").parse().map_err(wrong)?;
        Ok(Moment::of(day.to_datetime(time), &calendar.zone))
    }
}

/// What the cases of the script are called.
#[derive(Default)]
pub struct Known {
    cases: BTreeMap<String, (CaseNumber, CaseId)>,
    opened: BTreeSet<(String, String)>,
}

impl Known {
    /// Remembers a case by the id of its message.
    pub fn add(&mut self, message: &str, number: CaseNumber, id: CaseId) {
        self.cases.insert(message.to_owned(), (number, id));
    }

    /// The number of a case that came in.
    pub fn number(&self, case: &str) -> Option<&CaseNumber> {
        let mut all = self.cases.values();
        all.find(|(_, id)| id.as_str() == case).map(|(number, _)| number)
    }

    /// The case that a message became, when it has come in.
    pub fn case(&self, message: &str) -> Option<&(CaseNumber, CaseId)> {
        self.cases.get(message)
    }
}

/// Plays the acts on one desk.
pub struct Player<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// The people.
    pub people: &'a People,
    /// How days count.
    pub calendar: &'a Calendar,
    /// The cases.
    pub known: Known,
}

impl Player<'_> {
    /// Does what a line says.
    ///
    /// # Errors
    /// What the use case refuses; a line that names somebody or something unknown.
    pub async fn play(&mut self, line: &Line) -> Result<(), DeskError> {
        if line.case.is_empty() {
            let by = self.people.person(&line.by)?;
            return match line.what.as_str() {
                "read_all" => self.read_all(&by).await,
                _ => self.desk.residents_informed(Some(&by)).await,
            };
        }
        let known = self
            .known
            .case(&line.case)
            .ok_or_else(|| wrong(format!("{} has not come in", line.case)))?;
        let (number, id) = known.clone();
        if line.by.is_empty() {
            return self.complainant(line, &id).await;
        }
        let by = self.people.person(&line.by)?;
        // Whoever acts has opened the page first; what isn't theirs to open has another page.
        if self.known.opened.insert((line.case.clone(), line.by.clone())) {
            let _ = self.desk.read(&by, &number).await;
        }
        match line.what.as_str() {
            "open" => Ok(()),
            "answer" | "interim" | "evaluate" | "explain" | "reply_to_concern" | "second_look_result"
            | "answer_retaliation" | "refuse" => self.writes(line, &by, &number).await,
            "apply" | "review" | "brief_reply" => self.beside(line, &by, &id).await,
            "bring_to_board" | "board_outcome" | "board_question" | "board_reply" | "board_note" => {
                self.board(line, &by, &number).await
            }
            _ => self.other(line, &by, &number).await,
        }
    }

    /// Opens every case that stands unread in somebody's inbox.
    async fn read_all(&self, by: &PersonId) -> Result<(), DeskError> {
        let unread = self.desk.store().inbox_unread(by, 200).await?;
        let cases: BTreeSet<CaseId> = unread
            .into_iter()
            .map(|item| CaseId(item.item.about.id))
            .collect();
        for (number, id) in self.known.cases.values() {
            if cases.contains(id) {
                // What isn't theirs to open has another page.
                let _ = self.desk.read(by, number).await;
            }
        }
        Ok(())
    }

    async fn complainant(&self, line: &Line, id: &CaseId) -> Result<(), DeskError> {
        let text = Some(line.text.as_str()).filter(|text| !text.is_empty());
        match line.what.as_str() {
            "write" => self.desk.write(id, &line.text, Vec::new(), "").await,
            "verdict" => {
                let solved = Solved::from_code(&line.found).ok_or_else(|| wrong(&line.found))?;
                self.desk.verdict(id, solved, line.again, text, "").await
            }
            "deny" => self.desk.deny(id, line.no.max(1), text, "").await,
            "withdraw" => self.desk.withdraw(id, text, "").await,
            "second_look" => self.desk.ask_second_look(id, text, "").await,
            "retaliation" => self.desk.report_retaliation(id, &line.text, "").await,
            "insist" => self.desk.insist(id, &[], "").await,
            other => Err(wrong(format!("a complainant can't {other}"))),
        }
    }

    /// What is done by whom the case itself isn't open to.
    async fn beside(&self, line: &Line, by: &PersonId, id: &CaseId) -> Result<(), DeskError> {
        match line.what.as_str() {
            "apply" => {
                self.desk
                    .apply_measure(by, &self.measure(by, line, id).await?, &line.text)
                    .await
            }
            "review" => {
                let effect = Effect::from_code(&line.found).ok_or_else(|| wrong(&line.found))?;
                self.desk
                    .review_measure(by, &self.measure(by, line, id).await?, effect, &line.text)
                    .await
            }
            _ => {
                self.desk
                    .reply_to_brief(by, id, line.no.max(1), &line.text, "")
                    .await
            }
        }
    }

    async fn measure(&self, by: &PersonId, line: &Line, id: &CaseId) -> Result<MeasureId, DeskError> {
        let mut measures = self.desk.measures(by).await?;
        measures.retain(|one| one.measure.cases.contains(id));
        measures.sort_by_key(|one| (one.measure.proposed_at, one.what.clone()));
        let which = usize::try_from(line.no.max(1) - 1).unwrap_or(0);
        // It isn't there when the policy refused the line that would have decided on it.
        let found = measures.get(which).map(|one| one.measure.id.clone());
        found.ok_or(DeskError::NotFound)
    }

    async fn board(&self, line: &Line, by: &PersonId, number: &CaseNumber) -> Result<(), DeskError> {
        let no = line.no.max(1);
        match line.what.as_str() {
            "bring_to_board" => {
                let meeting = self.day(line.until.unwrap_or(10));
                let title = Some(line.title.as_str()).filter(|title| !title.is_empty());
                let reason = Some(line.reason.as_str()).filter(|reason| !reason.is_empty());
                self.desk
                    .bring_to_board(by, number, meeting, (title, reason), "")
                    .await
                    .map(|_| ())
            }
            "board_outcome" => self.desk.board_outcome(by, number, no, &line.text, "").await,
            "board_question" => {
                let (to, until) = (self.people.person(&line.to)?, self.day(line.until.unwrap_or(5)));
                self.desk
                    .board_question(by, number, to, &line.text, until, "")
                    .await
            }
            "board_reply" => self.desk.board_reply(by, number, no, &line.text, "").await,
            _ => self.desk.board_note(by, number, &line.text, "").await,
        }
    }

    async fn other(&self, line: &Line, by: &PersonId, number: &CaseNumber) -> Result<(), DeskError> {
        let no = line.no.max(1);
        let reason = Some(line.reason.as_str()).filter(|reason| !reason.is_empty());
        match line.what.as_str() {
            "understood" => self.desk.understood(by, number, &line.points, "").await,
            "note" => self.desk.note(by, number, &line.text, "").await,
            "deliver" => {
                self.bring(line.delivered.as_deref().unwrap_or("spoken"), by, number)
                    .await
            }
            "came_back" => self.desk.came_back(by, number, no, "").await,
            "done" => self.desk.undertaking_done(by, number, no, "").await,
            "question" => {
                let group = self.people.group(&line.to).ok();
                let person = if group.is_none() {
                    Some(self.people.person(&line.to)?)
                } else {
                    None
                };
                self.desk
                    .raise_question(by, number, group, person, &line.text, "")
                    .await
                    .map(|_| ())
            }
            "hear" => {
                let person = self.people.person(&line.to)?;
                self.desk
                    .hear(by, number, person, &line.text, "")
                    .await
                    .map(|_| ())
            }
            "discussed" => {
                let reply = Some(line.text.as_str()).filter(|text| !text.is_empty());
                self.desk
                    .question_discussed(by, number, no, reply, Some(self.desk.clock().now()), "")
                    .await
            }
            "silent" => self.desk.follow_up_silent(by, number, &line.text, "").await,
            "assign" => {
                self.desk
                    .assign(by, number, self.people.person(&line.to)?, "")
                    .await
            }
            "take_over" => self.desk.take_over(by, number, "").await,
            "exclude" => {
                self.desk
                    .exclude(by, number, (&self.people.person(&line.to)?, &line.text), "")
                    .await
            }
            "reclassify" => {
                let to = OtherThan::from_code(&line.to).ok_or_else(|| wrong(&line.to))?;
                let went = self.desk.reclassify(by, number, to, reason, "").await?;
                self.second(by, number, went).await
            }
            "release" => {
                let why = ReleaseReason::from_code(&line.to).ok_or_else(|| wrong(&line.to))?;
                self.desk.release(by, number, why, reason, "").await
            }
            "link" => {
                let other = self
                    .known
                    .case(&line.to)
                    .ok_or_else(|| wrong(&line.to))?
                    .0
                    .clone();
                self.desk.link(by, number, &other, "").await
            }
            other => Err(wrong(format!("nobody can {other}"))),
        }
    }

    /// The day so many working days from now.
    fn day(&self, n: u32) -> Date {
        self.calendar
            .add_working_days(self.desk.clock().now(), n)
            .last_day(&self.calendar.zone)
    }
}
