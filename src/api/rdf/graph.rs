//! Triples, made thing by thing: all that is said of one thing stands together.

use oxrdf::{Literal, NamedNode, Term, Triple};

use super::names::expanded;
use crate::http::Lang;

/// What is said of some things.
#[derive(Debug, Default)]
pub struct Graph {
    pub triples: Vec<Triple>,
}

impl Graph {
    /// Begins to tell of a thing.
    pub fn about(&mut self, iri: &str) -> Node<'_> {
        Node { subject: NamedNode::new_unchecked(iri), triples: &mut self.triples }
    }
}

/// A thing that is being told of; names are written with a prefix, as `dct:title`.
#[derive(Debug)]
pub struct Node<'g> {
    subject: NamedNode,
    triples: &'g mut Vec<Triple>,
}

impl Node<'_> {
    fn add(self, property: &str, object: impl Into<Term>) -> Self {
        let property = NamedNode::new_unchecked(expanded(property));
        self.triples.push(Triple::new(self.subject.clone(), property, object));
        self
    }

    /// It is of this class.
    #[must_use]
    pub fn a(self, class: &str) -> Self {
        self.link("rdf:type", class)
    }

    /// It stands in a relation to another thing.
    #[must_use]
    pub fn link(self, property: &str, iri: &str) -> Self {
        self.add(property, NamedNode::new_unchecked(expanded(iri)))
    }

    /// The same for several things.
    #[must_use]
    pub fn links(self, property: &str, iris: impl IntoIterator<Item = String>) -> Self {
        iris.into_iter().fold(self, |node, iri| node.link(property, &iri))
    }

    /// A text in a language.
    #[must_use]
    pub fn text(self, property: &str, lang: Lang, text: &str) -> Self {
        self.add(property, Literal::new_language_tagged_literal_unchecked(text, lang.tag()))
    }

    /// A text in both languages.
    #[must_use]
    pub fn both(self, property: &str, text: impl Fn(Lang) -> String) -> Self {
        [Lang::Uk, Lang::En].into_iter().fold(self, |node, lang| node.text(property, lang, &text(lang)))
    }

    /// A text without a language, as a code.
    #[must_use]
    pub fn plain(self, property: &str, text: &str) -> Self {
        self.add(property, Literal::new_simple_literal(text))
    }

    /// A value of a type, as `xsd:date`.
    #[must_use]
    pub fn typed(self, property: &str, value: &str, kind: &str) -> Self {
        self.add(property, Literal::new_typed_literal(value, NamedNode::new_unchecked(expanded(kind))))
    }

    /// Ends what is told of the thing.
    pub fn end(self) {}

    /// Says more only where something is known.
    #[must_use]
    pub fn known<T>(self, value: Option<T>, more: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => more(self, value),
            None => self,
        }
    }
}
