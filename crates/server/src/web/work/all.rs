//! `/werk/klachten/{nr}/alles`: all of one complaint from the beginning, for whoever reads it.

use super::compose::read;
use crate::web::App;
use crate::web::support::course;
use crate::web::support::entries;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, page};
use crate::web::support::sheet::Sheet;
use crate::web::support::visitor::Staff;
use crate::web::support::whole;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::access::Relation;
use render::Course;
use render::pages::all::CaseAll;
use render::pages::recent::Whole;

/// Shows the part that is asked for.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    staff: Staff,
    Path(nr): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let reading = read(&app, &staff.person, &nr).await?;
    let frame = frame(&app, shown).await?;
    let t = frame.t;
    let sheet = Sheet::of(&reading, t);
    let number = sheet.case().number.to_string();
    let under = format!("/werk/klachten/{number}");
    let mut said = vec![entries::first(&sheet, &reading, &under)];
    said.extend(entries::of(&sheet, &reading, &under));
    let nodes = course::of(&reading, t, course::Audience::Staff);
    let line = Course::narrow(t, "verloop", nodes).with_today(sheet.date(sheet.now));
    let part = whole::part(said, line, address(&number), &query.unwrap_or_default());
    let boards = reading.view.relations().contains(&Relation::BoardMember);
    page(
        StatusCode::OK,
        &CaseAll {
            back: if boards {
                format!("/bestuur/klachten/{number}")
            } else {
                under
            },
            number,
            place: part.place,
            course: part.course,
            entries: part.messages,
            frame,
        },
    )
}

/// Where all of a complaint stands.
pub fn address(number: &str) -> String {
    format!("/werk/klachten/{number}/alles")
}

/// Where the words of the complaint itself stand whole.
pub fn whole_complaint(number: &str) -> String {
    let whole = Whole {
        address: address(number),
    };
    whole.at("klacht")
}
