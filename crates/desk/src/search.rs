//! Looking for words: what the viewer may read of each case is opened, looked in and forgotten, on all cores.
//!
//! There is no index of words, on disk or in memory: it would hold what one reader may see and another may not.

use crate::read::{Listed, Opened};
use crate::{Desk, DeskError, error::internal};
use casework::ids::{CaseNumber, PersonId};
use storage::{CaseFilter, CaseOrder, Page};

/// One task opens so many cases and keeps those in which it found something.
const AT_ONCE: usize = 250;
/// So many tasks run at the same time.
const TASKS: usize = 4;

impl Desk {
    /// The cases of a list whose number, title, story, remedy or sender's name holds these words, as far as this person
    /// may read them; in the order of the list.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn search(
        &self,
        person: &PersonId,
        filter: &CaseFilter,
        order: CaseOrder,
        page: Page,
        words: &str,
    ) -> Result<Vec<Listed>, DeskError> {
        let scope = self.scope_of(person).await?;
        let mut rows = self
            .store
            .list_cases(&scope, filter, order, page)
            .await?
            .into_iter();
        let words = words.to_lowercase();
        let (mut found, mut running) = (Vec::new(), std::collections::VecDeque::new());
        loop {
            let some: Vec<_> = rows.by_ref().take(AT_ONCE).collect();
            let over = some.is_empty();
            if !over {
                let (desk, person, words) = (self.clone(), person.clone(), words.clone());
                running.push_back(tokio::spawn(async move {
                    let mut listed = desk.opened(&person, some, Opened::Searched).await?;
                    listed.retain(|one| says(one, &words));
                    Ok::<_, DeskError>(listed)
                }));
            }
            if running.len() >= TASKS || over {
                match running.pop_front() {
                    Some(first) => found.extend(first.await.map_err(internal)??),
                    None => return Ok(found),
                }
            }
        }
    }

    /// The case with this number, when it stands in this person's lists.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn numbered(
        &self,
        person: &PersonId,
        number: &CaseNumber,
    ) -> Result<Option<Listed>, DeskError> {
        let row = self
            .store
            .case_by_number(&self.scope_of(person).await?, number)
            .await?;
        let listed = self
            .opened(person, row.into_iter().collect(), Opened::Nothing)
            .await?;
        Ok(listed.into_iter().next())
    }
}

/// Whether a case says this, in small letters; nothing that the reader may not see is looked in.
fn says(one: &Listed, words: &str) -> bool {
    let (case, view) = (one.view.case(), &one.view);
    let texts = [
        &case.title,
        &case.entrusted.story,
        &case.entrusted.remedy,
        &case.entrusted.name,
    ];
    case.number.as_str().to_lowercase().contains(words)
        || texts
            .into_iter()
            .filter_map(|content| view.text_of(content.as_ref()))
            .any(|text| text.to_lowercase().contains(words))
}
