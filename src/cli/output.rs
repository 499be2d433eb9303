//! Files that appear only when they are whole: written beside their place and moved into it.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::{Failed, drafts, texts};

/// A file in the making; without [`Output::keep`] nothing of it stays.
pub struct Output {
    place: PathBuf,
    draft: PathBuf,
    kept: bool,
}

impl Output {
    /// Begins a file; drafts that ended processes left beside it go.
    pub fn create(place: &Path) -> Result<(Self, File), Failed> {
        let Some(name) = place.file_name() else { return Err(texts::of_file("cli-not-a-file", place)) };
        drafts::sweep_beside(place);
        let (draft, file) = drafts::begin(place, &name.to_string_lossy()).map_err(failure_naming(place))?;
        Ok((Self { place: place.to_owned(), draft, kept: false }, file))
    }

    /// An input-output error with the file's name.
    pub fn failure_naming_file(&self) -> impl Fn(std::io::Error) -> Failed {
        failure_naming(&self.place)
    }

    /// Puts the whole file into its place.
    pub fn keep_file(mut self, file: &File) -> Result<(), Failed> {
        file.sync_all().map_err(failure_naming(&self.place))?;
        std::fs::rename(&self.draft, &self.place).map_err(failure_naming(&self.place))?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if !self.kept {
            let _ = std::fs::remove_file(&self.draft);
        }
    }
}

/// Writes a whole file.
pub fn write(place: &Path, bytes: &[u8]) -> Result<(), Failed> {
    let (output, mut file) = Output::create(place)?;
    file.write_all(bytes).map_err(failure_naming(place))?;
    output.keep_file(&file)
}

/// What the system says of a file, in words where it is a usual thing.
fn io_words(error: &std::io::Error) -> String {
    let key = match error.kind() {
        ErrorKind::NotFound => "cli-io-not-found",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "cli-io-denied",
        ErrorKind::IsADirectory => "cli-io-directory",
        ErrorKind::NotADirectory => "cli-io-not-a-directory",
        ErrorKind::StorageFull => "cli-io-full",
        _ => return error.to_string(),
    };
    texts::text(key)
}

/// An input-output error with the file's name.
pub fn failure_naming(place: &Path) -> impl Fn(std::io::Error) -> Failed {
    move |error| Failed(format!("{}: {}", place.display(), io_words(&error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_not_finished_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("out.csv");
        let (output, mut file) = Output::create(&place).unwrap();
        file.write_all(b"half").unwrap();
        drop(output);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        write(&place, b"whole").unwrap();
        assert_eq!(std::fs::read(&place).unwrap(), b"whole");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
