//! `/admin`: everybody who has an account, and inviting somebody.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::account::role;
use super::{alert, page, person_bar, token};
use crate::actions::{Refusal, accounts};
use crate::domain::person::{Grant, Role};
use crate::domain::{Category, TerritoryCode};
use crate::http::urls::in_lang;
use crate::http::{Administrator, AppState, Failure, Lang, RequestContext, Sent, SignedIn};
use crate::site::parts::{Column, Table, format, links, names};
use crate::store::{Account, NewAccount};

/// Most signs of a name.
pub(super) const NAME_SIGNS: usize = 200;

pub fn routes() -> Router<AppState> {
    Router::new().route("/admin", get(show).post(add))
}

async fn show(
    State(state): State<AppState>,
    view: RequestContext,
    Administrator(signed_in): Administrator,
) -> Result<Markup, Failure> {
    render(&state, &view, &signed_in, &Sent::default(), &html! {}).await
}

async fn render(
    state: &AppState,
    view: &RequestContext,
    signed_in: &SignedIn,
    sent: &Sent,
    told: &Markup,
) -> Result<Markup, Failure> {
    let lang = view.lang;
    let found = state.live().store().accounts().await.map_err(|error| Failure::internal(&error))?;
    let title = lang.text("admin-title");
    let body = html! {
        (person_bar(view, signed_in))
        h1 { (title) }
        p.lead { (lang.text("admin-lead")) }
        (told)
        (table(view, &found))
        h2 #invite { (lang.text("admin-add")) }
        (form(view, signed_in, sent))
    };
    Ok(page(view, title, body))
}

fn table(view: &RequestContext, accounts: &[Account]) -> Table {
    let lang = view.lang;
    let columns = ["admin-name", "admin-email", "admin-roles", "admin-signed-in", "admin-state"];
    let columns = columns.map(|key| Column::text(lang.text(key)));
    let rows = accounts.iter().map(|account| {
        let url = in_lang(lang, &format!("/admin/people/{}", account.person.id));
        vec![
            html! { a href=(url) { (account.person.name) } },
            html! { (account.email) },
            html! { @for grant in &account.person.grants { div { (role(view, grant)) } } },
            html! { (signed_in_at(lang, account)) },
            html! { (state_words(lang, account)) },
        ]
    });
    Table::new(lang.text("admin-title"), columns.to_vec()).stacked().rows(rows)
}

/// When somebody last signed in, or that they never did.
pub(super) fn signed_in_at(lang: Lang, account: &Account) -> String {
    account.signed_in_at.map_or_else(|| lang.text("admin-never"), |at| format::moment(lang, at))
}

/// Whether an account may sign in, and with a second step.
pub(super) fn state_words(lang: Lang, account: &Account) -> String {
    let state = match (account.is_disabled, &account.password) {
        (true, _) => "admin-disabled",
        (false, None) => "admin-invited",
        (false, Some(_)) => "admin-active",
    };
    let second = if account.has_second_factor { "admin-with-factor" } else { "admin-without-factor" };
    let mut words = lang.text(state);
    if !account.is_disabled {
        words = format!("{words}; {}", lang.text(second));
    }
    if account.is_sample {
        words = format!("{words}; {}", lang.text("admin-sample"));
    }
    words
}

