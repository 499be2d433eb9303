//! Times of one day in a timetable.

use std::fmt;

use super::words::Token;

/// From and to in minutes of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    from: u16,
    to: u16,
}

#[cfg(test)]
impl Span {
    pub(super) const fn of_hours(from: u16, to: u16) -> Self {
        Self { from: from * 60, to: to * 60 }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    }
}

/// What is said of the days of one segment.
#[derive(Clone, Debug)]
pub(super) struct StatedTimes {
    /// Empty: closed.
    pub(super) spans: Vec<Span>,
    /// No more than a dash or a zero says that it is closed.
    pub(super) is_dashed: bool,
    pub(super) pause: Option<Pause>,
}

/// A break told after the times of a segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pause {
    pub(super) span: Span,
    /// A comma or the like parts it from the times: at the end of a timetable it is meant for all days.
    pub(super) is_apart: bool,
}

impl StatedTimes {
    pub(super) const fn closed(is_dashed: bool) -> Self {
        Self { spans: Vec::new(), is_dashed, pause: None }
    }
}

/// Reads what follows the days; `None` where it is not understood.
pub(super) fn day_times(tokens: &[Token]) -> Option<StatedTimes> {
    let lunch = tokens.iter().position(|token| *token == Token::Lunch);
    let (work, rest) = tokens.split_at(lunch.unwrap_or(tokens.len()));
    let numbers = numbers(work)?;
    if numbers.is_empty() {
        let closed = rest.is_empty() && work.iter().any(|token| matches!(token, Token::Dash | Token::Off));
        return closed.then(|| StatedTimes::closed(!work.contains(&Token::Off)));
    }
    if let ([Number { value: 0, .. }], None) = (numbers.as_slice(), lunch) {
        return Some(StatedTimes::closed(true));
    }
    let spans = spans(&numbers)?;
    if lunch.is_none() {
        return Some(StatedTimes { spans, is_dashed: false, pause: None });
    }
    let rest = rest.iter().filter(|token| **token != Token::Lunch).cloned().collect::<Vec<_>>();
    let pause = self::numbers(&rest).and_then(|numbers| self::spans(&numbers))?;
    let [span] = pause.as_slice() else { return None };
    let is_apart = work.last().is_some_and(Token::is_separator);
    Some(StatedTimes { spans, is_dashed: false, pause: Some(Pause { span: *span, is_apart }) })
}

/// The times without a break, and whether the break lies in them; `None` where it covers an end of one.
pub(super) fn without_break(spans: &[Span], pause: Span) -> Option<(Vec<Span>, bool)> {
    let mut left = Vec::with_capacity(spans.len() + 1);
    let is_gap = spans.windows(2).any(|two| matches!(two, [a, b] if a.to == pause.from && pause.to == b.from));
    let mut is_inside = is_gap;
    for whole in spans {
        if whole.from < pause.from && pause.to < whole.to {
            is_inside = true;
            left.extend([Span { to: pause.from, ..*whole }, Span { from: pause.to, ..*whole }]);
        } else if pause.to <= whole.from || whole.to <= pause.from {
            left.push(*whole);
        } else {
            return None;
        }
    }
    Some((left, is_inside))
}

/// A number with what stood before it.
struct Number {
    value: u16,
    digits: usize,
    before: Joint,
}

/// How a number hangs on the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// `:` or `.`, as minutes hang on an hour.
    Point,
    Comma,
    /// A dash, a space, «до».
    Loose,
}

/// The numbers of a segment; runs of three or four digits (`900`, the `0020` of `12:0020:00`) are two numbers.
fn numbers(tokens: &[Token]) -> Option<Vec<Number>> {
    let mut numbers = Vec::new();
    let mut before = Joint::Loose;
    for token in tokens {
        let Token::Digits(digits) = token else {
            before = match token {
                Token::Colon | Token::Dot if before == Joint::Point => return None,
                Token::Colon | Token::Dot => Joint::Point,
                Token::Comma | Token::And => Joint::Comma,
                Token::Dash | Token::To | Token::Semicolon | Token::Off => Joint::Loose,
                _ => return None,
            };
            continue;
        };
        for part in digit_parts(digits)? {
            numbers.push(Number { value: part.parse().ok()?, digits: part.len(), before });
            before = Joint::Loose;
        }
    }
    let off = tokens.contains(&Token::Off);
    if off && !numbers.is_empty() { None } else { Some(plain_numbers(numbers)) }
}

fn digit_parts(digits: &str) -> Option<Vec<&str>> {
    match digits.len() {
        1 | 2 => Some(vec![digits]),
        length @ (3 | 4) => digits.split_at_checked(length - 2).map(|(hour, minute)| vec![hour, minute]),
        _ => None,
    }
}

/// A lone 0 says closed; the digit 3 before times stands for the letter «з».
fn plain_numbers(mut numbers: Vec<Number>) -> Vec<Number> {
    let three = numbers.len() % 2 == 1 && numbers.len() > 3;
    if three && numbers.first().is_some_and(|first| first.value == 3 && first.digits == 1) {
        numbers.remove(0);
    }
    numbers
}

/// Hours with minutes in fours (`8 00 17 15`), or bare hours in twos (`9-18`), or the two mixed (`8.00-17`).
fn spans(numbers: &[Number]) -> Option<Vec<Span>> {
    let times: Vec<u16> = match numbers {
        [from, to] if to.before == Joint::Loose => vec![minutes(from.value, 0)?, minutes(to.value, 0)?],
        [hour, minute, to] if minute.before == Joint::Point && to.before == Joint::Loose => {
            vec![clock(&[hour, minute])?, minutes(to.value, 0)?]
        }
        [from, hour, minute] if hour.before == Joint::Loose && minute.before != Joint::Loose => {
            vec![minutes(from.value, 0)?, clock(&[hour, minute])?]
        }
        _ => numbers.chunks(2).map(|pair| clock(&pair.iter().collect::<Vec<_>>())).collect::<Option<_>>()?,
    };
    let spans: Vec<Span> = times.chunks(2).map(time_span).collect::<Option<_>>()?;
    let ordered = spans.windows(2).all(|pair| matches!(pair, [a, b] if a.to <= b.from));
    ordered.then_some(spans)
}

/// Hour and minutes. `9-13, 14-18` is not 9:13 to 14:18: loose minutes after a comma are not trusted.
fn clock(pair: &[&Number]) -> Option<u16> {
    let [hour, minute] = pair else { return None };
    let loose = minute.before == Joint::Loose;
    let two = minute.digits == 2 || (minute.value == 0 && !loose);
    let doubtful = loose && (hour.before == Joint::Comma || minute.value % 5 != 0);
    if two && !doubtful { minutes(hour.value, minute.value) } else { None }
}

fn minutes(hour: u16, minute: u16) -> Option<u16> {
    let valid = minute < 60 && (hour < 24 || (hour == 24 && minute == 0));
    valid.then_some(hour * 60 + minute)
}

fn time_span(pair: &[u16]) -> Option<Span> {
    let [from, to] = pair else { return None };
    (from < to).then_some(Span { from: *from, to: *to })
}
