//! What an editor has to do: what is returned, due, missing or stale, each leading to where it is done.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate};
use maud::{Markup, html};

use super::forms::{form_path, labels, point};
use crate::actions::forms::{Base, FormKind, GIVEN, Subject, last_quarter};
use crate::actions::service_sheets::points_of;
use crate::compliance::figures::Span;
use crate::compliance::{Judgement, LeaveOut};
use crate::domain::TerritoryCode;
use crate::http::urls::in_lang;
use crate::http::{AppState, RequestContext};
use crate::registry::PointOnDate;
use crate::site::parts::{format, links};

/// Points that stand unfolded under what is missing or stale.
const FEW: usize = 4;

/// Why something is to be done, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    Due,
    Missing,
    Stale,
}

impl Reason {
    /// The word in keys of texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Missing => "missing",
            Self::Stale => "stale",
        }
    }
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Task {
    pub reason: Reason,
    pub kind: FormKind,
    /// The day by which it is due, or of the oldest value.
    pub day: Option<NaiveDate>,
    /// How many things are missing.
    pub count: usize,
}

/// The forms of a point, in the order of an editor's work.
pub fn forms_of(view: &RequestContext, subject: &Subject<'_>) -> Vec<(FormKind, Base)> {
    let checklists = view.registry.records.rules.checklists.iter();
    let access = checklists.map(|checklist| FormKind::Access(checklist.id.clone()));
    let quarter = last_quarter(view.today()).to_string();
    let first = [FormKind::Card, FormKind::Contacts, FormKind::Hours, FormKind::Services];
    let kinds = first.into_iter().chain(access).chain([FormKind::Equipment, FormKind::Figures(quarter)]);
    kinds.filter_map(|kind| subject.base(&kind).map(|base| (kind, base))).collect()
}

/// What is to be done at a point.
pub fn tasks_of(
    view: &RequestContext,
    audit: &Judgement,
    point: &PointOnDate,
    forms: &[(FormKind, Base)],
) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (kind, base) in forms {
        let missing = match kind {
            FormKind::Services => missing_services(audit, point),
            _ => missing_fields(kind, base),
        };
        let due = due(view, kind, base, missing);
        tasks.extend(due.map(|day| task(Reason::Due, kind, Some(day), missing)));
        if due.is_none() && missing > 0 && !matches!(kind, FormKind::Figures(_)) {
            tasks.push(task(Reason::Missing, kind, None, missing));
        }
        let stale = base.oldest().filter(|day| due.is_none() && is_stale(view, *day));
        if !matches!(kind, FormKind::Figures(_)) {
            tasks.extend(stale.map(|day| task(Reason::Stale, kind, Some(day), 0)));
        }
    }
    tasks
}

fn task(reason: Reason, kind: &FormKind, day: Option<NaiveDate>, count: usize) -> Task {
    Task { reason, kind: kind.clone(), day, count }
}

/// True for a day that is longer ago than the rules let a value stand.
pub fn is_stale(view: &RequestContext, confirmed: NaiveDate) -> bool {
    let days = view.registry.records.rules.workspace.stale_days;
    let since = days.and_then(|days| view.today().checked_sub_days(Days::new(days.into())));
    since.is_some_and(|since| confirmed < since)
}

/// The day by which a form is due; `None` where it is not.
fn due(view: &RequestContext, kind: &FormKind, base: &Base, missing: usize) -> Option<NaiveDate> {
    let rules = &view.registry.records.rules.workspace;
    match kind {
        FormKind::Figures(period) if missing > 0 => {
            let end = Span::parse(period)?.last_day()?.succ_opt()?;
            end.with_day(rules.report_day?)
        }
        FormKind::Access(id) => {
            let assessment = rules.assessments.iter().find(|one| one.checklist == *id)?;
            let (from, until) = assessment.on(view.today())?;
            let is_done = missing == 0 && base.oldest().is_some_and(|day| day >= from);
            (!is_done).then_some(until)
        }
        _ => None,
    }
}

/// Required services the point does not give; all of them where it declared none.
fn missing_services(audit: &Judgement, point: &PointOnDate) -> usize {
    audit.owed(point).required.iter().filter(|service| !point.offered.contains(*service)).count()
}

/// Fields of which nothing is known. What a point may lack for good is not asked about.
fn missing_fields(kind: &FormKind, base: &Base) -> usize {
    let unknown = |field: &&str| base.get(field).is_empty();
    match kind {
        FormKind::Card => ["settlement", "address", "lat", "workers"].iter().filter(|field| unknown(field)).count(),
        FormKind::Contacts => usize::from(["phone", "email"].iter().all(|field| base.get(field).is_empty())),
        FormKind::Hours => usize::from(base.get("hours").is_empty()),
        FormKind::Access(_) => {
            let is_open = |(name, value): (&str, &str)| name.ends_with(".answer") && matches!(value, "" | "unknown");
            base.fields().map(|(name, known)| (name, known.value.as_str())).filter(|field| is_open(*field)).count()
        }
        FormKind::Equipment => usize::from(base.fields().all(|(_, known)| known.value.is_empty())),
        FormKind::Figures(_) => base.fields().filter(|(_, known)| known.value.is_empty()).count(),
        FormKind::Services => {
            base.fields().filter(|(name, known)| name.ends_with(GIVEN) && known.value.is_empty()).count()
        }
        FormKind::Districts => 0,
    }
}

