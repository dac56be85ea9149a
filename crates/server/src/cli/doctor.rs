//! `gehoor doctor`: are this machine and these settings in order? Each line says what was looked at.

use super::serve::{Serve, configured, listen};
use super::{Ended, open, say};
use crate::clock::real_now;
use desk::Clock;
use tokio::net::TcpListener;

/// Before this moment (1 January 2026) no clock of ours can be right.
const NOT_BEFORE: i64 = 1_767_222_000_000;

/// Looks at everything and tells.
///
/// # Errors
/// When the settings can't be read.
pub async fn run(serve: Serve) -> Result<Ended, Ended> {
    let config = configured(&serve)?;
    let folder = open::data(&config);
    let mut fine = true;
    let mut tell = |key: &str, good: bool, what: &str| {
        fine &= good;
        let state = say::sentence(if good { "cli-doctor-good" } else { "cli-doctor-bad" }, &[]);
        say::line(format!("{state} {}", say::sentence(key, &[("what", what)])));
    };
    tell("cli-doctor-clock", real_now().0 > NOT_BEFORE, "");
    let policy = open::policy(config.policy.as_deref())?;
    let right = super::policy::must_be_right(&policy).is_ok();
    tell("cli-doctor-policy", right, &policy.place);
    let address = listen(&config);
    let free = TcpListener::bind(&address).await.is_ok();
    tell("cli-doctor-listen", free, &address);
    let place = folder.display().to_string();
    match open::existing_store(&folder).await {
        Ok(store) => {
            tell("cli-doctor-data", true, &place);
            let post = open::post(&config, &folder, false)?;
            let opened = desk::Desk::open(store, Clock::Real, post, "").await;
            let verified = match &opened {
                Ok(desk) => desk.verify().await.map(|_| ()).map_err(|error| error.to_string()),
                Err(error) => Err(error.to_string()),
            };
            tell(
                "cli-doctor-verify",
                verified.is_ok(),
                verified.err().as_deref().unwrap_or_default(),
            );
        }
        Err(Ended::Wrong(_)) => tell("cli-doctor-empty", true, &place),
        Err(other) => return Err(other),
    }
    let host = config.smtp.as_ref().map(|smtp| smtp.host.clone());
    tell(
        if host.is_some() {
            "cli-doctor-mail"
        } else {
            "cli-doctor-no-mail"
        },
        true,
        host.as_deref().unwrap_or(""),
    );
    Ok(if fine { Ended::Good } else { Ended::Failed })
}
