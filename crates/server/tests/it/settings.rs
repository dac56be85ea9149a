//! People and roles, through the pages.

use crate::http::{between, shared};

#[test]
fn an_invitation_shows_its_link_once_and_lets_somebody_in() {
    let mut sam = shared().person("sam");
    let key = sam.get("/instellingen/mensen").key("/uitnodigen");
    let fields = |email: &'static str| {
        vec![
            ("sleutel", key.as_str()),
            ("naam", "Nieuwe Collega"),
            ("email", email),
            ("rol", "handler"),
        ]
    };
    let refused = sam.post("/instellingen/mensen/uitnodigen", &fields("geen adres"));
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("geen adres") && refused.body.contains("Nieuwe Collega"));
    let invited = sam.post("/instellingen/mensen/uitnodigen", &fields("nieuw@voorbeeld.test"));
    assert_eq!(invited.status, 200);
    let proof = between(&invited.body, "/uitnodiging?sleutel=", "\"").unwrap();
    assert!(
        !sam.get("/instellingen/mensen").body.contains(&proof),
        "only once"
    );
    assert_eq!(
        sam.post("/instellingen/mensen/uitnodigen", &fields("nieuw@voorbeeld.test"))
            .status,
        422
    );
    let mut new = shared().visitor();
    let opened = new.get(&format!("/uitnodiging?sleutel={proof}"));
    assert_eq!(
        (opened.status, opened.location()),
        (303, "/uitnodiging"),
        "the key leaves the address"
    );
    assert!(new.get("/uitnodiging").body.contains("Dag Nieuwe Collega"));
    let mut later = shared().visitor();
    let gone = later.get("/uitnodiging");
    assert_eq!(gone.status, 410);
    assert!(gone.body.contains("Vraag een nieuwe aan de beheerder"));
    let word = "een lang genoeg woord";
    let chosen = [
        ("uitnodiging", proof.as_str()),
        ("wachtwoord", word),
        ("nogmaals", word),
    ];
    assert_eq!(new.post("/uitnodiging", &chosen).status, 303);
    assert_eq!(new.get("/werk").status, 200);
}

#[test]
fn whoever_asks_for_a_link_for_a_colleague_who_can_sign_in_never_sees_it() {
    let mut sam = shared().person("sam");
    let key = sam.get("/instellingen/mensen").key("/uitnodigen");
    let invited = sam.post(
        "/instellingen/mensen/uitnodigen",
        &[
            ("sleutel", key.as_str()),
            ("naam", "Vergeten Wachtwoord"),
            ("email", "vergeten@voorbeeld.test"),
            ("rol", "management"),
        ],
    );
    let proof = between(&invited.body, "/uitnodiging?sleutel=", "\"").unwrap();
    let word = "een lang genoeg woord";
    let chosen = [
        ("uitnodiging", proof.as_str()),
        ("wachtwoord", word),
        ("nogmaals", word),
    ];
    assert_eq!(shared().visitor().post("/uitnodiging", &chosen).status, 303);
    let people = sam.get("/instellingen/mensen").body;
    let row = people.split("Vergeten Wachtwoord").next().unwrap();
    let id = row.rsplit("/instellingen/mensen/").next().unwrap();
    let id = id.split('"').next().unwrap();
    let page = format!("/instellingen/mensen/{id}");
    let key = sam.get(&page).key("/uitnodiging");
    let again = sam.post(&format!("{page}/uitnodiging"), &[("sleutel", key.as_str())]);
    assert_eq!(again.status, 200);
    assert!(again.body.contains("De link is gemaild"), "{}", again.body);
    assert!(!again.body.contains("/uitnodiging?"), "no link on this screen");

    let mut dirk = shared().person("dirk");
    let board = dirk.get("/bestuur");
    assert!(board.body.contains("Vergeten Wachtwoord kreeg een nieuwe link"));
    assert!(board.body.contains("Dat deed Sam Willems"));
    let key = board.key("/gezien");
    let seen = dirk.post("/bestuur/gezien", &[("sleutel", key.as_str())]);
    assert_eq!(seen.status, 303);
    assert!(!dirk.get("/bestuur").body.contains("Vergeten Wachtwoord"));
}

