//! How the rows of each table are named and dated when they are merged.

use geo::{Area as _, BooleanOps as _, CoordsIter as _, MultiPolygon};
use sha2::{Digest, Sha256};

use super::Merge;
use crate::domain::rows::{
    AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow, PositionRow,
    ServiceRow, StepRow, TargetRow, TerritoryRow,
};
use crate::domain::{Period, hex};
use crate::formats::tables::cells;
use crate::store::BoundaryRow;

/// A table whose rows are named by a key, may belong to an owner and may hold over a period.
macro_rules! merged {
    ($row:ty, |$r:ident| $key:expr $(, of $owner:ident)? $(, over $period:ident)?) => {
        impl Merge for $row {
            fn key(&self) -> String {
                let $r = self;
                $key
            }

            fn told(&self) -> Vec<(&'static str, String)> {
                cells(self)
            }

            $(fn owner(&self) -> Option<&str> {
                Some(self.$owner.as_str())
            })?

            $(fn span(&self) -> Option<Period> {
                Some(self.$period)
            }

            fn over(&mut self, period: Period) {
                self.$period = period;
            })?
        }
    };
}

merged!(FactRow, |r| format!("{} {}", r.hromada, r.fact.name()), of hromada, over period);
merged!(PointRow, |r| r.code.clone(), of code, over period);
merged!(ServiceRow, |r| r.code.clone(), over period);
merged!(OfferingRow, |r| format!("{}\t{}", r.point, r.service), of point, over period);
merged!(EquipmentRow, |r| format!("{}\t{}\t{}", r.point, r.kind, r.funder.as_deref().unwrap_or("")), of point, over period);
merged!(DistrictRow, |r| r.code.clone());
merged!(StepRow, |r| format!("{}\t{}", r.service, r.position));
merged!(PositionRow, |r| format!("{}\t{}\t{}", r.list, r.in_force, r.service));
merged!(DeclaredRow, |r| format!("{}\t{}\t{}", r.list, r.in_force, r.class.word()));
merged!(TargetRow, |r| format!("{}\t{}\t{}\t{}", r.territory, r.indicator, r.kind.word(), r.year));
merged!(FigureRow, |r| format!("{}\t{}\t{}", r.point, r.period, r.measure), of point);

impl Merge for BoundaryRow {
    fn key(&self) -> String {
        self.code.to_string()
    }

    /// Outlines are long: the journal keeps their digest.
    fn told(&self) -> Vec<(&'static str, String)> {
        let digest = Sha256::digest(format!("{:?}", self.shape).as_bytes());
        vec![("katottg", self.code.to_string()), ("shape_sha256", hex(&digest))]
    }

    /// One place may stand in several files, in each drawn more or less closely: the closest stays.
    fn onto(&self, old: &Self) -> Self {
        if is_coarser(&self.shape, &old.shape) { old.clone() } else { self.clone() }
    }
}

/// Share of the area by which two drawings of one outline may differ.
const SAME_OUTLINE: f64 = 0.02;

/// True when `new` draws the outline of `old` with no more points.
fn is_coarser(new: &MultiPolygon<f64>, old: &MultiPolygon<f64>) -> bool {
    if new.coords_count() > old.coords_count() {
        return false;
    }
    new == old || new.xor(old).unsigned_area() <= SAME_OUTLINE * old.unsigned_area()
}

impl Merge for AnswerRow {
    fn key(&self) -> String {
        format!("{}\t{}\t{}", self.point, self.checklist, self.criterion)
    }

    fn told(&self) -> Vec<(&'static str, String)> {
        cells(self)
    }

    fn owner(&self) -> Option<&str> {
        Some(&self.point)
    }

    /// An answer holds from its date until the next one.
    fn span(&self) -> Option<Period> {
        Some(Period::new(self.date, None))
    }

    fn over(&mut self, period: Period) {
        self.date = period.from;
    }
}

impl Merge for TerritoryRow {
    fn key(&self) -> String {
        self.code.to_string()
    }

    fn told(&self) -> Vec<(&'static str, String)> {
        cells(self)
    }

    /// The codifier knows no coordinates and the coordinates no areas: what a source does not state stays.
    fn onto(&self, old: &Self) -> Self {
        Self {
            location: self.location.or(old.location),
            kind: self.kind.or(old.kind),
            area_km2: self.area_km2.or(old.area_km2),
            centre: self.centre.or(old.centre),
            ..self.clone()
        }
    }
}
