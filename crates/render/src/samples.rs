//! Every page and mail with sample data, and what must be true of all of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::date;

use crate::course::{Button, Came, Course, Node, Part, State, When};
use crate::form::SelectOption;
use crate::html;
use crate::mail::complainant::{NoticeMail, ReceiptMail};
use crate::mail::staff::{BoardMail, InvitationMail, MorningMail, StaffMail};
use crate::pages;
use crate::pages::error::ErrorKind;
use crate::pages::follow::{Message, MessageKind, Now};
use crate::pages::parts::{FileItem, Role};
use crate::saying::{Happened, Reading, Saying, Span};
use crate::texts::Texts;

/// The most a page may weigh, compressed.
const MOST_BYTES: usize = 15_000;

/// What is promised to somebody who complains on 26 November 2026.
pub(crate) fn forecast(t: Texts) -> Course {
    let nodes = vec![
        Node::new(State::Fact, When::On(date(2026, 11, 26)), "Je klacht is binnen")
            .text("Je krijgt meteen een nummer en een code. Je klacht is vertrouwelijk. We zeggen je wie ze leest.")
            .quote("vertrouwelijk", "De melding is vertrouwelijk"),
        Node::new(State::Open, When::By(date(2026, 11, 30)), "Je krijgt antwoord")
            .text("Hebben we meer tijd nodig? Dan zeggen we waarom en hoe lang.")
            .quote("antwoord", "beantwoordt ze binnen de 2 werkdagen"),
        Node::new(State::Later, When::Then, "We kijken of we anders moeten werken")
            .text("Je hoort het resultaat.")
            .quote("resultaat", "informeert het management en de klager over het resultaat"),
        Node::new(State::Later, When::After(Span::Weeks(6)), "We vragen of het opgelost is")
            .quote("nazicht", "om te weten of het probleem is opgelost"),
    ];
    Course {
        forecast: true,
        ..Course::wide(t, "verloop", nodes)
    }
}

/// Projects and themes to choose from.
pub(crate) fn options() -> (Vec<SelectOption>, Vec<SelectOption>) {
    let option = |value: &str, label: &str, chosen| SelectOption {
        value: value.into(),
        label: label.into(),
        chosen,
    };
    (
        vec![option("linde", "De Linde", true)],
        vec![option("herstelling", "Herstelling", false)],
    )
}

/// A receipt code in groups.
pub(crate) fn code() -> Vec<String> {
    ["4821", "0937", "5560", "1284", "7736"]
        .map(str::to_owned)
        .to_vec()
}

/// The course on the receipt.
pub(crate) fn receipt_course(t: Texts) -> Course {
    let nodes = vec![
        Node::new(
            State::Kept,
            When::On(date(2026, 11, 15)),
            Happened::CameIn.title(t),
        )
        .say(&t, &Saying::Registered(date(2026, 11, 15).at(14, 20, 0, 0)))
        .quote("registreren", "registreert de klacht"),
        Node::new(State::Open, When::By(date(2026, 11, 17)), "Ann belt je op")
            .text("Is er meer tijd nodig? Dan hoor je waarom en hoe lang.")
            .quote("antwoord", "beantwoordt ze binnen de 2 werkdagen"),
        Node::new(
            State::Later,
            When::Around(date(2027, 1, 6)),
            "We vragen je of het opgelost is",
        )
        .quote("nazicht", "om te weten of het probleem is opgelost"),
    ];
    Course::wide(t, "verloop", nodes)
}

