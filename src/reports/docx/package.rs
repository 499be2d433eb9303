//! The package of the text document: its parts in a ZIP, styles, footer, properties.

use std::io::{self, Cursor, Write as _};

use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::body::body;
use super::xml::escaped;
use crate::reports::document::Document;
use crate::reports::words::Words;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const PART: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// Styles: id, name, properties of paragraphs, properties of letters.
const STYLES: &[(&str, &str, &str, &str)] = &[
    ("BodyText", "Body Text", "<w:spacing w:after=\"100\"/><w:jc w:val=\"both\"/>", ""),
    ("Addressee", "Addressee", "<w:spacing w:after=\"0\"/><w:ind w:left=\"5103\"/>", ""),
    ("Number", "Number", "<w:spacing w:before=\"200\" w:after=\"200\"/>", ""),
    (
        "Title",
        "Title",
        "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"80\"/><w:jc w:val=\"center\"/>",
        "<w:b/><w:sz w:val=\"28\"/>",
    ),
    ("Subtitle", "Subtitle", "<w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/>", ""),
    (
        "Notice",
        "Notice",
        "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"6\" w:color=\"D9A400\"/></w:pBdr>\
         <w:spacing w:before=\"100\" w:after=\"60\"/><w:ind w:left=\"170\"/>",
        "<w:sz w:val=\"20\"/>",
    ),
    (
        "Heading1",
        "heading 1",
        "<w:keepNext/><w:spacing w:before=\"260\" w:after=\"80\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:sz w:val=\"26\"/>",
    ),
    ("Caption", "caption", "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/>", "<w:b/><w:sz w:val=\"22\"/>"),
    ("TableText", "Table Text", "<w:spacing w:before=\"10\" w:after=\"10\"/>", "<w:sz w:val=\"17\"/>"),
    ("TableStrong", "Table Strong", "<w:spacing w:before=\"10\" w:after=\"10\"/>", "<w:b/><w:sz w:val=\"17\"/>"),
    (
        "TableHead",
        "Table Head",
        "<w:keepNext/><w:spacing w:before=\"10\" w:after=\"10\"/><w:jc w:val=\"center\"/>",
        "<w:b/><w:sz w:val=\"16\"/>",
    ),
    ("TableDense", "Table Dense", "<w:spacing w:before=\"10\" w:after=\"10\"/>", "<w:sz w:val=\"14\"/>"),
    (
        "TableDenseHead",
        "Table Dense Head",
        "<w:keepNext/><w:spacing w:before=\"10\" w:after=\"10\"/><w:jc w:val=\"center\"/>",
        "<w:b/><w:sz w:val=\"13\"/>",
    ),
    ("Note", "Note", "<w:spacing w:before=\"40\" w:after=\"20\"/>", "<w:sz w:val=\"18\"/>"),
    ("Basis", "Basis", "<w:spacing w:before=\"240\"/>", "<w:i/><w:sz w:val=\"18\"/>"),
    ("Signature", "Signature", "<w:spacing w:after=\"0\"/>", ""),
    ("Footer", "footer", "<w:jc w:val=\"center\"/>", "<w:sz w:val=\"16\"/>"),
    (
        "Break",
        "Break",
        "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>",
        "<w:sz w:val=\"2\"/>",
    ),
];

/// The document as bytes; the same document is the same bytes.
///
/// # Errors
/// The archive cannot hold it.
pub fn write(document: &Document, words: &dyn Words) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = options(document.made);
    for (name, text) in parts(document, words) {
        zip.start_file(name, options).map_err(io::Error::other)?;
        zip.write_all(XML.as_bytes())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

/// Entries bear the document's own moment, not that of the writing.
fn options(made: DateTime<Utc>) -> SimpleFileOptions {
    let part = |value: u32| u8::try_from(value).unwrap_or(0);
    let year = u16::try_from(made.year()).unwrap_or(1980);
    let time = zip::DateTime::from_date_and_time(
        year,
        part(made.month()),
        part(made.day()),
        part(made.hour()),
        part(made.minute()),
        part(made.second()),
    );
    SimpleFileOptions::default().last_modified_time(time.unwrap_or_default())
}

fn parts(document: &Document, words: &dyn Words) -> [(&'static str, String); 8] {
    [
        ("[Content_Types].xml", content_types()),
        (
            "_rels/.rels",
            relationships(&[
                ("officeDocument", "word/document.xml"),
                ("extended-properties", "docProps/app.xml"),
                ("metadata/core-properties", "docProps/core.xml"),
            ]),
        ),
        ("docProps/core.xml", core(document)),
        ("docProps/app.xml", app()),
        ("word/document.xml", main_part(document, words)),
        ("word/_rels/document.xml.rels", relationships(&[("styles", "styles.xml"), ("footer", "footer1.xml")])),
        ("word/styles.xml", styles(document.lang)),
        ("word/footer1.xml", footer(document)),
    ]
}

fn main_part(document: &Document, words: &dyn Words) -> String {
    let body = body(document, words);
    format!("<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><w:body>{body}</w:body></w:document>")
}

fn content_types() -> String {
    let part = |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
    let overrides = [
        part("word/document.xml", &format!("{PART}.document.main+xml")),
        part("word/styles.xml", &format!("{PART}.styles+xml")),
        part("word/footer1.xml", &format!("{PART}.footer+xml")),
        part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    ];
    format!(
        "<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}</Types>",
        overrides.concat()
    )
}

fn relationships(targets: &[(&str, &str)]) -> String {
    let told = (1..).zip(targets).map(|(number, (kind, target)): (usize, _)| {
        let base = if kind.starts_with("metadata") { &format!("{PACKAGE}/relationships") } else { OFFICE };
        format!("<Relationship Id=\"rId{number}\" Type=\"{base}/{kind}\" Target=\"{target}\"/>")
    });
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>", told.collect::<String>())
}

fn core(document: &Document) -> String {
    let made = document.made.format("%Y-%m-%dT%H:%M:%SZ");
    format!(
        "<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:language>{}</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:modified></cp:coreProperties>",
        escaped(&document.title),
        document.lang
    )
}

fn app() -> String {
    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
     <Application>cnap</Application></Properties>"
        .to_owned()
}

fn styles(lang: &str) -> String {
    let tag = if lang == "uk" { "uk-UA" } else { "en-GB" };
    let style = |(id, name, paragraph, run): &(&str, &str, &str, &str)| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    };
    let all: String = STYLES.iter().map(style).collect();
    format!(
        "<w:styles xmlns:w=\"{MAIN}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/>\
         <w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/><w:lang w:val=\"{tag}\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"60\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         {all}</w:styles>"
    )
}

/// What the report was made from, and the page of how many, which no line tears apart.
fn footer(document: &Document) -> String {
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    format!(
        "<w:ftr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">{}  ·  </w:t></w:r>{}\
         <w:r><w:t xml:space=\"preserve\">\u{a0}/\u{a0}</w:t></w:r>{}</w:p></w:ftr>",
        escaped(&document.title),
        field("PAGE"),
        field("NUMPAGES")
    )
}
