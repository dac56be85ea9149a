//! What the tests start from: the shipped policies, people, days in Brussels, and a case that is lived through.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use casework::calendar::Calendar;
use casework::case::answer::{Answer, Offer, WorkDifferently, answer};
use casework::case::interim::{Interim, interim};
use casework::case::receive::{Assignment, Intake, complaint, concern};
use casework::case::{Case, Recorded, message};
use casework::engine::{Rules, Working};
use casework::event::{ContentRef, Entrusted, Event};
use casework::ids::{CaseId, CaseNumber, ContentId, MeasureId, PersonId};
use casework::moment::Moment;
use casework::policy::Policy;
use casework::promise::Owed;
use casework::refusal::Refusal;
use casework::vocabulary::{Cause, Channel, ComplainantKind, DeliveredBy, ReplyBy};
use jiff::tz::TimeZone;
use std::sync::OnceLock;

/// Wooncoop's policy and the Belgian calendar.
pub fn wooncoop() -> Rules<'static> {
    static RULES: OnceLock<(Policy, Calendar)> = OnceLock::new();
    let file = include_str!("../../../../policies/wooncoop/policy.toml");
    let source = include_str!("../../../../policies/wooncoop/klachtenbeleid.txt");
    rules(&RULES, file, source)
}

/// The two-stage policy and a calendar without holidays.
pub fn housing_ombudsman() -> Rules<'static> {
    static RULES: OnceLock<(Policy, Calendar)> = OnceLock::new();
    let file = include_str!("../../../../policies/housing-ombudsman-2024/policy.toml");
    let source = include_str!("../../../../policies/housing-ombudsman-2024/source.txt");
    rules(&RULES, file, source)
}

