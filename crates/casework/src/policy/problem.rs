//! What is wrong with a policy file, and where: a code with its arguments, worded in `locales/nl/policy.ftl`.

use crate::vocabulary::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// What is wrong. Each code has a text in the locale with the same name after `policy-problem-`.
    ProblemCode {
        /// Not TOML.
        Syntax = "syntax",
        /// A key that the format doesn't have.
        UnknownKey = "unknown-key",
        /// Such a key, and the one that was probably meant.
        MisspeltKey = "misspelt-key",
        /// A key that must be there.
        MissingKey = "missing-key",
        /// A word that the vocabulary doesn't have.
        UnknownWord = "unknown-word",
        /// Such a word, and the one that was probably meant.
        MisspeltWord = "misspelt-word",
        /// Something else that can't be read, in the parser's words.
        Unreadable = "unreadable",
        /// The same key twice in a list.
        DuplicateKey = "duplicate-key",
        /// The time zone isn't known.
        UnknownZone = "unknown-zone",
        /// The holidays are neither `BE` nor `none`.
        UnknownHolidays = "unknown-holidays",
        /// The date isn't one.
        BadDate = "bad-date",
        /// A version below 1.
        BadVersion = "bad-version",
        /// A text that may not be empty is.
        EmptyText = "empty-text",
        /// Words of the source in no quote.
        Uncovered = "uncovered",
        /// A quote that isn't in the source.
        QuoteNotFound = "quote-not-found",
        /// A quote that is in the source more than once.
        QuoteAmbiguous = "quote-ambiguous",
        /// A clause that nothing carries out.
        NothingCarriesOut = "nothing-carries-out",
        /// A right that the program can't give.
        UnknownRight = "unknown-right",
        /// A page that the program doesn't have.
        UnknownPage = "unknown-page",
        /// A clause without a journey that shows it.
        NoJourney = "no-journey",
        /// A journey that doesn't exist.
        UnknownJourney = "unknown-journey",
        /// A clause that doesn't exist.
        UnknownClause = "unknown-clause",
        /// A plain step that doesn't exist.
        UnknownStep = "unknown-step",
        /// A rule that doesn't exist.
        UnknownRule = "unknown-rule",
        /// Nothing ever opens it.
        NeverOpened = "never-opened",
        /// Nothing ever keeps it.
        NeverKept = "never-kept",
        /// The same fact opens it in two ways.
        OpenedTwice = "opened-twice",
        /// One fact both keeps it and does something else that ends it.
        EndsTwice = "ends-twice",
        /// A fact that releases it isn't a way out.
        NotAWayOut = "not-a-way-out",
        /// Its term is the date of a fact that carries none.
        NoDateInFact = "no-date-in-fact",
        /// What replaces it opens nothing.
        ReplacedByNothing = "replaced-by-nothing",
        /// `covered_for` names a fact that doesn't open it, or nothing covers it.
        CoveredForNothing = "covered-for-nothing",
        /// The complainant would be told that a target was missed.
        TargetTold = "target-told",
        /// Neither a clause of the text nor marked as our own choice.
        NoClauseNotOurs = "no-clause-not-ours",
        /// A term of no days at all.
        TermOfNothing = "term-of-nothing",
        /// A last-day rule on a term that isn't in days or months.
        LastDayOfNothing = "last-day-of-nothing",
        /// Told when it is missed: a role that nobody in particular has.
        NobodyToTell = "nobody-to-tell",
        /// A measure may be put to use, and nobody comes back to see whether it worked.
        MeasureNeverReviewed = "measure-never-reviewed",
        /// A measure whose date is said to the complainant opens nothing.
        PromisedMeasureLost = "promised-measure-lost",
        /// For a kind and not for it.
        KindBothWays = "kind-both-ways",
        /// A kind of complainant without a step before a complaint.
        KindMissing = "kind-missing",
        /// A kind of complainant with two.
        KindTwice = "kind-twice",
        /// A number outside its bounds.
        OutOfBounds = "out-of-bounds",
        /// Between braces stands what is no term of this policy.
        UnknownPlaceholder = "unknown-placeholder",
        /// A text says a number of days, weeks or months itself, and would lie when the term changes.
        NumberBesideData = "number-beside-data",
        /// The sentence that a promise hangs on says another term.
        TermNotInQuote = "term-not-in-quote",
        /// The interim may name a date after the day by which the answer must be there.
        InterimBeyondAnswer = "interim-beyond-answer",
        /// Words would be kept for longer than the identity that makes them a person's, or the reverse.
        KeepOrder = "keep-order",
    }
}

/// Which of the two files of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyFile {
    /// The data (`policy.toml`).
    Data,
    /// The published text beside it.
    Source,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// In which file.
    pub file: PolicyFile,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What.
    pub code: ProblemCode,
    /// The arguments of its text.
    pub args: Vec<(String, String)>,
}

impl Problem {
    /// The argument with this name; empty when there is none.
    pub fn arg(&self, name: &str) -> &str {
        self.args
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }
}

/// The name of the nearest of `known` to a misspelt `word`, when one is near enough to be meant.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many letters must be added, dropped or changed to make one word into the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, other) in b.iter().enumerate() {
            let changed = row.get(j).copied().unwrap_or(usize::MAX - 1) + usize::from(letter != *other);
            let dropped = row.get(j + 1).copied().unwrap_or(usize::MAX - 1) + 1;
            let added = next.last().copied().unwrap_or(usize::MAX - 1) + 1;
            next.push(changed.min(dropped).min(added));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
