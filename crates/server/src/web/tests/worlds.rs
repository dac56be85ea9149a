//! Two worlds, with and without a complaint: whoever is excluded from it gets the same bytes in both, whatever happens in it.

use super::app;
use super::closed::{FORM, asked, complaint, person};
use crate::clock::real_now;
use crate::web::{Route, Who, router, routes};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use casework::ids::{CaseId, CaseNumber, PersonId};
use casework::organisation::{Scope, StaffRole};
use desk::Desk;
use std::collections::BTreeMap;
use std::num::NonZero;
use tokio::task::JoinSet;
use tower::ServiceExt;

/// A world is a complaint more, with who is excluded from it and what the others do in it. `xtask deep` asks for more.
const WORLDS: u64 = 500;
/// After so many a desk begins anew, or its lists only grow.
const IN_ONE_DESK: usize = 25;

/// Chance that a number repeats.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).unwrap()
    }
}

/// Somebody with a session.
struct Viewer {
    id: PersonId,
    cookie: String,
}

/// An address, and what came back from it.
type Seen = (String, (StatusCode, String));

struct World {
    _folder: tempfile::TempDir,
    desk: Desk,
    router: Router,
    people: Vec<Viewer>,
    seen: BTreeMap<usize, Vec<Seen>>,
}

impl World {
    async fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path()).await;
        let desk = app.desk.clone();
        let mut people = Vec::new();
        for (name, roles) in [
            ("ann", &[StaffRole::Handler][..]),
            ("karim", &[StaffRole::Handler]),
            ("bart", &[StaffRole::Management]),
            ("mia", &[StaffRole::Management, StaffRole::Handler]),
            ("chris", &[StaffRole::BoardMember]),
            ("dirk", &[StaffRole::BoardMember]),
            ("els", &[StaffRole::Colleague]),
            ("lies", &[StaffRole::StaffRepresentative]),
            ("sam", &[StaffRole::Administrator]),
            ("eva", StaffRole::ALL),
        ] {
            let id = person(&desk, name, roles).await;
            let session = desk.session(&id, real_now()).await.unwrap();
            people.push(Viewer {
                id,
                cookie: format!("gehoor-werk={session}"),
            });
        }
        let standing = (people[0].id.clone(), None);
        desk.set_standing_handler(None, Scope::default(), standing)
            .await
            .unwrap();
        // That mail goes at all, everybody sees; it went before.
        desk.store().heartbeat("mail", desk.clock().now()).await.unwrap();
        // Something that everybody whom it concerns does see.
        complaint(&desk, &[], "seen by all").await;
        desk.run_until(desk.clock().now()).await.unwrap();
        World {
            _folder: folder,
            router: router(app),
            desk,
            people,
            seen: BTreeMap::new(),
        }
    }

    /// Every page that somebody can open without a number, and what they find when they look for the words of the complaint.
    async fn all_that(&self, viewer: usize, pages: &[Route]) -> Vec<Seen> {
        let cookie = &self.people[viewer].cookie;
        let mut all = Vec::new();
        for page in pages {
            let got = asked(&self.router, "GET", page.path, cookie, "-").await;
            all.push((page.path.to_owned(), got));
        }
        let found = posted(&self.router, "/werk/klachten", "zoek=stuk", cookie).await;
        all.push(("a search".to_owned(), found));
        all
    }
}

async fn posted(router: &Router, path: &str, form: &str, cookie: &str) -> (StatusCode, String) {
    let request = Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()))
        .unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    let page = String::from_utf8(bytes.to_vec()).unwrap();
    (status, super::closed::without_keys(&page))
}

