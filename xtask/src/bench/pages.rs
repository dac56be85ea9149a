//! Pages: the public ones under load beside nginx, and those of the staff one after the other, with many cases.

use super::http::{Connection, Visitor, form};
use super::program::{Place, fresh, median, rate};
use crate::step::now;
use std::time::Duration;

/// One request is repeated so many times in a round, but for no longer than [`ROUND`].
const TIMES: usize = 15;
const ROUND: Duration = Duration::from_secs(4);
/// The best of so many rounds: others use the machine as well.
const ROUNDS: usize = 3;
/// Nobody else signs in here.
const PASSWORD: &str = "alleen om te meten";

/// How often a page is got in a second by so many clients.
pub fn gets(address: &str, path: &str, clients: usize, lasts: Duration) -> Result<f64, String> {
    let request = Visitor::at(address)?.request("GET", path, None);
    let began = now();
    let counts = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..clients)
            .map(|_| {
                scope.spawn(|| -> Result<usize, String> {
                    let mut connection = Connection::to(address)?;
                    let mut count = 0;
                    while began.elapsed() < lasts {
                        let (status, _) = connection.ask(&request)?;
                        if status != 200 {
                            return Err(format!("{path} answered {status}"));
                        }
                        count += 1;
                    }
                    Ok(count)
                })
            })
            .collect();
        let joined = threads
            .into_iter()
            .map(|thread| thread.join().map_err(|_| "a client fell over".to_owned())?);
        joined.collect::<Result<Vec<usize>, String>>()
    })?;
    Ok(rate(counts.into_iter().sum(), began))
}

/// The bytes of a page.
pub fn bytes(address: &str, path: &str) -> Result<Vec<u8>, String> {
    let answer = Visitor::at(address)?.get(path)?;
    match answer.status {
        200 => Ok(answer.body),
        other => Err(format!("{path} answered {other}")),
    }
}

/// An installation with so many complaints in it, and how long filling it took.
pub fn filled(cases: u64, database: Option<String>) -> Result<(Place, Duration), String> {
    let place = Place {
        folder: fresh(&format!("filled-{cases}"))?,
        database,
    };
    // The folder is made by whoever fills it.
    let _removed = std::fs::remove_dir(&place.folder);
    let began = now();
    place.ask_showing(&["fill", "--cases", &cases.to_string()])?;
    Ok((place, began.elapsed()))
}

/// Signs in with an invitation.
pub fn sign_in(address: &str, invitation: &str) -> Result<Visitor, String> {
    let mut visitor = Visitor::at(address)?;
    visitor.get(invitation)?;
    let proof = visitor.get("/uitnodiging")?.field("uitnodiging")?;
    let fields = [
        ("uitnodiging", proof.as_str()),
        ("wachtwoord", PASSWORD),
        ("nogmaals", PASSWORD),
    ];
    let answer = visitor.post("/uitnodiging", &fields)?;
    match answer.to() {
        "/werk" => Ok(visitor),
        other => Err(format!("signing in was answered with {} {other}", answer.status)),
    }
}

/// How long a request takes: the middle time of the best of a few rounds.
pub fn time(visitor: &mut Visitor, what: &str, request: &[u8]) -> Result<Duration, String> {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let (mut times, round) = (Vec::new(), now());
        while times.len() < TIMES && (times.is_empty() || round.elapsed() < ROUND) {
            let began = now();
            let answer = visitor.send(request)?;
            times.push(began.elapsed());
            if answer.status != 200 {
                return Err(format!("{what} answered {}", answer.status));
            }
        }
        best = best.min(median(times));
        // What takes seconds is not asked for again and again.
        if best > ROUND {
            break;
        }
    }
    Ok(best)
}

/// The request that looks for words in what ended: that is nearly all there is.
pub fn search(visitor: &mut Visitor, words: &str) -> Result<Vec<u8>, String> {
    let key = visitor.get("/werk/klachten")?.field("sleutel")?;
    let fields = form(&[("sleutel", &key), ("zicht", "klaar"), ("q", words)]);
    Ok(visitor.request("POST", "/werk/klachten", Some(&fields)))
}

/// The address of the first complaint in the list.
pub fn first_case(visitor: &mut Visitor) -> Result<String, String> {
    let list = visitor.get("/werk/klachten?zicht=klaar")?;
    let text = String::from_utf8_lossy(&list.body).into_owned();
    let mut links = text
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let case = links.find(|link| {
        link.strip_prefix("/werk/klachten/")
            .is_some_and(|number| !number.contains('/'))
    });
    case.map(str::to_owned)
        .ok_or_else(|| "no complaint in the list".to_owned())
}
