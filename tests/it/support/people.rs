//! People who sign in to the running service: their cookie, their forms.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use cnap::domain::totp;
use cnap::http::urls::encode;
use reqwest::Method;

use super::app::{App, HttpResponse};
use super::{Base, region};

/// A password nobody would guess.
pub const PASSWORD: &str = "коваль несе три яблука";

/// Somebody who signed in, with the cookie of the session.
#[derive(Debug)]
pub struct SignedIn<'a> {
    app: &'a App,
    cookie: String,
}

/// Adds an account; gives back the path of its invitation.
pub async fn add(base: &Base, email: &str, role: &str, territories: &[&str]) -> String {
    let mut words = vec!["user", "add", email, "--name", "Людина Зразкова", "--role", role];
    for territory in territories {
        words.extend(["--territory", *territory]);
    }
    link(&base.cnap(&words).await.done().out)
}

/// The path of an invitation as the command line tells it.
pub fn link(told: &str) -> String {
    told.split_whitespace()
        .find(|word| word.starts_with("/invitation"))
        .unwrap_or_else(|| panic!("no link: {told}"))
        .to_owned()
}

/// A form as browsers send it.
pub fn form(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{}={}", encode(name), encode(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Sends a form without a session.
pub async fn send(app: &App, path: &str, fields: &[(&str, &str)]) -> HttpResponse {
    let kind = ("content-type", "application/x-www-form-urlencoded");
    app.ask(Method::POST, path, &[kind], &form(fields)).await
}

thread_local! {
    /// Recovery codes by e-mail: a test runs on a thread of its own.
    static CODES: RefCell<HashMap<String, Vec<String>>> = RefCell::default();
}

/// A recovery code that was not used yet, for the second step of whoever set one up.
pub fn recovery_code(email: &str) -> String {
    let code = CODES.with_borrow_mut(|codes| codes.get_mut(&email.to_lowercase()).and_then(Vec::pop));
    code.unwrap_or_else(|| panic!("{email} has no recovery code"))
}

/// The secret a page shows for typing by hand, and the code made of it now.
pub fn code_of_page(page: &str, now: DateTime<Utc>) -> String {
    let secret: String = between(page, "<code class=\"secret\">", "</code>").split_whitespace().collect();
    format!("{:06}", totp::code(&unbase32(&secret), totp::step_of(now)))
}

/// What stands between two texts.
pub fn between(page: &str, before: &str, after: &str) -> String {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("no {before}: {page}"));
    rest.split(after).next().unwrap().to_owned()
}

/// The bytes a text in base 32 stands for.
pub fn unbase32(text: &str) -> Vec<u8> {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String = text.chars().map(|letter| format!("{:05b}", letters.find(letter).unwrap())).collect();
    bits.as_bytes()
        .chunks_exact(8)
        .map(|eight| u8::from_str_radix(std::str::from_utf8(eight).unwrap(), 2).unwrap())
        .collect()
}

/// The recovery codes a page shows.
pub fn recovery_codes(page: &str) -> Vec<String> {
    page.split("<li><code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

/// The cookie an answer sets.
pub fn cookie_of(answer: &HttpResponse) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

/// An account that chose its password and signed in.
pub async fn signed_in<'a>(base: &Base, app: &'a App, email: &str, role: &str, territories: &[&str]) -> SignedIn<'a> {
    let invitation = add(base, email, role, territories).await;
    let chosen = send(app, &invitation, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(chosen.status, 303, "{chosen:?}");
    SignedIn::enter(app, email).await
}

/// The editor of Мачухівська hromada and the auditor of Полтавська oblast.
pub async fn editor_and_auditor<'a>(base: &Base, app: &'a App) -> (SignedIn<'a>, SignedIn<'a>) {
    let editor = signed_in(base, app, "editor@example.org", "editor", &[region::MACHUKHY]).await;
    let auditor = signed_in(base, app, "auditor@example.org", "auditor", &[region::OBLAST]).await;
    (editor, auditor)
}

impl<'a> SignedIn<'a> {
    /// Signs in; who needs a second factor sets it up, or takes the second step with a recovery code.
    pub async fn enter(app: &'a App, email: &str) -> Self {
        let half = Self::enter_by_password(app, email).await;
        let next = half.get("/workspace").await;
        match next.header("location") {
            path if path.starts_with("/account/second-factor") => half.set_up(email).await,
            path if path.starts_with("/sign-in/code") => {
                let answer = half.type_code(&recovery_code(email)).await;
                assert_eq!(answer.status, 303, "{answer:?}");
                Self { app, cookie: cookie_of(&answer) }
            }
            _ => half,
        }
    }

