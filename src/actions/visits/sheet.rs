//! The sheet of a visit: what is asked at a point and what is known of it on the day.

use std::collections::BTreeSet;

use crate::actions::forms::Values;
use crate::actions::forms::access::latest;
use crate::compliance::Judgement;
use crate::compliance::cards::Form;
use crate::domain::rows::AnswerRow;
use crate::registry::{PointOnDate, Registry, ServiceRecord, Sourced};
use crate::rulebook::{Checklist, ChecklistEdition, Criterion};

/// Findings of one sheet.
pub const MOST_FINDINGS: usize = 60;
/// The part of the fields of equipment.
pub const EQUIPMENT: &str = "e";

/// A required service the point does not give.
#[derive(Clone, Debug)]
pub struct Gap<'a> {
    pub service: &'a ServiceRecord,
    /// The list and the day from which its edition is in force.
    pub list: &'a str,
    pub edition: chrono::NaiveDate,
}

/// A question of a checklist with the last known answer.
#[derive(Clone, Debug)]
pub struct AskedCriterion<'a> {
    pub checklist: &'a Checklist,
    pub edition: &'a ChecklistEdition,
    pub criterion: &'a Criterion,
    pub known: Option<&'a Sourced<AnswerRow>>,
}

/// Everything a sheet asks of a point.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    pub registry: &'a Registry,
    pub point: &'a PointOnDate,
    /// True when the point has declared what it gives: without that nobody knows of gaps.
    pub has_declared: bool,
    pub gaps: Vec<Gap<'a>>,
    pub criteria: Vec<AskedCriterion<'a>>,
}

/// What of the sheet a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A mandatory service, by code.
    Service(String),
    /// A criterion, by checklist and id.
    Criterion(String, String),
    /// A type of equipment, by id.
    Equipment(String),
    Hours,
    Area,
    Other,
}

impl Subject {
    /// Reads what [`Subject::word`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
        let named = || (!rest.is_empty()).then(|| rest.to_owned());
        Some(match kind {
            "service" => Self::Service(named()?),
            "criterion" => {
                let (checklist, criterion) = rest.split_once('/')?;
                Self::Criterion(checklist.to_owned(), criterion.to_owned())
            }
            "equipment" => Self::Equipment(named()?),
            "hours" => Self::Hours,
            "area" => Self::Area,
            "other" => Self::Other,
            _ => return None,
        })
    }

    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Service(code) => format!("service:{code}"),
            Self::Criterion(checklist, criterion) => format!("criterion:{checklist}/{criterion}"),
            Self::Equipment(kind) => format!("equipment:{kind}"),
            Self::Hours => "hours".to_owned(),
            Self::Area => "area".to_owned(),
            Self::Other => "other".to_owned(),
        }
    }
}

/// The part of the sheet whose fields belong to a criterion.
#[must_use]
pub fn criterion_part(checklist: &str, criterion: &str) -> String {
    format!("c.{checklist}.{criterion}")
}

/// The part of the sheet whose fields belong to a finding.
#[must_use]
pub fn finding_part(number: usize) -> String {
    format!("f.{number}")
}

impl<'a> Sheet<'a> {
    /// The sheet of a point on the day of the registry.
    #[must_use]
    pub fn of_point(judgement: &'a Judgement, registry: &'a Registry, point: &'a PointOnDate) -> Self {
        let (has_declared, gaps) = gaps(judgement, registry, point);
        Self { registry, point, has_declared, gaps, criteria: criteria(registry, point) }
    }

    /// Act and clause that a finding about something rests on, where they are known.
    #[must_use]
    pub fn ground(&self, subject: &Subject) -> (Option<String>, Option<String>) {
        match subject {
            Subject::Service(code) => {
                let gap = self.gaps.iter().find(|gap| *gap.service.code == **code);
                (gap.map(|gap| gap.list.to_owned()), gap.map(|gap| gap.service.code.to_string()))
            }
            Subject::Criterion(checklist, criterion) => {
                let asked =
                    |one: &&AskedCriterion<'_>| one.checklist.id == *checklist && one.criterion.id == *criterion;
                (self.criteria.iter().find(asked).map(|one| one.edition.act.clone()), None)
            }
            _ => (None, None),
        }
    }
}

fn gaps<'a>(judgement: &'a Judgement, registry: &'a Registry, point: &'a PointOnDate) -> (bool, Vec<Gap<'a>>) {
    let compliance = judgement.compliance(point);
    let missing = compliance.gaps.map(|gaps| gaps.missing).unwrap_or_default();
    let service = |code: &str| registry.records.catalogue.by_code(code).map(AsRef::as_ref);
    let named = missing.into_iter().map(|one| (service(one.service), one.list, one.edition));
    let gap = |(service, list, edition)| Some(Gap { service: service?, list, edition });
    (point.declared, named.filter_map(gap).collect())
}

fn criteria<'a>(registry: &'a Registry, point: &'a PointOnDate) -> Vec<AskedCriterion<'a>> {
    let rules = &registry.records.rules;
    let kind = point.row().kind;
    let mut asked = Vec::new();
    for checklist in &rules.checklists {
        let form = Form::in_force_on(rules, &checklist.id, registry.date).filter(|form| form.asks(kind));
        let Some(form) = form else { continue };
        let edition = form.edition;
        asked.extend(form.criteria_for(kind).iter().map(|(_, criterion)| {
            let known = latest(registry, (point, &checklist.id), &criterion.id);
            AskedCriterion { checklist, edition, criterion, known }
        }));
    }
    asked
}

/// The numbers of the findings a draft holds, in their order.
#[must_use]
pub fn finding_numbers(values: &Values) -> Vec<usize> {
    let numbers = values.fields().filter_map(|(name, _)| {
        let (number, column) = name.strip_prefix("f.")?.split_once('.')?;
        (column == "subject").then(|| number.parse().ok())?
    });
    let numbers: BTreeSet<usize> = numbers.filter(|number| *number < 10 * MOST_FINDINGS).collect();
    numbers.into_iter().collect()
}

impl Values {
    /// Numbers of the findings typed into a sheet.
    #[must_use]
    pub fn findings(&self) -> Vec<usize> {
        finding_numbers(self)
    }
}
