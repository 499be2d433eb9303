//! Loaded databases kept for the tests that begin with the same: each is made once by a build of the program and copied.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::Base;
use super::base::statement_on_cluster;

/// What the names of the files of a template begin with, in place of the name of the database.
const KEPT: &str = "kept";

/// What the names of the templates of this build begin with: they are made anew every day.
fn prefix() -> String {
    let program = std::fs::metadata(env!("CARGO_BIN_EXE_cnap")).unwrap();
    let built = program.modified().unwrap().duration_since(UNIX_EPOCH).unwrap().as_nanos();
    let day = UNIX_EPOCH.elapsed().unwrap().as_secs() / 86_400;
    format!("template-{built}-{day}-")
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}{name}", prefix()))
}

/// Templates of earlier builds go.
fn sweep() {
    let own = prefix();
    for file in std::fs::read_dir(env!("CARGO_TARGET_TMPDIR")).unwrap().filter_map(Result::ok) {
        let name = file.file_name().to_string_lossy().into_owned();
        if name.starts_with("template-") && !name.starts_with(&own) {
            let _ = std::fs::remove_dir_all(file.path());
        }
    }
}

/// True where nothing was written to a database: no file of its name, no head of its journal.
pub fn is_empty(base: &Base) -> bool {
    let stem = stem(base);
    let names = std::fs::read_dir(base.folder.path()).unwrap().map(|file| file.unwrap().file_name());
    !names.into_iter().any(|name| name.to_string_lossy().starts_with(&stem))
}

/// Fills an empty database from a template; false where there is none yet.
pub async fn take(base: &Base, name: &str) -> bool {
    let kept = folder(name).join(kind(base));
    let Ok(files) = std::fs::read_dir(&kept) else { return false };
    if base.postgres_name().is_some() && !refill(base, &template_name(name)).await {
        return false;
    }
    for file in files.map(Result::unwrap) {
        let name = file.file_name().into_string().unwrap();
        let ending = name.strip_prefix(KEPT).unwrap();
        std::fs::copy(file.path(), base.folder.path().join(format!("{}{ending}", stem(base)))).unwrap();
    }
    true
}

/// Keeps a database as a template; of two made at once the first stays.
pub async fn keep(base: &Base, name: &str) {
    let (kept, stem) = (folder(name), stem(base));
    if let Some(database) = base.postgres_name() {
        let template = template_name(name);
        if statement_on_cluster(&format!("CREATE DATABASE {template} TEMPLATE {database}")).await.is_err() {
            return;
        }
    }
    let draft = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    for file in std::fs::read_dir(base.folder.path()).unwrap().map(Result::unwrap) {
        let name = file.file_name().into_string().unwrap();
        if let Some(ending) = name.strip_prefix(&stem) {
            std::fs::copy(file.path(), draft.path().join(format!("{KEPT}{ending}"))).unwrap();
        }
    }
    sweep();
    std::fs::create_dir_all(&kept).unwrap();
    // Where another test was first, its template stays.
    let _ = std::fs::rename(draft.path(), kept.join(kind(base)));
}

/// Puts a copy of a template into the place of an empty database.
async fn refill(base: &Base, template: &str) -> bool {
    let Some(database) = base.postgres_name() else { return false };
    let drop = format!("DROP DATABASE {database}");
    let fill = format!("CREATE DATABASE {database} TEMPLATE {template}");
    if statement_on_cluster(&drop).await.is_ok() && statement_on_cluster(&fill).await.is_ok() {
        return true;
    }
    // The template went with its cluster.
    let _ = statement_on_cluster(&format!("CREATE DATABASE {database}")).await;
    false
}

fn template_name(name: &str) -> String {
    let folder = folder(name);
    folder.file_name().unwrap().to_str().unwrap().replace('-', "_")
}

fn kind(base: &Base) -> &'static str {
    if base.postgres_name().is_some() { "postgres" } else { "sqlite" }
}

/// What the names of a database's files begin with.
fn stem(base: &Base) -> String {
    base.postgres_name().unwrap_or("cnap.db").to_owned()
}
