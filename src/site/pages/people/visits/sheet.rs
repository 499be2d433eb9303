//! The sheet of a visit as a form: gaps, criteria, equipment, hours, areas, findings.

use maud::{Markup, html};

use super::fields::Fields;
use super::{Found, subjects, with_sheet};
use crate::actions::forms::{Base, FieldFault, Values};
use crate::actions::visits::{
    AskedCriterion, EQUIPMENT, Gap, Sheet, Signing, Subject, criterion_part, finding_part, new_request_key,
};
use crate::domain::Answer;
use crate::domain::rows::AnswerRow;
use crate::formats::Fault;
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, SignedIn};
use crate::registry::Sourced;
use crate::site::pages::people::{alert, page as private_page, person_bar, token};
use crate::site::parts::fault_table::fault_table;
use crate::site::parts::{badge, format, links, names, source};

/// What a page tells beside the form.
#[derive(Default)]
pub struct Told {
    pub faults: Vec<FieldFault>,
    /// Faults that are about no field.
    pub rest: Vec<Fault>,
    pub alert: Option<String>,
    /// What signing would state: the sheet was found to be good.
    pub signing: Option<Signing>,
    /// What somebody else kept meanwhile.
    pub theirs: Option<Values>,
    /// The key the form was sent with, which stays the form's.
    pub request_key: Option<String>,
}

/// Tells whether two looks would sign the same.
pub fn digest(view: &RequestContext, values: &Values) -> String {
    values.digest(&Base::default(), view.today())
}

pub fn page(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    (found, values): (&Found, &Values),
    told: &Told,
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let point = found.point(view).ok_or_else(|| Failure::not_found(view.path.clone()))?;
    let title = lang.with("visit-title", [("number", found.visit.id.into())]);
    let fields = Fields { view, values, faults: &told.faults };
    let key = match &told.request_key {
        Some(key) => key.clone(),
        None => new_request_key()?,
    };
    let form = with_sheet(state, view, point, |sheet| sections(&fields, sheet));
    let body = html! {
        (person_bar(view, signed_in))
        p { a href=(in_lang(lang, "/visits")) { "‹ " (lang.text("visits")) } }
        h1 { (title) ": " (point.row().name) }
        (alert(told.alert.as_deref()))
        (fault_table(lang, &told.rest))
        (theirs(view, values, told.theirs.as_ref()))
        (head(view, found))
        form.workspace-form.visit method="post" action=(in_lang(lang, &found.path())) data-draft[true] {
            (token(signed_in))
            input type="hidden" name="version" value=(found.version());
            input type="hidden" name="request_key" value=(key);
            (checked(&fields, told.signing.as_ref()))
            p.buttons { button.plain type="submit" name="keep" value="1" { (lang.text("visit-keep")) } " "
                span.hint role="status" data-draft-state data-kept=(lang.text("form-draft-kept"))
                    data-lost=(lang.text("form-draft-lost")) {} }
            (form)
            p.buttons { button type="submit" name="check" value="1" { (lang.text("visit-check")) } }
            p.hint { (lang.text("visit-check-help")) }
        }
    };
    Ok(private_page(view, title.clone(), body))
}

/// Where and when, who was there, and the sheet on paper.
pub fn head(view: &RequestContext, found: &Found) -> Markup {
    let lang = view.lang;
    let visit = &found.visit;
    html! {
        dl.facts {
            div { dt { (lang.text("visit-day")) } dd { (format::date(lang, visit.day)) } }
            div { dt { (lang.text("hromada")) } dd { (links::territory_name(view, found.place.hromada)) } }
            div { dt { (lang.text("visit-present")) } dd.typed { (visit.present) } }
        }
        p.actions {
            a href=(in_lang(lang, &format!("{}/print", found.path()))) { (lang.text("visit-print")) }
            a href=(in_lang(lang, &format!("{}/sheet.xlsx", found.path()))) { (lang.text("visit-xlsx")) }
        }
    }
}

/// What somebody else kept, field by field, where it differs.
fn theirs(view: &RequestContext, own: &Values, theirs: Option<&Values>) -> Markup {
    let Some(theirs) = theirs else { return html! {} };
    let differs = |(name, value): &(&str, &str)| own.get(name).unwrap_or_default() != value.trim();
    html! {
        section.conflict {
            p { (view.lang.text("visit-conflict")) }
            dl.facts {
                @for (name, value) in theirs.fields().filter(differs).take(60) {
                    div { dt { code { (name) } } dd.typed { (value) } }
                }
            }
        }
    }
}

