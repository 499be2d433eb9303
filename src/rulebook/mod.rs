//! The rules as data: indicators, checklists, equipment types, measures, groups; read from `data/`.

mod check;
mod checklist;
mod everyday;
mod indicator;
mod nouns;
mod parse;
mod read;
mod report;
mod review;
mod service_names;
#[cfg(test)]
mod tests;
mod text;
mod travel;
mod workspace;

pub use checklist::{Checklist, ChecklistEdition, Criterion, MeasureRule, Threshold, Wheelchair, Zone};
pub use everyday::{EverydayPhrase, EverydayWords, SameWords};
pub use indicator::{Indicator, Measurement, MembershipRule, Programme, Unit};
pub use nouns::{
    EquipmentType, LifeEvent, ListEditionText, ListText, Measure, OldPlaceName, ServiceGroup, SourceText, Total,
};
pub use parse::RuleFault;
pub use report::{
    MemberWord, ReportCondition, ReportForm, ReportGroup, ReportLevel, ReportParagraph, ReportSection, ReportTable,
    TableKind,
};
pub use review::{ReviewRule, Watches};
pub use service_names::{OtherNames, ServiceNames};
pub use text::Text;
pub use travel::TravelRule;
pub use workspace::{Assessment, WorkspaceRules};

/// Everything the region or the law decides that is not a dated table; every part in its own order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rulebook {
    pub indicators: Vec<Indicator>,
    pub checklists: Vec<Checklist>,
    pub equipment: Vec<EquipmentType>,
    pub measures: Vec<Measure>,
    pub groups: Vec<ServiceGroup>,
    pub life_events: Vec<LifeEvent>,
    pub lists: Vec<ListText>,
    pub sources: Vec<SourceText>,
    pub reports: Vec<ReportForm>,
    pub everyday: EverydayWords,
    /// Everyday words in English, leading to the same services.
    pub english_words: EverydayWords,
    /// Former names of places.
    pub old_names: Vec<OldPlaceName>,
    pub service_names: ServiceNames,
    pub travel: TravelRule,
    pub workspace: WorkspaceRules,
    /// What looks odd in a submission.
    pub review: Vec<ReviewRule>,
    /// SHA-256 of the shipped tables that are samples: imported as they are, their rows are samples too.
    pub sample_files: Vec<String>,
}

impl Rulebook {
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    #[must_use]
    pub fn checklist(&self, id: &str) -> Option<&Checklist> {
        self.checklists.iter().find(|checklist| checklist.id == id)
    }

    #[must_use]
    pub fn equipment_type(&self, id: &str) -> Option<&EquipmentType> {
        self.equipment.iter().find(|kind| kind.id == id)
    }

    /// What is known of the publisher and licence of a file of this format.
    #[must_use]
    pub fn source_of(&self, format: &str, sample: bool) -> Option<&SourceText> {
        let speaks = |source: &&SourceText| source.samples && sample || source.formats.iter().any(|one| one == format);
        self.sources.iter().find(speaks)
    }

    #[must_use]
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    #[must_use]
    pub fn group(&self, id: &str) -> Option<&ServiceGroup> {
        self.groups.iter().find(|group| group.id == id)
    }

    #[must_use]
    pub fn life_event(&self, id: &str) -> Option<&LifeEvent> {
        self.life_events.iter().find(|event| event.id == id)
    }

    #[must_use]
    pub fn list(&self, id: &str) -> Option<&ListText> {
        self.lists.iter().find(|list| list.id == id)
    }

    /// The form of a report.
    #[must_use]
    pub fn report(&self, id: &str) -> Option<&ReportForm> {
        self.reports.iter().find(|form| form.id == id)
    }

    /// The type of equipment without which services of the group cannot be given: the first in order.
    #[must_use]
    pub fn equipment_for(&self, group: &str) -> Option<&EquipmentType> {
        self.equipment.iter().find(|kind| kind.needed_by_groups.iter().any(|needing| needing == group))
    }
}
