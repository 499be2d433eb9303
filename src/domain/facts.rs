//! Facts of a hromada which the mandatory lists depend on.

use super::{Truth, Word as _};

/// An enum whose variants are written as fixed words in tables and in the API; in brackets what a Ukrainian may write
/// in a table instead, the first word being the one to show.
macro_rules! word_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal $(($($uk:literal),+ $(,)?))?),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every value in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in tables and in the API.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Reads the word; letter case and spaces around are forgiven.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let word = text.trim().to_lowercase();
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }

        impl $crate::domain::Word for $name {
            const EVERY: &'static [Self] = Self::ALL;

            fn key(self) -> &'static str {
                self.word()
            }

            fn names(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($($uk),+)?]),+ }
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}
pub(crate) use word_enum;

word_enum! {
    /// Names of the facts.
    FactName {
        Population = "population" ("населення", "чисельність населення"),
        DmsUnit = "dms_unit" ("підрозділ ДМС"),
        MvsCentre = "mvs_centre" ("сервісний центр МВС"),
        Class = "class" ("клас для обов'язкового переліку", "клас", "клас громади"),
        TerritoryStatus = "territory_status" ("статус території"),
    }
}

word_enum! {
    /// The class that decides which set a centre owes.
    HromadaClass {
        Rural = "rural" ("сільська", "сільська громада"),
        Settlement = "settlement" ("селищна", "селищна громада"),
        Urban = "urban" ("міська", "міська громада"),
        RaionCentre = "raion_centre" ("адміністративний центр району", "райцентр"),
        OblastCity = "oblast_city" ("місто обласного значення", "місто (колишнього) обласного значення"),
    }
}

word_enum! {
    /// Type of hromada in the hromada table (сільська, селищна, міська); not a class.
    HromadaKind {
        Rural = "rural" ("сільська", "сільська громада"),
        Settlement = "settlement" ("селищна", "селищна громада"),
        Urban = "urban" ("міська", "міська громада"),
    }
}

word_enum! {
    /// Whether a territory is left out of denominators.
    TerritoryStatus {
        Ordinary = "ordinary" ("звичайний", "звичайна"),
        Hostilities = "hostilities" ("активні бойові дії", "бойові дії"),
        Occupied = "occupied" ("тимчасова окупація", "тимчасово окупована", "окупація", "окупована"),
    }
}

/// One stated value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// People, whole number.
    Population(u32),
    /// Whether a unit of the State Migration Service works in the hromada.
    DmsUnit(bool),
    /// Whether a service centre of the Interior Ministry works in the hromada.
    MvsCentre(bool),
    Class(HromadaClass),
    TerritoryStatus(TerritoryStatus),
}

impl Fact {
    /// Reads the value of a fact in either language; booleans as [`parse_bool`] does.
    #[must_use]
    pub fn parse(name: FactName, value: &str) -> Option<Self> {
        Some(match name {
            FactName::Population => Self::Population(parse_people(value)?),
            FactName::DmsUnit => Self::DmsUnit(parse_bool(value)?),
            FactName::MvsCentre => Self::MvsCentre(parse_bool(value)?),
            FactName::Class => Self::Class(HromadaClass::read(value)?),
            FactName::TerritoryStatus => Self::TerritoryStatus(TerritoryStatus::read(value)?),
        })
    }

    #[must_use]
    pub const fn name(self) -> FactName {
        match self {
            Self::Population(_) => FactName::Population,
            Self::DmsUnit(_) => FactName::DmsUnit,
            Self::MvsCentre(_) => FactName::MvsCentre,
            Self::Class(_) => FactName::Class,
            Self::TerritoryStatus(_) => FactName::TerritoryStatus,
        }
    }

    /// The value as it is written in tables.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Population(people) => people.to_string(),
            Self::DmsUnit(yes) | Self::MvsCentre(yes) => String::from(if yes { "yes" } else { "no" }),
            Self::Class(class) => class.to_string(),
            Self::TerritoryStatus(status) => status.to_string(),
        }
    }
}

/// Reads a whole number of people; spaces between thousands are forgiven.
#[must_use]
pub fn parse_people(text: &str) -> Option<u32> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    digits.strip_suffix(".0").or(digits.strip_suffix(",0")).unwrap_or(&digits).parse().ok()
}

/// What a column of yes or no may hold.
pub const BOOLEANS: &str = "yes (так) або no (ні)";

/// Reads `yes/no`, `так/ні`, `працює/не працює`, `1/0`, and what a spreadsheet makes of them: `true/false`,
/// `істина/хибність`.
#[must_use]
pub fn parse_bool(text: &str) -> Option<bool> {
    match super::words::normalize_words(text).as_str() {
        "yes" | "true" | "так" | "1" | "істина" | "працює" | "є" => Some(true),
        "no" | "false" | "ні" | "0" | "хибність" | "не працює" | "немає" => Some(false),
        _ => None,
    }
}

/// What is known of a hromada on a day; an absent fact is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HromadaFacts {
    pub population: Option<u32>,
    pub dms_unit: Option<bool>,
    pub mvs_centre: Option<bool>,
    pub class: Option<HromadaClass>,
    pub territory_status: Option<TerritoryStatus>,
}

impl HromadaFacts {
    /// Puts a stated fact in its place.
    pub const fn set(&mut self, fact: Fact) {
        match fact {
            Fact::Population(people) => self.population = Some(people),
            Fact::DmsUnit(yes) => self.dms_unit = Some(yes),
            Fact::MvsCentre(yes) => self.mvs_centre = Some(yes),
            Fact::Class(class) => self.class = Some(class),
            Fact::TerritoryStatus(status) => self.territory_status = Some(status),
        }
    }

    /// Truth of a yes/no fact.
    #[must_use]
    pub fn truth(&self, name: FactName) -> Truth {
        match name {
            FactName::DmsUnit => Truth::from_option(self.dms_unit),
            FactName::MvsCentre => Truth::from_option(self.mvs_centre),
            _ => Truth::Unknown,
        }
    }
}
