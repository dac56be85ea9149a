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
use casework::ids::{CaseNumber, PersonId};
use desk::Version;
use desk::read::Listed;
use render::Form;
use render::form::SelectOption;
use render::pages::work::cases::{Cases, ORDERS, VIEWS};
use storage::{CaseFilter, CaseOrder, Page};

/// So many rows stand on a page.
const ROWS: usize = 25;
/// No more pages than anybody turns.
const PAGES: usize = 100_000;
/// At most so many cases are counted, or put in order by how long somebody waits.
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
    let most = LOOKED_THROUGH;
    let open = app.desk.open_counts(me, theme.as_deref(), most).await?;
    let ended = app.desk.count(me, &filter(false), most).await?;
    let counted: Vec<u64> = VIEWS
        .iter()
        .map(|(code, _)| match *code {
            "klaar" => ended,
            "mij" => open.own,
            "nieuw" => open.new,
            "klager" => open.asks_only,
            _ => open.all,
        })
        .collect();
    // Of what is open the first so many were looked at: the rest may add to each of these.
    let many = |code: &str| match code {
        "klaar" => ended >= u64::from(most),
        _ => open.all >= u64::from(most),
    };
    let counts = VIEWS
        .iter()
        .zip(&counted)
        .map(|((code, _), n)| (u32::try_from(*n).unwrap_or(u32::MAX), many(code)))
        .collect();
    let asked_page = get("blad").parse().unwrap_or(1_usize).clamp(1, PAGES);
    let whole_number = CaseNumber::parse(&q);
    // There may be very much: without words to look for, only what is shown is read.
    let by_page = whole_number.is_none() && q.is_empty() && order != "wacht";
    let in_view = CaseFilter {
        of: (view == "mij").then(|| me.clone()),
        said: (view == "nieuw").then_some(false),
        asks_only: (view == "klager").then_some(true),
        ..filter(view != "klaar")
    };
    let by = match (view.as_str(), order.as_str()) {
        ("klaar", _) | (_, "nieuw") => CaseOrder::Newest,
        _ => CaseOrder::Task,
    };
    let mut found: Vec<Listed> = if let Some(number) = &whole_number {
        // A whole number finds its complaint under every tab.
        app.desk.numbered(me, number).await?.into_iter().collect()
    } else if by_page {
        // One more than is shown: is there another page?
        let page = Page {
            limit: count(ROWS + 1),
            offset: count((asked_page - 1) * ROWS),
        };
        app.desk.outlines(me, &in_view, by, page).await?
    } else if q.is_empty() {
        let page = Page::first(LOOKED_THROUGH);
        app.desk.outlines(me, &in_view, by, page).await?
    } else {
        let page = Page::first(SEARCHED_THROUGH);
        app.desk.search(me, &in_view, by, page, &q).await?
    };
    if order == "wacht" {
        found.sort_by_key(|one| one.view.case().waiting_since());
    }
    let stands = VIEWS.iter().position(|(code, _)| *code == view);
    let stands = stands.and_then(|at| counted.get(at)).copied().unwrap_or_default();
    let more = by_page && many(&view);
    let total = match by_page {
        true => usize::try_from(stands).unwrap_or(usize::MAX),
        false => found.len(),
    };
    let (pages, at) = if more {
        let next = usize::from(found.len() > ROWS);
        (asked_page + next, asked_page)
    } else {
        let pages = total.div_ceil(ROWS).max(1);
        (pages, asked_page.min(pages))
    };
    if by_page && at != asked_page {
        // There is no such page: the last one.
        let page = Page {
            limit: count(ROWS),
            offset: count((at - 1) * ROWS),
        };
        found = app.desk.outlines(me, &in_view, by, page).await?;
    }
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
        more,
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

fn themes(t: render::Texts, version: &Version, chosen: Option<&str>) -> Vec<SelectOption> {
    let mut all = vec![render::pages::work::cases::all_themes(t, chosen.is_none())];
    all.extend(version.policy.themes.iter().map(|one| SelectOption {
        value: one.code.clone(),
        label: one.label.clone(),
        chosen: chosen == Some(one.code.as_str()),
    }));
    all
}
