//! The messages that the demo replays, as they came in; what a tester expects of them isn't read.

use casework::moment::Moment;
use casework::submission::{Submission, Typed, clean};
use casework::vocabulary::Channel;
use desk::DeskError;
use serde::Deserialize;

/// A message of the corpus.
#[derive(Clone, Debug, Deserialize)]
pub struct Message {
    /// Its id in the corpus.
    pub id: String,
    /// By which way it came.
    channel: String,
    /// When, with the offset of that day.
    received_at: String,
    /// Who writes.
    kind: Vec<String>,
    /// Language of the words.
    language: String,
    name: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    reply_by: String,
    /// The name of a project.
    project: Option<String>,
    steps_taken: Option<String>,
    story: String,
    mail_subject: Option<String>,
    remedy: Option<String>,
}

/// What the sender or the colleague who wrote it down filled in besides the words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Filled {
    /// The title that a colleague who wrote it down gave; empty: made from the first words.
    pub title: String,
    /// The theme they chose.
    pub theme: String,
    /// Where a letter goes.
    pub address: String,
    /// Who may not read it, by short name.
    pub exclude: Vec<String>,
    /// It is raised as a concern, before any complaint.
    pub concern: bool,
    /// Who wrote it down, by short name.
    pub by: Option<String>,
    /// When it was written down, as a local date and time; empty: at once.
    pub written_down: Option<String>,
}

/// The messages that are compiled in.
///
/// # Errors
/// A line that isn't a message.
pub fn messages() -> Result<Vec<Message>, DeskError> {
    read(include_str!("../../demo/complaints.jsonl"))
}

fn read(lines: &str) -> Result<Vec<Message>, DeskError> {
    let parse =
        |line| serde_json::from_str(line).map_err(|error| DeskError::Internal(format!("demo: {error}")));
    lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(parse)
        .collect()
}

impl Message {
    /// When it reached the organisation.
    ///
    /// # Errors
    /// A date that isn't one.
    pub fn received_at(&self) -> Result<Moment, DeskError> {
        let at: jiff::Timestamp = self
            .received_at
            .parse()
            .map_err(|error| DeskError::Internal(format!("{}: {error}", self.id)))?;
        Ok(Moment(at.as_millisecond()))
    }

    /// By which way.
    pub fn channel(&self) -> Channel {
        match self.channel.as_str() {
            "mail" => Channel::Mail,
            "phone" => Channel::Phone,
            "desk" => Channel::Counter,
            "paper" => Channel::Letter,
            _ => Channel::Form,
        }
    }

    /// The message as the form would hand it over.
    ///
    /// # Errors
    /// What the form would refuse.
    pub fn submission(&self, filled: &Filled) -> Result<Submission, DeskError> {
        let given = |field: &Option<String>| field.clone().unwrap_or_default();
        let kinds = self.kind.iter().map(|kind| match kind.as_str() {
            "former_employee" => "employee".to_owned(),
            other => other.to_owned(),
        });
        let typed = Typed {
            kinds: kinds.collect(),
            steps: given(&self.steps_taken),
            story: self.story.clone(),
            project: self.project.as_deref().map(project_code).unwrap_or_default(),
            theme: filled.theme.clone(),
            remedy: given(&self.remedy),
            reply_by: self.reply_by.clone(),
            email: given(&self.email),
            phone: given(&self.phone),
            address: filled.address.clone(),
            name: given(&self.name),
            language: self.language.clone(),
            ..Typed::default()
        };
        let mut submission = Submission::parse(&typed)
            .map_err(|mistakes| DeskError::Internal(format!("{}: {mistakes:?}", self.id)))?;
        // A mail brings its own title, a colleague who writes something down gives one.
        let titles = [
            filled.title.clone(),
            clean(self.mail_subject.as_deref().unwrap_or_default()),
        ];
        if let Some(title) = titles.into_iter().find(|title| !title.is_empty()) {
            submission.title = Some(title);
        }
        Ok(submission)
    }
}

/// The code of a project: its name in small letters, digits and dashes.
pub fn project_code(name: &str) -> String {
    let mut code = String::new();
    for letter in name.to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' => code.push(letter),
            _ if !code.ends_with('-') => code.push('-'),
            _ => {}
        }
    }
    code.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_message_of_the_corpus_can_be_read_in_the_order_it_came() {
        let all = messages().unwrap();
        let times: Vec<Moment> = all.iter().map(|one| one.received_at().unwrap()).collect();
        assert!(all.len() == 48 && times.is_sorted());
    }

    #[test]
    fn a_project_has_the_same_code_however_its_name_is_written() {
        assert_eq!(project_code("'t Hopveld"), "t-hopveld");
        assert_eq!(project_code("Molenkouter 7"), "molenkouter-7");
    }
}
