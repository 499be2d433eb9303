//! The national registry of centres: no codes, coordinates or kinds of its own, so places are resolved.

use std::collections::HashSet;

use super::context::ImportContext;
use super::parents::give_parents;
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::actions::merge::{Index, Plan, plan};
use crate::domain::rows::{AnswerRow, PointRow};
use crate::domain::{Answer, Period, PointStatus, TerritoryCode, resolution};
use crate::formats::guide_registry::{GuideFlags, GuidePoint};
use crate::formats::messages;
use crate::formats::{self, Numbered};
use crate::geocoding::{Gazetteer, Method, OldName, PlaceRow, Resolution, StatedPlace};
use crate::registry::Territories;
use crate::store::Stored;

/// The checklist the registry's flags answer.
pub(super) const FLAGS: &str = "six-flags";

pub async fn points(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let rows = context.rows(formats::guide_registry::read(bytes))?;
    let tree = context.tree().await?;
    let old_names = crate::data::old_names();
    let gazetteer = gazetteer(&tree, &old_names);
    let (mut points, mut answers) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in &rows {
        let found = gazetteer.resolve(&stated_place(&row.value));
        tell_unresolved(context, &tree, row, &found);
        warn_of_doubts(context, row, &found);
        points.push(point(context, row, &found));
        answers.extend(flags(&row.value));
    }
    context.tell_empty_hours("timetable");
    let index = context.index::<PointRow>().await?;
    give_parents(&index, &mut points, context.day);
    let stated: HashSet<String> = points.iter().map(|point| point.code.clone()).collect();
    let mut points = plan(&index, points, context.day);
    if context.end_missing {
        end_missing(context, &index, &stated, &mut points);
    }
    let answers = plan(&context.index().await?, answers, context.day);
    Ok(Draft { points, answers, ..Draft::default() })
}

/// The tree with today's and former names, ready to be asked.
pub(super) fn gazetteer(tree: &Territories, old_names: &[crate::rulebook::OldPlaceName]) -> Gazetteer {
    let rows = tree.all().iter().map(|place| PlaceRow {
        code: place.code,
        category: place.category,
        name: &place.row.name,
        parent: place.parent,
    });
    Gazetteer::new(rows, old_names.iter().map(|old| OldName { code: old.code, name: &old.name }))
}

fn stated_place(row: &GuidePoint) -> StatedPlace<'_> {
    StatedPlace {
        name: &row.name,
        address: row.address.as_deref().unwrap_or(""),
        formation: row.formation.as_deref().unwrap_or(""),
    }
}

/// An ambiguous place stays unresolved and is listed with its candidates for a person.
fn tell_unresolved(
    context: &mut ImportContext<'_>,
    tree: &Territories,
    row: &Numbered<GuidePoint>,
    found: &Resolution,
) {
    if found.hromada.is_some() || found.settlement.is_some() {
        return;
    }
    let named = |code| tree.get(code).map_or_else(String::new, |place| format!("{code} {}", tree.full_name(place)));
    let candidates: Vec<String> = found.candidates.iter().copied().map(named).collect();
    let reason = "fault-hromada-open-loaded";
    let text = format!("{}; {}", row.value.name, row.value.address.as_deref().unwrap_or(""));
    context.warn(row.row, "address", text, reason, messages::candidates(&candidates));
}

fn point(context: &mut ImportContext<'_>, row: &Numbered<GuidePoint>, found: &Resolution) -> PointRow {
    let guide = &row.value;
    let hours = guide.timetable.as_deref().and_then(|text| context.hours((row.row, "timetable"), text));
    PointRow {
        hromada: found.hromada,
        settlement: found.settlement,
        located_in: located_in(found),
        address: guide.address.clone(),
        status: guide.state,
        area_total: guide.area.filter(|area| *area > 0.0),
        workers: guide.workers.filter(|workers| *workers > 0),
        hours,
        hours_text: guide.timetable.clone(),
        phone: guide.phone.clone(),
        email: context.email(row.row, "onl_consul", guide.online.clone().filter(|online| online.contains('@'))),
        web: guide.web.clone(),
        features: features(&guide.flags),
        resolution: Some((method(found), confidence(found))),
        ..PointRow::new(&guide.code, found.kind, &guide.name)
    }
}

