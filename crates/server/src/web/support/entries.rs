//! The messages and notes of a case as those who work on it or watch over it read them.

use super::sheet::Sheet;
use crate::web::work::lines;
use casework::case::{Message, Note};
use casework::event::{Author, Purpose};
use casework::moment::Moment;
use casework::vocabulary::DeliveredBy;
use desk::read::Reading;
use render::pages::parts::FileItem;
use render::pages::recent::Words;
use render::pages::work::entry::{Delivery, Entry, EntryKind};

/// All of them, oldest first. `under`: the address that their files stand under.
pub fn of(sheet: &Sheet<'_>, reading: &Reading, under: &str) -> Vec<Entry> {
    let case = sheet.case();
    let mut entries: Vec<(Moment, Entry)> = Vec::new();
    for message in &case.messages {
        let files = sheet.files(reading, &message.files, under);
        entries.push((message.at, of_message(sheet, message, files)));
    }
    let notes = case.notes.iter().map(|note| (note, EntryKind::Note));
    let corrected = case.heard_corrected.iter().map(|note| (note, EntryKind::Heard));
    for (at, (note, kind)) in notes.chain(corrected).enumerate() {
        entries.push((note.at, of_note(sheet, &format!("nota-{}", at + 1), note, kind)));
    }
    if let Some((at, words)) = &case.silent {
        let from = sheet.version.policy.organisation.short_name.clone();
        let silent = Entry {
            words: Words::new(sheet.text(Some(words))),
            ..plain(sheet, "geen-antwoord", from, EntryKind::Silent, *at)
        };
        entries.push((*at, silent));
    }
    entries.sort_by_key(|(at, _)| *at);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// What they told at the start, as an entry before all others. `under`: the address that their files stand under.
pub fn first(sheet: &Sheet<'_>, reading: &Reading, under: &str) -> Entry {
    let case = sheet.case();
    let told = sheet.told(sheet.files(reading, &case.entrusted.files, under));
    let words = told.all_words(&sheet.t);
    Entry {
        words: Words::new(words),
        files: told.files,
        ..plain(sheet, "klacht", theirs(sheet), EntryKind::Theirs, case.heard_at)
    }
}

fn plain(sheet: &Sheet<'_>, id: &str, from: String, kind: EntryKind, at: Moment) -> Entry {
    Entry {
        id: id.to_owned(),
        message: 0,
        from,
        kind,
        at: sheet.local(at),
        words: Words::default(),
        files: Vec::new(),
        delivery: Delivery::None,
        disputed: false,
    }
}

fn of_message(sheet: &Sheet<'_>, message: &Message, files: Vec<FileItem>) -> Entry {
    let case = sheet.case();
    let kind = if case.retaliation.contains(&message.no) {
        EntryKind::Harm
    } else {
        kind(message)
    };
    let (from, delivery) = match message.author {
        Author::Complainant => (theirs(sheet), Delivery::None),
        Author::Staff => {
            // What the program asks, the organisation asks.
            let organisation = &sheet.version.policy.organisation.short_name;
            let by = message.by.as_ref().map(|person| sheet.directory.name(person));
            let calendar = &sheet.version.calendar;
            let delivery = lines::delivery(case, message, calendar, sheet.now);
            (by.unwrap_or(organisation).to_owned(), delivery)
        }
    };
    Entry {
        message: message.no,
        words: Words::new(sheet.text(Some(&message.words))),
        files,
        delivery,
        disputed: message.disputed.is_some(),
        ..plain(sheet, &format!("bericht-{}", message.no), from, kind, message.at)
    }
}

fn of_note(sheet: &Sheet<'_>, id: &str, note: &Note, kind: EntryKind) -> Entry {
    let from = sheet.directory.name_of(note.by.as_ref()).to_owned();
    Entry {
        words: Words::new(sheet.text(Some(&note.words))),
        ..plain(sheet, id, from, kind, note.at)
    }
}

/// What the complainant is called.
fn theirs(sheet: &Sheet<'_>) -> String {
    let name = lines::name(sheet.view);
    if name.is_empty() {
        render::pages::work::words::somebody(&sheet.t)
    } else {
        name
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
