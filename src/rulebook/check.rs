//! What one rule file cannot know of itself: ids stand once, and what is referred to exists.

use std::collections::BTreeSet;

use super::{Checklist, Criterion, Indicator, MeasureRule, MembershipRule, RuleFault, Rulebook, Text};
use crate::domain::PointKind;

/// Areas of accessibility a criterion may belong to.
const AREAS: [&str; 5] = ["physical", "informational", "digital", "communicative", "organisational"];

/// Why a range of likely values cannot be.
const FALLS: &str = "likely is [least, most]";

/// True for a range that ends before it begins.
fn falls(likely: Option<[f64; 2]>) -> bool {
    likely.is_some_and(|[least, most]| least > most)
}

/// Every fault between the parts of a rulebook.
pub(super) fn faults(book: &Rulebook) -> Vec<RuleFault> {
    let mut found = Faults(Vec::new());
    found.check_repeated_ids(book);
    for kind in &book.equipment {
        for group in kind.needed_by_groups.iter().filter(|id| book.group(id).is_none()) {
            found.add("equipment.toml", format!("{}: no group «{group}»", kind.id));
        }
    }
    for measure in &book.measures {
        if let Some(group) = measure.group.as_deref().filter(|id| book.group(id).is_none()) {
            found.add("measures.toml", format!("{}: no group «{group}»", measure.id));
        }
        if falls(measure.likely) {
            found.add("measures.toml", format!("{}: {FALLS}", measure.id));
        }
    }
    for assessment in &book.workspace.assessments {
        let id = &assessment.checklist;
        if book.checklist(id).is_none() || assessment.in_year(2024).is_none() {
            found.add("workspace.toml", format!("{id}: no such checklist, or no days «06-01» and «08-31»"));
        }
    }
    for rule in book.review.iter().filter(|rule| !(rule.limit.is_finite() && rule.limit > 0.0)) {
        found.add("review.toml", format!("{}: the limit is a number above 0", rule.id));
    }
    let knows_event = |id: &str| book.life_events.iter().any(|event| event.id == id);
    for (file, words) in [("everyday-words", &book.everyday), ("everyday-words-en", &book.english_words)] {
        for reason in words.faults(knows_event) {
            found.add(format!("catalogue/{file}.toml"), reason);
        }
    }
    if let Some(name) = book.travel.fault() {
        found.add("coverage.toml", format!("{name}: no possible value"));
    }
    for reason in book.service_names.faults() {
        found.add("catalogue/service-names.toml", reason);
    }
    book.checklists.iter().for_each(|checklist| found.checklist(checklist));
    book.indicators.iter().for_each(|indicator| found.indicator(book, indicator));
    for form in &book.reports {
        let file = format!("reports/{}.toml", form.id);
        form.faults(book).into_iter().for_each(|reason| found.add(&file, reason));
    }
    found.0
}

struct Faults(Vec<RuleFault>);

impl Faults {
    fn add(&mut self, file: impl Into<String>, reason: impl Into<String>) {
        self.0.push(RuleFault { file: file.into(), reason: reason.into() });
    }

    fn once<'a>(&mut self, file: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if id.trim().is_empty() {
                self.add(file, "an empty id");
            } else if !seen.insert(id) {
                self.add(file, format!("id «{id}» stands twice"));
            }
        }
    }

    fn check_repeated_ids(&mut self, book: &Rulebook) {
        self.once("indicators", book.indicators.iter().map(|x| x.id.as_str()));
        self.once("checklists", book.checklists.iter().map(|x| x.id.as_str()));
        self.once("equipment.toml", book.equipment.iter().map(|x| x.id.as_str()));
        self.once("measures.toml", book.measures.iter().map(|x| x.id.as_str()));
        self.once("catalogue/groups.toml", book.groups.iter().map(|x| x.id.as_str()));
        self.once("catalogue/life-events.toml", book.life_events.iter().map(|x| x.id.as_str()));
        self.once("mandatory/lists.toml", book.lists.iter().map(|x| x.id.as_str()));
        self.once("reports", book.reports.iter().map(|x| x.id.as_str()));
        self.once("review.toml", book.review.iter().map(|x| x.id.as_str()));
        self.once("sources.toml", book.sources.iter().map(|x| x.id.as_str()));
    }

    fn checklist(&mut self, checklist: &Checklist) {
        let file = format!("checklists/{}.toml", checklist.id);
        self.once(&file, checklist.criteria.iter().map(|criterion| criterion.id.as_str()));
        if checklist.editions.is_empty() {
            self.add(&file, "no [[edition]]: the date in force is not known");
        }
        for criterion in &checklist.criteria {
            for reason in criterion_faults(checklist, criterion) {
                self.add(&file, format!("{}: {reason}", criterion.id));
            }
        }
    }

    fn indicator(&mut self, book: &Rulebook, indicator: &Indicator) {
        let file = format!("indicators/{}.toml", indicator.id);
        if indicator.title.is_incomplete() || indicator.rule.is_incomplete() {
            self.add(&file, "title and rule need both languages");
        }
        if indicator.kinds.is_empty() {
            self.add(&file, "kinds: no kind of point is counted");
        }
        for reason in [unknown_reference(book, &indicator.holds), other_kinds(book, indicator)].into_iter().flatten() {
            self.add(&file, reason);
        }
    }
}

