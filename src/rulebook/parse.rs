//! The files of `data/` to a rulebook, with every fault and the file it stands in.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{
    EquipmentType, LifeEvent, ListText, Measure, ReportForm, ReviewRule, Rulebook, ServiceGroup, SourceText, check,
};

/// One thing wrong with a rule file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {reason}")]
pub struct RuleFault {
    /// Path under `data/`.
    pub file: String,
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Types {
    #[serde(default, rename = "type")]
    all: Vec<EquipmentType>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Measures {
    #[serde(default, rename = "measure")]
    all: Vec<Measure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Groups {
    #[serde(default, rename = "group")]
    all: Vec<ServiceGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LifeEvents {
    #[serde(default, rename = "life_event")]
    all: Vec<LifeEvent>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListTexts {
    #[serde(default, rename = "list")]
    all: Vec<ListText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sources {
    #[serde(default, rename = "source")]
    all: Vec<SourceText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReviewRules {
    #[serde(default, rename = "rule")]
    all: Vec<ReviewRule>,
}

impl Rulebook {
    /// Reads the files of `data/`, given as `(path under data, text)`; files of no known name are passed over.
    ///
    /// # Errors
    /// Every fault found, each with its file.
    pub fn parse(files: &[(String, String)]) -> Result<Self, Vec<RuleFault>> {
        let mut book = Self::default();
        let mut faults = Vec::new();
        for (file, text) in files {
            let read = book.parse_file(&file.replace('\\', "/"), text);
            faults.extend(read.err().map(|reason| RuleFault { file: file.clone(), reason }));
        }
        book.sort();
        faults.extend(check::faults(&book));
        if faults.is_empty() { Ok(book) } else { Err(faults) }
    }

    fn parse_file(&mut self, file: &str, text: &str) -> Result<(), String> {
        match file {
            "equipment.toml" => self.equipment = read::<Types>(text)?.all,
            "coverage.toml" => self.travel = read(text)?,
            "measures.toml" => self.measures = read::<Measures>(text)?.all,
            "review.toml" => self.review = read::<ReviewRules>(text)?.all,
            "sources.toml" => self.sources = read::<Sources>(text)?.all,
            "catalogue/groups.toml" => self.groups = read::<Groups>(text)?.all,
            "catalogue/everyday-words.toml" => self.everyday = read(text)?,
            "catalogue/everyday-words-en.toml" => self.english_words = read(text)?,
            "catalogue/service-names.toml" => self.service_names = read(text)?,
            "catalogue/life-events.toml" => self.life_events = read::<LifeEvents>(text)?.all,
            "workspace.toml" => self.workspace = read(text)?,
            "mandatory/lists.toml" => self.lists = read::<ListTexts>(text)?.all,
            _ if is_in("indicators/", file) => self.indicators.push(read(text)?),
            _ if is_in("checklists/", file) => self.checklists.push(read(text)?),
            _ if is_in("reports/", file) => self.reports.push(report_form(file, text)?),
            _ => {}
        }
        Ok(())
    }

    fn sort(&mut self) {
        self.indicators.sort_by_key(|indicator| indicator.order);
        self.checklists.sort_by_key(|checklist| checklist.order);
        self.equipment.sort_by_key(|kind| kind.order);
        self.measures.sort_by_key(|measure| measure.order);
        self.groups.sort_by_key(|group| group.order);
        self.life_events.sort_by_key(|event| event.order);
        self.review.sort_by_key(|rule| rule.order);
        self.sources.sort_by_key(|source| source.order);
        self.reports.sort_by_key(|form| form.order);
        for checklist in &mut self.checklists {
            checklist.editions.sort_by_key(|edition| edition.in_force);
        }
    }
}

fn is_in(folder: &str, file: &str) -> bool {
    file.strip_prefix(folder).and_then(|name| name.strip_suffix(".toml")).is_some_and(|id| !id.contains('/'))
}

/// A form of a report; its id is the name of its file, by which later faults name it.
fn report_form(file: &str, text: &str) -> Result<ReportForm, String> {
    let form: ReportForm = read(text)?;
    let named = file == format!("reports/{}.toml", form.id);
    if named { Ok(form) } else { Err(format!("id: «{}» is not the name of the file", form.id)) }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| error.to_string())
}
