//! The rules as data: indicators, checklists, equipment types, measures, groups; read from `data/`.

/// Everything the region or the law decides that is not a dated table.
#[derive(Clone, Debug, Default)]
pub struct Rulebook {}
