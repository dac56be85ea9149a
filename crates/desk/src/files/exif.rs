//! Of all that a camera notes, the one thing that is kept: which side of the picture is up.

use super::clean::{big_endian, little_endian};

/// The tag of the orientation.
const ORIENTATION: u64 = 0x0112;
/// Bytes of one entry.
const ENTRY: usize = 12;
/// Bytes of a note that says nothing but the orientation.
pub(super) const NOTE: usize = 26;

/// How the picture must be turned, 1 to 8; nothing when the note doesn't say so, or can't be read.
pub(super) fn orientation(note: &[u8]) -> Option<u8> {
    let note = note.strip_prefix(b"Exif\0\0").unwrap_or(note);
    let number: fn(&[u8]) -> u64 = match note.get(..4)? {
        b"II*\0" => little_endian,
        b"MM\0*" => big_endian,
        _ => return None,
    };
    let start = usize::try_from(number(note.get(4..8)?)).ok()?;
    let end = start.checked_add(2)?;
    let count = usize::try_from(number(note.get(start..end)?)).ok()?;
    let entries = note.get(end..)?.chunks_exact(ENTRY).take(count);
    let found = entries
        .filter(|entry| entry.get(..2).map(number) == Some(ORIENTATION))
        .find_map(|entry| entry.get(8..10).map(number))?;
    u8::try_from(found).ok().filter(|value| (1..=8).contains(value))
}

/// A note that says only that.
pub(super) fn note(orientation: u8) -> Vec<u8> {
    let mut note = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    note.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    note
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_orientation_is_read_back_from_the_note_that_says_only_that() {
        for value in 1..=8 {
            assert_eq!(orientation(&note(value)), Some(value));
            assert_eq!(note(value).len(), NOTE);
        }
        for wrong in [0, 9, 255] {
            assert_eq!(orientation(&note(wrong)), None);
        }
    }

    #[test]
    fn both_orders_of_bytes_are_read_and_nonsense_says_nothing() {
        let big = b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x0F\0\x02\0\0\0\x01\0\0\0\0\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        assert_eq!(orientation(big), Some(6));
        for nonsense in [
            &b""[..],
            b"II*\0",
            b"II*\0\xFF\xFF\xFF\xFF",
            b"MM\0*\0\0\0\x08\xFF\xFF",
        ] {
            assert_eq!(orientation(nonsense), None);
        }
    }
}
