//! Forms of reports: files of `data/reports/`, each with its sections, tables, texts and signatures.

use serde::Deserialize;

use super::{Rulebook, Text};
use crate::domain::facts::word_enum;

/// A form of a report: a file of `data/reports/`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportForm {
    pub id: String,
    #[serde(default)]
    pub order: u32,
    pub title: Text,
    /// What it is for, shown where a report is chosen.
    pub about: Text,
    /// Levels of the territory it can be made of.
    pub territories: Vec<ReportLevel>,
    /// Lines above the title, flush right: whom a letter is to.
    #[serde(default)]
    pub addressee: Vec<Text>,
    /// True where date and number are left to be filled in.
    #[serde(default)]
    pub numbered: bool,
    #[serde(default, rename = "section")]
    pub sections: Vec<ReportSection>,
    #[serde(default, rename = "signature")]
    pub signatures: Vec<ReportSignature>,
}

/// What a report can be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportLevel {
    Country,
    Oblast,
    Raion,
    Hromada,
}

/// A part of a report under its own heading.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportSection {
    pub id: String,
    /// Without it the section has no heading.
    pub title: Option<Text>,
    /// What must hold of the territory for the section to stand in the report.
    #[serde(default)]
    pub when: Vec<ReportCondition>,
    /// Paragraphs above the tables.
    #[serde(default)]
    pub text: Vec<ReportParagraph>,
    /// Paragraphs below the tables.
    #[serde(default)]
    pub after: Vec<ReportParagraph>,
    /// Printed across the paper.
    #[serde(default)]
    pub landscape: bool,
    /// The signatures stand below it and not at the end: what follows is an annex.
    #[serde(default)]
    pub signed: bool,
    #[serde(default, rename = "table")]
    pub tables: Vec<ReportTable>,
}

/// A paragraph, perhaps under a condition.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportParagraph {
    uk: String,
    en: String,
    /// What must hold of the territory for the paragraph to stand in the report.
    #[serde(default)]
    pub when: Vec<ReportCondition>,
}

impl ReportParagraph {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> Text {
        Text { uk: self.uk.clone(), en: self.en.clone() }
    }
}

/// A table of a report: what it shows, and of what.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReportTable {
    pub show: TableKind,
    /// In place of the usual caption.
    pub title: Option<Text>,
    pub note: Option<Text>,
    /// Ids of indicators; without them every indicator.
    #[serde(default)]
    pub indicators: Vec<String>,
    /// Id of the checklist of a register.
    #[serde(default)]
    pub checklist: String,
    /// Ids of equipment types; without them every type.
    #[serde(default)]
    pub equipment: Vec<String>,
    /// Ids of measures; without them every measure.
    #[serde(default)]
    pub measures: Vec<String>,
    /// Answers whose members are named; without them all.
    #[serde(default)]
    pub states: Vec<MemberWord>,
    /// Years of a programme.
    #[serde(default)]
    pub years: Vec<i32>,
    /// Rows of a programme under the name of a priority.
    #[serde(default, rename = "group")]
    pub groups: Vec<ReportGroup>,
    /// Rows at most; the rest is counted below the table.
    pub most: Option<usize>,
    /// True where points are told by their numbers in the table of points of the same form.
    #[serde(default)]
    pub numbered_points: bool,
    /// Days after the day of the report until a gap is to be closed; left to be filled in without them.
    pub due_days: Option<u32>,
}

/// Indicators under a common name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportGroup {
    pub title: Text,
    pub indicators: Vec<String>,
}

/// A place for a signature.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportSignature {
    pub position: Text,
}

/// How a member stands, as forms write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MemberWord {
    Yes,
    No,
    Unknown,
    Undecided,
    Excluded,
}

/// What a section or a paragraph of a form rests on: what is known of the points of the territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportCondition {
    /// Some point that has declared its services lacks one it owes.
    Gaps,
    NoGaps,
    /// Some counted point has not declared its services.
    Undeclared,
    /// Every counted point has declared its services, and there is one.
    Declared,
    /// Of some position it is not known whether it is owed.
    Undecided,
    /// No point is counted.
    NoPoints,
    /// An edition of the list is in force.
    List,
    NoList,
}

word_enum! {
    /// What a table of a report shows.
    TableKind {
        /// Points by kind, now and in the quarter before.
        Network = "network",
        /// Points and shares by raion.
        Parts = "parts",
        /// Indicators with the quarter before, baseline and target.
        Indicators = "indicators",
        /// Indicators against each year of the programme.
        Programme = "programme",
        /// Who stands behind every figure, by name.
        Members = "members",
        /// What is not known, and why.
        Unknowns = "unknowns",
        /// Hromadas by their share of the list.
        Ranking = "ranking",
        /// Services a hromada lacks and what each takes.
        Gaps = "gaps",
        /// What a card says of every point, criterion by criterion.
        BarrierFreeRegister = "barrier-free-register",
        /// Answers to each criterion.
        BarrierFreeCriteria = "barrier-free-criteria",
        /// Types of equipment in the territory.
        Equipment = "equipment",
        /// Equipment of every point.
        EquipmentRegister = "equipment-register",
        /// Figures by month of the quarter.
        Activity = "activity",
        /// Figures of every hromada.
        ActivityByHromada = "activity-by-hromada",
        /// Indicators on both days of a comparison.
        ChangedIndicators = "changed-indicators",
        /// Members that stand otherwise, with the reason before and after.
        ChangedMembers = "changed-members",
        /// Points, services, hromadas and the list that are not as they were.
        ChangedThings = "changed-things",
        /// Facts of a hromada.
        Facts = "facts",
        /// Points with address, hours and telephone.
        Points = "points",
        /// Rule and act of every figure.
        Rules = "rules",
        /// Where the data come from.
        Sources = "sources",
    }
}

