//! How long a complaint is kept, as its pages say it.

use crate::web::public::months;
use casework::retention::{self, Kept};
use desk::read::Reading;
use render::pages::keeping::{Keeping, Stay};

/// As the reader of this case may know it. `theirs`: said to the complainant.
pub fn of(reading: &Reading, theirs: bool) -> Keeping {
    let (view, rules) = (&reading.view, reading.version.rules());
    let (case, zone) = (view.case(), &rules.calendar.zone);
    let stay = |kept| {
        if let Some(at) = case.retention.gone(kept) {
            return Stay::Gone(at.date(zone));
        }
        match retention::ends(case, kept, rules) {
            Some(end) => Stay::Until(end.last_day(zone)),
            None => Stay::AfterAll(months(retention::months(case, rules, kept))),
        }
    };
    let entrusted = &case.entrusted;
    let known = view.identity_hidden()
        || [
            &entrusted.name,
            &entrusted.email,
            &entrusted.phone,
            &entrusted.address,
        ]
        .into_iter()
        .any(Option::is_some);
    let identity = match stay(Kept::Identity) {
        Stay::Gone(day) => Stay::Gone(day),
        _ if !known => Stay::Nothing,
        kept => kept,
    };
    let running = case
        .retention
        .held
        .as_ref()
        .filter(|hold| hold.until > reading.now);
    Keeping {
        theirs,
        identity,
        words: stay(Kept::Words),
        special: match stay(Kept::Special) {
            Stay::AfterAll(_) if case.retention.special.is_empty() => Stay::Nothing,
            kept => kept,
        },
        // Who complained doesn't learn who was heard.
        heard: match case.questions.iter().any(|one| one.hearing) && !theirs {
            true => stay(Kept::Respondent),
            false => Stay::Nothing,
        },
        held: running.map(|hold| {
            let why = view.text_of(hold.reason.as_ref()).filter(|_| !theirs);
            (hold.until.last_day(zone), why.unwrap_or_default().to_owned())
        }),
    }
}
