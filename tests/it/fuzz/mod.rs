//! Mutated files for every reader: whatever a file holds, it is read or refused, never a panic, never a hang.
//!
//! Seeds lie in `tests/fixtures/corpus`, a folder for each format. `CNAP_FUZZ_CASES=5000` reads as many files, by
//! chance; without it a small share is read, the same one each time.

mod mutations;
mod readers;

use std::path::PathBuf;

use cnap::formats::Format;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rstest::rstest;

use self::mutations::{Mutation, mutated};

/// Files read of all formats together when nobody says how many.
const CASES: u32 = 420;

/// The seeds of a format with their names, in the order of names.
fn seeds(format: Format) -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus").join(format.word());
    let mut seeds: Vec<(String, Vec<u8>)> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    seeds.sort();
    seeds
}

/// A runner for this format's share of the cases: by chance where many are wanted, else the same each time.
fn runner() -> TestRunner {
    let wanted = std::env::var("CNAP_FUZZ_CASES").ok().map(|number| number.parse::<u32>().unwrap());
    let cases = wanted.unwrap_or(CASES).div_ceil(u32::try_from(Format::ALL.len()).unwrap());
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    match wanted {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    }
}

#[rstest]
fn mutated_files_are_read_or_refused(
    #[values(
        "katottg",
        "hromadas",
        "settlements",
        "boundaries",
        "territory-list",
        "guide-registry",
        "guide-report",
        "mandatory-amendment",
        "territories",
        "hromada-facts",
        "starosta-districts",
        "points",
        "services",
        "service-steps",
        "mandatory",
        "mandatory-declared",
        "offerings",
        "answers",
        "equipment",
        "figures",
        "targets"
    )]
    format: &str,
) {
    let format = Format::parse(format).unwrap();
    let seeds = seeds(format);
    let mutations = prop::collection::vec(any::<Mutation>(), 1..5);
    let case = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), mutations);
    let outcome = runner().run(&case, |(seed, part, mutations)| {
        let (name, bytes) = seed.get(&seeds);
        let bytes = mutated(bytes, part, &mutations);
        readers::check(format, &bytes).map_err(|reason| TestCaseError::fail(format!("{name}: {reason}")))
    });
    outcome.unwrap_or_else(|error| panic!("{format:?}: {error}"));
}

/// Seeds a reader takes, by the beginnings of their names; the others it refuses.
const TAKEN: [&str; 13] = [
    // What these codes mean only the catalogue tells, which a reader alone does not know.
    "codes-as-dates.",
    "plain.",
    "shared.",
    "inline.",
    "void.",
    "utf-16.",
    "windows-1251.",
    "bom-and-title.",
    "own-export.",
    "entries.",
    "one.",
    "crossing.",
    "empty-shared-strings.",
];

#[test]
fn the_seeds_of_every_format_are_taken_or_refused_as_their_names_say() {
    for format in Format::ALL {
        for (name, bytes) in seeds(*format) {
            let taken = TAKEN.iter().any(|start| name.starts_with(start));
            let found = readers::read(*format, &bytes);
            let place = format!("{}/{name}: {:?}", format.word(), found.faults);
            assert_eq!(found.faults.is_empty(), taken, "{place}");
            assert!(found.rows > 0 || !taken, "{place}");
            readers::check(*format, &bytes).unwrap_or_else(|reason| panic!("{place}: {reason}"));
        }
    }
}

#[test]
fn a_workbook_that_unpacks_to_far_more_than_it_is_is_refused() {
    let (_, seed) = seeds(Format::Points).into_iter().find(|(name, _)| name == "shared.xlsx").unwrap();
    for (part, text) in [
        ("xl/sharedStrings.xml", "<si/>".repeat(2_500_000)),
        ("xl/worksheets/sheet1.xml", " ".repeat(30 << 20)),
        ("xl/styles.xml", "<xf/>".repeat(600_000)),
    ] {
        let bomb = mutations::with_part(&seed, part, text.as_bytes());
        assert!(bomb.len() < 200_000, "{part}: {}", bomb.len());
        let found = readers::read(Format::Points, &bomb);
        assert_eq!((found.rows, found.faults.len(), found.faults[0].row), (0, 1, 0), "{part}");
    }
}
