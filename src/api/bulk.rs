//! `/api/v1/bulk`: whole tables of a day for analysts, as Parquet and as GeoPackage.

use std::io::Write;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use futures_util::{StreamExt as _, stream};
use tokio::io::AsyncReadExt as _;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::bulk_tables::{BulkTable, Rows};
use super::params::{ApiQuery, parameters, path_parameter};
use crate::formats::bulk::BulkCell;
use crate::formats::bulk::geopackage::GeoPackage;
use crate::formats::bulk::parquet::ParquetTable;
use crate::http::streaming::{self, Written};
use crate::http::{AppState, Failure};

parameters! {
    /// Of a whole file.
    BulkOf = ["territory", "date", "known"]
}
path_parameter!(BulkFile = "file@bulk");

/// Media type of Parquet.
const PARQUET: &str = "application/vnd.apache.parquet";
/// Media type of GeoPackage.
const GEOPACKAGE: &str = "application/geopackage+sqlite3";
/// The file that holds every layer.
const ALL_LAYERS: &str = "registry.gpkg";
/// Things of a row group: many enough to pack well, few enough to hold.
const STEP: usize = 2_000;
/// Bytes of a file read at a time.
const PIECE: usize = 64 * 1024;

/// Routes of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(file))
}

/// A whole table of the day: points, hromadas, services or offerings as Parquet, or points and hromadas as one GeoPackage.
#[utoipa::path(get, path = "/api/v1/bulk/{file}", operation_id = "bulk", tag = "tables", params(BulkFile, BulkOf),
    responses((status = 200,
        content((String = "application/vnd.apache.parquet"), (String = "application/geopackage+sqlite3")))))]
async fn file(
    State(state): State<AppState>,
    Path(file): Path<String>,
    asked: ApiQuery<BulkOf>,
) -> Result<Response, Failure> {
    if file == ALL_LAYERS {
        let _turn = state.bulk().acquire().await.map_err(|error| Failure::internal(&error))?;
        return geopackage(&asked).await;
    }
    let table = file.strip_suffix(".parquet").and_then(BulkTable::parse);
    let table = table.ok_or_else(|| Failure::not_found(format!("file {file}")))?;
    parquet(table, Rows::new(table, Arc::clone(&asked.registry), asked.territory()))
}

fn headers(kind: &str, name: &str) -> [(axum::http::HeaderName, String); 2] {
    [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))]
}

/// A place to write to from which what was written is taken away.
#[derive(Clone, Debug, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The table, a row group at a time.
fn parquet(table: BulkTable, rows: Rows) -> Result<Response, Failure> {
    let (to, count) = (Shared::default(), rows.count());
    let made = ParquetTable::new(to.clone(), table.columns());
    let mut writer = Some(made.map_err(|error| Failure::internal(&error))?);
    let body = streaming::stream_response(count, STEP, move |range: Range<usize>, text| {
        let is_last = range.end == count;
        let cells: Vec<Vec<BulkCell>> = rows.cells(range)?;
        let add = |writer: &mut ParquetTable<Shared>| writer.add(&cells);
        writer.as_mut().map_or(Ok(()), add).map_err(|error| Failure::internal(&error))?;
        if is_last && let Some(writer) = writer.take() {
            writer.close().map_err(|error| Failure::internal(&error))?;
        }
        text.extend(to.take());
        Ok(())
    })?;
    Ok((headers(PARQUET, &format!("{}.parquet", table.word())), body).into_response())
}

/// Points and hromadas in one file, which is made whole in the folder for passing files and read from there.
async fn geopackage(asked: &ApiQuery<BulkOf>) -> Result<Response, Failure> {
    let passing = Passing::new()?;
    let made = GeoPackage::create(&passing.0).await.map_err(|error| Failure::internal(&error))?;
    for table in [BulkTable::Points, BulkTable::Hromadas] {
        let rows = Rows::new(table, Arc::clone(&asked.registry), asked.territory());
        rows.add_layer(&made).await?;
    }
    made.close().await.map_err(|error| Failure::internal(&error))?;
    let file = tokio::fs::File::open(&passing.0).await.map_err(|error| Failure::internal(&error))?;
    // What was opened can be read to its end after it lost its name.
    drop(passing);
    let pieces = stream::unfold(Some(file), |file| async move {
        let (mut file, mut piece) = (file?, vec![0; PIECE]);
        match file.read(&mut piece).await {
            Ok(0) => None,
            Ok(count) => {
                piece.truncate(count);
                Some((Ok(Bytes::from(piece)), Some(file)))
            }
            Err(error) => Some((Err(error), None)),
        }
    });
    let mut response = (headers(GEOPACKAGE, ALL_LAYERS), Body::from_stream(pieces.fuse())).into_response();
    response.extensions_mut().insert(Written);
    Ok(response)
}

/// A passing file, which goes with this value.
struct Passing(std::path::PathBuf);

impl Passing {
    fn new() -> Result<Self, Failure> {
        let mut chance = [0; 16];
        getrandom::fill(&mut chance).map_err(|error| Failure::internal(&error))?;
        let name = format!("cnap-{}.gpkg", crate::domain::hex(&chance));
        Ok(Self(std::env::temp_dir().join(name)))
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
