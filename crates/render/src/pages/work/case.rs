//! One complaint: what they wrote, what was said, what is owed, and what may be done with it.

use askama::Template;
use jiff::civil::{Date, DateTime};

use super::composer::{Composer, MailRead, Sort};
use super::entry::Entry;
use super::notice::Done;
use super::parts::{BoardQuestion, Due, Evaluation, MeasureLine, UndertakingItem, UndertakingState};
use super::proposals::{ProposalItem, ProposalState};
use super::sooner::Sooner;
use super::together::Neighbour;
use super::words;
use crate::course::Course;
use crate::form::{Form, SelectOption};
use crate::frame::Frame;
use crate::pages::keeping::Keeping;
use crate::pages::parts::FileItem;
use crate::pages::recent::{CUT, CUT_BESIDE, Older, Words};
use crate::texts::Texts;

/// What somebody wrote at the start, and how to reach them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What they are called; empty when we don't know or the reader may not.
    pub name: String,
    /// As what they complain: codes.
    pub kinds: Vec<String>,
    /// How they want the answer, a code.
    pub reply_by: String,
    /// Their address or number for that; empty when hidden or not needed.
    pub contact: String,
    /// Their name may be told to others.
    pub may_name: bool,
    /// When we heard it.
    pub at: DateTime,
    /// By which way, a code.
    pub channel: String,
    /// What happened.
    pub story: Words,
    /// What should happen.
    pub remedy: Words,
    /// What they did already.
    pub steps_taken: Words,
    /// Project and theme in words; may be empty.
    pub about: String,
    /// Photos and papers.
    pub files: Vec<FileItem>,
}

impl Told {
    /// The same, with words that are very long cut. `whole`: where all of it stands.
    #[must_use]
    pub fn shortened(mut self, whole: &str) -> Told {
        self.story = self.story.cut(CUT, whole);
        self.remedy = self.remedy.cut(CUT_BESIDE, whole);
        self.steps_taken = self.steps_taken.cut(CUT_BESIDE, whole);
        self
    }

    /// The story, what they want and what they did already, in paragraphs that follow each other.
    pub fn all_words(&self, t: &Texts) -> String {
        let beside = |key, words: &Words| match words.is_empty() {
            true => String::new(),
            false => format!("{} {}", t.m(key), words.text()),
        };
        let parts = [
            self.story.text().to_owned(),
            beside("case-remedy", &self.remedy),
            beside("case-steps", &self.steps_taken),
        ];
        let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join("\n\n")
    }

    /// Where all of it stands; empty when it does here.
    pub(crate) fn whole(&self) -> &str {
        let parts = [&self.story, &self.remedy, &self.steps_taken];
        parts
            .map(Words::whole)
            .into_iter()
            .find(|href| !href.is_empty())
            .unwrap_or_default()
    }
}

/// A second look that the reader must take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondLook {
    /// What they want looked at; may be empty.
    pub asked: String,
    /// By when.
    pub due: Due,
}

/// What the reader may do here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct May {
    /// Change points and title.
    pub understand: bool,
    /// Name another handler.
    pub assign: bool,
    /// Exclude somebody.
    pub exclude: bool,
    /// See who read it.
    pub readers: bool,
    /// Link with another.
    pub link: bool,
    /// Reclassify, refuse or release.
    pub way_out: bool,
    /// Take it over from the pool.
    pub take_over: bool,
    /// Decide the evaluation, or raise a question.
    pub evaluate: bool,
    /// Record how a message was delivered.
    pub deliver: bool,
    /// Record what we checked after silence.
    pub silent: bool,
    /// Open it again.
    pub reopen: bool,
    /// Set right when it was heard.
    pub correct: bool,
    /// Give the complainant another code.
    pub code: bool,
    /// Keep it longer.
    pub hold: bool,
}

