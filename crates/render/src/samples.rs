//! Every page and mail with sample data, and what must be true of all of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::html;
use crate::mail::complainant::{NoticeMail, ReceiptMail};
use crate::mail::staff::{BoardMail, InvitationMail, MorningMail, StaffMail};
use crate::pages;
use crate::pages::error::ErrorKind;
use crate::pages::follow::Now;
use crate::pages::parts::Role;

/// The most a page may weigh, compressed.
const MOST_BYTES: usize = 15_000;

/// All pages: name and HTML.
pub(crate) fn pages() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut add = |name: &str, html: Result<Vec<u8>, askama::Error>| {
        all.push((name.to_owned(), String::from_utf8(html.unwrap()).unwrap()));
    };
    add("home", html(&pages::home::Home::sample(true)));
    add("home-nog-niet-open", html(&pages::home::Home::sample(false)));
    add("demo", html(&pages::demo::DemoHome::sample()));
    add("demo-post", html(&pages::demo::DemoPost::sample()));
    add("demo-mail", html(&pages::demo::DemoMail::sample()));
    add("contact", html(&pages::contact::Contact::sample()));
    for role in [Role::Resident, Role::Employee, Role::Third] {
        add(
            &format!("voor-{}", role.slug()),
            html(&pages::before::Before::sample(role)),
        );
    }
    add("melden", html(&pages::concern::Concern::sample()));
    add(
        "melden-bedankt",
        html(&pages::concern::ConcernThanks::sample(true)),
    );
    add(
        "melden-bedankt-anoniem",
        html(&pages::concern::ConcernThanks::sample(false)),
    );
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
    add("volgen-bewaard", html(&pages::follow::FollowEnter::sample_kept()));
    add(
        "volgen-code-fout",
        html(&pages::follow::FollowEnter::sample_wrong()),
    );
    add("volgen", html(&pages::follow::Follow::sample()));
    add("volgen-alles", html(&pages::all::OwnAll::sample()));
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
    add("klopt-niet", html(&pages::follow_acts::Dispute::sample()));
    add("niet-gebeurd", html(&pages::follow_acts::Denial::sample()));
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
    add("van-buiten", html(&pages::access::Outside::sample()));
    add("uitnodiging", html(&pages::access::Invitation::sample()));
    for (name, kind) in [
        ("404", ErrorKind::NotFound),
        ("410", ErrorKind::Gone),
        ("422", ErrorKind::BadRequest),
        ("413", ErrorKind::TooLarge),
        ("403", ErrorKind::Elsewhere),
        ("429", ErrorKind::TooMany),
        ("429-often", ErrorKind::TooOften),
        ("500", ErrorKind::Server),
        ("503", ErrorKind::Away),
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
