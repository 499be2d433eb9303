//! What commands read: a regular file or the standard input, and no more of it than a limit.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::output::failure_naming;
use super::{Failed, texts};

/// True for the word that means the standard input.
pub fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Opens a regular file; a pipe would wait for whoever writes into it, and a device may never end.
pub fn open(path: &Path) -> Result<File, Failed> {
    let is_regular = std::fs::metadata(path).map_err(failure_naming(path))?.is_file();
    if is_regular {
        File::open(path).map_err(failure_naming(path))
    } else {
        Err(texts::of_file("cli-not-regular", path))
    }
}

/// Reads a whole file, or the standard input; what is longer than `most` bytes is refused when as many were read.
pub fn read(path: &Path, most: usize) -> Result<Vec<u8>, Failed> {
    if is_standard(path) { read_from(std::io::stdin().lock(), path, most) } else { read_from(open(path)?, path, most) }
}

fn read_from(input: impl Read, path: &Path, most: usize) -> Result<Vec<u8>, Failed> {
    let mut bytes = Vec::new();
    input.take(most as u64 + 1).read_to_end(&mut bytes).map_err(failure_naming(path))?;
    if bytes.len() <= most {
        return Ok(bytes);
    }
    let args = [("file", path.display().to_string().into()), ("most", (most >> 20).into())];
    Err(Failed(texts::text_with("cli-too-long", args)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_read_than_the_limit_and_one_byte() {
        let mut endless = std::io::repeat(b'a');
        assert!(read_from(&mut endless, Path::new("-"), 10).is_err());
        assert_eq!(read_from(&b"abc"[..], Path::new("-"), 3).unwrap(), b"abc");
    }
}
