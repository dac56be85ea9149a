//! One sample of every kind of event, with every optional field filled. The matches have no wildcard: a new kind
//! doesn't compile until it has a sample.

use casework::calendar::Holiday;
use casework::event::{About, Author, ContentRef, Entrusted, Event, FileRef, Part, Purpose, WayOut};
use casework::ids::{CaseId, CaseNumber, ContentId, GroupId, MeasureId, PersonId};
use casework::measure::MeasureEvent;
use casework::moment::Moment;
use casework::organisation::{OrganisationEvent, Scope, StaffRole};
use casework::promise::{Owed, Subject};
use casework::retention::Kept;
use casework::vocabulary::{
    Cause, Channel, ComplainantKind, DeliveredBy, Effect, FactKind, Nature, PointOutcome, RefusalReason,
    ReplyBy, Role, Solved, Step,
};
use std::collections::BTreeSet;

const WHEN: Moment = Moment(1_793_984_400_000);

fn hex(number: u8) -> [u8; 16] {
    [number; 16]
}

fn person(number: u8) -> PersonId {
    PersonId::from_random(hex(number))
}

fn words(number: u8) -> ContentRef {
    ContentRef {
        id: ContentId::from_random(hex(number)),
        digest: format!("{number:02x}").repeat(32),
    }
}

fn file(number: u8) -> FileRef {
    FileRef {
        id: ContentId::from_random(hex(number)),
        size: 48_213,
    }
}

fn group() -> GroupId {
    GroupId::from_random(hex(7))
}

fn measure() -> MeasureId {
    MeasureId::from_random(hex(8))
}

fn owed() -> Owed {
    Owed {
        no: 4,
        key: "answer".to_owned(),
        nature: Nature::Promise,
        opened_by: FactKind::Registered,
        subject: Some(Subject::Measure(measure())),
        opened_at: WHEN,
        due_at: WHEN.plus_minutes(3_000),
        owed_by: Role::Handler,
        named: Some(person(1)),
        owed_to: Role::Complainant,
        clause: Some("antwoord".to_owned()),
        policy_version: 1,
        missed_at: None,
        kept_at: None,
        kept_by_message: None,
        replaced_by: None,
        released: None,
        moved: 0,
    }
}

/// The code of an event's kind.
pub fn kind_of(event: &Event) -> &'static str {
    match event {
        Event::Received { .. } => "received",
        Event::ConcernRaised { .. } => "concern_raised",
        Event::Registered => "registered",
        Event::Confirmed => "confirmed",
        Event::SupervisorTold { .. } => "supervisor_told",
        Event::BoardMemberTold { .. } => "board_member_told",
        Event::HandlerNamed { .. } => "handler_named",
        Event::PoolTold { .. } => "pool_told",
        Event::Excluded { .. } => "excluded",
        Event::LetBackIn { .. } => "let_back_in",
        Event::PartLaidDown { .. } => "part_laid_down",
        Event::TakenOver { .. } => "taken_over",
        Event::ContactNamed { .. } => "contact_named",
        Event::StandInNamed { .. } => "stand_in_named",
        Event::StandInEnded { .. } => "stand_in_ended",
        Event::Understood { .. } => "understood",
        Event::Titled { .. } => "titled",
        Event::MessageWritten { .. } => "message_written",
        Event::NoteWritten { .. } => "note_written",
        Event::PointsAnswered { .. } => "points_answered",
        Event::InterimPromised { .. } => "interim_promised",
        Event::Delivered { .. } => "delivered",
        Event::Bounced { .. } => "bounced",
        Event::DeliveryDisputed { .. } => "delivery_disputed",
        Event::UndertakingOffered { .. } => "undertaking_offered",
        Event::UndertakingDone { .. } => "undertaking_done",
        Event::UndertakingDenied { .. } => "undertaking_denied",
        Event::EvaluationOpened => "evaluation_opened",
        Event::QuestionRaised { .. } => "question_raised",
        Event::RespondentAsked { .. } => "respondent_asked",
        Event::QuestionDiscussed { .. } => "question_discussed",
        Event::Evaluated { .. } => "evaluated",
        Event::ManagementTold { .. } => "management_told",
        Event::MeasureDecided { .. } => "measure_decided",
        Event::MeasureApplied { .. } => "measure_applied",
        Event::MeasureReviewed { .. } => "measure_reviewed",
        Event::VerdictGiven { .. } => "verdict_given",
        Event::FollowUpSilent { .. } => "follow_up_silent",
        Event::ReviewAsked { .. } => "review_asked",
        Event::RetaliationReported { .. } => "retaliation_reported",
        Event::BroughtToBoard { .. } => "brought_to_board",
        Event::BoardMeetingMoved { .. } => "board_meeting_moved",
        Event::BoardOutcomeRecorded { .. } => "board_outcome_recorded",
        Event::BoardQuestionAsked { .. } => "board_question_asked",
        Event::BoardQuestionAnswered { .. } => "board_question_answered",
        Event::BoardNote { .. } => "board_note",
        Event::Withdrawn { .. } => "withdrawn",
        Event::Proposed { .. } => "proposed",
        Event::HeardCorrected { .. } => "heard_corrected",
        Event::CodeReplaced => "code_replaced",
        Event::Agreed { .. } => "agreed",
        Event::SentBack { .. } => "sent_back",
        Event::WentOut { .. } => "went_out",
        Event::Reinstated => "reinstated",
        Event::Reopened => "reopened",
        Event::Linked { .. } => "linked",
        Event::Unlinked { .. } => "unlinked",
        Event::Promised { .. } => "promised",
        Event::Kept { .. } => "kept",
        Event::Missed { .. } => "missed",
        Event::Moved { .. } => "moved",
        Event::Replaced { .. } => "replaced",
        Event::Released { .. } => "released",
        Event::ForgettingAnnounced { .. } => "forgetting_announced",
        Event::Forgotten { .. } => "forgotten",
        Event::FileMarked { .. } => "file_marked",
        Event::Held { .. } => "held",
        Event::HoldEnded => "hold_ended",
    }
}