fn form(view: &RequestContext, signed_in: &SignedIn, sent: &Sent) -> Markup {
    let lang = view.lang;
    html! {
        form.upload method="post" action=(in_lang(lang, "/admin")) {
            (token(signed_in))
            p { label for="email" { (lang.text("admin-email")) }
                input #email type="email" name="email" required maxlength="200" autocomplete="off" value=(sent.typed("email")); }
            p { label for="name" { (lang.text("admin-name")) }
                input #name name="name" required maxlength=(NAME_SIGNS) autocomplete="off" value=(sent.typed("name")); }
            (role_fields(view, sent))
            button type="submit" { (lang.text("admin-invite")) }
        }
    }
}

/// A role and where it holds.
pub(super) fn role_fields(view: &RequestContext, sent: &Sent) -> Markup {
    let lang = view.lang;
    let (role, territory) = (sent.typed("role"), sent.typed("territory"));
    html! {
        p { label for="role" { (lang.text("admin-role")) }
            select #role name="role" {
                @for one in [Role::Editor, Role::Auditor, Role::Administrator] {
                    option value=(one.word()) selected[one.word() == role] { (names::role(lang, one)) }
                }
            } }
        p { label for="role-territory" { (lang.text("admin-territory")) }
            select #role-territory name="territory" aria-describedby="territory-help" {
                option value="" { (lang.text("admin-everywhere")) }
                @for (group, codes) in territories(view) {
                    optgroup label=(group) {
                        @for code in codes {
                            option value=(code) selected[code.to_string() == territory] { (links::territory_name(view, code)) }
                        }
                    }
                }
            } }
        p.small #territory-help { (lang.text("admin-territory-help")) }
    }
}

/// Oblasts, then the hromadas of each.
fn territories(view: &RequestContext) -> Vec<(String, Vec<TerritoryCode>)> {
    let tree = &view.registry.records.territories;
    let oblasts: Vec<TerritoryCode> = tree.first_levels().map(|place| place.code).collect();
    let mut groups = vec![(view.lang.text("admin-oblasts"), oblasts.clone())];
    for oblast in oblasts {
        let hromadas = tree.all().iter().filter(|place| place.category == Category::Hromada);
        let inside = hromadas.filter(|place| tree.lies_in(place.code, oblast)).map(|place| place.code).collect();
        groups.push((links::territory_name(view, oblast), inside));
    }
    groups
}

/// The role a form names; the key of what it lacks.
pub(super) fn sent_grant(sent: &Sent) -> Result<Grant, &'static str> {
    let role = sent.get("role").and_then(Role::parse).ok_or("admin-no-role")?;
    let territory = sent.get("territory").map(TerritoryCode::parse).transpose().map_err(|_| "admin-no-territory")?;
    Ok(Grant { role, territory })
}

async fn add(
    State(state): State<AppState>,
    view: RequestContext,
    Administrator(signed_in): Administrator,
    sent: Sent,
) -> Result<Response, Failure> {
    sent.check(&signed_in)?;
    let lang = view.lang;
    let fault = match read(&sent) {
        Ok(new) => {
            let tree = &view.registry.records.territories;
            let (store, actor) = (state.live().store(), signed_in.actor());
            match accounts::add(store, &actor, &new, tree, view.now).await {
                Ok(made) => {
                    let told = link_once(lang, made.secret(), &new.email);
                    let page = render(&state, &view, &signed_in, &Sent::default(), &told).await?;
                    return Ok(page.into_response());
                }
                Err(Refusal::Conflict(reason)) => lang.message(&reason),
                Err(refusal) => return Err(refusal.into()),
            }
        }
        Err(key) => lang.text(key),
    };
    let page = render(&state, &view, &signed_in, &sent, &alert(Some(&fault))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn read(sent: &Sent) -> Result<NewAccount, &'static str> {
    let email = sent.get("email").and_then(accounts::email).ok_or("admin-no-email")?;
    let name = accounts::plain_name(sent.typed("name"), NAME_SIGNS);
    if name.is_empty() {
        return Err("admin-no-name");
    }
    Ok(NewAccount { email, name, grants: vec![sent_grant(sent)?], is_sample: false })
}

/// The path of an invitation, which no page shows again.
pub(super) fn link_once(lang: Lang, secret: &str, email: &str) -> Markup {
    let days = accounts::INVITATION_LASTS.num_days();
    html! {
        div.notice #alert role="status" tabindex="-1" {
            p { strong { (lang.with("admin-invited-link", [("email", email.to_owned().into()), ("days", days.into())])) } }
            p { code.secret { "/invitation?code=" (secret) } }
        }
    }
}
