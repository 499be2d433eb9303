//! Maximal covering location: candidates chosen one by one, each adding the most weight not yet covered.
//!
//! Covered weight is submodular: a candidate never adds more later than now. So gains computed earlier are upper
//! bounds, and only the candidates at the top of a heap are looked at again (lazy evaluation); the choice is the same
//! as that of the plain greedy method.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap};

/// The share of the best possible that the greedy choice reaches at least: 1 - 1/e.
pub const GREEDY_SHARE: f64 = 0.632_120_558_828_557_7;
/// The same where the number of candidates of a group is limited too.
pub const GREEDY_SHARE_LIMITED: f64 = 0.5;

/// What may be chosen and what each choice covers.
#[derive(Clone, Debug, Default)]
pub struct CoverProblem {
    /// Weight of each element; never negative.
    pub weights: Vec<f64>,
    /// For each candidate the elements it covers.
    pub sets: Vec<Vec<u32>>,
    /// Group of each candidate; candidates beyond its end belong to none.
    pub groups: Vec<Option<u32>>,
    /// Most candidates chosen of one group.
    pub per_group: Option<usize>,
}

/// What a candidate adds: weight first, then the number of elements.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Gain {
    pub weight: f64,
    pub elements: u32,
}

impl Eq for Gain {}

impl PartialOrd for Gain {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Gain {
    fn cmp(&self, other: &Self) -> Ordering {
        self.weight.total_cmp(&other.weight).then(self.elements.cmp(&other.elements))
    }
}

/// One choice.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverStep {
    pub candidate: usize,
    pub gain: Gain,
    /// The elements newly covered.
    pub covered: Vec<u32>,
}

/// Choices in order, and what is proved of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoverPlan {
    pub steps: Vec<CoverStep>,
    /// No choice of as many candidates covers more weight than this.
    pub upper_bound: f64,
    /// The covered weight is at least this share of the best possible; `None` where nothing can be covered.
    pub share_of_best: Option<f64>,
}

impl CoverProblem {
    fn gain(&self, candidate: usize, covered: &[bool]) -> Gain {
        let open = self.open(candidate, covered);
        open.fold(Gain::default(), |gain, (_, weight)| Gain {
            weight: gain.weight + weight,
            elements: gain.elements + 1,
        })
    }

    /// Elements of a candidate not yet covered, with their weights.
    fn open<'a>(&'a self, candidate: usize, covered: &'a [bool]) -> impl Iterator<Item = (u32, f64)> + 'a {
        let elements = self.sets.get(candidate).into_iter().flatten().copied();
        elements.filter_map(|element| {
            let place = element as usize;
            let is_covered = covered.get(place).copied().unwrap_or(true);
            self.weights.get(place).filter(|_| !is_covered).map(|weight| (element, *weight))
        })
    }

    fn group(&self, candidate: usize) -> Option<u32> {
        self.groups.get(candidate).copied().flatten()
    }

    fn choose(&self, candidate: usize, gain: Gain, covered: &mut [bool]) -> CoverStep {
        let found: Vec<u32> = self.open(candidate, covered).map(|(element, _)| element).collect();
        for element in &found {
            if let Some(place) = covered.get_mut(*element as usize) {
                *place = true;
            }
        }
        CoverStep { candidate, gain, covered: found }
    }

    /// Chooses at most `count` candidates; of equal ones the first. Ends where nothing more can be covered.
    #[must_use]
    pub fn choose_greedily(&self, count: usize) -> CoverPlan {
        let mut covered = vec![false; self.weights.len()];
        let gains = (0..self.sets.len()).map(|candidate| (self.gain(candidate, &covered), Reverse(candidate), 0));
        let mut heap: BinaryHeap<(Gain, Reverse<usize>, usize)> =
            gains.filter(|(gain, ..)| gain.elements > 0).collect();
        let first_bound = self.best_sum(heap.iter().map(|(gain, Reverse(candidate), _)| (*gain, *candidate)), count);
        let mut limits = GroupLimits::new(self.per_group);
        let mut steps: Vec<CoverStep> = Vec::new();
        while steps.len() < count {
            let Some((gain, Reverse(candidate), seen)) = heap.pop() else { break };
            let group = self.group(candidate);
            if limits.is_full(group) {
                continue;
            }
            if seen == steps.len() {
                steps.push(self.choose(candidate, gain, &mut covered));
                limits.take(group);
            } else {
                let gain = self.gain(candidate, &covered);
                heap.extend((gain.elements > 0).then_some((gain, Reverse(candidate), steps.len())));
            }
        }
        self.with_bound(steps, &covered, first_bound, count)
    }

    /// Two bounds hold: the best sum of first gains, and what is covered with the best sum of gains that are left.
    fn with_bound(&self, steps: Vec<CoverStep>, covered: &[bool], first: f64, count: usize) -> CoverPlan {
        let found: f64 = steps.iter().map(|step| step.gain.weight).sum();
        let left = (0..self.sets.len()).map(|candidate| (self.gain(candidate, covered), candidate));
        let upper_bound = first.min(found + self.best_sum(left, count)).max(found);
        let proved = if self.per_group.is_some() { GREEDY_SHARE_LIMITED } else { GREEDY_SHARE };
        let share_of_best = (upper_bound > 0.0).then(|| (found / upper_bound).clamp(proved, 1.0));
        CoverPlan { steps, upper_bound, share_of_best }
    }

