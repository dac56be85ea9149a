//! `gehoor`: the complaints desk as one program. Reads the command line and hands over.

mod cli;
mod clock;
mod config;
mod demo;
mod desk_files;
mod mail;
mod operation;
mod web;
mod worker;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
