//! The composer: which messages may be written in a case, what stands in them at first, and what was typed.

use super::lines;
use super::offered;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use casework::access::{Action, CaseView, Relation};
use casework::case::Case;
use casework::case::interim::{is_second, promised};
use casework::case::second::is_required;
use casework::engine::Working;
use casework::event::{Author, Purpose};
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::policy::Policy;
use casework::promise::Owed;
use casework::vocabulary::{FactKind, Role, Step, SupervisorAnswers};
use desk::Version;
use desk::read::Reading;
use jiff::civil::Date;
use render::Texts;
use render::form::SelectOption;
use render::pages::work::composer::{
    AnswerComposer, Composer, DifferentlyTyped, InterimComposer, MailRead, Sort, TalkComposer,
};
use render::pages::work::parts::SendEffect;
use render::pages::work::{letter, words};

/// A case that somebody reads, and who.
pub struct Desk<'a> {
    /// The case.
    pub reading: &'a Reading,
    /// The reader.
    pub me: &'a PersonId,
    /// The language.
    pub t: Texts,
}

impl Desk<'_> {
    pub fn view(&self) -> &CaseView {
        &self.reading.view
    }

    pub fn case(&self) -> &Case {
        self.reading.view.case()
    }

    pub fn version(&self) -> &Version {
        &self.reading.version
    }

    pub fn policy(&self) -> &Policy {
        &self.reading.version.policy
    }

    pub fn now(&self) -> Moment {
        self.reading.now
    }

    /// The name of the reader.
    pub fn my_name(&self) -> String {
        self.reading.directory.name(self.me).to_owned()
    }

    /// Everybody who may be named in a message or measure.
    pub fn people(&self) -> Vec<SelectOption> {
        let excluded: Vec<&PersonId> = self.case().excluded.iter().collect();
        lines::people(
            self.t,
            &self.reading.organisation,
            &self.reading.directory,
            &excluded,
        )
    }

    fn is(&self, relation: Relation) -> bool {
        self.view().relations().contains(&relation)
    }

    /// What is owed to the complainant by whoever answers.
    fn owed_answer(&self) -> Option<&Owed> {
        let rule_keeps = |owed: &&Owed| {
            let rule = self.policy().rule(&owed.key);
            rule.is_some_and(|rule| {
                rule.kept_by.contains(&FactKind::AnswerDelivered) && rule.owed_to == Role::Complainant
            })
        };
        self.case()
            .open_owed()
            .filter(rule_keeps)
            .min_by_key(|owed| owed.due_at)
    }

    /// An interim was sent since the complainant waits: the next one may be the supervisor's.
    pub fn second_interim(&self) -> bool {
        self.policy().settings.second_interim_by_supervisor && is_second(self.case())
    }

    /// The reader follows the complaint as a member of management, and somebody else would answer.
    pub fn stands_in(&self) -> bool {
        self.is(Relation::Supervisor) && !self.is(Relation::Handler)
    }

    /// Whether the reader may answer: the handler, or the supervisor as the policy says.
    fn may_answer(&self) -> bool {
        if !self.view().may(Action::Answer) {
            return false;
        }
        if !self.stands_in() {
            return true;
        }
        match self.policy().settings.supervisor_may_answer {
            SupervisorAnswers::Always => true,
            SupervisorAnswers::Never => false,
            // Needed is: today is the last day, or it is late.
            SupervisorAnswers::WhenNeeded => self.owed_answer().is_some_and(|owed| {
                let zone = &self.version().calendar.zone;
                owed.due_at.last_day(zone) <= self.now().date(zone)
            }),
        }
    }

    /// The policy promises that a person says what we understood, and nobody did.
    fn owes_acknowledgement(&self) -> bool {
        let case = self.case();
        let keeps = |owed: &Owed| {
            let rule = self.policy().rule(&owed.key);
            rule.is_some_and(|rule| rule.kept_by.contains(&FactKind::Acknowledged))
        };
        let on_its_way = case
            .messages
            .iter()
            .any(|one| one.is_for(Purpose::Acknowledgement) && one.delivered.is_none());
        case.open_owed().any(keeps) && !on_its_way
    }

    /// The result of the evaluation is owed, and no message that tells it is on its way.
    fn owes_outcome(&self) -> bool {
        let case = self.case();
        let keeps = |owed: &Owed| {
            self.policy()
                .rule(&owed.key)
                .is_some_and(|rule| rule.kept_by.contains(&FactKind::OutcomeDelivered))
        };
        let on_its_way = case
            .messages
            .iter()
            .any(|one| one.is_for(Purpose::Outcome) && one.delivered.is_none());
        case.open_owed().any(keeps) && !on_its_way
    }

    /// What may be written, in the order of the tabs.
    pub fn sorts(&self) -> Vec<Sort> {
        let (case, view) = (self.case(), self.view());
        let mut sorts = Vec::new();
        if view.may(Action::Review) {
            sorts.push(Sort::SecondLook);
        }
        if !case.is_complaint() && view.may(Action::ReplyToConcern) {
            sorts.push(Sort::ConcernReply);
        }
        if self.owes_acknowledgement() && self.may_answer() {
            sorts.push(Sort::Acknowledgement);
        }
        if case.is_complaint() && self.may_answer() {
            sorts.push(Sort::Answer);
        }
        // The supervisor sends a second one, or agrees to it; one that keeps to the date is anybody's who answers.
        let proposes = is_required(self.policy(), Step::SecondInterim);
        let interim = if self.second_interim() {
            self.stands_in() || ((proposes || promised(self.case()).is_some()) && self.may_answer())
        } else {
            self.may_answer()
        };
        if case.is_complaint() && interim && self.owed_answer().is_some() {
            sorts.push(Sort::Interim);
        }
        if case.owes_explanation(self.now()) && view.may(Action::Answer) {
            sorts.push(Sort::Delay);
        }
        if view.may(Action::FollowUp) && self.owes_outcome() {
            sorts.push(Sort::Outcome);
        }
        if view.may(Action::Deliver) && view.may(Action::Note) {
            sorts.push(Sort::Message);
            sorts.push(Sort::Talk);
        }
        if view.may(Action::Note) {
            sorts.push(Sort::Note);
        }
        sorts
    }

    /// What stands open at first: what is owed, or a note.
    pub fn first_sort(&self, sorts: &[Sort]) -> Option<Sort> {
        let owed = self.owed_answer().is_some() || !self.case().is_complaint();
        let wanted = |sort: &Sort| match sort {
            Sort::Answer | Sort::ConcernReply => owed,
            Sort::SecondLook | Sort::Delay | Sort::Outcome | Sort::Acknowledgement => true,
            _ => false,
        };
        sorts
            .iter()
            .copied()
            .find(wanted)
            .or_else(|| sorts.contains(&Sort::Note).then_some(Sort::Note))
    }

    /// The composer with what was typed, or as it is at first.
    pub fn composer(&self, sort: Sort, typed: Option<&Fields>) -> Composer {
        match sort {
            Sort::Answer => Composer::Answer(Box::new(self.answer(typed))),
            Sort::Interim => Composer::Interim(self.interim(typed)),
            Sort::Talk => Composer::Talk(self.talk(typed)),
            Sort::Note => Composer::Note(typed.map_or("", |fields| fields.get("nota")).to_owned()),
            Sort::Delay
            | Sort::Outcome
            | Sort::ConcernReply
            | Sort::SecondLook
            | Sort::Acknowledgement
            | Sort::Message => {
                let plain = || letter::plain(self.t, &lines::name(self.view()), &self.my_name());
                Composer::Message {
                    sort,
                    words: typed.map_or_else(plain, |fields| fields.get("tekst").to_owned()),
                    waits: self.waits(),
                }
            }
        }
    }

    /// The day by which they wait for an answer to a complaint or a concern, and whether it is over.
    fn waits(&self) -> Option<(Date, bool)> {
        let replies = |owed: &&Owed| {
            let rule = self.policy().rule(&owed.key);
            let kept_by = |fact| rule.is_some_and(|rule| rule.kept_by.contains(&fact));
            owed.owed_to == Role::Complainant
                && (kept_by(FactKind::AnswerDelivered) || kept_by(FactKind::ConcernAnswered))
        };
        let owed = self
            .case()
            .open_owed()
            .filter(replies)
            .min_by_key(|owed| owed.due_at)?;
        let day = owed.due_at.last_day(&self.version().calendar.zone);
        Some((day, owed.is_late(self.now())))
    }

    /// Why it is late, as typed; nothing when nothing has to be explained.
    fn delay(&self, typed: Option<&Fields>) -> Option<String> {
        let late = self.case().owes_explanation(self.now());
        late.then(|| typed.map_or("", |fields| fields.get("te_laat")).to_owned())
    }

    fn answer(&self, typed: Option<&Fields>) -> AnswerComposer {
        let case = self.case();
        let get = |name: &str| typed.map_or("", |fields| fields.get(name)).to_owned();
        let skeleton = || letter::skeleton(self.t, &lines::name(self.view()));
        AnswerComposer {
            words: typed.map_or_else(skeleton, |fields| fields.get("tekst").to_owned()),
            outcomes: (1..=case.points.len())
                .map(|n| get(&format!("uitkomst_{n}")))
                .collect(),
            offers: offered::rows(typed),
            people: self.people(),
            differently: self.differently(typed, true),
            delay: self.delay(typed),
            files: Vec::new(),
            effects: self.always(true),
            along: Default::default(),
        }
    }

    /// "Moeten we anders werken?" as typed; nothing when it was decided.
    pub fn differently(&self, typed: Option<&Fields>, or_later: bool) -> Option<DifferentlyTyped> {
        if !self.may_decide() {
            return None;
        }
        let get = |name: &str| typed.map_or("", |fields| fields.get(name)).to_owned();
        Some(DifferentlyTyped {
            chosen: get("anders"),
            apart: !or_later,
            later_until: or_later.then(|| self.evaluate_by()).flatten(),
            no_reason: get("nee_reden"),
            no_cause: get("nee_oorzaak"),
            yes_reason: get("ja_reden"),
            yes_cause: get("ja_oorzaak"),
            what: get("maatregel_wat"),
            criterion: get("maatregel_criterium"),
            owner: get("maatregel_wie"),
            reviewer: get("maatregel_kijkt_na"),
            group: get("maatregel_groep"),
            from: get("maatregel_vanaf"),
            tell_date: typed.is_some_and(|fields| fields.given("maatregel_zeg_datum").is_some()),
            agreed: self.joinable(),
            same: get("maatregel_al"),
            same_cause: get("al_oorzaak"),
            same_reason: get("al_reden"),
            same_tell_date: typed.is_some_and(|fields| fields.given("al_zeg_datum").is_some()),
            people: self.people(),
            groups: lines::groups(self.t, &self.reading.organisation, &self.reading.directory),
        })
    }

    /// What was agreed before and may be agreed on here too, "choose" on top; empty when there is none.
    fn joinable(&self) -> Vec<SelectOption> {
        let known = &self.reading.joinable;
        if known.is_empty() {
            return Vec::new();
        }
        let mut options = words::choose(&self.t, &[], "");
        options.extend(known.iter().map(|one| SelectOption {
            value: one.measure.id.to_string(),
            label: one.what.clone(),
            chosen: false,
        }));
        options
    }

    fn interim(&self, typed: Option<&Fields>) -> InterimComposer {
        let get = |name: &str| typed.map_or("", |fields| fields.get(name)).to_owned();
        let latest = self.latest_interim();
        // A date that was promised already stands, unless somebody chooses another.
        let zone = &self.version().calendar.zone;
        let usual = promised(self.case()).map_or(latest, |promised| promised.last_day(zone));
        InterimComposer {
            understood: get("begrip"),
            reason: get("reden"),
            now: get("nu"),
            who: typed.map_or_else(
                || self.me.to_string(),
                |fields| fields.get("tussen_wie").to_owned(),
            ),
            until: typed.map_or_else(|| usual.to_string(), |fields| fields.get("tot").to_owned()),
            latest,
            people: self.people(),
            delay: self.delay(typed),
            second: self.second_interim(),
            along: Default::default(),
            files: Vec::new(),
        }
    }

    fn talk(&self, typed: Option<&Fields>) -> TalkComposer {
        let get = |name: &str| typed.map_or("", |fields| fields.get(name)).to_owned();
        let local = self.now().local(&self.version().calendar.zone);
        TalkComposer {
            agreed: get("afspraak"),
            how: get("gesprek_hoe"),
            date: typed.map_or_else(
                || local.date().to_string(),
                |fields| fields.get("gesprek_datum").to_owned(),
            ),
            time: get("gesprek_uur"),
            was_answer: typed.is_some_and(|fields| fields.given("was_antwoord").is_some()),
            delay: self.delay(typed),
            files: Vec::new(),
            mail: match get("mail_gelezen").as_str() {
                "" => MailRead::No,
                "ingekort" => MailRead::CutShort,
                _ => MailRead::Whole,
            },
        }
    }

    /// The latest day that an interim may name.
    pub fn latest_interim(&self) -> Date {
        let work = Working::on(
            self.case().clone(),
            self.version().rules(),
            self.now(),
            Some(self.me.clone()),
        );
        casework::case::interim::latest(&work).last_day(&self.version().calendar.zone)
    }

    /// The evaluation is still to be decided, or may be decided along with an answer.
    pub fn may_decide(&self) -> bool {
        let case = self.case();
        let in_this_round = case
            .decided()
            .is_some_and(|one| case.reopened_at.is_none_or(|reopened| one.at >= reopened));
        !in_this_round || self.owed_evaluation().is_some()
    }

    /// The evaluation that is owed.
    pub fn owed_evaluation(&self) -> Option<&Owed> {
        let evaluates = |owed: &&Owed| {
            self.policy()
                .rule(&owed.key)
                .is_some_and(|rule| rule.kept_by.contains(&FactKind::Evaluated))
        };
        self.case().open_owed().find(evaluates)
    }

    /// Until when the evaluation may be decided later: the day it is owed by, or will be.
    pub fn evaluate_by(&self) -> Option<Date> {
        let calendar = &self.version().calendar;
        if let Some(owed) = self.owed_evaluation() {
            return Some(owed.due_at.last_day(&calendar.zone));
        }
        let rule = self.policy().promises.iter().find(|rule| {
            let opens = rule.opened_by.contains(&FactKind::AnswerDelivered)
                || rule.first_opened_by.contains(&FactKind::AnswerDelivered);
            opens && rule.kept_by.contains(&FactKind::Evaluated)
        })?;
        Some(rule.due(calendar, self.now(), None)?.last_day(&calendar.zone))
    }

    /// When we will ask whether it is solved, if this answer is the first or offers something later; `offered` is the last
    /// day of what it offers.
    pub fn ask_on(&self, offered: Option<Date>) -> Option<Date> {
        let calendar = &self.version().calendar;
        let rule = self.policy().promises.iter().find(|rule| {
            rule.first_opened_by.contains(&FactKind::AnswerDelivered)
                && rule.kept_by.contains(&FactKind::FollowUpAsked)
        })?;
        let case = self.case();
        let open = case
            .undertakings
            .iter()
            .filter(|one| one.done_at.is_none())
            .map(|one| one.until);
        let offered = offered.map(|day| calendar.end_of_day(day));
        let last = open.chain(offered).map(|until| until.plus_millis(-1)).max();
        let asks = |owed: &&Owed| owed.key == rule.key && owed.no >= case.round_from;
        let due = match case.owed.iter().rfind(asks) {
            None => rule.due(
                calendar,
                last.map_or(self.now(), |last| last.max(self.now())),
                None,
            )?,
            // The question waits for what is offered later than it would come; asked already, it isn't asked again.
            Some(owed) => {
                Some(rule.due(calendar, last?, None)?).filter(|due| owed.is_open() && *due > owed.due_at)?
            }
        };
        Some(due.last_day(&calendar.zone))
    }

    /// How often the complainant said something so far: what a form carries, so that nobody answers past what came in since.
    pub fn said_so_far(&self) -> usize {
        let case = self.case();
        let wrote = case
            .messages
            .iter()
            .filter(|one| one.author == Author::Complainant);
        let denied = case.undertakings.iter().filter(|one| one.denied_at.is_some());
        wrote.count() + denied.count() + case.verdicts.len() + case.reviews.len()
    }

    /// What any message to the complainant does. `whole`: an e-mail holds it, and not only a link to it.
    pub fn always(&self, whole: bool) -> Vec<SendEffect> {
        let case = self.case();
        let directory = &self.reading.directory;
        let mut effects = vec![SendEffect::Complainant {
            name: lines::name(self.view()),
            by: case.reply_by.code().to_owned(),
            whole,
        }];
        let board = directory.name_of(case.board_member.as_ref());
        if case.is_complaint() && !board.is_empty() {
            effects.push(SendEffect::Board(board.to_owned()));
        }
        let supervisor = case.supervisor.as_ref().filter(|one| *one != self.me);
        effects.extend(supervisor.map(|one| SendEffect::Supervisor(directory.name(one).to_owned())));
        effects
    }
}

/// The case as somebody reads it.
///
/// # Errors
/// It doesn't exist, or not for them.
pub async fn read(app: &App, person: &PersonId, nr: &str) -> Result<Reading, WebError> {
    let mut reading = app.desk.read(person, &super::form::number(nr)?).await?;
    let case = reading.view.case();
    if !case.links.is_empty() {
        reading.joinable = app.desk.measures_of_linked(person, case).await?;
    }
    Ok(reading)
}
