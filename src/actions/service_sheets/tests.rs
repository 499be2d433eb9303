//! Names as hromadas write them, against the shipped catalogue.

use std::sync::Arc;

use chrono::NaiveDate;

use super::matched;
use crate::data;
use crate::domain::rows::ServiceRow;
use crate::formats::InputLimits;
use crate::formats::tables::read;
use crate::registry::catalogue::ServiceRecord;
use crate::registry::service_names::{Candidate, MatchedBy, SURE, ServiceMatcher, ServiceWords};
use crate::registry::{Catalogue, Records, Sourced};
use crate::rulebook::Rulebook;

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();

fn rules() -> Rulebook {
    data::rulebook(None).unwrap()
}

fn records() -> Records {
    let rules = Arc::new(rules());
    let rows = read::<ServiceRow>(&data::file("catalogue/services.csv").unwrap()).rows;
    let services = rows.into_iter().zip(1..).map(|(row, id)| ServiceRecord {
        id,
        code: row.value.code.as_str().into(),
        rows: vec![Sourced::from_one_source(row.value, 1, DAY)],
        steps: Vec::new(),
    });
    let catalogue = Arc::new(Catalogue::new(services.collect()));
    Records { catalogue, rules, ..Records::default() }
}

fn shipped() -> ServiceMatcher {
    ServiceMatcher::new(&records(), DAY)
}

fn found(matcher: &ServiceMatcher, identifier: &str, code: &str, name: &str) -> Vec<Candidate> {
    matcher.find(ServiceWords { identifier, code, name })
}

/// What became of the names of a table: how many were found rightly without a person, of how many; wrong ones that
/// were surer than 0.9; names of no service, and those of them that were told as such.
#[derive(Debug, Default)]
struct Measured {
    named: usize,
    right: usize,
    first: usize,
    wrong: Vec<String>,
    surely_wrong: Vec<String>,
    strangers: usize,
    told_strangers: usize,
}

fn measure(matcher: &ServiceMatcher, table: &str) -> Measured {
    let mut measured = Measured::default();
    for line in table.lines().skip(1) {
        let (name, codes) = line.split_once('\t').unwrap();
        let candidates = found(matcher, "", "", name);
        let best = candidates.first();
        let confidence = best.map_or(0.0, |best| best.confidence);
        let is_right = best.is_some_and(|best| codes.split('|').any(|code| code == best.code));
        if codes == "-" {
            measured.strangers += 1;
            measured.told_strangers += usize::from(confidence < SURE);
        } else {
            measured.named += 1;
            measured.first += usize::from(is_right);
            measured.right += usize::from(is_right && confidence >= SURE);
        }
        if !is_right && confidence > 0.9 {
            measured.surely_wrong.push(name.to_owned());
        } else if !is_right && codes != "-" && confidence >= SURE {
            measured.wrong.push(name.to_owned());
        }
    }
    measured
}

#[test]
fn names_as_hromadas_write_them_are_found_and_none_is_surely_wrong() {
    let matcher = shipped();
    let tables = [
        (include_str!("../../../tests/fixtures/service-names/tuned.tsv"), 0.97, 0.99),
        (include_str!("../../../tests/fixtures/service-names/held-out.tsv"), 0.87, 0.94),
    ];
    for (table, right, first) in tables {
        let found = measure(&matcher, table);
        println!("{found:#?}");
        assert_eq!(found.surely_wrong, Vec::<String>::new());
        assert!(found.right as f64 >= right * found.named as f64, "{found:#?}");
        assert!(found.first as f64 >= first * found.named as f64, "{found:#?}");
        assert!(found.wrong.len() as f64 <= 0.03 * found.named as f64, "{found:#?}");
        assert!(found.told_strangers * 10 >= found.strangers * 7, "{found:#?}");
    }
}

#[test]
fn official_names_are_found_for_sure() {
    let matcher = shipped();
    for (code, name) in rules().everyday.names {
        let candidates = found(&matcher, "", "", &name.to_uppercase());
        assert_eq!((&candidates[0].code, candidates[0].confidence), (&code, 1.0), "{name}");
    }
}

#[test]
fn a_code_counts_only_where_the_name_does_not_speak_against_it() {
    let matcher = shipped();
    let contradicted = found(&matcher, "", "01-02", "Видача ордера на видалення зелених насаджень");
    assert_eq!((contradicted[0].code.as_str(), contradicted[0].by), ("12-02", MatchedBy::Name));
    let vague = found(&matcher, "", "01/02", "Зняття з реєстрації");
    assert_eq!((vague[0].code.as_str(), vague[0].by), ("01-02", MatchedBy::Code));
    let alone = found(&matcher, "", "2-5", "");
    assert_eq!((alone[0].code.as_str(), alone[0].by), ("02-05", MatchedBy::Code));
}

#[test]
fn codes_of_a_list_count_only_where_the_list_uses_those_of_the_catalogue() {
    let records = records();
    let names = ["Державна реєстрація шлюбу", "Державна реєстрація розірвання шлюбу", "Призначення пенсії за віком"];
    let more = ["Перерахунок пенсії", "Державна реєстрація іпотеки", "Видача довідки"];
    let list = |codes: [&str; 6]| {
        let rows = codes.iter().zip(names.iter().chain(&more)).map(|(code, name)| format!("{code};{name}\n"));
        let text = format!("Код послуги;Назва послуги\n{}", rows.collect::<String>());
        let found = matched(InputLimits::SUBMITTED, text.as_bytes(), &records, DAY).unwrap();
        found.rows.last().unwrap().clone()
    };
    let ours = list(["02/02", "02/03", "11/01", "11/05", "09/07", "11/09"]);
    assert_eq!(ours.sure().map(|sure| sure.code.as_str()), Some("11-09"));
    let own = list(["01/01", "01/02", "02/01", "02/02", "03/01", "01/03"]);
    assert_eq!(own.sure(), None, "{own:?}");
}

#[test]
fn the_number_in_the_national_register_goes_before_the_code() {
    let matcher = shipped();
    let national = found(&matcher, "00037", "01-01/02", "Зняття з реєстрації місця проживання/перебування особи");
    assert_eq!((national[0].code.as_str(), national[0].by), ("01-02", MatchedBy::Identifier));
    let contradicted = found(&matcher, "00037", "", "Видача ордера на видалення зелених насаджень");
    assert_eq!((contradicted[0].code.as_str(), contradicted[0].by), ("12-02", MatchedBy::Name));
}

#[test]
fn other_names_belong_to_services_of_the_shipped_catalogue() {
    let rules = rules();
    let unknown = rules.service_names.other.iter().find(|other| !rules.everyday.names.contains_key(&other.service));
    assert_eq!(unknown, None);
}
