//! Sample data that several pages share.

use jiff::civil::date;

use crate::course::{Button, Came, Course, Node, Part, State, When};
use crate::form::SelectOption;
use crate::pages::follow::{Message, MessageKind};
use crate::pages::parts::FileItem;
use crate::pages::recent::Words;
use crate::saying::{Happened, Reading, Saying, Span};
use crate::texts::Texts;

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
    let not_done = Button::not_done(t, 3);
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
        .text("Jij zei op donderdag 26 november dat het niet gebeurde. De belofte blijft open.")
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
        words: Words::new(words),
        files: Vec::new(),
        wrong: format!("/volgen/klacht/klopt-niet?bericht={day}"),
        disputed: day == 17,
        only: String::new(),
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
