//! Work on what visitors send: a few uploads at a time, off the threads that answer everybody else.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::limits::{MAX_UPLOADS, UPLOAD_WAIT, UPLOADS_AT_ONCE};
use super::{AppState, Failure};

/// The uploads in hand. Whoever comes when all places are taken is asked to come again.
#[derive(Clone, Debug)]
pub struct Uploads {
    places: Arc<Semaphore>,
    readers: Arc<Semaphore>,
    /// How long an upload waits for its turn.
    wait: Duration,
}

impl Default for Uploads {
    fn default() -> Self {
        let semaphore = |permits| Arc::new(Semaphore::new(permits));
        Self { places: semaphore(MAX_UPLOADS), readers: semaphore(UPLOADS_AT_ONCE), wait: UPLOAD_WAIT }
    }
}

impl Uploads {
    /// Takes a place for one request, before its body is read into memory.
    fn enter(&self) -> Result<OwnedSemaphorePermit, Failure> {
        Arc::clone(&self.places).try_acquire_owned().map_err(|_| Failure::busy())
    }

    /// Does the work on an upload when its turn comes. Work that has begun keeps its turn until it ends, even if the
    /// visitor has gone.
    ///
    /// # Errors
    /// The turn does not come in time, or the work panics.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
        let turn = tokio::time::timeout(self.wait, Arc::clone(&self.readers).acquire_owned());
        let Ok(Ok(turn)) = turn.await else { return Err(Failure::busy()) };
        let task = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        task.await.map_err(|error| Failure::internal(&error))
    }
}

impl Uploads {
    /// The same for work that asks the database between.
    ///
    /// # Errors
    /// As [`Uploads::run`].
    pub async fn run_future<F>(&self, work: impl FnOnce() -> F + Send + 'static) -> Result<F::Output, Failure>
    where
        F: Future<Output: Send + 'static>,
    {
        let runtime = tokio::runtime::Handle::current();
        self.run(move || runtime.block_on(work())).await
    }
}

/// A place among the uploads in hand, as long as the request is answered. A handler names it before the body, so that
/// nothing is read into memory without one.
#[derive(Debug)]
pub struct UploadPlace(#[expect(dead_code, reason = "held, not read")] OwnedSemaphorePermit);

impl FromRequestParts<AppState> for UploadPlace {
    type Rejection = Failure;

    async fn from_request_parts(_: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        state.uploads().enter().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use axum::http::StatusCode;

    use super::*;

    #[tokio::test]
    async fn who_comes_when_all_places_are_taken_is_asked_to_come_again() {
        let uploads = Uploads::default();
        let places: Vec<_> = (0..MAX_UPLOADS).map(|_| uploads.enter().unwrap()).collect();
        assert_eq!(uploads.enter().unwrap_err().status, StatusCode::SERVICE_UNAVAILABLE);
        drop(places);
        assert!(uploads.enter().is_ok());
    }

    #[tokio::test]
    async fn an_upload_waits_for_its_turn_but_not_for_ever() {
        let uploads = Uploads { wait: Duration::from_millis(50), ..Uploads::default() };
        let turns: Vec<_> = (0..UPLOADS_AT_ONCE).map(|_| Arc::clone(&uploads.readers).try_acquire_owned()).collect();
        let refused = uploads.run(|| ()).await.unwrap_err();
        assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
        drop(turns);
        assert_eq!(uploads.run(|| 7).await.unwrap(), 7);
    }

    #[tokio::test]
    async fn work_whose_visitor_has_gone_keeps_its_turn_until_it_ends() {
        let uploads = Uploads::default();
        let (begun, has_begun) = mpsc::channel();
        let (end, may_end) = mpsc::channel::<()>();
        let own = uploads.clone();
        let visitor = tokio::spawn(async move {
            own.run(move || {
                begun.send(()).unwrap();
                may_end.recv().unwrap();
            })
            .await
        });
        tokio::task::spawn_blocking(move || has_begun.recv().unwrap()).await.unwrap();
        visitor.abort();
        assert!(visitor.await.unwrap_err().is_cancelled());
        assert_eq!(uploads.readers.available_permits(), UPLOADS_AT_ONCE - 1);
        end.send(()).unwrap();
        let all = u32::try_from(UPLOADS_AT_ONCE).unwrap();
        drop(uploads.readers.acquire_many(all).await.unwrap());
    }
}
