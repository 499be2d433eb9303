//! The clock of the service: everything that asks for the time asks it.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::domain::kyiv;

/// Where the time comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    Machine,
    /// Always the same moment, for what has to be made again as it was then.
    Stopped(DateTime<Utc>),
}

impl Clock {
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::Machine => Utc::now(),
            Self::Stopped(at) => at,
        }
    }

    /// Date and time in Kyiv.
    #[must_use]
    pub fn kyiv_time(self) -> NaiveDateTime {
        kyiv::time(self.now())
    }

    /// Today's date in Kyiv.
    #[must_use]
    pub fn today(self) -> NaiveDate {
        kyiv::date(self.now())
    }
}
