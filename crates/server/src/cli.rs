//! The command line: what can be asked of the program, and how it answers. 0 good, 1 a check failed, 2 wrong usage or input.

use crate::operation::logs;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

mod anchor;
mod backup;
mod carry;
mod config;
mod deadline;
mod demo;
mod doctor;
mod fill;
mod hold;
mod keys;
mod master;
mod open;
mod person;
mod policy;
mod progress;
mod restore;
mod routes;
pub mod say;
mod serve;
mod trouble;
mod verify;

/// How a command ended.
#[derive(Debug)]
pub enum Ended {
    /// Good.
    Good,
    /// A check failed; it has been said what.
    Failed,
    /// Wrong usage or input: one clear sentence and the remedy.
    Wrong(String),
}

impl Ended {
    /// Wrong input, from any error.
    pub fn wrong(error: impl std::fmt::Display) -> Ended {
        Ended::Wrong(error.to_string())
    }
}

/// Gehoor, een klachtendesk.
#[derive(Debug, Parser)]
#[command(name = "gehoor", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start de desk.
    Serve(serve::Serve),
    /// Toont alles met verzonnen klachten, die nergens bewaard blijven.
    Demo(demo::Demo),
    /// Het beleid nakijken of tonen.
    #[command(subcommand)]
    Policy(policy::Policy),
    /// Rekent uit wanneer een klacht beantwoord moet zijn.
    Deadline(deadline::Deadline),
    /// Kijkt alles na wat bewaard is: ketens, rijen, woorden en bestanden.
    Verify(verify::Verify),
    /// Maakt een anker: een controle die iemand anders bewaart, voor gehoor verify --anchor.
    Anchor(anchor::Anchor),
    /// Kijkt na of deze machine en de instellingen in orde zijn. FOUT eindigt met code 1, “let op” niet.
    Doctor(serve::Serve),
    /// De instellingen nakijken of tonen.
    #[command(subcommand)]
    Config(config::Config),
    /// Mensen uitnodigen of tonen.
    #[command(subcommand)]
    Person(person::Command),
    /// Brengt de databank bij tot deze versie.
    Migrate(verify::Migrate),
    /// Maakt een reservekopie terwijl de desk draait, of probeert er een uit.
    Backup(backup::Backup),
    /// Zet een reservekopie terug in een lege map of databank.
    Restore(restore::Restore),
    /// De sleutels van alles wat versleuteld is: tonen, vervangen, bewaren voor noodgevallen.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Brengt alles over naar een lege map of databank, en vergelijkt elke rij.
    Move(carry::Move),
    /// Vult een lege map of databank met verzonnen klachten, om te meten.
    #[command(hide = true)]
    Fill(fill::Fill),
    /// Toont elk adres met wie het mag openen.
    #[command(hide = true)]
    Routes,
}

/// Where everything is kept.
#[derive(Clone, Debug, clap::Args)]
pub struct Data {
    /// De map waarin alles bewaard wordt.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Het adres van een databank op een PostgreSQL-server, in plaats van die in de map.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Het bestand met instellingen.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are asked for, not mistakes.
            let asked = !error.use_stderr();
            let _printed = error.print();
            return if asked {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(2)
            };
        }
    };
    // The desk itself logs as its configuration says.
    if !matches!(arguments.command, Command::Serve(_)) {
        logs::start(logs::Format::Text, logs::QUIET);
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return ended(Ended::wrong(error)),
    };
    let result = runtime.block_on(command(arguments.command));
    // Whatever still runs now was given its time; a connection that stands still doesn't keep the program alive.
    runtime.shutdown_background();
    ended(result)
}

async fn command(command: Command) -> Ended {
    let result = match command {
        Command::Serve(serve) => serve::run(serve).await,
        Command::Demo(demo) => demo::run(demo).await,
        Command::Policy(policy) => policy::run(policy).await,
        Command::Deadline(deadline) => deadline::run(deadline),
        Command::Fill(it) => fill::run(it).await,
        Command::Verify(verify) => verify::run(verify).await,
        Command::Anchor(anchor) => anchor::run(anchor).await,
        Command::Doctor(serve) => doctor::run(serve).await,
        Command::Config(config) => config::run(config),
        Command::Person(person) => person::run(person).await,
        Command::Migrate(data) => verify::migrate(data).await,
        Command::Backup(it) => backup::run(it).await,
        Command::Restore(it) => restore::run(it).await,
        Command::Keys(it) => keys::run(it).await,
        Command::Move(it) => carry::run(it).await,
        Command::Routes => Ok(routes::run()),
    };
    result.unwrap_or_else(|ended| ended)
}

fn ended(ended: Ended) -> ExitCode {
    match ended {
        Ended::Good => ExitCode::SUCCESS,
        Ended::Failed => ExitCode::FAILURE,
        Ended::Wrong(sentence) => {
            say::error(&sentence);
            ExitCode::from(2)
        }
    }
}
