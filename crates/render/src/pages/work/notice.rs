//! What was just done, shown once on the page that follows: `?gedaan=<code>`.

use crate::texts::{Key, Texts};

/// Something that was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done(Key);

/// Every code with its words.
const ALL: &[(&str, Key)] = &[
    ("verstuurd", Key("work-done-sent")),
    ("bel-nu", Key("work-done-call-now")),
    ("post-nu", Key("work-done-post-now")),
    ("bewaard", Key("work-done-saved")),
    ("bezorgd", Key("work-done-delivered")),
    ("gedaan", Key("work-done-undertaking")),
    ("punten", Key("work-done-points")),
    ("titel", Key("work-done-title")),
    ("toegewezen", Key("work-done-assigned")),
    ("overgenomen", Key("work-done-taken")),
    ("uitgesloten", Key("work-done-excluded")),
    ("weer-toegelaten", Key("work-done-let-back")),
    ("gekoppeld", Key("work-done-linked")),
    ("ontkoppeld", Key("work-done-unlinked")),
    ("samen", Key("work-done-together")),
    ("nota", Key("work-done-note")),
    ("gesprek", Key("work-done-talk")),
    ("vraag", Key("work-done-question")),
    ("besproken", Key("work-done-discussed")),
    ("gehoord", Key("work-done-hearing")),
    ("besloten", Key("work-done-decided")),
    ("stil", Key("work-done-silent")),
    ("uitweg", Key("work-done-way-out")),
    ("voorstel", Key("work-done-proposed")),
    ("ontvangst", Key("work-done-heard")),
    ("verzet", Key("work-done-moved")),
    ("heropend", Key("work-done-reopened")),
    ("langer", Key("work-done-held")),
    ("niet-langer", Key("work-done-hold-ended")),
    ("korter", Key("work-done-sooner")),
    ("niet-korter", Key("work-done-sooner-ended")),
    ("akkoord", Key("work-done-agreed")),
    ("teruggestuurd", Key("work-done-sent-back")),
    ("maatregel", Key("work-done-measure")),
    ("nazicht", Key("work-done-review")),
    ("antwoord", Key("work-done-reply")),
    ("nieuw", Key("work-done-new")),
    ("raad", Key("work-done-board")),
    ("vergadering", Key("work-done-meeting")),
    ("uitkomst", Key("work-done-outcome")),
    ("teruggezet", Key("work-done-reinstated")),
    ("uitgenodigd", Key("work-done-invited")),
    ("doorgeven", Key("work-done-invited-hand-over")),
    ("gemaild", Key("work-done-link-mailed")),
    ("nergens", Key("work-done-link-nowhere")),
    ("gezien", Key("work-done-seen")),
    ("bijgewerkt", Key("work-done-changed")),
];

impl Done {
    /// The notice of a code; nothing for a code we don't know.
    pub fn from_code(code: &str) -> Option<Done> {
        ALL.iter()
            .find(|(known, _)| *known == code)
            .map(|(_, key)| Done(*key))
    }

    /// Its words.
    pub fn words(&self, t: &Texts) -> String {
        t.m(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_ours_has_words_and_another_has_no_notice() {
        assert_eq!(
            Done::from_code("verstuurd").map(|done| done.words(&Texts::Dutch)),
            Some("Verstuurd.".to_owned())
        );
        assert_eq!(Done::from_code("<b>"), None);
    }
}
