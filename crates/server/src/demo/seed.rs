//! Filling the demo: the corpus and the script, merged in the order of time, played through the ordinary use cases.

use crate::demo::corpus::{self, Filled, Message};
use crate::demo::people::{self, People};
use crate::demo::script::{self, Known, Line, Player};
use casework::calendar::Calendar;
use casework::ids::{CaseId, CaseNumber, PersonId};
use casework::moment::Moment;
use desk::submit::Arrival;
use desk::{Desk, DeskError};
use jiff::civil::date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// Somebody one can become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPerson {
    /// The value of the field.
    pub value: String,
    /// Name and role.
    pub label: String,
    /// The member of staff.
    pub staff: Option<PersonId>,
    /// The case a complainant follows.
    pub follows: Option<CaseId>,
    /// The first page of a member of staff.
    pub home: String,
}

impl DemoPerson {
    /// Whether this is who somebody is now, by id.
    pub fn is(&self, id: &str) -> bool {
        let own = self
            .staff
            .as_ref()
            .map(PersonId::as_str)
            .or(self.follows.as_ref().map(CaseId::as_str));
        own.unwrap_or_default() == id
    }
}

/// What the demo's own pages need to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Demo {
    /// Everybody one can become.
    pub people: Vec<DemoPerson>,
    /// What the policy in force didn't allow; empty with the policy that the script was written for.
    pub left_out: Vec<String>,
}

