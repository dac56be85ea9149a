//! `/werk/klachten`: the complaints that the reader may see, with tabs and an order in the address, and a search that never stands there.

use super::form::Sent;
use super::lines::{self, due, task, tasks};
use super::sign_in::Asked;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use crate::web::support::visitor::Staff;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::event::Author;
use casework::ids::{CaseNumber, PersonId};
use casework::vocabulary::FactKind;
use desk::Version;
use desk::read::Listed;
use render::Form;
use render::form::SelectOption;
use render::pages::work::cases::{Cases, ORDERS, VIEWS};
use storage::{CaseFilter, CaseOrder, Page};

/// So many rows stand on a page.
const ROWS: usize = 25;
/// At most so many cases are put in order.
const LOOKED_THROUGH: u32 = 1000;
/// At most so many cases are looked through for words, the newest of what ended.
const SEARCHED_THROUGH: u32 = 20_000;
/// The longest search.
const SEARCH_AT_MOST: usize = 100;

/// Shows it.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    staff: Staff,
    Query(asked): Asked,
) -> Result<Response, WebError> {
    // Words to look for never come from an address.
    let asked = |name: &str| {
        asked
            .get(name)
            .filter(|_| name != "q")
            .cloned()
            .unwrap_or_default()
    };
    draw(&app, shown, &staff.person, &asked).await
}

/// Looks for words. It changes nothing; a form keeps what is typed out of addresses, logs and histories.
pub async fn search(State(app): State<App>, sent: Sent) -> Result<Response, WebError> {
    let fields = sent.fields;
    draw(&app, sent.shown, &sent.person, &|name: &str| {
        fields.get(name).to_owned()
    })
    .await
}