/// How many worlds are asked for.
#[expect(clippy::disallowed_methods, reason = "a test reads how long it may take")]
fn worlds() -> u64 {
    std::env::var("GEHOOR_WORLDS").map_or(WORLDS, |asked| asked.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn in_two_worlds_with_and_without_a_complaint_the_excluded_get_the_same_bytes() {
    // Desks share nothing: as many at a time as the machine has processors.
    let lanes = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut running = JoinSet::new();
    for lane in 0..lanes {
        running.spawn(async move {
            let (mut done, mut differ) = (0, Vec::new());
            let starts = (0..worlds()).step_by(IN_ONE_DESK);
            for start in starts.skip(lane).step_by(lanes) {
                in_one_desk(start, &mut done, &mut differ).await;
            }
            (done, differ)
        });
    }
    let (mut done, mut differ) = (0, Vec::new());
    for (carried_out, parted) in running.join_all().await {
        done += carried_out;
        differ.extend(parted);
    }
    assert_eq!(differ, Vec::<String>::new());
    // Things did happen in those worlds, or they would show nothing.
    assert!(done > worlds() / 4, "{done} acts were carried out");
}

/// The worlds of one desk, from a number on: counts the acts that were carried out, and tells what differed.
async fn in_one_desk(start: u64, done: &mut u64, differ: &mut Vec<String>) {
    let pages: Vec<Route> = routes()
        .into_iter()
        .filter(|route| route.method == "GET" && !route.path.contains('{'))
        .filter(|route| !matches!(route.who, Who::Demo | Who::Complainant))
        .collect();
    let acts: Vec<Route> = routes()
        .into_iter()
        .filter(|route| route.method == "POST")
        .filter(|route| route.path.contains("{nr}") || route.who == Who::Complainant)
        .collect();
    let mut world = World::new().await;
    let end = worlds().min(start.saturating_add(IN_ONE_DESK as u64));
    for seed in start..end {
        let mut chance = Chance(seed);
        let viewer = chance.below(world.people.len());
        let mut excluded = vec![viewer];
        for _ in 0..chance.below(3) {
            excluded.push(chance.below(world.people.len()));
        }
        let before = match world.seen.remove(&viewer) {
            Some(seen) => seen,
            None => {
                // What is new to somebody is no longer new once they have seen it.
                world.all_that(viewer, &pages).await;
                world.all_that(viewer, &pages).await
            }
        };
        let ids: Vec<&PersonId> = excluded.iter().map(|one| &world.people[*one].id).collect();
        let (number, key, _) = complaint(&world.desk, &ids, &format!("world {seed}")).await;
        let follow = world
            .desk
            .follow_session(&CaseId(key.id), real_now())
            .await
            .unwrap();
        let mut told = Vec::new();
        for turn in 0..chance.below(8) {
            let act = &acts[chance.below(acts.len())];
            let cookie = match act.who {
                Who::Complainant => format!("gehoor-volg={follow}"),
                _ => {
                    let free: Vec<usize> = (0..world.people.len())
                        .filter(|one| !excluded.contains(one))
                        .collect();
                    world.people[free[chance.below(free.len())]].cookie.clone()
                }
            };
            let form = FORM.replace(
                "sleutel=0123456789abcdef0123456789abcdef",
                &format!("sleutel={seed:016x}{turn:016x}"),
            );
            let path = act.path.replace("{nr}", &number);
            let (status, _) = posted(&world.router, &path, &form, &cookie).await;
            assert!(!status.is_server_error(), "{path}: {status}");
            told.push(format!("{} {status}", act.path));
            *done += u64::from(status == StatusCode::SEE_OTHER);
        }
        world.desk.run_until(world.desk.clock().now()).await.unwrap();
        let after = world.all_that(viewer, &pages).await;
        for ((path, without), (_, with)) in before.iter().zip(&after) {
            if without != with {
                differ.push(format!(
                    "world {seed}: {path} as {viewer}, excluded {excluded:?} after {told:?}: {}",
                    first_difference(&without.1, &with.1)
                ));
            }
        }
        // What others see has changed; what this one sees has not.
        world.seen.clear();
        world.seen.insert(viewer, after);
        let cookie = &world.people[viewer].cookie;
        for path in ["/werk/klachten/{nr}", "/bestuur/klachten/{nr}"] {
            let at = |number: &str| path.replace("{nr}", number);
            let real = asked(&world.router, "GET", &at(&number), cookie, &number).await;
            let nobodys = nobodys(&number);
            let wrong = asked(&world.router, "GET", &at(&nobodys), cookie, &nobodys).await;
            if real != wrong || real.0 != StatusCode::NOT_FOUND {
                differ.push(format!("world {seed}: {path} as {viewer} is no wrong number"));
            }
        }
    }
}

/// A number like this one that nobody has.
fn nobodys(number: &str) -> String {
    "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        .chars()
        .map(|last| format!("26-0000{last}"))
        .find(|text| CaseNumber::parse(text).is_some() && text != number)
        .unwrap()
}

/// Where two pages part, in both.
fn first_difference(one: &str, other: &str) -> String {
    let at = one
        .char_indices()
        .zip(other.chars())
        .find(|((_, left), right)| left != right)
        .map_or(0, |((at, _), _)| at);
    let some = |page: &str| page[at..].chars().take(200).collect::<String>();
    format!("{:?} became {:?}", some(one), some(other))
}
