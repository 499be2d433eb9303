//! What is wrong with a table and what is expected, in the words of an official: one place for them.

use super::Fault;
use super::columns::{Column, clip};
use super::references::{Level, Subject, Unmatched, Vocabulary};
use crate::domain::{Argument, Message, Word};

/// Candidates a message names.
const MAX_CANDIDATES: usize = 3;

/// What is wrong and what is expected.
type Told = (Message, Message);

/// Entries of a message.
fn list<T: AsRef<str>>(entries: &[T]) -> Argument {
    Argument::List(entries.iter().map(|entry| entry.as_ref().to_owned()).collect())
}

/// «можливо, «А», «Б» або «В»» after what is expected; nothing where there is no candidate.
#[must_use]
pub fn perhaps<T: AsRef<str>>(expected: impl Into<Message>, candidates: &[T]) -> Message {
    let expected = expected.into();
    let shown: Vec<String> = candidates.iter().take(MAX_CANDIDATES).map(|text| text.as_ref().to_owned()).collect();
    if shown.is_empty() {
        return expected;
    }
    let code = if expected.is_empty() { "expected-perhaps" } else { "expected-or-perhaps" };
    let told = Message::new(code).with("candidates", Argument::Choice(shown));
    if expected.is_empty() { told } else { told.with("expected", expected) }
}

/// Places or things of which one is meant, as a person chooses among them; nothing where there are none.
#[must_use]
pub fn candidates(found: &[String]) -> Message {
    if found.is_empty() {
        return Message::default();
    }
    Message::new("expected-candidates").with("candidates", found.join("; "))
}

/// Two codes.
fn told(reason: &'static str, expected: &'static str) -> Told {
    (reason.into(), expected.into())
}

/// A column as its table knows it: «Код послуги» (service).
fn column_label(column: &Column) -> String {
    format!("«{}» ({})", column.title, column.key)
}

/// No row has any title the table knows.
pub(super) fn header_not_recognised(row: u32, seen: &[&str], columns: &[Column]) -> Fault {
    let required: Vec<String> = columns.iter().filter(|c| c.required).map(column_label).collect();
    let others: Vec<String> = columns.iter().filter(|c| !c.required).map(column_label).collect();
    let code = if others.is_empty() { "expected-titles" } else { "expected-titles-and" };
    let mut expected = Message::new(code).with("required", required.join(", "));
    if !others.is_empty() {
        expected = expected.with("others", list(&others));
    }
    let reason = "fault-no-header";
    Fault { row, value: clip(&seen.join(", ")), ..Fault::of_file(reason, expected) }
}

/// A required column is not among the titles of the header; one of the unknown titles may be it.
pub(super) fn column_missing(row: u32, column: &Column, seen: &[&str], stray: &[&str]) -> Fault {
    let expected = Message::new("expected-column").with("key", column.key).with("title", column.title);
    Fault {
        row,
        column: column.key.to_owned(),
        value: clip(&seen.join(", ")),
        reason: Message::new("fault-no-column").with("title", column.title).with("key", column.key),
        expected: perhaps(expected, &nearest(column.title, stray)),
    }
}

/// A column stands twice.
pub(super) fn column_twice(row: u32, column: &Column) -> Fault {
    Fault {
        row,
        column: column.key.to_owned(),
        value: column.title.to_owned(),
        reason: Message::new("fault-column-twice").with("key", column.key),
        expected: "expected-column-once".into(),
    }
}

/// The sheet lists what points lack, as `cnap audit` and the pages write it.
pub(super) fn list_of_gaps(row: u32, title: &str) -> Fault {
    Fault {
        row,
        column: clip(title),
        value: String::new(),
        reason: "fault-list-of-gaps".into(),
        expected: "expected-offerings".into(),
    }
}

