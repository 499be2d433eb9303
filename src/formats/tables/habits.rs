//! Own tables as Ukrainians write them: words, dates, decimals, periods, and what can hardly be right.

use chrono::NaiveDate;

use super::read;
use crate::domain::rows::{AnswerRow, FactRow, FigureRow, ListClass, PointRow, PositionRow};
use crate::domain::{Answer, Fact, HromadaClass, Period, PointKind, PointStatus, TerritoryStatus};

#[test]
fn a_period_is_read_as_ukrainians_write_it() {
    let written = [
        ("2023-11", "2023-11"),
        ("11.2023", "2023-11"),
        ("01.11.2023", "2023-11"),
        ("Листопад 2023", "2023-11"),
        ("листопад 2023 року", "2023-11"),
        ("2023Q4", "2023Q4"),
        ("IV квартал 2023", "2023Q4"),
        ("ІІІ квартал 2023 року", "2023Q3"),
        ("1 квартал 2024", "2024Q1"),
    ];
    for (text, period) in written {
        let parsed = read::<FigureRow>(format!("point;period;measure;value\na;{text};visitors;1 234,5\n").as_bytes());
        let found: Vec<_> = parsed.values().map(|figure| (figure.period.as_str(), figure.value)).collect();
        assert_eq!(found, [(period, 1234.5)], "{text}: {:?}", parsed.faults);
    }
}

#[test]
fn ukrainian_words_mean_the_same_as_the_keys() {
    let text = "Код;Вид;Назва;Статус;Дія.Центр;Площа загальна, м²;Діє з;Діє до\n\
                a;ЦНАП;А;Діє;Так;120,5;31.12.2020;01.02.2024\n\
                b;Територіальний  підрозділ;Б;тимчасово закритий;НІ;;;\n\
                c;віддалене робоче місце;В;закрито;ІСТИНА;;;\n\
                d;мобільний ЦНАП;Г;;ХИБНІСТЬ;;;\n";
    let parsed = read::<PointRow>(text.as_bytes());
    assert_eq!((parsed.faults.as_slice(), parsed.warnings.as_slice()), (&[][..], &[][..]));
    let kinds: Vec<_> = parsed.values().map(|point| (point.kind, point.status, point.diia_centre)).collect();
    let expected = [
        (PointKind::Cnap, PointStatus::Active, Some(true)),
        (PointKind::Tp, PointStatus::Suspended, Some(false)),
        (PointKind::Vrm, PointStatus::Closed, Some(true)),
        (PointKind::Mobile, PointStatus::Active, Some(false)),
    ];
    assert_eq!(kinds, expected);
    let first = &parsed.rows[0].value;
    assert_eq!(first.area_total, Some(120.5));
    assert_eq!(first.period, Period::new(NaiveDate::from_ymd_opt(2020, 12, 31), NaiveDate::from_ymd_opt(2024, 2, 1)));
}

#[test]
fn facts_answers_and_classes_are_read_in_ukrainian() {
    let code = "UA53020010000035494";
    let text = format!(
        "Громада;Відомість;Значення\n{code};населення;12 345\n{code};Підрозділ ДМС;не працює\n\
         {code};клас;Місто обласного значення\n{code};статус території;бойові дії\n"
    );
    let parsed = read::<FactRow>(text.as_bytes());
    let facts: Vec<Fact> = parsed.values().map(|row| row.fact).collect();
    let expected = [
        Fact::Population(12_345),
        Fact::DmsUnit(false),
        Fact::Class(HromadaClass::OblastCity),
        Fact::TerritoryStatus(TerritoryStatus::Hostilities),
    ];
    assert_eq!((facts.as_slice(), parsed.faults.as_slice()), (&expected[..], &[][..]));
    let text = "point;checklist;criterion;answer;measure\n1;588;sign;так;\n1;588;ramp;Не застосовується;7,5\n";
    let parsed = read::<AnswerRow>(text.as_bytes());
    let answers: Vec<_> = parsed.values().map(|row| (row.answer, row.measure)).collect();
    assert_eq!(answers, [(Answer::Yes, None), (Answer::NotApplicable, Some(7.5))]);
    let text = "list;in_force;service;classes\n523-р;01.11.2023;01;ЦНАП, територіальний підрозділ, ВРМ\n\
                523-р;01.11.2023;02;cnap tp\n523-р;01.11.2023;03;ЦНАП райцентр\n";
    let parsed = read::<PositionRow>(text.as_bytes());
    let classes: Vec<_> = parsed.values().map(|row| row.classes.clone()).collect();
    let expected = [
        vec![ListClass::Cnap, ListClass::Tp, ListClass::Vrm],
        vec![ListClass::Cnap, ListClass::Tp],
        vec![ListClass::Cnap, ListClass::RaionCentre],
    ];
    assert_eq!(classes, expected, "{:?}", parsed.faults);
}

#[test]
fn a_wrong_word_is_told_with_the_words_of_both_languages() {
    let found = read::<PointRow>("code,kind,name,diia_centre\na,контора,А,можливо\n".as_bytes()).faults;
    assert!(found[0].expected.to_string().contains("cnap (ЦНАП), tp (територіальний підрозділ)"), "{found:?}");
    assert!(found[1].expected.to_string().contains("yes (так)"), "{found:?}");
}

#[test]
fn what_can_hardly_be_right_is_warned_of_and_kept() {
    let text = "code;kind;name;area_total;workers;phone;email;web\n\
                a;cnap;А;900000;5000;немає;пошта;сайт громади\n\
                b;cnap;Б;90,5;5;(05361) 2-11-22, 103;a@b.gov.ua; b.gov.ua:8080/cnap\n";
    let parsed = read::<PointRow>(text.as_bytes());
    let found: Vec<(u32, &str)> = parsed.warnings.iter().map(|fault| (fault.row, fault.column.as_str())).collect();
    assert_eq!(found, [(2, "area_total"), (2, "workers"), (2, "phone"), (2, "email"), (2, "web")]);
    assert_eq!((parsed.rows.len(), parsed.faults.len()), (2, 0));
    let parsed = read::<PointRow>("code,kind,name,web\na,cnap,А,javascript:alert(1)\n".as_bytes());
    assert!(parsed.warnings[0].reason.to_string().contains("javascript"), "{:?}", parsed.warnings);
}
