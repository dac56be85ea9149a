//! A desk with wooncoop's policy, its people, and a post box that keeps what is sent.

use casework::ids::{CaseId, CaseNumber, PersonId};
use casework::moment::Moment;
use casework::organisation::{Scope, StaffRole};
use casework::submission::{Submission, Typed};
use casework::vocabulary::{Cause, Channel};
use desk::answer::{AnswerText, Differently};
use desk::people::NewPerson;
use desk::submit::{Arrival, Receipt};
use desk::{Clock, Desk, Letter, Post, PostError, Sent};
use jiff::civil::DateTime;
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

/// A word of the complainant that may never stand in a mail to staff.
pub const CANARY: &str = "kanariepiet";

/// Keeps every letter; refuses what goes to an address with "weg" in it.
#[derive(Default)]
pub struct PostBox {
    letters: Mutex<Vec<Letter>>,
    /// Addresses whose server says "later".
    pub busy: Mutex<BTreeSet<String>>,
    /// While the next letter is under way, somebody writes in this case.
    pub meanwhile: Mutex<Option<(Desk, CaseId)>>,
}

impl Post for PostBox {
    fn send(&self, letter: Letter) -> Pin<Box<dyn Future<Output = Result<Sent, PostError>> + Send + '_>> {
        Box::pin(async move {
            if letter.to.starts_with("weg@") {
                return Err(PostError::Refused("550".to_owned()));
            }
            if self.busy.lock().unwrap().contains(&letter.to) {
                return Err(PostError::Later("451".to_owned()));
            }
            self.letters.lock().unwrap().push(letter);
            let meanwhile = self.meanwhile.lock().unwrap().take();
            if let Some((desk, case)) = meanwhile {
                desk.write(&case, "Nog iets.", Vec::new(), "meanwhile")
                    .await
                    .unwrap();
            }
            Ok(Sent::Accepted)
        })
    }
}

/// A desk and everybody at it.
pub struct Office {
    pub desk: Desk,
    pub post: Arc<PostBox>,
    pub ann: PersonId,
    pub karim: PersonId,
    pub bart: PersonId,
    pub mia: PersonId,
    pub chris: PersonId,
    pub dirk: PersonId,
    _folder: Option<tempfile::TempDir>,
}

impl PostBox {
    /// The letters to an address.
    pub fn to(&self, address: &str) -> Vec<Letter> {
        let letters = self.letters.lock().unwrap();
        letters
            .iter()
            .filter(|letter| letter.to == address)
            .cloned()
            .collect()
    }
}

/// A local moment in Brussels.
pub fn at(text: &str) -> Moment {
    let local: DateTime = text.parse().unwrap();
    Moment::of(local, &jiff::tz::TimeZone::get("Europe/Brussels").unwrap())
}

impl Office {
    /// Opens on a Monday morning.
    pub async fn open() -> Office {
        Office::under(|policy| policy.to_owned()).await
    }

    /// Opens under wooncoop's policy with a change.
    pub async fn under(change: impl Fn(&str) -> String) -> Office {
        let file = change(include_str!("../../../../policies/wooncoop/policy.toml"));
        let source = include_str!("../../../../policies/wooncoop/klachtenbeleid.txt");
        Office::with(&file, source).await
    }

    /// Opens under another policy, of two stages.
    pub async fn second() -> Office {
        let file = include_str!("../../../../policies/housing-ombudsman-2024/policy.toml");
        let source = include_str!("../../../../policies/housing-ombudsman-2024/source.txt");
        Office::with(file, source).await
    }

    async fn with(file: &str, source: &str) -> Office {
        let folder = tempfile::tempdir().unwrap();
        let store = crate::place::store(folder.path()).await;
        let mut office = Office::ruled(store, file, source).await;
        office._folder = Some(folder);
        office
    }

    /// Wooncoop's desk over this store.
    pub async fn over(store: storage::Store) -> Office {
        let file = include_str!("../../../../policies/wooncoop/policy.toml");
        let source = include_str!("../../../../policies/wooncoop/klachtenbeleid.txt");
        Office::ruled(store, file, source).await
    }

