//! `starosta-districts`: the settlements each starosta serves.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::rows::DistrictRow;
use crate::domain::{TerritoryCode, TextRule};
use crate::formats::Format;
use crate::formats::cells::{Cells, parts};
use crate::formats::columns::{Column, clip, may, must};

entry_points!(DistrictRow);

impl OwnRow for DistrictRow {
    const FORMAT: Format = Format::StarostaDistricts;
    const COLUMNS: &'static [Column] = &[
        must("hromada", "Громада"),
        must("code", "Код округу"),
        must("name", "Назва округу"),
        may("settlements", "Населені пункти"),
    ];
    const KEY: &'static [&'static str] = &["code"];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let hromada = cells.must_territory("hromada");
        let code = cells.must_id("code");
        let name = cells.must_text("name", TextRule::NAME);
        Some(Self { settlements: settlements(cells)?, hromada: hromada?, code: code?, name: name? })
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

fn settlements(cells: &mut Cells<'_>) -> Option<Vec<TerritoryCode>> {
    let mut codes: Vec<TerritoryCode> = Vec::new();
    let stated = cells.list("settlements", |text| parts(text, &[' ', ',', ';', '\n', '\t', '\u{a0}']));
    for part in stated {
        let Ok(code) = TerritoryCode::parse(&part) else {
            cells.fault("settlements", format!("не код КАТОТТГ: {}", clip(&part)), "коди через пробіл");
            return None;
        };
        if codes.contains(&code) {
            cells.fault("settlements", format!("код {code} двічі"), "кожен код один раз");
            return None;
        }
        codes.push(code);
    }
    Some(codes)
}
