//! Small plots as inline SVG: a trend over periods, a bar of shares.

use std::fmt::Write;

use maud::{Markup, html};

/// Width and height of a trend, and the place of its axes, in units.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 150.0;
const LEFT: f64 = 42.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 24.0;
/// Most labels below the axis.
const LABELS: usize = 3;

/// A share over time.
#[derive(Clone, Debug, Default)]
pub struct Trend<'a> {
    /// What is shown.
    pub title: &'a str,
    /// The same in a sentence: first, last, target.
    pub description: &'a str,
    /// Period and share of one, in order; `None` leaves a gap: not known.
    pub points: &'a [(String, Option<f64>)],
    pub target: Option<f64>,
}

/// A line with a dot for each period, a dashed line for the target and gaps where nothing is known.
#[must_use]
pub fn trend(plot: &Trend<'_>) -> Markup {
    let spots = chart_points(plot.points);
    let x = |index: usize| across(index, plot.points.len());
    let every = plot.points.len().div_ceil(LABELS).max(1);
    let labels = plot.points.iter().enumerate().filter(|(i, _)| (plot.points.len() - 1 - i).is_multiple_of(every));
    html! {
        svg.plot viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(plot.title) {
            title { (plot.title) }
            desc { (plot.description) }
            @for share in [0.0, 0.5, 1.0] {
                path.grid d=(format!("M{LEFT} {:.1}H{}", y_of_share(share), WIDTH - RIGHT)) {}
                text.y x=(LEFT - 6.0) y=(format!("{:.1}", y_of_share(share) + 4.0)) text-anchor="end" { (share * 100.0) "%" }
            }
            @for (index, (label, _)) in labels {
                text.x x=(format!("{:.1}", x(index))) y=(HEIGHT - 6.0) text-anchor=(anchor(index, plot.points.len())) { (label) }
            }
            @if let Some(target) = plot.target {
                path.target d=(format!("M{LEFT} {:.1}H{}", y_of_share(target), WIDTH - RIGHT)) {}
            }
            path.line d=(line(&spots)) {}
            @for (x, y) in spots.iter().flatten() {
                circle.dot cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="3" {}
            }
        }
    }
}

/// The line alone, to stand in a row of a table.
#[must_use]
pub fn spark(plot: &Trend<'_>) -> Markup {
    let spots = chart_points(plot.points);
    html! {
        svg.spark viewBox=(format!("{} {} {} {}", LEFT - 6.0, TOP - 6.0, WIDTH - LEFT - RIGHT + 12.0, HEIGHT - TOP - BOTTOM + 12.0))
            role="img" aria-label=(plot.title) {
            title { (plot.title) }
            desc { (plot.description) }
            @if let Some(target) = plot.target {
                path.target d=(format!("M{LEFT} {:.1}H{}", y_of_share(target), WIDTH - RIGHT)) {}
            }
            path.line d=(line(&spots)) {}
            @if let Some((x, y)) = spots.iter().flatten().last() {
                circle.dot cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="9" {}
            }
        }
    }
}

type ChartPoint = (f64, f64);

fn chart_points(points: &[(String, Option<f64>)]) -> Vec<Option<ChartPoint>> {
    let known = |(index, (_, share)): (usize, &(String, Option<f64>))| {
        share.filter(|share| share.is_finite()).map(|share| (across(index, points.len()), y_of_share(share)))
    };
    points.iter().enumerate().map(known).collect()
}

fn across(index: usize, count: usize) -> f64 {
    let steps = count.saturating_sub(1).max(1);
    LEFT + 4.0 + (WIDTH - LEFT - RIGHT - 8.0) * index as f64 / steps as f64
}

fn y_of_share(share: f64) -> f64 {
    TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - share.clamp(0.0, 1.0))
}

const fn anchor(index: usize, count: usize) -> &'static str {
    match index {
        0 => "start",
        _ if index + 1 == count => "end",
        _ => "middle",
    }
}

/// Joins neighbours; a gap begins a new line.
fn line(spots: &[Option<ChartPoint>]) -> String {
    let mut path = String::new();
    let mut joined = false;
    for spot in spots {
        if let Some((x, y)) = spot {
            // Writing to a string cannot fail.
            let _ = write!(path, "{}{x:.1} {y:.1}", if joined { "L" } else { "M" });
        }
        joined = spot.is_some();
    }
    path
}

/// How many of a whole fulfil something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub yes: u32,
    pub unknown: u32,
    pub no: u32,
}

/// A bar of yes, unknown (striped) and no; `title` says the numbers in words.
#[must_use]
pub fn bar(title: &str, parts: Parts) -> Markup {
    let total = f64::from(parts.yes) + f64::from(parts.unknown) + f64::from(parts.no);
    let wide = |count: u32| if total > 0.0 { f64::from(count) / total * 100.0 } else { 0.0 };
    let (yes, unknown) = (wide(parts.yes), wide(parts.unknown));
    html! {
        svg.strip viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label=(title) {
            title { (title) }
            (part("part-yes", 0.0, yes))
            (part("part-unknown", yes, unknown))
            @if unknown > 0.0 { path.stripes d=(stripes(yes, unknown)) {} }
            (part("part-no", yes + unknown, wide(parts.no)))
        }
    }
}

fn part(class: &str, from: f64, wide: f64) -> Markup {
    html! {
        @if wide > 0.0 {
            rect class=(class) x=(format!("{from:.2}")) y="0" width=(format!("{wide:.2}")) height="8" {}
        }
    }
}

/// Upright lines over the unknown part: it must be told from the others without colour.
fn stripes(from: f64, wide: f64) -> String {
    let mut path = String::new();
    let mut x = from + 0.75;
    while x < from + wide {
        let _ = write!(path, "M{x:.2} 0v8");
        x += 1.5;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quarters(shares: &[Option<f64>]) -> Vec<(String, Option<f64>)> {
        shares.iter().enumerate().map(|(i, share)| (format!("2023 Q{}", i + 1), *share)).collect()
    }

    #[test]
    fn an_unknown_quarter_leaves_a_gap() {
        let points = quarters(&[Some(0.1), Some(0.2), None, Some(0.4)]);
        let svg = trend(&Trend { title: "Т", description: "О", points: &points, target: Some(0.5) }).into_string();
        let line = svg.split("class=\"line\" d=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!((line.matches('M').count(), line.matches('L').count()), (2, 1));
        assert_eq!(svg.matches("<circle").count(), 3);
        assert!(svg.contains("class=\"target\"") && svg.contains("<desc>О</desc>") && !svg.contains("style="));
    }

    #[test]
    fn nothing_and_impossible_numbers_are_drawn_without_harm() {
        for shares in [&[][..], &[None], &[Some(f64::NAN)], &[Some(7.0), Some(-1.0)]] {
            let points = quarters(shares);
            let plot = Trend { points: &points, ..Trend::default() };
            assert!(!trend(&plot).into_string().contains("NaN"));
            assert!(!spark(&plot).into_string().contains("NaN"));
        }
    }

    #[test]
    fn the_parts_of_a_bar_fill_it_and_an_empty_bar_has_none() {
        let svg = bar("3 з 10, про 2 не відомо", Parts { yes: 3, unknown: 2, no: 5 }).into_string();
        assert!(svg.contains("width=\"30.00\"") && svg.contains("width=\"20.00\"") && svg.contains("width=\"50.00\""));
        assert!(svg.contains("class=\"stripes\""));
        assert!(!bar("", Parts::default()).into_string().contains("<rect"));
    }
}
