//! What is done with a sheet that was sent: kept, a finding added or removed, checked, signed off.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::sheet::{self, Told};
use super::{Found, find, signed, subjects, told, with_sheet};
use crate::actions::Refusal;
use crate::actions::forms::{FieldFault, Values, faults_by_field};
use crate::actions::visits::{self, MOST_FINDINGS, Signing, Subject, finding_part, request_key};
use crate::http::session::Auditor;
use crate::http::urls::in_lang;
use crate::http::{AppState, Failure, RequestContext, Sent, SignedIn, UploadPlace};

/// Fields of the form that are no fields of the sheet.
const NO_FIELDS: [&str; 5] = ["request_key", "keep", "add", "remove", "sign"];

/// A sheet that was sent, with who sent it and over what it lies.
struct Asked<'a> {
    state: &'a AppState,
    view: &'a RequestContext,
    signed_in: &'a SignedIn,
    found: Found,
    sent: &'a Sent,
}

pub async fn take(
    State(state): State<AppState>,
    Path(id): Path<i32>,
    view: RequestContext,
    Auditor(signed_in): Auditor,
    _place: UploadPlace,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let found = find(&state, &view, &signed_in, id).await?;
    let asked = Asked { state: &state, view: &view, signed_in: &signed_in, found, sent: &sent };
    if let Some(signature) = &asked.found.signature {
        // The same sheet sent twice arrived once.
        if sent.get("request_key") == Some(signature.request_key.as_str()) {
            return Ok(asked.back(""));
        }
        return asked.signed_already().await;
    }
    asked.go_on().await
}

fn values_of(sent: &Sent) -> Values {
    let is_field = |field: &&(String, String)| !NO_FIELDS.contains(&field.0.as_str());
    let fields: Vec<(String, String)> = sent.fields.iter().filter(is_field).cloned().collect();
    Values::of_form(&fields)
}

impl Asked<'_> {
    fn back(&self, place: &str) -> Response {
        Redirect::to(&format!("{}{place}", in_lang(self.view.lang, &self.found.path()))).into_response()
    }

    async fn signed_already(&self) -> Result<Response, Failure> {
        let alert = self.view.lang.text("refused-visit-signed");
        let page = signed::page(self.state, self.view, (self.signed_in, Some(&alert)), &self.found).await?;
        Ok((StatusCode::CONFLICT, page).into_response())
    }

    async fn go_on(mut self) -> Result<Response, Failure> {
        let mut values = values_of(self.sent);
        let (begun, place) = self.change_findings(&mut values);
        if !self.keep(&values).await? {
            return self.conflict(&values);
        }
        if self.sent.get("save").is_some() {
            return Ok(self.found.version().to_string().into_response());
        }
        if begun || self.sent.get("keep").is_some() {
            return Ok(self.back(&place));
        }
        self.check(&values).await
    }

    /// Begins a finding or takes one out, where that was asked for; where the page goes on then.
    fn change_findings(&self, values: &mut Values) -> (bool, String) {
        if let Some(subject) = self.sent.get("add").and_then(Subject::parse) {
            let numbers = values.findings();
            if numbers.len() >= MOST_FINDINGS {
                return (true, "#findings".to_owned());
            }
            let next = numbers.last().map_or(0, |last| last + 1);
            let part = finding_part(next);
            values.set(format!("{part}.subject"), subject.word());
            values.set(format!("{part}.what"), subjects::first_words(self.view, &subject));
            return (true, format!("#finding-{next}"));
        }
        if let Some(number) = self.sent.get("remove").and_then(|number| number.parse::<usize>().ok()) {
            *values = values.without(&format!("{}.", finding_part(number)));
            return (true, "#findings".to_owned());
        }
        (false, String::new())
    }

    /// Keeps what was typed; false where somebody kept something else since the page was made.
    async fn keep(&mut self, values: &Values) -> Result<bool, Failure> {
        let version = self.sent.get("version").and_then(|version| version.parse::<i32>().ok()).unwrap_or_default();
        // The same sheet twice is no conflict.
        let is_kept = self.found.draft.is_some() && self.found.values() == *values;
        if is_kept {
            return Ok(true);
        }
        if version != self.found.version() {
            return Ok(false);
        }
        let store = self.state.live().store();
        let of = (&self.found.visit, self.found.place);
        let kept = visits::keep(store, &self.signed_in.actor(), of, (values, version), self.view.now).await?;
        let key = visits::draft_key(self.found.visit.id);
        self.found.draft = store.form_draft(&key).await.map_err(|error| told(&error))?;
        Ok(kept)
    }

    fn conflict(&self, values: &Values) -> Result<Response, Failure> {
        if self.sent.get("save").is_some() {
            return Ok(StatusCode::CONFLICT.into_response());
        }
        let alert = Some(self.view.lang.text("form-conflict"));
        let told = Told { alert, theirs: Some(self.found.values()), ..self.told() };
        self.page(values, &told, StatusCode::CONFLICT)
    }

    fn told(&self) -> Told {
        Told { request_key: request_key(self.sent.get("request_key")).ok(), ..Told::default() }
    }

    fn page(&self, values: &Values, told: &Told, status: StatusCode) -> Result<Response, Failure> {
        let page = sheet::page(self.state, self.view, self.signed_in, (&self.found, values), told)?;
        Ok((status, page).into_response())
    }

    fn signing(&self, values: &Values) -> Result<Result<Signing, Vec<FieldFault>>, Failure> {
        let point = self.found.point(self.view).ok_or_else(|| Failure::not_found(self.view.path.clone()))?;
        let of = |sheet: &visits::Sheet<'_>| Signing::of_values(sheet, &self.found.visit, values);
        Ok(with_sheet(self.state, self.view, point, of))
    }

    async fn check(&self, values: &Values) -> Result<Response, Failure> {
        let signing = match self.signing(values)? {
            Ok(signing) => signing,
            Err(faults) => {
                let alert = Some(self.view.lang.count("form-faults", faults.len()));
                let told = Told { faults, alert, ..self.told() };
                return self.page(values, &told, StatusCode::UNPROCESSABLE_ENTITY);
            }
        };
        let is_seen = self.sent.get("seen") == Some(sheet::digest(self.view, values).as_str());
        if self.sent.get("sign").is_some() && is_seen {
            return self.sign(values, signing).await;
        }
        self.page(values, &Told { signing: Some(signing), ..self.told() }, StatusCode::OK)
    }

    async fn sign(&self, values: &Values, signing: Signing) -> Result<Response, Failure> {
        let key = request_key(self.sent.get("request_key"))?;
        let (store, rules) = (self.state.live().store(), &self.view.registry.records.rules);
        let (actor, table) = (self.signed_in.actor(), signing.table.clone());
        let of = (&self.found.visit, signing);
        match visits::sign(store, rules, (&actor, self.found.place), of, (key, self.view.now)).await {
            Ok(()) => Ok(self.back("")),
            Err(Refusal::Invalid(faults)) => {
                let (faults, rest) = faults_by_field(&table, faults.iter());
                let alert = Some(self.view.lang.count("form-faults", faults.len() + rest.len()));
                let told = Told { faults, rest, alert, ..self.told() };
                self.page(values, &told, StatusCode::UNPROCESSABLE_ENTITY)
            }
            Err(Refusal::Conflict(reason)) => {
                let told = Told { alert: Some(self.view.lang.message(&reason)), ..self.told() };
                self.page(values, &told, StatusCode::CONFLICT)
            }
            Err(refusal) => Err(refusal.into()),
        }
    }
}
