//! What changed between the two days of a basis: indicators, their members with the reason, points, services,
//! hromadas and the edition of the list.

use std::collections::BTreeSet;

use crate::compliance::Judgement;
use crate::compliance::between::changed_indicator;
use crate::compliance::indicator::Member;
use crate::domain::facts::HromadaFacts;
use crate::registry::{Bits, Edition, PointOnDate};
use crate::reports::basis::Basis;
use crate::reports::document::{Cell, Column, Table};
use crate::reports::figures::{Compared, chosen, level, numerator};
use crate::reports::members::reason;
use crate::rulebook::ReportTable;

/// Services named in a cell before the rest is only counted.
const NAMED: usize = 8;

/// Every indicator on both days.
pub fn indicators(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let columns = vec![
        Column::text(basis.text("report-indicator"), 46),
        Column::number(basis.text("report-was-numerator"), 13),
        Column::number(basis.text("report-was-denominator"), 13),
        Column::number(basis.text("report-was"), 11),
        Column::number(basis.text("report-now-numerator"), 13),
        Column::number(basis.text("report-now-denominator"), 13),
        Column::number(basis.text("report-now"), 11),
        Column::number(basis.text("report-change-points"), 11),
    ];
    let rows = chosen(basis, asked).into_iter().map(|indicator| {
        let told = Compared::new(basis, indicator);
        let (was, now) = (&told.before.counts, &told.now.counts);
        vec![
            Cell::text(basis.words.ruled(&indicator.title)),
            numerator(was),
            Cell::Count(was.denominator),
            level(indicator.unit, was),
            numerator(now),
            Cell::Count(now.denominator),
            level(indicator.unit, now),
            told.change(),
        ]
    });
    Table::new(basis.text("report-changed-indicators"), columns).rows(rows)
}

/// Members that stand otherwise, with the reason before and after.
pub fn members(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let columns = vec![
        Column::text(basis.text("report-indicator"), 30),
        Column::text(basis.text("report-hromada"), 20),
        Column::text(basis.text("report-member"), 32),
        Column::text(basis.text("report-was"), 34),
        Column::text(basis.text("report-now"), 34),
    ];
    let mut table = Table::new(basis.text("report-changed-members"), columns);
    for indicator in chosen(basis, asked) {
        let change = changed_indicator(basis.before, basis.audit, indicator, basis.scope);
        let told = change.members.iter().filter_map(|member| Some((member, member.latest()?)));
        table = table.rows(told.map(|(member, any)| {
            vec![
                Cell::text(basis.words.ruled(&indicator.title)),
                Cell::text(basis.place(any.hromada)),
                Cell::text(any.name),
                standing(basis, member.before.as_ref()),
                standing(basis, member.after.as_ref()),
            ]
        }));
    }
    table
}

/// «так – надає 3 послуги»; who was not counted was no member.
fn standing(basis: &Basis<'_>, member: Option<&Member<'_>>) -> Cell {
    let Some(member) = member else { return Cell::text(basis.text("report-no-member")) };
    let state = basis.text(&format!("member-{}", member.state.word()));
    Cell::Text(format!("{state} – {}", reason(basis, &member.reason)))
}

/// One thing that changed.
struct Change {
    what: &'static str,
    code: String,
    name: String,
    was: Option<String>,
    now: Option<String>,
    entry: Option<u32>,
}

/// Points, services, hromadas and the list that are not as they were.
pub fn things(basis: &Basis<'_>) -> Table {
    let columns = vec![
        Column::text(basis.text("report-thing"), 16),
        Column::text(basis.text("report-thing-code"), 14),
        Column::text(basis.text("report-thing-name"), 40),
        Column::text(basis.text("report-was"), 40),
        Column::text(basis.text("report-now"), 40),
        Column::number(basis.text("report-entry"), 10),
    ];
    let mut changes: Vec<Change> = list(basis).into_iter().collect();
    changes.extend(hromadas(basis));
    changes.extend(services(basis));
    changes.extend(points(basis));
    let side = |side: Option<String>| Cell::Text(side.unwrap_or_else(|| basis.text("report-not-there")));
    let rows = changes.into_iter().map(|one| {
        let entry = Cell::some(one.entry, |entry| Cell::Count(entry as usize));
        let what = basis.text(one.what);
        vec![Cell::Text(what), Cell::Text(one.code), Cell::Text(one.name), side(one.was), side(one.now), entry]
    });
    Table::new(basis.text("report-changed-things"), columns).rows(rows)
}

fn list(basis: &Basis<'_>) -> Option<Change> {
    let (was, now) = (basis.before.edition(), basis.audit.edition());
    if was.map(|one| (&one.list, one.in_force)) == now.map(|one| (&one.list, one.in_force)) {
        return None;
    }
    let told = |edition: Option<&Edition>| {
        edition.map(|edition| format!("{}, {}", edition.list, basis.words.date(edition.in_force)))
    };
    Some(Change {
        what: "report-thing-list",
        code: now.or(was).map(|edition| edition.list.clone()).unwrap_or_default(),
        name: basis.text("report-thing-edition"),
        was: told(was),
        now: told(now),
        entry: now.map(|edition| edition.source),
    })
}

