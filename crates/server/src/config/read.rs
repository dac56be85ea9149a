//! From the text of the file to a configuration, or to every mistake in it with its line.

use super::mistake::Mistake;
use super::settings::{Kind, SETTINGS, nearest};
use super::{Backup, Config, Files, Often, Security, Smtp};
use crate::operation::logs::Format;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with the byte at which it was found.
type Found = BTreeMap<&'static str, (String, usize)>;

struct Reading<'a> {
    text: &'a str,
    found: Found,
    mistakes: Vec<Mistake>,
}

/// Reads it.
///
/// # Errors
/// Every mistake, in the order of the file.
pub fn config(text: &str) -> Result<Config, Vec<Mistake>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reading = Reading {
        text,
        found: Found::new(),
        mistakes: Vec::new(),
    };
    for error in &errors {
        let byte = error.span().map_or(0, |span| span.start);
        reading.mistake(byte, "config-syntax", &[("what", error.message())]);
    }
    reading.table("", table.get_ref());
    reading.together();
    // A line that can't be read at all is one mistake, not two.
    let broken: Vec<usize> = reading
        .mistakes
        .iter()
        .map(Mistake::place)
        .filter(|(_, key)| *key == "config-syntax")
        .map(|(line, _)| line)
        .collect();
    reading.mistakes.retain(|mistake| {
        let (line, key) = mistake.place();
        key == "config-syntax" || !broken.contains(&line)
    });
    reading.mistakes.sort();
    if reading.mistakes.is_empty() {
        Ok(made(&reading.found))
    } else {
        Err(reading.mistakes)
    }
}

impl Reading<'_> {
    fn mistake(&mut self, byte: usize, key: &'static str, with: &[(&'static str, &str)]) {
        self.mistakes.push(Mistake::at(self.text, byte, key, with));
    }

    fn table(&mut self, section: &str, table: &DeTable<'_>) {
        for (key, value) in table.iter() {
            let place = key.span().start;
            let name = format!("{section}{}", key.get_ref());
            let inside = format!("{name}.");
            if let Some((known, kind)) = SETTINGS.iter().find(|(known, _)| *known == name) {
                self.value(known, *kind, value);
            } else if SETTINGS.iter().any(|(known, _)| known.starts_with(&inside)) {
                match value.get_ref().as_table() {
                    Some(table) => self.table(&inside, table),
                    None => self.mistake(place, "config-section", &[("key", &name)]),
                }
            } else {
                match nearest(&name) {
                    Some(meant) => {
                        self.mistake(place, "config-misspelt", &[("key", &name), ("meant", meant)])
                    }
                    None => {
                        let all = SETTINGS.map(|(known, _)| known).join(", ");
                        self.mistake(place, "config-unknown", &[("key", &name), ("all", &all)]);
                    }
                }
            }
        }
    }

    fn value(&mut self, key: &'static str, kind: Kind, value: &Spanned<DeValue<'_>>) {
        let place = value.span().start;
        let text = match (kind, value.get_ref()) {
            (Kind::Port | Kind::Amount | Kind::UpTo(_) | Kind::Days(_), DeValue::Integer(number)) => {
                number.to_string()
            }
            (Kind::Port | Kind::Amount | Kind::UpTo(_) | Kind::Days(_), _) => {
                return self.mistake(place, "config-number", &[("key", key)]);
            }
            (_, DeValue::String(text)) => text.to_string(),
            _ => return self.mistake(place, "config-text", &[("key", key)]),
        };
        if let Some((sentence, more)) = kind.wrong(&text) {
            self.mistake(
                place,
                sentence,
                &[("key", key), ("value", &text), ("more", &more)],
            );
        }
        self.found.insert(key, (text, place));
    }

    /// What only makes sense with something else beside it.
    fn together(&mut self) {
        let needs = [
            ("smtp.host", "smtp.from"),
            ("smtp.from", "smtp.host"),
            ("smtp.user", "smtp.password_file"),
            ("smtp.password_file", "smtp.user"),
            ("smtp.port", "smtp.host"),
            ("smtp.security", "smtp.host"),
            ("smtp.user", "smtp.host"),
            ("backup.hour", "backup.folder"),
            ("backup.keep", "backup.folder"),
            ("backup.key_days", "backup.folder"),
        ];
        for (key, needed) in needs {
            if let Some((_, place)) = self.found.get(key).filter(|_| !self.found.contains_key(needed)) {
                self.mistake(*place, "config-needs", &[("key", key), ("needed", needed)]);
            }
        }
        let listen = self
            .found
            .get("listen")
            .map_or(super::LISTEN, |(listen, _)| listen);
        if let Some((metrics, place)) = self.found.get("metrics")
            && metrics == listen
            && !metrics.ends_with(":0")
        {
            self.mistake(*place, "config-same", &[("key", "metrics"), ("other", "listen")]);
        }
    }
}

