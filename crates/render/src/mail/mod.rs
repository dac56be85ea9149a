//! Mails, as plain text. The complainant's own words are in none of them; staff get a number and a link.

use askama::Template;

use crate::frame::Site;
use crate::texts::Texts;

pub mod complainant;
pub mod missed;
pub mod staff;

/// A mail without its addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The subject: one line.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// What every mail needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letterhead {
    /// The language.
    pub t: Texts,
    /// The organisation.
    pub site: Site,
    /// To whom; empty when we don't know a name.
    pub name: String,
}

impl Letterhead {
    /// "Dag Fatima"
    pub fn greeting(&self) -> String {
        if self.name.is_empty() {
            return self.t.m("mail-hello");
        }
        self.t.a("mail-hello-name").with("name", &self.name).to_string()
    }

    /// The full address of a page.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.site.address)
    }
}

fn write(subject: String, body: &impl Template) -> Result<Mail, askama::Error> {
    // A subject is a header: a line break in it would start another one.
    let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Mail {
        subject,
        text: tidy(&body.render()?),
    })
}

/// At most one blank line at a time, none at the ends, no spaces at the end of a line.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines().map(str::trim_end) {
        if !line.is_empty() || !blank {
            out.push_str(line);
            out.push('\n');
        }
        blank = line.is_empty();
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
impl Letterhead {
    pub(crate) fn sample(name: &str) -> Letterhead {
        Letterhead {
            t: Texts::Dutch,
            site: Site::sample(),
            name: name.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_come_one_at_a_time() {
        assert_eq!(tidy("\n\na  \n\n\nb\n\n"), "a\n\nb\n");
    }
}
