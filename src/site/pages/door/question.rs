//! What was asked at the door: every value is read as far as it can be, and nothing is refused.

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::origin::{Origin, name_to_type};
use crate::compliance::cards::needs;
use crate::domain::facts::word_enum;
use crate::domain::hours::DayHours;
use crate::domain::{PointKind, TerritoryCode, Truth};
use crate::http::urls::{in_lang, with_query};
use crate::http::{Lang, RequestContext};
use crate::registry::search::{HitKind, Question, ReadAs, SearchHit, Subject, Topics, read_question, read_subject};
use crate::registry::{Bits, PointOnDate, ServiceRecord};
use crate::rulebook::LifeEvent;
use crate::site::parts::{links, names};

/// Other meanings that are offered beside the one taken.
const OTHERS: usize = 8;
/// A hit this much worse than the best is no other meaning of the words.
const CLOSE: f32 = 0.45;
/// Services found only by the title of their group score no more than this.
const OF_GROUP: f32 = 0.5;
/// «After work» begins now.
const EVENING_HOUR: u32 = 18;

word_enum! {
    /// When a point must be open.
    When {
        Now = "now",
        Saturday = "saturday",
        Evening = "evening",
    }
}

/// What a person needs.
#[derive(Debug)]
pub(super) enum About<'a> {
    NotAsked,
    /// No word of it leads to a service.
    Unknown,
    /// The words may be slips for others that lead to these.
    Likely(Vec<SearchHit>),
    /// Services of a group, none of them the likelier.
    Several(Vec<SearchHit>),
    Service {
        service: &'a ServiceRecord,
        others: Vec<SearchHit>,
    },
    LifeEvent {
        event: &'a LifeEvent,
        others: Vec<SearchHit>,
    },
}

/// Everything that was asked.
#[derive(Debug)]
pub(super) struct DoorQuestion<'a> {
    /// The service as it was written, without the words of the place.
    pub(super) what: String,
    pub(super) about: About<'a>,
    /// Words that led nowhere.
    pub(super) unread: Vec<String>,
    /// Slips that were put right.
    pub(super) read_as: Vec<ReadAs>,
    /// The place as it was written, or its code.
    pub(super) place: String,
    /// The place as the form shows it.
    pub(super) place_shown: String,
    pub(super) origin: Origin<'a>,
    pub(super) need: Option<&'a str>,
    pub(super) when: Option<When>,
    /// The moment at which a point must be open.
    pub(super) at: Option<NaiveDateTime>,
    pub(super) kind: Option<PointKind>,
}

impl<'a> DoorQuestion<'a> {
    pub(super) fn read(view: &'a RequestContext) -> Self {
        let topics = view.registry.records.topics(view.lang == Lang::En);
        let (line, place) = (view.param("q").unwrap_or_default(), view.param("place").unwrap_or_default());
        let needs = needs::all(&view.registry.records.rules);
        let (what, spoken) = without_need(view.lang, line, &needs);
        let question = take_apart(view, topics, &what, place);
        let place = if place.is_empty() { question.place } else { place.to_owned() };
        let named = named_subject(view);
        let (unread, read_as) = if named.is_some() { Default::default() } else { not_as_written(&question.subject) };
        let origin = Origin::find(view, &place);
        Self {
            about: named.unwrap_or_else(|| subject_matter(view, &question.what, question.subject)),
            unread,
            read_as,
            what: question.what,
            place_shown: question_text(view, &place, &origin),
            origin,
            place,
            need: view.param("need").and_then(|need| needs.into_iter().find(|known| *known == need)).or(spoken),
            when: view.param("when").and_then(When::parse),
            at: view.moment("open_at").ok().flatten(),
            kind: view.param("kind").and_then(PointKind::parse),
        }
    }

    pub(super) const fn is_asked(&self) -> bool {
        !matches!((&self.about, &self.origin), (About::NotAsked, Origin::NotAsked))
    }

    /// The services of which a point must give one; `None`: any point will do.
    pub(super) fn services(&self, view: &RequestContext) -> Option<Bits> {
        match &self.about {
            About::Service { service, .. } => {
                let mut set = Bits::with_capacity(view.registry.records.catalogue.capacity());
                set.insert(service.id);
                Some(set)
            }
            About::LifeEvent { event, .. } => {
                Some(view.registry.services.by_life_event.get(&event.id).cloned().unwrap_or_default())
            }
            _ => None,
        }
    }

    /// The group of the service, where one service is asked for.
    pub(super) fn group(&self, view: &RequestContext) -> Option<&'a str> {
        let About::Service { service, .. } = &self.about else { return None };
        service.description_on(view.date()).map(|row| row.group.as_str())
    }

    pub(super) fn subject_name(&self, view: &RequestContext) -> Option<String> {
        match &self.about {
            About::Service { service, .. } => Some(links::service_name(view, service).to_owned()),
            About::LifeEvent { event, .. } => Some(names::ruled(view.lang, &event.title).to_owned()),
            _ => None,
        }
    }

    /// True where more than the service and the place is asked.
    pub(super) const fn is_narrowed(&self) -> bool {
        self.need.is_some() || self.when.is_some() || self.at.is_some() || self.kind.is_some()
    }

    /// The moment as an address carries it; empty where none is asked.
    pub(super) fn at_word(&self) -> String {
        self.at.map(|at| at.format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default()
    }

    /// The address of this question with some of it changed; an empty value removes one.
    pub(super) fn url(&self, view: &RequestContext, changes: &[(&str, &str)]) -> String {
        let date = if view.date_named { view.date().to_string() } else { String::new() };
        let named = |name| view.param(name).unwrap_or_default();
        let at = self.at_word();
        let own = [
            ("q", self.what.as_str()),
            ("service", named("service")),
            ("life_event", named("life_event")),
            ("place", self.place.as_str()),
            ("need", self.need.unwrap_or_default()),
            ("when", self.when.map_or("", When::word)),
            ("open_at", at.as_str()),
            ("kind", self.kind.map_or("", PointKind::word)),
            ("date", date.as_str()),
            ("known", named("known")),
        ];
        let replaced = |name: &str| changes.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
        let pairs = own.map(|(name, value)| (name, replaced(name).unwrap_or(value)));
        with_query(&in_lang(view.lang, "/"), &pairs)
    }
}

