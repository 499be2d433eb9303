//! Segments of a timetable, days and what is said of them, put together into a week.

use std::ops::Range;

use super::Day;
use super::times::{StatedTimes, day_times, without_break};
use super::words::{Placed, Token};

/// Days, and what is said of them.
struct Segment {
    days: Vec<usize>,
    /// Days left out of «every day», which are closed.
    except: Vec<usize>,
    /// «Every day»: days named elsewhere are exceptions.
    is_every_day: bool,
    /// Place of its first token, and of the token after its last one.
    tokens: Range<usize>,
    said: Vec<Token>,
}

/// Place of what is not understood in the text; `None` where nothing is said.
type NotUnderstood = Option<Range<usize>>;

/// True for «цілодобово» alone, or with «щодня».
pub(super) fn is_round_the_clock(tokens: &[Placed]) -> bool {
    let says =
        |token: &Token| matches!(token, Token::RoundTheClock | Token::EveryDay | Token::NoDaysOff | Token::Comma);
    tokens.iter().any(|placed| placed.token == Token::RoundTheClock) && tokens.iter().all(|placed| says(&placed.token))
}

/// What is said of the days of a week: `None` for a day that is not named.
pub(super) fn week(placed: &[Placed]) -> Result<[Option<Day>; 7], NotUnderstood> {
    if placed.iter().all(|placed| placed.token == Token::Dash || placed.token.is_separator()) {
        return Err(None);
    }
    let (tokens, is_all_open) = without_days_off(placed);
    let place = |range: &Range<usize>| {
        let of = |at: usize| placed.get(at.min(placed.len().saturating_sub(1)));
        Some(of(range.start)?.at.start..of(range.end.saturating_sub(1).max(range.start))?.at.end)
    };
    let whole = || place(&(0..placed.len()));
    let mut segments = segments(&tokens).map_err(|range| place(&range))?;
    mark_days_off(&mut segments);
    refuse_unsure_dashes(&segments).map_err(|range| place(&range))?;
    let times = segments.iter().map(|segment| day_times(&segment.said).ok_or_else(|| place(&segment.tokens)));
    let mut times = times.collect::<Result<Vec<_>, _>>()?;
    take_breaks(&segments, &mut times).map_err(|range| place(&range))?;
    let days = put_together(&segments, &times).map_err(|range| place(&range))?;
    let is_open = days.iter().flatten().any(|day| !day.is_empty());
    if !is_open && times.iter().any(|times| times.is_dashed) {
        return Err(None);
    }
    let is_each_open = days.iter().all(|day| day.as_ref().is_some_and(|day| !day.is_empty()));
    if is_all_open && !is_each_open { Err(whole()) } else { Ok(days) }
}

/// «Без вихідних» names the days where no other word does; beside days it says that each is open.
fn without_days_off(placed: &[Placed]) -> (Vec<(usize, Token)>, bool) {
    let is_stated = placed.iter().any(|placed| placed.token == Token::NoDaysOff);
    let is_alone = !placed.iter().any(|placed| placed.token.is_day());
    let word = |(at, placed): (usize, &Placed)| match &placed.token {
        Token::NoDaysOff if is_alone => Some((at, Token::EveryDay)),
        Token::NoDaysOff => None,
        token => Some((at, token.clone())),
    };
    (placed.iter().enumerate().filter_map(word).collect(), is_stated)
}

/// Cuts the text where days begin.
fn segments(tokens: &[(usize, Token)]) -> Result<Vec<Segment>, Range<usize>> {
    let mut segments = Vec::new();
    let leads = |(_, token): &(usize, Token)| *token == Token::Colon || token.is_separator();
    let start = tokens.iter().position(|token| !leads(token)).unwrap_or(tokens.len());
    let mut rest = tokens.get(start..).unwrap_or_default();
    while let Some((first, _)) = rest.first() {
        let words: Vec<Token> = rest.iter().map(|(_, token)| token.clone()).collect();
        let last = tokens.last().map_or(*first, |(at, _)| *at);
        let (days, except, length) = named_days(&words).ok_or(*first..last + 1)?;
        let after = words.get(length..).unwrap_or_default();
        let end = length + after.iter().position(Token::is_day).unwrap_or(after.len());
        let next = rest.get(end..).unwrap_or_default();
        let until = next.first().map_or(last + 1, |(at, _)| *at);
        let said = words.get(length..end).unwrap_or_default().to_vec();
        let is_every_day = words.first() == Some(&Token::EveryDay);
        segments.push(Segment { days, except, is_every_day, tokens: *first..until, said });
        rest = next;
    }
    Ok(segments)
}

/// The days a segment begins with («пн», «пн-пт», «сб, нд», «щодня», «щодня крім нд»), those that are left out, and how
/// many tokens say so.
fn named_days(tokens: &[Token]) -> Option<(Vec<usize>, Vec<usize>, usize)> {
    let [Token::EveryDay, rest @ ..] = tokens else {
        let (days, rest) = days(tokens)?;
        return Some((days, Vec::new(), tokens.len() - rest.len()));
    };
    let ([Token::Except, stated @ ..] | [Token::Comma, Token::Except, stated @ ..]) = rest else {
        return Some(((0..7).collect(), Vec::new(), 1));
    };
    let (except, rest) = days(stated)?;
    let open = (0..7).filter(|day| !except.contains(day)).collect();
    let rest = if let [Token::Comma, after @ ..] = rest { after } else { rest };
    Some((open, except, tokens.len() - rest.len()))
}

