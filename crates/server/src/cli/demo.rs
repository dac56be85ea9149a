//! `gehoor demo`: throw-away data, a switch between people, and a clock that can be moved.

use super::{Ended, open, say};
use crate::clock::real_now;
use crate::demo::seed::{self, Demo as People};
use crate::operation::metrics::Metrics;
use crate::operation::pulse::{Body, Pulse};
use crate::operation::serving;
use crate::operation::stop::Stop;
use crate::operation::systemd::Systemd;
use crate::web;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::response::Response;
use casework::moment::Moment;
use clap::Args;
use desk::Clock;
use jiff::civil::DateTime;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use storage::Store;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tower::ServiceExt;

/// Requests that wait when it is told to stop, most likely for the corpus, are cut off after this: nothing is kept anyway.
const GRACE: Duration = Duration::from_secs(1);

/// Shows everything with invented complaints.
#[derive(Debug, Args)]
pub struct Demo {
    /// Adres en poort om op te luisteren.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: String,
    /// Het moment waarop de demo begint: 2026-11-23T09:00.
    #[arg(long, value_name = "LOCAL", default_value = "2026-11-23T09:00")]
    at: String,
    /// De map met een ander beleid.
    #[arg(long, value_name = "DIR")]
    policy: Option<PathBuf>,
    /// Het adres van een databank op een PostgreSQL-server; de demo maakt en wist er een eigen schema in.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

/// A folder of its own that goes when the demo ends. What an earlier demo left behind when it was killed is never
/// taken for this one's.
fn throw_away() -> Result<TempDir, Ended> {
    tempfile::Builder::new()
        .prefix("gehoor-demo-")
        .tempdir()
        .map_err(Ended::wrong)
}

/// Serves the demo until it is told to stop.
///
/// # Errors
/// A moment that can't be read, an address that is taken, a policy that is wrong.
pub async fn run(demo: Demo) -> Result<Ended, Ended> {
    let files = open::policy(demo.policy.as_deref())?;
    super::policy::must_be_right(&files)?;
    let policy = casework::policy::Policy::parse(&files.file, &files.source).map_err(|_| Ended::Failed)?;
    let wrong = |_| Ended::Wrong(say::sentence("cli-deadline-moment", &[("typed", &demo.at)]));
    let local: DateTime = demo.at.parse().map_err(wrong)?;
    let zone = jiff::tz::TimeZone::get(&policy.time_zone).map_err(Ended::wrong)?;
    let until = Moment::of(local, &zone);
    let listener = TcpListener::bind(&demo.listen).await.map_err(|error| {
        let why = error.to_string();
        Ended::Wrong(say::sentence(
            "cli-listen",
            &[("address", &demo.listen), ("why", &why)],
        ))
    })?;
    let folder = throw_away()?;
    let schema = format!("gehoor_demo_{}_{}", std::process::id(), real_now().0);
    let database = demo.database.as_deref();
    let store = open::throw_away(folder.path(), database, &schema).await?;
    let served = serve(
        store.clone(),
        folder.path(),
        &files,
        until,
        listener,
        &demo.listen,
    )
    .await;
    if database.is_some() {
        store.throw_away(&schema).await.map_err(Ended::wrong)?;
    }
    super::serve::close(&store).await;
    served
}

async fn serve(
    store: Store,
    folder: &Path,
    files: &crate::desk_files::PolicyFiles,
    until: Moment,
    listener: TcpListener,
    listen: &str,
) -> Result<Ended, Ended> {
    let post = open::post(&crate::config::Config::default(), folder, true)?;
    let address = format!("http://{listen}");
    // It stands still until everything before its beginning has happened.
    let clock = Clock::standing(seed::beginning(until));
    let past = open::desk(store.clone(), clock, post.clone(), &address, files).await?;
    let desk = open::desk(store, Clock::moved_to(until), post, &address, files).await?;
    let (metrics, pulse) = (Arc::new(Metrics::default()), Arc::new(Pulse::default()));
    let body = Body {
        desk: &desk,
        folder,
        sweeps: false,
    };
    let app = |people: People| web::App {
        desk: desk.clone(),
        demo: Some(Arc::new(people)),
        outbox: Some(open::outbox(folder)),
        wake: Arc::new(Notify::new()),
        metrics: metrics.clone(),
        pulse: pulse.clone(),
        limits: crate::config::Files::default().limits(),
        often: crate::config::Often::default(),
        secure: false,
    };
    let (seeded, ready) = watch::channel(None);
    let gate = Gate {
        early: web::router(app(People::default())),
        ready,
    };
    let stop = Stop::on_signal().map_err(Ended::wrong)?;
    let served = serving::serve(listener, gate.router(), stop.clone(), GRACE);
    let nobody = Systemd::default();
    let felt = async {
        pulse.run(body, &nobody, stop).await;
        std::future::pending::<()>().await;
    };
    say::line(say::sentence("cli-demo", &[("address", &address)]));
    let seeding = async {
        let people = seed::seed(&past, until).await.map_err(Ended::wrong)?;
        seeded.send_replace(Some(web::router(app(people))));
        std::future::pending::<Result<(), Ended>>().await
    };
    tokio::select! {
        served = served => served.map_err(Ended::wrong)?,
        failed = seeding => failed?,
        () = felt => {}
    }
    Ok(Ended::Good)
}

/// Pages that need no complaint are answered at once; the others wait until the corpus has been played.
#[derive(Clone)]
struct Gate {
    early: Router,
    ready: watch::Receiver<Option<Router>>,
}

/// The pages that need no complaint.
const EARLY: &[&str] = &["/", "/beleid", "/contact", "/privacy", "/toegankelijkheid"];

impl Gate {
    fn router(self) -> Router {
        Router::new().fallback(answer).with_state(self)
    }
}

async fn answer(State(mut gate): State<Gate>, request: Request) -> Response {
    let ready = gate.ready.borrow().clone();
    let early = request.method() == Method::GET && EARLY.contains(&request.uri().path());
    let router = match ready {
        Some(router) => router,
        None if early => gate.early,
        None => match gate.ready.wait_for(Option::is_some).await {
            Ok(router) => router.clone().unwrap_or(gate.early),
            // The seeding failed and the program is about to end.
            Err(_) => gate.early,
        },
    };
    match router.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use super::throw_away;

    #[test]
    fn a_demo_begins_in_an_empty_folder_of_its_own_whatever_an_earlier_one_left() {
        let one = throw_away().unwrap();
        std::fs::write(one.path().join("gehoor.db"), "left behind").unwrap();
        let other = throw_away().unwrap();
        assert_ne!(one.path(), other.path());
        assert_eq!(std::fs::read_dir(other.path()).unwrap().count(), 0);
    }
}
