//! The auditor's decision row by row: a reason beside a row returns it, all others are accepted.

use maud::{Markup, html};

use super::submission::OpenedSubmission;
use super::{changed_rows, token};
use crate::actions::review::{self, MOST_SIGNS, Rehearsal, UNFIT, Verdict};
use crate::actions::submissions;
use crate::domain::text::typed;
use crate::formats::sent_table::SentTable;
use crate::http::urls::in_lang;
use crate::http::{Lang, RequestContext, Sent, SignedIn};
use crate::site::parts::{Column, Table};
use crate::store::ReturnedLine;
use crate::wording::learned::sent::row_words;

/// Rows with a field of their own; of longer tables the others are named by number.
const WITH_FIELDS: usize = 200;
/// Most rows one decision returns.
const MOST_RETURNED: usize = 20_000;
/// Signs of the reason of a row.
const REASON_SIGNS: usize = 500;

/// The form; of what does not fit only rows may be returned, or all.
pub fn form(
    view: &RequestContext,
    (signed_in, sent): (&SignedIn, &Sent),
    found: &OpenedSubmission,
    previewed: Option<&Rehearsal>,
) -> Markup {
    let lang = view.lang;
    let url = |permission: &str| in_lang(lang, &format!("/submissions/{}/{permission}", found.submission.id));
    let seen = previewed.map(|rehearsal| submissions::digest(&rehearsal.outcome.changes));
    html! {
        h2 #decision { (lang.text("submission-decision")) }
        form.verdict method="post" action=(url("accept")) {
            (token(signed_in))
            input type="hidden" name="seen" value=(seen.as_deref().unwrap_or(UNFIT));
            p { (lang.text("lines-lead")) }
            (fields(view, found, sent, previewed))
            p { button type="submit" { (lang.text("submission-accept")) } }
            p.small { (lang.text("lines-accept-help")) }
            p { label for="reason" { (lang.text("submission-reason")) }
                textarea #reason name="reason" rows="3" maxlength=(MOST_SIGNS) { (sent.typed("reason")) } }
            p { button type="submit" formaction=(url("return")) { (lang.text("submission-return")) } }
        }
    }
}

/// Rows that change something first; the others are folded where it is certain which they are.
fn fields(view: &RequestContext, found: &OpenedSubmission, sent: &Sent, previewed: Option<&Rehearsal>) -> Markup {
    let lang = view.lang;
    let table = review::sent_table(&found.submission).unwrap_or_default();
    let format = found.submission.format.as_str();
    let changing = previewed.and_then(|one| changed_rows::changing_rows(&one.differences, format, &table));
    let is_changing = |number: u32| changing.as_ref().is_none_or(|rows| rows.contains(&number));
    let (first, others): (Vec<_>, Vec<_>) = table.rows.iter().partition(|(number, _)| is_changing(*number));
    let room = WITH_FIELDS.saturating_sub(first.len());
    let rows = |rows: &[&SentRow], most: usize| -> Vec<Vec<Markup>> {
        rows.iter().take(most).map(|sent_row| line_fields(view, format, (&table, sent_row), sent)).collect()
    };
    let caption = if changing.is_some() { "lines-changing" } else { "lines-caption" };
    let is_typed = others.iter().take(room).any(|(number, _)| !sent.typed(&format!("line-{number}")).is_empty());
    html! {
        @if !first.is_empty() { (lines_table(lang, caption, rows(&first, WITH_FIELDS))) }
        @if !others.is_empty() && room > 0 {
            details open[is_typed] {
                summary { (lang.count("lines-unchanged", others.len())) }
                (lines_table(lang, "lines-same", rows(&others, room)))
            }
        }
        @if table.rows.len() > WITH_FIELDS {
            p { label for="lines" { (lang.text("lines-others")) }
                textarea #lines name="lines" rows="4" aria-describedby="lines-help" { (sent.typed("lines")) } }
            p.small #lines-help { (lang.text("lines-others-help")) }
        }
    }
}

/// A row of the file with its number.
type SentRow = (u32, Vec<String>);

fn lines_table(lang: Lang, caption: &str, rows: Vec<Vec<Markup>>) -> Table {
    let columns = ["lines-row", "lines-sent", "lines-reason"].map(|key| Column::text(lang.text(key)));
    Table::new(lang.text(caption), columns.to_vec()).stacked().rows(rows)
}

fn line_fields(
    view: &RequestContext,
    format: &str,
    (table, (row, cells)): (&SentTable, &SentRow),
    sent: &Sent,
) -> Vec<Markup> {
    let (lang, records) = (view.lang, &view.registry.records);
    let name = format!("line-{row}");
    let label = lang.with("lines-reason-of", [("row", row.to_string().into())]);
    vec![
        html! { (row) },
        html! { (row_words(lang, records, format, table, cells)) },
        // Enter in a text area begins a line; in a field it would accept the table.
        html! { textarea name=(name) rows="1" maxlength=(REASON_SIGNS) aria-label=(label) { (sent.typed(&name)) } },
    ]
}

/// What the form decides, or what is wrong with it.
pub fn verdict(lang: Lang, sent: &Sent) -> Result<Verdict, String> {
    let mut returned: Vec<ReturnedLine> = Vec::new();
    for (name, value) in &sent.fields {
        let Some(row) = name.strip_prefix("line-").filter(|_| !typed(value, REASON_SIGNS).is_empty()) else { continue };
        let row = row.parse().map_err(|_| named(lang, row))?;
        returned.push(line(row, value));
    }
    for text in sent.typed("lines").lines().filter(|text| !text.trim().is_empty()) {
        let (rows, reason) = numbered(text).ok_or_else(|| named(lang, text))?;
        if returned.len() + rows.len() > MOST_RETURNED {
            return Err(named(lang, text));
        }
        returned.extend(rows.into_iter().map(|row| line(row, reason)));
    }
    returned.sort_by_key(|line| line.row);
    returned.dedup_by_key(|line| line.row);
    let reason = sent.get("reason").map(|text| typed(text, MOST_SIGNS)).filter(|text| !text.is_empty());
    let seen = sent.get("seen").unwrap_or_default().to_owned();
    Ok(Verdict { seen, returned, reason })
}

fn line(row: u32, reason: &str) -> ReturnedLine {
    ReturnedLine { row, reason: typed(reason, REASON_SIGNS) }
}

fn named(lang: Lang, text: &str) -> String {
    let text: String = text.chars().take(100).collect();
    lang.with("lines-unread", [("text", text.into())])
}

/// «12, 15-18: причина».
fn numbered(text: &str) -> Option<(Vec<u32>, &str)> {
    let (numbers, reason) = text.split_once(':')?;
    let mut rows = Vec::new();
    for part in numbers.split([',', ' ', ';']).filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
        let (first, last): (u32, u32) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        if last < first || (last - first) as usize >= MOST_RETURNED {
            return None;
        }
        rows.extend(first..=last);
        if rows.len() > MOST_RETURNED {
            return None;
        }
    }
    (!rows.is_empty() && !reason.trim().is_empty()).then_some((rows, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_named_by_number_and_by_span() {
        assert_eq!(numbered("12, 15-17: немає послуги"), Some((vec![12, 15, 16, 17], " немає послуги")));
        for wrong in ["12", "x: ні", "5-3: ні", "1-99999999: ні", ": ні", "5:  "] {
            assert_eq!(numbered(wrong), None, "{wrong}");
        }
    }
}
