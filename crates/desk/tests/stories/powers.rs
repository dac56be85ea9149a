//! Nobody can become somebody else by the settings, and the members of the board hear who may do what.

use crate::office::{Office, at};
use casework::ids::PersonId;
use casework::organisation::StaffRole;
use desk::people::{Invited, NewPerson};
use std::collections::BTreeSet;

const WORD: &str = "een lang genoeg woord";

async fn with_password(office: &Office, person: &PersonId) {
    let now = at("2026-11-02T09:00:00");
    let link = office.desk.invite(person, now).await.unwrap();
    let token = link.rsplit_once('=').unwrap().1;
    office
        .desk
        .accept_invitation(token, WORD, now)
        .await
        .unwrap()
        .unwrap();
}

async fn news(office: &Office, person: &PersonId) -> Vec<(Option<PersonId>, String)> {
    let changes = office.desk.power_changes(person).await.unwrap();
    let kind = |event| format!("{event:?}").split(' ').next().unwrap().to_owned();
    changes.into_iter().map(|one| (one.by, kind(one.event))).collect()
}

#[tokio::test]
async fn a_new_link_for_somebody_with_a_password_reaches_only_them() {
    let office = Office::open().await;
    with_password(&office, &office.chris).await;
    let now = at("2026-11-02T10:00:00");
    let invited = office
        .desk
        .invite_again(Some(&office.bart), &office.chris, now)
        .await;
    assert_eq!(invited.unwrap(), Invited::Mailed);
    let letters = office.mails_to("chris@voorbeeld.test");
    let letter = letters.last().unwrap();
    assert_eq!(letter.reply_to, "info@wooncoop.be", "the organisation reads it");
    assert!(letter.text.contains("/uitnodiging") && letter.text.contains("Vroeg je dit niet?"));
    let told = (Some(office.bart.clone()), "LinkRenewed".to_owned());
    assert_eq!(news(&office, &office.chris).await.first(), Some(&told));
    assert_eq!(news(&office, &office.dirk).await.first(), Some(&told));
}

#[tokio::test]
async fn without_mail_nobody_chooses_a_password_for_somebody_who_has_one() {
    let office = Office::open().await;
    let now = at("2026-11-02T10:00:00");
    let weg = |name: &str| NewPerson {
        name: name.to_owned(),
        email: "weg@voorbeeld.test".to_owned(),
        roles: BTreeSet::from([StaffRole::BoardMember]),
    };
    let person = office
        .desk
        .add_person(Some(&office.bart), weg("Nieuw"))
        .await
        .unwrap();
    let first = office
        .desk
        .invite_again(Some(&office.bart), &person, now)
        .await
        .unwrap();
    assert!(
        matches!(first, Invited::HandOver(_)),
        "who never signed in: {first:?}"
    );
    with_password(&office, &person).await;
    let again = office
        .desk
        .invite_again(Some(&office.bart), &person, now)
        .await
        .unwrap();
    assert_eq!(again, Invited::Nowhere);
}

#[tokio::test]
async fn the_board_hears_who_may_do_what_but_not_from_themselves() {
    let office = Office::open().await;
    let by = Some(&office.bart);
    let board = BTreeSet::from([StaffRole::Management, StaffRole::BoardMember]);
    office.desk.set_roles(by, &office.bart, board).await.unwrap();
    let orders = (
        vec![office.bart.clone(), office.chris.clone()],
        vec![office.mia.clone()],
    );
    office.desk.set_orders(by, orders.0, orders.1).await.unwrap();
    let heard: Vec<String> = news(&office, &office.chris)
        .await
        .into_iter()
        .map(|(who, what)| {
            assert_eq!(who.as_ref(), by);
            what
        })
        .collect();
    assert_eq!(heard, ["SupervisorOrderSet", "BoardOrderSet", "RolesChanged"]);
    assert_eq!(news(&office, &office.bart).await, Vec::new());
    office.desk.power_changes_seen(&office.chris).await.unwrap();
    assert_eq!(news(&office, &office.chris).await, Vec::new());
    assert_eq!(
        news(&office, &office.dirk).await.len(),
        3,
        "each sees it for themselves"
    );
}

#[tokio::test]
async fn an_invitation_works_for_three_days() {
    let office = Office::open().await;
    let made = at("2026-11-02T09:00:00");
    let link = office.desk.invite(&office.ann, made).await.unwrap();
    let token = link.rsplit_once('=').unwrap().1;
    let hours = |n: i64| made.plus_millis(n * 3_600_000);
    let before = office.desk.invitation(token, hours(71)).await.unwrap();
    assert_eq!(before.as_ref(), Some(&office.ann));
    assert_eq!(office.desk.invitation(token, hours(72)).await.unwrap(), None);
}