/// A sample of each kind of event of a case.
pub fn case_events() -> Vec<Event> {
    let mut events = arrivals();
    events.extend(talk());
    events.extend(learning());
    events.extend(reviews_and_board());
    events.extend(ways_out());
    events.extend(promises());
    events.extend(kept_or_forgotten());
    events
}

fn arrivals() -> Vec<Event> {
    vec![
        Event::Received {
            number: CaseNumber::from_random(2026, 0x4_2187),
            kinds: ComplainantKind::ALL.to_vec(),
            channel: Channel::Phone,
            reply_by: ReplyBy::Letter,
            language: "nl".to_owned(),
            heard_at: WHEN,
            project: Some("de-sijs".to_owned()),
            theme: Some("gebouw-lift".to_owned()),
            entrusted: Entrusted {
                title: Some(words(0x10)),
                story: Some(words(0x11)),
                remedy: Some(words(0x12)),
                steps_taken: Some(words(0x13)),
                name: Some(words(0x14)),
                email: Some(words(0x15)),
                phone: Some(words(0x16)),
                address: Some(words(0x17)),
                files: vec![file(0x18)],
            },
            policy_version: 1,
            calendar_version: 2,
            name_may_be_told: true,
            practice: false,
            excluded: vec![person(9)],
        },
        Event::ConcernRaised { contact: person(1) },
        Event::Registered,
        Event::Confirmed,
        Event::SupervisorTold { person: person(2) },
        Event::BoardMemberTold {
            person: person(3),
            about: About::Message(2),
        },
        Event::HandlerNamed { person: person(1) },
        Event::PoolTold {
            people: vec![person(4), person(5)],
        },
        Event::Excluded {
            person: person(9),
            reason: None,
        },
        Event::LetBackIn { person: person(9) },
        Event::PartLaidDown {
            part: Part::Handler,
            person: person(1),
        },
        Event::TakenOver {
            owed: 4,
            person: person(2),
        },
        Event::ContactNamed { person: person(5) },
        Event::StandInNamed {
            absent: person(1),
            person: person(4),
            until: WHEN,
        },
        Event::StandInEnded { absent: person(1) },
        Event::Understood {
            points: vec![words(0x20), words(0x21)],
        },
        Event::Titled { title: words(0x22) },
    ]
}

fn talk() -> Vec<Event> {
    vec![
        Event::MessageWritten {
            message: 1,
            author: Author::Staff,
            purposes: vec![Purpose::Answer, Purpose::Outcome],
            words: words(0x30),
            files: vec![file(0x31)],
        },
        Event::NoteWritten { words: words(0x32) },
        Event::PointsAnswered {
            outcomes: PointOutcome::ALL.to_vec(),
        },
        Event::InterimPromised {
            message: 1,
            reason: words(0x33),
            by: person(1),
            until: WHEN,
        },
        Event::Delivered {
            message: 1,
            how: DeliveredBy::Spoken,
            at: WHEN,
        },
        Event::Bounced { message: 1 },
        Event::DeliveryDisputed {
            message: 2,
            reaction: 3,
        },
        Event::UndertakingOffered {
            undertaking: 1,
            message: 1,
            what: words(0x34),
            by: person(5),
            until: WHEN,
        },
        Event::UndertakingDone { undertaking: 1 },
        Event::UndertakingDenied {
            undertaking: 1,
            message: Some(2),
        },
    ]
}

