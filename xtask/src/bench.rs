//! How fast it is, measured on the released program over loopback, with the yardsticks in the same run.

mod http;
mod pages;
mod program;
mod submit;
mod table;
mod yardstick;

use crate::postgres::Server;
use crate::tools::command;
use program::{Served, millis};
use std::fs;
use std::process::ExitCode;
use std::time::Duration;
use table::{Aim, Line};
pub use yardstick::nginx;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    quick: bool,
    postgres: bool,
    cases: Vec<u64>,
}

impl Wish {
    /// From the words of the command; `None` when they can't be read.
    pub fn read(words: &[&str]) -> Option<Wish> {
        let mut wish = Wish {
            quick: false,
            postgres: false,
            cases: Vec::new(),
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--quick" => wish.quick = true,
                "--postgres" => wish.postgres = true,
                "--cases" => {
                    let sizes = words
                        .next()?
                        .split(',')
                        .map(|size| size.parse().ok().filter(|size| *size > 0));
                    wish.cases = sizes.collect::<Option<_>>()?;
                }
                _ => return None,
            }
        }
        if wish.cases.is_empty() {
            wish.cases = if wish.quick {
                vec![200]
            } else {
                vec![1_000, 100_000]
            };
        }
        Some(wish)
    }

    /// Measures and prints the table. It fails when something can't be measured, not when it is slow.
    pub fn run(&self) -> ExitCode {
        let mut lines = Vec::new();
        let came = self.measure(&mut lines);
        println!("\n{}", table::table(&lines));
        match came {
            Ok(()) => ExitCode::SUCCESS,
            Err(trouble) => {
                eprintln!("bench: {trouble}");
                ExitCode::from(1)
            }
        }
    }

    fn measure(&self, lines: &mut Vec<Line>) -> Result<(), String> {
        say("building the program as it is released");
        let build = command("cargo", &["build", "--release", "--bin", "gehoor"]).status();
        if !build.is_ok_and(|status| status.success()) {
            return Err("it doesn't build".to_owned());
        }
        let size = fs::metadata(program::built())
            .map_err(|error| error.to_string())?
            .len();
        lines.push(Line::of(
            "size of the program",
            megabytes(size),
            "MB",
            Aim::AtMost(40.0),
        ));
        let server = match self.postgres {
            true => Some(Server::start()?),
            false => None,
        };
        let place = || server.as_ref().map(Server::place).transpose();
        self.empty(place()?, lines)?;
        for cases in &self.cases {
            self.many(*cases, place()?, lines)?;
        }
        Ok(())
    }

    /// An installation without complaints: start, memory, submissions, public pages.
    fn empty(&self, database: Option<String>, lines: &mut Vec<Line>) -> Result<(), String> {
        let rounds = if self.quick { 1 } else { 3 };
        let place = submit::installation("empty", database)?;
        let mut first = Duration::MAX;
        for _ in 0..rounds {
            first = first.min(place.serve()?.first_page);
        }
        lines.push(Line::of(
            "first page after the start",
            first.as_secs_f64(),
            "s",
            Aim::AtMost(0.1),
        ));
        let served = place.serve()?;
        std::thread::sleep(Duration::from_secs(2));
        lines.push(Line::of(
            "memory, idle",
            served.memory(),
            "MiB",
            Aim::AtMost(20.0),
        ));
        let (came, memory) = submit::memory_while(&served, || self.submissions(&served, rounds, lines));
        came?;
        self.public(&served, lines)?;
        lines.push(Line::of(
            "memory, the most under submissions",
            memory,
            "MiB",
            Aim::AtMost(60.0),
        ));
        Ok(())
    }

    fn submissions(&self, served: &Served, rounds: usize, lines: &mut Vec<Line>) -> Result<(), String> {
        let seconds = if self.quick { 0.3 } else { 2.0 };
        for clients in [1, 8, 32] {
            let all = if self.quick { 64 } else { 1_024 };
            let each = (all / clients).clamp(2, 256);
            let (mut best, mut middle, mut bare) = (0.0_f64, Duration::MAX, None);
            for _ in 0..rounds {
                say(&format!("{clients} clients, {each} complaints each"));
                // Before each round, so that both had the same chance of a quiet machine.
                match yardstick::bare_commits(seconds) {
                    Ok(rate) => bare = Some(bare.unwrap_or(0.0_f64).max(rate)),
                    Err(trouble) => say(&format!("without the yardstick of SQLite: {trouble}")),
                }
                let came = submit::submissions(served, clients, each)?;
                best = best.max(came.rate);
                middle = middle.min(came.middle);
            }
            let aim = if clients == 32 { Aim::Ratio(1.0) } else { Aim::None };
            let what = format!("submissions, {clients} clients, against bare SQLite commits");
            lines.push(Line::beside(what, best, "/s", bare, aim));
            lines.push(Line::of(
                format!("one submission, {clients} clients, middle"),
                millis(middle),
                "ms",
                Aim::None,
            ));
        }
        Ok(())
    }

    fn public(&self, served: &Served, lines: &mut Vec<Line>) -> Result<(), String> {
        let lasts = Duration::from_millis(if self.quick { 200 } else { 3_000 });
        let pages = [("home", "/"), ("form", "/klacht/bewoner")];
        let mut files = Vec::new();
        for (name, path) in pages {
            files.push((name, pages::bytes(&served.address, path)?));
        }
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (*name, bytes.as_slice()))
            .collect();
        let nginx = yardstick::Nginx::serve(&files);
        if let Err(trouble) = &nginx {
            say(&format!("without the yardstick of nginx: {trouble}"));
        }
        for (name, path) in pages {
            let (mut ours, mut theirs) = (0.0_f64, None);
            for _ in 0..if self.quick { 1 } else { 3 } {
                say(&format!("{path}, 32 clients"));
                ours = ours.max(pages::gets(&served.address, path, 32, lasts)?);
                if let Ok(nginx) = &nginx {
                    let rate = pages::gets(&nginx.address, &format!("/{name}"), 32, lasts)?;
                    theirs = Some(theirs.unwrap_or(0.0_f64).max(rate));
                }
            }
            let what = format!("{name} page, 32 clients, against nginx");
            lines.push(Line::beside(what, ours, "/s", theirs, Aim::Ratio(0.5)));
        }
        Ok(())
    }

    /// The pages of the staff, with many complaints.
    fn many(&self, cases: u64, database: Option<String>, lines: &mut Vec<Line>) -> Result<(), String> {
        say(&format!("filling an installation with {cases} complaints"));
        let (place, took) = pages::filled(cases, database)?;
        let aim = |most: f64| match cases {
            100_000 => Aim::AtMost(most),
            _ => Aim::None,
        };
        lines.push(Line::of(
            format!("{cases} cases: filling"),
            took.as_secs_f64(),
            "s",
            Aim::None,
        ));
        let handler = place.invite("Ann", "ann@voorbeeld.test", "handler")?;
        let board = place.invite("Chris", "chris@voorbeeld.test", "board_member")?;
        let served = place.serve()?;
        lines.push(Line::of(
            format!("{cases} cases: first page after the start"),
            served.first_page.as_secs_f64(),
            "s",
            aim(0.1),
        ));
        let mut ann = pages::sign_in(&served.address, &handler)?;
        let mut chris = pages::sign_in(&served.address, &board)?;
        say(&format!(
            "{cases} cases: waiting until what had fallen due is done"
        ));
        let began = crate::step::now();
        served.rests(cases)?;
        lines.push(Line::of(
            format!("{cases} cases: until what had fallen due is done"),
            began.elapsed().as_secs_f64(),
            "s",
            Aim::None,
        ));
        let case = pages::first_case(&mut ann)?;
        let words = pages::search(&mut ann, "kw123.")?;
        let get = |visitor: &http::Visitor, path: &str| visitor.request("GET", path, None);
        for (name, visitor, request, most) in [
            ("Vandaag", false, get(&ann, "/werk"), 3.0),
            ("list", false, get(&ann, "/werk/klachten"), 3.0),
            ("one case", false, get(&ann, &case), 2.0),
            ("text search", false, words, 400.0),
            ("figures", true, get(&chris, "/overzicht"), 20.0),
        ] {
            say(&format!("{cases} cases, {name}"));
            let visitor = if visitor { &mut chris } else { &mut ann };
            let took = pages::time(visitor, name, &request)?;
            lines.push(Line::of(
                format!("{cases} cases: {name}"),
                millis(took),
                "ms",
                aim(most),
            ));
        }
        lines.push(Line::of(
            format!("{cases} cases: memory after it"),
            served.memory(),
            "MiB",
            Aim::None,
        ));
        Ok(())
    }
}

fn megabytes(bytes: u64) -> f64 {
    u32::try_from(bytes / 1_000).map_or(f64::INFINITY, |kilobytes| f64::from(kilobytes) / 1_000.0)
}

fn say(what: &str) {
    println!("bench: {what}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_that_cannot_be_read_is_refused() {
        let sizes = |words: &[&str]| Wish::read(words).map(|wish| wish.cases);
        assert_eq!(sizes(&["--cases", "10,20"]), Some(vec![10, 20]));
        assert_eq!(sizes(&["--quick"]), Some(vec![200]));
        assert_eq!(sizes(&[]), Some(vec![1_000, 100_000]));
        for wrong in [
            &["--cases"][..],
            &["--cases", "0"],
            &["--cases", "x"],
            &["--fast"],
        ] {
            assert_eq!(Wish::read(wrong), None, "{wrong:?}");
        }
    }
}
