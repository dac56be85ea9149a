//! Random cases in a real store: what a list and a count hold for somebody is what `access::may` says, case by case.

use crate::office::{Office, arrival};
use casework::access::{Action, Viewer, may};
use casework::case::{Case, Recorded};
use casework::ids::{CaseId, CaseNumber, GroupId, PersonId};
use casework::submission::{Submission, Typed};
use casework::vocabulary::{OtherThan, ReleaseReason, Solved};
use jiff::civil::date;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;
use storage::{AggregateKey, CaseFilter, CaseOrder, Page};

/// So many cases in one store.
const CASES: usize = 30;

/// A case: a concern or not, who is ticked, and what is done with it.
#[derive(Clone, Debug)]
struct Life {
    concern: bool,
    ticked: Vec<usize>,
    acts: Vec<(u8, usize)>,
}

fn life() -> impl Strategy<Value = Life> {
    let acts = prop::collection::vec((0u8..14, 0usize..6), 0..8);
    (any::<bool>(), prop::collection::vec(0usize..6, 0..2), acts).prop_map(|(concern, ticked, acts)| Life {
        concern,
        ticked,
        acts,
    })
}

/// What is refused changes nothing; what is carried out counts.
async fn act(
    office: &Office,
    group: &GroupId,
    number: &CaseNumber,
    id: &CaseId,
    what: u8,
    who: &PersonId,
) -> bool {
    let desk = &office.desk;
    let key = "";
    match what {
        0 | 1 => {
            let later = desk::answer::AnswerText {
                text: "De lift is hersteld.".to_owned(),
                files: Vec::new(),
                outcomes: Vec::new(),
                offers: vec![desk::answer::OfferText {
                    what: "Een sleutel brengen.".to_owned(),
                    by: who.clone(),
                    until: date(2026, 12, 12),
                }],
                differently: desk::answer::Differently::Later,
                explains_delay: false,
            };
            let sent = desk.answer(&office.ann, number, later, key).await.is_ok();
            desk.run_until(desk.clock().now()).await.unwrap();
            sent
        }
        2 => desk
            .exclude(&office.bart, number, (who, "Betrokken."), key)
            .await
            .is_ok(),
        3 => desk.assign(&office.bart, number, who.clone(), key).await.is_ok(),
        4 => desk.take_over(who, number, key).await.is_ok(),
        5 => {
            let until = date(2026, 12, 12);
            let asked = desk.board_question(&office.chris, number, who.clone(), "Waarom?", until, key);
            asked.await.is_ok()
        }
        6 => desk.board_reply(who, number, 1, "Daarom.", key).await.is_ok(),
        7 => {
            let asked = desk.raise_question(&office.ann, number, Some(group.clone()), None, "Wat nu?", key);
            asked.await.is_ok()
        }
        8 => {
            let asked = desk.raise_question(&office.ann, number, None, Some(who.clone()), "Wat nu?", key);
            asked.await.is_ok()
        }
        9 => desk.ask_second_look(id, None, key).await.is_ok(),
        10 => desk.withdraw(id, None, key).await.is_ok(),
        11 => desk.insist(id, &[], key).await.is_ok(),
        12 => {
            let court = desk.release(&office.bart, number, ReleaseReason::Court, None, key);
            court.await.is_ok()
                || desk
                    .reclassify(&office.ann, number, OtherThan::Question, None, key)
                    .await
                    .is_ok()
        }
        _ => desk.verdict(id, Solved::No, None, None, key).await.is_ok(),
    }
}

/// A case from its journal alone: no row has a say in it.
async fn replayed(office: &Office, id: &CaseId) -> Case {
    let journal = office.desk.store().load(&AggregateKey::case(id)).await.unwrap();
    let recorded: Vec<Recorded> = journal
        .into_iter()
        .map(|entry| Recorded {
            actor: entry.event.actor,
            at: entry.event.at,
            event: serde_json::from_str(&entry.event.payload).unwrap(),
        })
        .collect();
    Case::replay(id, &recorded).unwrap()
}

#[tokio::test]
async fn lists_and_counts_hold_what_somebody_may_see_of_random_cases_and_nothing_else() {
    let office = Office::open().await;
    let people = [
        &office.ann,
        &office.karim,
        &office.bart,
        &office.mia,
        &office.chris,
        &office.dirk,
    ];
    let members = BTreeSet::from([office.karim.clone(), office.dirk.clone()]);
    let group = office
        .desk
        .set_group(None, None, "Gebouwen", members)
        .await
        .unwrap();
    let mut runner = TestRunner::deterministic();
    let (mut ids, mut carried_out) = (Vec::new(), BTreeSet::new());
    for turn in 0..CASES {
        let life = life().new_tree(&mut runner).unwrap().current();
        let typed = Typed {
            exclude: life.ticked.iter().map(|at| people[*at].to_string()).collect(),
            ..Office::story()
        };
        let (submission, arrival) = (Submission::parse(&typed).unwrap(), arrival(&turn.to_string()));
        let received = match life.concern {
            true => office.desk.raise_concern(submission, arrival).await,
            false => office.desk.submit(submission, arrival).await,
        };
        // Everybody of a part may be ticked: then nobody is left.
        let Ok(receipt) = received else { continue };
        let id = office.id(&receipt.number).await;
        for (what, who) in life.acts {
            if act(&office, &group, &receipt.number, &id, what, people[who]).await {
                carried_out.insert(what);
            }
        }
        ids.push(id);
    }
    assert!(ids.len() > CASES / 2 && carried_out.len() > 10, "{carried_out:?}");
    let open = CaseFilter {
        open: Some(true),
        ..CaseFilter::default()
    };
    let mut seen_of_all = 0;
    for person in people {
        let groups = office.desk.organisation().await.unwrap().groups_of(person);
        let viewer = Viewer::Staff {
            person: person.clone(),
            groups,
        };
        let mut expected: [BTreeSet<CaseId>; 2] = Default::default();
        for id in &ids {
            let case = replayed(&office, id).await;
            if may(&viewer, &case, Action::SeeCase) {
                expected[0].insert(id.clone());
                if !case.is_closed() {
                    expected[1].insert(id.clone());
                }
            }
        }
        for (filter, expected) in [CaseFilter::default(), open.clone()].iter().zip(&expected) {
            let listed = office
                .desk
                .list(person, filter, CaseOrder::Due, Page::first(500))
                .await
                .unwrap();
            let listed: BTreeSet<CaseId> = listed.into_iter().map(|one| one.row.id).collect();
            assert_eq!(listed, *expected, "{person}: {filter:?}");
            let count = office.desk.count(person, filter, u32::MAX).await.unwrap();
            assert_eq!(count, expected.len() as u64, "{person}: {filter:?}");
        }
        seen_of_all += usize::from(expected[0].len() < ids.len() && !expected[0].is_empty());
    }
    assert!(seen_of_all > 3, "some people see some cases");
    office.close().await;
}
