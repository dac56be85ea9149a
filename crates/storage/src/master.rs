//! The master key, kept outside the database: its forms as bytes, the file it lies in, and replacing what wraps.

use crate::error::{Error, Result};
use crate::keys::{Key, Keys, Wrapping, hex, random, unhex};
use crate::seal::{self, Binding};
use argon2::{Algorithm, Argon2, Params, Version};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use zeroize::Zeroizing;

/// The key above all others. A new one is 32 random bytes, from which a key per purpose is made. Once the keys that wrap are
/// replaced it is a text with each of those keys by name, so that an old one can be left out and not be made again.
#[derive(Clone)]
pub struct MasterKey {
    keys: Keys,
    /// The 32 bytes, as long as nothing was replaced.
    root: Option<Key>,
}

/// First line of the text.
const TEXT: &str = "gehoor master key 2";
/// First line of one that a passphrase opens.
const SEALED: &str = "gehoor master key under a passphrase 1";
/// Before the number of an epoch.
const WRAP: &str = "wrap-";
/// No master key is longer; what is, isn't read.
const LONGEST: u64 = 64 * 1024;
/// Argon2id over a passphrase: 128 MiB, three times.
const MEMORY_KIB: u32 = 128 * 1024;
const TIMES: u32 = 3;

impl MasterKey {
    /// From 32 bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Result<MasterKey> {
        let root = Key::from_bytes(bytes);
        let key = |purpose| root.derive(purpose);
        let keys = Keys {
            wrap: Wrapping::one(key("wrap 1")?),
            blind_index: key("blind index 1")?,
            receipt_code: key("receipt code 1")?,
            receipt_index: key("receipt index 1")?,
            reply: key("reply 1")?,
            token: key("token 1")?,
            anchor: key("anchor 1")?,
            backup: key("backup 1")?,
        };
        Ok(MasterKey {
            keys,
            root: Some(root),
        })
    }

    /// A new one.
    pub fn random() -> Result<MasterKey> {
        MasterKey::from_bytes(random()?)
    }

    pub(crate) fn keys(&self) -> Keys {
        self.keys.clone()
    }

    /// From the bytes of a file, an environment variable or a credential: 32 bytes, 64 hexadecimal digits, or the text.
    ///
    /// # Errors
    /// When it is none of these, or under a passphrase.
    pub fn parse(bytes: &[u8]) -> Result<MasterKey> {
        let wrong = |what: &str| Error::Keys(what.to_owned());
        if let Ok(raw) = <[u8; 32]>::try_from(bytes) {
            return MasterKey::from_bytes(raw);
        }
        let text = std::str::from_utf8(bytes)
            .map_err(|_| wrong("must hold exactly 32 bytes, or the text of a master key"))?
            .trim();
        if let Some(Ok(raw)) = unhex(text).map(<[u8; 32]>::try_from) {
            return MasterKey::from_bytes(raw);
        }
        if MasterKey::is_under_passphrase(bytes) {
            return Err(wrong("is under a passphrase"));
        }
        let mut lines = text.lines();
        if lines.next() != Some(TEXT) {
            return Err(wrong("must hold exactly 32 bytes, or the text of a master key"));
        }
        let mut named: BTreeMap<&str, Key> = BTreeMap::new();
        for line in lines {
            let key = line
                .split_once(' ')
                .and_then(|(name, digits)| Some((name, unhex(digits)?)));
            let Some((name, bytes)) = key else {
                return Err(wrong("has a line that isn't a name and a key"));
            };
            let key = Key::from_slice(&Zeroizing::new(bytes))
                .ok_or_else(|| Error::Keys(format!("{name} isn't 32 bytes")))?;
            if named.insert(name, key).is_some() {
                return Err(Error::Keys(format!("{name} stands there twice")));
            }
        }
        let mut take = |name: &str| {
            named
                .remove(name)
                .ok_or_else(|| Error::Keys(format!("{name} is missing")))
        };
        let (blind_index, receipt_code, receipt_index) = (
            take("blind-index")?,
            take("receipt-code")?,
            take("receipt-index")?,
        );
        let (reply, token, anchor, backup) =
            (take("reply")?, take("token")?, take("anchor")?, take("backup")?);
        let mut epochs = BTreeMap::new();
        for (name, key) in named {
            let epoch = name.strip_prefix(WRAP).and_then(|number| number.parse().ok());
            let Some(epoch) = epoch.filter(|epoch| *epoch > 0) else {
                return Err(Error::Keys(format!("{name} is unknown")));
            };
            epochs.insert(epoch, key);
        }
        let keys = Keys {
            wrap: Wrapping::of(epochs).ok_or_else(|| wrong("has no key to wrap with"))?,
            blind_index,
            receipt_code,
            receipt_index,
            reply,
            token,
            anchor,
            backup,
        };
        Ok(MasterKey { keys, root: None })
    }

    /// As it is kept: 32 bytes, or the text.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        if let Some(root) = &self.root {
            return Zeroizing::new(root.bytes().to_vec());
        }
        self.to_text()
    }

    /// As a text, also when it is still 32 bytes: to write down, or to put in an environment variable.
    pub fn to_text(&self) -> Zeroizing<Vec<u8>> {
        let mut text = Zeroizing::new(Vec::with_capacity(2048));
        if let Some(root) = &self.root {
            text.extend(hex(root.bytes()).into_bytes());
            text.push(b'\n');
            return text;
        }
        text.extend(TEXT.as_bytes());
        let k = &self.keys;
        let named = [
            ("blind-index", &k.blind_index),
            ("receipt-code", &k.receipt_code),
            ("receipt-index", &k.receipt_index),
            ("reply", &k.reply),
            ("token", &k.token),
            ("anchor", &k.anchor),
            ("backup", &k.backup),
        ];
        let mut line = |name: &str, key: &Key| {
            text.extend(format!("\n{name} ").into_bytes());
            text.extend(hex(key.bytes()).into_bytes());
        };
        for (name, key) in named {
            line(name, key);
        }
        for (epoch, key) in k.wrap.epochs() {
            line(&format!("{WRAP}{epoch}"), key);
        }
        text.push(b'\n');
        text
    }

    /// With one epoch more, in which is wrapped from now on.
    pub fn rotated(&self) -> Result<MasterKey> {
        let mut epochs = self.keys.wrap.epochs().clone();
        epochs.insert(self.epoch() + 1, Key::random()?);
        Ok(self.with(epochs))
    }

    /// Without the epochs before the current one: what only they open, opens nowhere any more.
    pub fn without_old(&self) -> MasterKey {
        let mut epochs = self.keys.wrap.epochs().clone();
        let current = self.epoch();
        epochs.retain(|epoch, _| *epoch == current);
        self.with(epochs)
    }

    fn with(&self, epochs: BTreeMap<u32, Key>) -> MasterKey {
        let mut keys = self.keys.clone();
        if let Some(wrap) = Wrapping::of(epochs) {
            keys.wrap = wrap;
        }
        MasterKey { keys, root: None }
    }

    /// The epoch in which is wrapped now; 1 until keys were replaced.
    pub fn epoch(&self) -> u32 {
        self.keys.wrap.current()
    }

    /// All epochs that it opens, oldest first.
    pub fn epochs(&self) -> Vec<u32> {
        self.keys.wrap.epochs().keys().copied().collect()
    }

    /// Whether two are the same.
    pub fn is_same(&self, other: &MasterKey) -> bool {
        *self.to_bytes() == *other.to_bytes()
    }

    /// Reads the key file, or makes it (readable by its owner only) when it isn't there.
    pub fn load_or_create(path: &Path) -> Result<MasterKey> {
        match MasterKey::bytes_in(path)? {
            Some(bytes) => {
                MasterKey::parse(&bytes).map_err(|error| Error::Keys(format!("{}: {error}", path.display())))
            }
            None => {
                let key = MasterKey::random()?;
                let mut options = std::fs::OpenOptions::new();
                options.write(true).create_new(true);
                private_mode(&mut options);
                let mut file = options.open(path).map_err(|error| at(path, &error))?;
                file.write_all(&key.to_bytes())
                    .and_then(|()| file.sync_all())
                    .map_err(|error| at(path, &error))?;
                Ok(key)
            }
        }
    }

    /// What a key file holds; `None` when it isn't there.
    ///
    /// # Errors
    /// When others on the machine can read it, or it can't be read.
    pub fn bytes_in(path: &Path) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let file = match std::fs::File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(at(path, &error)),
        };
        private(&file, path)?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(4096));
        file.take(LONGEST)
            .read_to_end(&mut bytes)
            .map_err(|error| at(path, &error))?;
        Ok(Some(bytes))
    }

    /// Puts bytes in the place of a key file, wholly or not at all.
    pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
        let beside = path.with_extension("new");
        let written = || -> std::io::Result<()> {
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create(true).truncate(true);
            private_mode(&mut options);
            let mut file = options.open(&beside)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            std::fs::rename(&beside, path)?;
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            std::fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
        };
        written().map_err(|error| at(path, &error))
    }

    /// Whether only a passphrase opens it.
    pub fn is_under_passphrase(bytes: &[u8]) -> bool {
        bytes.starts_with(SEALED.as_bytes())
    }

    /// As bytes that only this passphrase opens.
    pub fn under(&self, passphrase: &str) -> Result<Vec<u8>> {
        let salt: [u8; 16] = random()?;
        let key = stretched(passphrase, &salt)?;
        let sealed = seal::seal(&key, &Binding::new("master key", &[]), &self.to_bytes())?;
        Ok(format!("{SEALED}\n{}\n{}\n", hex(&salt), hex(&sealed)).into_bytes())
    }

    /// What [`MasterKey::under`] made.
    ///
    /// # Errors
    /// When the passphrase is another one, or the bytes were changed.
    pub fn open_with(bytes: &[u8], passphrase: &str) -> Result<MasterKey> {
        let damaged = || Error::Keys("the master key under a passphrase is damaged".into());
        let text = std::str::from_utf8(bytes).map_err(|_| damaged())?;
        let mut lines = text.lines().skip(1);
        let salt = lines.next().and_then(unhex).ok_or_else(damaged)?;
        let sealed = lines.next().and_then(unhex).ok_or_else(damaged)?;
        let key = stretched(passphrase, &salt)?;
        let plain = seal::open(&key, &Binding::new("master key", &[]), &sealed)
            .ok_or_else(|| Error::Keys("the passphrase is another one".into()))?;
        MasterKey::parse(&plain)
    }
}

