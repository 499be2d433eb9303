//! The sheet on paper: a page printed on A4, and the same as a workbook.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::{Found, find, with_sheet};
use crate::actions::visits::{AskedCriterion, Sheet, criterion_part};
use crate::domain::Answer;
use crate::formats::workbook::{self, Cell, SheetColumn, SheetTable};
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, SignedIn};
use crate::site::pages::people::{page as private_page, person_bar};
use crate::site::parts::{Column, Table, format, links, names};

/// What a workbook is.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A checklist on the sheet.
struct Part {
    title: String,
    act: String,
    lines: Vec<Line>,
}

/// One criterion on the sheet.
struct Line {
    criterion: String,
    most: f64,
    /// `None` where nobody looked, or it does not apply.
    score: Option<f64>,
    /// The answer in words; empty where it is to be written by hand.
    answer: String,
    ground: String,
    photo: String,
}

/// A service the point does not give: code, name, list.
type PrintedGap = [String; 3];

fn parts(view: &RequestContext, found: &Found, sheet: &Sheet<'_>) -> Vec<Part> {
    let values = found.values();
    let groups = sheet.criteria.chunk_by(|one, next| one.checklist.id == next.checklist.id);
    let part = |asked: &[AskedCriterion<'_>]| {
        let first = asked.first()?;
        let lines = asked.iter().map(|one| line(view, one, &values)).collect();
        Some(Part {
            title: names::ruled(view.lang, &first.checklist.title).to_owned(),
            act: first.edition.act.clone(),
            lines,
        })
    };
    groups.filter_map(part).collect()
}

fn line(view: &RequestContext, asked: &AskedCriterion<'_>, values: &crate::actions::forms::Values) -> Line {
    let part = criterion_part(&asked.checklist.id, &asked.criterion.id);
    let value = |column: &str| values.get(&format!("{part}.{column}")).unwrap_or_default();
    let answer = Answer::parse(value("answer"));
    let score = match answer {
        Some(Answer::Yes) => Some(asked.criterion.weight),
        Some(Answer::No) => Some(0.0),
        _ => None,
    };
    let words = answer.map(|answer| view.lang.text(&format!("answer-{}", answer.word()))).unwrap_or_default();
    let measure = asked.criterion.measure.as_ref();
    let by_measure = measure.and_then(|rule| rule.act.clone());
    let measured = measure.map(|rule| format!("{} {}", value("measure"), names::unit(view.lang, &rule.unit)));
    let measured = measured.filter(|_| !value("measure").is_empty());
    let told = [words].into_iter().chain(measured).chain(Some(value("note").to_owned()));
    Line {
        criterion: names::ruled(view.lang, &asked.criterion.title).to_owned(),
        most: asked.criterion.weight,
        score,
        answer: told.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; "),
        ground: by_measure.unwrap_or_else(|| asked.edition.act.clone()),
        photo: value("photo").to_owned(),
    }
}

/// The gaps there were when it was signed, or there are now.
fn gaps(view: &RequestContext, found: &Found, sheet: &Sheet<'_>) -> Vec<PrintedGap> {
    let list = |list: &str| list.to_owned();
    let now = sheet
        .gaps
        .iter()
        .map(|gap| [gap.service.code.to_string(), links::service_name(view, gap.service).to_owned(), list(gap.list)]);
    if found.signature.is_none() {
        return now.collect();
    }
    let values = found.values();
    let codes = values.get("gaps").unwrap_or_default().lines();
    let name = |code: &str| {
        let service = view.registry.records.catalogue.by_code(code);
        service.map(|service| links::service_name(view, service).to_owned()).unwrap_or_default()
    };
    codes.map(|code| [code.to_owned(), name(code), String::new()]).collect()
}

/// Everything that is printed of a visit.
struct Printed {
    title: String,
    heading: Vec<String>,
    parts: Vec<Part>,
    gaps: Vec<PrintedGap>,
}

fn printed(state: &AppState, view: &RequestContext, found: &Found) -> Result<Printed, Failure> {
    let lang = view.lang;
    let point = found.point(view).ok_or_else(|| Failure::not_found(view.path.clone()))?;
    let title = lang.with("visit-sheet-title", [("number", found.visit.id.into())]);
    let mut heading = vec![format!("{} {}", point.code(), point.row().name)];
    heading.extend(view.registry.full_address(point));
    heading.push(format!("{}: {}", lang.text("hromada"), links::territory_name(view, found.place.hromada)));
    heading.push(format!("{}: {}", lang.text("visit-day"), format::date(lang, found.visit.day)));
    heading.push(format!("{}: {}", lang.text("visit-present"), found.visit.present));
    heading.push(match &found.signature {
        Some(signature) => lang.with("visit-signed", [("day", format::date(lang, signature.signed_on).into())]),
        None => lang.text("visit-sheet-draft"),
    });
    let (parts, gaps) = with_sheet(state, view, point, |sheet| (parts(view, found, sheet), gaps(view, found, sheet)));
    Ok(Printed { title, heading, parts, gaps })
}

