//! The list of pages; each file holds a page's route, handler and view.

mod about;
mod barrier_free;
mod between;
mod compliance;
mod compliance_gaps;
mod coverage;
mod door;
mod embed;
mod equipment;
mod feed;
mod figures;
mod history;
mod hromada;
mod hromada_compliance;
mod hromadas;
mod indicator;
mod life_event;
mod list_edition;
mod lists;
mod lists_compare;
mod lists_preview;
mod map;
mod overview;
mod people;
mod point;
mod point_compliance;
mod points;
mod quarters;
mod report;
mod reports;
mod search;
mod service;
mod services;
mod sitemap;
mod source_entry;
mod sources;

use axum::Router;

use crate::http::AppState;

/// All routes of pages.
pub fn routes() -> Router<AppState> {
    Router::new()
        .merge(door::routes())
        .merge(overview::routes())
        .merge(history::routes())
        .merge(hromadas::routes())
        .merge(hromada::routes())
        .merge(hromada_compliance::routes())
        .merge(points::routes())
        .merge(point::routes())
        .merge(point_compliance::routes())
        .merge(services::routes())
        .merge(service::routes())
        .merge(life_event::routes())
        .merge(search::routes())
        .merge(compliance::routes())
        .merge(compliance_gaps::routes())
        .merge(coverage::routes())
        .merge(map::routes())
        .merge(embed::routes())
        .merge(between::routes())
        .merge(indicator::routes())
        .merge(lists::routes())
        .merge(list_edition::routes())
        .merge(lists_compare::routes())
        .merge(lists_preview::routes())
        .merge(barrier_free::routes())
        .merge(equipment::routes())
        .merge(figures::routes())
        .merge(reports::routes())
        .merge(quarters::routes())
        .merge(report::routes())
        .merge(sources::routes())
        .merge(feed::routes())
        .merge(sitemap::routes())
        .merge(source_entry::routes())
        .merge(about::routes())
        .merge(people::routes())
}
