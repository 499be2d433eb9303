//! Learning of other processes' commits: LISTEN/NOTIFY on PostgreSQL, a look now and then on SQLite.

use std::time::Duration;

use sea_orm::sqlx::postgres::PgListener;

use super::journal::CHANNEL;
use super::{Error, Store};

/// How often a SQLite file is looked at; other processes may write it. One look is a key's look-up.
const LOOK: Duration = Duration::from_millis(20);
/// Pause after a lost connection.
const LOST: Duration = Duration::from_secs(1);

/// Waits for commits.
pub struct Feed {
    listener: Option<PgListener>,
}

impl std::fmt::Debug for Feed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Feed").field("listens", &self.listener.is_some()).finish()
    }
}

impl Store {
    /// Begins to follow the commits of all writers.
    ///
    /// # Errors
    /// PostgreSQL refuses to listen.
    pub async fn feed(&self) -> Result<Feed, Error> {
        if !self.is_postgres() {
            return Ok(Feed { listener: None });
        }
        let mut listener = PgListener::connect(self.url()).await.map_err(Error::stopped)?;
        listener.listen(CHANNEL).await.map_err(Error::stopped)?;
        Ok(Feed { listener: Some(listener) })
    }
}

impl Feed {
    /// Returns when there may be something new; after a lost connection too, for something may have been missed.
    pub async fn wait(&mut self) {
        match &mut self.listener {
            None => tokio::time::sleep(LOOK).await,
            Some(listener) => {
                if let Err(error) = listener.try_recv().await {
                    tracing::warn!(%error, "the database connection that listens was lost");
                    tokio::time::sleep(LOST).await;
                }
            }
        }
    }
}