/// What signing would state, and the button that signs.
fn checked(fields: &Fields<'_>, signing: Option<&Signing>) -> Markup {
    let (view, lang) = (fields.view, fields.view.lang);
    let Some(signing) = signing else { return html! {} };
    html! {
        section.checked {
            h2 #checked tabindex="-1" { (lang.text("visit-checked")) }
            p { (lang.count("visit-checked-answers", signing.answers)) ", "
                (lang.count("visit-checked-findings", signing.findings.len())) ". " (lang.text("visit-sign-help")) }
            input type="hidden" name="seen" value=(digest(view, fields.values));
            p.buttons { button type="submit" name="sign" value="1" { (lang.text("visit-sign")) } }
        }
    }
}

fn sections(fields: &Fields<'_>, sheet: &Sheet<'_>) -> Markup {
    let lang = fields.view.lang;
    html! {
        h2 { (lang.text("visit-gaps")) }
        (gaps(fields, sheet))
        (criteria(fields, sheet))
        h2 { (lang.text("nav-equipment")) }
        (equipment(fields, sheet))
        h2 { (lang.text("visit-hours-sign")) }
        (hours(fields, sheet))
        h2 { (lang.text("visit-areas")) }
        (areas(fields, sheet))
        h2 #findings { (lang.text("findings")) }
        (findings(fields, sheet))
    }
}

/// The button that begins a finding.
fn begin(fields: &Fields<'_>, subject: &Subject) -> Markup {
    let lang = fields.view.lang;
    let label = format!("{}: {}", lang.text("visit-add"), subjects::name(fields.view, subject));
    html! {
        button.plain type="submit" name="add" value=(subject.word()) aria-label=(label) { (lang.text("visit-add")) }
    }
}

/// Gaps stand folded: there may be hundreds.
fn gaps(fields: &Fields<'_>, sheet: &Sheet<'_>) -> Markup {
    let lang = fields.view.lang;
    let one = |gap: &Gap<'_>| {
        let list = lang.with(
            "visit-position",
            [("list", gap.list.to_owned().into()), ("day", format::date(lang, gap.edition).into())],
        );
        let subject = Subject::Service(gap.service.code.to_string());
        html! {
            li { (gap.service.code) " " (links::service_name(fields.view, gap.service)) " "
                span.hint { (list) } " " (begin(fields, &subject)) }
        }
    };
    html! {
        @if !sheet.has_declared { p { (lang.text("visit-not-declared")) } }
        @if sheet.gaps.is_empty() {
            @if sheet.has_declared { p { (lang.text("visit-no-gaps")) } }
        } @else {
            details open[sheet.gaps.len() <= 12] {
                summary { (lang.count("visit-gaps-count", sheet.gaps.len())) }
                ul.gaps-of-visit { @for gap in &sheet.gaps { (one(gap)) } }
            }
        }
    }
}

fn criteria(fields: &Fields<'_>, sheet: &Sheet<'_>) -> Markup {
    html! {
        @for asked in sheet.criteria.chunk_by(|one, next| one.checklist.id == next.checklist.id) {
            @if let Some(first) = asked.first() {
                h2 { (names::ruled(fields.view.lang, &first.checklist.title)) }
                p.hint { (first.edition.act) }
            }
            @for one in asked { (criterion(fields, one)) }
        }
    }
}

fn criterion(fields: &Fields<'_>, asked: &AskedCriterion<'_>) -> Markup {
    let lang = fields.view.lang;
    let part = criterion_part(&asked.checklist.id, &asked.criterion.id);
    let name = |column: &str| format!("{part}.{column}");
    let mut options = vec![("", lang.text("visit-not-looked"))];
    options.extend(Answer::ALL.iter().map(|one| (one.word(), lang.text(&format!("answer-{}", one.word())))));
    let subject = Subject::Criterion(asked.checklist.id.clone(), asked.criterion.id.clone());
    html! {
        fieldset.item {
            legend { (names::ruled(lang, &asked.criterion.title))
                @if asked.criterion.critical { " " span.badge { (lang.text("critical")) } } }
            (known(fields, asked.known))
            (fields.choices(&name("answer"), &options))
            div.row {
                @if let Some(rule) = &asked.criterion.measure {
                    @let label = format!("{}, {}", lang.text("form-measure"), names::unit(lang, &rule.unit));
                    (fields.line(&name("measure"), &label, "decimal"))
                }
                (fields.line(&name("photo"), &lang.text("visit-photo"), "text"))
                (fields.text_field(&name("note"), &lang.text("form-note"), 1))
            }
            (begin(fields, &subject))
        }
    }
}

/// The last known answer, its day and its source.
fn known(fields: &Fields<'_>, row: Option<&Sourced<AnswerRow>>) -> Markup {
    let (view, lang) = (fields.view, fields.view.lang);
    html! {
        p.hint { (lang.text("visit-known")) ": "
            @match row {
                Some(row) => {
                    (badge::answer_badge(lang, row.answer))
                    @if let Some(measure) = row.measure { ", " (format::short_number(lang, measure)) }
                    @if let Some(date) = row.date { ", " (format::date(lang, date)) }
                    " — " (source::line(view, row.source, row.confirmed))
                }
                None => (lang.text("not-stated")),
            }
        }
    }
}

