//! Drafts of files: hidden beside their place, locked while their process lives, swept away when it ended without them.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// How the name of a draft ends: `.NAME.NUMBER.cnap.part`.
const ENDING: &str = ".cnap.part";
/// Numbers that are tried before a folder is given up.
const MAX_NUMBERS: u32 = 1_000;

/// Begins the draft of a file. Its lock goes with the process, however that ends.
pub fn begin(place: &Path, name: &str) -> io::Result<(PathBuf, File)> {
    let first = std::process::id();
    for number in (0..MAX_NUMBERS).map(|more| first.wrapping_add(more)) {
        let draft = place.with_file_name(format!(".{name}.{number}{ENDING}"));
        match File::options().read(true).write(true).create_new(true).open(&draft) {
            // Whoever swept at this very moment may have taken it for a forgotten one.
            Ok(file) if !is_locked(&file) && draft.exists() => return Ok((draft, file)),
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Removes drafts beside a file whose processes ended. What cannot be read or removed stays: a draft harms nothing.
pub fn sweep_beside(place: &Path) {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(entries) = fs::read_dir(folder) else { return };
    let is_file = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file());
    for entry in entries.flatten().filter(|entry| is_file(entry) && is_draft(&entry.file_name().to_string_lossy())) {
        let path = entry.path();
        if File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(path);
        }
    }
}

/// True when another process holds the file; where files cannot be locked none does.
fn is_locked(file: &File) -> bool {
    matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

fn is_draft(name: &str) -> bool {
    let inner = name.strip_prefix('.').and_then(|name| name.strip_suffix(ENDING));
    let parts = inner.and_then(|inner| inner.rsplit_once('.'));
    parts.is_some_and(|(name, number)| !name.is_empty() && number.parse::<u32>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_drafts_of_ended_processes_go() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("all.zip");
        let strangers = [".all.zip.7.part", "all.zip.7.cnap.part", ".all.zip.cnap.part", ".7.cnap.part", "all.zip"];
        for name in strangers.iter().chain([&".all.zip.7.cnap.part", &".other.csv.12345.cnap.part"]) {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let (living, held) = begin(&place, "all.zip").unwrap();
        let (second, _held) = begin(&place, "all.zip").unwrap();
        sweep_beside(&place);
        let names = |folder: &Path| -> Vec<String> {
            let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
            entries.map(|name| name.into_string().unwrap()).collect()
        };
        let mut left = names(folder.path());
        left.retain(|name| !strangers.contains(&name.as_str()));
        assert_eq!(left.len(), 2, "{left:?}");
        assert!(living.exists() && second.exists() && strangers.iter().all(|name| folder.path().join(name).exists()));
        drop(held);
        sweep_beside(&place);
        assert!(!living.exists() && second.exists());
    }
}