/// A task in words: what it is about, and by when or since when.
pub fn words(view: &RequestContext, code: &str, task: &Task) -> Markup {
    let lang = view.lang;
    let filter = if task.kind == FormKind::Services && task.reason == Reason::Missing { "?filter=missing" } else { "" };
    let address = format!("{}{filter}", in_lang(lang, &form_path(code, &task.kind)));
    let day = task.day.map(|day| format::date(lang, day));
    html! {
        a href=(address) { (labels::form(view, &task.kind)) }
        @match (task.reason, day) {
            (Reason::Due, Some(day)) if overdue_days(view, task) > 0 => {
                ", " strong { (lang.count("todo-overdue", overdue_days(view, task))) } " ("
                (lang.with("todo-by", [("day", day.into())])) ")"
            }
            (Reason::Due, Some(day)) => { ", " (lang.with("todo-by", [("day", day.into())])) }
            (Reason::Stale, Some(day)) => { ", " (lang.with("todo-since", [("day", day.into())])) }
            (Reason::Missing, _) if task.count > 1 => { " (" (format::count(lang, task.count)) ")" }
            _ => {}
        }
    }
}

/// Days since a task was due; none where it is not overdue.
fn overdue_days(view: &RequestContext, task: &Task) -> usize {
    let days = task.day.map_or(0, |day| (view.today() - day).num_days());
    usize::try_from(days).unwrap_or(0)
}

/// The points of a hromada with what is to be done at each.
pub fn section(state: &AppState, view: &RequestContext, hromada: TerritoryCode) -> Markup {
    let lang = view.lang;
    let audit = state.live().audit(&view.registry, LeaveOut::NONE);
    let mut by_reason: BTreeMap<Reason, Vec<(&PointOnDate, Vec<Task>)>> = BTreeMap::new();
    let points = points_of(&view.registry, hromada);
    for point in &points {
        let subject = Subject { registry: &view.registry, hromada, point: Some(point) };
        let tasks = tasks_of(view, &audit, point, &forms_of(view, &subject));
        for reason in [Reason::Due, Reason::Missing, Reason::Stale] {
            let mut some: Vec<Task> = tasks.iter().filter(|task| task.reason == reason).cloned().collect();
            some.sort_by_key(|task| task.day);
            if !some.is_empty() {
                by_reason.entry(reason).or_default().push((point, some));
            }
        }
    }
    if let Some(due) = by_reason.get_mut(&Reason::Due) {
        due.sort_by_key(|(_, tasks)| tasks.first().and_then(|task| task.day));
    }
    html! {
        h3 { (links::territory_name(view, hromada)) }
        // What citizens say is wrong stands here, before what is due.
        @if by_reason.is_empty() { p { (lang.text("todo-nothing")) } }
        @for (reason, points) in &by_reason {
            @if *reason == Reason::Due || points.len() <= FEW {
                h4 { (title(view, *reason)) }
                ul.todo { @for (point, tasks) in points { (line(view, point, tasks)) } }
            } @else {
                details {
                    summary { b { (title(view, *reason)) } ": " (format::plural(lang, "points-count", points.len())) }
                    ul.todo { @for (point, tasks) in points { (line(view, point, tasks)) } }
                }
            }
        }
        h4 { (lang.text("todo-points")) }
        ul {
            @for point in &points { li { a href=(in_lang(lang, &point::path(point.code()))) { (point.row().name) } } }
        }
        p { a href=(in_lang(lang, &format!("/workspace/hromadas/{hromada}/districts"))) { (lang.text("form-districts")) } }
    }
}

fn title(view: &RequestContext, reason: Reason) -> String {
    let lang = view.lang;
    match reason {
        Reason::Due => lang.text("todo-due"),
        Reason::Missing => lang.text("todo-missing"),
        Reason::Stale => {
            let days = view.registry.records.rules.workspace.stale_days.unwrap_or_default() as usize;
            lang.count("todo-stale", days)
        }
    }
}

fn line(view: &RequestContext, point: &PointOnDate, tasks: &[Task]) -> Markup {
    html! {
        li { (point.row().name) ": "
            @for (at, task) in tasks.iter().enumerate() {
                @if at > 0 { "; " }
                (words(view, point.code(), task))
            }
        }
    }
}