fn equipment(fields: &Fields<'_>, sheet: &Sheet<'_>) -> Markup {
    let lang = fields.view.lang;
    let options = ["", "yes", "no"].map(|word| {
        (
            word,
            lang.text(match word {
                "yes" => "visit-seen",
                "no" => "visit-not-seen",
                _ => "visit-not-looked",
            }),
        )
    });
    let known = |kind: &str| {
        let there = sheet.registry.equipment_at(sheet.point, kind);
        match (there.is_present(), there.pieces()) {
            (Some(true), Some(pieces)) => lang.with("visit-pieces", [("count", pieces.into())]),
            (Some(true), None) => lang.text("yes"),
            (Some(false), _) => lang.text("no"),
            (None, _) => lang.text("not-stated"),
        }
    };
    html! {
        @for kind in &sheet.registry.records.rules.equipment {
            @let part = format!("{EQUIPMENT}.{}", kind.id);
            fieldset.item {
                legend { (names::ruled(lang, &kind.title)) }
                p.hint { (lang.text("visit-known")) ": " (known(&kind.id)) }
                (fields.choices(&format!("{part}.seen"), &options))
                (fields.text_field(&format!("{part}.note"), &lang.text("form-note"), 1))
                (begin(fields, &Subject::Equipment(kind.id.clone())))
            }
        }
    }
}

fn hours(fields: &Fields<'_>, sheet: &Sheet<'_>) -> Markup {
    let lang = fields.view.lang;
    let options = ["", "same", "other", "none"].map(|word| {
        (
            word,
            lang.text(match word {
                "same" => "visit-sign-same",
                "other" => "visit-sign-other",
                "none" => "visit-sign-none",
                _ => "visit-not-looked",
            }),
        )
    });
    let stated = sheet.point.row().hours.clone();
    let hours = stated.map(|text| format::hours(lang, &text).unwrap_or(text));
    html! {
        fieldset.item {
            legend { (lang.text("visit-hours-question")) }
            p.hint { (lang.text("visit-known")) ": " (hours.unwrap_or_else(|| lang.text("not-stated"))) }
            (fields.choices("hours.sign", &options))
            (fields.text_field("hours.note", &lang.text("form-note"), 1))
            (begin(fields, &Subject::Hours))
        }
    }
}

fn areas(fields: &Fields<'_>, sheet: &Sheet<'_>) -> Markup {
    let lang = fields.view.lang;
    let row = sheet.point.row();
    let known = [("total", row.area_total), ("waiting", row.area_waiting), ("service", row.area_service)];
    html! {
        fieldset.item {
            legend { (lang.text("visit-areas-question")) }
            @for (zone, value) in known {
                @let label = names::column(lang, "points", &format!("area_{zone}"));
                (fields.line(&format!("area.{zone}"), &label, "decimal"))
                p.hint { (lang.text("visit-known")) ": "
                    @match value { Some(value) => (format::short_number(lang, value)), None => (lang.text("not-stated")) } }
            }
            (begin(fields, &Subject::Area))
        }
    }
}

fn findings(fields: &Fields<'_>, sheet: &Sheet<'_>) -> Markup {
    let lang = fields.view.lang;
    let numbers = fields.values.findings();
    html! {
        @if numbers.is_empty() { p { (lang.text("visit-no-findings")) } }
        @for number in numbers { (finding(fields, sheet, number)) }
        p { (begin(fields, &Subject::Other)) }
    }
}

fn finding(fields: &Fields<'_>, sheet: &Sheet<'_>, number: usize) -> Markup {
    let (view, lang) = (fields.view, fields.view.lang);
    let part = finding_part(number);
    let name = |column: &str| format!("{part}.{column}");
    let subject = Subject::parse(fields.value(&name("subject"))).unwrap_or(Subject::Other);
    let (act, clause) = sheet.ground(&subject);
    html! {
        fieldset.item id=(format!("finding-{number}")) {
            legend { (subjects::name(view, &subject)) }
            input type="hidden" name=(name("subject")) value=(subject.word());
            (fields.text_field(&name("what"), &lang.text("finding-what"), 3))
            (fields.line(&name("responsible"), &lang.text("finding-responsible"), "text"))
            div.row {
                (fields.day(&name("deadline"), &lang.text("finding-deadline")))
                (fields.day(&name("recheck"), &lang.text("finding-recheck")))
            }
            @if let Some(act) = act {
                p.hint { (lang.text("finding-act")) ": " (act) @if let Some(clause) = clause { ", " (clause) } }
            }
            (fields.line(&name("act"), &lang.text("finding-own-act"), "text"))
            (fields.line(&name("clause"), &lang.text("finding-own-clause"), "text"))
            button.plain type="submit" name="remove" value=(number) { (lang.text("visit-remove")) }
        }
    }
}
