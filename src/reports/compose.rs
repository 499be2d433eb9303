//! A form and a basis become a document.

use super::basis::Basis;
use super::condition::Standing;
use super::document::{Document, Section, Signature};
use super::tables;
use crate::rulebook::{ReportForm, ReportParagraph, ReportSection, Text};

/// The report.
#[must_use]
pub fn compose(form: &ReportForm, basis: &Basis<'_>) -> Document {
    let fill = |text: &Text| filled(basis, text);
    let (_, made) = basis.entry();
    let standing = Standing::of_territory(basis);
    let sections = form.sections.iter().filter(|section| standing.meets_all(&section.when));
    Document {
        lang: basis.words.tag(),
        addressee: form.addressee.iter().map(fill).collect(),
        number: form.numbered.then(|| basis.text("report-number")),
        title: fill(&form.title),
        heading: heading(basis),
        notices: notices(basis),
        sections: sections.map(|section| compose_section(basis, section, standing)).collect(),
        signatures: form.signatures.iter().map(|one| Signature { position: fill(&one.position) }).collect(),
        basis: basis_line(basis),
        made,
        file: file_name(form, basis),
    }
}

fn compose_section(basis: &Basis<'_>, section: &ReportSection, standing: Standing) -> Section {
    let paragraphs = |all: &[ReportParagraph]| {
        let shown = all.iter().filter(|one| standing.meets_all(&one.when));
        shown.map(|one| filled(basis, &one.text())).collect()
    };
    Section {
        id: section.id.clone(),
        title: section.title.as_ref().map(|text| filled(basis, text)),
        landscape: section.landscape,
        signed: section.signed,
        before: paragraphs(&section.text),
        tables: section.tables.iter().map(|table| tables::make(basis, table)).collect(),
        after: paragraphs(&section.after),
    }
}

fn heading(basis: &Basis<'_>) -> Vec<String> {
    let words = basis.words;
    if !basis.is_quarterly() {
        let days = [("from", words.date(basis.before.date())), ("to", words.date(basis.day()))];
        return vec![basis.territory(), words.with("report-between", &days)];
    }
    let period = words.span(basis.quarter);
    vec![
        basis.territory(),
        words.with("report-period", &[("period", period)]),
        words.with("report-as-of", &[("date", words.date(basis.day()))]),
    ]
}

/// Sample data, an unfinished quarter, points without a hromada, what is loaded of the list.
fn notices(basis: &Basis<'_>) -> Vec<String> {
    let mut notices = Vec::new();
    if basis.records().has_samples() {
        notices.push(basis.text("report-sample"));
    }
    if basis.audit.list_is_sample() {
        notices.push(basis.text("report-sample-list"));
    }
    if basis.is_quarterly() && basis.quarter.last_day().is_some_and(|last| basis.today < last) {
        notices.push(basis.text("report-unfinished"));
    }
    let unplaced = basis.registry().count_unplaced(basis.scope);
    if unplaced > 0 {
        notices.push(basis.words.plural("report-unplaced", unplaced));
    }
    notices.extend(tables::loaded(basis));
    notices
}

fn basis_line(basis: &Basis<'_>) -> String {
    let (entry, made) = basis.entry();
    let args = [("entry", entry.to_string()), ("moment", basis.words.moment(made))];
    basis.words.with("report-made-from", &args)
}

fn file_name(form: &ReportForm, basis: &Basis<'_>) -> String {
    let territory = basis.scope.code().map_or_else(|| "UA".to_owned(), |code| code.to_string());
    let period = if basis.is_quarterly() { basis.quarter.to_string() } else { basis.before.date().to_string() };
    format!("{}-{territory}-{period}-{}", form.id, basis.day())
}

/// A text with its placeholders filled in.
pub fn filled(basis: &Basis<'_>, text: &Text) -> String {
    let words = basis.words;
    let mut out = words.ruled(text).to_owned();
    let values = [
        ("{territory}", basis.territory()),
        ("{date}", words.date(basis.day())),
        ("{period}", words.span(basis.quarter)),
        ("{previous}", words.span(basis.quarter.previous())),
        ("{list}", basis.edition()),
        ("{entry}", basis.entry().0.to_string()),
    ];
    for (placeholder, value) in values {
        out = out.replace(placeholder, &value);
    }
    out
}
