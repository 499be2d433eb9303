//! Connections: how many there may be, how long each may be silent, and how they end when the service stops.

use std::collections::HashMap;
use std::io::{ErrorKind, Write as _};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use super::limits;
use super::session::Peer;
use super::stall_guard::StallGuard;

/// What one is told whose address has too many connections.
const TOO_MANY: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 10\r\ncontent-length: 0\r\n\
    connection: close\r\n\r\n";
/// Pause before the next connection is taken after the system refused one, as when no file handles are left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// Limits of the connections of one listener.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionLimits {
    /// Connections at a time; further ones wait in the queue of the system.
    pub total: usize,
    /// Connections at a time from one address (of IPv6 from one network of 64 bits); 0: no limit of its own.
    pub per_address: usize,
    /// How long a connection may be idle, and how long the head of a request may take.
    pub head_time: Duration,
    /// How long the other side may take nothing of an answer.
    pub write_pause: Duration,
    /// How long running requests may go on after the stop.
    pub stop_time: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            total: limits::MAX_CONNECTIONS,
            per_address: limits::MAX_CONNECTIONS_PER_ADDRESS,
            head_time: limits::HEAD_TIME,
            write_pause: limits::WRITE_PAUSE,
            stop_time: limits::STOP_TIME,
        }
    }
}

/// Answers over HTTP/1.1 until the stop, then lets running requests end, for a limited time.
pub async fn serve(listener: TcpListener, app: Router, limits: ConnectionLimits, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(limits.total));
    let addresses = Addresses::default();
    let (stopping, is_stopping) = watch::channel(false);
    let (mut stop, mut running) = (pin!(stop), JoinSet::new());
    loop {
        let (stream, peer, place) = tokio::select! {
            () = &mut stop => break,
            taken = accept_connection(&listener, &places) => taken,
        };
        while running.try_join_next().is_some() {}
        match addresses.enter(peer.ip(), limits.per_address) {
            Some(visitor) => {
                let answering = serve_connection(stream, app.clone(), limits, is_stopping.clone());
                running.spawn(async move {
                    answering.await;
                    drop((visitor, place));
                });
            }
            None => refuse(stream),
        }
    }
    drop(listener);
    stopping.send_replace(true);
    let all_ended = async { while running.join_next().await.is_some() {} };
    if tokio::time::timeout(limits.stop_time, all_ended).await.is_err() {
        tracing::warn!(connections = running.len(), "stopping without waiting longer for the last requests");
        running.shutdown().await;
    }
}

/// The next connection, taken when there is a place for it.
async fn accept_connection(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (TcpStream, SocketAddr, OwnedSemaphorePermit) {
    let Ok(place) = Arc::clone(places).acquire_owned().await else {
        return std::future::pending().await;
    };
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, place),
            Err(error) if is_of_one_connection(error.kind()) => {}
            Err(error) => {
                tracing::warn!(%error, "cannot take a connection");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

const fn is_of_one_connection(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset)
}

/// Says in short why the connection is closed; whether it arrives does not matter.
fn refuse(stream: TcpStream) {
    if let Ok(mut stream) = stream.into_std() {
        let _ = stream.write(TOO_MANY);
    }
}

/// Answers the requests of one connection one after another.
async fn serve_connection(
    stream: TcpStream,
    app: Router,
    limits: ConnectionLimits,
    mut is_stopping: watch::Receiver<bool>,
) {
    let _ = stream.set_nodelay(true);
    let peer = stream.peer_addr().ok().map(|address| Peer(address.ip()));
    let app = app.map_request(move |mut request: hyper::Request<Incoming>| {
        if let Some(peer) = peer {
            request.extensions_mut().insert(peer);
        }
        request
    });
    let stream = TokioIo::new(StallGuard::new(stream, limits.write_pause));
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.head_time);
    builder.max_buf_size(limits::MAX_HEAD);
    let mut connection = pin!(builder.serve_connection(stream, TowerToHyperService::new(app)));
    let until_stop = async { is_stopping.wait_for(|stopping| *stopping).await.is_ok() };
    let ended = tokio::select! {
        ended = connection.as_mut() => Some(ended),
        _ = until_stop => None,
    };
    let ended = if let Some(ended) = ended {
        ended
    } else {
        connection.as_mut().graceful_shutdown();
        connection.await
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke off");
    }
}

/// How many connections each address has.
#[derive(Clone, Debug, Default)]
struct Addresses(Arc<Mutex<HashMap<IpAddr, usize>>>);

impl Addresses {
    /// Counts a connection of an address until the value is dropped; `None`: it has too many.
    fn enter(&self, address: IpAddr, most: usize) -> Option<Visitor> {
        let network = network(address);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(network).or_default();
        if most > 0 && *count >= most {
            return None;
        }
        *count += 1;
        Some(Visitor { addresses: self.clone(), network })
    }

    fn leave(&self, network: IpAddr) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&network) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                counts.remove(&network);
            }
        }
    }
}

/// The address, of IPv6 its first 64 bits: one visitor has as many addresses as they like below them.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        address @ IpAddr::V4(_) => address,
    }
}

/// One connection in the count of its address.
#[derive(Debug)]
struct Visitor {
    addresses: Addresses,
    network: IpAddr,
}

impl Drop for Visitor {
    fn drop(&mut self) {
        self.addresses.leave(self.network);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_are_counted_by_address_until_they_end() {
        let addresses = Addresses::default();
        let enter = |text: &str| addresses.enter(text.parse().unwrap(), 2);
        let first = enter("10.0.0.1");
        let second = enter("::ffff:10.0.0.1");
        assert!(first.is_some() && second.is_some() && enter("10.0.0.1").is_none());
        assert!(enter("10.0.0.2").is_some());
        drop(first);
        assert!(enter("10.0.0.1").is_some());
        drop(second);
        assert!(addresses.0.lock().unwrap().is_empty());
    }

    #[test]
    fn one_network_of_64_bits_is_one_visitor() {
        let addresses = Addresses::default();
        let enter = |text: &str| addresses.enter(text.parse().unwrap(), 1);
        let _first = enter("2001:db8::1");
        assert!(enter("2001:db8::2").is_none() && enter("2001:db8:0:1::1").is_some());
    }
}
