//! HEIC and AVIF: only what the pictures are made of stays; notes, place and whatever nobody points at become zeros of the same length.

use super::clean::{Broken, Format, HELD_AT_MOST, How, Step, big_endian};
use super::heif_parts::Parts;

/// Follows a HEIC or AVIF.
#[derive(Debug, Default)]
pub(super) struct Heif {
    begun: bool,
    parts: Option<Parts>,
    /// Where the bytes of the pictures end, while we are inside them; the largest number when that is the end of the file.
    inside: Option<u64>,
}

impl Format for Heif {
    fn step(&mut self, held: &[u8], at: u64) -> Result<Step, Broken> {
        if let Some(end) = self.inside {
            let parts = self.parts.as_ref().ok_or(Broken)?;
            if at >= end {
                self.inside = None;
            } else {
                return Ok(match parts.next(at, end) {
                    (to, true) => Step::bulk(to - at, How::Copy),
                    // Nothing up to the end of the file is of a picture.
                    (u64::MAX, false) => Step::End,
                    (to, false) => Step::bulk(to - at, How::Blank),
                });
            }
        }
        let Some(head) = held.get(..8) else {
            return Ok(Step::Need(8));
        };
        let (size, kind) = head.split_at(4);
        let (head, length) = match big_endian(size) {
            0 => (head, None),
            1 => match held.get(..16) {
                Some(head) => (head, Some(big_endian(head.get(8..).unwrap_or_default()))),
                None => return Ok(Step::Need(16)),
            },
            length => (head, Some(length)),
        };
        let long = head.len();
        let known = u64::try_from(long).map_err(|_| Broken)?;
        let body = length
            .map(|length| length.checked_sub(known).ok_or(Broken))
            .transpose()?;
        if !self.begun && kind != b"ftyp" {
            return Err(Broken);
        }
        self.begun = true;
        match (kind, body) {
            (b"ftyp", Some(body)) => Ok(Step::Take {
                head: long,
                write: head.to_vec(),
                body,
                how: How::Copy,
            }),
            (b"meta", Some(body)) if self.parts.is_none() => {
                let body = usize::try_from(body).map_err(|_| Broken)?;
                if body > HELD_AT_MOST - 16 {
                    return Err(Broken);
                }
                let Some(inside) = held.get(long..long + body) else {
                    return Ok(Step::Need(long + body));
                };
                let (parts, clean) = Parts::read(inside)?;
                self.parts = Some(parts);
                Ok(Step::write(long + body, [head, clean.as_slice()].concat()))
            }
            // What the pictures are made of must be told before: else nobody knows which bytes may stay.
            (b"mdat", body) if self.parts.is_some() => {
                self.inside = Some(match body {
                    Some(body) => at.checked_add(known + body).ok_or(Broken)?,
                    None => u64::MAX,
                });
                Ok(Step::write(long, head.to_vec()))
            }
            (b"mdat" | b"meta", _) => Err(Broken),
            (_, None) => Ok(Step::End),
            (_, Some(body)) => {
                let mut free = head.to_vec();
                free.splice(4..8, *b"free");
                Ok(Step::Take {
                    head: long,
                    write: free,
                    body,
                    how: How::Blank,
                })
            }
        }
    }

    fn cut_off(&self, at: u64) -> Result<Vec<u8>, Broken> {
        let whole = self.parts.as_ref().is_some_and(|parts| parts.end() <= at);
        whole.then(Vec::new).ok_or(Broken)
    }
}