fn hromadas(basis: &Basis<'_>) -> Vec<Change> {
    let changed = basis.registry().hromadas_in(basis.scope).filter_map(|hromada| {
        let was = basis.before.registry().hromada(hromada.code)?;
        let (old, new) = (facts(basis, &was.facts), facts(basis, &hromada.facts));
        (old != new).then(|| Change {
            what: "report-thing-hromada",
            code: hromada.code.to_string(),
            name: basis.place(Some(hromada.code)).to_owned(),
            was: Some(differing(&old, &new)),
            now: Some(differing(&new, &old)),
            entry: None,
        })
    });
    changed.collect()
}

/// Those lines that the other side has not.
fn differing(own: &[String], other: &[String]) -> String {
    own.iter().filter(|line| !other.contains(line)).cloned().collect::<Vec<_>>().join("; ")
}

/// A line for each fact, with «невідомо» where it is not known.
fn facts(basis: &Basis<'_>, facts: &HromadaFacts) -> Vec<String> {
    let unknown = || basis.text("report-unknown");
    let line = |key: &str, value: Option<String>| format!("{}: {}", basis.text(key), value.unwrap_or_else(unknown));
    let works = |yes: bool| basis.text(if yes { "fact-works" } else { "fact-works-not" });
    let class = |word: &str| basis.text(&format!("hromada-class-{}", word.replace('_', "-")));
    let status = |word: &str| basis.text(&format!("territory-status-{word}"));
    vec![
        line("fact-population", facts.population.map(|people| basis.words.count(people as usize))),
        line("fact-dms-unit", facts.dms_unit.map(works)),
        line("fact-mvs-centre", facts.mvs_centre.map(works)),
        line("fact-class", facts.class.map(|one| class(one.word()))),
        line("fact-territory-status", facts.territory_status.map(|one| status(one.word()))),
    ]
}

/// Services that began or ended.
fn services(basis: &Basis<'_>) -> Vec<Change> {
    let (from, to) = (basis.before.date(), basis.day());
    let changed = basis.records().catalogue.all().iter().filter_map(|service| {
        let (was, now) = (service.row_on(from), service.row_on(to));
        (was.is_some() != now.is_some()).then(|| Change {
            what: "report-thing-service",
            code: service.code.to_string(),
            name: now.or(was).map(|row| row.name.clone()).unwrap_or_default(),
            was: was.map(|_| basis.text("report-there")),
            now: now.map(|_| basis.text("report-there")),
            entry: now.or(was).map(|row| row.source),
        })
    });
    changed.collect()
}

fn points(basis: &Basis<'_>) -> Vec<Change> {
    let of = |audit: &Judgement| -> BTreeSet<String> {
        audit.registry().points_in(basis.scope).map(|point| point.code().to_owned()).collect()
    };
    let codes: BTreeSet<String> = of(basis.before).union(&of(basis.audit)).cloned().collect();
    codes.iter().filter_map(|code| point(basis, code)).collect()
}

fn point(basis: &Basis<'_>, code: &str) -> Option<Change> {
    let (was, now) = (basis.before.registry().point(code), basis.registry().point(code));
    let any = now.or(was)?;
    let (old, new) = (was.map(|point| lines(basis, point)), now.map(|point| lines(basis, point)));
    let nothing = Vec::new();
    let (old_lines, new_lines) = (old.as_ref().unwrap_or(&nothing), new.as_ref().unwrap_or(&nothing));
    let (mut left, mut right) = (differing(old_lines, new_lines), differing(new_lines, old_lines));
    if let (Some(was), Some(now)) = (was, now) {
        left = joined(left, given(basis, &was.offered.difference(&now.offered), "report-gave"));
        right = joined(right, given(basis, &now.offered.difference(&was.offered), "report-gives-too"));
        if left.is_empty() && right.is_empty() {
            return None;
        }
    }
    Some(Change {
        what: "report-thing-point",
        code: code.to_owned(),
        name: any.row().name.clone(),
        was: was.map(|_| left),
        now: now.map(|_| right),
        entry: Some(any.row().source),
    })
}

/// What of a point is compared.
fn lines(basis: &Basis<'_>, point: &PointOnDate) -> Vec<String> {
    let row = point.row();
    let text = |text: Option<&String>| text.cloned().unwrap_or_else(|| basis.text("report-unknown"));
    let line = |key: &str, value: String| format!("{}: {value}", basis.text(key));
    let declared = if point.declared { "yes" } else { "no" };
    vec![
        basis.text(&format!("kind-{}", row.kind.word())),
        basis.text(&format!("status-{}", row.status.word())),
        line("report-hromada", basis.hromada_name(point).to_owned()),
        line("report-thing-name", row.name.clone()),
        line("report-address", text(row.address.as_ref())),
        line("report-hours", text(row.hours.as_ref())),
        line("report-has-declared", basis.text(declared)),
    ]
}

/// «більше не надає: 01-01, 01-02 і ще 3».
fn given(basis: &Basis<'_>, services: &Bits, key: &str) -> String {
    let catalogue = &basis.records().catalogue;
    let mut codes: Vec<String> =
        services.iter().filter_map(|id| catalogue.by_id(id)).map(|service| service.code.to_string()).collect();
    if codes.is_empty() {
        return String::new();
    }
    codes.sort_unstable();
    let more = codes.len().saturating_sub(NAMED);
    codes.truncate(NAMED);
    let more = if more > 0 { format!(" {}", basis.words.plural("and-more", more)) } else { String::new() };
    format!("{}: {}{more}", basis.text(key), codes.join(", "))
}

fn joined(own: String, more: String) -> String {
    match (own.is_empty(), more.is_empty()) {
        (_, true) => own,
        (true, false) => more,
        (false, false) => format!("{own}; {more}"),
    }
}
