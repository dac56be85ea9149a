//! All complaints that the reader may see, with tabs, a filter in the address and pages.

use askama::Template;

use super::parts::{CaseRow, CaseTable};
use crate::form::{Form, SelectOption};
use crate::frame::Frame;
use crate::texts::{Key, Texts};

/// The views of the list.
pub const VIEWS: &[(&str, Key)] = &[
    ("open", Key("cases-open")),
    ("mij", Key("cases-mine")),
    ("nieuw", Key("cases-new")),
    ("klager", Key("cases-waiting")),
    ("klaar", Key("cases-nothing-owed")),
];

/// The orders of the list.
pub const ORDERS: &[(&str, Key)] = &[
    ("moet", Key("cases-first-due")),
    ("nieuw", Key("cases-first-new")),
    ("wacht", Key("cases-first-waiting")),
];

/// The first of the themes: all of them.
pub fn all_themes(t: Texts, chosen: bool) -> SelectOption {
    SelectOption {
        value: String::new(),
        label: t.m("cases-all-themes"),
        chosen,
    }
}

/// Who follows a complaint in which nobody has anything to do now; empty when nobody does.
pub fn follows(t: Texts, name: &str) -> String {
    if name.is_empty() {
        String::new()
    } else {
        t.a("table-follows").with("name", name).to_string()
    }
}

/// `/werk/klachten?zicht=&thema=&eerst=&blad=`; what is looked for (`q`) is only ever sent in a form, so that no name that
/// somebody types stands in an address.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/cases.html")]
pub struct Cases {
    /// What surrounds the page.
    pub frame: Frame,
    /// The form of the search.
    pub form: Form,
    /// The view shown: a code of [`VIEWS`].
    pub view: String,
    /// How many stand in each view, in the order of [`VIEWS`], and whether there may be more.
    pub counts: Vec<(u32, bool)>,
    /// What is looked for.
    pub q: String,
    /// The code of the theme chosen; empty for all.
    pub theme: String,
    /// Themes, the first of which is "all".
    pub themes: Vec<SelectOption>,
    /// The order: a code of [`ORDERS`].
    pub order: String,
    /// The rows of this page.
    pub rows: Vec<CaseRow>,
    /// How many rows there are on all pages.
    pub total: u32,
    /// There may be more than that, so that nobody knows how many pages there are.
    pub more: bool,
    /// This page, from 1.
    pub page: u32,
    /// How many pages.
    pub pages: u32,
    /// The query without `blad`, beginning with `?`.
    pub query: String,
}

impl Cases {
    fn tabs(&self) -> Vec<(&'static str, String, bool)> {
        VIEWS
            .iter()
            .enumerate()
            .map(|(at, (code, key))| {
                let (count, more) = self.counts.get(at).copied().unwrap_or_default();
                let count = if more {
                    format!("{count}+")
                } else {
                    count.to_string()
                };
                (
                    *code,
                    self.frame.t.a(key).with("n", count).to_string(),
                    *code == self.view,
                )
            })
            .collect()
    }

    fn orders(&self) -> Vec<SelectOption> {
        super::words::options(&self.frame.t, ORDERS, &self.order)
    }

    fn table(&self) -> CaseTable {
        CaseTable {
            t: self.frame.t,
            caption: self.frame.t.m("cases-title"),
            quiet: true,
            rows: self.rows.clone(),
        }
    }
}

#[cfg(test)]
impl Cases {
    pub(crate) fn sample() -> Cases {
        let (_, themes) = crate::sample_data::options();
        let frame = Frame::sample_staff();
        Cases {
            form: Form::new(frame.t, "s-63"),
            theme: String::new(),
            frame,
            view: "open".into(),
            counts: vec![(60, false), (4, false), (1, false), (1, false), (1000, true)],
            q: "lift".into(),
            themes,
            order: "moet".into(),
            rows: CaseRow::samples(),
            total: 60,
            more: false,
            page: 2,
            pages: 3,
            query: "?zicht=open".into(),
        }
    }

    pub(crate) fn sample_unsearched() -> Cases {
        Cases {
            q: String::new(),
            ..Cases::sample()
        }
    }

    pub(crate) fn sample_empty() -> Cases {
        Cases {
            view: "klager".into(),
            rows: vec![],
            total: 0,
            page: 1,
            pages: 1,
            ..Cases::sample()
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn while_looking_for_words_the_pages_are_buttons_and_no_address_holds_the_words() {
        let found = Cases::sample().render().unwrap();
        assert!(found.contains("name=\"blad\" value=\"3\"") && !found.contains("q=lift"));
        let all = Cases::sample_unsearched().render().unwrap();
        assert!(all.contains("?zicht=open&amp;blad=3"));
    }
}
