//! How often something may come from one address: enough for a house full of people, too little to drown the desk.

/// What may be done in an hour: the part `[limits]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Often {
    /// Complaints and concerns that are begun from one address; 60 when not given.
    pub begun: u32,
    /// Complaints and concerns that are sent from one address; 20 when not given.
    pub sent: u32,
    /// Messages and files with one complaint; 60 when not given.
    pub messages: u32,
}

impl Default for Often {
    fn default() -> Often {
        Often {
            begun: 60,
            sent: 20,
            messages: 60,
        }
    }
}