async fn draw(
    app: &App,
    shown: Shown,
    me: &PersonId,
    get: &(dyn Fn(&str) -> String + Sync),
) -> Result<Response, WebError> {
    let known = |code: &str, table: &[(&str, render::texts::Key)], otherwise: &str| {
        table
            .iter()
            .find(|(one, _)| *one == code)
            .map_or(otherwise, |(one, _)| one)
            .to_owned()
    };
    let view = known(&get("zicht"), VIEWS, "open");
    let order = known(&get("eerst"), ORDERS, "moet");
    let q: String = get("q").trim().chars().take(SEARCH_AT_MOST).collect();
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let wanted = get("thema");
    let theme = version
        .policy
        .themes
        .iter()
        .find(|one| one.code == wanted)
        .map(|one| one.code.clone());
    let frame = frame(app, shown).await?;
    let t = frame.t;

    let filter = |open| CaseFilter {
        open: Some(open),
        theme: theme.clone(),
        ..CaseFilter::default()
    };
    let by = if order == "nieuw" {
        CaseOrder::Newest
    } else {
        CaseOrder::Due
    };
    let open = app
        .desk
        .outlines(me, &filter(true), by, Page::first(LOOKED_THROUGH))
        .await?;
    let ended = app.desk.count(me, &filter(false)).await?;
    let mut counts = Vec::new();
    for (code, _) in VIEWS {
        counts.push(match *code {
            "klaar" => u32::try_from(ended).unwrap_or(u32::MAX),
            code => count(open.iter().filter(|one| in_view(one, code, me, &version)).count()),
        });
    }
    let asked_page = get("blad").parse().unwrap_or(1_usize);
    let whole_number = CaseNumber::parse(&q);
    // Of what ended there may be very much: without words to look for, only what is shown is read.
    let by_page = view == "klaar" && q.is_empty() && order != "wacht";
    let mut found: Vec<Listed> = if let Some(number) = &whole_number {
        // A whole number finds its complaint under every tab.
        app.desk.numbered(me, number).await?.into_iter().collect()
    } else if by_page {
        let pages = usize::try_from(ended).unwrap_or(usize::MAX).div_ceil(ROWS).max(1);
        let offset = (asked_page.clamp(1, pages) - 1) * ROWS;
        let page = Page {
            limit: count(ROWS),
            offset: count(offset),
        };
        app.desk
            .outlines(me, &filter(false), CaseOrder::Newest, page)
            .await?
    } else {
        let (open_ones, by) = match view.as_str() {
            "klaar" => (false, CaseOrder::Newest),
            _ => (true, by),
        };
        match (q.is_empty(), open_ones) {
            (true, true) => open,
            (true, false) => {
                let page = Page::first(LOOKED_THROUGH);
                app.desk.outlines(me, &filter(false), by, page).await?
            }
            (false, _) => {
                let page = Page::first(SEARCHED_THROUGH);
                app.desk.search(me, &filter(open_ones), by, page, &q).await?
            }
        }
    };
    if whole_number.is_none() {
        found.retain(|one| in_view(one, &view, me, &version));
    }
    match order.as_str() {
        "wacht" => found.sort_by_key(|one| one.view.case().waiting_since()),
        "moet" => found.sort_by_key(|one| {
            tasks(one.view.case())
                .first()
                .map_or(casework::moment::Moment(i64::MAX), |owed| owed.due_at)
        }),
        _ => {}
    }
    let total = match by_page {
        true => usize::try_from(ended).unwrap_or(usize::MAX),
        false => found.len(),
    };
    let pages = total.div_ceil(ROWS).max(1);
    let at = asked_page.clamp(1, pages);
    let skipped = if by_page { 0 } else { (at - 1) * ROWS };
    let shown_rows = found
        .into_iter()
        .skip(skipped)
        .take(ROWS)
        .map(|one| one.row)
        .collect();
    let shown_cases = app.desk.headlines(me, shown_rows).await?;
    let organisation = app.desk.organisation().await?;
    let directory = app.desk.directory(&organisation).await?;
    let mut rows = Vec::new();
    for one in &shown_cases {
        let case = one.view.case();
        let version = app.desk.shelf().version(case.policy_version)?;
        let owed = tasks(case).first().map(|owed| {
            let who = directory.name_of(case.owes(owed)).to_owned();
            (
                task(&version.policy, owed),
                due(&version.calendar, owed.due_at, now),
                who,
            )
        });
        let mut row = lines::row(app, t, one, owed, now)?;
        if row.who.is_empty() {
            let follows = directory.name_of(case.handler.as_ref().or(case.contact.as_ref()));
            row.who = render::pages::work::cases::follows(t, follows);
        }
        rows.push(row);
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("zicht", &view).append_pair("eerst", &order);
    if let Some(theme) = &theme {
        query.append_pair("thema", theme);
    }
    let query = format!("?{}", query.finish());
    let cases = Cases {
        form: Form::new(t, fresh_key(app)?),
        theme: theme.clone().unwrap_or_default(),
        view,
        counts,
        q,
        themes: themes(t, &version, theme.as_deref()),
        order,
        rows,
        total: count(total),
        page: count(at),
        pages: count(pages),
        query,
        frame,
    };
    page(StatusCode::OK, &cases)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn in_view(one: &Listed, view: &str, me: &PersonId, version: &Version) -> bool {
    let case = one.view.case();
    match view {
        "mij" => case.handler.as_ref().or(case.contact.as_ref()) == Some(me),
        "nieuw" => case
            .messages
            .iter()
            .all(|message| message.author == Author::Complainant),
        // All that people still have to do is to hear whether it is solved.
        "klager" => tasks(case).iter().all(|owed| {
            version
                .policy
                .rule(&owed.key)
                .is_some_and(|rule| rule.kept_by.contains(&FactKind::VerdictGiven))
        }),
        _ => true,
    }
}

fn themes(t: render::Texts, version: &Version, chosen: Option<&str>) -> Vec<SelectOption> {
    let mut all = vec![render::pages::work::cases::all_themes(t, chosen.is_none())];
    all.extend(version.policy.themes.iter().map(|one| SelectOption {
        value: one.code.clone(),
        label: one.label.clone(),
        chosen: chosen == Some(one.code.as_str()),
    }));
    all
}
