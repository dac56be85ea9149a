//! The program killed at chosen moments under a load of complaints: how often, which moments, and with which database.

use crate::step::Act;
use crate::tools::command;

/// On a landing: about four minutes for both databases side by side.
pub const LANDING: u64 = 300;
/// In `deep`: about two hours.
pub const DEEP: u64 = 10_000;

/// Where the program keeps what it is killed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// In a file of its own.
    Sqlite,
    /// On a throw-away PostgreSQL server, which is killed now and then as well.
    Postgres,
}

/// How often, which moments, which database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    times: Option<u64>,
    seed: Option<u64>,
    /// Both, side by side, when none is named.
    database: Option<Database>,
}

impl Wish {
    /// So many times on each database, at the moments that the test chooses.
    pub fn times(times: u64) -> Wish {
        Wish {
            times: Some(times),
            ..Wish::default()
        }
    }

    /// From the words of the command; `None` when they can't be read.
    pub fn read(words: &[&str]) -> Option<Wish> {
        let mut wish = Wish::default();
        for pair in words.chunks(2) {
            match pair {
                ["--times", times] => wish.times = Some(times.parse().ok().filter(|times| *times > 0)?),
                ["--database", "sqlite"] => wish.database = Some(Database::Sqlite),
                ["--database", "pg"] => wish.database = Some(Database::Postgres),
                ["--seed", seed] => wish.seed = Some(seed.parse().ok()?),
                _ => return None,
            }
        }
        Some(wish)
    }

    /// The test that does it; it prints its seed.
    pub fn act(self) -> Act {
        let test = match self.database {
            None => "kill::",
            Some(Database::Sqlite) => "kill::nothing_acknowledged_is_lost",
            Some(Database::Postgres) => "kill::nor_on_postgresql",
        };
        let words = ["test", "-p", "server", "--test", "it", test, "--", "--nocapture"];
        let mut command = command("cargo", &words);
        command.env("GEHOOR_KILLS", self.times.unwrap_or(LANDING).to_string());
        if let Some(seed) = self.seed {
            command.env("GEHOOR_SEED", seed.to_string());
        }
        Act::Tests(command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_that_cannot_be_read_is_refused() {
        let both = Wish {
            times: Some(7),
            seed: Some(3),
            database: Some(Database::Postgres),
        };
        assert_eq!(
            Wish::read(&["--times", "7", "--database", "pg", "--seed", "3"]),
            Some(both)
        );
        assert_eq!(Wish::read(&[]), Some(Wish::default()));
        for wrong in [
            &["--times"][..],
            &["--times", "0"],
            &["--times", "x"],
            &["--database", "oracle"],
            &["7"],
        ] {
            assert_eq!(Wish::read(wrong), None, "{wrong:?}");
        }
    }
}
