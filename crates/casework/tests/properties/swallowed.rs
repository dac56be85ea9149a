//! Nothing that waits for a reply is swallowed: neither by an answer on its way, nor between the stages of a procedure.

use casework::case::{Case, Message};
use casework::engine::Rules;
use casework::event::{Author, Purpose};
use casework::moment::Moment;
use casework::promise::{Owed, Subject};
use casework::vocabulary::FactKind;

/// Whatever the complainant wrote is owed an answer until one reached them that was written after it.
pub fn check_messages(case: &Case, before_registration: usize, rules: Rules<'_>) {
    let answers = |owed: &Owed| is_kept_by(owed, FactKind::AnswerDelivered, rules);
    if case.open_owed().any(answers) || case.way_out.is_some() {
        return;
    }
    let theirs = |one: &&Message| one.author == Author::Complainant && !one.is_for(Purpose::Reaction);
    let written = case.messages.iter().skip(before_registration);
    for message in written.filter(theirs) {
        let after = |one: &Message| {
            one.no > message.no
                && one.is_for(Purpose::Answer)
                && one.delivered.is_some_and(|(at, _)| at >= message.at)
        };
        assert!(
            case.messages.iter().any(after) || was_let_go(case, message.at, answers),
            "message {} is owed no answer and got none",
            message.no
        );
    }
}

/// Each stage of the policy: what began it is owed the reply that ends it, until that was said after it and arrived.
pub fn check_stages(case: &Case, rules: Rules<'_>) {
    let stages = [
        (
            FactKind::Registered,
            FactKind::Acknowledged,
            Purpose::Acknowledgement,
        ),
        (FactKind::Registered, FactKind::AnswerDelivered, Purpose::Answer),
        (FactKind::Acknowledged, FactKind::AnswerDelivered, Purpose::Answer),
        (FactKind::ReviewAsked, FactKind::ReviewDelivered, Purpose::Review),
    ];
    if case.way_out.is_some() || !case.is_complaint() {
        return;
    }
    for undertaking in case.undertakings.iter().filter(|one| one.done_at.is_none()) {
        let about = |owed: &Owed| owed.subject == Some(Subject::Undertaking(undertaking.no));
        assert!(
            case.open_owed().any(about),
            "undertaking {} is neither done nor owed",
            undertaking.no
        );
    }
    for (begins, ends, reply) in stages {
        let staged = |owed: &Owed| is_kept_by(owed, ends, rules);
        // An earlier stage that is owed (again) leads to this one.
        let leads_here = |owed: &Owed| is_kept_by(owed, begins, rules);
        let opens = |rule: &&casework::policy::PromiseRule| {
            rule.opened_by.contains(&begins) && rule.kept_by.contains(&ends)
        };
        if !rules.policy.promises.iter().any(|rule| opens(&rule))
            || case.open_owed().any(|owed| staged(owed) || leads_here(owed))
        {
            continue;
        }
        for since in begun(case, begins) {
            let said = |one: &Message| {
                one.is_for(reply)
                    && one
                        .delivered
                        .is_some_and(|(at, _)| one.at.min(at) >= since || at >= since)
            };
            assert!(
                case.messages.iter().any(said) || was_let_go(case, since, staged),
                "what began with {begins} at {since:?} is owed no reply and got none"
            );
        }
    }
}

/// When a stage began, each time.
fn begun(case: &Case, fact: FactKind) -> Vec<Moment> {
    match fact {
        FactKind::Registered => vec![case.complained_at()],
        // Whoever answers after they wrote that knew of it.
        FactKind::Acknowledged => {
            let acknowledged = case
                .messages
                .iter()
                .filter(|one| one.is_for(Purpose::Acknowledgement));
            acknowledged
                .filter_map(|one| one.delivered.map(|(at, _)| at.min(one.at)))
                .collect()
        }
        FactKind::ReviewAsked => case.reviews.iter().map(|one| one.at).collect(),
        other => panic!("no stage begins with {other}"),
    }
}

fn is_kept_by(owed: &Owed, fact: FactKind, rules: Rules<'_>) -> bool {
    rules.policy.rule(&owed.key).unwrap().kept_by.contains(&fact)
}

fn was_let_go(case: &Case, since: Moment, which: impl Fn(&Owed) -> bool) -> bool {
    let released = |owed: &Owed| owed.released.is_some_and(|(at, _)| at >= since);
    case.owed.iter().any(|owed| which(owed) && released(owed))
}
