//! `territories`: places of the tree with their coordinates.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::degrees::rounded_place;
use crate::domain::rows::TerritoryRow;
use crate::domain::{Category, HromadaKind, TextRule};
use crate::formats::Format;
use crate::formats::cells::Cells;
use crate::formats::columns::{Column, optional_column, required_column};

entry_points!(TerritoryRow);

impl OwnRow for TerritoryRow {
    const FORMAT: Format = Format::Territories;
    const COLUMNS: &'static [Column] = &[
        required_column("code", "Код"),
        required_column("category", "Категорія"),
        required_column("name", "Назва"),
        optional_column("parent", "Входить до"),
        optional_column("lat", "Широта"),
        optional_column("lon", "Довгота"),
        optional_column("kind", "Тип громади"),
        optional_column("area_km2", "Площа, км²"),
        optional_column("centre", "Центр громади"),
    ];
    const KEY: &'static [&'static str] = &["code"];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let code = cells.must_territory("code");
        let category = cells.must_word::<Category>("category");
        let name = cells.must_text("name", TextRule::PLACE);
        let parent = cells.territory("parent");
        if parent.is_some() && parent == code {
            cells.fault("parent", "fault-place-in-itself", "expected-higher-code");
        }
        if parent.is_some() && category.is_some_and(Category::is_first_level) {
            cells.fault("parent", "fault-first-level-parent", "expected-empty");
        }
        Some(Self {
            parent,
            location: cells.location("lat", "lon"),
            kind: cells.word::<HromadaKind>("kind"),
            area_km2: cells.measure("area_km2"),
            centre: cells.territory("centre"),
            code: code?,
            category: category?,
            name: name?,
        })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(self.code)).text(Some(self.category.letter())).text(Some(&self.name)).text(self.parent);
        let (lat, lon) = self.location.map(rounded_place).unzip();
        line.number(lat).number(lon);
        line.text(self.kind).number(self.area_km2).text(self.centre);
    }

    fn by_key(&self, other: &Self) -> Ordering {
        self.code.cmp(&other.code)
    }

    fn key(&self) -> String {
        self.code.to_string()
    }
}
