//! Own tables: what is written reads back the same, and what is accepted comes back to the byte.

use chrono::NaiveDate;
use proptest::option::of;
use proptest::prelude::*;

use super::cells as cells_of;
use super::*;
use crate::domain::degrees::rounded_place;
use crate::domain::rows::{
    AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, ListClass, OfferingRow, PointRow,
    PositionRow, ServiceRow, StepRow, TerritoryRow,
};
use crate::domain::{
    Answer, Category, Condition, Fact, HromadaClass, HromadaKind, PointKind, PointStatus, Precision, TerritoryCode,
    TerritoryStatus,
};

/// Texts with everything a cell can trip over: separators, quotes, line ends, formulas.
fn text() -> impl Strategy<Value = String> {
    "[=+@\"';,|А-яіїєґ0-9-]{1,12}( [a-zА-я,;\n\"]{0,8}[.a-z])?"
}

fn id() -> impl Strategy<Value = String> {
    "[=+@0-9А-яa-z/.-]{0,8}[0-9А-яa-z][0-9А-яa-z/.-]{0,4}"
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0..80_000_i64)
        .prop_map(|days| NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Days::new(days.unsigned_abs()))
}

fn period() -> impl Strategy<Value = Period> {
    (of(day()), of(1..3_000_u64)).prop_map(|(from, days)| {
        let start = from.unwrap_or(NaiveDate::from_ymd_opt(2000, 1, 1).unwrap());
        Period::new(from, days.map(|days| start + chrono::Days::new(days)))
    })
}

fn code() -> impl Strategy<Value = TerritoryCode> {
    "UA[0-9]{17}".prop_map(|text| TerritoryCode::parse(&text).unwrap())
}

fn place() -> impl Strategy<Value = (f64, f64)> {
    (44.0..52.5_f64, 22.0..40.5_f64).prop_map(rounded_place)
}

fn measure() -> impl Strategy<Value = f64> {
    prop_oneof![0.0..1e6_f64, (0..1000_u32).prop_map(f64::from)]
}

fn one_of<T: Copy + std::fmt::Debug>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

fn point() -> impl Strategy<Value = PointRow> {
    let identity =
        (id(), one_of(PointKind::ALL), of("p-[0-9]{1,4}"), of(code()), of(code()), of(id()), text(), of(code()));
    let place =
        (of(text()), of(place()), one_of(Precision::ALL), one_of(PointStatus::ALL), period(), any::<Option<bool>>());
    let sizes = (of(measure()), of(measure()), of(measure()), any::<Option<u32>>());
    let hours = of(Just("Mo-Fr 08:00-17:00; Sa off".to_owned()));
    let contacts = (hours, of(text()), of(text()), of(text()), of(text()), of((text(), 0.0..1.0_f64)));
    let features = prop::collection::vec(("[a-z_0-9]{1,8}", any::<bool>()), 0..3);
    (identity, place, sizes, contacts, features).prop_map(|(identity, place, sizes, contacts, features)| PointRow {
        code: identity.0,
        kind: identity.1,
        parent: identity.2,
        hromada: identity.3,
        settlement: identity.4,
        starosta_district: identity.5,
        name: identity.6,
        located_in: identity.7,
        address: place.0,
        location: place.1,
        precision: place.2,
        status: place.3,
        period: place.4,
        diia_centre: place.5,
        area_total: sizes.0,
        area_waiting: sizes.1,
        area_service: sizes.2,
        workers: sizes.3,
        hours: contacts.0,
        hours_text: contacts.1,
        phone: contacts.2,
        email: contacts.3,
        web: contacts.4,
        resolution: contacts.5,
        features,
    })
}

fn service() -> impl Strategy<Value = ServiceRow> {
    let word = || prop::collection::vec("[a-z_]{1,8}", 0..4);
    let lines = prop::collection::vec("[А-яa-z0-9;,()]{1,12}", 2..4);
    let head = (id(), of(id()), text(), id(), word(), of(text()), of(text()));
    (head, any::<Option<u32>>(), of(text()), of(text()), lines, word(), word(), period()).prop_map(|row| ServiceRow {
        code: row.0.0,
        identifier: row.0.1,
        name: row.0.2,
        group: row.0.3,
        life_events: row.0.4,
        provider: row.0.5,
        basis: row.0.6,
        term_days: row.1,
        fee: row.2,
        result: row.3,
        documents: row.4,
        audience: row.5,
        channels: row.6,
        period: row.7,
    })
}

fn fact() -> impl Strategy<Value = FactRow> {
    let fact = prop_oneof![
        any::<u32>().prop_map(Fact::Population),
        any::<bool>().prop_map(Fact::DmsUnit),
        any::<bool>().prop_map(Fact::MvsCentre),
        one_of(HromadaClass::ALL).prop_map(Fact::Class),
        one_of(TerritoryStatus::ALL).prop_map(Fact::TerritoryStatus),
    ];
    (code(), fact, period()).prop_map(|(hromada, fact, period)| FactRow { hromada, fact, period })
}

