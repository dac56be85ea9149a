//! What a file is, by its bytes: never by its name, and never by what the browser says.

/// So many bytes are looked at before a file is kept.
pub const HEAD: usize = 4096;

/// A kind of file that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A photo.
    Jpeg,
    /// A picture of a screen, a drawing.
    Png,
    /// A photo from the web.
    Webp,
    /// A photo of an iPhone.
    Heic,
    /// A photo of a newer phone.
    Avif,
    /// A paper.
    Pdf,
    /// A letter of Word.
    Docx,
    /// A letter of LibreOffice.
    Odt,
    /// A recording of an iPhone, or a film; which one is said by what is in it.
    Mp4,
    /// A recording.
    Mp3,
    /// A recording of a messenger.
    Ogg,
    /// A recording, not compressed.
    Wav,
    /// A recording of an old phone.
    Amr,
    /// A recording of a browser.
    Webm,
    /// A recording of a browser, with pictures.
    WebmFilm,
    /// A recording as phones stream it.
    Aac,
    /// A recording, compressed without loss.
    Flac,
}

/// The kind by the first bytes; nothing when it isn't one that is taken.
pub fn kind_of(head: &[u8]) -> Option<Kind> {
    let at = |offset: usize, magic: &[u8]| head.get(offset..offset + magic.len()) == Some(magic);
    let has = |words: &[u8]| head.windows(words.len()).any(|window| window == words);
    if at(0, b"\xFF\xD8\xFF") {
        return Some(Kind::Jpeg);
    }
    if at(0, b"\x89PNG\r\n\x1A\n") {
        return Some(Kind::Png);
    }
    if at(0, b"RIFF") {
        return match head.get(8..12)? {
            b"WEBP" => Some(Kind::Webp),
            b"WAVE" => Some(Kind::Wav),
            _ => None,
        };
    }
    if at(4, b"ftyp") {
        return match head.get(8..12)? {
            b"heic" | b"heix" | b"heim" | b"heis" | b"mif1" | b"msf1" | b"hevc" | b"hevx" => Some(Kind::Heic),
            b"avif" | b"avis" => Some(Kind::Avif),
            _ => Some(Kind::Mp4),
        };
    }
    if at(0, b"%PDF-") {
        return Some(Kind::Pdf);
    }
    if at(0, b"PK\x03\x04") {
        return if at(30, b"mimetypeapplication/vnd.oasis.opendocument.text") {
            Some(Kind::Odt)
        } else if has(b"word/") {
            Some(Kind::Docx)
        } else {
            None
        };
    }
    if at(0, b"OggS") {
        let sound = [&b"OpusHead"[..], b"\x01vorbis", b"Speex   ", b"\x7FFLAC"];
        return sound.iter().any(|one| at(28, one)).then_some(Kind::Ogg);
    }
    if at(0, b"\x1A\x45\xDF\xA3") {
        let film = [&b"V_VP8"[..], b"V_VP9", b"V_AV1", b"V_MPEG"];
        return Some(if film.iter().any(|one| has(one)) {
            Kind::WebmFilm
        } else {
            Kind::Webm
        })
        .filter(|_| has(b"webm"));
    }
    if at(0, b"#!AMR\n") || at(0, b"#!AMR-WB\n") {
        return Some(Kind::Amr);
    }
    if at(0, b"fLaC") {
        return Some(Kind::Flac);
    }
    if at(0, b"ID3") {
        return Some(Kind::Mp3);
    }
    match head {
        // Twelve set bits begin a frame; those behind say which sound it is.
        [0xFF, second, third, ..] if second & 0xF6 == 0xF0 && third & 0x3C <= 0x30 => Some(Kind::Aac),
        [0xFF, second, third, ..]
            if second & 0xE0 == 0xE0
                && second & 0x18 != 0x08
                && matches!(second & 0x06, 0x02 | 0x04)
                && third & 0xF0 != 0xF0
                && third & 0x0C != 0x0C =>
        {
            Some(Kind::Mp3)
        }
        _ => None,
    }
}

/// Watches the bytes of a recording go by, for the sign that there are pictures in it.
#[derive(Debug, Default)]
pub struct Watch {
    last: Vec<u8>,
    film: bool,
}

/// What stands where a track says what it holds.
const TRACK: &[u8] = b"hdlr";
/// From there to the word that says it.
const TO_WORD: usize = 12;

impl Watch {
    /// Some more of it.
    pub fn see(&mut self, bytes: &[u8]) {
        if self.film {
            return;
        }
        let long = TO_WORD + 4 - 1;
        // What lies over the edge of two pieces, and the piece itself.
        let edge = [&self.last, bytes.get(..long.min(bytes.len())).unwrap_or_default()].concat();
        self.film = [edge.as_slice(), bytes].iter().any(|piece| {
            piece
                .windows(long + 1)
                .any(|one| one.starts_with(TRACK) && one.ends_with(b"vide"))
        });
        let keep = [self.last.as_slice(), bytes].concat();
        let from = keep.len().saturating_sub(long);
        self.last = keep.get(from..).unwrap_or_default().to_vec();
    }
}

impl Kind {
    /// Its media type; a recording was watched as it went by.
    pub fn media_type(self, watch: &Watch) -> &'static str {
        match self {
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::Webp => "image/webp",
            Kind::Heic => "image/heic",
            Kind::Avif => "image/avif",
            Kind::Pdf => "application/pdf",
            Kind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Kind::Odt => "application/vnd.oasis.opendocument.text",
            Kind::Mp4 if watch.film => "video/mp4",
            Kind::Mp4 => "audio/mp4",
            Kind::Mp3 => "audio/mpeg",
            Kind::Ogg => "audio/ogg",
            Kind::Wav => "audio/wav",
            Kind::Amr => "audio/amr",
            Kind::Webm => "audio/webm",
            Kind::WebmFilm => "video/webm",
            Kind::Aac => "audio/aac",
            Kind::Flac => "audio/flac",
        }
    }
}

/// How names of such files end, the usual ending first; nothing for a type that isn't taken.
fn endings(media_type: &str) -> &'static [&'static str] {
    match media_type {
        "image/jpeg" => &["jpg", "jpeg", "jpe", "jfif"],
        "image/png" => &["png"],
        "image/webp" => &["webp"],
        "image/heic" => &["heic", "heif", "hif"],
        "image/avif" => &["avif"],
        "application/pdf" => &["pdf"],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => &["docx"],
        "application/vnd.oasis.opendocument.text" => &["odt"],
        "audio/mp4" => &["m4a", "mp4", "m4b", "3gp", "aac"],
        "video/mp4" => &["mp4", "mov", "m4v", "3gp"],
        "audio/mpeg" => &["mp3"],
        "audio/ogg" => &["ogg", "oga", "opus"],
        "audio/wav" => &["wav"],
        "audio/amr" => &["amr", "3gp"],
        "audio/webm" | "video/webm" => &["webm"],
        "audio/aac" => &["aac"],
        "audio/flac" => &["flac"],
        _ => &[],
    }
}

/// A name under which the file can be kept: one that says otherwise than its bytes gets the right ending behind it.
pub fn honest_name(name: &str, media_type: &str) -> String {
    let endings = endings(media_type);
    let said = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    match endings.first() {
        Some(_) if said.is_some_and(|said| endings.contains(&said.as_str())) => name.to_owned(),
        Some(ending) => format!("{name}.{ending}"),
        None => name.to_owned(),
    }
}
