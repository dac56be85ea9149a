//! The master key, the separate keys made from it, and the data keys it wraps.

use crate::error::{Error, Result};
use crate::seal::{self, Binding};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::io::{Read, Write};
use std::path::Path;
use zeroize::{Zeroize, Zeroizing};

/// 32 secret bytes that leave memory with their owner.
#[derive(Clone)]
pub(crate) struct Key([u8; 32]);

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl Key {
    /// A new data key.
    pub fn random() -> Result<Key> {
        Ok(Key(random()?))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// From what a wrapping held.
    pub fn from_slice(bytes: &[u8]) -> Option<Key> {
        Some(Key(bytes.try_into().ok()?))
    }

    /// A key for one purpose, made from this one; nothing can be learnt from it about another purpose's.
    pub fn derive(&self, purpose: &str) -> Result<Key> {
        let mut out = [0; 32];
        Hkdf::<Sha256>::new(Some(b"gehoor"), &self.0)
            .expand(purpose.as_bytes(), &mut out)
            .map_err(|_| Error::Keys("a key can't be derived".into()))?;
        Ok(Key(out))
    }

    /// The keyed hash of some text.
    pub fn mac(&self, parts: &[&str]) -> Result<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0)
            .map_err(|_| Error::Keys("a hash can't be keyed".into()))?;
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        Ok(mac.finalize().into_bytes().into())
    }

    /// The keyed hash of some text, as hexadecimal digits.
    pub fn mac_hex(&self, parts: &[&str]) -> Result<String> {
        Ok(hex(&self.mac(parts)?))
    }
}

/// The key above all others, kept outside the database.
#[derive(Clone)]
pub struct MasterKey(Key);

impl MasterKey {
    /// From 32 bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> MasterKey {
        MasterKey(Key(bytes))
    }

    /// Reads the key file, or makes it (readable by its owner only) when it isn't there.
    pub fn load_or_create(path: &Path) -> Result<MasterKey> {
        let unreadable = |error: std::io::Error| Error::Keys(format!("{}: {error}", path.display()));
        match std::fs::File::open(path) {
            Ok(file) => {
                private(&file, path)?;
                let mut bytes = Zeroizing::new(Vec::with_capacity(33));
                file.take(33).read_to_end(&mut bytes).map_err(unreadable)?;
                let key = Key::from_slice(&bytes);
                key.map(MasterKey)
                    .ok_or_else(|| Error::Keys(format!("{}: must hold exactly 32 bytes", path.display())))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let key = Key::random()?;
                let mut options = std::fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut file = options.open(path).map_err(unreadable)?;
                file.write_all(&key.0)
                    .and_then(|()| file.sync_all())
                    .map_err(unreadable)?;
                Ok(MasterKey(key))
            }
            Err(error) => Err(unreadable(error)),
        }
    }
}

/// A key that others on the machine can read protects nothing.
#[cfg(unix)]
fn private(file: &std::fs::File, path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file
        .metadata()
        .map_err(|error| Error::Keys(format!("{}: {error}", path.display())))?
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

/// One key per purpose, derived once when the store opens.
#[derive(Clone)]
pub(crate) struct Keys {
    /// Wraps data keys.
    pub wrap: Key,
    /// Finds an e-mail address without storing it.
    pub blind_index: Key,
    /// Makes the receipt code out of the idempotency key.
    pub receipt_code: Key,
    /// Finds a case by its receipt code without storing the code.
    pub receipt_index: Key,
    /// Seals the replies that a repeated request gets.
    pub reply: Key,
    /// Hashes tokens, idempotency keys and rate-limit subjects.
    pub token: Key,
    /// Signs the anchor over all chains.
    pub anchor: Key,
    /// Seals what a backup holds.
    pub backup: Key,
}

impl Keys {
    pub fn derive(master: &MasterKey) -> Result<Keys> {
        let key = |purpose| master.0.derive(purpose);
        Ok(Keys {
            wrap: key("wrap 1")?,
            blind_index: key("blind index 1")?,
            receipt_code: key("receipt code 1")?,
            receipt_index: key("receipt index 1")?,
            reply: key("reply 1")?,
            token: key("token 1")?,
            anchor: key("anchor 1")?,
            backup: key("backup 1")?,
        })
    }
}

/// Wraps a data key for its place in `wrapped_keys`.
pub(crate) fn wrap(with: &Key, key: &Key, owner_kind: &str, owner_id: &str, class: &str) -> Result<Vec<u8>> {
    seal::seal(
        with,
        &Binding::new("wrapped_keys", &[owner_kind, owner_id, class]),
        key.bytes(),
    )
}

/// Unwraps a data key; fails when the row was moved or the master key is another one.
pub(crate) fn unwrap(
    with: &Key,
    wrapped: &[u8],
    owner_kind: &str,
    owner_id: &str,
    class: &str,
) -> Result<Key> {
    let row = || format!("{owner_kind} {owner_id} {class}");
    let plain = seal::open(
        with,
        &Binding::new("wrapped_keys", &[owner_kind, owner_id, class]),
        wrapped,
    )
    .ok_or_else(|| Error::corrupt("wrapped_keys", row(), "doesn't open with this master key"))?;
    Key::from_slice(&plain).ok_or_else(|| Error::corrupt("wrapped_keys", row(), "isn't a key"))
}

/// Random bytes from the operating system.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where storage draws chance: keys, nonces, tokens, ids"
)]
pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::Unavailable(format!("no randomness: {error}")))?;
    Ok(bytes)
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The bytes that hexadecimal digits stand for.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}
