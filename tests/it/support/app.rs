//! The running service as a visitor meets it.

use std::fs::File;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use cnap::actions::secret_key::SecretKey;
use cnap::http::{AppState, ConnectionLimits, PublicUrl, SiteSettings};
use cnap::live::{Clock, Live};
use cnap::store::Store;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, redirect};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::Child;

use super::base::{SECRET_KEY, works_inside};
use super::{Base, inside};

/// The service on a free port, within the process of the test unless the test asks for the real program.
#[derive(Debug)]
pub struct App {
    service: Service,
    log: PathBuf,
    client: Client,
    /// Address without a slash at its end.
    pub address: String,
    /// Address of `/metrics`, which has a listener of its own.
    metrics: String,
    /// The moment at which its clock stands still.
    stopped: Option<DateTime<Utc>>,
}

#[derive(Debug)]
enum Service {
    Inside(inside::Run),
    Program(Child),
    /// Within the test, by a clock that stands still; it ends with the test.
    Stopped,
}

/// Takes a port of the machine's choice.
const FREE: [&str; 5] = ["serve", "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0"];

/// Name of the log in the folder of a test.
const LOG: &str = "server.log";

/// One answer of the service.
#[derive(Debug)]
pub struct HttpResponse {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl HttpResponse {
    /// A header's text; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn value(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}

impl App {
    /// Starts the server and waits until it tells its address.
    pub async fn start(base: &Base, options: &[&str]) -> Self {
        if !works_inside() {
            return Self::start_program(base, options).await;
        }
        let log = base.folder.path().join(LOG);
        let run = inside::begin_service(base.words(&[&FREE, options].concat()), &log);
        let Some(lines) = run.lines(2).await else {
            panic!("the server did not start: {}", std::fs::read_to_string(&log).unwrap());
        };
        Self::over(Service::Inside(run), log, address_in(&lines[0]), address_in(&lines[1]))
    }

    /// The same as a process of its own: for its memory, its signals, its log as it is printed, and copies that share
    /// nothing but the database.
    pub async fn start_program(base: &Base, options: &[&str]) -> Self {
        Self::start_with(base, options, &[]).await
    }

    /// The real program with settings from the environment.
    pub async fn start_with(base: &Base, options: &[&str], settings: &[(&str, &str)]) -> Self {
        let log = base.folder.path().join(LOG);
        let mut command = base.command(&[&FREE, options].concat());
        command.envs(settings.iter().copied());
        let mut child = command.stdout(Stdio::piped()).stderr(File::create(&log).unwrap()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut address = async || -> String {
            let line = tokio::time::timeout(Duration::from_mins(1), lines.next_line()).await;
            let Ok(Ok(Some(line))) = line else {
                panic!("the server did not start: {}", std::fs::read_to_string(&log).unwrap());
            };
            address_in(&line)
        };
        let (address, metrics) = (address().await, address().await);
        Self::over(Service::Program(child), log, address, metrics)
    }

    /// The service within the test, by a clock that stands still.
    pub async fn at(base: &Base, now: DateTime<Utc>) -> Self {
        let store = Store::open(&base.url).await.unwrap();
        let rules = Arc::new(cnap::data::rulebook(None).unwrap());
        let records = store.load(rules).await.unwrap();
        let live = Arc::new(Live::new(store, Clock::Stopped(now), &records));
        tokio::spawn(Arc::clone(&live).follow());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let public = PublicUrl::of_listener(address);
        let state = AppState::new(live, None, public, SiteSettings::default(), SecretKey::of_setting(SECRET_KEY));
        tokio::spawn(cnap::server::run(listener, state, ConnectionLimits::default(), std::future::pending()));
        let log = base.folder.path().join(LOG);
        std::fs::write(&log, "").unwrap();
        let app = Self::over(Service::Stopped, log, format!("http://{address}"), String::new());
        Self { stopped: Some(now), ..app }
    }

    fn over(service: Service, log: PathBuf, address: String, metrics: String) -> Self {
        let client = Client::builder().gzip(false).brotli(false).redirect(redirect::Policy::none()).build().unwrap();
        Self { service, log, client, address, metrics, stopped: None }
    }

    /// Asks with a method, headers and a body.
    pub async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> HttpResponse {
        let mut request = self.client.request(method, format!("{}{path}", self.address)).body(body.to_owned());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.unwrap();
        HttpResponse {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            body: answer.text().await.unwrap(),
        }
    }

    /// Sends bytes and takes bytes, for files; gives back the status too.
    pub async fn exchange(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> (u16, Vec<u8>) {
        let mut request = self.client.request(method, format!("{}{path}", self.address)).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
    }

    pub async fn get(&self, path: &str) -> HttpResponse {
        self.ask(Method::GET, path, &[], "").await
    }

    /// The JSON of a path that answers 200.
    pub async fn json(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.value()
    }

    /// Asks again and again until the answer passes, ten seconds at most.
    pub async fn until(&self, path: &str, passes: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let value = self.json(path).await;
            if passes(&value) {
                return value;
            }
            assert!(start.elapsed() < Duration::from_secs(10), "{path} still answers {value}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the registry shown holds the action with this number, ten seconds at most.
    pub async fn until_shown(&self, action: usize) {
        let (start, line) = (Instant::now(), format!("registry_version {action}"));
        while !self.metrics().await.lines().any(|told| told == line) {
            assert!(start.elapsed() < Duration::from_secs(10), "the registry does not reach version {action}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What its clock says.
    pub fn now(&self) -> DateTime<Utc> {
        self.stopped.unwrap_or_else(|| Clock::Machine.now())
    }

    /// What the service measured so far.
    pub async fn metrics(&self) -> String {
        self.client.get(&self.metrics).send().await.unwrap().text().await.unwrap()
    }

    /// The id of the process of the real program.
    pub fn id(&self) -> u32 {
        match &self.service {
            Service::Program(child) => child.id().expect("the server ended on its own"),
            Service::Inside(_) | Service::Stopped => panic!("only the real program has a process: App::start_program"),
        }
    }

    /// What the service logged so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// Stops the service as an operator does; it must end well and leave a clean log, which is returned.
    pub async fn stop(self) -> String {
        match self.service {
            Service::Inside(run) => run.stop().await,
            Service::Program(child) => terminate(child).await,
            Service::Stopped => (),
        }
        // A service within the test that had nothing to say made no file.
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let unclean = log.lines().filter(|line| line.contains("ERROR") || line.contains("panicked"));
        assert_eq!(unclean.collect::<Vec<_>>(), Vec::<&str>::new());
        log
    }
}

/// The address a line tells, without a slash at its end.
fn address_in(line: &str) -> String {
    let address = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap();
    address.trim_end_matches('/').to_owned()
}

/// Ends a process by the signal of an operator.
async fn terminate(mut child: Child) {
    let id = child.id().expect("the server ended on its own");
    let told = std::process::Command::new("sh").args(["-c", &format!("kill -TERM {id}")]).status();
    assert!(told.unwrap().success());
    let ended = tokio::time::timeout(Duration::from_secs(20), child.wait()).await;
    assert!(ended.expect("the server does not stop").unwrap().success());
}
