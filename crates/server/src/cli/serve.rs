//! `gehoor serve`: the desk itself. The first start prints a one-time link that leads from empty to ready.

use super::{Ended, hold, open, say};
use crate::clock::real_now;
use crate::config::Config;
use crate::operation::backups;
use crate::operation::exposition::{self, Source};
use crate::operation::logs;
use crate::operation::metrics::{Counting, Metrics};
use crate::operation::pulse::{Body, Pulse};
use crate::operation::serving;
use crate::operation::stop::Stop;
use crate::operation::systemd::{self, Systemd};
use crate::{web, worker};
use casework::ids::PersonId;
use clap::Args;
use desk::{Clock, Desk};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use storage::Store;
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// How long the link of the first start works, in milliseconds.
const START_LINK_MILLIS: i64 = 24 * 60 * 60_000;
/// How long closing the database may take.
const CLOSE_AT_MOST: Duration = Duration::from_secs(5);

/// Starts the desk.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// De map waarin alles bewaard wordt.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Het adres van een databank op een PostgreSQL-server, in plaats van die in de map.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Adres en poort om op te luisteren.
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<String>,
    /// Het bestand met instellingen.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// The configuration that these arguments come to.
///
/// # Errors
/// When the file can't be read.
pub fn configured(serve: &Serve) -> Result<Config, Ended> {
    let mut config = open::config(
        serve.config.as_deref(),
        serve.data.clone(),
        serve.database.clone(),
    )?;
    config.listen = serve.listen.clone().or(config.listen);
    Ok(config)
}

/// Where to listen.
pub fn listen(config: &Config) -> String {
    config
        .listen
        .clone()
        .unwrap_or_else(|| crate::config::LISTEN.to_owned())
}

/// The desk of an installation, for commands.
///
/// # Errors
/// When it can't be opened.
pub async fn desk(config: &Config) -> Result<Desk, Ended> {
    let folder = open::data(config);
    let store = open::store(config).await?;
    let post = open::post(config, &folder, false)?;
    let address = config
        .address
        .clone()
        .unwrap_or_else(|| format!("http://{}", listen(config)));
    open::desk(
        store,
        Clock::Real,
        post,
        &address,
        &open::policy(config.policy.as_deref())?,
    )
    .await
}

/// Serves until it is told to stop.
///
/// # Errors
/// When the address is taken, the folder can't be used, or the policy is wrong.
pub async fn run(serve: Serve) -> Result<Ended, Ended> {
    let config = configured(&serve)?;
    logs::start(config.log, logs::EVERYDAY);
    let stop = Stop::on_signal().map_err(Ended::wrong)?;
    let systemd = Systemd::from_environment();
    let folder = open::data(&config);
    let _held = hold::alone(&open::place(&config)?)?;
    let store = open::store(&config).await?;
    let metrics = Arc::new(Metrics::default());
    let post = Arc::new(Counting {
        post: open::post(&config, &folder, false)?,
        metrics: metrics.clone(),
    });
    let listener = listener(&listen(&config)).await?;
    let measured = match &config.metrics {
        Some(at) => Some(bind(at).await?),
        None => None,
    };
    let address = match &config.address {
        Some(address) => address.clone(),
        None => format!("http://{}", listener.local_addr().map_err(Ended::wrong)?),
    };
    let policy = open::policy(config.policy.as_deref())?;
    let desk = open::desk(store, Clock::Real, post, &address, &policy).await?;
    desk.plan_mails().await.map_err(Ended::wrong)?;
    say::line(say::sentence("cli-serving", &[("address", &address)]));
    first_start(&desk).await?;
    let wake = Arc::new(Notify::new());
    let pulse = Arc::new(Pulse::default());
    let app = web::App {
        desk: desk.clone(),
        demo: None,
        outbox: config.smtp.is_none().then(|| open::outbox(&folder)),
        wake: wake.clone(),
        metrics: metrics.clone(),
        pulse: pulse.clone(),
        limits: config.files.limits(),
        often: config.often,
        secure: address.starts_with("https:"),
    };
    systemd.ready();
    // The worker finishes the job that it is at; a mail that left is recorded.
    let work = serving::bounded(
        worker::run(desk.clone(), wake, pulse.clone(), stop.clone()),
        stop.clone(),
        serving::GRACE,
    );
    let served = serving::serve(listener, web::router(app), stop.clone(), serving::GRACE);
    let body = Body {
        desk: &desk,
        folder: &folder,
        sweeps: true,
    };
    let source = Source {
        metrics,
        desk: desk.clone(),
        pulse: pulse.clone(),
    };
    let watched = async {
        match measured {
            Some(at) => serving::serve(at, exposition::router(source), stop.clone(), serving::GRACE).await,
            None => Ok(()),
        }
    };
    let backed_up = backups::run(desk.clone(), config.backup.clone(), stop.clone());
    let felt = pulse.run(body, &systemd, stop.clone());
    let told = async {
        stop.clone().told().await;
        systemd.stopping();
    };
    let (served, watched, _, (), (), ()) = tokio::join!(served, watched, work, felt, told, backed_up);
    // Not said when it fails: the lease ends by itself.
    let _given_back = desk.stand_down().await;
    close(desk.store()).await;
    served.and(watched).map_err(Ended::wrong)?;
    Ok(Ended::Good)
}

/// The socket that systemd opened, or one of our own.
async fn listener(at: &str) -> Result<TcpListener, Ended> {
    if let Some(given) = systemd::listener().map_err(Ended::wrong)? {
        return TcpListener::from_std(given).map_err(Ended::wrong);
    }
    bind(at).await
}

async fn bind(at: &str) -> Result<TcpListener, Ended> {
    TcpListener::bind(at).await.map_err(|error| {
        Ended::Wrong(say::sentence(
            "cli-listen",
            &[("address", at), ("why", &error.to_string())],
        ))
    })
}

/// Closes the database in good order; a reader that stands still doesn't hold it up, and what was acknowledged is on the
/// disk whatever happens here.
pub async fn close(store: &Store) {
    let closed = tokio::time::timeout(CLOSE_AT_MOST, store.close()).await;
    if closed.is_err() {
        tracing::warn!("the database was left open");
    }
}

/// As long as nobody can sign in, a one-time link leads to the first steps.
async fn first_start(desk: &Desk) -> Result<(), Ended> {
    let organisation = desk.organisation().await.map_err(Ended::wrong)?;
    if !organisation.people.is_empty() {
        return Ok(());
    }
    let nobody = PersonId::from("start");
    desk.store()
        .links_revoke("start", nobody.as_str())
        .await
        .map_err(Ended::wrong)?;
    let token = desk
        .store()
        .link_create("start", nobody.as_str(), real_now(), START_LINK_MILLIS)
        .await
        .map_err(Ended::wrong)?;
    let link = format!("{}/instellingen/start?sleutel={token}", desk.address());
    say::line(say::sentence("cli-first-start", &[("link", &link)]));
    Ok(())
}
