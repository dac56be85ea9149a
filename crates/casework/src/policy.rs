//! A published complaints policy as data: what is promised, by whom, by when, and in which words it was published.

mod check;
mod deadline;
mod parse;
mod places;
mod problem;
mod spans;
mod term;
mod text;

pub use check::{PAGES, RIGHTS, check};
pub use deadline::{DeadlineLines, deadline_lines};
pub use problem::{PolicyFile, Problem, ProblemCode};
pub use spans::Units;
pub use term::{CountFrom, LastDay, Term};

use crate::promise::PromiseKey;
use crate::vocabulary::{ComplainantKind, FactKind, Nature, Role, SecondPerson, Step, SupervisorAnswers};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One numbered version of a policy, as parsed from its file and its source text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Short name, such as `wooncoop`.
    pub key: String,
    /// The number of the version, from 1.
    pub version: u32,
    /// The civil date from which it is in force, `2026-10-01`.
    pub in_force_from: String,
    /// BCP 47 tag of the language it is published in.
    pub language: String,
    /// IANA name of the time zone in which its days are counted.
    pub time_zone: String,
    /// Which days are holidays: `BE` (the ten legal holidays) or `none`.
    pub holidays: String,
    /// The title of the published page.
    pub title: String,
    /// What days, weeks and months are called in that language, so that its texts can name its own terms. Versions
    /// from before this have none.
    #[serde(default)]
    pub units: Option<Units>,
    /// Who publishes it.
    pub organisation: Organisation,
    /// What staff may do, who takes part in which step, periods that no promise holds.
    pub settings: Settings,
    /// The steps of the plain version on `/beleid`, in order.
    #[serde(default)]
    pub steps: Vec<PlainStep>,
    /// Who may complain, and what is asked of them first.
    pub kinds: Vec<KindRule>,
    /// Sentences of the source text that are carried out.
    pub clauses: Vec<Clause>,
    /// Spans of the source text that promise nothing, each with the reason.
    #[serde(default)]
    pub informative: Vec<Informative>,
    /// What is owed.
    pub promises: Vec<PromiseRule>,
    /// Themes a complainant can choose.
    #[serde(default)]
    pub themes: Vec<Choice>,
    /// The published text, word for word; not in the file itself but beside it.
    #[serde(skip)]
    pub source: String,
}

/// The organisation as it presents itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Full name.
    pub name: String,
    /// Name in running text.
    pub short_name: String,
    /// Telephone number as printed.
    pub phone: String,
    /// The same for `tel:` links.
    pub phone_link: String,
    /// General address.
    pub email: String,
    /// In danger: what to call, in order (`112` first).
    #[serde(default)]
    pub emergency: Vec<Emergency>,
    /// Help outside the organisation, named in every answer, by kind of complainant.
    #[serde(default)]
    pub elsewhere: Vec<Elsewhere>,
}

/// A number to call in danger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emergency {
    /// For what.
    pub label: String,
    /// As printed.
    pub phone: String,
    /// For `tel:` links.
    pub phone_link: String,
}

/// A door outside the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elsewhere {
    /// For which kinds; empty: for all.
    #[serde(default)]
    pub kinds: Vec<ComplainantKind>,
    /// One plain sentence.
    pub text: String,
}

/// Settings that a policy may vary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// When the supervisor may answer in the handler's place.
    pub supervisor_may_answer: SupervisorAnswers,
    /// Second person per step; a step that isn't listed: `informed`.
    #[serde(default)]
    pub second_person: BTreeMap<Step, SecondPerson>,
    /// The least number of people who may act when nobody opened a complaint.
    pub pool_at_least: u32,
    /// Local hour by which a new complaint must be opened on the first working day, else the pool is told.
    pub opened_by_hour: i8,
    /// Local hour of the last day at which handler and supervisor get a prefilled interim.
    pub interim_reminder_hour: i8,
    /// Local hour of the morning mail.
    pub morning_hour: i8,
    /// An interim's date lies at most so many working days after it was sent.
    pub interim_at_most_working_days: u32,
    /// Whatever interims say, the answer comes within so many calendar days of receipt.
    pub answer_within_days: u32,
    /// The second and later interims are the supervisor's.
    pub second_interim_by_supervisor: bool,
    /// The reminder of the follow-up question goes out after so many working days.
    pub follow_up_reminder_working_days: u32,
    /// A complaint about something longer ago than so many months may be refused.
    pub refuse_after_months: u32,
    /// Months that identity is kept after the end.
    pub keep_identity_months: u32,
    /// Months that words are kept after the end.
    pub keep_words_months: u32,
    /// Months that what concerns an employee is kept after the end, unless it was found that somebody was treated badly.
    /// Versions from before it could be chosen say 6.
    #[serde(default = "respondent_before_it_could_be_chosen")]
    pub keep_respondent_months: u32,
    /// Months that a file is kept after the end that was marked to go sooner. Versions from before it could be chosen say 6.
    #[serde(default = "special_files_before_it_could_be_chosen")]
    pub keep_special_files_months: u32,
    /// What will be forgotten is said so many days before, and not forgotten sooner. Versions from before it could be chosen say 30.
    #[serde(default = "announced_before_it_could_be_chosen")]
    pub announce_forgetting_days: u32,
}