/// Days that stand together, and what follows them. Days with no sign between must follow each other: «пн пт» may be
/// the two or a range.
fn days(tokens: &[Token]) -> Option<(Vec<usize>, &[Token])> {
    let [Token::Day(first), rest @ ..] = tokens else { return None };
    let (mut days, mut rest) = (vec![*first], rest);
    loop {
        let last = *days.last()?;
        let (from, to, after) = match rest {
            [Token::Dash | Token::To, Token::Day(to), after @ ..] => (last + 1, *to, after),
            [Token::Comma | Token::And, Token::Day(to), after @ ..] => (*to, *to, after),
            [Token::Day(to), after @ ..] if *to == last + 1 => (*to, *to, after),
            [Token::Day(_), ..] => return None,
            _ => return Some((days, rest)),
        };
        if from > to {
            return None;
        }
        days.extend(from..=to);
        rest = after;
    }
}

/// «…, вихідні: сб, нд» and «…, крім нд»: days that follow such a word with nothing said of them are closed.
fn mark_days_off(segments: &mut [Segment]) {
    for at in 1..segments.len() {
        let Some(([.., before], [after, ..])) = segments.split_at_mut_checked(at) else { return };
        let is_blank = after.said.iter().all(Token::is_separator);
        let Some(kept) = says_closed_of_next(&before.said).filter(|_| is_blank) else { continue };
        before.said.truncate(kept);
        after.said = vec![Token::Off];
    }
}

/// How many tokens stand before the word at the end that closes the days after it.
fn says_closed_of_next(said: &[Token]) -> Option<usize> {
    let is_joint = |token: &Token| matches!(token, Token::Colon | Token::Dash);
    let end = said.iter().rposition(|token| !is_joint(token))?;
    let before = said.get(..end)?;
    let word = said.get(end)?;
    let is_apart = before.last().is_some_and(Token::is_separator) || *word == Token::Except;
    let has_times = before.iter().any(|token| matches!(token, Token::Digits(_)));
    (matches!(word, Token::Off | Token::Except) && is_apart && has_times).then_some(end)
}

/// «пн: - пт: 8-17» may be a closed Monday or a range.
fn refuse_unsure_dashes(segments: &[Segment]) -> Result<(), Range<usize>> {
    for two in segments.windows(2) {
        let [one, next] = two else { continue };
        let is_dash = matches!(one.said.as_slice(), [Token::Dash] | [Token::Colon, Token::Dash]);
        let follows = one.days.last().zip(next.days.first()).is_some_and(|(one, next)| one + 1 == *next);
        if is_dash && !follows {
            return Err(one.tokens.start..next.tokens.end);
        }
    }
    Ok(())
}

/// Takes breaks out of the times. One that stands apart at the end is of all days before it; where only some days have one
/// and it is not sure which, it is not understood.
fn take_breaks(segments: &[Segment], times: &mut [StatedTimes]) -> Result<(), Range<usize>> {
    let open: Vec<usize> =
        (0..times.len()).filter(|at| times.get(*at).is_some_and(|of| !of.spans.is_empty())).collect();
    let with_break = open.iter().filter_map(|at| Some((*at, times.get(*at)?.pause?))).collect::<Vec<_>>();
    let of_all = match with_break.as_slice() {
        [(at, pause)] if open.first() != Some(at) => {
            let is_sure = open.last() == Some(at) && pause.is_apart;
            is_sure.then_some(Some(*pause)).ok_or_else(|| tokens_of(segments, *at))?
        }
        _ => None,
    };
    let is_in_some = open.iter().filter_map(|at| times.get(*at)).any(|said| {
        let pause = said.pause.or(of_all);
        pause.and_then(|pause| without_break(&said.spans, pause.span)).is_some_and(|(_, is_inside)| is_inside)
    });
    for at in open {
        let Some(said) = times.get_mut(at) else { continue };
        let Some(pause) = said.pause.or(of_all) else { continue };
        let taken = without_break(&said.spans, pause.span);
        let taken = taken.filter(|(_, is_inside)| *is_inside || (of_all.is_some() && is_in_some));
        said.spans = taken.ok_or_else(|| tokens_of(segments, at))?.0;
    }
    Ok(())
}

fn tokens_of(segments: &[Segment], at: usize) -> Range<usize> {
    segments.get(at).map_or(0..0, |segment| segment.tokens.clone())
}

/// The week; a day named twice with different times is not understood, but a named day goes before «щодня».
fn put_together(segments: &[Segment], times: &[StatedTimes]) -> Result<[Option<Day>; 7], Range<usize>> {
    let mut week: [Option<Day>; 7] = Default::default();
    let mut every_day: [Option<Day>; 7] = Default::default();
    for (segment, said) in segments.iter().zip(times) {
        let into = if segment.is_every_day { &mut every_day } else { &mut week };
        let open = segment.days.iter().map(|day| (day, said.spans.clone()));
        let closed = segment.except.iter().map(|day| (day, Vec::new()));
        for (day, spans) in open.chain(closed) {
            let place = into.get_mut(*day).filter(|place| place.as_ref().is_none_or(|known| *known == spans));
            *place.ok_or_else(|| segment.tokens.clone())? = Some(spans);
        }
    }
    for (day, every) in week.iter_mut().zip(every_day) {
        *day = day.take().or(every);
    }
    Ok(week)
}
