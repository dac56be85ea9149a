//! The closed vocabulary that a policy's data is written in: who there are, what can happen, and by which way.

/// An enum whose variants have one stable code, the same in files, rows, the journal and forms.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every variant, in the order of its declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }

            /// The variant with this code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// Who complains (policy: "bewoner, coöperant of een extern persoon", "bent of was medewerker"). A person can be several.
    ComplainantKind {
        /// Lives, or lived, in a home of the organisation.
        Resident = "resident",
        /// Holds a share.
        Cooperator = "cooperator",
        /// Is or was employed.
        Employee = "employee",
        /// Anyone else.
        ThirdParty = "third_party",
    }
}

codes! {
    /// A part somebody plays in owing, being owed, or being told.
    Role {
        /// The program itself, on behalf of the organisation.
        Desk = "desk",
        /// Any member of staff who hears it.
        Anyone = "anyone",
        /// The member of staff who follows the case up and answers.
        Handler = "handler",
        /// The member of management who follows the case.
        Supervisor = "supervisor",
        /// The body: every member not excluded.
        Management = "management",
        /// The member of the board who hears of everything.
        BoardMember = "board_member",
        /// Who complained.
        Complainant = "complainant",
        /// First contact for a concern.
        Contact = "contact",
        /// First contact for employees.
        StaffRepresentative = "staff_representative",
        /// Helps to evaluate and changes the way of working.
        WorkingGroup = "working_group",
        /// The person named in an undertaking, a measure or a question.
        Named = "named",
        /// A person who is not the one whose work is looked at.
        Reviewer = "reviewer",
        /// Those who may take over what nobody opened.
        Pool = "pool",
        /// The organisation as a whole.
        Organisation = "organisation",
        /// Installs and operates; sees no content.
        Administrator = "administrator",
        /// Everybody who lives in a home of the organisation.
        Residents = "residents",
    }
}

codes! {
    /// A fact that can open, keep or release something owed. The engine derives facts from events.
    FactKind {
        /// Somebody told a member of staff, or a form or mail came in.
        FirstHeard = "first_heard",
        /// The complaint has its number.
        Registered = "registered",
        /// A concern was raised first.
        ConcernRaised = "concern_raised",
        /// The named contact's reply to a concern reached its sender.
        ConcernAnswered = "concern_answered",
        /// The sender of a concern said that it is solved.
        ConcernSolved = "concern_solved",
        /// The receipt was shown or sent.
        Confirmed = "confirmed",
        /// The supervisor was told.
        SupervisorTold = "supervisor_told",
        /// The board member was told (of the complaint, or of the subject named).
        BoardTold = "board_told",
        /// The complainant has a named handler.
        HandlerNamed = "handler_named",
        /// The complainant wrote again.
        MessageReceived = "message_received",
        /// An answer was written and sent off.
        Answered = "answered",
        /// An answer reached the complainant.
        AnswerDelivered = "answer_delivered",
        /// An interim with reason and date was sent off.
        InterimSent = "interim_sent",
        /// An interim reached the complainant.
        InterimDelivered = "interim_delivered",
        /// The explanation of a delay reached the complainant.
        DelayExplained = "delay_explained",
        /// A promise to the complainant passed its due instant unkept.
        PromiseMissed = "promise_missed",
        /// An answer offered something, by a date.
        UndertakingOffered = "undertaking_offered",
        /// What was offered was done.
        UndertakingDone = "undertaking_done",
        /// The complainant says that it didn't happen.
        UndertakingDenied = "undertaking_denied",
        /// The complainant reacted (verdict, denial, message after the answer).
        Reacted = "reacted",
        /// The evaluation of the way of working began.
        EvaluationOpened = "evaluation_opened",
        /// A question was put to a working group or employee.
        QuestionRaised = "question_raised",
        /// The brief was delivered, or discussed at a dated meeting.
        QuestionDiscussed = "question_discussed",
        /// The evaluation was decided, with cause and reason.
        Evaluated = "evaluated",
        /// All of management not excluded was told the result.
        ManagementTold = "management_told",
        /// The result of the evaluation reached the complainant.
        OutcomeDelivered = "outcome_delivered",
        /// A changed way of working was agreed, with a date.
        MeasureDecided = "measure_decided",
        /// A changed way of working was agreed, and its date is said to the complainant.
        MeasurePromised = "measure_promised",
        /// It was put to use, with evidence.
        MeasureApplied = "measure_applied",
        /// It was looked at: worked, partly, not.
        MeasureReviewed = "measure_reviewed",
        /// The review found that it didn't work.
        MeasureFailed = "measure_failed",
        /// The complainant was asked whether it is solved.
        FollowUpAsked = "follow_up_asked",
        /// The complainant said whether it is solved.
        VerdictGiven = "verdict_given",
        /// The complainant said that it isn't solved.
        SaidNotSolved = "said_not_solved",
        /// No verdict came after the reminder; what we checked ourselves was recorded.
        FollowUpSilent = "follow_up_silent",
        /// A second look was asked for.
        ReviewAsked = "review_asked",
        /// The second look's result reached the complainant.
        ReviewDelivered = "review_delivered",
        /// The complainant reports being harmed for complaining.
        RetaliationReported = "retaliation_reported",
        /// The board member answered that report.
        RetaliationAnswered = "retaliation_answered",
        /// The board member brought it to the board, for a dated meeting.
        BroughtToBoard = "brought_to_board",
        /// What the board decided was recorded.
        BoardOutcomeRecorded = "board_outcome_recorded",
        /// The board member asked a question, with a date.
        BoardQuestionAsked = "board_question_asked",
        /// That question was answered.
        BoardQuestionAnswered = "board_question_answered",
        /// The complainant stopped it.
        Withdrawn = "withdrawn",
        /// It was refused for a listed reason, by two persons.
        Refused = "refused",
        /// It was found to be a repair, a question or thanks.
        Reclassified = "reclassified",
        /// It was found to be spam.
        MarkedSpam = "marked_spam",
        /// The supervisor released what was owed, for a listed reason.
        Released = "released",
        /// It was opened again.
        Reopened = "reopened",
        /// A way out was turned back, or the sender insisted.
        Reinstated = "reinstated",
        /// Receipt was acknowledged by a person, with what we understood (other procedures than wooncoop's).
        Acknowledged = "acknowledged",
        /// A policy version was published.
        PolicyPublished = "policy_published",
        /// The residents were informed of it.
        ResidentsInformed = "residents_informed",
    }
}

