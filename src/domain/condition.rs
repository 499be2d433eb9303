//! The language of conditions over hromada facts: `population > 20000 and no mvs_centre`.
//!
//! Comparisons `> >= < <= =` of `population` with whole numbers; the facts `dms_unit` and `mvs_centre`; `no X` is
//! `not X`; `not` binds before `and`, `and` before `or`; brackets. Evaluation is three-valued. The Ukrainian words in which
//! conditions are shown are read as well (`condition_words`).

use std::fmt;

use serde::{Serialize, Serializer};

use super::facts::HromadaFacts;
use super::{FactName, Message, Truth, condition_words};

/// How deep brackets and negations may nest.
const MAX_DEPTH: usize = 32;
/// How long a condition may be, in characters.
const MAX_LENGTH: usize = 1_000;

/// A parsed condition together with the text it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    text: String,
    root: Node,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Population(Comparison, u32),
    Fact(FactName),
    Not(Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
}

/// How the population is compared with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Equal,
}

/// A word or sign of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    Open,
    Close,
    Not,
    And,
    Or,
    Fact(FactName),
    /// «No»: the fact does not hold.
    NoFact(FactName),
    Population(Comparison, u32),
}

/// Why a condition cannot be read, with the place in characters from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at character {at}: {reason}")]
pub struct ConditionError {
    pub at: usize,
    pub reason: Message,
}

impl Condition {
    /// Reads a condition. The empty text is not a condition: a position without one is simply required.
    ///
    /// # Errors
    /// The first place that does not fit the language.
    pub fn parse(text: &str) -> Result<Self, ConditionError> {
        if text.chars().count() > MAX_LENGTH {
            return Err(error(MAX_LENGTH, Message::new("fault-condition-long").with("most", MAX_LENGTH)));
        }
        let (tokens, in_words) = condition_words::to_keywords(&tokens(text)?);
        let stored = if in_words { in_one_line(&tokens) } else { text.trim().to_owned() };
        let mut parser = Parser { tokens, next: 0, end: text.chars().count() + 1 };
        let root = parser.either(0)?;
        match parser.peek() {
            None => Ok(Self { text: stored, root }),
            Some(token) => Err(error(token.at, unexpected(&token.text))),
        }
    }

    /// Whether the condition holds for what is known of a hromada.
    #[must_use]
    pub fn evaluate(&self, facts: &HromadaFacts) -> Truth {
        self.root.evaluate(facts)
    }

    /// Its words and signs in the order they are read, with the brackets it needs and no others.
    #[must_use]
    pub fn terms(&self) -> Vec<Term> {
        let mut terms = Vec::new();
        self.root.push_terms(&mut terms);
        terms
    }

    /// The text as it was written; in the words of the language where it was written in Ukrainian.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// As the text it was written in.
impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Node {
    fn evaluate(&self, facts: &HromadaFacts) -> Truth {
        match self {
            Self::Population(comparison, limit) => {
                Truth::from_option(facts.population.map(|people| comparison.compare(people, *limit)))
            }
            Self::Fact(name) => facts.truth(*name),
            Self::Not(inner) => !inner.evaluate(facts),
            Self::And(left, right) => left.evaluate(facts).and(right.evaluate(facts)),
            Self::Or(left, right) => left.evaluate(facts).or(right.evaluate(facts)),
        }
    }
}

impl Node {
    fn push_terms(&self, terms: &mut Vec<Term>) {
        match self {
            Self::Population(sign, limit) => terms.push(Term::Population(*sign, *limit)),
            Self::Fact(name) => terms.push(Term::Fact(*name)),
            Self::Not(inner) => inner.push_negated(terms),
            Self::And(left, right) => {
                left.push_operand(terms);
                terms.push(Term::And);
                right.push_operand(terms);
            }
            Self::Or(left, right) => {
                left.push_terms(terms);
                terms.push(Term::Or);
                right.push_terms(terms);
            }
        }
    }

    fn push_negated(&self, terms: &mut Vec<Term>) {
        match self {
            Self::Fact(name) => terms.push(Term::NoFact(*name)),
            Self::And(..) => {
                terms.push(Term::Not);
                self.push_bracketed(terms);
            }
            _ => {
                terms.push(Term::Not);
                self.push_operand(terms);
            }
        }
    }

    /// As one side of «and»: «or» stands in brackets there.
    fn push_operand(&self, terms: &mut Vec<Term>) {
        if matches!(self, Self::Or(..)) { self.push_bracketed(terms) } else { self.push_terms(terms) }
    }

