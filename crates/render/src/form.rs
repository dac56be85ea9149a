//! Forms: fields that keep what was typed, errors beside the field and in the summary in the same words.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use crate::field::Kind;
pub use crate::field::{Choice, Field, Group, GroupError, SelectOption};
use crate::phrase::escape;
use crate::problem::Problem;
use crate::texts::Texts;

/// What a file may be, for the browser's own choice of files; what comes is looked at all the same.
pub const PAPERS: &str = "image/*,audio/*,video/mp4,application/pdf,.docx,.odt";

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, which is also its id; or the address of the page where it can be mended.
    pub field: String,
    /// What to do about it, in words.
    pub text: String,
}

impl FieldError {
    /// Where the link in the summary leads.
    pub fn href(&self) -> String {
        if self.field.starts_with('/') {
            self.field.clone()
        } else {
            format!("#{}", self.field)
        }
    }
}

/// The state of a form: its idempotency key and what is wrong with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The language.
    pub t: Texts,
    /// The idempotency key, field `sleutel`.
    pub key: String,
    /// All errors at once, in the order of the fields.
    pub errors: Vec<FieldError>,
    /// Where to go after the form instead of the next page, field `terug`; empty for the next page.
    pub after: String,
}

impl Form {
    /// A form without errors.
    pub fn new(t: Texts, key: impl Into<String>) -> Form {
        Form {
            t,
            key: key.into(),
            errors: Vec::new(),
            after: String::new(),
        }
    }

    /// The same form, that leads back to a page by its last word: `nakijken`.
    #[must_use]
    pub fn after(mut self, page: impl Into<String>) -> Form {
        self.after = page.into();
        self
    }

    /// Where "Terug" leads: to the page before, or to the one that sent people here.
    pub fn back(&self, before: &str) -> String {
        if self.after == "nakijken" {
            "/klacht/nieuw/nakijken".to_owned()
        } else {
            before.to_owned()
        }
    }

    /// The same form with one more error.
    #[must_use]
    pub fn wrong(mut self, field: impl Into<String>, problem: &Problem) -> Form {
        self.errors.push(FieldError {
            field: field.into(),
            text: problem.text(self.t),
        });
        self
    }

    /// The hidden field with the key.
    pub fn hidden(&self) -> Hidden {
        Hidden(self.key.clone(), self.after.clone())
    }

    /// The hidden field of one of several forms on a page: each has a key of its own.
    pub fn hidden_for(&self, what: impl fmt::Display) -> Hidden {
        Hidden(format!("{}-{what}", self.key), String::new())
    }

    /// What the title of the window begins with when something is wrong.
    pub fn title_prefix(&self) -> String {
        if self.errors.is_empty() {
            String::new()
        } else {
            self.t.m("form-title-prefix")
        }
    }

    /// The list of errors on top of the page; nothing when there are none.
    pub fn summary(&self) -> Summary {
        Summary {
            t: self.t,
            errors: self.errors.clone(),
        }
    }

    /// The error of a field.
    pub fn error(&self, field: &str) -> Option<String> {
        self.errors
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.text.clone())
    }

    /// Whether something is wrong with one of these: what they stand in is open then, so that it is seen.
    pub fn wrong_in(&self, fields: impl AsRef<[&'static str]>) -> bool {
        let fields = fields.as_ref();
        self.errors
            .iter()
            .any(|error| fields.contains(&error.field.as_str()))
    }

    /// A line of text.
    pub fn text(&self, name: &str, label: impl fmt::Display) -> Field {
        self.field(Kind::Input("text"), name, label)
    }

    /// An e-mail address.
    pub fn email(&self, name: &str, label: impl fmt::Display) -> Field {
        self.field(Kind::Input("email"), name, label)
    }

    /// A phone number.
    pub fn phone(&self, name: &str, label: impl fmt::Display) -> Field {
        self.field(Kind::Input("tel"), name, label)
    }

    /// A password; what was typed is never sent back.
    pub fn password(&self, name: &str, label: impl fmt::Display) -> Field {
        self.field(Kind::Input("password"), name, label)
    }

    /// A date, `2026-11-30`.
    pub fn date(&self, name: &str, label: impl fmt::Display) -> Field {
        self.field(Kind::Input("date"), name, label)
    }

    /// More lines of text.
    pub fn area(&self, name: &str, label: impl fmt::Display, rows: u8) -> Field {
        self.field(Kind::Area(rows), name, label)
    }

    /// A file.
    pub fn file(&self, name: &str, label: impl fmt::Display, accept: &str) -> Field {
        let mut field = self.field(Kind::File { multiple: false }, name, label);
        field.accept = accept.to_owned();
        field
    }

    /// Photos, papers and recordings.
    pub fn papers(&self, name: &str, label: impl fmt::Display) -> Field {
        let mut field = self.file(name, label, PAPERS);
        field.kind = Kind::File { multiple: true };
        field
    }

    /// A list to choose from.
    pub fn select(&self, name: &str, label: impl fmt::Display, options: impl AsRef<[SelectOption]>) -> Field {
        self.field(Kind::Select(options.as_ref().to_vec()), name, label)
    }

    /// One of several answers; `chosen` is what was chosen before.
    pub fn radio(&self, name: &str, value: &str, chosen: &str, label: impl fmt::Display) -> Choice {
        self.choice("radio", name, value, value == chosen, label)
    }

    /// A box to tick.
    pub fn tick(&self, name: &str, value: &str, ticked: &bool, label: impl fmt::Display) -> Choice {
        self.choice("checkbox", name, value, *ticked, label)
    }

    /// The group that radios or boxes stand in.
    pub fn group(&self, name: &str) -> Group {
        Group {
            t: self.t,
            name: name.to_owned(),
            error: self.error(name),
        }
    }

    fn field(&self, kind: Kind, name: &str, label: impl fmt::Display) -> Field {
        Field {
            t: self.t,
            kind,
            name: name.to_owned(),
            label: label.to_string(),
            heading: false,
            tip: String::new(),
            value: String::new(),
            autocomplete: String::new(),
            accept: String::new(),
            none: String::new(),
            short: false,
            stem: false,
            numeric: false,
            error: self.error(name),
        }
    }

    fn choice(
        &self,
        kind: &'static str,
        name: &str,
        value: &str,
        on: bool,
        label: impl fmt::Display,
    ) -> Choice {
        Choice {
            kind,
            name: name.to_owned(),
            id: format!("{name}-{value}"),
            value: value.to_owned(),
            on,
            label: label.to_string(),
            error: self.error(name).is_some(),
            more: String::new(),
        }
    }
}

