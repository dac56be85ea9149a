//! What surrounds every page: the organisation, the staff menu and the demo bar.

use jiff::civil::DateTime;

use crate::texts::Texts;

/// The organisation as pages and mails name it. Everything here is data of the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The full name.
    pub name: String,
    /// The name beside the mark and in the title of the window.
    pub short_name: String,
    /// The phone number as people read it.
    pub phone: String,
    /// The same number for a link, such as `+3292964454`.
    pub phone_link: String,
    /// The address of the desk.
    pub email: String,
    /// When the phone is answered, as a clause: "op een werkdag tussen 9 en 17 uur". May be empty.
    pub phone_hours: String,
    /// Whom to call for danger or a breakdown that can't wait, beside 112.
    pub emergency: Vec<Emergency>,
    /// Where this desk is reached from a mail: `https://klacht.example.org`, without a slash at the end.
    pub address: String,
    /// Who is responsible for people's data, as a sentence or two. May be empty.
    pub data_controller: String,
}

/// One number for what can't wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emergency {
    /// For what: "een lekkende leiding of een lift die vastzit".
    pub what: String,
    /// The number as people read it.
    pub phone: String,
    /// The number for a link.
    pub phone_link: String,
}

/// What every page needs beside its own content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The language.
    pub t: Texts,
    /// The organisation.
    pub site: Site,
    /// The menu for people who signed in.
    pub staff: Option<StaffMenu>,
    /// The bar of the demo.
    pub demo: Option<DemoBar>,
}

/// The menu of someone who signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffMenu {
    /// Who is signed in.
    pub name: String,
    /// The pages this person may open.
    pub items: Vec<MenuItem>,
    /// The idempotency key of the button that signs out.
    pub key: String,
}

/// One page in the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// Whether it is the page being shown.
    pub current: bool,
}

/// The bar of the demo: become someone else, move the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoBar {
    /// Who one is now.
    pub person: String,
    /// Everybody one can become.
    pub people: Vec<DemoPerson>,
    /// What the demo's clock says.
    pub now: DateTime,
}

/// Someone one can become in the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPerson {
    /// The value of the field `persoon`.
    pub value: String,
    /// Name and role.
    pub label: String,
    /// Whether one is this person now.
    pub current: bool,
}

impl Site {
    /// The address of a link that calls the desk.
    pub fn tel(&self) -> String {
        format!("tel:{}", self.phone_link)
    }

    /// The address of a link that writes to the desk.
    pub fn mailto(&self) -> String {
        format!("mailto:{}", self.email)
    }
}

impl Frame {
    /// When we call back, to stand beside a phone number; nothing when the organisation doesn't say.
    pub fn call_tip(&self) -> String {
        if self.site.phone_hours.is_empty() {
            return String::new();
        }
        self.t
            .a("channel-phone-tip")
            .with("hours", &self.site.phone_hours)
            .to_string()
    }
}

impl Emergency {
    /// The address of a link that calls the number.
    pub fn tel(&self) -> String {
        format!("tel:{}", self.phone_link)
    }
}

impl DemoBar {
    /// The demo's time as a date and time field wants it.
    pub fn field_value(&self) -> String {
        self.now.strftime("%Y-%m-%dT%H:%M").to_string()
    }
}

#[cfg(test)]
impl Site {
    pub(crate) fn sample() -> Site {
        Site {
            name: "Wooncoöperatie De Voorbeeldstraat".into(),
            short_name: "Voorbeeldstraat".into(),
            phone: "09 000 00 00".into(),
            phone_link: "+3290000000".into(),
            email: "info@voorbeeld.test".into(),
            phone_hours: "op een werkdag tussen 9 en 17 uur".into(),
            emergency: vec![Emergency {
                what: "een lek of een lift die vastzit".into(),
                phone: "09 000 00 01".into(),
                phone_link: "+3290000001".into(),
            }],
            address: "https://klacht.voorbeeld.test".into(),
            data_controller: "Wooncoöperatie De Voorbeeldstraat, Voorbeeldstraat 1, 9000 Gent.".into(),
        }
    }
}

#[cfg(test)]
impl Frame {
    /// A public page outside the demo.
    pub(crate) fn sample() -> Frame {
        Frame {
            t: Texts::Dutch,
            site: Site::sample(),
            staff: None,
            demo: None,
        }
    }

    /// A public page in the demo.
    pub(crate) fn sample_demo() -> Frame {
        let person = |value: &str, label: &str, current| DemoPerson {
            value: value.into(),
            label: label.into(),
            current,
        };
        let demo = DemoBar {
            person: "Fatima, bewoner".into(),
            people: vec![
                person("fatima", "Fatima, bewoner", true),
                person("ann", "Ann, medewerker", false),
            ],
            now: jiff::civil::date(2026, 11, 26).at(10, 15, 0, 0),
        };
        Frame {
            demo: Some(demo),
            ..Frame::sample()
        }
    }

    /// A staff page in the demo.
    pub(crate) fn sample_staff() -> Frame {
        let item = |href: &str, label: &str, current| MenuItem {
            href: href.into(),
            label: label.into(),
            current,
        };
        let staff = StaffMenu {
            name: "Ann".into(),
            items: vec![
                item("/werk", "Vandaag", true),
                item("/werk/klachten", "Klachten", false),
            ],
            key: "afmelden-1".into(),
        };
        Frame {
            staff: Some(staff),
            ..Frame::sample_demo()
        }
    }
}
