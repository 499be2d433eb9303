//! Learning of other processes' commits: LISTEN/NOTIFY on PostgreSQL, a look now and then on SQLite.

use std::time::Duration;

use sea_orm::sqlx::postgres::{PgListener, PgPoolOptions};

use super::address::Target;
use super::audit_log::CHANNEL;
use super::connect::greet;
use super::{Error, Store};

/// How often a SQLite file is looked at; other processes may write it. One look is a key's look-up.
const LOOK: Duration = Duration::from_millis(20);
/// How often PostgreSQL is looked at although it tells of commits: a connection may be cut without a word.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// Waits for commits.
pub struct CommitListener {
    listener: Option<PgListener>,
}

impl std::fmt::Debug for CommitListener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CommitListener").field("listens", &self.listener.is_some()).finish()
    }
}

impl Store {
    /// Begins to follow the commits of all writers.
    ///
    /// # Errors
    /// PostgreSQL refuses to listen.
    pub async fn feed(&self) -> Result<CommitListener, Error> {
        let Target::Postgres(server) = self.target() else { return Ok(CommitListener { listener: None }) };
        greet(server, self.target()).await?;
        let pool = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None);
        let pool = pool.connect_with((**server).clone()).await.map_err(Error::stopped)?;
        let mut listener = PgListener::connect_with(&pool).await.map_err(Error::stopped)?;
        listener.ignore_pool_close_event(true);
        listener.eager_reconnect(false);
        listener.listen(CHANNEL).await.map_err(Error::stopped)?;
        Ok(CommitListener { listener: Some(listener) })
    }
}

impl CommitListener {
    /// Returns when there may be something new.
    ///
    /// # Errors
    /// The connection was lost; what was committed since is told to a feed that begins anew.
    pub async fn wait(&mut self) -> Result<(), Error> {
        let Some(listener) = &mut self.listener else {
            tokio::time::sleep(LOOK).await;
            return Ok(());
        };
        match tokio::time::timeout(LOOK_AGAIN, listener.try_recv()).await {
            Ok(Ok(None)) => Err(Error::stopped("the database connection that listens was lost")),
            Ok(Err(error)) => Err(Error::stopped(error)),
            Ok(Ok(Some(_))) | Err(_) => Ok(()),
        }
    }
}
