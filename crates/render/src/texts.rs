//! Texts of the interface: every sentence comes from `locales/`, looked up by key through Fluent.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::phrase::{Line, Phrase};

/// The Dutch files. A test compares this list with the folder.
pub(crate) const DUTCH: &[(&str, &str)] = &[
    ("common.ftl", include_str!("../../../locales/nl/common.ftl")),
    ("dates.ftl", include_str!("../../../locales/nl/dates.ftl")),
    ("course.ftl", include_str!("../../../locales/nl/course.ftl")),
    ("home.ftl", include_str!("../../../locales/nl/home.ftl")),
    ("questions.ftl", include_str!("../../../locales/nl/questions.ftl")),
    ("receipt.ftl", include_str!("../../../locales/nl/receipt.ftl")),
    ("follow.ftl", include_str!("../../../locales/nl/follow.ftl")),
    ("policy.ftl", include_str!("../../../locales/nl/policy.ftl")),
    ("access.ftl", include_str!("../../../locales/nl/access.ftl")),
    (
        "policy-check.ftl",
        include_str!("../../../locales/nl/policy-check.ftl"),
    ),
    ("work.ftl", include_str!("../../../locales/nl/work.ftl")),
    (
        "work-measures.ftl",
        include_str!("../../../locales/nl/work-measures.ftl"),
    ),
    (
        "work-board.ftl",
        include_str!("../../../locales/nl/work-board.ftl"),
    ),
    (
        "work-settings.ftl",
        include_str!("../../../locales/nl/work-settings.ftl"),
    ),
    ("work-case.ftl", include_str!("../../../locales/nl/work-case.ftl")),
    ("cli.ftl", include_str!("../../../locales/nl/cli.ftl")),
    ("menu.ftl", include_str!("../../../locales/nl/menu.ftl")),
    ("mail.ftl", include_str!("../../../locales/nl/mail.ftl")),
];

static NL: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let mut bundle =
        FluentBundle::new_concurrent(vec!["nl-BE".parse::<LanguageIdentifier>().unwrap_or_default()]);
    // The invisible isolating marks would be copied along with numbers and addresses.
    bundle.set_use_isolating(false);
    for (_, source) in DUTCH {
        // A file with a mistake still gives its good messages; a test refuses the mistake.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
});

/// A key that is not written in a template but chosen in code, so that the test that looks for
/// missing and unused keys can find it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub &'static str);

impl AsRef<str> for Key {
    fn as_ref(&self) -> &str {
        self.0
    }
}

/// The language a page is written in: a small handle that is copied into every page.
///
/// Templates say `{{ t.m("key") }}` for a plain message, `{{ t.a("key").with("name", x) }}` for one with
/// arguments and `{{ t.h("key").link("here", href, text) }}` when an argument is markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// Dutch as spoken in Belgium.
    Dutch,
}

impl Texts {
    /// The value of the `lang` attribute.
    pub fn lang(self) -> &'static str {
        match self {
            Texts::Dutch => "nl-BE",
        }
    }

    /// A message without arguments.
    pub fn m(self, key: impl AsRef<str>) -> String {
        self.format(key.as_ref(), &FluentArgs::new())
    }

    /// A message with plain arguments; a template escapes it like any other value.
    pub fn a(self, key: impl AsRef<str>) -> Line {
        Line::new(self, key.as_ref())
    }

    /// A message in which arguments may be a link, a mark or bold; its own words and plain arguments are escaped.
    pub fn h(self, key: impl AsRef<str>) -> Phrase {
        Phrase::new(self, key.as_ref())
    }

    pub(crate) fn format(self, key: &str, args: &FluentArgs<'_>) -> String {
        let bundle = match self {
            Texts::Dutch => &NL,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟦{key}⟧");
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut errors);
        text.into_owned()
    }
}

/// What may stand in a message: words, or a number that the message can count with.
pub trait Argument {
    /// The value for Fluent.
    fn value(&self) -> FluentValue<'static>;
}

impl Argument for str {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_owned())
    }
}

impl Argument for String {
    fn value(&self) -> FluentValue<'static> {
        self.as_str().value()
    }
}

impl Argument for Line {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_string())
    }
}

macro_rules! number_argument {
    ($($kind:ty),*) => {$(
        impl Argument for $kind {
            fn value(&self) -> FluentValue<'static> {
                FluentValue::from(*self)
            }
        }
    )*};
}
number_argument!(u8, u16, u32, u64, usize, i8, i16, i32, i64);

impl<T: Argument + ?Sized> Argument for &T {
    fn value(&self) -> FluentValue<'static> {
        (**self).value()
    }
}
