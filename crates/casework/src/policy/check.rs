//! Whether a policy is whole and makes sense: every word of the text accounted for, nothing promised that can't be kept.

mod cover;
mod numbers;
mod refer;
mod sense;

use super::Policy;
use super::places::{Hop, Places};
use super::problem::{Problem, ProblemCode};

/// The rights that the program gives to complainants and board members; a clause may name no others.
pub const RIGHTS: &[&str] = &[
    "add_to_complaint",
    "anonymous",
    "board_member_asks",
    "board_member_decides_alone",
    "choose_channel",
    "complain_without_step_before",
    "deny_undertaking",
    "exclude_reader",
    "follow_with_code",
    "read_policy_without_account",
    "report_retaliation",
    "second_look",
    "tell_steps_taken",
    "withdraw",
];

/// The pages that the program has; a clause may name no others.
pub const PAGES: &[&str] = &[
    "/",
    "/aanmelden",
    "/bedankt",
    "/beleid",
    "/beleid/zinnen",
    "/bestuur",
    "/bestuur/agenda",
    "/bestuur/klachten/{nr}",
    "/contact",
    "/klacht/bewoner",
    "/klacht/derde",
    "/klacht/medewerker",
    "/klacht/nieuw/antwoord",
    "/klacht/nieuw/lezers",
    "/klacht/nieuw/nakijken",
    "/klacht/nieuw/oplossing",
    "/klacht/nieuw/verhaal",
    "/melden",
    "/overzicht",
    "/privacy",
    "/toegankelijkheid",
    "/volgen",
    "/volgen/klacht",
    "/werk",
    "/werk/brieven",
    "/werk/klachten",
    "/werk/klachten/{nr}",
    "/werk/klachten/{nr}/evaluatie",
    "/werk/klachten/{nr}/toewijzen",
    "/werk/klachten/{nr}/uitweg",
    "/werk/maatregelen",
    "/werk/maatregelen/{id}",
    "/werk/nieuw",
];

/// What is wrong with a policy, in the order of its files; nothing when it may be published.
///
/// `file` is the text that `policy` was parsed from, for the places. With `journeys` (the names of all that exist)
/// each clause must name at least one of them.
pub fn check(policy: &Policy, file: &str, journeys: Option<&[String]>) -> Vec<Problem> {
    let mut report = Report {
        places: Places::of(file),
        problems: Vec::new(),
    };
    cover::check(policy, &mut report);
    refer::check(policy, journeys, &mut report);
    sense::check(policy, &mut report);
    numbers::check(policy, file, &mut report);
    report.problems.sort();
    report.problems.dedup();
    report.problems
}

/// The problems found so far.
struct Report<'a> {
    places: Places<'a>,
    problems: Vec<Problem>,
}

impl Report<'_> {
    fn add(&mut self, path: &[Hop], code: ProblemCode, args: &[(&str, &str)]) {
        let problem = self.places.problem(path, code, args);
        self.problems.push(problem);
    }
}

/// The path to a part of the n-th item of a list.
fn item<'a>(list: &'a str, index: usize, part: &'a str) -> [Hop<'a>; 3] {
    [Hop::Key(list), Hop::Item(index), Hop::Key(part)]
}
