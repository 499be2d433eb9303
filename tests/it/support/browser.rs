//! A real browser: headless Chromium, driven from outside.

use std::future::Future;
use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, DesiredCapabilities, Key, WebDriver};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// Chromium without its own errands on the network.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// What kind of visitor looks.
#[derive(Clone, Copy, Debug)]
pub struct Visitor {
    pub width: u32,
    pub scripts: bool,
}

/// Before a desk.
pub const DESK: Visitor = Visitor { width: 1280, scripts: true };
/// With the narrowest phone that pages must fit.
pub const PHONE: Visitor = Visitor { width: 320, scripts: true };
/// With a browser that runs no scripts.
pub const NO_SCRIPTS: Visitor = Visitor { width: 1280, scripts: false };

/// One tab of the browser.
#[derive(Clone, Debug)]
pub struct Tab(pub WebDriver);

/// Runs a visit and always closes the browser after it, also when the visit fails.
pub async fn visit<F: Future<Output = ()> + Send + 'static>(visitor: Visitor, test: impl FnOnce(Tab) -> F) {
    let Some((mut driver, address)) = chromedriver().await else { return };
    let profile = tempfile::tempdir().unwrap();
    let tab = Tab(WebDriver::new(&address, wishes(visitor, &profile)).await.unwrap());
    let result = tokio::spawn(test(tab.clone())).await;
    tab.0.quit().await.unwrap();
    driver.kill().await.unwrap();
    if let Err(failed) = result {
        std::panic::resume_unwind(failed.into_panic());
    }
}

/// The driver on a port of its own choice; `None`, with a printed reason, where there is none.
async fn chromedriver() -> Option<(Child, String)> {
    let mut command = Command::new("chromedriver");
    command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    let Ok(mut driver) = command.spawn() else {
        println!("skipped: chromedriver is not installed (tests/run.sh installs it)");
        return None;
    };
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    loop {
        let line = lines.next_line().await.unwrap().expect("chromedriver ended");
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return Some((driver, format!("http://127.0.0.1:{}", port.trim_end_matches('.'))));
        }
    }
}

fn wishes(visitor: Visitor, profile: &TempDir) -> ChromeCapabilities {
    let mut wishes = DesiredCapabilities::chrome();
    for flag in FLAGS {
        wishes.add_arg(flag).unwrap();
    }
    wishes.add_arg(&format!("--user-data-dir={}", profile.path().display())).unwrap();
    wishes.add_arg(&format!("--window-size={},900", visitor.width)).unwrap();
    if visitor.width < 500 {
        let metrics = json!({ "deviceMetrics": { "width": visitor.width, "height": 800, "pixelRatio": 1.0 } });
        wishes.add_experimental_option("mobileEmulation", metrics).unwrap();
    }
    if !visitor.scripts {
        let blocked = json!({ "profile.managed_default_content_settings.javascript": 2 });
        wishes.add_experimental_option("prefs", blocked).unwrap();
    }
    wishes
}

impl Tab {
    pub async fn open(&self, address: &str) {
        self.0.goto(address).await.unwrap();
    }

    /// The value of an expression in the page.
    pub async fn value(&self, expression: &str) -> Value {
        self.0.execute(format!("return {expression};"), vec![]).await.unwrap().json().clone()
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, key: Key) {
        self.0.action_chain().send_keys(key).perform().await.unwrap();
    }

    /// Presses a key until an expression holds, at most so many times.
    pub async fn press_until(&self, key: Key, expression: &str, most: usize) {
        for _ in 0..most {
            self.press(key.clone()).await;
            if self.value(expression).await == true {
                return;
            }
        }
        panic!("after {most} keys still not: {expression}");
    }

    /// Serious and critical violations that axe-core finds on the page in view; `None` where it is not installed.
    pub async fn violations(&self) -> Option<Vec<String>> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node_modules/axe-core/axe.min.js");
        let Ok(axe) = std::fs::read_to_string(path) else {
            println!("skipped: axe-core is not installed (tests/run.sh installs it)");
            return None;
        };
        self.0.execute(axe, vec![]).await.unwrap();
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(found => done(
              found.violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one =>
                one.id + ': ' + one.nodes.length + ' x ' + one.nodes.slice(0, 2).map(node => node.html).join(' | '))));";
        let found = self.0.execute_async(run, vec![]).await.unwrap();
        Some(found.json().as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect())
    }
}