fn criterion_faults(checklist: &Checklist, criterion: &Criterion) -> Vec<String> {
    let mut found = Vec::new();
    if !AREAS.contains(&criterion.area.as_str()) {
        found.push(format!("area «{}» is not one of {}", criterion.area, AREAS.join(", ")));
    }
    if criterion.title.is_incomplete() || criterion.advice.as_ref().is_some_and(Text::is_incomplete) {
        found.push("texts need both languages".into());
    }
    let an_edition = |day| checklist.editions.iter().any(|edition| edition.in_force == day);
    if let Some(since) = criterion.since.filter(|day| !an_edition(*day)) {
        found.push(format!("since {since} is not the date of an edition"));
    }
    found.extend(criterion.measure.as_ref().and_then(measure_fault));
    found
}

fn measure_fault(rule: &MeasureRule) -> Option<String> {
    let steps = &rule.by_population;
    let limits: Vec<Option<u32>> = steps.iter().map(|step| step.up_to).collect();
    let rising = limits.windows(2).all(|pair| matches!(pair, [Some(a), b] if b.is_none_or(|b| *a < b)));
    if rule.max.is_none() && rule.min.is_none() && steps.is_empty() {
        return Some("a measure needs max, min or by_population".into());
    }
    if falls(rule.likely) {
        return Some(FALLS.into());
    }
    if !rising || limits.last().is_some_and(Option::is_some) {
        return Some("by_population rises and ends with a step without up_to".into());
    }
    None
}

/// An indicator of a checklist counts the kinds the checklist applies to, so that both tell the same.
fn other_kinds(book: &Rulebook, indicator: &Indicator) -> Option<String> {
    let MembershipRule::BarrierFree { checklist } = &indicator.holds else { return None };
    let applies: BTreeSet<PointKind> = book.checklist(checklist)?.kinds.iter().copied().collect();
    let counted: BTreeSet<PointKind> = indicator.kinds.iter().copied().collect();
    (applies != counted).then(|| format!("kinds: not those of the checklist «{checklist}»"))
}

fn unknown_reference(book: &Rulebook, holds: &MembershipRule) -> Option<String> {
    let missing = |known: bool, what: &str, id: &str| (!known).then(|| format!("holds: no {what} «{id}»"));
    match holds {
        MembershipRule::Gives { group, .. } => missing(book.group(group).is_some(), "group", group),
        MembershipRule::HasEquipment(id) => missing(book.equipment_type(id).is_some(), "equipment type", id),
        MembershipRule::LifeEvent(id) => missing(book.life_event(id).is_some(), "life event", id),
        MembershipRule::BarrierFree { checklist: id }
        | MembershipRule::BarrierFreeFull { checklist: id }
        | MembershipRule::BarrierFreeShare { checklist: id, .. } => {
            missing(book.checklist(id).is_some(), "checklist", id)
        }
        MembershipRule::StarostaShare { threshold } => {
            (!(0.0..=1.0).contains(threshold)).then(|| format!("holds: threshold {threshold} is not a share"))
        }
        MembershipRule::FullList(wanted) | MembershipRule::Positions(wanted) | MembershipRule::DiiaCentre(wanted) => {
            (!wanted).then(|| "holds: only true says something".into())
        }
    }
}
