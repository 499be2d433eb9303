//! Licences, bans and sources of all dependencies, by the rules of `.deny.toml`, as `cargo deny` reads them.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn read(file: &str) -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

/// The texts of a list in the rules.
fn listed(section: &str, list: &str) -> BTreeSet<String> {
    let rules = read(".deny.toml");
    rules[section][list].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// What cargo knows of every package that is built here.
fn packages() -> Vec<Value> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let told = Command::new(&cargo).arg("-vV").output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let wish = ["metadata", "--format-version", "1", "--locked", "--filter-platform", host];
    let output = Command::new(cargo).args(wish).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let used = |package: &&Value| {
        let nodes = told["resolve"]["nodes"].as_array().unwrap();
        nodes.iter().any(|node| node["id"] == package["id"])
    };
    told["packages"].as_array().unwrap().iter().filter(used).cloned().collect()
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
    let refused = packages().into_iter().filter(|package| {
        let expression = package["license"].as_str().unwrap_or_default();
        !is_met(expression, &|licence| allowed.contains(licence))
    });
    let refused: Vec<_> = refused.map(|package| format!("{}: {}", package["name"], package["license"])).collect();
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
