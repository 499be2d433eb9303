//! `hromadas`: the table of hromadas with type, centre, area and population of 2022.

use super::cells::Cells;
use super::columns::{Column, optional_column, required_column};
use super::repeated::refuse_repeated;
use super::{Format, Parsed, homoglyphs, table_rows};
use crate::domain::{HromadaKind, TerritoryCode, TextRule};

/// What the table states of a hromada; an empty cell is unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct HromadaRow {
    pub code: TerritoryCode,
    /// Adjective without the type («Агрономічна»), look-alike letters put right.
    pub name: String,
    pub kind: HromadaKind,
    pub raion: Option<TerritoryCode>,
    pub oblast: Option<TerritoryCode>,
    /// Administrative centre.
    pub centre: Option<TerritoryCode>,
    /// WGS84 latitude and longitude of the centre in degrees.
    pub centre_location: Option<(f64, f64)>,
    pub area_km2: Option<f64>,
    /// People on 1 January 2022.
    pub population: Option<u32>,
}

const COLUMNS: &[Column] = &[
    required_column("hromada_code", "Код громади"),
    required_column("hromada_name", "Назва громади"),
    optional_column("hromada_full_name", "Повна назва громади"),
    required_column("type", "Тип"),
    optional_column("raion_code", "Код району"),
    optional_column("raion_name", "Район"),
    optional_column("oblast_code", "Код області"),
    optional_column("oblast_name", "Область"),
    optional_column("center_code", "Код центру"),
    optional_column("center_name", "Центр"),
    optional_column("center_lat", "Широта центру"),
    optional_column("center_lon", "Довгота центру"),
    optional_column("n_settlements", "Населених пунктів"),
    optional_column("area_km2", "Площа, км²"),
    optional_column("population_2022", "Населення 2022"),
    optional_column("urban_population_2022", "Міське населення 2022"),
];

/// Reads the table from CSV or XLSX.
#[must_use]
pub fn read(bytes: &[u8]) -> Parsed<HromadaRow> {
    let mut parsed = table_rows::read_rows(bytes, Format::Hromadas.word(), COLUMNS, row);
    refuse_repeated(&mut parsed, "hromada_code", |hromada| hromada.code);
    parsed
}

fn row(cells: &mut Cells<'_>) -> Option<HromadaRow> {
    let code = cells.must_territory("hromada_code");
    let name = cells.must_text("hromada_name", TextRule::PLACE);
    let kind = cells.must_word::<HromadaKind>("type");
    Some(HromadaRow {
        raion: cells.territory("raion_code"),
        oblast: cells.territory("oblast_code"),
        centre: cells.territory("center_code"),
        centre_location: cells.location("center_lat", "center_lon"),
        area_km2: cells.measure("area_km2"),
        population: cells.count("population_2022"),
        code: code?,
        name: homoglyphs::fix_homoglyphs(&name?),
        kind: kind?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::real;

    #[test]
    fn empty_cells_are_unknown_and_a_latin_i_is_put_right() {
        let text =
            "hromada_code,hromada_name,type,area_km2,population_2022\nUA68040030000027335,Вiйтовецька,селищна,,\n";
        let parsed = read(text.as_bytes());
        let row = &parsed.rows[0].value;
        assert_eq!((row.name.as_str(), row.kind), ("Війтовецька", HromadaKind::Settlement));
        assert_eq!((row.area_km2, row.population, row.centre), (None, None, None));
    }

    #[test]
    fn the_real_table_reads_whole() {
        let Some(bytes) = real::file("hromadas/hromadas-2022.csv") else { return };
        let parsed = read(&bytes);
        assert_eq!(
            (parsed.rows.len(), parsed.faults.as_slice(), parsed.warnings.as_slice()),
            (1_469, &[][..], &[][..])
        );
        assert_eq!(parsed.values().filter(|row| row.area_km2.is_none()).count(), 31);
        assert_eq!(parsed.values().filter(|row| row.kind == HromadaKind::Urban).count(), 409);
        assert!(parsed.values().all(|row| row.population.is_some() && row.centre_location.is_some()));
    }
}
