//! kill -9 of the real program at any moment under a load of complaints: nothing acknowledged is lost, nothing is doubled.
//!
//! On PostgreSQL some of the kills hit the database server instead. `GEHOOR_KILLS` says how often (`cargo xtask kill --times N`),
//! `GEHOOR_SEED` which moments; the seed is printed.

use crate::browser::{Answer, Visitor};
use crate::doomed::Doomed;
use crate::public::receipt;
use crate::served::{Installation, Served};
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

/// Without a wish. A landing asks for more.
const KILLS: u64 = 10;
/// Without a wish: the same moments each time.
const SEED: u64 = 20_261_123;
/// A folder is used for so many kills; a longer journal would only make looking at all of it slower.
const KILLS_PER_FOLDER: u64 = 25;
/// So many people complain at the same time.
const CLIENTS: u64 = 4;
/// A kill comes at most so long after the start of the program.
const WITHIN_MICROS: u64 = 250_000;
/// One kill in so many comes while the program is still starting.
const EARLY: u64 = 8;
/// And then within this.
const EARLY_MICROS: u64 = 60_000;
/// On PostgreSQL one kill in so many hits the database server, which its machine starts again.
const SERVER: u64 = 5;

/// A number that whoever starts the tests may name.
#[expect(
    clippy::disallowed_methods,
    reason = "who starts the test says how often and which moments"
)]
pub fn wish(name: &str, otherwise: u64) -> u64 {
    let said = std::env::var(name).ok();
    said.map_or(otherwise, |said| {
        said.parse()
            .unwrap_or_else(|_| panic!("{name}={said} is no number"))
    })
}

/// Numbers that look like chance and are the same for the same seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % most
    }
}

/// What a client was told.
struct Told {
    number: String,
    code: String,
    story: String,
}

/// What all clients were told, and where the program listens at the moment.
#[derive(Default)]
struct Load {
    address: Mutex<String>,
    told: Mutex<Vec<Told>>,
    over: AtomicBool,
    failed: AtomicBool,
    begun: AtomicU64,
    broken: AtomicU64,
    away: AtomicU64,
}

