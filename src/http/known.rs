//! The state of knowledge a request asks about: `known`, an entry of the journal, a moment, or a day.

use chrono::{DateTime, Utc};

use super::Failure;
use crate::domain::{KnownAt, Message, kyiv};
use crate::live::KnownError;
use crate::registry::Records;

/// What may stand in the parameter.
const EXPECTED: Message = Message::new("expected-param-known");

/// A state of knowledge that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The last entry of the journal that counts; 0 before the first.
    pub entry: u64,
    /// The moment asked for, or that of the entry.
    pub at: Option<DateTime<Utc>>,
}

impl Known {
    /// Reads the parameter, on the journal as the records in view know it.
    ///
    /// # Errors
    /// It is no state of knowledge, lies in the future, or names an entry that is not there.
    pub fn read(text: &str, records: &Records, now: DateTime<Utc>) -> Result<Self, Failure> {
        let wrong = || Failure::bad_parameter("known", text, EXPECTED);
        // A plus that was not encoded arrives as a space.
        let parsed = KnownAt::parse(text).or_else(|| KnownAt::parse(&text.replace(' ', "+")));
        match parsed.ok_or_else(wrong)? {
            KnownAt::Entry(entry) if entry > records.version => Err(Failure::no_such("known", text, EXPECTED)),
            KnownAt::Entry(entry) => {
                let source = u32::try_from(entry).ok().and_then(|id| records.source(id));
                Ok(Self { entry, at: source.map(|source| source.at) })
            }
            // The day itself may still be going on.
            KnownAt::Moment(at) if kyiv::date(at) > kyiv::date(now) => Err(wrong()),
            KnownAt::Moment(at) => Ok(Self { entry: records.entry_at(at), at: Some(at) }),
        }
    }
}

impl From<KnownError> for Failure {
    fn from(error: KnownError) -> Self {
        match error {
            KnownError::NoSuchEntry(entry) => Self::no_such("known", &entry.to_string(), EXPECTED),
            KnownError::Busy => Self::busy(),
            KnownError::Store(error) => Self::internal(&error),
        }
    }
}
