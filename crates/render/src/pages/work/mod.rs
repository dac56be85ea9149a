//! The pages for people who work with complaints: handlers, supervisors, groups, the board member, the administrator.

pub mod absent;
pub mod assign;
pub mod board;
pub mod briefs;
pub mod carried;
pub mod case;
pub mod cases;
pub mod composer;
pub mod days;
pub mod entry;
pub mod evaluation;
pub mod expired;
pub mod figures;
pub mod letter;
pub mod measures;
pub mod missing;
pub mod new_case;
pub mod notice;
pub mod parts;
pub mod people;
pub mod powers;
pub mod preview;
pub mod proposals;
pub mod read_aloud;
pub mod read_by;
pub mod refusal;
pub mod results;
pub mod sentences;
pub mod sooner;
pub mod start;
pub mod today;
pub mod together;
pub mod tone;
pub mod ways_out;
pub mod words;

#[cfg(test)]
pub(crate) mod samples;
