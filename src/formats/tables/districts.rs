//! `starosta-districts`: the settlements each starosta serves.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::rows::DistrictRow;
use crate::domain::{Message, TerritoryCode, TextRule};
use crate::formats::Format;
use crate::formats::cells::{Cells, parts};
use crate::formats::columns::{Column, clip, optional_column, required_column};
use crate::formats::references::{Level, Need, Subject};

entry_points!(DistrictRow);

impl OwnRow for DistrictRow {
    const FORMAT: Format = Format::StarostaDistricts;
    const COLUMNS: &'static [Column] = &[
        required_column("hromada", "Громада"),
        required_column("code", "Код округу"),
        required_column("name", "Назва округу"),
        optional_column("settlements", "Населені пункти"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const NEEDS: &'static [Need] = &[Need::Districts, Need::Places];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let hromada = cells.must_hromada("hromada");
        let code = cells.must_own_code("code", &Subject::District);
        let name = cells.must_text("name", TextRule::NAME);
        Some(Self { settlements: settlements(cells, hromada)?, hromada: hromada?, code: code?, name: name? })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(self.hromada)).text(Some(&self.code)).text(Some(&self.name)).list(&self.settlements, " ");
    }

    fn by_key(&self, other: &Self) -> Ordering {
        self.code.cmp(&other.code)
    }

    fn key(&self) -> String {
        self.code.clone()
    }
}

/// Codes between spaces or other signs; names between commas, semicolons or line ends.
fn settlements(cells: &mut Cells<'_>, hromada: Option<TerritoryCode>) -> Option<Vec<TerritoryCode>> {
    let text = cells.text("settlements", TextRule::TEXT).unwrap_or_default();
    let mut stated = parts(&text, &[' ', ',', ';', '\n', '\t', '\u{a0}']);
    let is_code =
        |part: &String| part.starts_with(|c: char| c.is_ascii_uppercase()) && part.ends_with(char::is_numeric);
    if !stated.iter().all(is_code) {
        stated = parts(&text, &[',', ';', '\n']);
    }
    let mut codes: Vec<TerritoryCode> = Vec::new();
    for part in stated {
        match cells.named_place(&part, Level::Settlement, hromada) {
            Ok(code) if codes.contains(&code) => {
                cells.fault(
                    "settlements",
                    Message::new("fault-settlement-twice").with("name", clip(&part)),
                    "expected-settlement-once",
                );
                return None;
            }
            Ok(code) => codes.push(code),
            Err((reason, expected)) => {
                let told = Message::new("fault-of-entry").with("name", clip(&part));
                cells.fault("settlements", told.with("reason", reason), expected);
                return None;
            }
        }
    }
    Some(codes)
}
