//! The laws of the house: rooms of `src` and their arrows, pure rooms, sizes, and what is not written outside tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and what it may use, from the bottom up. A new arrow is a change of the house and stands here.
/// `migrations` and `data` (the files embedded in the program) are no rooms, but the arrows to them are told too.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("texts", &["domain"]),
    ("rulebook", &["domain"]),
    ("registry", &["rulebook", "domain"]),
    ("geocoding", &["domain"]),
    ("compliance", &["registry", "rulebook", "domain"]),
    ("coverage", &["registry", "domain"]),
    ("formats", &["domain"]),
    ("reports", &["formats", "coverage", "compliance", "registry", "rulebook", "domain"]),
    ("store", &["registry", "rulebook", "domain", "migrations"]),
    ("actions", &["store", "formats", "geocoding", "compliance", "registry", "rulebook", "domain", "data"]),
    ("live", &["store", "compliance", "registry", "domain"]),
    ("wording", &["actions", "reports", "formats", "compliance", "registry", "rulebook", "texts", "domain"]),
    (
        "http",
        &["live", "actions", "formats", "coverage", "compliance", "store", "registry", "rulebook", "domain", "texts"],
    ),
    (
        "site",
        &[
            "http",
            "wording",
            "live",
            "actions",
            "reports",
            "coverage",
            "compliance",
            "formats",
            "registry",
            "rulebook",
            "domain",
            "store",
            "texts",
        ],
    ),
    (
        "api",
        &[
            "http",
            "live",
            "actions",
            "coverage",
            "compliance",
            "formats",
            "registry",
            "rulebook",
            "domain",
            "store",
            "texts",
        ],
    ),
];
/// Rooms the command line leaves alone; of the API it has the shapes of answers, which `--json` prints as well.
const NOT_FOR_COMMANDS: &[&str] = &["site"];
/// Files that put the rooms together.
const TOP: &[&str] = &["cli", "config", "data", "lib", "main", "server", "telemetry"];
/// Rooms without web, database and clock.
const PURE: &[&str] = &["domain", "rulebook", "registry", "geocoding", "compliance", "coverage"];
const LONGEST_FILE: usize = 400;

struct Source {
    /// Path below `src`.
    name: String,
    room: String,
    text: String,
}

impl Source {
    /// The text without lines that are only comments.
    fn code(&self) -> String {
        let code = self.text.lines().filter(|line| !line.trim_start().starts_with("//"));
        code.collect::<Vec<_>>().join("\n")
    }

    /// The code before its tests.
    fn shipped(&self) -> String {
        self.code().split("#[cfg(test)]").next().unwrap_or_default().to_owned()
    }
}

fn sources() -> Vec<Source> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&home, &mut files);
    let source = |path: PathBuf| {
        let name = path.strip_prefix(&home).unwrap().to_string_lossy().into_owned();
        let room = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        Source { name, room, text: fs::read_to_string(path).unwrap() }
    };
    files.into_iter().map(source).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

/// Rooms named after `crate::`, also in `crate::{a::b, c}`.
fn named(code: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        if let Some(group) = rest.strip_prefix('{') {
            found.extend(first_level(group).iter().map(|item| word(item.trim())));
        } else {
            found.insert(word(rest));
        }
    }
    found.retain(|room| !room.is_empty());
    found
}

/// The items of a brace group, nested groups left whole.
fn first_level(group: &str) -> Vec<String> {
    let (mut items, mut depth) = (vec![String::new()], 0_u32);
    for letter in group.chars() {
        match letter {
            '}' if depth == 0 => break,
            ',' if depth == 0 => items.push(String::new()),
            _ => {
                depth = match letter {
                    '{' => depth + 1,
                    '}' => depth - 1,
                    _ => depth,
                };
                items.last_mut().unwrap().push(letter);
            }
        }
    }
    items
}

fn none(found: &[String], law: &str) {
    assert!(found.is_empty(), "{law}:\n{}", found.join("\n"));
}

#[test]
fn arrows_between_rooms_run_one_way() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !TOP.contains(&source.room.as_str())) {
        let allowed = ROOMS.iter().find(|(room, _)| *room == source.room).map(|(_, allowed)| *allowed);
        let Some(allowed) = allowed else {
            found.push(format!("{}: an unknown room", source.name));
            continue;
        };
        // `crate::` and a macro's name at the root of the crate is no room.
        let rooms = named(&source.code());
        let rooms = rooms.iter().filter(|room| ROOMS.iter().any(|(known, _)| known == room) || is_beside(room));
        let stray = rooms.filter(|room| **room != source.room && !allowed.contains(&room.as_str()));
        found.extend(stray.map(|room| format!("{}: {} may not use {room}", source.name, source.room)));
    }
    none(&found, "new arrows; the table is in tests/it/house.rs and docs/architecture.md");
}

