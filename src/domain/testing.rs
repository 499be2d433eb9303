//! What property tests of all rooms share.

use proptest::test_runner::{Config, FileFailurePersistence};

/// The usual settings; seeds of failures are kept below `tests/`, in the same folders as the sources have in `src/`.
pub fn with_kept_seeds() -> Config {
    let kept = FileFailurePersistence::SourceParallel("tests/proptest-regressions");
    Config { failure_persistence: Some(Box::new(kept)), ..Config::default() }
}
