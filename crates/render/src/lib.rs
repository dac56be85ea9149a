//! Views to bytes: pages and mails from plain data, with texts from `locales/`. No I/O, no clock.
//!
//! How a page is added:
//!
//! 1. a struct of plain data in `pages/<page>.rs` with `#[derive(Template)]`, its first field `frame: Frame`
//!    (and `form: Form` when it posts), and under `#[cfg(test)]` a `sample()`;
//! 2. `templates/pages/<page>.html`, which extends `layouts/public.html`, `layouts/form.html` (a form, with the
//!    list of errors and `Fout:` in the title) or `layouts/staff.html`; `t` and `frame` are in scope in every block;
//! 3. its words in `locales/nl/*.ftl`: `{{ t.m("key") }}`, `{{ t.a("key").with("name", value) }}`, or
//!    `{{ t.h("key").link("here", href, text) }}` when an argument is markup. A key chosen in code is written
//!    `Key("key")`. A new file is added to the list in `texts.rs`;
//! 4. the sample in `samples.rs`, which renders every page and checks it: no missing or unused key, no `style=""`,
//!    no script, at most 15 kB compressed; and writes it to `target/pages/` to look at.
//!
//! Values that are HTML already (`Course`, `SmallCourse`, `Phrase`, everything `Form` gives) print as they are;
//! every other value is escaped.

pub use askama::{Error as RenderError, Template as Page};

use askama::Template;

pub mod course;
mod dates;
mod field;
pub mod form;
pub mod frame;
pub mod mail;
pub mod menu;
mod node;
pub mod pages;
pub mod phrase;
pub mod problem;
pub mod saying;
mod style;
pub mod texts;

#[cfg(test)]
mod keys;
#[cfg(test)]
mod sample_data;
#[cfg(test)]
mod samples;

pub use course::{Course, Node, SmallCourse, State, When};
pub use form::Form;
pub use frame::{Frame, Site};
pub use mail::Mail;
pub use problem::Problem;
pub use saying::{Happened, Reading, Saying, Span};
pub use style::{css, style_source};
pub use texts::{Key, Texts};

/// The bytes of a page.
///
/// # Errors
/// When a value in the page cannot be written as text; no value of ours does that.
pub fn html(page: &impl Template) -> Result<Vec<u8>, askama::Error> {
    page.render().map(String::into_bytes)
}
