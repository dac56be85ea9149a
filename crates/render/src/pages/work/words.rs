//! Codes of the domain as words: one table per list, so that a page and its select say the same.

use crate::form::SelectOption;
use crate::texts::{Key, Texts};

/// A list of codes, each with the key of its words.
pub type Table = &'static [(&'static str, Key)];

/// As what somebody complains.
pub const KINDS: Table = &[
    ("resident", Key("work-kind-resident")),
    ("cooperator", Key("work-kind-cooperator")),
    ("employee", Key("work-kind-employee")),
    ("third_party", Key("work-kind-third-party")),
];

/// How they want the answer.
pub const REPLY_BY: Table = &[
    ("email", Key("work-reply-email")),
    ("phone", Key("work-reply-phone")),
    ("letter", Key("work-reply-letter")),
    ("code", Key("work-reply-code")),
];

/// By which way it came in.
pub const CHANNELS: Table = &[
    ("form", Key("work-channel-form")),
    ("mail", Key("work-channel-mail")),
    ("phone", Key("work-channel-phone")),
    ("counter", Key("work-channel-counter")),
    ("letter", Key("work-channel-letter")),
];

/// What a point came to.
pub const OUTCOMES: Table = &[
    ("upheld", Key("work-outcome-upheld")),
    ("partly_upheld", Key("work-outcome-partly")),
    ("not_upheld", Key("work-outcome-not")),
    ("resolved", Key("work-outcome-resolved")),
    ("not_ours", Key("work-outcome-not-ours")),
];

/// What went wrong.
pub const CAUSES: Table = &[
    ("agreement", Key("work-cause-agreement")),
    ("procedure", Key("work-cause-procedure")),
    ("information", Key("work-cause-information")),
    ("conduct", Key("work-cause-conduct")),
    ("building", Key("work-cause-building")),
    ("supplier", Key("work-cause-supplier")),
    ("nothing", Key("work-cause-nothing")),
];

/// Somebody is away, and who stands in until which day.
pub fn away(t: &Texts, name: &str, stands_in: &str, until: &jiff::civil::Date) -> String {
    t.a("case-away")
        .with("name", name)
        .with("who", stands_in)
        .with("date", t.date(until))
        .to_string()
}

/// What stands in an inbox.
pub const NEWS: Table = &[
    ("complaint", Key("news-complaint")),
    ("concern", Key("news-concern")),
    ("pool", Key("news-pool")),
    ("message", Key("news-message")),
    ("answer", Key("news-answer")),
    ("reaction", Key("news-message")),
    ("missed", Key("news-missed")),
    ("interim_ready", Key("news-interim")),
    ("undertaking", Key("news-undertaking")),
    ("denied", Key("news-denied")),
    ("disputed", Key("news-disputed")),
    ("second_look", Key("news-second-look")),
    ("way_out", Key("news-way-out")),
    ("stopped", Key("news-way-out")),
    ("again", Key("news-again")),
    ("brief", Key("news-brief")),
    ("proposal", Key("news-proposal")),
    ("agreed", Key("news-agreed")),
    ("sent_back", Key("news-sent-back")),
    ("measure", Key("news-measure")),
    ("measure_failed", Key("news-measure-failed")),
    ("evaluation", Key("news-evaluation")),
    ("forgetting", Key("news-forgetting")),
    ("retaliation", Key("news-message")),
    ("board_question", Key("news-board-question")),
    ("board_reply", Key("news-message")),
];

/// What somebody did with a complaint.
pub const LOOKED: Table = &[
    ("read", Key("looked-read")),
    ("file", Key("looked-file")),
    ("name", Key("looked-name")),
    ("readers", Key("looked-readers")),
    ("refused", Key("looked-refused")),
];

/// Whether a measure worked.
pub const EFFECTS: Table = &[
    ("worked", Key("work-effect-worked")),
    ("partly", Key("work-effect-partly")),
    ("not", Key("work-effect-not")),
];

/// Something else than a complaint.
pub const OTHER_THAN: Table = &[
    ("repair", Key("work-other-repair")),
    ("question", Key("work-other-question")),
    ("thanks", Key("work-other-thanks")),
    ("spam", Key("work-other-spam")),
];

/// Why a complaint is refused.
pub const REFUSALS: Table = &[
    ("too_old", Key("work-refuse-too-old")),
    ("already_handled", Key("work-refuse-already")),
    ("before_court", Key("work-refuse-court")),
    ("not_about_us", Key("work-refuse-not-us")),
    ("unfounded", Key("work-refuse-unfounded")),
];

