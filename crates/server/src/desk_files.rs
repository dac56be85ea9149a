//! The policy that is compiled in, and reading another one from a folder.

use std::path::Path;

/// A policy file with its source text.
#[derive(Clone, Debug)]
pub struct PolicyFiles {
    /// The data.
    pub file: String,
    /// The published text, word for word.
    pub source: String,
    /// Where they came from, for messages.
    pub place: String,
}

/// The policy for whoever names none.
pub fn default_policy() -> PolicyFiles {
    PolicyFiles {
        file: include_str!("../../../policies/wooncoop/policy.toml").to_owned(),
        source: include_str!("../../../policies/wooncoop/klachtenbeleid.txt").to_owned(),
        place: "policies/wooncoop/policy.toml".to_owned(),
    }
}

/// The policy in a folder: `policy.toml` and one text file beside it.
///
/// # Errors
/// A sentence that says which file is missing and what to do.
pub fn read_policy(folder: Option<&Path>) -> Result<PolicyFiles, String> {
    let Some(folder) = folder else {
        return Ok(default_policy());
    };
    let data = folder.join("policy.toml");
    let file = std::fs::read_to_string(&data).map_err(|error| format!("{}: {error}", data.display()))?;
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut texts: Vec<_> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    texts.sort();
    let text = texts
        .first()
        .ok_or_else(|| format!("{}: *.txt?", folder.display()))?;
    let source = std::fs::read_to_string(text).map_err(|error| format!("{}: {error}", text.display()))?;
    Ok(PolicyFiles {
        file,
        source,
        place: data.display().to_string(),
    })
}
