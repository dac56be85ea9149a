//! Mail out: to a mail server, or as `.eml` files in a folder. Everything that leaves also lands in the folder of the demo.

use crate::config::{Security, Smtp};
use desk::{Letter, Post, PostError, Sent};
use lettre::message::{Mailbox, Message, header::ContentType};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::{Duration, UNIX_EPOCH};
use tokio::io::AsyncWriteExt;

/// lettre doesn't keep to its own timeout once it is connected, so each send has one of ours.
const SEND_AT_MOST: Duration = Duration::from_secs(60);

/// A server that is only asked whether it is there answers sooner.
const ANSWER_AT_MOST: Duration = Duration::from_secs(15);

type Sending<'a> = Pin<Box<dyn Future<Output = Result<Sent, PostError>> + Send + 'a>>;

type Forgetting<'a> = Pin<Box<dyn Future<Output = Result<(), PostError>> + Send + 'a>>;

/// The outbox folder.
pub struct FolderPost {
    folder: PathBuf,
    from: String,
    counts: Sent,
}

impl FolderPost {
    /// Mails go to this folder. `delivered`: in the demo that counts as delivered; elsewhere it reaches nobody.
    ///
    /// # Errors
    /// When the folder can't be made, or can't be closed to others.
    pub fn new(folder: PathBuf, from: &str, delivered: bool) -> std::io::Result<FolderPost> {
        storage::make_private(&folder).map_err(std::io::Error::other)?;
        for entry in std::fs::read_dir(&folder)? {
            close_to_others(&entry?.path())?;
        }
        let counts = if delivered { Sent::Accepted } else { Sent::PutAside };
        Ok(FolderPost {
            folder,
            from: from.to_owned(),
            counts,
        })
    }
}

impl Post for FolderPost {
    fn send(&self, letter: Letter) -> Sending<'_> {
        Box::pin(async move {
            let message = message(&self.from, &letter)?;
            let name = format!("{}.eml", file_name(&letter.id));
            let path = self.folder.join(name);
            let letter = message.formatted();
            write_private(&path, &letter)
                .await
                .map_err(|error| PostError::Later(error.kind().to_string()))?;
            Ok(self.counts)
        })
    }

    fn forget<'a>(&'a self, number: &'a str) -> Forgetting<'a> {
        Box::pin(forget_in(&self.folder, number))
    }
}

/// Removes the letters in a folder that name this complaint.
async fn forget_in(folder: &Path, number: &str) -> Result<(), PostError> {
    let later = |error: std::io::Error| PostError::Later(error.kind().to_string());
    let mut entries = match tokio::fs::read_dir(folder).await {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(later)?,
    };
    while let Some(entry) = entries.next_entry().await.map_err(later)? {
        let path = entry.path();
        if path.extension().is_some_and(|kind| kind == "eml") {
            let letter = tokio::fs::read(&path).await.map_err(later)?;
            if names(&letter, number) {
                tokio::fs::remove_file(&path).await.map_err(later)?;
            }
        }
    }
    Ok(())
}

/// Whether a letter as it left holds these letters and digits, also where its lines were broken.
fn names(letter: &[u8], number: &str) -> bool {
    let text = String::from_utf8_lossy(letter).replace("=\r\n", "");
    text.contains(number)
}

/// A mail holds a link or a code: only the owner of the program reads it.
async fn write_private(path: &Path, letter: &[u8]) -> std::io::Result<()> {
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(path).await?;
    file.write_all(letter).await?;
    file.flush().await?;
    close_to_others(path)
}

/// Also what was there before belongs to its owner only.
fn close_to_others(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let found = std::fs::symlink_metadata(path)?;
        if found.is_file() && found.permissions().mode() & 0o077 != 0 {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
        }
    }
    Ok(())
}

/// A mail server.
pub struct SmtpPost {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: String,
    /// Where letters were put before there was a mail server.
    folder: Option<PathBuf>,
}

impl SmtpPost {
    /// A connection as configured; nothing is sent yet.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the configuration.
    pub fn new(smtp: &Smtp) -> Result<SmtpPost, String> {
        let host = smtp.host.as_str();
        let builder = match smtp.security {
            Security::Starttls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host),
            Security::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(host),
            Security::None => Ok(AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)),
        };
        let mut builder = builder
            .map_err(|error| format!("smtp.host {host}: {error}"))?
            .port(smtp.port);
        if let Some(user) = &smtp.user {
            let file = smtp
                .password_file
                .as_ref()
                .ok_or("smtp.user: smtp.password_file?")?;
            let password =
                std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
            builder = builder.credentials(Credentials::new(user.clone(), password.trim_end().to_owned()));
        }
        Ok(SmtpPost {
            transport: builder.build(),
            from: smtp.from.clone(),
            folder: None,
        })
    }

    /// What was put in this folder before there was a mail server is thrown away in time as well.
    #[must_use]
    pub fn after(self, folder: PathBuf) -> SmtpPost {
        SmtpPost {
            folder: Some(folder),
            ..self
        }
    }
}

impl SmtpPost {
    /// Whether the server can be reached and lets us in; nothing is sent.
    ///
    /// # Errors
    /// The kind of failure and the server's code.
    pub async fn reached(&self) -> Result<(), String> {
        match tokio::time::timeout(ANSWER_AT_MOST, self.transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err("connection".to_owned()),
            Ok(Err(error)) => Err(kind_of(&error)),
            Err(_) => Err("timeout".to_owned()),
        }
    }
}

