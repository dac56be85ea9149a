//! `/werk`, *Vandaag*: what I owe now and soon, what waits for my voice or the post, and whether everything runs.

use super::kept;
use super::lines::{self, due};
use super::sign_in::Asked;
use crate::operation::backups::{self, Going};
use crate::operation::pulse::STILL_MILLIS;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::visitor::Staff;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::calendar::Calendar;
use casework::event::Part;
use casework::ids::PersonId;
use casework::measure::MeasureStage;
use casework::moment::Moment;
use casework::organisation::{Organisation, StaffRole};
use desk::Version;
use desk::today::{Fresh, OwedLine, Today, Undelivered};
use jiff::civil::Date;
use render::Texts;
use render::course::{Course, Node, State as NodeState, When};
use render::pages::work::entry::Delivery;
use render::pages::work::notice::Done;
use render::pages::work::parts::{CaseRow, Due};
use render::pages::work::today::{Beat, Heartbeat, News, ReviewDue, ToDeliver, Today as TodayPage, Waiting};

/// "Straks" looks so many working days ahead.
const SOON_WORKING_DAYS: u32 = 5;
/// The days ahead for which somebody must be there.
const LOOK_AHEAD: usize = 2;
/// A brief in a list is cut to so many characters.
const BRIEF_AT_MOST: usize = 80;

/// Shows it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    staff: Staff,
    Query(asked): Asked,
) -> Result<Response, WebError> {
    if let Some(elsewhere) = staff.elsewhere() {
        return Ok(Redirect::to(elsewhere).into_response());
    }
    let me = &staff.person;
    let today = app.desk.today(me).await?;
    let version = app.desk.shelf().in_force(today.now)?;
    let frame = frame(&app, shown).await?;
    let t = frame.t;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let calendar = &version.calendar;
    let until = calendar.add_working_days(today.now, SOON_WORKING_DAYS);
    let day = today.now.date(&calendar.zone);
    let before_next = Moment::start_of(calendar.next_working_day(day), &calendar.zone);
    let (mut owed, mut soon, mut later) = (Vec::new(), Vec::new(), None);
    let lines = today.owed.iter().filter(|line| mine(line, me, today.now));
    let first = |line: &OwedLine| owes(line) == Some(me) && line.owed.due_at <= before_next;
    for Line {
        first: line,
        more,
        late,
    } in by_case(lines, first, today.now)
    {
        let said = due(calendar, line.owed.due_at, today.now);
        let who = directory.name_of(owes(line)).to_owned();
        let mut row = lines::row(
            &app,
            t,
            &line.case,
            Some((line.task.clone(), said, who)),
            today.now,
        )?;
        row.more = more;
        row.more_late = late;
        row.unopened = today.unopened.iter().any(|one| one.row.id == line.case.row.id);
        match said {
            // A day in the weekend: nobody is there any more before it is over.
            Due::On(_) if line.owed.due_at <= before_next => owed.push(row),
            Due::Late(_) | Due::Today => owed.push(row),
            Due::On(_) | Due::Open if line.owed.due_at <= until => soon.push(row),
            Due::On(on) => later = later.or(Some((on, line.task.clone()))),
            Due::Open => {}
        }
    }
    let unopened = u32::try_from(today.unopened.len()).unwrap_or(u32::MAX);
    let writes = [
        StaffRole::Handler,
        StaffRole::Management,
        StaffRole::StaffRepresentative,
    ];
    let today_page = TodayPage {
        key: fresh_key(&app)?,
        notice: asked.get("gedaan").and_then(|code| Done::from_code(code)),
        today: day,
        unopened,
        course: owed.is_empty().then(|| nothing_owed(t, day, &soon, later)),
        owed,
        soon,
        news: today.fresh.iter().map(news).collect(),
        results: today.results,
        to_deliver: today
            .undelivered
            .iter()
            .filter_map(|one| to_deliver(one, &version, today.now))
            .collect(),
        reviews: reviews(&app, me, &version, today.now, until).await?,
        briefs: briefs(&app, me, calendar, today.now).await?,
        board_questions: Vec::new(),
        nobody_on: nobody_on(&organisation, calendar, today.now),
        vacancies: vacancies(&app, t, me).await?,
        unfinished: unfinished(&app, me).await?,
        heartbeat: heartbeat(&app, &today),
        may_write: writes.iter().any(|role| staff.is(*role)),
        frame,
    };
    page(StatusCode::OK, &today_page)
}

/// A line of a case, how many more things are owed in it, and whether one of those is late.
struct Line<'a> {
    first: &'a OwedLine,
    more: usize,
    late: bool,
}

