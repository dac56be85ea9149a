//! One draft for several complaints: the linked ones under it, what was typed as it reads for each, and each one's send.

use super::check::{self, Message};
use super::compose::Desk;
use super::form::case_path;
use super::lines::{self, due};
use super::proposals;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use casework::access::Action;
use casework::case::together::{Known, awaits_answer};
use casework::ids::MeasureId;
use casework::refusal::Refusal;
use desk::DeskError;
use desk::answer::Differently;
use desk::read::Reading;
use render::Texts;
use render::form::FieldError;
use render::pages::work::composer::Sort;
use render::pages::work::refusal;
use render::pages::work::together::{Along, AlongItem, AlongLetter, Neighbour};
use render::pages::work::tone::ToneWarning;
use render::pages::work::{letter, words};

/// Typed fields that are part of a letter, where a number of the row may follow.
const IN_THE_LETTER: [&str; 11] = [
    "tekst",
    "te_laat",
    "wat_",
    "nee_reden",
    "ja_reden",
    "al_reden",
    "maatregel_wat",
    "begrip",
    "reden",
    "nu",
    "bericht",
];
/// Fields that belong to the first complaint alone, or to the press of a button.
const OF_THE_FIRST: [&str; 5] = ["ook", "sleutel", "doe", "bijlage", "te_laat"];

/// What one draft is for: a message, or the decision on working differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draft {
    /// A message of this sort.
    Message(Sort),
    /// An evaluation.
    Evaluation,
}