/// A course with everything in it: kept, late, denied, open, later.
pub(crate) fn full_course(t: Texts) -> Course {
    let late = Came {
        date: date(2026, 11, 23),
        days_late: 1,
        parts: vec![
            Part::Text("Sorry. Ann was afwezig en niemand nam het over.".into()),
            Part::Link {
                href: "#b2".into(),
                text: "Lees het antwoord".into(),
            },
        ],
    };
    let not_done = Button::not_done(t, "s-9-t3", "t3");
    let nodes = vec![
        Node::new(
            State::Kept,
            When::On(date(2026, 11, 15)),
            Happened::CameIn.title(t),
        )
        .say(&t, &Saying::Registered(date(2026, 11, 15).at(14, 20, 0, 0)))
        .quote("registreren", "registreert de klacht"),
        Node::new(
            State::Kept,
            When::On(date(2026, 11, 17)),
            "Antwoord of tussenbericht",
        )
        .text("Ann schreef dat ze meer tijd nodig had.")
        .read(t, "#b1", Reading::Interim)
        .quote(
            "tussenbericht",
            "Als er meer overleg nodig is om iets ten gronde te bekijken, ontvang je hiervan bericht",
        ),
        Node::new(State::Missed, When::Promised(date(2026, 11, 20)), "Het antwoord")
            .text("Ann beloofde dit in haar tussenbericht.")
            .came(late),
        Node::new(
            State::Kept,
            When::On(date(2026, 11, 24)),
            "Els brengt boodschappen voor je moeder",
        )
        .text("Beloofd in ons antwoord.")
        .quote("oplossing", "de oplossing die werd aangeboden")
        .button(not_done),
        Node::new(
            State::Denied,
            When::Promised(date(2026, 11, 25)),
            "De firma maakt de lift",
        )
        .text("Dat zei jij op donderdag 26 november. De belofte blijft open.")
        .quote("oplossing", "de oplossing die werd aangeboden"),
        Node::new(
            State::Open,
            When::By(date(2026, 11, 30)),
            "Ann antwoordt op je “niet gebeurd”",
        )
        .text("Met een nieuwe datum voor de lift.")
        .quote("antwoord", "beantwoordt ze binnen de 2 werkdagen"),
        Node::new(
            State::Later,
            When::By(date(2026, 12, 21)),
            "We kijken of we anders moeten werken",
        )
        .text("Je hoort het resultaat.")
        .quote(
            "resultaat",
            "informeert het management en de klager over het resultaat",
        ),
        Node::new(
            State::Later,
            When::Around(date(2027, 1, 6)),
            "Is het opgelost? We vragen het jou",
        )
        .quote("nazicht", "om te weten of het probleem is opgelost"),
    ];
    Course::wide(t, "verloop", nodes).with_today(date(2026, 11, 26))
}

/// Messages, newest first.
pub(crate) fn messages() -> Vec<Message> {
    let message = |id: &str, from: &str, kind, day, words: &str| Message {
        id: id.into(),
        from: from.into(),
        kind,
        at: date(2026, 11, day).at(14, 20, 0, 0),
        words: words.into(),
        files: Vec::new(),
        wrong: None,
    };
    let file = FileItem {
        href: "/volgen/klacht/bestand/b1".into(),
        ..FileItem::sample()
    };
    vec![
        message(
            "b2",
            "Ann",
            MessageKind::Answer,
            23,
            "Dag Fatima. De lift was drie weken stuk. Je hebt gelijk. Dat spijt ons.\n\nDe firma maakt de lift op woensdag 25 november.",
        ),
        message(
            "b1",
            "Ann",
            MessageKind::Interim,
            17,
            "Dag Fatima. Ik kan je nog geen volledig antwoord geven.",
        ),
        Message {
            files: vec![file],
            ..message(
                "b0",
                "",
                MessageKind::Yours,
                15,
                "De lift is stuk.\n<b>Mijn moeder</b> geraakt niet buiten.",
            )
        },
    ]
}

