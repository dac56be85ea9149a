//! What several staff pages show of a case, made from its view: due dates, what was told, messages, offers, the evaluation.

use super::download;
use casework::access::CaseView;
use casework::case::Case;
use casework::event::{ContentRef, FileRef, WayOut};
use casework::ids::PersonId;
use casework::moment::Moment;
use casework::organisation::Organisation;
use casework::promise::Owed;
use casework::vocabulary::{FactKind, ReplyBy};
use desk::Version;
use desk::people::Directory;
use desk::read::Reading;
use jiff::civil::{Date, DateTime};
use render::Texts;
use render::form::SelectOption;
use render::pages::parts::FileItem;
use render::pages::recent::Words;
use render::pages::work::board::AnswerStatus;
use render::pages::work::case::Told;
use render::pages::work::parts::{BoardQuestion, Due, Evaluation, UndertakingItem, UndertakingState};
use render::pages::work::words;

/// A view with what is needed to read it out: names, the policy version, the time.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// The case as the reader may see it.
    pub view: &'a CaseView,
    /// The version that rules it.
    pub version: &'a Version,
    /// The names of those who work here.
    pub directory: &'a Directory,
    /// What time it is.
    pub now: Moment,
    /// The language.
    pub t: Texts,
}

impl<'a> Sheet<'a> {
    /// From a reading.
    pub fn of(reading: &'a Reading, t: Texts) -> Sheet<'a> {
        Sheet {
            view: &reading.view,
            version: &reading.version,
            directory: &reading.directory,
            now: reading.now,
            t,
        }
    }

    /// The case.
    pub fn case(&self) -> &'a Case {
        self.view.case()
    }

    /// Words, empty when the reader may not see them.
    pub fn text(&self, content: Option<&ContentRef>) -> String {
        self.view.text_of(content).unwrap_or_default().to_owned()
    }

    /// The civil date and time of an instant.
    pub fn local(&self, at: Moment) -> DateTime {
        at.local(&self.version.calendar.zone)
    }

    /// The civil date of an instant.
    pub fn date(&self, at: Moment) -> Date {
        at.date(&self.version.calendar.zone)
    }

    /// A due instant as staff read it.
    pub fn due(&self, due_at: Moment) -> Due {
        due(self.version, self.now, due_at)
    }

    /// What staff call something owed.
    pub fn task(&self, owed: &Owed) -> String {
        self.version
            .policy
            .rule(&owed.key)
            .map(|rule| rule.task.clone())
            .unwrap_or_default()
    }

    /// The title, or what stands there when there is none.
    pub fn title(&self) -> String {
        let title = self.text(self.case().title.as_ref());
        if title.is_empty() {
            self.case().number.to_string()
        } else {
            title
        }
    }

    /// Kinds as codes.
    pub fn kinds(&self) -> Vec<String> {
        self.case()
            .kinds
            .iter()
            .map(|kind| kind.code().to_owned())
            .collect()
    }

    /// What the complainant told at the start.
    pub fn told(&self, files: Vec<FileItem>) -> Told {
        let case = self.case();
        let entrusted = &case.entrusted;
        let contact = match case.reply_by {
            ReplyBy::Email => entrusted.email.as_ref(),
            ReplyBy::Phone => entrusted.phone.as_ref(),
            ReplyBy::Letter => entrusted.address.as_ref(),
            ReplyBy::Code => None,
        };
        Told {
            name: self.text(entrusted.name.as_ref()),
            kinds: self.kinds(),
            reply_by: case.reply_by.code().to_owned(),
            contact: self.text(contact),
            may_name: case.name_may_be_told,
            at: self.local(case.heard_at),
            channel: case.channel.code().to_owned(),
            story: Words::new(self.text(entrusted.story.as_ref())),
            remedy: Words::new(self.text(entrusted.remedy.as_ref())),
            steps_taken: Words::new(self.text(entrusted.steps_taken.as_ref())),
            about: self.about(),
            files,
        }
    }

    /// Project and theme in words.
    pub fn about(&self) -> String {
        let case = self.case();
        let project = case
            .project
            .as_deref()
            .map(|code| self.directory.project(code).to_owned());
        let theme = case.theme.as_deref().map(|code| theme_name(self.version, code));
        let parts: Vec<String> = project.into_iter().chain(theme).collect();
        parts.join(", ")
    }

    /// Files as links; `under`: the address that they stand under.
    pub fn files(&self, reading: &Reading, wanted: &[FileRef], under: &str) -> Vec<FileItem> {
        let found = wanted
            .iter()
            .filter_map(|file| reading.files.iter().find(|meta| meta.id == file.id));
        found
            .map(|meta| download::item(meta, format!("{under}/bestand/{}", meta.id)))
            .collect()
    }

    /// What was offered. `may_do`: the reader may say that it is done.
    pub fn undertakings(&self, may_do: impl Fn(&PersonId) -> bool) -> Vec<UndertakingItem> {
        let item = |one: &casework::case::Undertaking| UndertakingItem {
            no: one.no,
            what: self.text(Some(&one.what)),
            who: self.directory.name(&one.by).to_owned(),
            state: match (one.denied_at, one.done_at) {
                (Some(denied), done) if done.is_none_or(|done| done <= denied) => {
                    UndertakingState::Denied(self.date(denied))
                }
                (_, Some(done)) => UndertakingState::Done(self.date(done)),
                (_, None) => UndertakingState::Open(self.due(one.until)),
            },
            may_do: one.done_at.is_none() && may_do(&one.by),
        };
        self.case().undertakings.iter().map(item).collect()
    }

