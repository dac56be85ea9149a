//! "Ik antwoordde al": a mail given as a file fills in the form of the talk; nothing is recorded before it is looked at.

use super::compose::Desk;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::upload::{MAIL, named_in, problem};
use casework::moment::Moment;
use desk::given_mail::{GivenMail, read};
use render::Problem;
use render::form::FieldError;
use storage::{FileMeta, FilePlace, Owner};

/// What is filled in: the form's field, and what stands there.
type Filled = (&'static str, String);

/// The form as typed, with what the mail says: its words where nothing was typed, its time, and its files.
///
/// # Errors
/// When the store fails. What is wrong with the mail is said at its field.
pub async fn filled_in(
    app: &App,
    desk: &Desk<'_>,
    typed: &Fields,
    (mail, mut files): (Option<Vec<u8>>, Vec<FileMeta>),
) -> Result<(Fields, Vec<FieldError>), WebError> {
    let wrong = |problem: &Problem| FieldError {
        field: MAIL.to_owned(),
        text: problem.text(desk.t),
    };
    let Some(bytes) = mail else {
        return Ok((typed.clone(), vec![wrong(&Problem::MailMissing)]));
    };
    let Some(mut mail) = read(bytes).await else {
        return Ok((typed.clone(), vec![wrong(&Problem::MailUnreadable)]));
    };
    let mut errors = Vec::new();
    let owner = Owner::case(&desk.case().id);
    for (name, bytes) in std::mem::take(&mut mail.files) {
        let place = FilePlace::Owner(&owner);
        let mut file = app.desk.incoming(place, desk.now(), app.limits, &files);
        file.write(&bytes).await?;
        match file.finish(&name).await? {
            Ok(meta) => files.push(meta),
            Err(not) => errors.push(FieldError {
                field: "bestanden".to_owned(),
                text: problem(not, name, app.limits).text(desk.t),
            }),
        }
    }
    let filled = filled(desk, typed, mail);
    let kept = typed.pairs().iter();
    let kept = kept.filter(|(name, _)| filled.iter().all(|(filled, _)| name != filled));
    let pairs = kept.cloned().chain(
        filled
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone())),
    );
    Ok((named_in(&Fields::new(pairs.collect()), &files), errors))
}

fn filled(desk: &Desk<'_>, typed: &Fields, mail: GivenMail) -> Vec<Filled> {
    // What was typed before stays, under it.
    let words = match typed.given("afspraak") {
        Some(before) if before.trim() != mail.text => [mail.text.as_str(), before.trim()].join("\n\n"),
        _ => mail.text.clone(),
    };
    let mut filled = vec![
        ("afspraak", words),
        ("gesprek_hoe", "gemaild".to_owned()),
        ("was_antwoord", "ja".to_owned()),
        (
            "mail_gelezen",
            if mail.left_out { "ingekort" } else { "heel" }.to_owned(),
        ),
    ];
    let possible = |at: &Moment| *at <= desk.now() && *at >= desk.case().heard_at;
    match mail.sent_at.filter(possible) {
        Some(at) => {
            let local = at.local(&desk.version().calendar.zone);
            filled.push(("gesprek_datum", local.date().to_string()));
            // The hour alone would be earlier than the mail; a form without seconds may be.
            filled.push(("gesprek_uur", format!("{}.{:02}", local.hour(), local.minute())));
        }
        None => {
            filled.push(("gesprek_datum", String::new()));
            filled.push(("gesprek_uur", String::new()));
        }
    }
    filled
}