fn respondent_before_it_could_be_chosen() -> u32 {
    6
}

fn special_files_before_it_could_be_chosen() -> u32 {
    6
}

fn announced_before_it_could_be_chosen() -> u32 {
    30
}

/// One of the plain steps under which clauses are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainStep {
    /// Referred to by clauses.
    pub key: String,
    /// Heading in plain words.
    pub title: String,
}

/// A kind of complainant and the step that the policy asks of them first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRule {
    /// The kinds that share this step.
    pub kinds: Vec<ComplainantKind>,
    /// The last part of the page's address, such as `bewoner`.
    pub page: String,
    /// What a person chooses on the home page.
    pub choice: String,
    /// One line below it.
    pub choice_help: String,
    /// The advice before a complaint, in plain sentences.
    pub before: String,
    /// Who is the first contact: a contact by project and theme, the staff representative, or the general address.
    pub contact: ContactRule,
    /// The clause.
    pub clause: String,
    /// A notice that must be read before sending (employees: formal requests go another way).
    #[serde(default)]
    pub notice: Option<String>,
}

/// Who hears a concern first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactRule {
    /// By project and theme, from the organisation's table.
    ByProject,
    /// The colleague who looks after the staff's interests.
    StaffRepresentative,
    /// Whoever reads the general address.
    GeneralAddress,
}

/// A sentence of the published text that is carried out by something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Short stable key; anchors are `#z-<key>`.
    pub key: String,
    /// Literal words of the source text (only white space and Unicode form are normalised).
    pub quote: String,
    /// Under which plain step it is shown.
    #[serde(default)]
    pub step: Option<String>,
    /// How we fill it in, in plain words: our own choice, shown apart. `{answer}` stands for the term of that promise.
    #[serde(default)]
    pub ours: Option<String>,
    /// Rights that the program gives, such as `exclude_reader`.
    #[serde(default)]
    pub rights: Vec<String>,
    /// Pages that carry it out, such as `/melden`.
    #[serde(default)]
    pub pages: Vec<String>,
    /// Names of journey tests that show it.
    #[serde(default)]
    pub journeys: Vec<String>,
}

/// A span of the source that promises nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Informative {
    /// Literal words.
    pub quote: String,
    /// Why nothing needs to carry it out.
    pub reason: String,
}

/// A code with the words people choose it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Stable code: lower-case letters, digits and dashes.
    pub code: String,
    /// The words.
    pub label: String,
}

/// What the program itself does on the last day of something owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnLastDay {
    /// Sends handler and supervisor a prefilled interim.
    RemindInterim,
    /// Asks the complainant whether it is solved.
    AskFollowUp,
    /// Reminds the one who owes it.
    Remind,
    /// Asks the sender of a concern whether it is solved or a complaint: on the morning after, not while a reply may come.
    AskConcern,
}

