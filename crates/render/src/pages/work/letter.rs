//! The letters that staff send, put together from what they typed: one text for the page, the mail and the post.

use jiff::civil::Date;

use crate::texts::{Key, Texts};

/// What is offered, with who and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What.
    pub what: String,
    /// Who.
    pub who: String,
    /// By when.
    pub by: Date,
}

/// What the letter says about working differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differently {
    /// Something changes.
    pub change: bool,
    /// Why, or why not.
    pub reason: String,
    /// What changes; empty when nothing does.
    pub what: String,
    /// From when, when that is told.
    pub from: Option<Date>,
}

/// An answer. [`AnswerLetter::text`] is what is sealed, mailed, printed and shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerLetter {
    /// What was typed: greeting, what we heard, what we found, sorry, what we don't do.
    pub words: String,
    /// Why it is late; empty when it isn't.
    pub delay: String,
    /// What is offered.
    pub offers: Vec<Offer>,
    /// Whether we work differently; nothing when that is decided later.
    pub differently: Option<Differently>,
    /// When we will tell whether we work differently, if later.
    pub differently_by: Option<Date>,
    /// Whom to call when they don't agree.
    pub supervisor: String,
    /// The number to call.
    pub phone: String,
    /// Where to turn outside the organisation, as sentences; may be empty.
    pub elsewhere: Vec<String>,
    /// When we ask whether it is solved.
    pub ask_around: Option<Date>,
    /// Who signs.
    pub signed: String,
}

impl AnswerLetter {
    /// The whole letter; blank lines part paragraphs.
    pub fn text(&self, t: Texts) -> String {
        let mut parts = vec![self.words.trim().to_owned()];
        if !self.delay.trim().is_empty() {
            parts.push(t.a("letter-delay").with("why", self.delay.trim()).to_string());
        }
        if !self.offers.is_empty() {
            let mut lines = vec![t.m("letter-offers")];
            lines.extend(self.offers.iter().map(|offer| {
                t.a("letter-offer")
                    .with("what", sentence(&offer.what))
                    .with("who", &offer.who)
                    .with("date", t.date(&offer.by))
                    .to_string()
            }));
            parts.push(lines.join("\n"));
        }
        parts.extend(self.differently_part(t));
        let mut disagree = vec![
            t.m("letter-disagree"),
            t.a("letter-disagree-how")
                .with("name", &self.supervisor)
                .with("phone", &self.phone)
                .to_string(),
        ];
        disagree.extend(self.elsewhere.iter().cloned());
        parts.push(disagree.join("\n"));
        if let Some(date) = &self.ask_around {
            parts.push(
                [
                    t.m("letter-worked"),
                    t.a("letter-ask").with("date", t.date(date)).to_string(),
                ]
                .join("\n"),
            );
        }
        parts.push([t.m("letter-regards"), self.signed.clone()].join("\n"));
        parts.join("\n\n")
    }

    fn differently_part(&self, t: Texts) -> Option<String> {
        let Some(differently) = &self.differently else {
            return self.differently_by.as_ref().map(|date| {
                [
                    t.m("letter-differently"),
                    t.a("letter-later").with("date", t.date(date)).to_string(),
                ]
                .join("\n")
            });
        };
        let mut lines = vec![t.m(if differently.change {
            Key("letter-differently")
        } else {
            Key("letter-differently-not")
        })];
        if differently.change {
            lines.push(sentence(&differently.what));
            if let Some(from) = &differently.from {
                lines.push(t.a("letter-from").with("date", t.date(from)).to_string());
            }
            if !differently.reason.trim().is_empty() {
                lines.push(sentence(&differently.reason));
            }
        } else {
            lines.push(
                t.a("letter-no-change")
                    .with("why", differently.reason.trim())
                    .to_string(),
            );
        }
        Some(lines.join("\n"))
    }
}

/// An interim: why there is no answer yet, what happens now, who, and when there will be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterimLetter {
    /// What the complainant is called; empty when we don't know.
    pub name: String,
    /// What we read in the complaint, with what it means for them.
    pub understood: String,
    /// The reason, in one sentence.
    pub reason: String,
    /// What happens now.
    pub now: String,
    /// Who works on it.
    pub who: String,
    /// The day of the answer.
    pub until: Date,
    /// Why it is late; empty when it isn't.
    pub delay: String,
    /// The number to call when it can't wait.
    pub phone: String,
    /// Who signs.
    pub signed: String,
}

impl InterimLetter {
    /// The whole letter; blank lines part paragraphs.
    pub fn text(&self, t: Texts) -> String {
        let mut parts = vec![greeting(t, &self.name)];
        if !self.understood.trim().is_empty() {
            parts.push(sentence(&self.understood));
        }
        parts.push(
            t.a("letter-interim-reason")
                .with("reason", sentence(&self.reason))
                .to_string(),
        );
        parts.push(
            t.a("letter-interim-now")
                .with("now", sentence(&self.now))
                .with("who", &self.who)
                .with("date", t.date(&self.until))
                .to_string(),
        );
        if !self.delay.trim().is_empty() {
            parts.push(t.a("letter-delay").with("why", self.delay.trim()).to_string());
        }
        parts.push(t.a("letter-interim-call").with("phone", &self.phone).to_string());
        parts.push([t.m("letter-regards"), self.signed.clone()].join("\n"));
        parts.join("\n\n")
    }
}

/// What stands in the composer before anybody types: the blocks that a person has to fill in.
pub fn skeleton(t: Texts, name: &str) -> String {
    [
        greeting(t, name),
        t.m("letter-told"),
        t.m("letter-found"),
        t.m("letter-sorry"),
        t.m("letter-not"),
    ]
    .join("\n\n")
}

