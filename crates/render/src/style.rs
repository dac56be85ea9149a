//! The stylesheets, inlined in the pages that need them, and the hashes that let the content policy allow them.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

static CSS: LazyLock<String> = LazyLock::new(|| squeeze(include_str!("../../../assets/klacht.css")));
static INSIGHT: LazyLock<String> = LazyLock::new(|| squeeze(include_str!("../../../assets/inzicht.css")));
static DEMO: LazyLock<String> = LazyLock::new(|| squeeze(include_str!("../../../assets/demo.css")));
static SOURCE_EXPRESSION: LazyLock<String> = LazyLock::new(|| {
    let sheets = [&CSS, &INSIGHT, &DEMO];
    let hashes = sheets.map(|sheet| format!("'sha256-{}'", base64(&Sha256::digest(sheet.as_bytes()))));
    hashes.join(" ")
});

/// The sheet of every page: exactly what stands between `<style>` and `</style>`.
pub fn css() -> &'static str {
    &CSS
}

/// What the pages with figures need besides.
pub(crate) fn insight() -> &'static str {
    &INSIGHT
}

/// What the bar of the demo needs besides.
pub(crate) fn demo() -> &'static str {
    &DEMO
}

/// The value for `style-src` in the content policy: `'sha256-…' …`, quotes included.
pub fn style_source() -> &'static str {
    &SOURCE_EXPRESSION
}

/// Without comments and line breaks: the readable file stays in `assets/`.
fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(rest.get(..start).unwrap_or_default());
        let after = rest.get(start..).unwrap_or_default();
        rest = after
            .find("*/")
            .and_then(|end| after.get(end + 2..))
            .unwrap_or_default();
    }
    out.push_str(rest);
    out.lines().map(str::trim).collect()
}

/// Standard base 64 with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let byte = |i: usize| u32::from(group.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS
                .get((bits >> (18 - 6 * place) & 63) as usize)
                .copied()
                .unwrap_or(b'=');
            out.push(if place <= group.len() {
                char::from(digit)
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_agrees_with_the_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn the_hash_is_one_quoted_source() {
        assert!(
            style_source().starts_with("'sha256-") && style_source().ends_with("='"),
            "{}",
            style_source()
        );
    }

    #[test]
    fn squeezing_keeps_rules_and_drops_comments() {
        assert_eq!(squeeze("/* a */\n.b{c:d}\n .e{}"), ".b{c:d}.e{}");
        for (sheet, rule) in [(css(), ".verloop"), (insight(), ".grafiek"), (demo(), ".demo")] {
            assert!(!sheet.contains("/*") && sheet.contains(rule), "{rule}");
        }
    }

    #[test]
    fn a_page_brings_the_sheet_of_what_stands_on_it() {
        for (name, page) in crate::samples::pages() {
            for (mark, sheet) in [
                ("class=\"grafiek", insight()),
                ("class=\"zin", insight()),
                ("class=\"bord", insight()),
                ("class=\"demo", demo()),
            ] {
                assert!(
                    !page.contains(mark) || page.contains(sheet),
                    "{name} shows {mark}… without its style"
                );
            }
        }
    }

    #[test]
    fn nothing_in_the_sheet_needs_a_young_browser() {
        for young in [
            "@layer",
            ":has(",
            ":is(",
            ":where(",
            "clamp(",
            "color-mix",
            ":focus-visible",
            "oklch",
        ] {
            assert!(
                ![css(), insight(), demo()].concat().contains(young),
                "{young} is unknown to Chrome 60 and iOS 12"
            );
        }
    }
}
