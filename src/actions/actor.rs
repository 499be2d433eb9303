//! Who acts, and what each may do: the one place of permission. What is not listed is refused.

use std::sync::Arc;

use super::Refusal;
use crate::domain::TerritoryCode;
use crate::domain::person::{Person, Role};

/// Who carries out an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody with the machine's command line, and so with the database.
    CommandLine,
    /// The product itself: loading the demonstration region.
    Product,
    /// A visitor without an account.
    Visitor,
    /// Somebody who signed in.
    Person(Arc<Person>),
    /// A program of a person, with the number of its token; the person has here the role of the token alone.
    Token(Arc<Person>, i32),
}

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    Import,
    Undo,
    PreviewList,
    Backup,
    Restore,
    /// Adding, inviting and ending accounts.
    KeepAccounts,
    /// Adding the accounts of the demonstration.
    AddSampleAccounts,
    /// Seeing who changed what, by name.
    SeeWhoChanged,
    /// Submitting a table of a hromada, and taking it back.
    Submit(Place),
    /// Seeing what was submitted of a hromada.
    SeeSubmission(Place),
    /// Accepting or returning what was submitted of a hromada.
    Judge(Place),
    /// Saying something about what was submitted of a hromada.
    Remark(Place),
    /// Publishing a hromada's table at once, to be reviewed after: of editors whom the oblast trusts.
    Publish {
        place: Place,
        is_trusted: bool,
    },
    /// Setting which editors of a hromada are trusted.
    Trust(Place),
    /// Opening a visit to a point of a hromada, filling its sheet, signing it, deciding about its findings.
    Inspect(Place),
    /// Seeing signed sheets of visits to a hromada and their findings.
    SeeVisit(Place),
    /// Answering a finding of a visit to a hromada.
    AnswerFinding(Place),
    /// Opening, reminding of and closing a quarter of an oblast.
    KeepQuarter(TerritoryCode),
    /// Reporting that something shown is wrong.
    Report,
    /// Seeing and answering what a citizen reported; of a service without a hromada every auditor may.
    AnswerReport {
        hromada: Option<TerritoryCode>,
        oblast: Option<TerritoryCode>,
    },
}

/// A hromada and the place of the first level it lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub hromada: TerritoryCode,
    pub oblast: Option<TerritoryCode>,
}

impl Actor {
    /// Name in the journal; of people the number, the role and where it holds, never a name.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::CommandLine => "command line".to_owned(),
            Self::Product => "cnap".to_owned(),
            Self::Visitor => "visitor".to_owned(),
            Self::Person(person) => format!("person {}{}", person.id, acting_as(person)),
            Self::Token(person, token) => format!("person {}{} token {token}", person.id, acting_as(person)),
        }
    }

    /// Passes where the actor has the permission, and refuses otherwise.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] for anything not listed here.
    pub fn authorize(&self, permission: Permission) -> Result<(), Refusal> {
        let allowed = match permission {
            Permission::Import => matches!(self, Self::CommandLine | Self::Product),
            Permission::Undo | Permission::Backup | Permission::Restore => matches!(self, Self::CommandLine),
            Permission::KeepAccounts => matches!(self, Self::CommandLine) || self.has_role(Role::Administrator),
            Permission::AddSampleAccounts => matches!(self, Self::Product),
            Permission::SeeWhoChanged => self.has_role(Role::Auditor) || self.has_role(Role::Administrator),
            Permission::Submit(place) => self.edits(place),
            // A program decides about nothing.
            Permission::Judge(place) | Permission::Trust(place) | Permission::Inspect(place) => {
                self.is_human() && self.audits(place)
            }
            Permission::SeeSubmission(place) | Permission::Remark(place) => self.edits(place) || self.audits(place),
            Permission::SeeVisit(place) => self.is_human() && (self.edits(place) || self.audits(place)),
            Permission::AnswerFinding(place) => self.is_human() && self.edits(place),
            Permission::Publish { place, is_trusted } => is_trusted && self.edits(place),
            Permission::KeepQuarter(oblast) => self.is_human() && self.holds_role_in(Role::Auditor, Some(oblast)),
            Permission::PreviewList | Permission::Report => true,
            Permission::AnswerReport { hromada, oblast } => {
                let everywhere = oblast.is_none() && self.has_role(Role::Auditor);
                self.holds_role_in(Role::Editor, hromada) || self.holds_role_in(Role::Auditor, oblast) || everywhere
            }
        };
        if allowed { Ok(()) } else { Err(Refusal::forbidden("refused-role")) }
    }

    /// Somebody at a page, and no program of theirs.
    const fn is_human(&self) -> bool {
        matches!(self, Self::Person(_))
    }

    fn has_role(&self, role: Role) -> bool {
        matches!(self, Self::Person(person) if person.has_role(role))
    }

    fn edits(&self, place: Place) -> bool {
        self.holds_role_in(Role::Editor, Some(place.hromada))
    }

    fn audits(&self, place: Place) -> bool {
        self.holds_role_in(Role::Auditor, place.oblast)
    }

    /// The person who acts, or whose program does.
    #[must_use]
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Person(person) | Self::Token(person, _) => Some(person),
            Self::CommandLine | Self::Product | Self::Visitor => None,
        }
    }

    fn holds_role_in(&self, role: Role, territory: Option<TerritoryCode>) -> bool {
        let Some(person) = self.person() else { return false };
        territory.is_some_and(|territory| person.territories(role).any(|own| own == territory))
    }
}

/// The role in which somebody changes things and where it holds: « auditor UA53…».
fn acting_as(person: &Person) -> String {
    let mut grants: Vec<_> = person.grants.iter().collect();
    grants
        .sort_by_key(|grant| [Role::Auditor, Role::Administrator, Role::Editor].iter().position(|r| *r == grant.role));
    let Some(grant) = grants.first() else { return String::new() };
    let place = grant.territory.map(|code| format!(" {code}")).unwrap_or_default();
    format!(" {}{place}", grant.role.word())
}
