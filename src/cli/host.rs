//! What a run of the command line stands in: where its words go, who measures and what stops a service. The program has
//! its own streams and signals; a caller in the same process gives others.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use metrics_exporter_prometheus::PrometheusHandle;
use tokio::sync::watch;

use crate::rulebook::Rulebook;

tokio::task_local! {
    static HOST: Host;
}

/// A stream that several parts of a run write to.
type Stream = Arc<Mutex<dyn Write + Send>>;

/// The surroundings of one run; cheap to clone.
#[derive(Clone)]
pub struct Host {
    out: Stream,
    err: Stream,
    /// The rules the product is shipped with, read once for many runs.
    pub(super) rules: Arc<Rulebook>,
    pub(super) metrics: PrometheusHandle,
    pub(super) stop: watch::Receiver<bool>,
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Host")
    }
}

impl Host {
    /// `rules` are those the product is shipped with, `metrics` reads what the process measures; a service ends when
    /// `stop` holds true.
    pub fn new(
        out: impl Write + Send + 'static,
        err: impl Write + Send + 'static,
        rules: Arc<Rulebook>,
        metrics: PrometheusHandle,
        stop: watch::Receiver<bool>,
    ) -> Self {
        Self { out: Arc::new(Mutex::new(out)), err: Arc::new(Mutex::new(err)), rules, metrics, stop }
    }

    /// The surroundings a caller gave to the run this is a part of; `None` in the program itself.
    #[must_use]
    pub fn current() -> Option<Self> {
        HOST.try_with(Clone::clone).ok()
    }

    /// Writes to what stands for standard error.
    ///
    /// # Errors
    /// The stream does not take it.
    pub fn write_err(&self, bytes: &[u8]) -> std::io::Result<()> {
        write(&self.err, bytes)
    }

    /// Runs within these surroundings.
    pub(super) async fn around<T>(self, run: impl Future<Output = T>) -> T {
        HOST.scope(self, run).await
    }
}

fn write(stream: &Stream, bytes: &[u8]) -> std::io::Result<()> {
    let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
    stream.write_all(bytes)?;
    stream.flush()
}

/// Writes to standard output, or to what stands for it.
pub fn write_out(bytes: &[u8]) -> std::io::Result<()> {
    match Host::current() {
        Some(host) => write(&host.out, bytes),
        None => std::io::stdout().lock().write_all(bytes),
    }
}

/// Writes to standard error, or to what stands for it.
pub fn write_err(bytes: &[u8]) -> std::io::Result<()> {
    match Host::current() {
        Some(host) => host.write_err(bytes),
        None => std::io::stderr().lock().write_all(bytes),
    }
}
