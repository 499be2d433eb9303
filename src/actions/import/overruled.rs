//! Rows of a submission that change nothing of today, because a later row stands: said before anybody decides.

use chrono::NaiveDate;

use super::context::ImportContext;
use crate::actions::draft::Draft;
use crate::actions::merge::{Merge, Plan};
use crate::actions::{Refusal, review};

/// Rows of one table that are told.
const TOLD: usize = 50;

/// Warns of new rows which a later row that holds already ends at once.
pub async fn warn(context: &mut ImportContext<'_>, draft: &Draft) -> Result<(), Refusal> {
    let mut told = overruled(context, &draft.facts).await?;
    told.extend(overruled(context, &draft.points).await?);
    told.extend(overruled(context, &draft.offerings).await?);
    told.extend(overruled(context, &draft.answers).await?);
    told.extend(overruled(context, &draft.equipment).await?);
    for (key, later) in told {
        let (reason, expected) = review::messages::overruled(later);
        context.warn(0, "from", key, reason, expected);
    }
    Ok(())
}

/// Keys of new rows with the start of the later row that decides today.
async fn overruled<R: Merge>(context: &ImportContext<'_>, plan: &Plan<R>) -> Result<Vec<(String, NaiveDate)>, Refusal> {
    if plan.insert.is_empty() {
        return Ok(Vec::new());
    }
    let index = context.index_of(plan.insert.iter()).await?;
    let later = |row: &R| {
        let span = row.span()?;
        let rows = index.stored_under(&row.key());
        let starts = rows.iter().filter_map(|old| old.kept.span()?.from);
        let later = starts.filter(|from| Some(*from) > span.from && *from <= context.today).max()?;
        // A row that ends before the later one begins only tells what was before.
        span.until.is_none_or(|until| until > later).then(|| (row.key().replace('\t', " "), later))
    };
    Ok(plan.insert.iter().filter_map(later).take(TOLD).collect())
}
