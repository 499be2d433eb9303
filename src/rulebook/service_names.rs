//! How hromadas name services in their own lists, beside the official names.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// `catalogue/service-names.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceNames {
    /// Words that stand for one another.
    #[serde(default)]
    pub same: Vec<Vec<String>>,
    /// What stands for the letters of an abbreviation or for a short word.
    #[serde(default)]
    pub abbreviation: BTreeMap<String, String>,
    #[serde(default)]
    pub other: Vec<OtherNames>,
}

/// Names of one service used before or beside its official name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherNames {
    /// Code of the shipped catalogue.
    pub service: String,
    pub names: Vec<String>,
}

impl ServiceNames {
    /// What is wrong within the file, one sentence each.
    pub(super) fn faults(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let names = self.other.iter().flat_map(|other| &other.names);
        names.filter(|name| !seen.insert(name.to_lowercase())).map(|name| format!("«{name}» stands twice")).collect()
    }
}
