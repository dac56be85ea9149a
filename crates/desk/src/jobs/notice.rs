//! Short mails: to complainants without their words, to staff with a number and a link only.

use crate::jobs::{Notice, StaffNotice};
use crate::outside::is_outside;
use crate::people::INVITATION_DAYS;
use crate::{Actor, Desk, DeskError, Letter, PostError, Sent, Version};
use casework::access::{self, Action};
use casework::case::{Case, reply};
use casework::ids::{CaseId, PersonId};
use casework::moment::Moment;
use casework::promise::{Owed, Subject};
use casework::vocabulary::{FactKind, Nature, ReplyBy, Role};
use jiff::civil::Date;
use render::Texts;
use render::frame::{Emergency, Site};
use render::mail::complainant::{NoticeKind, NoticeMail, ReceiptMail};
use render::mail::missed::{Known, Missed};
use render::mail::staff::{InvitationMail, StaffKind, StaffMail};
use render::mail::{Letterhead, Mail};
use render::pages::parts::{Reader, ReaderRole};
use storage::{Commit, IdempotencyKey, Job};

/// The organisation as mails and pages name it.
pub fn site(version: &Version, address: &str) -> Site {
    let organisation = &version.policy.organisation;
    // 112 stands on every page by itself.
    let emergency = organisation
        .emergency
        .iter()
        .filter(|one| one.phone_link != "112")
        .map(|one| Emergency {
            what: one.label.clone(),
            phone: one.phone.clone(),
            phone_link: one.phone_link.clone(),
        });
    Site {
        name: organisation.name.clone(),
        short_name: organisation.short_name.clone(),
        phone: organisation.phone.clone(),
        phone_link: organisation.phone_link.clone(),
        email: organisation.email.clone(),
        phone_hours: String::new(),
        emergency: emergency.collect(),
        address: address.to_owned(),
        data_controller: String::new(),
    }
}

pub(crate) fn head(desk: &Desk, version: &Version, name: Option<String>) -> Letterhead {
    Letterhead {
        t: Texts::Dutch,
        site: site(version, desk.address()),
        name: name.unwrap_or_default(),
    }
}

