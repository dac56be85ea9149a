//! `/werk/klachten/{nr}/evaluatie`: ask a group or a colleague, note what they said, decide.

use super::along::{self, Draft};
use super::apart::{self, Became};
use super::check::{Checked, differently};
use super::compose::{Desk, read};
use super::form::{No, Sent, case_path, done, tried};
use super::lines::{self, due};
use super::measures;
use super::sign_in::Asked;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::visitor::Staff;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::access::Action;
use casework::ids::{GroupId, PersonId};
use casework::moment::Moment;
use casework::refusal::Refusal;
use casework::submission::{STORY_AT_MOST, TEXT_AT_MOST};
use casework::vocabulary::{FactKind, Role};
use desk::answer::Differently;
use desk::read::Reading;
use desk::step::{Composed, Went};
use render::form::{FieldError, SelectOption};
use render::pages::work::evaluation::{Asked as Question, EvaluationPage};
use render::pages::work::notice::Done;
use render::pages::work::parts::Due;
use render::pages::work::words;
use render::{Form, Problem, Texts};

/// Shows it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    staff: Staff,
    Path(nr): Path<String>,
    Query(asked): Asked,
) -> Result<Response, WebError> {
    let reading = allowed(&app, &staff.person, &nr).await?;
    let notice = asked.get("gedaan").and_then(|code| Done::from_code(code));
    draw(&app, shown, &staff.person, &reading, None, Vec::new(), notice).await
}

async fn allowed(app: &App, me: &PersonId, nr: &str) -> Result<Reading, WebError> {
    let mut reading = read(app, me, nr).await?;
    if reading.view.may(Action::Evaluate) {
        reading.joinable = app.desk.measures_to_join(me, reading.view.case()).await?;
        Ok(reading)
    } else {
        Err(WebError::NotFound)
    }
}

async fn draw(
    app: &App,
    shown: Shown,
    me: &PersonId,
    reading: &Reading,
    typed: Option<&Fields>,
    errors: Vec<FieldError>,
    notice: Option<Done>,
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let desk = Desk {
        reading,
        me,
        t: frame.t,
    };
    let (case, view, directory) = (desk.case(), desk.view(), &reading.directory);
    let calendar = &desk.version().calendar;
    let get = |name: &str| typed.map_or("", |fields| fields.get(name)).to_owned();
    let question = |one: &casework::case::Question| Question {
        no: one.no,
        to: match (&one.group, &one.person) {
            (Some(group), _) => directory.group(group).to_owned(),
            (None, person) => directory.name_of(person.as_ref()).to_owned(),
        },
        heard: one.hearing,
        brief: view.text(&one.brief).unwrap_or_default().to_owned(),
        on: one.at.date(&calendar.zone),
        discussed: one.discussed_at.map(|at| at.date(&calendar.zone)),
        reply: view.text_of(one.reply.as_ref()).unwrap_or_default().to_owned(),
        reply_typed: get(&format!("reactie_{}", one.no)),
        meeting_typed: get(&format!("vergadering_{}", one.no)),
    };
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let mut form = Form::new(desk.t, fresh_key(app)?);
    form.errors = errors;
    let tell = reading
        .version
        .policy
        .promises
        .iter()
        .find(|rule| rule.owed_to == Role::Complainant && rule.opened_by.contains(&FactKind::Evaluated));
    let evaluation = EvaluationPage {
        form,
        notice,
        tell_by: tell
            .and_then(|rule| rule.due(calendar, desk.now(), None))
            .map(|due| due.last_day(&calendar.zone)),
        number: case.number.to_string(),
        title: view.text_of(case.title.as_ref()).unwrap_or_default().to_owned(),
        due: desk
            .owed_evaluation()
            .map_or(Due::Open, |owed| due(calendar, owed.due_at, desk.now())),
        measures: measures::of_case(app, me, reading).await?,
        questions: case.questions.iter().map(question).collect(),
        groups: words::chosen(
            &lines::groups(desk.t, &reading.organisation, directory),
            &get("groep"),
        ),
        people: words::chosen(&desk.people(), &get("persoon")),
        brief: get("brief"),
        respondents: words::chosen(&respondents(&desk), &get("wie_gehoord")),
        allegation: get("verwijt"),
        differently: desk.differently(typed, false),
        message: get("bericht"),
        along: along::boxes(app, &desk, Draft::Evaluation, typed).await?,
        frame,
    };
    page(status, &evaluation)
}

