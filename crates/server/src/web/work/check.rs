//! A typed message, checked and put together: everything that is wrong at once, each by its field.

use super::compose::Desk;
pub use super::outgoing::Message;
use crate::web::support::fields::Fields;
use casework::ids::{GroupId, MeasureId, PersonId};
use casework::submission::{STORY_AT_MOST, TEXT_AT_MOST, clean};
use casework::vocabulary::{Cause, PointOutcome};
use desk::answer::{AnswerText, Differently, MeasureText, OfferText};
use desk::interim::InterimText;
use jiff::civil::Date;
use render::form::FieldError;
use render::pages::work::composer::Sort;
use render::pages::work::letter::{self, AnswerLetter, InterimLetter};
use render::pages::work::missing;
use render::pages::work::refusal;
use render::{Problem, Texts};

/// Collects what is wrong while fields are read.
pub struct Checked<'a> {
    t: Texts,
    fields: &'a Fields,
    /// What is wrong so far.
    pub errors: Vec<FieldError>,
}

impl<'a> Checked<'a> {
    /// Begins with the fields of a form.
    pub fn new(t: Texts, fields: &'a Fields) -> Checked<'a> {
        Checked {
            t,
            fields,
            errors: Vec::new(),
        }
    }

    /// Something is wrong with a field.
    pub fn wrong(&mut self, field: &str, problem: &Problem) {
        let own = match problem {
            Problem::Empty | Problem::ChoiceMissing | Problem::Date => missing::sentence(self.t, field),
            _ => None,
        };
        self.errors.push(FieldError {
            field: field.to_owned(),
            text: own.unwrap_or_else(|| problem.text(self.t)),
        });
    }

    /// Nothing was written over the example in a field.
    fn example(&mut self, field: &str) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            text: missing::example(self.t),
        });
    }

    /// The rules would say no.
    pub fn refused(&mut self, field: &str, refusal: casework::refusal::Refusal) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            text: refusal::sentence(self.t, refusal.code()),
        });
    }

    /// A field as it was sent.
    pub fn get(&self, field: &str) -> &'a str {
        self.fields.get(field)
    }

    /// A field was sent with something in it.
    pub fn given(&self, field: &str) -> bool {
        self.fields.given(field).is_some()
    }

    /// A day, whenever it is.
    pub fn date(&self, field: &str) -> Option<Date> {
        self.fields.date(field)
    }

    /// Words that may be missing, cleaned.
    pub fn words(&mut self, field: &str, most: usize) -> String {
        let words = clean(self.fields.get(field));
        if words.chars().count() > most {
            self.wrong(field, &Problem::TooLong { most });
        }
        words
    }

    /// Words that may not be missing.
    pub fn must(&mut self, field: &str, most: usize) -> String {
        let words = self.words(field, most);
        if words.is_empty() {
            self.wrong(field, &Problem::Empty);
        }
        words
    }

    /// A day that is still to come, or today.
    pub fn day(&mut self, field: &str, today: Date) -> Option<Date> {
        match self.fields.date(field) {
            None => self.wrong(field, &Problem::Date),
            Some(day) if day < today => self.wrong(field, &Problem::DatePast),
            // Centuries ahead isn't a date that anybody means.
            Some(day) if day.year() > today.year().saturating_add(10) => self.wrong(field, &Problem::Date),
            Some(day) => return Some(day),
        }
        None
    }

    /// Somebody from a list of people.
    pub fn person(&mut self, field: &str, desk: &Desk<'_>) -> Option<PersonId> {
        let chosen = self.fields.get(field);
        let known = !chosen.is_empty() && desk.people().iter().any(|one| one.value == chosen);
        if !known {
            self.wrong(field, &Problem::ChoiceMissing);
        }
        known.then(|| PersonId::from(chosen))
    }
}

/// Puts a message together.
///
/// # Errors
/// All that is wrong, in the order of the fields.
pub fn message(desk: &Desk<'_>, sort: Sort, fields: &Fields) -> Result<Message, Vec<FieldError>> {
    let mut checked = Checked::new(desk.t, fields);
    let message = match sort {
        Sort::Answer => answer(desk, &mut checked),
        Sort::Interim => interim(desk, &mut checked),
        _ => {
            let empty = clean(&letter::plain(
                desk.t,
                &super::lines::name(desk.view()),
                &desk.my_name(),
            ));
            let text = checked.must("tekst", STORY_AT_MOST);
            if text == empty {
                checked.example("tekst");
            }
            Some(match sort {
                Sort::Acknowledgement => Message::Acknowledgement(text),
                Sort::ConcernReply => Message::ConcernReply(text),
                Sort::SecondLook => Message::SecondLook(text),
                Sort::Outcome => Message::Outcome(text),
                Sort::Message => Message::Reply(text),
                _ => Message::Delay(text),
            })
        }
    };
    message
        .filter(|_| checked.errors.is_empty())
        .ok_or(checked.errors)
}

