//! Every decision on a case as rules: given what happened, when somebody acts, then what is owed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../given/mod.rs"]
mod given;

mod answer;
mod assign;
mod board;
mod course;
mod days;
mod dispute;
mod evaluate;
mod follow_up;
mod forget;
mod heard;
mod hearing;
mod interim;
mod link;
mod measures;
mod message;
mod owing;
mod receive;
mod reply;
mod retaliation;
mod review;
mod second;
mod sooner;
mod together;
mod undertaking;
mod ways_out;