/// A titled column the table does not know; `unused` are titles of its columns that do not stand in the file.
pub(super) fn column_unknown(row: u32, title: &str, unused: &[&str]) -> Fault {
    let more = || Message::new("expected-more-columns").with("columns", list(unused));
    let expected = if unused.is_empty() { Message::default() } else { more() };
    Fault {
        row,
        column: clip(title),
        value: String::new(),
        reason: "fault-unknown-column".into(),
        expected: perhaps(expected, &nearest(title, unused)),
    }
}

/// The texts like this one, the likest first.
pub(super) fn nearest<'a>(text: &str, known: &[&'a str]) -> Vec<&'a str> {
    const LEAST: f64 = 0.6;
    let text = text.to_lowercase();
    let score = |other: &str| strsim::normalized_damerau_levenshtein(&text, &other.to_lowercase());
    let mut scored: Vec<(f64, &str)> = known.iter().map(|other| (score(other), *other)).collect();
    scored.retain(|(score, _)| *score >= LEAST);
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().map(|(_, other)| other).collect()
}

/// Points that state services for the first time, and only a few: what is wrong, what is expected.
#[must_use]
pub fn first_list_is_short(points: &[&str], few: usize) -> Told {
    let reason = Message::new("fault-first-list-short").with("count", points.len());
    (reason.with("points", list(points)).with("few", few), "expected-whole-list".into())
}

/// More kept rows would change at once than are held in memory.
#[must_use]
pub fn too_much_changed(most: usize) -> Fault {
    let of = |code| Message::new(code).with("most", most);
    Fault::of_file(of("fault-too-much-changed"), of("expected-fewer-changes"))
}

/// A code that an earlier row of the file has, with other data.
pub(super) fn repeated_code(first: u32) -> Told {
    (Message::new("fault-code-of-row").with("first", first), "expected-code-once".into())
}

/// A text that is none of the fixed words of a column.
pub(super) fn unknown_word<T: Word>(text: &str) -> Told {
    let words = T::EVERY.iter().flat_map(|value| value.names().iter().copied().chain([value.key()]));
    let words: Vec<&str> = words.collect();
    let expected = Message::new("expected-one-of").with("words", T::expected());
    ("fault-unknown-word".into(), perhaps(expected, &nearest(text, &words)))
}

/// A row that says the same as an earlier one in every cell.
pub(super) fn same_row(first: u32) -> Told {
    (Message::new("fault-same-row").with("first", first), "expected-no-spare-row".into())
}

/// A row of the same key that holds at the same time as an earlier one and says something else.
pub(super) fn overlapping_row(first: u32, differs: &[&str]) -> Told {
    let reason = Message::new("fault-overlapping-row").with("first", first);
    (reason.with("differs", list(differs)), "expected-apart".into())
}

/// A row of a key that may stand only once, with other cells than an earlier one.
pub(super) fn repeated_key(first: u32, differs: &[&str]) -> Told {
    let reason = Message::new("fault-key-of-row").with("first", first);
    (reason.with("differs", list(differs)), "expected-key-once".into())
}

/// What a spoiled code was read as.
fn read_as(reason: &'static str, expected: &'static str, code: &str) -> Told {
    (reason.into(), Message::new(expected).with("code", code))
}

/// A code that lacks the leading zeros of the one it was taken for.
pub(super) fn zeros_lost(code: &str) -> Told {
    read_as("fault-zeros-lost", "expected-read-as", code)
}

/// A code that a spreadsheet spoiled and that can mean one known thing alone.
#[must_use]
pub fn spelling_mended(code: &str) -> Told {
    read_as("fault-code-misspelt", "expected-read-as", code)
}

/// A date taken for the one known code it can have been.
pub(super) fn date_read_as(code: &str) -> Told {
    read_as("fault-code-became-date", "expected-read-as-text", code)
}

/// A date where a row gives a code to its own thing.
pub(super) fn date_in_place_of_code(text: &str) -> Told {
    let expected = perhaps("expected-code-as-text", &super::references::codes_behind(text));
    ("fault-code-became-date".into(), expected)
}

