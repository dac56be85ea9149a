//! Every page of the staff with sample data, for the tests of all pages.

use super::case::CasePage;
use super::composer::{AnswerComposer, Composer, InterimComposer, TalkComposer};
use super::measures::Stage;
use super::words::sample_people;
use super::{
    absent, assign, board, briefs, cases, days, evaluation, expired, figures, measures, new_case, people,
    preview, read_aloud, read_by, results, sentences, start, today, together, ways_out,
};
use crate::html;

type Page = Result<Vec<u8>, askama::Error>;

/// All of them: name and HTML.
pub(crate) fn pages() -> Vec<(&'static str, Page)> {
    let interim = InterimComposer {
        understood: String::new(),
        reason: String::new(),
        now: "De installateur komt vrijdag meten.".into(),
        who: "jan".into(),
        until: "2026-12-04".into(),
        latest: jiff::civil::date(2026, 12, 10),
        people: sample_people(),
        delay: Some(String::new()),
        second: true,
        along: super::together::Along::sample(),
        files: vec![crate::pages::parts::FileItem::sample()],
    };
    let talk = TalkComposer {
        date: "2026-11-26".into(),
        ..TalkComposer::default()
    };
    let mail = TalkComposer {
        agreed: "Dag Fatima\n\nDe firma komt woensdag.".into(),
        mail: super::composer::MailRead::CutShort,
        ..TalkComposer::default()
    };
    let wrong = CasePage::sample(Composer::Answer(Box::new(AnswerComposer::sample())));
    let wrong = CasePage {
        form: wrong
            .form
            .wrong("tekst", &crate::Problem::Empty)
            .wrong("tegen_1", &crate::Problem::Date)
            .wrong("anders", &crate::Problem::ChoiceMissing),
        ..wrong
    };
    vec![
        ("werk", html(&today::Today::sample())),
        ("werk-leeg", html(&today::Today::sample_empty())),
        ("werk-klachten", html(&cases::Cases::sample())),
        ("werk-klachten-leeg", html(&cases::Cases::sample_empty())),
        ("werk-klachten-bladeren", html(&cases::Cases::sample_unsearched())),
        (
            "werk-klacht",
            html(&CasePage::sample(Composer::Answer(Box::new(
                AnswerComposer::sample(),
            )))),
        ),
        ("werk-klacht-fout", html(&wrong)),
        (
            "werk-klacht-tussenbericht",
            html(&CasePage::sample(Composer::Interim(interim))),
        ),
        (
            "werk-klacht-gesprek",
            html(&CasePage::sample(Composer::Talk(talk))),
        ),
        ("werk-mail-gelezen", html(&CasePage::sample(Composer::Talk(mail)))),
        (
            "werk-klacht-nota",
            html(&CasePage::sample(Composer::Note(String::new()))),
        ),
        ("werk-melding", html(&CasePage::sample_concern())),
        ("werk-klacht-laat", html(&CasePage::sample_late())),
        ("werk-evaluatie", html(&evaluation::EvaluationPage::sample())),
        ("werk-verlopen", html(&expired::Expired::sample())),
        ("werk-toewijzen", html(&assign::AssignPage::sample())),
        ("eerste-persoon", html(&start::FirstPersonPage::sample())),
        ("werk-uitweg", html(&ways_out::WaysOutPage::sample())),
        (
            "werk-uitweg-nieuw",
            html(&ways_out::WaysOutPage::sample_unproposed()),
        ),
        ("werk-maatregelen", html(&measures::MeasuresPage::sample())),
        (
            "werk-maatregel",
            html(&measures::MeasurePage::sample(Stage::Applied)),
        ),
        (
            "werk-maatregel-voorstel",
            html(&measures::MeasurePage::sample(Stage::Proposed)),
        ),
        ("werk-alles", html(&crate::pages::all::CaseAll::sample())),
        ("werk-gelezen", html(&read_by::ReadBy::sample())),
        ("werk-resultaten", html(&results::ResultsPage::sample())),
        ("werk-brieven", html(&briefs::BriefsPage::sample())),
        ("werk-nieuw", html(&new_case::NewCase::sample())),
        ("werk-opgeschreven", html(&new_case::WrittenDown::sample())),
        (
            "werk-opgeschreven-te-laat",
            html(&new_case::WrittenDown::sample_late()),
        ),
        ("werk-voorlezen", html(&read_aloud::ReadAloud::sample("phone"))),
        ("werk-vergelijken", html(&read_aloud::ReadAloud::sample("letter"))),
        (
            "werk-vergelijken-mail",
            html(&read_aloud::ReadAloud::sample("mail")),
        ),
        (
            "werk-voorlezen-balie",
            html(&read_aloud::ReadAloud::sample("counter")),
        ),
        ("bestuur", html(&board::BoardPage::sample())),
        ("bestuur-klacht", html(&board::BoardCasePage::sample())),
        ("bestuur-agenda", html(&board::AgendaPage::sample())),
        ("zinnen", html(&sentences::SentencesPage::sample())),
        ("zinnen-lijst", html(&sentences::PromisesPage::sample())),
        ("zinnen-doel", html(&sentences::PromisesPage::sample_target())),
        ("overzicht", html(&figures::FiguresPage::sample())),
        ("overzicht-leeg", html(&figures::FiguresPage::sample_empty())),
        ("werk-afwezig", html(&absent::AbsentPage::sample())),
        ("instellingen-dagen", html(&days::DaysPage::sample())),
        ("mensen", html(&people::PeoplePage::sample())),
        ("mens", html(&people::PersonPage::sample())),
        ("start", html(&start::StartPage::sample())),
        ("start-klaar", html(&start::StartPage::sample_ready())),
        ("werk-nakijken", html(&preview::Preview::sample())),
        ("werk-nakijken-samen", html(&preview::Preview::sample_along())),
        ("werk-samen", html(&together::TogetherPage::sample())),
        ("werk-nakijken-voorstel", html(&preview::Preview::sample_second())),
    ]
}