impl Desk {
    pub(crate) async fn mail_complainant(
        &self,
        job: &Job,
        id: &CaseId,
        notice: Notice,
    ) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, id, None, None).await?;
        let case = act.case()?.clone();
        if notice.is_brought_by_hand() && matches!(case.reply_by, ReplyBy::Phone | ReplyBy::Letter) {
            let kind = self.notice_kind(notice, &case, &act.version).await?;
            if let Some(text) = kind.in_words(Texts::Dutch) {
                let words = act.words(&text).await?;
                let sent = act.decide(|work| reply::reply(work, words))?;
                act.publish(sent)?;
            }
            act.finishes(&job.id);
            act.commit(None).await?;
            return Ok(());
        }
        let Some(to) = self.words_of(case.entrusted.email.as_ref()).await? else {
            return self.job_done(job).await;
        };
        let head = head(
            self,
            &act.version,
            self.words_of(case.entrusted.name.as_ref()).await?,
        );
        let mail = match notice {
            Notice::Receipt | Notice::ConcernReceipt => self.receipt_mail(job, &case, &act, head).await?,
            _ => {
                let kind = self.notice_kind(notice, &case, &act.version).await?;
                let number = case.number.to_string();
                let mail = NoticeMail {
                    head,
                    kind,
                    concern: !case.is_complaint(),
                    number,
                    words: String::new(),
                    points: Vec::new(),
                    // Nobody wrote it: the organisation signs.
                    from: String::new(),
                    files: 0,
                };
                mail.mail().map_err(crate::error::internal)?
            }
        };
        self.send(job, to, mail).await
    }

    /// The receipt by mail carries a code of its own, made from the job, so that none has to be kept readable.
    async fn receipt_mail(
        &self,
        job: &Job,
        case: &Case,
        act: &crate::Act<'_>,
        head: Letterhead,
    ) -> Result<Mail, DeskError> {
        let key = IdempotencyKey {
            scope: "receipt by mail".to_owned(),
            key: job.id.0.clone(),
        };
        let code = self.store.receipt_code(&key)?;
        if self.store.case_by_receipt(&code).await?.is_none() {
            let mut commit = Commit::at(act.now);
            commit.receipts.push(self.store.receipt(&code, &case.id)?);
            self.store.commit(commit).await?;
        }
        let directory = self.directory(&act.organisation).await?;
        let zone = &act.version.calendar.zone;
        let due = case
            .open_owed()
            .filter(|owed| owed.owed_to == casework::vocabulary::Role::Complainant);
        let mail = ReceiptMail {
            head,
            concern: !case.is_complaint(),
            number: case.number.to_string(),
            code: code.grouped().split(' ').map(str::to_owned).collect(),
            by: due.map(|owed| owed.due_at).min().map(|due| due.last_day(zone)),
            readers: readers(case, &directory),
        };
        mail.mail().map_err(crate::error::internal)
    }

    pub(crate) async fn mail_staff(
        &self,
        job: &Job,
        id: Option<&CaseId>,
        person: &PersonId,
        notice: StaffNotice,
        owed: Option<u32>,
    ) -> Result<(), DeskError> {
        let Some(id) = id else {
            return self.job_done(job).await;
        };
        let act = self.act(Actor::Desk, id, None, None).await?;
        let case = act.case()?.clone();
        // Excluded since, or gone: they hear nothing.
        let there = act
            .organisation
            .people
            .get(person)
            .is_some_and(|one| one.left_at.is_none());
        let heard = notice == StaffNotice::Hearing && case.hears(person);
        if (case.excludes(person) && !heard) || !there {
            return self.job_done(job).await;
        }
        let directory = self.directory(&act.organisation).await?;
        let Some(to) = directory.email(person).map(str::to_owned) else {
            return self.job_done(job).await;
        };
        let kind = staff_kind(notice, person, &case, owed, act.now, &act.version);
        let board = case.board_member.as_ref() == Some(person);
        let number = case.number.to_string();
        let viewer = self.viewer_in(&Actor::Staff(person.clone()), &act.organisation);
        let reads = access::may(&viewer, &case, Action::SeeCase);
        let has_part = [Action::Undertake, Action::ReplyToBoard]
            .iter()
            .any(|action| access::may(&viewer, &case, *action));
        let path = match notice {
            _ if is_outside(&act.organisation, person) => self.outside_path(person).await?,
            StaffNotice::Vacant => "/instellingen/mensen".to_owned(),
            StaffNotice::Brief | StaffNotice::Hearing => "/werk/brieven".to_owned(),
            StaffNotice::Proposal | StaffNotice::SentBack => format!("/werk/klachten/{number}#voorstellen"),
            // Whoever puts a measure to use needn't be somebody who may read the complaint.
            StaffNotice::Measure => "/werk/maatregelen".to_owned(),
            // Management hears that something was missed, and not of whom.
            StaffNotice::Missed if !reads && !has_part => "/overzicht".to_owned(),
            _ if board => format!("/bestuur/klachten/{number}"),
            // Their own part, and nothing else of the complaint.
            _ if !reads => "/werk/brieven".to_owned(),
            _ => format!("/werk/klachten/{number}"),
        };
        let head = head(self, &act.version, Some(directory.name(person).to_owned()));
        let mail = StaffMail {
            head,
            kind,
            number,
            path,
        }
        .mail()
        .map_err(crate::error::internal)?;
        self.send(job, to, mail).await
    }

    pub(crate) async fn mail_briefed(&self, job: &Job, id: &CaseId, question: u32) -> Result<(), DeskError> {
        let act = self.act(Actor::Desk, id, None, None).await?;
        let case = act.case()?;
        let Some(one) = case.questions.iter().find(|one| one.no == question) else {
            return self.job_done(job).await;
        };
        let members = one
            .group
            .as_ref()
            .and_then(|group| act.organisation.groups.get(group));
        let mut people: Vec<PersonId> = members
            .map(|group| group.members.iter().cloned().collect())
            .unwrap_or_default();
        people.extend(one.person.clone());
        people.retain(|person| one.hearing || !case.excludes(person));
        let notice = if one.hearing {
            StaffNotice::Hearing
        } else {
            StaffNotice::Brief
        };
        let mut commit = Commit::at(act.now);
        for person in people {
            let unique = format!("{}:{person}", job.id.0);
            let work = crate::jobs::Work::TellStaff {
                case: Some(id.clone()),
                person,
                notice,
                owed: None,
            };
            commit.jobs.extend(work.payload().map(|payload| storage::NewJob {
                kind: work.code().to_owned(),
                payload,
                run_at: act.now,
                unique_key: Some(unique),
            }));
        }
        commit.jobs_done.push(job.id.clone());
        self.store.commit(commit).await?;
        Ok(())
    }

    /// Mails an invitation with its one-time link; `again`: they have a password, and choose another. `false`: it reached
    /// nobody.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_invitation(
        &self,
        person: &PersonId,
        link: &str,
        again: bool,
    ) -> Result<bool, DeskError> {
        let now = self.clock.now();
        let version = self.shelf.in_force(now)?;
        let organisation = self.organisation().await?;
        let directory = self.directory(&organisation).await?;
        let Some(to) = directory.email(person) else {
            return Ok(false);
        };
        let mail = InvitationMail {
            head: head(self, &version, Some(directory.name(person).to_owned())),
            path: link.strip_prefix(self.address()).unwrap_or(link).to_owned(),
            days: INVITATION_DAYS,
            again,
        };
        let mail = mail.mail().map_err(crate::error::internal)?;
        let id: [u8; 16] = self.store.random()?;
        let id = id.iter().map(|byte| format!("{byte:02x}")).collect();
        let letter = self.letter(to.to_owned(), mail, id, now)?;
        match self.post.send(letter).await {
            Ok(sent) => Ok(sent == Sent::Accepted),
            Err(error) => {
                tracing::warn!(%error, "an invitation could not be mailed");
                Ok(false)
            }
        }
    }

    /// A mail with its envelope.
    pub(crate) fn letter(&self, to: String, mail: Mail, id: String, at: Moment) -> Result<Letter, DeskError> {
        Ok(Letter {
            to,
            reply_to: self.shelf.in_force(at)?.policy.organisation.email.clone(),
            subject: mail.subject,
            text: mail.text,
            id,
            at,
        })
    }

    /// Sends a notice; one that is refused or put aside isn't tried again.
    pub(crate) async fn send(&self, job: &Job, to: String, mail: Mail) -> Result<(), DeskError> {
        let at = self.clock.now();
        let letter = self.letter(to, mail, job.id.0.clone(), at)?;
        match self.post.send(letter).await {
            Ok(_) | Err(PostError::Refused(_)) => {
                self.store.heartbeat("mail", self.clock.now()).await?;
                self.job_done(job).await
            }
            Err(PostError::Later(why)) => Err(DeskError::Internal(why)),
        }
    }
}

