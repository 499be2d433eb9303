//! Points of today's registry written as JSON once, so that an answer only copies them.

use std::sync::{Arc, Weak};

use arc_swap::ArcSwapOption;

use super::points::PointItem;
use crate::http::Failure;
use crate::registry::Registry;

static READY: ArcSwapOption<ReadyPoints> = ArcSwapOption::const_empty();

/// The JSON of every point of one registry.
#[derive(Debug)]
pub struct ReadyPoints {
    /// Which registry it was made from; the weak hold keeps its address from being used again.
    registry: Weak<Registry>,
    text: String,
    /// Where the JSON of each point ends, in the order of `Registry::points`.
    ends: Vec<usize>,
}

impl ReadyPoints {
    /// The points of the registry; made where the ones kept are of another.
    pub fn of(registry: &Arc<Registry>) -> Result<Arc<Self>, Failure> {
        let kept = READY.load_full().filter(|ready| std::ptr::eq(ready.registry.as_ptr(), Arc::as_ptr(registry)));
        if let Some(ready) = kept {
            return Ok(ready);
        }
        let made = Arc::new(Self::new(registry).map_err(|error| Failure::internal(&error))?);
        READY.store(Some(Arc::clone(&made)));
        Ok(made)
    }

    fn new(registry: &Arc<Registry>) -> Result<Self, serde_json::Error> {
        let mut text = String::new();
        let mut ends = Vec::with_capacity(registry.points.len());
        for point in &registry.points {
            text.push_str(&serde_json::to_string(&PointItem::new(registry, point))?);
            ends.push(text.len());
        }
        text.shrink_to_fit();
        Ok(Self { registry: Arc::downgrade(registry), text, ends })
    }

    /// The JSON of the point at a position.
    #[must_use]
    pub fn item(&self, position: u32) -> Option<&str> {
        let position = position as usize;
        let start = position.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(position)?)
    }
}
