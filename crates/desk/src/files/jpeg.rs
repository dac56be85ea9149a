//! JPEG: the picture and which side is up stay; notes of the camera, place, colour profile, preview and whatever follows go.

use super::clean::{Broken, Format, How, Step, big_endian};
use super::exif;

/// Where in the picture we are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Start,
    Marker,
    Scan,
    End,
}

/// Follows a JPEG.
#[derive(Debug, Default)]
pub(super) struct Jpeg {
    place: Place,
    turned: bool,
    drawn: bool,
}

const END: [u8; 2] = [0xFF, 0xD9];

impl Format for Jpeg {
    fn step(&mut self, held: &[u8], _: u64) -> Result<Step, Broken> {
        match self.place {
            Place::Start => match held.get(..2) {
                None => Ok(Step::Need(2)),
                Some(&[0xFF, 0xD8]) => {
                    self.place = Place::Marker;
                    Ok(Step::write(2, vec![0xFF, 0xD8]))
                }
                Some(_) => Err(Broken),
            },
            Place::Marker => self.marker(held),
            Place::Scan => Ok(self.scan(held)),
            // A second picture, a film, a maker's notes: all behind the end.
            Place::End => Ok(Step::End),
        }
    }

    fn cut_off(&self, _: u64) -> Result<Vec<u8>, Broken> {
        match self.place {
            // Some phones forget the end; all that came is drawn.
            Place::Scan => Ok(END.to_vec()),
            Place::End => Ok(Vec::new()),
            Place::Start | Place::Marker => Err(Broken),
        }
    }
}

impl Jpeg {
    fn marker(&mut self, held: &[u8]) -> Result<Step, Broken> {
        let marker = match held {
            [0xFF, 0xFF, ..] => return Ok(Step::drop(1)),
            [0xFF, 0xD9, ..] if self.drawn => {
                self.place = Place::End;
                return Ok(Step::write(2, END.to_vec()));
            }
            [0xFF, marker, ..] => *marker,
            [0xFF] | [] => return Ok(Step::Need(2)),
            _ => return Err(Broken),
        };
        let Some(length) = held.get(2..4).map(big_endian) else {
            return Ok(Step::Need(4));
        };
        let inside = length.checked_sub(2).ok_or(Broken)?;
        let whole = usize::try_from(length).map_err(|_| Broken)? + 2;
        match marker {
            // How it is drawn: frames, tables, restarts, and the scan itself.
            0xC0..=0xC7 | 0xC9..=0xCF | 0xDA..=0xDF => {
                if marker == 0xDA {
                    self.place = Place::Scan;
                    self.drawn = true;
                }
                Ok(Step::Take {
                    head: 4,
                    write: held.get(..4).unwrap_or_default().to_vec(),
                    body: inside,
                    how: How::Copy,
                })
            }
            0xE0 | 0xE1 | 0xEE if held.len() < whole => Ok(Step::Need(whole)),
            0xE0 | 0xE1 | 0xEE => {
                let write = self.kept(marker, held.get(4..whole).unwrap_or_default());
                Ok(Step::write(whole, write))
            }
            0xE2..=0xED | 0xEF..=0xFE => Ok(Step::drop(length + 2)),
            _ => Err(Broken),
        }
    }

    /// What stays of a segment that also holds what must go.
    fn kept(&mut self, marker: u8, inside: &[u8]) -> Vec<u8> {
        match marker {
            // Version and density; the preview in it goes.
            0xE0 if inside.starts_with(b"JFIF\0") => match inside.get(5..12) {
                Some(density) => {
                    let mut jfif = b"\xFF\xE0\0\x10JFIF\0".to_vec();
                    jfif.extend_from_slice(density);
                    jfif.extend([0, 0]);
                    jfif
                }
                None => Vec::new(),
            },
            // How the colours are written; without it they would be wrong.
            0xEE if inside.starts_with(b"Adobe") => match inside.get(..12) {
                Some(colours) => [b"\xFF\xEE\0\x0E", colours].concat(),
                None => Vec::new(),
            },
            0xE1 if inside.starts_with(b"Exif\0\0") && !self.turned => match exif::orientation(inside) {
                Some(orientation @ 2..=8) => {
                    self.turned = true;
                    [&b"\xFF\xE1\0\x22Exif\0\0"[..], exif::note(orientation).as_slice()].concat()
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// The drawing itself, up to the next marker that isn't part of it.
    fn scan(&mut self, held: &[u8]) -> Step {
        let mut from = 0;
        while let Some(found) = held
            .get(from..)
            .and_then(|rest| rest.iter().position(|byte| *byte == 0xFF))
        {
            let at = from + found;
            match held.get(at + 1) {
                None if at == 0 => return Step::Need(2),
                None => return Step::write(at, held.get(..at).unwrap_or_default().to_vec()),
                Some(0x00 | 0xD0..=0xD7) => from = at + 2,
                Some(_) => {
                    self.place = Place::Marker;
                    return Step::write(at, held.get(..at).unwrap_or_default().to_vec());
                }
            }
        }
        Step::write(held.len(), held.to_vec())
    }
}
