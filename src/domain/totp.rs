//! One-time codes by time (RFC 6238): HMAC-SHA-1, six digits, a new code every half minute.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// Seconds for which a code stands.
pub const STEP_SECONDS: i64 = 30;
/// Digits of a code.
pub const DIGITS: usize = 6;
/// Bytes of a secret.
pub const SECRET_BYTES: usize = 20;
/// How many steps the clock of a telephone may be off.
const DRIFT: i64 = 1;
/// The letters of base 32 (RFC 4648), as programs for codes read secrets.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The code of a step, without zeros in front.
#[must_use]
pub fn code(secret: &[u8], step: i64) -> u32 {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return 0 };
    mac.update(&step.to_be_bytes());
    let mac = mac.finalize().into_bytes();
    // The last four bits say where the code is cut out (RFC 4226).
    let start = usize::from(mac.last().copied().unwrap_or_default() & 0x0f);
    let cut = mac.iter().skip(start).take(4).fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
    (cut & 0x7fff_ffff) % 1_000_000
}

/// The step a moment lies in.
#[must_use]
pub const fn step_of(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(STEP_SECONDS)
}

/// The step whose code was typed, this one or one beside it; `None` where the code is of none of them.
#[must_use]
pub fn matching_step(secret: &[u8], typed: &str, now: DateTime<Utc>) -> Option<i64> {
    if typed.len() != DIGITS || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let typed: u32 = typed.parse().ok()?;
    let now = step_of(now);
    (now - DRIFT..=now + DRIFT).find(|step| code(secret, *step) == typed)
}

/// Bytes in base 32 without padding.
#[must_use]
pub fn base32(bytes: &[u8]) -> String {
    let (mut text, mut buffer, mut bits) = (String::new(), 0_u32, 0);
    let letter = |five: u32| BASE32.get((five & 31) as usize).map_or('A', |byte| char::from(*byte));
    for byte in bytes {
        buffer = (buffer << 8 | u32::from(*byte)) & 0xffff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(letter(buffer >> bits));
        }
    }
    if bits > 0 {
        text.push(letter(buffer << (5 - bits)));
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // Appendix B of RFC 6238, the last six of its eight digits.
        for (seconds, told) in [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ] {
            assert_eq!(code(SECRET, step_of(at(seconds))), told, "{seconds}");
        }
    }

    #[test]
    fn a_code_stands_for_its_half_minute_and_one_beside_it() {
        let typed = "287082";
        for (seconds, fits) in [(-1, false), (0, true), (59, true), (89, true), (90, false)] {
            assert_eq!(matching_step(SECRET, typed, at(seconds)).is_some(), fits, "{seconds}");
        }
        for typed in ["", "28708", "0287082", "28708a", "２８７０８２", "+87082"] {
            assert_eq!(matching_step(SECRET, typed, at(59)), None, "{typed}");
        }
        assert_eq!(matching_step(SECRET, "005924", at(1_234_567_890)), Some(41_152_263));
    }

    #[test]
    fn base_32_is_that_of_the_standard() {
        // RFC 4648, without its padding.
        for (text, told) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(text.as_bytes()), told, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_code_of_any_moment_fits_at_that_moment(secret in prop::collection::vec(any::<u8>(), 20), seconds in 0_i64..4_000_000_000) {
            let typed = format!("{:06}", code(&secret, step_of(at(seconds))));
            prop_assert!(matching_step(&secret, &typed, at(seconds)).is_some());
        }

        #[test]
        fn no_text_typed_as_a_code_panics(typed in ".*") {
            let _ = matching_step(SECRET, &typed, at(59));
        }
    }
}
