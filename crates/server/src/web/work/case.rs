//! `/werk/klachten/{nr}`: one complaint with everything that may be done with it.

use super::again;
use super::all;
use super::along::{self, Draft};
use super::compose::{Desk, read};
use super::kept;
use super::lines::{self, due};
use super::measures;
use super::proposals;
use super::send;
use super::sign_in::Asked;
use super::sooner;
use crate::web::App;
use crate::web::support::course;
use crate::web::support::download;
use crate::web::support::entries;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::keeping;
use crate::web::support::sheet::Sheet;
use crate::web::support::visitor::Staff;
use crate::web::support::whole;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::access::{Action, Relation};
use casework::case::follow_up;
use casework::event::{Author, WayOut};
use casework::ids::PersonId;
use casework::vocabulary::Channel as Way;
use desk::read::Reading;
use render::course::Course;
use render::form::FieldError;
use render::pages::parts::FileItem;
use render::pages::work::case::{CasePage, May, SecondLook};
use render::pages::work::composer::{Composer, Sort};
use render::pages::work::notice::Done;
use render::pages::work::parts::{BoardQuestion, Due, Evaluation, UndertakingItem};
use render::pages::work::together::Neighbour;
use render::pages::work::words;
use render::{Form, Texts};

/// What is shown apart from the case itself: what is being written, what was typed and what is wrong with it.
#[derive(Default)]
pub struct Draw<'a> {
    /// The tab.
    pub sort: Option<Sort>,
    /// What was typed in its form.
    pub typed: Option<&'a Fields>,
    /// What was typed in another form of the page.
    pub beside: Option<&'a Fields>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What was just done.
    pub notice: Option<Done>,
}

/// Shows it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    staff: Staff,
    Path(nr): Path<String>,
    Query(asked): Asked,
) -> Result<Response, WebError> {
    let reading = match read(&app, &staff.person, &nr).await {
        // Whoever only has something to do in it finds that among what is asked of them.
        Err(WebError::NotFound) if has_a_part(&app, &staff.person, &nr).await? => {
            return Ok(Redirect::to("/werk/brieven").into_response());
        }
        other => other?,
    };
    let sort = asked.get("soort").and_then(|code| Sort::from_code(code));
    let notice = asked.get("gedaan").and_then(|code| Done::from_code(code));
    let desk = Desk {
        reading: &reading,
        me: &staff.person,
        t: Texts::Dutch,
    };
    let sort = sort
        .filter(|sort| desk.sorts().contains(sort))
        .or_else(|| desk.first_sort(&desk.sorts()));
    let number = reading.view.case().number.clone();
    let typed = match sort {
        Some(sort) => kept::load(&app, &staff.person, &number, sort.code()).await?,
        None => None,
    };
    let draw = Draw {
        sort,
        typed: typed.as_ref(),
        notice,
        ..Draw::default()
    };
    draw_case(&app, shown, &staff.person, &reading, StatusCode::OK, draw).await
}

/// Whether somebody who doesn't read the case has something to do in it.
///
/// # Errors
/// When the store fails.
pub async fn has_a_part(app: &App, me: &PersonId, nr: &str) -> Result<bool, WebError> {
    let number = super::form::number(nr)?;
    Ok(app
        .desk
        .own_parts(me)
        .await?
        .iter()
        .any(|part| part.view.case().number == number))
}

