//! Mails as programs make them, and bytes that are none.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use proptest::prelude::*;

const REPLY: &str = "From: Ann <ann@voorbeeld.test>\r\nTo: fatima@voorbeeld.test\r\nDate: Tue, 24 Nov 2026 09:12:00 +0100\r\n\
Subject: Re: de lift\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDag Fatima\r\n\r\nDe firma komt woensdag.\r\n\r\nAnn\r\n\r\n\
Op ma 23 nov 2026 om 10:00 schreef Fatima\r\n<fatima@voorbeeld.test>:\r\n\r\n> De lift is stuk.\r\n";

fn given(text: &str) -> GivenMail {
    parse(text.as_bytes()).expect("this is a mail")
}

#[test]
fn the_newest_words_are_read_with_the_time_and_what_was_quoted_is_left_out() {
    let mail = given(REPLY);
    assert_eq!(mail.text, "Dag Fatima\n\nDe firma komt woensdag.\n\nAnn");
    assert!(mail.left_out);
    let at: jiff::Timestamp = "2026-11-24T08:12:00Z".parse().unwrap();
    assert_eq!(mail.sent_at, Some(Moment(at.as_millisecond())));
    assert_eq!(mail.files, []);
}

#[test]
fn answers_between_quoted_lines_stay_and_a_mail_that_only_quotes_stays_whole() {
    let mixed = REPLY.replace("Dag Fatima\r\n", "> Wanneer?\r\nWoensdag.\r\n");
    let mail = given(&mixed);
    assert!(mail.text.starts_with("Woensdag.") && !mail.text.contains("Wanneer?"));
    let only = "From: a@b.test\r\n\r\n> Eén.\r\n> Twee.\r\n";
    assert_eq!(
        (given(only).text.as_str(), given(only).left_out),
        ("> Eén.\n> Twee.", false)
    );
}

#[test]
fn every_mail_program_s_way_to_begin_an_older_mail_is_known() {
    for older in [
        "-----Oorspronkelijk bericht-----",
        "---------- Doorgestuurd bericht ---------",
        "-----Original Message-----",
        "Van: Fatima <f@voorbeeld.test>\r\nVerzonden: maandag 23 november 2026 10:00",
        "From: Fatima\r\nSent: Monday",
        "On Mon, 23 Nov 2026 at 10:00, Fatima wrote:",
        "Le lun. 23 nov. 2026 à 10:00, Fatima a écrit :",
        "Am 23.11.2026 um 10:00 schrieb Fatima:",
    ] {
        let text = format!("From: a@b.test\r\n\r\nNieuw.\r\n{older}\r\nOud.\r\n");
        let mail = given(&text);
        assert_eq!((mail.text.as_str(), mail.left_out), ("Nieuw.", true), "{older}");
    }
    for plain in [
        "Op woensdag komt de firma.",
        "Van ons kreeg je een brief.",
        "- eerst dit -",
    ] {
        let text = format!("From: a@b.test\r\n\r\nNieuw.\r\n{plain}\r\nSlot.\r\n");
        assert_eq!(
            given(&text).text,
            format!("Nieuw.\n{plain}\nSlot."),
            "our own words stay"
        );
    }
}

#[test]
fn html_odd_letters_and_encodings_become_plain_words() {
    let html = "From: a@b.test\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
<p>Caf=E9 &amp; terras</p><script>alert(1)</script>";
    let mail = parse(html.as_bytes()).unwrap();
    assert!(mail.text.contains("Café & terras"), "{}", mail.text);
    let odd = "From: a@b.test\r\nContent-Type: text/plain; charset=bestaat-niet\r\n\r\nGewoon.";
    assert_eq!(given(odd).text, "Gewoon.");
}

#[test]
fn what_was_attached_comes_along_and_a_picture_inside_the_words_does_not() {
    let mail = "From: a@b.test\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nIn bijlage.\r\n\
--x\r\nContent-Type: application/pdf; name=\"plan.pdf\"\r\nContent-Disposition: attachment; filename=\"plan.pdf\"\r\n\
Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n\
--x\r\nContent-Type: image/png; name=\"logo.png\"\r\nContent-Disposition: inline; filename=\"logo.png\"\r\n\
Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--x--\r\n";
    let mail = given(mail);
    assert_eq!(mail.text, "In bijlage.");
    assert_eq!(mail.files, [("plan.pdf".to_owned(), b"%PDF-1.4\n".to_vec())]);
}

#[test]
fn what_is_no_mail_is_said_to_be_none() {
    for none in [
        &b""[..],
        b"%PDF-1.4\n1 0 obj",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an Outlook .msg",
        b"Beste: dit is een gewone brief\n\nMet tekst.",
        b"From: a@b.test\r\n\r\n",
    ] {
        assert_eq!(parse(none), None, "{}", String::from_utf8_lossy(none));
    }
    assert_eq!(parse(&vec![b'a'; BYTES_AT_MOST + 1]), None, "too big");
}

#[test]
fn a_mail_in_a_mail_in_a_mail_ends_somewhere() {
    let mut mail = "From: a@b.test\r\n\r\nBinnen.\r\n".to_owned();
    for n in 0..200 {
        mail = format!(
            "From: a@b.test\r\nContent-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\nContent-Type: text/plain\r\n\r\nLaag {n}.\r\n\
--b{n}\r\nContent-Type: message/rfc822\r\n\r\n{mail}\r\n--b{n}--\r\n"
        );
    }
    assert_eq!(given(&mail).text, "Laag 199.");
}

#[test]
fn a_date_that_is_none_is_not_offered() {
    for date in ["Tue, 99 Foo 2026 99:99:99 +9900", "", "gisteren"] {
        let mail = REPLY.replace("Tue, 24 Nov 2026 09:12:00 +0100", date);
        assert_eq!(given(&mail).sent_at, None, "{date}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = parse(&bytes);
    }

    #[test]
    fn a_mail_with_holes_is_a_mail_or_none(
        cuts in prop::collection::vec((0usize..400, any::<u8>()), 0..20), end in 0usize..420,
    ) {
        let mut bytes = REPLY.as_bytes().to_vec();
        for (at, byte) in cuts {
            if let Some(one) = bytes.get_mut(at) {
                *one = byte;
            }
        }
        bytes.truncate(end);
        if let Some(mail) = parse(&bytes) {
            prop_assert!(!mail.text.trim().is_empty());
        }
    }
}