/// Who reads a case, as the complainant is told.
pub fn readers(case: &Case, directory: &crate::people::Directory) -> Vec<Reader> {
    let parts = [
        (
            case.contact.as_ref().filter(|_| !case.is_complaint()),
            ReaderRole::Contact,
        ),
        (case.handler.as_ref(), ReaderRole::Handler),
        (case.supervisor.as_ref(), ReaderRole::Supervisor),
        (case.board_member.as_ref(), ReaderRole::Board),
    ];
    parts
        .into_iter()
        .filter_map(|(person, role)| person.map(|person| (person, role)))
        .map(|(person, role)| Reader {
            id: person.to_string(),
            name: directory.name(person).to_owned(),
            role,
            replacement: String::new(),
            excluded: false,
            away: None,
        })
        .collect()
}

impl Desk {
    async fn notice_kind(
        &self,
        notice: Notice,
        case: &Case,
        version: &Version,
    ) -> Result<NoticeKind, DeskError> {
        let last_missed = || case.owed.iter().rfind(|owed| owed.missed_at.is_some());
        Ok(match notice {
            Notice::Late => self.sorry(last_missed(), case, version).await?,
            Notice::Missed(no) => {
                let owed = case.owed.iter().find(|one| one.no == no);
                self.sorry(owed, case, version).await?
            }
            Notice::UndertakingDone(no) => NoticeKind::Done {
                what: self.offered(case, no).await?,
            },
            Notice::MeasureApplied => NoticeKind::Done { what: String::new() },
            Notice::MeasureFailed => NoticeKind::MeasureFailed,
            Notice::ConcernSilent => NoticeKind::ConcernAsk,
            Notice::Receipt | Notice::ConcernReceipt => NoticeKind::Message,
        })
    }

    /// What is late, in the words that were said to them: of the offer, else of the policy.
    async fn sorry(
        &self,
        owed: Option<&Owed>,
        case: &Case,
        version: &Version,
    ) -> Result<NoticeKind, DeskError> {
        let offered = match owed.and_then(|one| one.subject.as_ref()) {
            Some(Subject::Undertaking(no)) => self.offered(case, *no).await?,
            _ => String::new(),
        };
        let title = || {
            let rule = owed.and_then(|one| version.policy.rule(&one.key));
            rule.map(|rule| bare(&rule.title)).unwrap_or_default()
        };
        let due = owed.map_or(case.heard_at, |one| one.due_at);
        let explains = |one: &Owed| {
            one.opened_by == FactKind::PromiseMissed && one.subject == owed.map(|one| Subject::Owed(one.no))
        };
        Ok(NoticeKind::Sorry {
            promised: due.last_day(&version.calendar.zone),
            what: if offered.is_empty() { title() } else { offered },
            explained: case.open_owed().any(explains),
        })
    }

