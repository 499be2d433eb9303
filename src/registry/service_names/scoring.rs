//! How well a name fits a service, and how sure that is.

use super::likeness::{NumberedPhrase, WeighedPhrase};
use super::phrase::Phrase;

/// What a fit keeps where another thing is done, or where only one of the two tells of a change.
const OTHER_DEED: f64 = 0.82;
const OTHER_CHANGE: f64 = 0.88;
/// A name of which less than this is told by the service is doubted.
const LEAST_TOLD: f64 = 0.5;
/// How much the words of a name must tell together: «Видача довідки» may be many things.
const TELLS_ENOUGH: f64 = 6.0;
/// A lead over the next service that leaves no doubt.
const CLEAR_LEAD: f64 = 0.3;

/// How well a service fits a name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fit {
    /// 0 to 1.
    pub score: f64,
    /// The part of the name that the service's name tells.
    pub told: f64,
    /// The part of the service's name that the name tells.
    pub whole: f64,
}

impl Fit {
    /// Compares a name with one name of a service; `same` where the texts are the same.
    pub fn of_phrases(asked: &WeighedPhrase, name: &NumberedPhrase, same: bool) -> Self {
        if same {
            return Self { score: 1.0, told: 1.0, whole: 1.0 };
        }
        let (mut told, mut met) = (0.0, 0.0);
        for word in &asked.words {
            let like = |(number, weight): &(usize, f64)| (word.like.get(*number).copied().unwrap_or_default(), *weight);
            let best = name.words.iter().map(like).max_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((like, weight)) = best {
                told += word.weight * like;
                met += weight * like;
            }
        }
        let asked_weight = asked.tells();
        let name_weight: f64 = name.words.iter().map(|(_, weight)| weight).sum();
        if told <= 0.0 || asked_weight <= 0.0 || name_weight <= 0.0 {
            return Self::default();
        }
        let (told, whole) = (told / asked_weight, (met / name_weight).min(1.0));
        let mean = 2.0 * told * whole / (told + whole);
        let score = mean.max(0.62 * told + 0.38 * whole) * agreement(&asked.phrase, &name.phrase);
        Self { score, told, whole }
    }
}

/// What is left of a fit where the names tell of different deeds.
fn agreement(asked: &Phrase, name: &Phrase) -> f64 {
    let other_deed = asked.permission.zip(name.permission).is_some_and(|(a, b)| a != b);
    let permission = if other_deed { OTHER_DEED } else { 1.0 };
    if asked.tells_change == name.tells_change { permission } else { permission * OTHER_CHANGE }
}

/// How sure it is that the best of the fits, which come in order, is meant by a name.
pub fn confidence(fits: &[(usize, Fit)], asked: &WeighedPhrase) -> f64 {
    let Some((_, best)) = fits.first() else { return 0.0 };
    let next = fits.get(1).map_or(0.0, |(_, fit)| fit.score);
    if best.score >= 1.0 && next < 1.0 {
        return 1.0;
    }
    let lead = if best.score > 0.0 { (best.score - next) / best.score } else { 0.0 };
    let sure = 0.5 * best.score + 0.2 * best.told + 0.3 * (lead / CLEAR_LEAD).min(1.0);
    let doubted = if best.told < LEAST_TOLD { sure * (0.75 + 0.5 * best.told) } else { sure };
    doubted.min(0.99) * (asked.tells() / TELLS_ENOUGH).min(1.0)
}
