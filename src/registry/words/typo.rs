//! Which stems are a typing error away from a word.

/// A set of letters as bits: words within `k` errors differ in at most `2 k` bits, which rules out nearly all.
#[derive(Clone, Copy, Debug)]
pub struct Letters(u64);

impl Letters {
    pub fn of_word(word: &str) -> Self {
        Self(word.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 64)))
    }

    pub const fn may_be_within(self, other: Self, errors: u32) -> bool {
        (self.0 ^ other.0).count_ones() <= 2 * errors
    }
}

/// How many errors are forgiven in a stem of this many characters.
pub const fn forgiven(characters: usize) -> u32 {
    match characters {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

/// Errors between two words, swapped neighbours counting as one; `None` when there are more than `most`.
pub fn errors(a: &str, b: &str, most: u32) -> Option<u32> {
    // In UTF-8 a letter has at most two bytes here, so lengths further apart than this cannot be within `most`.
    if a.len().abs_diff(b.len()) > 2 * most as usize {
        return None;
    }
    u32::try_from(strsim::osa_distance(a, b)).ok().filter(|found| *found <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_lost_and_wrong_letters_are_counted() {
        assert_eq!(errors("паспорт", "пасопрт", 2), Some(1));
        assert_eq!(errors("паспорт", "паспрт", 2), Some(1));
        assert_eq!(errors("паспорт", "субсид", 2), None);
    }

    #[test]
    fn the_letter_filter_never_rules_out_a_word_within_reach() {
        assert!(Letters::of_word("паспорт").may_be_within(Letters::of_word("паспорд"), 1));
        assert!(!Letters::of_word("паспорт").may_be_within(Letters::of_word("субсид"), 2));
    }
}
