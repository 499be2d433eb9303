//! Texts that a spreadsheet would run as formulas: marked in files people open, unmarked when they come back.
//!
//! The two are exact inverses, so a table that is exported and imported again says the same to the byte.

use std::borrow::Cow;

/// The text of a CSV cell: an apostrophe goes before one that begins as a formula does.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula_like(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a workbook cell, which is never a formula: only what reading back would unmark is marked.
#[must_use]
pub fn guarded_in_workbook(text: &str) -> Cow<'_, str> {
    if text.starts_with('\'') { guarded(text) } else { Cow::Borrowed(text) }
}

/// The text behind the mark.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_formula_like(text)).unwrap_or(cell)
}

/// True for `=1+1`, `+380…`, `-x`, `@sum`, with any apostrophes before; not for a negative number, nor for one sign.
fn is_formula_like(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    let begins = bare.starts_with(['=', '+', '-', '@', '\t', '\r']);
    begins && bare.len() > 1 && !is_negative_number(bare)
}

/// True for `-12`, `-12.5` and `-12,5`.
fn is_negative_number(text: &str) -> bool {
    let Some(number) = text.strip_prefix('-') else { return false };
    let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_a_spreadsheet_would_run_is_marked() {
        for text in ["=1+1", "+380 50 123 45 67", "-x", "@sum(a)", "\tx", "-1-2", "'=x", "''@y", "-1,2,3", "+5"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["", "-", "-12", "-12.5", "-12,5", "'слово'", "'-5", "1-2", "№ 5", "a=b"] {
            assert_eq!(guarded(text), text);
        }
    }

    proptest! {
        #![proptest_config(crate::domain::testing::with_kept_seeds())]
        #[test]
        fn what_is_marked_reads_back_as_it_was(text in "['=+@\t0-9.,-]{0,4}[ -~]{0,4}") {
            for cell in [guarded(&text), guarded_in_workbook(&text)] {
                prop_assert_eq!(unguarded(&cell), text.as_str());
            }
        }
    }
}