fn today(desk: &Desk<'_>) -> Date {
    desk.now().date(&desk.version().calendar.zone)
}

fn delay(desk: &Desk<'_>, checked: &mut Checked<'_>) -> String {
    if desk.case().owes_explanation(desk.now()) {
        checked.must("te_laat", TEXT_AT_MOST)
    } else {
        String::new()
    }
}

fn answer(desk: &Desk<'_>, checked: &mut Checked<'_>) -> Option<Message> {
    let fields = checked.fields;
    let words = checked.must("tekst", STORY_AT_MOST);
    let untouched = clean(&letter::skeleton(desk.t, &super::lines::name(desk.view())));
    if words == untouched {
        checked.example("tekst");
    }
    let delay = delay(desk, checked);
    let mut outcomes = Vec::new();
    for n in 1..=desk.case().points.len() {
        let field = format!("uitkomst_{n}");
        match PointOutcome::from_code(fields.get(&field)) {
            Some(outcome) => outcomes.push(outcome),
            None => checked.wrong(&field, &Problem::ChoiceMissing),
        }
    }
    let offers = offers(desk, checked);
    let decides = desk.may_decide();
    let differently = if decides {
        differently(desk, checked, true)
    } else {
        Some(Differently::Later)
    };
    let differently = differently?;
    let mut promises: Vec<Date> = offers.iter().map(|offer| offer.until).collect();
    if let Differently::Yes { measures, .. } = &differently {
        promises.extend(measures.iter().filter(|one| one.promised).map(|one| one.from));
    }
    let same = same(desk, &differently);
    promises.extend(same.as_ref().and_then(|one| one.from));
    let reading = desk.reading;
    let organisation = &desk.policy().organisation;
    let kinds = &desk.case().kinds;
    let elsewhere = organisation
        .elsewhere
        .iter()
        .filter(|one| one.kinds.is_empty() || one.kinds.iter().any(|kind| kinds.contains(kind)));
    let letter = AnswerLetter {
        words,
        delay: delay.clone(),
        offers: offers
            .iter()
            .map(|offer| letter::Offer {
                what: offer.what.clone(),
                who: reading.directory.name(&offer.by).to_owned(),
                by: offer.until,
            })
            .collect(),
        differently: same.or_else(|| said(&differently)),
        differently_by: (decides && differently == Differently::Later)
            .then(|| desk.evaluate_by())
            .flatten(),
        supervisor: reading
            .directory
            .name_of(desk.case().supervisor.as_ref())
            .to_owned(),
        phone: organisation.phone.clone(),
        elsewhere: elsewhere.map(|one| one.text.clone()).collect(),
        ask_around: desk.ask_on(offers.iter().map(|offer| offer.until).max()),
        signed: desk.my_name(),
    };
    let explains_delay = !delay.is_empty();
    let answer = AnswerText {
        text: letter.text(desk.t),
        outcomes,
        offers,
        differently,
        explains_delay,
        files: Vec::new(),
    };
    Some(Message::Answer {
        answer: Box::new(answer),
        promises,
    })
}

/// What the letter says when it was agreed before; of a date that is past or today there is nothing to say.
fn same(desk: &Desk<'_>, differently: &Differently) -> Option<letter::Differently> {
    let Differently::Same {
        reason,
        measure,
        promised,
        ..
    } = differently
    else {
        return None;
    };
    let one = desk
        .reading
        .joinable
        .iter()
        .find(|one| one.measure.id == *measure)?;
    let zone = &desk.version().calendar.zone;
    let ahead = one.measure.applied.is_none() && one.measure.until > desk.now();
    Some(letter::Differently {
        change: true,
        reason: reason.clone(),
        what: one.what.clone(),
        from: (*promised && ahead).then(|| one.measure.until.last_day(zone)),
    })
}

