//! Where a reported centre stands: by its codifier code, else by its address; coordinates are checked against it.

use crate::actions::import::context::ImportContext;
use crate::actions::import::guide_registry::{confidence, gazetteer, located_in, method};
use crate::actions::import::reference_location::{FARTHEST_KM, is_far, reference_location};
use crate::domain::degrees::rounded_place;
use crate::domain::{Category, Message, PointKind, TerritoryCode};
use crate::formats::Numbered;
use crate::formats::cells::in_ukraine;
use crate::formats::guide_report::GuideReport;
use crate::formats::messages;
use crate::geocoding::{Gazetteer, Method, Resolution, StatedPlace};
use crate::registry::{Place, Territories};

/// The tree, asked by code and by words.
pub struct Places<'a> {
    tree: &'a Territories,
    gazetteer: Gazetteer,
}

/// The place and the kind of a centre; what is not certain is `None`.
#[derive(Debug, Default)]
pub struct ResolvedPlace {
    pub hromada: Option<TerritoryCode>,
    pub settlement: Option<TerritoryCode>,
    pub located_in: Option<TerritoryCode>,
    /// How the place was found; `None` where the report states its code.
    pub resolution: Option<(String, f64)>,
    pub kind: Option<PointKind>,
}

impl<'a> Places<'a> {
    pub fn new(tree: &'a Territories) -> Self {
        Self { tree, gazetteer: gazetteer(tree, &crate::data::old_names()) }
    }

    /// The place by the stated code, else by the words of the address; an ambiguous one stays open with a warning.
    pub fn find(&self, context: &mut ImportContext<'_>, row: &Numbered<GuideReport>) -> ResolvedPlace {
        let report = &row.value;
        let resolved = self.resolve(report);
        let kind = kind(report, &resolved);
        if let Some(place) = self.by_code(context, row) {
            return ResolvedPlace { kind, ..self.resolve_at(place, &resolved) };
        }
        if resolved.hromada.is_none() && resolved.settlement.is_none() {
            self.tell_unresolved(context, row, &resolved);
            return ResolvedPlace { kind, located_in: located_in(&resolved), ..ResolvedPlace::default() };
        }
        let resolution = Some((method(&resolved), confidence(&resolved)));
        let (hromada, settlement) = (resolved.hromada, resolved.settlement);
        ResolvedPlace { hromada, settlement, located_in: located_in(&resolved), resolution, kind }
    }

    /// At the stated place: in its hromada, or in the founder's that the name names.
    fn resolve_at(&self, place: &Place, resolved: &Resolution) -> ResolvedPlace {
        let stands = self.tree.hromada_of(place.code).map(|hromada| hromada.code);
        let settlement = (place.category != Category::Hromada).then_some(place.code);
        let oblast = self.tree.first_level(place.code).map(|oblast| oblast.code);
        let founder = resolved.hromada.filter(|founder| {
            resolved.method == Method::Founder
                && Some(*founder) != stands
                && (resolved.oblast == oblast || resolved.located_in.is_some())
        });
        let resolution = founder.map(|_| (method(resolved), confidence(resolved)));
        let located_in = founder.and(stands);
        let hromada = founder.or(stands);
        ResolvedPlace { hromada, settlement, located_in, resolution, kind: None }
    }

