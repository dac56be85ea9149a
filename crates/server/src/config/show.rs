//! The settings that hold, each as a line of the file, with what nobody else may read masked.

use super::{Config, DATA, LISTEN};
use std::path::Path;

/// In place of a secret.
const MASK: &str = "***";

impl Config {
    /// The lines of a file that would give these settings; what isn't set stands as a comment.
    pub fn effective(&self) -> Vec<String> {
        let path = |path: &Path| path.display().to_string();
        let listen = self.listen.clone().unwrap_or_else(|| LISTEN.to_owned());
        let reached = self.address.clone().unwrap_or_else(|| format!("http://{listen}"));
        let data = self.data.as_deref().map_or_else(|| DATA.to_owned(), path);
        let mut lines = vec![
            line("listen", Some(&listen)),
            line("data", Some(&data)),
            line("database", self.database.as_deref().map(shown).as_deref()),
            line("key_file", self.key_file.as_deref().map(path).as_deref()),
            line("address", Some(&reached)),
            line("policy", self.policy.as_deref().map(path).as_deref()),
            line("metrics", self.metrics.as_deref()),
            line("log", Some(self.log.code())),
            String::new(),
            "[files]".to_owned(),
            format!("megabytes = {}", self.files.megabytes),
            format!("megabytes_together = {}", self.files.megabytes_together),
            format!("number = {}", self.files.number),
            String::new(),
            "[limits]".to_owned(),
            format!("begun_per_hour = {}", self.often.begun),
            format!("sent_per_hour = {}", self.often.sent),
            format!("messages_per_hour = {}", self.often.messages),
        ];
        match &self.backup {
            None => lines.push("# [backup]".to_owned()),
            Some(backup) => lines.extend([
                String::new(),
                "[backup]".to_owned(),
                line("folder", Some(&path(&backup.folder))),
                format!("hour = {}", backup.hour),
                format!("keep = {}", backup.keep),
                format!("key_days = {}", backup.key_days),
            ]),
        }
        let Some(smtp) = &self.smtp else {
            lines.push("# [smtp]".to_owned());
            return lines;
        };
        lines.extend([
            String::new(),
            "[smtp]".to_owned(),
            line("host", Some(&smtp.host)),
            format!("port = {}", smtp.port),
            line("from", Some(&smtp.from)),
            line("user", smtp.user.as_deref().map(|_| MASK)),
            line(
                "password_file",
                smtp.password_file.as_deref().map(path).as_deref(),
            ),
            line("security", Some(smtp.security.code())),
        ]);
        lines
    }
}

fn line(key: &str, value: Option<&str>) -> String {
    match value {
        Some(value) => format!("{key} = {}", toml::Value::from(masked(value))),
        None => format!("# {key}"),
    }
}

/// The address of a database may hold a password in two places; neither is shown.
fn shown(database: &str) -> String {
    storage::Place::parse(database).to_string()
}

/// An address may hold a name and a password before an @.
fn masked(value: &str) -> String {
    let secret = value
        .split_once("://")
        .and_then(|(scheme, rest)| Some((scheme, rest.rsplit_once('@')?)));
    match secret {
        Some((scheme, (_, host))) => format!("{scheme}://{MASK}@{host}"),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_shown_can_be_read_again_and_holds_no_secret() {
        let folder = tempfile::tempdir().unwrap();
        let password = folder.path().join("password");
        std::fs::write(&password, "geheim woord").unwrap();
        let text = format!(
            "data = \"a \\\"b\\\"\"\n[backup]\nfolder = \"c\"\nhour = 0\n[smtp]\nhost = \"mail.test\"\nfrom = \"a@b.test\"\nuser = \"desk-user\"\npassword_file = \"{}\"",
            password.display()
        );
        let config = super::super::read::config(&text).unwrap();
        let shown = config.effective().join("\n");
        assert!(
            !shown.contains("geheim") && !shown.contains("desk-user"),
            "{shown}"
        );
        let again = super::super::read::config(&shown).unwrap();
        assert_eq!((again.data, again.backup), (config.data, config.backup));
        assert_eq!(again.smtp.unwrap().host, "mail.test");
        assert_eq!(masked("postgres://desk:word@host/db"), "postgres://***@host/db");
    }
}
