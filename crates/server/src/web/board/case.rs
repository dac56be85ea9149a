//! `/bestuur/klachten/{nr}`: everything about one complaint, and what only the board member may do with it.

use crate::web::App;
use crate::web::support::course::{self, Audience};
use crate::web::support::entries;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::keeping;
use crate::web::support::sheet::{Sheet, people};
use crate::web::support::visitor::BoardMember;
use crate::web::support::whole;
use crate::web::work::form::{No, Sent, done, number, tried};
use crate::web::work::measures;
use crate::web::work::{all, along};
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::access::{Action, Relation};
use casework::event::WayOut;
use casework::ids::{CaseNumber, PersonId};
use casework::organisation::StaffRole;
use casework::refusal::Refusal;
use casework::retention::Kept;
use casework::vocabulary::{DeliveredBy, FactKind};
use desk::DeskError;
use desk::read::Reading;
use render::form::FieldError;
use render::pages::work::board::{BoardCasePage, BoardItem, Excluded};
use render::pages::work::notice::Done;
use render::{Course, Form, Problem};

/// Shows it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    BoardMember(person): BoardMember,
    Path(nr): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let reading = read(&app, &person, &number(&nr)?).await?;
    draw(
        &app,
        shown,
        &person,
        &reading,
        &Fields::default(),
        Vec::new(),
        Done::from_code(query.get("gedaan")),
    )
    .await
}

