//! The list of gaps: each service a point owes and does not give.

use serde::Serialize;

use super::report::Report;
use super::words;
use crate::cli::texts::LANG;
use crate::compliance::point::Missing;
use crate::compliance::{Judgement, State};
use crate::domain::rows::ListClass;
use crate::domain::{PointKind, TerritoryCode, collation_key};
use crate::formats::formula_guard::guarded;
use crate::registry::{PointOnDate, Scope};
use crate::wording::names;

/// One missing service of one point.
#[derive(Serialize)]
pub struct GapLine<'a> {
    pub raion: Option<TerritoryCode>,
    pub hromada: Option<TerritoryCode>,
    pub hromada_name: &'a str,
    pub point: &'a str,
    pub point_name: &'a str,
    pub kind: PointKind,
    /// The set the point owes.
    pub class: Option<ListClass>,
    #[serde(flatten)]
    pub missing: Missing<'a>,
}

/// Gaps of all judged points: hromadas in alphabetical order, within each its gaps in the one order of gaps.
pub fn gaps<'a>(audit: &'a Judgement, scope: Scope) -> Vec<GapLine<'a>> {
    let mut lines: Vec<GapLine<'a>> =
        audit.registry().points_in(scope).flat_map(|point| gap_lines(audit, point)).collect();
    lines.sort_by(|a, b| a.missing.rank.compare(&b.missing.rank).then_with(|| a.point.cmp(b.point)));
    lines.sort_by_cached_key(|line| (collation_key(line.hromada_name), line.hromada));
    lines
}

fn gap_lines<'a>(audit: &'a Judgement, point: &'a PointOnDate) -> Vec<GapLine<'a>> {
    let found = audit.compliance(point);
    if found.state != State::Judged {
        return Vec::new();
    }
    let row = point.row();
    let place = row.hromada.or(row.settlement);
    let name = place.and_then(|code| audit.registry().records.territories.get(code)).map(|place| place.name.as_str());
    let line = |missing| GapLine {
        raion: point.raion,
        hromada: row.hromada,
        hromada_name: name.unwrap_or_default(),
        point: point.code(),
        point_name: &row.name,
        kind: row.kind,
        class: found.class,
        missing,
    };
    found.gaps.into_iter().flat_map(|gaps| gaps.missing).map(line).collect()
}

/// Columns of the CSV: the API's words, each id with its name beside it.
const COLUMNS: [&str; 24] = [
    "raion",
    "raion_name",
    "hromada",
    "hromada_name",
    "point",
    "point_name",
    "kind",
    "kind_name",
    "class",
    "class_name",
    "service",
    "name",
    "group",
    "group_name",
    "list",
    "edition",
    "condition",
    "withdrawn",
    "needs_equipment",
    "needs_equipment_name",
    "has_equipment",
    "offered_by_class_share",
    "elsewhere",
    "elsewhere_names",
];

/// The gaps as CSV; lists of ids stand between spaces.
pub fn csv(report: &Report<'_>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for gap in &report.gaps {
        let cells = record(report.audit, gap);
        writer.write_record(cells.iter().map(|cell| guarded(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn record(audit: &Judgement, gap: &GapLine<'_>) -> [String; 24] {
    let missing = &gap.missing;
    let code = |code: Option<TerritoryCode>| code.map(|code| code.to_string()).unwrap_or_default();
    [
        code(gap.raion),
        words::place(audit, gap.raion).to_owned(),
        code(gap.hromada),
        gap.hromada_name.to_owned(),
        gap.point.to_owned(),
        gap.point_name.to_owned(),
        gap.kind.to_string(),
        names::kind(LANG, gap.kind),
        gap.class.map(|class| class.word().to_owned()).unwrap_or_default(),
        gap.class.map(|class| names::list_class(LANG, class)).unwrap_or_default(),
        missing.service.to_owned(),
        missing.name.to_owned(),
        missing.group.to_owned(),
        words::group(audit, missing.group).to_owned(),
        missing.list.to_owned(),
        missing.edition.to_string(),
        missing.condition.map(ToString::to_string).unwrap_or_default(),
        missing.withdrawn.map(|day| day.to_string()).unwrap_or_default(),
        missing.needs_equipment.unwrap_or_default().to_owned(),
        missing.needs_equipment.map(|id| words::equipment(audit, id).to_owned()).unwrap_or_default(),
        missing.has_equipment.map(|yes| yes.to_string()).unwrap_or_default(),
        missing.offered_by_class_share.map(|share| format!("{share:.4}")).unwrap_or_default(),
        missing.elsewhere.join(" "),
        words::points(audit, &missing.elsewhere),
    ]
}