fn territory() -> impl Strategy<Value = TerritoryRow> {
    let deep = one_of(&[Category::Raion, Category::Hromada, Category::Village, Category::CityDistrict]);
    (code(), deep, text(), of(code()), of(place()), of(one_of(HromadaKind::ALL)), of(measure()), of(code())).prop_map(
        |(code, category, name, parent, location, kind, area_km2, centre)| TerritoryRow {
            code,
            category,
            name,
            parent,
            location,
            kind,
            area_km2,
            centre,
        },
    )
}

fn position() -> impl Strategy<Value = PositionRow> {
    const CLASSES: &[&[ListClass]] = &[&[ListClass::Cnap], &[ListClass::RaionCentre, ListClass::Vrm]];
    let classes = one_of(CLASSES);
    let condition = Just(Condition::parse("population > 20000 and no mvs_centre").unwrap());
    (id(), day(), id(), classes, of(condition)).prop_map(|(list, in_force, service, classes, condition)| PositionRow {
        list,
        in_force,
        service,
        classes: classes.to_vec(),
        condition,
    })
}

fn answer() -> impl Strategy<Value = AnswerRow> {
    (id(), id(), of(day()), id(), one_of(Answer::ALL), of(-50.0..50.0_f64), of(text())).prop_map(
        |(point, checklist, date, criterion, answer, measure, note)| AnswerRow {
            point,
            checklist,
            date,
            criterion,
            answer,
            measure,
            note,
        },
    )
}

fn offering() -> impl Strategy<Value = OfferingRow> {
    (id(), id(), period(), of(text())).prop_map(|(point, service, period, ground)| OfferingRow {
        point,
        service,
        period,
        ground,
    })
}

fn equipment() -> impl Strategy<Value = EquipmentRow> {
    (id(), id(), any::<u32>(), period(), of(text()), of(text())).prop_map(
        |(point, kind, quantity, period, funder, state)| EquipmentRow { point, kind, quantity, period, funder, state },
    )
}

fn figure() -> impl Strategy<Value = FigureRow> {
    let period = prop_oneof!["20[0-9]{2}Q[1-4]", "20[0-9]{2}-(0[1-9]|1[0-2])"];
    (id(), period, one_of(&["visitors", "services-residence"]), measure())
        .prop_map(|(point, period, measure, value)| FigureRow { point, period, measure: measure.to_owned(), value })
}

fn step() -> impl Strategy<Value = StepRow> {
    (id(), 1..99_u32, text(), of(text()), any::<Option<u32>>(), of(text())).prop_map(
        |(service, position, step, responsible, days, note)| StepRow {
            service,
            position,
            step,
            responsible,
            days,
            note,
        },
    )
}

fn district() -> impl Strategy<Value = DistrictRow> {
    let settlements = prop::collection::hash_set(code(), 0..4).prop_map(|codes| codes.into_iter().collect());
    (code(), id(), text(), settlements).prop_map(|(hromada, code, name, settlements)| DistrictRow {
        hromada,
        code,
        name,
        settlements,
    })
}

fn declared() -> impl Strategy<Value = DeclaredRow> {
    (id(), day(), one_of(&ListClass::ALL), any::<u32>()).prop_map(|(list, in_force, class, count)| DeclaredRow {
        list,
        in_force,
        class,
        count,
    })
}

/// Writes one row in every way and reads it back.
fn round<T: OwnRow + PartialEq + std::fmt::Debug>(row: &T) {
    for (key, text) in cells_of(row) {
        let described = dictionary::tables().into_iter().find(|table| table.format == T::FORMAT).unwrap();
        let field = described.fields.iter().find(|field| field.key == key).unwrap();
        assert!(fits(&field.kind, &text), "{key} is told to be {:?}: {text}", field.kind);
    }
    for titles in [Titles::Keys, Titles::Ukrainian] {
        let mut csv = Vec::new();
        write_csv(std::iter::once(row), titles, &mut csv).unwrap();
        for bytes in [csv, write_xlsx(std::iter::once(row), titles).unwrap()] {
            let parsed = read::<T>(&bytes);
            assert_eq!(parsed.faults.as_slice(), [], "{row:?}");
            assert!(
                parsed.warnings.iter().all(|warning| warning.row > 1),
                "a column is not known: {:?}",
                parsed.warnings
            );
            assert_eq!(parsed.values().collect::<Vec<_>>(), [row]);
        }
    }
}

