//! Lists in the shapes in which hromadas publish them.

use rust_xlsxwriter::{Format, Workbook};

use super::*;
use crate::domain::parse_day;

fn sheet(text: &str) -> ServiceSheet {
    read(InputLimits::SUBMITTED, text.as_bytes()).unwrap()
}

fn named(sheet: &ServiceSheet) -> Vec<(u32, &str, &str)> {
    sheet.rows.iter().map(|row| (row.row, row.code.as_str(), row.name.as_str())).collect()
}

#[test]
fn a_list_with_codes_and_acts_is_read_with_titles_groups_and_notes_told_apart() {
    let found = sheet(
        "Додаток 1 до рішення сесії;;;\nПЕРЕЛІК ПОСЛУГ;;;\n№пп;Код послуги;Назва адміністративної послуги;Законодавчі акти\n\
         ;;ДЕРЖАВНА РЕЄСТРАЦІЯ АКТІВ ЦИВІЛЬНОГО СТАНУ;\n1;01/01;Державна реєстрація народження;ЗУ «Про …»\n\
         2;01/02;Державна  реєстрація смерті ;\n;;РЕЄСТРАЦІЯ МІСЦЯ ПРОЖИВАННЯ;\n3;02/01;Реєстрація місця проживання;ЗУ\n\
         Секретар ради;;;П. І. Б.\n;;Усього послуг: 3;\n",
    );
    assert_eq!(found.header, Some(3));
    let names = ["Державна реєстрація народження", "Державна реєстрація смерті", "Реєстрація місця проживання"];
    assert_eq!(named(&found), [(5, "01/01", names[0]), (6, "01/02", names[1]), (8, "02/01", names[2])]);
    assert_eq!(found.rows[2].group.as_deref(), Some("РЕЄСТРАЦІЯ МІСЦЯ ПРОЖИВАННЯ"));
    let passed: Vec<PassedAs> = found.passed.iter().map(|row| row.as_what).collect();
    assert_eq!(passed.iter().filter(|what| **what == PassedAs::Group).count(), 2, "{passed:?}");
    assert!(passed.contains(&PassedAs::Total));
}

#[test]
fn identifiers_and_codes_of_groups_are_told_apart() {
    let found = sheet(
        "№ з/п\tІдентифікатор\tНомер послуги\tНазва адміністративної послуги\tЗаконодавчі акти\n\
         1\t2\t3\t4\t5\n\
         1\t\t01-01\tРЕЄСТРАЦІЯ / ЗНЯТТЯ З РЕЄСТРАЦІЇ МІСЦЯ ПРОЖИВАННЯ\t\n\
         2\t00034\t01-01/01\tРеєстрація місця проживання / перебування особи\tстаття 6\n\
         3\t00037\t01-01/02\tЗняття з реєстрації місця проживання\tстаття 7\n",
    );
    let rows: Vec<(&str, &str)> = found.rows.iter().map(|row| (row.identifier.as_str(), row.code.as_str())).collect();
    assert_eq!(rows, [("00034", "01-01/01"), ("00037", "01-01/02")]);
    assert_eq!(found.passed.len(), 2, "{:?}", found.passed);
}

#[test]
fn a_matrix_says_which_point_gives_what() {
    let found = sheet(
        "№,Назва послуги,ЦНАП,ВРМ с. Байрак,Примітка\n1,Реєстрація шлюбу,+,–,\n2,Субсидія,так,01.02.2023,лише вівторок\n\
         3,Будівельний паспорт,+,,\n",
    );
    assert_eq!(found.points, ["ЦНАП", "ВРМ с. Байрак"]);
    let marks: Vec<&[Mark]> = found.rows.iter().map(|row| row.marks.as_slice()).collect();
    let since = Mark::Yes(parse_day("2023-02-01"));
    assert_eq!(marks[0], [Mark::Yes(None), Mark::No]);
    assert_eq!(marks[1], [Mark::Yes(None), since]);
    assert_eq!(marks[2], [Mark::Yes(None), Mark::Empty]);
}

#[test]
fn a_second_row_of_titles_names_the_points() {
    let found = sheet(
        "№;Назва послуги;Де надається;\n;;ЦНАП Мачухи;ВРМ Байрак\n1;Реєстрація шлюбу;+;-\n2;Субсидія на житло;+;+\n",
    );
    assert_eq!(found.points, ["ЦНАП Мачухи", "ВРМ Байрак"]);
    assert_eq!(found.rows.len(), 2);
}

#[test]
fn a_list_pasted_without_a_header_is_read_by_its_look() {
    let found =
        sheet("03-67\tПризначення житлової субсидії\tУСЗН\t10 днів\n03-68\tПризначення пільг на послуги\tУСЗН\t\n");
    assert_eq!(found.header, None);
    assert_eq!(found.rows[0].code, "03-67");
    assert_eq!(found.rows[1].name, "Призначення пільг на послуги");
}

#[test]
fn a_list_of_names_alone_is_a_list_of_services() {
    let found = sheet(
        "Назва послуги\n1. Реєстрація місця проживання\n2) Зняття з реєстрації\nВклеювання фото при досягненні 25-річного віку\n",
    );
    let names: Vec<&str> = found.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names[..2], ["Реєстрація місця проживання", "Зняття з реєстрації"]);
    assert_eq!(names[2], "Вклеювання фото при досягненні 25-річного віку");
}

#[test]
fn merged_cells_and_a_title_page_do_not_hinder() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Титул").unwrap().write(0, 0, "Затверджено").unwrap();
    let list = book.add_worksheet();
    list.merge_range(0, 0, 0, 3, "Перелік послуг ЦНАП", &Format::new()).unwrap();
    for (at, title) in ["№ з/п", "Код", "Назва послуги", "Строк"].into_iter().enumerate() {
        list.write(1, u16::try_from(at).unwrap(), title).unwrap();
    }
    list.merge_range(2, 0, 2, 3, "02 – Соціальні послуги", &Format::new()).unwrap();
    for (row, name) in [(3, "Призначення субсидії"), (4, "Видача довідки")] {
        list.write(row, 0, f64::from(row) - 2.0).unwrap();
        list.write(row, 2, name).unwrap();
        list.write(row, 3, "10 днів").unwrap();
    }
    let found = read(InputLimits::SUBMITTED, &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(named(&found), [(4, "", "Призначення субсидії"), (5, "", "Видача довідки")]);
    assert_eq!(found.rows[0].group.as_deref(), Some("Соціальні послуги"));
}

#[test]
fn a_table_without_names_is_refused_with_what_was_seen() {
    let refused = read(InputLimits::SUBMITTED, "а;б;в\n1;2;3\n".as_bytes()).unwrap_err();
    assert!(refused.value.contains("«а»") && refused.expected.code() == "expected-names", "{refused:?}");
}

proptest::proptest! {
    #![proptest_config(crate::domain::testing::with_kept_seeds())]
    #[test]
    fn no_table_makes_the_reader_panic(cells in proptest::collection::vec(proptest::collection::vec(".{0,20}", 0..6), 0..12)) {
        let text: Vec<String> = cells.iter().map(|row| row.join("\t")).collect();
        let _ = read(InputLimits::SUBMITTED, text.join("\n").as_bytes());
    }
}