/// The complaint, for a member of the board who hears of it; for others this page doesn't exist.
async fn read(app: &App, person: &PersonId, number: &CaseNumber) -> Result<Reading, WebError> {
    let reading = app.desk.read(person, number).await?;
    if reading.view.relations().contains(&Relation::BoardMember) {
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
    typed: &Fields,
    errors: Vec<FieldError>,
    notice: Option<Done>,
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let t = frame.t;
    let sheet = Sheet::of(reading, t);
    let case = sheet.case();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let under = format!("/werk/klachten/{}", case.number);
    let nodes = course::of(reading, t, Audience::Staff);
    let course = Course::narrow(t, "verloop", nodes).with_today(sheet.date(sheet.now));
    let address = all::address(case.number.as_str());
    let recent = whole::recent(entries::of(&sheet, reading, &under), course, address);
    let told = sheet.told(sheet.files(reading, &case.entrusted.files, &under));
    let handling = [
        StaffRole::Handler,
        StaffRole::Management,
        StaffRole::StaffRepresentative,
    ];
    let linked = app.desk.linked(me, case).await?;
    let lines = linked
        .iter()
        .map(|one| along::line(app, one, "/bestuur/klachten"));
    let board_page = BoardCasePage {
        linked: lines.collect::<Result<_, _>>()?,
        form: Form {
            errors,
            ..Form::new(t, fresh_key(app)?)
        },
        notice,
        today: sheet.date(sheet.now),
        number: case.number.to_string(),
        title: sheet.title(),
        told: told.shortened(&all::whole_complaint(case.number.as_str())),
        name_shown: !reading.view.identity_hidden(),
        entries: recent.messages,
        older: recent.older,
        points: case.points.iter().map(|point| sheet.text(Some(point))).collect(),
        undertakings: sheet.undertakings(|_| false),
        evaluation: sheet.evaluation(),
        measures: measures::of_case(app, me, reading).await?,
        course: recent.course,
        handler: sheet.directory.name_of(case.handler.as_ref()).to_owned(),
        supervisor: sheet.directory.name_of(case.supervisor.as_ref()).to_owned(),
        stopped: sheet.stopped(),
        keeping: keeping::of(reading, false),
        gone: case.retention.gone(Kept::Words).is_some(),
        // What the complainant stopped is theirs to take up again.
        may_reinstate: case
            .way_out
            .as_ref()
            .is_some_and(|(_, way, _)| *way != WayOut::Withdrawn)
            && reading.view.may(Action::Reinstate),
        retaliation: sheet
            .open_kept_by(FactKind::RetaliationAnswered)
            .map(|owed| sheet.due(owed.due_at)),
        items: case
            .board_items
            .iter()
            .map(|item| board_item(&sheet, item, typed))
            .collect(),
        questions: sheet.board_questions(None),
        people: people(
            t,
            &reading.organisation,
            &reading.directory,
            typed.get("aan"),
            |one| handling.iter().any(|role| one.roles.contains(role)) && !case.excludes(&one.id),
        ),
        excluded: case
            .excluded
            .iter()
            .map(|person| Excluded {
                id: person.to_string(),
                name: sheet.directory.name(person).to_owned(),
                why: sheet.text(case.exclusions.get(person)),
                ticked: case.ticked.contains(person),
            })
            .collect(),
        notes: case
            .board_notes
            .iter()
            .map(|note| (sheet.local(note.at), sheet.text(Some(&note.words))))
            .collect(),
        typed: typed.pairs().to_vec(),
        frame,
    };
    page(status, &board_page)
}

fn board_item(sheet: &Sheet<'_>, item: &casework::case::BoardItem, typed: &Fields) -> BoardItem {
    BoardItem {
        no: item.no,
        meeting: item.meeting.last_day(&sheet.version.calendar.zone),
        title: sheet.text(item.title.as_ref()),
        to_come: item.outcome.is_none() && item.meeting > sheet.now,
        moved: [
            typed.get(&format!("vergadering_{}", item.no)).to_owned(),
            typed.get(&format!("verzet_reden_{}", item.no)).to_owned(),
        ],
        reason: sheet.text(item.reason.as_ref()),
        outcome: sheet.text(item.outcome.as_ref().map(|(_, words)| words)),
        typed: typed.get(&format!("uitkomst_{}", item.no)).to_owned(),
    }
}

/// A form of this page that was sent.
struct Act {
    app: App,
    sent: Sent,
    number: CaseNumber,
}

impl Act {
    fn of(app: App, nr: &str, sent: Sent) -> Result<Act, WebError> {
        Ok(Act {
            number: number(nr)?,
            app,
            sent,
        })
    }

    fn path(&self) -> String {
        format!("/bestuur/klachten/{}", self.number)
    }

    /// On to the page with what was done, or the same page with what is wrong and all that was typed.
    async fn ended<T>(
        self,
        result: Result<T, DeskError>,
        code: &str,
        field: impl FnOnce(Refusal) -> String,
    ) -> Result<Response, WebError> {
        let no = match tried(result)? {
            Ok(_) => return Ok(done(&self.path(), code)),
            Err(no) => no,
        };
        let field = match no {
            No::Refused(refusal) => field(refusal),
            No::Faster => field(Refusal::NothingWritten),
        };
        let error = no.at(render::Texts::Dutch, &field);
        self.again(error).await
    }

    async fn again(self, error: FieldError) -> Result<Response, WebError> {
        let reading = read(&self.app, &self.sent.person, &self.number).await?;
        draw(
            &self.app,
            self.sent.shown,
            &self.sent.person,
            &reading,
            &self.sent.fields,
            vec![error],
            None,
        )
        .await
    }

    async fn wrong(self, field: &str, problem: &Problem) -> Result<Response, WebError> {
        let text = problem.text(render::Texts::Dutch);
        self.again(FieldError {
            field: field.to_owned(),
            text,
        })
        .await
    }
}

/// Shows the name, for a reason that is kept.
pub async fn reveal(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let act = Act::of(app, &nr, sent)?;
    let (person, fields) = (&act.sent.person, &act.sent.fields);
    let result = act
        .app
        .desk
        .reveal(person, &act.number, fields.get("waarom"), fields.key())
        .await;
    match tried(result)? {
        Ok(_) => Ok(Redirect::to(&act.path()).into_response()),
        Err(no) => act.again(no.at(render::Texts::Dutch, "waarom")).await,
    }
}

/// Brings it to the board.
pub async fn bring(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let act = Act::of(app, &nr, sent)?;
    let (person, fields) = (&act.sent.person, &act.sent.fields);
    let Some(meeting) = fields.date("vergadering") else {
        return act.wrong("vergadering", &Problem::Date).await;
    };
    let (title, reason) = (fields.given("raad_titel"), fields.given("raad_reden"));
    let result = act
        .app
        .desk
        .bring_to_board(person, &act.number, meeting, (title, reason), fields.key())
        .await;
    act.ended(result, "raad", |_| "vergadering".to_owned()).await
}

/// Sets the day of a meeting right that hasn't been.
pub async fn move_meeting(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let act = Act::of(app, &nr, sent)?;
    let (person, fields) = (&act.sent.person, &act.sent.fields);
    let item = fields.number("punt").unwrap_or(0);
    let (day, why) = (format!("vergadering_{item}"), format!("verzet_reden_{item}"));
    let Some(meeting) = fields.date(&day) else {
        return act.wrong(&day, &Problem::Date).await;
    };
    let reason = fields.get(&why);
    let result = act
        .app
        .desk
        .move_meeting(person, &act.number, (item, meeting), reason, fields.key())
        .await;
    let field = |refusal| match refusal {
        Refusal::NothingWritten => why,
        _ => day,
    };
    act.ended(result, "vergadering", field).await
}

/// Records what the board decided.
pub async fn outcome(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let act = Act::of(app, &nr, sent)?;
    let (person, fields) = (&act.sent.person, &act.sent.fields);
    let item = fields.number("punt").ok_or(WebError::BadRequest)?;
    let field = format!("uitkomst_{item}");
    let result = act
        .app
        .desk
        .board_outcome(person, &act.number, item, fields.get(&field), fields.key())
        .await;
    act.ended(result, "uitkomst", |_| field.clone()).await
}

/// Asks somebody a question.
pub async fn ask(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let act = Act::of(app, &nr, sent)?;
    let (person, fields) = (&act.sent.person, &act.sent.fields);
    let Some(until) = fields.date("vraag_tegen") else {
        return act.wrong("vraag_tegen", &Problem::Date).await;
    };
    let Some(to) = fields.given("aan").map(PersonId::from) else {
        return act.wrong("aan", &Problem::ChoiceMissing).await;
    };
    let result = act
        .app
        .desk
        .board_question(person, &act.number, to, fields.get("vraag"), until, fields.key())
        .await;
    let field = |refusal| match refusal {
        Refusal::PersonNotAvailable => "aan".to_owned(),
        Refusal::DateInThePast => "vraag_tegen".to_owned(),
        _ => "vraag".to_owned(),
    };
    act.ended(result, "vraag", field).await
}

/// Writes a note that nobody else reads.
pub async fn note(State(app): State<App>, Path(nr): Path<String>, sent: Sent) -> Result<Response, WebError> {
    let act = Act::of(app, &nr, sent)?;
    let (person, fields) = (&act.sent.person, &act.sent.fields);
    let result = act
        .app
        .desk
        .board_note(person, &act.number, fields.get("nota"), fields.key())
        .await;
    act.ended(result, "nota", |_| "nota".to_owned()).await
}

/// Lets somebody back in who was excluded by mistake.
pub async fn let_back_in(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let act = Act::of(app, &nr, sent)?;
    let (by, fields) = (&act.sent.person, &act.sent.fields);
    let person = PersonId::from(fields.get("wie_weer"));
    let result = act
        .app
        .desk
        .let_back_in(by, &act.number, &person, fields.key())
        .await;
    act.ended(result, "weer-toegelaten", |_| "wie_weer".to_owned())
        .await
}

/// The board member steps back from a complaint: the next in the order hears of it instead.
pub async fn step_back(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let act = Act::of(app, &nr, sent)?;
    let (by, fields) = (&act.sent.person, &act.sent.fields);
    let whom = (by, fields.get("waarom_niet"));
    let result = act.app.desk.exclude(by, &act.number, whom, fields.key()).await;
    match tried(result)? {
        // For them it doesn't exist any more.
        Ok(_) => Ok(Redirect::to("/bestuur").into_response()),
        Err(no) => act.again(no.at(render::Texts::Dutch, "waarom_niet")).await,
    }
}

/// Turns a way out back; the reason, if given, is kept as a note.
pub async fn reinstate(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let act = Act::of(app, &nr, sent)?;
    let (person, fields) = (&act.sent.person, &act.sent.fields);
    let result = act.app.desk.reinstate(person, &act.number, fields.key()).await;
    if let (Ok(()), Some(why)) = (&result, fields.given("terug_reden")) {
        act.app
            .desk
            .board_note(person, &act.number, why, fields.key())
            .await?;
    }
    act.ended(result, "teruggezet", |_| "terug_reden".to_owned())
        .await
}

/// Answers a report of harm for having complained.
pub async fn answer_retaliation(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let act = Act::of(app, &nr, sent)?;
    let (person, fields) = (&act.sent.person, &act.sent.fields);
    let text = fields.get("last_antwoord");
    let result = act
        .app
        .desk
        .answer_retaliation(person, &act.number, text, fields.key())
        .await;
    act.ended(result, "verstuurd", |_| "last_antwoord".to_owned())
        .await
}

/// `…/bezorgd`: their answer to a report of harm was spoken with the person, or posted.
pub async fn delivered(
    State(app): State<App>,
    Path(nr): Path<String>,
    sent: Sent,
) -> Result<Response, WebError> {
    let act = Act::of(app, &nr, sent)?;
    let (person, fields) = (&act.sent.person, &act.sent.fields);
    let no = fields.number("bericht").unwrap_or(0);
    let how = match fields.get("hoe") {
        "gepost" => DeliveredBy::Posted,
        "gesproken" => DeliveredBy::Spoken,
        _ => {
            return act
                .ended(Err::<(), _>(Refusal::NoSuchItem.into()), "", |_| {
                    format!("bericht-{no}")
                })
                .await;
        }
    };
    let result = act
        .app
        .desk
        .delivered(person, &act.number, no, how, None, fields.key())
        .await;
    act.ended(result, "bezorgd", |_| format!("bericht-{no}")).await
}