/// All pages: name and HTML.
pub(crate) fn pages() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut add = |name: &str, html: Result<Vec<u8>, askama::Error>| {
        all.push((name.to_owned(), String::from_utf8(html.unwrap()).unwrap()));
    };
    add("home", html(&pages::home::Home::sample()));
    add("demo", html(&pages::demo::DemoHome::sample()));
    add("demo-post", html(&pages::demo::DemoPost::sample()));
    add("contact", html(&pages::contact::Contact::sample()));
    for role in [Role::Resident, Role::Employee, Role::Third] {
        add(
            &format!("voor-{}", role.slug()),
            html(&pages::before::Before::sample(role)),
        );
    }
    add("melden", html(&pages::concern::Concern::sample()));
    add("melden-bedankt", html(&pages::concern::ConcernThanks::sample()));
    add("verhaal", html(&pages::questions::Story::sample()));
    add("verhaal-fout", html(&pages::questions::Story::sample_wrong()));
    add("oplossing", html(&pages::questions::Remedy::sample()));
    add("antwoord", html(&pages::questions::ChannelPage::sample()));
    add(
        "antwoord-fout",
        html(&pages::questions::ChannelPage::sample_wrong()),
    );
    add(
        "antwoord-leeg",
        html(&pages::questions::ChannelPage::sample_empty()),
    );
    add("lezers", html(&pages::questions::Readers::sample()));
    add("nakijken", html(&pages::check::Check::sample()));
    add("wissen", html(&pages::check::Erase::sample(false)));
    add("gewist", html(&pages::check::Erase::sample(true)));
    add("bedankt", html(&pages::receipt::Receipt::sample(true)));
    add("bedankt-anoniem", html(&pages::receipt::Receipt::sample(false)));
    add("volgen-code", html(&pages::follow::FollowEnter::sample()));
    add(
        "volgen-code-fout",
        html(&pages::follow::FollowEnter::sample_wrong()),
    );
    add("volgen", html(&pages::follow::Follow::sample()));
    add("volgen-melding", html(&pages::follow::Follow::sample_concern()));
    add(
        "volgen-klaar",
        html(&pages::follow::Follow::sample_closed(Now::Done)),
    );
    add(
        "volgen-gestopt",
        html(&pages::follow::Follow::sample_closed(Now::Withdrawn)),
    );
    add(
        "volgen-geen-klacht",
        html(&pages::follow::Follow::sample_closed(Now::NotAComplaint)),
    );
    add("opgelost", html(&pages::follow_acts::Verdict::sample()));
    add("intrekken", html(&pages::follow_acts::Withdraw::sample()));
    add("tweede-blik", html(&pages::follow_acts::SecondLook::sample()));
    add("last", html(&pages::follow_acts::Retaliation::sample()));
    add(
        "toch-een-klacht",
        html(&pages::follow_acts::AfterAll::sample(true)),
    );
    add(
        "toch-een-klacht-2",
        html(&pages::follow_acts::AfterAll::sample(false)),
    );
    add("beleid", html(&pages::policy::PolicyPage::sample()));
    add("privacy", html(&pages::statements::Privacy::sample()));
    add(
        "toegankelijkheid",
        html(&pages::statements::Accessibility::sample()),
    );
    add("aanmelden", html(&pages::access::SignIn::sample()));
    add("uitnodiging", html(&pages::access::Invitation::sample()));
    for (name, kind) in [
        ("404", ErrorKind::NotFound),
        ("410", ErrorKind::Gone),
        ("422", ErrorKind::BadRequest),
        ("403", ErrorKind::Forbidden),
        ("429", ErrorKind::TooMany),
        ("500", ErrorKind::Server),
        ("verlopen", ErrorKind::Expired),
        ("verlopen-werk", ErrorKind::ExpiredStaff),
    ] {
        add(
            &format!("fout-{name}"),
            html(&pages::error::ErrorPage::sample(kind)),
        );
    }
    for (name, page) in pages::work::samples::pages() {
        add(name, page);
    }
    all
}

