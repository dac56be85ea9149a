//! What an administrator could do to a database behind the program's back; the program's own tests try it.

/// Whatever gave a sign of life gave it a minute earlier.
pub const OLDER_HEARTBEATS: &str = "UPDATE heartbeats SET at = at - 60000";
/// A newer program was here.
pub const NEWER_PROGRAM: &str = "INSERT INTO migrations VALUES (99, 'later', 'x')";
/// It wasn't, but a migration is another than it was.
pub const CHANGED_MIGRATION: &str =
    "DELETE FROM migrations WHERE number = 99; UPDATE migrations SET checksum = 'x' WHERE number = 1";
