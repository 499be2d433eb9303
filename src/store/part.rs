//! Parts of the records that can be read on their own.

use crate::domain::facts::word_enum;

word_enum! {
    /// A part of the records, named in the journal by what an action touched.
    Part {
        Territories = "territories",
        Boundaries = "boundaries",
        Facts = "facts",
        Districts = "districts",
        Network = "network",
        Catalogue = "catalogue",
        Lists = "lists",
        Offerings = "offerings",
        Answers = "answers",
        Equipment = "equipment",
        Figures = "figures",
    }
}

/// More points than this are read again with their whole part.
const MAX_POINTS: usize = 200;

/// What a write touched: a part, or of a part kept by point only the rows of some points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touched {
    pub part: Part,
    /// Numbers of points; `None`: the whole part.
    pub points: Option<Vec<i32>>,
}

impl Touched {
    /// A whole part.
    #[must_use]
    pub const fn whole(part: Part) -> Self {
        Self { part, points: None }
    }

    /// Some points of a part, or the whole of it where they are many.
    #[must_use]
    pub fn of_points(part: Part, mut points: Vec<i32>) -> Self {
        points.sort_unstable();
        points.dedup();
        Self { part, points: (points.len() <= MAX_POINTS).then_some(points) }
    }

    /// `offerings:12,57` or `network`, as the journal keeps it.
    #[must_use]
    pub fn text(&self) -> String {
        let Some(points) = &self.points else { return self.part.to_string() };
        let points: Vec<String> = points.iter().map(ToString::to_string).collect();
        format!("{}:{}", self.part, points.join(","))
    }

    /// Reads what [`Touched::text`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some((part, points)) = text.split_once(':') else { return Part::parse(text).map(Self::whole) };
        let points = points.split(',').map(|id| id.parse().ok()).collect::<Option<Vec<i32>>>()?;
        Some(Self { part: Part::parse(part)?, points: Some(points) })
    }

    /// The same things, each part once.
    #[must_use]
    pub fn joined(touched: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut all: Vec<Self> = touched.into_iter().collect();
        all.sort_unstable_by_key(|one| one.part);
        all.chunk_by(|a, b| a.part == b.part)
            .filter_map(|same| {
                let part = same.first()?.part;
                let points: Option<Vec<Vec<i32>>> = same.iter().map(|one| one.points.clone()).collect();
                Some(points.map_or(Self::whole(part), |lists| Self::of_points(part, lists.concat())))
            })
            .collect()
    }
}
