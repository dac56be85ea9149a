//! `gehoor serve`: the desk itself. The first start prints a one-time link that leads from empty to ready.

use super::{Data, Ended, open, say};
use crate::clock::real_now;
use crate::config::Config;
use crate::{web, worker};
use casework::ids::PersonId;
use clap::Args;
use desk::{Clock, Desk};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// How long the link of the first start works, in milliseconds.
const START_LINK_MILLIS: i64 = 24 * 60 * 60_000;

/// Starts the desk.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// De map waarin alles bewaard wordt.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
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
    let mut config = open::config(serve.config.as_deref(), serve.data.clone())?;
    config.listen = serve.listen.clone().or(config.listen);
    Ok(config)
}

/// Where to listen.
pub fn listen(config: &Config) -> String {
    config
        .listen
        .clone()
        .unwrap_or_else(|| "127.0.0.1:8080".to_owned())
}

/// The desk of an installation, for commands.
///
/// # Errors
/// When it can't be opened.
pub async fn desk(data: &Data) -> Result<Desk, Ended> {
    let config = open::config(data.config.as_deref(), data.data.clone())?;
    let folder = open::data(&config);
    let store = open::store(&folder).await?;
    let post = open::post(&config, &folder, false)?;
    let address = config
        .address
        .clone()
        .unwrap_or_else(|| format!("http://{}", listen(&config)));
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
    let folder = open::data(&config);
    let store = open::store(&folder).await?;
    let post = open::post(&config, &folder, false)?;
    let at = listen(&config);
    let listener = TcpListener::bind(&at).await.map_err(|error| {
        Ended::Wrong(say::sentence(
            "cli-listen",
            &[("address", &at), ("why", &error.to_string())],
        ))
    })?;
    let address = config.address.clone().unwrap_or_else(|| format!("http://{at}"));
    let policy = open::policy(config.policy.as_deref())?;
    let desk = open::desk(store, Clock::Real, post, &address, &policy).await?;
    desk.plan_mails().await.map_err(Ended::wrong)?;
    say::line(say::sentence("cli-serving", &[("address", &address)]));
    first_start(&desk).await?;
    let wake = Arc::new(Notify::new());
    let worker = tokio::spawn(worker::run(desk.clone(), wake.clone()));
    let app = web::App {
        desk: desk.clone(),
        demo: None,
        outbox: config.smtp.is_none().then(|| open::outbox(&folder)),
        wake,
        secure: address.starts_with("https:"),
    };
    let served = axum::serve(
        listener,
        web::router(app).into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(stop())
    .await;
    worker.abort();
    desk.store().close().await;
    served.map_err(Ended::wrong)?;
    Ok(Ended::Good)
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

/// Ctrl-C, or the signal that systemd sends.
pub async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _interrupted = interrupt.await;
        }
    }
}
