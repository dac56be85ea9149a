//! What goes out of a picture and what stays, whatever pieces it comes in; and that nothing that somebody sends can break it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::clean::{Broken, Cleaner};
use super::kind::{Kind, Watch, honest_name, kind_of};
use super::{exif, png};
use proptest::prelude::*;

const SECRET: &[u8] = b"51.0543N 3.7174E Fatima";

fn clean_in(kind: Kind, bytes: &[u8], piece: usize) -> Result<Vec<u8>, Broken> {
    let mut cleaner = Cleaner::new(kind);
    let mut out = Vec::new();
    for piece in bytes.chunks(piece.max(1)) {
        cleaner.feed(piece, &mut out)?;
    }
    cleaner.end(&mut out)?;
    Ok(out)
}

fn clean(kind: Kind, bytes: &[u8]) -> Result<Vec<u8>, Broken> {
    let whole = clean_in(kind, bytes, bytes.len());
    for piece in [1, 2, 7, 64] {
        assert_eq!(clean_in(kind, bytes, piece), whole, "in pieces of {piece}");
    }
    whole
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A camera's notes: turned, and where it was taken.
fn notes(orientation: u8) -> Vec<u8> {
    let mut notes = b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    notes.extend([
        orientation,
        0,
        0,
        0x88,
        0x25,
        0,
        4,
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        60,
        0,
        0,
        0,
        0,
    ]);
    notes.extend_from_slice(SECRET);
    notes
}

fn segment(marker: u8, inside: &[u8]) -> Vec<u8> {
    let length = u16::try_from(inside.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker][..], &length, inside].concat()
}

fn jpeg(before: &[u8], behind: &[u8]) -> Vec<u8> {
    let mut jpeg = b"\xFF\xD8".to_vec();
    jpeg.extend_from_slice(before);
    jpeg.extend(segment(0xDB, &[7; 65]));
    jpeg.extend(segment(0xC0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]));
    jpeg.extend(segment(0xDA, &[1, 1, 0, 0, 63, 0]));
    jpeg.extend_from_slice(b"drawn\xFF\x00more\xFF\xD3still");
    jpeg.extend_from_slice(b"\xFF\xD9");
    jpeg.extend_from_slice(behind);
    jpeg
}