/// Why what is owed is released.
pub const RELEASES: Table = &[
    ("death", Key("work-release-death")),
    ("unreachable", Key("work-release-unreachable")),
    ("court", Key("work-release-court")),
];

/// What somebody is in the organisation.
pub const STAFF_ROLES: Table = &[
    ("handler", Key("work-role-handler")),
    ("management", Key("work-role-management")),
    ("board_member", Key("work-role-board")),
    ("staff_representative", Key("work-role-representative")),
    ("colleague", Key("work-role-colleague")),
    ("administrator", Key("work-role-administrator")),
    ("outside", Key("work-role-outside")),
];

/// The words of one code; the code itself when the table doesn't know it.
pub fn word(t: &Texts, table: Table, code: &str) -> String {
    let found = table.iter().find(|(known, _)| *known == code);
    found.map_or_else(|| code.to_owned(), |(_, key)| t.m(key))
}

/// What is new, in one line: each sort once, a capital only where a sentence begins.
pub fn news(t: &Texts, codes: &[String]) -> String {
    let mut said: Vec<String> = Vec::new();
    for code in codes {
        let words = word(t, NEWS, code);
        if !said.contains(&words) {
            said.push(words);
        }
    }
    said.join(", ")
}

/// Why a complaint stopped: the way out and its reason, both as codes; the reason may be empty.
pub fn stopped(t: &Texts, way: &str, reason: &str) -> String {
    let (key, table) = match way {
        "refused" => (Key("case-stopped-refused"), REFUSALS),
        "reclassified" => (Key("case-stopped-reclassified"), OTHER_THAN),
        "released" => (Key("case-stopped-released"), RELEASES),
        _ => return t.m("case-stopped-withdrawn"),
    };
    t.a(key).with("reason", word(t, table, reason)).to_string()
}

/// Who complained, when we don't know what they are called.
pub fn somebody(t: &Texts) -> String {
    t.m("case-somebody")
}

/// The words of several codes, joined as people say them.
pub fn join(t: &Texts, table: Table, codes: &[String]) -> String {
    let said: Vec<String> = codes.iter().map(|code| word(t, table, code)).collect();
    t.list(&said)
}

/// A select of the whole table.
pub fn options(t: &Texts, table: Table, chosen: &str) -> Vec<SelectOption> {
    table
        .iter()
        .map(|(code, key)| SelectOption {
            value: (*code).to_owned(),
            label: t.m(key),
            chosen: *code == chosen,
        })
        .collect()
}

/// A select of the whole table that begins with "Kies".
pub fn choose(t: &Texts, table: Table, chosen: &str) -> Vec<SelectOption> {
    let mut all = vec![SelectOption {
        value: String::new(),
        label: t.m("work-choose"),
        chosen: chosen.is_empty(),
    }];
    all.extend(options(t, table, chosen));
    all
}

/// The same people, with one of them chosen: what a form gives back.
pub fn chosen(people: &[SelectOption], value: &str) -> Vec<SelectOption> {
    people
        .iter()
        .map(|one| SelectOption {
            chosen: one.value == value,
            ..one.clone()
        })
        .collect()
}

#[cfg(test)]
pub(crate) fn sample_people() -> Vec<SelectOption> {
    [("", "Kies"), ("ann", "Ann"), ("karim", "Karim"), ("jan", "Jan")]
        .map(|(value, label)| SelectOption {
            value: value.into(),
            label: label.into(),
            chosen: false,
        })
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_of_its_own() {
        for table in [
            KINDS,
            REPLY_BY,
            CHANNELS,
            OUTCOMES,
            CAUSES,
            EFFECTS,
            LOOKED,
            OTHER_THAN,
            REFUSALS,
            RELEASES,
            STAFF_ROLES,
        ] {
            let mut said: Vec<String> = table
                .iter()
                .map(|(code, _)| word(&Texts::Dutch, table, code))
                .collect();
            assert!(said.iter().all(|words| !words.contains('⟦')), "{said:?}");
            said.sort();
            said.dedup();
            assert_eq!(said.len(), table.len());
        }
    }

    #[test]
    fn what_was_chosen_stays_chosen() {
        let again = chosen(&sample_people(), "karim");
        let on: Vec<&str> = again
            .iter()
            .filter(|one| one.chosen)
            .map(|one| one.label.as_str())
            .collect();
        assert_eq!(on, ["Karim"]);
    }
}
