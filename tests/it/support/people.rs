//! People who sign in to the running service: their cookie, their forms.

use cnap::http::urls::encode;
use reqwest::Method;

use super::app::{Answer, App};
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
pub async fn send(app: &App, path: &str, fields: &[(&str, &str)]) -> Answer {
    let kind = ("content-type", "application/x-www-form-urlencoded");
    app.ask(Method::POST, path, &[kind], &form(fields)).await
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
    pub async fn enter(app: &'a App, email: &str) -> Self {
        let answer = send(app, "/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "{answer:?}");
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        Self { app, cookie }
    }

    /// The cookie of the session, as a browser sends it.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    pub async fn get(&self, path: &str) -> Answer {
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
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get("/workspace").await.body;
        let token = after(&page, "name=\"token\" value=\"");
        self.post_as_it_is(path, &[fields, &[("token", token.as_str())]].concat(), &[]).await
    }

    /// Sends a form as it is given.
    pub async fn post_as_it_is(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
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
    pub async fn accept(&self, submission: &str) -> Answer {
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
