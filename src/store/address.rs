//! The address of a database: it may hold a password, so it is never printed whole.

use std::fmt;
use std::path::PathBuf;

use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::SqliteConnectOptions;

use super::Error;

/// Parameters of a PostgreSQL address that are understood; the driver would log any other with its value.
const PARAMETERS: [&str; 18] = [
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "statement-cache-capacity",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "application_name",
    "options",
];

/// Address of a database as it was given. Neither `Debug` nor `Display` shows who connects and with which password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

/// The database an address names.
#[derive(Clone)]
pub(super) enum Target {
    /// `None`: in memory.
    Sqlite(Option<PathBuf>),
    Postgres(Box<PgConnectOptions>),
}

/// Why a text is no address of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressFault {
    /// Neither SQLite nor PostgreSQL.
    Scheme,
    Unreadable,
    /// A sign in the name or password that an address takes for its own.
    Unencoded,
    /// A parameter that is not known.
    Parameter,
}

impl From<String> for DatabaseUrl {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&String> for DatabaseUrl {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

impl From<&str> for DatabaseUrl {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&Self> for DatabaseUrl {
    fn from(url: &Self) -> Self {
        url.clone()
    }
}

impl DatabaseUrl {
    /// What the address names.
    ///
    /// # Errors
    /// It is no address of SQLite or PostgreSQL; the error holds nothing that may be secret.
    pub(super) fn target(&self) -> Result<Target, Error> {
        let target = match scheme(&self.0) {
            Some("sqlite") => self.sqlite(),
            Some("postgres" | "postgresql") => self.postgres(),
            _ => Err(AddressFault::Scheme),
        };
        target.map_err(|fault| Error::Address(self.to_string(), fault))
    }

    /// The address for the driver, which may log it; the server with its password is handed over beside it.
    pub(super) fn without_secrets(&self, target: &Target) -> String {
        match target {
            Target::Sqlite(_) => self.0.clone(),
            Target::Postgres(_) => "postgres://server".to_owned(),
        }
    }

    fn sqlite(&self) -> Result<Target, AddressFault> {
        let options: SqliteConnectOptions = self.0.parse().map_err(|_| AddressFault::Unreadable)?;
        let (path, parameters) = self.0.split_once('?').unwrap_or((&self.0, ""));
        let in_memory = path.ends_with(":memory:") || parameters.split('&').any(|one| one == "mode=memory");
        Ok(Target::Sqlite((!in_memory).then(|| options.get_filename().to_owned())))
    }

    fn postgres(&self) -> Result<Target, AddressFault> {
        let (_, rest) = self.0.split_once("://").ok_or(AddressFault::Unreadable)?;
        let authority = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        if rest.get(authority..).is_some_and(|after| after.contains('@')) {
            return Err(AddressFault::Unencoded);
        }
        let query = rest.split_once('?').map_or("", |(_, query)| query);
        let names = query.split('&').filter_map(|one| one.split('=').next());
        let known = |name: &str| PARAMETERS.contains(&name) || name.starts_with("options[");
        if !names.filter(|name| !name.is_empty()).all(known) {
            return Err(AddressFault::Parameter);
        }
        // The driver's own words may repeat what was given.
        let options: PgConnectOptions = self.0.parse().map_err(|_| AddressFault::Unreadable)?;
        Ok(Target::Postgres(Box::new(options)))
    }
}

fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(scheme)
}

impl Target {
    /// `host:port` of a server; the file for SQLite.
    pub(super) fn server(&self) -> String {
        match self {
            Self::Sqlite(Some(file)) => file.display().to_string(),
            Self::Sqlite(None) => ":memory:".to_owned(),
            Self::Postgres(options) => match options.get_socket() {
                Some(socket) => format!("{}:{}", socket.display(), options.get_port()),
                None => format!("{}:{}", options.get_host(), options.get_port()),
            },
        }
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match scheme(&self.0) {
            Some("sqlite") => f.write_str(self.0.split('?').next().unwrap_or_default()),
            Some("postgres" | "postgresql") => match self.postgres() {
                Ok(target) => write!(f, "postgres://{}{}", target.server(), target.name()),
                Err(_) => f.write_str("postgres://…"),
            },
            Some(scheme) if self.0.contains("://") => write!(f, "{scheme}://…"),
            _ => f.write_str("…"),
        }
    }
}

impl Target {
    /// `/name` of a PostgreSQL database, where it is stated.
    fn name(&self) -> String {
        match self {
            Self::Postgres(options) => options.get_database().map(|name| format!("/{name}")).unwrap_or_default(),
            Self::Sqlite(_) => String::new(),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.server())
    }
}

/// The text with the user and password of every address in it left out.
#[must_use]
pub fn without_credentials(text: &str) -> String {
    let mut parts = text.split("://");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| c.is_whitespace() || "'\"«»".contains(c)).unwrap_or(part.len());
        let (address, rest) = part.split_at(end);
        out.push_str("://");
        match address.rsplit_once('@') {
            Some((_, host)) => out.extend(["…@", host]),
            None => out.push_str(address),
        }
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "S3cretWord";

    #[test]
    fn no_address_shows_its_password() {
        for (given, shown) in [
            ("postgres://cnap:S3cretWord@db.example:5433/registry", "postgres://db.example:5433/registry"),
            ("postgresql://S3cretWord@db.example/registry", "postgres://db.example:5432/registry"),
            ("postgres://db/registry?user=S3cretWord&password=S3cretWord", "postgres://db:5432/registry"),
            ("postgres://cnap:1/S3cretWord@db.example/registry", "postgres://…"),
            ("postgres://cnap:1?S3cretWord@db.example/registry", "postgres://…"),
            ("postgres://cnap:1#S3cretWord@db.example/registry", "postgres://…"),
            ("postgres://cnap:S3cretWord@db.example:port/registry", "postgres://…"),
            ("postgres://db.example/registry?passwrd=S3cretWord", "postgres://…"),
            ("postgres:cnap:S3cretWord@db.example", "postgres://…"),
            ("mysql://cnap:S3cretWord@db.example/registry", "mysql://…"),
            ("cnap:S3cretWord@db.example", "…"),
            ("S3cretWord", "…"),
        ] {
            let url = DatabaseUrl::from(given);
            let told = format!("{url} {url:?} {:?}", url.target());
            assert!(!told.contains(SECRET), "{told}");
            assert_eq!(url.to_string(), shown);
        }
        assert_eq!(DatabaseUrl::from("sqlite://a/cnap.db?mode=rwc").to_string(), "sqlite://a/cnap.db");
    }

    #[test]
    fn credentials_are_cut_out_of_a_text() {
        let told = without_credentials("'postgres://cnap:S3cretWord@h/d' found, https://cnap.example");
        assert_eq!(told, "'postgres://…@h/d' found, https://cnap.example");
    }

    #[test]
    fn a_file_is_told_from_memory() {
        let file = |url: &str| match DatabaseUrl::from(url).target().unwrap() {
            Target::Sqlite(file) => file.map(|file| file.display().to_string()),
            Target::Postgres(_) => None,
        };
        assert_eq!(file("sqlite://a%20b.db?mode=rwc").as_deref(), Some("a b.db"));
        assert_eq!(file("sqlite:c.db").as_deref(), Some("c.db"));
        assert_eq!(file("sqlite::memory:"), None);
        assert_eq!(file("sqlite://x?mode=memory"), None);
    }
}
