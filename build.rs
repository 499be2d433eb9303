//! Fetches Leaflet by npm and its lockfile and hands it to the program; without npm the map is the server's drawing.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Where `package.json` and its lockfile stand.
const ASSETS: &str = "src/site/assets";
/// The files of the package that are served.
const FILES: [&str; 2] = ["leaflet.js", "leaflet.css"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={ASSETS}/package-lock.json");
    println!("cargo::rerun-if-env-changed=CNAP_WITHOUT_NPM");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let found = fetch(&out).unwrap_or_else(|reason| {
        println!("cargo::warning=Leaflet was not fetched ({reason}): the map cannot be moved");
        Vec::new()
    });
    fs::write(out.join("leaflet.rs"), listed(&found)?)?;
    Ok(())
}

/// Runs `npm ci` beside the build's own files, never in the source.
fn fetch(out: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    if env::var_os("CNAP_WITHOUT_NPM").is_some() {
        return Err("CNAP_WITHOUT_NPM is set".into());
    }
    let folder = out.join("npm");
    fs::create_dir_all(&folder)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(Path::new(ASSETS).join(file), folder.join(file))?;
    }
    let options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=20000"];
    let done = Command::new("npm").args(options).current_dir(&folder).output()?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).lines().next().unwrap_or("npm failed").to_owned().into());
    }
    let files = FILES.map(|file| folder.join("node_modules/leaflet/dist").join(file));
    match files.iter().find(|file| !file.is_file()) {
        Some(missing) => Err(format!("no {}", missing.display()).into()),
        None => Ok(files.into()),
    }
}

/// The files as a table of names and bytes.
fn listed(files: &[PathBuf]) -> Result<String, Box<dyn Error>> {
    let mut code = String::from("static LEAFLET: &[(&str, &[u8])] = &[");
    for file in files {
        let name = file.file_name().and_then(|name| name.to_str()).ok_or("no name")?;
        write!(code, "(\"leaflet/{name}\", include_bytes!({:?})),", file.display().to_string())?;
    }
    code.push_str("];\n");
    Ok(code)
}
