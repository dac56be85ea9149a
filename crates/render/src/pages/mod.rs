//! The pages: one struct of plain data per page, each with its template and a sample.

pub mod contact;
pub mod error;
pub mod home;
