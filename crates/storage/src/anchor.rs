//! An anchor: the hash of every event on one day, sealed, to be kept by somebody else. Whoever has all rights here can make
//! whole chains anew, so that nothing looks wrong; not what another person keeps.

use crate::commit::{AggregateKey, AggregateKind};
use crate::database::values;
use crate::error::Result;
use crate::seal::{self, Binding};
use crate::statements::statements;
use crate::verify::{Checked, wrong};
use casework::moment::Moment;

/// The first line, before the moment.
const HEAD: &str = "gehoor anchor 1 ";
/// So many digits of a hash are kept.
const KEPT: usize = 16;
/// An anchor is as long as a power of two and at least this, so that its length hardly tells how much there is.
const LEAST: usize = 4_096;
/// So many chains are looked for in one reading.
const AT_ONCE: u32 = 500;

statements! {
    HASHES = "SELECT sequence, hash FROM journal WHERE kind = $1 AND id = $2 ORDER BY sequence";
}

/// What an anchor says, and the journal still says as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchored {
    /// When it was made.
    pub at: Moment,
    /// So many events.
    pub events: u64,
}

/// One chain: what it belongs to, and the first digits of the hash of each event.
struct Chain {
    aggregate: AggregateKey,
    hashes: Vec<u8>,
}

impl crate::Store {
    /// An anchor over every event until now.
    pub async fn anchor(&self, now: Moment) -> Result<Vec<u8>> {
        let mut plain = Vec::new();
        for kind in AggregateKind::ALL {
            let mut after: Option<String> = None;
            loop {
                let ids = self.aggregate_ids(*kind, after.as_deref(), AT_ONCE).await?;
                for id in &ids {
                    let aggregate = AggregateKey::new(*kind, id);
                    let hashes = self.hashes(&aggregate).await?;
                    let count = hashes.len() / KEPT;
                    plain.extend(format!("{} {count} {id}\n", kind.code()).into_bytes());
                    plain.extend(hashes);
                }
                after = ids.last().cloned();
                if after.is_none() {
                    break;
                }
            }
        }
        let length = plain.len().max(LEAST).next_power_of_two();
        plain.resize(length, b'\n');
        let at = now.0.to_string();
        let sealed = seal::seal(&self.keys.anchor, &Binding::new("anchor", &[&at]), &plain)?;
        let mut anchor = format!("{HEAD}{at}\n").into_bytes();
        anchor.extend(sealed);
        Ok(anchor)
    }

    /// Whether every event that an anchor holds is still there as it was; the first that isn't is named. `None`: it isn't an
    /// anchor of this installation.
    pub async fn verify_anchor(&self, anchor: &[u8]) -> Checked<Option<Anchored>> {
        let Some((at, chains)) = self.open_anchor(anchor) else {
            return Ok(None);
        };
        let mut events = 0;
        for chain in chains {
            let now = self.hashes(&chain.aggregate).await?;
            let (then, now) = (chain.hashes.chunks(KEPT), now.chunks(KEPT));
            let mut now = now.map(Some).chain(std::iter::repeat(None));
            for (then, sequence) in then.zip(1_u64..) {
                let what = match now.next().flatten() {
                    Some(now) if now == then => {
                        events += 1;
                        continue;
                    }
                    Some(_) => "was made anew since the anchor",
                    None => "is gone since the anchor",
                };
                let place = chain.aggregate.to_string();
                return Err(wrong("journal", &place, Some(sequence), what));
            }
        }
        Ok(Some(Anchored { at, events }))
    }

    async fn hashes(&self, aggregate: &AggregateKey) -> Result<Vec<u8>> {
        let place = values![aggregate.kind.code().to_owned(), aggregate.id];
        let rows = self.database.rows(&HASHES, place).await?;
        let mut hashes = Vec::with_capacity(rows.len() * KEPT);
        for row in rows {
            let hash: String = row.get("hash")?;
            // One that somebody made shorter differs from each.
            hashes.extend(hash.bytes().chain(std::iter::repeat(b' ')).take(KEPT));
        }
        Ok(hashes)
    }

    fn open_anchor(&self, anchor: &[u8]) -> Option<(Moment, Vec<Chain>)> {
        let (head, sealed) = cut(anchor)?;
        let at = head.strip_prefix(HEAD)?;
        let plain = seal::open(&self.keys.anchor, &Binding::new("anchor", &[at]), sealed)?;
        let (mut rest, mut chains) = (plain.as_slice(), Vec::new());
        while let Some((line, after)) = cut(rest).filter(|(line, _)| !line.is_empty()) {
            let mut parts = line.splitn(3, ' ');
            let kind = AggregateKind::from_code(parts.next()?)?;
            let count: usize = parts.next()?.parse().ok()?;
            let id = parts.next()?;
            let (hashes, after) = after.split_at_checked(count.checked_mul(KEPT)?)?;
            chains.push(Chain {
                aggregate: AggregateKey::new(kind, id),
                hashes: hashes.to_vec(),
            });
            rest = after;
        }
        Some((Moment(at.parse().ok()?), chains))
    }
}

/// A first line, and what comes after it.
fn cut(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (line, rest) = bytes.split_at_checked(end)?;
    Some((std::str::from_utf8(line).ok()?, rest.get(1..)?))
}
