//! `settlements`: coordinates of settlements by KATOTTG code.

use super::cells::Cells;
use super::columns::{Column, required_column};
use super::repeated::refuse_repeated;
use super::{Format, Parsed, table_rows};
use crate::domain::TerritoryCode;

/// Where a settlement stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SettlementPoint {
    pub code: TerritoryCode,
    /// WGS84 latitude and longitude in degrees.
    pub location: (f64, f64),
}

const COLUMNS: &[Column] =
    &[required_column("code", "Код"), required_column("lat", "Широта"), required_column("lon", "Довгота")];

/// Reads the table from CSV or XLSX.
#[must_use]
pub fn read(bytes: &[u8]) -> Parsed<SettlementPoint> {
    let mut parsed = table_rows::read_rows(bytes, Format::Settlements.word(), COLUMNS, row);
    refuse_repeated(&mut parsed, "code", |point| point.code);
    parsed
}

fn row(cells: &mut Cells<'_>) -> Option<SettlementPoint> {
    let code = cells.must_territory("code");
    for key in ["lat", "lon"] {
        if cells.raw("lat").is_empty() && cells.raw("lon").is_empty() {
            cells.fault(key, "fault-empty", "expected-value");
        }
    }
    Some(SettlementPoint { location: cells.location("lat", "lon")?, code: code? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::real;

    #[test]
    fn bad_codes_places_and_repetitions_are_told_with_their_rows() {
        let text = "code,lat,lon\nUA53020010010035494,49.5,34.5\nUA5302,49,34\nUA53020010020035494,94.5,34.5\n\
                    UA53020010030035494,49.5,\nUA53020010010035494,49.6,34.5\nUA53020010040035494,,\n";
        let parsed = read(text.as_bytes());
        let told: Vec<(u32, &str)> = parsed.faults.iter().map(|f| (f.row, f.column.as_str())).collect();
        assert_eq!(told, [(3, "code"), (4, "lat"), (5, "lon"), (7, "lat"), (7, "lon"), (6, "code")]);
        assert!(parsed.faults[1].reason.to_string().contains("fault-outside-ukraine"));
    }

    #[test]
    fn the_real_table_reads_whole() {
        let Some(bytes) = real::file("settlements/settlement-coordinates.csv") else { return };
        let parsed = read(&bytes);
        assert_eq!((parsed.rows.len(), parsed.faults.len(), parsed.warnings.len()), (29_703, 0, 0));
    }
}
