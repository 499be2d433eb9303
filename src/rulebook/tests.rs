//! The rulebook reads what it should and names what is wrong.

use super::*;

fn files(extra: &[(&str, &str)]) -> Vec<(String, String)> {
    let base = [
        (
            "catalogue/groups.toml",
            "[[group]]\nid = \"passport\"\ntitle = { uk = \"Паспорт\", en = \"Passport\" }\norder = 1\n",
        ),
        (
            "equipment.toml",
            "[[type]]\nid = \"dms_kit\"\ntitle = { uk = \"а\", en = \"a\" }\nneeded_by_groups = [\"passport\"]\n",
        ),
    ];
    base.iter().chain(extra).map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect()
}

fn indicator(holds: &str, member: &str) -> String {
    format!(
        "id = \"x\"\norder = 1\ntitle = {{ uk = \"а\", en = \"a\" }}\nunit = \"points\"\nkinds = [\"cnap\"]\n\
         member = \"{member}\"\nholds = {holds}\nrule = {{ uk = \"а\", en = \"a\" }}\nact = \"\"\n\
         [[programme]]\nterritory = \"UA53000000000028050\"\nbaseline = 0.2\nbaseline_year = 2023\n\
         published = \"12 of 60\"\ntargets = {{ 2024 = 0.5, 2026 = 1.0 }}\n"
    )
}

fn with(holds: &str, member: &str) -> Result<Rulebook, Vec<RuleFault>> {
    Rulebook::parse(&files(&[("indicators/x.toml", &indicator(holds, member))]))
}

fn reason(found: Result<Rulebook, Vec<RuleFault>>) -> String {
    found.unwrap_err().into_iter().map(|fault| fault.to_string()).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_operator_is_read() {
    for holds in [
        "{ gives = { group = \"passport\", how = \"all-required\" } }",
        "{ gives = { group = \"passport\", how = \"any\" } }",
        "{ full-list = true }",
        "{ has-equipment = \"dms_kit\" }",
        "{ starosta-share = { threshold = 0.6 } }",
        "{ positions = true }",
    ] {
        assert!(with(holds, "no dms_unit").is_ok(), "{holds}");
    }
}

#[test]
fn targets_are_read_by_year() {
    let book = with("{ full-list = true }", "").unwrap();
    let targets: Vec<(i32, f64)> = book.indicators[0].programmes[0].targets.clone().into_iter().collect();
    assert_eq!(targets, [(2024, 0.5), (2026, 1.0)]);
}

#[test]
fn an_unknown_group_is_named_with_its_file() {
    let fault = reason(with("{ gives = { group = \"moon\", how = \"any\" } }", ""));
    assert!(fault.contains("indicators/x.toml") && fault.contains("«moon»"), "{fault}");
}

#[test]
fn a_condition_that_cannot_be_read_is_named_with_its_place() {
    let fault = reason(with("{ full-list = true }", "population > many"));
    assert!(fault.contains("indicators/x.toml") && fault.contains("at character"), "{fault}");
}

#[test]
fn a_misspelled_key_is_a_fault() {
    let text = indicator("{ full-list = true }", "").replace("act =", "akt =");
    assert!(reason(Rulebook::parse(&files(&[("indicators/x.toml", &text)]))).contains("akt"));
}

#[test]
fn the_same_id_twice_is_a_fault() {
    let text = indicator("{ full-list = true }", "");
    let found = Rulebook::parse(&files(&[("indicators/x.toml", &text), ("indicators/y.toml", &text)]));
    assert!(reason(found).contains("stands twice"));
}

#[test]
fn a_checklist_without_an_edition_is_a_fault() {
    let text = "id = \"c\"\ntitle = { uk = \"а\", en = \"a\" }\nact = \"\"\nkinds = [\"cnap\"]\nedition = []\n";
    assert!(reason(Rulebook::parse(&files(&[("checklists/c.toml", text)]))).contains("[[edition]]"));
}