/// Whether the dictionary tells the truth about a cell.
fn fits(kind: &dictionary::CellKind, text: &str) -> bool {
    use dictionary::CellKind;
    match kind {
        CellKind::Text | CellKind::Rule(_) => true,
        CellKind::Katottg => TerritoryCode::parse(text).is_ok(),
        CellKind::Date => NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok(),
        CellKind::Whole => text.parse::<u32>().is_ok(),
        CellKind::Number => text.parse::<f64>().is_ok(),
        CellKind::Flag => ["yes", "no"].contains(&text),
        CellKind::Words(_, words) => words.contains(&text),
    }
}

/// Texts as strangers write them: any signs at all, formulas, marks, escapes of workbooks, wrong line ends.
fn strange() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        "[=+@'\"\t\r\n ;,а-я0-9_x-]{0,12}",
        "['=+@-]{1,3}[а-я0-9]{0,3}",
        "_x00[0-9A-F]{2}_",
        "(разом|#N/A|none|-|..|\u{200b}|\u{ad}|€|☎\u{fe0f}|«№ 5»)",
    ]
}

/// A row with one cell as a stranger wrote it: what is accepted is exported and imported again without a change.
fn accepted_reads_back<T: OwnRow + PartialEq + std::fmt::Debug>(row: &T, column: usize, strange: &str) {
    let stated = cells_of(row);
    let keys: Vec<&str> = T::COLUMNS.iter().map(|column| column.key).collect();
    let odd = keys[column % keys.len()];
    let cell = |key: &str| stated.iter().find(|(name, _)| *name == key).map_or("", |(_, text)| text.as_str());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&keys).unwrap();
    writer.write_record(keys.iter().map(|key| if *key == odd { strange } else { cell(key) })).unwrap();
    for row in read::<T>(&writer.into_inner().unwrap()).values() {
        for write in [csv_of::<T>, |row: &T| write_xlsx(std::iter::once(row), Titles::Ukrainian).unwrap()] {
            let first = write(row);
            let again = read::<T>(&first);
            assert_eq!((again.faults.as_slice(), again.values().collect::<Vec<_>>()), (&[][..], vec![row]));
            assert!(first == write(&again.rows[0].value), "{row:?}");
        }
    }
}

fn csv_of<T: OwnRow>(row: &T) -> Vec<u8> {
    let mut csv = Vec::new();
    write_csv(std::iter::once(row), Titles::Keys, &mut csv).unwrap();
    csv
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..crate::domain::testing::with_kept_seeds() })]

    #[test]
    fn every_table_reads_back_as_it_was_written(
        point in point(), service in service(), fact in fact(), territory in territory(), position in position(),
        answer in answer(), offering in offering(), equipment in equipment(), figure in figure(), step in step(),
        district in district(), declared in declared(),
    ) {
        round(&point);
        round(&service);
        round(&fact);
        round(&territory);
        round(&position);
        round(&answer);
        round(&offering);
        round(&equipment);
        round(&figure);
        round(&step);
        round(&district);
        round(&declared);
    }

    #[test]
    fn what_is_accepted_is_exported_and_imported_again_to_the_byte(
        (column, strange) in (0..27_usize, strange()),
        point in point(), service in service(), fact in fact(), territory in territory(), position in position(),
        answer in answer(), offering in offering(), equipment in equipment(), figure in figure(), step in step(),
        district in district(), declared in declared(),
    ) {
        accepted_reads_back(&point, column, &strange);
        accepted_reads_back(&service, column, &strange);
        accepted_reads_back(&fact, column, &strange);
        accepted_reads_back(&territory, column, &strange);
        accepted_reads_back(&position, column, &strange);
        accepted_reads_back(&answer, column, &strange);
        accepted_reads_back(&offering, column, &strange);
        accepted_reads_back(&equipment, column, &strange);
        accepted_reads_back(&figure, column, &strange);
        accepted_reads_back(&step, column, &strange);
        accepted_reads_back(&district, column, &strange);
        accepted_reads_back(&declared, column, &strange);
    }

    #[test]
    fn overlapping_offerings_are_refused_and_others_are_not(periods in prop::collection::vec(period(), 1..8)) {
        let row = |period: &Period| OfferingRow { point: "p".into(), service: "s".into(), period: *period, ground: None };
        let rows: Vec<OfferingRow> = periods.iter().map(row).collect();
        let mut csv = Vec::new();
        write_csv(rows.iter(), Titles::Keys, &mut csv).unwrap();
        let pairs = periods.iter().enumerate().any(|(at, one)| periods[at + 1..].iter().any(|two| one.overlaps(two)));
        prop_assert_eq!(!read::<OfferingRow>(&csv).faults.is_empty(), pairs);
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read::<PointRow>(&bytes);
        let with_header = [b"code,kind,name,lat,lon,hours,from\n".as_slice(), &bytes].concat();
        let _ = read::<PointRow>(&with_header);
    }
}