codes! {
    /// How something reached the organisation.
    Channel {
        /// The form on this website.
        Form = "form",
        /// A mail.
        Mail = "mail",
        /// A call.
        Phone = "phone",
        /// At the desk, in person.
        Counter = "counter",
        /// A letter.
        Letter = "letter",
    }
}

codes! {
    /// How the complainant wants the answer.
    ReplyBy {
        /// By e-mail, in full.
        Email = "email",
        /// By a call.
        Phone = "phone",
        /// By a letter.
        Letter = "letter",
        /// On the follow page, with the code.
        Code = "code",
    }
}

codes! {
    /// How a message reached the complainant.
    DeliveredBy {
        /// Accepted by the recipient's mail server (in the demo: put in the outbox folder).
        Mail = "mail",
        /// Published on the follow page, which is the complainant's channel.
        Published = "published",
        /// Spoken with the person; voicemail isn't.
        Spoken = "spoken",
        /// Posted, with proof.
        Posted = "posted",
    }
}

codes! {
    /// Something owed is a promise (the policy or we said so to them) or a target (we set it for ourselves).
    Nature {
        /// Never edited, only kept, replaced or released.
        Promise = "promise",
        /// May be moved before it is due, with a reason.
        Target = "target",
    }
}

codes! {
    /// A step at which a second person may be wanted.
    Step {
        /// Sending an answer.
        Answer = "answer",
        /// Sending a second interim.
        SecondInterim = "second_interim",
        /// Refusing to handle a complaint.
        Refusal = "refusal",
        /// Deciding an evaluation.
        Evaluation = "evaluation",
        /// Reclassifying.
        Reclassification = "reclassification",
    }
}

codes! {
    /// Whether a second person takes part in a step.
    SecondPerson {
        /// Nobody else.
        None = "none",
        /// Somebody else is told.
        Informed = "informed",
        /// Somebody else must agree.
        Required = "required",
    }
}

codes! {
    /// When a supervisor may answer in the handler's place.
    SupervisorAnswers {
        /// Never.
        Never = "never",
        /// When needed; shown to the board member as one person in two roles.
        WhenNeeded = "when_needed",
        /// Always.
        Always = "always",
    }
}

codes! {
    /// What an incoming message turned out to be when it isn't a complaint.
    OtherThan {
        /// A repair to be made.
        Repair = "repair",
        /// A question.
        Question = "question",
        /// Thanks.
        Thanks = "thanks",
        /// Unwanted advertising or nonsense.
        Spam = "spam",
    }
}

codes! {
    /// Why a complaint may be refused (the list is closed; a text with the reasons goes with it).
    RefusalReason {
        /// Older than the policy allows, without a reason to make an exception.
        TooOld = "too_old",
        /// The same facts were already handled.
        AlreadyHandled = "already_handled",
        /// A court or an appeal body has it.
        BeforeCourt = "before_court",
        /// It isn't about this organisation.
        NotAboutUs = "not_about_us",
        /// Plainly without any ground.
        Unfounded = "unfounded",
    }
}

codes! {
    /// Why a supervisor may release what is owed.
    ReleaseReason {
        /// The complainant died.
        Death = "death",
        /// Nobody can be reached any more.
        Unreachable = "unreachable",
        /// A court's decision overtook it.
        Court = "court",
    }
}

codes! {
    /// What the complainant says when asked whether it is solved.
    Solved {
        /// Yes.
        Yes = "yes",
        /// A little.
        Partly = "partly",
        /// No.
        No = "no",
    }
}

codes! {
    /// What the review of a measure found.
    Effect {
        /// It worked.
        Worked = "worked",
        /// It worked in part.
        Partly = "partly",
        /// It did not work.
        Not = "not",
    }
}

codes! {
    /// What one point of a complaint came to.
    PointOutcome {
        /// We were wrong.
        Upheld = "upheld",
        /// We were wrong in part.
        PartlyUpheld = "partly_upheld",
        /// We found no fault on our side.
        NotUpheld = "not_upheld",
        /// Solved together, without a finding.
        Resolved = "resolved",
        /// Not ours to decide.
        NotOurs = "not_ours",
    }
}

codes! {
    /// What went wrong, as the evaluation found.
    Cause {
        /// An appointment wasn't kept.
        Agreement = "agreement",
        /// The way of working itself.
        Procedure = "procedure",
        /// What we explained, or didn't.
        Information = "information",
        /// How somebody was treated.
        Conduct = "conduct",
        /// The building or an installation.
        Building = "building",
        /// A supplier.
        Supplier = "supplier",
        /// Nothing went wrong.
        Nothing = "nothing",
    }
}
