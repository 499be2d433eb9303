//! One pass over a table that compares its rows with the digests of the entries which stated them.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, ModelTrait, QueryFilter, QueryOrder, QuerySelect, Value,
};
use sha2::{Digest, Sha256};

use super::Error;
use super::alterations::{AlterationKind, Numbered, StatedRows, alteration};
use super::digests::{StatedDigest, canonical_columns, mark, portion_marks, write_canonical, write_cells};
use super::packed::{each_page, is_packable};
use super::table::column;
use crate::domain::hex;

/// Rows read at a time.
const PAGE: u64 = 5_000;
/// Characters of a row's cells a finding shows.
const MAX_CELLS: usize = 160;

/// The rows one entry stated, and what is seen of them.
#[derive(Debug)]
pub(super) struct Segment {
    entry: i32,
    pub digest: StatedDigest,
    rows: Sha256,
    marks: Vec<u64>,
    seen: Vec<i32>,
}

impl Segment {
    pub fn new(entry: i32, digest: StatedDigest) -> Self {
        Self { entry, digest, rows: Sha256::new(), marks: Vec::new(), seen: Vec::new() }
    }

    /// The number after the last row.
    fn end(&self) -> i64 {
        i64::from(self.digest.first) + i64::try_from(self.digest.stated).unwrap_or(i64::MAX / 2)
    }

    fn contains_row(&self, id: i32) -> bool {
        self.digest.first <= id && i64::from(id) < self.end()
    }

    fn add_row(&mut self, id: i32, canonical: &[u8]) {
        self.rows.update(canonical);
        self.marks.push(mark(canonical));
        self.seen.push(id);
    }

    /// Rows that are missing, and rows that are not as they were stated.
    fn wrong(&self) -> (Vec<i32>, Vec<i32>) {
        let whole = self.seen.len() as u64 == self.digest.stated;
        if whole && hex(&self.rows.clone().finalize()) == self.digest.stated_sha256 {
            return (Vec::new(), Vec::new());
        }
        let missing: Vec<i32> = self.numbers().filter(|id| self.seen.binary_search(id).is_err()).collect();
        let portion = self.digest.portion.max(1);
        let suspects = self.suspects(portion).filter(|id| missing.binary_search(id).is_err());
        let altered: Vec<i32> = suspects.collect();
        // A removed row changes the mark of its portion, whose other rows may be as they were.
        let altered = if missing.is_empty() || portion == 1 { altered } else { Vec::new() };
        if missing.is_empty() && altered.is_empty() {
            // The marks say nothing, the digest does: any of them.
            return (missing, self.numbers().collect());
        }
        (missing, altered)
    }

    fn numbers(&self) -> impl Iterator<Item = i32> + use<> {
        (i64::from(self.digest.first)..self.end()).filter_map(|id| i32::try_from(id).ok())
    }

    /// Rows of the portions whose marks are not those stated.
    fn suspects(&self, portion: usize) -> impl Iterator<Item = i32> {
        let marks = portion_marks(&self.by_number(), portion);
        let differs = move |id: &i32| {
            let at = usize::try_from(id - self.digest.first).unwrap_or_default() / portion * 8;
            marks.get(at..at + 8) != self.digest.marks.get(at..at + 8)
        };
        self.numbers().filter(differs)
    }

    /// The marks by number; a missing row has 0.
    fn by_number(&self) -> Vec<u64> {
        let mut marks = vec![0; usize::try_from(self.digest.stated).unwrap_or_default()];
        for (id, mark) in self.seen.iter().zip(&self.marks) {
            let at = usize::try_from(id - self.digest.first).unwrap_or(usize::MAX);
            if let Some(kept) = marks.get_mut(at) {
                *kept = *mark;
            }
        }
        marks
    }

    /// Frees what was kept of a segment that is as it was stated.
    fn settle(&mut self) -> Option<(Vec<i32>, Vec<i32>)> {
        let wrong = Some(self.wrong()).filter(|(missing, altered)| !missing.is_empty() || !altered.is_empty());
        (self.marks, self.seen) = (Vec::new(), Vec::new());
        wrong
    }
}

/// The check of one table.
#[derive(Debug)]
pub(super) struct TableCheck {
    segments: Vec<Segment>,
    /// The segment whose rows come next.
    at: usize,
    missing: Vec<(i32, Vec<i32>)>,
    altered: Vec<(i32, Vec<i32>)>,
    added: Vec<i32>,
    /// For each entry the rows that say it voided them.
    pub voided: BTreeMap<i32, Vec<i32>>,
    pub unvouched: u64,
}

impl TableCheck {
    pub fn new(segments: Vec<Segment>) -> Self {
        let (missing, altered, added) = (Vec::new(), Vec::new(), Vec::new());
        Self { segments, at: 0, missing, altered, added, voided: BTreeMap::new(), unvouched: 0 }
    }

