//! Who may sign in: a blind index of the e-mail address and the password's hash, apart from the person's own row.

use crate::database::{Transaction, values};
use crate::error::Result;
use crate::keys::Keys;
use crate::statements::statements;
use casework::ids::PersonId;
use casework::moment::Moment;

/// What signing in needs.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// Who it would be.
    pub person: PersonId,
    /// The password's hash as text; none before the invitation was used.
    pub password_hash: Option<String>,
}

/// A login to be, in the commit that lets the person join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLogin {
    /// Who.
    pub person: PersonId,
    /// With which address; only its blind index is kept here.
    pub email: String,
}

impl NewLogin {
    pub(crate) async fn insert(
        &self,
        transaction: &mut Transaction<'_>,
        keys: &Keys,
        at: Moment,
    ) -> Result<()> {
        let row = values![self.person, email_index(keys, &self.email)?, at];
        transaction.execute(&LOGIN_SET, row).await?;
        Ok(())
    }
}

fn email_index(keys: &Keys, email: &str) -> Result<String> {
    keys.blind_index.mac_hex(&["email", &email.trim().to_lowercase()])
}

statements! {
    LOGIN_SET = "INSERT INTO logins (person, email_index, changed_at) VALUES ($1, $2, $3)
        ON CONFLICT (person) DO UPDATE SET email_index = excluded.email_index, changed_at = excluded.changed_at";
    LOGIN_FIND = "SELECT person, password_hash FROM logins WHERE email_index = $1";
    LOGIN_OF = "SELECT person, password_hash FROM logins WHERE person = $1";
    PASSWORD_SET = "UPDATE logins SET password_hash = $2, changed_at = $3 WHERE person = $1";
    LOGIN_DELETE = "DELETE FROM logins WHERE person = $1";
}

impl crate::Store {
    /// Lets a person sign in with this address; `Taken` when another person has it.
    pub async fn login_set(&self, person: &PersonId, email: &str, now: Moment) -> Result<()> {
        self.database
            .execute(&LOGIN_SET, values![person, email_index(&self.keys, email)?, now])
            .await?;
        Ok(())
    }

    /// The login with this address, however it is capitalised.
    pub async fn person_by_email(&self, email: &str) -> Result<Option<Login>> {
        let row = self
            .database
            .row(&LOGIN_FIND, values![email_index(&self.keys, email)?])
            .await?;
        row.map(|row| {
            Ok(Login {
                person: row.get("person")?,
                password_hash: row.get("password_hash")?,
            })
        })
        .transpose()
    }

    /// A person's login, if there is one.
    pub async fn login_of(&self, person: &PersonId) -> Result<Option<Login>> {
        let row = self.database.row(&LOGIN_OF, values![person]).await?;
        row.map(|row| {
            Ok(Login {
                person: row.get("person")?,
                password_hash: row.get("password_hash")?,
            })
        })
        .transpose()
    }

    /// Keeps a password's hash; false when the person has no login.
    pub async fn password_set(&self, person: &PersonId, hash: &str, now: Moment) -> Result<bool> {
        Ok(self
            .database
            .execute(&PASSWORD_SET, values![person, hash.to_owned(), now])
            .await?
            == 1)
    }

    /// The person can't sign in any more. Their sessions are ended apart.
    pub async fn login_delete(&self, person: &PersonId) -> Result<()> {
        self.database.execute(&LOGIN_DELETE, values![person]).await?;
        Ok(())
    }
}
