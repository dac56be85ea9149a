//! `/beleid/zinnen`: the policy in the order of its text, and beside each sentence what was kept, open, late.

use super::behind;
use crate::web::App;
use crate::web::support::errors::WebError;
use crate::web::support::fields::Fields;
use crate::web::support::frame::{Shown, frame, page};
use crate::web::support::visitor::Staff;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::moment::Moment;
use casework::organisation::StaffRole;
use casework::policy::{Clause, Policy};
use casework::vocabulary::Nature;
use desk::Version;
use desk::figures::{Behind, Figure};
use render::Texts;
use render::pages::work::parts::Link;
use render::pages::work::sentences::{Ours, Proof, Proved, Sentence, SentencesPage, Tally};
use render::pages::work::{carried, words};
use storage::OwedFigures;

/// Shows it, or the list behind one of its numbers.
pub async fn show(
    State(app): State<App>,
    shown: Shown,
    staff: Staff,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    if query.given("zin").is_some() || query.given("doel").is_some() {
        return behind::show(&app, shown, &staff, &query).await;
    }
    let frame = frame(&app, shown).await?;
    let now = app.desk.clock().now();
    let version = app.desk.shelf().in_force(now)?;
    let counting = Counting {
        version: &version,
        now,
        t: frame.t,
        figures: app.desk.figures(&staff.person).await?,
        behind: app.desk.behind(&staff.person, None, None).await?,
        cases: under(&staff),
    };
    let zone = &version.calendar.zone;
    let sentences = SentencesPage {
        version: version.policy.version,
        in_force: version.in_force_from.date(zone),
        counted: now.local(zone),
        whole: app.desk.counts_all(&staff.person).await?,
        parts: counting.parts(),
        frame,
    };
    page(StatusCode::OK, &sentences)
}

/// Where this reader opens a case.
pub fn under(staff: &Staff) -> &'static str {
    let handles = [
        StaffRole::Handler,
        StaffRole::Management,
        StaffRole::StaffRepresentative,
    ];
    let only_board = staff.is(StaffRole::BoardMember) && !handles.iter().any(|role| staff.is(*role));
    if only_board {
        "/bestuur/klachten"
    } else {
        "/werk/klachten"
    }
}

/// Whether something owed under one clause, by this rule, carries out the words of another as well.
pub fn stands_under(policy: &Policy, clause: &str, owed: Option<&str>, rule: &str) -> bool {
    owed == Some(clause)
        || policy
            .rule(rule)
            .is_some_and(|rule| rule.also.iter().any(|also| also == clause))
}

struct Counting<'a> {
    version: &'a Version,
    now: Moment,
    t: Texts,
    figures: Vec<Figure>,
    behind: Vec<Behind>,
    cases: &'static str,
}

