//! The menu of someone who signed in: which pages their parts give them, and what those are called.

use crate::frame::MenuItem;
use crate::texts::{Key, Texts};

/// The parts that give somebody pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Follows complaints: handler, management, staff representative.
    pub desk: bool,
    /// A member of the board.
    pub board: bool,
    /// Anybody who works here and isn't only an administrator.
    pub colleague: bool,
    /// A member of management.
    pub management: bool,
    /// May change people and settings.
    pub settings: bool,
}

/// The items for these parts; the one that the path belongs to is current.
pub fn menu(t: Texts, parts: Parts, path: &str) -> Vec<MenuItem> {
    let all = [
        (parts.desk, "/werk", Key("menu-today")),
        (parts.desk, "/werk/klachten", Key("menu-cases")),
        (parts.board, "/bestuur", Key("menu-board")),
        (parts.board, "/bestuur/agenda", Key("menu-agenda")),
        (parts.colleague, "/werk/maatregelen", Key("menu-measures")),
        (parts.colleague, "/werk/brieven", Key("menu-briefs")),
        (parts.management, "/werk/resultaten", Key("menu-results")),
        (parts.colleague, "/beleid/zinnen", Key("menu-policy")),
        (parts.colleague, "/overzicht", Key("menu-figures")),
        (parts.desk, "/werk/nieuw", Key("menu-new")),
        (parts.settings, "/instellingen/mensen", Key("menu-people")),
    ];
    let belongs = |href: &str| path == href || path.starts_with(&format!("{href}/"));
    let shown = all.into_iter().filter(|(has, _, _)| *has);
    let current = shown
        .clone()
        .map(|(_, href, _)| href)
        .filter(|href| belongs(href))
        .max_by_key(|href| href.len());
    shown
        .map(|(_, href, key)| MenuItem {
            href: href.to_owned(),
            label: t.m(key),
            current: current == Some(href),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_item_is_current_the_closest_one() {
        let parts = Parts {
            desk: true,
            colleague: true,
            ..Parts::default()
        };
        let current: Vec<String> = menu(Texts::Dutch, parts, "/werk/klachten/26-7KQ4M")
            .into_iter()
            .filter(|item| item.current)
            .map(|item| item.href)
            .collect();
        assert_eq!(current, ["/werk/klachten"]);
    }
}
