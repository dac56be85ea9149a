//! Events to the journal's text and back.

use crate::error::{DeskError, internal};
use casework::case::Recorded;
use casework::event::{EVENT_VERSION, Event};
use casework::ids::PersonId;
use casework::moment::Moment;
use serde::Serialize;
use serde::de::DeserializeOwned;
use storage::{JournalEntry, StoredEvent};

/// The stored form of an event of any aggregate: tagged JSON whose `kind` is repeated in its own column.
pub(crate) fn encode<E: Serialize>(
    actor: Option<&PersonId>,
    at: Moment,
    event: &E,
) -> Result<StoredEvent, DeskError> {
    let value = serde_json::to_value(event).map_err(internal)?;
    let kind = value
        .get("kind")
        .and_then(|kind| kind.as_str())
        .ok_or_else(|| internal("an event has no kind"))?;
    Ok(StoredEvent {
        kind: kind.to_owned(),
        version: EVENT_VERSION,
        payload: serde_json::to_string(event).map_err(internal)?,
        actor: actor.cloned(),
        at,
    })
}

/// Several events of a case.
pub(crate) fn encode_all(events: &[Recorded]) -> Result<Vec<StoredEvent>, DeskError> {
    events
        .iter()
        .map(|one| encode(one.actor.as_ref(), one.at, &one.event))
        .collect()
}

/// An event of an aggregate from its stored form.
pub(crate) fn decode<E: DeserializeOwned>(entry: &JournalEntry) -> Result<E, DeskError> {
    serde_json::from_str(&entry.event.payload)
        .map_err(|error| internal(format!("event {}: {error}", entry.sequence)))
}

/// The recorded events of a case.
pub(crate) fn decode_case(journal: &[JournalEntry]) -> Result<Vec<Recorded>, DeskError> {
    journal
        .iter()
        .map(|entry| {
            let event: Event = decode(entry)?;
            Ok(Recorded {
                actor: entry.event.actor.clone(),
                at: entry.event.at,
                event,
            })
        })
        .collect()
}
