//! The table of who may do what, by relation to the case; printed to `docs/access-matrix.txt` and reviewed there.

use super::{Action, Relation};

const fn sees(relation: Relation) -> &'static [Action] {
    use Action::*;
    match relation {
        Relation::Complainant => &[SeeCase, SeeIdentity, SeeWords, SeeMessages, SeeEvaluation],
        Relation::Handler | Relation::Reviewer => &[
            SeeCase,
            SeeIdentity,
            SeeWords,
            SeeMessages,
            SeeNotes,
            SeeEvaluation,
            SeeBriefs,
            SeeBoardQuestions,
        ],
        Relation::Supervisor => &[
            SeeCase,
            SeeIdentity,
            SeeWords,
            SeeMessages,
            SeeNotes,
            SeeEvaluation,
            SeeBriefs,
            SeeBoardQuestions,
            SeeReaders,
        ],
        Relation::Contact | Relation::Pool => &[SeeCase, SeeIdentity, SeeWords, SeeMessages, SeeNotes],
        Relation::BoardMember => &[
            SeeCase,
            SeeWords,
            SeeMessages,
            SeeEvaluation,
            SeeBriefs,
            SeeBoardQuestions,
            SeeBoardNotes,
            SeeReaders,
            Reveal,
        ],
        Relation::Management => &[SeeEvaluation],
        Relation::Asked => &[SeeBoardQuestions],
        Relation::Owner | Relation::Briefed | Relation::Respondent | Relation::Excluded => &[],
    }
}

const fn does(relation: Relation) -> &'static [Action] {
    use Action::*;
    match relation {
        Relation::Complainant => &[
            Write,
            Verdict,
            Deny,
            Withdraw,
            AskReview,
            ReportRetaliation,
            Insist,
        ],
        Relation::Handler => &[
            Answer,
            Interim,
            Note,
            Deliver,
            Undertake,
            Evaluate,
            RaiseQuestion,
            FollowUp,
            MoveTarget,
            CorrectHeard,
            Exclude,
            Reclassify,
            Refuse,
            Hold,
            Link,
        ],
        Relation::Supervisor => &[
            Answer,
            Interim,
            Note,
            Deliver,
            Undertake,
            Evaluate,
            RaiseQuestion,
            FollowUp,
            MoveTarget,
            CorrectHeard,
            Reopen,
            Assign,
            Exclude,
            Reclassify,
            Refuse,
            Release,
            Hold,
            Link,
            // The contact of a concern may be excluded; somebody must be able to reply.
            ReplyToConcern,
        ],
        Relation::BoardMember => &[
            BringToBoard,
            AskAsBoard,
            BoardNote,
            Reinstate,
            AnswerRetaliation,
            Exclude,
            LetBackIn,
        ],
        Relation::Contact => &[ReplyToConcern, Note, Deliver],
        Relation::Pool => &[TakeOver],
        Relation::Reviewer => &[Review, Deliver],
        Relation::Asked => &[ReplyToBoard],
        Relation::Owner => &[Undertake],
        Relation::Briefed | Relation::Respondent => &[ReplyToBrief],
        Relation::Management | Relation::Excluded => &[],
    }
}

/// Whether an action only reads: what is left when nothing can be added to a case any more.
pub fn only_reads(action: Action) -> bool {
    Relation::ALL.iter().any(|one| sees(*one).contains(&action)) && !matches!(action, Action::Reveal)
}

/// Whether a relation alone allows an action.
pub fn allowed(relation: Relation, action: Action) -> bool {
    sees(relation).contains(&action) || does(relation).contains(&action)
}

/// The whole table as text: one line per action, one column per relation.
pub fn matrix_lines() -> Vec<String> {
    let mut lines = Vec::new();
    let head: Vec<&str> = Relation::ALL.iter().map(|one| one.code()).collect();
    lines.push(
        format!(
            "{:<22}{}",
            "action",
            head.iter().map(|h| format!("{h:<14}")).collect::<String>()
        )
        .trim_end()
        .to_owned(),
    );
    for action in Action::ALL {
        let cells: String = Relation::ALL
            .iter()
            .map(|relation| format!("{:<14}", if allowed(*relation, *action) { "yes" } else { "-" }))
            .collect();
        lines.push(format!("{:<22}{}", action.code(), cells).trim_end().to_owned());
    }
    lines
}
