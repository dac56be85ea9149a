//! What stands under the tabs of a complaint: an answer, an interim, the note of a talk, a note, another message.

use jiff::civil::Date;

use super::parts::SendEffect;
use super::together::Along;
use super::words;
use crate::form::SelectOption;
use crate::pages::parts::FileItem;
use crate::texts::{Key, Texts};

/// What somebody writes: the value of `?soort=` and of the hidden field `soort`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// An answer.
    Answer,
    /// An interim.
    Interim,
    /// The note of a talk with the complainant.
    Talk,
    /// A note for staff.
    Note,
    /// Why it is late.
    Delay,
    /// The result of the evaluation.
    Outcome,
    /// What we understood, before the answer.
    Acknowledgement,
    /// A reply to a concern.
    ConcernReply,
    /// The result of a second look.
    SecondLook,
    /// Any other message.
    Message,
}

impl Sort {
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Sort::Answer => "antwoord",
            Sort::Interim => "tussenbericht",
            Sort::Talk => "gesprek",
            Sort::Note => "nota",
            Sort::Delay => "uitleg",
            Sort::Outcome => "resultaat",
            Sort::Acknowledgement => "ontvangst",
            Sort::ConcernReply => "reactie",
            Sort::SecondLook => "tweedeblik",
            Sort::Message => "bericht",
        }
    }

    /// The words on its tab.
    pub fn name(self) -> Key {
        match self {
            Sort::Answer => Key("sort-answer"),
            Sort::Interim => Key("sort-interim"),
            Sort::Talk => Key("sort-talk"),
            Sort::Note => Key("sort-note"),
            Sort::Delay => Key("sort-delay"),
            Sort::Outcome => Key("sort-outcome"),
            Sort::Acknowledgement => Key("sort-acknowledgement"),
            Sort::ConcernReply => Key("sort-concern"),
            Sort::SecondLook => Key("sort-second-look"),
            Sort::Message => Key("sort-message"),
        }
    }

    /// A code as a sort.
    pub fn from_code(code: &str) -> Option<Sort> {
        [
            Sort::Answer,
            Sort::Interim,
            Sort::Talk,
            Sort::Note,
            Sort::Delay,
            Sort::Outcome,
            Sort::Acknowledgement,
            Sort::ConcernReply,
            Sort::SecondLook,
            Sort::Message,
        ]
        .into_iter()
        .find(|sort| sort.code() == code)
    }
}

/// One row of what is offered: fields `wat_{n}`, `wie_{n}`, `tegen_{n}`, from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfferRow {
    /// What.
    pub what: String,
    /// Who, as a value of the people's select.
    pub who: String,
    /// By when, as typed.
    pub by: String,
}

/// "Moeten we anders werken?" as typed so far; the fields are named in the template `differently.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DifferentlyTyped {
    /// `nee`, `ja`, `later` or nothing: field `anders`.
    pub chosen: String,
    /// It is decided apart from a message: what the complainant reads is written below it.
    pub apart: bool,
    /// Until when it may be decided later; nothing where "later" isn't a choice.
    pub later_until: Option<Date>,
    /// Field `nee_reden`.
    pub no_reason: String,
    /// Field `nee_oorzaak`.
    pub no_cause: String,
    /// Field `ja_reden`.
    pub yes_reason: String,
    /// Field `ja_oorzaak`.
    pub yes_cause: String,
    /// Field `maatregel_wat`.
    pub what: String,
    /// Field `maatregel_criterium`.
    pub criterion: String,
    /// Field `maatregel_wie`.
    pub owner: String,
    /// Field `maatregel_kijkt_na`.
    pub reviewer: String,
    /// Field `maatregel_groep`.
    pub group: String,
    /// Field `maatregel_vanaf`.
    pub from: String,
    /// Box `maatregel_zeg_datum`.
    pub tell_date: bool,
    /// What was agreed before and may be agreed on here too; empty leaves the choice `al` out.
    pub agreed: Vec<SelectOption>,
    /// Field `maatregel_al`.
    pub same: String,
    /// Field `al_oorzaak`.
    pub same_cause: String,
    /// Field `al_reden`.
    pub same_reason: String,
    /// Box `al_zeg_datum`.
    pub same_tell_date: bool,
    /// Everybody who may be named.
    pub people: Vec<SelectOption>,
    /// The groups; empty leaves the field out.
    pub groups: Vec<SelectOption>,
}

impl DifferentlyTyped {
    /// The causes, for "no": nothing wrong is a cause as well.
    pub fn causes(&self, t: &Texts, chosen: &str) -> Vec<SelectOption> {
        words::choose(t, words::CAUSES, chosen)
    }

