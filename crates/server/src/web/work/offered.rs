//! What an answer offers, row by row, as it was typed.

use crate::web::support::fields::Fields;
use render::pages::work::composer::OfferRow;

/// At most so many rows of offers.
const ROWS_AT_MOST: usize = 20;

/// The rows of what is offered: as many as were sent, one more when asked for, and at least one.
pub fn rows(typed: Option<&Fields>) -> Vec<OfferRow> {
    let Some(fields) = typed else {
        return vec![OfferRow::default()];
    };
    let mut rows: Vec<OfferRow> = (1..=ROWS_AT_MOST)
        .take_while(|n| fields.has(&format!("wat_{n}")))
        .map(|n| OfferRow {
            what: fields.get(&format!("wat_{n}")).to_owned(),
            who: fields.get(&format!("wie_{n}")).to_owned(),
            by: fields.get(&format!("tegen_{n}")).to_owned(),
        })
        .collect();
    if rows.is_empty() || (fields.get("doe") == "rij" && rows.len() < ROWS_AT_MOST) {
        rows.push(OfferRow::default());
    }
    rows
}
