//! Reads how many tests passed and failed from the closing lines that the test runners print.

/// Tests that ran, added up over every closing line seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
}

impl Count {
    /// Adds what one line of output says, if it is a closing line of cargo's or node's runner.
    pub fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(rest) = line.strip_prefix("test result:") {
            self.passed += number_before(rest, " passed");
            self.failed += number_before(rest, " failed");
        } else if let Some(rest) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
            self.passed += number_after(rest, "pass ");
            self.failed += number_after(rest, "fail ") + number_after(rest, "cancelled ");
        }
    }

    /// Adds another runner's count.
    pub fn add(&mut self, other: Count) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    let before = text.split(word).next().unwrap_or_default();
    let digits = before.rsplit(' ').next().unwrap_or_default();
    if text.contains(word) {
        digits.parse().unwrap_or(0)
    } else {
        0
    }
}

fn number_after(text: &str, word: &str) -> u64 {
    text.strip_prefix(word)
        .and_then(|digits| digits.trim().parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(lines: &[&str]) -> Count {
        let mut count = Count::default();
        for line in lines {
            count.read(line);
        }
        count
    }

    #[test]
    fn cargos_closing_lines_are_added_up() {
        let count = counted(&[
            "test casework::it_works ... ok",
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        ]);
        assert_eq!(
            count,
            Count {
                passed: 15,
                failed: 2
            }
        );
    }

    #[test]
    fn nodes_closing_lines_are_added_up_and_a_cancelled_test_failed() {
        let count = counted(&[
            "ℹ tests 9",
            "ℹ pass 6",
            "ℹ fail 1",
            "ℹ cancelled 2",
            "ℹ skipped 0",
        ]);
        assert_eq!(count, Count { passed: 6, failed: 3 });
        assert_eq!(
            counted(&["# tests 2", "# pass 2", "# fail 0"]),
            Count { passed: 2, failed: 0 }
        );
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(
            counted(&["3 passed", "# passwords 4", "test result", "running 7 tests"]),
            Count::default()
        );
    }
}
