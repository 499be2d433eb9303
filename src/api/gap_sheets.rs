//! The sheets of a territory's gaps: services, the order of closing, the points.

use super::gap_order::group_name;
use super::rule_texts::text_in;
use crate::compliance::Judgement;
use crate::compliance::gap_needs::{Need, NeedCounts};
use crate::compliance::indicator::Lift;
use crate::compliance::pooled_gaps::PooledGaps;
use crate::formats::workbook::{Cell, SheetColumn, SheetTable};
use crate::http::{Lang, RequestContext};
use crate::rulebook::Indicator;

/// Points told at most: the CSV holds them all.
const MOST_POINTS: usize = 100_000;

/// What the workbook tells.
pub struct GapColumns<'a> {
    pub audit: &'a Judgement,
    pub view: &'a RequestContext,
    pub pooled: &'a PooledGaps<'a>,
    pub indicator: &'a Indicator,
    pub lift: &'a Lift<'a>,
}

impl GapColumns<'_> {
    pub fn sheets(&self) -> Vec<SheetTable> {
        vec![self.services(), self.order(), self.points()]
    }

    fn lang(&self) -> Lang {
        self.view.lang
    }

    fn text(&self, key: &str) -> String {
        self.lang().text(&format!("api-{key}"))
    }

    fn column(&self, key: &str, width: f64) -> SheetColumn {
        SheetColumn::new(self.text(&format!("sheet-{key}")), width)
    }

    fn need_columns(&self) -> impl Iterator<Item = SheetColumn> {
        Need::ALL.iter().map(|need| SheetColumn::new(need_name(self.lang(), *need), 13.0))
    }

    /// The title of a sheet, the territory and the day, what was judged and what was not.
    fn heading(&self, title: &str) -> Vec<String> {
        let lang = self.lang();
        let tree = &self.audit.registry().records.territories;
        let place = self.view.scope.code().filter(|_| self.view.scope_named).and_then(|code| tree.get(code));
        let name = place.map_or_else(|| self.text("sheet-country"), |place| tree.full_name(place));
        let day = self.audit.date().format("%d.%m.%Y").to_string();
        let edition = self.audit.edition().map(|one| format!("{}, {}", one.list, one.in_force.format("%d.%m.%Y")));
        let counts =
            [("judged", self.pooled.judged), ("unknown", self.pooled.unknown), ("excluded", self.pooled.excluded)];
        let counts = counts.map(|(key, count)| (key, count.into()));
        let edition = edition.unwrap_or_else(|| self.text("sheet-no-edition"));
        let left_out = format!("leave-out-{}", self.audit.leave_out().to_string().replace(',', "-"));
        let left_out = lang.text(&left_out);
        let args = [("edition", edition.into()), ("leaveout", left_out.into())];
        vec![
            format!("{title}: {name}, {day}"),
            lang.with("api-sheet-basis", args),
            lang.with("api-sheet-judged", counts),
        ]
    }

    fn services(&self) -> SheetTable {
        let mut columns = vec![
            self.column("service", 11.0),
            self.column("service-name", 55.0),
            self.column("group", 28.0),
            self.column("points", 10.0),
            self.column("hromadas", 10.0),
            self.column("given", 10.0),
        ];
        columns.extend(self.need_columns());
        columns.extend([self.column("equipment", 30.0), self.column("withdrawn", 12.0)]);
        let rows = self.pooled.gaps.iter().map(|gap| {
            let mut cells = vec![
                Cell::text(gap.service),
                Cell::text(gap.name),
                Cell::text(group_name(self.audit, self.lang(), gap.group)),
                Cell::Count(gap.points()),
                Cell::Count(gap.hromadas),
                Cell::Count(gap.given),
            ];
            cells.extend(needs(&gap.needs));
            cells.push(self.equipment(gap.needs_equipment));
            cells.push(gap.withdrawn.map_or(Cell::Nothing, Cell::Date));
            cells
        });
        let heading = self.heading(&self.text("sheet-gaps"));
        SheetTable {
            name: self.text("sheet-name-gaps"),
            heading,
            columns,
            rows: rows.collect(),
            below: vec![String::new(), self.text("needs-rule")],
        }
    }

    fn order(&self) -> SheetTable {
        let mut columns = vec![
            self.column("step", 6.0),
            self.column("service", 11.0),
            self.column("service-name", 55.0),
            self.column("points", 10.0),
            self.column("hromadas", 10.0),
        ];
        columns.extend(self.need_columns());
        columns.extend([self.column("added", 12.0), self.column("gain", 12.0), self.column("share", 12.0)]);
        let rows = (1..).zip(&self.lift.steps).map(|(number, step)| {
            let mut cells = vec![
                Cell::Count(number),
                Cell::text(step.service),
                Cell::text(step.name),
                Cell::Count(step.needs.total()),
                Cell::Count(step.hromadas),
            ];
            cells.extend(needs(&step.needs));
            let gain = step.gain.map_or(Cell::Nothing, Cell::Points);
            cells.extend([Cell::Count(step.added), gain, Cell::share(step.after.share)]);
            cells
        });
        let title = format!("{}: {}", self.text("sheet-order"), text_in(self.lang(), &self.indicator.title));
        let mut heading = self.heading(&title);
        heading.push(self.text("order-rule"));
        let below = Vec::new();
        SheetTable { name: self.text("sheet-name-order"), heading, columns, rows: rows.collect(), below }
    }

    fn points(&self) -> SheetTable {
        let columns = vec![
            self.column("hromada", 24.0),
            self.column("point", 10.0),
            self.column("point-name", 45.0),
            self.column("service", 11.0),
            self.column("service-name", 55.0),
            self.column("need", 24.0),
            self.column("elsewhere", 30.0),
        ];
        let tree = &self.audit.registry().records.territories;
        let all = self.pooled.by_point(|_| true);
        let rows = all.iter().take(MOST_POINTS).filter_map(|(gap, member)| {
            let member = self.audit.gap_member(gap, *member)?;
            let row = member.point.row();
            let place = row.hromada.and_then(|code| tree.get(code));
            Some(vec![
                place.map_or(Cell::Nothing, |place| Cell::text(&place.name)),
                Cell::text(member.point.code()),
                Cell::text(&row.name),
                Cell::text(gap.service),
                Cell::text(gap.name),
                Cell::text(need_name(self.lang(), member.need)),
                Cell::text(member.elsewhere.join(", ")),
            ])
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let cut = (all.len() > rows.len()).then(|| self.text("sheet-cut"));
        let heading = self.heading(&self.text("sheet-points-lacking"));
        let below = cut.map(|cut| vec![String::new(), cut]).unwrap_or_default();
        SheetTable { name: self.text("sheet-name-points"), heading, columns, rows, below }
    }

    fn equipment(&self, id: Option<&str>) -> Cell {
        let kind = id.and_then(|id| self.audit.rules().equipment_type(id));
        kind.map_or(Cell::Nothing, |kind| Cell::text(text_in(self.lang(), &kind.title)))
    }
}

fn needs(needs: &NeedCounts) -> impl Iterator<Item = Cell> {
    Need::ALL.iter().map(|need| Cell::Count(needs.count_of(*need)))
}

fn need_name(lang: Lang, need: Need) -> String {
    lang.text(&format!("need-{}", need.word()))
}