/// What stands in any other message before anybody types: a greeting and a name.
pub fn plain(t: Texts, name: &str, signed: &str) -> String {
    let regards = [t.m("letter-regards"), signed.to_owned()].join("\n");
    [greeting(t, name), String::new(), regards].join("\n\n")
}

/// The words that were typed for one complainant, greeting another one: "Dag Rik" becomes "Dag Fatima". Without a greeting
/// that we know, they stay as they are.
pub fn greet_another(t: Texts, words: &str, name: &str, other: &str) -> String {
    let first = name.split_whitespace().next().unwrap_or_default();
    let known = [name, first].map(|name| greeting(t, name));
    let plain = greeting(t, "");
    for hello in known.iter().chain([&plain]) {
        let rest = words.trim_start().strip_prefix(hello.as_str());
        if let Some(rest) = rest.filter(|rest| ends_greeting(rest, *hello == plain)) {
            return format!("{}{rest}", greeting(t, other));
        }
    }
    words.to_owned()
}

/// After a name anything may follow that isn't more of it; a greeting without a name stands alone.
fn ends_greeting(rest: &str, plain: bool) -> bool {
    match rest.chars().next() {
        None => true,
        Some(c) if plain => matches!(c, '\n' | '\r' | ',' | '.' | '!'),
        Some(c) => !c.is_alphanumeric(),
    }
}

fn greeting(t: Texts, name: &str) -> String {
    if name.is_empty() {
        t.m("letter-hello")
    } else {
        t.a("letter-hello-name").with("name", name).to_string()
    }
}

/// With a full stop at the end, whether or not one was typed.
fn sentence(words: &str) -> String {
    let words = words.trim();
    if words.is_empty() || words.ends_with(['.', '!', '?']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}

#[cfg(test)]
impl AnswerLetter {
    pub(crate) fn sample() -> AnswerLetter {
        AnswerLetter {
            words: "Dag Rik\n\nDe verwarming valt elke avond uit. Je dochter van drie maanden zit dan in de kou.\n\nJe hebt gelijk. De ketel van blok C stond op nachtstand vanaf 20 uur. Wij hadden je moeten terugbellen. Dat deden we niet. Dat spijt ons.".into(),
            delay: "Ann was ziek en niemand nam het over.".into(),
            offers: vec![Offer {
                what: "De installateur zet de ketel juist".into(),
                who: "Jan".into(),
                by: jiff::civil::date(2026, 11, 27),
            }],
            differently: Some(Differently {
                change: true,
                reason: "Niemand wist wie moest terugbellen".into(),
                what: "Wie een klacht aan de telefoon krijgt, belt dezelfde dag terug".into(),
                from: Some(jiff::civil::date(2026, 12, 7)),
            }),
            differently_by: None,
            supervisor: "Bart".into(),
            phone: "09 000 00 00".into(),
            elsewhere: vec!["De vrederechter kan helpen om het samen op te lossen.".into()],
            ask_around: Some(jiff::civil::date(2027, 1, 7)),
            signed: "Ann".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_every_date_and_whom_to_call() {
        let text = AnswerLetter::sample().text(Texts::Dutch);
        for words in [
            "vrijdag 27 november",
            "maandag 7 december",
            "donderdag 7 januari",
            "Bart",
            "09 000 00 00",
            "Ann was ziek",
        ] {
            assert!(text.contains(words), "{words} is not in:\n{text}");
        }
        assert!(!text.contains(".."), "{text}");
    }

    #[test]
    fn an_answer_without_change_says_why_not_and_one_for_later_says_when() {
        let mut letter = AnswerLetter::sample();
        letter.differently = Some(Differently {
            change: false,
            reason: "Het was een losse draad.".into(),
            what: String::new(),
            from: None,
        });
        assert!(letter.text(Texts::Dutch).contains("Het was een losse draad."));
        letter.differently = None;
        letter.differently_by = Some(jiff::civil::date(2026, 12, 24));
        assert!(letter.text(Texts::Dutch).contains("donderdag 24 december"));
    }

    #[test]
    fn a_draft_greets_each_complainant_by_their_own_name() {
        let t = Texts::Dutch;
        let to = |words: &str, other: &str| greet_another(t, words, "Rik Peeters", other);
        assert_eq!(to("Dag Rik Peeters\n\nSorry.", "Fatima"), "Dag Fatima\n\nSorry.");
        assert_eq!(to("Dag Rik, sorry.", "Fatima"), "Dag Fatima, sorry.");
        assert_eq!(to("Dag Rik Peeters\n\nSorry.", ""), "Dag\n\nSorry.");
        assert_eq!(to("Dag\n\nSorry.", "Fatima"), "Dag Fatima\n\nSorry.");
        for untouched in ["Dag Rikkert, sorry.", "Dag buren\n\nSorry.", "Sorry, Rik."] {
            assert_eq!(to(untouched, "Fatima"), untouched);
        }
        let skeleton = skeleton(t, "Rik Peeters");
        assert_eq!(to(&skeleton, "Fatima"), super::skeleton(t, "Fatima"));
    }

    #[test]
    fn an_interim_says_why_who_and_when() {
        let letter = InterimLetter {
            name: String::new(),
            understood: "Je zit elke avond in de kou".into(),
            reason: "de installateur moet eerst meten".into(),
            now: "De installateur komt vrijdag.".into(),
            who: "Jan".into(),
            until: jiff::civil::date(2026, 12, 4),
            delay: String::new(),
            phone: "09 000 00 00".into(),
            signed: "Ann".into(),
        };
        let text = letter.text(Texts::Dutch);
        for words in [
            "de installateur moet eerst meten.",
            "Jan",
            "vrijdag 4 december",
            "09 000 00 00",
        ] {
            assert!(text.contains(words), "{words} is not in:\n{text}");
        }
    }
}
