//! Small things by name: settings as JSON text, and heartbeats that show whether a part of the program stands still.

use crate::database::values;
use crate::error::Result;
use crate::statements::statements;
use casework::moment::Moment;

statements! {
    SETTING_GET = "SELECT value FROM settings WHERE key = $1";
    SETTING_SET = "INSERT INTO settings (key, value, changed_at) VALUES ($1, $2, $3)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at";
    SETTING_SET_ONCE = "INSERT INTO settings (key, value, changed_at) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING";
    HEARTBEATS = "SELECT name, at FROM heartbeats ORDER BY name";
    HEARTBEAT = "INSERT INTO heartbeats (name, at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET at = excluded.at";
}

impl crate::Store {
    /// A setting's text.
    pub async fn setting(&self, key: &str) -> Result<Option<String>> {
        self.database
            .row(&SETTING_GET, values![key.to_owned()])
            .await?
            .map(|row| row.get("value"))
            .transpose()
    }

    /// Changes a setting.
    pub async fn setting_set(&self, key: &str, value: &str, now: Moment) -> Result<()> {
        self.database
            .execute(&SETTING_SET, values![key.to_owned(), value.to_owned(), now])
            .await?;
        Ok(())
    }

    /// Makes a setting that isn't there yet; of two that try at once, the first decides.
    pub(crate) async fn setting_set_once(&self, key: &str, value: &str, now: Moment) -> Result<()> {
        let row = values![key.to_owned(), value.to_owned(), now];
        self.database.execute(&SETTING_SET_ONCE, row).await?;
        Ok(())
    }

    /// "I am alive", says a part of the program.
    pub async fn heartbeat(&self, name: &str, now: Moment) -> Result<()> {
        self.database
            .execute(&HEARTBEAT, values![name.to_owned(), now])
            .await?;
        Ok(())
    }

    /// When each part was last alive.
    pub async fn heartbeats(&self) -> Result<Vec<(String, Moment)>> {
        let rows = self.database.rows(&HEARTBEATS, values![]).await?;
        rows.iter()
            .map(|row| Ok((row.get("name")?, row.get("at")?)))
            .collect()
    }
}
