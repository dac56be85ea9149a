//! How long what people entrusted to us is kept, per class: counted from when nothing is owed any more.

use crate::case::Case;
use crate::engine::Rules;
use crate::event::{ContentRef, Event, FileRef};
use crate::ids::{ContentId, PersonId};
use crate::moment::Moment;
use crate::vocabulary::{Cause, ReplyBy, codes};
use std::collections::BTreeMap;

codes! {
    /// What is forgotten apart from the rest.
    Kept {
        /// Name and how to reach them.
        Identity = "identity",
        /// What anybody wrote in the case.
        Words = "words",
        /// What was handed in with it.
        Files = "files",
        /// Files that were marked to go sooner, and what they hold.
        Special = "special",
        /// What is said of an employee, what they said of it, and who it was.
        Respondent = "respondent",
    }
}

/// It is kept longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Who said so.
    pub by: Option<PersonId>,
    /// When.
    pub at: Moment,
    /// Why; `None` for whoever may not read that.
    pub reason: Option<ContentRef>,
    /// Nothing is forgotten before this instant.
    pub until: Moment,
}

/// What became of what a case keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// What was forgotten, and when.
    pub forgotten: BTreeMap<Kept, Moment>,
    /// What will be forgotten at which instant, as was announced.
    pub announced: BTreeMap<Kept, Moment>,
    /// It is kept longer.
    pub held: Option<Hold>,
    /// Files that go sooner than the rest, with what they hold; `None` for whoever may not read that.
    pub special: BTreeMap<ContentId, Option<ContentRef>>,
}

impl Retention {
    /// When it was forgotten.
    pub fn gone(&self, kept: Kept) -> Option<Moment> {
        self.forgotten.get(&kept).copied()
    }

    /// What may still be forgotten.
    pub fn remains(&self) -> impl Iterator<Item = Kept> {
        let gone = self.forgotten.clone();
        Kept::ALL
            .iter()
            .copied()
            .filter(move |kept| !gone.contains_key(kept))
    }
}

/// For how many months a class is kept after the end. What concerns an employee goes sooner than the words, unless it was found
/// that somebody was treated badly.
pub fn months(case: &Case, rules: Rules<'_>, kept: Kept) -> u32 {
    let settings = &rules.policy.settings;
    let founded = case.decided().is_some_and(|one| one.cause == Cause::Conduct);
    match kept {
        Kept::Respondent if founded => settings.keep_words_months,
        _ => least_months(rules, kept),
    }
}

/// The least of all cases.
pub fn least_months(rules: Rules<'_>, kept: Kept) -> u32 {
    let settings = &rules.policy.settings;
    match kept {
        Kept::Identity => settings.keep_identity_months,
        Kept::Words | Kept::Files => settings.keep_words_months,
        Kept::Respondent => settings.keep_respondent_months,
        Kept::Special => settings.keep_special_files_months,
    }
}

/// The exclusive end of the last day on which a class is kept, as things stand: the months of the policy after nothing was
/// owed any more, and not before a hold ends or before the day that was announced. `None` while anything is owed, and
/// when it was forgotten already.
pub fn ends(case: &Case, kept: Kept, rules: Rules<'_>) -> Option<Moment> {
    let ends = usual_end(case, kept, rules)?;
    let held = case.retention.held.as_ref().map(|hold| hold.until);
    let announced = case.retention.announced.get(&kept).copied();
    Some(ends).max(held).max(announced)
}

/// The same, without what was held or announced.
pub fn usual_end(case: &Case, kept: Kept, rules: Rules<'_>) -> Option<Moment> {
    let closed = case.quiet_since.filter(|_| case.is_closed())?;
    let nothing = match kept {
        Kept::Respondent => !case.questions.iter().any(|one| one.hearing),
        Kept::Special => case.retention.special.is_empty(),
        Kept::Identity | Kept::Words | Kept::Files => false,
    };
    if nothing || case.retention.gone(kept).is_some() {
        return None;
    }
    Some(rules.calendar.add_months(closed, months(case, rules, kept)))
}

impl Case {
    /// What an event of this file changes.
    pub(crate) fn apply_retention(&mut self, event: Event, by: Option<PersonId>, at: Moment) {
        let retention = &mut self.retention;
        match event {
            Event::ForgettingAnnounced { class, at } => {
                retention.announced.insert(class, at);
            }
            Event::Forgotten { class, files } => {
                retention.announced.remove(&class);
                retention.forgotten.insert(class, at);
                self.let_go(class, &files);
            }
            Event::FileMarked { file, holds } => {
                // Said of the files that are marked: of another one it is said anew.
                retention.announced.remove(&Kept::Special);
                match holds {
                    Some(holds) => drop(retention.special.insert(file, Some(holds))),
                    None => drop(retention.special.remove(&file)),
                }
            }
            // Whatever was announced isn't true any more; it is announced anew.
            Event::Held { reason, until } => {
                retention.announced.clear();
                let reason = Some(reason);
                retention.held = Some(Hold {
                    by,
                    at,
                    reason,
                    until,
                });
            }
            Event::HoldEnded => {
                retention.announced.clear();
                retention.held = None;
            }
            _ => {}
        }
    }

    /// Nothing goes by what isn't there any more: nobody is mailed, and no file is shown.
    fn let_go(&mut self, class: Kept, files: &[ContentId]) {
        match class {
            Kept::Identity => {
                self.entrusted.name = None;
                self.entrusted.email = None;
                self.entrusted.phone = None;
                self.entrusted.address = None;
                // What is left is the page that their code opens.
                self.reply_by = ReplyBy::Code;
            }
            Kept::Words => {}
            Kept::Respondent => {
                let heard = self.questions.iter_mut().filter(|one| one.hearing);
                heard.for_each(|one| one.person = None);
            }
            Kept::Files => {
                self.entrusted.files.clear();
                self.messages.iter_mut().for_each(|one| one.files.clear());
                self.retention.special.clear();
            }
            Kept::Special => {
                let stays = |file: &FileRef| !files.contains(&file.id);
                self.entrusted.files.retain(stays);
                self.messages.iter_mut().for_each(|one| one.files.retain(stays));
                self.retention.special.clear();
            }
        }
    }
}