    fn by_code(&self, context: &mut ImportContext<'_>, row: &Numbered<GuideReport>) -> Option<&'a Place> {
        let stated = row.value.address.locality_codifier.as_deref()?;
        let place = TerritoryCode::parse(stated).ok().and_then(|code| self.tree.get(code));
        let usable = place.filter(|place| !matches!(place.category, Category::Oblast | Category::Raion));
        if usable.is_none() {
            let reason = "fault-locality-unknown";
            context.warn(row.row, "asc_org.address.locality.codifier", stated, reason, "expected-settlement-katottg");
        }
        usable
    }

    fn resolve(&self, report: &GuideReport) -> Resolution {
        let name = name(report).unwrap_or_default();
        let formation = report.general.asc_type.as_deref().unwrap_or_default();
        let by = |address: &str| self.gazetteer.resolve(&StatedPlace { name, address, formation });
        let found = by(&composed(report));
        match &report.address.address_full {
            Some(full) if found.hromada.is_none() && found.settlement.is_none() => by(full),
            _ => found,
        }
    }

    fn tell_unresolved(&self, context: &mut ImportContext<'_>, row: &Numbered<GuideReport>, found: &Resolution) {
        let named = |code: &TerritoryCode| {
            self.tree.get(*code).map_or_else(String::new, |place| format!("{code} {}", self.tree.full_name(place)))
        };
        let candidates: Vec<String> = found.candidates.iter().map(named).collect();
        let reason = "fault-hromada-open";
        context.warn(row.row, "asc_org.address", composed(&row.value), reason, messages::candidates(&candidates));
    }

    /// The stated coordinates, if they lie in Ukraine and near the place.
    pub fn location(
        &self,
        context: &mut ImportContext<'_>,
        row: &Numbered<GuideReport>,
        found: &ResolvedPlace,
    ) -> Option<(f64, f64)> {
        let address = &row.value.address;
        let (lat, lon) = match (address.lat, address.lon) {
            (Some(lat), Some(lon)) => (lat, lon),
            (None, None) => return None,
            _ => {
                context.warn(row.row, "asc_org.address", "", "fault-one-coordinate", "expected-lat-lon");
                return None;
            }
        };
        let value = format!("{lat}, {lon}");
        if !in_ukraine(lat, lon) {
            let reason = "fault-coordinates-outside";
            context.warn(row.row, "asc_org.address.lat", value, reason, "expected-lat-lon-degrees");
            return None;
        }
        let stands = found.located_in.or(found.hromada);
        if is_far(reference_location(self.tree, stands, found.settlement), (lat, lon)) {
            let reason = Message::new("fault-far-not-used").with("km", FARTHEST_KM.to_string());
            context.warn(row.row, "asc_org.address.lat", value, reason, "expected-near-settlement");
            return None;
        }
        Some(rounded_place((lat, lon)))
    }
}

/// The centre's name.
pub fn name(report: &GuideReport) -> Option<&str> {
    report.general.asc_name.as_deref().or(report.org.name.as_deref())
}

/// The kind the type or the words of the report tell. `is_structural_unit` and `is_permanent_working_unit` are the two
/// legal forms a centre is founded in, so they tell no kind.
fn kind(report: &GuideReport, resolved: &Resolution) -> Option<PointKind> {
    let typed = report.general.asc_type.as_deref().and_then(PointKind::parse);
    typed.or_else(|| (resolved.kind != PointKind::Cnap).then_some(resolved.kind))
}

/// The parts of the address in the order and with the type words the resolver reads.
fn composed(report: &GuideReport) -> String {
    let general = &report.general;
    let typed = |part: &Option<String>, word: &str| {
        let part = part.as_deref()?;
        let has_type = part.contains('.') || part.contains(' ');
        Some(if has_type { part.to_owned() } else { format!("{word} {part}") })
    };
    let ended = |part: &Option<String>, marks: &[&str], word: &str| {
        let part = part.as_deref()?;
        let marked = marks.iter().any(|mark| part.to_lowercase().contains(mark));
        Some(if marked { part.to_owned() } else { format!("{part} {word}") })
    };
    let settlement = typed(&general.village, "с.")
        .or_else(|| general.locality.clone())
        .or_else(|| typed(&general.city, "м."))
        .or_else(|| report.address.locality_name.clone());
    let special =
        general.region.as_deref().is_some_and(|region| region.contains("Київ") && !region.contains("Київськ"));
    let region = if special { general.region.clone() } else { ended(&general.region, &["обл"], "область") };
    let parts = [
        Some(general.street.clone().unwrap_or_else(|| "_".to_owned())),
        general.building_number.clone(),
        settlement,
        ended(&general.local_community, &["громад"], "територіальна громада"),
        ended(&general.district, &["район", "р-н"], "район"),
        region,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::guide_report::General;

    fn report(general: General) -> GuideReport {
        GuideReport { general, ..GuideReport::default() }
    }

    #[test]
    fn an_address_is_composed_with_its_type_words() {
        let some = |text: &str| Some(text.to_owned());
        let general = General {
            street: some("Миру"),
            building_number: some("1"),
            village: some("Кальна"),
            local_community: some("Витвицька"),
            district: some("Калуський"),
            region: some("Івано-Франківська"),
            ..General::default()
        };
        let told = "Миру, 1, с. Кальна, Витвицька територіальна громада, Калуський район, Івано-Франківська область";
        assert_eq!(composed(&report(general)), told);
        let kyiv = General { region: some("м. Київ"), city: some("м. Київ"), ..General::default() };
        assert_eq!(composed(&report(kyiv)), "_, м. Київ, м. Київ");
    }
}