fn made(found: &Found) -> Config {
    let text = |key: &str| found.get(key).map(|(text, _)| text.clone());
    let smtp = text("smtp.host").map(|host| Smtp {
        host,
        port: text("smtp.port")
            .and_then(|port| port.parse().ok())
            .unwrap_or(587),
        from: text("smtp.from").unwrap_or_default(),
        user: text("smtp.user"),
        password_file: text("smtp.password_file").map(Into::into),
        security: [Security::Starttls, Security::Tls, Security::None]
            .into_iter()
            .find(|one| text("smtp.security").is_some_and(|code| code == one.code()))
            .unwrap_or_default(),
    });
    let amount = |key: &str, usual: u32| text(key).and_then(|amount| amount.parse().ok()).unwrap_or(usual);
    let usual = Files::default();
    let often = Often::default();
    let backup = text("backup.folder").map(|folder| {
        let usual = Backup::in_folder(folder.into());
        Backup {
            hour: text("backup.hour")
                .and_then(|hour| hour.parse().ok())
                .unwrap_or(usual.hour),
            keep: amount("backup.keep", usual.keep),
            key_days: amount("backup.key_days", usual.key_days),
            folder: usual.folder,
        }
    });
    Config {
        backup,
        files: Files {
            megabytes: amount("files.megabytes", usual.megabytes),
            megabytes_together: amount("files.megabytes_together", usual.megabytes_together),
            number: amount("files.number", usual.number),
        },
        often: Often {
            begun: amount("limits.begun_per_hour", often.begun),
            sent: amount("limits.sent_per_hour", often.sent),
            messages: amount("limits.messages_per_hour", often.messages),
        },
        listen: text("listen"),
        data: text("data").map(Into::into),
        database: text("database"),
        key_file: text("key_file").map(Into::into),
        address: text("address"),
        policy: text("policy").map(Into::into),
        metrics: text("metrics"),
        log: Format::ALL
            .into_iter()
            .find(|(code, _)| text("log").is_some_and(|said| said == *code))
            .map_or_else(Format::default, |(_, format)| format),
        smtp,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn wrong(text: &str) -> Vec<(usize, &'static str)> {
        config(text).unwrap_err().iter().map(Mistake::place).collect()
    }

    #[test]
    fn every_mistake_is_named_with_its_line_at_once() {
        let text = "listn = \"127.0.0.1:1\"\nlisten = 8080\nmetrics = \"9100\"\nlog = \"xml\"\ncolour = 1\n\
                    [smtp]\nhots = \"x\"\nport = 700000\nuser = \"u\"\n";
        assert_eq!(
            wrong(text),
            [
                (1, "config-misspelt"),
                (2, "config-text"),
                (3, "config-listen"),
                (4, "config-choice"),
                (5, "config-unknown"),
                (7, "config-misspelt"),
                (8, "config-needs"),
                (8, "config-port"),
                (9, "config-needs"),
                (9, "config-needs"),
            ]
        );
    }

    #[test]
    fn a_misspelt_key_is_said_with_the_one_that_was_meant() {
        let mistakes = config("\n\nlistn = \"127.0.0.1:1\"").unwrap_err();
        let said = mistakes[0].said(std::path::Path::new("gehoor.toml"));
        assert!(
            said.starts_with("gehoor.toml:3: ") && said.contains("listn"),
            "{said}"
        );
        assert!(said.contains("listen"), "{said}");
    }

    #[test]
    fn text_that_is_no_toml_is_a_mistake_with_its_line() {
        assert_eq!(wrong("data = \"a\"\nlisten = \n"), [(2, "config-syntax")]);
    }

    #[test]
    fn limits_of_files_that_are_not_given_are_as_usual() {
        let limits = config("[files]\nmegabytes = 5").unwrap().files.limits();
        assert_eq!(limits.file, 5 * 1024 * 1024);
        assert_eq!((limits.together, limits.number), (100 * 1024 * 1024, 10));
        assert_eq!(
            wrong("[files]\nmegabyte = 5\nnumber = 0"),
            [(2, "config-misspelt"), (3, "config-amount")]
        );
    }

    #[test]
    fn keys_of_a_backup_never_live_longer_than_promised() {
        let backup = config("[backup]\nfolder = \"b\"").unwrap().backup.unwrap();
        assert_eq!((backup.hour, backup.keep, backup.key_days), (2, 30, 35));
        assert_eq!(
            wrong("[backup]\nfolder = \"b\"\nhour = 24\nkey_days = 36\nkeep = 0"),
            [(3, "config-up-to"), (4, "config-amount"), (5, "config-amount")]
        );
        assert_eq!(wrong("[backup]\nhour = 0"), [(2, "config-needs")]);
    }

    #[test]
    fn a_mail_server_needs_little() {
        let config = config("[smtp]\nhost = \"localhost\"\nfrom = \"Gehoor <a@b.test>\"").unwrap();
        let smtp = config.smtp.unwrap();
        assert_eq!((smtp.port, smtp.security), (587, Security::Starttls));
    }

    #[test]
    fn an_address_is_a_place_and_no_page() {
        for (address, good) in [
            ("https://klacht.voorbeeld.be", true),
            ("http://127.0.0.1:8080/", true),
            ("klacht.voorbeeld.be", false),
            ("https://voorbeeld.be/klacht", false),
            ("https://", false),
        ] {
            assert_eq!(
                config(&format!("address = \"{address}\"")).is_ok(),
                good,
                "{address}"
            );
        }
    }

    #[test]
    fn figures_have_an_address_of_their_own() {
        assert_eq!(wrong("metrics = \"127.0.0.1:8080\""), [(1, "config-same")]);
        assert!(config("metrics = \"127.0.0.1:9100\"\nlog = \"json\"").is_ok());
        for listen in ["127.0.0.1", ":80", "a:b", "::1:80", "[::1]:80x"] {
            assert_eq!(
                wrong(&format!("listen = \"{listen}\"")),
                [(1, "config-listen")],
                "{listen}"
            );
        }
        assert!(config("listen = \"[::1]:8080\"").is_ok());
    }
}
