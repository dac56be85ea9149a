//! The separate keys of an installation, and the data keys that they wrap.

use crate::error::{Error, Result};
use crate::seal::{self, Binding};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::collections::BTreeMap;
use zeroize::Zeroize;

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

    /// From 32 bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Key {
        Key(bytes)
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

/// One key per purpose. Only the keys that wrap can be replaced: what the others made can't be made again.
#[derive(Clone)]
pub(crate) struct Keys {
    /// Wraps data keys.
    pub wrap: Wrapping,
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

/// The keys that wrap data keys, by epoch. New ones are wrapped in the last epoch; an epoch whose key is gone opens nothing.
#[derive(Clone)]
pub(crate) struct Wrapping {
    epochs: BTreeMap<u32, Key>,
}

/// First byte of what was wrapped in an epoch after the first, before its number.
const LATER_EPOCH: u8 = 2;

impl Wrapping {
    /// One key, without epochs: of a draft, or of a desk whose keys were never replaced.
    pub fn one(key: Key) -> Wrapping {
        Wrapping {
            epochs: BTreeMap::from([(1, key)]),
        }
    }

    /// Several epochs; `None` without any.
    pub fn of(epochs: BTreeMap<u32, Key>) -> Option<Wrapping> {
        (!epochs.is_empty()).then_some(Wrapping { epochs })
    }

    /// All epochs with their keys, oldest first.
    pub fn epochs(&self) -> &BTreeMap<u32, Key> {
        &self.epochs
    }

    /// The epoch in which is wrapped now.
    pub fn current(&self) -> u32 {
        self.epochs.last_key_value().map_or(1, |(epoch, _)| *epoch)
    }
}

/// In which epoch something was wrapped.
pub(crate) fn epoch_of(wrapped: &[u8]) -> u32 {
    match wrapped {
        [LATER_EPOCH, a, b, c, d, ..] => u32::from_be_bytes([*a, *b, *c, *d]),
        _ => 1,
    }
}

/// Wraps a data key for its place in `wrapped_keys`, in the current epoch.
pub(crate) fn wrap(
    with: &Wrapping,
    key: &Key,
    owner_kind: &str,
    owner_id: &str,
    class: &str,
) -> Result<Vec<u8>> {
    let epoch = with.current();
    let Some(wrapper) = with.epochs.get(&epoch) else {
        return Err(Error::Keys("there is no key to wrap with".into()));
    };
    let place = place(owner_kind, owner_id, class, epoch);
    let sealed = seal::seal(wrapper, &place, key.bytes())?;
    if epoch == 1 {
        return Ok(sealed);
    }
    let mut wrapped = vec![LATER_EPOCH];
    wrapped.extend(epoch.to_be_bytes());
    wrapped.extend(sealed);
    Ok(wrapped)
}

/// Unwraps a data key; fails when the row was moved, the master key is another one, or its epoch is gone.
pub(crate) fn unwrap(
    with: &Wrapping,
    wrapped: &[u8],
    owner_kind: &str,
    owner_id: &str,
    class: &str,
) -> Result<Key> {
    let corrupt = |what: &str| {
        let row = format!("{owner_kind} {owner_id} {class}");
        Error::corrupt("wrapped_keys", row, what)
    };
    let epoch = epoch_of(wrapped);
    let Some(wrapper) = with.epochs.get(&epoch) else {
        return Err(corrupt(&format!(
            "was wrapped in epoch {epoch}, whose key isn't in the master key"
        )));
    };
    let sealed = if epoch == 1 {
        Some(wrapped)
    } else {
        wrapped.get(5..)
    };
    let place = place(owner_kind, owner_id, class, epoch);
    let plain = sealed
        .and_then(|sealed| seal::open(wrapper, &place, sealed))
        .ok_or_else(|| corrupt("doesn't open with this master key"))?;
    Key::from_slice(&plain).ok_or_else(|| corrupt("isn't a key"))
}

/// What is wrapped in the first epoch is bound to its place only, as it was before there were others.
fn place(owner_kind: &str, owner_id: &str, class: &str, epoch: u32) -> Binding {
    match epoch {
        1 => Binding::new("wrapped_keys", &[owner_kind, owner_id, class]),
        later => Binding::new("wrapped_keys", &[owner_kind, owner_id, class, &later.to_string()]),
    }
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
