//! What the figures rest on: rules and acts, what was loaded and from where.

use crate::domain::rows::ListClass;
use crate::reports::basis::Basis;
use crate::reports::document::{Cell, Column, Table};
use crate::reports::figures::chosen;
use crate::rulebook::ReportTable;

/// Rule and act of every figure.
pub fn rules(basis: &Basis<'_>, asked: &ReportTable) -> Table {
    let columns = vec![
        Column::text(basis.text("report-indicator"), 28),
        Column::text(basis.text("report-rule"), 70),
        Column::text(basis.text("report-act"), 26),
    ];
    let rows = chosen(basis, asked).into_iter().map(|indicator| {
        let note = indicator.note.as_ref().map(|note| format!(" {}", basis.words.ruled(note)));
        let rule = basis.words.ruled(&indicator.rule);
        let act = Some(&indicator.act).filter(|act| !act.is_empty());
        vec![
            Cell::text(basis.words.ruled(&indicator.title)),
            Cell::Text(format!("{rule}{}", note.unwrap_or_default())),
            Cell::some(act, Cell::text),
        ]
    });
    let left_out = basis.audit.leave_out().to_string().replace(',', "-");
    let left_out = format!("{}: {}.", basis.text("leave-out"), basis.text(&format!("leave-out-{left_out}")));
    Table::new(basis.text("report-rules"), columns).rows(rows).note(left_out).note(basis.edition())
}

/// The last import of each sort.
pub fn sources(basis: &Basis<'_>) -> Table {
    let columns = vec![Column::number(basis.text("report-entry"), 10), Column::text(basis.text("report-source"), 90)];
    let imports = basis.records().last_of_each_action();
    let rows =
        imports.into_iter().map(|source| vec![Cell::Count(source.id as usize), Cell::Text(basis.words.source(source))]);
    Table::new(basis.text("report-sources"), columns).rows(rows)
}

/// «завантажено 118 із 222 позицій» for each class of which fewer are loaded than the edition declares.
pub fn loaded(basis: &Basis<'_>) -> Option<String> {
    let edition = basis.audit.edition()?;
    let fewer = ListClass::ALL.iter().filter_map(|class| {
        let declared = *edition.declared.get(class)? as usize;
        let loaded = edition.loaded(*class);
        (loaded < declared).then(|| {
            let name = basis.text(&format!("list-class-{}", class.word().replace('_', "-")));
            let args = [("n", basis.words.count(loaded)), ("m", basis.words.count(declared))];
            format!("{name}: {}", basis.words.with("loaded-of-declared", &args))
        })
    });
    let fewer: Vec<String> = fewer.collect();
    (!fewer.is_empty()).then(|| basis.words.with("report-loaded", &[("sets", fewer.join("; "))]))
}
