//! `/healthz` and `/readyz` for whoever watches over the service, and `/metrics` on a listener of its own.

use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::{Router, routing::get};
use metrics_exporter_prometheus::PrometheusHandle;

use super::AppState;

/// How long the database may take to answer; who asks whether the service is ready does not wait longer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often what was measured is summed up; until then every request keeps a few bytes.
const UPKEEP: Duration = Duration::from_secs(5);

/// Routes for those who watch over the service.
pub fn routes() -> Router<AppState> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready))
}

/// What was measured, in the text format of Prometheus.
pub fn metrics_routes(metrics: PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(write_metrics)).with_state(metrics)
}

/// Sums up what was measured for as long as the service runs, whether anybody asks for it or not.
pub async fn keep_metrics_small(metrics: PrometheusHandle) {
    sum_up_every(UPKEEP, metrics).await;
}

async fn sum_up_every(pause: Duration, metrics: PrometheusHandle) {
    let mut ticks = tokio::time::interval(pause);
    loop {
        ticks.tick().await;
        metrics.run_upkeep();
    }
}

async fn alive() -> &'static str {
    "ok"
}

/// Ready when the registry is loaded and the database answers.
async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    match tokio::time::timeout(PATIENCE, state.live().store().ping()).await {
        Ok(Ok(())) => return (StatusCode::OK, "ready"),
        Ok(Err(error)) => tracing::warn!(%error, "the database does not answer"),
        Err(_) => tracing::warn!("the database does not answer in time"),
    }
    (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
}

async fn write_metrics(State(metrics): State<PrometheusHandle>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], metrics.render())
}

#[cfg(test)]
mod tests {
    use metrics_exporter_prometheus::PrometheusBuilder;

    use super::*;

    /// Memory of this process, in pages.
    fn memory() -> u64 {
        let told = std::fs::read_to_string("/proc/self/statm").unwrap();
        told.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn measurements_nobody_asks_for_take_no_memory() {
        let recorder = PrometheusBuilder::new().set_buckets(&[0.1, 1.0]).unwrap().build_recorder();
        tokio::spawn(sum_up_every(Duration::from_millis(1), recorder.handle()));
        let histogram = metrics::with_local_recorder(&recorder, || metrics::histogram!("seconds"));
        let measure = async || {
            for _ in 0..50_000 {
                histogram.record(0.5);
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        };
        measure().await;
        let before = memory();
        for _ in 0..40 {
            measure().await;
        }
        let grown = memory().saturating_sub(before) * 4;
        assert!(grown < 8_000, "two million measurements keep {grown} kB");
    }
}
