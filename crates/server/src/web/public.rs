//! The pages for everybody: who you are, the step before, the questions, the receipt, following, the policy.

use super::support::upload::with_files;
use super::{Route, Who, get, post};

pub mod about;
mod acts;
mod all;
mod before;
mod channel;
mod check;
mod choices;
mod concern;
mod denial;
mod dispute;
mod erase;
mod file;
mod follow;
mod home;
mod message;
pub mod ours;
pub mod policy;
pub mod readers;
mod receipt;
mod remedy;
mod sent;
mod sheet;
mod statements;
mod story;
mod writing;

pub(in crate::web) use choices::months;

/// Their routes.
pub fn routes() -> Vec<Route> {
    let own = Who::Complainant;
    let mut all = vec![
        get("/", Who::Public, "who are you, what do we promise", home::show),
        get("/melden", Who::Public, "raise a problem first", concern::show),
        with_files(post(
            "/melden",
            Who::Public,
            "raise a problem first",
            concern::send,
        )),
        get(
            "/klacht/nieuw",
            Who::Public,
            "where a link to the form leads",
            check::begin,
        ),
        get(
            "/klacht/nieuw/gemeld",
            Who::Public,
            "where a link to the form leads",
            check::begin,
        ),
        get("/klacht/nieuw/verhaal", Who::Public, "what happened", story::show),
        with_files(post(
            "/klacht/nieuw/verhaal",
            Who::Public,
            "what happened",
            story::answer,
        )),
        get(
            "/klacht/nieuw/oplossing",
            Who::Public,
            "what should happen",
            remedy::show,
        ),
        with_files(post(
            "/klacht/nieuw/oplossing",
            Who::Public,
            "what should happen",
            remedy::answer,
        )),
        get(
            "/klacht/nieuw/antwoord",
            Who::Public,
            "how to answer",
            channel::show,
        ),
        post(
            "/klacht/nieuw/antwoord",
            Who::Public,
            "how to answer",
            channel::answer,
        ),
        get(
            "/klacht/nieuw/lezers",
            Who::Public,
            "who may read it",
            readers::show,
        ),
        post(
            "/klacht/nieuw/lezers",
            Who::Public,
            "who may read it",
            readers::answer,
        ),
        get(
            "/klacht/nieuw/nakijken",
            Who::Public,
            "everything once more",
            check::show,
        ),
        with_files(post(
            "/klacht/nieuw/nakijken",
            Who::Public,
            "complain",
            check::send,
        )),
        get(
            "/klacht/nieuw/wissen",
            Who::Public,
            "throw away what was typed",
            erase::show,
        ),
        post(
            "/klacht/nieuw/wissen",
            Who::Public,
            "throw away what was typed",
            erase::erase,
        ),
        get(
            "/bedankt",
            Who::Public,
            "the receipt of what this browser sent",
            receipt::show,
        ),
        get("/volgen", Who::Public, "ask for the code", follow::enter),
        post("/volgen", Who::Public, "open a case with its code", follow::open),
        post(
            "/volgen/sluiten",
            Who::Public,
            "close it in this browser",
            follow::close,
        ),
        get("/volgen/klacht", own, "see_case", follow::show),
        get("/volgen/klacht/alles", own, "see_words", all::show),
        get("/volgen/klacht/bestand/{id}", own, "see_words", file::show),
        with_files(post("/volgen/klacht/bericht", own, "write", message::write)),
        get("/volgen/klacht/niet-gebeurd", own, "deny", denial::show),
        post("/volgen/klacht/niet-gebeurd", own, "deny", denial::send),
        get("/volgen/klacht/klopt-niet", own, "deny", dispute::show),
        post("/volgen/klacht/klopt-niet", own, "deny", dispute::send),
        get("/volgen/klacht/opgelost", own, "verdict", choices::verdict_page),
        post("/volgen/klacht/opgelost", own, "verdict", choices::verdict),
        get(
            "/volgen/klacht/intrekken",
            own,
            "withdraw",
            choices::withdraw_page,
        ),
        post("/volgen/klacht/intrekken", own, "withdraw", choices::withdraw),
        get(
            "/volgen/klacht/tweede-blik",
            own,
            "ask_review",
            choices::second_look_page,
        ),
        post(
            "/volgen/klacht/tweede-blik",
            own,
            "ask_review",
            choices::second_look,
        ),
        get(
            "/volgen/klacht/last",
            own,
            "report_retaliation",
            choices::trouble_page,
        ),
        post("/volgen/klacht/last", own, "report_retaliation", choices::trouble),
        get(
            "/volgen/klacht/toch-een-klacht",
            own,
            "insist",
            choices::after_all_page,
        ),
        post("/volgen/klacht/toch-een-klacht", own, "insist", choices::insist),
        get(
            "/beleid",
            Who::Public,
            "the policy, sentence by sentence",
            policy::show,
        ),
        get(
            "/privacy",
            Who::Public,
            "who reads what, how long",
            statements::privacy,
        ),
        get(
            "/toegankelijkheid",
            Who::Public,
            "how accessible we are",
            statements::accessibility,
        ),
        get("/contact", Who::Public, "how to reach us", statements::contact),
    ];
    for path in ["/klacht/bewoner", "/klacht/medewerker", "/klacht/derde"] {
        all.push(get(
            path,
            Who::Public,
            "the step before a complaint",
            before::show,
        ));
        all.push(post(
            path,
            Who::Public,
            "the step before a complaint",
            before::answer,
        ));
    }
    all
}
