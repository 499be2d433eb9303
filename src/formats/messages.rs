//! What is wrong with a table and what is expected, in the words of an official: one place for them.

use super::Fault;
use super::columns::{Column, clip};
use super::references::{Level, Subject, Unmatched, Vocabulary};
use crate::domain::Word;

/// Entries of a list that a message shows; the others are counted.
const MAX_LISTED: usize = 12;
/// Candidates a message names.
const MAX_CANDIDATES: usize = 3;

/// Entries between commas; where there are many, the first ones and how many more.
#[must_use]
pub fn listed<T: AsRef<str>>(entries: &[T]) -> String {
    let shown: Vec<&str> = entries.iter().take(MAX_LISTED).map(AsRef::as_ref).collect();
    match entries.len().saturating_sub(MAX_LISTED) {
        0 => shown.join(", "),
        more => format!("{} та ще {more}", shown.join(", ")),
    }
}

/// «можливо, «А», «Б» або «В»» after what is expected; nothing where there is no candidate.
#[must_use]
pub fn perhaps<T: AsRef<str>>(expected: &str, candidates: &[T]) -> String {
    let shown: Vec<String> =
        candidates.iter().take(MAX_CANDIDATES).map(|text| format!("«{}»", text.as_ref())).collect();
    let text = match shown.split_last() {
        None => return expected.to_owned(),
        Some((only, [])) => format!("можливо, {only}"),
        Some((last, others)) => format!("можливо, {} або {last}", others.join(", ")),
    };
    if expected.is_empty() { text } else { format!("{expected}; {text}") }
}

/// A column as its table knows it: «Код послуги» (service).
fn shown(column: &Column) -> String {
    format!("«{}» ({})", column.title, column.key)
}

/// No row has any title the table knows.
pub(super) fn header_not_recognised(row: u32, seen: &[&str], columns: &[Column]) -> Fault {
    let required: Vec<String> = columns.iter().filter(|c| c.required).map(shown).collect();
    let others: Vec<String> = columns.iter().filter(|c| !c.required).map(shown).collect();
    let mut expected = format!("рядок із заголовками {}", required.join(", "));
    if !others.is_empty() {
        expected = format!("{expected}; можуть бути ще {}", listed(&others));
    }
    let reason = "рядок заголовків не впізнано: жодної відомої назви колонки";
    Fault { row, value: clip(&seen.join(", ")), ..Fault::of_file(reason, expected) }
}

/// A required column is not among the titles of the header; one of the unknown titles may be it.
pub(super) fn column_missing(row: u32, column: &Column, seen: &[&str], stray: &[&str]) -> Fault {
    let expected = format!("колонка «{}» або «{}»", column.key, column.title);
    Fault {
        row,
        column: column.key.to_owned(),
        value: clip(&seen.join(", ")),
        reason: format!("немає обов'язкової колонки «{}» ({})", column.title, column.key).into(),
        expected: perhaps(&expected, &nearest(column.title, stray)).into(),
    }
}

/// A column stands twice.
pub(super) fn column_twice(row: u32, column: &Column) -> Fault {
    Fault {
        row,
        column: column.key.to_owned(),
        value: column.title.to_owned(),
        reason: format!("колонка «{}» стоїть двічі", column.key).into(),
        expected: "кожна колонка один раз".to_owned().into(),
    }
}

/// The sheet lists what points lack, as `cnap audit` and the pages write it.
pub(super) fn list_of_gaps(row: u32, title: &str) -> Fault {
    Fault {
        row,
        column: clip(title),
        value: String::new(),
        reason: "це перелік прогалин: послуги, яких точки НЕ надають".to_owned().into(),
        expected: "таблиця того, що точки надають; її подає cnap export offerings".to_owned().into(),
    }
}

