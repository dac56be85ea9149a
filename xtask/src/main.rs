//! `cargo xtask …`: the project's checks, in Rust and without dependencies, the same here and on every landing.

mod ci;
mod count;
mod kill;
#[path = "../../crates/storage/tests/contract/postgres.rs"]
mod postgres;
mod setup;
mod step;
mod tools;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask ci | deep | kill [--times N] [--seed S] | setup
  ci     every check of a landing, with what it needs installed first; under 30 minutes
  deep   what takes longer: the property tests with many more cases, ten thousand kills
  kill   kills the running program N times under load (300) and looks whether anything was lost; S chooses the moments
  setup  only installs what the checks need";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["ci"] => ci::run(&ci::landing()),
        ["deep"] => ci::run(&ci::deep()),
        ["kill", wishes @ ..] => match kill::Wish::read(wishes) {
            Some(wish) => ci::run_one("kill", wish.act()),
            None => {
                eprintln!("{USAGE}");
                ExitCode::from(2)
            }
        },
        ["setup"] => match setup::everything() {
            Ok(()) => ExitCode::SUCCESS,
            Err(trouble) => {
                eprintln!("setup: {trouble}");
                ExitCode::from(1)
            }
        },
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}
