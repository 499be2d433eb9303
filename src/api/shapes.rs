//! Descriptions, for the OpenAPI document, of answers whose values are made in `compliance`, which knows nothing of it.

use chrono::NaiveDate;
use utoipa::ToSchema;

/// What a point owes and gives on a day. Of an excluded point only point, date, class and state are told.
#[derive(Debug, ToSchema)]
pub struct PointCompliance {
    pub point: String,
    pub date: NaiveDate,
    /// The set it owes: `cnap`, `raion_centre`, `oblast_city`, `tp`, `vrm`; `null` for a mobile point.
    pub class: Option<String>,
    /// judged, unknown (it has not declared what it offers) or excluded (suspended, or in a left-out territory).
    pub state: String,
    /// `null` before the first edition.
    pub list: Option<String>,
    /// Date in force of the edition.
    pub edition: Option<NaiveDate>,
    /// Positions the edition declares for the class.
    pub declared_count: Option<u32>,
    /// Positions loaded, before conditions.
    pub loaded_count: Option<u32>,
    pub required: u32,
    /// Required positions that are offered; `null` while the point has not declared.
    pub offered: Option<u32>,
    /// Offered of required, a fraction of one.
    pub share: Option<f64>,
    pub missing: Vec<MissingPosition>,
    /// Positions whose condition is false here.
    pub not_required: Vec<ConditionalPosition>,
    /// Positions whose condition rests on something unknown.
    pub undecided: Vec<ConditionalPosition>,
    /// Services offered that have no position in the set.
    pub extra: Vec<String>,
}

/// A required position that is not offered.
#[derive(Debug, ToSchema)]
pub struct MissingPosition {
    pub service: String,
    pub name: String,
    pub group: String,
    /// Type of equipment it cannot be given without.
    pub needs_equipment: Option<String>,
    /// `null`: nothing is needed, or nothing is known.
    pub has_equipment: Option<bool>,
    /// Other points of the hromada that offer it.
    pub elsewhere: Vec<String>,
    /// Share of declared points of the same class in the oblast that offer it.
    pub offered_by_class_share: Option<f64>,
    pub list: String,
    pub edition: NaiveDate,
    /// Classes the position names.
    pub classes: Vec<String>,
    pub condition: Option<String>,
    /// The day from which the service is withdrawn; its position stays until an edition drops it.
    pub withdrawn: Option<NaiveDate>,
}

/// A position with its condition.
#[derive(Debug, ToSchema)]
pub struct ConditionalPosition {
    pub service: String,
    pub condition: String,
    /// The position is of a larger set and the hromada's class is not known.
    pub class_unknown: bool,
}

/// The audit of a hromada; positions only of points that declared.
#[derive(Debug, ToSchema)]
pub struct HromadaCompliance {
    pub hromada: String,
    pub name: String,
    pub date: NaiveDate,
    pub list: Option<String>,
    pub edition: Option<NaiveDate>,
    pub required: u32,
    pub offered: u32,
    pub share: Option<f64>,
    pub judged: u32,
    pub unknown: u32,
    pub excluded: u32,
    /// Judged points that give all they owe.
    pub full: u32,
    pub points: Vec<PointLine>,
    /// In the order in which to close them.
    pub gaps: Vec<Gap>,
    /// Name of the rule of that order.
    pub order: String,
}

/// One point of a hromada.
#[derive(Debug, ToSchema)]
pub struct PointLine {
    pub point: String,
    pub name: String,
    pub kind: String,
    pub class: Option<String>,
    pub state: String,
    /// `null` where the point is excluded: nothing is judged of it then.
    pub required: Option<u32>,
    pub offered: Option<u32>,
    pub share: Option<f64>,
    pub missing: Option<u32>,
    /// `null` where the point is excluded.
    pub undecided: Option<u32>,
}

/// A service some points of a hromada owe and do not give.
#[derive(Debug, ToSchema)]
pub struct Gap {
    pub service: String,
    pub name: String,
    pub group: String,
    pub needs_equipment: Option<String>,
    /// nothing, unknown or equipment: what must be bought first.
    pub purchase: String,
    /// Points that lack it.
    pub points: Vec<String>,
    /// Points of the hromada that give it.
    pub elsewhere: Vec<String>,
    pub offered_by_class_share: Option<f64>,
    pub list: String,
    pub edition: NaiveDate,
    /// The day from which the service is withdrawn; its position stays until an edition drops it.
    pub withdrawn: Option<NaiveDate>,
}

/// What changed from one edition to another.
#[derive(Debug, ToSchema)]
pub struct Difference {
    pub from: EditionName,
    pub to: EditionName,
    pub added: Vec<Position>,
    pub removed: Vec<Position>,
    pub changed: Vec<PositionChange>,
    pub unchanged: u32,
    pub classes: Vec<ClassCounts>,
}

