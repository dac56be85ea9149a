//! `cargo xtask …`: the project's checks, in Rust and without dependencies, the same here and on every landing.

mod bench;
mod ci;
mod count;
mod kill;
#[path = "../../crates/storage/tests/contract/postgres.rs"]
mod postgres;
mod setup;
mod step;
mod tools;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask ci | deep | kill [--times N] [--seed S] [--database sqlite|pg]
                   | bench [--quick] [--cases N,N] [--postgres] | setup [--bench]
  ci     every check of a landing, with what it needs installed first; under 30 minutes
  deep   what takes longer: the property tests with many more cases, all journeys and ten thousand kills on both databases,
         and each rule that people rely on broken on purpose
  kill   kills the running program N times under load (300) and looks whether anything was lost, on both databases side by
         side or on one; now and then the PostgreSQL server is killed instead; S chooses the moments
  bench  measures the released program beside its yardsticks, with so many complaints (1000,100000); a quarter of an hour
  setup  only installs what the checks need; with --bench also nginx, a yardstick";

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
        ["bench", wishes @ ..] => match bench::Wish::read(wishes) {
            Some(wish) => wish.run(),
            None => {
                eprintln!("{USAGE}");
                ExitCode::from(2)
            }
        },
        ["setup", "--bench"] => ended(setup::everything().and_then(|()| setup::bench())),
        ["setup"] => ended(setup::everything()),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn ended(result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("setup: {trouble}");
            ExitCode::from(1)
        }
    }
}
