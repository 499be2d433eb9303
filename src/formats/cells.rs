//! Reading a sheet into rows: the header found, each cell read as its type, each fault told with its place.

use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::columns::{Column, Header, clip};
use super::letters::mend;
use super::references::References;
use super::sheet::MAX_TITLE_ROWS;
use super::{
    Fault, InputLimits, Numbered, Parsed, VoidRow, correct, formula_guard, messages, sheet, spreadsheet, text_faults,
};
use crate::domain::degrees::rounded;
use crate::domain::facts::BOOLEANS;
use crate::domain::text::{is_misread, tidied};
use crate::domain::{Period, TerritoryCode, TextRule, Word, parse_date};

/// Faults told of one file; a file with more is wrong as a whole.
pub const MAX_FAULTS: usize = 10_000;
/// Latitudes and longitudes of Ukraine, roughly.
const LATITUDES: std::ops::RangeInclusive<f64> = 44.0..=52.6;
const LONGITUDES: std::ops::RangeInclusive<f64> = 22.0..=40.5;

/// Reads the rows of a CSV or XLSX with these columns; `parse` gives `None` for a row whose faults it has told.
pub(crate) fn read_rows<T>(
    bytes: &[u8],
    name: &str,
    columns: &'static [Column],
    parse: impl FnMut(&mut Cells<'_>) -> Option<T>,
) -> Parsed<T> {
    read_rows_with(InputLimits::FILE, bytes, (name, columns), &References::default(), parse)
}

/// The same within given limits; cells that name something are looked up in `references`.
pub(crate) fn read_rows_with<T>(
    limits: InputLimits,
    bytes: &[u8],
    (name, columns): (&str, &'static [Column]),
    references: &References,
    parse: impl FnMut(&mut Cells<'_>) -> Option<T>,
) -> Parsed<T> {
    let mut reading = Reading {
        columns,
        references,
        strict: !sheet::is_zip(bytes),
        old_encoding: sheet::is_windows_1251(bytes),
        header: None,
        before: Vec::new(),
        cut_short: None,
        parse,
        out: Parsed::default(),
    };
    let score = |cells: &[String]| Header::find(columns, cells).score();
    let outcome = sheet::each_row(bytes, limits, name, &score, &mut |row, cells| reading.row(row, cells));
    if sheet::ends_a_line(bytes) {
        reading.cut_short = None;
    }
    reading.finish(outcome)
}

struct Reading<'r, T, F> {
    columns: &'static [Column],
    references: &'r References,
    /// In a CSV a cell beyond the header means a stray separator; beside a table in a workbook it is a remark.
    strict: bool,
    /// The text is in the encoding of old Ukrainian spreadsheets.
    old_encoding: bool,
    header: Option<(Header, bool)>,
    /// Rows seen while the header is looked for.
    before: Vec<(u32, Vec<String>)>,
    /// The last row with its cells, where it has fewer of them than the header.
    cut_short: Option<(u32, Vec<String>)>,
    parse: F,
    out: Parsed<T>,
}

impl<T, F: FnMut(&mut Cells<'_>) -> Option<T>> Reading<'_, T, F> {
    fn row(&mut self, row: u32, cells: &[String]) -> ControlFlow<()> {
        if self.header.is_some() {
            return self.data(row, cells);
        }
        let header = Header::find(self.columns, cells);
        self.out.absent = header.unstated();
        if header.is_complete() {
            self.out.titles = header.shown_titles();
            self.out.faults.extend(header.repeated(row));
            self.out.warnings.extend(header.unknown(row));
            self.header = Some((header, true));
            return ControlFlow::Continue(());
        }
        self.before.push((row, cells.to_vec()));
        if self.before.len() > MAX_TITLE_ROWS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn data(&mut self, row: u32, cells: &[String]) -> ControlFlow<()> {
        let Some((header, first)) = &mut self.header else { return ControlFlow::Continue(()) };
        if std::mem::take(first) && header.is_row_of_keys(cells) {
            return ControlFlow::Continue(());
        }
        self.cut_short = None;
        let Parsed { faults, warnings, rows, voids, damaged, spoiled, .. } = &mut self.out;
        if spreadsheet::is_total(header, cells) {
            warnings.push(spreadsheet::total(row, cells));
            return ControlFlow::Continue(());
        }
        self.cut_short = (self.strict && cells.len() < header.width()).then(|| (row, cells.to_vec()));
        let told = faults.len();
        faults.extend(spreadsheet::failed_formulas(header, row, cells));
        if faults.len() > told {
            return full(faults);
        }
        let (source, references) = (Source::Sheet(cells), self.references);
        let mut view = Cells { row, header, source, references, faults, warnings };
        if self.strict {
            view.check_width();
        }
        let value = (self.parse)(&mut view);
        let void = correct::is_void(header.correction(cells));
        if void.is_none() {
            faults.push(correct::unknown_word(row, header.correction(cells)));
        }
        let numbered = value.map(|value| Numbered { row, value });
        if faults.len() > told {
            damaged.extend(numbered);
            spoiled.extend(self.columns.first().map(|first| header.cell(first.key, cells).to_owned()));
        } else if void == Some(true) {
            let stated = header.stated(cells);
            voids.extend(numbered.map(|named| VoidRow { named, stated }));
        } else {
            rows.extend(numbered);
        }
        full(faults)
    }

    fn finish(mut self, outcome: Result<(), Fault>) -> Parsed<T> {
        if let Err(fault) = outcome {
            return Parsed::refused(fault);
        }
        if let Some((row, cells)) = self.cut_short.take() {
            let width = self.header.as_ref().map_or(0, |(header, _)| header.width());
            return Parsed::refused(text_faults::cut_row(row, &cells, width));
        }
        if self.header.is_none() {
            if let Some(spoiled) = self.before.iter().flat_map(|(_, cells)| cells).find(|cell| is_misread(cell)) {
                return Parsed::refused(text_faults::misread_file(spoiled));
            }
            let columns = self.columns;
            let rows = self.before.iter().map(|(row, cells)| (*row, Header::find(columns, cells)));
            // The row with the most known columns was meant as the header; among equals the first.
            let nearest = rows.reduce(|best, next| if next.1.score() > best.1.score() { next } else { best });
            self.out.faults = match nearest {
                Some((row, header)) => header.absent(row),
                None => vec![Fault::of_file("порожній файл", "рядок заголовків")],
            };
        }
        self.out.warnings.truncate(MAX_FAULTS);
        if self.old_encoding {
            let reason = "текст прочитано в кодуванні Windows-1251";
            self.out.warnings.insert(0, Fault::of_file(reason, "CSV UTF-8, якщо букви прочитано неправильно"));
        }
        self.out
    }
}

/// Stops the reading when there are too many faults to be of use.
pub(crate) fn full(faults: &mut Vec<Fault>) -> ControlFlow<()> {
    if faults.len() < MAX_FAULTS {
        return ControlFlow::Continue(());
    }
    faults.push(Fault::of_file("забагато помилок, далі не перевірялося", "виправлений файл"));
    ControlFlow::Break(())
}

/// Where the texts of a row come from.
#[derive(Debug)]
pub(crate) enum Source<'a> {
    Sheet(&'a [String]),
    Json(&'a serde_json::Map<String, serde_json::Value>),
}

/// One row seen by the keys of its columns. A reader of a cell gives `None` for an empty cell, and for a faulty one
/// after telling the fault.
#[derive(Debug)]
pub struct Cells<'a> {
    pub(crate) row: u32,
    pub(crate) header: &'a Header,
    pub(crate) source: Source<'a>,
    pub(crate) references: &'a References,
    pub(crate) faults: &'a mut Vec<Fault>,
    pub(crate) warnings: &'a mut Vec<Fault>,
}

impl Cells<'_> {
    /// The text of a cell without spaces around; empty where the column is absent.
    pub(crate) fn raw(&self, key: &str) -> String {
        match &self.source {
            Source::Sheet(cells) => tidied(formula_guard::unguarded(self.header.cell(key, cells))),
            Source::Json(object) => object.get(key).map(super::json::plain).unwrap_or_default(),
        }
    }

    /// Tells a fault of a cell.
    pub(crate) fn fault(&mut self, key: &str, reason: impl Into<String>, expected: impl Into<String>) {
        let fault = self.said(key, reason, expected);
        self.faults.push(fault);
    }

    /// Tells a warning of a cell.
    pub(crate) fn warn(&mut self, key: &str, reason: impl Into<String>, expected: impl Into<String>) {
        let warning = self.said(key, reason, expected);
        if self.warnings.len() < MAX_FAULTS {
            self.warnings.push(warning);
        }
    }

    fn said(&self, key: &str, reason: impl Into<String>, expected: impl Into<String>) -> Fault {
        Fault {
            row: self.row,
            column: self.header.title(key),
            value: clip(&self.raw(key)),
            reason: reason.into(),
            expected: expected.into(),
        }
    }

    fn check_width(&mut self) {
        let Source::Sheet(cells) = self.source else { return };
        let width = self.header.width();
        if let Some(stray) = cells.iter().skip(width).find(|cell| !cell.trim().is_empty()) {
            self.faults.push(Fault {
                row: self.row,
                column: String::new(),
                value: clip(stray),
                reason: format!("у рядку більше комірок, ніж колонок ({width})"),
                expected: "комірка з роздільником усередині — у лапках".to_owned(),
            });
        }
    }

    /// Reads a cell with `parse`; an empty one is `None`.
    pub(crate) fn parsed<T>(
        &mut self,
        key: &str,
        parse: impl FnOnce(&str) -> Option<T>,
        reason: &str,
        expected: &str,
    ) -> Option<T> {
        let text = self.raw(key);
        if text.is_empty() {
            return None;
        }
        let value = parse(&text);
        if value.is_none() {
            self.fault(key, reason, expected);
        }
        value
    }

    /// Demands that the cell is filled.
    pub(crate) fn filled<T>(&mut self, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && self.raw(key).is_empty() {
            self.fault(key, "порожньо", "значення обов'язкове");
        }
        value
    }

    /// A text within the rule.
    pub(crate) fn text(&mut self, key: &str, rule: TextRule) -> Option<String> {
        let text = self.raw(key);
        if let Err(fault) = rule.check(&text) {
            let (reason, expected) = text_faults::words(fault);
            self.fault(key, reason, expected);
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    /// A text that must be there.
    pub(crate) fn must_text(&mut self, key: &str, rule: TextRule) -> Option<String> {
        let text = self.text(key, rule);
        self.filled(key, text)
    }

    /// A free code of a point, service, district or list.
    pub(crate) fn id(&mut self, key: &str) -> Option<String> {
        self.text(key, TextRule::CODE)
    }

    /// Entries of a list cell, split by `split`.
    pub(crate) fn list(&mut self, key: &str, split: impl Fn(&str) -> Vec<String>) -> Vec<String> {
        self.text(key, TextRule::TEXT).map(|text| split(&text)).unwrap_or_default()
    }

    /// A code that must be there.
    pub(crate) fn must_id(&mut self, key: &str) -> Option<String> {
        let id = self.id(key);
        self.filled(key, id)
    }

    pub(crate) fn territory(&mut self, key: &str) -> Option<TerritoryCode> {
        self.parsed(key, |text| TerritoryCode::parse(text).ok(), "не код КАТОТТГ", "«UA» латинкою і 17 цифр")
    }

    pub(crate) fn must_territory(&mut self, key: &str) -> Option<TerritoryCode> {
        let code = self.territory(key);
        self.filled(key, code)
    }

    /// One of fixed words, English or Ukrainian; Latin letters inside Ukrainian words are forgiven.
    pub(crate) fn word<T: Word>(&mut self, key: &str) -> Option<T> {
        let text = self.raw(key);
        if text.is_empty() {
            return None;
        }
        let word = T::read(&text).or_else(|| T::read(&mend(&text)));
        if word.is_none() {
            let (reason, expected) = messages::unknown_word::<T>(&text);
            self.fault(key, reason, expected);
        }
        word
    }

    /// A fixed word that must be there.
    pub(crate) fn must_word<T: Word>(&mut self, key: &str) -> Option<T> {
        let word = self.word(key);
        self.filled(key, word)
    }

    /// `yes/no` and the words that mean the same.
    pub(crate) fn flag(&mut self, key: &str) -> Option<bool> {
        self.parsed(key, crate::domain::facts::parse_bool, "не «так» і не «ні»", BOOLEANS)
    }

    pub(crate) fn date(&mut self, key: &str) -> Option<NaiveDate> {
        self.parsed(key, parse_date, "не дата", "РРРР-ММ-ДД або ДД.ММ.РРРР, рік 1900–2200")
    }

    /// The columns `from` and `until`.
    pub(crate) fn period(&mut self) -> Period {
        let period = Period::new(self.date("from"), self.date("until"));
        if period.is_empty() {
            let from = self.raw("from");
            self.fault("until", "кінець не пізніше за початок", format!("дата після {from}"));
        }
        period
    }

    /// A whole number that is not negative; spaces between thousands are forgiven.
    pub(crate) fn count(&mut self, key: &str) -> Option<u32> {
        self.parsed(key, crate::domain::facts::parse_people, "не ціле невід'ємне число", "ціле число від 0")
    }

    /// A number that is not negative; a decimal comma is forgiven.
    pub(crate) fn measure(&mut self, key: &str) -> Option<f64> {
        let parse = |text: &str| number(text).filter(|value| *value >= 0.0);
        self.parsed(key, parse, "не невід'ємне число", "число від 0, наприклад 12.5")
    }

    /// Latitude and longitude, both or neither, within Ukraine.
    pub(crate) fn location(&mut self, lat: &str, lon: &str) -> Option<(f64, f64)> {
        let north = self.degrees(lat, &LATITUDES);
        let east = self.degrees(lon, &LONGITUDES);
        for (here, there) in [(lat, lon), (lon, lat)] {
            if self.raw(here).is_empty() && !self.raw(there).is_empty() {
                self.fault(here, "є лише одна з двох координат", "обидві координати або жодної");
            }
        }
        north.zip(east)
    }

    fn degrees(&mut self, key: &str, range: &std::ops::RangeInclusive<f64>) -> Option<f64> {
        let degrees = self.parsed(key, number, "не число", "градуси, наприклад 49.58826")?;
        if !range.contains(&degrees) {
            self.fault(key, "поза межами України", format!("від {} до {}", range.start(), range.end()));
            return None;
        }
        Some(rounded(degrees))
    }
}

/// True for a place in Ukraine, roughly.
pub(crate) fn in_ukraine(lat: f64, lon: f64) -> bool {
    LATITUDES.contains(&lat) && LONGITUDES.contains(&lon)
}

/// A finite number with a point or a comma; spaces between thousands are forgiven.
pub(crate) fn number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let digits = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
    plain.parse().ok().filter(|value: &f64| digits && value.is_finite())
}

/// Parts of a list cell between `;`, `|`, `,` or line ends.
pub(crate) fn parts(text: &str, separators: &[char]) -> Vec<String> {
    text.split(separators).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
