//! Checks all that is kept against the journal, and names the first thing that is wrong.
use crate::statements::statements;
statements! {}