    /// How the evaluation stands.
    pub fn evaluation(&self) -> Evaluation {
        if let Some(owed) = self.open_kept_by(FactKind::Evaluated) {
            return Evaluation::Open(self.due(owed.due_at));
        }
        match self.case().decided() {
            Some(decided) => Evaluation::Decided {
                change: decided.change,
                cause: decided.cause.code().to_owned(),
                reason: self.text(Some(&decided.reason)),
                on: self.date(decided.at),
            },
            None => Evaluation::NotYet,
        }
    }

    /// Questions of the board member; `me`: whoever may answer them.
    pub fn board_questions(&self, me: Option<&PersonId>) -> Vec<BoardQuestion> {
        let case = self.case();
        let one = |question: &casework::case::BoardQuestion| BoardQuestion {
            no: question.no,
            words: self.text(Some(&question.words)),
            to: self.directory.name(&question.to).to_owned(),
            due: self.due(question.until),
            answer: self.text(question.answer.as_ref().map(|(_, words)| words)),
            may_reply: me.is_some() && question.answer.is_none() && case.answers_board(question) == me,
            typed: String::new(),
        };
        case.board_questions.iter().map(one).collect()
    }

    /// Why it stopped, in words; empty when it didn't.
    pub fn stopped(&self) -> String {
        let Some((_, way, words)) = &self.case().way_out else {
            return String::new();
        };
        let (how, why) = match way {
            WayOut::Withdrawn => ("withdrawn", ""),
            WayOut::Refused(why) => ("refused", why.code()),
            WayOut::Reclassified(what) => ("reclassified", what.code()),
            WayOut::Released(why) => ("released", why.code()),
        };
        let said = words::stopped(&self.t, how, why);
        let more = self.text(words.as_ref());
        if more.is_empty() {
            said
        } else {
            format!("{said} {more}")
        }
    }

    /// How the answer stands.
    pub fn answer(&self) -> AnswerStatus {
        let case = self.case();
        if let Some(owed) = self.open_kept_by(FactKind::AnswerDelivered) {
            let due = self.due(owed.due_at);
            let after_interim = matches!(owed.opened_by, FactKind::InterimDelivered | FactKind::InterimSent);
            return if after_interim {
                AnswerStatus::Interim(due)
            } else {
                AnswerStatus::Due(due)
            };
        }
        let Some(at) = case.answered_at() else {
            return AnswerStatus::None;
        };
        // How late that very answer was, not a later one.
        let kept_then = case
            .owed
            .iter()
            .filter(|owed| owed.kept_at == Some(at) && owed.is_late(self.now));
        let late = kept_then
            .filter(|owed| self.is_kept_by(owed, FactKind::AnswerDelivered))
            .map(|owed| self.version.calendar.working_days_late(owed.due_at, at));
        AnswerStatus::Given(self.date(at), late.max().unwrap_or_default())
    }

    /// The open thing, due first, that this fact keeps.
    pub fn open_kept_by(&self, fact: FactKind) -> Option<&'a Owed> {
        self.case()
            .open_owed()
            .filter(|owed| self.is_kept_by(owed, fact))
            .min_by_key(|owed| owed.due_at)
    }

    fn is_kept_by(&self, owed: &Owed, fact: FactKind) -> bool {
        self.version
            .policy
            .rule(&owed.key)
            .is_some_and(|rule| rule.kept_by.contains(&fact))
    }
}

/// A due instant as staff read it: late by so many working days, today, or a date.
pub fn due(version: &Version, now: Moment, due_at: Moment) -> Due {
    let zone = &version.calendar.zone;
    let last = due_at.last_day(zone);
    if now >= due_at {
        Due::Late(version.calendar.working_days_late(due_at, now))
    } else if last == now.date(zone) {
        Due::Today
    } else {
        Due::On(last)
    }
}

/// The words of a theme.
pub fn theme_name(version: &Version, code: &str) -> String {
    let theme = version.policy.themes.iter().find(|one| one.code == code);
    theme.map_or_else(|| code.to_owned(), |one| one.label.clone())
}

/// Everybody who is there and passes, by name, after "choose".
pub fn people(
    t: Texts,
    organisation: &Organisation,
    directory: &Directory,
    chosen: &str,
    wanted: impl Fn(&casework::organisation::Person) -> bool,
) -> Vec<SelectOption> {
    let there = organisation
        .people
        .values()
        .filter(|one| one.left_at.is_none() && wanted(one));
    let mut options: Vec<SelectOption> = there
        .map(|one| SelectOption {
            value: one.id.to_string(),
            label: directory.name(&one.id).to_owned(),
            chosen: one.id.as_str() == chosen,
        })
        .collect();
    options.sort_by_key(|one| one.label.to_lowercase());
    let first = SelectOption {
        value: String::new(),
        label: t.m("work-choose"),
        chosen: chosen.is_empty(),
    };
    options.insert(0, first);
    options
}
