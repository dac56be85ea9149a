//! WebP: the picture and which side is up stay; notes, place, colour profile and what we don't know become zeros of the same length.

use super::clean::{Broken, Format, How, Step, little_endian};
use super::exif;

/// What is needed to draw it.
const KEPT: [&[u8; 4]; 4] = [b"VP8 ", b"VP8L", b"ALPH", b"ANIM"];
/// Flags that say: there is a colour profile, there is XMP.
const FLAGS_THAT_GO: u8 = 0x20 | 0x04;
/// Bytes of a frame before its own chunks.
const FRAME: usize = 16;

/// Follows a WebP.
#[derive(Debug, Default)]
pub(super) struct Webp {
    /// Where it ends, once the head was read.
    end: Option<u64>,
}

impl Format for Webp {
    fn step(&mut self, held: &[u8], at: u64) -> Result<Step, Broken> {
        let Some(end) = self.end else {
            let Some(head) = held.get(..12) else {
                return Ok(Step::Need(12));
            };
            if !head.starts_with(b"RIFF") || !head.ends_with(b"WEBP") {
                return Err(Broken);
            }
            let length = little_endian(head.get(4..8).unwrap_or_default());
            self.end = Some(length + (length & 1) + 8);
            return Ok(Step::write(12, head.to_vec()));
        };
        if at >= end {
            return Ok(Step::End);
        }
        let Some(head) = held.get(..8) else {
            return Ok(Step::Need(8));
        };
        let (kind, length) = head.split_at(4);
        let length = little_endian(length);
        let body = length + (length & 1);
        if at + 8 + body > end {
            return Err(Broken);
        }
        if KEPT.iter().any(|kept| kept.as_slice() == kind) {
            return Ok(copied(head, body));
        }
        match kind {
            b"VP8X" if length >= 10 => {
                let Some(&flags) = held.get(8) else {
                    return Ok(Step::Need(9));
                };
                let mut write = head.to_vec();
                write.push(flags & !FLAGS_THAT_GO);
                Ok(Step::Take {
                    head: 9,
                    write,
                    body: body - 1,
                    how: How::Copy,
                })
            }
            // The chunks of a frame follow one by one.
            b"ANMF" if body >= 16 => match held.get(..8 + FRAME) {
                Some(frame) => Ok(Step::write(8 + FRAME, frame.to_vec())),
                None => Ok(Step::Need(8 + FRAME)),
            },
            b"EXIF" if length >= 26 => {
                let seen = usize::try_from(length.min(64 * 1024)).map_err(|_| Broken)?;
                let Some(notes) = held.get(8..8 + seen) else {
                    return Ok(Step::Need(8 + seen));
                };
                let note = exif::note(exif::orientation(notes).unwrap_or(1));
                Ok(Step::Take {
                    head: 8 + exif::NOTE,
                    write: [head, note.as_slice()].concat(),
                    body: body - 26,
                    how: How::Blank,
                })
            }
            _ => {
                let size = head.get(4..).unwrap_or_default();
                Ok(Step::Take {
                    head: 8,
                    write: [b"JUNK", size].concat(),
                    body,
                    how: How::Blank,
                })
            }
        }
    }

    fn cut_off(&self, at: u64) -> Result<Vec<u8>, Broken> {
        let whole = self.end.is_some_and(|end| at >= end);
        whole.then(Vec::new).ok_or(Broken)
    }
}

fn copied(head: &[u8], body: u64) -> Step {
    Step::Take {
        head: 8,
        write: head.to_vec(),
        body,
        how: How::Copy,
    }
}