/// One line for each case, with the first thing that is due in it. What the reader has to do now goes before what a
/// colleague has to: that isn't theirs to do.
fn by_case<'a>(
    lines: impl Iterator<Item = &'a OwedLine>,
    own: impl Fn(&OwedLine) -> bool,
    now: Moment,
) -> Vec<Line<'a>> {
    let mut cases: Vec<Line<'a>> = Vec::new();
    for line in lines {
        let known = cases.iter_mut();
        match known
            .into_iter()
            .find(|one| one.first.case.row.id == line.case.row.id)
        {
            Some(one) => {
                one.more += 1;
                let mut hidden = line;
                if own(line) && !own(one.first) {
                    hidden = std::mem::replace(&mut one.first, line);
                }
                one.late |= hidden.owed.due_at <= now;
            }
            None => cases.push(Line {
                first: line,
                more: 0,
                late: false,
            }),
        }
    }
    cases
}

fn news(fresh: &Fresh) -> News {
    let number = fresh.case.view.case().number.to_string();
    News {
        href: format!("/werk/klachten/{number}"),
        title: if fresh.case.title.is_empty() {
            number.clone()
        } else {
            fresh.case.title.clone()
        },
        number,
        what: fresh.what.clone(),
    }
}

/// Who owes it, as everything else that tells of it says.
fn owes(line: &OwedLine) -> Option<&PersonId> {
    let case = line.case.view.case();
    let owed = case.owed.iter().find(|one| one.no == line.owed.owed_no)?;
    case.owes(owed)
}

/// The next two working days on which nobody is there who answers.
fn nobody_on(organisation: &Organisation, calendar: &Calendar, now: Moment) -> Vec<Date> {
    let mut day = now.date(&calendar.zone);
    let mut nobody = Vec::new();
    for _ in 0..LOOK_AHEAD {
        day = calendar.next_working_day(day);
        let (start, end) = (
            Moment::start_of(day, &calendar.zone),
            Moment::end_of(day, &calendar.zone).plus_millis(-1),
        );
        let there = organisation
            .with_role(StaffRole::Handler)
            .any(|one| !(organisation.is_away(&one.id, start) && organisation.is_away(&one.id, end)));
        if !there {
            nobody.push(day);
        }
    }
    nobody
}

/// Complaints with a part that nobody has, for whoever can add people.
async fn vacancies(app: &App, t: Texts, me: &PersonId) -> Result<Vec<(String, String)>, WebError> {
    let all = app.desk.vacancies(me).await?;
    let part = |part: &Part| match part {
        Part::Supervisor => t.m("vacant-supervisor"),
        Part::BoardMember => t.m("vacant-board"),
        _ => t.m("vacant-handler"),
    };
    let row = |one: desk::jobs::vacant::Vacancy| {
        let parts: Vec<String> = one.parts.iter().map(part).collect();
        (one.number.to_string(), t.list(&parts))
    };
    Ok(all.into_iter().map(row).collect())
}

/// What they kept to write on later, in cases that they may still see.
async fn unfinished(app: &App, me: &PersonId) -> Result<Vec<(String, String)>, WebError> {
    let scope = app.desk.scope_of(me).await?;
    let mut still = Vec::new();
    for (number, sort) in kept::unfinished(app, me).await? {
        if app.desk.store().case_by_number(&scope, &number).await?.is_some() {
            let href = format!("/werk/klachten/{number}?soort={sort}#schrijf");
            still.push((number.to_string(), href));
        }
    }
    Ok(still)
}

/// Mine to do; and, for whoever follows the complaint, all that is late.
fn mine(line: &OwedLine, me: &PersonId, now: Moment) -> bool {
    let Some(person) = owes(line) else {
        return false;
    };
    let case = line.case.view.case();
    let follows = case.acts_for(me, case.handler.as_ref()) || case.acts_for(me, case.supervisor.as_ref());
    person == me || (follows && now >= line.owed.due_at)
}

/// When nothing is owed: what comes first.
fn nothing_owed(
    t: Texts,
    today: jiff::civil::Date,
    soon: &[CaseRow],
    later: Option<(jiff::civil::Date, String)>,
) -> Course {
    let next = soon.iter().find_map(|row| match row.due {
        Due::On(on) => Some((on, row.todo.clone())),
        _ => None,
    });
    let node = |(on, task)| Node::new(NodeState::Open, When::By(on), task);
    Course::narrow(t, "verloop", next.or(later).map(node).into_iter().collect()).with_today(today)
}

fn to_deliver(one: &Undelivered, version: &Version, now: Moment) -> Option<ToDeliver> {
    let view = &one.case.view;
    let case = view.case();
    let message = case.message(one.message)?;
    let how = lines::delivery(case, message, &version.calendar, now);
    let contact = match how {
        Delivery::Bounced => view
            .text_of(case.entrusted.phone.as_ref())
            .unwrap_or_default()
            .to_owned(),
        Delivery::ToSay | Delivery::ToPost => lines::contact(view),
        Delivery::None | Delivery::Done(_) | Delivery::Spoken(_) | Delivery::Waiting => return None,
    };
    Some(ToDeliver {
        number: case.number.to_string(),
        href: format!("/werk/klachten/{}", case.number),
        message: one.message,
        name: lines::name(view),
        contact,
        how,
        asks: one.asks,
        words: if one.asks && how == Delivery::ToPost {
            view.text(&message.words).unwrap_or_default().to_owned()
        } else {
            String::new()
        },
    })
}

