//! The running service as a visitor meets it.

use std::fs::File;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use cnap::http::{AppState, ConnectionLimits};
use cnap::live::{Clock, Live};
use cnap::store::Store;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, redirect};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::Child;

use super::Base;

/// The real program on a free port.
#[derive(Debug)]
pub struct App {
    /// The process; `None` where the service runs within the test.
    child: Option<Child>,
    log: PathBuf,
    client: Client,
    /// Address without a slash at its end.
    pub address: String,
    /// Address of `/metrics`, which has a listener of its own.
    metrics: String,
}

/// One answer of the service.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
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
        Self::start_with(base, options, &[]).await
    }

    /// The same with settings from the environment.
    pub async fn start_with(base: &Base, options: &[&str], settings: &[(&str, &str)]) -> Self {
        let log = base.folder.path().join("server.log");
        let free = ["serve", "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0"];
        let mut command = base.command(&[&free, options].concat());
        command.envs(settings.iter().copied());
        let mut child = command.stdout(Stdio::piped()).stderr(File::create(&log).unwrap()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut address = async || -> String {
            let line = tokio::time::timeout(Duration::from_mins(1), lines.next_line()).await;
            let Ok(Ok(Some(line))) = line else {
                panic!("the server did not start: {}", std::fs::read_to_string(&log).unwrap());
            };
            let address = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap();
            address.trim_end_matches('/').to_owned()
        };
        let (address, metrics) = (address().await, address().await);
        let client = client();
        Self { child: Some(child), log, client, address, metrics }
    }

    /// The same service within the test, by a clock that stands still.
    pub async fn at(base: &Base, now: DateTime<Utc>) -> Self {
        let store = Store::open(&base.url).await.unwrap();
        let rules = Arc::new(cnap::data::rulebook(None).unwrap());
        let records = store.load(rules).await.unwrap();
        let live = Arc::new(Live::new(store, Clock::Stopped(now), &records));
        tokio::spawn(Arc::clone(&live).follow());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (state, limits) = (AppState::new(live, None), ConnectionLimits::default());
        tokio::spawn(cnap::server::run(listener, state, limits, std::future::pending()));
        let log = base.folder.path().join("server.log");
        Self { child: None, log, client: client(), address, metrics: String::new() }
    }

    /// Asks with a method, headers and a body.
    pub async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = self.client.request(method, format!("{}{path}", self.address)).body(body.to_owned());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.unwrap();
        Answer {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            body: answer.text().await.unwrap(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
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

    /// What the service measured so far.
    pub async fn metrics(&self) -> String {
        self.client.get(&self.metrics).send().await.unwrap().text().await.unwrap()
    }

    /// The id of the process.
    pub fn id(&self) -> u32 {
        self.child.as_ref().and_then(Child::id).expect("the server ended on its own")
    }

    /// Stops the service as an operator does; it must end well and leave a clean log, which is returned.
    pub async fn stop(mut self) -> String {
        let id = self.id();
        let told = std::process::Command::new("sh").args(["-c", &format!("kill -TERM {id}")]).status();
        assert!(told.unwrap().success());
        let child = self.child.as_mut().unwrap();
        let ended = tokio::time::timeout(Duration::from_secs(20), child.wait()).await;
        let log = std::fs::read_to_string(&self.log).unwrap();
        assert!(ended.expect("the server does not stop").unwrap().success(), "{log}");
        let unclean = log.lines().filter(|line| line.contains("ERROR") || line.contains("panicked"));
        assert_eq!(unclean.collect::<Vec<_>>(), Vec::<&str>::new());
        log
    }
}

fn client() -> Client {
    Client::builder().gzip(false).brotli(false).redirect(redirect::Policy::none()).build().unwrap()
}