    /// The people, with one chosen.
    pub fn who(&self, chosen: &str) -> Vec<SelectOption> {
        words::chosen(&self.people, chosen)
    }

    /// What was agreed before, with one chosen.
    pub fn joins(&self) -> Vec<SelectOption> {
        words::chosen(&self.agreed, &self.same)
    }

    /// The groups, with one chosen.
    pub fn in_group(&self) -> Vec<SelectOption> {
        words::chosen(&self.groups, &self.group)
    }
}

/// The answer as typed so far. Posts to `/werk/klachten/{nr}/nakijken`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerComposer {
    /// Field `tekst`; [`super::letter::skeleton`] at first.
    pub words: String,
    /// Field `uitkomst_{n}` per point, from 1: codes.
    pub outcomes: Vec<String>,
    /// The rows, at least one.
    pub offers: Vec<OfferRow>,
    /// Everybody who may be named.
    pub people: Vec<SelectOption>,
    /// Nothing when it was decided before.
    pub differently: Option<DifferentlyTyped>,
    /// Field `te_laat`: why it is late; nothing when it isn't.
    pub delay: Option<String>,
    /// Files that came in already: field `bijlage`; more come in field `bestanden`.
    pub files: Vec<FileItem>,
    /// What this one send does.
    pub effects: Vec<SendEffect>,
    /// Linked complaints that may get the same answer.
    pub along: Along,
}

impl AnswerComposer {
    /// What a point came to.
    pub fn outcome(&self, t: &Texts, at: &usize) -> Vec<SelectOption> {
        let chosen = self.outcomes.get(*at).map_or("", String::as_str);
        words::choose(t, words::OUTCOMES, chosen)
    }

    /// The people, with one chosen.
    pub fn who(&self, chosen: &str) -> Vec<SelectOption> {
        words::chosen(&self.people, chosen)
    }
}

/// The interim as typed so far. Posts to `/werk/klachten/{nr}/nakijken`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterimComposer {
    /// Field `begrip`: what we read, and what it means for them.
    pub understood: String,
    /// Field `reden`.
    pub reason: String,
    /// Field `nu`.
    pub now: String,
    /// Field `tussen_wie`.
    pub who: String,
    /// Field `tot`.
    pub until: String,
    /// The latest day that may be named.
    pub latest: Date,
    /// Everybody who may be named.
    pub people: Vec<SelectOption>,
    /// Field `te_laat`; nothing when it isn't late.
    pub delay: Option<String>,
    /// It is the second one: only the supervisor sends it.
    pub second: bool,
    /// Linked complaints that may get the same interim.
    pub along: Along,
    /// Files that came in already: field `bijlage`; more come in field `bestanden`.
    pub files: Vec<FileItem>,
}

impl InterimComposer {
    /// The people, with one chosen.
    pub fn colleagues(&self) -> Vec<SelectOption> {
        words::chosen(&self.people, &self.who)
    }
}

/// A talk, or an answer that was given elsewhere. Posts to `/werk/klachten/{nr}/gesprek`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TalkComposer {
    /// Field `afspraak`.
    pub agreed: String,
    /// Field `gesprek_hoe`: `gesproken`, `gemaild`, `gepost`.
    pub how: String,
    /// Field `gesprek_datum`.
    pub date: String,
    /// Field `gesprek_uur`.
    pub time: String,
    /// Box `was_antwoord` (`ja`).
    pub was_answer: bool,
    /// Field `te_laat`, for an answer that comes late; nothing when it doesn't.
    pub delay: Option<String>,
    /// Files that came in already: field `bijlage`; more come in field `bestanden`.
    pub files: Vec<FileItem>,
    /// A mail was read into it, from field `mail`.
    pub mail: MailRead,
}

/// Whether a mail stands in the form of a talk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MailRead {
    /// No mail was read.
    #[default]
    No,
    /// All of it.
    Whole,
    /// Without the older words that it quoted.
    CutShort,
}

impl TalkComposer {
    pub(super) fn read(&self) -> bool {
        self.mail != MailRead::No
    }

    /// The mail was read, and its time can't be right.
    pub(super) fn undated(&self) -> bool {
        self.read() && self.date.is_empty()
    }
}

/// What stands under the tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Composer {
    /// An answer.
    Answer(Box<AnswerComposer>),
    /// An interim.
    Interim(InterimComposer),
    /// A talk.
    Talk(TalkComposer),
    /// A note, field `nota`; posts to `/werk/klachten/{nr}/nota`.
    Note(String),
    /// Another message, field `tekst`; posts to `/werk/klachten/{nr}/nakijken`.
    Message {
        /// What it is.
        sort: Sort,
        /// What was typed.
        words: String,
        /// The day by which they wait for an answer that this isn't, and whether that day is over.
        waits: Option<(Date, bool)>,
    },
}

