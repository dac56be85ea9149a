//! Which bytes of a HEIC or AVIF are pictures: read from its own list of what is in it, which is cleaned on the way.

use super::clean::{Broken, big_endian};
use std::collections::BTreeSet;
use std::ops::Range;

/// Items that are pictures, or say how pictures are put together.
const PICTURES: [&[u8; 4]; 9] = [
    b"hvc1", b"hev1", b"lhv1", b"avc1", b"av01", b"grid", b"iovl", b"iden", b"tmap",
];
/// Parts of the list that are needed to draw.
const LISTED: [&[u8; 4]; 8] = [
    b"hdlr", b"pitm", b"iloc", b"iinf", b"iref", b"iprp", b"idat", b"grpl",
];
/// Properties that are needed to draw, which side is up among them; the colour profile stays, because a reader may insist on it.
const PROPERTIES: [&[u8; 4]; 20] = [
    b"hvcC", b"lhvC", b"avcC", b"av1C", b"ispe", b"pixi", b"colr", b"irot", b"imir", b"clap", b"pasp",
    b"auxC", b"rloc", b"lsel", b"a1op", b"a1lx", b"clli", b"mdcv", b"cclv", b"amve",
];
/// No picture lies in more pieces.
const PLACES_AT_MOST: usize = 2000;
/// A handler's fields before its name.
const HANDLER: usize = 24;

/// The bytes that are of pictures, in order.
#[derive(Debug)]
pub(super) struct Parts(Vec<Range<u64>>);

/// A box: its kind, where its inside is, and where it began.
struct Part<'b> {
    kind: &'b [u8],
    from: usize,
    inside: Range<usize>,
}

impl Parts {
    /// Reads the list; also gives it back cleaned, equally long.
    ///
    /// # Errors
    /// It can't be read to its end, or would keep what must go.
    pub fn read(list: &[u8]) -> Result<(Parts, Vec<u8>), Broken> {
        let mut clean = list.to_vec();
        let all = parts(list, 4..list.len())?;
        let of = |kind: &[u8]| all.iter().find(|part| part.kind == kind);
        for part in &all {
            match part.kind {
                b"hdlr" => blank(&mut clean, part.inside.start + HANDLER..part.inside.end),
                b"iprp" => properties(list, part, &mut clean)?,
                kind if LISTED.iter().any(|one| one.as_slice() == kind) => {}
                _ => free(&mut clean, part),
            }
        }
        let pictures = pictures(list, of(b"iinf").ok_or(Broken)?, &mut clean)?;
        let places = places(list, of(b"iloc").ok_or(Broken)?)?;
        let (kept, gone): (Vec<_>, Vec<_>) = places.into_iter().partition(|one| pictures.contains(&one.item));
        for one in &gone {
            if kept.iter().any(|other| other.overlaps(one)) {
                return Err(Broken);
            }
        }
        if let Some(part) = of(b"idat") {
            let length = u64::try_from(part.inside.len()).map_err(|_| Broken)?;
            let inside = Parts::of(&kept, true);
            let mut at = 0;
            while at < length {
                let (to, keep) = inside.next(at, length);
                if !keep {
                    let here = |at: u64| {
                        usize::try_from(at)
                            .map(|at| part.inside.start + at)
                            .map_err(|_| Broken)
                    };
                    blank(&mut clean, here(at)?..here(to)?);
                }
                at = to;
            }
        }
        Ok((Parts::of(&kept, false), clean))
    }

    fn of(places: &[Place], in_list: bool) -> Parts {
        let mut ranges: Vec<_> = places
            .iter()
            .filter(|one| one.in_list == in_list)
            .map(|one| one.range.clone())
            .collect();
        ranges.sort_by_key(|range| range.start);
        Parts(ranges)
    }

    /// Up to where the bytes from `at` on are alike, and whether they are of a picture.
    pub fn next(&self, at: u64, end: u64) -> (u64, bool) {
        let here = self
            .0
            .iter()
            .filter(|one| one.contains(&at))
            .map(|one| one.end)
            .max();
        match here {
            Some(to) => (to.min(end), true),
            None => {
                let later = self
                    .0
                    .iter()
                    .map(|one| one.start)
                    .filter(|start| *start > at)
                    .min();
                (later.unwrap_or(end).min(end), false)
            }
        }
    }

    /// Where the last byte of a picture is behind.
    pub fn end(&self) -> u64 {
        self.0.iter().map(|one| one.end).max().unwrap_or(0)
    }
}

/// The boxes in a stretch.
fn parts(bytes: &[u8], stretch: Range<usize>) -> Result<Vec<Part<'_>>, Broken> {
    let mut all = Vec::new();
    let mut from = stretch.start;
    while from < stretch.end {
        let head = bytes.get(from..from + 8).ok_or(Broken)?;
        let (size, kind) = head.split_at(4);
        let size = usize::try_from(big_endian(size)).map_err(|_| Broken)?;
        let end = if size == 0 {
            stretch.end
        } else {
            from.checked_add(size).ok_or(Broken)?
        };
        if end > stretch.end || end < from + 8 {
            return Err(Broken);
        }
        all.push(Part {
            kind,
            from,
            inside: from + 8..end,
        });
        from = end;
    }
    Ok(all)
}

