//! The tables that lists, sweeps and figures read, each declared once: its row, and the statements that write and read it.

use crate::database::{Column, Row, Value};
use crate::error::Result;
use crate::statements::Statement;
use casework::ids::{CaseId, CaseNumber, ContentId, GroupId, MeasureId, PersonId};
use casework::moment::Moment;

/// Declares a table's row once: the struct, how it is read, and the statements that write and read it.
macro_rules! table_row {
    ($(#[$doc:meta])* $name:ident in $table:literal key $key:literal by $by:literal order $order:literal,
     $upsert:ident, $select:ident, $columns:ident {
        $(#[$doc0:meta])* $n0:literal $c0:ident: $t0:ty,
        $($(#[$cdoc:meta])* $n:literal $c:ident: $t:ty,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $(#[$doc0])* pub $c0: $t0,
            $($(#[$cdoc])* pub $c: $t,)*
        }

        impl $name {
            pub(crate) fn read(row: &Row) -> Result<$name> {
                Ok($name { $c0: row.get(stringify!($c0))?, $($c: row.get(stringify!($c))?,)* })
            }

            pub(crate) fn values(&self) -> Vec<Value> {
                vec![self.$c0.to_value(), $(self.$c.to_value(),)*]
            }
        }

        /// The table's columns, to build a SELECT with.
        #[allow(unused_macros)]
        macro_rules! $columns { () => { concat!(stringify!($c0) $(, ", ", stringify!($c))*) }; }
        #[allow(unused_imports)]
        pub(crate) use $columns;

        pub(crate) const $upsert: Statement = statement(stringify!($upsert), concat!(
            "INSERT INTO ", $table, " (", stringify!($c0) $(, ", ", stringify!($c))*,
            ") VALUES ($", $n0 $(, ", $", $n)*, ") ON CONFLICT (", $key, ") DO UPDATE SET ",
            stringify!($c0), " = excluded.", stringify!($c0)
            $(, ", ", stringify!($c), " = excluded.", stringify!($c))*
        ));
        pub(crate) const $select: Statement = statement(stringify!($select), concat!(
            "SELECT ", stringify!($c0) $(, ", ", stringify!($c))*, " FROM ", $table, " WHERE ", $by, " ORDER BY ", $order
        ));
    };
}

const fn statement(name: &'static str, text: &'static str) -> Statement {
    Statement {
        name,
        sqlite: text,
        postgres: text,
    }
}

table_row! {
    /// A concern or complaint in a list. Codes are those of `casework`'s vocabulary.
    CaseRow in "cases" key "id" by "id = $1" order "id", CASE_UPSERT, CASE_SELECT, case_columns {
        /// Its id.
        1 id: CaseId,
        /// The number people use.
        2 number: CaseNumber,
        /// `concern` or `complaint`.
        3 opened_as: String,
        /// Kinds of complainant, separated by commas.
        4 kinds: String,
        /// How it reached us.
        5 channel: String,
        /// How they want the answer.
        6 reply_by: String,
        /// Theme code.
        7 theme: Option<String>,
        /// Project code.
        8 project: Option<String>,
        /// Language tag.
        9 language: String,
        /// When it was first heard.
        10 received_at: Moment,
        /// When it became a complaint.
        11 registered_at: Option<Moment>,
        /// Who answers.
        12 handler: Option<PersonId>,
        /// Who follows.
        13 supervisor: Option<PersonId>,
        /// Who on the board was told.
        14 board_member: Option<PersonId>,
        /// When an answer first reached the complainant.
        15 answered_at: Option<Moment>,
        /// When the last message was written.
        16 last_message_at: Option<Moment>,
        /// When nothing was owed any more; none while something is.
        17 closed_at: Option<Moment>,
        /// The earliest due instant of what is open.
        18 next_due_at: Option<Moment>,
        /// How it stopped without an answer.
        19 way_out: Option<String>,
        /// The sequence of its last event.
        20 sequence: u64,
        /// The title that lists show, sealed.
        21 title_content: Option<ContentId>,
        /// The policy version it came in under.
        22 policy_version: u32,
        /// A practice complaint, outside the figures.
        23 practice: bool,
        /// What the complainant said last of the solution.
        24 verdict: Option<String>,
        /// When it was written down that they said nothing.
        25 silent_at: Option<Moment>,
        /// What went wrong, as each evaluation found, separated by commas.
        26 causes: String,
        /// The first answer was late, or what it was owed for was missed and ended otherwise.
        27 answer_late: bool,
        /// By when the first answer is owed, while it is.
        28 answer_due_at: Option<Moment>,
        /// Since when an answer is owed, the first one or a later one, while one is.
        29 answer_since: Option<Moment>,
        /// When an evaluation last decided whether something must change.
        30 evaluated_at: Option<Moment>,
        /// By when a person first has something to do in it; the latest instant there is when nobody has.
        31 task_due_at: Moment,
        /// All that people have to do is to hear whether it is solved (or nothing).
        32 asks_only: bool,
        /// When we first said something to the complainant.
        33 said_at: Option<Moment>,
        /// What was forgotten, as codes separated by commas.
        34 forgotten: String,
    }
}

table_row! {
    /// Something owed, by whatever aggregate.
    OwedRow in "owed" key "owner_kind, owner_id, owed_no" by "owner_kind = $1 AND owner_id = $2" order "owed_no",
    OWED_UPSERT, OWED_SELECT, owed_columns {
        /// The aggregate's kind, as a code.
        1 owner_kind: String,
        /// The aggregate's id.
        2 owner_id: String,
        /// Its number in the aggregate.
        3 owed_no: u32,
        /// The rule in the policy.
        4 promise_key: String,
        /// `promise` or `target`.
        5 nature: String,
        /// What it is about, as text.
        6 subject: Option<String>,
        /// When it was opened.
        7 opened_at: Moment,
        /// By when (exclusive).
        8 due_at: Moment,
        /// When it was recorded as missed.
        9 missed_at: Option<Moment>,
        /// When it was kept.
        10 kept_at: Option<Moment>,
        /// The number of what replaced it.
        11 replaced_by: Option<u32>,
        /// When it was released.
        12 released_at: Option<Moment>,
        /// For which listed fact.
        13 released_for: Option<String>,
        /// The role that owes it.
        14 owed_by_role: String,
        /// The person who owes it, when known.
        15 owed_by_person: Option<PersonId>,
        /// The role it is owed to.
        16 owed_to_role: String,
        /// The policy's clause.
        17 clause: Option<String>,
        /// The policy's version.
        18 policy_version: u32,
        /// How often a target was moved.
        19 moved: u32,
        /// `open`, `kept`, `replaced` or `released`.
        20 state: String,
    }
}

table_row! {
    /// A person's relation to a case, `excluded` included: what access is decided by.
    CasePersonRow in "case_people" key "case_id, person, relation" by "case_id = $1" order "person, relation",
    CASE_PERSON_UPSERT, CASE_PEOPLE_SELECT, case_person_columns {
        /// The case.
        1 case_id: CaseId,
        /// The person (or the group, for the relation of a brief).
        2 person: PersonId,
        /// The relation's code.
        3 relation: String,
    }
}

table_row! {
    /// Two cases with the same cause.
    CaseLinkRow in "case_links" key "case_id, other" by "case_id = $1" order "other",
    CASE_LINK_UPSERT, CASE_LINKS_SELECT, case_link_columns {
        /// The case.
        1 case_id: CaseId,
        /// The other one.
        2 other: CaseId,
    }
}

table_row! {
    /// A changed way of working.
    MeasureRow in "measures" key "id" by "id = $1" order "id", MEASURE_UPSERT, MEASURE_SELECT, measure_columns {
        /// Its id.
        1 id: MeasureId,
        /// What is done from now on, sealed.
        2 what_content: Option<ContentId>,
        /// How we will see that it works, sealed.
        3 criterion_content: Option<ContentId>,
        /// What had gone wrong, as a code.
        4 cause: String,
        /// Who puts it to use.
        5 owner: PersonId,
        /// Who looks whether it worked.
        6 reviewer: Option<PersonId>,
        /// The group that carries it.
        7 working_group: Option<GroupId>,
        /// The cases behind it, separated by commas.
        8 cases: String,
        /// By when it must be in use (exclusive).
        9 until_at: Moment,
        /// When it was proposed.
        10 proposed_at: Moment,
        /// When it was agreed.
        11 agreed_at: Option<Moment>,
        /// Since when it is in use.
        12 applied_at: Option<Moment>,
        /// By when it is reviewed (exclusive).
        13 review_by: Option<Moment>,
        /// When it was reviewed.
        14 reviewed_at: Option<Moment>,
        /// What was found, as a code.
        15 effect: Option<String>,
        /// The sequence of its last event.
        16 sequence: u64,
    }
}

table_row! {
    /// Somebody who works for the organisation or acts for it.
    PersonRow in "people" key "id" by "1 = 1" order "id", PERSON_UPSERT, PEOPLE_SELECT, person_columns {
        /// Their id.
        1 id: PersonId,
        /// Their name, sealed.
        2 name_content: Option<ContentId>,
        /// Their e-mail address, sealed.
        3 email_content: Option<ContentId>,
        /// Role codes, separated by commas.
        4 roles: String,
        /// Since when they are gone.
        5 left_at: Option<Moment>,
    }
}

table_row! {
    /// A working group.
    GroupRow in "working_groups" key "id" by "1 = 1" order "id", GROUP_UPSERT, GROUPS_SELECT, group_columns {
        /// Its id.
        1 id: GroupId,
        /// Its name, sealed (a small group's name may name people).
        2 name_content: Option<ContentId>,
        /// Its members, separated by commas.
        3 members: String,
    }
}

table_row! {
    /// A published policy version; its bytes are kept under their hash.
    PolicyRow in "policy_versions" key "id" by "id = $1" order "id", POLICY_UPSERT, POLICY_SELECT, policy_columns {
        /// The aggregate's id.
        1 id: String,
        /// Whose policy, as a key.
        2 policy_key: String,
        /// Its version.
        3 version: u32,
        /// SHA-256 of its bytes, in hexadecimal digits.
        4 hash: String,
        /// When it was published.
        5 published_at: Moment,
        /// From when it is in force.
        6 in_force_from: Moment,
    }
}

/// The statements that `table_row!` made.
pub(crate) const TABLE_STATEMENTS: &[Statement] = &[
    CASE_UPSERT,
    CASE_SELECT,
    OWED_UPSERT,
    OWED_SELECT,
    CASE_PERSON_UPSERT,
    CASE_PEOPLE_SELECT,
    CASE_LINK_UPSERT,
    CASE_LINKS_SELECT,
    MEASURE_UPSERT,
    MEASURE_SELECT,
    PERSON_UPSERT,
    PEOPLE_SELECT,
    GROUP_UPSERT,
    GROUPS_SELECT,
    POLICY_UPSERT,
    POLICY_SELECT,
];
