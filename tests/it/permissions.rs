//! Who may do what: every route and every permission against the table `permissions.txt`, for each role, at home and away.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use cnap::actions::Actor;
use cnap::actions::actor::{Permission, Place};
use cnap::api::openapi;
use cnap::domain::TerritoryCode;
use cnap::domain::person::{Grant, Person, Role};
use reqwest::Method;

use crate::support::people::{self, PASSWORD, SignedIn, after, form};
use crate::support::{App, Base, region};

const TABLE: &str = include_str!("permissions.txt");
/// An oblast that is not the region's.
const FAR_OBLAST: &str = "UA05000000000010236";
/// Everybody who can sign in: e-mail, role and where it holds.
const ACCOUNTS: &[(&str, &str, &[&str])] = &[
    ("editor", "editor", &[region::MACHUKHY]),
    ("foreign-editor", "editor", &[region::ZINKIV]),
    ("auditor", "auditor", &[region::OBLAST]),
    ("foreign-auditor", "auditor", &[FAR_OBLAST]),
    ("administrator", "administrator", &[]),
];

const VISITOR: &str = "visitor";

/// A line of the table.
#[derive(Debug)]
struct Row {
    method: &'static str,
    path: &'static str,
    who: &'static str,
    example: Option<&'static str>,
    form: &'static str,
}

fn rows() -> Vec<Row> {
    let row = |line: &'static str| {
        let mut words = line.split_whitespace();
        let mut word = || words.next();
        let (method, path, who) = (word().unwrap(), word().expect(line), word().expect(line));
        Row { method, path, who, example: word(), form: word().unwrap_or_default() }
    };
    TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(row).collect()
}

impl Row {
    fn lets(&self, actor: &str) -> bool {
        match self.who {
            "anyone" => true,
            "signed-in" => actor != VISITOR,
            names => names.split(',').any(|name| name == actor),
        }
    }

    fn names(&self) -> (String, String) {
        (self.method.to_owned(), self.path.to_owned())
    }

    /// The address to ask; a public page need not be there to be public.
    fn address(&self) -> String {
        let is_open = !self.path.contains('{') || ["anyone", "elsewhere"].contains(&self.who);
        assert!(is_open || self.example.is_some(), "an example is missing: {self:?}");
        self.example.map_or_else(|| self.path.replace(['{', '}', '*'], ""), str::to_owned)
    }
}

/// Method and path of every route: those written in the sources, and the operations of the OpenAPI document.
fn routes() -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let document = serde_json::to_value(openapi::document()).unwrap();
    for (path, operations) in document["paths"].as_object().unwrap() {
        found.extend(operations.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone())));
    }
    found
}

fn collect(folder: &Path, found: &mut BTreeSet<(String, String)>) {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for call in text.split(".route(").skip(1) {
                found.extend(routes_of(call).unwrap_or_else(|| panic!("{}: {call:.60}", path.display())));
            }
        }
    }
}

/// The routes a call states: `"/path", get(one).post(another))…`; `None` where they cannot be read.
fn routes_of(call: &str) -> Option<Vec<(String, String)>> {
    let (path, rest) = call.trim_start().strip_prefix('"')?.split_once('"')?;
    let mut depth = 1;
    let (mut word, mut methods) = (String::new(), Vec::new());
    for sign in rest.chars() {
        match sign {
            '(' if depth == 1 && is_method(&word) => methods.push((word.to_uppercase(), path.to_owned())),
            ')' if depth == 1 => break,
            _ => {}
        }
        depth += i32::from(sign == '(') - i32::from(sign == ')');
        if sign.is_alphanumeric() || sign == '_' { word.push(sign) } else { word.clear() }
    }
    (!methods.is_empty()).then_some(methods)
}

fn is_method(word: &str) -> bool {
    ["get", "head", "post", "put", "patch", "delete", "any"].contains(&word)
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let rows: BTreeSet<_> = rows().iter().filter(|row| row.method != "DEED").map(Row::names).collect();
    let routes = routes();
    let missing: Vec<_> = routes.difference(&rows).map(|(method, path)| format!("{method} {path} WHO")).collect();
    assert!(missing.is_empty(), "add to tests/it/permissions.txt:\n{}", missing.join("\n"));
    let gone: Vec<_> = rows.difference(&routes).collect();
    assert!(gone.is_empty(), "no such route: {gone:?}");
}

