//! What whoever watches over the machine sees of a complaint and its answer: how it goes, and nothing about whom or what.

use crate::browser::{Answer, Visitor};
use crate::public::{STORY, receipt, write};
use crate::served::{Installation, Served};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::TcpListener;

const PASSWORD: &str = "een lang genoeg wachtwoord";
const REPLY: &str = "Dag Fatima. De firma herstelt alles op woensdag. Het spijt ons.";

/// An address on which nobody listens.
pub fn free_port() -> String {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    format!("127.0.0.1:{port}")
}

fn visitor(served: &Served) -> Visitor<'_> {
    Visitor::with(&served.address, BTreeMap::new())
}

/// The idempotency key of the form whose address ends so.
fn key(page: &Answer, action: &str) -> String {
    let text = page.text();
    let form = text.split("<form ").find(|form| {
        let to = form
            .split("action=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        to.is_some_and(|to| to.ends_with(action))
    });
    let form = form.unwrap_or_else(|| panic!("no form for {action}"));
    let rest = form.split("name=\"sleutel\" value=\"").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// A complaint from the first question to the answer; gives number and code.
fn complaint_and_answer(served: &Served, links: &[String]) -> (String, String) {
    let resident = visitor(served);
    write(&resident);
    let fields = [
        ("hoe", "mail"),
        ("adres", "fatima.benali@voorbeeld.test"),
        ("naam", "Fatima Benali"),
    ];
    assert_eq!(resident.post("/klacht/nieuw/antwoord", &fields).status, 303);
    let key_of_form = resident.get("/klacht/nieuw/nakijken").field("sleutel");
    let sent = resident.post("/klacht/nieuw/nakijken", &[("sleutel", &key_of_form)]);
    assert_eq!(sent.to(), "/bedankt");
    let (number, code) = receipt(&resident.get("/bedankt"));
    let handler = links
        .iter()
        .take(2)
        .map(|link| signed_in(served, link))
        .find(|person| person.get(&format!("/werk/klachten/{number}")).status == 200)
        .expect("somebody follows it");
    let path = format!("/werk/klachten/{number}");
    let sleutel = key(&handler.get(&path), "/nakijken");
    let mut fields = vec![
        ("sleutel", sleutel.as_str()),
        ("soort", "antwoord"),
        ("doe", "bekijk"),
        ("tekst", REPLY),
        ("anders", "nee"),
        ("nee_reden", "Het was een vergissing van de firma."),
        ("nee_oorzaak", "supplier"),
    ];
    let preview = handler.post(&format!("{path}/nakijken"), &fields);
    assert!(preview.text().contains(REPLY), "{}", preview.text());
    let sleutel = key(&preview, "/versturen");
    fields[0] = ("sleutel", sleutel.as_str());
    fields[2] = ("doe", "verstuur");
    assert_eq!(handler.post(&format!("{path}/versturen"), &fields).status, 303);
    // The receipt's code in a form, a wrong code, a page that isn't there, a number in an address.
    let later = visitor(served);
    assert_eq!(later.post("/volgen", &[("code", &code)]).to(), "/volgen/klacht");
    assert!(later.get("/volgen/klacht").text().contains(STORY));
    assert_eq!(later.get(&format!("/geen/{number}?code={code}")).status, 404);
    (number, code)
}

/// Somebody of the staff who used their invitation.
pub fn signed_in<'s>(served: &'s Served, link: &str) -> Visitor<'s> {
    let person = visitor(served);
    let proof = link.split("sleutel=").nth(1).unwrap();
    let fields = [
        ("uitnodiging", proof),
        ("wachtwoord", PASSWORD),
        ("nogmaals", PASSWORD),
    ];
    assert_eq!(person.post("/uitnodiging", &fields).status, 303);
    person
}

/// Nothing of this may stand anywhere that a machine's watcher reads.
fn secrets(number: &str, code: &str, links: &[String]) -> Vec<String> {
    let words = [
        STORY,
        REPLY,
        "De lift",
        "firma",
        "vergissing",
        "Fatima",
        "Benali",
        "voorbeeld.test",
        "Verbeke",
        "lift.png",
        PASSWORD,
    ];
    let mut secrets: Vec<String> = words.map(str::to_owned).to_vec();
    secrets.extend([
        number.to_owned(),
        number[3..].to_owned(),
        code.to_owned(),
        code[..8].to_owned(),
    ]);
    secrets.extend(
        links
            .iter()
            .map(|link| link.split("sleutel=").nth(1).unwrap().to_owned()),
    );
    secrets
}

