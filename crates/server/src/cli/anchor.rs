//! `gehoor anchor` and `gehoor verify --anchor`: what somebody else keeps, to see that history wasn't made anew.

use super::backup::moment;
use super::{Data, Ended, open, say};
use crate::clock::real_now;
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};
use storage::{Store, VerifyError};

/// What `gehoor anchor` takes.
#[derive(Debug, Args)]
pub struct Anchor {
    #[command(flatten)]
    data: Data,
    /// Het bestand waarin het anker komt.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

/// Makes an anchor, also while the desk runs.
///
/// # Errors
/// When there is nothing to hold on to, or the file can't be made or is there already.
pub async fn run(Anchor { data, to }: Anchor) -> Result<Ended, Ended> {
    let config = open::config(data.config.as_deref(), data.data, data.database)?;
    let store = open::existing_store(&config).await?;
    let anchor = store.anchor(real_now()).await.map_err(Ended::wrong)?;
    store.close().await;
    let about = |error: std::io::Error| Ended::wrong(format!("{}: {error}", to.display()));
    // An anchor that is there already is worth more than a new one.
    let mut file = std::fs::File::create_new(&to).map_err(about)?;
    file.write_all(&anchor).map_err(about)?;
    file.sync_all().map_err(about)?;
    let file = to.display().to_string();
    say::line(say::sentence("cli-anchor-made", &[("file", &file)]));
    Ok(Ended::Good)
}

/// Compares with an anchor, and says what it came to.
///
/// # Errors
/// When the file can't be read, or is no anchor of this installation.
pub async fn check(store: &Store, anchor: &Path) -> Result<Ended, Ended> {
    let file = anchor.display().to_string();
    let bytes = std::fs::read(anchor).map_err(|error| Ended::wrong(format!("{file}: {error}")))?;
    match store.verify_anchor(&bytes).await {
        Ok(Some(held)) => {
            let (at, events) = (moment(held.at), held.events.to_string());
            say::line(say::sentence(
                "cli-anchor-good",
                &[("moment", &at), ("events", &events)],
            ));
            Ok(Ended::Good)
        }
        Ok(None) => Err(Ended::Wrong(say::sentence(
            "cli-anchor-other",
            &[("file", &file)],
        ))),
        Err(VerifyError::Wrong(wrong)) => {
            say::error(say::sentence("cli-verify-bad", &[("what", &wrong.to_string())]));
            Ok(Ended::Failed)
        }
        Err(error) => Err(Ended::wrong(error)),
    }
}
