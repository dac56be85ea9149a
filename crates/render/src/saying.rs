//! Short sentences about what was done or promised, for the course and the pages around it.

use jiff::civil::{Date, DateTime};

use crate::texts::{Key, Texts};

/// What stands in the place of the complainant's name for whoever reads the words and hasn't asked for the name.
pub fn name_left_out(t: Texts) -> String {
    t.m("name-left-out")
}

/// The name in the greeting that one of our letters begins with.
pub fn greeted(t: Texts, letter: &str) -> Option<&str> {
    let greeting = t.a("letter-hello-name").with("name", "").to_string();
    let rest = letter
        .trim_start()
        .strip_prefix(greeting.trim_end())?
        .strip_prefix(' ')?;
    let ends = |(at, c): (usize, char)| match c {
        ',' | '!' | '\n' | '\r' => true,
        // Not the full stop of an initial or a title.
        '.' => rest
            .get(..at)
            .and_then(|before| before.split_whitespace().last())
            .is_some_and(|word| word.chars().count() > 2 && word.starts_with(char::is_uppercase)),
        _ => false,
    };
    let end = rest
        .char_indices()
        .find(|one| ends(*one))
        .map_or(rest.len(), |(at, _)| at);
    let name = rest.get(..end)?.trim();
    // "mevrouw Peeters" has a name in it, "allemaal" hasn't.
    let named = name
        .split_whitespace()
        .any(|word| word.starts_with(char::is_uppercase));
    named.then_some(name)
}

/// What stands in the place of words that were kept long enough.
pub fn forgotten_on(t: Texts, day: &jiff::civil::Date) -> String {
    t.a("forgotten-on").with("day", t.date_plain(day)).to_string()
}

/// A length of time that a policy or a setting names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Hours.
    Hours(u32),
    /// Calendar days.
    Days(u32),
    /// Working days.
    WorkingDays(u32),
    /// Weeks.
    Weeks(u32),
    /// Months.
    Months(u32),
    /// Years.
    Years(u32),
}

impl Span {
    /// "6 weken"
    pub fn words(&self, t: &Texts) -> String {
        let (key, n) = match self {
            Span::Hours(n) => (Key("span-hours"), n),
            Span::Days(n) => (Key("span-days"), n),
            Span::WorkingDays(n) => (Key("span-working-days"), n),
            Span::Weeks(n) => (Key("span-weeks"), n),
            Span::Months(n) => (Key("span-months"), n),
            Span::Years(n) => (Key("span-years"), n),
        };
        t.a(key).with("n", n).to_string()
    }
}

/// One sentence to the complainant. Titles of promises come from the policy; these stand under them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saying {
    /// Registered at once.
    Registered(DateTime),
    /// You get a number and a code at once.
    NumberAndCode,
    /// It is confidential, and we say who reads it.
    WhoReads,
    /// If we need more time, we say why and how long.
    MoreTime,
    /// You will hear the result.
    YouHearResult,
    /// Promised in an interim by somebody.
    PromisedInInterim {
        /// Who.
        who: String,
    },
    /// Promised in the answer.
    PromisedInAnswer,
    /// An interim was sent by somebody.
    InterimSent {
        /// Who.
        who: String,
    },
    /// You said that it didn't happen.
    YouDenied(Date),
    /// Sorry.
    Sorry,
    /// We explain why, by that day.
    WeExplain(Date),
    /// You still have it coming.
    StillOwed,
    /// No longer needed.
    NotNeeded,
    /// No longer needed, as you stopped it.
    NotNeededWithdrawn,
    /// We asked; no answer yet.
    Asked,
    /// You said it before we asked.
    SaidYourself,
    /// We checked ourselves how it is; an answer can still come.
    CheckedOurselves,
    /// What changed didn't work: it is decided anew.
    DecidedAnew,
    /// You said that it is solved.
    SaidSolved,
    /// You said that it is partly solved.
    SaidPartly,
    /// You said that it isn't solved.
    SaidNotSolved,
}

impl Saying {
    /// The sentence.
    pub fn text(&self, t: &Texts) -> String {
        match self {
            Saying::Registered(at) => t.a("saying-registered").with("time", t.time(at)).to_string(),
            Saying::NumberAndCode => t.m("saying-number-and-code"),
            Saying::WhoReads => t.m("saying-who-reads"),
            Saying::MoreTime => t.m("saying-more-time"),
            Saying::YouHearResult => t.m("saying-you-hear-result"),
            Saying::PromisedInInterim { who } => t.a("saying-promised-interim").with("who", who).to_string(),
            Saying::PromisedInAnswer => t.m("saying-promised-answer"),
            Saying::InterimSent { who } => t.a("saying-interim-sent").with("who", who).to_string(),
            Saying::YouDenied(on) => t.a("saying-you-denied").with("date", t.date(on)).to_string(),
            Saying::Sorry => t.m("saying-sorry"),
            Saying::WeExplain(by) => t.a("saying-we-explain").with("date", t.date(by)).to_string(),
            Saying::StillOwed => t.m("saying-still-owed"),
            Saying::NotNeeded => t.m("saying-not-needed"),
            Saying::NotNeededWithdrawn => t.m("saying-not-needed-withdrawn"),
            Saying::Asked => t.m("saying-asked"),
            Saying::SaidYourself => t.m("saying-said-yourself"),
            Saying::CheckedOurselves => t.m("saying-checked-ourselves"),
            Saying::DecidedAnew => t.m("saying-decided-anew"),
            Saying::SaidSolved => t.m("saying-solved"),
            Saying::SaidPartly => t.m("saying-partly"),
            Saying::SaidNotSolved => t.m("saying-not-solved"),
        }
    }
}

