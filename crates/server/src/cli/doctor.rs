//! `gehoor doctor`: are this machine, these settings and what is kept in order? Each line that isn't good says what to do.
//! It ends with 1 as soon as one line is wrong; lines that only warn leave it at 0, or no desk could be tried out.

use super::backup::moment;
use super::progress::Progress;
use super::serve::{Serve, configured, listen};
use super::{Ended, master, open, say, trouble};
use crate::clock::real_now;
use crate::config::{Config, Smtp};
use crate::mail::SmtpPost;
use crate::operation::backups::{self, Going};
use crate::operation::pulse::{self, STILL_MILLIS};
use casework::moment::Moment;
use desk::{Clock, Desk};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Before this moment (1 January 2026) no clock of ours can be right.
const NOT_BEFORE: i64 = 1_767_222_000_000;
/// A clock may be so much behind the last sign of life of this desk before it is called wrong.
const BEHIND_MILLIS: i64 = 60_000;
/// A desk that is running answers within this.
const ANSWERS_WITHIN: Duration = Duration::from_secs(5);
/// More jobs that fail than this aren't counted.
const FAILING_AT_MOST: u32 = 1000;

/// What was found so far.
struct Findings {
    fine: bool,
}

impl Findings {
    fn good(&self, key: &str, what: &str) {
        self.line("cli-doctor-good", key, what, "");
    }

    /// Something that a desk can start with, and that nobody should leave so.
    fn warn(&self, key: &str) {
        self.line("cli-doctor-warn", key, "", "");
    }

    fn bad(&mut self, key: &str, what: &str, why: &str) {
        self.fine = false;
        self.line("cli-doctor-bad", key, what, why);
    }

    fn line(&self, state: &str, key: &str, what: &str, why: &str) {
        let state = say::sentence(state, &[]);
        let sentence = say::sentence(key, &[("what", what), ("why", why)]);
        say::line(format!("{state} {sentence}"));
    }
}

/// Looks at everything and tells.
///
/// # Errors
/// When the policy's folder can't be read; what is wrong with the settings is told with all the rest.
pub async fn run(serve: Serve) -> Result<Ended, Ended> {
    let mut found = Findings { fine: true };
    let config = match configured(&serve) {
        Ok(config) => config,
        Err(Ended::Wrong(mistakes)) => {
            found.bad("doctor-config-bad", "", &mistakes);
            return Ok(Ended::Failed);
        }
        Err(other) => return Err(other),
    };
    if let Some(file) = &serve.config {
        found.good("doctor-config", &file.display().to_string());
    }
    address(&mut found, &config);
    policy(&mut found, &config)?;
    listening(&mut found, &listen(&config)).await;
    if let Some(at) = &config.metrics {
        listening(&mut found, at).await;
    }
    let folder = open::data(&config);
    let mut newest = Moment(NOT_BEFORE);
    let place = open::place(&config)?;
    match place.is_kept().await {
        Ok(true) => {
            private(&mut found, &folder);
            if let Some(file) = master::file(&master::source(&config)) {
                private(&mut found, file);
            }
            writable(&mut found, &folder);
            if let Some(backup) = config.backup.as_ref().filter(|backup| backup.folder.exists()) {
                private(&mut found, &backup.folder);
                writable(&mut found, &backup.folder);
            }
            newest = newest.max(kept(&mut found, &config, &folder).await?);
        }
        Ok(false) => found.good("doctor-empty", &place.to_string()),
        Err(error) => {
            let Ended::Wrong(why) = trouble::said(error, &place) else {
                return Ok(Ended::Failed);
            };
            found.bad("doctor-data-bad", &place.to_string(), &why);
        }
    }
    if real_now().0 < newest.0 - BEHIND_MILLIS {
        found.bad("doctor-clock-bad", "", "");
    } else {
        found.good("doctor-clock", "");
    }
    match &config.smtp {
        Some(smtp) => mail(&mut found, smtp).await,
        None => found.warn("doctor-no-mail"),
    }
    Ok(if found.fine { Ended::Good } else { Ended::Failed })
}

/// Cookies and codes travel in the open on an address without TLS; that is only good on the machine itself.
fn address(found: &mut Findings, config: &Config) {
    let Some(address) = &config.address else {
        return found.warn("doctor-no-address");
    };
    let host = address
        .strip_prefix("http://")
        .map(|rest| rest.trim_end_matches('/'));
    let local = |host: &str| {
        ["localhost", "127.", "[::1]"]
            .iter()
            .any(|start| host.starts_with(start))
    };
    if host.is_none_or(local) {
        found.good("doctor-address", address);
    } else {
        found.bad("doctor-address-bad", address, "");
    }
}

fn policy(found: &mut Findings, config: &Config) -> Result<(), Ended> {
    let policy = open::policy(config.policy.as_deref())?;
    if super::policy::must_be_right(&policy).is_ok() {
        found.good("doctor-policy", &policy.place);
    } else {
        found.bad("doctor-policy-bad", &policy.place, "");
    }
    Ok(())
}

/// The port is free, or it is this desk that has it.
async fn listening(found: &mut Findings, at: &str) {
    let Err(why) = TcpListener::bind(at).await else {
        return found.good("doctor-listen", at);
    };
    if tokio::time::timeout(ANSWERS_WITHIN, answers(at))
        .await
        .is_ok_and(|desk| desk)
    {
        found.good("doctor-running", at);
    } else {
        found.bad("doctor-listen-bad", at, &why.to_string());
    }
}

