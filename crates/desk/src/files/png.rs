//! PNG: the picture, its sizes and which side is up stay; texts, times, notes of the camera, colour profile and what follows go.

use super::clean::{Broken, Format, How, Step, big_endian};
use super::exif;

/// What begins every PNG.
const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1A\n";
/// What is needed to draw it, also when it moves.
const KEPT: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"sBIT", b"bKGD",
    b"pHYs", b"acTL", b"fcTL", b"fdAT",
];
/// Notes of the camera are looked at up to here; which side is up stands near their beginning.
const NOTES_AT_MOST: u64 = 64 * 1024;

/// Follows a PNG.
#[derive(Debug, Default)]
pub(super) struct Png {
    begun: bool,
    sized: bool,
    ending: bool,
}

impl Format for Png {
    fn step(&mut self, held: &[u8], _: u64) -> Result<Step, Broken> {
        if self.ending {
            return Ok(Step::End);
        }
        let Some(head) = held.get(..8) else {
            return Ok(Step::Need(8));
        };
        if !self.begun {
            self.begun = true;
            return if head == SIGNATURE {
                Ok(Step::write(8, SIGNATURE.to_vec()))
            } else {
                Err(Broken)
            };
        }
        let (length, kind) = head.split_at(4);
        let length = big_endian(length);
        if length > 0x7FFF_FFFF
            || !kind.iter().all(u8::is_ascii_alphabetic)
            || (kind == b"IHDR") == self.sized
        {
            return Err(Broken);
        }
        self.sized = true;
        if KEPT.iter().any(|kept| kept.as_slice() == kind) {
            self.ending = kind == b"IEND";
            return Ok(Step::Take {
                head: 8,
                write: head.to_vec(),
                body: length + 4,
                how: How::Copy,
            });
        }
        // A chunk that a reader must know, and that we don't.
        if kind.first().is_some_and(u8::is_ascii_uppercase) {
            return Err(Broken);
        }
        if kind == b"eXIf" {
            let seen = usize::try_from(length.min(NOTES_AT_MOST)).map_err(|_| Broken)?;
            let Some(notes) = held.get(8..8 + seen) else {
                return Ok(Step::Need(8 + seen));
            };
            let turned = exif::orientation(notes).filter(|one| *one != 1);
            return Ok(Step::Take {
                head: 8,
                write: turned
                    .map(|one| chunk(b"eXIf", &exif::note(one)))
                    .unwrap_or_default(),
                body: length + 4,
                how: How::Drop,
            });
        }
        Ok(Step::drop(length + 12))
    }

    fn cut_off(&self, _: u64) -> Result<Vec<u8>, Broken> {
        if self.ending { Ok(Vec::new()) } else { Err(Broken) }
    }
}

/// A chunk with its check.
pub(super) fn chunk(kind: &[u8; 4], inside: &[u8]) -> Vec<u8> {
    let length = u32::try_from(inside.len()).unwrap_or(u32::MAX);
    let mut chunk = length.to_be_bytes().to_vec();
    chunk.extend_from_slice(kind);
    chunk.extend_from_slice(inside);
    let check = crc(chunk.get(4..).unwrap_or_default());
    chunk.extend_from_slice(&check.to_be_bytes());
    chunk
}

fn crc(bytes: &[u8]) -> u32 {
    let one = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 }
        })
    };
    !bytes.iter().fold(u32::MAX, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_of_a_chunk_is_the_one_that_every_png_ends_with() {
        assert_eq!(chunk(b"IEND", b""), b"\0\0\0\0IEND\xAE\x42\x60\x82");
    }
}
