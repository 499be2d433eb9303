//! What a person is told, as a code with arguments; `texts` has the words of every language.

use std::fmt;

use chrono::NaiveDate;

/// A fault, a warning, a refusal or a remark: which one it is, and of what.
///
/// Codes are stable: programs may rest on them. An empty code says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Message {
    code: &'static str,
    args: Vec<(&'static str, Argument)>,
}

/// What a text names beside its words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Argument {
    Text(String),
    Number(u64),
    Date(NaiveDate),
    /// Entries between commas; of many the first ones and how many more.
    List(Vec<String>),
    /// Candidates of which one is meant: «А», «Б» or «В».
    Choice(Vec<String>),
    Message(Message),
    /// Messages between commas.
    Messages(Vec<Message>),
}

impl Message {
    /// The message of this code.
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self { code, args: Vec::new() }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The stable name of what is told.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// What the text names.
    #[must_use]
    pub fn args(&self) -> &[(&'static str, Argument)] {
        &self.args
    }

    /// True where nothing is told.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.code.is_empty()
    }
}

/// A code alone.
impl From<&'static str> for Message {
    fn from(code: &'static str) -> Self {
        Self::new(code)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Argument {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<NaiveDate> for Argument {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

/// For the log: the code, and what it is of.
impl fmt::Display for Message {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code)?;
        for (name, value) in &self.args {
            write!(out, " {name}={value}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(out, "{text:?}"),
            Self::Number(number) => write!(out, "{number}"),
            Self::Date(day) => write!(out, "{day}"),
            Self::List(entries) | Self::Choice(entries) => write!(out, "{entries:?}"),
            Self::Message(message) => write!(out, "({message})"),
            Self::Messages(messages) => messages.iter().try_for_each(|message| write!(out, "({message})")),
        }
    }
}
