//! How much may come in as files, with a complaint, a message or an answer.

use desk::files::Limits;

/// Photos, papers and recordings: the part `[files]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Files {
    /// The most megabytes of one file; 20 when not given.
    pub megabytes: u32,
    /// The most megabytes of all files that are sent together; 100 when not given.
    pub megabytes_together: u32,
    /// The most files that are sent together; 10 when not given.
    pub number: u32,
}

impl Default for Files {
    fn default() -> Files {
        Files {
            megabytes: 20,
            megabytes_together: 100,
            number: 10,
        }
    }
}

impl Files {
    /// The same in bytes.
    pub fn limits(self) -> Limits {
        let bytes = |megabytes: u32| u64::from(megabytes) * 1024 * 1024;
        Limits {
            file: bytes(self.megabytes),
            together: bytes(self.megabytes_together),
            number: usize::try_from(self.number).unwrap_or(usize::MAX),
        }
    }
}
