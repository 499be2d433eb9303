//! The service list of one point as a workbook: all services with what is stated of each, to be edited and sent back.

use std::collections::HashSet;
use std::io;
use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::references::{Match, Vocabulary};
use super::service_sheet::Mark;
use super::sheet::{self, MAX_TITLE_ROWS};
use super::workbook::{Cell, SheetColumn, SheetTable, book};
use super::{Fault, InputLimits, messages};
use crate::domain::text::{printable, tidy_spaces};
use crate::domain::words::normalize_words;
use crate::domain::{Message, parse_day};

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

/// What a list says, and what of it was read as something else.
pub type ReadList = (Vec<ListRow>, Vec<Fault>);

/// Reads a list that was written for the point and edited; rows of which nothing is said are left out. Codes of services
/// are looked up among the known ones, as in any table.
///
/// # Errors
/// Every fault, with its row and column.
pub fn read(limits: InputLimits, bytes: &[u8], point: &str, known: &Vocabulary) -> Result<ReadList, Vec<Fault>> {
    let score = |cells: &[String]| places(cells).iter().flatten().count();
    let mut header = None::<Places>;
    let mut reader = Reader { point, known, seen: HashSet::new(), rows: vec![], faults: vec![], warnings: vec![] };
    let read = sheet::each_row(bytes, limits, "services", &score, &mut |row, cells| {
        let Some(places) = &header else {
            header = Some(places(cells)).filter(is_header);
            let is_late = header.is_none() && row as usize > MAX_TITLE_ROWS;
            return if is_late { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        };
        reader.take(row, &texts(places, cells));
        ControlFlow::Continue(())
    });
    if let Err(fault) = read {
        return Err(vec![fault]);
    }
    if header.is_none() {
        return Err(vec![Fault::of_file("fault-list-no-header", "fault-list-header-expected")]);
    }
    if reader.faults.is_empty() { Ok((reader.rows, reader.warnings)) } else { Err(reader.faults) }
}

/// The texts of a row by column, empty where it has none.
type Texts = [String; COLUMNS.len()];

fn texts(places: &Places, cells: &[String]) -> Texts {
    places.map(|place| place.and_then(|place| cells.get(place)).map(|cell| tidy_spaces(cell)).unwrap_or_default())
}

struct Reader<'a> {
    point: &'a str,
    known: &'a Vocabulary,
    seen: HashSet<String>,
    rows: Vec<ListRow>,
    faults: Vec<Fault>,
    warnings: Vec<Fault>,
}

