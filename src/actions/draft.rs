//! Everything one action will write, table by table, decided before anything is written.

use chrono::NaiveDate;

use super::merge::{Counts, Plan};
use super::references::Dependents;
use crate::domain::rows::{
    AnswerRow, DeclaredRow, DistrictRow, EquipmentRow, FactRow, FigureRow, OfferingRow, PointRow, PositionRow,
    ServiceRow, StepRow, TargetRow, TerritoryRow,
};
use crate::formats::ChangeList;
use crate::store::{BoundaryRow, ChangeSet, Error, IdMap, Origin, UndoneEntries, Write};

macro_rules! draft {
    ($($field:ident: $row:ty = $table:literal),+ $(,)?) => {
        /// What an action writes; untouched tables have empty plans.
        #[derive(Clone, Debug, Default)]
        pub struct Draft { $(pub $field: Plan<$row>),+ }

        impl Draft {
            /// Rows of each sort in all tables.
            #[must_use]
            pub fn counts(&self) -> Counts {
                let mut counts = Counts::default();
                $(counts += self.$field.counts();)+
                counts
            }

            /// True when rows are voided without another in their place: what refers to them may lose it.
            #[must_use]
            pub fn takes_away(&self) -> bool {
                [$(self.$field.takes_away()),+].contains(&true)
            }

            /// Counts of the tables the action speaks of.
            #[must_use]
            pub fn by_table(&self) -> Vec<(&'static str, Counts)> {
                let all = [$(($table, self.$field.counts())),+];
                all.into_iter().filter(|(_, counts)| *counts != Counts::default()).collect()
            }

            /// What is added, changed, ended and removed in all tables, cell by cell; of new rows the cells too where they
            /// are wanted whole.
            #[must_use]
            pub fn changes(&self, whole: bool) -> ChangeList {
                let mut changes = ChangeList::default();
                $(self.$field.list_changes($table, whole, &mut changes);)+
                changes
            }

            /// What of the records must be read again.
            #[must_use]
            pub fn touched(&self, refs: &IdMap) -> Vec<ChangeSet> {
                let mut touched = Vec::new();
                $(if self.$field.counts() != Counts::default() { touched.push(self.$field.touched(refs)); })+
                ChangeSet::joined(touched)
            }

            /// What takes an entry of the journal back, and the later entries that stand in its way.
            ///
            /// # Errors
            /// The database does not answer, or a stored value does not fit.
            pub async fn undoing(
                write: &Write,
                entry: i32,
                undone: &UndoneEntries,
                refs: &IdMap,
            ) -> Result<(Self, Dependents), Error> {
                let (mut draft, mut later) = (Self::default(), Dependents::default());
                $({
                    let undo = write.table_undo::<$row>(entry, undone).await?;
                    let (plan, in_the_way) = Plan::<$row>::undoing(write, &undo, refs).await?;
                    draft.$field = plan;
                    for (by, rows) in undo.later {
                        later.add(by.unsigned_abs(), $table, rows);
                    }
                    for by in in_the_way {
                        later.add(by, $table, 1);
                    }
                })+
                Ok((draft, later))
            }

            /// Writes all tables, what is referred to before what refers.
            ///
            /// # Errors
            /// The database refuses; the caller's transaction is then given up.
            pub async fn apply(
                &self,
                write: &mut Write,
                source: i32,
                day: NaiveDate,
                refs: &mut IdMap,
            ) -> Result<(), Error> {
                let origin = Origin { source, confirmed: day };
                $(self.$field.apply(write, origin, refs).await?;)+
                Ok(())
            }
        }
    };
}

draft! {
    territories: TerritoryRow = "territories",
    boundaries: BoundaryRow = "boundaries",
    facts: FactRow = "hromada-facts",
    districts: DistrictRow = "starosta-districts",
    points: PointRow = "points",
    services: ServiceRow = "services",
    steps: StepRow = "service-steps",
    positions: PositionRow = "mandatory",
    declared: DeclaredRow = "mandatory-declared",
    offerings: OfferingRow = "offerings",
    answers: AnswerRow = "answers",
    equipment: EquipmentRow = "equipment",
    figures: FigureRow = "figures",
    targets: TargetRow = "targets",
}
