//! `cnap serve`.

use std::sync::Arc;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};
use tokio::net::TcpListener;

use super::args::{Args, ServeOptions};
use super::{Failed, refused, say};
use crate::actions::{Live, demo};
use crate::http::AppState;
use crate::registry::Rulebook;
use crate::server;
use crate::store::Store;

/// Upper bounds of the request-time histogram, in seconds.
const BUCKETS: &[f64] = &[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5];

pub async fn run(args: &Args, options: ServeOptions, rules: Arc<Rulebook>) -> Result<(), Failed> {
    let metrics = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full("http_request_seconds".to_owned()), BUCKETS)?
        .install_recorder()?;
    let listener = TcpListener::bind(options.listen).await.map_err(|error| {
        let (address, error) = (options.listen.to_string().into(), error.to_string().into());
        Failed(say::with("cli-no-listening", [("address", address), ("error", error)]))
    })?;
    let store = Store::open(&args.database_url).await?;
    let mut records = store.load(Arc::clone(&rules)).await?;
    if records.version == 0 && !options.no_demo {
        eprintln!("{}", say::text("cli-loading-demo"));
        demo::load(&store, &rules).await.map_err(refused)?;
        records = store.load(rules).await?;
    }
    let live = Arc::new(Live::new(store, &records));
    live.warm();
    tokio::spawn(Arc::clone(&live).follow());
    let stop = server::stop_signal()?;
    say::line(&format!("cnap: http://{}/", listener.local_addr()?));
    server::run(listener, AppState::new(live, options.territory, metrics), stop).await?;
    Ok(())
}
