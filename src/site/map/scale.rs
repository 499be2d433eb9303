//! Classes of values for shading: nothing apart, the rest in up to five classes of about equally many.

/// Most classes above zero.
const CLASSES: usize = 5;

/// How a shape is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// Hatched: not known.
    Unknown,
    /// `m0` (nothing) to `m5` (most).
    Class(u8),
}

impl Shade {
    /// The CSS class.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Unknown => "mu",
            Self::Class(0) => "m0",
            Self::Class(1) => "m1",
            Self::Class(2) => "m2",
            Self::Class(3) => "m3",
            Self::Class(4) => "m4",
            Self::Class(_) => "m5",
        }
    }
}

/// One class with the least and the greatest value in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    pub shade: Shade,
    pub low: f64,
    pub high: f64,
}

/// Classes for the values of one map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scale {
    /// Rising; the class of zero first where there is one.
    pub classes: Vec<Class>,
    pub has_unknown: bool,
}

impl Scale {
    /// Quantiles of the positive values; values that are shown alike are never in different classes.
    pub fn quantiles(values: impl IntoIterator<Item = Option<f64>>, shown: impl Fn(f64) -> String) -> Self {
        let all: Vec<Option<f64>> = values.into_iter().map(|value| value.filter(|v| v.is_finite())).collect();
        let has_unknown = all.iter().any(Option::is_none);
        let mut known: Vec<f64> = all.into_iter().flatten().collect();
        known.sort_by(f64::total_cmp);
        let nothing = shown(0.0);
        let zeros = known.iter().take_while(|value| **value <= 0.0 || shown(**value) == nothing).count();
        let (zeros, positive) = known.split_at_checked(zeros).unwrap_or_default();
        let zero = zeros.last().map(|high| Class { shade: Shade::Class(0), low: 0.0, high: high.max(0.0) });
        Self { classes: zero.into_iter().chain(groups(positive, shown)).collect(), has_unknown }
    }

    /// How a value is shaded.
    #[must_use]
    pub fn shade(&self, value: Option<f64>) -> Shade {
        let Some(value) = value.filter(|value| value.is_finite()) else { return Shade::Unknown };
        let class = self.classes.iter().find(|class| value <= class.high).or(self.classes.last());
        class.map_or(Shade::Class(0), |class| class.shade)
    }
}

/// Cuts sorted values into classes.
fn groups(sorted: &[f64], shown: impl Fn(f64) -> String) -> Vec<Class> {
    let greatest_alike = |at: usize| {
        let words = shown(*sorted.get(at)?);
        sorted.get(at..)?.iter().take_while(|value| shown(**value) == words).last().copied()
    };
    let tops = (1..=CLASSES).map(|k| (sorted.len() * k).div_ceil(CLASSES).saturating_sub(1));
    let mut tops: Vec<f64> = tops.filter_map(greatest_alike).collect();
    tops.dedup();
    let shades = shades(tops.len());
    let mut low = sorted.first().copied().unwrap_or_default();
    let mut found = Vec::new();
    for (high, shade) in tops.into_iter().zip(shades) {
        found.push(Class { shade: Shade::Class(*shade), low, high });
        low = sorted.get(sorted.partition_point(|value| *value <= high)).copied().unwrap_or(high);
    }
    found
}

/// Fewer classes are spread over the whole range of shades.
const fn shades(count: usize) -> &'static [u8] {
    match count {
        0 => &[],
        1 => &[3],
        2 => &[2, 4],
        3 => &[1, 3, 5],
        4 => &[1, 2, 4, 5],
        _ => &[1, 2, 3, 4, 5],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(value: f64) -> String {
        format!("{value:.0}")
    }

    fn bounds(scale: &Scale) -> Vec<(f64, f64)> {
        scale.classes.iter().map(|class| (class.low, class.high)).collect()
    }

    #[test]
    fn nothing_is_a_class_of_its_own_and_unknown_is_none() {
        let scale = Scale::quantiles([Some(0.0), Some(1.0), Some(2.0), None], whole);
        assert_eq!(bounds(&scale), [(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]);
        assert!(scale.has_unknown);
        assert_eq!(scale.shade(Some(0.0)), Shade::Class(0));
        assert_eq!(scale.shade(None), Shade::Unknown);
        assert_eq!(scale.shade(Some(f64::NAN)), Shade::Unknown);
    }

    #[test]
    fn classes_hold_about_equally_many_and_say_what_they_hold() {
        let scale = Scale::quantiles((1..=100).map(|value| Some(f64::from(value))), whole);
        assert_eq!(bounds(&scale), [(1.0, 20.0), (21.0, 40.0), (41.0, 60.0), (61.0, 80.0), (81.0, 100.0)]);
        assert_eq!(scale.shade(Some(20.5)), Shade::Class(2));
    }

    #[test]
    fn equal_values_are_never_parted() {
        let scale = Scale::quantiles([1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 9.0].map(Some), whole);
        assert_eq!(bounds(&scale), [(1.0, 1.0), (2.0, 2.0), (9.0, 9.0)]);
        assert_eq!(Scale::quantiles([], whole).classes, []);
    }

    #[test]
    fn classes_that_would_be_written_alike_are_one() {
        let scale = Scale::quantiles([0.01, 1.0, 24.98, 25.02, 49.9, 50.1].map(Some), whole);
        let told: Vec<(String, String)> =
            scale.classes.iter().map(|class| (whole(class.low), whole(class.high))).collect();
        assert!(told.windows(2).all(|pair| pair[0].1 != pair[1].0), "{told:?}");
        assert_eq!(scale.shade(Some(24.98)), scale.shade(Some(25.02)));
        assert_eq!(scale.shade(Some(0.01)), Shade::Class(0));
    }
}