fn blank(bytes: &mut [u8], range: Range<usize>) {
    if let Some(bytes) = bytes.get_mut(range) {
        bytes.fill(0);
    }
}

/// Makes a box one that readers skip.
fn free(bytes: &mut [u8], part: &Part<'_>) {
    if let Some(kind) = bytes.get_mut(part.from + 4..part.from + 8) {
        kind.copy_from_slice(b"free");
    }
    blank(bytes, part.inside.clone());
}

fn properties(list: &[u8], of: &Part<'_>, clean: &mut [u8]) -> Result<(), Broken> {
    for group in parts(list, of.inside.clone())? {
        match group.kind {
            b"ipco" => {
                for property in parts(list, group.inside)? {
                    if !PROPERTIES.iter().any(|one| one.as_slice() == property.kind) {
                        free(clean, &property);
                    }
                }
            }
            b"ipma" => {}
            _ => free(clean, &group),
        }
    }
    Ok(())
}

/// The numbers of the items that are pictures; the names of all go.
fn pictures(list: &[u8], of: &Part<'_>, clean: &mut [u8]) -> Result<BTreeSet<u64>, Broken> {
    let mut fields = Fields::new(list, of)?;
    let _count = fields.number(if fields.version == 0 { 2 } else { 4 })?;
    let mut pictures = BTreeSet::new();
    for entry in parts(list, fields.at..of.inside.end)? {
        let mut fields = Fields::new(list, &entry)?;
        // Older entries don't say what they are.
        let wide = match fields.version {
            2 => 2,
            3 => 4,
            _ => return Err(Broken),
        };
        let item = fields.number(wide)?;
        let _protection = fields.number(2)?;
        let kind = list.get(fields.at..fields.at + 4).ok_or(Broken)?;
        if PICTURES.iter().any(|one| one.as_slice() == kind) {
            pictures.insert(item);
        } else if let Some(kind) = clean.get_mut(fields.at..fields.at + 4) {
            // A reader that looks for notes in zeros may give up on the picture.
            kind.copy_from_slice(b"free");
        }
        blank(clean, fields.at + 4..entry.inside.end);
    }
    Ok(pictures)
}

/// Where bytes of an item are.
struct Place {
    item: u64,
    in_list: bool,
    range: Range<u64>,
}

impl Place {
    fn overlaps(&self, other: &Place) -> bool {
        self.in_list == other.in_list
            && self.range.start < other.range.end
            && other.range.start < self.range.end
    }
}

fn places(list: &[u8], of: &Part<'_>) -> Result<Vec<Place>, Broken> {
    let mut fields = Fields::new(list, of)?;
    let version = fields.version;
    let sizes = fields.number(2)?;
    let nibble = |shift: u32| usize::try_from((sizes >> shift) & 0xF).map_err(|_| Broken);
    let (offset, length, base) = (nibble(12)?, nibble(8)?, nibble(4)?);
    let index = if version == 0 { 0 } else { nibble(0)? };
    let count = fields.number(if version < 2 { 2 } else { 4 })?;
    let mut places = Vec::new();
    for _ in 0..count {
        let item = fields.number(if version < 2 { 2 } else { 4 })?;
        let method = if version == 0 { 0 } else { fields.number(2)? & 0xF };
        let elsewhere = fields.number(2)?;
        let start = fields.number(base)?;
        for _ in 0..fields.number(2)? {
            let _index = fields.number(index)?;
            let from = start.checked_add(fields.number(offset)?).ok_or(Broken)?;
            let long = fields.number(length)?;
            if places.len() == PLACES_AT_MOST {
                return Err(Broken);
            }
            // "To the end" and "in another file" say nothing that can be checked.
            if long == 0 || elsewhere != 0 || method > 1 {
                return Err(Broken);
            }
            places.push(Place {
                item,
                in_list: method == 1,
                range: from..from.checked_add(long).ok_or(Broken)?,
            });
        }
    }
    Ok(places)
}

/// Reads the numbers of a box one by one.
struct Fields<'b> {
    bytes: &'b [u8],
    at: usize,
    end: usize,
    version: u64,
}

impl<'b> Fields<'b> {
    fn new(bytes: &'b [u8], of: &Part<'_>) -> Result<Fields<'b>, Broken> {
        let mut fields = Fields {
            bytes,
            at: of.inside.start,
            end: of.inside.end,
            version: 0,
        };
        fields.version = fields.number(1)?;
        let _flags = fields.number(3)?;
        Ok(fields)
    }

    fn number(&mut self, length: usize) -> Result<u64, Broken> {
        let to = self
            .at
            .checked_add(length)
            .filter(|to| *to <= self.end)
            .ok_or(Broken)?;
        let number = big_endian(self.bytes.get(self.at..to).ok_or(Broken)?);
        self.at = to;
        Ok(number)
    }
}
