//! Work that only one node at a time may do, such as the sweep: who has it, and until when.

use crate::database::values;
use crate::error::Result;
use crate::statements::statements;
use casework::moment::Moment;

statements! {
    // A lease that ends later than any honest one ($5) comes from a clock that was wrong.
    LEASE_TAKE = "INSERT INTO leases (name, node, until_at) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET node = excluded.node, until_at = excluded.until_at
        WHERE leases.node = excluded.node OR leases.until_at <= $4 OR leases.until_at > $5";
    LEASE_GIVE_BACK = "DELETE FROM leases WHERE name = $1 AND node = $2";
}

/// Clocks of nodes may differ by so many leases.
const HONEST: i64 = 10;

impl crate::Store {
    /// Takes some work, or keeps it, for so long; false while another node has it.
    pub async fn lease(&self, name: &str, now: Moment, millis: i64) -> Result<bool> {
        let (until, beyond) = (now.plus_millis(millis), now.plus_millis(millis * HONEST));
        let row = values![name.to_owned(), self.node.to_string(), until, now, beyond];
        Ok(self.database.execute(&LEASE_TAKE, row).await? == 1)
    }

    /// Lets another node have it at once.
    pub async fn lease_give_back(&self, name: &str) -> Result<()> {
        let place = values![name.to_owned(), self.node.to_string()];
        self.database.execute(&LEASE_GIVE_BACK, place).await?;
        Ok(())
    }
}
