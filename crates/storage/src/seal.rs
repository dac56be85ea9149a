//! Sealing bytes to their place: XChaCha20-Poly1305, with the row's identity as associated data.

use crate::error::{Error, Result};
use crate::keys::{Key, random};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

/// First byte of everything sealed, so that another algorithm can follow.
const VERSION: u8 = 1;
const NONCE: usize = 24;

/// Where sealed bytes belong. Moved to another row, they don't open.
pub(crate) struct Binding(Vec<u8>);

impl Binding {
    /// Version, table and key, each with its length before it, so that no two places read the same.
    pub fn new(table: &str, key: &[&str]) -> Binding {
        let mut bytes = vec![VERSION];
        for part in std::iter::once(&table).chain(key) {
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(part.as_bytes());
        }
        Binding(bytes)
    }
}

/// `version ‖ nonce ‖ ciphertext`.
pub(crate) fn seal(key: &Key, binding: &Binding, plain: &[u8]) -> Result<Vec<u8>> {
    let nonce: [u8; NONCE] = random()?;
    let sealed = XChaCha20Poly1305::new(&(*key.bytes()).into())
        .encrypt(
            &XNonce::from(nonce),
            Payload {
                msg: plain,
                aad: &binding.0,
            },
        )
        .map_err(|_| Error::Unavailable("sealing failed".into()))?;
    let mut out = Vec::with_capacity(1 + NONCE + sealed.len());
    out.push(VERSION);
    out.extend(nonce);
    out.extend(sealed);
    Ok(out)
}

/// What was sealed, or `None` when the key, the place or a single bit differs.
pub(crate) fn open(key: &Key, binding: &Binding, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (version, rest) = sealed.split_first()?;
    let (nonce, ciphertext) = rest.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    if *version != VERSION {
        return None;
    }
    XChaCha20Poly1305::new(&(*key.bytes()).into())
        .decrypt(
            &XNonce::from(nonce),
            Payload {
                msg: ciphertext,
                aad: &binding.0,
            },
        )
        .ok()
        .map(Zeroizing::new)
}

/// Appends a length and zeros so that the size betrays at most some 12 % (Padmé).
pub(crate) fn pad(plain: &mut Vec<u8>) {
    let length = plain.len() as u64;
    plain.extend([0; 8]);
    let total = plain.len() as u64;
    let exponent = u64::from(total.ilog2());
    let kept = u64::from(exponent.max(1).ilog2()) + 1;
    let mask = (1_u64 << exponent.saturating_sub(kept)) - 1;
    let padded = (total + mask) & !mask;
    let at = plain.len() - 8;
    plain.splice(at.., std::iter::repeat_n(0, (padded - total) as usize));
    plain.extend(length.to_be_bytes());
}

/// The plain bytes before `pad`.
pub(crate) fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let (body, length) = padded.split_last_chunk::<8>()?;
    body.get(..usize::try_from(u64::from_be_bytes(*length)).ok()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn padding_is_undone_and_hides_the_exact_length() {
        let mut sizes = std::collections::BTreeSet::new();
        for length in 0..3000_usize {
            let mut bytes = vec![7; length];
            pad(&mut bytes);
            sizes.insert(bytes.len());
            assert!(
                bytes.len() <= (length + 8) + (length + 8) / 8 + 1,
                "{length} became {}",
                bytes.len()
            );
            assert_eq!(unpad(&bytes).unwrap(), vec![7; length]);
        }
        assert!(sizes.len() < 200, "{} sizes", sizes.len());
    }
}