/// What is called unknown, what is expected, and the table to load first where nothing is known.
const fn words(subject: &Subject) -> (&'static str, &'static str, &'static str) {
    match subject {
        Subject::Point => ("fault-no-point", "expected-point", "points"),
        Subject::Service => ("fault-no-service", "expected-service-named", "services"),
        Subject::District => ("fault-no-district", "expected-district", "starosta-districts"),
        Subject::Group => ("fault-no-group", "", ""),
        Subject::LifeEvent => ("fault-no-life-event", "", ""),
        Subject::Checklist => ("fault-no-checklist", "", ""),
        Subject::Criterion(_) => ("fault-no-criterion", "", ""),
        Subject::EquipmentType => ("fault-no-equipment-type", "", ""),
        Subject::Measure | Subject::Indicator => ("fault-no-measure", "", ""),
    }
}

/// A text that names nothing known.
pub(super) fn unknown(subject: &Subject, known: &Vocabulary, unmatched: &Unmatched) -> Told {
    let (unknown, named, table) = words(subject);
    if known.is_empty() && !table.is_empty() {
        let reason = Message::new("fault-table-empty").with("unknown", Message::new(unknown));
        let expected = Message::new("expected-table-first").with("table", table);
        return (reason.with("table", table), expected);
    }
    let reason = match (unmatched.is_date, unmatched.is_ambiguous) {
        (true, _) => "fault-code-became-date",
        (false, true) => "fault-ambiguous",
        (false, false) => unknown,
    };
    // What the rules name is a short list; what was loaded is too long to show.
    let shown = || Message::new("expected-listed").with("words", list(&known.display_entries()));
    let expected = if table.is_empty() { shown() } else { named.into() };
    (reason.into(), perhaps(expected, &unmatched.candidates))
}

/// A text where a KATOTTG code alone is understood.
pub(super) fn no_territory_code(text: &str) -> Told {
    let reason = Message::new("fault-no-katottg").with("text", clip(text));
    (reason, "expected-katottg".into())
}

/// No territories are known yet.
pub(super) fn no_codifier() -> Told {
    told("fault-no-codifier", "expected-codifier-first")
}

/// The code of a place that is no hromada.
pub(super) fn not_a_hromada() -> Told {
    told("fault-not-a-hromada", "expected-hromada-code")
}

/// A well-formed code that is not in the codifier.
pub(super) fn unknown_place_code(level: Level, unmatched: &Unmatched) -> Told {
    let expected = match level {
        Level::Hromada => "expected-hromada-code-or-name",
        Level::Settlement => "expected-settlement-code-or-name",
        Level::Area => "expected-area-code-or-name",
    };
    ("fault-not-in-codifier".into(), perhaps(expected, &unmatched.candidates))
}

/// A text that is neither a code nor the name of one place.
pub(super) fn unknown_place(level: Level, unmatched: &Unmatched) -> Told {
    let (unknown, expected) = match level {
        Level::Hromada => ("fault-no-hromada", "expected-hromada-or-name"),
        Level::Settlement => ("fault-no-settlement", "expected-settlement-or-name"),
        Level::Area => ("fault-no-territory", "expected-area-or-name"),
    };
    let reason = if unmatched.is_ambiguous { "fault-ambiguous-name" } else { unknown };
    (reason.into(), perhaps(expected, &unmatched.candidates))
}

/// Letters of another alphabet in an e-mail address were put right.
#[must_use]
pub fn email_mended(address: &str) -> Told {
    let expected = Message::new("expected-checked-email").with("address", address);
    ("fault-email-letters".into(), expected)
}

/// Letters of another alphabet in an e-mail address that resemble no Latin ones.
#[must_use]
pub fn email_foreign(letters: &str) -> Told {
    let reason = Message::new("fault-email-foreign").with("letters", letters);
    (reason, "expected-latin-email".into())
}