    /// The words of what was offered, without a full stop.
    async fn offered(&self, case: &Case, no: u32) -> Result<String, DeskError> {
        let one = case.undertakings.iter().find(|one| one.no == no);
        let words = self.words_of(one.map(|one| &one.what)).await?;
        Ok(bare(&words.unwrap_or_default()))
    }
}

fn bare(words: &str) -> String {
    words.trim().trim_end_matches('.').to_owned()
}

fn staff_kind(
    notice: StaffNotice,
    person: &PersonId,
    case: &Case,
    owed: Option<u32>,
    now: Moment,
    version: &Version,
) -> StaffKind {
    let zone = &version.calendar.zone;
    let one = owed.and_then(|no| case.owed.iter().find(|one| one.no == no));
    let theirs = |owed: &&Owed| case.owes(owed) == Some(person);
    let next = case
        .open_owed()
        .filter(theirs)
        .map(|owed| owed.due_at)
        .min()
        .or_else(|| case.open_owed().map(|owed| owed.due_at).min());
    let by: Date = one.map(|one| one.due_at).or(next).unwrap_or(now).last_day(zone);
    let theirs = case.open_owed().filter(|owed| owed.owed_to == Role::Complainant);
    // What just became owed to them, not what was late already.
    let newest = theirs
        .max_by_key(|owed| (owed.opened_at, owed.due_at))
        .map_or(by, |owed| owed.due_at.last_day(zone));
    match notice {
        StaffNotice::Concern => StaffKind::New { by },
        StaffNotice::Pool => StaffKind::Unopened { by },
        StaffNotice::Missed => StaffKind::Missed(missed(case, one, by, person, version)),
        StaffNotice::InterimReady => StaffKind::InterimReady { by },
        StaffNotice::Undertaking => StaffKind::Undertaking { by },
        StaffNotice::SecondLook => StaffKind::SecondLook { by },
        StaffNotice::Handler if by < now.date(zone) => StaffKind::AssignedLate { by },
        StaffNotice::Handler => StaffKind::Assigned { by },
        StaffNotice::Measure => {
            let mine = case
                .measures
                .iter()
                .rev()
                .find(|one| one.owner == *person && one.applied_at.is_none());
            StaffKind::Assigned {
                by: mine.map_or(by, |one| one.until.last_day(zone)),
            }
        }
        StaffNotice::Retaliation => StaffKind::Retaliation,
        StaffNotice::BoardQuestion => {
            let question = case.board_questions.iter().rev().find(|one| one.answer.is_none());
            StaffKind::BoardQuestion {
                by: question.map_or(by, |one| one.until.last_day(zone)),
            }
        }
        StaffNotice::Brief => StaffKind::Brief,
        StaffNotice::Hearing => StaffKind::Hearing,
        StaffNotice::Vacant => StaffKind::Vacant,
        StaffNotice::Proposal => StaffKind::Proposal { by },
        StaffNotice::SentBack => StaffKind::SentBack { by },
        StaffNotice::Denied => StaffKind::Denied { by: newest },
        StaffNotice::Disputed => StaffKind::Disputed { by: newest },
        StaffNotice::Again => StaffKind::Again { by: newest },
    }
}

/// What is true of something late: whether it was promised, what the complainant knows of it, and who explains it.
fn missed(case: &Case, one: Option<&Owed>, day: Date, person: &PersonId, version: &Version) -> Missed {
    let rule = one.and_then(|owed| version.policy.rule(&owed.key));
    let told = rule.is_some_and(|rule| rule.told_when_missed.contains(&Role::Complainant));
    let known = match case.reply_by {
        _ if !told => Known::NotTheirs,
        ReplyBy::Email if case.entrusted.email.is_some() => Known::Mailed,
        ReplyBy::Code => Known::OnTheirPage,
        ReplyBy::Email | ReplyBy::Phone | ReplyBy::Letter => Known::Nothing,
    };
    let explains = |owed: &Owed| {
        owed.opened_by == FactKind::PromiseMissed
            && owed.subject == one.map(|one| Subject::Owed(one.no))
            && case.owes(owed) == Some(person)
    };
    // Whoever may write to the complainant says sorry; the board hears of it, and does nothing.
    let follows = [&case.handler, &case.supervisor, &case.contact]
        .into_iter()
        .any(|held| case.acts_for(person, held.as_ref()));
    let boards = case.acts_for(person, case.board_member.as_ref());
    Missed {
        concern: !case.is_complaint(),
        says_sorry: follows && !boards,
        promise: one.is_some_and(|owed| owed.nature == Nature::Promise),
        what: rule.map(|rule| rule.task.clone()).unwrap_or_default(),
        day,
        known,
        explain: case.open_owed().any(explains),
    }
}