/// What the letter says about working differently.
fn said(differently: &Differently) -> Option<letter::Differently> {
    match differently {
        Differently::Later | Differently::Same { .. } => None,
        Differently::No { reason, .. } => Some(letter::Differently {
            change: false,
            reason: reason.clone(),
            what: String::new(),
            from: None,
        }),
        Differently::Yes { reason, measures, .. } => Some(letter::Differently {
            change: true,
            reason: reason.clone(),
            what: measures
                .iter()
                .map(|one| one.what.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
            from: measures.iter().find(|one| one.promised).map(|one| one.from),
        }),
    }
}

/// The rows of what is offered; an empty one says nothing.
fn offers(desk: &Desk<'_>, checked: &mut Checked<'_>) -> Vec<OfferText> {
    let mut offers = Vec::new();
    for n in 1.. {
        let (what, by, until) = (format!("wat_{n}"), format!("wie_{n}"), format!("tegen_{n}"));
        if !checked.fields.has(&what) || n > 20 {
            break;
        }
        let given = |field: &str| checked.fields.given(field).is_some();
        if !given(&what) && !given(&by) && !given(&until) {
            continue;
        }
        let words = checked.must(&what, TEXT_AT_MOST);
        let person = checked.person(&by, desk);
        let day = checked.day(&until, today(desk));
        if let (Some(by), Some(until)) = (person, day) {
            offers.push(OfferText {
                what: words,
                by,
                until,
            });
        }
    }
    offers
}

/// "Moeten we anders werken?"; `or_later`: "later" is a choice.
pub fn differently(desk: &Desk<'_>, checked: &mut Checked<'_>, or_later: bool) -> Option<Differently> {
    let fields = checked.fields;
    let open = desk.case().questions.iter().any(|one| one.discussed_at.is_none());
    match fields.get("anders") {
        "nee" | "ja" | "al" if open => {
            checked.refused("anders", casework::refusal::Refusal::QuestionStillOpen);
            None
        }
        "nee" => {
            let reason = checked.must("nee_reden", TEXT_AT_MOST);
            Some(Differently::No {
                cause: cause(checked, "nee_oorzaak")?,
                reason,
            })
        }
        "ja" => {
            let what = checked.must("maatregel_wat", TEXT_AT_MOST);
            let criterion = checked.must("maatregel_criterium", TEXT_AT_MOST);
            let owner = checked.person("maatregel_wie", desk);
            let from = checked.day("maatregel_vanaf", today(desk));
            let reviewer = checked.person("maatregel_kijkt_na", desk);
            if owner.is_some() && owner == reviewer {
                checked.refused("maatregel_kijkt_na", casework::refusal::Refusal::ReviewerIsOwner);
            }
            let cause = cause(checked, "ja_oorzaak");
            let reason = checked.words("ja_reden", TEXT_AT_MOST);
            let group = fields.given("maatregel_groep").map(GroupId::from);
            let group = group.filter(|id| desk.reading.organisation.groups.contains_key(id));
            let promised = fields.given("maatregel_zeg_datum").is_some();
            let measure = MeasureText {
                what,
                criterion,
                owner: owner?,
                reviewer: reviewer?,
                group,
                from: from?,
                promised,
                shared: None,
            };
            Some(Differently::Yes {
                cause: cause?,
                reason,
                measures: vec![measure],
            })
        }
        "al" => {
            let chosen = MeasureId::from(fields.get("maatregel_al"));
            let known = desk.reading.joinable.iter().any(|one| one.measure.id == chosen);
            if !known {
                checked.wrong("maatregel_al", &Problem::ChoiceMissing);
            }
            let cause = cause(checked, "al_oorzaak");
            let reason = checked.words("al_reden", TEXT_AT_MOST);
            Some(Differently::Same {
                cause: cause?,
                reason,
                measure: known.then_some(chosen)?,
                promised: fields.given("al_zeg_datum").is_some(),
            })
        }
        "later" if or_later => Some(Differently::Later),
        _ => {
            checked.wrong("anders", &Problem::ChoiceMissing);
            None
        }
    }
}

fn cause(checked: &mut Checked<'_>, field: &str) -> Option<Cause> {
    let cause = Cause::from_code(checked.fields.get(field));
    if cause.is_none() {
        checked.wrong(field, &Problem::ChoiceMissing);
    }
    cause
}

fn interim(desk: &Desk<'_>, checked: &mut Checked<'_>) -> Option<Message> {
    let understood = checked.words("begrip", TEXT_AT_MOST);
    let reason = checked.must("reden", TEXT_AT_MOST);
    let now = checked.must("nu", TEXT_AT_MOST);
    let by = checked.person("tussen_wie", desk);
    let until = checked.day("tot", today(desk));
    if until.is_some_and(|until| until > desk.latest_interim()) {
        checked.refused("tot", casework::refusal::Refusal::DateTooFar);
    }
    let delay = delay(desk, checked);
    let (by, until) = (by?, until?);
    let letter = InterimLetter {
        name: super::lines::name(desk.view()),
        understood,
        reason: reason.clone(),
        now,
        who: desk.reading.directory.name(&by).to_owned(),
        until,
        delay: delay.clone(),
        phone: desk.policy().organisation.phone.clone(),
        signed: desk.my_name(),
    };
    let explains_delay = !delay.is_empty();
    Some(Message::Interim(InterimText {
        text: letter.text(desk.t),
        reason,
        by,
        until,
        explains_delay,
        files: Vec::new(),
    }))
}