/// The title of a node for something that happened and that no promise of the policy names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// It came in.
    CameIn,
    /// The concern came in.
    ConcernCameIn,
    /// The concern became a complaint.
    NowAComplaint,
    /// They wrote.
    YouWrote,
    /// They said that something didn't happen.
    YouDenied,
    /// They asked for a second look.
    SecondLookAsked,
    /// They said how it stands.
    VerdictGiven,
    /// Asked whether it is solved, they didn't answer.
    NoVerdict,
    /// A changed way of working didn't work.
    MeasureFailed,
    /// They stopped it.
    Withdrawn,
    /// We took it for something else than a complaint.
    Reclassified,
    /// We refused it.
    Refused,
    /// It was opened again.
    Reopened,
}

impl Happened {
    /// The title.
    pub fn title(self, t: Texts) -> String {
        t.m(match self {
            Happened::CameIn => Key("happened-came-in"),
            Happened::ConcernCameIn => Key("happened-concern"),
            Happened::NowAComplaint => Key("happened-now-complaint"),
            Happened::YouWrote => Key("happened-you-wrote"),
            Happened::YouDenied => Key("happened-you-denied"),
            Happened::SecondLookAsked => Key("happened-second-look"),
            Happened::VerdictGiven => Key("happened-verdict"),
            Happened::NoVerdict => Key("happened-no-verdict"),
            Happened::MeasureFailed => Key("happened-measure-failed"),
            Happened::Withdrawn => Key("happened-withdrawn"),
            Happened::Reclassified => Key("happened-reclassified"),
            Happened::Refused => Key("happened-refused"),
            Happened::Reopened => Key("happened-reopened"),
        })
    }
}

/// The words of a link in the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The answer.
    Answer,
    /// The interim.
    Interim,
    /// The result of the evaluation.
    Outcome,
    /// Any message.
    Message,
}

impl Reading {
    /// "Lees het antwoord"
    pub fn words(self, t: Texts) -> String {
        t.m(match self {
            Reading::Answer => Key("reading-answer"),
            Reading::Interim => Key("reading-interim"),
            Reading::Outcome => Key("reading-outcome"),
            Reading::Message => Key("reading-message"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const T: Texts = Texts::Dutch;

    #[test]
    fn a_span_knows_one_from_more() {
        let words = |span: Span| span.words(&T);
        assert_eq!(words(Span::Weeks(1)), "1 week");
        assert_eq!(words(Span::WorkingDays(20)), "20 werkdagen");
        assert_eq!(
            (words(Span::Days(1)), words(Span::Months(3))),
            ("1 dag".into(), "3 maanden".into())
        );
        assert_eq!(
            (words(Span::Hours(24)), words(Span::Years(2))),
            ("24 uur".into(), "2 jaar".into())
        );
    }

    #[test]
    fn a_sentence_names_who_and_when() {
        let said = |saying: Saying| saying.text(&T);
        assert_eq!(
            said(Saying::Registered(date(2026, 11, 15).at(14, 20, 0, 0))),
            "Meteen geregistreerd, om 14.20 uur."
        );
        assert!(said(Saying::InterimSent { who: "Ann".into() }).starts_with("Ann "));
        assert!(said(Saying::YouDenied(date(2026, 11, 26))).contains("donderdag 26 november"));
    }

    #[test]
    fn a_greeting_tells_the_name_and_any_other_beginning_tells_none() {
        let name = |letter| greeted(T, letter);
        assert_eq!(
            name("Dag Rika de Proef,\n\nDe lift werkt."),
            Some("Rika de Proef")
        );
        assert_eq!(name("\n Dag Rika. De lift werkt."), Some("Rika"));
        assert_eq!(
            name("Dag mevrouw Peeters,\nDe lift werkt."),
            Some("mevrouw Peeters")
        );
        assert_eq!(name("Dag J. Peeters, de lift"), Some("J. Peeters"));
        assert_eq!(name("Dag mevr. Janssens!"), Some("mevr. Janssens"));
        for other in [
            "Dag,\n\nDe lift werkt.",
            "Dag. De lift",
            "Dagelijks Rika",
            "Beste Rika,",
            "Dag allemaal,",
            "",
        ] {
            assert_eq!(name(other), None, "{other}");
        }
    }

    #[test]
    fn every_sentence_and_title_has_its_words() {
        for saying in [
            Saying::NumberAndCode,
            Saying::WhoReads,
            Saying::MoreTime,
            Saying::YouHearResult,
            Saying::PromisedInInterim { who: "Ann".into() },
            Saying::PromisedInAnswer,
            Saying::Sorry,
            Saying::WeExplain(date(2026, 11, 26)),
            Saying::StillOwed,
            Saying::NotNeeded,
            Saying::NotNeededWithdrawn,
            Saying::Asked,
            Saying::SaidYourself,
            Saying::CheckedOurselves,
            Saying::DecidedAnew,
            Saying::SaidSolved,
            Saying::SaidPartly,
            Saying::SaidNotSolved,
        ] {
            let text = saying.text(&T);
            assert!(text.ends_with('.') && !text.contains("{$"), "{text}");
        }
    }
}
