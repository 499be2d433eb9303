//! Which point of the hromada a column of a list stands for.

use super::{Answers, MatchedSheet};
use crate::domain::{Category, TerritoryCode};
use crate::registry::words::{normalize, stem};
use crate::registry::{PointOnDate, Registry, Scope};

/// The part of a title's words that a point must share to be meant.
const MOST: f64 = 0.5;

/// A column of a list with the point it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointColumn {
    pub title: String,
    /// Code of the point; `None` where nobody can tell or it is not to be taken.
    pub point: Option<String>,
}

/// Points of the hromada that exist on the day of the registry, in order of code.
pub fn points_of(registry: &Registry, hromada: TerritoryCode) -> Vec<&PointOnDate> {
    registry.points_in(Scope::Within(hromada, Category::Hromada)).collect()
}

/// The columns of points with what was answered about them, else with the point that is called like the title.
#[must_use]
pub fn point_columns(
    matched: &MatchedSheet,
    answers: &Answers,
    registry: &Registry,
    hromada: TerritoryCode,
) -> Vec<PointColumn> {
    let points = points_of(registry, hromada);
    let titles = matched.sheet.points.iter().enumerate();
    let column = |(at, title): (usize, &String)| PointColumn {
        title: title.clone(),
        point: match answers.get(&format!("column-{at}")) {
            Some(answer) => points.iter().find(|point| point.code() == answer).map(|point| point.code().to_owned()),
            None => likely(title, &points).map(|point| point.code().to_owned()),
        },
    };
    titles.map(column).collect()
}

/// The one point that shares most words with a title.
fn likely<'p>(title: &str, points: &[&'p PointOnDate]) -> Option<&'p PointOnDate> {
    let asked: Vec<String> = stems(title);
    let shared = |point: &PointOnDate| {
        let row = point.row();
        let own = stems(&format!("{} {}", row.name, row.address.as_deref().unwrap_or_default()));
        asked.iter().filter(|stem| own.contains(stem)).count() as f64 / asked.len().max(1) as f64
    };
    let mut scored: Vec<(f64, &PointOnDate)> = points.iter().map(|point| (shared(point), *point)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (best, point) = *scored.first()?;
    let is_alone = scored.get(1).is_none_or(|(next, _)| *next < best);
    (best >= MOST && is_alone).then_some(point)
}

fn stems(text: &str) -> Vec<String> {
    normalize::words(text).map(|word| stem(&word)).collect()
}