/// How the place and the kind were found.
pub(super) fn method(found: &Resolution) -> String {
    format!("{}, {}", found.method.as_str(), found.kind_method)
}

/// Where it stands, as far as hromada and settlement do not tell it; the raion or oblast of its
/// address where the hromada is unknown.
pub(super) fn located_in(found: &Resolution) -> Option<TerritoryCode> {
    match (found.hromada, found.settlement) {
        (None, Some(_)) => None,
        (None, None) => found.raion.or(found.oblast),
        (hromada, Some(_)) if found.located_in == hromada => None,
        (Some(_), _) => found.located_in,
    }
}

/// Says what a person should look at, though the row is loaded.
fn warn_of_doubts(context: &mut ImportContext<'_>, row: &Numbered<GuidePoint>, found: &Resolution) {
    let reason = match found.kind_method {
        resolution::DEPARTMENT => "fault-looks-like-department",
        resolution::VILLAGE_DESK => "fault-looks-like-desk",
        resolution::NO_KIND_NAMED => "fault-no-kind-named",
        _ if found.method == Method::Founder && found.confidence < 0.9 => "fault-founder-elsewhere",
        _ => return,
    };
    context.warn(row.row, "name", &row.value.name, reason, "expected-kind-in-points");
}

/// How sure that is, in hundredths.
pub(super) fn confidence(found: &Resolution) -> f64 {
    f64::from((found.confidence.min(found.kind_confidence) * 100.0).round()) / 100.0
}

fn features(flags: &GuideFlags) -> Vec<(String, bool)> {
    let stated = [
        ("bus_100", flags.bus_100),
        ("free_parking", flags.free_parking),
        ("e_registr", flags.e_registr),
        ("bank_branc", flags.bank_branc),
        ("pay_card", flags.pay_card),
        ("pay_terminal", flags.pay_terminal),
        ("add_serv", flags.add_serv),
        ("free_wifi", flags.free_wifi),
        ("self_serv", flags.self_serv),
        ("sanit_room", flags.sanit_room),
        ("disability", flags.disability),
    ];
    stated.into_iter().filter_map(|(key, flag)| Some((key.to_owned(), flag?))).collect()
}

/// The flags as answers: `False` is no, an empty cell states nothing. «Ramp and stairs with handrails» denied says
/// that there is no ramp; of the stairs it says nothing.
fn flags(row: &GuidePoint) -> Vec<AnswerRow> {
    let flag = |flag: Option<bool>| flag.map(|yes| if yes { Answer::Yes } else { Answer::No });
    let stairs = row.flags.pandus.map(|yes| if yes { Answer::Yes } else { Answer::Unknown });
    let stated = [
        ("ramp", flag(row.flags.pandus)),
        ("stairs_handrails", stairs),
        ("equipped_sanitary_room", flag(row.flags.dis_sanit)),
        ("braille", flag(row.flags.braille_mat)),
        ("stroller_place", flag(row.flags.pram_place)),
    ];
    let answer = |criterion: &str, answer| AnswerRow {
        point: row.code.clone(),
        checklist: FLAGS.to_owned(),
        date: None,
        criterion: criterion.to_owned(),
        answer,
        measure: None,
        note: None,
    };
    stated.into_iter().filter_map(|(criterion, given)| Some(answer(criterion, given?))).collect()
}

/// Ends the points this registry was the first to state and does not tell of now. Points another file stated first are
/// not the registry's to end.
fn end_missing(
    context: &ImportContext<'_>,
    index: &Index<PointRow>,
    stated: &HashSet<String>,
    points: &mut Plan<PointRow>,
) {
    let day = context.day.unwrap_or(context.today);
    let first = |code: &str| index.stored_under(code).iter().map(|row| row.kept.source).min();
    let from_registry = |code: &str| first(code).is_some_and(|source| context.registry_imports.contains(&source));
    let open = index.all().filter(|old| old.kept.period.contains(day) && !stated.contains(&old.kept.code));
    let mut gone: Vec<&Stored<PointRow>> = open.filter(|old| from_registry(&old.kept.code)).collect();
    gone.sort_by(|a, b| a.kept.code.cmp(&b.kept.code));
    points.replace.extend(gone.into_iter().map(|old| {
        let period = Period::new(old.kept.period.from, Some(day));
        let row = PointRow { period, status: PointStatus::Closed, ..old.kept.row.clone() };
        (old.clone(), row)
    }));
}
