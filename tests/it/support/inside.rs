//! The command line and the service within the process of a test: no program to start, texts read once.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use cnap::cli::{Host, install_metrics, run_within};
use cnap::rulebook::Rulebook;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tracing_subscriber::EnvFilter;

use super::CommandOutput;

/// Threads of their own: a test may block its own thread, as no visitor of the real service can.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2).enable_all().build().unwrap()
});
static RULES: LazyLock<Arc<Rulebook>> = LazyLock::new(|| Arc::new(cnap::data::rulebook(None).unwrap()));
/// What the whole process measures.
static METRICS: LazyLock<PrometheusHandle> = LazyLock::new(|| {
    keep_log();
    install_metrics().unwrap()
});
/// The logs of services: what the process logs outside of commands, and every panic, belongs to all of them.
static LOGS: Mutex<Vec<File>> = Mutex::new(Vec::new());

/// A stream that is kept as text.
#[derive(Clone, Debug, Default)]
pub struct Text(Arc<Mutex<Vec<u8>>>);

impl Text {
    pub fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Text {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where a line of the log belongs: to the command that wrote it, or to the process.
struct LogWriter;

impl Write for LogWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match Host::current() {
            Some(host) => host.write_err(bytes)?,
            None => write_to_services(bytes),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_to_services(bytes: &[u8]) {
    for log in LOGS.lock().unwrap_or_else(PoisonError::into_inner).iter_mut() {
        log.write_all(bytes).unwrap();
    }
}

fn keep_log() {
    let filter = EnvFilter::new("warn,cnap=info");
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(|| LogWriter).compact().init();
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        write_to_services(format!("panicked at {:?}\n", panic.location()).as_bytes());
        usual(panic);
    }));
}

/// A run of the command line that goes on.
#[derive(Debug)]
pub struct Run {
    pub out: Text,
    err: Text,
    stop: watch::Sender<bool>,
    task: JoinHandle<u8>,
}

/// Begins a command of these words.
pub fn begin(words: Vec<OsString>) -> Run {
    let err = Text::default();
    begin_with(words, err.clone(), err)
}

/// Begins a service that logs to a file.
pub fn begin_service(words: Vec<OsString>, log: &Path) -> Run {
    let _ = std::fs::remove_file(log);
    let file = File::options().create(true).append(true).open(log).unwrap();
    LOGS.lock().unwrap().push(file.try_clone().unwrap());
    begin_with(words, file, Text::default())
}

fn begin_with(words: Vec<OsString>, stream: impl Write + Send + 'static, err: Text) -> Run {
    let out = Text::default();
    let (stop, is_stopped) = watch::channel(false);
    let host = Host::new(out.clone(), stream, Arc::clone(&RULES), METRICS.clone(), is_stopped);
    Run { out, err, stop, task: RUNTIME.spawn(run_within(host, words)) }
}

impl Run {
    /// Waits for its end; a panic goes on in the test.
    pub async fn end(self) -> CommandOutput {
        let code = match self.task.await {
            Ok(code) => code,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        };
        CommandOutput { code: i32::from(code), out: self.out.text(), err: self.err.text() }
    }

    /// Waits until so many lines are told, for a minute; `None` where they are not.
    pub async fn lines(&self, count: usize) -> Option<Vec<String>> {
        let begun = Instant::now();
        loop {
            let lines: Vec<String> = self.out.text().lines().map(str::to_owned).collect();
            if lines.len() >= count {
                return Some(lines);
            }
            if self.task.is_finished() || begun.elapsed() > Duration::from_mins(1) {
                return None;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// Stops a service as a signal does, and waits for its end.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        let told = tokio::time::timeout(Duration::from_secs(20), self.end()).await;
        told.expect("the service does not stop").done();
    }
}