    fn push_bracketed(&self, terms: &mut Vec<Term>) {
        terms.push(Term::Open);
        self.push_terms(terms);
        terms.push(Term::Close);
    }
}

impl Comparison {
    /// `>`, `≥`, `<`, `≤` or `=`.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Greater => ">",
            Self::GreaterOrEqual => "≥",
            Self::Less => "<",
            Self::LessOrEqual => "≤",
            Self::Equal => "=",
        }
    }

    const fn compare(self, people: u32, limit: u32) -> bool {
        match self {
            Self::Greater => people > limit,
            Self::GreaterOrEqual => people >= limit,
            Self::Less => people < limit,
            Self::LessOrEqual => people <= limit,
            Self::Equal => people == limit,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            ">" => Self::Greater,
            ">=" | "≥" => Self::GreaterOrEqual,
            "<" => Self::Less,
            "<=" | "≤" => Self::LessOrEqual,
            "=" | "==" => Self::Equal,
            _ => return None,
        })
    }
}

/// A word, number or sign of a condition, with its place in characters from 1.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) at: usize,
    pub(super) text: String,
}

/// Tokens as a text that reads back as they are.
fn in_one_line(tokens: &[Token]) -> String {
    let words: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
    words.join(" ").replace("( ", "(").replace(" )", ")")
}

fn error(at: usize, reason: impl Into<Message>) -> ConditionError {
    ConditionError { at, reason: reason.into() }
}

fn unexpected(text: &str) -> Message {
    Message::new("fault-condition-unexpected").with("text", text)
}

impl From<ConditionError> for Message {
    fn from(error: ConditionError) -> Self {
        Self::new("fault-condition").with("at", error.at).with("reason", error.reason)
    }
}

fn class_of(c: char) -> u8 {
    match c {
        '(' | ')' => 0,
        '<' | '>' | '=' | '≤' | '≥' => 1,
        _ if c.is_alphanumeric() || c == '_' => 2,
        _ => 3,
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, ConditionError> {
    let mut found: Vec<Token> = Vec::new();
    let mut previous = 3;
    for (index, c) in text.chars().enumerate() {
        let class = if c.is_whitespace() { 3 } else { class_of(c) };
        match (class, found.last_mut()) {
            (3, _) if c.is_whitespace() => {}
            (3, _) => return Err(error(index + 1, unexpected(&c.to_string()))),
            (1 | 2, Some(token)) if class == previous => token.text.extend(c.to_lowercase()),
            _ => found.push(Token { at: index + 1, text: c.to_lowercase().collect() }),
        }
        previous = class;
    }
    Ok(found)
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    end: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next)
    }

    fn at(&self) -> usize {
        self.peek().map_or(self.end, |token| token.at)
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.peek().is_some_and(|token| token.text == word);
        self.next += usize::from(found);
        found
    }

    fn either(&mut self, depth: usize) -> Result<Node, ConditionError> {
        let mut node = self.parse_and(depth)?;
        while self.take_word("or") {
            node = Node::Or(Box::new(node), Box::new(self.parse_and(depth)?));
        }
        Ok(node)
    }

    fn parse_and(&mut self, depth: usize) -> Result<Node, ConditionError> {
        let mut node = self.negated(depth)?;
        while self.take_word("and") {
            node = Node::And(Box::new(node), Box::new(self.negated(depth)?));
        }
        Ok(node)
    }

    fn negated(&mut self, depth: usize) -> Result<Node, ConditionError> {
        if depth > MAX_DEPTH {
            return Err(error(self.at(), Message::new("fault-condition-deep").with("most", MAX_DEPTH)));
        }
        if self.take_word("not") || self.take_word("no") {
            return Ok(Node::Not(Box::new(self.negated(depth + 1)?)));
        }
        self.atom(depth)
    }

    fn atom(&mut self, depth: usize) -> Result<Node, ConditionError> {
        if self.take_word("(") {
            let inner = self.either(depth + 1)?;
            return if self.take_word(")") { Ok(inner) } else { Err(error(self.at(), "fault-condition-bracket")) };
        }
        if self.take_word("dms_unit") {
            return Ok(Node::Fact(FactName::DmsUnit));
        }
        if self.take_word("mvs_centre") {
            return Ok(Node::Fact(FactName::MvsCentre));
        }
        if self.take_word("population") {
            return self.comparison();
        }
        Err(error(self.at(), "fault-condition-atom"))
    }

    fn comparison(&mut self) -> Result<Node, ConditionError> {
        let at = self.at();
        let sign = self.peek().and_then(|token| Comparison::parse(&token.text));
        let Some(sign) = sign else { return Err(error(at, "fault-condition-sign")) };
        self.next += 1;
        let at = self.at();
        let limit = self.peek().and_then(|token| token.text.parse().ok());
        let Some(limit) = limit else { return Err(error(at, "fault-condition-number")) };
        self.next += 1;
        Ok(Node::Population(sign, limit))
    }
}