/// Lines on which people sign by hand.
fn signature_lines(view: &RequestContext) -> Vec<String> {
    let line = |key: &str| format!("{}: ______________________  ____________________________", view.lang.text(key));
    let lines = ["visit-signs-auditor", "visit-signs-head", "visit-signs-present"];
    lines.map(line).to_vec()
}

const COLUMNS: [&str; 6] =
    ["visit-criterion", "visit-most", "visit-score", "visit-answer", "visit-ground", "visit-photo"];

pub async fn page(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    signed_in: SignedIn,
) -> Result<Markup, Failure> {
    let found = find(&state, &view, &signed_in, id).await?;
    let printed = printed(&state, &view, &found)?;
    let lang = view.lang;
    let body = html! {
        div.paperless {
            (person_bar(&view, &signed_in))
            p { a href=(in_lang(lang, &found.path())) { "‹ " (lang.text("visit-back")) } }
        }
        h1 { (printed.title) }
        @for line in &printed.heading { p { (line) } }
        @for part in &printed.parts { h2 { (part.title) } p.hint { (part.act) } (lines_table(&view, part)) }
        h2 { (lang.text("visit-gaps")) }
        @if printed.gaps.is_empty() { p { (lang.text("visit-no-gaps-then")) } }
        @else { ol.gap-list { @for [code, name, list] in &printed.gaps { li { (code) " " (name)
            @if !list.is_empty() { " (" (list) ")" } } } } }
        h2 { (lang.text("visit-signatures")) }
        @for line in signature_lines(&view) { p.signature-line { (line) } }
        p.hint { (lang.text("visit-signature-help")) }
    };
    Ok(private_page(&view, printed.title.clone(), body))
}

fn lines_table(view: &RequestContext, part: &Part) -> Markup {
    let lang = view.lang;
    let columns = COLUMNS.map(|key| Column::text(lang.text(key))).to_vec();
    let number = |value: f64| format::short_number(lang, value);
    let rows = part.lines.iter().map(|line| {
        vec![
            html! { (line.criterion) },
            html! { (number(line.most)) },
            html! { (line.score.map(number).unwrap_or_default()) },
            html! { (line.answer) },
            html! { (line.ground) },
            html! { (line.photo) },
        ]
    });
    html! { (Table::new(part.title.clone(), columns).rows(rows)) }
}

pub async fn workbook(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    signed_in: SignedIn,
) -> Result<Response, Failure> {
    let found = find(&state, &view, &signed_in, id).await?;
    let printed = printed(&state, &view, &found)?;
    let book = workbook::book(&sheets(&view, &printed)).map_err(|error| Failure::internal(&error))?;
    let name = format!("attachment; filename=\"visit-{id}.xlsx\"");
    Ok(([(CONTENT_TYPE, XLSX.to_owned()), (CONTENT_DISPOSITION, name)], book).into_response())
}

fn sheets(view: &RequestContext, printed: &Printed) -> [SheetTable; 2] {
    let lang = view.lang;
    let heading = || [printed.title.clone()].into_iter().chain(printed.heading.clone()).collect();
    let widths = [40.0, 10.0, 9.0, 24.0, 34.0, 9.0];
    let mut rows = Vec::new();
    for part in &printed.parts {
        rows.push(vec![
            Cell::Strong(part.title.clone()),
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
        ]);
        rows.extend(part.lines.iter().map(cells));
    }
    let criteria = SheetTable {
        name: lang.text("visit-sheet"),
        heading: heading(),
        columns: COLUMNS.iter().zip(widths).map(|(key, width)| SheetColumn::new(lang.text(key), width)).collect(),
        rows,
        below: signature_lines(view),
    };
    let columns = [("service-code", 14.0), ("service", 60.0), ("visit-list", 16.0)];
    let gaps = SheetTable {
        name: lang.text("visit-gaps-sheet"),
        heading: heading(),
        columns: columns.map(|(key, width)| SheetColumn::new(lang.text(key), width)).to_vec(),
        rows: printed.gaps.iter().map(|gap| gap.clone().map(Cell::text).to_vec()).collect(),
        below: Vec::new(),
    };
    [criteria, gaps]
}

fn cells(line: &Line) -> Vec<Cell> {
    let number = |value: f64| Cell::Number(value, u8::from(value.fract() != 0.0));
    vec![
        Cell::text(&line.criterion),
        number(line.most),
        line.score.map_or(Cell::Nothing, number),
        Cell::text(&line.answer),
        Cell::text(&line.ground),
        Cell::text(&line.photo),
    ]
}
