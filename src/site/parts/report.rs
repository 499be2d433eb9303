//! A report as markup, for its page and for a file to print; and the files it is written as.

use std::io;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::http::Lang;
use crate::reports::{Cell, Document, Row, Section, Signature, Table, Words, docx, xlsx};
use crate::rulebook::{ReportForm, ReportLevel};

/// How a report looks, on the page and alone.
const STYLE: &str = include_str!("../assets/report.css");

/// A kind of file a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFile {
    Xlsx,
    Docx,
    Html,
}

impl ReportFile {
    /// Every kind, in the order it is offered.
    pub const ALL: [Self; 3] = [Self::Docx, Self::Xlsx, Self::Html];

    /// The ending of its name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Html => "html",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Html => "text/html; charset=utf-8",
        }
    }

    /// Reads an ending.
    #[must_use]
    pub fn parse(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.ending().eq_ignore_ascii_case(ending))
    }
}

/// The report as bytes of a file.
///
/// # Errors
/// More rows than the file can hold.
pub fn write(document: &Document, words: &dyn Words, kind: ReportFile) -> io::Result<Vec<u8>> {
    match kind {
        ReportFile::Xlsx => xlsx::write(document, words),
        ReportFile::Docx => docx::write(document, words),
        ReportFile::Html => Ok(alone(document, words).into_string().into_bytes()),
    }
}

/// The report as a file of its own: nothing else is needed to read and print it.
fn alone(document: &Document, words: &dyn Words) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(document.lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (document.title) }
                style { (PreEscaped(STYLE)) }
            }
            body.report-alone { (body(document, words, 1)) }
        }
    }
}

/// The report; its title is a heading of the level given.
#[must_use]
pub fn body(document: &Document, words: &dyn Words, level: u8) -> Markup {
    html! {
        article.report lang=(document.lang) {
            (head(document, level))
            @for section in &document.sections {
                (section_markup(section, words, level))
                @if section.signed { (signatures(&document.signatures, words)) }
            }
            @if document.is_signed_at_end() { (signatures(&document.signatures, words)) }
            p.basis { (document.basis) }
        }
    }
}

/// What stands above the sections, on the same paper as the first of them.
fn head(document: &Document, level: u8) -> Markup {
    let across = document.sections.first().is_some_and(|section| section.landscape);
    html! {
        header.across[across] {
            @for line in &document.addressee { p.addressee { (line) } }
            @if let Some(line) = &document.number { p.number { (line) } }
            @if level == 1 { h1 { (document.title) } } @else { h2.title { (document.title) } }
            @for line in &document.heading { p.subtitle { (line) } }
            @for notice in &document.notices { p.notice { (notice) } }
        }
    }
}

fn section_markup(section: &Section, words: &dyn Words, level: u8) -> Markup {
    html! {
        section.across[section.landscape] id=(format!("report-{}", section.id)) {
            @if let Some(title) = &section.title {
                @if level == 1 { h2 { (title) } } @else { h3 { (title) } }
            }
            @for text in &section.before { p { (text) } }
            @for table in &section.tables { (table_markup(table, words)) }
            @for text in &section.after { p { (text) } }
        }
    }
}

fn table_markup(table: &Table, words: &dyn Words) -> Markup {
    let all = f64::from(table.width());
    let width = |part: u16| format!("{:.2}%", f64::from(part) * 100.0 / all);
    html! {
        @if table.rows.is_empty() { p.caption { (table.caption) } } @else {
            div.table-wrap role="region" aria-label=(table.caption) tabindex="0" {
                table.stack.dense[table.is_dense()].short[table.is_short()] {
                    caption { (table.caption) }
                    colgroup { @for column in &table.columns { col width=(width(column.width)); } }
                    thead { tr {
                        @for column in &table.columns {
                            th scope="col" class=[column.number.then_some("num")] { (column.title) }
                        }
                    } }
                    tbody { @for row in &table.rows { (row_markup(table, row, words)) } }
                }
            }
        }
        @for note in &table.notes { p.note { (note) } }
    }
}

fn row_markup(table: &Table, row: &Row, words: &dyn Words) -> Markup {
    if let Some(text) = row.heading() {
        return html! { tr.strong { th scope="rowgroup" colspan=(table.columns.len()) { (text) } } };
    }
    html! {
        tr.strong[row.strong] {
            @for (index, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
                @let flush = (column.number && cell.is_number()).then_some("num");
                @if index == 0 { th scope="row" class=[flush] { (cell_markup(cell, words)) } }
                @else { td class=[flush] data-label=(column.title) { (cell_markup(cell, words)) } }
            }
        }
    }
}

fn cell_markup(cell: &Cell, words: &dyn Words) -> Markup {
    let text = cell.words(words);
    html! { @if *cell == Cell::Unknown { span.unknown { (text) } } @else { (text) } }
}

fn signatures(all: &[Signature], words: &dyn Words) -> Markup {
    html! {
        @if !all.is_empty() {
            div.signatures {
                @for one in all {
                    p.signature {
                        span { (one.position) } span.line aria-hidden="true" {} span { (words.text("report-signatory")) }
                    }
                }
            }
        }
    }
}

/// What the form can be made of, in words.
#[must_use]
pub fn levels(lang: Lang, form: &ReportForm) -> String {
    let word = |level: &ReportLevel| {
        lang.text(match level {
            ReportLevel::Country => "reports-level-country",
            ReportLevel::Oblast => "reports-level-oblast",
            ReportLevel::Raion => "reports-level-raion",
            ReportLevel::Hromada => "reports-level-hromada",
        })
    };
    form.territories.iter().map(word).collect::<Vec<_>>().join(", ")
}