fn rules(cell: &'static OnceLock<(Policy, Calendar)>, file: &str, source: &str) -> Rules<'static> {
    let (policy, calendar) = cell.get_or_init(|| {
        let policy = Policy::parse(file, source).expect("a shipped policy can be read");
        let calendar = Calendar::new(&policy.time_zone, &policy.holidays).expect("a known zone");
        (policy, calendar)
    });
    Rules { policy, calendar }
}

/// Where wooncoop's days begin and end.
pub fn brussels() -> TimeZone {
    TimeZone::get("Europe/Brussels").unwrap()
}

/// An instant from local time, `2026-11-06T17:30`.
pub fn at(local: &str) -> Moment {
    Moment::of(local.parse().unwrap(), &brussels())
}

/// The exclusive end of a day, `2026-11-10`.
pub fn end_of(day: &str) -> Moment {
    Moment::end_of(day.parse().unwrap(), &brussels())
}

/// The last day that an exclusive end still covers.
pub fn last_day(due: Moment) -> String {
    due.last_day(&brussels()).to_string()
}

/// Somebody of the organisation.
pub fn p(name: &str) -> PersonId {
    PersonId::from(name)
}

/// Sealed words, told apart by a name.
pub fn words(name: &str) -> ContentRef {
    ContentRef {
        id: ContentId::from(name),
        digest: format!("{:0>64}", name.len()),
    }
}

/// A measure.
pub fn m(name: &str) -> MeasureId {
    MeasureId::from(name)
}

/// Ann answers, Bart supervises, Chris is told.
pub fn usual() -> Assignment {
    Assignment {
        handler: Some(p("ann")),
        supervisor: Some(p("bart")),
        board_member: Some(p("chris")),
    }
}

/// A resident's complaint on the form, heard at this instant.
pub fn intake(heard_at: Moment) -> Intake {
    Intake {
        number: CaseNumber::from_random(2026, 0x4_2187),
        kinds: vec![ComplainantKind::Resident],
        channel: Channel::Form,
        reply_by: ReplyBy::Email,
        language: "nl".to_owned(),
        heard_at,
        project: Some("de-sijs".to_owned()),
        theme: Some("gebouw-lift".to_owned()),
        entrusted: Entrusted {
            title: Some(words("title")),
            story: Some(words("story")),
            remedy: Some(words("remedy")),
            name: Some(words("name")),
            email: Some(words("email")),
            ..Entrusted::default()
        },
        name_may_be_told: false,
        practice: false,
        excluded: Vec::new(),
    }
}

/// An answer that offers nothing and leaves the evaluation for later.
pub fn plain_answer() -> Answer {
    Answer {
        words: words("answer"),
        files: Vec::new(),
        outcomes: Vec::new(),
        offers: Vec::new(),
        differently: WorkDifferently::Later,
        explains_delay: false,
        management: vec![p("bart"), p("mia")],
    }
}

/// An offer by somebody, until the end of a day.
pub fn offer(by: &str, day: &str) -> Offer {
    Offer {
        what: words("offer"),
        by: p(by),
        until: end_of(day),
    }
}

/// "No, because …".
pub fn nothing_changes() -> WorkDifferently {
    WorkDifferently::No {
        cause: Cause::Agreement,
        reason: words("why-nothing-changes"),
    }
}

/// An interim that names a day.
pub fn interim_until(day: &str) -> Interim {
    Interim {
        words: words("interim"),
        files: Vec::new(),
        reason: words("interim-reason"),
        by: p("ann"),
        until: end_of(day),
        explains_delay: false,
    }
}

/// A case that is lived through: its state and its journal.
#[derive(Clone)]
pub struct Life {
    /// The state.
    pub case: Case,
    /// All events.
    pub journal: Vec<Recorded>,
    /// Its rules.
    pub rules: Rules<'static>,
}

impl Life {
    /// A complaint on the form at this local time, under wooncoop's policy.
    pub fn complaint(local: &str) -> Life {
        Life::received(intake(at(local)), at(local))
    }

    /// A complaint from this intake, recorded at this instant.
    pub fn received(intake: Intake, now: Moment) -> Life {
        Life::begun(complaint(&CaseId::from("case"), intake, &usual(), wooncoop(), now, None).unwrap())
    }

    /// A concern that Els hears first.
    pub fn concern(local: &str) -> Life {
        let now = at(local);
        let begun = concern(
            &CaseId::from("case"),
            intake(now),
            &p("els"),
            Some(&p("bart")),
            wooncoop(),
            now,
            None,
        );
        Life::begun(begun.unwrap())
    }

    /// From a decision that began a case.
    pub fn begun(work: Working<'static>) -> Life {
        let rules = work.rules;
        let (case, journal) = work.finish();
        Life { case, journal, rules }
    }

    /// Somebody acts; a refusal is a failure of the test.
    pub fn on<T>(
        &mut self,
        local: &str,
        actor: &str,
        act: impl FnOnce(&mut Working<'_>) -> Result<T, Refusal>,
    ) -> T {
        self.try_at(at(local), Some(p(actor)), act)
            .unwrap_or_else(|refusal| panic!("{local}: refused: {refusal}"))
    }

    /// The complainant acts.
    pub fn complainant<T>(
        &mut self,
        local: &str,
        act: impl FnOnce(&mut Working<'_>) -> Result<T, Refusal>,
    ) -> T {
        self.try_at(at(local), None, act)
            .unwrap_or_else(|refusal| panic!("{local}: refused: {refusal}"))
    }

    /// The refusal that an act meets; the case stays as it was.
    pub fn refused<T>(
        &self,
        local: &str,
        actor: &str,
        act: impl FnOnce(&mut Working<'_>) -> Result<T, Refusal>,
    ) -> Refusal {
        let mut work = Working::on(self.case.clone(), self.rules, at(local), Some(p(actor)));
        let before = work.new_events().len();
        let refusal = act(&mut work).err().expect("this act is refused");
        assert_eq!(
            work.new_events().len(),
            before,
            "a refused act leaves nothing behind"
        );
        refusal
    }

    /// Acts, and takes the events into the journal unless it is refused.
    pub fn try_at<T>(
        &mut self,
        now: Moment,
        actor: Option<PersonId>,
        act: impl FnOnce(&mut Working<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let mut work = Working::on(self.case.clone(), self.rules, now, actor);
        let done = act(&mut work)?;
        let (case, events) = work.finish();
        self.case = case;
        self.journal.extend(events);
        Ok(done)
    }

    /// The sweep passes.
    pub fn sweep(&mut self, local: &str) {
        self.try_at(at(local), None, |_| Ok(())).unwrap();
    }

    /// A plain answer is sent and delivered.
    pub fn answered(&mut self, local: &str) -> u32 {
        self.answers(local, plain_answer())
    }

    /// This answer is sent by Ann and delivered.
    pub fn answers(&mut self, local: &str, given: Answer) -> u32 {
        let message = self.on(local, "ann", |work| answer(work, &p("ann"), given));
        self.delivered(local, message);
        message
    }

    /// This interim is sent by Ann and delivered.
    pub fn interim(&mut self, local: &str, given: Interim) -> u32 {
        let message = self.on(local, "ann", |work| interim(work, &p("ann"), given));
        self.delivered(local, message);
        message
    }

    /// A message is delivered by mail.
    pub fn delivered(&mut self, local: &str, message: u32) {
        self.on(local, "ann", |work| {
            message::delivered(work, message, DeliveredBy::Mail, work.now)
        });
    }

    /// The keys of what is still owed, sorted.
    pub fn open(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = self.case.open_owed().map(|owed| owed.key.as_str()).collect();
        keys.sort_unstable();
        keys
    }

    /// The newest thing owed with this key.
    pub fn owed(&self, key: &str) -> &Owed {
        self.case
            .owed
            .iter()
            .rev()
            .find(|owed| owed.key == key)
            .unwrap_or_else(|| panic!("no {key} was ever owed"))
    }

    /// Whether something with this key was ever owed.
    pub fn ever_owed(&self, key: &str) -> bool {
        self.case.owed.iter().any(|owed| owed.key == key)
    }

    /// The last day of the newest thing owed with this key.
    pub fn due(&self, key: &str) -> String {
        last_day(self.owed(key).due_at)
    }

    /// How many events of the journal satisfy this.
    pub fn count(&self, wanted: impl Fn(&Event) -> bool) -> usize {
        self.journal.iter().filter(|one| wanted(&one.event)).count()
    }

    /// The state that the journal alone gives.
    pub fn replayed(&self) -> Case {
        Case::replay(&self.case.id, &self.journal).unwrap()
    }
}

/// Ann excludes somebody, and says why.
pub fn exclude(
    work: &mut Working<'_>,
    person: &PersonId,
    instead: casework::case::assign::Replacements,
) -> Result<(), Refusal> {
    casework::case::assign::exclude(work, &p("ann"), person, words("why-excluded"), instead)
}