/// `/werk/klachten/{nr}?soort=`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/case.html")]
pub struct CasePage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form; each form on the page has a key of its own.
    pub form: Form,
    /// What was just done.
    pub notice: Option<Done>,
    /// The number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// A concern, not a complaint.
    pub concern: bool,
    /// What is owed next; empty when people have nothing to do.
    pub todo: String,
    /// Nothing at all is owed any more, not even by the program itself.
    pub closed: bool,
    /// By when.
    pub due: Due,
    /// What they wrote.
    pub told: Told,
    /// Messages and notes, oldest first.
    pub entries: Vec<Entry>,
    /// Those that don't stand here.
    pub older: Option<Older>,
    /// The points as we understand them.
    pub points: Vec<String>,
    /// What was typed as points, one on a line.
    pub points_typed: String,
    /// Why it stopped, in words; empty when it didn't.
    pub stopped: String,
    /// Who would answer, when the reader would do it in their place; empty otherwise.
    pub in_place_of: String,
    /// What may be written.
    pub sorts: Vec<Sort>,
    /// How much of the complainant stands on this page: field `gelezen` of what is written.
    pub read: String,
    /// What is being written.
    pub composer: Option<Composer>,
    /// What waits for a second person, or came back from one.
    pub proposals: Vec<ProposalItem>,
    /// What was offered.
    pub undertakings: Vec<UndertakingItem>,
    /// How the evaluation stands.
    pub evaluation: Evaluation,
    /// Measures that came of it.
    pub measures: Vec<MeasureLine>,
    /// The course, narrow (labelled by `verloop`).
    pub course: Course,
    /// Who follows it up.
    pub handler: String,
    /// Who of management.
    pub supervisor: String,
    /// Who of the board; empty when the reader isn't told.
    pub board_member: String,
    /// Who may not read it.
    pub excluded: Vec<String>,
    /// Field `waarom_niet` as typed.
    pub exclude_why: String,
    /// Who may still be excluded, the first of which is "choose".
    pub people: Vec<SelectOption>,
    /// Complaints with the same cause.
    pub linked: Vec<Neighbour>,
    /// Complaints that may have it too.
    pub neighbours: Vec<Neighbour>,
    /// Field `nummer`: the number to link with, as typed.
    pub link_typed: String,
    /// Questions of the board member.
    pub board_questions: Vec<BoardQuestion>,
    /// Targets that may be moved, the first of which is "choose"; empty when there is none.
    pub movable: Vec<SelectOption>,
    /// Fields `gehoord_datum`, `gehoord_uur` and `gehoord_reden`.
    pub heard: [String; 3],
    /// Field `verzet_tot`.
    pub move_until: String,
    /// Field `verzet_reden`.
    pub move_reason: String,
    /// How long it is kept.
    pub keeping: Keeping,
    /// Fields `bewaar_tot` and `bewaar_reden`.
    pub hold: [String; 2],
    /// Files that go sooner than the rest.
    pub sooner: Sooner,
    /// A second look to take.
    pub second_look: Option<SecondLook>,
    /// What was typed as what we checked.
    pub checked: String,
    /// What may be done.
    pub may: May,
}

impl CasePage {
    fn base(&self) -> String {
        format!("/werk/klachten/{}", self.number)
    }

    fn who(&self) -> String {
        if self.told.name.is_empty() {
            self.frame.t.m("case-somebody")
        } else {
            self.told.name.clone()
        }
    }

    fn kinds(&self) -> String {
        words::join(&self.frame.t, words::KINDS, &self.told.kinds)
    }

    fn reply_by(&self) -> String {
        words::word(&self.frame.t, words::REPLY_BY, &self.told.reply_by)
    }

    fn channel(&self) -> String {
        words::word(&self.frame.t, words::CHANNELS, &self.told.channel)
    }

    fn is_now(&self, sort: &Sort) -> bool {
        self.composer
            .as_ref()
            .is_some_and(|composer| composer.sort() == *sort)
    }

    /// While a note for ourselves stands open: what can be written that the complainant reads.
    fn writes_to_them(&self) -> Option<Sort> {
        let theirs = |sort: &Sort| !matches!(sort, Sort::Note | Sort::Talk);
        let wanted = self.sorts.iter().copied().find(theirs);
        wanted.filter(|_| self.is_now(&Sort::Note))
    }

    fn message_tip(&self, sort: &Sort, waits: &Option<(Date, bool)>) -> String {
        super::composer::tip(&self.frame.t, *sort, waits)
    }

    fn cause(&self, code: &str) -> String {
        words::word(&self.frame.t, words::CAUSES, code)
    }
}

#[cfg(test)]
impl Told {
    pub(crate) fn sample() -> Told {
        let file = FileItem {
            href: "/werk/klachten/26-3HX8D/bestand/b1".into(),
            ..FileItem::sample()
        };
        Told {
            name: "Rik".into(),
            kinds: vec!["resident".into(), "cooperator".into()],
            reply_by: "email".into(),
            contact: "rik@voorbeeld.test".into(),
            may_name: false,
            at: jiff::civil::date(2026, 11, 24).at(19, 42, 0, 0),
            channel: "form".into(),
            story: Words::new(
                "Elke avond rond acht uur valt de verwarming uit in blok C. Ik heb twee keer gebeld. De eerste keer zei iemand dat ze zou terugbellen. Dat is nooit gebeurd.\n\nMijn dochter is drie maanden oud.",
            ),
            remedy: Words::new("Dat het werkt, en dat iemand mij belt."),
            steps_taken: Words::new("Ik belde op 18 en 20 november."),
            about: "De Linde, herstelling".into(),
            files: vec![file],
        }
    }
}

