//! Running for years: stopping, what systemd gives and hears, logs, figures about the machine, and a pulse.

pub mod backups;
pub mod exposition;
pub mod logs;
pub mod metrics;
pub mod pulse;
pub mod request;
pub mod serving;
pub mod stop;
pub mod systemd;