/// The page of a case.
///
/// # Errors
/// When the store fails.
pub async fn draw_case(
    app: &App,
    shown: Shown,
    me: &PersonId,
    reading: &Reading,
    status: StatusCode,
    draw: Draw<'_>,
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let t = frame.t;
    let desk = Desk { reading, me, t };
    let (case, view, directory) = (desk.case(), desk.view(), &reading.directory);
    let calendar = &desk.version().calendar;
    let sorts = desk.sorts();
    let sort = draw
        .sort
        .filter(|sort| sorts.contains(sort))
        .or_else(|| desk.first_sort(&sorts));
    let named = draw.typed.map(|fields| fields.all("bijlage")).unwrap_or_default();
    let waiting = download::waiting(&app.desk.waiting_files(&case.id, &named).await?);
    let carried = draw.typed.and_then(|fields| fields.given(send::READ));
    let read = carried.map_or_else(|| desk.said_so_far().to_string(), str::to_owned);
    let next = lines::tasks(case).first().copied();
    let mut form = Form::new(t, fresh_key(app)?);
    form.errors = draw.errors;
    let beside = |name: &str| draw.beside.map_or("", |fields| fields.get(name)).to_owned();
    let points: Vec<String> = case
        .points
        .iter()
        .map(|point| view.text(point).unwrap_or_default().to_owned())
        .collect();
    let title = view.text_of(case.title.as_ref()).unwrap_or_default().to_owned();
    let today = reading.now.date(&calendar.zone);
    let course =
        Course::narrow(t, "verloop", course::of(reading, t, course::Audience::Staff)).with_today(today);
    let sheet = Sheet::of(reading, t);
    let number = case.number.to_string();
    let under = format!("/werk/klachten/{number}");
    let recent = whole::recent(
        entries::of(&sheet, reading, &under),
        course,
        all::address(&number),
    );
    let told = sheet.told(sheet.files(reading, &case.entrusted.files, &under));
    let case_page = CasePage {
        form,
        notice: draw.notice,
        title: if title.is_empty() {
            case.number.to_string()
        } else {
            title
        },
        concern: !case.is_complaint(),
        todo: next
            .map(|owed| lines::task(desk.policy(), owed))
            .unwrap_or_default(),
        closed: case.is_closed(),
        due: next.map_or(Due::Open, |owed| due(calendar, owed.due_at, reading.now)),
        told: told.shortened(&all::whole_complaint(&number)),
        entries: recent.messages,
        older: recent.older,
        number,
        points_typed: draw
            .beside
            .filter(|fields| fields.has("punten"))
            .map_or_else(|| points.join("\n"), |fields| fields.get("punten").to_owned()),
        points,
        stopped: case
            .way_out
            .as_ref()
            .map(|(_, way, _)| stopped(t, way))
            .unwrap_or_default(),
        in_place_of: match sort {
            Some(Sort::Answer | Sort::Interim) if desk.stands_in() => {
                directory.name_of(case.handler.as_ref()).to_owned()
            }
            _ => String::new(),
        },
        sorts,
        read,
        composer: composer(app, &desk, sort, draw.typed, waiting).await?,
        proposals: proposals::of(app, &desk, draw.beside).await?,
        undertakings: undertakings(&desk),
        evaluation: evaluation(&desk),
        measures: measures::of_case(app, me, reading).await?,
        course: recent.course,
        handler: with_stand_in(&desk, case.handler.as_ref().or(case.contact.as_ref())),
        supervisor: with_stand_in(&desk, case.supervisor.as_ref()),
        board_member: directory.name_of(case.board_member.as_ref()).to_owned(),
        excluded: case
            .excluded
            .iter()
            .map(|person| {
                let name = directory.name(person);
                match view.text_of(case.exclusions.get(person)) {
                    Some(why) => format!("{name} ({why})"),
                    None => name.to_owned(),
                }
            })
            .collect(),
        exclude_why: beside("waarom_niet"),
        people: words::chosen(&excludable(&desk), &beside("wie_niet")),
        linked: linked(app, &desk).await?,
        neighbours: neighbours(app, &desk).await?,
        link_typed: beside("nummer"),
        board_questions: board_questions(&desk, draw.beside),
        movable: words::chosen(&again::movable(&desk), &beside("streefdatum")),
        heard: [
            beside("gehoord_datum"),
            beside("gehoord_uur"),
            beside("gehoord_reden"),
        ],
        move_until: beside("verzet_tot"),
        move_reason: beside("verzet_reden"),
        keeping: keeping::of(reading, false),
        hold: [beside("bewaar_tot"), beside("bewaar_reden")],
        sooner: sooner::of(&desk, &beside("bestand"), beside("bestand_waarover")),
        second_look: second_look(&desk),
        checked: beside("nagekeken"),
        may: may(&desk),
        frame,
    };
    page(status, &case_page)
}

/// Who has a part; and, while they are away, who stands in until when.
fn with_stand_in(desk: &Desk<'_>, person: Option<&PersonId>) -> String {
    let directory = &desk.reading.directory;
    let name = directory.name_of(person);
    let stands_in = desk
        .case()
        .stand_ins
        .iter()
        .find(|one| Some(&one.absent) == person);
    stands_in.map_or_else(
        || name.to_owned(),
        |one| {
            let until = one.until.last_day(&desk.version().calendar.zone);
            words::away(&desk.t, name, directory.name(&one.person), &until)
        },
    )
}

fn stopped(t: Texts, way: &WayOut) -> String {
    match way {
        WayOut::Withdrawn => words::stopped(&t, "withdrawn", ""),
        WayOut::Refused(reason) => words::stopped(&t, "refused", reason.code()),
        WayOut::Reclassified(other) => words::stopped(&t, "reclassified", other.code()),
        WayOut::Released(reason) => words::stopped(&t, "released", reason.code()),
    }
}

fn undertakings(desk: &Desk<'_>) -> Vec<UndertakingItem> {
    let (case, may) = (desk.case(), desk.view().may(Action::Undertake));
    let follows = [&case.handler, &case.supervisor]
        .into_iter()
        .flatten()
        .any(|one| one == desk.me);
    Sheet::of(desk.reading, desk.t).undertakings(|by| may && (follows || by == desk.me))
}

fn evaluation(desk: &Desk<'_>) -> Evaluation {
    let calendar = &desk.version().calendar;
    if let Some(owed) = desk.owed_evaluation() {
        return Evaluation::Open(due(calendar, owed.due_at, desk.now()));
    }
    match desk.case().decided() {
        Some(decided) => Evaluation::Decided {
            change: decided.change,
            cause: decided.cause.code().to_owned(),
            reason: desk.view().text(&decided.reason).unwrap_or_default().to_owned(),
            on: decided.at.date(&calendar.zone),
        },
        None => Evaluation::NotYet,
    }
}

