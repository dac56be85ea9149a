//! `/bestuur`: every complaint in the words of the complainant, the unread ones first.

use crate::web::App;
use crate::web::support::course;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::sheet::Sheet;
use crate::web::support::visitor::BoardMember;
use crate::web::work::form::{Sent, done};
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::access::Relation;
use casework::event::{Author, Purpose};
use casework::ids::{CaseId, PersonId};
use casework::moment::Moment;
use casework::organisation::{OrganisationEvent, StaffRole};
use casework::vocabulary::{FactKind, Solved};
use desk::Version;
use desk::people::Directory;
use desk::read::Listed;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use render::pages::work::board::{BoardCard, BoardPage, TwoRoles};
use render::pages::work::notice::Done;
use render::pages::work::parts::Link;
use render::pages::work::powers::PowerChange;
use render::saying::Saying;
use render::{Form, Texts};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use storage::{AggregateKind, CaseFilter, CaseOrder, Page};

/// At most so many complaints on the page.
const LINES: u32 = 500;

/// All complaints that this member of the board hears of, newest first, each with its policy version.
///
/// # Errors
/// When the store fails.
pub async fn theirs(app: &App, person: &PersonId) -> Result<Vec<(Listed, Arc<Version>)>, WebError> {
    let all = app
        .desk
        .list(
            person,
            &CaseFilter::default(),
            CaseOrder::Newest,
            Page::first(LINES),
        )
        .await?;
    let mut theirs = Vec::new();
    for listed in all {
        if listed.view.relations().contains(&Relation::BoardMember) {
            let version = app.desk.shelf().version(listed.view.case().policy_version)?;
            theirs.push((listed, version));
        }
    }
    Ok(theirs)
}

/// So many are shown in full, and no more once they hold so many characters: a page stays light.
const IN_FULL: usize = 8;
const CHARACTERS: usize = 11_000;

/// Shows it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    BoardMember(person): BoardMember,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let frame = frame(&app, shown).await?;
    let t = frame.t;
    let now = app.desk.clock().now();
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let news = news(&app, &person).await?;
    let (mut unread, mut read) = (Vec::new(), Vec::new());
    let (mut agenda, mut harm) = (Vec::new(), Vec::new());
    let mut twice = BTreeMap::new();
    for (listed, version) in &theirs(&app, &person).await? {
        let sheet = Sheet {
            view: &listed.view,
            version,
            directory: &directory,
            now,
            t,
        };
        let reported = sheet.open_kept_by(FactKind::RetaliationAnswered);
        harm.extend(reported.map(|owed| (owed.due_at, (href(&sheet), sheet.due(owed.due_at)))));
        agenda.extend(on_agenda(&sheet));
        both(&sheet, &mut twice);
        match news.get(&listed.row.id) {
            Some(at) => unread.push((*at, card(&sheet, t))),
            None => read.push((href(&sheet), sheet.title())),
        }
    }
    harm.sort_by_key(|(due_at, _)| *due_at);
    unread.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let (unread, more) = in_full(unread.into_iter().map(|(_, card)| card).collect());
    agenda.sort_by_key(|(_, meeting)| *meeting);
    let read_count = u32::try_from(read.len()).unwrap_or(u32::MAX);
    if query.given("gelezen").is_none() {
        read.clear();
    }
    let two_roles = twice
        .into_iter()
        .map(|(name, cases)| TwoRoles { name, cases })
        .collect();
    let notice = Done::from_code(query.get("gedaan"));
    let zone = &app.desk.shelf().in_force(now)?.calendar.zone;
    let changes = app
        .desk
        .power_changes(&person)
        .await?
        .iter()
        .filter_map(|one| {
            let words = power(&one.event, &directory, zone)?.sentence(t, directory.name_of(one.by.as_ref()));
            Some((one.at.date(zone), words))
        })
        .collect();
    page(
        StatusCode::OK,
        &BoardPage {
            form: Form::new(t, fresh_key(&app)?),
            frame,
            notice,
            changes,
            harm: harm.into_iter().map(|(_, line)| line).collect(),
            unread,
            more,
            read,
            read_count,
            agenda,
            today: now.date(zone),
            two_roles,
        },
    )
}

/// The board member saw who may do what.
pub async fn seen(State(app): State<App>, sent: Sent) -> Result<Response, WebError> {
    let organisation = app.desk.organisation().await?;
    let board = organisation
        .with_role(StaffRole::BoardMember)
        .any(|one| one.id == sent.person);
    if !board {
        return Err(WebError::NotFound);
    }
    app.desk.power_changes_seen(&sent.person).await?;
    Ok(done("/bestuur", "gezien"))
}