/// The linked complaints as this reader may see them.
///
/// # Errors
/// When the store fails.
pub async fn linked(app: &App, desk: &Desk<'_>) -> Result<Vec<Reading>, WebError> {
    let mut all = Vec::new();
    for one in app.desk.linked(desk.me, desk.case()).await? {
        match app.desk.read_beside(desk.me, &one.row.number).await {
            Ok(reading) => all.push(reading),
            Err(DeskError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(all)
}

/// A complaint as a line of the suggested and linked ones; `under`: where the reader reads complaints.
///
/// # Errors
/// When the policy version of the case isn't there.
pub fn line(app: &App, one: &desk::read::Listed, under: &str) -> Result<Neighbour, WebError> {
    let case = one.view.case();
    let version = app.desk.shelf().version(case.policy_version)?;
    let next = lines::tasks(case).first().copied();
    let now = app.desk.clock().now();
    Ok(Neighbour {
        href: format!("{under}/{}", case.number),
        number: case.number.to_string(),
        title: if one.title.is_empty() {
            case.number.to_string()
        } else {
            one.title.clone()
        },
        due: next.map_or(render::pages::work::parts::Due::Open, |owed| {
            due(&version.calendar, owed.due_at, now)
        }),
    })
}

/// Whether a draft may go to this one too: `Err` says why not; nothing when it isn't for this reader to do.
fn fits(desk: &Desk<'_>, draft: Draft) -> Option<Result<(), Refusal>> {
    match draft {
        Draft::Message(sort) => {
            if !desk.case().is_complaint() || !desk.view().may(Action::Answer) {
                return None;
            }
            if !awaits_answer(desk.case(), desk.policy()) {
                return Some(Err(Refusal::AlreadyAnswered));
            }
            desk.sorts().contains(&sort).then_some(Ok(()))
        }
        Draft::Evaluation => {
            if !desk.case().is_complaint() || !desk.view().may(Action::Evaluate) {
                return None;
            }
            if !desk.may_decide() {
                return Some(Err(Refusal::AlreadyDecided));
            }
            let open = desk.case().questions.iter().any(|one| one.discussed_at.is_none());
            Some(if open {
                Err(Refusal::QuestionStillOpen)
            } else {
                Ok(())
            })
        }
    }
}

/// The boxes under a draft.
///
/// # Errors
/// When the store fails.
pub async fn boxes(
    app: &App,
    desk: &Desk<'_>,
    draft: Draft,
    typed: Option<&Fields>,
) -> Result<Along, WebError> {
    let ticked = typed.map(|fields| fields.all("ook")).unwrap_or_default();
    let mut items = Vec::new();
    for reading in linked(app, desk).await? {
        let other = Desk {
            reading: &reading,
            me: desk.me,
            t: desk.t,
        };
        if let Some(fits) = fits(&other, draft) {
            items.push(item(&other, draft, fits, &ticked, typed));
        }
    }
    Ok(Along(items))
}

fn item(
    other: &Desk<'_>,
    draft: Draft,
    fits: Result<(), Refusal>,
    ticked: &[String],
    typed: Option<&Fields>,
) -> AlongItem {
    let case = other.case();
    let number = case.number.to_string();
    let get = |name: String| typed.map_or("", |fields| fields.get(&name)).to_owned();
    let message = matches!(draft, Draft::Message(_));
    let owed = match draft {
        Draft::Message(_) => lines::tasks(case).first().copied(),
        Draft::Evaluation => other.owed_evaluation(),
    };
    let calendar = &other.version().calendar;
    let points = case.points.iter().enumerate().map(|(at, point)| {
        let chosen = get(format!("uitkomst_{number}_{}", at + 1));
        let label = other.view().text(point).unwrap_or_default().to_owned();
        (label, words::choose(&other.t, words::OUTCOMES, &chosen))
    });
    AlongItem {
        line: Neighbour {
            href: case_path(&case.number),
            title: title(other),
            due: owed.map_or(render::pages::work::parts::Due::Open, |owed| {
                due(calendar, owed.due_at, other.now())
            }),
            number: number.clone(),
        },
        name: lines::name(other.view()),
        reply_by: case.reply_by.code().to_owned(),
        why_not: fits.err().map_or_else(String::new, |no| sentence(other.t, no)),
        ticked: ticked.contains(&number),
        points: if draft == Draft::Message(Sort::Answer) {
            points.collect()
        } else {
            Vec::new()
        },
        delay: (message && case.owes_explanation(other.now())).then(|| get(format!("te_laat_{number}"))),
    }
}

/// What a complaint is called in a list.
pub fn title(desk: &Desk<'_>) -> String {
    let title = desk
        .view()
        .text_of(desk.case().title.as_ref())
        .unwrap_or_default();
    if title.is_empty() {
        desk.case().number.to_string()
    } else {
        title.to_owned()
    }
}

/// The sentence for a "no".
pub fn sentence(t: Texts, no: Refusal) -> String {
    refusal::sentence(t, no.code())
}

/// What was typed for the first complaint, as if it had been typed for another.
fn as_if_for(desk: &Desk<'_>, fields: &Fields, other: &Desk<'_>) -> Fields {
    let number = &other.case().number;
    let greeted = |words: &str| {
        let (from, to) = (lines::name(desk.view()), lines::name(other.view()));
        letter::greet_another(desk.t, words, &from, &to)
    };
    let mut pairs = Vec::new();
    for (name, value) in fields.pairs() {
        let own = OF_THE_FIRST.contains(&name.as_str())
            || name.starts_with("uitkomst_")
            || name.starts_with("te_laat_");
        if !own {
            let letter = matches!(name.as_str(), "tekst" | "bericht");
            let value = if letter { greeted(value) } else { value.clone() };
            pairs.push((name.clone(), value));
        }
    }
    pairs.push((
        "te_laat".to_owned(),
        fields.get(&format!("te_laat_{number}")).to_owned(),
    ));
    for n in 1..=other.case().points.len() {
        let typed = fields.get(&format!("uitkomst_{number}_{n}")).to_owned();
        pairs.push((format!("uitkomst_{n}"), typed));
    }
    Fields::new(pairs)
}

/// One of the others that were ticked, with what was typed as it reads for it.
pub struct Other {
    /// The complaint.
    pub reading: Reading,
    /// What was typed.
    pub fields: Fields,
}

/// Those that were ticked. A number that isn't linked, or not for this reader, is left in the second list.
///
/// # Errors
/// When the store fails.
pub async fn ticked(
    app: &App,
    desk: &Desk<'_>,
    fields: &Fields,
) -> Result<(Vec<Other>, Vec<String>), WebError> {
    let mut wanted = fields.all("ook");
    wanted.sort();
    wanted.dedup();
    if wanted.is_empty() {
        return Ok((Vec::new(), wanted));
    }
    let mut others = Vec::new();
    for reading in linked(app, desk).await? {
        let number = reading.view.case().number.to_string();
        if let Some(at) = wanted.iter().position(|one| *one == number) {
            wanted.remove(at);
            let other = Desk {
                reading: &reading,
                me: desk.me,
                t: desk.t,
            };
            let fields = as_if_for(desk, fields, &other);
            others.push(Other { reading, fields });
        }
    }
    Ok((others, wanted))
}

fn known(desk: &Desk<'_>) -> Known {
    let (case, view) = (desk.case(), desk.view());
    let text = |content: Option<&casework::event::ContentRef>| view.text_of(content).map(str::to_owned);
    let entrusted = &case.entrusted;
    let contacts = [&entrusted.email, &entrusted.phone, &entrusted.address];
    let theirs = case
        .messages
        .iter()
        .filter(|one| one.author == casework::event::Author::Complainant)
        .map(|one| Some(&one.words));
    let wrote = [&entrusted.story, &entrusted.remedy, &entrusted.steps_taken];
    Known {
        number: case.number.to_string(),
        name: lines::name(view),
        contacts: contacts
            .into_iter()
            .filter_map(|one| text(one.as_ref()))
            .collect(),
        wrote: wrote
            .into_iter()
            .map(Option::as_ref)
            .chain(theirs)
            .filter_map(text)
            .collect(),
    }
}

/// What of a draft stands in a letter: each field with its words.
fn in_the_letter(fields: &Fields) -> impl Iterator<Item = (&str, &str)> {
    fields.pairs().iter().filter_map(|(name, value)| {
        let fits = |one: &str| one == name || (one.ends_with('_') && name.starts_with(one));
        IN_THE_LETTER
            .into_iter()
            .any(fits)
            .then_some((name.as_str(), value.as_str()))
    })
}

/// What in words for somebody else would tell who complained; nothing when they don't.
pub fn tells_who(desk: &Desk<'_>, words: &str) -> Option<String> {
    known(desk).given_away(words, &our_names(desk))
}

fn our_names(desk: &Desk<'_>) -> Vec<String> {
    let directory = &desk.reading.directory;
    let people = desk.reading.organisation.people.keys();
    people.map(|person| directory.name(person).to_owned()).collect()
}

/// What in a draft would tell one complainant of another, by the field; and words that one of them wrote.
pub fn betrayed(desk: &Desk<'_>, fields: &Fields, others: &[Other]) -> (Vec<FieldError>, Vec<ToneWarning>) {
    let of = |one: &Other| {
        known(&Desk {
            reading: &one.reading,
            me: desk.me,
            t: desk.t,
        })
    };
    let mut all = vec![(known(desk), fields.clone())];
    all.extend(others.iter().map(|one| (of(one), one.fields.clone())));
    let ours = our_names(desk);
    let (mut errors, mut warnings): (Vec<FieldError>, Vec<ToneWarning>) = (Vec::new(), Vec::new());
    for (at, (reader, text)) in all.iter().enumerate() {
        // Their own name in the greeting says nothing of a neighbour who is called the same.
        let mut same = ours.clone();
        same.push(reader.name.clone());
        let rest = all.iter().enumerate().filter(|(other, _)| *other != at);
        for (_, (whose, _)) in rest {
            for (field, said) in in_the_letter(text) {
                if let Some(what) = whose.given_away(said, &same) {
                    let field = if at == 0 || field != "te_laat" {
                        field.to_owned()
                    } else {
                        format!("te_laat_{}", reader.number)
                    };
                    let text = desk.t.a("along-given-away").with("what", what);
                    let text = text.with("number", &whose.number).to_string();
                    if !errors.iter().any(|one| one.field == field) {
                        errors.push(FieldError { field, text });
                    }
                } else if let Some(words) = whose.quoted(said, reader) {
                    let warning = ToneWarning::Theirs(words);
                    if !warnings.contains(&warning) {
                        warnings.push(warning);
                    }
                }
            }
        }
    }
    (errors, warnings)
}

/// The messages for those that were ticked, or all that is wrong with them.
///
/// # Errors
/// What is wrong, by the field of the first complaint's form.
pub fn messages(
    desk: &Desk<'_>,
    sort: Sort,
    others: &[Other],
    gone: &[String],
) -> Result<Vec<AlongLetter>, Vec<FieldError>> {
    let mut errors: Vec<FieldError> = gone
        .iter()
        .map(|number| problem(desk.t, number, &sentence(desk.t, Refusal::NoSuchItem)))
        .collect();
    let mut letters = Vec::new();
    for one in others {
        let other = Desk {
            reading: &one.reading,
            me: desk.me,
            t: desk.t,
        };
        match composed(&other, sort, &one.fields) {
            Ok(message) => letters.push(preview(&other, &message)),
            Err(wrong) => errors.extend(wrong.into_iter().map(|wrong| at(&other, wrong))),
        }
    }
    if errors.is_empty() {
        Ok(letters)
    } else {
        Err(errors)
    }
}

fn composed(other: &Desk<'_>, sort: Sort, fields: &Fields) -> Result<Message, Vec<FieldError>> {
    let no = match fits(other, Draft::Message(sort)) {
        Some(Ok(())) => return check::message(other, sort, fields),
        Some(Err(no)) => no,
        None => Refusal::NoSuchItem,
    };
    Err(vec![FieldError {
        field: String::new(),
        text: sentence(other.t, no),
    }])
}

fn problem(t: Texts, number: &str, what: &str) -> FieldError {
    let text = t.a("along-problem").with("number", number).with("problem", what);
    FieldError {
        field: "ook".to_owned(),
        text: text.to_string(),
    }
}

/// A mistake in what was typed for another complaint, at the field on the first one's form.
fn at(other: &Desk<'_>, wrong: FieldError) -> FieldError {
    let number = other.case().number.as_str();
    let own = wrong.field == "te_laat" || wrong.field.starts_with("uitkomst_");
    if own {
        let (name, n) = wrong.field.rsplit_once('_').unwrap_or((&wrong.field, ""));
        let field = if wrong.field == "te_laat" {
            format!("te_laat_{number}")
        } else {
            format!("{name}_{number}_{n}")
        };
        return FieldError {
            field,
            text: wrong.text,
        };
    }
    problem(other.t, number, &wrong.text)
}

fn preview(other: &Desk<'_>, message: &Message) -> AlongLetter {
    AlongLetter {
        number: other.case().number.to_string(),
        title: title(other),
        name: lines::name(other.view()),
        letter: message.text().to_owned(),
        points: points(other, message),
        second: proposals::second_for(other, message),
        effects: message.effects(other),
    }
}

/// What each point came to, in words.
pub fn points(desk: &Desk<'_>, message: &Message) -> Vec<(String, String)> {
    let outcomes = match message {
        Message::Answer { answer, .. } => answer.outcomes.as_slice(),
        _ => &[],
    };
    let points = desk.case().points.iter().zip(outcomes).map(|(point, outcome)| {
        let point = desk.view().text(point).unwrap_or_default().to_owned();
        (point, words::word(&desk.t, words::OUTCOMES, outcome.code()))
    });
    points.collect()
}

/// All who agree on a measure with one form agree on this one.
pub fn share(id: &MeasureId, differently: &mut Differently) {
    if let Differently::Yes { measures, .. } = differently {
        for one in measures {
            one.shared = Some(id.clone());
        }
    }
}

/// What is sent to another complaint from what was typed for it.
///
/// # Errors
/// What is wrong, in words.
pub fn message_for(other: &Desk<'_>, sort: Sort, fields: &Fields) -> Result<Message, String> {
    composed(other, sort, fields).map_err(|wrong| first(&wrong))
}

/// The first of several mistakes, in words.
pub fn first(wrong: &[FieldError]) -> String {
    wrong.first().map(|one| one.text.clone()).unwrap_or_default()
}