/// The line without the words that name a need («на візку»), and that need.
fn without_need<'a>(lang: Lang, line: &str, needs: &[&'a str]) -> (String, Option<&'a str>) {
    let small = format!(" {} ", line.to_lowercase());
    for need in needs {
        let key = format!("door-spoken-{}", need.replace('_', "-"));
        let Some(ways) = names::optional(lang, &key) else { continue };
        let way = ways.split(',').map(str::trim).find(|way| small.contains(&format!(" {way} ")));
        if let Some(way) = way {
            return (small.replacen(&format!(" {way} "), " ", 1).trim().to_owned(), Some(*need));
        }
    }
    (line.to_owned(), None)
}

/// A code is shown as the name of its place.
fn question_text(view: &RequestContext, text: &str, origin: &Origin<'_>) -> String {
    let place = origin.place().filter(|_| TerritoryCode::parse(text).is_ok());
    place.map_or_else(|| text.to_owned(), |place| name_to_type(view, place))
}

/// One line may name both; where the place has a field of its own, the line is about the service alone.
fn take_apart(view: &RequestContext, topics: &Topics, what: &str, place: &str) -> Question {
    let registry = &view.registry;
    if what.is_empty() {
        return Question::default();
    }
    if place.is_empty() {
        return read_question(registry, topics, what, view.scope);
    }
    let subject = read_subject(registry, topics, what);
    Question { subject, what: what.to_owned(), place: String::new() }
}

/// A service or life event chosen by its code.
fn named_subject(view: &RequestContext) -> Option<About<'_>> {
    let records = &view.registry.records;
    let service = view.param("service").and_then(|code| records.catalogue.by_code(code));
    if let Some(service) = service {
        return Some(About::Service { service, others: Vec::new() });
    }
    let event = view.param("life_event").and_then(|id| records.rules.life_event(id))?;
    Some(About::LifeEvent { event, others: Vec::new() })
}

fn subject_matter<'a>(view: &'a RequestContext, what: &str, subject: Subject) -> About<'a> {
    let records = &view.registry.records;
    let mut hits = subject.hits;
    if subject.is_guess && !hits.is_empty() {
        hits.truncate(OTHERS);
        return About::Likely(hits);
    }
    if let [first, second, ..] = hits.as_slice()
        && first.score <= OF_GROUP
        && (first.score - second.score).abs() < f32::EPSILON
    {
        return About::Several(hits);
    }
    let best = hits.first().map_or(0.0, |hit| hit.score);
    hits.retain(|hit| hit.score >= best * CLOSE);
    hits.truncate(OTHERS + 1);
    let others: Vec<SearchHit> = hits.iter().skip(1).cloned().collect();
    let Some(first) = hits.into_iter().next() else {
        return if is_about_nothing(view, what) { About::NotAsked } else { About::Unknown };
    };
    let found = match first.kind {
        HitKind::LifeEvent => records.rules.life_event(&first.code).map(|event| About::LifeEvent { event, others }),
        _ => records.catalogue.by_code(&first.code).map(|service| About::Service { service, others }),
    };
    found.unwrap_or(About::Unknown)
}

/// «ЦНАП» alone asks for any centre.
fn is_about_nothing(view: &RequestContext, what: &str) -> bool {
    view.registry.records.topics(view.lang == Lang::En).is_filler(what)
}

/// Words that lead nowhere beside others that do, and those that were read as others.
fn not_as_written(subject: &Subject) -> (Vec<String>, Vec<ReadAs>) {
    if subject.matched == 0 || subject.is_guess {
        return (Vec::new(), Vec::new());
    }
    (subject.unknown.clone(), subject.read_as.clone())
}

impl When {
    /// Whether a point is open then.
    pub(super) fn is_open(self, point: &PointOnDate, now: NaiveDateTime) -> Truth {
        match self {
            Self::Now => point.open_at(now),
            Self::Saturday => match point.hours_on(saturday(now.date())) {
                DayHours::Open(_) => Truth::Yes,
                DayHours::Closed => Truth::No,
                DayHours::Unknown => Truth::Unknown,
            },
            Self::Evening => {
                let days = week(now.date()).map(|day| is_late(&point.hours_on(day)));
                days.fold(Truth::No, Truth::or)
            }
        }
    }
}

/// The next Saturday; today, where it is one.
pub(super) fn saturday(today: NaiveDate) -> NaiveDate {
    week(today).find(|day| day.weekday() == Weekday::Sat).unwrap_or(today)
}

/// Today and the six days after it.
pub(super) fn week(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (0..7).filter_map(move |ahead| today.checked_add_days(Days::new(ahead)))
}

/// Whether the hours of a day go on after the evening has begun.
pub(super) fn is_late(hours: &DayHours) -> Truth {
    let evening = NaiveTime::from_hms_opt(EVENING_HOUR, 0, 0).unwrap_or_default();
    match hours {
        DayHours::Open(spans) => Truth::from(spans.iter().any(|(_, end)| *end > evening || *end == NaiveTime::MIN)),
        DayHours::Closed => Truth::No,
        DayHours::Unknown => Truth::Unknown,
    }
}