/// A piece of the published text.
enum Piece<'a> {
    Clause(&'a Clause),
    Heading(&'a str),
}

impl Counting<'_> {
    /// The text in its own order: what promises nothing stands as a heading above what follows.
    fn parts(&self) -> Vec<(String, Vec<Sentence>)> {
        let policy = &self.version.policy;
        let mut parts: Vec<(String, Vec<Sentence>)> = vec![(String::new(), Vec::new())];
        for piece in in_order(policy) {
            match (piece, parts.last_mut()) {
                (Piece::Clause(clause), Some((_, sentences))) => sentences.push(self.sentence(clause)),
                (Piece::Heading(words), _) => parts.push((words.to_owned(), Vec::new())),
                (Piece::Clause(_), None) => {}
            }
        }
        // A heading right above another one belongs to it.
        let mut whole: Vec<(String, Vec<Sentence>)> = Vec::new();
        let mut above = String::new();
        for (heading, sentences) in parts {
            above = if above.is_empty() {
                heading
            } else {
                format!("{above} {heading}")
            };
            if !sentences.is_empty() {
                let heading = std::mem::take(&mut above);
                whole.push((
                    if heading.is_empty() {
                        policy.title.clone()
                    } else {
                        heading
                    },
                    sentences,
                ));
            }
        }
        whole
    }

    fn sentence(&self, clause: &Clause) -> Sentence {
        let policy = &self.version.policy;
        let rules: Vec<_> = policy
            .promises
            .iter()
            .filter(|rule| rule.clauses().any(|key| key == clause.key))
            .collect();
        let promises = rules.iter().any(|rule| rule.nature == Nature::Promise);
        let ours = rules
            .iter()
            .filter(|rule| rule.nature == Nature::Target)
            .map(|rule| Ours {
                key: rule.key.clone(),
                title: rule.task.clone(),
                tally: self.tally(|counts| counts.promise_key == rule.key),
            });
        let tally = promises.then(|| {
            self.tally(|counts| {
                counts.nature == Nature::Promise.code()
                    && stands_under(policy, &clause.key, counts.clause.as_deref(), &counts.promise_key)
            })
        });
        Sentence {
            key: clause.key.clone(),
            quote: clause.quote.clone(),
            proofs: if rules.is_empty() {
                Vec::new()
            } else {
                self.proofs(&clause.key)
            },
            carried: if tally.is_none() {
                self.carried(clause)
            } else {
                Vec::new()
            },
            ours: ours.collect(),
            tally,
        }
    }

    fn tally(&self, wanted: impl Fn(&OwedFigures) -> bool) -> Tally {
        let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        let mut tally = Tally::default();
        for counts in self
            .figures
            .iter()
            .map(|figure| &figure.counts)
            .filter(|counts| wanted(counts))
        {
            tally.kept += number(counts.kept);
            tally.open += number(counts.open);
            tally.late += number(counts.late());
            tally.released += number(counts.released);
        }
        tally
    }

    /// Kept last, late last, open the longest; only what was counted above.
    fn proofs(&self, clause: &str) -> Vec<Proved> {
        let here = || {
            self.behind.iter().filter(|one| {
                let owed = &one.owed;
                stands_under(
                    &self.version.policy,
                    clause,
                    owed.clause.as_deref(),
                    &owed.promise_key,
                )
            })
        };
        let state =
            |wanted: &'static str| here().filter(move |one| behind::state(&one.owed, self.now) == wanted);
        let kept = state("gehouden").max_by_key(|one| one.owed.kept_at);
        let late = state("laat").max_by_key(|one| one.owed.due_at);
        let open = state("open").min_by_key(|one| one.owed.opened_at);
        let calendar = &self.version.calendar;
        let late_days =
            |one: &Behind| calendar.working_days_late(one.owed.due_at, one.owed.kept_at.unwrap_or(self.now));
        let proofs = [
            kept.map(|one| self.proved(Proof::Kept, one, one.owed.kept_at.unwrap_or(one.owed.due_at))),
            late.map(|one| self.proved(Proof::Late(late_days(one)), one, one.owed.due_at.plus_millis(-1))),
            open.map(|one| self.proved(Proof::Open, one, one.owed.due_at.plus_millis(-1))),
        ];
        proofs.into_iter().flatten().collect()
    }

    fn proved(&self, what: Proof, one: &Behind, at: Moment) -> Proved {
        let about = one.number.as_ref().map(ToString::to_string).unwrap_or_default();
        let href = if about.is_empty() {
            String::new()
        } else {
            format!("{}/{about}", self.cases)
        };
        Proved {
            what,
            about,
            href,
            on: at.date(&self.version.calendar.zone),
        }
    }

    /// Pages and rights that carry it out. What this reader can't open has no address.
    fn carried(&self, clause: &Clause) -> Vec<Link> {
        let closed = ["/werk", "/bestuur", "/overzicht", "/instellingen"];
        let pages = clause.pages.iter().map(|path| Link {
            href: if closed.iter().any(|part| path.starts_with(part)) {
                String::new()
            } else {
                path.clone()
            },
            text: words::word(&self.t, carried::PAGES, path),
        });
        let rights = clause.rights.iter().map(|right| Link {
            href: String::new(),
            text: words::word(&self.t, carried::RIGHTS, right),
        });
        pages.chain(rights).collect()
    }
}

/// Clauses and headings in the order in which they stand in the text.
fn in_order(policy: &Policy) -> Vec<Piece<'_>> {
    let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let source = squeeze(&policy.source);
    let place = |quote: &str| source.find(&squeeze(quote)).unwrap_or(usize::MAX);
    let clauses = policy
        .clauses
        .iter()
        .map(|clause| (place(&clause.quote), Piece::Clause(clause)));
    // The address behind a link isn't a heading.
    let spans = policy
        .informative
        .iter()
        .filter(|span| !span.quote.contains("://") && !span.quote.contains("mailto:"));
    let headings = spans.map(|span| (place(&span.quote), Piece::Heading(span.quote.as_str())));
    let mut pieces: Vec<(usize, Piece<'_>)> = clauses.chain(headings).collect();
    pieces.sort_by_key(|(place, _)| *place);
    pieces.into_iter().map(|(_, piece)| piece).collect()
}