impl Reader<'_> {
    /// Takes a row, or every fault of it.
    fn take(&mut self, row: u32, texts: &Texts) {
        let [point, stated, _, _, _, mark, from, until, ground] = texts;
        if stated.is_empty() {
            return;
        }
        let before = self.faults.len();
        if point != self.point {
            let expected = Message::new("fault-list-own-point").with("point", self.point);
            self.faults.push(fault(row, POINT, point, "fault-list-other-point", expected));
        }
        let code = self.service(row, stated);
        let is_blank = [from, until, ground].iter().all(|text| text.is_empty());
        let given = match Mark::read(mark) {
            Some(Mark::Yes(None)) => true,
            Some(Mark::No) => false,
            // Silence ends nothing.
            Some(Mark::Empty) if is_blank => return,
            Some(Mark::Empty | Mark::Yes(Some(_))) | None => {
                self.faults.push(fault(row, GIVEN, mark, "fault-list-not-a-mark", "fault-list-mark-expected"));
                true
            }
        };
        if given {
            self.check_days(row, from, until);
        }
        if let Some(code) = code.filter(|_| self.faults.len() == before) {
            let [from, until, ground] = [from, until, ground].map(String::clone);
            self.rows.push(ListRow { row, code, given, from, until, ground });
        }
    }

    /// The code of the service that a text means, once in a list.
    fn service(&mut self, row: u32, stated: &str) -> Option<String> {
        let (code, warning) = match self.known.find(stated) {
            Match::Code(code) | Match::Name(code) => (code, None),
            Match::Zeros(code) => (code.clone(), Some(messages::zeros_lost(&code))),
            Match::Date(code) => (code.clone(), Some(messages::date_read_as(&code))),
            Match::Nothing(_) => {
                self.faults.push(fault(row, SERVICE, stated, "fault-no-service", "expected-service-code"));
                return None;
            }
        };
        let warning = warning.map(|(reason, expected)| fault(row, SERVICE, stated, reason, expected));
        self.warnings.extend(warning);
        if !self.seen.insert(code.clone()) {
            let expected = "fault-list-service-twice-expected";
            self.faults.push(fault(row, SERVICE, stated, "fault-list-service-twice", expected));
        }
        Some(code)
    }

    fn check_days(&mut self, row: u32, from: &str, until: &str) {
        let stated = [(FROM, from), (UNTIL, until)].into_iter().filter(|(_, text)| !text.is_empty());
        for (column, text) in stated.filter(|(_, text)| parse_day(text).is_none()) {
            self.faults.push(fault(row, column, text, "fault-not-a-date", "expected-date"));
        }
        if parse_day(from).zip(parse_day(until)).is_some_and(|(from, until)| until < from) {
            self.faults.push(fault(row, UNTIL, until, "fault-end-before-start", "expected-not-before-start"));
        }
    }
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
        let known = services.iter().map(|service| (service.code.clone(), service.name.clone())).collect();
        Ok(read(InputLimits::SUBMITTED, &bytes, "A", &known)?.0)
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
                let until = until.filter(|until| from.is_none_or(|from| from <= *until));
                ListedService { code, name: "Послуга".to_owned(), given: Some(given), from, until, ground, ..ListedService::default() }
            });
            let listed: Vec<ListedService> = listed.collect();
            let found = read_back(&listed).unwrap();
            prop_assert_eq!(found.len(), listed.len());
            for (row, written) in found.iter().zip(&listed) {
                prop_assert_eq!((&row.code, Some(row.given), &row.ground), (&written.code, written.given, &written.ground));
                let days = [&row.from, &row.until].map(|text| parse_day(text));
                prop_assert_eq!(days, [written.from, written.until]);
            }
        }
    }

    #[test]
    fn a_list_of_another_point_and_a_word_that_is_no_answer_are_told() {
        let known = ["1", "2", "3"].map(|code| (code, "Послуга")).into_iter().collect();
        let bytes = write(
            "B",
            vec!["ЦНАП Б".to_owned()],
            &[ListedService { code: "1".to_owned(), ..ListedService::default() }],
        );
        let faults = read(InputLimits::SUBMITTED, &bytes.unwrap(), "A", &known).unwrap_err();
        assert!(faults.len() == 1 && faults[0].reason.code() == "fault-list-other-point", "{faults:?}");
        let text = "Код пункту;Код послуги;Надається\nA;1;можливо\nA;2;\nA;3;так\nA;3;ні\n";
        let faults = read(InputLimits::SUBMITTED, text.as_bytes(), "A", &known).unwrap_err();
        assert_eq!(faults.iter().map(|fault| fault.row).collect::<Vec<_>>(), [2, 5], "{faults:?}");
        assert!(read(InputLimits::SUBMITTED, b"x;y\n1;2\n", "A", &known).is_err());
    }

    #[test]
    fn all_faults_of_a_list_come_at_once_and_spoiled_codes_are_read() {
        let known = [("04-09", "Одна"), ("04-10", "Друга"), ("04-11", "Третя")].into_iter().collect();
        let read = |rows: &str| {
            let text = format!("Код пункту;Код послуги;Надається;Діє з;Діє до;Підстава\n{rows}");
            read(InputLimits::SUBMITTED, text.as_bytes(), "A", &known)
        };
        let (rows, warnings) = read("A;4-09;так;;;\nA;04-10;так;01.02.2024;;\nA;04-11;ні;;;\n").unwrap();
        assert_eq!(rows.iter().map(|row| &*row.code).collect::<Vec<_>>(), ["04-09", "04-10", "04-11"]);
        let told = warnings.iter().map(|warning| (warning.row, warning.reason.code())).collect::<Vec<_>>();
        assert_eq!(told, [(2, "fault-zeros-lost")]);
        let bad = "B;04-09;можливо;31.02.2024;;\nA;9-99;так;2024-01-02;2024-01-01;\nA;4-09;так;;учора;\n";
        let faults = read(bad).unwrap_err();
        let told = faults.iter().map(|fault| (fault.row, &*fault.column, fault.reason.code())).collect::<Vec<_>>();
        assert_eq!(
            told,
            [
                (2, "Код пункту", "fault-list-other-point"),
                (2, "Надається", "fault-list-not-a-mark"),
                (2, "Діє з", "fault-not-a-date"),
                (3, "Код послуги", "fault-no-service"),
                (3, "Діє до", "fault-end-before-start"),
                (4, "Код послуги", "fault-list-service-twice"),
                (4, "Діє до", "fault-not-a-date"),
            ]
        );
    }
}
