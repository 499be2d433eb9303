//! How much a request may hold and how long it may take; `docs/security.md` tells the same numbers.

use std::time::Duration;

/// Bytes of the body of a request.
pub const MAX_BODY: usize = 2 * 1024 * 1024;
/// Bytes of the head of a request: its first line and its headers.
pub const MAX_HEAD: usize = 64 * 1024;
/// Bytes of an address: path and query together.
pub const MAX_ADDRESS: usize = 8_000;
/// Bytes of a query.
pub const MAX_QUERY: usize = 4_000;
/// Characters of a visitor's own words that an answer repeats.
pub const MAX_ECHO: usize = 200;

/// How long an answer may take to begin; the body of the request is read within it.
pub const ANSWER_TIME: Duration = Duration::from_secs(30);
/// The longest pause within the body of a request.
pub const BODY_PAUSE: Duration = Duration::from_secs(10);
/// How long a connection may be idle, and how long the head of a request may take.
pub const HEAD_TIME: Duration = Duration::from_secs(15);
/// How long a visitor may take nothing of an answer.
pub const WRITE_PAUSE: Duration = Duration::from_secs(30);
/// How long running requests may go on when the service is told to stop.
pub const STOP_TIME: Duration = Duration::from_secs(10);

/// Connections open at a time.
pub const MAX_CONNECTIONS: usize = 768;
/// Connections open at a time from one address.
pub const MAX_CONNECTIONS_PER_ADDRESS: usize = 256;

/// Requests with uploads in hand at a time: being received, waiting or read.
pub const MAX_UPLOADS: usize = 32;
/// Uploads read at a time.
pub const UPLOADS_AT_ONCE: usize = 2;
/// How long an upload waits for its turn.
pub const UPLOAD_WAIT: Duration = Duration::from_secs(10);
/// After how many seconds a visitor may ask a busy service again.
pub const RETRY_AFTER: u64 = 10;

/// The beginning of a visitor's own words, short enough to be repeated.
#[must_use]
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn only_a_long_text_is_shortened() {
        assert_eq!(shortened("їжак", 4), "їжак");
        assert_eq!(shortened("їжак", 3), "їжа…");
    }
}