impl<'de> Deserialize<'de> for TableKind {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        let known = || Self::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
        let wrong = || serde::de::Error::custom(format!("show: «{word}» is not one of {}", known()));
        Self::parse(&word).ok_or_else(wrong)
    }
}

/// Words in braces that texts of forms may hold.
pub const PLACEHOLDERS: [&str; 6] = ["territory", "date", "period", "previous", "list", "entry"];

impl ReportForm {
    /// Every fault of the form, each naming its section and key.
    pub(super) fn faults(&self, book: &Rulebook) -> Vec<String> {
        let mut found = Vec::new();
        if self.territories.is_empty() {
            found.push("territories: no level is named".to_owned());
        }
        let own = [("title", &self.title), ("about", &self.about)];
        let to = self.addressee.iter().map(|text| ("addressee", text));
        let signed = self.signatures.iter().map(|one| ("signature, position", &one.position));
        for (key, text) in own.into_iter().chain(to).chain(signed) {
            found.extend(text_fault(text).map(|reason| format!("{key}: {reason}")));
        }
        let tables = || self.sections.iter().flat_map(|section| &section.tables);
        let by_number = tables().any(|table| table.numbered_points);
        if by_number && !tables().any(|table| table.show == TableKind::Points) {
            found.push("numbered-points: the form has no table of points".to_owned());
        }
        for (index, section) in self.sections.iter().enumerate() {
            let twice = self.sections.iter().take(index).any(|other| other.id == section.id);
            found.extend(twice.then(|| format!("section «{}»: the id stands twice", section.id)));
            let faults = section.faults(book).into_iter();
            found.extend(faults.map(|reason| format!("section «{}», {reason}", section.id)));
        }
        found
    }
}

impl ReportSection {
    fn faults(&self, book: &Rulebook) -> Vec<String> {
        let mut found = Vec::new();
        let named = self.title.iter().map(|text| ("title", text));
        let told = self.text.iter().map(|text| ("text", text.text()));
        let after = self.after.iter().map(|text| ("after", text.text()));
        for (key, text) in named.map(|(key, text)| (key, text.clone())).chain(told).chain(after) {
            found.extend(text_fault(&text).map(|reason| format!("{key}: {reason}")));
        }
        for (number, table) in (1..).zip(&self.tables) {
            let faults = table.faults(book).into_iter();
            found.extend(faults.map(|reason| format!("table {number}, {reason}")));
        }
        found
    }
}

impl ReportTable {
    fn faults(&self, book: &Rulebook) -> Vec<String> {
        let mut found = Vec::new();
        let mut missing = |key: &str, what: &str, id: &str, known: bool| {
            found.extend((!known).then(|| format!("{key}: no {what} «{id}»")));
        };
        let grouped = self.groups.iter().flat_map(|group| &group.indicators);
        for id in self.indicators.iter().chain(grouped) {
            missing("indicators", "indicator", id, book.indicator(id).is_some());
        }
        for id in &self.equipment {
            missing("equipment", "type of equipment", id, book.equipment_type(id).is_some());
        }
        for id in &self.measures {
            missing("measures", "measure", id, book.measure(id).is_some());
        }
        let on_cards = matches!(self.show, TableKind::BarrierFreeRegister | TableKind::BarrierFreeCriteria);
        if on_cards {
            missing("checklist", "checklist", &self.checklist, book.checklist(&self.checklist).is_some());
        }
        if self.show == TableKind::Programme && self.years.is_empty() {
            found.push("years: a programme needs its years".to_owned());
        }
        let texts = [("title", &self.title), ("note", &self.note)];
        for (key, text) in texts.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?))) {
            found.extend(text_fault(text).map(|reason| format!("{key}: {reason}")));
        }
        found
    }
}

fn text_fault(text: &Text) -> Option<String> {
    if text.is_incomplete() {
        return Some("both languages are needed".to_owned());
    }
    let unknown = [&text.uk, &text.en].into_iter().find_map(|text| unknown_placeholder(text));
    unknown.map(|word| format!("«{{{word}}}» is not one of {}", PLACEHOLDERS.join(", ")))
}

fn unknown_placeholder(text: &str) -> Option<&str> {
    let opened = text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default());
    opened.into_iter().find(|word| !PLACEHOLDERS.contains(word))
}
