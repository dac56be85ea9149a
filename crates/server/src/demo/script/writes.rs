//! The script's words to complainants: answers, interims, refusals, with a second person where the policy asks for one.

use super::{Change, Line, Offer, Player, wrong};
use casework::case::Case;
use casework::event::Author;
use casework::ids::{CaseNumber, PersonId};
use casework::vocabulary::{Cause, DeliveredBy, PointOutcome, RefusalReason};
use desk::DeskError;
use desk::answer::{AnswerText, Differently, MeasureText, OfferText};
use desk::interim::InterimText;
use desk::step::Went;

impl Player<'_> {
    /// Words to the complainant, and bringing them when a person does that.
    pub(super) async fn writes(
        &self,
        line: &Line,
        by: &PersonId,
        number: &CaseNumber,
    ) -> Result<(), DeskError> {
        match line.what.as_str() {
            "answer" => {
                let composed = AnswerText {
                    text: line.text.clone(),
                    outcomes: line
                        .outcomes
                        .iter()
                        .filter_map(|code| PointOutcome::from_code(code))
                        .collect(),
                    offers: self.offers(line)?,
                    differently: self.differently(line)?,
                    explains_delay: line.explains,
                    files: Vec::new(),
                };
                let went = self.desk.answer(by, number, composed, "").await?;
                self.second(by, number, went).await?;
            }
            "interim" => {
                let who = if line.to.is_empty() {
                    by.clone()
                } else {
                    self.people.person(&line.to)?
                };
                let composed = InterimText {
                    text: line.text.clone(),
                    reason: line.reason.clone(),
                    by: who,
                    until: self.day(line.until.unwrap_or(10)),
                    explains_delay: line.explains,
                    files: Vec::new(),
                };
                let went = self.desk.interim(by, number, composed, "").await?;
                self.second(by, number, went).await?;
            }
            "evaluate" => {
                let differently = self.differently(line)?;
                let went = self
                    .desk
                    .decide_evaluation(by, number, differently, &line.text, "")
                    .await?;
                self.second(by, number, went).await?;
            }
            "explain" => self.desk.explain_delay(by, number, &line.text, "").await?,
            "reply_to_concern" => self.desk.reply_to_concern(by, number, &line.text, "").await?,
            "second_look_result" => self.desk.second_look_result(by, number, &line.text, "").await?,
            "answer_retaliation" => self.desk.answer_retaliation(by, number, &line.text, "").await?,
            _ => self.refuses(line, by, number).await?,
        }
        match &line.delivered {
            Some(how) => self.bring(how, by, number).await,
            None => Ok(()),
        }
    }

    async fn refuses(&self, line: &Line, by: &PersonId, number: &CaseNumber) -> Result<(), DeskError> {
        let why = RefusalReason::from_code(&line.to).ok_or_else(|| wrong(&line.to))?;
        let went = self.desk.refuse(by, number, why, &line.text, "").await?;
        self.second(by, number, went).await
    }

    /// Where the policy asks for a second person, the one beside who acted agrees.
    pub(super) async fn second(
        &self,
        by: &PersonId,
        number: &CaseNumber,
        went: Went,
    ) -> Result<(), DeskError> {
        let Went::Proposed(no) = went else {
            return Ok(());
        };
        let reading = self.desk.read(by, number).await?;
        match reading.view.case().second_beside(by) {
            Some(second) => self.desk.agree(second, number, no, "").await,
            None => Ok(()),
        }
    }

    /// Records that everything written so far reached the complainant by voice or post.
    pub(in crate::demo) async fn bring(
        &self,
        how: &str,
        by: &PersonId,
        number: &CaseNumber,
    ) -> Result<(), DeskError> {
        let how = DeliveredBy::from_code(how).ok_or_else(|| wrong(how))?;
        for no in self.undelivered(by, number).await? {
            self.desk.delivered(by, number, no, how, None, "").await?;
        }
        Ok(())
    }

    async fn undelivered(&self, by: &PersonId, number: &CaseNumber) -> Result<Vec<u32>, DeskError> {
        let reading = self.desk.read(by, number).await?;
        let case: &Case = reading.view.case();
        let waits = case
            .messages
            .iter()
            .filter(|one| one.author == Author::Staff && one.delivered.is_none());
        Ok(waits.map(|one| one.no).collect())
    }

    pub(super) fn offers(&self, line: &Line) -> Result<Vec<OfferText>, DeskError> {
        let offer = |one: &Offer| {
            Ok(OfferText {
                what: one.what.clone(),
                by: self.people.person(&one.by)?,
                until: self.day(one.until),
            })
        };
        line.offers.iter().map(offer).collect()
    }

    pub(super) fn differently(&self, line: &Line) -> Result<Differently, DeskError> {
        let cause = Cause::from_code(&line.cause).unwrap_or(Cause::Procedure);
        let reason = line.reason.clone();
        match line.differently.as_str() {
            "no" => Ok(Differently::No { cause, reason }),
            "yes" => {
                let measures = line
                    .measures
                    .iter()
                    .map(|one| self.change(one))
                    .collect::<Result<_, DeskError>>()?;
                Ok(Differently::Yes {
                    cause,
                    reason,
                    measures,
                })
            }
            _ => Ok(Differently::Later),
        }
    }

    fn change(&self, one: &Change) -> Result<MeasureText, DeskError> {
        Ok(MeasureText {
            what: one.what.clone(),
            criterion: one.criterion.clone(),
            owner: self.people.person(&one.owner)?,
            reviewer: self.people.person(&one.reviewer)?,
            group: one
                .group
                .as_deref()
                .map(|group| self.people.group(group))
                .transpose()?,
            from: self.day(one.from),
            promised: one.promised,
            shared: None,
        })
    }
}
