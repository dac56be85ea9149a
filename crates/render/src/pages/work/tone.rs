//! Advice on the tone of a letter: it warns and never blocks. The phrases to avoid stand in `locales/`.

use crate::texts::Texts;

/// More words than this in one sentence are hard to read.
const MOST_WORDS: usize = 20;

/// Something to reconsider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToneWarning {
    /// A phrase that sounds cold.
    Phrase(String),
    /// A sentence of too many words: how many, and how it begins.
    Long(usize, String),
    /// A word in capitals.
    Capitals(String),
    /// No date in the whole letter.
    NoDate,
    /// Something to fill in was left as it was.
    LeftOpen(String),
    /// Words that one complainant wrote, in a letter that goes to another.
    Theirs(String),
}

impl ToneWarning {
    /// What to do about it.
    pub fn words(&self, t: &Texts) -> String {
        match self {
            ToneWarning::Phrase(phrase) => t.a("tone-phrase").with("phrase", phrase).to_string(),
            ToneWarning::Long(n, start) => t.a("tone-long").with("n", n).with("start", start).to_string(),
            ToneWarning::Capitals(word) => t.a("tone-capitals").with("word", word).to_string(),
            ToneWarning::NoDate => t.m("tone-no-date"),
            ToneWarning::Theirs(words) => t.a("tone-theirs").with("words", words).to_string(),
            ToneWarning::LeftOpen(words) => t.a("tone-left-open").with("words", words).to_string(),
        }
    }
}

/// Everything to reconsider in a letter, in the order of reading by kind.
pub fn warnings(t: Texts, letter: &str) -> Vec<ToneWarning> {
    let mut found = Vec::new();
    for part in letter.split('[').skip(1) {
        if let Some((open, _)) = part.split_once(']') {
            found.push(ToneWarning::LeftOpen(open.to_owned()));
        }
    }
    let lower = letter.to_lowercase();
    let phrases = t.m("tone-phrases");
    found.extend(
        phrases
            .split('|')
            .map(str::trim)
            .filter(|phrase| !phrase.is_empty() && lower.contains(phrase))
            .map(|phrase| ToneWarning::Phrase(phrase.to_owned())),
    );
    for sentence in letter.split(['.', '!', '?', '\n']) {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        if words.len() > MOST_WORDS {
            found.push(ToneWarning::Long(
                words.len(),
                words.iter().take(5).copied().collect::<Vec<_>>().join(" "),
            ));
        }
    }
    let shouted = letter
        .split(|c: char| !c.is_alphabetic())
        .find(|word| word.chars().count() > 4 && word.chars().all(char::is_uppercase));
    found.extend(shouted.map(|word| ToneWarning::Capitals(word.to_owned())));
    if !letter.chars().any(|c| c.is_ascii_digit()) {
        found.push(ToneWarning::NoDate);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_letter_with_a_date_gets_no_advice() {
        assert_eq!(
            warnings(
                Texts::Dutch,
                "Dag Rik\n\nJan maakt de ketel op vrijdag 27 november."
            ),
            []
        );
    }

    #[test]
    fn cold_phrases_long_sentences_capitals_and_missing_dates_are_named() {
        let long = "woord ".repeat(21);
        let found = warnings(
            Texts::Dutch,
            &format!("Zoals reeds vermeld. [Vul in]. {long}. NOOIT."),
        );
        assert!(
            found.contains(&ToneWarning::Phrase("zoals reeds vermeld".into())),
            "{found:?}"
        );
        assert!(
            found.contains(&ToneWarning::LeftOpen("Vul in".into())),
            "{found:?}"
        );
        assert!(
            found.iter().any(|one| matches!(one, ToneWarning::Long(21, _))),
            "{found:?}"
        );
        assert!(
            found.contains(&ToneWarning::Capitals("NOOIT".into())),
            "{found:?}"
        );
        assert!(found.contains(&ToneWarning::NoDate), "{found:?}");
    }
}
