//! The national quarterly report of centres: one file tells points, their answers, equipment and figures.
//!
//! What the report does not state stays as it is known; what it states holds from the day of the import.

mod inventory;
mod place;
mod point;

use chrono::NaiveDate;

use self::inventory::EquipmentByPoint;
use self::place::Places;
use self::point::Statement;
use super::context::ImportContext;
use super::parents::give_parents;
use crate::actions::Refusal;
use crate::actions::draft::Draft;
use crate::actions::merge::{Index, Plan, plan};
use crate::domain::rows::{AnswerRow, EquipmentRow, FigureRow, PointRow};
use crate::formats::{self, Fault};
use crate::store::Stored;

/// Keys of the hours of the days, as the messages name them.
const WORK_TIME: &str = "general_data.work_time";

/// What the reports state, table by table.
#[derive(Default)]
struct ReportRows {
    points: Vec<PointRow>,
    ended: Vec<(Stored<PointRow>, PointRow)>,
    answers: Vec<AnswerRow>,
    equipment: Vec<EquipmentRow>,
    figures: Vec<FigureRow>,
}

pub async fn reports(context: &mut ImportContext<'_>, bytes: &[u8]) -> Result<Draft, Refusal> {
    let Some(day) = context.day else { return Err(Refusal::Invalid(vec![no_date()].into())) };
    let rows = context.rows(formats::guide_report::read(bytes))?;
    let tree = context.tree().await?;
    let places = Places::new(&tree);
    let known = context.index::<PointRow>().await?;
    let lots = EquipmentByPoint::new(&context.index().await?, day);
    let mut stated = ReportRows::default();
    for row in &rows {
        let told = point::state_point(context, &places, row, known.stored_under(row.value.code()), day);
        match told {
            Some(Statement::Stands(point)) => stated.points.push(*point),
            Some(Statement::Ended(old, new)) => {
                stated.ended.push((*old, *new));
                continue;
            }
            None => continue,
        }
        stated.answers.extend(inventory::answers(&row.value));
        stated.equipment.extend(inventory::equipment(context, row, &lots));
        stated.figures.extend(inventory::figures(&row.value, day));
    }
    context.tell_empty_hours(WORK_TIME);
    give_parents(&known, &mut stated.points, Some(day));
    draft(context, &known, stated, day).await
}

fn no_date() -> Fault {
    Fault::of_file("fault-report-no-date", "expected-report-date")
}

async fn draft(
    context: &ImportContext<'_>,
    known: &Index<PointRow>,
    stated: ReportRows,
    day: NaiveDate,
) -> Result<Draft, Refusal> {
    let mut points = plan(known, stated.points, Some(day));
    end(&mut points, stated.ended);
    Ok(Draft {
        points,
        answers: plan(&context.index_of(stated.answers.iter()).await?, stated.answers, Some(day)),
        equipment: plan(&context.index_of(stated.equipment.iter()).await?, stated.equipment, Some(day)),
        figures: plan(&context.index_of(stated.figures.iter()).await?, stated.figures, None),
        ..Draft::default()
    })
}

/// Rows that end where they began stay as they are.
fn end(points: &mut Plan<PointRow>, ended: Vec<(Stored<PointRow>, PointRow)>) {
    for (old, new) in ended {
        if old.kept.row == new { points.unchanged.push(old.id) } else { points.replace.push((old, new)) }
    }
}
