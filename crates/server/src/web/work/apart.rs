//! A draft that was for several complaints, sent apart: to each by itself, and the page that says which went and which stayed.

use super::along::{Draft, Other, sentence, title};
use super::compose::Desk;
use super::form::{No, case_path, done, tried};
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, fresh_key, page};
use axum::http::StatusCode;
use axum::response::Response;
use casework::refusal::Refusal;
use desk::DeskError;
use desk::step::{Composed, Went as Step};
use render::pages::work::together::{Stayed, TogetherPage, Went};
use render::{Form, Texts};

/// What became of a complaint in a send to several.
pub enum Became {
    /// It was sent, or waits for a second person.
    Went(Step),
    /// It stayed, because.
    Stayed(String),
}

impl Became {
    /// From what a use case came to; done before is done.
    ///
    /// # Errors
    /// Whatever the page can't say itself.
    pub fn of(t: Texts, result: Result<Step, DeskError>) -> Result<Became, WebError> {
        let result = match result {
            // Somebody was excluded between the two pages: for them it isn't there.
            Err(DeskError::NotFound) => Err(Refusal::NoSuchItem.into()),
            other => other,
        };
        Ok(match tried(result)? {
            Ok(step) => Became::Went(step.unwrap_or(Step::Done(None))),
            Err(no) => Became::said(t, no),
        })
    }

    /// It stayed, because of this.
    pub fn said(t: Texts, no: No) -> Became {
        Became::Stayed(no.at(t, "").text)
    }
}

/// Sends to each of the others, one by one; who is refused holds up nobody.
///
/// # Errors
/// When the store fails.
pub async fn send(
    app: &App,
    desk: &Desk<'_>,
    others: Vec<Other>,
    key: &str,
    compose: impl Fn(&Desk<'_>, &Fields) -> Result<Composed, String>,
) -> Result<Vec<(Other, Became)>, WebError> {
    let mut all = Vec::new();
    for one in others {
        let other = Desk {
            reading: &one.reading,
            me: desk.me,
            t: desk.t,
        };
        let number = other.case().number.clone();
        let became = if app.desk.went_along(key, &number).await? {
            Became::Went(Step::Done(None))
        } else {
            match compose(&other, &one.fields) {
                Err(why) => Became::Stayed(why),
                Ok(composed) => {
                    let sent = app.desk.send_along(desk.me, &number, composed, key).await;
                    Became::of(desk.t, sent)?
                }
            }
        };
        all.push((one, became));
    }
    Ok(all)
}

/// The page after a send to several: back to the complaint when all went, otherwise what went and what stayed, and why.
///
/// # Errors
/// When the store fails.
pub async fn ended(
    app: &App,
    shown: Shown,
    desk: &Desk<'_>,
    (draft, fields): (Draft, &Fields),
    main: Became,
    others: Vec<(Other, Became)>,
    gone: Vec<String>,
) -> Result<Response, WebError> {
    let frame = frame(app, shown).await?;
    let (mut went, mut stayed) = (Vec::new(), Vec::new());
    let typed = |fields: &Fields| {
        let keep = |(name, _): &&(String, String)| !matches!(name.as_str(), "sleutel" | "doe" | "ook");
        fields.pairs().iter().filter(keep).cloned().collect::<Vec<_>>()
    };
    let mut add = |one: &Desk<'_>, fields: &Fields, became: &Became| match became {
        Became::Went(step) => went.push(Went {
            href: case_path(&one.case().number),
            number: one.case().number.to_string(),
            title: title(one),
            proposed: matches!(step, Step::Proposed(_)),
        }),
        Became::Stayed(why) => stayed.push(Stayed {
            number: one.case().number.to_string(),
            title: title(one),
            why: why.clone(),
            action: match draft {
                Draft::Message(_) => format!("{}/versturen", case_path(&one.case().number)),
                Draft::Evaluation => format!("{}/evaluatie", case_path(&one.case().number)),
            },
            hidden: typed(fields),
        }),
    };
    add(desk, fields, &main);
    for (one, became) in &others {
        let other = Desk {
            reading: &one.reading,
            me: desk.me,
            t: desk.t,
        };
        add(&other, &one.fields, became);
    }
    stayed.extend(gone.into_iter().map(|number| Stayed {
        number,
        title: String::new(),
        why: sentence(desk.t, Refusal::NoSuchItem),
        action: String::new(),
        hidden: Vec::new(),
    }));
    if stayed.is_empty() {
        let waits = went.iter().any(|one| one.proposed);
        let code = if waits { "voorstel" } else { "samen" };
        return Ok(done(&case_path(&desk.case().number), code));
    }
    let together = TogetherPage {
        form: Form::new(desk.t, fresh_key(app)?),
        number: desk.case().number.to_string(),
        title: title(desk),
        went,
        stayed,
        frame,
    };
    page(StatusCode::OK, &together)
}
