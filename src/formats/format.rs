//! The one list of formats that can be imported; a new format adds its line here.

use crate::domain::facts::word_enum;

word_enum! {
    /// An importable format by its name on the command line.
    Format {
        Katottg = "katottg",
        Hromadas = "hromadas",
        Settlements = "settlements",
        Boundaries = "boundaries",
        TerritoryList = "territory-list",
        GuideRegistry = "guide-registry",
        GuideReport = "guide-report",
        MandatoryAmendment = "mandatory-amendment",
        Territories = "territories",
        HromadaFacts = "hromada-facts",
        StarostaDistricts = "starosta-districts",
        Points = "points",
        Services = "services",
        ServiceSteps = "service-steps",
        Mandatory = "mandatory",
        MandatoryDeclared = "mandatory-declared",
        Offerings = "offerings",
        Answers = "answers",
        Equipment = "equipment",
        Figures = "figures",
        Targets = "targets",
    }
}

impl Format {
    /// True for the product's own tables, which can be exported too.
    #[must_use]
    pub fn is_own_table(self) -> bool {
        self >= Self::Territories
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_word() {
        for format in Format::ALL {
            assert_eq!(Format::parse(format.word()), Some(*format));
        }
        assert!(Format::Points.is_own_table() && !Format::GuideReport.is_own_table());
    }
}
