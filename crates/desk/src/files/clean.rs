//! Takes out of a picture what it betrays (where, when, with what and by whom), while it comes in and without holding it whole.

use super::heif::Heif;
use super::jpeg::Jpeg;
use super::kind::Kind;
use super::png::Png;
use super::webp::Webp;

/// A picture that can't be followed to its end, so that nobody can say it is clean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

/// At most so many bytes wait to be understood; a picture that needs more isn't one.
pub const HELD_AT_MOST: usize = 2 * 1024 * 1024;

/// What happens with bytes that are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// They go on as they are.
    Copy,
    /// They go.
    Drop,
    /// Zeros go on in their place, so that nothing behind them moves.
    Blank,
}

/// What a format makes of the next bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It has to see at least so many.
    Need(usize),
    /// The first `head` bytes become `write`; the `body` bytes behind them are handled as `how`.
    Take {
        head: usize,
        write: Vec<u8>,
        body: u64,
        how: How,
    },
    /// The picture ends here; whatever follows goes.
    End,
}

impl Step {
    /// Bytes become others.
    pub fn write(head: usize, write: Vec<u8>) -> Step {
        Step::Take {
            head,
            write,
            body: 0,
            how: How::Copy,
        }
    }

    /// Bytes go.
    pub fn drop(length: u64) -> Step {
        Step::bulk(length, How::Drop)
    }

    /// So many bytes are all handled alike.
    pub fn bulk(length: u64, how: How) -> Step {
        Step::Take {
            head: 0,
            write: Vec::new(),
            body: length,
            how,
        }
    }
}

/// A kind of picture that can be followed byte by byte.
pub(super) trait Format {
    /// What to make of the next bytes; `at` is how many came before them.
    fn step(&mut self, held: &[u8], at: u64) -> Result<Step, Broken>;

    /// No more bytes come, after `at`: what makes the picture whole, if it can be.
    fn cut_off(&self, at: u64) -> Result<Vec<u8>, Broken>;
}

/// Cleans one file while it comes in.
pub struct Cleaner {
    format: Option<Box<dyn Format + Send>>,
    held: Vec<u8>,
    /// How many bytes were handled before those held.
    at: u64,
    need: usize,
    body: u64,
    how: How,
    ended: bool,
}

impl Cleaner {
    /// For a kind of file; whatever isn't a picture passes as it is.
    pub fn new(kind: Kind) -> Cleaner {
        let format: Option<Box<dyn Format + Send>> = match kind {
            Kind::Jpeg => Some(Box::new(Jpeg::default())),
            Kind::Png => Some(Box::new(Png::default())),
            Kind::Webp => Some(Box::new(Webp::default())),
            Kind::Heic | Kind::Avif => Some(Box::new(Heif::default())),
            _ => None,
        };
        Cleaner {
            format,
            held: Vec::new(),
            at: 0,
            need: 1,
            body: 0,
            how: How::Copy,
            ended: false,
        }
    }

    /// Takes some more bytes; what is clean of them is added to `out`.
    ///
    /// # Errors
    /// It isn't the picture that it began as.
    pub fn feed(&mut self, mut bytes: &[u8], out: &mut Vec<u8>) -> Result<(), Broken> {
        let Some(format) = &mut self.format else {
            out.extend_from_slice(bytes);
            return Ok(());
        };
        // What passes or goes in bulk is never held.
        if self.held.is_empty() {
            bytes = pass(&mut self.body, self.how, &mut self.at, bytes, out);
        }
        if self.ended || bytes.is_empty() {
            return Ok(());
        }
        self.held.extend_from_slice(bytes);
        let mut from = 0;
        loop {
            let mut left = self.held.get(from..).unwrap_or_default();
            let before = left.len();
            left = pass(&mut self.body, self.how, &mut self.at, left, out);
            from += before - left.len();
            if self.ended || left.is_empty() || left.len() < self.need {
                break;
            }
            match format.step(left, self.at)? {
                Step::Need(length) => {
                    // A format that asks for what it has would never end.
                    self.need = length.max(left.len() + 1);
                    if self.need > HELD_AT_MOST {
                        return Err(Broken);
                    }
                }
                Step::Take {
                    head,
                    write,
                    body,
                    how,
                } => {
                    if head > left.len() {
                        return Err(Broken);
                    }
                    out.extend_from_slice(&write);
                    from += head;
                    self.at += u64::try_from(head).unwrap_or(u64::MAX);
                    (self.body, self.how, self.need) = (body, how, 1);
                }
                Step::End => self.ended = true,
            }
        }
        if self.ended {
            self.held.clear();
        } else {
            self.held.drain(..from);
        }
        Ok(())
    }

    /// All bytes came.
    ///
    /// # Errors
    /// The picture isn't complete, and can't be made so.
    pub fn end(&mut self, out: &mut Vec<u8>) -> Result<(), Broken> {
        let Some(format) = &self.format else {
            return Ok(());
        };
        if !self.ended {
            if self.body > 0 {
                return Err(Broken);
            }
            out.extend(format.cut_off(self.at)?);
        }
        Ok(())
    }
}

/// Handles the beginning of what goes in bulk; gives what is left.
fn pass<'b>(body: &mut u64, how: How, at: &mut u64, bytes: &'b [u8], out: &mut Vec<u8>) -> &'b [u8] {
    let length = usize::try_from(*body).unwrap_or(usize::MAX).min(bytes.len());
    let (now, later) = bytes.split_at(length);
    match how {
        How::Copy => out.extend_from_slice(now),
        How::Blank => out.resize(out.len() + now.len(), 0),
        How::Drop => {}
    }
    let length = u64::try_from(length).unwrap_or(u64::MAX);
    *body -= length;
    *at += length;
    later
}

/// The number in so many bytes, the first of them the most.
pub(super) fn big_endian(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// The number in so many bytes, the last of them the most.
pub(super) fn little_endian(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .rev()
        .fold(0, |number, byte| (number << 8) | u64::from(*byte))
}
