//! The texts of the pages: the languages agree, and every key the code names exists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::Lang;
use crate::domain::{Argument, Message};

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
            "text_with(\"",
            "texts::of_file(\"",
            " more(\"",
            "plural(lang, \"",
            "plural(view.lang, \"",
            "count(\"",
            ".plural(\"",
            "add(lang, \"",
            "known(lang, \"",
            "some(lang, \"",
        ] {
            // Where messages are made, `with` names their arguments.
            if call == ".with(\"" && code.contains("Message::new(") {
                continue;
            }
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
            let is_key = |text: &&str| text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            named.extend(array.split('"').skip(1).step_by(2).filter(is_key).map(str::to_owned));
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

/// Beginnings of the codes of messages.
const MESSAGES: [&str; 8] = ["fault-", "expected-", "refused-", "check-", "told-", "report-", "message-", "problem-"];
/// Files of texts that messages alone use.
const MESSAGE_FILES: [&str; 5] = ["faults", "refusals", "checks", "messages", "problems"];

/// Every literal of the code that is the code of a message.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for file in files(&root().join("src"), "rs") {
        let code = fs::read_to_string(&file).unwrap();
        for prefix in MESSAGES {
            for (at, _) in code.match_indices(&format!("\"{prefix}")) {
                let literal = code[at + 1..].split('"').next().unwrap_or_default();
                let is_code = literal.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                if is_code && literal != prefix {
                    codes.insert(literal.to_owned());
                }
            }
        }
    }
    codes
}

/// The texts of a file by their keys.
fn texts_of(lang: Lang, file: &str) -> BTreeMap<String, String> {
    let path = root().join("data/texts").join(lang.tag()).join(format!("{file}.ftl"));
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().filter_map(|line| line.split_once(" = "));
    lines.map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
}

#[test]
fn every_code_of_a_message_has_a_text_and_every_text_is_used() {
    let (codes, known) = (codes(), keys(Lang::Uk));
    let missing: Vec<&String> = codes.iter().filter(|code| !known.contains(*code)).collect();
    assert_eq!(missing, Vec::<&String>::new(), "codes without a text");
    let told = MESSAGE_FILES.iter().flat_map(|file| texts_of(Lang::Uk, file));
    let unused: Vec<String> = told.map(|(key, _)| key).filter(|key| !codes.contains(key)).collect();
    assert_eq!(unused, Vec::<String>::new(), "texts nobody uses");
}

/// Names after `$` in a text.
fn arguments(text: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    text.split('$').skip(1).map(name).collect()
}

#[test]
fn both_languages_tell_the_same_arguments_of_a_message() {
    for file in MESSAGE_FILES {
        let (uk, en) = (texts_of(Lang::Uk, file), texts_of(Lang::En, file));
        for (key, text) in &uk {
            let other = en.get(key).map(|text| arguments(text));
            assert_eq!(other, Some(arguments(text)), "{key}");
        }
    }
}

#[test]
fn a_message_is_told_in_either_language_with_what_it_names() {
    let reason = Message::new("fault-no-katottg").with("text", "UA\n1");
    assert_eq!(Lang::Uk.line(&reason), "не код КАТОТТГ: UA 1");
    assert_eq!(Lang::En.line(&reason), "not a KATOTTG code: UA 1");
    let names = ["А", "Б", "В"].map(str::to_owned).to_vec();
    let perhaps = Message::new("expected-perhaps").with("candidates", Argument::Choice(names));
    assert_eq!(Lang::Uk.message(&perhaps), "можливо, «А», «Б» або «В»");
    assert_eq!(Lang::En.message(&perhaps), "perhaps «А», «Б» or «В»");
    assert_eq!(Lang::Uk.message(&Message::default()), "");
}

/// Files whose Ukrainian is read and not told: titles of columns, words of cells, names of places.
const VOCABULARIES: &[&str] = &[
    "actions/accounts.rs",
    "actions/import/guide_report/place.rs",
    "actions/import/guide_report/point.rs",
    "domain/answer.rs",
    "domain/collation.rs",
    "domain/condition_words.rs",
    "domain/facts.rs",
    "domain/hours.rs",
    "domain/latin.rs",
    "domain/point.rs",
    "domain/rows.rs",
    "domain/territory.rs",
    "domain/text.rs",
    "formats/columns.rs",
    "formats/correct.rs",
    "actions/demo_accounts.rs",
    "formats/email.rs",
    "formats/guide_registry.rs",
    "formats/homoglyphs.rs",
    "formats/lookups.rs",
    "formats/references/dates.rs",
    "formats/references/place_names.rs",
    "formats/service_list.rs",
    "formats/service_sheet/columns.rs",
    "formats/service_sheet/marks.rs",
    "formats/service_sheet/rows.rs",
    "formats/settlements.rs",
    "formats/sheet/mod.rs",
    "formats/synonyms.rs",
    "formats/tables/figures.rs",
    "formats/territory_list.rs",
    "formats/timetable/spoken.rs",
    "formats/timetable/words.rs",
];

#[test]
fn below_the_edges_no_literal_is_ukrainian_but_what_is_read() {
    let mut found = Vec::new();
    for room in ["actions", "domain", "formats", "store"] {
        for file in files(&root().join("src").join(room), "rs") {
            let name = file.strip_prefix(root().join("src")).unwrap().to_string_lossy().into_owned();
            let is_test = name.ends_with("tests.rs") || name.ends_with("habits.rs") || name.ends_with("round_trip.rs");
            if is_test || VOCABULARIES.contains(&name.as_str()) {
                continue;
            }
            let text = fs::read_to_string(&file).unwrap();
            let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
            let is_told = |line: &&str| {
                let line = line.trim_start();
                let is_column = line.starts_with("optional_column(") || line.starts_with("required_column(");
                !line.starts_with("//") && !is_column && line.chars().any(|c| ('\u{400}'..'\u{530}').contains(&c))
            };
            found.extend(shipped.lines().filter(is_told).map(|line| format!("{name}: {}", line.trim())));
        }
    }
    assert_eq!(found, Vec::<String>::new());
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
