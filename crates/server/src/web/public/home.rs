//! `/`: who are you, and what do we promise to somebody who complains today?

use super::writing::asked;
use crate::web::App;
use crate::web::support::course::forecast;
use crate::web::support::errors::WebError;
use crate::web::support::frame::{Shown, frame, page};
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use render::pages::home::Home;

/// Shows it.
pub async fn show(State(app): State<App>, shown: Shown, uri: Uri) -> Result<Response, WebError> {
    let frame = frame(&app, shown).await?;
    let open = app.desk.organisation().await?.is_open();
    let promises = forecast(&app, frame.t)?;
    let then = if asked(&uri, "terug") == "nakijken" {
        "?terug=nakijken".to_owned()
    } else {
        String::new()
    };
    page(
        StatusCode::OK,
        &Home {
            frame,
            then,
            open,
            promises,
        },
    )
}
