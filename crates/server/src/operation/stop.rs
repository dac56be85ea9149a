//! Being told to stop: Ctrl-C or the signal that systemd sends, heard by everything that runs.

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

/// Says whether the program was told to stop. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens to the signals from now on; there is no gap between this call and the first signal.
    ///
    /// # Errors
    /// When the machine refuses to hand over signals.
    pub fn on_signal() -> std::io::Result<Stop> {
        let interrupt = signal(SignalKind::interrupt())?;
        let terminate = signal(SignalKind::terminate())?;
        let (told, stop) = watch::channel(false);
        tokio::spawn(wait(interrupt, terminate, told));
        Ok(Stop(stop))
    }

    /// Comes back when it was told.
    pub async fn told(&mut self) {
        // Whoever could tell it is gone only when the program ends.
        let _told = self.0.wait_for(|told| *told).await;
    }
}

async fn wait(mut interrupt: Signal, mut terminate: Signal, told: watch::Sender<bool>) {
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    told.send_replace(true);
    // A second signal finds nobody that ends the program at once: the time that stopping may take is bounded.
    told.closed().await;
}
