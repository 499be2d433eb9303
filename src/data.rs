//! The data the product is shipped with: rules, texts of lists, old names, the catalogue and the demonstration region.

use std::collections::BTreeMap;

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::domain::{TerritoryCode, hex};
use crate::rulebook::{OldPlaceName, Rulebook};

/// Files of `data/`, embedded in the binary.
#[derive(RustEmbed)]
#[folder = "data/"]
#[exclude = "texts/*"]
struct Files;

/// The sample of the mandatory list the product is shipped with.
pub const SAMPLE_LIST: &str = "mandatory/positions.csv";

/// The bytes of a file of `data/`.
#[must_use]
pub fn file(path: &str) -> Option<Vec<u8>> {
    Files::get(path).map(|file| file.data.into_owned())
}

/// The rules the product is shipped with, or those of a folder that replaces files of the same name.
///
/// # Errors
/// Every fault of the files, with the file's name.
pub fn rulebook(folder: Option<&std::path::Path>) -> Result<Rulebook, Vec<String>> {
    let shipped = Files::iter().filter(|path| path.ends_with(".toml")).filter_map(|path| {
        let bytes = file(&path)?;
        Some((path.to_string(), String::from_utf8_lossy(&bytes).into_owned()))
    });
    let mut files: Vec<(String, String)> = shipped.collect();
    if let Some(folder) = folder {
        replace(&mut files, folder)?;
    }
    let parsed = Rulebook::parse(&files);
    let mut book = parsed.map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    book.everyday.names = shipped_service_names();
    book.english_words.names.clone_from(&book.everyday.names);
    book.old_names = old_names();
    let digest = |bytes: Vec<u8>| hex(&Sha256::digest(bytes));
    book.sample_files.extend(file(SAMPLE_LIST).map(digest));
    Ok(book)
}

/// Names of the services of the shipped catalogue by their codes.
fn shipped_service_names() -> BTreeMap<String, String> {
    let bytes = file("catalogue/services.csv").unwrap_or_default();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let rows = reader.deserialize::<ShippedService>().filter_map(Result::ok);
    rows.map(|service| (service.code, service.name)).collect()
}

#[derive(serde::Deserialize)]
struct ShippedService {
    code: String,
    name: String,
}

fn replace(files: &mut Vec<(String, String)>, folder: &std::path::Path) -> Result<(), Vec<String>> {
    for (path, text) in toml_files(folder, "").map_err(|error| vec![format!("{}: {error}", folder.display())])? {
        match files.iter_mut().find(|(known, _)| *known == path) {
            Some(known) => known.1 = text,
            None => files.push((path, text)),
        }
    }
    Ok(())
}

fn toml_files(folder: &std::path::Path, prefix: &str) -> std::io::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            found.extend(toml_files(&entry.path(), &format!("{name}/"))?);
        } else if entry.path().extension().is_some_and(|ending| ending == "toml") {
            found.push((name, std::fs::read_to_string(entry.path())?));
        }
    }
    Ok(found)
}

/// Former names of places.
#[must_use]
pub fn old_names() -> Vec<OldPlaceName> {
    let bytes = file("old-names.csv").unwrap_or_default();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let name = |row: csv::StringRecord| {
        Some(OldPlaceName { code: TerritoryCode::parse(row.get(0)?).ok()?, name: row.get(1)?.to_owned() })
    };
    reader.records().filter_map(Result::ok).filter_map(name).collect()
}
