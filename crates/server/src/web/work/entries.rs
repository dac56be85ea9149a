//! The messages and notes of a case, oldest first, as the page shows them.

use super::compose::Desk;
use super::lines;
use crate::web::support::download;
use casework::case::Message;
use casework::event::{Author, FileRef, Purpose};
use casework::vocabulary::DeliveredBy;
use jiff::civil::DateTime;
use render::pages::parts::FileItem;
use render::pages::work::entry::{Delivery, Entry, EntryKind};
use render::pages::work::words;

/// All of them.
pub fn of(desk: &Desk<'_>) -> Vec<Entry> {
    let (case, view) = (desk.case(), desk.view());
    let zone = &desk.version().calendar.zone;
    let directory = &desk.reading.directory;
    let theirs = {
        let name = lines::name(view);
        if name.is_empty() {
            words::somebody(&desk.t)
        } else {
            name
        }
    };
    let mut entries: Vec<(i64, Entry)> = Vec::new();
    for message in &case.messages {
        let by_staff = message.author == Author::Staff;
        let from = if by_staff {
            match &message.by {
                Some(person) => directory.name(person).to_owned(),
                // What the program asks, the organisation asks.
                None => desk.policy().organisation.short_name.clone(),
            }
        } else {
            theirs.clone()
        };
        let delivery = if by_staff {
            lines::delivery(case, message, &desk.version().calendar, desk.now())
        } else {
            Delivery::None
        };
        entries.push((
            message.at.0,
            Entry {
                id: format!("bericht-{}", message.no),
                message: message.no,
                from,
                kind: kind(message),
                at: message.at.local(zone),
                words: view.text(&message.words).unwrap_or_default().to_owned(),
                files: files(desk, &message.files),
                delivery,
                disputed: message.disputed.is_some(),
            },
        ));
    }
    let corrected = case.heard_corrected.iter().map(|note| (note, EntryKind::Heard));
    let notes = case.notes.iter().map(|note| (note, EntryKind::Note));
    for (at, (note, kind)) in notes.chain(corrected).enumerate() {
        entries.push((
            note.at.0,
            Entry {
                id: format!("n{}", at + 1),
                message: 0,
                from: directory.name_of(note.by.as_ref()).to_owned(),
                kind,
                at: note.at.local(zone),
                words: view.text(&note.words).unwrap_or_default().to_owned(),
                files: Vec::new(),
                delivery: Delivery::None,
                disputed: false,
            },
        ));
    }
    if let Some((at, words)) = &case.silent {
        let from = &desk.policy().organisation.short_name;
        let words = view.text(words).unwrap_or_default();
        entries.push((at.0, silent(from, at.local(zone), words)));
    }
    entries.sort_by_key(|(at, _)| *at);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// No answer came to the question whether it is solved: what we checked ourselves.
pub fn silent(from: &str, at: DateTime, words: &str) -> Entry {
    Entry {
        id: "geen-antwoord".to_owned(),
        message: 0,
        from: from.to_owned(),
        kind: EntryKind::Silent,
        at,
        words: words.to_owned(),
        files: Vec::new(),
        delivery: Delivery::None,
        disputed: false,
    }
}

fn kind(message: &Message) -> EntryKind {
    if message.author == Author::Complainant {
        return EntryKind::Theirs;
    }
    let kinds = [
        (Purpose::Answer, EntryKind::Answer),
        (Purpose::Interim, EntryKind::Interim),
        (Purpose::Review, EntryKind::SecondLook),
        (Purpose::Refusal, EntryKind::Refusal),
        (Purpose::RetaliationAnswer, EntryKind::Retaliation),
        (Purpose::ConcernReply, EntryKind::ConcernReply),
        (Purpose::Outcome, EntryKind::Outcome),
        (Purpose::DelayExplanation, EntryKind::Delay),
        (Purpose::FollowUp, EntryKind::FollowUp),
        (Purpose::FollowUpReminder, EntryKind::FollowUp),
        (Purpose::Message, EntryKind::Message),
    ];
    let found = kinds
        .into_iter()
        .find(|(purpose, _)| message.is_for(*purpose))
        .map(|(_, kind)| kind);
    let told = message
        .came()
        .is_some_and(|(_, how)| how != DeliveredBy::Published);
    found.unwrap_or(if told { EntryKind::Talk } else { EntryKind::Message })
}

/// Files that the reader may open, with their addresses.
pub fn files(desk: &Desk<'_>, files: &[FileRef]) -> Vec<FileItem> {
    let known = files
        .iter()
        .filter_map(|file| desk.reading.files.iter().find(|one| one.id == file.id));
    known
        .map(|file| {
            let href = format!("/werk/klachten/{}/bestand/{}", desk.case().number, file.id);
            download::item(file, href)
        })
        .collect()
}
