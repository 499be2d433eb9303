//! The service list of one point as a workbook: all services with what is stated of each, to be edited and sent back.

use std::collections::HashSet;
use std::io;
use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::service_sheet::Mark;
use super::sheet::{self, MAX_TITLE_ROWS};
use super::workbook::{Cell, SheetColumn, SheetTable, book};
use super::{Fault, InputLimits};
use crate::domain::Message;
use crate::domain::text::{printable, tidy_spaces};
use crate::domain::words::normalize_words;

/// Titles of the columns with their widths, in order.
const COLUMNS: [(&str, f64); 9] = [
    ("Код пункту", 12.0),
    ("Код послуги", 12.0),
    ("Ідентифікатор", 14.0),
    ("Назва послуги", 60.0),
    ("Група", 22.0),
    ("Надається", 11.0),
    ("Діє з", 12.0),
    ("Діє до", 12.0),
    ("Підстава", 40.0),
];
const POINT: usize = 0;
const SERVICE: usize = 1;
const GIVEN: usize = 5;
const FROM: usize = 6;
const UNTIL: usize = 7;
const GROUND: usize = 8;

/// A service of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedService {
    pub code: String,
    pub identifier: String,
    pub name: String,
    pub group: String,
    /// `None`: nothing is said of it.
    pub given: Option<bool>,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub ground: String,
}

/// A row that was read: days and texts as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRow {
    pub row: u32,
    pub code: String,
    pub given: bool,
    pub from: String,
    pub until: String,
    pub ground: String,
}

/// Writes the list of a point.
///
/// # Errors
/// More rows than a sheet can hold.
pub fn write(point: &str, heading: Vec<String>, services: &[ListedService]) -> io::Result<Vec<u8>> {
    let day = |day: Option<NaiveDate>| day.map_or(Cell::Nothing, Cell::Date);
    let row = |one: &ListedService| {
        let given = one.given.map_or("", |given| if given { "так" } else { "ні" });
        let texts = [point, &one.code, &one.identifier, &one.name, &one.group, given].map(Cell::text);
        texts.into_iter().chain([day(one.from), day(one.until), Cell::text(&*one.ground)]).collect()
    };
    let table = SheetTable {
        name: "services".to_owned(),
        heading,
        columns: COLUMNS.iter().map(|(title, width)| SheetColumn::new(*title, *width)).collect(),
        rows: services.iter().map(row).collect(),
        below: Vec::new(),
    };
    book(&[table])
}

/// Where the columns stand.
type Places = [Option<usize>; COLUMNS.len()];

fn places(cells: &[String]) -> Places {
    let cells: Vec<String> = cells.iter().map(|cell| normalize_words(cell)).collect();
    COLUMNS.map(|(title, _)| cells.iter().position(|cell| *cell == normalize_words(title)))
}

fn is_header(places: &Places) -> bool {
    [POINT, SERVICE, GIVEN].iter().all(|column| places.get(*column).is_some_and(Option::is_some))
}