/// A key out of a passphrase.
fn stretched(passphrase: &str, salt: &[u8]) -> Result<Key> {
    let failed = |what: String| Error::Keys(format!("a passphrase can't be used: {what}"));
    let params = Params::new(MEMORY_KIB, TIMES, 1, Some(32)).map_err(|error| failed(error.to_string()))?;
    let mut out = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, out.as_mut())
        .map_err(|error| failed(error.to_string()))?;
    Ok(Key::from_bytes(*out))
}

fn at(path: &Path, error: &std::io::Error) -> Error {
    Error::Keys(format!("{}: {error}", path.display()))
}

#[cfg(unix)]
fn private_mode(options: &mut std::fs::OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

#[cfg(not(unix))]
fn private_mode(_: &mut std::fs::OpenOptions) {}

/// A key that others on the machine can read protects nothing.
#[cfg(unix)]
fn private(file: &std::fs::File, path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file
        .metadata()
        .map_err(|error| at(path, &error))?
        .permissions()
        .mode();
    if mode & 0o077 != 0 {
        return Err(Error::Keys(format!(
            "{}: others can read it; run chmod 600 on it",
            path.display()
        )));
    }
    Ok(())
}

#[cfg(not(unix))]
fn private(_: &std::fs::File, _: &Path) -> Result<()> {
    Ok(())
}
