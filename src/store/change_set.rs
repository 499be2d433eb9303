//! Parts of the records that can be read on their own.

use crate::domain::TerritoryCode;
use crate::domain::facts::word_enum;

word_enum! {
    /// A part of the records, named in the journal by what an action touched.
    Partition {
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
        Targets = "targets",
    }
}

/// The rows of more owners than this are read again with their whole part.
const MAX_OWNERS: usize = 1_000;

/// Whose rows are read again together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// A point by its number.
    Point(i32),
    Hromada(TerritoryCode),
}

impl Owner {
    /// The number of a point.
    #[must_use]
    pub const fn point(self) -> Option<i32> {
        match self {
            Self::Point(id) => Some(id),
            Self::Hromada(_) => None,
        }
    }

    /// The code of a hromada.
    #[must_use]
    pub const fn hromada(self) -> Option<TerritoryCode> {
        match self {
            Self::Point(_) => None,
            Self::Hromada(code) => Some(code),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let hromada = || TerritoryCode::parse(text).ok().map(Self::Hromada);
        text.parse().ok().map(Self::Point).or_else(hromada)
    }
}

impl std::fmt::Display for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Point(id) => write!(f, "{id}"),
            Self::Hromada(code) => write!(f, "{code}"),
        }
    }
}

/// What a write touched: a part, or of a part only the rows of some points or hromadas.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangeSet {
    pub part: Partition,
    /// `None`: the whole part.
    pub owners: Option<Vec<Owner>>,
}

impl ChangeSet {
    /// A whole part.
    #[must_use]
    pub const fn whole_partition(part: Partition) -> Self {
        Self { part, owners: None }
    }

    /// The rows of some owners, or the whole part where they are many.
    #[must_use]
    pub fn of_owners(part: Partition, mut owners: Vec<Owner>) -> Self {
        owners.sort_unstable();
        owners.dedup();
        Self { part, owners: (owners.len() <= MAX_OWNERS).then_some(owners) }
    }

    /// `offerings:12,57`, `facts:UA53…` or `network`, as the journal keeps it.
    #[must_use]
    pub fn text(&self) -> String {
        let Some(owners) = &self.owners else { return self.part.to_string() };
        let owners: Vec<String> = owners.iter().map(ToString::to_string).collect();
        format!("{}:{}", self.part, owners.join(","))
    }

    /// Reads what [`ChangeSet::text`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some((part, owners)) = text.split_once(':') else {
            return Partition::parse(text).map(Self::whole_partition);
        };
        let owners = owners.split(',').map(Owner::parse).collect::<Option<Vec<Owner>>>()?;
        Some(Self { part: Partition::parse(part)?, owners: Some(owners) })
    }

    /// The same things, each part once.
    #[must_use]
    pub fn joined(touched: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut all: Vec<Self> = touched.into_iter().collect();
        all.sort_unstable_by_key(|one| one.part);
        all.chunk_by(|a, b| a.part == b.part)
            .filter_map(|same| {
                let part = same.first()?.part;
                let owners: Option<Vec<Vec<Owner>>> = same.iter().map(|one| one.owners.clone()).collect();
                Some(owners.map_or(Self::whole_partition(part), |lists| Self::of_owners(part, lists.concat())))
            })
            .collect()
    }
}