/// Reads a list that was written for the point and edited; rows of which nothing is said are left out.
///
/// # Errors
/// Every fault, with its row and column.
pub fn read(limits: InputLimits, bytes: &[u8], point: &str) -> Result<Vec<ListRow>, Vec<Fault>> {
    let score = |cells: &[String]| places(cells).iter().flatten().count();
    let (mut header, mut rows, mut faults) = (None::<Places>, Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    let read = sheet::each_row(bytes, limits, "services", &score, &mut |row, cells| {
        let Some(places) = &header else {
            header = Some(places(cells)).filter(is_header);
            let is_late = header.is_none() && row as usize > MAX_TITLE_ROWS;
            return if is_late { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        };
        match one(places, row, cells, point) {
            Ok(Some(listed)) if !seen.insert(listed.code.clone()) => {
                faults.push(fault(
                    row,
                    SERVICE,
                    &listed.code,
                    "fault-list-service-twice",
                    "fault-list-service-twice-expected",
                ));
            }
            Ok(listed) => rows.extend(listed),
            Err(fault) => faults.push(fault),
        }
        ControlFlow::Continue(())
    });
    if let Err(fault) = read {
        return Err(vec![fault]);
    }
    if header.is_none() {
        let expected = "файл, завантажений із цієї сторінки: колонки «Код пункту», «Код послуги», «Надається»";
        return Err(vec![Fault::of_file("не знайдено заголовків переліку послуг пункту", expected)]);
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

fn one(places: &Places, row: u32, cells: &[String], point: &str) -> Result<Option<ListRow>, Fault> {
    let text = |column: usize| {
        let place = places.get(column).copied().flatten();
        place.and_then(|place| cells.get(place)).map(|cell| tidy_spaces(cell)).unwrap_or_default()
    };
    let code = text(SERVICE);
    if code.is_empty() {
        return Ok(None);
    }
    if text(POINT) != point {
        let expected = Message::new("fault-list-own-point").with("point", point);
        return Err(fault(row, POINT, &text(POINT), "fault-list-other-point", expected));
    }
    let given = match Mark::read(&text(GIVEN)) {
        Some(Mark::Yes(None)) => true,
        Some(Mark::No) => false,
        // Silence ends nothing.
        Some(Mark::Empty) if [FROM, UNTIL, GROUND].iter().all(|column| text(*column).is_empty()) => return Ok(None),
        Some(Mark::Empty | Mark::Yes(Some(_))) | None => {
            return Err(fault(row, GIVEN, &text(GIVEN), "fault-list-not-a-mark", "fault-list-mark-expected"));
        }
    };
    Ok(Some(ListRow { row, code, given, from: text(FROM), until: text(UNTIL), ground: text(GROUND) }))
}

fn fault(row: u32, column: usize, value: &str, reason: impl Into<Message>, expected: impl Into<Message>) -> Fault {
    let title = COLUMNS.get(column).map_or("", |(title, _)| title);
    Fault { row, column: title.to_owned(), value: printable(value), reason: reason.into(), expected: expected.into() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_back(services: &[ListedService]) -> Result<Vec<ListRow>, Vec<Fault>> {
        let bytes = write("A", vec!["ЦНАП А".to_owned()], services).map_err(|_| Vec::new())?;
        read(InputLimits::SUBMITTED, &bytes, "A")
    }

    fn day() -> impl Strategy<Value = Option<NaiveDate>> {
        prop::option::of(
            (0..20_000u64).prop_map(|days| NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Days::new(days)),
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_list_comes_back_as_it_was_written(
            services in prop::collection::btree_map("[0-9]{2}-[0-9]{2}", ("['=+@а-яієї«»\", -]{0,20}", prop::bool::ANY, day(), day()), 1..12),
        ) {
            let listed = services.into_iter().map(|(code, (ground, given, from, until))| {
                let ground = tidy_spaces(&ground);
                ListedService { code, name: "Послуга".to_owned(), given: Some(given), from, until, ground, ..ListedService::default() }
            });
            let listed: Vec<ListedService> = listed.collect();
            let found = read_back(&listed).unwrap();
            prop_assert_eq!(found.len(), listed.len());
            for (row, written) in found.iter().zip(&listed) {
                prop_assert_eq!((&row.code, Some(row.given), &row.ground), (&written.code, written.given, &written.ground));
                let days = [&row.from, &row.until].map(|text| crate::domain::parse_day(text));
                prop_assert_eq!(days, [written.from, written.until]);
            }
        }
    }

    #[test]
    fn a_list_of_another_point_and_a_word_that_is_no_answer_are_told() {
        let bytes = write(
            "B",
            vec!["ЦНАП Б".to_owned()],
            &[ListedService { code: "1".to_owned(), ..ListedService::default() }],
        );
        let faults = read(InputLimits::SUBMITTED, &bytes.unwrap(), "A").unwrap_err();
        assert!(faults.len() == 1 && faults[0].reason.code() == "fault-list-other-point", "{faults:?}");
        let text = "Код пункту;Код послуги;Надається\nA;1;можливо\nA;2;\nA;3;так\nA;3;ні\n";
        let faults = read(InputLimits::SUBMITTED, text.as_bytes(), "A").unwrap_err();
        assert_eq!(faults.iter().map(|fault| fault.row).collect::<Vec<_>>(), [2, 5], "{faults:?}");
        assert!(read(InputLimits::SUBMITTED, b"x;y\n1;2\n", "A").is_err());
    }
}
