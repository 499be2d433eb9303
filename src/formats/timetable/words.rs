//! Words of a timetable.

use crate::formats::homoglyphs;

/// A word or sign that a timetable is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// 0 is Monday.
    Day(usize),
    EveryDay,
    /// A run of digits.
    Digits(String),
    Dash,
    Colon,
    Dot,
    Comma,
    Semicolon,
    /// «до», «по».
    To,
    And,
    /// «обід», «перерва».
    Lunch,
    /// «вихідний», «неприйомний», «ні».
    Off,
    RoundTheClock,
    /// A space, a bracket, «з», «год»: says nothing.
    Silent,
}

/// Ways to say in several words that it is closed.
const CLOSED_PHRASES: [&str; 4] = ["не працюємо", "не працює", "не приймає", "прийому немає"];

impl Token {
    pub(super) const fn is_day(&self) -> bool {
        matches!(self, Self::Day(_) | Self::EveryDay)
    }
}

/// The tokens of a text, or `None` where a word is not known. Words that say nothing («з», «год») are left out.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let text = homoglyphs::fix_homoglyphs(text).to_lowercase().replace(['’', 'ʼ', '`', '\''], "");
    let text = CLOSED_PHRASES.iter().fold(text, |text, phrase| text.replace(phrase, "вихідний"));
    let mut found = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let kind = kind(first);
        let end = if kind == Kind::Sign { first.len_utf8() } else { end_of(rest, kind) };
        let (part, next) = rest.split_at_checked(end)?;
        match kind {
            Kind::Digit => found.push(Token::Digits(part.to_owned())),
            Kind::Letter => found.push(word(part)?),
            Kind::Sign => found.push(sign(first)?),
        }
        rest = next;
    }
    found.retain(|token| *token != Token::Silent);
    Some(found)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Sign,
}

fn kind(c: char) -> Kind {
    match c {
        _ if c.is_ascii_digit() => Kind::Digit,
        _ if c.is_alphabetic() => Kind::Letter,
        _ => Kind::Sign,
    }
}

fn end_of(text: &str, of: Kind) -> usize {
    text.find(|c| kind(c) != of).unwrap_or(text.len())
}

fn sign(c: char) -> Option<Token> {
    Some(match c {
        '-' | '–' | '—' | '−' | '‒' | '_' => Token::Dash,
        ':' => Token::Colon,
        '.' => Token::Dot,
        ',' => Token::Comma,
        ';' | '\n' | '|' => Token::Semicolon,
        '(' | ')' | '/' => Token::Silent,
        _ if c.is_whitespace() => Token::Silent,
        _ => return None,
    })
}

fn word(word: &str) -> Option<Token> {
    const DAYS: [(&str, &str); 7] = [
        ("пн", "понед"),
        ("вт", "вівтор"),
        ("ср", "серед"),
        ("чт", "четв"),
        ("пт", "пятн"),
        ("сб", "субот"),
        ("нд", "неділ"),
    ];
    if let Some(day) = DAYS.iter().position(|(short, stem)| word == *short || word.starts_with(stem)) {
        return Some(Token::Day(day));
    }
    Some(match word {
        "до" | "по" => Token::To,
        "і" | "та" | "й" => Token::And,
        "щодня" | "щоденно" => Token::EveryDay,
        "цілодобово" => Token::RoundTheClock,
        "обід" | "обідня" | "перерва" | "перерви" | "перерву" => Token::Lunch,
        "вихідний" | "вихідні" | "вих" | "неприйомний" | "неробочий" | "закрито" | "зачинено" | "ні" => {
            Token::Off
        }
        "з" | "із" | "від" | "год" | "години" | "година" | "годин" | "г" | "хв" | "день" | "дні" => {
            Token::Silent
        }
        _ => return None,
    })
}
