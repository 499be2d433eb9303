//! Points of today's registry written once, so that an answer only copies them.

use std::sync::{Arc, Weak};

use arc_swap::ArcSwapOption;

use crate::registry::{PointOnDate, Registry};

/// The points of the registry written last.
#[derive(Debug, Default)]
pub struct ReadyPoints(ArcSwapOption<WrittenPoints>);

/// The text of every point of one registry.
#[derive(Debug)]
pub struct WrittenPoints {
    /// Which registry it was made from; the weak hold keeps its address from being used again.
    registry: Weak<Registry>,
    text: String,
    /// Where the text of each point ends, in the order of `Registry::points`.
    ends: Vec<usize>,
}

impl ReadyPoints {
    /// The points of the registry; written where the ones kept are of another.
    ///
    /// # Errors
    /// A point cannot be written.
    pub fn written<E>(
        &self,
        registry: &Arc<Registry>,
        write: impl Fn(&PointOnDate) -> Result<String, E>,
    ) -> Result<Arc<WrittenPoints>, E> {
        let kept = self.0.load_full().filter(|kept| std::ptr::eq(kept.registry.as_ptr(), Arc::as_ptr(registry)));
        if let Some(kept) = kept {
            return Ok(kept);
        }
        let made = Arc::new(WrittenPoints::new(registry, write)?);
        self.0.store(Some(Arc::clone(&made)));
        Ok(made)
    }
}

impl WrittenPoints {
    fn new<E>(registry: &Arc<Registry>, write: impl Fn(&PointOnDate) -> Result<String, E>) -> Result<Self, E> {
        let mut text = String::new();
        let mut ends = Vec::with_capacity(registry.points.len());
        for point in &registry.points {
            text.push_str(&write(point)?);
            ends.push(text.len());
        }
        text.shrink_to_fit();
        Ok(Self { registry: Arc::downgrade(registry), text, ends })
    }

    /// The text of the point at a position.
    #[must_use]
    pub fn item(&self, position: u32) -> Option<&str> {
        let position = position as usize;
        let start = position.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(position)?)
    }
}
