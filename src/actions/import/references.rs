//! What the cells of an imported table may refer to: what is kept in the database, and the ids of the rules.

use super::context::ImportContext;
use crate::actions::Refusal;
use crate::actions::merge::Merge;
use crate::domain::rows::{DistrictRow, ServiceRow};
use crate::formats::Parsed;
use crate::formats::references::{NamedPlace, Need, PlaceNames, References, Subject, Vocabulary};
use crate::formats::tables::{OwnRow, read_with};
use crate::rulebook::Rulebook;
use crate::rulebook::Text;

/// Reads an own table, with everything at hand that its cells may name.
pub async fn read<T: OwnRow>(context: &ImportContext<'_>, bytes: &[u8]) -> Result<Parsed<T>, Refusal> {
    let mut references = References::default();
    for need in T::NEEDS {
        match need {
            Need::Points => references.put_vocabulary(Subject::Point, points(context).await?),
            Need::Services => references.put_vocabulary(Subject::Service, services(context).await?),
            Need::Districts => references.put_vocabulary(Subject::District, districts(context).await?),
            Need::Rules => put_rules(&mut references, context.rules),
            Need::Places => references.put_places(places(context).await?),
        }
    }
    let limits = if T::IS_WIDE { context.limits.wide() } else { context.limits };
    Ok(read_with(limits, bytes, &references))
}

async fn points(context: &ImportContext<'_>) -> Result<Vocabulary, Refusal> {
    let named = context.write.point_names(&context.refs).await?;
    Ok(named.into_iter().map(|point| (point.code, point.name)).collect())
}

async fn services(context: &ImportContext<'_>) -> Result<Vocabulary, Refusal> {
    vocabulary_of_kept(context, |row: ServiceRow| (row.code, row.name)).await
}

async fn districts(context: &ImportContext<'_>) -> Result<Vocabulary, Refusal> {
    vocabulary_of_kept(context, |row: DistrictRow| (row.code, row.name)).await
}

async fn vocabulary_of_kept<R: Merge>(
    context: &ImportContext<'_>,
    named: impl Fn(R) -> (String, String),
) -> Result<Vocabulary, Refusal> {
    let rows = context.write.all::<R>(&context.refs).await?;
    Ok(rows.into_iter().map(|stored| named(stored.kept.row)).collect())
}

async fn places(context: &ImportContext<'_>) -> Result<PlaceNames, Refusal> {
    let tree = context.tree().await?;
    let named = tree.all().iter().map(|place| NamedPlace {
        code: place.code,
        category: place.category,
        name: place.row.name.clone(),
        parent: place.parent,
        kind: place.kind,
    });
    Ok(PlaceNames::new(named.collect(), context.territory))
}

fn put_rules(references: &mut References, rules: &Rulebook) {
    let titled = |(id, title): (&String, &Text)| (id.clone(), title.uk.clone());
    let groups = rules.groups.iter().map(|group| (&group.id, &group.title));
    references.put_vocabulary(Subject::Group, groups.map(titled).collect());
    let events = rules.life_events.iter().map(|event| (&event.id, &event.title));
    references.put_vocabulary(Subject::LifeEvent, events.map(titled).collect());
    let types = rules.equipment.iter().map(|kind| (&kind.id, &kind.title));
    references.put_vocabulary(Subject::EquipmentType, types.map(titled).collect());
    let measures = rules.measures.iter().map(|measure| (&measure.id, &measure.title));
    references.put_vocabulary(Subject::Measure, measures.map(titled).collect());
    let indicators = rules.indicators.iter().map(|indicator| (&indicator.id, &indicator.title));
    references.put_vocabulary(Subject::Indicator, indicators.map(titled).collect());
    let checklists = rules.checklists.iter().map(|checklist| (&checklist.id, &checklist.title));
    references.put_vocabulary(Subject::Checklist, checklists.map(titled).collect());
    for checklist in &rules.checklists {
        let criteria = checklist.criteria.iter().map(|criterion| (&criterion.id, &criterion.title));
        references.put_vocabulary(Subject::Criterion(checklist.id.clone()), criteria.map(titled).collect());
    }
}
