//! `/bedankt`: number, code and what happens now; for a day the browser that sent it may see it again.

use super::{about, sent, sheet};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use render::pages::concern::ConcernThanks;
use render::pages::receipt::Receipt;
use render::{Form, Texts};
use storage::ReceiptCode;

/// How long a receipt can be shown again.
const SHOWN_MILLIS: i64 = 24 * 60 * 60_000;

/// Shows it; later it leads to the page where the code is asked.
pub async fn show(State(app): State<App>, shown: Shown, headers: HeaderMap) -> Result<Response, WebError> {
    let elsewhere = Ok(Redirect::to("/volgen").into_response());
    let Some((code, case)) = sent::last(&app, &headers).await? else {
        return elsewhere;
    };
    let reading = app.desk.read_own(&case).await?;
    let seen = reading.view.case();
    if seen.received_at.plus_millis(SHOWN_MILLIS) <= reading.now {
        return elsewhere;
    }
    let frame = frame(&app, shown).await?;
    let number = seen.number.to_string();
    let entrusted = &seen.entrusted;
    let reachable = [
        &entrusted.name,
        &entrusted.email,
        &entrusted.phone,
        &entrusted.address,
    ];
    let reachable = reachable.iter().any(|one| one.is_some());
    let mailed = entrusted.email.is_some();
    if !seen.is_complaint() {
        let thanks = ConcernThanks {
            form: Form::new(Texts::Dutch, fresh_key(&app)?),
            contact: reading.directory.name_of(seen.contact.as_ref()).to_owned(),
            answer_by: about::concern_by(&reading.version, &seen.kinds, seen.received_at),
            frame,
            number,
            code: groups(&code),
            reachable,
            mailed,
        };
        return page(StatusCode::OK, &thanks);
    }
    let course = sheet::course(&reading, Texts::Dutch);
    page(
        StatusCode::OK,
        &Receipt {
            form: Form::new(Texts::Dutch, fresh_key(&app)?),
            frame,
            number,
            code: groups(&code),
            course,
            reachable,
            mailed,
        },
    )
}

fn groups(code: &ReceiptCode) -> Vec<String> {
    code.grouped().split(' ').map(str::to_owned).collect()
}