async fn reviews(
    app: &App,
    me: &PersonId,
    version: &Version,
    now: Moment,
    until: Moment,
) -> Result<Vec<ReviewDue>, WebError> {
    let all = app.desk.measures(me).await?;
    let waits = all.into_iter().filter(|one| {
        let soon = one.measure.review_by.is_some_and(|by| by <= until);
        soon && one.measure.stage() == MeasureStage::Applied && one.measure.reviewer == *me
    });
    Ok(waits
        .map(|one| ReviewDue {
            href: format!("/werk/maatregelen/{}", one.measure.id),
            title: one.what,
            due: one
                .measure
                .review_by
                .map_or(Due::Open, |by| due(&version.calendar, by, now)),
        })
        .collect())
}

async fn briefs(
    app: &App,
    me: &PersonId,
    calendar: &Calendar,
    now: Moment,
) -> Result<Vec<Waiting>, WebError> {
    let mut waiting = Vec::new();
    // What somebody does in a complaint that they don't read stands beside the briefs.
    for part in app.desk.own_parts(me).await? {
        let case = part.view.case();
        let open = case.undertakings.iter().filter(|one| one.done_at.is_none());
        waiting.extend(open.map(|one| Waiting {
            href: "/werk/brieven".to_owned(),
            words: part.view.text(&one.what).unwrap_or_default().to_owned(),
            due: due(calendar, one.until, now),
        }));
        let asked = case.board_questions.iter().filter(|one| one.answer.is_none());
        waiting.extend(asked.map(|one| Waiting {
            href: "/werk/brieven".to_owned(),
            words: part.view.text(&one.words).unwrap_or_default().to_owned(),
            due: due(calendar, one.until, now),
        }));
    }
    let waits = app
        .desk
        .briefs(me)
        .await?
        .into_iter()
        .filter(|brief| brief.reply.is_none());
    waiting.extend(waits.map(|brief| {
        let line = brief.text.lines().next().unwrap_or_default();
        let cut: String = line.chars().take(BRIEF_AT_MOST).collect();
        let words = if cut.len() < line.len() {
            format!("{cut} …")
        } else {
            cut
        };
        Waiting {
            href: "/werk/brieven".to_owned(),
            words,
            due: Due::Open,
        }
    }));
    Ok(waiting)
}

fn backup_beat(
    of: impl Fn(&str) -> Option<Moment>,
    demo: bool,
    now: Moment,
    zone: &jiff::tz::TimeZone,
) -> Beat {
    match backups::going(of(backups::MADE), of(backups::FAILED), now) {
        // What a demo holds is thrown away.
        Going::Never if demo => Beat::Folder,
        Going::Never => Beat::Never,
        Going::Made(at) => Beat::Last(at.local(zone)),
        Going::Old(at) if demo => Beat::Last(at.local(zone)),
        Going::Old(at) => Beat::Still(at.local(zone)),
        Going::Failed(at) => Beat::Failed(at.local(zone)),
    }
}

fn heartbeat(app: &App, today: &Today) -> Heartbeat {
    let zone = app
        .desk
        .shelf()
        .in_force(today.now)
        .map(|version| version.calendar.zone.clone());
    let zone = zone.unwrap_or(jiff::tz::TimeZone::UTC);
    let of = |name: &str| {
        today
            .heartbeats
            .iter()
            .find(|beat| beat.name == name)
            .map(|beat| beat.at)
    };
    // In the demo time only passes with a press of a button, so nothing can stand still.
    let still = |at: Moment| app.demo.is_none() && today.now.0 - at.0 > STILL_MILLIS;
    let beat = |at: Moment| {
        if still(at) {
            Beat::Still(at.local(&zone))
        } else {
            Beat::Last(at.local(&zone))
        }
    };
    let stuck = today.stuck.iter().map(|job| job.run_at).min();
    let mail = match (stuck, of("mail")) {
        (Some(since), _) => Beat::Still(since.local(&zone)),
        (None, _) if app.demo.is_none() && app.outbox.is_some() => Beat::Folder,
        (None, Some(at)) => Beat::Last(at.local(&zone)),
        (None, None) => Beat::Never,
    };
    Heartbeat {
        mail,
        sweep: of("sweep").map_or(Beat::Never, beat),
        backup: backup_beat(of, app.demo.is_some(), today.now, &zone),
        keeps: app.pulse.keeps(),
    }
}
