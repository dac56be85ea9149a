//! Answering requests until told to stop: no new ones, what runs is finished, and nobody holds it up for longer than a bound.

use super::stop::Stop;
use axum::Router;
use std::future::Future;
use std::future::IntoFuture;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

/// What runs when the desk is told to stop has so long to finish.
pub const GRACE: Duration = Duration::from_secs(10);

/// Serves until told to stop. A connection that only waits is closed at once; one that stands still in the middle of a
/// request is cut off when the grace is over.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: Stop,
    grace: Duration,
) -> std::io::Result<()> {
    let mut told = stop.clone();
    let served = axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(async move { told.told().await });
    match bounded(served.into_future(), stop, grace).await {
        Some(served) => served,
        None => {
            tracing::warn!("requests that stood still were cut off");
            Ok(())
        }
    }
}

/// Waits for something that ends by itself after a stop; `None` when it didn't within the grace.
pub async fn bounded<T>(what: impl Future<Output = T>, mut stop: Stop, grace: Duration) -> Option<T> {
    let over = async {
        stop.told().await;
        tokio::time::sleep(grace).await;
    };
    tokio::select! {
        ended = what => Some(ended),
        () = over => None,
    }
}
