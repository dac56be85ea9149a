//! Nobody answers: the pool hears at noon, the complainant a sorry at midnight, and an explanation is owed.

use crate::office::Office;

#[tokio::test]
async fn nobody_opens_it_and_nobody_answers() {
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let id = office.id(&number).await;
    office.until("2026-11-03T11:59:00").await;
    assert_eq!(office.mails_to("karim@voorbeeld.test").len(), 0);
    office.until("2026-11-03T12:01:00").await;
    assert_eq!(
        office.mails_to("karim@voorbeeld.test").len(),
        1,
        "the pool is told at noon"
    );
    office.until("2026-11-05T00:00:00").await;
    let sorry = office.mails_to("fatima@voorbeeld.test");
    assert_eq!(sorry.len(), 2, "the receipt and the sorry: {sorry:?}");
    let owed = office.open_owed(&id).await;
    assert!(
        owed.contains(&"answer".to_owned()) && owed.contains(&"explain_delay".to_owned()),
        "{owed:?}"
    );
    office.until("2026-11-05T09:00:00").await;
    assert!(!office.mails_to("chris@voorbeeld.test").is_empty());
    office.close().await;
}

/// A desk at which a missed answer is told to this role beside the complainant and the supervisor, on the morning after
/// the last day of a complaint that its handler opened.
async fn missed_and_told(role: &'static str) -> Office {
    let office = Office::under(|policy| {
        let told = "told_when_missed = [\"complainant\", \"supervisor\", \"board_member\"]";
        assert!(policy.contains(told));
        policy.replacen(told, &told.replace("board_member", role), 1)
    })
    .await;
    let number = office.submit(&Office::story(), "one").await.number;
    office.desk.read(&office.ann, &number).await.unwrap();
    office.until("2026-11-04T23:59:00").await;
    for name in ["mia", "karim"] {
        assert!(office.mails_to(&format!("{name}@voorbeeld.test")).is_empty());
    }
    office.until("2026-11-05T00:01:00").await;
    office
}

#[tokio::test]
async fn management_hears_that_something_was_missed_where_it_may_look() {
    let office = missed_and_told("management").await;
    let mia = office.mails_to("mia@voorbeeld.test");
    assert_eq!(mia.len(), 1, "{mia:?}");
    assert!(
        mia[0].text.contains("/overzicht") && !mia[0].text.contains("/werk/klachten"),
        "management may not open it: {mia:?}"
    );
    assert!(office.mails_to("karim@voorbeeld.test").is_empty());
    office.close().await;
}

#[tokio::test]
async fn the_pool_that_hears_of_a_missed_promise_may_take_it_over() {
    let office = missed_and_told("pool").await;
    let karim = office.mails_to("karim@voorbeeld.test");
    assert_eq!(karim.len(), 1, "{karim:?}");
    let number = karim[0].subject.rsplit(' ').next().unwrap();
    let number = casework::ids::CaseNumber::parse(number).unwrap();
    office
        .desk
        .take_over(&office.karim, &number, "take")
        .await
        .unwrap();
    office.close().await;
}

#[tokio::test]
async fn a_policy_promise_that_was_missed_does_not_stop_the_clock() {
    let office = Office::open().await;
    let file =
        include_str!("../../../../policies/wooncoop/policy.toml").replace("version = 1\n", "version = 2\n");
    let source = include_str!("../../../../policies/wooncoop/klachtenbeleid.txt");
    office.desk.publish_policy(&file, source).await.unwrap();
    office.until("2026-12-10T09:00:00").await;
    let number = office.submit(&Office::story(), "one").await.number;
    office.until("2026-12-12T12:00:00").await;
    let pool = office.mails_to("karim@voorbeeld.test");
    assert_eq!(
        pool.len(),
        1,
        "told about {number} at noon of the next day: {pool:?}"
    );
    office.close().await;
}

#[tokio::test]
async fn a_mail_about_something_late_says_only_what_is_true_of_it() {
    let mailed = "De klager kreeg al een korte mail met sorry.";
    for (channel, true_of_it) in [
        ("email", mailed),
        ("code", "De klager leest op de eigen pagina dat we te laat zijn."),
        (
            "phone",
            "De klager kreeg nog geen bericht. Bel of schrijf en zeg sorry.",
        ),
    ] {
        let office = Office::open().await;
        let mut typed = Office::story();
        typed.reply_by = channel.to_owned();
        typed.phone = "0470 00 00 00".to_owned();
        if channel != "email" {
            typed.email.clear();
        }
        office.submit(&typed, "one").await;
        office.until("2026-11-05T00:00:00").await;
        let late = |name: &str| {
            let mails = office.mails_to(&format!("{name}@voorbeeld.test"));
            let late = mails.into_iter().find(|one| one.subject.starts_with("Te laat"));
            late.unwrap().text
        };
        let (bart, chris) = (late("bart"), late("chris"));
        assert!(
            bart.contains(true_of_it) && bart.contains("Leg nu uit waarom."),
            "{channel}: {bart}"
        );
        assert!(
            bart.contains("een belofte niet gehouden: Antwoord of tussenbericht"),
            "{bart}"
        );
        assert!(
            !chris.contains("Leg nu uit") && !chris.contains("zeg sorry"),
            "the supervisor explains it, and the board only hears of it: {chris}"
        );
        office.close().await;
    }
    let office = Office::open().await;
    let number = office.submit(&Office::story(), "one").await.number;
    let later = desk::answer::AnswerText {
        text: "De lift is hersteld.".to_owned(),
        files: Vec::new(),
        outcomes: Vec::new(),
        offers: Vec::new(),
        differently: desk::answer::Differently::Later,
        explains_delay: false,
    };
    office
        .desk
        .answer(&office.ann, &number, later, "a")
        .await
        .unwrap();
    office.until("2026-12-02T00:00:00").await;
    let mails = office.mails_to("bart@voorbeeld.test");
    let late = mails
        .iter()
        .find(|one| one.subject.starts_with("Te laat"))
        .unwrap();
    assert!(
        late.text.contains("iets nog niet klaar: Evalueren"),
        "{}",
        late.text
    );
    assert!(
        !late.text.contains("sorry") && !late.text.contains("belofte"),
        "{}",
        late.text
    );
    office.close().await;
}