/// All mails: name and text, the subject on the first line.
pub(crate) fn mails() -> Vec<(String, String)> {
    let mut mails = vec![
        (
            "bevestiging".to_owned(),
            ReceiptMail::sample(false).mail().unwrap(),
        ),
        (
            "bevestiging-melding".to_owned(),
            ReceiptMail::sample(true).mail().unwrap(),
        ),
        ("ochtend".to_owned(), MorningMail::sample().mail().unwrap()),
        ("bestuur".to_owned(), BoardMail::sample(false).mail().unwrap()),
        ("bestuur-leeg".to_owned(), BoardMail::sample(true).mail().unwrap()),
        ("uitnodiging".to_owned(), InvitationMail::sample().mail().unwrap()),
    ];
    for (i, notice) in NoticeMail::samples().iter().enumerate() {
        mails.push((format!("klager-{i}"), notice.mail().unwrap()));
    }
    for (i, staff) in StaffMail::samples().iter().enumerate() {
        mails.push((format!("medewerker-{i}"), staff.mail().unwrap()));
    }
    mails
        .into_iter()
        .map(|(name, mail)| (name, format!("{}\n\n{}", mail.subject, mail.text)))
        .collect()
}

#[test]
fn every_page_and_mail_is_written_out_to_look_at() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/pages");
    std::fs::create_dir_all(folder).unwrap();
    for (name, html) in pages() {
        std::fs::write(format!("{folder}/{name}.html"), html).unwrap();
    }
    for (name, text) in mails() {
        std::fs::write(format!("{folder}/mail-{name}.txt"), text).unwrap();
    }
}

#[test]
fn no_page_has_a_missing_text_a_script_or_a_style_of_its_own() {
    for (name, html) in pages() {
        for bad in [
            "⟦",
            "{$",
            "{ $",
            " style=\"",
            "<script",
            "javascript:",
            " onclick",
            "http://",
            "\u{2068}",
        ] {
            let found = html.replace("http://www.w3.org/2000/svg", "").find(bad).is_some();
            assert!(!found, "{name} has {bad:?}");
        }
        assert!(
            html.contains("<title>") && html.matches("<h1>").count() == 1,
            "{name} has not one h1"
        );
        assert!(html.trim_end().ends_with("</html>"), "{name} is not whole");
    }
}

#[test]
fn no_mail_has_a_missing_text_or_markup() {
    for (name, text) in mails() {
        for bad in ["⟦", "{$", "{ $", "&amp;", "<", "\n\n\n", "\u{2068}"] {
            assert!(!text.contains(bad), "{name} has {bad:?}:\n{text}");
        }
    }
}

#[test]
fn every_form_that_posts_carries_its_key() {
    for (name, html) in pages() {
        for form in html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let demo = form.contains("/demo/");
            let key = form.contains("name=\"sleutel\" value=\"");
            assert!(demo || key || !form.contains("method=\"post\""), "{name}: {form}");
        }
    }
}

#[test]
fn every_id_stands_once_on_a_page_and_every_reference_leads_to_one() {
    for (name, html) in pages() {
        let values = |attribute: &str| -> Vec<String> {
            html.split(&format!(" {attribute}=\""))
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .flat_map(|value| value.split(' ').map(str::to_owned))
                .collect()
        };
        let ids = values("id");
        let mut once = ids.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "{name} has an id twice: {ids:?}");
        for attribute in ["for", "aria-describedby", "aria-labelledby"] {
            for id in values(attribute) {
                assert!(
                    ids.contains(&id),
                    "{name}: {attribute} names {id}, which isn't there"
                );
            }
        }
        for href in values("href").iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(
                ids.iter().any(|id| id == href),
                "{name}: a link leads to #{href}, which isn't there"
            );
        }
    }
}

#[test]
fn every_page_is_light() {
    for (name, html) in pages() {
        let size = compressed(html.as_bytes());
        assert!(size <= MOST_BYTES, "{name} weighs {size} bytes compressed");
    }
}

/// The size under gzip, asked of the system's own.
fn compressed(bytes: &[u8]) -> usize {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut gzip = Command::new("gzip")
        .arg("-c")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = gzip.stdin.take().unwrap();
    let owned = bytes.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&owned).unwrap());
    let size = gzip.wait_with_output().unwrap().stdout.len();
    writer.join().unwrap();
    size
}