/// A titled column the table does not know; `unused` are titles of its columns that do not stand in the file.
pub(super) fn column_unknown(row: u32, title: &str, unused: &[&str]) -> Fault {
    let expected =
        if unused.is_empty() { String::new() } else { format!("ще можуть бути: {}", listed(unused)) };
    Fault {
        row,
        column: clip(title),
        value: String::new(),
        reason: "невідома колонка, пропущена".to_owned().into(),
        expected: perhaps(&expected, &nearest(title, unused)).into(),
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
pub fn first_list_is_short(points: &[&str], few: usize) -> (String, String) {
    let reason = format!(
        "перші послуги точок ({}): {}; їх менш як {few}, а решта обов’язкових відтепер вважатиметься такою, яку не надають",
        points.len(),
        listed(points)
    );
    (reason, "увесь перелік послуг кожної точки".to_owned())
}

/// More kept rows would change at once than are held in memory.
#[must_use]
pub fn too_much_changed(most: usize) -> Fault {
    let reason = format!("файл змінює понад {most} відомих рядків за один раз");
    let expected = format!("не більше {most} змінених рядків: поділіть файл на частини");
    Fault { row: 0, column: String::new(), value: String::new(), reason: reason.into(), expected: expected.into() }
}

/// A code that an earlier row of the file has, with other data.
pub(super) fn repeated_code(first: u32) -> (String, String) {
    (format!("той самий код має рядок {first}, а дані інші"), "кожен код один раз".to_owned())
}

/// A text that is none of the fixed words of a column.
pub(super) fn unknown_word<T: Word>(text: &str) -> (String, String) {
    let words = T::EVERY.iter().flat_map(|value| value.names().iter().copied().chain([value.key()]));
    let words: Vec<&str> = words.collect();
    let expected = format!("одне з: {}", T::expected());
    ("невідоме слово".to_owned(), perhaps(&expected, &nearest(text, &words)))
}

/// A row that says the same as an earlier one in every cell.
pub(super) fn same_row(first: u32) -> (String, String) {
    let reason = format!("рядок слово в слово повторює рядок {first}");
    (reason, "вилучіть зайвий рядок".to_owned())
}

/// A row of the same key that holds at the same time as an earlier one and says something else.
pub(super) fn overlapping_row(first: u32, differs: &str) -> (String, String) {
    let reason = format!("перетинається в часі з рядком {first} (інше: {differs})");
    (reason, "періоди одного ключа не перетинаються".to_owned())
}

/// A row of a key that may stand only once, with other cells than an earlier one.
pub(super) fn repeated_key(first: u32, differs: &str) -> (String, String) {
    let reason = format!("той самий ключ має рядок {first}, а дані інші ({differs})");
    (reason, "кожен ключ один раз".to_owned())
}

/// A code that lacks the leading zeros of the one it was taken for.
pub(super) fn zeros_lost(code: &str) -> (String, String) {
    ("у коді бракує нулів на початку".to_owned(), format!("прочитано як «{code}»"))
}

/// A code that a spreadsheet spoiled and that can mean one known thing alone.
#[must_use]
pub fn spelling_mended(code: &str) -> (String, String) {
    ("код записано інакше, ніж його завантажено".to_owned(), format!("прочитано як «{code}»"))
}

/// A date taken for the one known code it can have been.
pub(super) fn date_read_as(code: &str) -> (String, String) {
    ("Excel перетворив код на дату".to_owned(), format!("прочитано як «{code}»; задайте колонці формат «Текст»"))
}

/// A date where a row gives a code to its own thing.
pub(super) fn date_in_place_of_code(text: &str) -> (String, String) {
    let expected = perhaps("код текстом (формат колонки «Текст»)", &super::references::codes_behind(text));
    ("Excel перетворив код на дату".to_owned(), expected)
}

/// What is called unknown, what is expected, and the table to load first where nothing is known.
const fn words(subject: &Subject) -> (&'static str, &'static str, &'static str) {
    match subject {
        Subject::Point => ("такої точки немає", "код або назва точки, яку вже завантажено", "points"),
        Subject::Service => ("такої послуги немає", "код або назва послуги з каталогу", "services"),
        Subject::District => ("такого старостинського округу немає", "код або назва округу", "starosta-districts"),
        Subject::Group => ("такої групи послуг немає", "", ""),
        Subject::LifeEvent => ("такої життєвої події немає", "", ""),
        Subject::Checklist => ("такого переліку критеріїв немає", "", ""),
        Subject::Criterion(_) => ("такого критерію немає", "", ""),
        Subject::EquipmentType => ("такого типу обладнання немає", "", ""),
        Subject::Measure | Subject::Indicator => ("такого показника немає", "", ""),
    }
}

/// A text that names nothing known.
pub(super) fn unknown(subject: &Subject, known: &Vocabulary, unmatched: &Unmatched) -> (String, String) {
    let (unknown, named, table) = words(subject);
    if known.is_empty() && !table.is_empty() {
        return (format!("{unknown}: таблиця {table} ще порожня"), format!("спершу завантажте таблицю {table}"));
    }
    let reason = match (unmatched.is_date, unmatched.is_ambiguous) {
        (true, _) => "Excel перетворив код на дату",
        (false, true) => "назва або код відповідає кільком",
        (false, false) => unknown,
    };
    // What the rules name is a short list; what was loaded is too long to show.
    let expected = if table.is_empty() { listed(&known.shown()) } else { named.to_owned() };
    (reason.to_owned(), perhaps(&expected, &unmatched.candidates))
}

/// A text where a KATOTTG code alone is understood.
pub(super) fn no_territory_code(text: &str) -> (String, String) {
    (format!("не код КАТОТТГ: {}", clip(text)), "«UA» латинкою і 17 цифр".to_owned())
}

/// No territories are known yet.
pub(super) fn no_codifier() -> (String, String) {
    ("кодифікатор територій ще не завантажено".to_owned(), "спершу завантажте katottg або territories".to_owned())
}

/// The code of a place that is no hromada.
pub(super) fn not_a_hromada() -> (String, String) {
    ("це не громада".to_owned(), "код громади (категорія H)".to_owned())
}

/// A well-formed code that is not in the codifier.
pub(super) fn unknown_place_code(level: Level, unmatched: &Unmatched) -> (String, String) {
    let expected = match level {
        Level::Hromada => "код громади з кодифікатора КАТОТТГ або її назва",
        Level::Settlement => "код населеного пункту з кодифікатора КАТОТТГ або його назва",
        Level::Area => "код області, району або громади з кодифікатора КАТОТТГ або назва",
    };
    ("такого коду немає в кодифікаторі".to_owned(), perhaps(expected, &unmatched.candidates))
}

/// A text that is neither a code nor the name of one place.
pub(super) fn unknown_place(level: Level, unmatched: &Unmatched) -> (String, String) {
    let (unknown, expected) = match level {
        Level::Hromada => ("такої громади немає в кодифікаторі", "код КАТОТТГ або назва громади"),
        Level::Settlement => ("такого населеного пункту немає", "код КАТОТТГ або назва населеного пункту громади"),
        Level::Area => ("такої території немає в кодифікаторі", "код КАТОТТГ або назва області, району чи громади"),
    };
    let reason = if unmatched.is_ambiguous { "назва відповідає кільком" } else { unknown };
    (reason.to_owned(), perhaps(expected, &unmatched.candidates))
}

/// Letters of another alphabet in an e-mail address were put right.
#[must_use]
pub fn email_mended(address: &str) -> (String, String) {
    let reason = "у пошті були кириличні букви, схожі на латинські: записано латинкою";
    (reason.to_owned(), format!("перевірте адресу: {address}"))
}

/// Letters of another alphabet in an e-mail address that resemble no Latin ones.
#[must_use]
pub fn email_foreign(letters: &str) -> (String, String) {
    (format!("у пошті букви іншого алфавіту: «{letters}»"), "адреса латинкою".to_owned())
}
