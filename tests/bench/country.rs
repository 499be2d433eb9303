//! How long the figures of a whole country take from the snapshot: 4,500 points, 406 positions, a million offerings.

#![expect(clippy::expect_used, reason = "a benchmark fails by panicking")]

#[path = "country/made.rs"]
mod made;

use std::hint::black_box;
use std::sync::Arc;

use cnap::compliance::cards::{SummaryBy, summary_by};
use cnap::compliance::{Judgement, LeaveOut};
use cnap::coverage::near::points_near;
use cnap::coverage::new_points::{NewPointsQuestion, new_points};
use cnap::coverage::{Question, reaches};
use cnap::domain::PointKind;
use cnap::registry::{Registry, Scope};
use criterion::{Criterion, criterion_group, criterion_main};

fn country(bench: &mut Criterion) {
    let records = made::records();
    let day = made::day();
    println!("{} points, {} offerings", records.network.all().len(), records.offerings.rows.len());
    bench.bench_function("registry at a day", |run| run.iter(|| black_box(Registry::at(&records, day))));
    let registry = Arc::new(Registry::at(&records, day));
    let audit = Judgement::new(Arc::clone(&registry), LeaveOut::default());
    bench.bench_function("judge the country, what points owe included", |run| {
        run.iter(|| judge(&Judgement::new(Arc::clone(&registry), LeaveOut::default())));
    });
    bench.bench_function("judge the country", |run| run.iter(|| judge(&audit)));
    let point = registry.point("17").expect("a made point");
    bench.bench_function("judge one point", |run| run.iter(|| black_box(audit.verdict(black_box(point)))));
    bench.bench_function("one point with the reason for each position", |run| {
        run.iter(|| black_box(audit.compliance(black_box(point))));
    });
    bench.bench_function("barrier-free summary of the country by raion", |run| {
        run.iter(|| black_box(summary_by(&audit, "588", Scope::Country, SummaryBy::Raion)));
    });
}

/// Distances of 30,000 settlements, new points among them, points near a place.
fn coverage(bench: &mut Criterion) {
    let registry = Registry::at(&made::settled_records(), made::day());
    let ask = |within: f64| Question { scope: Scope::Country, within, serves: &|_| true, leave_out: &|_| false };
    let found = reaches(&registry, &ask(14_000.0));
    println!("{} settlements, {} points", found.all.len(), registry.points.len());
    bench.bench_function("nearest point of every settlement", |run| {
        run.iter(|| black_box(reaches(&registry, &ask(14_000.0))));
    });
    let centres = reaches(&registry, &Question { serves: &|point| point.row().kind == PointKind::Tp, ..ask(14_000.0) });
    let wanted = NewPointsQuestion { within: 14_000.0, count: 100, allows: &|_| true, per_hromada: None };
    bench.bench_function("100 new points among every settlement", |run| {
        run.iter(|| black_box(new_points(&centres, &wanted)));
    });
    bench.bench_function("points near a place", |run| {
        run.iter(|| black_box(points_near(&registry, black_box((49.5, 31.5)), 14_000.0)));
    });
}

/// Judges every point.
fn judge(audit: &Judgement) {
    for point in &audit.registry().points {
        black_box(audit.verdict(point));
    }
}

criterion_group!(benches, country, coverage);
criterion_main!(benches);
