//! The pages for people who work with complaints: handlers, supervisors, groups, the board member, the administrator.

pub mod case;
pub mod cases;
pub mod composer;
pub mod letter;
pub mod notice;
pub mod parts;
pub mod preview;
pub mod refusal;
pub mod today;
pub mod tone;
pub mod words;

#[cfg(test)]
pub(crate) mod samples;
