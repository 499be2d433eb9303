//! What a finished command told.

/// Exit code and output of one run of the program.
#[derive(Debug)]
pub struct CommandOutput {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl CommandOutput {
    /// The command did its work.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.code, 0, "{self:#?}");
        self
    }

    /// The command refused: exit code 1, and a reason.
    #[track_caller]
    pub fn refused(self) -> Self {
        assert_eq!(self.code, 1, "{self:#?}");
        assert!(self.err.contains("cnap: "), "no reason: {self:#?}");
        self
    }

    /// The output has all these words.
    #[track_caller]
    pub fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.out.contains(word) || self.err.contains(word), "nothing about «{word}»: {self:#?}");
        }
        self
    }
}
