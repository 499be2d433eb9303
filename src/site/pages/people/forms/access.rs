//! Fields of the card of a checklist: an answer, a measure that may decide it, a note.

use maud::{Markup, html};

use super::fields::{Sheet, id};
use crate::compliance::cards::judge_measure;
use crate::domain::Answer;
use crate::http::Lang;
use crate::rulebook::{Criterion, MeasureRule};
use crate::site::parts::{badge, format, names};

pub fn body(sheet: &Sheet<'_>, checklist: &str) -> Markup {
    let (view, lang) = (sheet.view, sheet.view.lang);
    let Some(checklist) = view.registry.records.rules.checklist(checklist) else { return html! {} };
    let asked = |criterion: &&Criterion| sheet.asked.base.has(&format!("{}.answer", criterion.id));
    html! {
        p.hint { (checklist.act) }
        @if let Some(note) = &checklist.note { p { (names::ruled(lang, note)) } }
        p { (lang.text("form-access-lead")) }
        @for criterion in checklist.criteria.iter().filter(asked) { (one(sheet, criterion)) }
    }
}

fn one(sheet: &Sheet<'_>, criterion: &Criterion) -> Markup {
    let lang = sheet.view.lang;
    let [answer, measure, note] = ["answer", "measure", "note"].map(|column| format!("{}.{column}", criterion.id));
    let is_stated = sheet.asked.base.origin(&answer).is_some();
    let value = sheet.value(&answer);
    html! {
        fieldset.item id=(id(&answer)) {
            legend { (names::ruled(lang, &criterion.title)) @if criterion.critical { " " span.badge { (lang.text("critical")) } } }
            p.choices {
                @if !is_stated {
                    label { input type="radio" name=(answer) value="" checked[value.is_empty()]; " " (lang.text("not-stated")) }
                }
                @for word in Answer::ALL {
                    label { input type="radio" name=(answer) value=(word.word()) checked[value == word.word()];
                        " " (lang.text(&format!("answer-{}", word.word()))) }
                }
            }
            (sheet.faults(&answer))
            @if let Some(rule) = &criterion.measure { (measured(sheet, rule, &measure)) }
            div.field { label for=(id(&note)) { (lang.text("form-note")) } (sheet.lines(&note, None)) (sheet.faults(&note)) }
            (sheet.origin(&answer))
        }
    }
}

/// The measure with its unit, its rule, and what it says by the rule.
fn measured(sheet: &Sheet<'_>, rule: &MeasureRule, name: &str) -> Markup {
    let lang = sheet.view.lang;
    let point = sheet.asked.point();
    let hromada = point.and_then(|point| sheet.view.registry.hromada_of(point));
    let population = hromada.and_then(|hromada| hromada.facts.population);
    let typed = sheet.value(name);
    let judged = crate::formats::cells::number(typed).and_then(|value| judge_measure(rule, value, population));
    let answer = judged.map(|holds| if holds { Answer::Yes } else { Answer::No });
    html! {
        div.field {
            label for=(id(name)) { (lang.text("form-measure")) ", " (names::unit(lang, &rule.unit)) }
            (sheet.input(name, "decimal", None)) " "
            span.hint { (bounds(lang, rule, population)) @if let Some(act) = &rule.act { " (" (act) ")" } }
            @if let Some(answer) = answer { p { (lang.text("form-measured")) ": " (badge::answer_badge(lang, answer)) } }
            @else if !typed.is_empty() { p.hint { (lang.text("form-measured-unknown")) } }
            (sheet.faults(name))
        }
    }
}

/// The rule in words: at least, at most, by the population of the hromada.
fn bounds(lang: Lang, rule: &MeasureRule, population: Option<u32>) -> String {
    let short = |value: f64| format::short_number(lang, value);
    let step = rule.by_population.iter().find(|step| match (population, step.up_to) {
        (Some(people), Some(limit)) => people <= limit,
        (Some(_), None) => true,
        (None, _) => false,
    });
    let least = rule.min.or(step.map(|step| step.min));
    let least = least.map(|min| lang.with("form-at-least", [("value", short(min).into())]));
    let most = rule.max.map(|max| lang.with("form-at-most", [("value", short(max).into())]));
    least.into_iter().chain(most).collect::<Vec<_>>().join(", ")
}
