//! Access points: their kinds, statuses and how exactly their place is known.

use crate::domain::facts::word_enum;

word_enum! {
    /// The four kinds of access point.
    PointKind {
        /// ЦНАП, the centre itself.
        Cnap = "cnap" ("ЦНАП", "центр надання адміністративних послуг"),
        /// Територіальний підрозділ.
        Tp = "tp" ("територіальний підрозділ", "територіальний підрозділ ЦНАП", "ТП"),
        /// Віддалене робоче місце.
        Vrm = "vrm" ("віддалене робоче місце", "віддалене робоче місце адміністратора", "ВРМ"),
        /// Мобільний ЦНАП, мобільний кейс.
        Mobile = "mobile" ("мобільний ЦНАП", "мобільний", "мобільний кейс"),
    }
}

word_enum! {
    /// What a row says of a point over its period.
    PointStatus {
        Active = "active" ("діє", "діючий", "працює"),
        Suspended = "suspended" (
            "призупинено",
            "тимчасово призупинено",
            "тимчасово закрито",
            "тимчасово закритий",
            "тимчасово не працює",
        ),
        /// How the period ended; before its end the point counts as active.
        Closed = "closed" ("закрито", "закритий", "закрито назавжди", "закритий назавжди"),
    }
}

word_enum! {
    /// How exactly the coordinates of a point are known.
    Precision {
        Address = "address" ("за адресою", "адреса"),
        Settlement = "settlement" ("центр населеного пункту", "населений пункт"),
        Hromada = "hromada" ("центр громади", "громада"),
        Unknown = "unknown" ("невідомо", "точність невідома"),
    }
}