impl Load {
    /// Repeats a request until it is answered, wherever the program listens by then. A connection that broke says nothing
    /// about whether it was carried out.
    fn answered(
        &self,
        cookies: &mut BTreeMap<String, String>,
        ask: impl Fn(&Visitor<'_>) -> std::io::Result<Answer>,
    ) -> Answer {
        loop {
            assert!(!self.failed.load(Ordering::SeqCst), "nobody starts it any more");
            let address = self.address.lock().unwrap().clone();
            let visitor = Visitor::with(&address, cookies.clone());
            // A head that came without its whole body was answered as far as a browser can tell: its cookies are kept.
            let answer = ask(&visitor);
            *cookies = visitor.twin();
            match answer {
                Ok(answer) if answer.whole() && answer.status == 503 => {
                    // The database is away: a page of ours says so, and whom to call.
                    assert!(answer.text().contains("href=\"tel:"), "{}", answer.text());
                    self.away.fetch_add(1, Ordering::Relaxed);
                    std::thread::sleep(Duration::from_millis(20));
                }
                Ok(answer) if answer.whole() => return answer,
                Err(error) if error.kind() == ErrorKind::ConnectionRefused => {
                    // Nobody is there; somebody will be.
                    std::thread::sleep(Duration::from_millis(2));
                }
                _ => {
                    self.broken.fetch_add(1, Ordering::Relaxed);
                }
            }
        }
    }

    /// Somebody complains, again and again; each request is repeated until it is answered.
    fn complain(&self, client: u64) {
        for turn in 0_u64.. {
            if self.over.load(Ordering::SeqCst) {
                return;
            }
            self.begun.fetch_add(1, Ordering::SeqCst);
            let story = format!("Verhaal {client}-{turn} over de lift.");
            let mut cookies = BTreeMap::new();
            let mut post = |path: &str, fields: &[(&str, &str)]| {
                let answer = self.answered(&mut cookies, |visitor| visitor.try_post(path, fields));
                assert_eq!(answer.status, 303, "{path}: {}", answer.text());
            };
            post("/klacht/bewoner", &[("gemeld", "liever")]);
            post("/klacht/nieuw/verhaal", &[("verhaal", &story)]);
            post("/klacht/nieuw/oplossing", &[("oplossing", "Maak ze.")]);
            post("/klacht/nieuw/antwoord", &[("hoe", "code"), ("naam", "Fatima")]);
            post("/klacht/nieuw/lezers", &[("naam_noemen", "nee")]);
            let check = self.answered(&mut cookies, |visitor| visitor.try_get("/klacht/nieuw/nakijken"));
            let key = check.field("sleutel");
            let send =
                |visitor: &Visitor<'_>| visitor.try_post("/klacht/nieuw/nakijken", &[("sleutel", &key)]);
            // Acknowledged from here on; the page with number and code may be asked for as often as it takes.
            assert_eq!(self.answered(&mut cookies, send).to(), "/bedankt");
            let thanks = self.answered(&mut cookies, |visitor| visitor.try_get("/bedankt"));
            let (number, code) = receipt(&thanks);
            // A browser that wasn't sure sends the form once more.
            assert_eq!(self.answered(&mut cookies, send).to(), "/bedankt");
            let thanks = self.answered(&mut cookies, |visitor| visitor.try_get("/bedankt"));
            assert_eq!(
                receipt(&thanks),
                (number.clone(), code.clone()),
                "a repeat gave another receipt"
            );
            let own = self
                .answered(&mut cookies, |visitor| visitor.try_get("/volgen/klacht"))
                .text();
            assert!(
                own.contains(&number) && own.contains(&story),
                "half a case: {number}"
            );
            self.told.lock().unwrap().push(Told { number, code, story });
        }
    }
}

/// How many cases there are besides what was there from the beginning; everything kept is looked at.
pub fn verified(installation: &Installation) -> u64 {
    let (good, said) = installation.ask(&["verify"]);
    assert!(good, "verify: {said}");
    let digits = said
        .split(|c: char| !c.is_ascii_digit())
        .find(|part| !part.is_empty());
    digits.unwrap_or_else(|| panic!("{said}")).parse().unwrap()
}

/// What one folder came to.
#[derive(Default)]
struct Came {
    told: u64,
    broken: u64,
    away: u64,
}

fn one_installation(kills: u64, chance: &mut Chance, server: Option<&Doomed>) -> Came {
    let (installation, _) = match server {
        None => Installation::new(),
        Some(server) => Installation::on(server.place()),
    };
    let log = installation.beside("log");
    let before = verified(&installation);
    let load = Load::default();
    let serve = || installation.serve(&["--listen", "127.0.0.1:0"], &log);
    let start = || {
        let served = serve();
        load.address.lock().unwrap().clone_from(&served.address);
        served
    };
    std::thread::scope(|scope| {
        // However this ends, the clients must hear of it, or the test would wait for ever.
        let over = Over(&load);
        let mut served = Some(start());
        let (done, ended) = mpsc::channel();
        for client in 0..CLIENTS {
            let (load, done) = (&load, done.clone());
            scope.spawn(move || {
                load.complain(client);
                let _told = done.send(());
            });
        }
        drop(done);
        let mut left = kills;
        while left > 0 {
            let early = left > 1 && chance.below(EARLY) == 0;
            let hit = server.filter(|_| chance.below(SERVER) == 0);
            let harsh = chance.below(2) == 0;
            let mut wait = |within| std::thread::sleep(Duration::from_micros(chance.below(within)));
            wait(WITHIN_MICROS);
            if let Some(server) = hit {
                // The program isn't touched: it goes on by itself.
                left -= 1;
                let down = server.bring_down(harsh);
                wait(WITHIN_MICROS);
                drop(down);
            } else if let Some(served) = served.take() {
                left -= if early { 2 } else { 1 };
                served.kill();
            }
            if early && served.is_none() {
                let mut starting = installation.command(&["serve", "--listen", "127.0.0.1:0"]);
                let mut starting = starting
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .spawn()
                    .unwrap();
                wait(EARLY_MICROS);
                starting.kill().unwrap();
                starting.wait().unwrap();
            }
            let known = u64::try_from(load.told.lock().unwrap().len()).unwrap();
            assert!(
                verified(&installation) >= before + known,
                "an acknowledged complaint is gone"
            );
            served = served.or_else(|| Some(start()));
        }
        drop(over);
        // The last ones are finished by a program that nobody kills.
        while ended.recv().is_ok() {}
        drop::<Option<Served>>(served);
    });
    let told = load.told.into_inner().unwrap();
    let numbers: BTreeSet<&str> = told.iter().map(|one| one.number.as_str()).collect();
    let codes: BTreeSet<&str> = told.iter().map(|one| one.code.as_str()).collect();
    let stories: BTreeSet<&str> = told.iter().map(|one| one.story.as_str()).collect();
    let count = told.len();
    assert_eq!(
        (numbers.len(), codes.len(), stories.len()),
        (count, count, count),
        "a receipt was given twice"
    );
    let count = u64::try_from(count).unwrap();
    assert_eq!(load.begun.into_inner(), count, "a client gave up");
    assert_eq!(
        verified(&installation) - before,
        count,
        "as many cases as receipts"
    );
    Came {
        told: count,
        broken: load.broken.into_inner(),
        away: load.away.into_inner(),
    }
}

struct Over<'l>(&'l Load);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.failed.store(std::thread::panicking(), Ordering::SeqCst);
        self.0.over.store(true, Ordering::SeqCst);
    }
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_doubled_when_the_program_is_killed() {
    killed(None);
}

#[test]
fn nor_on_postgresql_when_the_program_or_the_database_server_is_killed() {
    killed(Some(&Doomed::start("kill")));
}

fn killed(server: Option<&Doomed>) {
    let (kills, seed) = (wish("GEHOOR_KILLS", KILLS), wish("GEHOOR_SEED", SEED));
    println!("seed {seed}");
    let mut chance = Chance(seed);
    let (mut came, mut left) = (Came::default(), kills);
    while left > 0 {
        let now = left.min(KILLS_PER_FOLDER);
        let one = one_installation(now, &mut chance, server);
        left -= now;
        came.told += one.told;
        came.broken += one.broken;
        came.away += one.away;
        println!(
            "{} kills, {} complaints, {} requests cut off, {} told that nothing can be kept",
            kills - left,
            came.told,
            came.broken,
            came.away
        );
    }
    assert!(
        came.told > kills / 2,
        "too little load to say anything: {} complaints",
        came.told
    );
    assert!(
        came.broken > kills / 2,
        "the kills came when nothing happened: {} requests cut off",
        came.broken
    );
}