/// The sessions of all accounts; one that has ended begins anew.
struct Sessions<'a> {
    app: &'a App,
    kept: BTreeMap<&'static str, SignedIn<'a>>,
}

impl<'a> Sessions<'a> {
    async fn of(&mut self, name: &'static str) -> &SignedIn<'a> {
        let lives = match self.kept.get(name) {
            Some(session) => session.get("/account").await.status == 200,
            None => false,
        };
        if !lives {
            self.kept.insert(name, SignedIn::enter(self.app, &email(name)).await);
        }
        &self.kept[name]
    }
}

/// Points of the editor's hromada alone.
fn own_points() -> String {
    region::POINTS.lines().filter(|line| !line.starts_with("B,")).map(|line| format!("{line}\n")).collect()
}

fn email(name: &str) -> String {
    format!("{name}@example.org")
}

/// The status of a row's request and whether it is a refusal.
async fn ask(app: &App, row: &Row, who: Option<&SignedIn<'_>>) -> (u16, bool) {
    let method = Method::from_bytes(if row.method == "ANY" { b"GET" } else { row.method.as_bytes() }).unwrap();
    let (mut headers, mut body) = (Vec::new(), row.form.to_owned());
    if method != Method::GET {
        headers.push(("content-type", "application/x-www-form-urlencoded".to_owned()));
    }
    if let Some(who) = who {
        headers.push(("cookie", who.cookie().to_owned()));
        if method != Method::GET {
            let token = after(&who.get("/account").await.body, "name=\"token\" value=\"");
            body = format!("{body}&{}", form(&[("token", token.as_str())]));
        }
    }
    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = app.ask(method, &row.address(), &headers, &body).await;
    let to_sign_in = answer.status == 303 && answer.header("location").contains("/sign-in?next=");
    let hidden = row.who != "anyone" && answer.status == 404;
    (answer.status, to_sign_in || hidden || matches!(answer.status, 401 | 403))
}

#[tokio::test]
async fn every_route_lets_in_whom_the_table_names_and_nobody_else() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    base.import("territories", format!("code,category,name,parent\n{FAR_OBLAST},O,Вінницька,\n")).await.done();
    let app = base.serve().await;
    for (name, role, territories) in ACCOUNTS {
        let invitation = people::add(&base, &email(name), role, territories).await;
        let chosen = people::send(&app, &invitation, &[("password", PASSWORD), ("again", PASSWORD)]).await;
        assert_eq!(chosen.status, 303, "{chosen:?}");
    }
    // Report 1, of a point of the editor's hromada.
    let report = [("kind", "hours"), ("text", "Зачинено в обід")];
    people::send(&app, "/report?point=A", &report).await;
    // Account 6: whom the administrator may reset and disable.
    people::add(&base, "spare@example.org", "editor", &[region::ZINKIV]).await;
    let mut sessions = Sessions { app: &app, kept: BTreeMap::new() };
    let editor = sessions.of("editor").await;
    let submission = editor.submit(region::MACHUKHY, "points", &own_points()).await;
    let list = "№пп\tКод послуги\tНазва адміністративної послуги\n1\t01/01\tНавчальна послуга 1\n";
    let sheet = editor.submit(region::MACHUKHY, "sheet", list).await;
    assert_eq!((submission.as_str(), sheet.as_str()), ("/submissions/1", "/sheets/1"));

    // Visit 1 to a point of the editor's hromada is signed, with finding 1.
    let today = cnap::domain::kyiv::date(app.now()).to_string();
    crate::visits::sign_one(sessions.of("auditor").await, &today).await;

