//! Own tables: what is wrong is told with its place.

use super::*;
use crate::domain::Precision;
use crate::domain::rows::{EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow, PositionRow};
use crate::formats::FaultList;
use crate::formats::limits::MAX_FAULTS;

fn faults<T: OwnRow>(text: &str) -> FaultList {
    read::<T>(text.as_bytes()).faults
}

fn told<T: OwnRow>(text: &str) -> Vec<(u32, String)> {
    faults::<T>(text).into_iter().map(|fault| (fault.row, fault.column)).collect()
}

#[test]
fn every_bad_cell_of_a_point_is_told_at_once() {
    let text = "code;kind;name;lat;lon;from;until;workers;diia_centre;status;parent\n\
                a;cnap;А;49,5;34,5;2020-01-01;;3;так;active;\n\
                b;центр;;94;34,5;01.13.2020;;-3;може;спить;b\n\
                c;tp;В;49;;2020-05-01;2020-05-01;;;;\n";
    let columns = ["kind", "name", "lat", "status", "parent", "from", "diia_centre", "workers"];
    let mut found = told::<PointRow>(text);
    found.sort();
    let mut expected: Vec<(u32, String)> = columns.iter().map(|column| (3, (*column).to_owned())).collect();
    expected.extend([(4, "lon".to_owned()), (4, "until".to_owned())]);
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn coordinates_decide_the_precision_unless_it_is_stated() {
    let text = "code,kind,name,lat,lon,precision\na,cnap,А,49.5,34.5,\nb,cnap,Б,,,\nc,cnap,В,49.5,34.5,settlement\n";
    let parsed = read::<PointRow>(text.as_bytes());
    let found: Vec<Precision> = parsed.values().map(|point| point.precision).collect();
    assert_eq!(found, [Precision::Address, Precision::Unknown, Precision::Settlement]);
}

#[test]
fn hours_in_words_become_osm_or_stay_as_text_with_a_warning() {
    let text = "code;kind;name;hours\na;cnap;А;Mo-Fr 08:00-17:00\nb;cnap;Б;\"пн: 8:00-17:00\"\nc;cnap;В;за графіком\n";
    let parsed = read::<PointRow>(text.as_bytes());
    let hours: Vec<_> = parsed.values().map(|p| (p.hours.as_deref(), p.hours_text.as_deref())).collect();
    assert_eq!(hours[0], (Some("Mo-Fr 08:00-17:00"), None));
    assert_eq!(hours[1], (Some("Mo 08:00-17:00"), Some("пн: 8:00-17:00")));
    assert_eq!(hours[2], (None, Some("за графіком")));
    assert_eq!(parsed.warnings.len(), 1);
}

#[test]
fn rows_that_overlap_in_time_are_told_with_the_other_row() {
    let text = "hromada,fact,value,from,until\nUA53020010000035494,population,100,2020-01-01,2022-01-01\n\
                UA53020010000035494,population,110,2022-01-01,\nUA53020010000035494,population,120,2023-01-01,\n\
                UA53020010000035494,dms_unit,ні,,\n";
    let found = faults::<FactRow>(text);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].row, found[0].reason.to_string().as_str()),
        (4, r#"fault-overlapping-row first=3 differs=["value", "from"]"#)
    );
}

#[test]
fn a_service_stands_once_in_an_edition() {
    let text = "list,in_force,service,classes,condition\n523-р,2023-01-01,01-01,cnap tp,\n523-р,2023-01-01,01-01,vrm,\n\
                523-р,2024-01-01,01-01,vrm,population >> 5\n523-р,2024-01-01,01-02,місто,\n523-р,,01-03,,\n";
    let found = faults::<PositionRow>(text);
    let rows: Vec<u32> = found.iter().map(|fault| fault.row).collect();
    assert_eq!(rows, [4, 5, 6, 6, 3]);
    assert!(found[0].reason.to_string().contains("at=12"), "{:?}", found[0]);
}

#[test]
fn figures_know_their_periods_and_measures() {
    let text = "point,period,measure,value\na,2023Q4,visitors,10\na,2023-11,satisfaction,101\na,2023Q5,visitors,1\n\
                a,2023-13,visitors,1\na,2023-12,сміх,1\na,2023-12,staff,-1\na,2023q4,visitors,11\n";
    let rows: Vec<u32> = faults::<FigureRow>(text).iter().map(|fault| fault.row).collect();
    assert_eq!(rows, [4, 5, 7, 8]);
}

#[test]
fn an_empty_quantity_is_one_piece_and_nought_is_none() {
    let text = "point,type,quantity\na,id_reader,\na,copier,0\na,id_reader,2\n";
    let parsed = read::<EquipmentRow>(text.as_bytes());
    assert_eq!(parsed.rows.iter().map(|row| row.value.quantity).collect::<Vec<_>>(), [1, 0, 2]);
    assert_eq!(parsed.faults.len(), 1);
}

#[test]
fn a_stray_separator_shifts_no_cells() {
    assert_eq!(told::<PointRow>("code,kind,name\na,cnap,Мала, Велика\n"), [(2, String::new())]);
}

#[test]
fn a_missing_column_and_an_empty_table_are_told() {
    let found = faults::<OfferingRow>("point,сервіс\n1,2\n");
    assert!(found[0].reason.to_string().contains("service") && found[0].value.contains("сервіс"), "{found:?}");
    assert_eq!(faults::<OfferingRow>("").len(), 1);
    assert!(faults::<OfferingRow>("point,service\n").is_empty());
    assert_eq!(read::<OfferingRow>(b"point,service,color\n1,2,red\n").warnings[0].column, "color");
}

#[test]
fn endless_faults_are_counted_and_the_first_ones_kept() {
    let mut text = String::from("point,service\n");
    text.extend((0..20_000).map(|_| "1,\n"));
    let found = faults::<OfferingRow>(&text);
    assert_eq!((found.len(), found.iter().count()), (20_000, MAX_FAULTS));
    let twice = format!("point,service\n{}", "1,2\n".repeat(20_001));
    assert_eq!(faults::<OfferingRow>(&twice).len(), 20_000);
}
