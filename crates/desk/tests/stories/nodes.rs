//! Two desks on one PostgreSQL database: what one does the other knows, and nothing is done twice.

use crate::office::{Office, PostBox, arrival, at};
use crate::place;
use casework::submission::Submission;
use desk::policies::Published;
use desk::{Clock, Desk};
use std::sync::Arc;
use storage::Place;

const FILE: &str = include_str!("../../../../policies/wooncoop/policy.toml");
const SOURCE: &str = include_str!("../../../../policies/wooncoop/klachtenbeleid.txt");

/// Another node with a clock and a post of its own.
async fn node(place: &Place, now: &str, post: Arc<PostBox>) -> Desk {
    let clock = Clock::standing(at(now));
    Desk::open(place::open(place).await, clock, post, "http://desk.test")
        .await
        .unwrap()
}

/// An office on PostgreSQL and a second node beside it.
async fn two() -> (Office, Desk, Arc<PostBox>) {
    let place = place::on_postgres();
    let office = Office::over(place::open(&place).await).await;
    let post = Arc::new(PostBox::default());
    let other = node(&place, "2026-11-02T08:30:00", post.clone()).await;
    (office, other, post)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_that_start_at_once_publish_a_policy_once() {
    let place = place::on_postgres();
    let post = Arc::new(PostBox::default());
    let one = node(&place, "2026-11-02T08:30:00", post.clone()).await;
    let two = node(&place, "2026-11-02T08:30:00", post).await;
    let (first, second) = tokio::join!(one.publish_policy(FILE, SOURCE), two.publish_policy(FILE, SOURCE));
    let mut both = [first.unwrap(), second.unwrap()];
    both.sort_by_key(|published| *published != Published::Now);
    assert_eq!(both, [Published::Now, Published::Before]);
}

#[tokio::test]
async fn a_policy_that_one_node_publishes_counts_at_the_other_from_the_next_request() {
    let (office, other, _) = two().await;
    let now = office.desk.clock().now();
    let old = other.shelf().in_force(now).unwrap().policy.version;
    let next = FILE.replacen(&format!("version = {old}"), &format!("version = {}", old + 1), 1);
    assert_ne!(next, FILE);
    assert_eq!(
        office.desk.publish_policy(&next, SOURCE).await.unwrap(),
        Published::Now
    );
    assert!(other.shelf().version(old + 1).is_err(), "it isn't told by itself");
    // Without a page before it: a complaint always comes in under what is in force.
    let submission = Submission::parse(&Office::story()).unwrap();
    let receipt = other.submit(submission, arrival("k1")).await.unwrap();
    let case = other.case_id(&receipt.number).await.unwrap();
    let version = other.read_own(&case).await.unwrap().view.case().policy_version;
    assert_eq!(version, office.desk.shelf().in_force(now).unwrap().policy.version);
    assert!(other.shelf().version(old + 1).is_ok());
    office.close().await;
}

#[tokio::test]
async fn who_joins_or_leaves_at_one_node_is_known_at_the_other_at_once() {
    let (office, other, _) = two().await;
    assert!(
        other
            .organisation()
            .await
            .unwrap()
            .people
            .contains_key(&office.ann)
    );
    office.desk.leave(None, &office.ann).await.unwrap();
    let ann = other.organisation().await.unwrap().people[&office.ann].clone();
    assert!(ann.left_at.is_some());
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_that_let_time_pass_together_send_each_mail_and_record_each_lapse_once() {
    let (office, other, post) = two().await;
    for n in 0..12 {
        let desk = if n % 2 == 0 { &office.desk } else { &other };
        let submission = Submission::parse(&Office::story()).unwrap();
        desk.submit(submission, arrival(&format!("k{n}"))).await.unwrap();
    }
    // Past the last day of the answer: each is missed, and each complainant hears that we are sorry.
    let until = at("2026-11-05T12:00:00");
    let (one, two) = tokio::join!(office.desk.run_until(until), other.run_until(until));
    one.unwrap();
    two.unwrap();
    // Who was stepped over in the last turn comes in the next tick.
    office.desk.run_until(at("2026-11-05T12:02:00")).await.unwrap();
    other.run_until(at("2026-11-05T12:04:00")).await.unwrap();
    let mut to_complainants = office.mails_to("fatima@voorbeeld.test");
    let before = to_complainants.len();
    to_complainants.extend(post.to("fatima@voorbeeld.test"));
    let mut subjects: Vec<_> = to_complainants
        .iter()
        .map(|letter| letter.subject.clone())
        .collect();
    subjects.sort();
    let all = subjects.len();
    subjects.dedup();
    assert_eq!(
        subjects.len(),
        all,
        "a mail went twice; the first node sent {before}"
    );
    // Confirmed and sorry, for each.
    assert_eq!(all, 24, "{subjects:?}");
    office.close().await;
}

#[tokio::test]
async fn people_who_are_added_at_the_same_time_on_two_nodes_are_all_added() {
    let (office, other, _) = two().await;
    let new = |name: &str| desk::people::NewPerson {
        name: name.to_owned(),
        email: format!("{name}@voorbeeld.test"),
        roles: [casework::organisation::StaffRole::Colleague].into(),
    };
    let before = office.desk.organisation().await.unwrap().people.len();
    let (one, two, three, four) = tokio::join!(
        office.desk.add_person(None, new("een")),
        other.add_person(None, new("twee")),
        office.desk.add_person(None, new("drie")),
        other.add_person(None, new("vier")),
    );
    for added in [one, two, three, four] {
        added.unwrap();
    }
    assert_eq!(office.desk.organisation().await.unwrap().people.len(), before + 4);
    office.close().await;
}
