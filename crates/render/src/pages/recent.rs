//! How much of a long file stands on one page, so that every page stays small: the newest. The rest is one click away.

use crate::pages::follow::Message;
use crate::pages::parts::paragraphs;
use crate::pages::work::entry::{Entry, EntryKind};
use crate::texts::{Key, Texts};

/// Characters of messages on the page of a complaint.
const WORDS: usize = 5_000;
/// Messages on it.
const MESSAGES: usize = 10;
/// Characters that are left of a text that is much longer.
pub const CUT: usize = 2_500;
/// The same, of what is told beside a story.
pub const CUT_BESIDE: usize = 500;
/// Characters of messages on a page that shows all, part by part.
const PART_WORDS: usize = 12_000;
/// Messages on it.
const PART_MESSAGES: usize = 25;

/// The words of a message: whole, or their beginning with the address where all of it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    text: String,
    whole: String,
}

impl Words {
    /// Whole words; blank lines part paragraphs.
    pub fn new(text: impl Into<String>) -> Words {
        Words {
            text: text.into(),
            whole: String::new(),
        }
    }

    /// The paragraphs.
    pub fn paragraphs(&self) -> Vec<&str> {
        paragraphs(&self.text)
    }

    /// What stands here, with its line breaks.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where all of it stands; empty when it does here.
    pub fn whole(&self) -> &str {
        &self.whole
    }

    /// No words.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Only so many characters of words that are at least a third longer: a few more aren't worth a click.
    #[must_use]
    pub fn cut(self, most: usize, whole: impl Into<String>) -> Words {
        if self.length() <= most + most / 3 {
            return self;
        }
        let (beginning, _) = split(&self.text, most);
        Words {
            text: format!("{beginning} …"),
            whole: whole.into(),
        }
    }

    fn length(&self) -> usize {
        self.text.chars().count()
    }
}

/// At most so many characters, up to the end of a word where there is one, and what comes after.
fn split(text: &str, most: usize) -> (&str, &str) {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return (text, "");
    };
    let (head, _) = text.split_at(end);
    let at = head.rfind(char::is_whitespace).filter(|at| *at >= end / 2);
    let (head, tail) = text.split_at(at.unwrap_or(end));
    (head, tail.trim_start())
}

/// A message as the complainant or staff see it.
pub trait Said: Clone {
    /// Its anchor.
    fn id(&self) -> &str;
    /// What it says.
    fn words(&mut self) -> &mut Words;
    /// It stays on the page of the complaint whatever its age: something must be done with it.
    fn stays(&self) -> bool;
}

impl Said for Message {
    fn id(&self) -> &str {
        &self.id
    }

    fn words(&mut self) -> &mut Words {
        &mut self.words
    }

    fn stays(&self) -> bool {
        false
    }
}

impl Said for Entry {
    fn id(&self) -> &str {
        &self.id
    }

    fn words(&mut self) -> &mut Words {
        &mut self.words
    }

    fn stays(&self) -> bool {
        !self.delivery.button().is_empty() || self.kind == EntryKind::Harm
    }
}

/// The pages that show all of a complaint, part by part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// Their address, without what part.
    pub address: String,
}

impl Whole {
    /// The part in which something stands, and the place in it.
    pub fn at(&self, id: &str) -> String {
        format!("{}?bij={id}#{id}", self.address)
    }

    /// A part by its number.
    pub fn part(&self, part: usize) -> String {
        format!("{}?deel={part}", self.address)
    }
}

/// Messages that don't stand on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Older {
    /// How many.
    pub n: usize,
    /// Where the newest of them stands.
    pub href: String,
}

impl Older {
    /// "Nog 3 oudere berichten"
    pub fn words(&self, t: &Texts) -> String {
        t.a(Key("recent-older")).with("n", self.n).to_string()
    }
}

/// What of these messages, oldest first, stands on the page of the complaint: the newest, and what must be dealt with.
pub fn newest<S: Said>(messages: Vec<S>, whole: &Whole) -> (Vec<S>, Option<Older>) {
    let (mut room, mut places) = (WORDS, MESSAGES);
    let mut kept = Vec::with_capacity(messages.len());
    let mut older: Option<Older> = None;
    for mut message in messages.into_iter().rev() {
        let href = whole.at(message.id());
        let words = std::mem::take(message.words()).cut(CUT, href.clone());
        let length = words.length();
        *message.words() = words;
        let fits = older.is_none() && (kept.is_empty() || (places > 0 && length <= room));
        if fits || message.stays() {
            room = room.saturating_sub(length);
            places = places.saturating_sub(1);
            kept.push(message);
        } else {
            older.get_or_insert(Older { n: 0, href }).n += 1;
        }
    }
    kept.reverse();
    (kept, older)
}

