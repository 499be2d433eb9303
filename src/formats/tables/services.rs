//! `services`: entries of the unified catalogue over their periods.

use std::cmp::Ordering;

use super::{Line, OwnRow, entry_points};
use crate::domain::rows::ServiceRow;
use crate::domain::{Period, TextRule};
use crate::formats::Format;
use crate::formats::cells::{Cells, parts};
use crate::formats::columns::{Column, optional_column, required_column};
use crate::formats::references::{Need, Subject};

entry_points!(ServiceRow);

impl OwnRow for ServiceRow {
    const FORMAT: Format = Format::Services;
    const COLUMNS: &'static [Column] = &[
        required_column("code", "Код послуги"),
        optional_column("identifier", "Ідентифікатор"),
        required_column("name", "Назва послуги"),
        required_column("group", "Група"),
        optional_column("life_events", "Життєві події"),
        optional_column("provider", "Суб'єкт надання"),
        optional_column("basis", "Законодавчі акти"),
        optional_column("term_days", "Строк, днів"),
        optional_column("fee", "Платність"),
        optional_column("result", "Результат"),
        optional_column("documents", "Документи"),
        optional_column("audience", "Отримувачі"),
        optional_column("channels", "Способи звернення"),
        optional_column("from", "Діє з"),
        optional_column("until", "Діє до"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const NEEDS: &'static [Need] = &[Need::Services, Need::Rules];
    const IS_WIDE: bool = true;

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let code = cells.must_own_code("code", &Subject::Service);
        let name = cells.must_text("name", TextRule::NAME);
        let group = cells.must_reference("group", &Subject::Group);
        Some(Self {
            identifier: cells.id("identifier"),
            life_events: life_events(cells),
            provider: cells.text("provider", TextRule::NAME),
            basis: cells.text("basis", TextRule::TEXT),
            term_days: cells.count("term_days"),
            fee: cells.text("fee", TextRule::TEXT),
            result: cells.text("result", TextRule::TEXT),
            documents: cells.list("documents", documents),
            audience: cells.list("audience", words),
            channels: cells.list("channels", words),
            period: cells.period(),
            code: code?,
            name: name?,
            group: group?,
        })
    }

    fn write(&self, line: &mut Line) {
        line.text(Some(&self.code)).text(self.identifier.as_ref()).text(Some(&self.name)).text(Some(&self.group));
        line.list(&self.life_events, "; ").text(self.provider.as_ref()).text(self.basis.as_ref());
        line.number(self.term_days).text(self.fee.as_ref()).text(self.result.as_ref());
        line.list(&self.documents, "\n").list(&self.audience, "; ").list(&self.channels, "; ");
        line.date(self.period.from).date(self.period.until);
    }

    fn by_key(&self, other: &Self) -> Ordering {
        self.code.cmp(&other.code)
    }

    fn key(&self) -> String {
        self.code.clone()
    }

    fn span(&self) -> Option<Period> {
        Some(self.period)
    }
}

/// Life events by id or title.
fn life_events(cells: &mut Cells<'_>) -> Vec<String> {
    let stated = cells.list("life_events", words);
    stated.into_iter().filter_map(|event| cells.one_of_several("life_events", event, &Subject::LifeEvent)).collect()
}

/// Entries between `;`, `,`, `|` or line ends; ids (ASCII words) also between spaces.
fn words(text: &str) -> Vec<String> {
    if text.is_ascii() {
        return parts(text, &[' ', ';', ',', '|', '\n', '\t']);
    }
    parts(text, &[';', ',', '|', '\n'])
}

/// Documents stand on lines of their own, or in one line between `;`.
fn documents(text: &str) -> Vec<String> {
    if text.contains('\n') { parts(text, &['\n']) } else { parts(text, &[';']) }
}
