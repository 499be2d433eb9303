//! Cells that name something known: read by its code, by its name, or as a spreadsheet spoiled the code.

use super::cells::Cells;
use super::messages;
use super::references::{Level, Match, Subject, Unmatched, is_date};
use crate::domain::{Category, Message, TerritoryCode, TextRule};

impl Cells<'_> {
    /// The code of a known thing, named by its code or by its name; as it stands where nothing is checked.
    pub(crate) fn reference(&mut self, key: &str, subject: &Subject) -> Option<String> {
        let references = self.references;
        let Some(known) = references.vocabulary(subject) else { return self.id(key) };
        let text = self.text(key, TextRule::NAME)?;
        let (code, (reason, expected)) = match known.find(&text) {
            Match::Code(code) | Match::Name(code) => return Some(code),
            Match::Zeros(code) => (code.clone(), messages::zeros_lost(&code)),
            Match::Date(code) => (code.clone(), messages::date_read_as(&code)),
            Match::Nothing(mut unmatched) => {
                if unmatched.candidates.is_empty() && references.may_seek() {
                    unmatched.candidates = known.nearest(&text);
                }
                let (reason, expected) = messages::unknown(subject, known, &unmatched);
                self.fault(key, reason, expected);
                return None;
            }
        };
        self.warn(key, reason, expected);
        Some(code)
    }

    /// One entry of a cell that names several known things.
    pub(crate) fn one_of_several(&mut self, key: &str, entry: String, subject: &Subject) -> Option<String> {
        let Some(known) = self.references.vocabulary(subject) else { return Some(entry) };
        match known.find(&entry) {
            Match::Code(code) | Match::Name(code) | Match::Zeros(code) | Match::Date(code) => Some(code),
            Match::Nothing(mut unmatched) => {
                unmatched.candidates = known.nearest(&entry);
                let (reason, expected) = messages::unknown(subject, known, &unmatched);
                let told = Message::new("fault-of-entry").with("name", &entry);
                self.fault(key, told.with("reason", reason), expected);
                None
            }
        }
    }

    /// A known thing that must be named.
    pub(crate) fn must_reference(&mut self, key: &str, subject: &Subject) -> Option<String> {
        let code = self.reference(key, subject);
        self.required_value(key, code)
    }

    /// The code a row gives to its own thing: a new one, or a known one however its dashes and zeros are typed.
    pub(crate) fn must_own_code(&mut self, key: &str, subject: &Subject) -> Option<String> {
        let code = self.must_id(key)?;
        let found = self.references.vocabulary(subject).map(|known| known.find(&code));
        match found {
            Some(Match::Code(known)) => Some(known),
            Some(Match::Zeros(known)) if known.contains('-') => {
                let (reason, expected) = messages::zeros_lost(&known);
                self.warn(key, reason, expected);
                Some(known)
            }
            _ if is_date(&code) => {
                let (reason, expected) = messages::date_in_place_of_code(&code);
                self.fault(key, reason, expected);
                None
            }
            _ => Some(code),
        }
    }

    /// The hromada named by its code or by its name.
    pub(crate) fn hromada(&mut self, key: &str) -> Option<TerritoryCode> {
        self.place(key, Level::Hromada, None)
    }

    /// A hromada that must be named.
    pub(crate) fn must_hromada(&mut self, key: &str) -> Option<TerritoryCode> {
        let code = self.hromada(key);
        self.required_value(key, code)
    }

    /// A hromada, a raion or an oblast named by its code or by its name.
    pub(crate) fn area(&mut self, key: &str) -> Option<TerritoryCode> {
        self.place(key, Level::Area, None)
    }

    /// A hromada, a raion or an oblast that must be named.
    pub(crate) fn must_area(&mut self, key: &str) -> Option<TerritoryCode> {
        let code = self.area(key);
        self.required_value(key, code)
    }

    /// The settlement named by its code, or by its name within the hromada that stands in another column.
    pub(crate) fn settlement(
        &mut self,
        key: &str,
        hromada: &str,
        within: Option<TerritoryCode>,
    ) -> Option<TerritoryCode> {
        let is_within_unknown = within.is_none() && !self.raw(hromada).is_empty();
        // The hromada has its own fault: of a name nothing can be said until it is mended.
        if is_within_unknown && katottg(&self.raw(key)).is_none() {
            return None;
        }
        self.place(key, Level::Settlement, within)
    }

    fn place(&mut self, key: &str, level: Level, within: Option<TerritoryCode>) -> Option<TerritoryCode> {
        if self.references.places().is_none() {
            return self.territory(key);
        }
        let text = self.text(key, TextRule::NAME)?;
        let found = self.named_place(&text, level, within);
        found.map_err(|(reason, expected)| self.fault(key, reason, expected)).ok()
    }

    /// The place a text names, or what is wrong with it and what is expected.
    pub(crate) fn named_place(
        &self,
        text: &str,
        level: Level,
        within: Option<TerritoryCode>,
    ) -> Result<TerritoryCode, (Message, Message)> {
        let Some(places) = self.references.places() else {
            return katottg(text).ok_or_else(|| messages::no_territory_code(text));
        };
        if places.is_empty() {
            return Err(messages::no_codifier());
        }
        let Some(code) = katottg(text) else {
            return places.find(text, level, within).map_err(|mut unmatched| {
                if unmatched.candidates.is_empty() && self.references.may_seek() {
                    unmatched.candidates = places.nearest_names(text, level, within);
                }
                messages::unknown_place(level, &unmatched)
            });
        };
        match places.category(code) {
            Some(category) if level == Level::Hromada && !is_hromada(category) => Err(messages::not_a_hromada()),
            Some(_) => Ok(code),
            None => {
                let candidates =
                    if self.references.may_seek() { places.nearest_codes(code, level) } else { Vec::new() };
                Err(messages::unknown_place_code(level, &Unmatched { candidates, ..Unmatched::default() }))
            }
        }
    }
}

const fn is_hromada(category: Category) -> bool {
    matches!(category, Category::Hromada | Category::SpecialCity)
}

/// A KATOTTG code; Cyrillic «А» in «UA» and small letters are forgiven.
pub(crate) fn katottg(text: &str) -> Option<TerritoryCode> {
    let typed = text.trim();
    TerritoryCode::parse(typed).ok().or_else(|| {
        let latin = typed.to_uppercase().replace('А', "A");
        TerritoryCode::parse(&latin).ok()
    })
}
