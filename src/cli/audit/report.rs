//! What an audit tells of a territory on a day; its JSON is made of the API's words.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::gaps::{GapLine, gaps};
use super::words;
use crate::api::indicators::IndicatorItem;
use crate::compliance::hromada::HromadaLine;
use crate::compliance::indicator::{Figure, figure};
use crate::compliance::{Audit, LeaveOut};
use crate::domain::TerritoryCode;
use crate::domain::rows::ListClass;
use crate::http::Lang;
use crate::registry::rulebook::SourceText;
use crate::registry::{Records, Scope};

/// The whole report.
#[derive(Serialize)]
pub struct Report<'a> {
    pub territory: Option<TerritoryCode>,
    pub name: String,
    pub date: NaiveDate,
    pub leave_out: LeaveOut,
    pub list: Option<&'a str>,
    /// Date in force of the edition.
    pub edition: Option<NaiveDate>,
    pub sets: Vec<SetLine>,
    /// True when some of the facts come from sample data.
    pub sample: bool,
    /// What a reader must know of the figures.
    pub remarks: Vec<String>,
    #[serde(serialize_with = "indicators")]
    pub indicators: Vec<Figure<'a>>,
    pub hromadas: Vec<HromadaLine<'a>>,
    pub gaps: Vec<GapLine<'a>>,
    /// Imports the facts come from, the last of each sort.
    pub imports: Vec<String>,
    #[serde(skip)]
    pub sources: &'a [SourceText],
}

/// How many positions a class has.
#[derive(Clone, Copy, Serialize)]
pub struct SetLine {
    pub class: ListClass,
    pub declared_count: Option<u32>,
    pub loaded_count: usize,
}

fn indicators<S: serde::Serializer>(figures: &[Figure<'_>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(figures.iter().map(|figure| IndicatorItem::new(Lang::Uk, figure.clone(), &|_| None)))
}

impl<'a> Report<'a> {
    pub fn new(audit: &'a Audit, scope: Scope) -> Self {
        let records = &audit.registry().records;
        let place = scope.code().and_then(|code| records.territories.get(code));
        let edition = audit.edition();
        let sets = edition.map(|edition| {
            ListClass::ALL.map(|class| SetLine {
                class,
                declared_count: edition.declared.get(&class).copied(),
                loaded_count: edition.loaded(class),
            })
        });
        let sets = sets.map(|sets| sets.to_vec()).unwrap_or_default();
        let sample = records.sources.iter().any(|source| source.sample);
        Self {
            territory: scope.code(),
            name: place.map_or_else(|| "Україна".to_owned(), |place| records.territories.full_name(place)),
            date: audit.date(),
            leave_out: audit.leave_out(),
            list: edition.map(|edition| edition.list.as_str()),
            edition: edition.map(|edition| edition.in_force),
            remarks: remarks(audit, &sets, sample),
            sets,
            sample,
            indicators: audit.rules().indicators.iter().map(|indicator| figure(audit, indicator, scope)).collect(),
            hromadas: audit.ranking(scope),
            gaps: gaps(audit, scope),
            imports: imports(records),
            sources: &audit.rules().sources,
        }
    }

    /// The list and its edition in words.
    pub fn edition_text(&self) -> String {
        match (self.list, self.edition) {
            (Some(list), Some(day)) => format!("Перелік {list}, редакція, чинна з {day}"),
            _ => "На цю дату чинної редакції переліку в реєстрі немає: його не завантажено або він набрав чинності пізніше".to_owned(),
        }
    }
}

/// Sample data, what was loaded of the list, what is left out.
fn remarks(audit: &Audit, sets: &[SetLine], sample: bool) -> Vec<String> {
    let mut remarks = vec![words::left_out(audit.leave_out()).to_owned()];
    if sample {
        remarks.push("Навчальні дані: частина відомостей є зразком, а не фактом.".to_owned());
    }
    let edition = audit.edition();
    let text = edition.and_then(|edition| audit.rules().list(&edition.list)?.edition(edition.in_force));
    remarks.extend(text.and_then(|text| text.note.as_ref()).map(|note| note.uk.clone()));
    let fewer = sets.iter().filter_map(|set| {
        let declared = set.declared_count.filter(|declared| *declared as usize > set.loaded_count)?;
        Some(format!("{}: завантажено {} із {declared} позицій", words::class(set.class), set.loaded_count))
    });
    let fewer: Vec<String> = fewer.collect();
    if !fewer.is_empty() {
        remarks.push(format!("Перелік завантажено не повністю. {}.", fewer.join("; ")));
    }
    remarks
}

/// The last import of each sort: its name, file and day.
fn imports(records: &Records) -> Vec<String> {
    let last: BTreeMap<&str, _> = records.sources.iter().map(|source| (source.action.as_str(), source)).collect();
    let told = last.values().map(|source| crate::api::source::SourceText::of(records, source.id));
    told.flatten().map(|source| source.to_string()).collect()
}
