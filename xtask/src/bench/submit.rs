//! Complaints sent at the same time: the whole form, sealed, journaled and told, acknowledged when it is on the disk.

use super::http::{Visitor, form};
use super::program::{Place, Served, fresh, median, memory_of, rate};
use crate::step::now;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Barrier, Mutex, PoisonError};
use std::time::Duration;

/// The people that a complaint needs.
const PEOPLE: [(&str, &str, &str); 4] = [
    ("Ann Verbeke", "ann@voorbeeld.test", "handler"),
    ("Karim Haddad", "karim@voorbeeld.test", "handler"),
    ("Bart Claes", "bart@voorbeeld.test", "management"),
    ("Chris Wouters", "chris@voorbeeld.test", "board_member"),
];

/// Some 1,460 bytes, as people write.
fn story(number: usize) -> String {
    let sentence = "De lift in ons gebouw staat al drie weken stil en niemand zegt wanneer ze weer werkt. ";
    format!("Verhaal {number}. {}", sentence.repeat(17))
}

/// An empty installation with the people that a complaint needs.
pub fn installation(name: &str, database: Option<String>) -> Result<Place, String> {
    let place = Place {
        folder: fresh(name)?,
        database,
    };
    for (name, email, role) in PEOPLE {
        place.invite(name, email, role)?;
    }
    // Nobody can complain before somebody approved what the organisation chose itself.
    place.ask(&["policy", "approve"])?;
    Ok(place)
}

/// A form that is ready to be sent: who has it and its key.
type Ready = (BTreeMap<String, String>, String);

/// What a number of clients came to.
pub struct Came {
    /// Acknowledged a second.
    pub rate: f64,
    /// The middle time to the acknowledgement.
    pub middle: Duration,
}

fn ready(visitor: &mut Visitor, number: usize) -> Result<Ready, String> {
    visitor.forget();
    let story = story(number);
    for (path, fields) in [
        ("/klacht/bewoner", &[("gemeld", "liever")][..]),
        ("/klacht/nieuw/verhaal", &[("verhaal", &story)]),
        ("/klacht/nieuw/oplossing", &[("oplossing", "Maak ze.")]),
        ("/klacht/nieuw/antwoord", &[("hoe", "code"), ("naam", "Fatima")]),
        ("/klacht/nieuw/lezers", &[("naam_noemen", "nee")]),
    ] {
        let answer = visitor.post(path, fields)?;
        if answer.status != 303 {
            return Err(format!("{path} answered {}", answer.status));
        }
    }
    let key = visitor.get("/klacht/nieuw/nakijken")?.field("sleutel")?;
    Ok((visitor.forget(), key))
}

/// So many clients send so many complaints each, all at once; what comes before the last page isn't timed.
pub fn submissions(served: &Served, clients: usize, each: usize) -> Result<Came, String> {
    let barrier = Barrier::new(clients + 1);
    let times = Mutex::new(Vec::new());
    let (rate, troubles) = std::thread::scope(|scope| {
        let mut threads = Vec::new();
        for client in 0..clients {
            let (barrier, times) = (&barrier, &times);
            threads.push(scope.spawn(move || -> Result<(), String> {
                let prepared = prepare(&served.address, client, each);
                // Also without anything to send: the others wait here.
                barrier.wait();
                barrier.wait();
                let (mut visitor, forms) = prepared?;
                let sent = send(&mut visitor, forms)?;
                times.lock().unwrap_or_else(PoisonError::into_inner).extend(sent);
                Ok(())
            }));
        }
        barrier.wait();
        barrier.wait();
        let began = now();
        let mut troubles = Vec::new();
        for thread in threads {
            match thread.join() {
                Ok(ended) => troubles.extend(ended.err()),
                Err(_) => troubles.push("a client fell over".to_owned()),
            }
        }
        (rate(clients * each, began), troubles)
    });
    match troubles.into_iter().next() {
        Some(trouble) => Err(trouble),
        None => Ok(Came {
            rate,
            middle: median(times.into_inner().unwrap_or_else(PoisonError::into_inner)),
        }),
    }
}

fn prepare(address: &str, client: usize, each: usize) -> Result<(Visitor, Vec<Ready>), String> {
    let mut visitor = Visitor::at(address)?;
    let forms = (0..each)
        .map(|turn| ready(&mut visitor, client * each + turn))
        .collect::<Result<_, _>>()?;
    Ok((visitor, forms))
}

fn send(visitor: &mut Visitor, forms: Vec<Ready>) -> Result<Vec<Duration>, String> {
    let mut times = Vec::with_capacity(forms.len());
    for (cookies, key) in forms {
        visitor.become_who_has(cookies);
        let request = visitor.request(
            "POST",
            "/klacht/nieuw/nakijken",
            Some(&form(&[("sleutel", &key)])),
        );
        let began = now();
        let answer = visitor.send(&request)?;
        times.push(began.elapsed());
        if answer.to() != "/bedankt" {
            return Err(format!(
                "a complaint was answered with {} {}",
                answer.status,
                answer.to()
            ));
        }
    }
    Ok(times)
}

/// The most memory that the program took while something ran.
pub fn memory_while<T>(served: &Served, run: impl FnOnce() -> T) -> (T, f64) {
    let over = AtomicBool::new(false);
    let id = served.id();
    std::thread::scope(|scope| {
        let watching = scope.spawn(|| {
            let mut most: f64 = 0.0;
            while !over.load(Ordering::Relaxed) {
                most = most.max(memory_of(id));
                std::thread::sleep(Duration::from_millis(100));
            }
            most
        });
        let came = run();
        over.store(true, Ordering::Relaxed);
        (came, watching.join().unwrap_or_default())
    })
}
