//! Signing a sheet off: its answers and findings in one transaction; nothing of it changes afterwards.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::sheet::{AskedCriterion, MOST_FINDINGS, Sheet, Subject, criterion_part, finding_part};
use super::{MOST_SIGNS, person_of};
use crate::actions::actor::{Permission, Place};
use crate::actions::commit::{AuditEntry, Mode, commit};
use crate::actions::draft::Draft;
use crate::actions::forms::access::{contradicts, measured};
use crate::actions::forms::{FieldFault, Values, words};
use crate::actions::import::{Purpose, Request, Share, run_share};
use crate::actions::{Actor, Refusal};
use crate::domain::text::typed;
use crate::domain::{Answer, Message, kyiv, parse_day};
use crate::formats::Format;
use crate::formats::cells::number;
use crate::formats::typed_table::TypedTable;
use crate::rulebook::Rulebook;
use crate::store::{Finding, Store, Visit, VisitSignature, Write};

/// The name of the entry by which a sheet is signed off: the source of its answers.
pub const SIGNING: &str = "visit-sign";
const COLUMNS: [&str; 7] = ["point", "checklist", "date", "criterion", "answer", "measure", "note"];

/// A sheet that is signed off, as it is kept with the entry.
#[derive(Clone, Debug)]
pub struct SignedSheet {
    signature: VisitSignature,
    findings: Vec<Finding>,
}

impl SignedSheet {
    /// Keeps the sheet and its findings with the entry that was begun.
    ///
    /// # Errors
    /// It was signed meanwhile, or the database refuses.
    pub async fn keep(&self, write: &mut Write, entry: i32) -> Result<(), Refusal> {
        if write.signature_now(self.signature.visit).await?.is_some() {
            return Err(Refusal::conflict("refused-visit-signed"));
        }
        let signature = VisitSignature { source: entry, ..self.signature.clone() };
        let findings: Vec<Finding> =
            self.findings.iter().map(|finding| Finding { source: entry, ..finding.clone() }).collect();
        Ok(write.sign_visit(signature, &findings).await?)
    }

    /// What the rows of the entry do not say themselves.
    #[must_use]
    pub fn entry_details(&self) -> serde_json::Value {
        json!({ "visit": self.signature.visit, "findings": self.findings.len() })
    }
}

/// A sheet that is fit to be signed.
#[derive(Clone, Debug)]
pub struct Signing {
    /// The answers as a table, by which faults find their fields.
    pub table: TypedTable,
    pub answers: usize,
    pub findings: Vec<Finding>,
    fields: String,
}

impl Signing {
    /// What a filled sheet states.
    ///
    /// # Errors
    /// What is wrong with it, field by field.
    pub fn of_values(sheet: &Sheet<'_>, visit: &Visit, values: &Values) -> Result<Self, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let mut table = TypedTable::new(Format::Answers, &COLUMNS);
        let population = sheet.registry.hromada_of(sheet.point).and_then(|hromada| hromada.facts.population);
        let mut answers = 0;
        for asked in &sheet.criteria {
            match answer(asked, values, population) {
                Ok(Some(answer)) => {
                    push(&mut table, (sheet, asked), (visit.day, answer), values);
                    answers += 1;
                }
                Ok(None) => {}
                Err(fault) => faults.push(fault),
            }
        }
        let findings = findings(sheet, visit, values, &mut faults);
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self { table, answers, findings, fields: kept_fields(sheet, values) })
    }
}

/// The sheet as it is kept: what was typed, and the gaps there were.
fn kept_fields(sheet: &Sheet<'_>, values: &Values) -> String {
    let gaps: Vec<&str> = sheet.gaps.iter().map(|gap| &*gap.service.code).collect();
    let mut kept = values.clone();
    kept.set("gaps".to_owned(), gaps.join("\n"));
    kept.text()
}

fn push(
    table: &mut TypedTable,
    (sheet, asked): (&Sheet<'_>, &AskedCriterion<'_>),
    (day, answer): (NaiveDate, Answer),
    values: &Values,
) {
    let part = criterion_part(&asked.checklist.id, &asked.criterion.id);
    let typed = |column: &str| values.get(&format!("{part}.{column}")).unwrap_or_default().to_owned();
    let cells = [
        sheet.point.code().to_owned(),
        asked.checklist.id.clone(),
        day.to_string(),
        asked.criterion.id.clone(),
        answer.word().to_owned(),
        typed("measure"),
        typed("note"),
    ];
    table.push(&part, cells);
}

/// The answer to a criterion; `None` where it was not looked at.
fn answer(asked: &AskedCriterion<'_>, values: &Values, population: Option<u32>) -> Result<Option<Answer>, FieldFault> {
    let part = criterion_part(&asked.checklist.id, &asked.criterion.id);
    let ticked = values.get(&format!("{part}.answer")).unwrap_or_default();
    let measure = values.get(&format!("{part}.measure"));
    if measure.is_some_and(|measure| number(measure).is_none()) {
        return Err(fault(&format!("{part}.measure"), "fault-visit-no-number", "fault-visit-no-number-expected"));
    }
    let judged = measure.and_then(|measure| measured(asked.criterion, measure, population));
    match (Answer::parse(ticked), judged) {
        (Some(_), Some(judged)) if contradicts(ticked, judged) => {
            Err(words::measured_otherwise(&format!("{part}.answer"), judged))
        }
        (Some(Answer::Unknown) | None, Some(judged)) => Ok(Some(judged)),
        (Some(answer), _) => Ok(Some(answer)),
        (None, None) if measure.is_some() => Ok(Some(Answer::Unknown)),
        (None, None) => Ok(None),
    }
}

