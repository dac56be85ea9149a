//! The pages: one struct of plain data per page, each with its template and a sample.

pub mod access;
pub mod all;
pub mod before;
pub mod check;
pub mod concern;
pub mod contact;
pub mod demo;
pub mod error;
pub mod follow;
pub mod follow_acts;
pub mod home;
pub mod keeping;
pub mod parts;
pub mod policy;
pub mod questions;
pub mod receipt;
pub mod recent;
pub mod statements;
pub mod work;