enum Step<'a> {
    Arrives(&'a Message),
    Happens(&'a Line),
    Calls,
}

/// Where the demo's clock begins, for a demo that is to show `until`: on a morning before the first message.
pub fn beginning(until: Moment) -> Moment {
    let morning = date(2026, 1, 2).at(9, 0, 0, 0);
    TimeZone::get("Europe/Brussels").map_or(until, |zone| Moment::of(morning, &zone).min(until))
}

/// Plays everything that happened until `until` on an empty desk that has published its policy and whose
/// clock stands at [`beginning`].
///
/// # Errors
/// A store that fails, or data that contradicts itself.
pub async fn seed(desk: &Desk, until: Moment) -> Result<Demo, DeskError> {
    let messages = corpus::messages()?;
    let script = script::read()?;
    let people = people::set_up(desk).await?;
    let version = desk.shelf().in_force(until)?;
    let calendar = &version.calendar;
    let begin = desk.clock().now();

    let mut steps = Vec::new();
    let mut received = BTreeMap::new();
    for message in messages.iter().chain(&script.messages) {
        let heard = message.received_at()?;
        received.insert(message.id.as_str(), heard);
        let written = script
            .filled
            .get(&message.id)
            .and_then(|filled| filled.written_down.as_deref());
        let at = written.map_or(Ok(heard), |text| script::local(text, calendar))?;
        steps.push((at, Step::Arrives(message)));
    }
    for line in &script.acts {
        let from = received.get(line.case.as_str()).copied().unwrap_or(begin);
        steps.push((line.moment(from, calendar)?, Step::Happens(line)));
    }
    steps.extend(afternoons(begin, until, calendar).map(|at| (at, Step::Calls)));
    steps.retain(|(at, _)| *at >= begin && *at <= until);
    // Whatever stands at the same time happens in the order of the files.
    steps.sort_by_key(|(at, _)| *at);

    let mut player = Player {
        desk,
        people: &people,
        calendar,
        known: Known::default(),
    };
    let mut left_out: Vec<String> = Vec::new();
    desk.plan_mails().await?;
    for (at, step) in steps {
        desk.run_until(at).await?;
        match step {
            Step::Arrives(message) => {
                let filled = script.filled.get(&message.id).cloned().unwrap_or_default();
                let (number, id) = arrive(desk, &people, message, filled).await?;
                player.known.add(&message.id, number, id);
            }
            Step::Calls => {
                let refused = player.calls().await?;
                left_out.extend(refused.iter().map(|error| format!("a call: {error}")));
            }
            Step::Happens(line) => match player.play(line).await {
                Ok(()) => {}
                Err(error @ (DeskError::Refused(_) | DeskError::NotFound)) => {
                    left_out.push(format!("{line}: {error}"));
                }
                Err(error) => return Err(error),
            },
        }
    }
    for line in &left_out {
        tracing::debug!(line, "the policy in use doesn't allow this line of the script");
    }
    desk.run_until(until).await?;
    Ok(Demo {
        people: switch(&people, &player.known)?,
        left_out,
    })
}

/// Two o'clock on every working day: who still has somebody to call, calls.
fn afternoons(begin: Moment, until: Moment, calendar: &Calendar) -> impl Iterator<Item = Moment> {
    let last = until.date(&calendar.zone);
    let day = begin.date(&calendar.zone);
    std::iter::successors(Some(day), |day| Some(calendar.next_working_day(*day)))
        .take_while(move |day| *day <= last)
        .map(|day| calendar.at(day, 14))
}

async fn arrive(
    desk: &Desk,
    people: &People,
    message: &Message,
    filled: Filled,
) -> Result<(CaseNumber, CaseId), DeskError> {
    let mut submission = message.submission(&filled)?;
    submission.exclude = filled
        .exclude
        .iter()
        .map(|key| people.person(key))
        .collect::<Result<_, _>>()?;
    let arrival = Arrival {
        channel: message.channel(),
        heard_at: Some(message.received_at()?),
        by: filled.by.as_deref().map(|key| people.person(key)).transpose()?,
        practice: false,
        draft: None,
        key: message.id.clone(),
    };
    let receipt = if filled.concern {
        desk.raise_concern(submission, arrival).await?
    } else {
        desk.submit(submission, arrival).await?
    };
    let id = desk.case_id(&receipt.number).await?;
    Ok((receipt.number, id))
}

/// The lines of the switch. A complainant whose message hasn't come in yet isn't there yet.
fn switch(people: &People, known: &Known) -> Result<Vec<DemoPerson>, DeskError> {
    let mut all = Vec::new();
    for one in &people.switch {
        all.push(DemoPerson {
            value: one.key.clone(),
            label: one.label.clone(),
            staff: Some(people.person(&one.key)?),
            follows: None,
            home: one.home.clone(),
        });
    }
    for one in &people.followers {
        if let Some((_, case)) = known.case(&one.case) {
            all.push(DemoPerson {
                value: one.key.clone(),
                label: one.label.clone(),
                staff: None,
                follows: Some(case.clone()),
                home: String::new(),
            });
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::desk_files::PolicyFiles;
    use desk::{Clock, Letter, Post, PostError, Sent};
    use std::future::Future;
    use std::pin::Pin;
    use std::sync::Arc;

    struct Taken;

    impl Post for Taken {
        fn send(&self, _: Letter) -> Pin<Box<dyn Future<Output = Result<Sent, PostError>> + Send + '_>> {
            Box::pin(async { Ok(Sent::Accepted) })
        }
    }

    async fn played(until: &str) -> (Desk, Demo, tempfile::TempDir) {
        played_under(&crate::desk_files::default_policy(), until).await
    }

    async fn played_under(files: &PolicyFiles, until: &str) -> (Desk, Demo, tempfile::TempDir) {
        let until = Moment::of(until.parse().unwrap(), &TimeZone::get("Europe/Brussels").unwrap());
        let folder = tempfile::tempdir().unwrap();
        let key = storage::MasterKey::from_bytes([7; 32]).unwrap();
        let store = storage::Store::open_throw_away(&folder.path().join("data"), key)
            .await
            .unwrap();
        let desk = Desk::open(
            store,
            Clock::standing(beginning(until)),
            Arc::new(Taken),
            "http://x",
        )
        .await
        .unwrap();
        desk.publish_policy(&files.file, &files.source).await.unwrap();
        let demo = seed(&desk, until).await.unwrap();
        (desk, demo, folder)
    }

    #[tokio::test]
    async fn everything_in_the_script_is_allowed_by_the_policy_it_was_written_for() {
        let (desk, demo, _folder) = played("2026-11-23T09:00:00").await;
        assert_eq!(demo.left_out, Vec::<String>::new());
        assert_eq!(demo.people.iter().filter(|one| one.follows.is_some()).count(), 3);
        assert!(desk.verify().await.is_ok());
    }

    #[tokio::test]
    async fn an_earlier_demo_has_no_message_from_later() {
        let (desk, demo, _folder) = played("2026-02-01T09:00:00").await;
        assert_eq!(demo.left_out, Vec::<String>::new());
        let all = storage::CaseFilter::default();
        assert_eq!(
            desk.store()
                .count_cases(&storage::Scope::system(), &all)
                .await
                .unwrap(),
            6
        );
    }

    #[tokio::test]
    async fn what_another_policy_refuses_is_left_out_with_whatever_hangs_on_it() {
        let other = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../policies/housing-ombudsman-2024"
        );
        let other = crate::desk_files::read_policy(Some(std::path::Path::new(other))).unwrap();
        let mut shorter = crate::desk_files::default_policy();
        let (long, short) = (
            "interim_at_most_working_days = 10",
            "interim_at_most_working_days = 5",
        );
        shorter.file = shorter.file.replace(long, short);
        for files in [other, shorter] {
            let (desk, demo, _folder) = played_under(&files, "2026-11-23T09:00:00").await;
            assert!(!demo.left_out.is_empty());
            assert!(desk.verify().await.is_ok());
        }
    }
}
