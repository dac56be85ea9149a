//! What is missing in a form of the staff, said by its field: "Kies wie dit doet", not "Kies een antwoord".

use crate::texts::{Key, Texts};

/// Fields with a sentence of their own; those of a row end in `_` and its number.
const FIELDS: &[(&str, Key)] = &[
    ("te_laat", Key("missing-delay")),
    ("uitkomst_", Key("missing-outcome")),
    ("wat_", Key("missing-offer")),
    ("wie_", Key("missing-who")),
    ("tegen_", Key("missing-by")),
    ("anders", Key("missing-differently")),
    ("nee_reden", Key("missing-why-not")),
    ("nee_oorzaak", Key("missing-cause")),
    ("ja_oorzaak", Key("missing-cause")),
    ("maatregel_wat", Key("missing-measure")),
    ("maatregel_criterium", Key("missing-criterion")),
    ("maatregel_wie", Key("missing-who")),
    ("maatregel_kijkt_na", Key("missing-reviewer")),
    ("maatregel_vanaf", Key("missing-from")),
    ("reden", Key("missing-reason")),
    ("nu", Key("missing-now")),
    ("tussen_wie", Key("missing-who")),
    ("tot", Key("missing-until")),
    ("afspraak", Key("missing-agreed")),
    ("gesprek_hoe", Key("missing-how")),
    ("gesprek_datum", Key("missing-talk-date")),
    ("groep", Key("missing-group")),
    ("brief", Key("missing-brief")),
    ("tekst", Key("missing-words")),
    ("bestand", Key("missing-file")),
];

/// The sentence of a field that isn't filled in; nothing for a field that has none of its own.
pub fn sentence(t: Texts, field: &str) -> Option<String> {
    let (stem, row) = match field.rsplit_once('_') {
        Some((stem, n)) if n.parse::<u32>().is_ok() => (format!("{stem}_"), n),
        _ => (field.to_owned(), ""),
    };
    FIELDS
        .iter()
        .find(|(known, _)| *known == stem)
        .map(|(_, key)| t.a(*key).with("n", row).to_string())
}

/// What was sent is still the example that stood there.
pub fn example(t: Texts) -> String {
    t.m("missing-example")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_says_what_to_do_and_a_row_says_which_one() {
        for (field, _) in FIELDS {
            let name = if field.ends_with('_') {
                format!("{field}2")
            } else {
                (*field).to_owned()
            };
            let words = sentence(Texts::Dutch, &name).unwrap();
            assert!(!words.contains('\u{27E6}') && !words.contains("{$"), "{words}");
        }
        assert!(sentence(Texts::Dutch, "uitkomst_3").unwrap().contains('3'));
        assert_eq!(sentence(Texts::Dutch, "iets"), None);
    }
}
