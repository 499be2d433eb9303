//! `/account/second-factor`: setting the second factor up, other recovery codes, and turning it off.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

use super::second_step::{code_field, told};
use super::sign_in::next_address;
use super::{alert, page, person_bar, token};
use crate::actions::second_factor::{self, CodeRefusal, RecoveryCodes, is_required};
use crate::actions::secret_key::SecretKey;
use crate::domain::totp;
use crate::http::session::Owed;
use crate::http::urls::{encode, in_lang};
use crate::http::{AppState, Failure, PasswordGiven, RequestContext, Sent, SignedIn};

/// Under what a session keeps the secret, sealed, until its first code was typed.
const PENDING: &str = "pending";
/// Empty modules around a QR code, as its standard asks.
const QUIET: i32 = 4;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/account/second-factor", get(show).post(enrol))
        .route("/account/second-factor/codes", post(renew))
        .route("/account/second-factor/off", post(turn_off))
}

async fn show(State(state): State<AppState>, view: RequestContext, given: PasswordGiven) -> Result<Response, Failure> {
    match given.owed {
        Owed::Code => Ok(Redirect::to(&to_code(&view)).into_response()),
        Owed::Nothing if given.account.has_second_factor => kept(&state, &view, &given, StatusCode::OK, None).await,
        _ => enrolment(&state, &view, &given, StatusCode::OK, None).await,
    }
}

fn to_code(view: &RequestContext) -> String {
    let own = in_lang(view.lang, "/account/second-factor");
    format!("{}?next={}", in_lang(view.lang, "/sign-in/code"), encode(&own))
}

fn owner(given: &PasswordGiven) -> String {
    format!("pending secret of account {}", given.account.person.id)
}

/// The secret this session sets up: another session of the same account gets another one.
async fn pending(given: &PasswordGiven, key: &SecretKey) -> Result<Vec<u8>, Failure> {
    let failed = |error: tower_sessions::session::Error| Failure::internal(&error);
    let kept: Option<String> = given.session.get(PENDING).await.map_err(failed)?;
    if let Some(secret) = kept.and_then(|sealed| key.open(&sealed, &owner(given))) {
        return Ok(secret);
    }
    let secret = second_factor::new_secret().map_err(|error| Failure::internal(&error))?;
    let sealed = key.seal(&secret, &owner(given)).map_err(|error| Failure::internal(&error))?;
    given.session.insert(PENDING, sealed).await.map_err(failed)?;
    Ok(secret.to_vec())
}

/// The page that sets a second factor up; without a key it says what the operator has to do.
async fn enrolment(
    state: &AppState,
    view: &RequestContext,
    given: &PasswordGiven,
    status: StatusCode,
    fault: Option<&str>,
) -> Result<Response, Failure> {
    let lang = view.lang;
    let title = lang.text("factor-title");
    let Some(key) = state.secret_key() else {
        let body = html! { h1 { (title) } (alert(Some(&lang.text("factor-no-key")))) p { (lang.text("factor-no-key-advice")) } };
        return Ok((StatusCode::SERVICE_UNAVAILABLE, page(view, title, body)).into_response());
    };
    let secret = pending(given, key).await?;
    let lead = if is_required(&given.account) { "factor-required" } else { "factor-lead" };
    let body = html! {
        h1 { (title) }
        p.lead { (lang.text(lead)) }
        (alert(fault))
        (steps(view, given, &secret))
    };
    Ok((status, page(view, title, body)).into_response())
}

fn steps(view: &RequestContext, given: &PasswordGiven, secret: &[u8]) -> Markup {
    let lang = view.lang;
    let text = totp::base32(secret);
    let address = otpauth(&lang.text("site-name"), &given.account.email, &text);
    html! {
        ol.steps {
            li { p { (lang.text("factor-step-program")) } }
            li {
                p { (lang.text("factor-step-scan")) }
                (qr(view, &address))
                p { (lang.text("factor-by-hand")) " " code.secret { (grouped(&text)) } }
                p.small { a href=(address) { (lang.text("factor-open")) } }
            }
            li {
                p { (lang.text("factor-step-code")) }
                form.people method="post" action=(view.same_page(&[])) {
                    (token(&given.signed_in()))
                    (code_field(view))
                    button type="submit" { (lang.text("factor-turn-on")) }
                }
            }
        }
    }
}

/// What programs for codes read (the key URI format they share).
fn otpauth(issuer: &str, email: &str, secret: &str) -> String {
    let (issuer, email) = (encode(issuer), encode(email));
    format!("otpauth://totp/{issuer}:{email}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30")
}

/// The secret in fours, as it is typed.
fn grouped(text: &str) -> String {
    let groups = (0..text.len()).step_by(4).filter_map(|at| text.get(at..text.len().min(at + 4)));
    groups.collect::<Vec<_>>().join(" ")
}