async fn answers(at: &str) -> bool {
    let ask = async {
        let mut stream = TcpStream::connect(at).await?;
        let head = format!("GET /health/live HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).await?;
        let mut answer = String::new();
        stream.take(4096).read_to_string(&mut answer).await?;
        std::io::Result::Ok(answer)
    };
    ask.await
        .is_ok_and(|answer| answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok\n"))
}

/// Nobody else on this machine may read it.
fn private(found: &mut Findings, path: &Path) {
    let place = path.display().to_string();
    match std::fs::metadata(path) {
        Ok(meta) if meta.permissions().mode() & 0o077 == 0 => found.good("doctor-private", &place),
        Ok(_) => found.bad("doctor-private-bad", &place, ""),
        Err(error) => found.bad("doctor-missing", &place, &error.to_string()),
    }
}

fn writable(found: &mut Findings, folder: &Path) {
    let place = folder.display().to_string();
    // An empty file fits on a full disk too.
    let written = tempfile::NamedTempFile::new_in(folder).and_then(|mut file| {
        file.write_all(&vec![b'.'; pulse::ROOM])?;
        file.as_file().sync_data()
    });
    match written {
        Ok(()) => found.good("doctor-writable", &place),
        Err(error) => found.bad("doctor-writable-bad", &place, &error.to_string()),
    }
}

/// What is kept: whether it opens, whether it is what was put there, whether all goes round. Gives the last sign of life.
async fn kept(found: &mut Findings, config: &Config, folder: &Path) -> Result<Moment, Ended> {
    let place = open::place(config)?.to_string();
    let store = match open::existing_store(config).await {
        Ok(store) => store,
        Err(Ended::Wrong(why)) => {
            found.bad("doctor-data-bad", &place, &why);
            return Ok(Moment(0));
        }
        Err(other) => return Err(other),
    };
    found.good("doctor-data", &place);
    match store.is_lasting().await {
        Ok(true) => found.good("doctor-lasting", ""),
        Ok(false) => found.bad("doctor-lasting-bad", "", ""),
        Err(why) => found.bad("doctor-data-bad", &place, &why.to_string()),
    }
    match store.recovery_was_tried().await {
        Ok(Some(at)) => found.good("doctor-recovery", &moment(at)),
        Ok(None) => found.warn("doctor-no-recovery"),
        Err(why) => found.bad("doctor-data-bad", &place, &why.to_string()),
    }
    // Mails aren't sent from here.
    let without = Config {
        smtp: None,
        ..config.clone()
    };
    let post = open::post(&without, folder, false)?;
    let desk = match Desk::open(store, Clock::Real, post, "").await {
        Ok(desk) => desk,
        Err(error) => {
            found.bad("doctor-verify-bad", "", &error.to_string());
            return Ok(Moment(0));
        }
    };
    let progress = Progress::new("cli-verify-progress");
    match desk.verify_telling(|| progress.step()).await {
        Ok(_) => found.good("doctor-verify", ""),
        Err(error) => found.bad("doctor-verify-bad", "", &error.to_string()),
    }
    let newest = beats(found, &desk, config.backup.is_some())
        .await
        .map_err(Ended::wrong)?;
    desk.store().close().await;
    Ok(newest)
}

async fn beats(found: &mut Findings, desk: &Desk, planned: bool) -> Result<Moment, storage::Error> {
    let (now, beats) = (real_now(), desk.store().heartbeats().await?);
    let ago = |at: Moment| ((now.0 - at.0).max(0) / 60_000).to_string();
    match beats.iter().find(|(name, _)| name == "sweep") {
        Some((_, at)) if now.0 - at.0 <= STILL_MILLIS => found.good("doctor-sweep", &ago(*at)),
        Some((_, at)) => found.bad("doctor-sweep-bad", &ago(*at), ""),
        None => found.good("doctor-sweep-never", ""),
    }
    backup(found, &beats, now, planned);
    let failing = desk.store().jobs_failing(FAILING_AT_MOST).await?;
    match failing.first() {
        None => found.good("doctor-jobs", ""),
        Some(first) => found.bad("doctor-jobs-bad", &failing.len().to_string(), &first.kind),
    }
    Ok(beats.into_iter().map(|(_, at)| at).max().unwrap_or(Moment(0)))
}

/// How old the last backup is. Who makes them in another way isn't told that they fail.
fn backup(found: &mut Findings, beats: &[(String, Moment)], now: Moment, planned: bool) {
    let of = |wanted: &str| beats.iter().find(|(name, _)| name == wanted).map(|(_, at)| *at);
    match backups::going(of(backups::MADE), of(backups::FAILED), now) {
        Going::Made(at) => found.good("doctor-backup", &moment(at)),
        Going::Never if planned => found.good("doctor-backup-never", ""),
        Going::Old(at) if planned => found.bad("doctor-backup-old", &moment(at), ""),
        Going::Failed(at) => found.bad("doctor-backup-failed", &moment(at), ""),
        Going::Never | Going::Old(_) => found.warn("doctor-backup-none"),
    }
}

/// The mail server answers, takes TLS as configured, and knows the name and password. Nothing is sent.
async fn mail(found: &mut Findings, smtp: &Smtp) {
    if let Some(file) = &smtp.password_file {
        private(found, file);
    }
    let place = format!("{}:{}", smtp.host, smtp.port);
    let reached = match SmtpPost::new(smtp) {
        Ok(post) => post.reached().await,
        Err(why) => Err(why),
    };
    match reached {
        Ok(()) => found.good("doctor-mail", &place),
        Err(why) => found.bad("doctor-mail-bad", &place, &why),
    }
}