#[test]
fn the_command_line_knows_no_pages() {
    let commands = sources().into_iter().filter(|source| source.room == "cli");
    let stray =
        commands.filter(|source| named(&source.code()).iter().any(|room| NOT_FOR_COMMANDS.contains(&room.as_str())));
    none(&stray.map(|source| source.name).collect::<Vec<_>>(), "commands that reach into pages");
}

fn is_beside(room: &str) -> bool {
    room == "migrations" || TOP.contains(&room)
}

#[test]
fn the_pure_rooms_know_no_web_no_database_and_no_runtime() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| PURE.contains(&source.room.as_str())) {
        let code = source.code();
        let foreign = ["axum", "sea_orm", "sea_orm_migration", "maud", "tokio", "tower_http", "reqwest"];
        let used = foreign.iter().filter(|part| code.contains(&format!("{part}::")));
        found.extend(used.map(|part| format!("{}: {part}", source.name)));
        let chance = ["Utc::now", "Local::now", "SystemTime::now", "Instant::now", "rand::"];
        found.extend(
            chance
                .iter()
                .filter(|part| source.shipped().contains(**part))
                .map(|part| format!("{}: {part}; time and chance come in as arguments", source.name)),
        );
    }
    none(&found, "a pure room knows what it must not");
}

#[test]
fn every_file_opens_with_a_sentence_and_stays_short() {
    let mut found = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//! ") {
            found.push(format!("{}: no `//!` sentence", source.name));
        }
        let lines = source.text.lines().count();
        if lines > LONGEST_FILE {
            found.push(format!("{}: {lines} lines, at most {LONGEST_FILE}", source.name));
        }
    }
    none(&found, "files");
}

/// Modules that are tests alone, without the ending of their files.
fn test_only(sources: &[Source]) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for source in sources {
        let folder = source
            .name
            .strip_suffix("mod.rs")
            .map_or_else(|| format!("{}/", source.name.trim_end_matches(".rs")), str::to_owned);
        for rest in source.code().split("#[cfg(test)]\n").skip(1) {
            let line = rest.trim_start().lines().next().unwrap_or_default();
            let name = line.split_once("mod ").map(|(_, name)| name.trim_end_matches([';', ' ', '{']));
            files.extend(name.map(|name| format!("{folder}{name}")));
        }
    }
    files
}

/// Sources that are not tests alone.
fn shipped_sources() -> Vec<Source> {
    let sources = sources();
    let tests = test_only(&sources);
    let is_test = |name: &str| {
        let module = name.trim_end_matches(".rs");
        tests.iter().any(|test| module == test || name.starts_with(&format!("{test}/")))
    };
    sources.into_iter().filter(|source| !is_test(&source.name)).collect()
}

#[test]
fn no_input_can_panic_and_no_lint_is_allowed_away() {
    let mut found = Vec::new();
    for source in shipped_sources() {
        let code = source.shipped();
        let forbidden = [".unwrap()", "#[allow(", "#![allow(", "todo!(", "unimplemented!(", "dbg!("];
        let used = forbidden.iter().filter(|word| code.contains(**word));
        found.extend(used.map(|word| format!("{}: {word}", source.name)));
    }
    none(&found, "what is not written outside tests");
}

#[test]
fn no_state_lives_outside_of_what_a_service_is_given() {
    let mutable = ["Mutex", "RwLock", "ArcSwap", "Atomic", "OnceLock", "OnceCell", "RefCell", "Cell<"];
    let mut found = Vec::new();
    for source in shipped_sources() {
        let code = source.shipped();
        let statics = code.lines().map(str::trim_start).filter(|line| {
            let line =
                line.trim_start_matches("pub ").trim_start_matches("pub(super) ").trim_start_matches("pub(crate) ");
            line.starts_with("static ") && mutable.iter().any(|kind| line.contains(kind))
        });
        found.extend(statics.map(|line| format!("{}: {line}", source.name)));
    }
    none(&found, "state of the whole process; two services live in one");
}

#[test]
fn the_command_line_speaks_through_its_host() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.name.starts_with("cli/") && source.name != "cli/host.rs") {
        let code = source.shipped();
        let past = ["println!(", "print!(", "stdout().", "stderr().lock"].iter().filter(|word| code.contains(**word));
        found.extend(past.map(|word| format!("{}: {word}; say::line, say::note or host::write_out", source.name)));
    }
    none(&found, "words past the streams a run was given");
}

#[test]
fn the_table_of_rooms_names_every_room() {
    let folders: BTreeSet<String> = sources()
        .iter()
        .filter(|source| source.name.contains('/'))
        .map(|source| source.room.clone())
        .filter(|room| room != "cli")
        .collect();
    let known: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(folders, known);
}