/// The hidden idempotency key, and where to go after that.
#[derive(Clone, Debug)]
pub struct Hidden(String, String);

impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "<input type=\"hidden\" name=\"sleutel\" value=\"{}\">",
            escape(&self.0)
        )?;
        if !self.1.is_empty() {
            write!(
                f,
                "<input type=\"hidden\" name=\"terug\" value=\"{}\">",
                escape(&self.1)
            )?;
        }
        Ok(())
    }
}

impl HtmlSafe for Hidden {}

/// The list of errors.
#[derive(Clone, Debug, Template)]
#[template(path = "partials/errors.html")]
pub struct Summary {
    t: Texts,
    errors: Vec<FieldError>,
}

impl HtmlSafe for Summary {}

/// Whether one of these is chosen.
pub fn any_chosen(options: &[SelectOption]) -> bool {
    options.iter().any(|one| one.chosen)
}

/// Others who may be ticked, for samples.
#[cfg(test)]
pub(crate) fn sample_others() -> Vec<SelectOption> {
    let one = |value: &str, label: &str, chosen| SelectOption {
        value: value.into(),
        label: label.into(),
        chosen,
    };
    vec![one("mia", "Mia", true), one("noor", "Noor", false)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form::new(Texts::Dutch, "s")
    }

    #[test]
    fn a_field_keeps_what_was_typed_and_escapes_it() {
        let html = form().text("naam", "Naam").value("\"><script>x").to_string();
        assert!(!html.contains("<script") && html.contains("script"), "{html}");
        let html = form()
            .area("verhaal", "Verhaal", 3)
            .value("</textarea>\n<b>")
            .to_string();
        assert!(html.matches("</textarea>").count() == 1, "{html}");
    }

    #[test]
    fn a_story_that_begins_with_an_empty_line_keeps_it() {
        // A browser drops one line break right after the tag.
        let html = form().area("verhaal", "Verhaal", 3).value("\nDag").to_string();
        assert!(html.contains(">\n\nDag</textarea>"), "{html}");
    }

    #[test]
    fn the_error_is_said_beside_the_field_and_in_the_summary_in_the_same_words() {
        let form = form().wrong("adres", &Problem::Email);
        let words = escape(&Problem::Email.text(Texts::Dutch));
        let field = form.email("adres", "Adres").tip("Waar?").to_string();
        assert!(
            field.contains(&words) && field.contains("aria-invalid=\"true\""),
            "{field}"
        );
        assert!(
            field.contains("aria-describedby=\"adres-tip adres-fout\""),
            "{field}"
        );
        let summary = form.summary().to_string();
        assert!(
            summary.contains(&format!("<a href=\"#adres\">{words}</a>")),
            "{summary}"
        );
        assert_eq!(form.title_prefix(), "Fout: ");
    }

    #[test]
    fn without_errors_there_is_no_summary_and_no_prefix() {
        assert_eq!(
            (form().summary().to_string(), form().title_prefix()),
            (String::new(), String::new())
        );
    }

    #[test]
    fn a_password_is_never_sent_back() {
        let html = form()
            .password("wachtwoord", "Wachtwoord")
            .value("geheim")
            .to_string();
        assert!(!html.contains("geheim"), "{html}");
    }

    #[test]
    fn only_the_chosen_answer_is_checked_and_what_shows_then_comes_last() {
        let form = form();
        let more = form.text("adres", "Adres");
        let on = form
            .radio("hoe", "mail", "mail", "Mail")
            .first()
            .more(&more)
            .to_string();
        let off = form.radio("hoe", "bel", "mail", "Bel").to_string();
        assert!(on.contains(" checked") && !off.contains(" checked"));
        assert!(
            on.contains("id=\"hoe\"") && on.contains("<div class=\"meer\">"),
            "{on}"
        );
    }

    #[test]
    fn forms_on_one_page_have_keys_of_their_own() {
        let form = form();
        assert_ne!(form.hidden().to_string(), form.hidden_for("bericht").to_string());
    }
}