#[test]
fn nobody_leaves_by_one_careless_click() {
    let mut sam = shared().person("sam");
    let key = sam.get("/instellingen/mensen").key("/uitnodigen");
    let fields = [
        ("sleutel", key.as_str()),
        ("naam", "Korte Collega"),
        ("email", "kort@voorbeeld.test"),
        ("rol", "colleague"),
    ];
    assert_eq!(sam.post("/instellingen/mensen/uitnodigen", &fields).status, 200);
    let people = sam.get("/instellingen/mensen").body;
    let row = people.split("Korte Collega").next().unwrap();
    let id = row.rsplit("/instellingen/mensen/").next().unwrap();
    let path = format!("/instellingen/mensen/{}", id.split('"').next().unwrap());
    let leaves = format!("{path}/vertrek");
    let key = sam.get(&path).key("/vertrek");
    let unsure = sam.post(&leaves, &[("sleutel", &key)]);
    assert_eq!(unsure.status, 422);
    assert!(
        unsure
            .body
            .contains("Vink aan dat deze persoon hier niet meer werkt")
    );
    assert!(sam.get(&path).body.contains("/vertrek"), "still here");
    assert_eq!(
        sam.post(&leaves, &[("sleutel", &key), ("zeker", "ja")]).status,
        303
    );
    assert!(!sam.get(&path).body.contains("/vertrek"), "gone");
}

#[test]
fn a_day_off_for_a_holiday_in_a_weekend_is_published_and_stands_in_the_policy() {
    let mut sam = shared().person("sam");
    let path = "/instellingen/dagen";
    let page = sam.get(path);
    assert!(page.body.contains("zaterdag 1 mei"), "{}", page.body);
    let key = page.key("dagen");
    let day = |day: &'static str| {
        vec![
            ("sleutel", key.as_str()),
            ("feestdag", "labour_day-2027"),
            ("dag_labour_day-2027", day),
        ]
    };
    for (typed, why) in [
        ("geen dag", "geen dag"),
        ("2027-05-02", "Kies een werkdag die nog moet komen"),
    ] {
        let refused = sam.post(path, &day(typed));
        assert_eq!(refused.status, 422, "{typed}");
        assert!(refused.body.contains(why), "{typed}: {}", refused.body);
    }
    assert_eq!(sam.post(path, &day("2027-04-30")).status, 303);
    let policy = shared().visitor().get("/beleid").body;
    assert!(policy.contains("vrijdag 30 april"), "{policy}");
    let key = sam.get(path).key("/weg");
    let weg = sam.post(
        &format!("{path}/weg"),
        &[("sleutel", &key), ("dag", "2027-04-30")],
    );
    assert_eq!(weg.status, 303);
    assert!(
        !shared()
            .visitor()
            .get("/beleid")
            .body
            .contains("vrijdag 30 april")
    );
}

#[test]
fn a_person_without_any_role_is_refused() {
    let mut sam = shared().person("sam");
    let people = sam.get("/instellingen/mensen").body;
    let id = between(&people, "href=\"/instellingen/mensen/", "\"").unwrap();
    let page = format!("/instellingen/mensen/{id}");
    let key = sam.get(&page).key("/rollen");
    assert_eq!(
        sam.post(&format!("{page}/rollen"), &[("sleutel", key.as_str())])
            .status,
        422
    );
    assert_eq!(sam.get("/instellingen/mensen/0").status, 404);
}

#[test]
fn a_working_group_needs_a_name_and_keeps_its_ticks() {
    let mut sam = shared().person("sam");
    let key = sam.get("/instellingen/mensen").key("/groep");
    let empty = [("sleutel", key.as_str()), ("groep", ""), ("groepsnaam", "")];
    assert_eq!(sam.post("/instellingen/mensen/groep", &empty).status, 422);
    let named = [("sleutel", key.as_str()), ("groep", ""), ("groepsnaam", "Tuin")];
    assert_eq!(sam.post("/instellingen/mensen/groep", &named).status, 303);
    assert!(sam.get("/instellingen/mensen").body.contains("Tuin"));
}

#[test]
fn the_first_start_of_a_desk_with_people_needs_no_link() {
    assert_eq!(shared().person("sam").get("/instellingen/start").status, 200);
    let mut nobody = shared().visitor();
    let fields = [
        ("bewijs", "x"),
        ("naam", "X"),
        ("email", "x@voorbeeld.test"),
        ("rol", "administrator"),
    ];
    assert_eq!(nobody.post("/instellingen/start/eerste", &fields).status, 410);
}
