//! What a request for pooled gaps asks for: which gaps, in what order, and which indicator is to be lifted.

use super::read_parameters::word_list;
use super::{Failure, RequestContext};
use crate::compliance::Judgement;
use crate::compliance::gap_needs::{GapSort, Need};
use crate::compliance::gap_order::Purchase;
use crate::compliance::indicator::is_lifted;
use crate::compliance::pooled_gaps::GapFilter;
use crate::domain::rows::ListClass;
use crate::rulebook::Indicator;

/// The indicator lifted where none is named.
const OVERALL: &str = "overall-compliance";
/// Steps told where their number is not asked for.
pub const FEW_STEPS: usize = 3;
/// Most steps one may ask for.
pub const MAX_STEPS: u8 = 20;

impl GapFilter {
    /// Reads `group`, `class`, `purchase`, `raion` and `need`.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub fn read(view: &RequestContext) -> Result<Self, Failure> {
        let rules = &view.registry.records.rules;
        let groups = rules.groups.iter().map(|group| group.id.as_str()).collect::<Vec<_>>().join(" | ");
        let group = |id: &str| rules.group(id).map(|group| group.id.clone());
        Ok(Self {
            groups: view.list("group", &groups, group)?,
            classes: word_list!(view, "class", ListClass)?,
            purchases: word_list!(view, "purchase", Purchase)?,
            raions: view.codes("raion")?,
            needs: word_list!(view, "need", Need)?,
        })
    }
}

/// Reads `sort`: the column by which the worst stands first.
///
/// # Errors
/// There is no such column.
pub fn sort(view: &RequestContext) -> Result<GapSort, Failure> {
    let expected = GapSort::ALL.iter().map(|sort| sort.word()).collect::<Vec<_>>().join(" | ");
    Ok(view.parsed("sort", &expected, GapSort::parse)?.unwrap_or(GapSort::Points))
}

/// Reads `lift`: an indicator that services can lift.
///
/// # Errors
/// There is no such indicator, or it rests on something else.
pub fn lifted<'a>(view: &RequestContext, audit: &'a Judgement) -> Result<&'a Indicator, Failure> {
    let id = view.param("lift").unwrap_or(OVERALL);
    let found = audit.rules().indicator(id).filter(|indicator| is_lifted(indicator));
    found.ok_or_else(|| {
        let known = audit.rules().indicators.iter().filter(|indicator| is_lifted(indicator));
        let expected = known.map(|indicator| indicator.id.as_str()).collect::<Vec<_>>().join(" | ");
        Failure::bad_parameter("lift", id, &expected)
    })
}

/// Reads `steps`.
///
/// # Errors
/// No number, or too many.
pub fn steps(view: &RequestContext) -> Result<usize, Failure> {
    let read = |text: &str| text.parse().ok().filter(|steps| (1..=usize::from(MAX_STEPS)).contains(steps));
    Ok(view.parsed("steps", &format!("1…{MAX_STEPS}"), read)?.unwrap_or(FEW_STEPS))
}
