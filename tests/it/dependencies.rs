//! Licences, bans and sources of all dependencies, by the rules of `.deny.toml`, as `cargo deny` reads them.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

fn read(file: &str) -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

/// The texts of a list in the rules.
fn listed(section: &str, list: &str) -> BTreeSet<String> {
    let rules = read(".deny.toml");
    rules[section][list].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// Every package that is built here, with its licences.
fn packages() -> BTreeSet<(String, String)> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let wish = ["tree", "--locked", "--edges", "normal,build,dev", "--prefix", "none", "--format", "{p}|{l}"];
    let output = Command::new(cargo).args(wish).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).unwrap();
    let both = told.lines().filter_map(|line| line.trim_end_matches(" (*)").split_once('|'));
    both.map(|(package, licences)| (package.to_owned(), licences.to_owned())).collect()
}

/// True when an expression of licences (SPDX) can be met with those allowed.
fn is_met(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let expression = expression.trim();
    if let Some((left, right)) = split(expression, &[" OR ", "/"]) {
        return is_met(left, allowed) || is_met(right, allowed);
    }
    if let Some((left, right)) = split(expression, &[" AND "]) {
        return is_met(left, allowed) && is_met(right, allowed);
    }
    match expression.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => is_met(inner, allowed),
        None => allowed(expression),
    }
}

/// The parts around the first of some words that stands outside of brackets.
fn split<'e>(expression: &'e str, words: &[&str]) -> Option<(&'e str, &'e str)> {
    let mut depth = 0;
    for (at, sign) in expression.char_indices() {
        depth += i32::from(sign == '(') - i32::from(sign == ')');
        let rest = &expression[at..];
        if let Some(word) = words.iter().find(|word| depth == 0 && rest.starts_with(**word)) {
            return Some((&expression[..at], &rest[word.len()..]));
        }
    }
    None
}

#[test]
fn an_expression_of_licences_is_read_as_it_is_meant() {
    let allowed = |licence: &str| ["MIT", "Apache-2.0 WITH LLVM-exception"].contains(&licence);
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND Apache-2.0 WITH LLVM-exception", true),
        ("(MIT OR GPL-3.0) AND (ISC OR GPL-2.0)", false),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
}

#[test]
fn every_dependency_comes_under_an_allowed_licence() {
    let allowed = listed("licenses", "allow");
    let packages = packages();
    assert!(packages.len() > 100, "{packages:?}");
    let met = |licences: &str| is_met(licences, &|licence| allowed.contains(licence));
    let refused = packages.iter().filter(|(_, licences)| !met(licences));
    let refused: Vec<_> = refused.map(|(package, licences)| format!("{package}: {licences}")).collect();
    assert!(refused.is_empty(), "licences that .deny.toml does not allow:\n{}", refused.join("\n"));
}

#[test]
fn no_dependency_is_banned_or_from_elsewhere() {
    let lock = read("Cargo.lock");
    let rules = read(".deny.toml");
    let banned: Vec<&str> =
        rules["bans"]["deny"].as_array().unwrap().iter().map(|ban| ban["crate"].as_str().unwrap()).collect();
    let registries = listed("sources", "allow-registry");
    for package in lock["package"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        assert!(!banned.contains(&name), "{name} is banned by .deny.toml");
        let Some(source) = package.get("source").and_then(toml::Value::as_str) else {
            assert_eq!(name, "cnap", "a package of this folder");
            continue;
        };
        let registry = source.strip_prefix("registry+").unwrap_or_else(|| panic!("{name} comes from {source}"));
        assert!(registries.contains(registry), "{name} comes from {registry}");
    }
    let manifest = read("Cargo.toml");
    for section in ["dependencies", "dev-dependencies"] {
        for (name, wish) in manifest[section].as_table().unwrap() {
            let version = wish.as_str().or_else(|| wish.get("version").and_then(toml::Value::as_str));
            assert!(version.is_some_and(|version| !version.contains('*')), "{name} takes any version");
        }
    }
}
