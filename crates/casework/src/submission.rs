//! What somebody sent in, parsed: all mistakes at once, each with a field and a code; what they typed stays theirs.

use crate::ids::PersonId;
use crate::vocabulary::{ComplainantKind, ReplyBy};
use serde::{Deserialize, Serialize};

/// The longest story, in characters.
pub const STORY_AT_MOST: usize = 20_000;
/// The longest other text.
pub const TEXT_AT_MOST: usize = 5_000;
/// The longest name, address or telephone number.
pub const LINE_AT_MOST: usize = 200;
/// The most characters of a title made from the story.
const TITLE_AT_MOST: usize = 70;

/// What was typed, untouched. Kept in the draft so that nothing is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Codes of [`ComplainantKind`].
    pub kinds: Vec<String>,
    /// Told us before: `ja`, `nee`, `liever`; empty: not asked.
    pub told: String,
    /// The steps taken.
    pub steps: String,
    /// What happened.
    pub story: String,
    /// Project code.
    pub project: String,
    /// Theme code.
    pub theme: String,
    /// What should happen.
    pub remedy: String,
    /// How to answer: a code of [`ReplyBy`].
    pub reply_by: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// Postal address.
    pub address: String,
    /// Name.
    pub name: String,
    /// Language tag for the answer.
    pub language: String,
    /// Who may not read it.
    pub exclude: Vec<String>,
    /// May the name be told: `ja` or `nee`; empty counts as no.
    pub name_may_be_told: String,
    /// Whether there are photos, papers or a recording.
    pub has_files: bool,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Who you are.
    Kind,
    /// Whether it was told before, and what was done.
    Told,
    /// The steps taken.
    Steps,
    /// What happened.
    Story,
    /// What should happen.
    Remedy,
    /// How to answer.
    ReplyBy,
    /// E-mail address.
    Email,
    /// Telephone number.
    Phone,
    /// Postal address.
    Address,
    /// Name.
    Name,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mistake {
    /// Needed and missing.
    Missing,
    /// Longer than so many characters.
    TooLong(usize),
    /// Not an address or number that can be used.
    Unusable,
}

/// A mistake in a field; the sentence is in `locales/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldError {
    /// Where.
    pub field: Field,
    /// What.
    pub mistake: Mistake,
}

/// Something sent in, ready to be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Who writes.
    pub kinds: Vec<ComplainantKind>,
    /// The steps taken.
    pub steps: Option<String>,
    /// What happened; missing only when there are files.
    pub story: Option<String>,
    /// A short title: the first words of the story.
    pub title: Option<String>,
    /// Project code.
    pub project: Option<String>,
    /// Theme code.
    pub theme: Option<String>,
    /// What should happen.
    pub remedy: Option<String>,
    /// How to answer.
    pub reply_by: ReplyBy,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Language tag.
    pub language: String,
    /// Who may not read it.
    pub exclude: Vec<PersonId>,
    /// May the name be told?
    pub name_may_be_told: bool,
}

impl Submission {
    /// Parses what was typed.
    ///
    /// # Errors
    /// Every mistake, in the order of the pages.
    pub fn parse(typed: &Typed) -> Result<Submission, Vec<FieldError>> {
        let mut errors = Vec::new();
        let kinds: Vec<ComplainantKind> = typed
            .kinds
            .iter()
            .filter_map(|code| ComplainantKind::from_code(code))
            .collect();
        if kinds.is_empty() {
            errors.push(FieldError {
                field: Field::Kind,
                mistake: Mistake::Missing,
            });
        }
        let steps = take(&typed.steps, Field::Steps, TEXT_AT_MOST, &mut errors);
        let story = take(&typed.story, Field::Story, STORY_AT_MOST, &mut errors);
        if story.is_none() && !typed.has_files && !errors.iter().any(|one| one.field == Field::Story) {
            errors.push(FieldError {
                field: Field::Story,
                mistake: Mistake::Missing,
            });
        }
        let remedy = take(&typed.remedy, Field::Remedy, TEXT_AT_MOST, &mut errors);
        let (reply_by, email, phone, address) = reply(typed, &mut errors);
        let name = take_line(&typed.name, Field::Name, &mut errors);
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Submission {
            kinds,
            steps,
            title: story.as_deref().map(title_of),
            story,
            project: code(&typed.project),
            theme: code(&typed.theme),
            remedy,
            reply_by,
            email,
            phone,
            address,
            name,
            language: language(&typed.language),
            exclude: typed
                .exclude
                .iter()
                .filter(|id| is_id(id))
                .map(|id| PersonId(id.clone()))
                .collect(),
            name_may_be_told: typed.name_may_be_told == "ja",
        })
    }
}

/// Only the contact detail of the chosen way is taken; what stands in the others isn't sent.
fn reply(
    typed: &Typed,
    errors: &mut Vec<FieldError>,
) -> (ReplyBy, Option<String>, Option<String>, Option<String>) {
    let Some(by) = ReplyBy::from_code(&typed.reply_by) else {
        errors.push(FieldError {
            field: Field::ReplyBy,
            mistake: Mistake::Missing,
        });
        return (ReplyBy::Code, None, None, None);
    };
    match by {
        ReplyBy::Code => (by, None, None, None),
        ReplyBy::Email => {
            let email = take_line(&typed.email, Field::Email, errors);
            check(email.as_deref().map(is_email), Field::Email, errors);
            (by, email, None, None)
        }
        ReplyBy::Phone => {
            let phone = take_line(&typed.phone, Field::Phone, errors);
            check(phone.as_deref().map(is_phone), Field::Phone, errors);
            (by, None, phone, None)
        }
        ReplyBy::Letter => {
            let address = take(&typed.address, Field::Address, LINE_AT_MOST * 2, errors);
            check(address.as_deref().map(|_| true), Field::Address, errors);
            (by, None, None, address)
        }
    }
}

