//! A folded text cut into words that remember what stood before them.

/// A word and the punctuation (spaces left out) between it and the word before.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub gap: String,
}

impl Word {
    /// True when only spaces stand before it.
    pub(super) fn follows(&self) -> bool {
        self.gap.is_empty()
    }
}

/// Cuts a folded text into words; a hyphen inside a word belongs to it.
pub(super) fn words(folded: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut gap = String::new();
    let mut text = String::new();
    for letter in folded.chars() {
        if letter.is_alphanumeric() || (letter == '-' && !text.is_empty()) {
            text.push(letter);
        } else {
            finish(&mut text, &mut gap, &mut found);
            if !letter.is_whitespace() {
                gap.push(letter);
            }
        }
    }
    finish(&mut text, &mut gap, &mut found);
    found
}

fn finish(text: &mut String, gap: &mut String, found: &mut Vec<Word>) {
    if !text.is_empty() {
        let text = std::mem::take(text).trim_end_matches('-').to_owned();
        found.push(Word { text, gap: std::mem::take(gap) });
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_word_remembers_the_punctuation_before_it() {
        let found = words("у с.гута-мала (центр)");
        let texts: Vec<_> = found.iter().map(|word| (word.gap.as_str(), word.text.as_str())).collect();
        assert_eq!(texts, [("", "у"), ("", "с"), (".", "гута-мала"), ("(", "центр")]);
    }
}
