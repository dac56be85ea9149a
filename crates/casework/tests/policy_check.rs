//! The check of a policy: the shipped ones pass, and each kind of mistake is found on its line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use casework::policy::{Policy, PolicyFile, Problem, ProblemCode, check};

const FILE: &str = include_str!("../../../policies/wooncoop/policy.toml");
const SOURCE: &str = include_str!("../../../policies/wooncoop/klachtenbeleid.txt");

fn problems(file: &str, source: &str) -> Vec<Problem> {
    match Policy::parse(file, source) {
        Ok(policy) => check(&policy, file, None),
        Err(problems) => problems,
    }
}

#[test]
fn the_shipped_policy_of_wooncoop_passes() {
    assert_eq!(problems(FILE, SOURCE), []);
}
