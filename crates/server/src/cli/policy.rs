//! `gehoor policy check|show|approve`: is every word of the source carried out or reasoned away, and what does it come to?

use super::{Data, Ended, hold, open, say};
use crate::desk_files::PolicyFiles;
use crate::web::public::ours::term;
use casework::policy::{PolicyFile, Problem, PromiseRule, check};
use casework::vocabulary::Role;
use clap::Subcommand;
use render::Texts;
use std::path::PathBuf;

/// About the policy.
#[derive(Debug, Subcommand)]
pub enum Policy {
    /// Kijkt na of het beleid klopt: elke zin, elke belofte.
    Check {
        /// De map met `policy.toml` en de tekst.
        #[arg(long, value_name = "DIR")]
        policy: Option<PathBuf>,
    },
    /// Toont wat we verschuldigd zijn.
    Show {
        /// De map met `policy.toml` en de tekst.
        #[arg(long, value_name = "DIR")]
        policy: Option<PathBuf>,
    },
    /// Keurt goed wat we zelf invulden, zoals op de pagina van de eerste start.
    Approve {
        #[command(flatten)]
        data: Data,
    },
}

/// Runs it.
///
/// # Errors
/// When the folder lacks a file.
pub async fn run(policy: Policy) -> Result<Ended, Ended> {
    match policy {
        Policy::Check { policy } => {
            let files = open::policy(policy.as_deref())?;
            let problems = problems(&files);
            if problems.is_empty() {
                say::line(say::sentence("policy-check-good", &[("file", &files.place)]));
                return Ok(Ended::Good);
            }
            tell(&files, &problems);
            Ok(Ended::Failed)
        }
        Policy::Show { policy } => {
            let files = open::policy(policy.as_deref())?;
            must_be_right(&files)?;
            show(&files);
            Ok(Ended::Good)
        }
        Policy::Approve { data } => {
            let config = open::config(data.config.as_deref(), data.data, data.database)?;
            let _held = hold::alone(&open::place(&config)?)?;
            let desk = super::serve::desk(&config).await?;
            desk.approve_values(None).await.map_err(Ended::wrong)?;
            say::line(say::sentence("policy-approved", &[]));
            Ok(Ended::Good)
        }
    }
}

/// Refuses a policy with mistakes, each said with its place.
///
/// # Errors
/// When there are any.
pub fn must_be_right(files: &PolicyFiles) -> Result<(), Ended> {
    let problems = problems(files);
    if problems.is_empty() {
        return Ok(());
    }
    tell(files, &problems);
    Err(Ended::Failed)
}

fn problems(files: &PolicyFiles) -> Vec<Problem> {
    match casework::policy::Policy::parse(&files.file, &files.source) {
        Ok(policy) => check(&policy, &files.file, None),
        Err(problems) => problems,
    }
}

fn tell(files: &PolicyFiles, problems: &[Problem]) {
    for problem in problems {
        let place = match problem.file {
            PolicyFile::Data => files.place.clone(),
            PolicyFile::Source => say::sentence("cli-policy-source", &[("place", &files.place)]),
        };
        let with: Vec<(&str, &str)> = problem
            .args
            .iter()
            .map(|(name, value)| (name.as_ref(), value.as_str()))
            .collect();
        let sentence = say::sentence(&format!("policy-problem-{}", problem.code.code()), &with);
        say::error(format!("{place}:{}:{}: {sentence}", problem.line, problem.column));
    }
    say::error(say::sentence(
        "policy-check-bad",
        &[("file", &files.place), ("count", &problems.len().to_string())],
    ));
}

fn show(files: &PolicyFiles) {
    let Ok(policy) = casework::policy::Policy::parse(&files.file, &files.source) else {
        return;
    };
    let version = policy.version.to_string();
    say::line(say::sentence(
        "cli-policy-is",
        &[
            ("title", &policy.title),
            ("version", &version),
            ("date", &policy.in_force_from),
        ],
    ));
    for rule in &policy.promises {
        say::line(owed(rule));
    }
}

/// A rule in the words of the interface.
fn owed(rule: &PromiseRule) -> String {
    let role = |role: Role| say::sentence(&format!("cli-owed-role-{}", role.code().replace('_', "-")), &[]);
    let ours = if rule.ours { " (P)" } else { "" };
    let clauses: Vec<&str> = rule.clauses().collect();
    let clauses = if clauses.is_empty() {
        "-".to_owned()
    } else {
        clauses.join(", ")
    };
    say::sentence(
        "cli-owed",
        &[
            ("rule", &format!("{:<24}", rule.key)),
            (
                "nature",
                &say::sentence(&format!("cli-owed-{}", rule.nature), &[]),
            ),
            ("title", &rule.task),
            ("term", &format!("{}{ours}", term(Texts::Dutch, rule))),
            ("by", &role(rule.owed_by)),
            ("to", &role(rule.owed_to)),
            ("clauses", &clauses),
        ],
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_owed_is_said_in_the_words_of_the_interface() {
        let files = crate::desk_files::default_policy();
        let policy = casework::policy::Policy::parse(&files.file, &files.source).unwrap();
        let said = |key: &str| owed(policy.rule(key).unwrap());
        assert!(
            said("answer").contains("2 werkdagen, wie opvolgt aan de klager"),
            "{}",
            said("answer")
        );
        assert!(said("undertaking").contains("Op de datum die we noemen"));
        for rule in &policy.promises {
            let line = owed(rule);
            let code = ["cli-owed", "_of_", "WorkingDays", "AtOnce"];
            assert!(!code.iter().any(|code| line.contains(code)), "{line}");
        }
        // Each role that a policy may name has words.
        for role in Role::ALL {
            let key = format!("cli-owed-role-{}", role.code().replace('_', "-"));
            assert_ne!(say::sentence(&key, &[]), key);
        }
    }
}
