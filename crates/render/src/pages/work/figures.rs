//! The figures of a year: the conclusion in words, a chart with its table, what is solved, who waits longest.

use askama::Template;

use super::parts::Link;
use super::words;
use crate::frame::Frame;

/// How often one kind of promise was kept and late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What was promised.
    pub label: String,
    /// Kept in time.
    pub kept: u32,
    /// Late.
    pub late: u32,
}

/// What complainants say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SolvedCount {
    /// Yes.
    pub yes: u32,
    /// Partly.
    pub partly: u32,
    /// No.
    pub no: u32,
    /// No answer.
    pub silent: u32,
}

/// What became of the measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MeasureCount {
    /// All.
    pub total: u32,
    /// Worked.
    pub worked: u32,
    /// Partly.
    pub partly: u32,
    /// Didn't.
    pub not: u32,
    /// Not in use or not reviewed in time.
    pub late: u32,
}

/// A complaint that waits long: where, what it is about, for how many days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Longest {
    /// The link, with the number; no address for a reader who may not see it.
    pub case: Link,
    /// What it is about; empty for who may not see it.
    pub title: String,
    /// Days since it came in.
    pub days: u32,
}

/// `/overzicht?jaar=`
#[derive(Clone, Debug, Template)]
#[template(path = "pages/work/figures.html")]
pub struct FiguresPage {
    /// What surrounds the page.
    pub frame: Frame,
    /// The year.
    pub year: i16,
    /// Years that can be shown.
    pub years: Vec<i16>,
    /// Counted over everything; otherwise over the reader's own complaints.
    pub whole: bool,
    /// Complaints of that year.
    pub complaints: u32,
    /// Answered in time.
    pub in_time: u32,
    /// Answered late.
    pub late: u32,
    /// Not answered yet.
    pub open: u32,
    /// Withdrawn, refused, something else, released.
    pub stopped: u32,
    /// The bars.
    pub bars: Vec<Bar>,
    /// What complainants say.
    pub solved: SolvedCount,
    /// Who waits longest.
    pub longest: Vec<Longest>,
    /// Measures.
    pub measures: MeasureCount,
    /// Causes: code and count, most frequent first.
    pub causes: Vec<(String, u32)>,
}

/// One bar, ready to draw.
struct Drawn {
    lines: Vec<(u32, String)>,
    base: u32,
    kept: String,
    late_at: String,
    late: String,
    text_at: String,
    words: String,
}

/// More characters than this don't fit on a line of the chart on a phone: words in a picture don't wrap by themselves.
const LINE: usize = 30;

/// A label in lines.
fn lines(label: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for word in label.split_whitespace() {
        match all.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => all.push(word.to_owned()),
        }
    }
    all
}

impl FiguresPage {
    fn worst(&self) -> Option<&Bar> {
        self.bars
            .iter()
            .filter(|bar| bar.late > 0)
            .max_by_key(|bar| bar.late * 1000 / (bar.kept + bar.late).max(1))
    }

    fn asked(&self) -> u32 {
        self.solved.yes + self.solved.partly + self.solved.no + self.solved.silent
    }

    fn reviewed(&self) -> u32 {
        self.measures.worked + self.measures.partly + self.measures.not
    }

    fn height(&self) -> u32 {
        self.drawn().last().map_or(0, |bar| bar.base + 32)
    }

    fn said(&self, bar: &Bar) -> String {
        self.frame
            .t
            .a("figures-bar")
            .with("kept", bar.kept)
            .with("late", bar.late)
            .to_string()
    }

    /// Short enough to stand beside the longest bar on a phone.
    fn beside(&self, bar: &Bar) -> String {
        if bar.late == 0 {
            return bar.kept.to_string();
        }
        self.frame
            .t
            .a("figures-bar-short")
            .with("kept", bar.kept)
            .with("late", bar.late)
            .to_string()
    }

    fn description(&self) -> String {
        self.bars
            .iter()
            .map(|bar| format!("{}: {}.", bar.label, self.said(bar)))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The longest bar takes less than half, so that its words fit beside it.
    fn drawn(&self) -> Vec<Drawn> {
        let most = self
            .bars
            .iter()
            .map(|bar| bar.kept + bar.late)
            .max()
            .unwrap_or_default()
            .max(1);
        let percent = |n: u32| n * 460 / most;
        let say = |tenths: u32| format!("{}.{}%", tenths / 10, tenths % 10);
        let mut top = 0;
        let mut all = Vec::with_capacity(self.bars.len());
        for bar in &self.bars {
            let mut at = Vec::new();
            for line in lines(&bar.label) {
                top += 22;
                at.push((top - 4, line));
            }
            let (kept, late) = (percent(bar.kept), percent(bar.late));
            all.push(Drawn {
                lines: at,
                base: top + 4,
                kept: say(kept),
                late_at: say(kept),
                late: say(late),
                text_at: say(kept + late + 15),
                words: self.beside(bar),
            });
            top += 36;
        }
        all
    }

    fn cause(&self, code: &str) -> String {
        words::word(&self.frame.t, words::CAUSES, code)
    }
}

#[cfg(test)]
impl FiguresPage {
    pub(crate) fn sample() -> FiguresPage {
        let bar = |label: &str, kept, late| Bar {
            label: label.into(),
            kept,
            late,
        };
        FiguresPage {
            frame: Frame::sample_staff(),
            year: 2026,
            years: vec![2026, 2025],
            whole: false,
            complaints: 41,
            in_time: 38,
            late: 1,
            open: 2,
            stopped: 3,
            bars: vec![
                bar("Antwoord binnen 2 werkdagen", 38, 1),
                bar("Antwoord op de datum van het tussenbericht", 7, 1),
                bar("Wat we aanboden", 26, 3),
                bar("Gevraagd of het opgelost is", 24, 0),
            ],
            solved: SolvedCount {
                yes: 17,
                partly: 4,
                no: 0,
                silent: 3,
            },
            longest: vec![Longest {
                case: Link {
                    href: "/werk/klachten/26-7KQ4M".into(),
                    text: "26-7KQ4M".into(),
                },
                title: "Lift al drie weken stuk".into(),
                days: 11,
            }],
            measures: MeasureCount {
                total: 9,
                worked: 4,
                partly: 1,
                not: 1,
                late: 1,
            },
            causes: vec![("agreement".into(), 12), ("building".into(), 5)],
        }
    }

    pub(crate) fn sample_empty() -> FiguresPage {
        FiguresPage {
            complaints: 0,
            in_time: 0,
            late: 0,
            open: 0,
            stopped: 0,
            bars: vec![],
            solved: SolvedCount::default(),
            longest: vec![],
            measures: MeasureCount::default(),
            causes: vec![],
            ..FiguresPage::sample()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_label_is_broken_between_words() {
        let broken = lines("Antwoord op de datum van het tussenbericht");
        assert_eq!(broken, ["Antwoord op de datum van het", "tussenbericht"]);
        assert_eq!(lines("Wat we aanboden"), ["Wat we aanboden"]);
    }
}
