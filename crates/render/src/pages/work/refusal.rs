//! The sentence for each "no" of the domain, by its code: what to do, not what went wrong inside.

use crate::texts::{Key, Texts};

/// The sentence for a refusal's code.
pub fn sentence(t: Texts, code: &str) -> String {
    t.m(key(code))
}

fn key(code: &str) -> Key {
    match code {
        "not-yet-a-complaint" => Key("refusal-not-yet-a-complaint"),
        "already-a-complaint" => Key("refusal-already-a-complaint"),
        "stopped" => Key("refusal-stopped"),
        "nothing-written" => Key("refusal-nothing-written"),
        "interim-incomplete" => Key("refusal-interim-incomplete"),
        "date-in-the-past" => Key("refusal-date-in-the-past"),
        "kept-until-then" => Key("refusal-kept-until-then"),
        "date-too-far" => Key("refusal-date-too-far"),
        "second-interim-by-supervisor" => Key("refusal-second-interim-by-supervisor"),
        "point-without-answer" => Key("refusal-point-without-answer"),
        "person-not-available" => Key("refusal-person-not-available"),
        "supervisor-may-not-answer" => Key("refusal-supervisor-may-not-answer"),
        "delay-unexplained" => Key("refusal-delay-unexplained"),
        "no-such-item" => Key("refusal-no-such-item"),
        "no-such-number" => Key("refusal-no-such-number"),
        "already-done" => Key("refusal-already-done"),
        "disputed" => Key("refusal-disputed"),
        "not-movable" => Key("refusal-not-movable"),
        "already-decided" => Key("refusal-already-decided"),
        "question-still-open" => Key("refusal-question-still-open"),
        "reviewer-is-owner" => Key("refusal-reviewer-is-owner"),
        "criterion-missing" => Key("refusal-criterion-missing"),
        "second-person-needed" => Key("refusal-second-person-needed"),
        "same-person" => Key("refusal-same-person"),
        "measure-missing" => Key("refusal-measure-missing"),
        "nobody-asked" => Key("refusal-nobody-asked"),
        "not-yours" => Key("refusal-not-yours"),
        "too-early" => Key("refusal-too-early"),
        "board-member-stays" => Key("refusal-board-member-stays"),
        "respondent-not-heard" => Key("refusal-respondent-not-heard"),
        "ticked-by-complainant" => Key("refusal-ticked-by-complainant"),
        "nobody-left" => Key("refusal-nobody-left"),
        "received-in-the-future" => Key("refusal-received-in-the-future"),
        "holiday-on-a-weekday" => Key("refusal-holiday-on-a-weekday"),
        "not-a-working-day" => Key("refusal-not-a-working-day"),
        "linked-with-itself" => Key("refusal-linked-with-itself"),
        "already-answered" => Key("refusal-already-answered"),
        "measure-reviewed" => Key("refusal-measure-reviewed"),
        "address-in-use" => Key("refusal-address-in-use"),
        "forgotten" => Key("refusal-forgotten"),
        "kind-missing" => Key("refusal-kind-missing"),
        "new-message" => Key("refusal-new-message"),
        "absence-order" => Key("refusal-absence-order"),
        "conflict" => Key("refusal-conflict"),
        _ => Key("refusal-other"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_we_do_not_know_still_says_something() {
        assert!(!sentence(Texts::Dutch, "x").is_empty());
        assert_ne!(sentence(Texts::Dutch, "x"), sentence(Texts::Dutch, "stopped"));
    }
}