/// A change in who may do what, with names.
fn power(event: &OrganisationEvent, directory: &Directory, zone: &TimeZone) -> Option<PowerChange> {
    let name = |person: &PersonId| directory.name(person).to_owned();
    let names = |people: &[PersonId]| people.iter().map(name).collect();
    let codes = |roles: &BTreeSet<StaffRole>| roles.iter().map(|role| role.code().to_owned()).collect();
    Some(match event {
        OrganisationEvent::PersonJoined { person, roles, .. } => PowerChange::Joined {
            name: name(person),
            roles: codes(roles),
        },
        OrganisationEvent::RolesChanged { person, roles } => PowerChange::RolesChanged {
            name: name(person),
            roles: codes(roles),
        },
        OrganisationEvent::LinkRenewed { person } => PowerChange::LinkRenewed { name: name(person) },
        OrganisationEvent::PersonLeft { person } => PowerChange::Left { name: name(person) },
        OrganisationEvent::AbsenceSet { person, from, until } => PowerChange::Away {
            name: name(person),
            days: (from.date(zone), until.last_day(zone)),
        },
        OrganisationEvent::BoardOrderSet { people } => PowerChange::BoardOrder { names: names(people) },
        OrganisationEvent::SupervisorOrderSet { people } => {
            PowerChange::SupervisorOrder { names: names(people) }
        }
        _ => return None,
    })
}

/// The cases with something unread, and since when.
async fn news(app: &App, person: &PersonId) -> Result<BTreeMap<CaseId, Moment>, WebError> {
    let items = app.desk.store().inbox_unread(person, LINES).await?;
    let cases = items
        .into_iter()
        .filter(|one| one.item.about.kind == AggregateKind::Case);
    // Oldest first, so that the newest news of a case stays.
    Ok(cases
        .map(|one| (CaseId(one.item.about.id), one.item.at))
        .collect())
}

/// The first ones in full, the others by number and title.
fn in_full(cards: Vec<BoardCard>) -> (Vec<BoardCard>, Vec<(Link, String)>) {
    let (mut full, mut more) = (Vec::new(), Vec::new());
    let mut characters = 0;
    for card in cards {
        characters += card.words.chars().count() + card.remedy.chars().count();
        if full.is_empty() || (more.is_empty() && full.len() < IN_FULL && characters <= CHARACTERS) {
            full.push(card);
        } else {
            let href = format!("/bestuur/klachten/{}", card.number);
            more.push((
                Link {
                    href,
                    text: card.number,
                },
                card.title,
            ));
        }
    }
    (full, more)
}

fn href(sheet: &Sheet<'_>) -> Link {
    let number = sheet.case().number.to_string();
    Link {
        href: format!("/bestuur/klachten/{number}"),
        text: number,
    }
}

/// What stands on the agenda: meetings to come, and those of which no outcome was recorded.
pub fn on_agenda(sheet: &Sheet<'_>) -> Vec<(Link, Date)> {
    let items = sheet.case().board_items.iter();
    let waiting = items.filter(|item| item.outcome.is_none() || item.meeting > sheet.now);
    waiting
        .map(|item| (href(sheet), item.meeting.last_day(&sheet.version.calendar.zone)))
        .collect()
}

/// Whoever of management answered this year what they follow themselves.
fn both(sheet: &Sheet<'_>, twice: &mut BTreeMap<String, Vec<Link>>) {
    let year = sheet.date(sheet.now).year();
    let Some(supervisor) = &sheet.case().supervisor else {
        return;
    };
    let answered = sheet.case().messages.iter().any(|message| {
        message.by.as_ref() == Some(supervisor)
            && message.is_for(Purpose::Answer)
            && sheet.date(message.at).year() == year
    });
    if answered {
        twice
            .entry(sheet.directory.name(supervisor).to_owned())
            .or_default()
            .push(href(sheet));
    }
}

fn card(sheet: &Sheet<'_>, t: Texts) -> BoardCard {
    let entrusted = &sheet.case().entrusted;
    BoardCard {
        number: sheet.case().number.to_string(),
        title: sheet.title(),
        kinds: sheet.kinds(),
        words: sheet.text(entrusted.story.as_ref()),
        remedy: sheet.text(entrusted.remedy.as_ref()),
        answer: sheet.answer(),
        says: says(sheet, t),
        stopped: sheet.stopped(),
        course: course::small(sheet.view, sheet.version, sheet.now, t),
    }
}

/// The last that the complainant said after the complaint itself.
fn says(sheet: &Sheet<'_>, t: Texts) -> Option<(Date, String)> {
    let case = sheet.case();
    let mut said: Vec<(Moment, String)> = Vec::new();
    for message in case
        .messages
        .iter()
        .filter(|one| one.author == Author::Complainant)
    {
        said.push((message.at, sheet.text(Some(&message.words))));
    }
    for verdict in &case.verdicts {
        let saying = match verdict.solved {
            Solved::Yes => Saying::SaidSolved,
            Solved::Partly => Saying::SaidPartly,
            Solved::No => Saying::SaidNotSolved,
        };
        // With words of their own those say it better.
        if verdict.message.is_none() {
            said.push((verdict.at, saying.text(&t)));
        }
    }
    for undertaking in &case.undertakings {
        said.extend(undertaking.denied_at.map(|at| (at, t.m("course-denied"))));
    }
    let last = said.into_iter().max_by_key(|(at, _)| *at)?;
    Some((sheet.date(last.0), last.1))
}
