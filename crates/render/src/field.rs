//! What stands in a form: a field with its label, hint and error; a radio or a box; a group of them.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use crate::phrase::escape;
use crate::texts::Texts;

/// One answer of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it was chosen before.
    pub chosen: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Input(&'static str),
    Area(u8),
    File { multiple: bool },
    Select(Vec<SelectOption>),
}

/// A label, a hint, an error and a control. Its id is its name.
#[derive(Clone, Debug, Template)]
#[template(path = "partials/field.html")]
pub struct Field {
    pub(crate) t: Texts,
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) heading: bool,
    pub(crate) tip: String,
    pub(crate) value: String,
    pub(crate) autocomplete: String,
    pub(crate) accept: String,
    pub(crate) none: String,
    pub(crate) short: bool,
    pub(crate) stem: bool,
    pub(crate) numeric: bool,
    pub(crate) error: Option<String>,
}

impl HtmlSafe for Field {}

impl Field {
    /// The label is the heading of the page.
    #[must_use]
    pub fn heading(mut self) -> Field {
        self.heading = true;
        self
    }

    /// A hint under the label.
    #[must_use]
    pub fn tip(mut self, tip: impl fmt::Display) -> Field {
        self.tip = tip.to_string();
        self
    }

    /// What was typed before.
    #[must_use]
    pub fn value(mut self, value: impl fmt::Display) -> Field {
        self.value = value.to_string();
        self
    }

    /// What the browser may fill in.
    #[must_use]
    pub fn autocomplete(mut self, what: &str) -> Field {
        what.clone_into(&mut self.autocomplete);
        self
    }

    /// The first answer of a list, for who chooses nothing.
    #[must_use]
    pub fn none(mut self, label: impl fmt::Display) -> Field {
        self.none = label.to_string();
        self
    }

    /// A short control.
    #[must_use]
    pub fn short(mut self) -> Field {
        self.short = true;
        self
    }

    /// People's own words: in the serif.
    #[must_use]
    pub fn stem(mut self) -> Field {
        self.stem = true;
        self
    }

    /// Digits: a phone shows its number keys.
    #[must_use]
    pub fn numeric(mut self) -> Field {
        self.numeric = true;
        self
    }

    fn class(&self) -> &'static str {
        match (self.short, self.stem) {
            (true, _) => "kort",
            (_, true) => "stem",
            _ => "",
        }
    }

    fn described_by(&self) -> String {
        let tip = (!self.tip.is_empty()).then(|| format!("{}-tip", self.name));
        let error = self.error.is_some().then(|| format!("{}-fout", self.name));
        [tip, error].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// A radio or a box, with what shows when it is on.
#[derive(Clone, Debug, Template)]
#[template(path = "partials/choice.html")]
pub struct Choice {
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) value: String,
    pub(crate) on: bool,
    pub(crate) label: String,
    pub(crate) error: bool,
    pub(crate) more: String,
}

impl HtmlSafe for Choice {}

impl Choice {
    /// What shows when it is on.
    #[must_use]
    pub fn more(mut self, html: impl HtmlSafe) -> Choice {
        self.more.push_str(&html.to_string());
        self
    }

    /// Plain words that show when it is on.
    #[must_use]
    pub fn more_words(mut self, words: impl fmt::Display) -> Choice {
        self.more.push_str(&escape(&words.to_string()));
        self
    }

    /// The group's own id on the first answer, so that a link in the summary leads to it.
    #[must_use]
    pub fn first(mut self) -> Choice {
        self.id.clone_from(&self.name);
        self
    }
}

/// What a template needs to open a group of answers.
#[derive(Clone, Debug)]
pub struct Group {
    pub(crate) t: Texts,
    pub(crate) name: String,
    pub(crate) error: Option<String>,
}

impl Group {
    /// The class of the fieldset.
    pub fn class(&self) -> &'static str {
        if self.error.is_some() { "veld mis" } else { "veld" }
    }

    /// The error of the group, to stand under its legend.
    pub fn error(&self) -> GroupError {
        let html = self.error.as_ref().map(|text| {
            format!(
                "<span class=\"fout\" id=\"{}-fout\"><span class=\"lees\">{}</span>{}</span>",
                escape(&self.name),
                escape(&self.t.m("form-title-prefix")),
                escape(text)
            )
        });
        GroupError(html.unwrap_or_default())
    }
}

/// The error of a group, or nothing.
#[derive(Clone, Debug)]
pub struct GroupError(String);

impl fmt::Display for GroupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for GroupError {}
