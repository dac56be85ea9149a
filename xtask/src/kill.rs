//! The program killed at chosen moments under a load of complaints: how often, and which moments.

use crate::step::Act;
use crate::tools::command;

/// On a landing: about two minutes.
pub const LANDING: u64 = 300;
/// In `deep`: about an hour.
pub const DEEP: u64 = 10_000;

/// How often and which moments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    times: Option<u64>,
    seed: Option<u64>,
}

impl Wish {
    /// So many times, at the moments that the test chooses.
    pub fn times(times: u64) -> Wish {
        Wish {
            times: Some(times),
            seed: None,
        }
    }

    /// From the words of the command; `None` when they can't be read.
    pub fn read(words: &[&str]) -> Option<Wish> {
        let mut wish = Wish::default();
        for pair in words.chunks(2) {
            match pair {
                ["--times", times] => wish.times = Some(times.parse().ok().filter(|times| *times > 0)?),
                ["--seed", seed] => wish.seed = Some(seed.parse().ok()?),
                _ => return None,
            }
        }
        Some(wish)
    }

    /// The test that does it; it prints its seed.
    pub fn act(self) -> Act {
        let words = [
            "test",
            "-p",
            "server",
            "--test",
            "it",
            "kill::",
            "--",
            "--nocapture",
        ];
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
        };
        assert_eq!(Wish::read(&["--times", "7", "--seed", "3"]), Some(both));
        assert_eq!(Wish::read(&[]), Some(Wish::default()));
        for wrong in [&["--times"][..], &["--times", "0"], &["--times", "x"], &["7"]] {
            assert_eq!(Wish::read(wrong), None, "{wrong:?}");
        }
    }
}
