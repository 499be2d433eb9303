//! Parts of the records that can be read on their own.

use crate::domain::facts::word_enum;

word_enum! {
    /// A part of the records, named in the journal by what an action touched.
    Part {
        Territories = "territories",
        Boundaries = "boundaries",
        Facts = "facts",
        Districts = "districts",
        Network = "network",
        Catalogue = "catalogue",
        Lists = "lists",
        Offerings = "offerings",
        Answers = "answers",
        Equipment = "equipment",
        Figures = "figures",
    }
}
