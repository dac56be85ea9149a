//! What a complainant can do: say whether it is solved, stop, ask another look, report trouble, complain after all.

use askama::Template;
use jiff::civil::Date;

use crate::form::Form;
use crate::frame::Frame;
use crate::pages::parts::Reader;
use crate::saying::Span;

/// `/volgen/klacht/opgelost`: fields `opgelost` (`ja`, `beetje`, `nee`), `opnieuw` (`nee`, `een`, `vaker`, `weetniet`), `woorden`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/verdict.html")]
pub struct Verdict {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// What was chosen.
    pub solved: String,
    /// What was chosen.
    pub again: String,
    /// What was typed.
    pub words: String,
}

/// `/volgen/klacht/intrekken`: field `waarom`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/withdraw.html")]
pub struct Withdraw {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// How long the words are kept after that.
    pub kept: Span,
    /// What was typed.
    pub why: String,
}

/// `/volgen/klacht/tweede-blik`: field `waarom`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/second_look.html")]
pub struct SecondLook {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// Who looks; empty when that is chosen later.
    pub who: String,
    /// By when they answer.
    pub by: Date,
    /// What was typed.
    pub why: String,
}

/// `/volgen/klacht/last`: field `woorden`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/retaliation.html")]
pub struct Retaliation {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// Who reads it, and nobody else.
    pub board_member: String,
    /// What was typed.
    pub words: String,
}

/// `/volgen/klacht/klopt-niet`: fields `bericht` and `woorden`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/dispute.html")]
pub struct Dispute {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// Which message.
    pub message: u32,
    /// The day on which it is noted to have reached them.
    pub on: Date,
    /// What was noted.
    pub noted: String,
    /// Who hears it.
    pub names: String,
    /// What was typed.
    pub words: String,
}

impl Dispute {
    fn paragraphs(&self) -> Vec<&str> {
        super::parts::paragraphs(&self.noted)
    }
}

/// `/volgen/klacht/niet-gebeurd`: fields `toezegging` and `woorden`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/denial.html")]
pub struct Denial {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// Which offer.
    pub undertaking: u32,
    /// What was offered.
    pub offered: String,
    /// The day that it was promised for.
    pub until: Date,
    /// The day since which we say that it is done.
    pub done: Option<Date>,
    /// Who hears it.
    pub names: String,
    /// What was typed.
    pub words: String,
}

/// `/volgen/klacht/toch-een-klacht`: fields `woorden`, `uitsluiten` (several) and `gezien`: the readers that were shown.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/after_all.html")]
pub struct AfterAll {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form.
    pub form: Form,
    /// It was a concern; otherwise we took it for something else than a complaint.
    pub concern: bool,
    /// Those who will read it.
    pub readers: Vec<Reader>,
    /// Everybody else who could come to read it; the chosen ones are ticked: field `uitsluiten`. Empty when it was a
    /// complaint before.
    pub others: Vec<crate::form::SelectOption>,
    /// By when it is answered when it is sent now.
    pub by: Date,
    /// What was typed.
    pub words: String,
}

impl AfterAll {
    fn seen(&self) -> String {
        let ids: Vec<&str> = self.readers.iter().map(|one| one.id.as_str()).collect();
        ids.join(" ")
    }
}

#[cfg(test)]
mod sample {
    use super::*;

    fn base() -> (Frame, Form) {
        let frame = Frame::sample();
        let form = Form::new(frame.t, "s-10");
        (frame, form)
    }

    const BY: Date = jiff::civil::date(2026, 12, 24);

    impl AfterAll {
        fn seen_sample() -> Vec<Reader> {
            vec![Reader {
                id: "ann".into(),
                name: "Ann".into(),
                role: crate::pages::parts::ReaderRole::Handler,
                replacement: "Karim".into(),
                excluded: false,
                away: None,
            }]
        }
    }

    impl Verdict {
        pub(crate) fn sample() -> Verdict {
            let (frame, form) = base();
            let form = form.wrong("opgelost", &crate::Problem::ChoiceMissing);
            Verdict {
                frame,
                form,
                solved: String::new(),
                again: "vaker".into(),
                words: String::new(),
            }
        }
    }

    impl Withdraw {
        pub(crate) fn sample() -> Withdraw {
            let (frame, form) = base();
            Withdraw {
                frame,
                form,
                kept: Span::Years(1),
                why: String::new(),
            }
        }
    }

    impl SecondLook {
        pub(crate) fn sample() -> SecondLook {
            let (frame, form) = base();
            SecondLook {
                frame,
                form,
                who: "Mia".into(),
                by: BY,
                why: String::new(),
            }
        }
    }

    impl Retaliation {
        pub(crate) fn sample() -> Retaliation {
            let (frame, form) = base();
            Retaliation {
                frame,
                form,
                board_member: "Chris".into(),
                words: String::new(),
            }
        }
    }

    impl Dispute {
        pub(crate) fn sample() -> Dispute {
            let (frame, form) = base();
            Dispute {
                frame,
                form: form.wrong("woorden", &crate::Problem::TooLong { most: 5_000 }),
                message: 3,
                on: BY,
                noted: "We spraken over de lift.\n\nDe firma komt woensdag.".into(),
                names: "Ann, Bart, Chris".into(),
                words: "Niemand belde mij.".into(),
            }
        }
    }

    impl Denial {
        pub(crate) fn sample() -> Denial {
            let (frame, form) = base();
            Denial {
                frame,
                form: form.wrong("woorden", &crate::Problem::TooLong { most: 5_000 }),
                undertaking: 2,
                offered: "De firma maakt de lift.".into(),
                until: BY,
                done: Some(BY),
                names: "Ann, Bart, Chris".into(),
                words: "Er kwam niemand.".into(),
            }
        }
    }

    impl AfterAll {
        pub(crate) fn sample(concern: bool) -> AfterAll {
            let (frame, form) = base();
            let readers = AfterAll::seen_sample();
            AfterAll {
                others: crate::form::sample_others(),
                frame,
                form,
                concern,
                readers,
                by: BY,
                words: String::new(),
            }
        }
    }
}
