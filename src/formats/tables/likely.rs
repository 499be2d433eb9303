//! Cells of a point that can be read and are still hardly right: told as warnings, the value is kept.

use crate::domain::{Message, TextRule};
use crate::formats::cells::{Cells, range};
use crate::formats::columns::clip;
use crate::formats::email::{self, Letters};
use crate::formats::messages;

/// Square metres of premises that nobody doubts.
const AREAS: std::ops::RangeInclusive<f64> = 2.0..=20_000.0;
/// More workers than the largest centres have.
const MOST_WORKERS: u32 = 1_000;
/// Digits of a phone number, from a short one of a village to one with the country's code.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=13;

/// An area of the premises.
pub(super) fn area(cells: &mut Cells<'_>, key: &str) -> Option<f64> {
    let area = cells.measure(key)?;
    if !AREAS.contains(&area) {
        let expected = range("expected-area", &AREAS);
        cells.warn(key, "fault-unlikely-area", expected);
    }
    Some(area)
}

pub(super) fn workers(cells: &mut Cells<'_>) -> Option<u32> {
    let workers = cells.count("workers")?;
    if workers > MOST_WORKERS {
        cells.warn("workers", "fault-unlikely-workers", Message::new("expected-up-to").with("most", MOST_WORKERS));
    }
    Some(workers)
}

/// A phone number, or several between commas, semicolons or line ends.
pub(super) fn phone(cells: &mut Cells<'_>) -> Option<String> {
    let phone = cells.text("phone", TextRule::NAME)?;
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let numbers = phone.split([',', ';', '\n']).filter(|part| !part.trim().is_empty());
    if !numbers.map(digits).any(|count| DIGITS.contains(&count)) {
        cells.warn("phone", "fault-no-phone", "expected-phone");
    }
    Some(phone)
}

/// An e-mail address, or several; Cyrillic look-alikes of Latin letters are put right.
pub(super) fn email(cells: &mut Cells<'_>) -> Option<String> {
    let stated = cells.text("email", TextRule::NAME)?;
    let email = match email::letters(&stated) {
        Letters::Fine => stated,
        Letters::Mended(address) => {
            let (reason, expected) = messages::email_mended(&address);
            cells.warn("email", reason, expected);
            address
        }
        Letters::Foreign(letters) => {
            let (reason, expected) = messages::email_foreign(&letters);
            cells.warn("email", reason, expected);
            return Some(stated);
        }
    };
    let mut addresses = email.split([',', ';', ' ', '\n']).filter(|part| !part.is_empty());
    if !addresses.all(is_address) {
        cells.warn("email", "fault-no-email", "expected-email");
    }
    Some(email)
}

fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let dotted = host.split_once('.').is_some_and(|(first, rest)| !first.is_empty() && !rest.ends_with('.'));
    !name.is_empty() && dotted && !host.contains('@')
}

/// The address of a site. One that would run something instead of opening a page stays text: pages never link to it.
pub(super) fn web(cells: &mut Cells<'_>) -> Option<String> {
    let web = cells.text("web", TextRule::NAME)?;
    let expected = "expected-web";
    match web.split_once(':') {
        Some((scheme, _)) if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => {}
        Some((scheme, rest)) if is_scheme(scheme) && !rest.starts_with(|c: char| c.is_ascii_digit()) => {
            let reason = Message::new("fault-web-scheme").with("scheme", clip(scheme));
            cells.warn("web", reason, expected);
        }
        _ if !web.contains('.') || web.contains(char::is_whitespace) => {
            cells.warn("web", "fault-no-web", expected);
        }
        _ => {}
    }
    Some(web)
}

fn is_scheme(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'))
}
