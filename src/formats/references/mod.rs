//! What the cells of a table may refer to, by code or by name: things kept already and ids of the rules.

mod dates;
mod place_names;
mod vocabulary;

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

pub(super) use self::dates::codes_behind;
pub use self::dates::is_date;
pub use self::place_names::{Level, NamedPlace, PlaceNames};
pub use self::vocabulary::{Match, Vocabulary};

/// Cells for which likely candidates are sought; a file with more mistakes is wrong as a whole.
const MAX_SOUGHT: usize = 50;

/// A kind of thing a cell may name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    Point,
    Service,
    District,
    Group,
    LifeEvent,
    Checklist,
    /// A criterion of the checklist with this id.
    Criterion(String),
    EquipmentType,
    Measure,
    Indicator,
}

/// What has to be at hand to read a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Points,
    Services,
    Districts,
    Rules,
    Places,
}

/// Why a text names nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unmatched {
    /// The text may mean several known things: they are the candidates.
    pub is_ambiguous: bool,
    /// A spreadsheet made a date of the code.
    pub is_date: bool,
    /// What may have been meant, the likeliest first.
    pub candidates: Vec<String>,
}

/// Everything the cells of a table may refer to. A subject that is not here is not checked.
#[derive(Debug, Default)]
pub struct References {
    vocabularies: HashMap<Subject, Vocabulary>,
    places: Option<PlaceNames>,
    sought: AtomicUsize,
}

impl References {
    /// Adds what a subject may be.
    pub fn put_vocabulary(&mut self, subject: Subject, vocabulary: Vocabulary) {
        self.vocabularies.insert(subject, vocabulary);
    }

    /// Adds the territories.
    pub fn put_places(&mut self, places: PlaceNames) {
        self.places = Some(places);
    }

    #[must_use]
    pub fn vocabulary(&self, subject: &Subject) -> Option<&Vocabulary> {
        self.vocabularies.get(subject)
    }

    #[must_use]
    pub fn places(&self) -> Option<&PlaceNames> {
        self.places.as_ref()
    }

    /// Counts one search for candidates; false when there were too many.
    pub(super) fn may_seek(&self) -> bool {
        self.sought.fetch_add(1, Ordering::Relaxed) < MAX_SOUGHT
    }
}
