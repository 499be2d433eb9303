//! Who acts, and what each may do: the one place of permission. What is not listed is refused.

use super::Refusal;

/// Who carries out an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody with the machine's command line, and so with the database.
    CommandLine,
    /// The product itself: loading the demonstration region.
    Product,
    /// A visitor without an account.
    Visitor,
}

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Import,
    Undo,
    PreviewList,
    Backup,
    Restore,
}

impl Actor {
    /// Name in the journal.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::CommandLine => "command line",
            Self::Product => "cnap",
            Self::Visitor => "visitor",
        }
    }

    /// Lets the deed pass or refuses it.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anything not listed here.
    pub fn may(&self, deed: Deed) -> Result<(), Refusal> {
        let allowed = match deed {
            Deed::Import => matches!(self, Self::CommandLine | Self::Product),
            Deed::Undo | Deed::Backup | Deed::Restore => matches!(self, Self::CommandLine),
            Deed::PreviewList => true,
        };
        if allowed { Ok(()) } else { Err(Refusal::Forbidden(format!("{} may not {deed:?}", self.name()))) }
    }
}
