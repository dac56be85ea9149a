//! Every statement is one that the database understands.

use crate::support::*;
use sqlx::{Executor, SqlStr};
use storage::statements;

#[tokio::test]
async fn every_statement_is_understood() {
    let f = fixture().await;
    let mut connection = crate::place::connect(&f.place).await;
    let mut wrong = Vec::new();
    for statement in statements::all() {
        let text = SqlStr::from_static(statement.text(crate::place::DIALECT));
        if let Err(error) = (&mut connection).prepare(text).await {
            wrong.push(format!("{}: {error}", statement.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
