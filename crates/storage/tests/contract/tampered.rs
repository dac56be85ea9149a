//! Whatever is exchanged, changed, taken away or put elsewhere behind the program's back: each of them is found.

use crate::support::*;
use crate::verifying::{filled, project};
use storage::*;

/// Cells with sealed bytes that a verification opens: their table, column and row.
const CELLS: &str = "SELECT 'contents/sealed/id = ''' || id || '''' AS cell FROM contents WHERE sealed IS NOT NULL
    UNION ALL SELECT 'wrapped_keys/wrapped/owner_kind = ''' || owner_kind || ''' AND owner_id = ''' || owner_id
        || ''' AND class = ''' || class || '''' FROM wrapped_keys WHERE wrapped IS NOT NULL
    UNION ALL SELECT 'files/meta/id = ''' || id || '''' FROM files WHERE meta IS NOT NULL
    UNION ALL SELECT 'file_chunks/sealed/file_id = ''' || file_id || ''' AND number = ' || CAST(number AS TEXT) FROM file_chunks
    ORDER BY 1";
const EVENTS: &str = "SELECT id || '/' || CAST(sequence AS TEXT) FROM journal ORDER BY 1";

async fn asked(f: &Fixture, sql: &'static str) -> Vec<String> {
    let mut connection = crate::place::connect(&f.place).await;
    sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap()
}

/// Exchanges the bytes of two cells; doing it again puts them back.
async fn exchange(f: &Fixture, one: &str, other: &str) {
    let parts = |cell: &str| {
        let mut parts = cell.splitn(3, '/').map(str::to_owned);
        [(); 3].map(|()| parts.next().unwrap())
    };
    let ([table_a, column_a, row_a], [table_b, column_b, row_b]) = (parts(one), parts(other));
    let sql = format!(
        "CREATE TEMP TABLE exchanged AS SELECT (SELECT {column_a} FROM {table_a} WHERE {row_a}) AS a,
            (SELECT {column_b} FROM {table_b} WHERE {row_b}) AS b;
        UPDATE {table_a} SET {column_a} = (SELECT b FROM exchanged) WHERE {row_a};
        UPDATE {table_b} SET {column_b} = (SELECT a FROM exchanged) WHERE {row_b};
        DROP TABLE exchanged"
    );
    f.tamper(&sql).await.unwrap();
}

/// More of everything: words of one class and of another, of one case and of another, and files of both.
async fn full() -> Fixture {
    let f = filled().await;
    for (id, at) in [("c1", 2), ("c2", 2)] {
        let owner = Owner::case(&case(id));
        let mut sealer = f.store.sealer();
        let mut events = Vec::new();
        for (class, text) in [
            (Class::Identity, "Fatima Voorbeeld"),
            (Class::Identity, "fatima@voorbeeld.test"),
        ] {
            let content = sealer.seal(&owner, class, text).await.unwrap();
            events.push(serde_json::json!({ "story": content }).to_string());
        }
        let mut writer = f.store.file_writer(FilePlace::Owner(&owner), NOW).await.unwrap();
        writer.write(&[5; 140_000]).await.unwrap();
        let file = writer.finish("b.jpg", "image/jpeg").await.unwrap();
        events.push(serde_json::json!({ "files": [{ "id": file.id, "size": file.size }] }).to_string());
        let events: Vec<&str> = events.iter().map(String::as_str).collect();
        let mut commit = commit_of(append(id, at, &events));
        commit.take(sealer.finish());
        commit.attach_files.push(file.id);
        f.store.commit(commit).await.unwrap();
    }
    f
}

#[tokio::test]
async fn no_two_sealed_cells_can_be_exchanged() {
    let f = full().await;
    let cells = asked(&f, CELLS).await;
    for table in ["contents", "wrapped_keys", "files", "file_chunks"] {
        assert!(
            cells.iter().filter(|cell| cell.starts_with(table)).count() > 1,
            "{table}"
        );
    }
    let mut pairs = 0;
    for (at, one) in cells.iter().enumerate() {
        for other in cells.iter().skip(at + 1) {
            exchange(&f, one, other).await;
            let found = f.store.verify(project).await;
            assert!(
                matches!(found, Err(VerifyError::Wrong(_))),
                "{one} and {other}: {found:?}"
            );
            exchange(&f, one, other).await;
            pairs += 1;
        }
    }
    // Put back, all of it opens again: it was the exchange that was found.
    assert!(f.store.verify(project).await.is_ok());
    println!("{pairs} pairs of {} cells", cells.len());
}

#[tokio::test]
async fn drafts_and_remembered_replies_open_in_their_own_place_only() {
    let f = fixture().await;
    let mut drafts = Vec::new();
    for text in ["one", "two"] {
        let draft = f.store.draft_create(text, NOW).await.unwrap();
        let mut commit = Commit::at(NOW);
        commit.key = Some(key(text));
        commit.reply = Some(text.to_owned());
        f.store.commit(commit).await.unwrap();
        drafts.push((draft, text));
    }
    let cells = asked(
        &f,
        "SELECT 'drafts/body/id = ''' || id || '''' FROM drafts
        UNION ALL SELECT 'replies/reply/key_hash = ''' || key_hash || '''' FROM replies",
    )
    .await;
    assert_eq!(cells.len(), 4);
    let readable = async || {
        let mut readable = 0;
        for (draft, text) in &drafts {
            let body = f.store.draft_load(draft).await;
            readable += usize::from(matches!(body, Ok(Some(body)) if body == *text));
            let mut again = Commit::at(NOW);
            again.key = Some(key(text));
            let reply = f.store.commit(again).await;
            readable += usize::from(
                matches!(reply, Err(CommitError::Duplicate { reply: Some(reply) }) if reply == *text),
            );
        }
        readable
    };
    assert_eq!(readable().await, 4);
    for (at, one) in cells.iter().enumerate() {
        for other in cells.iter().skip(at + 1) {
            exchange(&f, one, other).await;
            assert_eq!(readable().await, 2, "{one} and {other}");
            exchange(&f, one, other).await;
        }
    }
}

#[tokio::test]
async fn each_event_that_is_changed_removed_or_put_elsewhere_is_named() {
    let events = asked(&full().await, EVENTS).await;
    assert!(events.len() > 8, "{events:?}");
    for event in events {
        let (id, sequence) = event.split_once('/').unwrap();
        let sequence: u64 = sequence.parse().unwrap();
        let row = format!("id = '{id}' AND sequence = {sequence}");
        let ways = [
            format!("UPDATE journal SET payload = payload || ' ' WHERE {row}"),
            format!("UPDATE journal SET hash = previous_hash || 'x' WHERE {row}"),
            format!("DELETE FROM journal WHERE {row}"),
            // Behind the last one, and its neighbour in its place.
            format!(
                "UPDATE journal SET sequence = 1000 WHERE {row};
                UPDATE journal SET sequence = {sequence} WHERE id = '{id}' AND sequence = {sequence} + 1;
                UPDATE journal SET sequence = {sequence} + 1 WHERE id = '{id}' AND sequence = 1000"
            ),
        ];
        for way in ways {
            let f = full().await;
            f.tamper(crate::place::WITHOUT_TRIGGERS).await.unwrap();
            f.tamper(&way).await.unwrap();
            let Err(VerifyError::Wrong(found)) = f.store.verify(project).await else {
                panic!("not found: {way}")
            };
            // Without its last event a chain is whole; its rows tell.
            let last = found.table == "cases" && found.sequence == Some(sequence - 1);
            let named = found.table == "journal" && found.sequence == Some(sequence);
            assert!(found.id.ends_with(id) && (named || last), "{way}: {found}");
        }
    }
}