async fn again(app: &App, sent: Sent, nr: &str, errors: Vec<FieldError>) -> Result<Response, WebError> {
    let reading = allowed(app, &sent.person, nr).await?;
    draw(
        app,
        sent.shown,
        &sent.person,
        &reading,
        Some(&sent.fields),
        errors,
        None,
    )
    .await
}

/// Decides, and tells the complainant when something was written to them.
pub async fn decide(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let reading = allowed(&app, &sent.person, &nr).await?;
    let desk = Desk {
        reading: &reading,
        me: &sent.person,
        t: Texts::Dutch,
    };
    let number = desk.case().number.clone();
    if sent.fields.get("doe") == "terug" {
        return draw(
            &app,
            sent.shown,
            &sent.person,
            &reading,
            Some(&sent.fields),
            Vec::new(),
            None,
        )
        .await;
    }
    let (others, gone) = along::ticked(&app, &desk, &sent.fields).await?;
    let (mut errors, _) = along::betrayed(&desk, &sent.fields, &others);
    let key = sent.fields.key();
    let composed = composed(&desk, &sent.fields);
    if !others.is_empty() || !gone.is_empty() {
        let shared = app.desk.shared_measure(key)?;
        let repeated = app.desk.carried_out(key).await?;
        match composed {
            Err(wrong) if !repeated => errors.extend(wrong),
            _ if !errors.is_empty() => {}
            composed => {
                let main = match composed {
                    Ok((mut differently, letter)) if !repeated => {
                        along::share(&shared, &mut differently);
                        let decided =
                            app.desk
                                .decide_evaluation(&sent.person, &number, differently, &letter, key);
                        Became::of(desk.t, decided.await)?
                    }
                    _ => Became::Went(Went::Done(None)),
                };
                let others = apart::send(&app, &desk, others, key, |other, fields| {
                    let (mut differently, letter) =
                        self::composed(other, fields).map_err(|wrong| along::first(&wrong))?;
                    along::share(&shared, &mut differently);
                    Ok(Composed::Evaluation { differently, letter })
                })
                .await?;
                let of = (Draft::Evaluation, &sent.fields);
                return apart::ended(&app, sent.shown, &desk, of, main, others, gone).await;
            }
        }
        return again(&app, sent, &nr, errors).await;
    }
    match composed {
        Err(wrong) => errors.extend(wrong),
        Ok((differently, letter)) => {
            let decided = app
                .desk
                .decide_evaluation(&sent.person, &number, differently, &letter, key);
            match tried(decided.await)? {
                Ok(Some(Went::Proposed(_))) => return Ok(done(&case_path(&number), "voorstel")),
                Ok(_) => return Ok(done(&case_path(&number), "besloten")),
                Err(no) => errors.push(no.at(desk.t, field_of(no))),
            }
        }
    }
    again(&app, sent, &nr, errors).await
}

/// The decision as typed, and the letter that tells it.
fn composed(desk: &Desk<'_>, fields: &Fields) -> Result<(Differently, String), Vec<FieldError>> {
    let mut checked = Checked::new(desk.t, fields);
    let decided = differently(desk, &mut checked, false);
    let letter = checked.words("bericht", STORY_AT_MOST);
    let right = checked.errors.is_empty();
    decided
        .filter(|_| right)
        .map(|decided| (decided, letter))
        .ok_or(checked.errors)
}

fn field_of(no: No) -> &'static str {
    match no {
        No::Refused(Refusal::DateInThePast) => "maatregel_vanaf",
        No::Refused(Refusal::PersonNotAvailable) => "maatregel_wie",
        No::Refused(Refusal::ReviewerIsOwner) => "maatregel_kijkt_na",
        No::Refused(Refusal::MeasureReviewed) => "maatregel_al",
        No::Refused(Refusal::CriterionMissing) => "maatregel_criterium",
        _ => "anders",
    }
}

/// `…/vraag`: a brief to a working group or a colleague.
pub async fn ask(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let reading = allowed(&app, &sent.person, &nr).await?;
    let desk = Desk {
        reading: &reading,
        me: &sent.person,
        t: Texts::Dutch,
    };
    let number = desk.case().number.clone();
    let mut checked = Checked::new(desk.t, &sent.fields);
    let group = sent.fields.given("groep").map(GroupId::from);
    let group = group.filter(|id| reading.organisation.groups.contains_key(id));
    let person = if checked.given("persoon") {
        checked.person("persoon", &desk)
    } else {
        None
    };
    if group.is_none() && person.is_none() && checked.errors.is_empty() {
        checked.wrong("groep", &Problem::ChoiceMissing);
    }
    let brief = checked.must("brief", TEXT_AT_MOST);
    let mut errors = checked.errors;
    if errors.is_empty() {
        let result = app
            .desk
            .raise_question(&sent.person, &number, group, person, &brief, sent.fields.key())
            .await;
        match tried(result)? {
            Ok(_) => return Ok(done(&format!("{}/evaluatie", case_path(&number)), "vraag")),
            Err(no) => errors.push(no.at(desk.t, "persoon")),
        }
    }
    again(&app, sent, &nr, errors).await
}

