//! Taking a message to a complainant who chose e-mail. Accepted by their mail server is delivered; nothing else is.

use crate::jobs::notice::head;
use crate::{Act, Actor, Desk, DeskError, PostError, Sent};
use casework::case::{Case, message};
use casework::event::Purpose;
use casework::ids::CaseId;
use casework::vocabulary::DeliveredBy;
use render::mail::complainant::{NoticeKind, NoticeMail};
use storage::Job;

/// How often the delivery of a mail that is gone is recorded when somebody is faster each time.
const TRIES: usize = 10;

impl Desk {
    pub(crate) async fn deliver_by_mail(&self, job: &Job, id: &CaseId, no: u32) -> Result<(), DeskError> {
        let mut act = self.act(Actor::Desk, id, None, None).await?;
        let case = act.case()?;
        let Some(sent) = case.message(no).filter(|one| one.delivered.is_none()).cloned() else {
            return self.job_done(job).await;
        };
        // Whoever said it by themselves in the meantime isn't asked any more.
        if sent.asks() && case.unasked().is_none_or(|one| one.no != no) {
            return self.job_done(job).await;
        }
        let Some(to) = self.words_of(case.entrusted.email.as_ref()).await? else {
            return self.job_done(job).await;
        };
        let kind = kind_of(case, no, &sent.purposes, &act.version.calendar);
        // Answer, interim and outcome go in full to whoever chose e-mail; everything else is number and link.
        let in_full = matches!(
            kind,
            NoticeKind::Answer | NoticeKind::Interim { .. } | NoticeKind::Outcome
        );
        let words = if in_full {
            self.words_of(Some(&sent.words)).await?.unwrap_or_default()
        } else {
            String::new()
        };
        let points = if kind == NoticeKind::Answer {
            self.outcomes_of(case, no).await?
        } else {
            Vec::new()
        };
        let directory = self.directory(&act.organisation).await?;
        let mail = NoticeMail {
            head: head(
                self,
                &act.version,
                self.words_of(case.entrusted.name.as_ref()).await?,
            ),
            kind,
            concern: !case.is_complaint(),
            number: case.number.to_string(),
            words,
            points,
            from: directory
                .name_of(sent.by.as_ref().or(case.handler.as_ref()))
                .to_owned(),
            files: sent.files.len(),
        };
        let mail = mail.mail().map_err(crate::error::internal)?;
        let letter = self.letter(to, mail, job.id.0.clone(), act.now)?;
        match self.post.send(letter).await {
            Ok(Sent::Accepted) => return self.record_delivery(job, act, no).await,
            // It reached nobody: the promise stays owed, and the list of today says to call or to print.
            Ok(Sent::PutAside) | Err(PostError::Refused(_)) => {}
            Err(PostError::Later(why)) => return Err(DeskError::Internal(why)),
        }
        act.finishes(&job.id);
        act.commit(None).await?;
        Ok(())
    }

    /// The mail is gone: whatever happens in the case meanwhile, it is recorded and not sent a second time.
    async fn record_delivery(&self, job: &Job, mut act: Act<'_>, no: u32) -> Result<(), DeskError> {
        let (id, at) = (act.id().clone(), act.now);
        for _ in 1..TRIES {
            if act.case()?.message(no).is_none_or(|one| one.delivered.is_some()) {
                return self.job_done(job).await;
            }
            act.decide(|work| message::delivered(work, no, DeliveredBy::Mail, at))?;
            act.finishes(&job.id);
            match act.commit(None).await {
                Err(DeskError::Conflict) => act = self.act(Actor::Desk, &id, None, None).await?,
                other => return other.map(|_| ()),
            }
        }
        Err(DeskError::Conflict)
    }

    /// What each point came to in the last answer, in our words; an earlier one that is late says nothing of it.
    async fn outcomes_of(&self, case: &Case, no: u32) -> Result<Vec<(String, String)>, DeskError> {
        let last = case.messages.iter().rfind(|one| one.is_for(Purpose::Answer));
        if last.is_none_or(|one| one.no != no) {
            return Ok(Vec::new());
        }
        let mut points = Vec::new();
        for (point, outcome) in case.points.iter().zip(&case.outcomes) {
            let words = self.words_of(Some(point)).await?;
            points.extend(words.map(|words| (words, outcome.code().to_owned())));
        }
        Ok(points)
    }

    pub(crate) async fn job_done(&self, job: &Job) -> Result<(), DeskError> {
        self.store.job_finish(&job.id, self.clock.now()).await?;
        Ok(())
    }

    /// The words behind a pointer that may be missing or erased.
    pub(crate) async fn words_of(
        &self,
        content: Option<&casework::event::ContentRef>,
    ) -> Result<Option<String>, DeskError> {
        match content {
            Some(content) => Ok(self.store.open_content(&content.id).await?),
            None => Ok(None),
        }
    }
}

fn kind_of(
    case: &Case,
    no: u32,
    purposes: &[Purpose],
    calendar: &casework::calendar::Calendar,
) -> NoticeKind {
    let interim = case.interims.iter().find(|one| one.message == no);
    if let Some(interim) = interim {
        NoticeKind::Interim {
            by: interim.until.last_day(&calendar.zone),
        }
    } else if purposes.contains(&Purpose::Answer) {
        NoticeKind::Answer
    } else if purposes.contains(&Purpose::Outcome) {
        NoticeKind::Outcome
    } else if purposes.contains(&Purpose::Review) {
        NoticeKind::SecondLook
    } else if purposes.contains(&Purpose::FollowUp) {
        NoticeKind::FollowUp
    } else if purposes.contains(&Purpose::FollowUpReminder) {
        NoticeKind::FollowUpAgain
    } else {
        NoticeKind::Message
    }
}