fn check(usable: Option<bool>, field: Field, errors: &mut Vec<FieldError>) {
    if errors.iter().any(|one| one.field == field) {
        return;
    }
    match usable {
        Some(true) => {}
        Some(false) => errors.push(FieldError {
            field,
            mistake: Mistake::Unusable,
        }),
        None => errors.push(FieldError {
            field,
            mistake: Mistake::Missing,
        }),
    }
}

fn take(typed: &str, field: Field, at_most: usize, errors: &mut Vec<FieldError>) -> Option<String> {
    let clean = clean(typed);
    if clean.is_empty() {
        return None;
    }
    if clean.chars().count() > at_most {
        errors.push(FieldError {
            field,
            mistake: Mistake::TooLong(at_most),
        });
        return None;
    }
    Some(clean)
}

fn take_line(typed: &str, field: Field, errors: &mut Vec<FieldError>) -> Option<String> {
    let one_line: String = typed
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    take(&one_line, field, LINE_AT_MOST, errors)
}

/// Text as people meant it: one kind of line end, no invisible characters that hide or reorder what is written.
pub fn clean(typed: &str) -> String {
    let unified = typed.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unified
        .chars()
        .filter(|c| *c == '\n' || *c == '\t' || !(c.is_control() || is_invisible(*c)))
        .collect();
    kept.trim().to_owned()
}

/// Zero-width marks and direction overrides. The joiners that scripts and emoji need (U+200C, U+200D) stay.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}')
}

/// A title from the first words of a story, cut at a word.
pub fn title_of(story: &str) -> String {
    let first = story
        .lines()
        .map(str::trim)
        .find(|line| line.chars().count() > 12 || story.lines().count() == 1);
    let line = first
        .unwrap_or(story)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let sentence = line
        .split_inclusive(['.', '!', '?'])
        .next()
        .unwrap_or(&line)
        .trim_end_matches('.')
        .to_owned();
    if sentence.chars().count() <= TITLE_AT_MOST {
        return sentence;
    }
    let mut title = String::new();
    for word in sentence.split(' ') {
        if title.chars().count() + word.chars().count() + 1 > TITLE_AT_MOST {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    if title.is_empty() {
        title = sentence.chars().take(TITLE_AT_MOST).collect();
    }
    format!("{title} …")
}

/// Enough to send a mail to: something, one @, a name with a dot. The mail itself is the real check.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| !c.is_whitespace() && !"<>()[],;:\"\\".contains(c))
    };
    plain(local)
        && !local.contains('@')
        && plain(domain)
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains("..")
}

/// Digits enough to dial; people write them in many ways.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (8..=15).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || " +/.-()".contains(c))
}

/// A code of lower-case letters, digits and dashes; anything else counts as not given.
pub fn code(typed: &str) -> Option<String> {
    let fine = !typed.is_empty()
        && typed.len() <= 40
        && typed
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    fine.then(|| typed.to_owned())
}

fn language(typed: &str) -> String {
    let fine =
        (2..=11).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if fine { typed.to_owned() } else { "nl".to_owned() }
}

fn is_id(text: &str) -> bool {
    text.len() <= 64 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        Typed {
            kinds: vec!["resident".into()],
            story: "De lift is stuk.\nAl drie weken.".into(),
            reply_by: "email".into(),
            email: "fatima@voorbeeld.test".into(),
            ..Typed::default()
        }
    }

    #[test]
    fn three_answers_and_one_contact_detail_are_enough() {
        let sent = Submission::parse(&typed());
        assert!(sent.is_ok_and(|one| one.title.as_deref() == Some("De lift is stuk")));
    }

    #[test]
    fn all_mistakes_come_at_once() {
        let wrong = Typed {
            kinds: vec![],
            story: " \u{200B}\u{202E} ".into(),
            email: "fatima".into(),
            ..typed()
        };
        let fields: Vec<Field> = Submission::parse(&wrong)
            .err()
            .unwrap_or_default()
            .iter()
            .map(|error| error.field)
            .collect();
        assert_eq!(fields, [Field::Kind, Field::Story, Field::Email]);
    }

    #[test]
    fn what_stands_under_a_way_that_was_not_chosen_is_not_taken() {
        let sent = Submission::parse(&Typed {
            reply_by: "code".into(),
            phone: "0470 00 00 00".into(),
            ..typed()
        });
        assert!(sent.is_ok_and(|one| one.phone.is_none() && one.email.is_none()));
    }

    #[test]
    fn invisible_and_reordering_characters_are_taken_out_but_joiners_stay() {
        assert_eq!(clean("\u{FEFF}a\u{202E}b\0\r\nc\u{200D}d "), "ab\nc\u{200D}d");
    }

    #[test]
    fn a_story_may_be_a_recording_only() {
        assert!(
            Submission::parse(&Typed {
                story: String::new(),
                has_files: true,
                ..typed()
            })
            .is_ok()
        );
    }

    #[test]
    fn a_story_over_the_limit_is_refused_with_the_limit() {
        let long = Typed {
            story: "a".repeat(STORY_AT_MOST + 1),
            ..typed()
        };
        let expected = vec![FieldError {
            field: Field::Story,
            mistake: Mistake::TooLong(STORY_AT_MOST),
        }];
        assert_eq!(Submission::parse(&long), Err(expected));
    }
}