/// A QR code as SVG; where it cannot be drawn the secret is typed by hand.
fn qr(view: &RequestContext, text: &str) -> Markup {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return html! {} };
    let size = code.size() + 2 * QUIET;
    let path: String = (0..code.size())
        .flat_map(|y| (0..code.size()).map(move |x| (x, y)))
        .filter(|(x, y)| code.get_module(*x, *y))
        .map(|(x, y)| format!("M{},{}h1v1h-1z", x + QUIET, y + QUIET))
        .collect();
    html! {
        svg.qr viewBox=(format!("0 0 {size} {size}")) role="img" aria-label=(view.lang.text("factor-qr")) {
            rect width=(size) height=(size) fill="#fff" {}
            path d=(path) fill="#000" shape-rendering="crispEdges" {}
        }
    }
}

async fn enrol(
    State(state): State<AppState>,
    view: RequestContext,
    given: PasswordGiven,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&given.signed_in())?;
    let is_set = given.account.has_second_factor;
    let Some(key) = state.secret_key().filter(|_| !is_set) else { return show(State(state), view, given).await };
    let secret = pending(&given, key).await?;
    let (id, typed) = (given.account.person.id, sent.get("code").unwrap_or_default());
    match second_factor::enrol(state.live().store(), key, id, (&secret, typed), view.now).await {
        Ok(codes) => {
            let failed = |error: tower_sessions::session::Error| Failure::internal(&error);
            given.session.remove::<String>(PENDING).await.map_err(failed)?;
            given.take_second_step(view.now).await?;
            Ok(recovery_page(&view, &codes).into_response())
        }
        Err(refusal) => {
            let (status, fault) = told(&view, &refusal)?;
            enrolment(&state, &view, &given, status, Some(&fault)).await
        }
    }
}

/// The recovery codes, shown once.
fn recovery_page(view: &RequestContext, codes: &RecoveryCodes) -> Markup {
    let lang = view.lang;
    let title = lang.text("recovery-title");
    let body = html! {
        h1 { (title) }
        p.lead { (lang.text("recovery-lead")) }
        ol.recovery { @for code in codes { li { code { (code) } } } }
        p.small { (lang.text("recovery-once")) }
        p.actions { a.button href=(next_address(view)) { (lang.text("recovery-kept")) } }
    };
    page(view, title, body)
}

/// The page of a second factor that is on.
async fn kept(
    state: &AppState,
    view: &RequestContext,
    given: &PasswordGiven,
    status: StatusCode,
    fault: Option<&str>,
) -> Result<Response, Failure> {
    let lang = view.lang;
    let left = state.live().store().recovery_codes_left(given.account.person.id).await;
    let left = left.map_err(|error| Failure::internal(&error))?;
    let title = lang.text("factor-title");
    let body = html! {
        (person_bar(view, &given.signed_in()))
        h1 { (title) }
        (alert(fault))
        p.lead { (lang.text("factor-is-on")) " " (lang.count("factor-codes-left", usize::try_from(left).unwrap_or_default())) }
        h2 { (lang.text("factor-renew")) }
        p { (lang.text("factor-renew-lead")) }
        (code_form(view, &given.signed_in(), "codes", "factor-renew"))
        @if !is_required(&given.account) {
            h2 { (lang.text("factor-off")) }
            (code_form(view, &given.signed_in(), "off", "factor-off"))
        }
    };
    Ok((status, page(view, title, body)).into_response())
}

fn code_form(view: &RequestContext, signed_in: &SignedIn, action: &str, button: &str) -> Markup {
    let lang = view.lang;
    let id = format!("code-{action}");
    html! {
        form.people method="post" action=(in_lang(lang, &format!("/account/second-factor/{action}"))) {
            (token(signed_in))
            p { label for=(id) { (lang.text("code-code")) }
                input id=(id) name="code" required autocomplete="one-time-code" autocapitalize="none" spellcheck="false"
                    maxlength="40"; }
            button type="submit" { (lang.text(button)) }
        }
    }
}

async fn renew(
    State(state): State<AppState>,
    view: RequestContext,
    signed_in: SignedIn,
    given: PasswordGiven,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let (store, key, id) = (state.live().store(), state.secret_key(), given.account.person.id);
    let typed = sent.get("code").unwrap_or_default();
    match second_factor::renew_recovery_codes(store, key, id, typed, view.now).await {
        Ok(codes) => Ok(recovery_page(&view, &codes).into_response()),
        Err(refusal) => refused(&state, &view, &given, &refusal).await,
    }
}

async fn turn_off(
    State(state): State<AppState>,
    view: RequestContext,
    signed_in: SignedIn,
    given: PasswordGiven,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    if is_required(&given.account) {
        return Err(Failure::forbidden("factor-required"));
    }
    let (store, key, id) = (state.live().store(), state.secret_key(), given.account.person.id);
    let typed = sent.get("code").unwrap_or_default();
    match second_factor::turn_off(store, key, id, typed, view.now).await {
        Ok(()) => Ok(Redirect::to(&in_lang(view.lang, "/account")).into_response()),
        Err(refusal) => refused(&state, &view, &given, &refusal).await,
    }
}

async fn refused(
    state: &AppState,
    view: &RequestContext,
    given: &PasswordGiven,
    refusal: &CodeRefusal,
) -> Result<Response, Failure> {
    let (status, fault) = told(view, refusal)?;
    kept(state, view, given, status, Some(&fault)).await
}