#[cfg(test)]
impl CasePage {
    pub(crate) fn sample(composer: Composer) -> CasePage {
        use jiff::civil::date;
        let frame = Frame::sample_staff();
        let nodes = crate::sample_data::full_course(frame.t).nodes;
        CasePage {
            form: Form::new(frame.t, "s-40"),
            notice: None,
            number: "26-3HX8D".into(),
            title: "Verwarming valt elke avond uit".into(),
            concern: false,
            todo: "Antwoord of tussenbericht".into(),
            closed: false,
            due: Due::Today,
            told: Told::sample(),
            entries: Entry::samples(),
            older: Some(Older {
                n: 1,
                href: "/werk/klachten/26-3HX8D/alles?bij=bericht-1#bericht-1".into(),
            }),
            points: vec![
                "De verwarming valt elke avond uit.".into(),
                "Niemand belde terug.".into(),
            ],
            points_typed: "De verwarming valt elke avond uit.\nNiemand belde terug.".into(),
            stopped: String::new(),
            in_place_of: String::new(),
            sorts: vec![Sort::Answer, Sort::Interim, Sort::Talk, Sort::Note],
            read: "2".into(),
            composer: Some(composer),
            proposals: ProposalItem::samples(),
            undertakings: UndertakingItem::samples(),
            evaluation: Evaluation::Open(Due::On(date(2026, 12, 24))),
            measures: MeasureLine::samples(),
            course: Course::narrow(frame.t, "verloop", nodes),
            handler: "Ann".into(),
            supervisor: "Bart".into(),
            board_member: "Chris".into(),
            excluded: vec!["Karim".into()],
            exclude_why: String::new(),
            people: words::sample_people(),
            linked: vec![Neighbour::sample()],
            neighbours: vec![Neighbour {
                number: "26-8YT3F".into(),
                ..Neighbour::sample()
            }],
            link_typed: String::new(),
            board_questions: vec![BoardQuestion {
                no: 1,
                words: "Waarom belde niemand terug?".into(),
                to: "Ann".into(),
                due: Due::On(date(2026, 12, 1)),
                answer: String::new(),
                may_reply: true,
                typed: String::new(),
            }],
            movable: words::sample_people(),
            heard: Default::default(),
            move_until: String::new(),
            move_reason: String::new(),
            keeping: Keeping::sample(false),
            hold: Default::default(),
            sooner: Sooner::sample(),
            second_look: None,
            checked: String::new(),
            may: May {
                hold: true,
                understand: true,
                assign: true,
                exclude: true,
                readers: true,
                link: true,
                way_out: true,
                evaluate: true,
                deliver: true,
                correct: true,
                code: true,
                ..May::default()
            },
            frame,
        }
    }

    pub(crate) fn sample_concern() -> CasePage {
        let sample = CasePage::sample(Composer::Message {
            sort: Sort::ConcernReply,
            words: String::new(),
            waits: None,
        });
        CasePage {
            notice: Done::from_code("overgenomen"),
            concern: true,
            sorts: vec![Sort::ConcernReply, Sort::Note],
            points: vec![],
            proposals: vec![],
            undertakings: vec![],
            measures: vec![],
            linked: vec![],
            neighbours: vec![],
            excluded: vec![],
            exclude_why: String::new(),
            board_questions: vec![],
            evaluation: Evaluation::NotYet,
            may: May {
                take_over: true,
                ..May::default()
            },
            ..sample
        }
    }

    pub(crate) fn sample_late() -> CasePage {
        use jiff::civil::date;
        let sample = CasePage::sample(Composer::Message {
            sort: Sort::SecondLook,
            words: String::new(),
            waits: None,
        });
        let mut told = sample.told.clone();
        told.name = String::new();
        told.may_name = true;
        CasePage {
            due: Due::Late(2),
            told,
            in_place_of: "Ann".into(),
            stopped: "Geweigerd: dit gaat niet over ons.".into(),
            sorts: vec![Sort::SecondLook, Sort::Delay, Sort::Outcome, Sort::Message],
            evaluation: Evaluation::Decided {
                change: true,
                cause: "agreement".into(),
                reason: "Niemand wist wie moest terugbellen.".into(),
                on: date(2026, 11, 25),
            },
            second_look: Some(SecondLook {
                asked: "Niemand zei sorry.".into(),
                due: Due::On(date(2026, 12, 20)),
            }),
            movable: vec![],
            keeping: Keeping::sample_gone(false),
            may: May {
                silent: true,
                reopen: true,
                ..sample.may
            },
            ..sample
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Problem;

    /// Each piece that can be folded away, from its opening tag on.
    fn folded(html: &str) -> Vec<&str> {
        let (_, main) = html.split_once("<main").unwrap();
        let pieces = main.split("<details").skip(1);
        pieces
            .filter_map(|piece| Some(piece.split_once("</details>")?.0))
            .collect()
    }

    /// The fields that somebody fills in there.
    fn fields(piece: &str) -> Vec<&str> {
        let tags = piece.split('<').filter(|tag| !tag.contains("type=\"hidden\""));
        tags.filter_map(|tag| tag.split_once(" name=\"")?.1.split('"').next())
            .collect()
    }

    #[test]
    fn what_is_wrong_is_never_folded_away() {
        let page = CasePage::sample(Composer::Note(String::new()));
        let shown = page.render().unwrap();
        let pieces = folded(&shown);
        let asked: Vec<&str> = pieces.iter().flat_map(|piece| fields(piece)).collect();
        assert!(asked.len() > 8, "{asked:?}");
        for field in asked {
            let mut page = page.clone();
            page.form = page.form.wrong(field, &Problem::Empty);
            let html = page.render().unwrap();
            let piece = folded(&html)
                .into_iter()
                .find(|piece| fields(piece).contains(&field))
                .unwrap();
            assert!(piece.starts_with(" open>"), "{field}: {piece}");
        }
    }
}