    /// Takes the first step alone.
    pub async fn enter_by_password(app: &'a App, email: &str) -> Self {
        let answer = send(app, "/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "{answer:?}");
        Self { app, cookie: cookie_of(&answer) }
    }

    /// The same person with the cookie of an answer.
    pub fn after(&self, answer: &HttpResponse) -> Self {
        Self { app: self.app, cookie: cookie_of(answer) }
    }

    async fn set_up(self, email: &str) -> Self {
        let page = self.get("/account/second-factor").await.body;
        let (token, code) = (after(&page, "name=\"token\" value=\""), code_of_page(&page, self.app.now()));
        let fields = [("token", token.as_str()), ("code", code.as_str())];
        let answer = self.post_as_it_is("/account/second-factor", &fields, &[]).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        CODES.with_borrow_mut(|codes| codes.insert(email.to_lowercase(), recovery_codes(&answer.body)));
        self.after(&answer)
    }

    /// Types a code as the second step.
    pub async fn type_code(&self, code: &str) -> HttpResponse {
        let page = self.get("/sign-in/code").await.body;
        let token = after(&page, "name=\"token\" value=\"");
        self.post_as_it_is("/sign-in/code", &[("token", token.as_str()), ("code", code)], &[]).await
    }

    /// The cookie of the session, as a browser sends it.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    pub async fn get(&self, path: &str) -> HttpResponse {
        self.app.ask(Method::GET, path, &[("cookie", &self.cookie)], "").await
    }

    /// A file.
    pub async fn download(&self, path: &str) -> (u16, Vec<u8>) {
        self.app.exchange(Method::GET, path, &[("cookie", &self.cookie)], Vec::new()).await
    }

    /// Sends a file with fields beside it; gives back the page.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> (u16, String) {
        let part = |head: String, body: &[u8]| [b"--X\r\n", head.as_bytes(), b"\r\n\r\n", body, b"\r\n"].concat();
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(part(format!("Content-Disposition: form-data; name=\"{name}\""), value.as_bytes()));
        }
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"list.xlsx\"";
        body.extend(part(head.to_owned(), file));
        body.extend(b"--X--\r\n");
        let headers = [("cookie", self.cookie.as_str()), ("content-type", "multipart/form-data; boundary=X")];
        let (status, page) = self.app.exchange(Method::POST, path, &headers, body).await;
        (status, String::from_utf8(page).unwrap())
    }

    /// Sends a form of a page, with the token the page carries.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> HttpResponse {
        let page = self.get("/workspace").await.body;
        let token = after(&page, "name=\"token\" value=\"");
        self.post_as_it_is(path, &[fields, &[("token", token.as_str())]].concat(), &[]).await
    }

    /// Sends a form as it is given.
    pub async fn post_as_it_is(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> HttpResponse {
        let own = [("content-type", "application/x-www-form-urlencoded"), ("cookie", self.cookie.as_str())];
        self.app.ask(Method::POST, path, &[&own, headers].concat(), &form(fields)).await
    }

    /// Submits a pasted table; gives back the address of the submission.
    pub async fn submit(&self, hromada: &str, table: &str, pasted: &str) -> String {
        let answer = self.post("/workspace", &[("hromada", hromada), ("table", table), ("pasted", pasted)]).await;
        assert_eq!(answer.status, 303, "{answer:?}");
        answer.header("location").to_owned()
    }

    /// The status of accepting a submission whose page has no form for it any more.
    pub async fn accept_again(&self, submission: &str) -> u16 {
        self.post(&format!("{submission}/accept"), &[("seen", "0")]).await.status
    }

    /// Accepts a submission as its page shows it.
    pub async fn accept(&self, submission: &str) -> HttpResponse {
        let page = self.get(submission).await.body;
        let seen = after(&page, "name=\"seen\" value=\"");
        self.post(&format!("{submission}/accept"), &[("seen", &seen)]).await
    }
}

/// What stands between some words and the next quote.
pub fn after(page: &str, words: &str) -> String {
    let (_, rest) = page.split_once(words).unwrap_or_else(|| panic!("no {words}: {page}"));
    rest.split('"').next().unwrap().to_owned()
}
