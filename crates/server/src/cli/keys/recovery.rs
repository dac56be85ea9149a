//! `gehoor keys recovery`: the master key on paper, sealed by `age`, for the day that the machine is gone; made, and tried out.

use super::{Opened, opened};
use crate::cli::{Data, Ended, backup::moment, say};
use crate::clock::real_now;
use clap::Subcommand;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use storage::MasterKey;
use zeroize::Zeroizing;

/// About the sheet.
#[derive(Debug, Subcommand)]
pub enum Recovery {
    /// Maakt een herstelblad om af te drukken. Wie het leest en de wachtzin kent, kan alles openen.
    Create {
        #[command(flatten)]
        data: Data,
        /// Het bestand waarin het blad komt.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
        /// Voor wie (een adres van age dat begint met age1), in plaats van met een wachtzin. Meer mag.
        #[arg(long = "recipient", value_name = "AGE")]
        recipients: Vec<String>,
    },
    /// Kijkt na of een herstelblad opengaat en past bij wat bewaard wordt.
    Verify {
        #[command(flatten)]
        data: Data,
        /// Het blad.
        sheet: PathBuf,
        /// Het bestand met de sleutel van age, als er geen wachtzin is.
        #[arg(long, value_name = "FILE")]
        identity: Option<PathBuf>,
    },
}

/// The lines between which age writes.
const BEGIN: &str = "-----BEGIN AGE ENCRYPTED FILE-----";
const END: &str = "-----END AGE ENCRYPTED FILE-----";

/// Runs it.
///
/// # Errors
/// No `age` on this machine, a sheet that is there already or doesn't open.
pub async fn run(recovery: Recovery) -> Result<Ended, Ended> {
    match recovery {
        Recovery::Create { data, to, recipients } => create(opened(data).await?, &to, &recipients).await,
        Recovery::Verify {
            data,
            sheet,
            identity,
        } => verify(opened(data).await?, &sheet, identity.as_deref()).await,
    }
}

async fn create(it: Opened, to: &Path, recipients: &[String]) -> Result<Ended, Ended> {
    let file = to.display().to_string();
    if to.exists() {
        return Err(Ended::Wrong(say::sentence("cli-keys-there", &[("file", &file)])));
    }
    let mut age = Command::new("age");
    age.args(["--encrypt", "--armor"]);
    if recipients.is_empty() {
        say::error(say::sentence("cli-recovery-passphrase", &[]));
        age.arg("--passphrase");
    }
    for recipient in recipients {
        age.args(["--recipient", recipient]);
    }
    let sealed = through(age, &it.master.to_text())?;
    let sealed = String::from_utf8(sealed.to_vec()).map_err(Ended::wrong)?;
    let epoch = it.master.epoch().to_string();
    let date = moment(real_now());
    let head = say::sentence("cli-recovery-sheet", &[("moment", &date), ("epoch", &epoch)]);
    MasterKey::replace(to, format!("{head}\n\n{sealed}").as_bytes()).map_err(Ended::wrong)?;
    it.store.close().await;
    say::line(say::sentence("cli-recovery-made", &[("file", &file)]));
    Ok(Ended::Good)
}

async fn verify(it: Opened, sheet: &Path, identity: Option<&Path>) -> Result<Ended, Ended> {
    let file = sheet.display().to_string();
    let about = |key: &str| Ended::Wrong(say::sentence(key, &[("file", &file)]));
    let text = std::fs::read_to_string(sheet).map_err(|error| Ended::wrong(format!("{file}: {error}")))?;
    let sealed = sealed_in(&text).ok_or_else(|| about("cli-recovery-no-sheet"))?;
    let mut age = Command::new("age");
    age.arg("--decrypt");
    if let Some(identity) = identity {
        age.arg("--identity").arg(identity);
    }
    let opened = through(age, sealed.as_bytes())?;
    let found = MasterKey::parse(&opened).map_err(|_| about("cli-recovery-no-sheet"))?;
    if !found.is_same(&it.master) {
        return Err(about(if found.epoch() < it.master.epoch() {
            "cli-recovery-old"
        } else {
            "cli-recovery-other"
        }));
    }
    it.store.recovery_tried(real_now()).await.map_err(Ended::wrong)?;
    it.store.close().await;
    say::line(say::sentence("cli-recovery-good", &[("file", &file)]));
    Ok(Ended::Good)
}

/// What age wrote, wherever it stands in a sheet that was typed over or scanned.
fn sealed_in(sheet: &str) -> Option<String> {
    let lines = sheet.lines().map(str::trim);
    let mut sealed: Vec<&str> = lines.skip_while(|line| *line != BEGIN).collect();
    let end = sealed.iter().position(|line| *line == END)?;
    sealed.truncate(end + 1);
    Some(sealed.join("\n") + "\n")
}

/// Gives bytes to a program and takes what it gives back; it asks its questions at the terminal itself.
fn through(mut program: Command, bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, Ended> {
    let wrong = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Ended::Wrong(say::sentence("cli-recovery-no-age", &[])),
        _ => Ended::wrong(error),
    };
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(wrong)?;
    if let Some(mut stdin) = child.stdin.take() {
        // One that stopped early says why itself.
        let _given = stdin.write_all(bytes);
    }
    let output = child.wait_with_output().map_err(wrong)?;
    match output.status.success() {
        true => Ok(Zeroizing::new(output.stdout)),
        false => Err(Ended::Wrong(say::sentence("cli-recovery-age", &[]))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sealed_part_of_a_sheet_is_found_among_what_is_written_around_it() {
        let sheet = format!("Herstelblad\n\n  {BEGIN}\nYWdl\n {END} \n\nonderaan\n");
        assert_eq!(sealed_in(&sheet), Some(format!("{BEGIN}\nYWdl\n{END}\n")));
        assert_eq!(sealed_in("Herstelblad"), None);
        assert_eq!(sealed_in(BEGIN), None);
    }
}