/// Who may still be excluded: everybody but the reader.
fn excludable(desk: &Desk<'_>) -> Vec<render::form::SelectOption> {
    let mut not: Vec<&PersonId> = desk.case().excluded.iter().collect();
    not.push(desk.me);
    // Nobody but the board member and the complainant keeps the board member out.
    not.extend(&desk.case().board_member);
    lines::people(desk.t, &desk.reading.organisation, &desk.reading.directory, &not)
}

async fn linked(app: &App, desk: &Desk<'_>) -> Result<Vec<Neighbour>, WebError> {
    let linked = app.desk.linked(desk.me, desk.case()).await?;
    linked
        .iter()
        .map(|one| along::line(app, one, "/werk/klachten"))
        .collect()
}

async fn neighbours(app: &App, desk: &Desk<'_>) -> Result<Vec<Neighbour>, WebError> {
    if !desk.view().may(Action::Link) {
        return Ok(Vec::new());
    }
    let found = app.desk.neighbours(desk.me, desk.case()).await?;
    found
        .iter()
        .map(|one| along::line(app, one, "/werk/klachten"))
        .collect()
}

/// What is being written, with the linked complaints that it may go to as well.
async fn composer(
    app: &App,
    desk: &Desk<'_>,
    sort: Option<Sort>,
    typed: Option<&Fields>,
    waiting: Vec<FileItem>,
) -> Result<Option<Composer>, WebError> {
    let Some(sort) = sort else { return Ok(None) };
    let composer = desk.composer(sort, typed).with_files(waiting);
    if !matches!(sort, Sort::Answer | Sort::Interim) {
        return Ok(Some(composer));
    }
    let along = along::boxes(app, desk, Draft::Message(sort), typed).await?;
    Ok(Some(composer.with_along(along)))
}

fn board_questions(desk: &Desk<'_>, typed: Option<&Fields>) -> Vec<BoardQuestion> {
    let (case, view) = (desk.case(), desk.view());
    let ask = |one: &casework::case::BoardQuestion| {
        let mine = case.answers_board(one) == Some(desk.me);
        BoardQuestion {
            no: one.no,
            words: view.text(&one.words).unwrap_or_default().to_owned(),
            to: desk.reading.directory.name_of(case.answers_board(one)).to_owned(),
            due: due(&desk.version().calendar, one.until, desk.now()),
            answer: view
                .text_of(one.answer.as_ref().map(|(_, words)| words))
                .unwrap_or_default()
                .to_owned(),
            may_reply: mine && one.answer.is_none() && view.may(Action::ReplyToBoard),
            typed: typed
                .map_or("", |fields| fields.get(&format!("raad_antwoord_{}", one.no)))
                .to_owned(),
        }
    };
    case.board_questions.iter().map(ask).collect()
}

fn second_look(desk: &Desk<'_>) -> Option<SecondLook> {
    let case = desk.case();
    let look = case
        .reviews
        .iter()
        .find(|one| one.delivered_at.is_none() && one.reviewer == *desk.me)?;
    let owed = case
        .open_owed()
        .find(|owed| owed.named.as_ref() == Some(desk.me) && owed.opened_at == look.at);
    let asked = case
        .messages
        .iter()
        .rfind(|one| one.author == Author::Complainant && one.at == look.at);
    Some(SecondLook {
        asked: asked
            .and_then(|one| desk.view().text(&one.words))
            .unwrap_or_default()
            .to_owned(),
        due: owed.map_or(Due::Open, |owed| {
            due(&desk.version().calendar, owed.due_at, desk.now())
        }),
    })
}

fn may(desk: &Desk<'_>) -> May {
    let (case, view) = (desk.case(), desk.view());
    let is = |relation| view.relations().contains(&relation);
    let silent = follow_up::can_be_silent(case, desk.policy()).is_ok();
    May {
        understand: view.may(Action::Note) && (is(Relation::Handler) || is(Relation::Supervisor)),
        assign: view.may(Action::Assign) && case.is_complaint(),
        exclude: view.may(Action::Exclude),
        readers: view.may(Action::SeeReaders),
        link: view.may(Action::Link),
        way_out: case.is_complaint()
            && case.way_out.is_none()
            && [Action::Reclassify, Action::Refuse, Action::Release]
                .iter()
                .any(|action| view.may(*action)),
        // The pool is told because nobody opened it; once somebody wrote to the complainant that is over.
        take_over: view.may(Action::TakeOver)
            && !is(Relation::Handler)
            && case.messages.iter().all(|one| one.author == Author::Complainant),
        evaluate: view.may(Action::Evaluate),
        deliver: view.may(Action::Deliver),
        silent: view.may(Action::FollowUp) && silent,
        correct: view.may(Action::CorrectHeard) && case.channel != Way::Form,
        code: view.may(Action::Answer),
        hold: view.may(Action::Hold),
        reopen: view.may(Action::Reopen) && case.is_complaint() && case.is_closed() && case.way_out.is_none(),
    }
}