    let mut wrong = Vec::new();
    for row in rows().iter().filter(|row| row.method != "DEED") {
        // Who is refused asks first: who is let in may change what there is.
        let mut actors: Vec<_> = [VISITOR].into_iter().chain(ACCOUNTS.iter().map(|(name, ..)| *name)).collect();
        actors.sort_by_key(|name| row.lets(name));
        for name in actors {
            let who = if name == VISITOR { None } else { Some(sessions.of(name).await) };
            let (status, is_refused) = ask(&app, row, who).await;
            if is_refused == row.lets(name) || status >= 500 || row.lets(name) && status == 405 {
                wrong.push(format!("{name}: {status} for {row:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    app.stop().await;
}

/// Every permission, those of a place for the editor's hromada.
fn permissions() -> Vec<Permission> {
    let code = |text: &str| TerritoryCode::parse(text).unwrap();
    let place = Place { hromada: code(region::MACHUKHY), oblast: Some(code(region::OBLAST)) };
    let of_places =
        [Permission::Submit, Permission::SeeSubmission, Permission::Judge, Permission::Remark, Permission::Trust]
            .map(|permission| permission(place));
    let (hromada, oblast) = (Some(place.hromada), place.oblast);
    let shaped = [
        Permission::Publish { place, is_trusted: true },
        Permission::AnswerReport { hromada, oblast },
        Permission::KeepQuarter(code(region::OBLAST)),
        Permission::Inspect(place),
        Permission::SeeVisit(place),
        Permission::AnswerFinding(place),
        Permission::AddSampleAccounts,
        Permission::SeeWhoChanged,
        Permission::Report,
    ];
    let others = [
        Permission::Import,
        Permission::Undo,
        Permission::PreviewList,
        Permission::Backup,
        Permission::Restore,
        Permission::KeepAccounts,
    ];
    others.into_iter().chain(of_places).chain(shaped).collect()
}

fn name_of(permission: Permission) -> String {
    let name = format!("{permission:?}");
    name.split(['(', ' ']).next().unwrap().to_owned()
}

/// Names of the permissions as the source lists them.
fn listed_permissions() -> BTreeSet<String> {
    let source = include_str!("../../src/actions/actor.rs");
    let (_, rest) = source.split_once("pub enum Permission {").unwrap();
    let (list, _) = rest.split_once("\n}").unwrap();
    // Fields of a permission stand deeper than its name.
    let names = list.lines().filter(|line| line.starts_with("    ") && !line.starts_with("     "));
    let lines = names.map(str::trim).filter(|line| !line.starts_with("//") && *line != "},");
    lines.map(|line| line.trim_end_matches(',').split(['(', ' ']).next().unwrap().to_owned()).collect()
}

/// Everybody who acts, by the names of the table.
fn actors() -> Vec<(&'static str, Actor)> {
    let beside = [(VISITOR, Actor::Visitor), ("command-line", Actor::CommandLine), ("product", Actor::Product)];
    let person = |(name, role, territories): &(&'static str, &str, &[&str])| {
        let territory = territories.first().map(|text| TerritoryCode::parse(text).unwrap());
        let grant = Grant { role: Role::parse(role).unwrap(), territory };
        (*name, Actor::Person(Arc::new(Person { id: 1, name: String::new(), grants: vec![grant] })))
    };
    beside.into_iter().chain(ACCOUNTS.iter().map(person)).collect()
}

#[test]
fn every_permission_is_used_by_whom_the_table_names_and_nobody_else() {
    let rows = rows();
    let in_table: BTreeSet<String> =
        rows.iter().filter(|row| row.method == "DEED").map(|row| row.path.to_owned()).collect();
    assert_eq!(
        in_table,
        listed_permissions(),
        "rows of tests/it/permissions.txt and permissions of src/actions/actor.rs"
    );
    let permissions = permissions();
    assert_eq!(
        permissions.iter().copied().map(name_of).collect::<BTreeSet<_>>(),
        in_table,
        "permissions() of this file"
    );
    for permission in permissions {
        let row = rows.iter().find(|row| row.method == "DEED" && row.path == name_of(permission)).unwrap();
        for (name, actor) in actors() {
            assert_eq!(actor.authorize(permission).is_ok(), row.lets(name), "{name}: {row:?}");
        }
    }
}