impl Post for SmtpPost {
    fn send(&self, letter: Letter) -> Sending<'_> {
        Box::pin(async move {
            let message = message(&self.from, &letter)?;
            match tokio::time::timeout(SEND_AT_MOST, self.transport.send(message)).await {
                Ok(Ok(_)) => Ok(Sent::Accepted),
                Ok(Err(error)) if error.is_permanent() => Err(PostError::Refused("permanent".to_owned())),
                Ok(Err(error)) => Err(PostError::Later(kind_of(&error))),
                Err(_) => Err(PostError::Later("timeout".to_owned())),
            }
        })
    }

    fn forget<'a>(&'a self, number: &'a str) -> Forgetting<'a> {
        Box::pin(async move {
            match &self.folder {
                Some(folder) => forget_in(folder, number).await,
                None => Ok(()),
            }
        })
    }
}

/// The kind of failure and the server's code, never its text: a mail server repeats the address it is asked about, and
/// this ends in logs and beside the job.
fn kind_of(error: &lettre::transport::smtp::Error) -> String {
    let kind = if error.is_timeout() {
        "timeout"
    } else if error.is_tls() {
        "tls"
    } else if error.is_response() {
        "response"
    } else if error.is_client() {
        "client"
    } else if error.status().is_some() {
        "smtp"
    } else {
        "connection"
    };
    error
        .status()
        .map_or_else(|| kind.to_owned(), |code| format!("{kind} {code}"))
}

fn message(from: &str, letter: &Letter) -> Result<Message, PostError> {
    let refused = |_| PostError::Refused("address".to_owned());
    let from: Mailbox = from.parse().map_err(refused)?;
    let domain = from.email.domain().to_owned();
    let to: Mailbox = letter.to.parse().map_err(refused)?;
    let builder = Message::builder().from(from).to(to);
    // Without a good address of the organisation an answer goes where the mail came from.
    let builder = match letter.reply_to.parse() {
        Ok(reply_to) => builder.reply_to(reply_to),
        Err(_) => builder,
    };
    builder
        .subject(letter.subject.clone())
        .date(UNIX_EPOCH + Duration::from_millis(u64::try_from(letter.at.0).unwrap_or_default()))
        .message_id(Some(format!("<{}@{domain}>", file_name(&letter.id))))
        .header(ContentType::TEXT_PLAIN)
        .body(letter.text.clone())
        .map_err(|_| PostError::Refused("mail".to_owned()))
}

fn file_name(id: &str) -> String {
    id.chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use casework::moment::Moment;
    use tokio::io::{AsyncBufReadExt, BufReader};

    #[tokio::test]
    async fn what_a_mail_server_says_of_an_address_does_not_come_along() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            let mut stream = BufReader::new(stream);
            stream.get_mut().write_all(b"220 here\r\n").await.unwrap();
            let mut line = String::new();
            while stream.read_line(&mut line).await.unwrap_or(0) > 0 {
                let busy: &[u8] = b"451 4.2.1 <fatima@voorbeeld.test> is greylisted\r\n";
                let reply: &[u8] = if line.starts_with("RCPT") {
                    busy
                } else {
                    b"250 fine\r\n"
                };
                stream.get_mut().write_all(reply).await.unwrap();
                line.clear();
            }
        });
        let from = "klachten@voorbeeld.test".to_owned();
        let (host, security) = ("127.0.0.1".to_owned(), Security::None);
        let post = SmtpPost::new(&Smtp {
            host,
            port,
            from,
            user: None,
            password_file: None,
            security,
        })
        .unwrap();
        let letter = Letter {
            to: "fatima@voorbeeld.test".to_owned(),
            reply_to: "info@voorbeeld.test".to_owned(),
            subject: "x".to_owned(),
            text: "x".to_owned(),
            id: "1".to_owned(),
            at: Moment(0),
        };
        let Err(PostError::Later(why)) = post.send(letter).await else {
            panic!("it was sent")
        };
        assert!(why.contains("451"), "{why}");
        assert!(!why.contains("fatima") && !why.contains("greylisted"), "{why}");
        server.abort();
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn mails_in_the_folder_are_their_owners_only_and_say_where_an_answer_goes() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let set = |path: &Path, mode| {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        };
        let place = tempfile::tempdir().unwrap();
        let outbox = place.path().join("outbox");
        std::fs::create_dir(&outbox).unwrap();
        set(&outbox, 0o755);
        let old = outbox.join("old.eml");
        std::fs::write(&old, "x").unwrap();
        set(&old, 0o644);
        let post = FolderPost::new(outbox.clone(), "desk@voorbeeld.test", false).unwrap();
        let letter = Letter {
            to: "fatima@voorbeeld.test".to_owned(),
            reply_to: "info@voorbeeld.test".to_owned(),
            subject: "x".to_owned(),
            text: "x".to_owned(),
            id: "1".to_owned(),
            at: Moment(0),
        };
        assert_eq!(post.send(letter).await.unwrap(), Sent::PutAside);
        let mail = std::fs::read_to_string(outbox.join("1.eml")).unwrap();
        assert!(mail.contains("\r\nReply-To: info@voorbeeld.test\r\n"), "{mail}");
        assert_eq!(mode(&outbox), 0o700);
        assert_eq!(mode(&old), 0o600);
        assert_eq!(mode(&outbox.join("1.eml")), 0o600);
    }
}
