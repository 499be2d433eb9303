//! Words people use for services: ways of asking, what each leads to, and words that say nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// `catalogue/everyday-words.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EverydayWords {
    /// Words that say nothing about which service is wanted.
    #[serde(default)]
    pub filler: Vec<String>,
    /// Words that stand for one another.
    #[serde(default)]
    pub same: Vec<SameWords>,
    #[serde(default, rename = "phrase")]
    pub phrases: Vec<EverydayPhrase>,
    /// Official name of each service by its code in the shipped catalogue. A loaded catalogue may give the codes to
    /// other services, so a phrase leads to the service of this name, whatever its code there.
    #[serde(skip)]
    pub names: BTreeMap<String, String>,
}

/// Words that stand for one another, in questions and in ways of asking.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameWords {
    pub words: Vec<String>,
}

/// Ways of asking for one thing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EverydayPhrase {
    /// Each way fits by the words of it that stand in the question, in any form and order.
    pub ask: Vec<String>,
    /// Codes of the shipped catalogue, the likeliest first.
    pub services: Vec<String>,
    /// Id of a life event.
    pub life_event: Option<String>,
    /// How often it is asked for, 1 to 5: an editor's estimate that breaks ties.
    pub asked: u8,
}

impl EverydayWords {
    /// What is wrong within the file, one sentence each.
    pub(super) fn faults(&self, knows_event: impl Fn(&str) -> bool) -> Vec<String> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for phrase in &self.phrases {
            let first = phrase.ask.first().map_or("", String::as_str);
            if phrase.ask.is_empty() || phrase.services.is_empty() {
                found.push(format!("«{first}»: a phrase needs ways of asking and services"));
            }
            if !(1..=5).contains(&phrase.asked) {
                found.push(format!("«{first}»: asked is 1 to 5, not {}", phrase.asked));
            }
            if let Some(event) = phrase.life_event.as_deref().filter(|id| !knows_event(id)) {
                found.push(format!("«{first}»: no life event «{event}»"));
            }
            let twice = phrase.ask.iter().filter(|way| !seen.insert(way.to_lowercase()));
            found.extend(twice.map(|way| format!("«{way}» stands twice")));
        }
        let several = self.same.iter().flat_map(|same| &same.words).filter(|word| word.contains(' '));
        found.extend(several.map(|words| format!("«{words}»: only single words stand for one another")));
        found
    }

    /// Codes of services that stand in phrases and have no official name.
    #[must_use]
    pub fn unnamed(&self) -> Vec<&str> {
        let codes = self.phrases.iter().flat_map(|phrase| &phrase.services).map(String::as_str);
        let unnamed: BTreeSet<&str> = codes.filter(|code| !self.names.contains_key(*code)).collect();
        unnamed.into_iter().collect()
    }
}