#[test]
fn neither_the_log_nor_the_figures_hold_a_word_a_name_an_address_a_number_or_a_code() {
    let (installation, links) = Installation::new();
    let (metrics, config) = (free_port(), installation.beside("gehoor.toml"));
    std::fs::write(
        &config,
        format!("log = \"json\"\nmetrics = \"{metrics}\"\nlisten = \"127.0.0.1:0\"\n"),
    )
    .unwrap();
    let log = installation.beside("log");
    let mut served = installation.serve(&["--config", config.to_str().unwrap()], &log);
    let (number, code) = complaint_and_answer(&served, &links);
    let figures = Visitor::with(&metrics, BTreeMap::new()).get("/metrics").text();
    assert_eq!(
        visitor(&served).get("/metrics").status,
        404,
        "not on the public address"
    );
    assert_eq!(served.signal("-TERM").code(), Some(0));
    let log = std::fs::read_to_string(&log).unwrap();
    for secret in secrets(&number, &code, &links) {
        assert!(!log.contains(&secret), "the log holds {secret}:\n{log}");
        assert!(
            !figures.contains(&secret),
            "the figures hold {secret}:\n{figures}"
        );
    }
    // It is there all the same: a line per request, with its route and not its path.
    let lines: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let request = |method: &str, route: &str, status: u64| {
        lines
            .iter()
            .find(|line| line["method"] == method && line["route"] == route && line["status"] == status)
    };
    let sent = request("POST", "/werk/klachten/{nr}/versturen", 303).expect("a line for the answer");
    assert!(sent["ms"].is_u64(), "{sent}");
    assert_eq!(sent["reference"].as_str().unwrap().len(), 6, "{sent}");
    assert!(
        request("GET", "-", 404).is_some(),
        "an address in no list is logged as none"
    );
    for line in [
        r#"gehoor_requests_total{method="POST",route="/klacht/nieuw/nakijken",status="303"} 1"#,
        r#"gehoor_healthy{part="database"} 1"#,
        r#"gehoor_healthy{part="disk"} 1"#,
        "gehoor_jobs_failing 0",
    ] {
        assert!(figures.lines().any(|one| one == line), "{line}\n{figures}");
    }
    assert!(figures.contains("gehoor_job_overdue_seconds "), "{figures}");
}

#[test]
fn an_internal_error_has_the_same_reference_on_the_page_and_in_the_log() {
    let (installation, _) = Installation::new();
    let log = installation.beside("log");
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &log);
    // The first sweep has gone round: nothing is being written any more.
    while visitor(&served).ask("GET", "/health", &[]).status != 200 {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    // The database is wiped from under it, at the length it had: the next page that needs it fails.
    for name in ["gehoor.db", "gehoor.db-wal"] {
        let path = installation.data().join(name);
        let mut file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
        let long = usize::try_from(file.metadata().unwrap().len()).unwrap();
        file.write_all(&vec![0; long]).unwrap();
    }
    let failed = visitor(&served).ask("GET", "/volgen/klacht", &[("gehoor-volg", "x")]);
    assert_eq!(failed.status, 500);
    let lines = std::fs::read_to_string(&log).unwrap();
    let request = lines
        .lines()
        .find(|line| line.contains("status=500"))
        .expect("a line for the request");
    let reference = request
        .split("reference=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let reason = lines
        .lines()
        .find(|line| line.contains("a request failed"))
        .expect("a line for the reason");
    assert!(reason.contains(reference), "{reason}");
    assert!(failed.text().contains(reference), "{}", failed.text());
}

#[test]
fn health_says_which_part_fails_and_nothing_else() {
    let (installation, _) = Installation::new();
    let served = installation.serve(&["--listen", "127.0.0.1:0"], &installation.beside("log"));
    assert_eq!(visitor(&served).get("/health/live").text(), "ok\n");
    // The sweep goes round once right after the start; the pulse is felt a moment later.
    let ready = |wanted: u16| loop {
        let health = visitor(&served).ask("GET", "/health", &[]);
        if health.status == wanted {
            return health.text();
        }
        assert!(matches!(health.status, 200 | 503));
    };
    assert_eq!(ready(200), "database ok\nsweep ok\ndisk ok\n");
    // The pulse's file can't be written any more once a folder stands in its place.
    std::fs::remove_file(installation.data().join("pulse")).unwrap();
    std::fs::create_dir(installation.data().join("pulse")).unwrap();
    assert_eq!(ready(503), "database ok\nsweep ok\ndisk failing\n");
}
