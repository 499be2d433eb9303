//! The nouns of the registry and their laws: codes, periods, kinds, answers, conditions. No I/O, no web, no SQL.

pub mod answer;
pub mod collation;
pub mod condition;
mod condition_words;
pub mod degrees;
pub mod facts;
pub mod feature;
pub mod hex;
pub mod hours;
pub mod known;
pub mod kyiv;
pub mod latin;
pub mod message;
pub mod outline;
pub mod period;
pub mod person;
pub mod point;
pub mod resolution;
pub mod rows;
pub mod territory;
#[cfg(test)]
pub mod testing;
pub mod text;
pub mod timeline;
pub mod totp;
pub mod truth;
pub mod words;

pub use answer::Answer;
pub use collation::{CollationKey, collation_key, compare_names};
pub use condition::Condition;
pub use facts::{Fact, FactName, HromadaClass, HromadaKind, TerritoryStatus};
pub use hex::hex;
pub use known::KnownAt;
pub use message::{Argument, Message};
pub use period::{Period, looks_like_date, parse_date, parse_day};
pub use point::{PointKind, PointStatus, Precision};
pub use territory::{Category, TerritoryCode};
pub use text::{TextFault, TextRule};
pub use truth::Truth;
pub use words::Word;
