//! The texts of the pages: the languages agree, and every key the code names exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::Lang;

fn files(folder: &Path, ext: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let own = files.into_iter().filter(|path| path.extension().is_some_and(|e| e == ext));
    own.chain(folders.iter().flat_map(|folder| self::files(folder, ext))).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn keys(lang: Lang) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for file in files(&root().join("data/texts").join(lang.tag()), "ftl") {
        for line in fs::read_to_string(&file).unwrap().lines() {
            let Some((key, _)) = line.split_once(" =") else { continue };
            if key.starts_with(|c: char| c.is_ascii_lowercase()) {
                assert!(keys.insert(key.to_owned()), "{} stands twice in {}", key, lang.tag());
            }
        }
    }
    keys
}

/// String literals of the site and the command line that have the shape of a key.
fn named_in_code() -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let folders = ["src/site", "src/cli", "src/reports"].map(|folder| root().join(folder));
    for file in folders.iter().flat_map(|folder| files(folder, "rs")) {
        let code = fs::read_to_string(&file).unwrap();
        for call in [
            "text(\"",
            ".with(\"",
            "say::with(\"",
            "say::of_file(\"",
            " more(\"",
            "plural(lang, \"",
            "plural(view.lang, \"",
            "count(\"",
            ".plural(\"",
            "add(lang, \"",
            "known(lang, \"",
            "some(lang, \"",
        ] {
            for rest in code.split(call).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                if !key.contains('{') {
                    named.insert(key.to_owned());
                }
            }
        }
    }
    named
}

/// Keys that stand in arrays which are turned into texts: the strings before `.map(|key|`.
fn named_in_arrays() -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for file in files(&root().join("src/site"), "rs").iter().filter(|file| !file.ends_with("texts.rs")) {
        let code = fs::read_to_string(file).unwrap();
        for (end, _) in code.match_indices(".map(|key|") {
            let array = code.get(..end).and_then(|before| before.rsplit_once('[')).map_or("", |(_, array)| array);
            named.extend(array.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    named
}

#[test]
fn both_languages_have_the_same_texts() {
    let (uk, en) = (keys(Lang::Uk), keys(Lang::En));
    assert_eq!(uk.difference(&en).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in English");
    assert_eq!(en.difference(&uk).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in Ukrainian");
}

#[test]
fn every_text_the_code_names_exists() {
    let known = keys(Lang::Uk);
    let named = named_in_code().into_iter().chain(named_in_arrays());
    let missing: Vec<String> = named.filter(|key| !known.contains(key)).collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_word_of_the_domain_has_its_text() {
    use crate::domain::rows::ListClass;
    use crate::domain::{
        Answer, FactName, HromadaClass, HromadaKind, PointKind, PointStatus, Precision, TerritoryStatus,
    };
    let mut wanted: Vec<String> = Vec::new();
    let mut all = |prefix: &str, words: Vec<&'static str>| {
        wanted.extend(words.iter().map(|word| format!("{prefix}-{}", word.replace('_', "-"))));
    };
    all("kind", PointKind::ALL.iter().map(|value| value.word()).collect());
    all("counted", PointKind::ALL.iter().map(|value| value.word()).collect());
    all("kinds", PointKind::ALL.iter().map(|value| value.word()).collect());
    all("status", PointStatus::ALL.iter().map(|value| value.word()).collect());
    all("precision", Precision::ALL.iter().map(|value| value.word()).collect());
    all("hromada-kind", HromadaKind::ALL.iter().map(|value| value.word()).collect());
    all("hromada-class", HromadaClass::ALL.iter().map(|value| value.word()).collect());
    all("territory-status", TerritoryStatus::ALL.iter().map(|value| value.word()).collect());
    all("fact", FactName::ALL.iter().map(|value| value.word()).collect());
    all("answer", Answer::ALL.iter().map(|value| value.word()).collect());
    all("list-class", ListClass::ALL.iter().map(|value| value.word()).collect());
    let known = keys(Lang::Uk);
    let missing: Vec<&String> = wanted.iter().filter(|key| !known.contains(*key)).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

/// Values whose Ukrainian name on the pages no table would read.
fn unread<T: crate::domain::Word>(prefix: &str) -> Vec<String> {
    let shown = |value: &T| Lang::Uk.text(&format!("{prefix}-{}", value.key().replace('_', "-")));
    let lost = |value: &&T| T::read(&shown(value)).map(T::key) != Some(value.key());
    T::EVERY.iter().filter(lost).map(shown).collect()
}

#[test]
fn what_pages_call_a_value_is_read_in_a_table() {
    use crate::domain::rows::ListClass;
    use crate::domain::{
        Answer, FactName, HromadaClass, HromadaKind, PointKind, PointStatus, Precision, TerritoryStatus,
    };
    let lost = [
        unread::<PointKind>("kind"),
        unread::<PointStatus>("status"),
        unread::<Precision>("precision"),
        unread::<HromadaKind>("hromada-kind"),
        unread::<HromadaClass>("hromada-class"),
        unread::<TerritoryStatus>("territory-status"),
        unread::<FactName>("fact"),
        unread::<Answer>("answer"),
        unread::<ListClass>("list-class"),
    ];
    assert_eq!(lost.concat(), Vec::<String>::new());
}
