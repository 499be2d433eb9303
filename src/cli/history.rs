//! `cnap history`: what was learned of a point, a service or a hromada, in the order of learning.

use std::sync::Arc;

use clap::ValueEnum;

use super::args::{Args, parse_known};
use super::{Failed, connect_existing, open_known, texts};
use crate::actions::history::{Learned, Subject, history};
use crate::domain::{KnownAt, TerritoryCode};
use crate::registry::Records;
use crate::rulebook::Rulebook;
use crate::wording::learned;
use crate::wording::{format, names};

#[derive(Clone, Debug, clap::Args)]
pub struct HistoryOptions {
    /// What the code is of
    #[arg(value_enum)]
    pub kind: Kind,

    /// Code of the point, the service or the hromada
    pub code: String,

    /// As it was known after this entry of the journal, or at this moment or day
    #[arg(long, value_parser = parse_known)]
    pub known: Option<KnownAt>,
}

/// Things that have a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Points,
    Services,
    Hromadas,
}

pub async fn run(args: &Args, options: HistoryOptions, rules: Arc<Rulebook>) -> Result<(), Failed> {
    let records = open_known(args, rules, options.known).await?;
    let store = connect_existing(args).await?;
    let subject = subject(&options)?;
    let all = history(&store, &subject, Some(records.version)).await?;
    if all.is_empty() {
        return Err(Failed(texts::text_with("cli-history-none", [("code", options.code.into())])));
    }
    for one in &all {
        entry(&records, one);
    }
    Ok(())
}

fn subject(options: &HistoryOptions) -> Result<Subject, Failed> {
    let code = options.code.trim().to_owned();
    Ok(match options.kind {
        Kind::Points => Subject::Point(code),
        Kind::Services => Subject::Service(code),
        Kind::Hromadas => {
            let parsed = TerritoryCode::parse(&code);
            Subject::Hromada(parsed.map_err(|error| Failed(error.to_string()))?)
        }
    })
}

/// «Запис 4, 20.11.2026 12:00, командний рядок: Таблиця точок доступу (points.csv)», then what changed.
fn entry(records: &Records, learned: &Learned) {
    if let Some(source) = records.source(learned.entry) {
        let file = source.file.as_ref().map(|file| format!(" ({file})")).unwrap_or_default();
        let sample = if source.sample { texts::text("cli-history-sample") } else { String::new() };
        let args = [
            ("entry", source.id.to_string().into()),
            ("moment", format::moment(texts::LANG, source.at).into()),
            ("actor", names::actor(texts::LANG, &source.actor).into()),
            ("action", (names::action(texts::LANG, &source.action) + &file + &sample).into()),
        ];
        texts::line(&texts::text_with("cli-history-entry", args));
    }
    for text in learned::sentences(texts::LANG, records, &learned.events) {
        texts::line(&format!("  {text}"));
    }
}