    /// Reads the table in order of number.
    pub async fn rows<E: EntityTrait, C: ConnectionTrait>(
        &mut self,
        db: &C,
        id: E::Column,
        stated: &StatedRows,
    ) -> Result<(), Error> {
        if is_packable::<E>() {
            self.packed::<E, C>(db, id, stated).await
        } else {
            self.check_whole_table::<E, C>(db, id, stated).await
        }?;
        self.settle_before(i64::MAX);
        Ok(())
    }

    async fn packed<E: EntityTrait, C: ConnectionTrait>(
        &mut self,
        db: &C,
        id: E::Column,
        stated: &StatedRows,
    ) -> Result<(), Error> {
        let canonical = canonical_columns::<E>();
        let [source, voided] = ["source", "voided_by"].map(column::<E>);
        let columns: Vec<E::Column> =
            [id].into_iter().chain(source).chain(voided).chain(canonical.iter().copied()).collect();
        let mut bytes = Vec::new();
        each_page(db, &E::find(), &columns, id, |page| {
            for mut row in page.rows()? {
                let id = row.value()?;
                let source = if source.is_some() { row.optional()? } else { None };
                let voided = if voided.is_some() { row.optional()? } else { None };
                bytes.clear();
                write_cells::<E>(&canonical, row.remaining_cells(), &mut bytes);
                self.row(id, &bytes, stated.is_older(source), voided);
            }
            Ok(())
        })
        .await
    }

    async fn check_whole_table<E: EntityTrait, C: ConnectionTrait>(
        &mut self,
        db: &C,
        id: E::Column,
        stated: &StatedRows,
    ) -> Result<(), Error> {
        let columns = canonical_columns::<E>();
        let (source, voided) = (column::<E>("source"), column::<E>("voided_by"));
        let (mut after, mut bytes) = (i32::MIN, Vec::new());
        loop {
            let page = E::find().filter(id.gt(after)).order_by_asc(id).limit(PAGE).all(db).await?;
            let Some(last) = page.last().and_then(|row| number(row.get(id))) else { return Ok(()) };
            after = last;
            for row in &page {
                bytes.clear();
                write_canonical::<E>(row, &columns, &mut bytes);
                let cell = |column: Option<E::Column>| column.and_then(|column| number(row.get(column)));
                let Some(id) = number(row.get(id)) else { continue };
                self.row(id, &bytes, stated.is_older(cell(source)), cell(voided));
            }
        }
    }

    fn row(&mut self, id: i32, canonical: &[u8], is_older: bool, voided: Option<i32>) {
        self.add_row(id, canonical, is_older);
        if let Some(entry) = voided {
            self.voided.entry(entry).or_default().push(id);
        }
    }

    fn add_row(&mut self, id: i32, canonical: &[u8], is_older: bool) {
        self.settle_before(i64::from(id));
        match self.segments.get_mut(self.at).filter(|segment| segment.contains_row(id)) {
            Some(segment) => segment.add_row(id, canonical),
            // Rows of the time before digests have the smaller numbers.
            None if is_older && self.at == 0 => self.unvouched += 1,
            None => self.added.push(id),
        }
    }

    /// Judges the segments that end before a number.
    fn settle_before(&mut self, id: i64) {
        while let Some(segment) = self.segments.get_mut(self.at).filter(|segment| segment.end() <= id) {
            let entry = segment.entry;
            if let Some((missing, altered)) = segment.settle() {
                self.missing.push((entry, missing));
                self.altered.push((entry, altered));
            }
            self.at += 1;
        }
    }

    /// What was found, without the voided rows.
    pub fn findings(&self, table: &str) -> Vec<Numbered> {
        let of = |kind, rows: &[(i32, Vec<i32>)]| -> Vec<Numbered> {
            rows.iter().filter_map(|(entry, rows)| alteration(table, Some(*entry), kind, rows.clone())).collect()
        };
        let mut found = of(AlterationKind::Altered, &self.altered);
        found.extend(of(AlterationKind::Removed, &self.missing));
        found.extend(alteration(table, None, AlterationKind::Added, self.added.clone()));
        found
    }
}

#[expect(clippy::needless_pass_by_value, reason = "cells of a row are handed out as values")]
fn number(value: Value) -> Option<i32> {
    match value {
        Value::Int(number) => number,
        _ => None,
    }
}

/// The number of a row and its cells, as `column=value`, shortened.
pub(super) fn cells<E: EntityTrait>(row: &E::Model) -> (i32, String) {
    let columns = canonical_columns::<E>();
    let id = columns.iter().find(|column| column.as_str() == "id").and_then(|id| number(row.get(*id)));
    let told = columns.iter().filter(|column| !["id", "confirmed"].contains(&column.as_str())).filter_map(|column| {
        let mut text = Vec::new();
        write_canonical::<E>(row, &[*column], &mut text);
        let text = String::from_utf8_lossy(&text).into_owned();
        let value = text.trim_end().splitn(3, ':').nth(2)?.to_owned();
        Some(format!("{}={value}", column.as_str()))
    });
    let all = told.collect::<Vec<_>>().join(", ");
    (id.unwrap_or_default(), all.chars().take(MAX_CELLS).collect())
}
