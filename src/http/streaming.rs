//! Long answers, written part by part as fast as the reader takes them, so that none lies in memory whole.

use std::ops::Range;

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};

use super::Failure;

/// Marks an answer that is written while it is read: it is never kept.
#[derive(Clone, Copy, Debug)]
pub struct Written;

/// An answer over `count` items, `step` of them in a part. `write` adds the items of a range to the text; it opens the
/// text where the range begins at 0 and closes it where the range ends at `count`.
///
/// # Errors
/// The first part fails. A later failure is logged and breaks the answer off.
pub fn stream_response<W>(count: usize, step: usize, mut write: W) -> Result<Response, Failure>
where
    W: FnMut(Range<usize>, &mut Vec<u8>) -> Result<(), Failure> + Send + 'static,
{
    let mut first = Vec::new();
    let end = step.min(count);
    write(0..end, &mut first)?;
    if end == count {
        return Ok(first.into_response());
    }
    let rest = stream::unfold((end, write), move |(begin, mut write)| async move {
        if begin >= count {
            return None;
        }
        // A long answer must not keep the others from theirs.
        tokio::task::yield_now().await;
        let (end, mut text) = (count.min(begin + step), Vec::new());
        let written = write(begin..end, &mut text).map(|()| Bytes::from(text));
        Some((written.map_err(|_| std::io::Error::other("the answer broke off")), (end, write)))
    });
    // Fused, for the compression asks once more after the end (tower-http, issue 732).
    let body = stream::iter([Ok(Bytes::from(first))]).chain(rest).fuse();
    let mut response = Body::from_stream(body).into_response();
    response.extensions_mut().insert(Written);
    Ok(response)
}
