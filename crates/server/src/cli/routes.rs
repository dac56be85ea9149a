//! `gehoor routes`: every address, who may open it and what it does; the access matrix is printed from it.

use super::{Ended, say};
use crate::web;

/// Prints a line per route, in the order of the addresses.
pub fn run() -> Ended {
    let mut lines: Vec<(&str, &str, String)> = web::routes()
        .into_iter()
        .map(|route| {
            let line = format!(
                "{:<5} {:<44} {:<12} {}",
                route.method,
                route.path,
                route.who.code(),
                route.does
            );
            (route.path, route.method, line)
        })
        .collect();
    lines.sort();
    for (_, _, line) in lines {
        say::line(line.trim_end());
    }
    Ended::Good
}
