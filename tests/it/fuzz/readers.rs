//! Every reader of files behind one call, and what must hold of whatever it finds.

use cnap::domain::rows::{
    AmendmentRow, AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow,
    PositionRow, ServiceRow, StepRow, TargetRow, TerritoryRow,
};
use cnap::formats::limits::MAX_FAULTS;
use cnap::formats::tables::{self, OwnRow, Titles};
use cnap::formats::{
    Fault, FaultList, Format, Parsed, boundaries, guide_registry, guide_report, hromadas, katottg, report, settlements,
    territory_list,
};
use cnap::texts::Lang;

/// Most characters a fault repeats of a file.
const REPEATED: usize = 1_000;

/// What a reader found in a file.
#[derive(Debug)]
pub struct Found {
    pub rows: usize,
    pub faults: FaultList,
    pub warnings: FaultList,
    /// The rows as the table is exported, where they are of an own table and have no faults.
    exported: Option<Vec<u8>>,
}

impl<T> From<Parsed<T>> for Found {
    fn from(parsed: Parsed<T>) -> Self {
        let rows = parsed.rows.len() + parsed.voids.len();
        Self { rows, faults: parsed.faults, warnings: parsed.warnings, exported: None }
    }
}

/// Reads a file of a format.
pub fn read(format: Format, bytes: &[u8]) -> Found {
    match format {
        Format::Katottg => katottg::read(bytes).into(),
        Format::Hromadas => hromadas::read(bytes).into(),
        Format::Settlements => settlements::read(bytes).into(),
        Format::Boundaries => boundaries::read(bytes).into(),
        Format::TerritoryList => territory_list::read(bytes).into(),
        Format::GuideRegistry => guide_registry::read(bytes).into(),
        Format::GuideReport => guide_report::read(bytes).into(),
        Format::MandatoryAmendment => own::<AmendmentRow>(bytes),
        Format::Territories => own::<TerritoryRow>(bytes),
        Format::HromadaFacts => own::<FactRow>(bytes),
        Format::StarostaDistricts => own::<DistrictRow>(bytes),
        Format::Points => own::<PointRow>(bytes),
        Format::Services => own::<ServiceRow>(bytes),
        Format::ServiceSteps => own::<StepRow>(bytes),
        Format::Mandatory => own::<PositionRow>(bytes),
        Format::MandatoryDeclared => own::<DeclaredRow>(bytes),
        Format::Offerings => own::<OfferingRow>(bytes),
        Format::Answers => own::<AnswerRow>(bytes),
        Format::Equipment => own::<EquipmentRow>(bytes),
        Format::Figures => own::<FigureRow>(bytes),
        Format::Targets => own::<TargetRow>(bytes),
    }
}

fn own<T: OwnRow>(bytes: &[u8]) -> Found {
    let parsed = tables::read::<T>(bytes);
    let exported = (parsed.faults.is_empty() && parsed.voids.is_empty()).then(|| {
        let mut out = Vec::new();
        tables::write_csv(parsed.values(), Titles::Keys, &mut out).unwrap();
        out
    });
    Found { exported, ..parsed.into() }
}

/// Reads a file and tells what does not hold of the result.
pub fn check(format: Format, bytes: &[u8]) -> Result<(), String> {
    let found = read(format, bytes);
    for list in [&found.faults, &found.warnings] {
        if list.iter().count() > MAX_FAULTS {
            return Err(format!("{} faults are kept", list.iter().count()));
        }
        list.iter().try_for_each(check_fault)?;
    }
    let Some(exported) = &found.exported else { return Ok(()) };
    let again = read(format, exported);
    if again.faults.is_empty() && again.rows == found.rows && again.exported.as_ref() == Some(exported) {
        return Ok(());
    }
    Err(format!("what is accepted is exported as another table: {again:?}, {}", String::from_utf8_lossy(exported)))
}

/// A fault says what is wrong in either language, in one line of bounded length, and repeats little of the file.
fn check_fault(fault: &Fault) -> Result<(), String> {
    let is_short = |text: &str| text.chars().count() <= REPEATED;
    for lang in [Lang::Uk, Lang::En] {
        let (reason, expected) = (lang.message(&fault.reason), lang.message(&fault.expected));
        let said = [&fault.column, &fault.value, &reason, &expected];
        let is_told = !fault.reason.is_empty() && reason != fault.reason.code();
        let line = lang.line(&report::line(fault));
        if !is_told || !said.iter().all(|text| is_short(text)) || line.contains(char::is_control) {
            return Err(format!("badly told: {line}: {fault:?}"));
        }
    }
    Ok(())
}
