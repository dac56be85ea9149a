//! Where the stories keep their data: in a folder, or each in a schema of its own on a PostgreSQL server.

use crate::postgres::Server;
use std::path::Path;
use std::sync::LazyLock;
use storage::{MasterKey, Place, Store};

static SERVER: LazyLock<Server> = LazyLock::new(|| Server::start().unwrap());

/// A store on PostgreSQL when `GEHOOR_TEST_DATABASE=postgres` asks for it; `cargo xtask ci` runs the stories on both.
pub async fn store(folder: &Path) -> Store {
    match std::env::var("GEHOOR_TEST_DATABASE").as_deref() {
        Ok("postgres") => open(&on_postgres()).await,
        Ok(other) => panic!("GEHOOR_TEST_DATABASE={other}"),
        Err(_) => Store::open_throw_away(&folder.join("data"), master())
            .await
            .unwrap(),
    }
}

/// A new place on PostgreSQL.
pub fn on_postgres() -> Place {
    Place::Postgres(SERVER.place().unwrap())
}

/// Opens it, as each node does.
pub async fn open(place: &Place) -> Store {
    Store::open_at(place, master()).await.unwrap()
}

fn master() -> MasterKey {
    MasterKey::from_bytes([7; 32]).unwrap()
}