/// An edition by list and date in force.
#[derive(Debug, ToSchema)]
pub struct EditionName {
    pub list: String,
    pub edition: NaiveDate,
}

/// A position of an edition.
#[derive(Debug, ToSchema)]
pub struct Position {
    pub service: String,
    pub classes: Vec<String>,
    pub condition: Option<String>,
}

/// A position whose classes or condition changed.
#[derive(Debug, ToSchema)]
pub struct PositionChange {
    pub service: String,
    pub before: Position,
    pub after: Position,
    pub classes_changed: bool,
    pub condition_changed: bool,
}

/// How many positions a class has, before and after.
#[derive(Debug, ToSchema)]
pub struct ClassCounts {
    pub class: String,
    pub loaded_before: u32,
    pub loaded_after: u32,
    pub declared_before: Option<u32>,
    pub declared_after: Option<u32>,
}

/// What a draft edition would change.
#[derive(Debug, ToSchema)]
pub struct Preview {
    pub list: String,
    /// Date from which the draft would be in force.
    pub edition: NaiveDate,
    pub compared_with: Option<NaiveDate>,
    pub judged: u32,
    pub unknown: u32,
    pub excluded: u32,
    /// Points that miss nothing now and would.
    pub become_non_compliant: u32,
    /// Positions the draft adds to the edition it is compared with, takes from it, and changes.
    pub positions_added: u32,
    pub positions_removed: u32,
    pub positions_changed: u32,
    /// Services of the draft that the catalogue does not hold.
    pub unknown_services: Vec<String>,
    pub affected: Vec<Affected>,
}

/// A point that would miss more than now.
#[derive(Debug, ToSchema)]
pub struct Affected {
    pub point: String,
    pub name: String,
    pub kind: String,
    pub class: Option<String>,
    pub hromada: Option<String>,
    pub from: NaiveDate,
    pub becomes_non_compliant: bool,
    /// Positions it would newly miss.
    pub services: Vec<String>,
    pub required_before: u32,
    pub required_after: u32,
    pub share_before: Option<f64>,
    pub share_after: Option<f64>,
}

/// Barrier-free level of a territory, in both national measures.
#[derive(Debug, ToSchema)]
pub struct BarrierFree {
    pub territory: Option<String>,
    /// Only in a split by kind.
    pub kind: Option<String>,
    pub checklist: String,
    pub edition: Option<NaiveDate>,
    pub date: NaiveDate,
    pub leave_out: String,
    pub points: u32,
    pub excluded: u32,
    /// Counted points whose hromada is not known: they are in none of its hromadas.
    pub unplaced: u32,
    /// Points with at least one yes or no.
    pub judged: u32,
    /// Mean of the judged points' shares.
    pub mean_share: Option<f64>,
    pub full: u32,
    /// Judged points that fulfil everything applicable.
    pub full_share: Option<f64>,
    pub verdicts: Verdicts,
    pub criteria: Vec<CriterionCounts>,
    pub stops: Vec<StopCounts>,
    /// With `by`: the same of every part.
    #[schema(no_recursion)]
    pub groups: Option<Vec<BarrierFree>>,
}

/// Cards by verdict.
#[derive(Debug, ToSchema)]
pub struct Verdicts {
    pub barrier_free: u32,
    pub partly: u32,
    pub barrier: u32,
    pub undetermined: u32,
}

/// Answers to one criterion.
#[derive(Debug, ToSchema)]
pub struct CriterionCounts {
    pub id: String,
    pub yes: u32,
    pub no: u32,
    pub unknown: u32,
    pub na: u32,
}

/// Points which people of a group can enter.
#[derive(Debug, ToSchema)]
pub struct StopCounts {
    pub group: String,
    pub can: u32,
    pub cannot: u32,
    pub unknown: u32,
}

/// A point that has a type of equipment.
#[derive(Debug, ToSchema)]
pub struct Holder {
    pub point: String,
    pub name: String,
    pub kind: String,
    pub hromada: Option<String>,
    /// `null`: not counted.
    pub pieces: Option<u32>,
}

/// A draft edition: its positions whole, or what it changes in the edition in force the day before.
#[derive(Debug, ToSchema)]
pub struct Draft {
    /// The list in force where absent.
    pub list: Option<String>,
    pub in_force: NaiveDate,
    /// The whole edition; absent where changes are given.
    pub positions: Option<Vec<Position>>,
    /// An amendment; absent where positions are given.
    pub changes: Option<Vec<DraftChange>>,
}

/// A change of a position.
#[derive(Debug, ToSchema)]
pub struct DraftChange {
    /// add, remove or change.
    pub change: String,
    pub service: String,
    /// The position as it stands after the change; not needed where it is removed.
    pub classes: Option<Vec<String>>,
    pub condition: Option<String>,
}
