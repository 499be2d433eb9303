//! A set of services of the catalogue as a fixed row of bits.

/// A set of small numbers (service ids), at most a few thousand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits(Box<[u64]>);

impl Bits {
    /// The empty set with room for numbers below `capacity`.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self(vec![0; capacity.div_ceil(64)].into_boxed_slice())
    }

    /// The empty set with the room of this one.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self(vec![0; self.0.len()].into_boxed_slice())
    }

    /// Adds a number; one beyond the capacity is ignored.
    pub fn insert(&mut self, index: u32) {
        if let Some(word) = self.0.get_mut(index as usize / 64) {
            *word |= 1 << (index % 64);
        }
    }

    /// Takes a number away.
    pub fn remove(&mut self, index: u32) {
        if let Some(word) = self.0.get_mut(index as usize / 64) {
            *word &= !(1 << (index % 64));
        }
    }

    #[must_use]
    pub fn contains(&self, index: u32) -> bool {
        self.0.get(index as usize / 64).is_some_and(|word| word & (1 << (index % 64)) != 0)
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// How many numbers stand in both.
    #[must_use]
    pub fn count_common(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// True when every number of this set that stands in `within` stands in `other` too.
    #[must_use]
    pub fn is_covered(&self, other: &Self, within: Option<&Self>) -> bool {
        let inside = |i: usize| within.map_or(u64::MAX, |set| set.word(i));
        self.0.iter().enumerate().all(|(i, word)| word & inside(i) & !other.word(i) == 0)
    }

    /// Numbers of both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().enumerate().map(|(i, a)| a & other.word(i)).collect())
    }

    /// Numbers of this set which the other has not.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        Self(self.0.iter().enumerate().map(|(i, a)| a & !other.word(i)).collect())
    }

    /// Adds all numbers of the other set that fit.
    pub fn add_all(&mut self, other: &Self) {
        for (word, theirs) in self.0.iter_mut().zip(&other.0) {
            *word |= theirs;
        }
    }

    /// The numbers in rising order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().zip((0u32..).step_by(64)).flat_map(|(word, first)| ones(*word).map(move |bit| first + bit))
    }

    fn word(&self, index: usize) -> u64 {
        self.0.get(index).copied().unwrap_or(0)
    }
}

fn ones(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros())?;
        word &= word - 1;
        Some(bit)
    })
}
