//! Which service of the catalogue a row of a hromada's own list means: by identifier, code and name.

mod likeness;
mod phrase;
mod scoring;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use self::likeness::{Likeness, NumberedPhrase, WeighedPhrase};
use self::phrase::{Phrase, Reader};
use self::scoring::{Fit, confidence};
use super::Records;
use super::words::normalize::folded;

/// Candidates that are told.
const MAX_CANDIDATES: usize = 3;
/// A candidate fits less than this by no word worth telling.
const LEAST_FIT: f64 = 0.15;
/// How well a name must fit for the identifier or the code beside it to be believed.
const NAME_AGREES: f64 = 0.3;
/// How sure a match by identifier or by code is that the name does not speak against.
const BY_IDENTIFIER: f64 = 0.98;
const BY_CODE: f64 = 0.95;
/// A name matched with at least this confidence needs no person.
pub const SURE: f64 = 0.6;

/// What a row of a hromada's list says of one service.
#[derive(Clone, Copy, Debug, Default)]
pub struct ServiceWords<'a> {
    /// Number in the national Register of Services, such as 00034.
    pub identifier: &'a str,
    /// Code of the service in the catalogue, where the list is known to use those; most number services in their own way.
    pub code: &'a str,
    pub name: &'a str,
}

/// A service a row may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Code in the catalogue.
    pub code: String,
    /// 0 to 1.
    pub confidence: f64,
    pub by: MatchedBy,
}

/// By what a service was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedBy {
    Identifier,
    Code,
    Name,
}

/// The services of one day, ready to be found by what hromadas call them.
#[derive(Debug)]
pub struct ServiceMatcher {
    reader: Reader,
    likeness: Likeness,
    services: Vec<Named>,
    by_identifier: HashMap<String, usize>,
    by_code: HashMap<String, usize>,
}

/// A service as it is read from the catalogue.
struct Read {
    code: String,
    identifier: Option<String>,
    names: Vec<(String, Phrase)>,
}

#[derive(Debug)]
struct Named {
    code: String,
    names: Vec<(String, NumberedPhrase)>,
}

impl ServiceMatcher {
    /// The services of the catalogue that exist on the day.
    #[must_use]
    pub fn new(records: &Records, day: NaiveDate) -> Self {
        let reader = Reader::new(&records.rules.service_names);
        let other = other_names(records);
        let mut found: Vec<Read> = Vec::new();
        for service in records.catalogue.all() {
            let Some(row) = service.row_on(day) else { continue };
            let others = other.get(&folded(&row.name)).into_iter().flatten().copied();
            let names = [row.name.as_str()].into_iter().chain(others);
            let names = names.map(|name| (folded(name), reader.read(name))).collect();
            found.push(Read { code: service.code.to_string(), identifier: row.identifier.clone(), names });
        }
        Self::from_readings(reader, found)
    }

    fn from_readings(reader: Reader, found: Vec<Read>) -> Self {
        let likeness =
            Likeness::of_services(found.iter().map(|service| service.names.iter().map(|(_, phrase)| phrase)));
        let numbered = |names: Vec<(String, Phrase)>| {
            names.into_iter().map(|(text, phrase)| (text, likeness.numbered(phrase))).collect()
        };
        let by_code = found.iter().enumerate().map(|(at, service)| (plain_code(&service.code), at)).collect();
        let identified = |(at, service): (usize, &Read)| Some((plain_code(service.identifier.as_deref()?), at));
        let by_identifier = found.iter().enumerate().filter_map(identified).collect();
        let services =
            found.into_iter().map(|Read { code, names, .. }| Named { code, names: numbered(names) }).collect();
        Self { reader, likeness, services, by_identifier, by_code }
    }

    /// The services a row may mean, the likeliest first, at most three.
    pub fn find(&self, row: ServiceWords<'_>) -> Vec<Candidate> {
        let asked = self.likeness.weighed(self.reader.read(row.name));
        let fits = self.by_name(row.name, &asked);
        let mut found: Vec<Candidate> =
            fits.iter().take(MAX_CANDIDATES).map(|(at, fit)| self.candidate_at(*at, fit)).collect();
        if let Some(first) = found.first_mut() {
            first.confidence = confidence(&fits, &asked);
        }
        for (place, candidate) in found.iter_mut().enumerate().skip(1) {
            let fit = fits.get(place).map_or(0.0, |(_, fit)| fit.score);
            candidate.confidence = (fit * 0.5).min(0.5);
        }
        let is_named = !row.name.trim().is_empty();
        let at = |codes: &HashMap<String, usize>, code: &str| codes.get(&plain_code(code)).copied();
        let told = [
            (at(&self.by_code, row.code), BY_CODE, MatchedBy::Code),
            (at(&self.by_identifier, row.identifier), BY_IDENTIFIER, MatchedBy::Identifier),
        ];
        for (at, sure, by) in told {
            let fit = |at: usize| fits.iter().find(|(other, _)| *other == at).map_or(0.0, |(_, fit)| fit.score);
            if let Some(at) = at.filter(|at| !is_named || fit(*at) >= NAME_AGREES) {
                self.put_first(&mut found, at, sure, by);
            }
        }
        found.truncate(MAX_CANDIDATES);
        found
    }

    fn candidate_at(&self, at: usize, fit: &Fit) -> Candidate {
        let code = self.services.get(at).map(|service| service.code.clone()).unwrap_or_default();
        Candidate { code, confidence: fit.score, by: MatchedBy::Name }
    }

    /// Puts first the service that a code or an identifier tells, unless the name alone is as sure of it.
    fn put_first(&self, found: &mut Vec<Candidate>, at: usize, sure: f64, by: MatchedBy) {
        let code = self.services.get(at).map(|service| service.code.clone()).unwrap_or_default();
        if found.first().is_some_and(|first| first.code == code && first.confidence >= sure) {
            return;
        }
        found.retain(|candidate| candidate.code != code);
        found.insert(0, Candidate { code, confidence: sure, by });
    }

    /// The service with this code, however it is written.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&str> {
        let at = self.by_code.get(&plain_code(code))?;
        self.services.get(*at).map(|service| service.code.as_str())
    }

    /// How well each service fits a name, the best first.
    fn by_name(&self, name: &str, asked: &WeighedPhrase) -> Vec<(usize, Fit)> {
        let whole = folded(name);
        let mut fits: Vec<(usize, Fit)> = Vec::new();
        for (at, service) in self.services.iter().enumerate() {
            let fit = |(text, phrase): &(String, NumberedPhrase)| Fit::of_phrases(asked, phrase, *text == whole);
            let best = service.names.iter().map(fit).max_by(|a, b| a.score.total_cmp(&b.score));
            fits.extend(best.filter(|fit| fit.score >= LEAST_FIT).map(|fit| (at, fit)));
        }
        fits.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
        fits
    }
}

/// Other names of services by the folded official name.
fn other_names(records: &Records) -> HashMap<String, Vec<&str>> {
    let official: &BTreeMap<String, String> = &records.rules.everyday.names;
    let mut found: HashMap<String, Vec<&str>> = HashMap::new();
    for other in &records.rules.service_names.other {
        if let Some(name) = official.get(&other.service) {
            found.entry(folded(name)).or_default().extend(other.names.iter().map(String::as_str));
        }
    }
    found
}

/// A code without what is written differently: `01/01`, `01-01` and `1.1` are one.
fn plain_code(code: &str) -> String {
    let parts = code.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let bare = |part: &str| match part.trim_start_matches('0') {
        "" => "0".to_owned(),
        bare => bare.to_lowercase(),
    };
    parts.map(bare).collect::<Vec<_>>().join("-")
}
