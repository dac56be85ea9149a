//! Who may do what: a change in it, said to the members of the board in one sentence.

use super::words::{STAFF_ROLES, word};
use crate::texts::{Key, Texts};
use jiff::civil::Date;

/// A change in who may do what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PowerChange {
    /// Somebody came.
    Joined {
        /// Who.
        name: String,
        /// Their roles, as codes.
        roles: Vec<String>,
    },
    /// Somebody has other roles.
    RolesChanged {
        /// Who.
        name: String,
        /// Their roles from now on, as codes.
        roles: Vec<String>,
    },
    /// Somebody got a new link to choose a password.
    LinkRenewed {
        /// Who.
        name: String,
    },
    /// Somebody left.
    Left {
        /// Who.
        name: String,
    },
    /// Somebody said of a member of the board that they are away.
    Away {
        /// Who.
        name: String,
        /// The first and the last day.
        days: (Date, Date),
    },
    /// Members of the board hear in this order.
    BoardOrder {
        /// Their names.
        names: Vec<String>,
    },
    /// Members of management supervise in this order.
    SupervisorOrder {
        /// Their names.
        names: Vec<String>,
    },
}

impl PowerChange {
    /// What happened, in a sentence. `by`: who did it; empty when nobody who signed in.
    pub fn sentence(&self, t: Texts, by: &str) -> String {
        let (key, name, list) = match self {
            PowerChange::Joined { name, roles } => {
                (Key("board-power-joined"), name.as_str(), words(t, roles))
            }
            PowerChange::RolesChanged { name, roles } => {
                (Key("board-power-roles"), name.as_str(), words(t, roles))
            }
            PowerChange::LinkRenewed { name } => (Key("board-power-link"), name.as_str(), Vec::new()),
            PowerChange::Left { name } => (Key("board-power-left"), name.as_str(), Vec::new()),
            PowerChange::Away {
                name,
                days: (first, last),
            } => (
                Key("board-power-away"),
                name.as_str(),
                vec![t.date(first), t.date(last)],
            ),
            PowerChange::BoardOrder { names } => (Key("board-power-board-order"), "", names.clone()),
            PowerChange::SupervisorOrder { names } => {
                (Key("board-power-supervisor-order"), "", names.clone())
            }
        };
        let what = t
            .a(key)
            .with("name", name)
            .with("list", t.list(&list))
            .to_string();
        let who = if by.is_empty() {
            t.m("board-power-machine")
        } else {
            t.a("board-power-by").with("name", by).to_string()
        };
        format!("{what} {who}")
    }
}

fn words(t: Texts, roles: &[String]) -> Vec<String> {
    roles.iter().map(|code| word(&t, STAFF_ROLES, code)).collect()
}
