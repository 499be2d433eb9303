//! KATOTTG codes and categories of the tree of Ukraine's territories.

use std::fmt;

use serde::{Serialize, Serializer};

use super::Word;
use super::words::normalize_words;

/// A KATOTTG code: `UA` and 17 digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TerritoryCode([u8; 19]);

/// The text is not `UA` and 17 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a KATOTTG code is «UA» and 17 digits")]
pub struct NotACode;

impl TerritoryCode {
    /// Reads a code; spaces around it are forgiven.
    ///
    /// # Errors
    /// Anything that is not `UA` and 17 digits.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let bytes: [u8; 19] = text.trim().as_bytes().try_into().map_err(|_| NotACode)?;
        let valid = bytes.starts_with(b"UA") && bytes.iter().skip(2).all(u8::is_ascii_digit);
        if valid { Ok(Self(bytes)) } else { Err(NotACode) }
    }

    /// True of places of Crimea and Sevastopol, which official totals leave out.
    #[must_use]
    pub fn is_crimean(&self) -> bool {
        self.0.starts_with(b"UA01") || self.0.starts_with(b"UA85")
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for TerritoryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for TerritoryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for TerritoryCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// What a place of the tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    Oblast,
    SpecialCity,
    Raion,
    Hromada,
    City,
    SettlementType,
    Village,
    CityDistrict,
}

impl Category {
    /// Reads the codifier's letter (O, K, P, H, M, X or the older T, C, B), Latin or a look-alike Cyrillic one.
    #[must_use]
    pub fn parse(letter: &str) -> Option<Self> {
        Some(match letter.trim() {
            "O" | "О" => Self::Oblast,
            "K" | "К" => Self::SpecialCity,
            "P" | "Р" => Self::Raion,
            "H" | "Н" => Self::Hromada,
            "M" | "М" => Self::City,
            "X" | "Х" | "T" | "Т" => Self::SettlementType,
            "C" | "С" => Self::Village,
            "B" | "В" => Self::CityDistrict,
            _ => return None,
        })
    }

    /// The codifier's Latin letter.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Oblast => "O",
            Self::SpecialCity => "K",
            Self::Raion => "P",
            Self::Hromada => "H",
            Self::City => "M",
            Self::SettlementType => "X",
            Self::Village => "C",
            Self::CityDistrict => "B",
        }
    }

    /// True for a city, a settlement or a village.
    #[must_use]
    pub const fn is_settlement(self) -> bool {
        matches!(self, Self::City | Self::SettlementType | Self::Village)
    }

    /// True for a settlement, and for a city with special status, which is none in the codifier.
    #[must_use]
    pub const fn is_settlement_or_city(self) -> bool {
        self.is_settlement() || matches!(self, Self::SpecialCity)
    }

    /// True for the first level: an oblast, the Autonomous Republic or a city with special status.
    #[must_use]
    pub const fn is_first_level(self) -> bool {
        matches!(self, Self::Oblast | Self::SpecialCity)
    }

    /// True when a place of this category may stand directly below `parent` in the codifier.
    #[must_use]
    pub const fn may_stand_in(self, parent: Self) -> bool {
        match self {
            Self::Oblast | Self::SpecialCity => false,
            Self::Raion => matches!(parent, Self::Oblast),
            Self::Hromada => matches!(parent, Self::Raion | Self::Oblast),
            // Two cities of the exclusion zone stand directly below their oblast.
            Self::City => matches!(parent, Self::Hromada | Self::SpecialCity | Self::Oblast),
            Self::SettlementType | Self::Village => matches!(parent, Self::Hromada | Self::SpecialCity),
            Self::CityDistrict => matches!(parent, Self::City | Self::SpecialCity),
        }
    }
}

impl Word for Category {
    const EVERY: &'static [Self] = &[
        Self::Oblast,
        Self::SpecialCity,
        Self::Raion,
        Self::Hromada,
        Self::City,
        Self::SettlementType,
        Self::Village,
        Self::CityDistrict,
    ];

    fn key(self) -> &'static str {
        self.letter()
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Oblast => &["область"],
            Self::SpecialCity => &["місто зі спеціальним статусом"],
            Self::Raion => &["район"],
            Self::Hromada => &["територіальна громада", "громада"],
            Self::City => &["місто"],
            Self::SettlementType => &["селище", "селище міського типу"],
            Self::Village => &["село"],
            Self::CityDistrict => &["район міста", "район у місті"],
        }
    }

    /// The codifier's letter, or a Ukrainian word.
    fn read(text: &str) -> Option<Self> {
        let word = normalize_words(text);
        let named = |value: &Self| value.names().contains(&word.as_str());
        Self::parse(text).or_else(|| Self::EVERY.iter().copied().find(named))
    }
}

impl Serialize for Category {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.letter())
    }
}
