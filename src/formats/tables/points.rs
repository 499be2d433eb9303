//! `points`: access points over the periods of their life.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points, likely};
use crate::domain::degrees::rounded_place;
use crate::domain::rows::PointRow;
use crate::domain::{Message, Period, PointKind, PointStatus, Precision, TextRule, feature};
use crate::formats::Format;
use crate::formats::cells::{Cells, number};
use crate::formats::columns::{Column, optional_column, required_column};
use crate::formats::references::{Need, Subject};
use crate::formats::timetable::{self, Unread};

entry_points!(PointRow);

impl OwnRow for PointRow {
    const FORMAT: Format = Format::Points;
    const COLUMNS: &'static [Column] = &[
        required_column("code", "Код"),
        required_column("kind", "Вид"),
        optional_column("parent", "Код ЦНАП"),
        optional_column("hromada", "Громада"),
        optional_column("settlement", "Населений пункт"),
        optional_column("starosta_district", "Старостинський округ"),
        required_column("name", "Назва"),
        optional_column("address", "Адреса"),
        optional_column("lat", "Широта"),
        optional_column("lon", "Довгота"),
        optional_column("status", "Статус"),
        optional_column("from", "Діє з"),
        optional_column("until", "Діє до"),
        optional_column("diia_centre", "Дія.Центр"),
        optional_column("area_total", "Площа загальна, м²"),
        optional_column("area_waiting", "Площа очікування, м²"),
        optional_column("area_service", "Площа обслуговування, м²"),
        optional_column("workers", "Працівників"),
        optional_column("hours", "Години роботи"),
        optional_column("phone", "Телефон"),
        optional_column("email", "Електронна пошта"),
        optional_column("web", "Вебсайт"),
        optional_column("precision", "Точність координат"),
        optional_column("hours_text", "Години роботи текстом"),
        optional_column("resolution_method", "Спосіб прив'язки"),
        optional_column("resolution_confidence", "Певність прив'язки"),
        optional_column("features", "Зручності"),
        optional_column("located_in", "Територія розташування"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const NEEDS: &'static [Need] = &[Need::Points, Need::Districts, Need::Places];
    const IS_WIDE: bool = true;

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let code = cells.must_own_code("code", &Subject::Point);
        let kind = cells.must_word::<PointKind>("kind");
        let name = cells.must_text("name", TextRule::NAME);
        let location = cells.location("lat", "lon");
        let status = cells.word::<PointStatus>("status");
        let (hours, hours_text) = hours(cells);
        let hromada = cells.hromada("hromada");
        let located_in = cells.area("located_in");
        Some(Self {
            parent: parent(cells),
            settlement: cells.settlement("settlement", "hromada", located_in.or(hromada)),
            starosta_district: cells.reference("starosta_district", &Subject::District),
            address: cells.text("address", TextRule::NAME),
            precision: precision(cells, location.is_some()),
            status: status.unwrap_or(PointStatus::Active),
            period: cells.period(),
            diia_centre: cells.flag("diia_centre"),
            area_total: likely::area(cells, "area_total"),
            area_waiting: likely::area(cells, "area_waiting"),
            area_service: likely::area(cells, "area_service"),
            workers: likely::workers(cells),
            phone: likely::phone(cells),
            email: likely::email(cells),
            web: likely::web(cells),
            features: features(cells),
            resolution: resolution(cells),
            code: code?,
            kind: kind?,
            name: name?,
            location,
            hours,
            hours_text,
            hromada,
            located_in,
        })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(&self.code)).text(Some(self.kind)).text(self.parent.as_ref()).text(self.hromada);
        line.text(self.settlement).text(self.starosta_district.as_ref()).text(Some(&self.name));
        line.text(self.address.as_ref());
        let (lat, lon) = self.location.map(rounded_place).unzip();
        line.number(lat).number(lon);
        line.text(Some(self.status)).date(self.period.from).date(self.period.until).flag(self.diia_centre);
        line.number(self.area_total).number(self.area_waiting).number(self.area_service).number(self.workers);
        line.text(self.hours.as_ref()).text(self.phone.as_ref()).text(self.email.as_ref()).text(self.web.as_ref());
        line.text(Some(self.precision)).text(self.hours_text.as_ref());
        let (method, confidence) = self.resolution.clone().unzip();
        line.text(method).number(confidence);
        line.text((!self.features.is_empty()).then(|| feature::text(&self.features)));
        line.text(self.located_in);
    }

    fn by_key(&self, other: &Self) -> Ordering {
        self.code.cmp(&other.code)
    }

    fn key(&self) -> String {
        self.code.clone()
    }

    fn span(&self) -> Option<Period> {
        Some(self.period)
    }
}

fn parent(cells: &mut Cells<'_>) -> Option<String> {
    let parent = cells.id("parent")?;
    if parent == cells.raw("code") {
        cells.fault("parent", "fault-own-parent", "expected-other-point");
    }
    Some(parent)
}

/// Stated coordinates are taken as those of the address unless the file says otherwise.
fn precision(cells: &mut Cells<'_>, located: bool) -> Precision {
    let stated = cells.word::<Precision>("precision");
    stated.unwrap_or(if located { Precision::Address } else { Precision::Unknown })
}

/// Hours in OSM syntax; a timetable in words is turned into it where it can be, and kept as text in any case.
fn hours(cells: &mut Cells<'_>) -> (Option<String>, Option<String>) {
    let kept = cells.text("hours_text", TextRule::TEXT);
    let Some(stated) = cells.text("hours", TextRule::TEXT) else { return (None, kept) };
    if timetable::is_osm(&stated) {
        return (Some(stated), kept);
    }
    let read = timetable::read(&stated);
    if let Err(Unread::Part(part)) = &read {
        cells.warn("hours", Message::new("fault-hours-unread").with("part", part.as_str()), "expected-hours");
    }
    (read.ok(), kept.or(Some(stated)))
}

/// Most statements of a point.
const MAX_FEATURES: usize = 100;
const FEATURES: &str = "expected-features";

/// `key=yes key=no`: the source's own yes/no statements.
fn features(cells: &mut Cells<'_>) -> Vec<(String, bool)> {
    let Some(stated) = cells.text("features", TextRule::TEXT) else { return Vec::new() };
    let read = feature::parse(&stated).filter(|pairs| pairs.len() <= MAX_FEATURES);
    if read.is_none() {
        cells.fault("features", "fault-not-features", FEATURES);
    }
    read.unwrap_or_default()
}

fn resolution(cells: &mut Cells<'_>) -> Option<(String, f64)> {
    let method = cells.text("resolution_method", TextRule::NAME);
    let parse = |text: &str| number(text).filter(|value| (0.0..=1.0).contains(value));
    let confidence = cells.parsed("resolution_confidence", parse, "fault-not-a-share", "expected-share");
    if method.is_some() && cells.raw("resolution_confidence").is_empty() {
        cells.fault("resolution_confidence", "fault-empty", "expected-share-with-method");
    }
    method.zip(confidence)
}