/// All messages, oldest first, in parts that each fit on a page. Very long words go on in the next piece.
pub fn parts<S: Said>(messages: Vec<S>) -> Vec<Vec<S>> {
    let mut parts: Vec<Vec<S>> = Vec::new();
    let mut room = 0;
    for message in messages.into_iter().flat_map(pieces) {
        let mut message = message;
        let length = message.words().length();
        match parts.last_mut() {
            Some(part) if length <= room && part.len() < PART_MESSAGES => part.push(message),
            _ => {
                parts.push(vec![message]);
                room = PART_WORDS;
            }
        }
        room = room.saturating_sub(length);
    }
    parts
}

fn pieces<S: Said>(mut message: S) -> Vec<S> {
    let text = std::mem::take(message.words()).text;
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    loop {
        let (piece, more) = split(rest, PART_WORDS);
        let mut one = message.clone();
        *one.words() = Words::new(piece);
        pieces.push(one);
        if more.is_empty() {
            return pieces;
        }
        rest = more;
    }
}

/// Which part is asked for, counted from 1: that of a number, or that in which something stands; the first when it isn't found.
pub fn asked<S: Said>(parts: &[Vec<S>], number: Option<usize>, near: Option<&str>) -> usize {
    let holds = |part: &Vec<S>| part.iter().any(|one| near == Some(one.id()));
    let found = parts.iter().position(holds).map(|at| at + 1);
    found.or(number).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::pages::work::entry::Delivery;

    fn whole() -> Whole {
        Whole {
            address: "/alles".to_owned(),
        }
    }

    fn entry(no: usize, length: usize) -> Entry {
        let words = "woord ".repeat(length / 6);
        Entry::sample(
            &format!("b{no}"),
            "Rik",
            EntryKind::Theirs,
            &words,
            Delivery::None,
        )
    }

    fn ids(entries: &[Entry]) -> Vec<&str> {
        entries.iter().map(|one| one.id.as_str()).collect()
    }

    #[test]
    fn a_short_file_stands_whole_on_its_page() {
        let entries: Vec<Entry> = (0..5).map(|no| entry(no, 60)).collect();
        let (kept, older) = newest(entries.clone(), &whole());
        assert_eq!((kept, older), (entries, None));
    }

    #[test]
    fn of_a_long_file_the_newest_stands_on_the_page_and_the_rest_is_counted() {
        let (kept, older) = newest((0..30).map(|no| entry(no, 60)).collect(), &whole());
        assert_eq!(kept.len(), MESSAGES);
        assert_eq!(kept.last().unwrap().id, "b29");
        let older = older.unwrap();
        assert_eq!((older.n, older.href.as_str()), (20, "/alles?bij=b19#b19"));
    }

    #[test]
    fn what_must_be_brought_to_somebody_stays_on_the_page_however_old() {
        let mut entries: Vec<Entry> = (0..30).map(|no| entry(no, 60)).collect();
        entries[2].delivery = Delivery::ToPost;
        let (kept, older) = newest(entries, &whole());
        assert_eq!(ids(&kept)[..2], ["b2", "b20"]);
        assert_eq!(older.unwrap().n, 19);
    }

    #[test]
    fn very_long_words_are_cut_at_a_word_and_say_where_all_of_it_stands() {
        let (kept, _) = newest(vec![entry(1, 20_000)], &whole());
        let words = &kept[0].words;
        assert_eq!(words.whole(), "/alles?bij=b1#b1");
        assert!(words.length() < CUT + 3 && words.text.ends_with("woord …"));
        let (kept, _) = newest(vec![entry(1, CUT + 500)], &whole());
        assert_eq!(kept[0].words.whole(), "", "a little more stands here");
    }

    #[test]
    fn words_without_a_space_are_cut_between_characters() {
        assert_eq!(split("ééééé", 3), ("ééé", "éé"));
        assert_eq!(split("een twee", 6), ("een", "twee"));
        assert_eq!(split("een", 6), ("een", ""));
    }

    #[test]
    fn the_parts_hold_every_word_once_and_in_order() {
        let entries: Vec<Entry> = (0..70).map(|no| entry(no, 60 + 500 * (no % 60))).collect();
        let all: Vec<String> = entries
            .iter()
            .map(|one| one.words.text.trim().to_owned())
            .collect();
        let parts = parts(entries);
        for part in &parts {
            let length: usize = part.iter().map(|one| one.words.length()).sum();
            assert!(length <= PART_WORDS && part.len() <= PART_MESSAGES);
        }
        let said: Vec<&str> = parts.iter().flatten().map(|one| one.words.text.trim()).collect();
        assert_eq!(said.join(" "), all.join(" "));
    }

    #[test]
    fn the_part_that_is_asked_for_is_found_by_number_or_by_what_stands_in_it() {
        let parts = parts((0..60).map(|no| entry(no, 60)).collect());
        assert_eq!(parts.len(), 3);
        assert_eq!(asked(&parts, Some(2), None), 2);
        assert_eq!(asked(&parts, None, Some("b59")), 3);
        assert_eq!(asked(&parts, None, Some("weg")), 1);
        assert_eq!(asked(&parts, Some(0), None), 1);
    }
}
