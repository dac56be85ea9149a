//! Receipt codes: 20 digits that follow from the request's key, so that a repeat shows the same; kept only as a keyed hash.

use crate::commit::IdempotencyKey;
use crate::database::{Transaction, values};
use crate::error::Result;
use crate::statements::statements;
use casework::ids::CaseId;
use casework::moment::Moment;

/// A receipt code, to be shown once.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptCode(String);

impl std::fmt::Debug for ReceiptCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReceiptCode")
    }
}

impl ReceiptCode {
    /// The 20 digits.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// As people read it: five groups of four.
    pub fn grouped(&self) -> String {
        let digits: Vec<char> = self.0.chars().collect();
        digits
            .chunks(4)
            .map(|group| group.iter().collect())
            .collect::<Vec<String>>()
            .join(" ")
    }

    /// From what somebody typed: spaces, dots and dashes don't count. `None` when it isn't 20 digits.
    pub fn parse(typed: &str) -> Option<ReceiptCode> {
        let separator = |c: &char| c.is_whitespace() || matches!(c, '-' | '‑' | '–' | '.' | '\u{200b}');
        let digits: String = typed.chars().filter(|c| !separator(c)).take(21).collect();
        (digits.len() == 20 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(ReceiptCode(digits))
    }
}

/// A code given out, for a commit.
#[derive(Clone, Debug)]
pub struct NewReceipt {
    code_hash: String,
    case: CaseId,
}

statements! {
    RECEIPT_INSERT = "INSERT INTO receipts (code_hash, case_id, at) VALUES ($1, $2, $3)";
    RECEIPT_FIND = "SELECT case_id FROM receipts WHERE code_hash = $1 AND revoked_at IS NULL";
    RECEIPTS_REVOKE = "UPDATE receipts SET revoked_at = $2 WHERE case_id = $1 AND revoked_at IS NULL";
}

impl NewReceipt {
    pub(crate) async fn insert(&self, transaction: &mut Transaction<'_>, at: Moment) -> Result<()> {
        transaction
            .execute(&RECEIPT_INSERT, values![self.code_hash, self.case, at])
            .await?;
        Ok(())
    }
}

impl crate::Store {
    /// The code that belongs to a request.
    pub fn receipt_code(&self, key: &IdempotencyKey) -> Result<ReceiptCode> {
        let mac = self.keys.receipt_code.mac(&[&key.scope, &key.key])?;
        let number = mac
            .iter()
            .take(16)
            .fold(0_u128, |number, byte| (number << 8) | u128::from(*byte));
        Ok(ReceiptCode(format!(
            "{:020}",
            number % 100_000_000_000_000_000_000
        )))
    }

    /// An id that belongs to a request: a repeat finds the same one.
    pub fn id_of(&self, key: &IdempotencyKey) -> Result<[u8; 16]> {
        let mac = self.keys.receipt_code.mac(&["id", &key.scope, &key.key])?;
        let mut id = [0; 16];
        id.iter_mut().zip(mac).for_each(|(to, from)| *to = from);
        Ok(id)
    }

    /// What a commit keeps of a code.
    pub fn receipt(&self, code: &ReceiptCode, case: &CaseId) -> Result<NewReceipt> {
        Ok(NewReceipt {
            code_hash: self.keys.receipt_index.mac_hex(&[&code.0])?,
            case: case.clone(),
        })
    }

    /// The case that a code opens.
    pub async fn case_by_receipt(&self, code: &ReceiptCode) -> Result<Option<CaseId>> {
        let hash = self.keys.receipt_index.mac_hex(&[&code.0])?;
        self.database
            .row(&RECEIPT_FIND, values![hash])
            .await?
            .map(|row| row.get("case_id"))
            .transpose()
    }
}
