//! `cnap serve`.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::args::{Args, MetricsListen, ServeOptions};
use super::{Failed, Host, connect, print_refusal, secret_key, serve_demo, texts};
use crate::actions::demo;
use crate::http::{AppState, ConnectionLimits, PublicUrl, connections, health};
use crate::live::{Clock, Live};
use crate::registry::Records;
use crate::rulebook::Rulebook;
use crate::server;
use crate::store::Store;

/// Upper bounds of the request-time histogram, in seconds.
const BUCKETS: &[f64] = &[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5];
/// Where `/metrics` answers unless a setting says otherwise: only to programs of the same machine.
const METRICS_LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 9464);
/// Connections of those who watch.
const METRICS_CONNECTIONS: usize = 16;

pub async fn run(args: &Args, options: ServeOptions, rules: Arc<Rulebook>) -> Result<(), Failed> {
    let host = Host::current();
    let metrics = host.as_ref().map_or_else(install_metrics, |host| Ok(host.metrics.clone()))?;
    let listener = listen(options.listen).await?;
    let metrics_listener = listen_for_metrics(options.metrics_listen).await?;
    let address = listener.local_addr()?;
    let (store, records) = open_filled_store(args, &options, rules).await?;
    let made = serve_demo::accounts(&store, &records, &options, address.ip()).await?;
    let secret_key = secret_key::of_settings(args, &options.secret_key, &store, address.ip()).await?;
    let live = Arc::new(Live::new(store, Clock::Machine, &records));
    live.warm();
    tokio::spawn(Arc::clone(&live).follow());
    tokio::spawn(health::keep_metrics_small(metrics.clone()));
    let stop = match host {
        Some(host) => host.stop,
        None => told_once(server::stop_signal()?),
    };
    texts::line(&format!("cnap: http://{address}/"));
    if let Some(listener) = metrics_listener {
        texts::line(&format!("cnap: metrics http://{}/metrics", listener.local_addr()?));
        tokio::spawn(serve_metrics(listener, metrics, stop.clone()));
    }
    serve_demo::tell(&made);
    let limits = limits(&options);
    let public = options.public_url.unwrap_or(PublicUrl::of_listener(address));
    let state = AppState::new(live, options.territory, public, options.map.settings(), secret_key);
    server::run(listener, state, limits, until_told(stop)).await;
    Ok(())
}

/// Measures for the whole process from now on.
///
/// # Errors
/// The process measures already.
pub fn install_metrics() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full("http_request_seconds".to_owned()), BUCKETS)?
        .install_recorder()
}

/// The database with what is in it; the demonstration region fills an empty one, also where an earlier start was stopped
/// while it did so.
async fn open_filled_store(
    args: &Args,
    options: &ServeOptions,
    rules: Arc<Rulebook>,
) -> Result<(Store, Records), Failed> {
    let store = connect(args).await?;
    let records = store.load(Arc::clone(&rules)).await?;
    if options.no_demo || !demo::is_unfinished(&store).await? {
        return Ok((store, records));
    }
    texts::note(&texts::text("cli-loading-demo"));
    demo::load(&store, &rules, Clock::Machine.now()).await.map_err(print_refusal)?;
    let records = store.load(rules).await?;
    Ok((store, records))
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Failed> {
    TcpListener::bind(address).await.map_err(|error| {
        let (address, error) = (address.to_string().into(), error.to_string().into());
        Failed(texts::text_with("cli-no-listening", [("address", address), ("error", error)]))
    })
}

/// The listener of `/metrics`. An address that was asked for must be free; the usual one may be taken by another copy.
async fn listen_for_metrics(asked: Option<MetricsListen>) -> Result<Option<TcpListener>, Failed> {
    match asked {
        Some(MetricsListen::Off) => Ok(None),
        Some(MetricsListen::At(address)) => listen(address).await.map(Some),
        None => {
            let listener = listen(METRICS_LISTEN).await;
            if listener.is_err() {
                tracing::warn!(address = %METRICS_LISTEN, "taken by another program: no /metrics");
            }
            Ok(listener.ok())
        }
    }
}

async fn serve_metrics(listener: TcpListener, metrics: PrometheusHandle, stop: watch::Receiver<bool>) {
    let limits = ConnectionLimits { total: METRICS_CONNECTIONS, ..ConnectionLimits::default() };
    connections::serve(listener, health::metrics_routes(metrics), limits, until_told(stop)).await;
}

fn limits(options: &ServeOptions) -> ConnectionLimits {
    let number = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    ConnectionLimits {
        total: number(options.max_connections),
        per_address: number(options.max_connections_per_address),
        ..ConnectionLimits::default()
    }
}

/// The signal to stop, for several who wait for it.
fn told_once(signal: impl Future<Output = ()> + Send + 'static) -> watch::Receiver<bool> {
    let (sender, receiver) = watch::channel(false);
    tokio::spawn(async move {
        signal.await;
        sender.send_replace(true);
    });
    receiver
}

async fn until_told(mut stop: watch::Receiver<bool>) {
    let _ = stop.wait_for(|stopping| *stopping).await;
}