/// What stands with a message: how to write it, and for a short one that it promises and keeps nothing.
pub(super) fn tip(t: &Texts, sort: Sort, waits: &Option<(Date, bool)>) -> String {
    if sort != Sort::Message {
        return t.m("answer-words-tip");
    }
    let promises = t.m("message-promises");
    match waits {
        None => promises,
        Some((day, late)) => {
            let key = if *late {
                Key("message-waits-late")
            } else {
                Key("message-waits")
            };
            format!("{promises} {}", t.a(key).with("date", t.date(day)))
        }
    }
}

impl Composer {
    /// The same with files that came in already, where files can go along.
    #[must_use]
    pub fn with_files(mut self, files: Vec<FileItem>) -> Composer {
        match &mut self {
            Composer::Answer(answer) => answer.files = files,
            Composer::Interim(interim) => interim.files = files,
            Composer::Talk(talk) => talk.files = files,
            _ => {}
        }
        self
    }

    /// The same with linked complaints that may get it too, where one draft can go to several.
    #[must_use]
    pub fn with_along(mut self, along: Along) -> Composer {
        match &mut self {
            Composer::Answer(answer) => answer.along = along,
            Composer::Interim(interim) => interim.along = along,
            _ => {}
        }
        self
    }

    /// What it is.
    pub fn sort(&self) -> Sort {
        match self {
            Composer::Answer(_) => Sort::Answer,
            Composer::Interim(_) => Sort::Interim,
            Composer::Talk(_) => Sort::Talk,
            Composer::Note(_) => Sort::Note,
            Composer::Message { sort, .. } => *sort,
        }
    }
}

#[cfg(test)]
impl DifferentlyTyped {
    pub(crate) fn sample() -> DifferentlyTyped {
        DifferentlyTyped {
            chosen: "ja".into(),
            later_until: Some(jiff::civil::date(2026, 12, 24)),
            yes_cause: "agreement".into(),
            what: "Wie een klacht aan de telefoon krijgt, belt dezelfde dag terug.".into(),
            criterion: "Geen klacht hierover in 3 maanden".into(),
            owner: "jan".into(),
            from: "2026-12-07".into(),
            tell_date: true,
            people: words::sample_people(),
            groups: words::sample_people(),
            agreed: words::sample_people(),
            ..DifferentlyTyped::default()
        }
    }
}

#[cfg(test)]
impl AnswerComposer {
    pub(crate) fn sample() -> AnswerComposer {
        use jiff::civil::date;
        AnswerComposer {
            words: super::letter::skeleton(Texts::Dutch, "Rik"),
            outcomes: vec!["upheld".into()],
            offers: vec![
                OfferRow {
                    what: "De installateur zet de ketel juist".into(),
                    who: "jan".into(),
                    by: "2026-11-27".into(),
                },
                OfferRow::default(),
            ],
            people: words::sample_people(),
            differently: Some(DifferentlyTyped::sample()),
            delay: Some(String::new()),
            files: vec![FileItem::sample()],
            effects: vec![
                SendEffect::Complainant {
                    name: "Rik".into(),
                    by: "email".into(),
                    whole: true,
                },
                SendEffect::Management,
                SendEffect::Board("Chris".into()),
                SendEffect::Promises(vec![date(2026, 11, 27), date(2026, 12, 7)]),
                SendEffect::EvaluationLater(date(2026, 12, 24)),
                SendEffect::Measure("Jan".into()),
                SendEffect::Supervisor("Bart".into()),
            ],
            along: Along::sample(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_is_found_by_its_code() {
        for sort in [
            Sort::Answer,
            Sort::Interim,
            Sort::Talk,
            Sort::Note,
            Sort::Delay,
            Sort::Outcome,
            Sort::ConcernReply,
            Sort::SecondLook,
            Sort::Message,
        ] {
            assert_eq!(Sort::from_code(sort.code()), Some(sort));
        }
        assert_eq!(Sort::from_code("x"), None);
    }

    #[test]
    fn a_short_message_says_what_they_still_wait_for() {
        let day = jiff::civil::date(2026, 11, 30);
        let of = |waits| tip(&Texts::Dutch, Sort::Message, &waits);
        assert!(of(None).contains("belooft niets"));
        assert!(!of(None).contains("wacht"));
        assert!(of(Some((day, false))).contains("ten laatste op maandag 30 november"));
        assert!(of(Some((day, true))).contains("te laat"));
    }
}