fn learning() -> Vec<Event> {
    vec![
        Event::EvaluationOpened,
        Event::QuestionRaised {
            question: 1,
            group: Some(group()),
            person: Some(person(5)),
            brief: words(0x40),
        },
        Event::RespondentAsked {
            question: 2,
            person: person(6),
            allegation: words(0x47),
        },
        Event::QuestionDiscussed {
            question: 1,
            reply: Some(words(0x41)),
            meeting: Some(WHEN),
        },
        Event::Evaluated {
            change: true,
            cause: Cause::Procedure,
            reason: words(0x42),
        },
        Event::ManagementTold {
            people: vec![person(2)],
        },
        Event::MeasureDecided {
            measure: measure(),
            what: words(0x43),
            owner: person(5),
            reviewer: person(2),
            until: WHEN,
            promised: true,
        },
        Event::MeasureApplied { measure: measure() },
        Event::MeasureReviewed {
            measure: measure(),
            effect: Effect::Partly,
        },
    ]
}

fn reviews_and_board() -> Vec<Event> {
    vec![
        Event::VerdictGiven {
            solved: Solved::Partly,
            again: Some(false),
            message: Some(3),
        },
        Event::FollowUpSilent { checked: words(0x50) },
        Event::ReviewAsked {
            reviewer: person(6),
            message: Some(3),
        },
        Event::RetaliationReported { message: 4 },
        Event::BroughtToBoard {
            item: 1,
            meeting: WHEN,
            reason: Some(words(0x51)),
            title: None,
        },
        Event::BoardMeetingMoved {
            item: 1,
            meeting: WHEN,
        },
        Event::BoardOutcomeRecorded {
            item: 1,
            outcome: words(0x52),
        },
        Event::BoardQuestionAsked {
            question: 1,
            to: person(1),
            words: words(0x53),
            until: WHEN,
        },
        Event::BoardQuestionAnswered {
            question: 1,
            words: words(0x54),
        },
        Event::BoardNote { words: words(0x55) },
    ]
}

fn ways_out() -> Vec<Event> {
    vec![
        Event::Withdrawn { message: Some(5) },
        Event::Proposed {
            proposal: 1,
            step: Step::Refusal,
            words: words(0x60),
        },
        Event::HeardCorrected {
            heard_at: Moment(1_762_000_000_000),
            reason: words(0x63),
        },
        Event::CodeReplaced,
        Event::Agreed { proposal: 1 },
        Event::SentBack {
            proposal: 2,
            reason: words(0x62),
        },
        Event::WentOut {
            way: WayOut::Refused(RefusalReason::AlreadyHandled),
            words: Some(words(0x61)),
        },
        Event::Reinstated,
        Event::Reopened,
        Event::Linked {
            other: CaseId::from_random(hex(0x62)),
        },
        Event::Unlinked {
            other: CaseId::from_random(hex(0x62)),
        },
    ]
}

fn kept_or_forgotten() -> Vec<Event> {
    vec![
        Event::ForgettingAnnounced {
            class: Kept::Identity,
            at: WHEN,
        },
        Event::Forgotten {
            class: Kept::Words,
            files: Vec::new(),
        },
        Event::FileMarked {
            file: words(0x48).id,
            holds: Some(words(0x49)),
        },
        Event::Held {
            reason: words(0x64),
            until: WHEN,
        },
        Event::HoldEnded,
    ]
}

fn promises() -> Vec<Event> {
    vec![
        Event::Promised {
            owed: Box::new(owed()),
        },
        Event::Kept {
            owed: 4,
            at: WHEN,
            message: Some(1),
        },
        Event::Missed { owed: 4 },
        Event::Moved {
            owed: 5,
            due_at: WHEN,
            reason: words(0x70),
        },
        Event::Replaced { owed: 4, by: 6 },
        Event::Released {
            owed: 4,
            fact: FactKind::Withdrawn,
        },
    ]
}

/// The code of a measure event's kind.
pub fn measure_kind_of(event: &MeasureEvent) -> &'static str {
    match event {
        MeasureEvent::Proposed { .. } => "proposed",
        MeasureEvent::Agreed => "agreed",
        MeasureEvent::CaseJoined { .. } => "case_joined",
        MeasureEvent::Applied { .. } => "applied",
        MeasureEvent::Reviewed { .. } => "reviewed",
        MeasureEvent::OwnerChanged { .. } => "owner_changed",
        MeasureEvent::ReviewerChanged { .. } => "reviewer_changed",
    }
}