/// Who may be heard: whoever was kept out of it. Nobody: nothing to choose.
fn respondents(desk: &Desk<'_>) -> Vec<SelectOption> {
    let excluded = &desk.case().excluded;
    if excluded.is_empty() {
        return Vec::new();
    }
    let (organisation, directory) = (&desk.reading.organisation, &desk.reading.directory);
    let others: Vec<&PersonId> = organisation
        .people
        .keys()
        .filter(|id| !excluded.contains(*id))
        .collect();
    lines::people(desk.t, organisation, directory, &others)
}

/// `…/hoor`: what is said of somebody who was complained about, for them alone.
pub async fn hear(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let reading = allowed(&app, &sent.person, &nr).await?;
    let desk = Desk {
        reading: &reading,
        me: &sent.person,
        t: Texts::Dutch,
    };
    let number = desk.case().number.clone();
    let mut checked = Checked::new(desk.t, &sent.fields);
    let person = sent.fields.given("wie_gehoord").map(PersonId::from);
    let person = person.filter(|one| desk.case().excludes(one));
    if person.is_none() {
        checked.wrong("wie_gehoord", &Problem::ChoiceMissing);
    }
    let allegation = checked.must("verwijt", TEXT_AT_MOST);
    let mut errors = checked.errors;
    if let Some(what) = along::tells_who(&desk, &allegation) {
        let text = desk.t.a("evaluation-hear-given-away").with("what", what);
        errors.push(FieldError {
            field: "verwijt".to_owned(),
            text: text.to_string(),
        });
    }
    if let (Some(person), true) = (person, errors.is_empty()) {
        let key = sent.fields.key();
        match tried(
            app.desk
                .hear(&sent.person, &number, person, &allegation, key)
                .await,
        )? {
            Ok(_) => return Ok(done(&format!("{}/evaluatie", case_path(&number)), "gehoord")),
            Err(no) => errors.push(no.at(desk.t, "wie_gehoord")),
        }
    }
    again(&app, sent, &nr, errors).await
}

/// `…/besproken`: on which day it was discussed, and what they said.
pub async fn discussed(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let reading = allowed(&app, &sent.person, &nr).await?;
    let desk = Desk {
        reading: &reading,
        me: &sent.person,
        t: Texts::Dutch,
    };
    let number = desk.case().number.clone();
    let no = sent.fields.number("vraag").unwrap_or(0);
    let (reply_field, day_field) = (format!("reactie_{no}"), format!("vergadering_{no}"));
    let mut checked = Checked::new(desk.t, &sent.fields);
    let reply = checked.words(&reply_field, TEXT_AT_MOST);
    let meeting = meeting(&desk, &mut checked, &day_field);
    let mut errors = checked.errors;
    if errors.is_empty() {
        let key = sent.fields.key();
        let result = app
            .desk
            .question_discussed(&sent.person, &number, no, Some(&reply), meeting, key)
            .await;
        match tried(result)? {
            Ok(_) => return Ok(done(&format!("{}/evaluatie", case_path(&number)), "besproken")),
            Err(no @ No::Refused(Refusal::NothingWritten)) => errors.push(no.at(desk.t, &reply_field)),
            Err(no) => errors.push(no.at(desk.t, &day_field)),
        }
    }
    again(&app, sent, &nr, errors).await
}

/// The day of the meeting: today means now; an earlier day, its noon.
fn meeting(desk: &Desk<'_>, checked: &mut Checked<'_>, field: &str) -> Option<Moment> {
    let zone = &desk.version().calendar.zone;
    let today = desk.now().date(zone);
    match checked.date(field) {
        Some(day) if day > today => checked.refused(field, Refusal::ReceivedInTheFuture),
        Some(day) if day == today => return Some(desk.now()),
        Some(day) => return Some(Moment::of(day.at(12, 0, 0, 0), zone)),
        None => checked.wrong(field, &Problem::Date),
    }
    None
}
