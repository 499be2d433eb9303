//! What an audit tells of a territory on a day; its JSON is made of the API's words.

use chrono::NaiveDate;
use serde::Serialize;

use super::gaps::{GapLine, gaps};
use super::words;
use crate::api::indicators::IndicatorItem;
use crate::api::source::SourceText as ApiSource;
use crate::cli::texts;
use crate::compliance::hromada::HromadaLine;
use crate::compliance::indicator::{Figure, figure};
use crate::compliance::{Judgement, LeaveOut};
use crate::domain::TerritoryCode;
use crate::domain::rows::ListClass;
use crate::http::Lang;
use crate::registry::{Records, Scope};
use crate::rulebook::SourceText;
use crate::wording::{format, names};

/// The whole report.
#[derive(Serialize)]
pub struct Report<'a> {
    #[serde(skip)]
    pub audit: &'a Judgement,
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
    pub fn new(audit: &'a Judgement, scope: Scope) -> Self {
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
        let sample = records.has_samples() || audit.list_is_sample();
        Self {
            audit,
            territory: scope.code(),
            name: place.map_or_else(|| "Україна".to_owned(), |place| records.territories.full_name(place)),
            date: audit.date(),
            leave_out: audit.leave_out(),
            list: edition.map(|edition| edition.list.as_str()),
            edition: edition.map(|edition| edition.in_force),
            remarks: remarks(audit, scope, &sets),
            sets,
            sample,
            indicators: audit.rules().indicators.iter().map(|indicator| figure(audit, indicator, scope)).collect(),
            hromadas: audit.ranking(scope),
            gaps: gaps(audit, scope),
            imports: imports(records),
            sources: &audit.rules().sources,
        }
    }

    /// «станом на 30.11.2023».
    pub fn as_of(&self) -> String {
        texts::text_with("audit-as-of", [("date", words::date(self.date).into())])
    }

    /// The list and its edition in words.
    pub fn edition_text(&self) -> String {
        match (self.list, self.edition) {
            (Some(list), Some(day)) => {
                texts::text_with("audit-edition", [("list", list.into()), ("date", words::date(day).into())])
            }
            _ => texts::text("audit-no-edition"),
        }
    }

    /// The last import of each sort in words.
    pub fn imports_in_words(&self) -> Vec<String> {
        self.audit.registry().records.last_of_each_action().into_iter().map(words::source).collect()
    }
}

/// What is left out, points without a hromada, sample data, what was loaded of the list.
fn remarks(audit: &Judgement, scope: Scope, sets: &[SetLine]) -> Vec<String> {
    let mut remarks = vec![words::left_out(audit.leave_out())];
    let unplaced = audit.registry().count_unplaced(scope);
    if unplaced > 0 {
        remarks.push(format::plural(texts::LANG, "overview-unplaced", unplaced));
    }
    if audit.registry().records.has_samples() {
        remarks.push(texts::text("audit-sample"));
    }
    if audit.list_is_sample() {
        remarks.push(texts::text("audit-sample-list"));
    }
    let remark = audit.edition().and_then(|edition| audit.registry().records.remark(edition));
    remarks.extend(remark.and_then(|remark| remark.note.as_ref()).map(|note| note.uk.clone()));
    let fewer = sets.iter().filter_map(|set| {
        let declared = set.declared_count.filter(|declared| *declared as usize > set.loaded_count)?;
        let class = names::list_class(texts::LANG, set.class).into();
        let args = [("class", class), ("loaded", set.loaded_count.into()), ("declared", declared.into())];
        Some(texts::text_with("audit-partial-set", args))
    });
    let fewer: Vec<String> = fewer.collect();
    if !fewer.is_empty() {
        remarks.push(texts::text_with("audit-partial", [("sets", fewer.join("; ").into())]));
    }
    remarks
}

/// The last import of each sort: its name, file and day.
fn imports(records: &Records) -> Vec<String> {
    let told = records.last_of_each_action().into_iter().map(|source| ApiSource::of_source(records, source.id));
    told.flatten().map(|source| source.to_string()).collect()
}