#[test]
fn a_jpeg_keeps_its_drawing_and_its_turn_and_loses_all_that_betrays() {
    let mut before = segment(0xE0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01abc");
    before.extend(segment(0xE1, &notes(6)));
    before.extend(segment(
        0xE1,
        &[b"http://ns.adobe.com/xap/1.0/\0", SECRET].concat(),
    ));
    before.extend(segment(0xE2, &[b"ICC_PROFILE\0", SECRET].concat()));
    before.extend(segment(0xED, &[b"Photoshop 3.0\0", SECRET].concat()));
    before.extend(segment(0xFE, SECRET));
    before.extend(segment(0xEE, &[b"Adobe\0\x64\0\0\0\0\x01", SECRET].concat()));
    let out = clean(Kind::Jpeg, &jpeg(&before, SECRET)).unwrap();
    let mut left = segment(0xE0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\0\0");
    left.extend(segment(0xE1, &[b"Exif\0\0", exif::note(6).as_slice()].concat()));
    left.extend(segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01"));
    assert_eq!(out, jpeg(&left, b""));
    // What is clean stays as it is.
    assert_eq!(clean(Kind::Jpeg, &out).unwrap(), out);
}

#[test]
fn a_jpeg_that_is_not_turned_gets_no_note_and_one_without_an_end_gets_one() {
    let plain = jpeg(b"", b"");
    assert_eq!(
        clean(Kind::Jpeg, &jpeg(&segment(0xE1, &notes(1)), b"")).unwrap(),
        plain
    );
    assert_eq!(clean(Kind::Jpeg, &plain[..plain.len() - 2]).unwrap(), plain);
    for cut in 0..90 {
        assert_eq!(clean(Kind::Jpeg, &plain[..cut]), Err(Broken), "{cut}");
    }
}

fn a_png(between: &[u8], behind: &[u8]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    bytes.extend(png::chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0"));
    bytes.extend_from_slice(between);
    bytes.extend(png::chunk(b"IDAT", b"\x78\x9c\x63\x60\0\0\0\x02\0\x01"));
    bytes.extend(png::chunk(b"IEND", b""));
    bytes.extend_from_slice(behind);
    bytes
}

#[test]
fn a_png_keeps_its_drawing_and_its_turn_and_loses_all_that_betrays() {
    let mut between = Vec::new();
    for kind in [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"iCCP", b"sPLT", b"prVt"] {
        between.extend(png::chunk(kind, SECRET));
    }
    between.extend(png::chunk(b"eXIf", &notes(8)));
    let out = clean(Kind::Png, &a_png(&between, SECRET)).unwrap();
    assert_eq!(out, a_png(&png::chunk(b"eXIf", &exif::note(8)), b""));
    assert_eq!(clean(Kind::Png, &out).unwrap(), out);
}

#[test]
fn a_png_that_stops_half_way_or_holds_what_a_reader_must_know_is_broken() {
    let whole = a_png(b"", b"");
    for cut in 0..whole.len() {
        assert_eq!(clean(Kind::Png, &whole[..cut]), Err(Broken), "{cut}");
    }
    assert_eq!(
        clean(Kind::Png, &a_png(&png::chunk(b"CgBI", b"x"), b"")),
        Err(Broken)
    );
    assert_eq!(
        clean(Kind::Png, &a_png(&png::chunk(b"IHDR", b"x"), b"")),
        Err(Broken)
    );
}

fn webp(chunks: &[(&[u8; 4], &[u8])], behind: &[u8]) -> Vec<u8> {
    let mut inside = b"WEBP".to_vec();
    for (kind, bytes) in chunks {
        inside.extend_from_slice(*kind);
        inside.extend(u32::try_from(bytes.len()).unwrap().to_le_bytes());
        inside.extend_from_slice(bytes);
        inside.resize(inside.len().next_multiple_of(2), 0);
    }
    let length = u32::try_from(inside.len()).unwrap().to_le_bytes();
    [b"RIFF", &length[..], &inside, behind].concat()
}

#[test]
fn a_webp_keeps_its_drawing_and_its_turn_and_loses_all_that_betrays() {
    let flags = |flags: u8| [flags, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let notes = notes(3);
    let full = webp(
        &[
            (b"VP8X", &flags(0x3C)),
            (b"ICCP", SECRET),
            (b"ANMF", &[&[0; 16][..], b"ALPH\x03\0\0\0abc\0"].concat()),
            (b"VP8 ", b"drawn"),
            (b"EXIF", &notes),
            (b"XMP ", SECRET),
            (b"quux", SECRET),
        ],
        SECRET,
    );
    let out = clean(Kind::Webp, &full).unwrap();
    let mut note = exif::note(3);
    note.resize(notes.len(), 0);
    let nothing = [0; SECRET.len()];
    let left = webp(
        &[
            (b"VP8X", &flags(0x18)),
            (b"JUNK", &nothing),
            (b"ANMF", &[&[0; 16][..], b"ALPH\x03\0\0\0abc\0"].concat()),
            (b"VP8 ", b"drawn"),
            (b"EXIF", &note),
            (b"JUNK", &nothing),
            (b"JUNK", &nothing),
        ],
        b"",
    );
    assert_eq!(out, left);
    assert_eq!(clean(Kind::Webp, &out).unwrap(), out);
    for cut in 0..out.len() {
        assert_eq!(clean(Kind::Webp, &out[..cut]), Err(Broken), "{cut}");
    }
}

fn part(kind: &[u8; 4], inside: &[u8]) -> Vec<u8> {
    let length = u32::try_from(inside.len() + 8).unwrap().to_be_bytes();
    [&length[..], kind, inside].concat()
}

/// A HEIC of one picture with notes and XMP; also where the drawing stands in it.
fn heic(list_first: bool) -> Vec<u8> {
    let ftyp = part(b"ftyp", b"heic\0\0\0\0mif1heic");
    let entry = |item: u8, kind: &[u8; 4], name: &[u8]| {
        part(
            b"infe",
            &[&[2, 0, 0, 0, 0, item, 0, 0][..], kind, name, b"\0"].concat(),
        )
    };
    let items = [
        &[0, 0, 0, 0, 0, 3][..],
        &entry(1, b"hvc1", SECRET),
        &entry(2, b"Exif", b""),
        &entry(3, b"mime", b"\0application/rdf+xml"),
    ]
    .concat();
    let list = |base: u32| {
        let place = |item: u8, from: u32, long: usize| {
            let long = u32::try_from(long).unwrap();
            [
                &[0, item, 0, 0, 0, 0, 0, 1][..],
                &(base + from).to_be_bytes(),
                &long.to_be_bytes(),
            ]
            .concat()
        };
        let long = u32::try_from(SECRET.len()).unwrap();
        let places = [
            &[1, 0, 0, 0, 0x44, 0, 0, 3][..],
            &place(1, long, 5),
            &place(2, 0, SECRET.len()),
            &place(3, long + 5, SECRET.len()),
        ]
        .concat();
        let properties = [
            part(b"irot", b"\x01"),
            part(b"udes", SECRET),
            part(b"ispe", b"\0\0\0\0size"),
        ]
        .concat();
        let inside = [
            &[0; 4][..],
            &part(b"hdlr", &[&[0; 24][..], SECRET].concat()),
            &part(b"pitm", b"\0\0\0\0\0\x01"),
            &part(b"iloc", &places),
            &part(b"iinf", &items),
            &part(b"iprp", &part(b"ipco", &properties)),
            &part(b"uuid", SECRET),
        ]
        .concat();
        part(b"meta", &inside)
    };
    let long = list(0).len();
    let base = u32::try_from(ftyp.len() + long + 8).unwrap();
    let drawing = part(b"mdat", &[SECRET, b"drawn", SECRET].concat());
    if list_first {
        [
            ftyp,
            list(base),
            drawing,
            part(b"mpvd", SECRET),
            SECRET[..7].to_vec(),
        ]
        .concat()
    } else {
        [ftyp, drawing, list(base)].concat()
    }
}

#[test]
fn a_heic_keeps_its_drawing_and_its_turn_and_loses_all_that_betrays() {
    let full = heic(true);
    let out = clean(Kind::Heic, &full).unwrap();
    assert!(has(&full, SECRET) && !has(&out, &SECRET[..7]) && !has(&out, b"udes"));
    assert!(
        !has(&out, b"Exif") && !has(&out, b"mime"),
        "nobody looks for notes"
    );
    let at = full.windows(5).position(|window| window == b"drawn").unwrap();
    assert_eq!(
        &out[at..at + 5],
        b"drawn",
        "the picture stays where its list says"
    );
    assert!(has(&out, &part(b"irot", b"\x01")) && has(&out, &part(b"ispe", b"\0\0\0\0size")));
    assert_eq!(clean(Kind::Heic, &out).unwrap(), out);
}

#[test]
fn a_heic_whose_list_comes_last_or_never_is_broken() {
    assert_eq!(clean(Kind::Heic, &heic(false)), Err(Broken));
    let whole = clean(Kind::Heic, &heic(true)).unwrap();
    let at = whole.windows(5).position(|window| window == b"drawn").unwrap();
    for cut in 0..at + 5 {
        assert_eq!(clean(Kind::Heic, &whole[..cut]), Err(Broken), "{cut}");
    }
}

#[test]
fn every_kind_is_known_by_its_bytes_and_a_lie_is_not_taken() {
    let odt = [
        &b"PK\x03\x04"[..],
        &[0; 26],
        b"mimetypeapplication/vnd.oasis.opendocument.textPK",
    ]
    .concat();
    let ogg = [&b"OggS"[..], &[0; 24], b"OpusHead"].concat();
    let known: [(&[u8], Kind); 19] = [
        (&jpeg(b"", b""), Kind::Jpeg),
        (&a_png(b"", b""), Kind::Png),
        (&webp(&[], b""), Kind::Webp),
        (&heic(true), Kind::Heic),
        (b"\0\0\0\x18ftypavif", Kind::Avif),
        (b"%PDF-1.7", Kind::Pdf),
        (&odt, Kind::Odt),
        (
            b"PK\x03\x04 [Content_Types].xml PK\x03\x04 word/document.xml",
            Kind::Docx,
        ),
        (b"\0\0\0\x18ftypM4A ", Kind::Mp4),
        (b"\0\0\0\x18ftyp3gp4", Kind::Mp4),
        (b"ID3\x04", Kind::Mp3),
        (b"\xFF\xFB\x90\x64", Kind::Mp3),
        (&ogg, Kind::Ogg),
        (b"RIFF\0\0\0\0WAVEfmt ", Kind::Wav),
        (b"#!AMR\n", Kind::Amr),
        (b"\x1A\x45\xDF\xA3\x42\x82\x84webm A_OPUS", Kind::Webm),
        (b"\x1A\x45\xDF\xA3\x42\x82\x84webm V_VP9", Kind::WebmFilm),
        (b"\xFF\xF1\x50\x80", Kind::Aac),
        (b"fLaC", Kind::Flac),
    ];
    for (bytes, kind) in known {
        assert_eq!(kind_of(bytes), Some(kind), "{}", String::from_utf8_lossy(bytes));
    }
    let lies: [&[u8]; 12] = [
        b"",
        b"MZ\x90",
        b"<svg xmlns",
        b"<!DOCTYPE html>",
        b"GIF89a",
        b"PK\x03\x04 evil.exe",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"RIFF\0\0\0\0AVI LIST",
        b"OggS and no more",
        b"\x1A\x45\xDF\xA3\x42\x82\x88matroska",
        b"\xFF\xFE\0\0 a text",
        b"\xFF\xFF\xFF\xFF",
    ];
    for bytes in lies {
        assert_eq!(kind_of(bytes), None, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_film_is_told_from_a_recording_by_its_tracks_also_over_the_edge_of_two_pieces() {
    let track = |word: &[u8]| [&b"....hdlr"[..], &[0; 8], word, b"...."].concat();
    for piece in [1, 3, 15, 100] {
        let said = |word: &[u8]| {
            let mut watch = Watch::default();
            for piece in track(word).chunks(piece) {
                watch.see(piece);
            }
            Kind::Mp4.media_type(&watch)
        };
        assert_eq!(
            (said(b"vide"), said(b"soun")),
            ("video/mp4", "audio/mp4"),
            "{piece}"
        );
    }
}

#[test]
fn a_name_that_lies_about_its_file_gets_the_right_ending_behind_it() {
    assert_eq!(honest_name("foto.JPG", "image/jpeg"), "foto.JPG");
    assert_eq!(honest_name("foto.exe", "image/jpeg"), "foto.exe.jpg");
    assert_eq!(honest_name("opname", "audio/mp4"), "opname.m4a");
    assert_eq!(honest_name("", "application/pdf"), ".pdf");
}

fn pictures() -> Vec<(Kind, Vec<u8>)> {
    vec![
        (Kind::Jpeg, jpeg(&segment(0xE1, &notes(6)), b"")),
        (Kind::Png, a_png(&png::chunk(b"eXIf", &notes(6)), b"")),
        (
            Kind::Webp,
            webp(
                &[(b"VP8X", &[0x3C; 10]), (b"VP8 ", b"drawn"), (b"EXIF", &notes(6))],
                b"",
            ),
        ),
        (Kind::Heic, heic(true)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn no_bytes_break_the_cleaning_whatever_pieces_they_come_in(
        which in 0..4_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
        piece in 1..200_usize,
    ) {
        let (kind, mut bytes) = pictures().swap_remove(which);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        let whole = clean_in(kind, &bytes, bytes.len());
        prop_assert_eq!(&clean_in(kind, &bytes, piece), &whole);
        if let Ok(out) = whole {
            prop_assert!(out.len() <= bytes.len() + 2);
        }
    }

    #[test]
    fn no_bytes_behind_the_beginning_of_a_picture_break_it(
        which in 0..4_usize,
        bytes in prop::collection::vec(any::<u8>(), 0..2000),
        piece in 1..200_usize,
    ) {
        let (kind, mut all) = pictures().swap_remove(which);
        all.truncate(16);
        all.extend(bytes);
        let _known = kind_of(&all);
        prop_assert_eq!(clean_in(kind, &all, piece), clean_in(kind, &all, all.len()));
    }
}
