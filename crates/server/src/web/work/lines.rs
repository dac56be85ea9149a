//! What several pages of the staff say of a case: what is owed next and by when, who may be named, a row of a list.

use crate::web::App;
use crate::web::support::course;
use crate::web::support::errors::WebError;
use casework::access::CaseView;
use casework::calendar::Calendar;
use casework::case::Case;
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::organisation::{Organisation, StaffRole};
use casework::policy::Policy;
use casework::promise::Owed;
use casework::vocabulary::{DeliveredBy, ReplyBy};
use desk::people::Directory;
use desk::read::Listed;
use render::Texts;
use render::form::SelectOption;
use render::pages::work::entry::Delivery;
use render::pages::work::parts::{CaseRow, Due};
use render::pages::work::words;

/// A mail that hasn't arrived after so long won't by itself.
const ON_ITS_WAY_MILLIS: i64 = 30 * 60_000;

/// When something is due, as seen now.
pub fn due(calendar: &Calendar, at: Moment, now: Moment) -> Due {
    let last = at.last_day(&calendar.zone);
    if now >= at {
        Due::Late(calendar.working_days_late(at, now))
    } else if last == now.date(&calendar.zone) {
        Due::Today
    } else {
        Due::On(last)
    }
}

/// What people still have to do in a case, soonest first; what the program does by itself isn't a task.
pub fn tasks(case: &Case) -> Vec<&Owed> {
    let mut tasks: Vec<&Owed> = case
        .open_owed()
        .filter(|owed| case.owes(owed).is_some())
        .collect();
    tasks.sort_by_key(|owed| (owed.due_at, owed.no));
    tasks
}

/// What staff call something owed.
pub fn task(policy: &Policy, owed: &Owed) -> String {
    policy
        .rule(&owed.key)
        .map(|rule| rule.task.clone())
        .unwrap_or_default()
}

/// What the complainant is called; empty when we don't know or the reader may not.
pub fn name(view: &CaseView) -> String {
    view.text_of(view.case().entrusted.name.as_ref())
        .unwrap_or_default()
        .to_owned()
}

/// Their address or number for the way they chose; empty when hidden or not needed.
pub fn contact(view: &CaseView) -> String {
    let entrusted = &view.case().entrusted;
    let content = match view.case().reply_by {
        ReplyBy::Email => entrusted.email.as_ref(),
        ReplyBy::Phone => entrusted.phone.as_ref(),
        ReplyBy::Letter => entrusted.address.as_ref(),
        ReplyBy::Code => None,
    };
    view.text_of(content).unwrap_or_default().to_owned()
}

/// Whether a message reached the complainant, and what it takes if not.
pub fn delivery(
    case: &Case,
    message: &casework::case::Message,
    calendar: &Calendar,
    now: Moment,
) -> Delivery {
    if message.disputed.is_some() {
        return Delivery::None;
    }
    if let Some((at, how)) = message.delivered {
        let at = at.local(&calendar.zone);
        return if how == DeliveredBy::Spoken {
            Delivery::Spoken(at)
        } else {
            Delivery::Done(at)
        };
    }
    match case.reply_by {
        ReplyBy::Phone => Delivery::ToSay,
        ReplyBy::Letter => Delivery::ToPost,
        // Put aside or refused: it reached nobody.
        ReplyBy::Email if message.bounced_at.is_some() || now.0 - message.at.0 > ON_ITS_WAY_MILLIS => {
            Delivery::Bounced
        }
        ReplyBy::Email | ReplyBy::Code => Delivery::Waiting,
    }
}

/// Everybody who works here and isn't only an administrator, with "choose" on top; nobody excluded.
pub fn people(
    t: Texts,
    organisation: &Organisation,
    directory: &Directory,
    not: &[&PersonId],
) -> Vec<SelectOption> {
    let mut all: Vec<SelectOption> = organisation
        .people
        .values()
        .filter(|one| one.left_at.is_none() && one.roles.iter().any(|role| *role != StaffRole::Administrator))
        .filter(|one| !not.contains(&&one.id))
        .map(|one| SelectOption {
            value: one.id.to_string(),
            label: directory.name(&one.id).to_owned(),
            chosen: false,
        })
        .collect();
    all.sort_by(|a, b| a.label.cmp(&b.label));
    let mut options = words::choose(&t, &[], "");
    options.extend(all);
    options
}

/// The working groups, with "choose" on top; empty when there are none.
pub fn groups(t: Texts, organisation: &Organisation, directory: &Directory) -> Vec<SelectOption> {
    if organisation.groups.is_empty() {
        return Vec::new();
    }
    let mut options = words::choose(&t, &[], "");
    options.extend(organisation.groups.values().map(|group| SelectOption {
        value: group.id.to_string(),
        label: directory.group(&group.id).to_owned(),
        chosen: false,
    }));
    options
}

/// A row for one thing owed in a case, or for the case when nothing is.
///
/// # Errors
/// When the policy version of the case isn't there.
pub fn row(
    app: &App,
    t: Texts,
    listed: &Listed,
    owed: Option<(String, Due, String)>,
    now: Moment,
) -> Result<CaseRow, WebError> {
    let case = listed.view.case();
    let version = app.desk.shelf().version(case.policy_version)?;
    let (todo, due, who) = owed.unwrap_or((String::new(), Due::Open, String::new()));
    Ok(CaseRow {
        href: format!("/werk/klachten/{}", case.number),
        title: if listed.title.is_empty() {
            case.number.to_string()
        } else {
            listed.title.clone()
        },
        number: case.number.to_string(),
        todo,
        closed: case.is_closed(),
        more: 0,
        more_late: false,
        due,
        who,
        unopened: false,
        concern: !case.is_complaint(),
        course: course::small(&listed.view, &version, now, t),
    })
}