/// A rule from which promises or targets are made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromiseRule {
    /// Stable key.
    pub key: PromiseKey,
    /// Promise or target.
    pub nature: Nature,
    /// Title for the complainant, before it is kept ("Je krijgt antwoord").
    pub title: String,
    /// Title for staff ("Antwoord of tussenbericht").
    pub task: String,
    /// Facts that open it each time, unless one of `covered_by` is open.
    #[serde(default)]
    pub opened_by: Vec<FactKind>,
    /// Facts that open it only when none of this key was opened since the start or the last reopening.
    #[serde(default)]
    pub first_opened_by: Vec<FactKind>,
    /// Only for complainants of one of these kinds; empty: all.
    #[serde(default)]
    pub for_kinds: Vec<ComplainantKind>,
    /// Not for complainants of these kinds.
    #[serde(default)]
    pub not_for_kinds: Vec<ComplainantKind>,
    /// Not opened while something of these keys is open.
    #[serde(default)]
    pub covered_by: Vec<PromiseKey>,
    /// The facts to which `covered_by` applies; empty: to all.
    #[serde(default)]
    pub covered_for: Vec<FactKind>,
    /// Opened only while something of one of these keys is open; empty: always. So an interim during a second
    /// look opens another date than one before the answer.
    #[serde(default)]
    pub only_while: Vec<PromiseKey>,
    /// How long.
    pub term: Term,
    /// From what.
    #[serde(default)]
    pub count_from: CountFrom,
    /// What a term in days or months does when its last day isn't a working day.
    #[serde(default)]
    pub last_day: LastDay,
    /// Facts that keep it.
    pub kept_by: Vec<FactKind>,
    /// Facts that replace it by what they open (an interim by its date).
    #[serde(default)]
    pub replaced_by: Vec<FactKind>,
    /// Listed facts that release it (and while a way out holds, it isn't opened).
    #[serde(default)]
    pub released_by: Vec<FactKind>,
    /// Who owes it.
    pub owed_by: Role,
    /// To whom.
    pub owed_to: Role,
    /// Who is told when it is missed.
    #[serde(default)]
    pub told_when_missed: Vec<Role>,
    /// What the program does on its last day.
    #[serde(default)]
    pub on_last_day: Option<OnLastDay>,
    /// The clause whose words it carries out.
    #[serde(default)]
    pub clause: Option<String>,
    /// The clause for some complainants, or after some facts, instead: the first that fits.
    #[serde(default)]
    pub clause_for: Vec<ClauseFor>,
    /// More clauses whose words it carries out, whoever complains.
    #[serde(default)]
    pub also: Vec<String>,
    /// The term, or the whole of it, is our own choice: (P).
    #[serde(default)]
    pub ours: bool,
}

/// The clause of a promise for some complainants, or after some facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseFor {
    /// The clause.
    pub clause: String,
    /// For complainants of one of these kinds; empty: all.
    #[serde(default)]
    pub kinds: Vec<ComplainantKind>,
    /// Opened by one of these facts; empty: by any.
    #[serde(default)]
    pub opened_by: Vec<FactKind>,
}

impl PromiseRule {
    /// The clause whose words it carries out for this complainant after this fact.
    pub fn clause_of(&self, kinds: &[ComplainantKind], fact: FactKind) -> Option<&str> {
        let fits = |one: &&ClauseFor| {
            (one.kinds.is_empty() || one.kinds.iter().any(|kind| kinds.contains(kind)))
                && (one.opened_by.is_empty() || one.opened_by.contains(&fact))
        };
        let other = self.clause_for.iter().find(fits).map(|one| one.clause.as_str());
        other.or(self.clause.as_deref())
    }

    /// Every clause whose words it carries out, for anybody.
    pub fn clauses(&self) -> impl Iterator<Item = &str> {
        let others = self.clause_for.iter().map(|one| one.clause.as_str());
        let also = self.also.iter().map(String::as_str);
        self.clause.as_deref().into_iter().chain(others).chain(also)
    }
}

impl Policy {
    /// The rule with this key.
    pub fn rule(&self, key: &str) -> Option<&PromiseRule> {
        self.promises.iter().find(|rule| rule.key == key)
    }

    /// The clause with this key.
    pub fn clause(&self, key: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.key == key)
    }

    /// The step before a complaint for these kinds; the strictest confidentiality (employee) wins.
    pub fn kind_rule(&self, kinds: &[ComplainantKind]) -> Option<&KindRule> {
        let order = [
            ComplainantKind::Employee,
            ComplainantKind::Resident,
            ComplainantKind::Cooperator,
            ComplainantKind::ThirdParty,
        ];
        order
            .iter()
            .filter(|kind| kinds.contains(kind))
            .find_map(|kind| self.kinds.iter().find(|rule| rule.kinds.contains(kind)))
    }

    /// How a second person takes part in a step; `informed` when the policy doesn't say.
    pub fn second_person(&self, step: Step) -> SecondPerson {
        self.settings
            .second_person
            .get(&step)
            .copied()
            .unwrap_or(SecondPerson::Informed)
    }
}
