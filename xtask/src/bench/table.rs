//! What was measured, beside its yardstick and its aim, as a table.

/// What is aimed at.
#[derive(Clone, Copy, Debug)]
pub enum Aim {
    /// At least this ratio to the yardstick.
    Ratio(f64),
    /// At most this value.
    AtMost(f64),
    /// None: shown to understand the others.
    None,
}

/// One figure.
#[derive(Clone, Debug)]
pub struct Line {
    pub what: String,
    pub value: f64,
    pub unit: &'static str,
    pub yardstick: Option<f64>,
    pub aim: Aim,
}

impl Line {
    /// A figure by itself.
    pub fn of(what: impl Into<String>, value: f64, unit: &'static str, aim: Aim) -> Line {
        Line {
            what: what.into(),
            value,
            unit,
            yardstick: None,
            aim,
        }
    }

    /// A figure beside a yardstick in the same unit; without one its ratio isn't known.
    pub fn beside(
        what: impl Into<String>,
        value: f64,
        unit: &'static str,
        yardstick: Option<f64>,
        aim: Aim,
    ) -> Line {
        Line {
            yardstick,
            ..Line::of(what, value, unit, aim)
        }
    }

    fn ratio(&self) -> Option<f64> {
        self.yardstick
            .filter(|yardstick| *yardstick > 0.0)
            .map(|yardstick| self.value / yardstick)
    }

    fn met(&self) -> &'static str {
        let met = match self.aim {
            Aim::Ratio(least) => self.ratio().map(|ratio| ratio >= least),
            Aim::AtMost(most) => Some(self.value <= most),
            Aim::None => return "",
        };
        match met {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "not known",
        }
    }

    fn cells(&self) -> [String; 6] {
        [
            self.what.clone(),
            format!("{} {}", short(self.value), self.unit),
            self.yardstick
                .map(|one| format!("{} {}", short(one), self.unit))
                .unwrap_or_default(),
            self.ratio()
                .map(|ratio| format!("{ratio:.2}"))
                .unwrap_or_default(),
            match self.aim {
                Aim::Ratio(least) => format!("ratio ≥ {least:.1}"),
                Aim::AtMost(most) => format!("≤ {} {}", short(most), self.unit),
                Aim::None => String::new(),
            },
            self.met().to_owned(),
        ]
    }
}

/// Three digits that matter.
fn short(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}

/// All of them, as a table in Markdown that also reads well as it is.
pub fn table(lines: &[Line]) -> String {
    let mut rows = vec![["figure", "value", "yardstick", "ratio", "aim", "met"].map(str::to_owned)];
    rows.extend(lines.iter().map(Line::cells));
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..6).map(width).collect();
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"));
        text.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
        if number == 0 {
            let rules = widths.iter().map(|width| "-".repeat(*width));
            text.push_str(&format!("| {} |\n", rules.collect::<Vec<_>>().join(" | ")));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_without_its_yardstick_is_neither_met_nor_missed() {
        let alone = Line::beside("home", 9_000.0, "/s", None, Aim::Ratio(0.5));
        assert_eq!(alone.met(), "not known");
        let beside = Line::beside("home", 9_000.0, "/s", Some(20_000.0), Aim::Ratio(0.5));
        assert_eq!((beside.met(), beside.ratio()), ("NO", Some(0.45)));
    }

    #[test]
    fn a_time_is_met_at_most_and_the_table_says_so() {
        let lines = [Line::of("one case", 1.5, "ms", Aim::AtMost(2.0))];
        let text = table(&lines);
        assert!(
            text.lines()
                .nth(2)
                .is_some_and(|line| line.contains("1.50 ms") && line.contains("yes")),
            "{text}"
        );
    }
}
