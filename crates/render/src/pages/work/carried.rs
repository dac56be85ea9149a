//! What carries a sentence of the policy out when it has no date: pages and rights, in words.

use super::words::Table;
use crate::texts::Key;

/// Pages by their address.
pub const PAGES: Table = &[
    ("/", Key("page-start")),
    ("/aanmelden", Key("page-aanmelden")),
    ("/bedankt", Key("page-bedankt")),
    ("/beleid", Key("page-beleid")),
    ("/beleid/zinnen", Key("page-beleid-zinnen")),
    ("/bestuur", Key("page-bestuur")),
    ("/bestuur/agenda", Key("page-bestuur-agenda")),
    ("/bestuur/klachten/{nr}", Key("page-bestuur-klachten-nr")),
    ("/contact", Key("page-contact")),
    ("/klacht/bewoner", Key("page-klacht-bewoner")),
    ("/klacht/derde", Key("page-klacht-derde")),
    ("/klacht/medewerker", Key("page-klacht-medewerker")),
    ("/klacht/nieuw/antwoord", Key("page-klacht-nieuw-antwoord")),
    ("/klacht/nieuw/lezers", Key("page-klacht-nieuw-lezers")),
    ("/klacht/nieuw/nakijken", Key("page-klacht-nieuw-nakijken")),
    ("/klacht/nieuw/oplossing", Key("page-klacht-nieuw-oplossing")),
    ("/klacht/nieuw/verhaal", Key("page-klacht-nieuw-verhaal")),
    ("/melden", Key("page-melden")),
    ("/overzicht", Key("page-overzicht")),
    ("/privacy", Key("page-privacy")),
    ("/toegankelijkheid", Key("page-toegankelijkheid")),
    ("/volgen", Key("page-volgen")),
    ("/volgen/klacht", Key("page-volgen-klacht")),
    ("/werk", Key("page-werk")),
    ("/werk/brieven", Key("page-werk-brieven")),
    ("/werk/klachten", Key("page-werk-klachten")),
    ("/werk/klachten/{nr}", Key("page-werk-klachten-nr")),
    (
        "/werk/klachten/{nr}/evaluatie",
        Key("page-werk-klachten-nr-evaluatie"),
    ),
    (
        "/werk/klachten/{nr}/toewijzen",
        Key("page-werk-klachten-nr-toewijzen"),
    ),
    ("/werk/klachten/{nr}/uitweg", Key("page-werk-klachten-nr-uitweg")),
    ("/werk/maatregelen", Key("page-werk-maatregelen")),
    ("/werk/maatregelen/{id}", Key("page-werk-maatregelen-id")),
    ("/werk/nieuw", Key("page-werk-nieuw")),
];

/// Rights by their code.
pub const RIGHTS: Table = &[
    ("add_to_complaint", Key("right-add-to-complaint")),
    ("anonymous", Key("right-anonymous")),
    ("board_member_asks", Key("right-board-member-asks")),
    (
        "board_member_decides_alone",
        Key("right-board-member-decides-alone"),
    ),
    ("choose_channel", Key("right-choose-channel")),
    (
        "complain_without_step_before",
        Key("right-complain-without-step-before"),
    ),
    ("deny_undertaking", Key("right-deny-undertaking")),
    ("exclude_reader", Key("right-exclude-reader")),
    ("follow_with_code", Key("right-follow-with-code")),
    (
        "read_policy_without_account",
        Key("right-read-policy-without-account"),
    ),
    ("report_retaliation", Key("right-report-retaliation")),
    ("second_look", Key("right-second-look")),
    ("tell_steps_taken", Key("right-tell-steps-taken")),
    ("withdraw", Key("right-withdraw")),
];