    async fn ruled(store: storage::Store, file: &str, source: &str) -> Office {
        let post = Arc::new(PostBox::default());
        let clock = Clock::standing(at("2026-11-02T08:30:00"));
        let desk = Desk::open(store, clock, post.clone(), "http://desk.test")
            .await
            .unwrap();
        desk.publish_policy(file, source).await.unwrap();
        let add = async |name: &str, role: StaffRole| {
            let email = format!("{name}@voorbeeld.test");
            let person = NewPerson {
                name: name.to_owned(),
                email,
                roles: BTreeSet::from([role]),
            };
            desk.add_person(None, person).await.unwrap()
        };
        let ann = add("ann", StaffRole::Handler).await;
        let karim = add("karim", StaffRole::Handler).await;
        let bart = add("bart", StaffRole::Management).await;
        let mia = add("mia", StaffRole::Management).await;
        let chris = add("chris", StaffRole::BoardMember).await;
        let dirk = add("dirk", StaffRole::BoardMember).await;
        desk.set_standing_handler(None, Scope::default(), (ann.clone(), None))
            .await
            .unwrap();
        desk.set_contact(None, Scope::default(), karim.clone())
            .await
            .unwrap();
        let (board, supervisors) = (vec![chris.clone(), dirk.clone()], vec![bart.clone(), mia.clone()]);
        desk.set_orders(None, board, supervisors).await.unwrap();
        // How it was set up is no news to anybody.
        for person in [&chris, &dirk] {
            desk.power_changes_seen(person).await.unwrap();
        }
        desk.residents_informed(None).await.unwrap();
        desk.plan_mails().await.unwrap();
        Office {
            desk,
            post,
            ann,
            karim,
            bart,
            mia,
            chris,
            dirk,
            _folder: None,
        }
    }

    /// Somebody joins.
    pub async fn join(&self, name: &str, roles: &[StaffRole]) -> PersonId {
        let person = NewPerson {
            name: name.to_owned(),
            email: format!("{name}@voorbeeld.test"),
            roles: roles.iter().copied().collect(),
        };
        self.desk.add_person(None, person).await.unwrap()
    }

    /// A complaint of somebody who works here.
    pub fn story_of_a_colleague() -> Typed {
        Typed {
            kinds: vec!["employee".into()],
            ..Office::story()
        }
    }

    /// A complaint about a lift, answered by mail.
    pub fn story() -> Typed {
        Typed {
            kinds: vec!["resident".into()],
            story: format!("De lift is stuk. {CANARY}"),
            remedy: format!("Herstellen, {CANARY}"),
            name: format!("Fatima {CANARY}"),
            reply_by: "email".into(),
            email: "fatima@voorbeeld.test".into(),
            ..Typed::default()
        }
    }

    pub async fn submit(&self, typed: &Typed, key: &str) -> Receipt {
        self.desk
            .submit(Submission::parse(typed).unwrap(), arrival(key))
            .await
            .unwrap()
    }

    pub async fn id(&self, number: &CaseNumber) -> CaseId {
        self.desk.case_id(number).await.unwrap()
    }

    pub async fn until(&self, text: &str) {
        self.desk.run_until(at(text)).await.unwrap();
    }

    /// An answer that needs nothing more.
    pub async fn answer(&self, number: &CaseNumber) {
        let composed = AnswerText {
            text: "De lift is hersteld.".to_owned(),
            outcomes: Vec::new(),
            offers: Vec::new(),
            differently: Differently::No {
                cause: Cause::Building,
                reason: "Een kabel brak.".to_owned(),
            },
            explains_delay: false,
            files: Vec::new(),
        };
        self.desk
            .answer(&self.ann, number, composed, "answer-1")
            .await
            .unwrap();
        self.desk.run_until(self.desk.clock().now()).await.unwrap();
    }

    /// What waits unread in somebody's inbox, as codes.
    pub async fn inbox(&self, person: &PersonId) -> Vec<String> {
        let unread = self.desk.store().inbox_unread(person, 50).await.unwrap();
        unread.into_iter().map(|unread| unread.item.what).collect()
    }

    /// What the complainant's case still owes.
    pub async fn open_owed(&self, case: &CaseId) -> Vec<String> {
        let reading = self.desk.read_own(case).await.unwrap();
        reading
            .view
            .case()
            .open_owed()
            .map(|owed| owed.key.clone())
            .collect()
    }

    /// The subjects of the mails to an address.
    pub fn mails_to(&self, address: &str) -> Vec<Letter> {
        self.post.to(address)
    }

    /// Everything fits together, and no mail to staff says what the complainant wrote.
    pub async fn close(self) {
        let letters = self.post.letters.lock().unwrap().clone();
        let staff =
            ["ann", "karim", "bart", "mia", "chris", "dirk"].map(|name| format!("{name}@voorbeeld.test"));
        for letter in letters.iter().filter(|letter| staff.contains(&letter.to)) {
            assert!(
                !letter.text.contains(CANARY) && !letter.subject.contains(CANARY),
                "{letter:?}"
            );
        }
        let checked = self.desk.verify().await;
        assert!(checked.is_ok(), "{checked:?}");
    }
}

pub fn arrival(key: &str) -> Arrival {
    Arrival {
        channel: Channel::Form,
        heard_at: None,
        by: None,
        practice: false,
        draft: None,
        key: key.to_owned(),
    }
}
