//! What pages share: who visits, forms, drafts, the frame around a page, answers and errors.

pub mod body;
pub mod cookies;
pub mod course;
pub mod download;
pub mod draft;
pub mod entries;
pub mod errors;
pub mod fields;
pub mod frame;
pub mod keeping;
pub mod origin;
pub mod seen;
pub mod sheet;
pub mod source;
pub mod upload;
pub mod visitor;
pub mod whole;