    /// The sum of the `count` greatest gains that the limits of groups allow.
    fn best_sum(&self, gains: impl Iterator<Item = (Gain, usize)>, count: usize) -> f64 {
        let mut gains: Vec<(Gain, usize)> = gains.filter(|(gain, _)| gain.weight > 0.0).collect();
        gains.sort_unstable_by(|a, b| b.cmp(a));
        let mut limits = GroupLimits::new(self.per_group);
        let allowed = gains.iter().filter(|(_, candidate)| {
            let group = self.group(*candidate);
            let allowed = !limits.is_full(group);
            limits.take(group);
            allowed
        });
        allowed.take(count).map(|(gain, _)| gain.weight).sum()
    }
}

/// How many candidates of each group were chosen.
struct GroupLimits {
    most: Option<usize>,
    taken: HashMap<u32, usize>,
}

impl GroupLimits {
    fn new(most: Option<usize>) -> Self {
        Self { most, taken: HashMap::new() }
    }

    fn is_full(&self, group: Option<u32>) -> bool {
        let taken = group.and_then(|group| self.taken.get(&group)).copied().unwrap_or(0);
        group.is_some() && self.most.is_some_and(|most| taken >= most)
    }

    fn take(&mut self, group: Option<u32>) {
        if let Some(group) = group {
            *self.taken.entry(group).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn weight_of(problem: &CoverProblem, chosen: &[usize]) -> f64 {
        let covers = |element: u32| chosen.iter().any(|c| problem.sets[*c].contains(&element));
        (0u32..).zip(&problem.weights).filter(|(element, _)| covers(*element)).map(|(_, weight)| weight).sum()
    }

    /// The greatest weight of all choices of at most `count` candidates.
    fn exact(problem: &CoverProblem, count: usize) -> f64 {
        let allowed = |chosen: &[usize]| {
            let mut limits = GroupLimits::new(problem.per_group);
            chosen.iter().all(|c| {
                let free = !limits.is_full(problem.group(*c));
                limits.take(problem.group(*c));
                free
            })
        };
        let choices = (0u32..1 << problem.sets.len()).filter(|bits| bits.count_ones() as usize <= count);
        let choices = choices.map(|bits| (0..problem.sets.len()).filter(|c| bits >> c & 1 == 1).collect::<Vec<_>>());
        choices.filter(|chosen| allowed(chosen)).map(|chosen| weight_of(problem, &chosen)).fold(0.0, f64::max)
    }

    /// The plain greedy method: every candidate is looked at in every round.
    fn plain(problem: &CoverProblem, count: usize) -> Vec<usize> {
        let mut covered = vec![false; problem.weights.len()];
        let mut limits = GroupLimits::new(problem.per_group);
        let mut chosen = Vec::new();
        while chosen.len() < count {
            let free = (0..problem.sets.len()).filter(|c| !chosen.contains(c) && !limits.is_full(problem.group(*c)));
            let gains = free.map(|c| (problem.gain(c, &covered), Reverse(c)));
            let Some((gain, Reverse(best))) = gains.max().filter(|(gain, _)| gain.elements > 0) else { break };
            problem.choose(best, gain, &mut covered);
            limits.take(problem.group(best));
            chosen.push(best);
        }
        chosen
    }

    prop_compose! {
        fn problems()(
            weights in prop::collection::vec(0.0..100.0f64, 1..12),
            sets in prop::collection::vec(prop::collection::btree_set(0u32..12, 0..6), 1..10),
            groups in prop::collection::vec(prop::option::of(0u32..3), 0..10),
            per_group in prop::option::of(1usize..3),
        ) -> CoverProblem {
            let elements = u32::try_from(weights.len()).unwrap();
            let sets = sets.into_iter().map(|set| set.into_iter().filter(|e| *e < elements).collect()).collect();
            CoverProblem { weights, sets, groups, per_group }
        }
    }

    proptest! {
        #[test]
        fn lazy_and_plain_evaluation_choose_the_same(problem in problems(), count in 0usize..6) {
            let lazy: Vec<usize> =
                problem.choose_greedily(count).steps.iter().map(|step| step.candidate).collect();
            prop_assert_eq!(lazy, plain(&problem, count));
        }

        #[test]
        fn the_choice_is_never_below_its_proved_share_of_the_best(problem in problems(), count in 1usize..6) {
            let plan = problem.choose_greedily(count);
            let found: f64 = plan.steps.iter().map(|step| step.gain.weight).sum();
            let best = exact(&problem, count);
            let proved = if problem.per_group.is_some() { GREEDY_SHARE_LIMITED } else { GREEDY_SHARE };
            prop_assert!(found + 1e-9 >= proved * best, "{found} of {best}");
            prop_assert!(plan.upper_bound + 1e-9 >= best, "bound {} below {best}", plan.upper_bound);
            let share = plan.share_of_best.unwrap_or(1.0);
            prop_assert!(found + 1e-9 >= share * best, "{found} is not {share} of {best}");
        }

        #[test]
        fn what_is_told_of_each_step_is_what_it_adds(problem in problems(), count in 0usize..6) {
            let plan = problem.choose_greedily(count);
            let mut chosen = Vec::new();
            for step in &plan.steps {
                let before = weight_of(&problem, &chosen);
                chosen.push(step.candidate);
                prop_assert!((weight_of(&problem, &chosen) - before - step.gain.weight).abs() < 1e-6);
                prop_assert_eq!(step.covered.len(), step.gain.elements as usize);
            }
            let gains: Vec<f64> = plan.steps.iter().map(|step| step.gain.weight).collect();
            prop_assert!(problem.per_group.is_some() || gains.is_sorted_by(|a, b| a >= b));
        }
    }
}