/// A sample of each kind of event of a measure.
pub fn measure_events() -> Vec<MeasureEvent> {
    vec![
        MeasureEvent::Proposed {
            what: words(0x80),
            criterion: words(0x81),
            cause: Cause::Information,
            owner: person(5),
            reviewer: person(2),
            group: Some(group()),
            until: WHEN,
            case: Some(CaseId::from_random(hex(0x82))),
        },
        MeasureEvent::Agreed,
        MeasureEvent::CaseJoined {
            case: CaseId::from_random(hex(0x83)),
            what: None,
            criterion: None,
        },
        MeasureEvent::Applied {
            evidence: words(0x84),
            review_by: WHEN,
        },
        MeasureEvent::Reviewed {
            effect: Effect::Worked,
            words: words(0x85),
        },
        MeasureEvent::OwnerChanged { owner: person(6) },
        MeasureEvent::ReviewerChanged { reviewer: person(7) },
    ]
}

/// The code of an organisation event's kind.
pub fn organisation_kind_of(event: &OrganisationEvent) -> &'static str {
    match event {
        OrganisationEvent::PersonJoined { .. } => "person_joined",
        OrganisationEvent::RolesChanged { .. } => "roles_changed",
        OrganisationEvent::LinkRenewed { .. } => "link_renewed",
        OrganisationEvent::PersonLeft { .. } => "person_left",
        OrganisationEvent::GroupSet { .. } => "group_set",
        OrganisationEvent::StandingHandlerSet { .. } => "standing_handler_set",
        OrganisationEvent::ContactSet { .. } => "contact_set",
        OrganisationEvent::BoardOrderSet { .. } => "board_order_set",
        OrganisationEvent::SupervisorOrderSet { .. } => "supervisor_order_set",
        OrganisationEvent::AbsenceSet { .. } => "absence_set",
        OrganisationEvent::AbsenceDropped { .. } => "absence_dropped",
        OrganisationEvent::ProjectSet { .. } => "project_set",
        OrganisationEvent::ProjectDropped { .. } => "project_dropped",
        OrganisationEvent::ReplacementPublished { .. } => "replacement_published",
        OrganisationEvent::ReplacementTakenBack { .. } => "replacement_taken_back",
        OrganisationEvent::ValuesApproved { .. } => "values_approved",
        OrganisationEvent::OldFormClosed => "old_form_closed",
    }
}

/// A sample of each kind of event of the organisation.
pub fn organisation_events() -> Vec<OrganisationEvent> {
    let scope = Scope {
        kind: Some(ComplainantKind::Resident),
        theme: Some("gebouw-lift".to_owned()),
        project: Some("de-sijs".to_owned()),
    };
    vec![
        OrganisationEvent::PersonJoined {
            person: person(1),
            roles: BTreeSet::from([
                StaffRole::Handler,
                StaffRole::Management,
                StaffRole::BoardMember,
                StaffRole::StaffRepresentative,
                StaffRole::Colleague,
                StaffRole::Administrator,
            ]),
            name: words(0x90),
            email: words(0x91),
        },
        OrganisationEvent::RolesChanged {
            person: person(1),
            roles: BTreeSet::from([StaffRole::Handler]),
        },
        OrganisationEvent::LinkRenewed { person: person(1) },
        OrganisationEvent::PersonLeft { person: person(1) },
        OrganisationEvent::GroupSet {
            group: group(),
            name: words(0x92),
            members: BTreeSet::from([person(5)]),
        },
        OrganisationEvent::StandingHandlerSet {
            scope: scope.clone(),
            person: person(1),
            alternate: None,
        },
        OrganisationEvent::ContactSet {
            scope,
            person: person(5),
        },
        OrganisationEvent::BoardOrderSet {
            people: vec![person(3), person(4)],
        },
        OrganisationEvent::SupervisorOrderSet {
            people: vec![person(2)],
        },
        OrganisationEvent::AbsenceSet {
            person: person(1),
            from: WHEN,
            until: WHEN,
        },
        OrganisationEvent::AbsenceDropped {
            person: person(1),
            from: WHEN,
        },
        OrganisationEvent::ProjectSet {
            project: "de-sijs".to_owned(),
            name: words(0x93),
        },
        OrganisationEvent::ProjectDropped {
            project: "de-sijs".to_owned(),
        },
        OrganisationEvent::ReplacementPublished {
            holiday: Holiday::AllSaints,
            date: jiff::civil::date(2026, 11, 2),
            published: jiff::civil::date(2026, 9, 1),
        },
        OrganisationEvent::ReplacementTakenBack {
            date: jiff::civil::date(2026, 11, 2),
        },
        OrganisationEvent::ValuesApproved { policy_version: 1 },
        OrganisationEvent::OldFormClosed,
    ]
}
