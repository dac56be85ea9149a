//! Names of things: opaque ids from outside (randomness comes in as an argument) and the case number people read.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// An id from 16 random bytes, as 32 hexadecimal digits.
            pub fn from_random(bytes: [u8; 16]) -> Self {
                let mut text = String::with_capacity(32);
                for byte in bytes {
                    text.push_str(&format!("{byte:02x}"));
                }
                $name(text)
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $name(text.to_owned())
            }
        }
    };
}

text_id!(
    /// One case (a concern or a complaint).
    CaseId
);
text_id!(
    /// A person who works for the organisation or acts for it.
    PersonId
);
text_id!(
    /// A changed way of working.
    MeasureId
);
text_id!(
    /// A sealed piece of people's words, a name, or a file.
    ContentId
);
text_id!(
    /// A working group.
    GroupId
);

/// Crockford's base 32 without I, L, O and U.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The number a complainant and the staff use, such as `26-7KQ4M`: two digits of the year,
/// four random characters and a check character. It betrays neither order nor count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseNumber(String);

impl CaseNumber {
    /// A number for the year (last two digits are used) from 20 random bits.
    pub fn from_random(year: i16, random: u32) -> CaseNumber {
        let year = year.rem_euclid(100);
        let body: String = (0..4)
            .map(|i| char::from(CROCKFORD[(random >> (5 * i)) as usize & 31]))
            .collect();
        let check = check_character(&format!("{year:02}{body}"));
        CaseNumber(format!("{year:02}-{body}{check}"))
    }

    /// Reads a number as people type it: any case, spaces and dashes anywhere, I and L for 1, O for 0.
    /// `None` when it can't be a number (wrong length, character or check character).
    pub fn parse(typed: &str) -> Option<CaseNumber> {
        let clean: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‑' | '–'))
            .map(|c| match c.to_ascii_uppercase() {
                'I' | 'L' => '1',
                'O' => '0',
                other => other,
            })
            .collect();
        if clean.len() != 7 || !clean.is_ascii() {
            return None;
        }
        let (body, check) = clean.split_at(6);
        let digits_first = body.bytes().take(2).all(|b| b.is_ascii_digit());
        let known = body.bytes().all(|b| CROCKFORD.contains(&b));
        if !digits_first || !known || !check.starts_with(check_character(body)) {
            return None;
        }
        Some(CaseNumber(format!("{}-{}{check}", &body[..2], &body[2..])))
    }

    /// The number as text, `26-7KQ4M`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Weighted sum modulo 31 (a prime), so one wrong character or two exchanged ones are caught.
fn check_character(body: &str) -> char {
    let sum: usize = body
        .bytes()
        .enumerate()
        .map(|(i, b)| (i + 2) * CROCKFORD.iter().position(|c| *c == b).unwrap_or(0))
        .sum();
    char::from(CROCKFORD[sum % 31])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_survives_being_typed_sloppily() {
        let number = CaseNumber::from_random(2026, 0x5_4321);
        let typed = number.as_str().to_lowercase().replace('-', " ");
        assert_eq!(CaseNumber::parse(&typed), Some(number));
    }

    #[test]
    fn a_wrong_character_or_an_exchange_is_caught() {
        let number = CaseNumber::from_random(2026, 0x1_2345);
        let text: Vec<char> = number.as_str().chars().collect();
        let mut swapped = text.clone();
        swapped.swap(3, 4);
        if swapped != text {
            assert_eq!(CaseNumber::parse(&swapped.iter().collect::<String>()), None);
        }
        let mut wrong = text;
        wrong[5] = if wrong[5] == '2' { '3' } else { '2' };
        assert_eq!(CaseNumber::parse(&wrong.iter().collect::<String>()), None);
    }
}
