//! The real national files, where they are at hand.

use std::path::{Path, PathBuf};

/// The files of the whole country in the order they build on one another.
pub const COUNTRY: &[(&str, &str)] = &[
    ("katottg", "katottg/katottg-2025-05-16.csv"),
    ("hromadas", "hromadas/hromadas-2022.csv"),
    ("settlements", "settlements/settlement-coordinates.csv"),
    ("boundaries", "boundaries/oblasts.geojson"),
    ("boundaries", "boundaries/raions.geojson"),
    ("boundaries", "boundaries/hromadas.geojson"),
    ("territory-list", "hromadas/territories-order376-2025-05-07.csv"),
    ("guide-registry", "guide/cnap-registry-2023-06-16.xlsx"),
];

/// The folder of real files: `CNAP_SHARED`, or `shared/data` beside the repository; `None` with a printed reason.
pub fn folder() -> Option<PathBuf> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = std::env::var_os("CNAP_SHARED").map(PathBuf::from);
    let beside = ["../shared/data", "../../shared/data"].map(|path| Some(home.join(path)));
    let found = [named].into_iter().chain(beside).flatten().find(|folder| folder.join(COUNTRY[0].1).is_file());
    if found.is_none() {
        println!("skipped: the real national files are not at hand (CNAP_SHARED names their folder)");
    }
    found
}