fn findings(sheet: &Sheet<'_>, visit: &Visit, values: &Values, faults: &mut Vec<FieldFault>) -> Vec<Finding> {
    let numbers = values.findings();
    if let Some(first) = numbers.get(MOST_FINDINGS) {
        let most = Message::new("fault-visit-many-findings").with("most", MOST_FINDINGS);
        faults.push(fault(&format!("{}.what", finding_part(*first)), most, "fault-visit-many-findings-expected"));
        return Vec::new();
    }
    numbers.into_iter().filter_map(|number| finding(sheet, visit, (values, number), faults)).collect()
}

fn finding(
    sheet: &Sheet<'_>,
    visit: &Visit,
    (values, number): (&Values, usize),
    faults: &mut Vec<FieldFault>,
) -> Option<Finding> {
    let part = finding_part(number);
    let name = |column: &str| format!("{part}.{column}");
    let text = |column: &str| typed(values.get(&name(column)).unwrap_or_default(), MOST_SIGNS);
    let subject = values.get(&name("subject")).and_then(Subject::parse).unwrap_or(Subject::Other);
    let (what, responsible) = (text("what"), text("responsible"));
    if what.is_empty() {
        faults.push(fault(&name("what"), "fault-visit-no-what", "fault-visit-no-what-expected"));
    }
    if responsible.is_empty() {
        faults.push(fault(&name("responsible"), "fault-visit-no-responsible", "fault-visit-no-responsible-expected"));
    }
    let deadline = day_after(values, &name("deadline"), visit.day, faults);
    if values.get(&name("deadline")).is_none() {
        faults.push(words::no_day(&name("deadline")));
    }
    let recheck = day_after(values, &name("recheck"), visit.day, faults);
    let (known_act, known_clause) = sheet.ground(&subject);
    let own = |column: &str| Some(text(column)).filter(|text| !text.is_empty());
    Some(Finding {
        id: 0,
        visit: visit.id,
        point: visit.point.clone(),
        hromada: visit.hromada.clone(),
        oblast: visit.oblast.clone(),
        subject: subject.word(),
        what,
        act: own("act").or(known_act),
        clause: own("clause").or(known_clause).map(|clause| typed(&clause, 200)),
        responsible,
        deadline: deadline?,
        recheck,
        source: 0,
        voided_by: None,
    })
}

/// A day of a field that is not before another; `None` where it is empty or wrong, which is told.
fn day_after(values: &Values, field: &str, earliest: NaiveDate, faults: &mut Vec<FieldFault>) -> Option<NaiveDate> {
    let text = values.get(field)?;
    match parse_day(text) {
        Some(day) if day >= earliest => Some(day),
        Some(_) => {
            let expected = Message::new("fault-visit-day-early-expected").with("day", earliest);
            faults.push(fault(field, "fault-visit-day-early", expected));
            None
        }
        None => {
            faults.push(words::no_day(field));
            None
        }
    }
}

fn fault(field: &str, reason: impl Into<Message>, expected: impl Into<Message>) -> FieldFault {
    FieldFault { field: field.to_owned(), reason: reason.into(), expected: expected.into() }
}

/// Signs a sheet off: answers, findings and the sheet itself in one transaction. The same form sent again is taken once.
///
/// # Errors
/// The actor may not, it was signed already, or its answers do not fit what is known.
pub async fn sign(
    store: &Store,
    rules: &Rulebook,
    (actor, place): (&Actor, Place),
    (visit, signing): (&Visit, Signing),
    (request_key, now): (String, DateTime<Utc>),
) -> Result<(), Refusal> {
    actor.authorize(Permission::Inspect(place))?;
    if let Some(signed) = store.visit_signature(visit.id).await? {
        let is_same = signed.request_key == request_key;
        return if is_same { Ok(()) } else { Err(Refusal::conflict("refused-visit-signed")) };
    }
    let signature = VisitSignature {
        id: 0,
        visit: visit.id,
        request_key,
        fields: signing.fields,
        signed_on: kyiv::date(now),
        signed_by: person_of(actor)?,
        source: 0,
        voided_by: None,
    };
    let sheet = SignedSheet { signature, findings: signing.findings };
    if signing.table.is_empty() {
        return sign_without_answers(store, (actor, place), sheet, (visit.day, now)).await;
    }
    let request = request((actor, place), &signing.table, (visit.day, now));
    run_share(store, rules, request, Share { signs: Some(sheet), ..Share::default() }).await?;
    Ok(())
}

fn request((actor, place): (&Actor, Place), table: &TypedTable, (day, now): (NaiveDate, DateTime<Utc>)) -> Request {
    Request {
        format: table.format,
        bytes: table.bytes(),
        file: None,
        day: None,
        territory: None,
        mode: Mode::default(),
        end_missing: false,
        replace: false,
        sample: false,
        confirmed: Some(day),
        actor: actor.clone(),
        purpose: Purpose::Visit(place),
        now,
    }
}

/// The same of a sheet on which no criterion was answered.
async fn sign_without_answers(
    store: &Store,
    (actor, place): (&Actor, Place),
    sheet: SignedSheet,
    (day, now): (NaiveDate, DateTime<Utc>),
) -> Result<(), Refusal> {
    let write = store.begin().await?;
    let refs = write.refs().await?;
    let entry = AuditEntry {
        at: now,
        name: SIGNING.to_owned(),
        file: None,
        file_sha256: None,
        as_of: None,
        sample: false,
        confirmed: day,
        undoes: None,
        accepts: None,
        signs: Some(sheet),
    };
    commit(write, (actor, Permission::Inspect(place)), entry, &Draft::default(), refs, Mode::default()).await?;
    Ok(())
}
