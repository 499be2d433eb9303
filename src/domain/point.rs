//! Access points: their kinds, statuses and how exactly their place is known.

use crate::domain::facts::word_enum;

word_enum! {
    /// The four kinds of access point.
    PointKind {
        /// ЦНАП, the centre itself.
        Cnap = "cnap",
        /// Територіальний підрозділ.
        Tp = "tp",
        /// Віддалене робоче місце.
        Vrm = "vrm",
        /// Мобільний ЦНАП, мобільний кейс.
        Mobile = "mobile",
    }
}

word_enum! {
    /// What a row says of a point over its period.
    PointStatus {
        Active = "active",
        Suspended = "suspended",
        /// How the period ended; before its end the point counts as active.
        Closed = "closed",
    }
}

word_enum! {
    /// How exactly the coordinates of a point are known.
    Precision {
        Address = "address",
        Settlement = "settlement",
        Hromada = "hromada",
        Unknown = "unknown",
    }
}
