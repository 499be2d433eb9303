//! The body of the text document: headings, paragraphs, tables, signatures, sheets of paper.

use super::xml::{cell, paragraph};
use crate::reports::document::{Document, Row, Section, Signature, Table};
use crate::reports::words::Words;

/// A4 in twentieths of a point.
const PAPER: (u32, u32) = (11_906, 16_838);
/// Width between the margins: portrait, landscape.
const WIDTH: [u32; 2] = [9_638, 15_138];
const BORDERS: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:color=\"808080\"/>\
    <w:left w:val=\"single\" w:sz=\"4\" w:color=\"808080\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"808080\"/>\
    <w:right w:val=\"single\" w:sz=\"4\" w:color=\"808080\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"808080\"/>\
    <w:insideV w:val=\"single\" w:sz=\"4\" w:color=\"808080\"/></w:tblBorders>";

/// The content of `w:body`.
pub fn body(document: &Document, words: &dyn Words) -> String {
    let mut out = String::new();
    let mut across = document.sections.first().is_some_and(|section| section.landscape);
    head(&mut out, document);
    for section in &document.sections {
        if section.landscape != across {
            let markup = format!("<w:p><w:pPr><w:pStyle w:val=\"Break\"/>{}</w:pPr></w:p>", paper(across));
            out += &markup;
            across = section.landscape;
        }
        write_section(&mut out, section, words);
        if section.signed {
            signatures(&mut out, &document.signatures, words, across);
        }
    }
    if document.is_signed_at_end() {
        signatures(&mut out, &document.signatures, words, across);
    }
    out += &paragraph("Basis", "", &document.basis);
    out + &paper(across)
}

fn head(out: &mut String, document: &Document) {
    let number = document.number.iter().map(|line| paragraph("Number", "", line)).collect::<String>();
    let is_letter = document.is_letter();
    if is_letter {
        *out += &number;
    }
    for line in &document.addressee {
        *out += &paragraph("Addressee", "", line);
    }
    *out += &paragraph("Title", "", &document.title);
    if !is_letter {
        *out += &number;
    }
    for line in &document.heading {
        *out += &paragraph("Subtitle", "", line);
    }
    for notice in &document.notices {
        *out += &paragraph("Notice", "", notice);
    }
}

fn write_section(out: &mut String, section: &Section, words: &dyn Words) {
    if let Some(title) = &section.title {
        *out += &paragraph("Heading1", "", title);
    }
    for text in &section.before {
        *out += &paragraph("BodyText", "", text);
    }
    for table in &section.tables {
        write_table(out, table, words, section.landscape);
    }
    for text in &section.after {
        *out += &paragraph("BodyText", "", text);
    }
}

fn write_table(out: &mut String, table: &Table, words: &dyn Words, across: bool) {
    *out += &paragraph("Caption", "", &table.caption);
    if !table.rows.is_empty() {
        let widths = widths(table, across);
        let total: u32 = widths.iter().sum();
        let markup = format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/>{BORDERS}<w:tblLayout w:type=\"fixed\"/>\
             <w:tblCellMar><w:left w:w=\"57\" w:type=\"dxa\"/><w:right w:w=\"57\" w:type=\"dxa\"/></w:tblCellMar>\
             </w:tblPr>{}",
            grid(&widths)
        );
        *out += &markup;
        table_head(out, table, &widths);
        for row in &table.rows {
            table_row(out, table, row, &widths, words);
        }
        *out += "</w:tbl>";
    }
    for note in &table.notes {
        *out += &paragraph("Note", "", note);
    }
}

/// Columns share the width of the paper as their characters do.
fn widths(table: &Table, across: bool) -> Vec<u32> {
    let [portrait, landscape] = WIDTH;
    let width = if across { landscape } else { portrait };
    let all = table.width();
    table.columns.iter().map(|column| u32::from(column.width) * width / all).collect()
}

fn grid(widths: &[u32]) -> String {
    let columns: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    format!("<w:tblGrid>{columns}</w:tblGrid>")
}

/// Titles stand on every page the table goes on to.
fn table_head(out: &mut String, table: &Table, widths: &[u32]) {
    *out += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    let style = if table.is_dense() { "TableDenseHead" } else { "TableHead" };
    for (column, width) in table.columns.iter().zip(widths) {
        let shade = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF2F6\"/><w:vAlign w:val=\"center\"/>";
        *out += &cell(*width, shade, &paragraph(style, "", &column.title));
    }
    *out += "</w:tr>";
}

fn table_row(out: &mut String, table: &Table, row: &Row, widths: &[u32], words: &dyn Words) {
    *out += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    let style = match (row.strong, table.is_dense()) {
        (true, _) => "TableStrong",
        (false, true) => "TableDense",
        (false, false) => "TableText",
    };
    if let Some(text) = row.heading() {
        let total: u32 = widths.iter().sum();
        let span = format!("<w:gridSpan w:val=\"{}\"/>", widths.len());
        *out += &cell(total, &span, &paragraph(style, "<w:keepNext/>", text));
    } else {
        for ((told, column), width) in row.cells.iter().zip(&table.columns).zip(widths) {
            let flush = if column.number && told.is_number() { "<w:jc w:val=\"right\"/>" } else { "" };
            *out += &cell(*width, "", &paragraph(style, flush, &told.words(words)));
        }
    }
    *out += "</w:tr>";
}

/// «Посада ____ Ім’я ПРІЗВИЩЕ», kept together on one page.
fn signatures(out: &mut String, all: &[Signature], words: &dyn Words, across: bool) {
    let [portrait, landscape] = WIDTH;
    let width = if across { landscape } else { portrait };
    let widths = [width * 45 / 100, width * 25 / 100, width * 30 / 100];
    if all.is_empty() {
        return;
    }
    *out += &paragraph("Note", "<w:keepNext/>", "");
    let markup = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>{}",
        widths.iter().sum::<u32>(),
        grid(&widths)
    );
    *out += &markup;
    let line = "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\"/></w:tcBorders>";
    let bottom = "<w:vAlign w:val=\"bottom\"/>";
    for one in all {
        *out += "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"680\"/></w:trPr>";
        let [position, signed, name] = widths;
        *out += &cell(position, bottom, &paragraph("Signature", "<w:keepNext/>", &one.position));
        *out += &cell(signed, line, &paragraph("Signature", "<w:keepNext/>", ""));
        *out += &cell(name, bottom, &paragraph("Signature", "<w:keepNext/>", &words.text("report-signatory")));
        *out += "</w:tr>";
    }
    *out += "</w:tbl>";
}

/// The sheet of paper of what stands before.
fn paper(across: bool) -> String {
    let (short, long) = PAPER;
    let (size, margins) = if across {
        (format!("w:w=\"{long}\" w:h=\"{short}\" w:orient=\"landscape\""), (1_134, 850, 850, 850))
    } else {
        (format!("w:w=\"{short}\" w:h=\"{long}\""), (1_134, 567, 1_134, 1_701))
    };
    let (top, right, bottom, left) = margins;
    format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/><w:type w:val=\"nextPage\"/>\
         <w:pgSz {size}/><w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" \
         w:header=\"400\" w:footer=\"400\" w:gutter=\"0\"/></w:sectPr>"
    )
}
