//! Words of a timetable.

use std::ops::Range;

use crate::formats::homoglyphs;

/// A word or sign that a timetable is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// 0 is Monday.
    Day(usize),
    EveryDay,
    /// «без вихідних».
    NoDaysOff,
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
    /// «крім».
    Except,
    /// «без», before «перерви».
    Without,
    /// «обід», «перерва».
    Lunch,
    /// «вихідний», «неприйомний», «ні».
    Off,
    RoundTheClock,
    /// A space, a bracket, «з», «год»: says nothing.
    Silent,
}

/// A token and where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) at: Range<usize>,
}

/// What two words say together.
const PHRASES: [(&str, &str, Token); 10] = [
    ("не", "працюємо", Token::Off),
    ("не", "працює", Token::Off),
    ("не", "працюють", Token::Off),
    ("не", "приймає", Token::Off),
    ("не", "приймаємо", Token::Off),
    ("прийому", "немає", Token::Off),
    ("без", "вихідних", Token::NoDaysOff),
    ("кожного", "дня", Token::EveryDay),
    ("кожен", "день", Token::EveryDay),
    ("за", "винятком", Token::Except),
];

impl Token {
    pub(super) const fn is_day(&self) -> bool {
        matches!(self, Self::Day(_) | Self::EveryDay)
    }

    /// True for signs that part what is said.
    pub(super) const fn is_separator(&self) -> bool {
        matches!(self, Self::Comma | Self::Semicolon | Self::Dot)
    }
}

/// The tokens of a text, without words that say nothing («з», «год») and the stop of a shortened day («пн.»).
///
/// # Errors
/// Where a word or sign stands that is not known.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, Range<usize>> {
    let pieces: Vec<Piece> = pieces(text).collect();
    let mut found: Vec<Placed> = Vec::with_capacity(pieces.len());
    let mut rest = pieces.as_slice();
    while let [piece, next @ ..] = rest {
        let two = next.first().and_then(|second| Some((phrase(piece, second)?, second)));
        let (token, at) = match two {
            Some((token, second)) => (token, piece.at.start..second.at.end),
            None => (piece.token().ok_or_else(|| piece.at.clone())?, piece.at.clone()),
        };
        rest = if two_words(&at, piece) { next.get(1..).unwrap_or_default() } else { next };
        found.push(Placed { token, at });
    }
    found.retain(|placed| placed.token != Token::Silent);
    without_stops(&mut found);
    without_no_lunch(found)
}

fn two_words(at: &Range<usize>, first: &Piece) -> bool {
    at.end != first.at.end
}

/// Drops the full stop of «пн.» and «вих.», which parts nothing.
fn without_stops(tokens: &mut Vec<Placed>) {
    let mut is_after_short = false;
    tokens.retain(|placed| {
        let is_stop = is_after_short && placed.token == Token::Dot;
        is_after_short = placed.token.is_day() || placed.token == Token::Off;
        !is_stop
    });
}

/// «без перерви» says that there is no break.
fn without_no_lunch(tokens: Vec<Placed>) -> Result<Vec<Placed>, Range<usize>> {
    let mut kept: Vec<Placed> = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter().peekable();
    while let Some(placed) = tokens.next() {
        if placed.token != Token::Without {
            kept.push(placed);
            continue;
        }
        tokens.next_if(|next| next.token == Token::Lunch).ok_or(placed.at)?;
        while tokens.next_if(|next| next.token == Token::Lunch).is_some() {}
    }
    Ok(kept)
}

/// A run of letters or digits, or one sign, spaces left out.
struct Piece {
    kind: Kind,
    /// In small letters, Latin twins of Cyrillic letters put right.
    text: String,
    at: Range<usize>,
}

impl Piece {
    fn token(&self) -> Option<Token> {
        match self.kind {
            Kind::Digit => Some(Token::Digits(self.text.clone())),
            Kind::Letter => word(&self.text),
            Kind::Sign => self.text.chars().next().and_then(sign),
        }
    }
}

fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let start = from + rest.find(|c: char| !is_space(c))?;
        let rest = text.get(start..)?;
        let first = rest.chars().next()?;
        let kind = kind(first);
        let end = start + if kind == Kind::Sign { first.len_utf8() } else { end_of(rest, kind) };
        let part = text.get(start..end)?;
        from = end;
        let text = homoglyphs::fix_homoglyphs(&part.replace(APOSTROPHES, "")).to_lowercase();
        Some(Piece { kind, text, at: start..end })
    })
}

/// A line break parts; other space does not.
fn is_space(c: char) -> bool {
    c.is_whitespace() && c != '\n'
}

fn phrase(first: &Piece, second: &Piece) -> Option<Token> {
    let found = PHRASES.iter().find(|(one, two, _)| first.text == *one && second.text == *two);
    found.map(|(.., token)| token.clone())
}

const APOSTROPHES: [char; 6] = ['’', 'ʼ', '`', '\'', '‘', '᾽'];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Sign,
}

fn kind(c: char) -> Kind {
    match c {
        _ if c.is_ascii_digit() => Kind::Digit,
        _ if c.is_alphabetic() || APOSTROPHES.contains(&c) => Kind::Letter,
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
        _ => return None,
    })
}

/// Short names of the days and how their full names begin.
const DAYS: [(&str, &str); 7] = [
    ("пн", "понед"),
    ("вт", "вівтор"),
    ("ср", "серед"),
    ("чт", "четв"),
    ("пт", "пятн"),
    ("сб", "субот"),
    ("нд", "неділ"),
];

/// Words that begin like a day and are none: «середній», «четвертий», «п’ятнадцять».
const NO_DAYS: [&str; 4] = ["середн", "четверт", "пятнадц", "пятнаст"];

fn word(word: &str) -> Option<Token> {
    let named = |(short, stem): &(&str, &str)| word == *short || word.starts_with(stem);
    if let Some(day) = DAYS.iter().position(named).filter(|_| !NO_DAYS.iter().any(|stem| word.starts_with(stem))) {
        return Some(Token::Day(day));
    }
    Some(match word {
        "до" | "по" => Token::To,
        "і" | "та" | "й" => Token::And,
        "щодня" | "щоденно" => Token::EveryDay,
        "цілодобово" => Token::RoundTheClock,
        "крім" | "окрім" => Token::Except,
        "без" => Token::Without,
        "обід" | "обіду" | "обідня" | "обідньої" | "перерва" | "перерви" | "перерву" => {
            Token::Lunch
        }
        "вихідний" | "вихідні" | "вих" | "неприйомний" | "неробочий" | "закрито" | "зачинено" | "ні" => {
            Token::Off
        }
        "з" | "із" | "від" | "год" | "години" | "година" | "годин" | "г" | "хв" | "день" | "дні" | "на" | "у" | "в"
        | "" => Token::Silent,
        "режим" | "графік" | "роботи" | "працює" | "працюємо" | "працюють" => {
            Token::Silent
        }
        _ => return None,
    })
}
