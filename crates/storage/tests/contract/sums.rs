//! Figures that were added up beforehand are those that one gets by looking at each case.

use crate::support::*;
use casework::moment::Moment;
use storage::*;

/// Numbers that look like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99);
        (self.0 >> 33) % most
    }
}

/// Some state of a case: received in one of a few days, with promises in every state.
fn rows(id: &str, sequence: u64, chance: &mut Chance) -> CaseRows {
    let mut rows = case_rows(id, sequence);
    let received = NOW.plus_millis(i64::try_from(chance.below(4)).unwrap() * DAY + 1_000);
    let at = received.plus_millis(DAY);
    let maybe = |on: bool| on.then_some(at);
    let one = &mut rows.case;
    one.received_at = received;
    one.registered_at = (chance.below(8) > 0).then_some(received);
    one.practice = id.ends_with('7');
    one.answered_at = maybe(chance.below(2) == 0);
    one.way_out = (chance.below(4) == 0).then(|| "withdrawn".to_owned());
    one.answer_late = chance.below(3) == 0;
    one.answer_due_at = maybe(chance.below(3) == 0);
    one.answer_since = one.answer_due_at.map(|_| received);
    one.verdict = (chance.below(3) == 0).then(|| "partly".to_owned());
    one.silent_at = maybe(chance.below(3) == 0);
    one.causes = ["", "delay", "delay,process"][chance.below(3) as usize].to_owned();
    rows.owed.clear();
    for no in 1..=4 {
        let mut owed = owed_row(id, no);
        owed.opened_at = received;
        owed.due_at = received.plus_millis(i64::try_from(chance.below(2)).unwrap() * 2 * DAY);
        owed.promise_key = ["answer", "interim"][chance.below(2) as usize].to_owned();
        owed.state = ["open", "kept", "replaced", "released"][chance.below(4) as usize].to_owned();
        owed.kept_at = maybe(owed.state == "kept");
        owed.missed_at = maybe(chance.below(2) == 0);
        owed.replaced_by = (owed.state == "replaced" && no < 4).then_some(no + 1);
        rows.owed.push(owed);
    }
    // Bob is related to every case and sees those that hide nothing from him; Chris counts every case but the same ones.
    rows.people = vec![related(id, "bob", "handler")];
    if id.contains('3') {
        rows.people.push(related(id, "bob", "excluded"));
        rows.people.push(related(id, "chris", "excluded"));
    }
    rows
}

async fn filled() -> Fixture {
    let f = fixture().await;
    let mut chance = Chance(5);
    for id in 0..40 {
        let id = format!("c{id}");
        for before in 0..1 + chance.below(3) {
            let mut append = append(&id, before, &["{}"]);
            append.rows = Rows::Case(Box::new(rows(&id, before + 1, &mut chance)));
            f.store.commit(commit_of(append)).await.unwrap();
        }
    }
    f
}

fn scope(who: &str, every_case: bool) -> Scope {
    Scope {
        person: Some(person(who)),
        relations: vec!["handler".to_owned()],
        every_case,
        other_owners: true,
    }
}

#[tokio::test]
async fn sums_say_what_each_case_says_for_whoever_counts_them_all() {
    let f = filled().await;
    let (bob, chris) = (scope("bob", false), scope("chris", true));
    let day = |days: i64, more: i64| Moment(NOW.0 / DAY * DAY + days * DAY + more);
    let periods = [
        (Moment(0), day(100, 0)),
        (day(0, 0), day(2, 0)),
        (day(-1, 3_000), day(1, 5_000)),
        (NOW.plus_millis(500), NOW.plus_millis(2 * DAY)),
        (NOW, NOW.plus_millis(2_000)),
    ];
    let mut seen = 0;
    for period in periods {
        for now in [NOW, NOW.plus_millis(2 * DAY), NOW.plus_millis(9 * DAY)] {
            let each = f.store.outcomes(&bob, period, now).await.unwrap();
            let sums = f.store.outcomes(&chris, period, now).await.unwrap();
            let said = |mut all: Outcomes| {
                all.stages.retain(|_, count| *count > 0);
                all.verdicts.retain(|_, count| *count > 0);
                all.causes.retain(|_, count| *count > 0);
                all
            };
            seen += each.stages.values().sum::<u64>();
            assert_eq!(said(sums), said(each), "{period:?} {now:?}");
            let counts = |scope| f.store.owed_counts(scope, period, now, &["answer", "interim"]);
            let some = |mut counts: Vec<OwedCount>| {
                counts.retain(|one| one.kept + one.late > 0);
                counts
            };
            let (each, sums) = (counts(&bob).await.unwrap(), counts(&chris).await.unwrap());
            assert_eq!(some(sums), some(each), "{period:?} {now:?}");
        }
    }
    assert!(seen > 100, "{seen}");
}

#[tokio::test]
async fn sums_counted_again_from_the_rows_are_the_same() {
    let f = filled().await;
    let all = (Moment(0), NOW.plus_millis(100 * DAY));
    let before = f.store.outcomes(&Scope::system(), all, NOW).await.unwrap();
    f.tamper("UPDATE sums SET total = total + 1").await.unwrap();
    assert_ne!(
        f.store.outcomes(&Scope::system(), all, NOW).await.unwrap(),
        before
    );
    f.store.sums_anew().await.unwrap();
    assert_eq!(
        f.store.outcomes(&Scope::system(), all, NOW).await.unwrap(),
        before
    );
}

#[tokio::test]
async fn a_sum_that_was_changed_is_named() {
    let f = fixture().await;
    let mut append = append("c1", 0, &["{}"]);
    let project = |_: &AggregateKey, _: &[JournalEntry]| {
        let mut rows = case_rows("c1", 1);
        rows.owed[0].state = "kept".into();
        rows.owed[0].kept_at = Some(NOW);
        Ok(Some(Rows::Case(Box::new(rows))))
    };
    append.rows = project(&append.aggregate, &[]).unwrap().unwrap();
    f.store.commit(commit_of(append)).await.unwrap();
    f.store.verify(project).await.unwrap();
    f.tamper("UPDATE sums SET total = 2 WHERE what = 'kept'")
        .await
        .unwrap();
    let error = f.store.verify(project).await.unwrap_err().to_string();
    assert!(
        error.starts_with("sums kept ") && error.contains(" answer"),
        "{error}"
    );
}
